"""nDCG@10 of proposing reports for claims, on SciFact.

    python -m tests.benchmarks.scifact --data claims_dev.jsonl [--corpus corpus.jsonl] [--extra]

Relevance is `cited_doc_ids`; the index is the one `evidence propose` asks. `--extra`
adds the optional sentence encoder.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

from evidence.operations.proposing import index_of

_TOP = 10


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def ndcg_at_10(ranked: list[str], relevant: set[str]) -> float:
    """Binary nDCG over the first ten ranks.

    >>> ndcg_at_10(["a", "b"], {"a"}), round(ndcg_at_10(["b", "a"], {"a"}), 3)
    (1.0, 0.631)
    """
    gain = sum(1 / math.log2(i + 2) for i, d in enumerate(ranked[:_TOP]) if d in relevant)
    ideal = sum(1 / math.log2(i + 2) for i in range(min(_TOP, len(relevant))))
    return gain / ideal if ideal else 0.0


def _encoder() -> Any:
    from evidence.appraise.retrieval_encoder import load_encoder

    return load_encoder()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="claims, one JSON object a line")
    parser.add_argument("--corpus", type=Path, help="abstracts; default: corpus.jsonl beside data")
    parser.add_argument("--extra", action="store_true", help="with the sentence encoder")
    args = parser.parse_args(argv)
    corpus = args.corpus or args.data.with_name("corpus.jsonl")
    started = time.perf_counter()
    texts = [
        {"report_id": d["doc_id"], "title": d["title"], "abstract": " ".join(d["sentences"])}
        for d in _read_jsonl(corpus)
    ]
    index = index_of(texts, _encoder() if args.extra else None)
    held = set(index.report_ids)
    built = time.perf_counter()
    scores = []
    for claim in _read_jsonl(args.data):
        relevant = {str(d) for d in claim["cited_doc_ids"]} & held
        if relevant:
            ranked = [p.report_id for p in index.proposals(claim["claim"], _TOP)]
            scores.append(ndcg_at_10(ranked, relevant))
    finished = time.perf_counter()
    print(f"index of {len(texts)} abstracts {built - started:.1f} s, "
          f"{len(scores)} claims {finished - built:.1f} s", file=sys.stderr)  # fmt: skip
    mean = sum(scores) / len(scores) if scores else 0.0
    print(json.dumps({"ndcg_at_10": round(mean, 4), "n": len(scores), "extra": args.extra}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
