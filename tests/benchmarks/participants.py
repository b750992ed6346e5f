"""Total participants of trials: exact, and precision when answering.

python -m tests.benchmarks.participants --data FILE [--misses]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evidence.extract.numbers import count_value
from evidence.extract.participants import participant_findings
from evidence.extract.roles import roles_of_texts
from evidence.extract.sentences import sentences
from evidence.models import Section


def total_of(text: str) -> int | None:
    """The total read from a trial's text (title and abstract in one)."""
    lines = sentences(Section("abstract", 0, text))
    roles = roles_of_texts([s.text for s in lines])
    found = [f for f in participant_findings(lines, roles, "rct") if f.kind == "n_participants"]
    return int(found[0].number or 0) if found else None


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
    print(json.dumps({"exact": round(right / max(1, n), 4), "precision": round(right / max(1, answered), 4), "n": n}))


if __name__ == "__main__":
    main()
