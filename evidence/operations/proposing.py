"""Reports proposed for a claim by its words, where no concepts have been written yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.appraise.retrieval import Document, Encoder, TextIndex
from evidence.appraise.retrieval_encoder import load_encoder
from evidence.pipeline.asking import ask
from evidence.settings import Settings


@dataclass(frozen=True, slots=True)
class ProposedReport:
    """One report that may bear on a claim, for a person to read; never evidence by itself."""

    report_id: str
    title: str
    year: int | None
    score: float

    def line(self) -> str:
        """One line for a reader."""
        return f"{self.report_id}  {self.title or '(no title)'} ({self.year or 'no year'})"


def index_of(texts: Iterable[Mapping[str, Any]], encoder: Encoder | None = None) -> TextIndex:
    """An index over rows with report_id, title and abstract, either of which may be None."""
    documents = [
        Document(str(row["report_id"]), row["title"] or "", row["abstract"] or "") for row in texts
    ]
    return TextIndex(documents, encoder)


def proposed_reports(
    settings: Settings, claims: Sequence[str], n: int, *, semantic: bool
) -> list[tuple[ProposedReport, ...]]:
    """For each claim the `n` best reports of the newest publication, best first.

    Raises UsageError where nothing is published, or where `semantic` is asked for and the
    extra is not installed.
    """
    encoder = load_encoder() if semantic else None
    rows = ask(settings, "report_texts", {}).dicts()
    held = {row["report_id"]: row for row in rows}
    index = index_of(rows, encoder)
    return [
        tuple(
            ProposedReport(p.report_id, held[p.report_id]["title"] or "", held[p.report_id]["year"], p.score)
            for p in index.proposals(claim, n)
        )
        for claim in claims
    ]  # fmt: skip
