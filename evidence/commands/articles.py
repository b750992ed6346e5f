"""When the article changes: article update."""

from __future__ import annotations

import argparse
from pathlib import Path

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.errors import UsageError
from evidence.operations.article_update import article_update, write_update


def _article(arguments: Arguments) -> int:
    queries_dir = settings_of(arguments).queries_dir
    update = article_update(queries_dir, _topic(arguments, queries_dir), arguments.file)
    lines = update.lines()
    if arguments.write:
        paths = write_update(queries_dir, update)
        lines += [f"written: {path}" for path in paths]
    else:
        lines.append("nothing was written; add --write to take the article over")
    show(arguments, {**update.as_json(), "is_written": bool(arguments.write)}, lines)
    return 0


def _topic(arguments: Arguments, queries_dir: Path) -> str:
    """The one topic named, or the only one there is."""
    named = arguments.topic or [
        p.name for p in (queries_dir / "topics").glob("*") if (p / "article.md").exists()
    ]
    if len(named) != 1:
        raise UsageError("name the one topic with --topic")
    return str(named[0])


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
