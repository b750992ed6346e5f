"""Before concepts are written: reports that may bear on a claim, by its words."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.operations.proposing import proposed_reports


def _propose(arguments: Arguments) -> int:
    found = proposed_reports(
        settings_of(arguments), arguments.claim, arguments.n, semantic=arguments.semantic
    )
    told = list(zip(arguments.claim, found, strict=True))
    value = [
        {"claim": claim, "proposed": [asdict(p) for p in proposed]} for claim, proposed in told
    ]
    lines = [
        line
        for claim, proposed in told
        for line in (claim, *(f"  {p.line()}" for p in proposed), *([] if proposed else ["  none"]))
    ]
    show(arguments, {"proposals": value}, [*lines, "Proposals by text: to be read, not evidence."])
    return 0


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claim", nargs="+", help="a claim in words, as the article has it")
    parser.add_argument("-n", type=int, default=10, metavar="N", help="reports a claim (10)")
    parser.add_argument(
        "--semantic", action="store_true", help="with the sentence encoder of the extra `semantic`"
    )


PROPOSING = (
    Command("propose", "reports that may bear on a claim by its words, where no concepts are written yet",
            _propose, (_options,)),
)  # fmt: skip
