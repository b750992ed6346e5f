"""Questions to what is published: query, explain, diff."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pyarrow.parquet as pq

from evidence import pipeline
from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.commands.tables import FORMATS, written
from evidence.errors import UsageError
from evidence.operations.dictionary import dictionary_of, write_dictionary
from evidence.operations.explain import explanation
from evidence.pipeline.asking import ask_arrow
from evidence.pipeline.questions import Question, questions


def _query(arguments: Arguments) -> int:
    settings = settings_of(arguments)
    if arguments.question is None:
        return _list_questions(arguments, questions(settings.queries_dir))
    values = dict(_parameter(text) for text in arguments.param or ())
    when = arguments.as_of.isoformat() if arguments.as_of else None
    form = "json" if arguments.json else arguments.format
    if form == "parquet":
        if arguments.out is None:
            raise UsageError("--format parquet needs --out FILE")
        table = ask_arrow(settings, arguments.question, values, when)
        pq.write_table(table, arguments.out, compression="zstd")
        print(f"{table.num_rows} rows written to {arguments.out}", file=sys.stderr)
        return 0
    answer = pipeline.ask(settings, arguments.question, values, when)
    content = written(answer, form)
    if arguments.out is not None:
        arguments.out.write_bytes(content)
        print(f"{len(answer.rows)} rows written to {arguments.out}", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return 0


def _list_questions(arguments: Arguments, held: tuple[Question, ...]) -> int:
    listed = [
        {"name": q.name, "title": q.title, "about": q.about, "parameters": q.parameters}
        for q in held
    ]
    show(arguments, {"questions": listed}, [line for q in held for line in q.lines()])
    return 0


def _dictionary(arguments: Arguments) -> int:
    queries_dir = settings_of(arguments).queries_dir
    if arguments.write:
        print(f"written: {write_dictionary(queries_dir)}", file=sys.stderr)
    else:
        print(dictionary_of(queries_dir), end="")
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
    parser.add_argument("question", metavar="NAME|SQL", nargs="?",
                        help="a named question, or SQL (read only); none lists the questions")  # fmt: skip
    parser.add_argument("--param", action="append", metavar="NAME=VALUE", help="a parameter of it")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write there instead of the terminal"
    )


def _dictionary_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="write queries/DICTIONARY.md anew")


def _explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="PMID|DOI", help="a PMID, or a DOI")


def _diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="DATE|ID", help="a kept publication")
    parser.add_argument("after", metavar="DATE|ID", nargs="?", help="another (default: the newest)")


ASKING = (
    Command("query", "ask the published database, read only", _query, (_query_options,)),
    Command("dictionary", "what every view, table and column means, as Markdown", _dictionary,
            (_dictionary_options,)),
    Command("explain", "why a report counts, or does not, for each claim", _explain, (_explain_options,)),
    Command("diff", "what differs between two publications", _diff, (_diff_options,)),
)  # fmt: skip
