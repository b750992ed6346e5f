"""Search strategies: one TOML file each, as PRISMA-S wants them, linted when loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evidence.errors import QueriesError
from evidence.models import Concept, Strategy
from evidence.topics.strategy_lint import remarks
from evidence.topics.toml_file import Entry, load_toml

_KEYS = ("query", "source", "rationale", "author", "written_on", "limits", "claims", "known_pmids",
         "count_min", "count_max")  # fmt: skip


def load_strategies(
    folder: Path, claim_ids: frozenset[str], concepts: Mapping[str, Concept]
) -> tuple[Strategy, ...]:
    """The strategies of a topic, by file name. Raises QueriesError with file, line and mend."""
    headings = frozenset(h.casefold() for c in concepts.values() for h in c.mesh)
    return tuple(_strategy(path, claim_ids, headings) for path in sorted(folder.glob("*.toml")))


def _strategy(path: Path, claim_ids: frozenset[str], headings: frozenset[str]) -> Strategy:
    values, lines = load_toml(path)
    entry = Entry(path, 1, values, lines)
    entry.only(_KEYS)
    query = " ".join(entry.text("query").split())
    first = next((n for n, line in enumerate(lines, 1) if line.startswith("query")), 1)
    for remark in remarks(query, headings):
        raise QueriesError(path, first, remark.what, remark.mend)
    for claim_id in entry.texts("claims"):
        if claim_id not in claim_ids:
            raise entry.wrong(
                f"claims names {claim_id!r}, which is no claim", "mend its name", "claims"
            )
    low, high = entry.number("count_min"), entry.number("count_max")
    if low is not None and high is not None and low > high:
        raise entry.wrong("count_min is above count_max", "swap them", "count_min")
    return Strategy(
        strategy_id=path.stem, source=entry.one_of("source", ("pubmed",)), query=query,
        rationale=entry.text("rationale"), author=entry.text("author"), written_on=entry.day("written_on"),
        claims=entry.texts("claims"), limits=entry.optional_text("limits"),
        known_pmids=entry.numbers("known_pmids"), count_min=low, count_max=high, line=first,
    )  # fmt: skip
