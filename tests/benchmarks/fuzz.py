"""Thousands of damaged real records: no crash, no hang, no record lost, both readers agree.

Run as ``python -m tests.benchmarks.fuzz --data FILE --examples 5000``. Each example takes a few
neighbouring records of FILE and damages them; the first failure is printed, made small.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.benchmarks.replicated import records
from tests.unit.pubmed_mutations import agree, check, damaged


def fuzz(held: list[bytes], n_examples: int) -> Counter[str]:
    """How many examples were read, refused, and read by the compiled reader."""
    found: Counter[str] = Counter()
    short = [r for r in held if len(r) < 20_000]

    @settings(max_examples=n_examples, deadline=10_000, database=None, suppress_health_check=list(HealthCheck),
              phases=(Phase.generate, Phase.shrink))  # fmt: skip
    @given(st.data())
    def run(data: st.DataObject) -> None:
        first = data.draw(st.integers(0, len(short) - 2))
        own = b"\n".join(short[first : first + data.draw(st.integers(1, 2))])
        harmed = data.draw(damaged(b"<PubmedArticleSet>" + own + b"</PubmedArticleSet>"))
        is_read = check(harmed)
        found["read" if is_read else "refused"] += 1
        if (
            is_read
            and harmed.startswith(b"<PubmedArticleSet>")
            and harmed.endswith(b"</PubmedArticleSet>")
        ):
            inner = harmed[18:-19]
            if inner.count(b"<PubmedArticle>") == inner.count(b"</PubmedArticle>"):
                found["compiled" if agree(inner) else "walked"] += 1

    run()
    return found


def main() -> None:
    """Print what became of the examples."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--examples", type=int, default=2_000)
    options = parser.parse_args()
    started = time.time()
    found = fuzz(records(options.data), options.examples)
    print(json.dumps({"file": options.data.name, "examples": options.examples, **found, "failures": 0,
                      "seconds": round(time.time() - started, 1)}))  # fmt: skip


if __name__ == "__main__":
    main()
