"""The command line. Exit codes: 0 done, 2 wrong use, 3 source, 4 check, 5 locked."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.version import __version__

EPILOG = """\
exit codes: 0 done (also when nothing changed); 2 wrong use or a mistake in queries/;
3 a source was unreachable or answered wrongly (the last publication stands);
4 a data check failed (likewise); 5 another run holds the lock
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Every expected error is one line on stderr."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except EvidenceError as error:
        print(f"evidence: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"evidence: {error.strerror or error}{where}. Mend: check space and rights there; "
              "the last publication stands", file=sys.stderr)  # fmt: skip
        return 1
    except KeyboardInterrupt:
        print(
            "evidence: stopped; the last publication stands. Run it again to go on", file=sys.stderr
        )
        return 130


def _parser() -> argparse.ArgumentParser:
    # Not at the top: a worker process imports this module as its main one, and works without them.
    from evidence.commands import COMMANDS

    parser = argparse.ArgumentParser(
        prog="evidence",
        description="The research evidence behind health articles: refresh it, question it, cite it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"evidence {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.help, description=command.help)
        for add in command.arguments:
            add(sub)
        _add_common(sub)
        sub.set_defaults(run=command.run)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("common options")
    group.add_argument(
        "--topic", action="append", metavar="NAME", help="only this topic (repeatable)"
    )
    group.add_argument("--data-dir", type=Path, metavar="DIR",
                       help="what is fetched and published (EVIDENCE_DATA_DIR, ./.evidence)")  # fmt: skip
    group.add_argument("--queries-dir", type=Path, metavar="DIR",
                       help="what people wrote (EVIDENCE_QUERIES_DIR, ./queries)")  # fmt: skip
    group.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="stop at this UTC date")
    group.add_argument("--json", action="store_true", help="answer as JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-24") from None
