"""A topic from a new article: a draft for a person to fill in, and the topic made of it."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evidence.errors import UsageError
from evidence.operations.decisions import DECISION_COLUMNS, SIGNOFF_COLUMNS
from evidence.publish.safe_text import csv_text
from evidence.snapshots import write_whole
from evidence.topics import load_topic
from evidence.topics.article import article_from_markdown
from evidence.topics.article_import import markdown_of
from evidence.topics.concept_file import load_concepts
from evidence.topics.proposal import ProposedClaim, proposed_claims
from evidence.topics.toml_file import read_text
from evidence.topics.worksheet import (
    COLUMNS,
    claims_toml,
    concepts_toml,
    filled_rows,
    proposal_rows,
    resolved,
    strategies_toml,
)

DRAFTS = "drafts"
WORKSHEET = "claims-to-fill-in.csv"
_NAME = re.compile(r"[a-z][a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a topic: its folder, and what the machine proposes."""

    name: str
    folder: Path
    proposed: tuple[ProposedClaim, ...]
    n_sentences: int


def new_topic(queries_dir: Path, file: Path, name: str | None, concepts_of: str | None) -> Draft:
    """Write a draft of a topic from an article; runs pass over drafts.

    `concepts_of` names a topic whose concepts are taken along. Raises UsageError where
    the article cannot be read or the name is ill-formed or taken.
    """
    markdown = markdown_of(file)
    article = article_from_markdown(markdown)
    if not article.sentences:
        raise UsageError(f"{file}: no sentence was found in it. Mend: check that it is the article")
    name = name or _slug(article.title)
    _require_free(queries_dir, name)
    known = queries_dir / "topics" / concepts_of / "concepts.toml" if concepts_of else None
    if known is not None and not known.exists():
        raise UsageError(
            f"--concepts-of {concepts_of}: there is no such topic with concepts. Mend: check the name"
        )
    concepts = load_concepts(known) if known else {}
    proposed = proposed_claims(article, concepts)
    folder = queries_dir / DRAFTS / name
    folder.mkdir(parents=True)
    write_whole(folder / "article.md", markdown.encode())
    write_whole(
        folder / WORKSHEET, ("\ufeff" + csv_text(COLUMNS, proposal_rows(proposed))).encode()
    )
    if known is not None:
        shutil.copyfile(known, folder / "concepts.toml")
    write_whole(folder / "TO-DO.md", _to_do(name, proposed, len(article.sentences)).encode())
    return Draft(name, folder, proposed, len(article.sentences))


def finish_topic(queries_dir: Path, name: str, by: str) -> Path:
    """Make a topic of a draft whose worksheet was filled in; the topic's folder.

    The topic is built and loaded beside first: nothing is left half done. Raises
    QueriesError with file, line and mend where the worksheet is not ready.
    """
    folder = queries_dir / DRAFTS / name
    if not (folder / WORKSHEET).is_file():
        raise UsageError(
            f"there is no draft {name} in {queries_dir / DRAFTS}. Mend: begin with `evidence topic new`"
        )
    _require_name(queries_dir, name)
    rows = filled_rows(folder / WORKSHEET, read_text(folder / WORKSHEET))
    path = folder / "concepts.toml"
    ids, new = resolved(rows, load_concepts(path) if path.exists() else {})
    files = {
        "article.md": read_text(folder / "article.md"),
        "claims.toml": claims_toml(rows, ids),
        "concepts.toml": concepts_toml(read_text(path) if path.exists() else "", new),
        "decisions.csv": ",".join(DECISION_COLUMNS) + "\n",
        "signoffs.csv": ",".join(SIGNOFF_COLUMNS) + "\n",
        **strategies_toml(rows, ids, by, datetime.now(UTC).date()),
    }
    return _made(queries_dir, name, files)


def _made(queries_dir: Path, name: str, files: Mapping[str, str]) -> Path:
    """Write the topic beside, load it, then put it in its place in one step."""
    with tempfile.TemporaryDirectory(prefix=".new-", dir=queries_dir) as made:
        staged = Path(made) / "topics" / name
        for file, text in files.items():
            (staged / file).parent.mkdir(parents=True, exist_ok=True)
            (staged / file).write_text(text, encoding="utf-8")
        if (queries_dir / "rules.toml").exists():
            shutil.copy(queries_dir / "rules.toml", Path(made) / "rules.toml")
        load_topic(Path(made), name)
        target = queries_dir / "topics" / name
        target.parent.mkdir(exist_ok=True)
        staged.rename(target)
    shutil.rmtree(queries_dir / DRAFTS / name)
    return target


def _slug(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower())
    dull = {"the", "a", "an", "of", "for", "and", "in", "to", "understanding", "benefits"}
    kept = [w for w in words if w not in dull] or words
    return "-".join(kept)[:50].strip("-") or "new-topic"


def _require_name(queries_dir: Path, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name of a topic. Mend: use small letters, digits and hyphens"
        )
    if (queries_dir / "topics" / name).exists():
        raise UsageError(f"there is a topic {name} already. Mend: give another --name")


def _require_free(queries_dir: Path, name: str) -> None:
    _require_name(queries_dir, name)
    if (queries_dir / DRAFTS / name).exists():
        raise UsageError(
            f"there is a draft {name} already. Mend: finish it, delete it, or give another --name"
        )


def _to_do(name: str, proposed: tuple[ProposedClaim, ...], n_sentences: int) -> str:
    strong = [p for p in proposed if p.marks]
    lines = [
        f"# What a person must do before {name} can be checked", "",
        f"The article has {n_sentences} sentences; {len(proposed)} read like statements to check. The kinds are "
        "guesses from words: change them. Nothing is searched for until this is done.", "",
        f"1. Open {WORKSHEET} in a spreadsheet. Write yes under keep for each statement to check; split a "
        "sentence that says several things into rows with shorter quotes, word for word.",
        "2. Write the question the evidence is to answer, in plain words.",
        "3. Fill in what the statement is about: conditions, interventions, outcomes and so on, several "
        "parted by semicolons, in the words authors use. to_fill_in says what is needed.",
        f"4. Save it as CSV and run `evidence topic finish {name} --by NAME`.",
        "5. Have someone who knows searching read the strategies and the concepts: what was made from the "
        "worksheet finds only the words that were written there.",
        "6. Write omissions.toml (what a fair article also says) and guidelines.toml, from sources of "
        "your own.", "",
        f"## Sentences that sound stronger than evidence usually is ({len(strong)})", "",
    ]  # fmt: skip
    lines += [f"- {p.quote}\n  - " + "\n  - ".join(p.marks) for p in strong] or ["None."]
    return "\n".join(lines) + "\n"
