"""How well a topic's concepts cover labelled studies, and how fast records are looked through.

    python -m tests.benchmarks.concepts --data labels.jsonl --records studies.xml [--speed FILE.xml.gz]

Coverage is the share of undisputed condition and intervention labels whose concept is found in the
record's title, abstract or headings (mentions; what a study is about is decided elsewhere).
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from evidence.extract.concepts import ConceptMatcher
from evidence.models import MeshHeading, ReportText, Section
from evidence.topics import load_topic

_NO_CONCEPT = {"other", "non_acupuncture"}


def reports(path: Path) -> Iterator[tuple[str, ReportText]]:
    """DOI and text of each record of a PubMed XML file."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        for _, element in etree.iterparse(stream, tag="PubmedArticle"):
            texts = ["".join(x.itertext()) for x in element.iterfind(".//Abstract/AbstractText")]
            heading = element.find(".//ArticleTitle")
            title = Section("title", 0, "".join(heading.itertext()) if heading is not None else "")
            mesh = tuple(
                MeshHeading(x.text) for x in element.iterfind(".//MeshHeading/DescriptorName")
            )
            abstract = tuple(Section("abstract", n, text) for n, text in enumerate(texts))
            doi = (
                element.findtext(".//PubmedData/ArticleIdList/ArticleId[@IdType='doi']") or ""
            ).lower()
            yield doi, ReportText(f"pmid:{element.findtext('.//PMID')}", title, abstract, mesh=mesh)
            element.clear()


def main() -> int:
    """Print coverage and speed; the last line is one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--queries-dir", type=Path, default=Path("queries"))
    parser.add_argument("--topic", default="acupuncture-nerve-pain")
    arguments = parser.parse_args()
    matcher = ConceptMatcher(load_topic(arguments.queries_dir, arguments.topic).concepts)
    held = list(reports(arguments.records))
    by_pmid = {report.report_id: report for _, report in held}
    by_doi = {doi: report for doi, report in held if doi}
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    out_of_scope = []
    for line in arguments.data.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = by_pmid.get(f"pmid:{row['pmid']}") or by_doi.get((row["doi"] or "").lower())
        if report is None:
            continue
        if row["claims"] and not matcher.is_in_scope(report):
            out_of_scope.append(row["title"])
        named = {match.concept_id for match in matcher.matches(report)}
        for slot in ("condition", "intervention"):
            for label in (
                set(row["labels"][slot]) - _NO_CONCEPT if slot not in row["disputed"] else ()
            ):
                wanted[slot] += 1
                found[slot] += label in named
    result = {
        "benchmark": "concepts",
        **{f"{slot}_coverage": round(found[slot] / wanted[slot], 4) for slot in wanted},
        **{f"n_{slot}_labels": wanted[slot] for slot in wanted},
        "on_topic_out_of_scope": out_of_scope,
    }
    if arguments.speed:
        texts = [report for _, report in reports(arguments.speed)]
        begun = time.perf_counter()
        in_scope = [report for report in texts if matcher.is_in_scope(report)]
        looked = time.perf_counter()
        for report in in_scope:
            matcher.matches(report)
        result |= {
            "n_records": len(texts), "n_in_scope": len(in_scope),
            "scope_records_per_second": round(len(texts) / (looked - begun)),
            "matches_records_per_second": round(len(in_scope) / (time.perf_counter() - looked)),
        }  # fmt: skip
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
