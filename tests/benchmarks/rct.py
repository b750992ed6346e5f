"""Randomized trial or not, from title and abstract alone.

python -m tests.benchmarks.rct --data FILE [--misses]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evidence.extract.randomized import is_rct


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    hits = found = wanted = n = 0
    for line in options.data.read_text("utf-8").splitlines():
        held = json.loads(line)
        said, truth = is_rct(held["title"] or "", held["abstract"] or ""), bool(held["is_rct"])
        hits, found, wanted, n = hits + (said and truth), found + said, wanted + truth, n + 1
        if options.misses and said != truth:
            print(held["pmid"], "is" if truth else "is not", held["title"][:120])
    precision, recall = hits / max(1, found), hits / max(1, wanted)
    f1 = 2 * hits / max(1, found + wanted)
    print(json.dumps({"f1": round(f1, 4), "recall": round(recall, 4), "precision": round(precision, 4), "n": n}))


if __name__ == "__main__":
    main()
