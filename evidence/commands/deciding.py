"""Decisions of people: judge and signoff."""

from __future__ import annotations

import argparse

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.errors import UsageError
from evidence.operations.decisions import record_judgement, record_signoff


def _topic(arguments: Arguments) -> str:
    if not arguments.topic or len(arguments.topic) != 1:
        raise UsageError("name the one topic with --topic")
    return str(arguments.topic[0])


def _judge(arguments: Arguments) -> int:
    path = record_judgement(
        settings_of(arguments), topic=_topic(arguments), claim_id=arguments.claim,
        report_id=arguments.report, what=arguments.what, value=arguments.value,
        by=arguments.by, role=arguments.role, why=arguments.why,
    )  # fmt: skip
    show(
        arguments,
        {"file": str(path)},
        [f"recorded in {path}; the next build lays it over the machine's"],
    )
    return 0


def _signoff(arguments: Arguments) -> int:
    path = record_signoff(
        settings_of(arguments), topic=_topic(arguments), claim_id=arguments.claim,
        by=arguments.by, role=arguments.role, note=arguments.note or "",
    )  # fmt: skip
    show(arguments, {"file": str(path)}, [f"signed off in {path}, on the evidence published now"])
    return 0


def _person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--claim", required=True, metavar="ID")
    parser.add_argument("--by", required=True, metavar="NAME", help="who decides")
    parser.add_argument("--role", required=True, help="in what role, such as medical reviewer")


def _judge_options(parser: argparse.ArgumentParser) -> None:
    _person(parser)
    parser.add_argument(
        "--report", metavar="PMID|DOI", help="the report; without it, the claim itself"
    )
    parser.add_argument(
        "--what", required=True, choices=("stance", "status", "verdict", "certainty", "wording")
    )
    parser.add_argument("--value", required=True, help="the decision")
    parser.add_argument("--why", required=True, help="the reason, in a sentence")


def _signoff_options(parser: argparse.ArgumentParser) -> None:
    _person(parser)
    parser.add_argument("--note", help="a remark")


DECIDING = (
    Command("judge", "record a person's judgement on an item, verdict or certainty", _judge,
            (_judge_options,)),
    Command("signoff", "record a person's approval of a claim as published", _signoff,
            (_signoff_options,)),
)  # fmt: skip
