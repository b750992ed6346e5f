# ruff: noqa: E501 (a pattern or table row is read whole)
"""Trains weights/randomized.npz: trial or not, from all words but those of chance (needs scikit-learn).

    python -m tests.benchmarks.train_randomized --native FOLDER --trials FOLDER [--write]

FOLDERs hold NLM's PubMed XML, and train.jsonl and validation.jsonl of Evidence Inference 2.0 (MIT):
every article of the latter is a randomized trial. Prints the AUROC of a five-fold cross-validation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from evidence.extract import randomized
from evidence.extract.design import design_of
from evidence.extract.randomized import SIZE, trial_columns
from evidence.models import ReportText, Section
from tests.benchmarks.native import native_records

Example = tuple[str, str, bool]
C = 5.0
_CHANCE = re.compile(r"random|placebo|double-blind|controlled trial|clinical trial", re.I)
_RANDOMIZED = re.compile(r"randomi[sz]ed", re.I)
_SECOND_HAND = re.compile(r"mendelian|review|secondary|post hoc", re.I)
_TRIALS = ("rct", "crossover_rct", "cluster_rct")
_REVIEWS = ("systematic_review", "meta_analysis", "protocol", "network_meta_analysis", "animal",
            "narrative_review", "overview_of_reviews")  # fmt: skip


def trials(folder: Path) -> Iterator[Example]:
    """Title and abstract of each article of Evidence Inference."""
    texts: dict[str, str] = {}
    for name in ("train", "validation"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            held = json.loads(line)
            if held["abstract"]:
                texts[held["pmcid"]] = held["abstract"]
    for text in texts.values():
        found = re.match(r"\s*TITLE:\s*(.*?)\n\s*\n(.*)", text, re.S)
        if found:
            yield found[1].strip(), re.sub(r"ABSTRACT\.?[A-Z ,&/]*:", "", found[2]), True


def records(folder: Path) -> Iterator[Example]:
    """NLM's records that people typed, or whose own words leave no doubt; the others are left out."""
    for record in native_records(folder):
        title = Section("title", 0, record.title) if record.title else None
        read = design_of(ReportText("text", title, record.sections))
        design, abstract = read.value if read else None, " ".join(s.text for s in record.sections)
        named = _RANDOMIZED.search(record.title) and not _SECOND_HAND.search(record.title)
        if "Randomized Controlled Trial" in record.types or (design in _TRIALS and named):
            yield record.title, abstract, True
        elif record.is_indexed or design in _REVIEWS or (design not in _TRIALS and not _CHANCE.search(record.title + abstract)):
            yield record.title, abstract, False


def with_titles(examples: list[Example]) -> tuple[list[Example], np.ndarray]:
    """Examples and their weights, with copies of title alone: all trials', every second other."""
    yes = [(t, "", y) for t, a, y in examples if y]
    no = [(t, "", y) for t, a, y in examples if a and not y][::2]
    return examples + yes + no, np.array([1.0] * len(examples) + [0.5] * (len(yes) + len(no)))


def matrix(examples: list[Example]) -> sparse.csr_matrix:
    """One row a report, of length one."""
    columns = [trial_columns(t, a) for t, a, _ in examples]
    pointers = np.cumsum([0, *(len(c) for c in columns)])
    values = np.concatenate([np.full(len(c), 1 / np.sqrt(len(c))) for c in columns])
    return sparse.csr_matrix((values, np.concatenate(columns).astype(np.int32), pointers), shape=(len(columns), SIZE))


def fitted(examples: list[Example]) -> LogisticRegression:
    """The model of some examples."""
    rows, weights = with_titles(examples)
    model = LogisticRegression(C=C, max_iter=200, class_weight="balanced")
    return model.fit(matrix(rows), [y for _, _, y in rows], sample_weight=weights)


def main() -> None:
    """Cross-validate, print and, with --write, store weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--native", type=Path, required=True)
    parser.add_argument("--trials", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = [e for e in (*trials(options.trials), *records(options.native)) if e[0].strip()]
    truth, scores = np.array([y for _, _, y in examples]), np.zeros(len(examples))
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(truth, truth):
        model = fitted([examples[i] for i in train])
        scores[test] = model.decision_function(matrix([examples[i] for i in test]))
    print(json.dumps({"n": len(truth), "trials": int(truth.sum()), "auroc_crossed": round(roc_auc_score(truth, scores), 4)}))
    if options.write:
        model = fitted(examples)
        scale = np.abs(model.coef_).max() / 127
        packed = np.round(model.coef_[0] / scale).astype(np.int8)
        path = Path(randomized.__file__).parent / "weights/randomized.npz"
        np.savez_compressed(path, coef=packed, scale=np.float32(scale), intercept=np.float32(model.intercept_[0]))


if __name__ == "__main__":
    main()
