"""For whoever runs it: status and doctor."""

from __future__ import annotations

import argparse

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.operations.doctor import examined
from evidence.operations.status import status_facts, status_lines
from evidence.operations.telling import tell_of_broken_runs


def _status(arguments: Arguments) -> int:
    _tell_of_broken_runs(arguments)
    facts = status_facts(settings_of(arguments))
    show(arguments, facts, status_lines(facts))
    return 0


def _tell_of_broken_runs(arguments: Arguments) -> None:
    """Whoever looks first sends the alert that a killed run could not; the lines are told by the facts."""
    tell_of_broken_runs(settings_of(arguments), lambda _line: None)


def _doctor(arguments: Arguments) -> int:
    _tell_of_broken_runs(arguments)
    findings = examined(settings_of(arguments), verify=arguments.verify)
    lines = [f"{'ok ' if f.is_ok else 'BAD'} {f.name}: {f.what}" + ("" if f.is_ok else f". Mend: {f.mend}")
             for f in findings]  # fmt: skip
    show(arguments, {"findings": [f.as_json() for f in findings]}, lines)
    return 0 if all(f.is_ok or not f.is_fatal for f in findings) else 3


def _verify_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--verify", action="store_true", help="read every raw batch, check its hash, fetch damaged ones again"
    )


OPERATING = (
    Command("status", "last run, searched through, what waits for a person, disk used", _status),
    Command("doctor", "email, key, network, limits, disk, clock, versions, with the mend", _doctor,
            (_verify_option,)),
)  # fmt: skip
