"""One published database, open for reading from Python."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from evidence.database import Published
from evidence.door.literature import LITERATURE, kept_notes, literature_rows
from evidence.door.table import Table
from evidence.door.values import Claim, Item, Quote, Report, Study, span_of, value_of
from evidence.errors import UsageError
from evidence.models import Finding, Section
from evidence.operations.explain import report_id_of
from evidence.pipeline.asking import filled
from evidence.pipeline.changes import compared
from evidence.pipeline.publications import Publication, content_sha256, kept, named, newest
from evidence.pipeline.questions import Question, question_named, questions
from evidence.schema import load_schema
from evidence.settings import settings_from

Row = dict[str, Any]


class Database:
    """What is published of one topic, or of all; closed by `close` or at the end of a `with`.

    It keeps to the publication it was opened on, whatever is published meanwhile.
    """

    def __init__(self, publication: Publication, topic: str | None) -> None:
        self._publication = publication
        self._db = Published(publication.database)
        held = [row["topic"] for row in self._db.rows("topic")]
        if topic is not None and topic not in held:
            self._db.close()
            raise UsageError(
                f"the publication holds no topic {topic}. Mend: use one of {', '.join(held)}"
            )
        self.topic = topic

    @property
    def publication_id(self) -> str:
        """The citable name of this publication."""
        return self._publication.publication_id

    @property
    def content_sha256(self) -> str:
        """Hash of its content: equal for equal content."""
        return self._publication.content_sha256

    @property
    def published_at(self) -> datetime:
        """When it was published, UTC."""
        return self._publication.published_at

    @property
    def is_sample(self) -> bool:
        """Whether it is the demonstration sample, whose verdicts are not findings."""
        return bool(self._publication.manifest["is_sample"])

    @property
    def folder(self) -> Path:
        """Where its Parquet files, pages, exports and checksums lie."""
        return self._publication.folder

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it holds, or the one that was opened."""
        held = tuple(row["topic"] for row in self._db.rows("topic"))
        return held if self.topic is None else (self.topic,)

    def cite_as(self) -> str:
        """One line that names exactly these data, for a methods section."""
        sample = " Demonstration sample: its verdicts are not findings." if self.is_sample else ""
        return (f"Evidence table, publication {self.publication_id}, published "
                f"{self.published_at:%Y-%m-%d} (UTC), content SHA-256 {self.content_sha256}.{sample}")  # fmt: skip

    def claims(self) -> tuple[Claim, ...]:
        """Every claim in the order of its article, each with its items."""
        items = self._items()
        return tuple(
            value_of(Claim, row, items=tuple(items[row["topic"], row["claim_id"]]))
            for row in self._rows("claim_summary")
        )

    def claim(self, claim_id: str) -> Claim:
        """One claim. Raises UsageError for an unknown id, or one that two topics share."""
        rows = self._rows("claim_summary", claim_id=claim_id)
        if len(rows) != 1:
            raise UsageError(f"claim {claim_id}: {len(rows)} topics have it. Mend: see .claims() for the ids"
                             + ("" if not rows else ", and open one topic"))  # fmt: skip
        items = self._items(claim_id=claim_id)
        return value_of(Claim, rows[0], items=tuple(items[rows[0]["topic"], claim_id]))

    def report(self, report: str | int) -> Report:
        """A report by PMID, DOI or report_id, with its text and findings. Raises UsageError."""
        report_id = str(report) if str(report).startswith("record:") else report_id_of(str(report))
        rows = self._db.rows("report", report_id=report_id)
        rows = rows or self._db.rows("report", doi=report_id.removeprefix("doi:"))
        if not rows:
            raise UsageError(f"{report_id} is not among the reports held")
        return self._report(rows[0])

    def study(self, study_id: str) -> Study:
        """A study with its reports, by the id of the study or of any of its reports."""
        report_id = self.report(study_id).report_id
        key = self._db.rows("study_report", report_id=report_id)[0]["study_id"]
        row = self._db.rows("study", study_id=key)[0]
        return value_of(Study, row, reports=tuple(self.report(r) for r in row["report_ids"]))

    def questions(self) -> tuple[Question, ...]:
        """The named questions this publication answers, with their parameters."""
        return questions(self.folder / "queries")

    def ask(self, name: str, **values: Any) -> Table:
        """The answer to a named question; `topic` is filled in where one was opened.

        Raises UsageError for an unknown name or parameter.
        """
        question = question_named(self.folder / "queries", name)
        if self.topic is not None and "topic" in question.parameters:
            values.setdefault("topic", self.topic)
        return self.sql(question.sql, **values)

    def sql(self, statement: str, **values: Any) -> Table:
        """The answer to a statement, `$name` standing for a value; read only."""
        arrow = self._db.arrow(statement, filled(statement, values) or None)
        facts = {"publication_id": self.publication_id, "content_sha256": self.content_sha256}
        return Table(arrow.replace_schema_metadata(facts))

    def table(self, name: str) -> Table:
        """A published view or table by name, narrowed to the topic where it has that column."""
        columns = {row["column_name"] for row in self._db.rows("dictionary", name=name)}
        if not columns:
            raise UsageError(f"there is no view or table {name}. Mend: see .table('dictionary')")
        if self.topic is not None and "topic" in columns:
            return self.sql(f'SELECT * FROM "{name}" WHERE topic = $topic', topic=self.topic)
        return self.sql(f'SELECT * FROM "{name}"')

    def beside_literature(self) -> Table:
        """Each claim's verdict beside what the literature says of it, one row a claim and note.

        `fits` tells whether the verdict is among those a careful reader of that literature would
        write, None where the note names none. Claims without a note have one row of their own.
        """
        notes = kept_notes(self.folder / "queries", self.topics)
        return Table(pa.Table.from_pylist(literature_rows(self.claims(), notes), schema=LITERATURE))

    def changes_since(self, older: Database) -> Table:
        """What differs from an older publication, by risk: rows like those of `change`."""
        rows = [row for row in compared(older._db, self._db) if self.topic in (None, row["topic"])]
        return Table(pa.Table.from_pylist(rows, schema=_change_schema(self.folder)))

    def is_intact(self) -> bool:
        """Whether its Parquet files still give the content hash it was published under."""
        return content_sha256(self.folder / "parquet") == self.content_sha256

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        sample = ", demonstration sample" if self.is_sample else ""
        return (
            f"<evidence of {self.topic or 'all topics'}, publication {self.publication_id}{sample}>"
        )

    def _rows(self, name: str, **equals: Any) -> list[Row]:
        narrowed = equals if self.topic is None else {**equals, "topic": self.topic}
        return self._db.rows(name, **narrowed)

    def _items(self, **equals: Any) -> dict[tuple[str, str], list[Item]]:
        quotes: dict[tuple[str, str, str], list[Quote]] = defaultdict(list)
        for row in sorted(self._rows("rationale", **equals), key=lambda r: r["rationale_no"]):
            span = span_of(row)
            assert span is not None
            quotes[row["topic"], row["claim_id"], row["report_id"]].append(
                Quote(row["report_id"], row["quote"], span)
            )
        items: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for row in self._rows("evidence_table", **equals):
            found = quotes[row["topic"], row["claim_id"], row["report_id"]]
            items[row["topic"], row["claim_id"]].append(value_of(Item, row, quotes=tuple(found)))
        return items

    def _report(self, row: Row) -> Report:
        key = row["report_id"]
        notices = {n["kind"] for n in self._db.rows("notice", report_id=key, direction="on")}
        return value_of(
            Report, row, notices=tuple(sorted(notices)),
            sections=_sections(self._db.rows("section", report_id=key)),
            findings=_findings(self._db.rows("finding", report_id=key)),
        )  # fmt: skip


def open_database(
    topic: str | None = None, *, data_dir: str | Path | None = None, when: str | None = None
) -> Database:
    """What is published of a topic (all topics where None), open read-only.

    `data_dir` is the data folder (EVIDENCE_DATA_DIR, else ./.evidence); `when` a date like
    2026-11-24 or the id of a kept publication, None for the newest. Raises UsageError where
    nothing fits.
    """
    folder = Path(data_dir) if data_dir is not None else settings_from().data_dir
    publication = named(folder, when) if when is not None else newest(folder)
    if publication is None:
        raise UsageError(f"nothing is published in {folder}. Mend: run `evidence refresh` first")
    return Database(publication, topic)


def kept_publications(data_dir: str | Path | None = None) -> tuple[str, ...]:
    """Ids of the publications that are kept, oldest first; each can be opened with `when`."""
    folder = Path(data_dir) if data_dir is not None else settings_from().data_dir
    return tuple(publication.publication_id for publication in kept(folder))


def _change_schema(folder: Path) -> pa.Schema:
    return load_schema(folder / "queries" / "schema")["change"].arrow_schema


def _sections(rows: Iterable[Row]) -> tuple[Section, ...]:
    ordered = sorted(rows, key=lambda r: (r["field"] != "title", r["section_no"]))
    return tuple(
        Section(r["field"], r["section_no"], r["text"], r["label"], r["nlm_category"])
        for r in ordered
    )


def _findings(rows: Iterable[Row]) -> tuple[Finding, ...]:
    return tuple(
        Finding(r["kind"], r["value"], span_of(r), r["rule"], r["version"], r["number"], r["unit"],
                r["source"], json.loads(r["detail"]) if r["detail"] else {})
        for r in sorted(rows, key=lambda r: r["finding_no"])
    )  # fmt: skip
