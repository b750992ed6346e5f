# ruff: noqa: E501 (a pattern is read whole)
"""Trains weights/roles.npz, a linear-chain CRF, on NLM's categories of abstract sections.

    python -m tests.benchmarks.train_roles --data FOLDER [--texts FILE.jsonl …] [--write]

FOLDER holds NLM's PubMed XML; the abstracts in FILEs (Evidence Inference) only help to class words.
Unstructured abstracts, which the model is for, lack parts and tell others in a sentence, and many are of
laboratories. So it learns from them too: half of the labelled examples are copies cut down at random, and
two teachers of unlike make (a field and a net over word vectors) name the roles of NLM's unstructured
abstracts. Adam with dropout of features; seeded. Prints accuracy on every tenth labelled abstract, left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from evidence.extract import roles
from evidence.extract.hashing import tokens
from evidence.extract.role_features import N_SHOWN, SIZE, WordClasses, sentence_columns
from evidence.extract.roles import ROLES, best_path, role_of_heading, roles_of_texts
from evidence.extract.sentences import sentence_bounds
from tests.benchmarks.crf import Crf, marginals_of, mean_of, trained
from tests.benchmarks.native import NativeRecord, native_records
from tests.benchmarks.role_net import Net, Vectors
from tests.benchmarks.word_classes import classes_of, word_vectors

Abstract = tuple[list[str], list[int]]
RESULTS, CONCLUSION = 3, 4
#: Unstructured abstracts tell more methods and fewer conclusions than labelled ones (log-odds, for the teachers).
TILT = np.array([0, 0, 0.4, 0, -0.4])
#: How much of the teachers' word is the net's; how much of the field's transitions is kept beside it.
NET, KEPT = 0.35, 0.2
#: Sections apart from the story, and those that mix two parts of it.
_APART = re.compile(r"registra|funding|level of evidence|supplementary|availability|copyright|keyword|limitations?$|identifier|abbreviat|disclosure|conflict", re.IGNORECASE)
_MIXED = re.compile(r"methods? (?:and|&) (?:results|findings)|methods?/results|results? (?:and|&|/) (?:conclu|discus)|findings and|case (?:report|presentation|summary|descr)|presentation of case|patient concerns|areas covered|expert opinion|recent findings|abstract|opinion statement", re.IGNORECASE)
#: Words that state an aim: they tell an objective where publishers mix it with background.
_AIM = re.compile(
    r"\b(?:aim(?:s|ed)?|purposes?|objectives?|goals?|sought|hypothesi[sz]ed?|intended)\b"
    r"|^to \w+|\b(?:we|study|trial|paper|article|review|report) (?:\w+ ){0,3}(?:to )?"
    r"(?:investigate|evaluate|examine|assess|compare|determine|explore|describe|test|analy[sz]e)d?s?\b"
    r"|\bhere(?:in)?,? we\b|\bin (?:this|the present|our|the current) (?:study|paper|article|work|report|review|trial),? (?:we|the authors)\b"
    r"|\b(?:this|the present|our|the current) (?:study|paper|article|work|report|review|trial)\b[^.]{0,40}?\b"
    r"(?:examine|investigate|evaluate|assess|compare|test|explore|describe|present|report|analy[sz]e|review|seek|address|introduce|propose|focus|provide|discuss|summari[sz]e)",
    re.IGNORECASE,
)


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[a:b] for a, b in sentence_bounds(text)]


def abstracts(records: Sequence[NativeRecord]) -> Iterator[Abstract]:
    """Sentences and role numbers of each abstract whose sections all tell a role, three or more in all."""
    for record in records:
        sections = [s for s in record.sections if not _APART.search(s.label or "")]
        told = [role_of_heading(s) for s in sections]
        if len(set(told)) < 3 or not all(told) or any(_MIXED.search(s.label or "") for s in sections):
            continue
        pairs = [(t, ROLES.index(_told(t, str(r)))) for s, r in zip(sections, told, strict=True) for t in split(s.text)]
        yield [t for t, _ in pairs], [r for _, r in pairs]


def unstructured(records: Sequence[NativeRecord]) -> Iterator[list[str]]:
    """Sentences of each abstract without headings, of a usual length."""
    for record in records:
        if len(record.sections) == 1 and not record.sections[0].label:
            texts = split(record.sections[0].text)
            if 4 <= len(texts) <= 25:
                yield texts


def _told(text: str, role: str) -> str:
    """Publishers put aims under Background and background under Objective: the words decide."""
    if role in ("background", "objective"):
        return "objective" if _AIM.search(text) else "background"
    return role


def cut_down(held: Sequence[Abstract], seed: int = 11) -> list[Abstract]:
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


def matrix(held: Sequence[Sequence[str]], classes: WordClasses) -> sparse.csr_matrix:
    """One row a sentence, ones at its columns."""
    columns = [c.astype(np.int32) for texts in held for c in sentence_columns(texts, classes)]
    pointers = np.cumsum([0, *(len(c) for c in columns)])
    data = np.ones(pointers[-1], np.float32)
    return sparse.csr_matrix((data, np.concatenate(columns), pointers), shape=(len(columns), SIZE + N_SHOWN))


def named(free: Sequence[list[str]], rows: sparse.csr_matrix, field: Crf, net: Net, vectors: Vectors) -> list[Abstract]:
    """Unlabelled abstracts with the roles the two teachers agree on."""
    made, at = [], 0
    for texts in free:
        scores = rows[at : at + len(texts)] @ field.coef + field.intercept
        at += len(texts)
        told = np.log(marginals_of(scores, field.transition) + 1e-6)
        both = (1 - NET) * told + NET * net.log_chances(vectors.rows(texts)) + TILT
        made.append((texts, best_path(both.astype(np.float32), KEPT * field.transition)))
    return made


def fitted(held: Sequence[Abstract], free: Sequence[list[str]], texts: Sequence[Sequence[str]]) -> tuple[Crf, WordClasses]:
    """The model of some labelled and unlabelled abstracts, and the classes of words it was made with."""
    words, made, counts = word_vectors(texts)
    classes, vectors = classes_of(words, made), Vectors.of(words, made, counts)
    every = [*held, *cut_down(held)]
    known, rows = matrix([t for t, _ in every], classes), matrix(free, classes)
    labels = np.array([label for _, told in every for label in told])
    lengths = [len(told) for _, told in every]
    field = mean_of([trained(known, labels, lengths, seed) for seed in (0, 1)])
    seen = np.concatenate([vectors.rows(t) for t, _ in every])
    net = Net(seen.shape[1], len(ROLES)).fit(seen, labels)
    del seen
    taught = named(free, rows, field, net, vectors)
    both = sparse.vstack([known, rows]).tocsr()
    labels = np.concatenate([labels, [label for _, told in taught for label in told]])
    lengths += [len(told) for _, told in taught]
    model = mean_of([trained(both, labels, lengths, seed) for seed in (0, 1)])
    model.intercept += TILT / 2
    return model, classes


def write(model: Crf, classes: WordClasses) -> None:
    """The weights as the package reads them: numbered columns in a byte each, the others as they are."""
    coef, scale = model.coef[:SIZE], np.abs(model.coef[:SIZE]).max() / 127
    np.savez_compressed(
        Path(roles.__file__).parent / "weights/roles.npz", coef=np.round(coef / scale).astype(np.int8),
        scale=np.float32(scale), shown=model.coef[SIZE:].astype(np.float32), intercept=model.intercept.astype(np.float32),
        transition=model.transition.astype(np.float32), numbers=classes.numbers.astype(np.uint32),
        coarse=classes.coarse.astype(np.uint8), middle=classes.middle.astype(np.uint8), fine=classes.fine.astype(np.uint16),
    )  # fmt: skip
    roles.role_model.cache_clear()


def main() -> None:
    """Train, write with --write, and print accuracy on what was left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    records = list(native_records(options.data))
    more = dict.fromkeys(json.loads(line).get("abstract") or "" for path in options.texts for line in path.read_text("utf-8").splitlines())
    texts = [tokens(text) for text in (*(" ".join(s.text for s in r.sections) for r in records if r.sections), *more)]
    held, free = list(abstracts(records)), list(unstructured(records))
    model, classes = fitted([a for i, a in enumerate(held) if i % 10], free, texts)
    if options.write:
        write(model, classes)
    right = total = 0
    for sentences, labels in held[::10]:
        found = roles_of_texts(sentences)
        right += sum(f == ROLES[y] for f, y in zip(found, labels, strict=True))
        total += len(labels)
    print(f"{len(held)} labelled and {len(free)} unlabelled abstracts; shipped model on those left out: {right / total:.4f} of {total} sentences")


if __name__ == "__main__":
    main()
