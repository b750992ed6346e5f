# ruff: noqa: E501 (a pattern or table row is read whole)
"""Trains weights/roles.npz, a linear-chain CRF, on NLM's categories of abstract sections.

    python -m tests.benchmarks.train_roles --data FOLDER [--write]

FOLDER holds NLM's PubMed XML. Prints accuracy on every tenth abstract, left out of training.
Unstructured abstracts lack whole parts and tell others in a sentence: half of the examples are
copies cut down at random. Adam with dropout of features; seeded, so that weights come out the same.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse

from evidence.extract import roles
from evidence.extract.role_features import AIM, SIZE, sentence_columns
from evidence.extract.roles import ROLES, role_of_heading, roles_of_texts
from evidence.extract.sentences import sentence_bounds
from tests.benchmarks.crf import Crf, trained
from tests.benchmarks.native import native_records

Abstract = tuple[list[str], list[int]]
RESULTS, CONCLUSION = 3, 4


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


def cut_down(held: list[Abstract], seed: int = 11) -> list[Abstract]:
    """Copies in which a quarter of the parts but results is gone, and a third keeps only a stretch."""
    draw, made = random.Random(seed), []
    for texts, labels in held:
        kept: list[int] = []
        for role in dict.fromkeys(labels):
            places = [i for i, label in enumerate(labels) if label == role]
            chance = draw.random()
            if chance < 0.25 and role != RESULTS:
                continue
            kept += _stretch(places, role, draw) if chance < 0.6 and len(places) > 1 else places
        kept.sort()
        if len(kept) > 2:
            made.append(([texts[i] for i in kept], [labels[i] for i in kept]))
    return made


def _stretch(places: list[int], role: int, draw: random.Random) -> list[int]:
    n = draw.randint(1, len(places) - 1)
    if role == CONCLUSION:
        return places[-n:] if draw.random() < 0.5 else places[:n]
    start = draw.randint(0, len(places) - n)
    return places[start : start + n]


def matrix(columns: list[np.ndarray]) -> sparse.csr_matrix:
    """One row a sentence, ones at its columns."""
    pointers = np.cumsum([0, *(len(c) for c in columns)])
    places = np.concatenate([c.astype(np.int32) for c in columns])
    return sparse.csr_matrix((np.ones(len(places), np.float32), places, pointers), shape=(len(columns), SIZE))


def fitted(held: list[Abstract]) -> Crf:
    """The model of some abstracts."""
    every = held + cut_down(held)
    columns = [c for texts, _ in every for c in sentence_columns(texts)]
    labels = np.array([label for _, told in every for label in told])
    return trained(matrix(columns), labels, [len(texts) for texts, _ in every])


def main() -> None:
    """Train, print, and write with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    held = list(abstracts(options.data))
    model = fitted([a for i, a in enumerate(held) if i % 10])
    scale = np.abs(model.coef).max() / 127
    packed = np.round(model.coef / scale).astype(np.int8)
    if options.write:
        path = Path(roles.__file__).parent / "weights/roles.npz"
        np.savez_compressed(path, coef=packed, scale=np.float32(scale), intercept=model.intercept.astype(np.float32),
                            transition=model.transition.astype(np.float32))  # fmt: skip
        roles._weights.cache_clear()
    right = total = 0
    for texts, labels in held[::10]:
        found = roles_of_texts(texts)
        right += sum(f == ROLES[y] for f, y in zip(found, labels, strict=True))
        total += len(labels)
    print(f"{len(held)} abstracts; left out: {right / total:.4f} of {total} sentences")


if __name__ == "__main__":
    main()
