"""Runs the accuracy benchmarks and writes their figures, with date and commit, to RESULTS.md.

`python -m tests.benchmarks.summary --shared FOLDER [NAME…]` runs those named, or all; figures
of benchmarks not run now stay as they were. Nothing in RESULTS.md is written by hand.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
KEPT = FOLDER / "results" / "summary.json"


class Benchmark(NamedTuple):
    """A module, the data it reads within the shared folder, and the least that each figure should reach.

    A figure is named by its keys in the benchmark's last line, joined by a dot; one that
    should stay below its aim begins with "<".
    """

    module: str
    data: str
    text: str
    aims: dict[str, float]


_DIGESTS = "digests, read while the rules were written"
BENCHMARKS = {
    "rct": Benchmark("rct", "yardsticks/hedges1000/dev.jsonl", "real abstracts", {"f1": 0.95, "recall": 0.97}),
    "sentence_role": Benchmark("sentence_role", "yardsticks/biorc800/dev.jsonl", "real abstracts",
                               {"micro_f1": 0.89}),
    "sentence_role_train": Benchmark("sentence_role", "yardsticks/biorc800/train.jsonl",
                                     "real abstracts, not trained on", {"micro_f1": 0.89}),
    "participants": Benchmark("participants", "yardsticks/pico_corpus/dev.jsonl", "real abstracts",
                              {"exact": 0.93, "precision": 0.95}),
    # the weights that ship are learned from both files here: only what is left out of learning tells anything
    "evidence_inference": Benchmark("train_significance", "yardsticks/evidence_inference",
                                    "real abstracts, each left out of what its answer was learned from", {
        "cross_validated.macro_f1": 0.70, "cross_validated.macro_f1_given_sentence": 0.80,
        "held_out.macro_f1": 0.70, "held_out.macro_f1_given_sentence": 0.80}),
    "corpus": Benchmark("corpus", "corpus/labels.jsonl", _DIGESTS, {
        "design.exact": 0.95, "n.exact": 0.95, "condition.f1": 0.95, "technique.f1": 0.95,
        "comparator.f1": 0.90, "direction.exact": 0.85, "effects.precision": 0.95, "effects.recall": 0.80}),
    "linking": Benchmark("linking", "corpus/labels.jsonl", _DIGESTS, {"recall": 0.95, "precision": 0.90}),
    "stance": Benchmark("stance", "corpus/labels.jsonl", _DIGESTS, {
        "accuracy": 0.85, "macro_f1": 0.75, "recall_non_supports": 0.85, "<swap_share": 0.01}),
    "scifact": Benchmark("scifact", "yardsticks/scifact/claims_dev.jsonl", "real abstracts",
                         {"ndcg_at_10": 0.71}),
}  # fmt: skip


def main() -> None:
    """Run, keep the figures, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME")
    given = parser.parse_args()
    kept: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for name in given.names or BENCHMARKS:
        kept[name] = {"figures": _run(BENCHMARKS[name], given.shared), "on": f"{datetime.now(UTC):%Y-%m-%d}",
                      "commit": _commit()}  # fmt: skip
        print(name, json.dumps(kept[name]["figures"]), flush=True)
        kept[name] |= {"data": BENCHMARKS[name].data, "text": BENCHMARKS[name].text,
                       "aims": against_aims(kept[name]["figures"], BENCHMARKS[name].aims)}  # fmt: skip
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
        RESULTS.write_text(page(kept))


def page(kept: dict[str, Any]) -> str:
    """RESULTS.md, from the figures kept."""
    parts = [
        "# How often it is right", "",
        "Written by `python -m tests.benchmarks.summary --shared FOLDER`, which runs each command below. "
        "What stands behind a figure, and what is still wrong, is in `results/`; speed is there too.", "",
        "Figures on digests (`corpus`) come from records that were read while the rules were written: they show "
        "development, not unseen records. Real abstracts count more.", "",
    ]  # fmt: skip
    for name, run in kept.items():
        known = BENCHMARKS[name]
        parts += [f"## {name}", "", f"`python -m tests.benchmarks.{known.module} --data {known.data}`  ",
                  f"{known.text}; {run['on']}, commit {run['commit']}", ""]  # fmt: skip
        parts += ["| figure | value | aim | reached |", "|---|---|---|---|"]
        parts += [f"| {a['figure']} | {a['value']:.4g} | {a['aim']} | {'yes' if a['reached'] else '**no**'} |"
                  for a in against_aims(run["figures"], known.aims)]  # fmt: skip
        parts += ["", "| all figures | |", "|---|---|"]
        parts += [f"| {label} | {value} |" for label, value in _flat(run["figures"])]
        parts += [""]
    return "\n".join(parts)


def against_aims(figures: dict[str, Any], aims: dict[str, float]) -> list[dict[str, Any]]:
    """Each figure that has an aim: its value, the aim, the number of cases, and whether it is reached.

    >>> against_aims({"f1": 0.9, "swap_share": 0.0, "n": 8}, {"f1": 0.95, "<swap_share": 0.01})[0]["reached"]
    False
    """
    rows = []
    for name, aim in aims.items():
        held: Any = figures
        for key in name.removeprefix("<").split("."):
            n, held = held.get("n"), held[key]
            n = held.get("n", n) if isinstance(held, dict) else n
        rows.append({"figure": name.removeprefix("<"), "value": held, "n": n,
                     "aim": f"under {aim}" if name.startswith("<") else f"{aim}",
                     "reached": held < aim if name.startswith("<") else held >= aim})  # fmt: skip
    return rows


def _flat(figures: dict[str, Any], head: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for label, value in figures.items():
        full = f"{head}{label}"
        if isinstance(value, dict) and len(full) < 60:
            rows += _flat(value, f"{full}: ")
        elif not isinstance(value, list | dict):
            rows.append((full, f"{value:.4g}" if isinstance(value, float) else str(value)))
    return rows


def _run(known: Benchmark, shared: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.benchmarks.{known.module}", "--data", str(shared / known.data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    made: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return made


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
