"""New articles: topic new, topic finish."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.errors import UsageError
from evidence.operations.topic_new import WORKSHEET, finish_topic, new_topic


def _topic(arguments: Arguments) -> int:
    return _finish(arguments) if arguments.action == "finish" else _new(arguments)


def _new(arguments: Arguments) -> int:
    draft = new_topic(
        settings_of(arguments).queries_dir,
        Path(arguments.what),
        arguments.name,
        arguments.concepts_of,
    )
    kinds = Counter(p.kind.value for p in draft.proposed)
    n_strong = sum(bool(p.marks) for p in draft.proposed)
    lines = [
        f"draft {draft.name}: {draft.n_sentences} sentences, {len(draft.proposed)} proposed claims "
        f"({', '.join(f'{kind} {n}' for kind, n in sorted(kinds.items())) or 'none'}); "
        f"{n_strong} sound too strong",
        f"fill in: {draft.folder / WORKSHEET}",
        f"what to do: {draft.folder / 'TO-DO.md'}",
        f"then: evidence topic finish {draft.name} --by NAME",
    ]  # fmt: skip
    show(arguments, {"name": draft.name, "folder": str(draft.folder), "n_sentences": draft.n_sentences,
                     "proposed": [{"id": p.claim_id, "kind": p.kind.value, "quote": p.quote, "marks": p.marks,
                                   "to_fill_in": p.needed} for p in draft.proposed]}, lines)  # fmt: skip
    return 0


def _finish(arguments: Arguments) -> int:
    if not arguments.by:
        raise UsageError("topic finish needs --by NAME: who wrote the claims and strategies")
    folder = finish_topic(settings_of(arguments).queries_dir, arguments.what, arguments.by)
    show(arguments, {"folder": str(folder)},
         [f"topic made: {folder}", "next: have the strategies read, then `evidence refresh`"])  # fmt: skip
    return 0


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("new", "finish"),
                        help="new: a draft from an article; finish: the topic, once filled in")  # fmt: skip
    parser.add_argument(
        "what", metavar="FILE|NAME", help="new: the article (.md, .html, .docx); finish: the draft"
    )
    parser.add_argument("--name", help="new: the topic's name (default: from the title)")
    parser.add_argument(
        "--concepts-of", metavar="TOPIC", help="new: take this topic's concepts along"
    )
    parser.add_argument("--by", metavar="NAME", help="finish: who wrote the claims and strategies")


TOPICS = (
    Command("topic", "a topic folder from a new article: proposed claims, overclaim marks, what to fill in",
            _topic, (_options,)),
)  # fmt: skip
