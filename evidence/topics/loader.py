"""Loads and checks a topic's folder; a mistake names file, line and mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.errors import QueriesError, UsageError
from evidence.models import Topic
from evidence.topics.article import article_from_markdown
from evidence.topics.claim_file import load_claims
from evidence.topics.concept_file import load_concepts
from evidence.topics.csv_file import load_decisions, load_signoffs
from evidence.topics.people_file import load_guidelines, load_literature, load_omissions
from evidence.topics.strategies import load_strategies
from evidence.topics.toml_file import Entry, load_toml, read_text


def load_topics(queries_dir: Path) -> tuple[Topic, ...]:
    """Every topic under `queries_dir/topics`, by name. Raises QueriesError, UsageError."""
    folder = queries_dir / "topics"
    if not folder.is_dir():
        raise UsageError(f"{folder} is not there. Mend: point --queries-dir at a queries folder")
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    if not names:
        raise UsageError(
            f"{folder} holds no topic. Mend: add a folder with article.md and claims.toml"
        )
    return tuple(load_topic(queries_dir, name) for name in names)


def load_topic(queries_dir: Path, name: str) -> Topic:
    """One topic, checked. Raises QueriesError with file, line and mend."""
    folder = queries_dir / "topics" / name
    if not folder.is_dir():
        raise UsageError(
            f"there is no topic {name} in {queries_dir / 'topics'}. Mend: check the name"
        )
    path = folder / "article.md"
    if not path.exists():
        raise QueriesError(path, 1, "the file is missing", "add the article as Markdown")
    article = article_from_markdown(read_text(path))
    if not article.sentences:
        raise QueriesError(path, 1, "the article is empty", "paste its text")
    concepts = load_concepts(folder / "concepts.toml")
    claims = load_claims(folder / "claims.toml", article, concepts)
    claim_ids = frozenset(claim.claim_id for claim in claims)
    return Topic(
        topic=name,
        article=article,
        claims=claims,
        concepts=concepts,
        strategies=load_strategies(folder / "strategies", claim_ids, concepts),
        omissions=load_omissions(folder / "omissions.toml"),
        guidelines=load_guidelines(folder / "guidelines.toml", claim_ids),
        literature=load_literature(folder / "literature.toml", claim_ids),
        decisions=load_decisions(folder / "decisions.csv", name, claim_ids),
        signoffs=load_signoffs(folder / "signoffs.csv", name, claim_ids),
        rules=load_rules(queries_dir),
        notice=_notice(folder / "topic.toml"),
    )


def load_rules(queries_dir: Path) -> dict[str, Any]:
    """The thresholds of rules.toml as they stand; empty where there is no such file."""
    path = queries_dir / "rules.toml"
    return load_toml(path)[0] if path.exists() else {}


def _notice(path: Path) -> str | None:
    """The banner text of topic.toml; None where there is no such file."""
    if not path.exists():
        return None
    values, lines = load_toml(path)
    entry = Entry(path, 1, values, lines)
    entry.only(("sample_notice",))
    return entry.optional_text("sample_notice")
