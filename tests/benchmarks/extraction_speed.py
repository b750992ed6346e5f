"""Full extraction of the reports in scope of a topic: abstracts a second on one core.

python -m tests.benchmarks.extraction_speed --data FILE.xml[.gz] [--topic FOLDER] [--limit 600]

Process CPU seconds of `read_report` alone, what the pipeline calls; parsing and the cheap
concept filter are outside. The best of three passes, so that others at work on the machine
count less; `mean_characters` tells how long the texts were. `findings_sha256` is of all that was
read, in order, so that a change for speed alone can be seen to change nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import time
from pathlib import Path

from evidence.extract.concepts import ConceptMatcher
from evidence.extract.report import read_report
from evidence.models import ReportText
from evidence.topics.concept_file import load_concepts
from tests.benchmarks.reports import load_reports

_TOPIC = Path(__file__).parents[2] / "queries/topics/acupuncture-nerve-pain"


def in_scope(path: Path, matcher: ConceptMatcher, limit: int | None = None) -> list[ReportText]:
    """The reports of a file with an abstract that the concept filter lets through, in order."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    reports = load_reports(io.BytesIO(data))
    return [r for r in reports if r.abstract and matcher.is_in_scope(r)][:limit]


def _seconds(reports: list[ReportText], matcher: ConceptMatcher) -> float:
    start = time.process_time()
    for report in reports:
        read_report(report, matcher)
    return time.process_time() - start


def _digest(reports: list[ReportText], matcher: ConceptMatcher) -> str:
    made = hashlib.sha256()
    for report in reports:
        made.update("".join(f"{report.report_id} {f!r}\n" for f in read_report(report, matcher)).encode())
    return made.hexdigest()


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--topic", type=Path, default=_TOPIC)
    parser.add_argument("--limit", type=int, default=600)
    options = parser.parse_args()
    matcher = ConceptMatcher(load_concepts(options.topic / "concepts.toml"))
    reports = in_scope(options.data, matcher, options.limit)
    digest = _digest(reports, matcher)  # weights are loaded too
    best = min(_seconds(reports, matcher) for _ in range(3))
    characters = sum(len(s.text) for r in reports for s in r.sections) / len(reports)
    print(json.dumps({"abstracts_per_second": round(len(reports) / best, 1), "n": len(reports),
                      "seconds": round(best, 3), "mean_characters": round(characters),
                      "findings_sha256": digest}))  # fmt: skip


if __name__ == "__main__":
    main()
