# ruff: noqa: E501 (a table row is read whole)
"""Total participants of trials: exact, and precision when answering.

python -m tests.benchmarks.participants --data FILE [--misses]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evidence.extract.concepts import ConceptMatcher
from evidence.extract.context import ReadingContext
from evidence.extract.numbers import count_value
from evidence.extract.participants import participant_findings
from evidence.extract.sentences import sentence_bounds
from evidence.models import ReportText, Section


def total_of(text: str) -> int | None:
    """The total read from a trial's text; its first sentence is the title."""
    first = next(sentence_bounds(text), (0, 0))[1]
    body = (Section("abstract", 0, text[first:]),) if text[first:].strip() else ()
    context = ReadingContext(ReportText("text", Section("title", 0, text[:first]), body), ConceptMatcher({}))
    found = participant_findings(context.sentences, context.roles, context.design)
    return next((int(f.number or 0) for f in found if f.kind == "n_participants"), None)


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    n = right = answered = 0
    for line in options.data.read_text("utf-8").splitlines():
        held = json.loads(line)
        truth = {count_value(e["text"]) for e in held["entities"] if e["type"] == "total-participants"}
        if not truth:
            continue
        found = total_of(held["text"])
        n, right, answered = n + 1, right + (found in truth and found is not None), answered + (found is not None)
        if options.misses and found not in truth:
            print(held["id"], "found", found, "wanted", truth)
    figures = {"exact": round(right / max(1, n), 4), "precision": round(right / max(1, answered), 4), "n": n, "abstained": n - answered}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
