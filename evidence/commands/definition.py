"""What a command is, and what several of them share."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence.pipeline.run import Run, in_threads
from evidence.settings import Settings, settings_from

Arguments = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """A name, one line of help, the function that runs it, and its own arguments."""

    name: str
    help: str
    run: Callable[[Arguments], int]
    arguments: tuple[Callable[[argparse.ArgumentParser], object], ...] = ()


def settings_of(arguments: Arguments) -> Settings:
    """Settings of the environment, with the folders the command line names."""
    return settings_from().at(arguments.data_dir, arguments.queries_dir)


def run_of(arguments: Arguments) -> Run:
    """A run as the command line asks for it, telling its progress on stderr."""
    settings, off_peak = settings_of(arguments), getattr(arguments, "off_peak", None)
    if off_peak is None:
        off_peak = settings.waits_for_off_peak(is_scheduled=False)
    return Run(
        settings=settings,
        sources=tuple(getattr(arguments, "source", None) or ("pubmed",)),
        topics=tuple(arguments.topic or ()),
        as_of=arguments.as_of,
        map_batches=in_threads,
        tell=tell,
        wait_for_off_peak=off_peak,
    )


def tell(line: str) -> None:
    """One plain line of progress on stderr."""
    print(line, file=sys.stderr, flush=True)


def show(arguments: Arguments, value: dict[str, Any], lines: list[str]) -> None:
    """Print the answer: JSON where asked for, else lines for a reader."""
    if arguments.json:
        print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
    else:
        print("\n".join(lines))


def source_option(parser: argparse.ArgumentParser) -> None:
    """`--source pubmed|sample|PATH…`."""
    parser.add_argument("--source", nargs="+", metavar="pubmed|sample|PATH",
                        help="where records come from (default: pubmed)")  # fmt: skip
