"""Trains weights/roles.npz on NLM's categories of abstract sections (needs scikit-learn).

    python -m tests.benchmarks.train_roles --data FOLDER [--c 0.3] [--write]

FOLDER holds NLM's PubMed XML. Prints accuracy on every tenth abstract, left out of training.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from evidence.extract import roles
from evidence.extract.roles import ROLES, SIZE, role_of_heading, roles_of_texts, sentence_columns
from evidence.extract.sentences import sentence_bounds
from tests.benchmarks.native import native_records

Abstract = tuple[list[str], list[int]]
AIM = re.compile(
    r"\b(?:aim(?:s|ed)?|purposes?|objectives?|goals?|sought|hypothesi[sz]ed?|intended)\b"
    r"|^to \w+|\b(?:we|study|trial|paper|article|review|report) (?:\w+ ){0,3}(?:to )?"
    r"(?:investigate|evaluate|examine|assess|compare|determine|explore|describe|test|analy[sz]e)d?s?\b", re.I
)


def abstracts(folder: Path) -> Iterator[Abstract]:
    """Sentences and role numbers of each abstract whose sections all carry a category."""
    for record in native_records(folder):
        if len({s.nlm_category for s in record.sections}) < 3:
            continue
        held = [role_of_heading(s) if s.nlm_category else None for s in record.sections]
        if not all(held):
            continue
        pairs = [(s.text[a:b], ROLES.index(_told(s.text[a:b], str(r))))
                 for s, r in zip(record.sections, held, strict=True) for a, b in sentence_bounds(s.text)]  # fmt: skip
        yield [t for t, _ in pairs], [r for _, r in pairs]


def _told(text: str, role: str) -> str:
    """Publishers put aims under Background and background under Objective: the words decide."""
    if role in ("background", "objective"):
        return "objective" if AIM.search(text) else "background"
    return role


def shortened(held: list[Abstract], seed: int = 7) -> list[Abstract]:
    """Copies without one or two roles, as in unstructured abstracts, which often lack some."""
    draw, made = random.Random(seed), []
    for texts, labels in held:
        gone = set(draw.sample([0, 1, 2, 4], draw.choice([1, 1, 2])))
        kept = [(t, y) for t, y in zip(texts, labels, strict=True) if y not in gone]
        if kept:
            made.append(([t for t, _ in kept], [y for _, y in kept]))
    return made


def matrix(columns: list[list[int]]) -> sparse.csr_matrix:
    """One row a sentence, ones at its columns."""
    pointers = np.cumsum([0, *(len(c) for c in columns)])
    places = np.concatenate([np.asarray(c, dtype=np.int32) for c in columns])
    return sparse.csr_matrix((np.ones(len(places), np.float32), places, pointers), shape=(len(columns), SIZE))


def transitions(held: list[Abstract]) -> np.ndarray:
    """Row 0: log P(first role); rows 1 to 5: log P(next | role) less log P(next)."""
    counts = np.ones((6, 5))
    for _, labels in held:
        counts[0, labels[0]] += 1
        for a, b in zip(labels, labels[1:], strict=False):
            counts[1 + a, b] += 1
    prior = counts[1:].sum(axis=0) / counts[1:].sum()
    return np.log(counts / counts.sum(axis=1, keepdims=True)) - np.log(prior)


def main() -> None:
    """Train, print, and write with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--c", type=float, default=0.1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    held = list(abstracts(options.data))
    train = [a for i, a in enumerate(held) if i % 10]
    test = held[::10]
    whole, train = train, train + shortened(train)
    columns = [c for texts, _ in train for c in sentence_columns(texts)]
    model = LogisticRegression(C=options.c, max_iter=60, tol=1e-3)
    model.fit(matrix(columns), [r for _, labels in train for r in labels])
    coef = model.coef_.T.astype(np.float32)
    scale = np.abs(coef).max() / 127
    packed = np.round(coef / scale).astype(np.int8)
    intercept, transition = model.intercept_.astype(np.float32), transitions(whole).astype(np.float32)
    if options.write:
        path = Path(roles.__file__).parent / "weights/roles.npz"
        np.savez_compressed(path, coef=packed, scale=np.float32(scale), intercept=intercept, transition=transition)
        roles._weights.cache_clear()
    right = total = 0
    for texts, labels in test:
        found = roles_of_texts(texts)
        right += sum(ROLES.index(f) == y for f, y in zip(found, labels, strict=True))
        total += len(labels)
    print(f"{len(train)} abstracts, {len(columns)} sentences; left out: {right / total:.4f} of {total}")


if __name__ == "__main__":
    main()
