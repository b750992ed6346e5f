"""Trains weights/significance.npz (needs scikit-learn; card: weights/significance.md).

    python -m tests.benchmarks.train_significance --data FOLDER [--write]

FOLDER holds train.jsonl and validation.jsonl of Evidence Inference 2.0 (MIT). Prints two figures
made by the reader itself: `held_out`, of models that saw train.jsonl alone, on validation.jsonl;
`cross_validated`, five times over articles of both files, everything learned anew each time. With
--write stores weights learned from both files.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.model_selection import GroupKFold

from evidence.extract.significance import LABELS
from evidence.extract.significance_model import SignificanceModel
from tests.benchmarks.evidence_inference import Row, load_rows, macro_f1
from tests.benchmarks.significance_data import Data, data_of, rarity_of
from tests.benchmarks.significance_fit import fitted


def told(held: dict[str, Any], rows: list[Row]) -> tuple[list[int], list[int]]:
    """What the reader says from the abstract, and given the first evidence span."""
    model = SignificanceModel.of(held)
    texts = [int(model.abstract(row.sentences, row.frame)[0].argmax()) for row in rows]
    spans = [int(model.passages([(row.evidence[0], row.frame)])[0][0].argmax()) for row in rows]
    return texts, spans


def score(rows: list[Row], texts: list[int], spans: list[int]) -> dict[str, float]:
    """Macro-F1 of both, with the standard error of the first by 400 draws of articles."""
    truth = [row.label for row in rows]
    named = [LABELS[k] for k in texts]
    groups = sorted({row.group for row in rows})
    of_group = {g: [n for n, row in enumerate(rows) if row.group == g] for g in groups}
    chance = np.random.default_rng(0)
    draws = []
    for _ in range(400):
        drawn = [n for g in chance.integers(len(groups), size=len(groups)) for n in of_group[groups[g]]]
        draws.append(macro_f1([truth[n] for n in drawn], [named[n] for n in drawn]))
    return {
        "macro_f1": round(macro_f1(truth, named), 4), "standard_error": round(float(np.std(draws)), 4),
        "macro_f1_given_sentence": round(macro_f1(truth, [LABELS[k] for k in spans]), 4), "n": len(rows),
    }  # fmt: skip


def cross_validated(data: Data) -> dict[str, float]:
    """Five-fold by article; each time all models are learned anew."""
    texts, spans = [0] * len(data.rows), [0] * len(data.rows)
    every = np.arange(len(data.rows))
    for train, test in GroupKFold(5).split(every, every, data.groups):
        found = told(fitted(data, train), [data.rows[n] for n in test])
        for n, text, span in zip(test, *found, strict=True):
            texts[n], spans[n] = text, span
    return score(data.rows, texts, spans)


def main() -> None:
    """Prints one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    train, validation = (
        [row for row in load_rows(options.data / name) if row.sentences and row.evidence]
        for name in ("train.jsonl", "validation.jsonl")
    )
    alone = data_of(train, rarity_of(train))
    held_out = score(validation, *told(fitted(alone, np.arange(len(train))), validation))
    print(json.dumps({"held_out": held_out}), flush=True)
    both = data_of(train + validation, rarity_of(train + validation))
    if options.write:
        path = Path(__file__).parents[2] / "evidence/extract/weights/significance.npz"
        articles = np.array(sorted({crc32(row.group.encode()) for row in both.rows}), np.uint32)
        np.savez_compressed(path, **fitted(both, np.arange(len(both.rows))), articles=articles)
    print(json.dumps({"held_out": held_out, "cross_validated": cross_validated(both)}))


if __name__ == "__main__":
    main()
