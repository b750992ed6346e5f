"""When the article changes: article update."""

from __future__ import annotations

import argparse
from pathlib import Path

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.errors import UsageError
from evidence.operations.article_update import article_update, write_update


def _article(arguments: Arguments) -> int:
    queries_dir = settings_of(arguments).queries_dir
    if not arguments.topic or len(arguments.topic) != 1:
        raise UsageError("name the one topic with --topic")
    update = article_update(queries_dir, arguments.topic[0], arguments.file)
    lines = update.lines()
    if arguments.write:
        paths = write_update(queries_dir, update)
        lines += [f"written: {path}" for path in paths]
    else:
        lines.append("nothing was written; add --write to take the article over")
    show(arguments, {**update.as_json(), "is_written": bool(arguments.write)}, lines)
    return 0


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=("update",), help="update: find the quotes again in an edited article"
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the edited article: .md, .html or .docx"
    )
    parser.add_argument("--write", action="store_true", help="take it over; without it, only tell")


ARTICLES = (
    Command("article", "an edited article: claims kept, moved, changed, orphaned, with their sign-offs",
            _article, (_options,)),
)  # fmt: skip
