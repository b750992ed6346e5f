"""An edited article taken over: what became of each claim and its sign-off; written only when asked."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.errors import UsageError
from evidence.models import Article, ArticleSentence, Signoff, Topic
from evidence.snapshots import write_whole
from evidence.topics import load_topic
from evidence.topics.article import article_from_markdown
from evidence.topics.article_import import markdown_of
from evidence.topics.claim_edit import edited_claims, parted_rows, without_claims
from evidence.topics.reanchor import STATES, Reanchored, reanchored, uncovered

_CSV = ("decisions.csv", "signoffs.csv")


@dataclass(frozen=True, slots=True)
class ArticleUpdate:
    """What an edit does to a topic: one Reanchored a claim, sign-offs, sentences without a claim."""

    topic: Topic
    new: Article
    found: tuple[Reanchored, ...]
    signoffs: Mapping[str, Signoff]
    new_sentences: tuple[ArticleSentence, ...]

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "topic": self.topic.topic,
            "claims": [{name: getattr(one, name) for name in one.__slots__} | {
                "signed_by": self.signoffs[one.claim_id].by if one.claim_id in self.signoffs else None,
                "signed_on": self.signoffs[one.claim_id].signed_on if one.claim_id in self.signoffs else None,
                "keeps_signoff": one.keeps_signoff} for one in self.found],
            "new_sentences": [s.text for s in self.new_sentences],
        }  # fmt: skip

    def lines(self) -> list[str]:
        """The same for an editor, what needs them first."""
        told = []
        for state in reversed(STATES):
            held = [one for one in self.found if one.state == state]
            told.append(f"{state}: {len(held)}")
            told += [line for one in held for line in self._claim_lines(one)]
        if self.new_sentences:
            told.append(f"new sentences without a claim: {len(self.new_sentences)}")
            told += [f"  {s.text}" for s in self.new_sentences]
        return told

    def _claim_lines(self, one: Reanchored) -> list[str]:
        signed = self.signoffs.get(one.claim_id)
        if one.state == "kept":
            return []
        told = [f"  {one.claim_id}: “{one.old_quote}”"]
        if one.state == "changed":
            told.append(f"    now: “{one.quote}” (alike: {one.likeness:.0%})")
        if one.state == "moved":
            told.append(f"    now in: {one.sentence}")
        if signed is not None:
            fate = "stands" if one.keeps_signoff else "ends: the words signed are gone"
            told.append(f"    sign-off of {signed.by}, {signed.signed_on}: {fate}")
        return told


def article_update(queries_dir: Path, topic: str, file: Path) -> ArticleUpdate:
    """What the article in `file` would do to a topic. Raises QueriesError, UsageError; writes nothing."""
    held = load_topic(queries_dir, topic)
    new = article_from_markdown(markdown_of(file))
    if not new.sentences:
        raise UsageError(f"{file}: no sentence was found in it. Mend: check that it is the article")
    found = reanchored(held.article, held.claims, new)
    last = {s.claim_id: s for s in sorted(held.signoffs, key=lambda s: (s.signed_on, s.line))}
    return ArticleUpdate(held, new, found, last, uncovered(new, found, held.article))


def write_update(queries_dir: Path, update: ArticleUpdate) -> list[Path]:
    """Take an edited article over; the files written.

    The new folder is built beside and loaded before any file is touched. Orphaned
    claims, and decisions and sign-offs that lost their words, go to `retired/`.
    Raises UsageError where no claim would be left, QueriesError where the result is amiss.
    """
    if all(one.state == "orphaned" for one in update.found):
        raise UsageError("no claim of the topic is left in this article. Mend: check that it is the same "
                         "article, or begin a new topic with `evidence topic new`")  # fmt: skip
    folder = queries_dir / "topics" / update.topic.topic
    with ExitStack() as stack:
        locked = {name: stack.enter_context(_locked(folder / name)) for name in _CSV}
        texts = {name: _read(file) for name, file in locked.items()}
        files = _files(folder, update, texts)
        _checked(queries_dir, update.topic.topic, files)
        paths = []
        for name, text in files.items():
            if name in locked:
                _rewrite(locked[name], text)
            else:
                (folder / name).parent.mkdir(exist_ok=True)
                write_whole(folder / name, text.encode())
            paths.append(folder / name)
    return paths


def _files(folder: Path, update: ArticleUpdate, texts: Mapping[str, str]) -> dict[str, str]:
    """Name to text of every file that changes, what is retired first, the article last."""
    found = {one.claim_id: one for one in update.found}
    orphaned = {key for key, one in found.items() if one.state == "orphaned"}
    claims_text, retired = edited_claims(
        (folder / "claims.toml").read_text("utf-8"), found, update.new
    )
    files: dict[str, str] = {}
    for name, text in texts.items():
        kept, gone = parted_rows(text, lambda row: _is_gone(row, found))
        if gone:
            files[f"retired/{name}"] = _with_retired(folder / "retired" / name, gone)
            files[name] = kept
    if retired:
        path = folder / "retired" / "claims.toml"
        head = (
            path.read_text("utf-8").rstrip() + "\n\n"
            if path.exists()
            else "# Claims whose words left the article.\n\n"
        )
        files["retired/claims.toml"] = head + retired
    if orphaned:
        for path in sorted((folder / "strategies").glob("*.toml")):
            files[f"strategies/{path.name}"] = without_claims(path.read_text("utf-8"), orphaned)
        for name, table in (("guidelines.toml", "guideline"), ("literature.toml", "note")):
            if (folder / name).exists():
                text = (folder / name).read_text("utf-8")
                files[name] = without_claims(text, orphaned, table)
    return {**files, "claims.toml": claims_text, "article.md": update.new.markdown}


def _is_gone(row: Mapping[str, str], found: Mapping[str, Reanchored]) -> bool:
    """A row whose claim left, a sign-off whose words did, a wording whose sentence did."""
    one = found.get(row["claim_id"])
    if one is None or one.state == "orphaned":
        return True
    if "what" not in row:
        return not one.keeps_signoff
    return row["what"] == "wording" and not one.keeps_wording


def _with_retired(path: Path, gone: list[dict[str, str]]) -> str:
    """The retired rows of a file with new ones after them, and the day they were retired."""
    old = list(csv.DictReader(io.StringIO(path.read_text("utf-8")))) if path.exists() else []
    today = datetime.now(UTC).date().isoformat()
    rows = [*old, *({**row, "retired_on": today} for row in gone)]
    header = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _checked(queries_dir: Path, topic: str, files: Mapping[str, str]) -> None:
    """Load the topic as it would be, in a copy. Raises QueriesError where it would not load."""
    with tempfile.TemporaryDirectory(prefix="evidence-topic-") as made:
        staged = Path(made)
        folder = staged / "topics" / topic
        shutil.copytree(queries_dir / "topics" / topic, folder)
        if (queries_dir / "rules.toml").exists():
            shutil.copy(queries_dir / "rules.toml", staged / "rules.toml")
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        load_topic(staged, topic)


def _locked(path: Path) -> Any:
    """A CSV file of decisions, open under the lock its writers take; made where it is missing."""
    file = path.open("a+", encoding="utf-8", newline="")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _read(file: Any) -> str:
    file.seek(0)
    return str(file.read())


def _rewrite(file: Any, text: str) -> None:
    """New content in the same file, so that a writer waiting for its lock writes into it too."""
    file.truncate(0)
    file.write(text)
    file.flush()
    os.fsync(file.fileno())
