"""Questions to what is published: query, explain, diff."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evidence import pipeline
from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.commands.tables import FORMATS, written
from evidence.errors import UsageError
from evidence.operations.explain import explanation


def _query(arguments: Arguments) -> int:
    settings = settings_of(arguments)
    values = dict(_parameter(text) for text in arguments.param or ())
    answer = pipeline.ask(settings, arguments.question, values)
    form = "json" if arguments.json else arguments.format
    if form == "parquet" and arguments.out is None:
        raise UsageError("--format parquet needs --out FILE")
    content = written(answer, form)
    if arguments.out is not None:
        arguments.out.write_bytes(content)
        print(f"{len(answer.rows)} rows written to {arguments.out}", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return 0


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--param {text}: write it as name=value")
    return name, value


def _explain(arguments: Arguments) -> int:
    settings = settings_of(arguments)
    with pipeline.open_newest(settings) as published:
        facts = explanation(published.rows, arguments.report)
    show(arguments, facts.as_json(), facts.lines())
    return 0


def _diff(arguments: Arguments) -> int:
    settings = settings_of(arguments)
    changes = pipeline.differences(settings, arguments.before, arguments.after)
    lines = [f"{c['kind']:<16} {c['topic'] or '-'} {c['claim_id'] or '-'} {c['report_id'] or '-'}: "
             f"{c['before']} -> {c['after']} ({c['cause']})" for c in changes]  # fmt: skip
    show(arguments, {"changes": changes}, lines or ["no difference in content"])
    return 0


def _query_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", metavar="NAME|SQL", help="a named question, or SQL (read only)")
    parser.add_argument("--param", action="append", metavar="NAME=VALUE", help="a parameter of it")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write there instead of the terminal"
    )


def _explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="PMID|DOI", help="a PMID, or a DOI")


def _diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="DATE|ID", help="a kept publication")
    parser.add_argument("after", metavar="DATE|ID", nargs="?", help="another (default: the newest)")


ASKING = (
    Command("query", "ask the published database, read only", _query, (_query_options,)),
    Command("explain", "why a report counts, or does not, for each claim", _explain, (_explain_options,)),
    Command("diff", "what differs between two publications", _diff, (_diff_options,)),
)  # fmt: skip
