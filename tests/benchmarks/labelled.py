"""The labelled studies, read by the pipeline's own path, with the evidence items it gives them."""

from __future__ import annotations

import argparse
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.appraise.link import evidence_items
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.report import read_report
from evidence.models import EvidenceItem, ItemStatus, ReportText, Topic
from evidence.normalize import TEXT_TABLES, report_texts
from evidence.schema import load_schema
from evidence.sources.pubmed.parse import parse_pubmed_xml
from evidence.topics import load_topic

QUERIES = Path(__file__).parents[2] / "queries"
TOPIC = "acupuncture-nerve-pain"
#: An item of these says that the report bears on the claim; the others say why it does not.
LINKED = frozenset({ItemStatus.COUNTED, ItemStatus.INDIRECT, ItemStatus.RETRACTED})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled study and what the pipeline makes of it."""

    row: dict[str, Any]
    report: ReportText
    items: tuple[EvidenceItem, ...]

    @property
    def disputed(self) -> frozenset[str]:
        """Fields, links and stances on which the annotators differ."""
        return frozenset(self.row["disputed"])

    @property
    def stances(self) -> dict[str, str | None]:
        """Claim id to labelled stance; None where it is disputed."""
        return {claim["id"]: claim["stance"] for claim in self.row["claims"]}


def pipeline_reports(path: Path) -> Iterator[ReportText]:
    """Report texts of a PubMed XML file (or .xml.gz), parsed and normalized as a build does it."""
    raw = path.read_bytes()
    data = io.BytesIO(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    for tables in parse_pubmed_xml(data, load_schema(QUERIES / "schema"), path.name):
        held = {name: tables[name] for name in ("record", *TEXT_TABLES)}
        yield from (report for _, report in report_texts(held))


def items_of(report: ReportText, topic: Topic, matcher: ConceptMatcher) -> tuple[EvidenceItem, ...]:
    """Evidence items as a build makes them: nothing for a report out of scope."""
    if not matcher.is_in_scope(report):
        return ()
    return evidence_items(report, read_report(report, matcher), topic, matcher)


def labelled_studies(data: Path, records: Path | None) -> list[Labelled]:
    """Every labelled study in label order. Raises SystemExit where a record is missing."""
    topic = load_topic(QUERIES, TOPIC)
    matcher = ConceptMatcher(topic.concepts)
    path = records or data.with_name("studies.xml")
    by_key: dict[str, ReportText] = {}
    for report in pipeline_reports(path):
        by_key[report.report_id] = report
        if report.doi:
            by_key.setdefault(f"doi:{report.doi.lower()}", report)
    made = []
    for line in data.read_text("utf-8").splitlines():
        row = json.loads(line)
        keys = (f"pmid:{row['pmid']}", f"record:{row['pmid']}", f"doi:{(row['doi'] or '').lower()}")
        report = next((by_key[key] for key in keys if key in by_key), None)
        if report is None:
            raise SystemExit(f"{path}: no record for {row['pmid']}. Mend: give --records")
        made.append(Labelled(row, report, items_of(report, topic, matcher)))
    return made


def options(doc: str | None, argv: list[str] | None = None) -> argparse.Namespace:
    """The command line of a benchmark on labelled studies."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="labels, one JSON object a line")
    parser.add_argument("--records", type=Path, help="PubMed XML; default: studies.xml beside data")
    parser.add_argument("--misses", action="store_true", help="print what went wrong, case by case")
    return parser.parse_args(argv)
