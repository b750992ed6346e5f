"""Search strategies: one TOML file each, as PRISMA-S wants them, linted when loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from evidence.errors import QueriesError
from evidence.models import Concept, Strategy
from evidence.topics.strategy_lint import remarks
from evidence.topics.strategy_query import expanded_query, unknown_names
from evidence.topics.toml_file import Entry, load_toml

_KEYS = ("query", "source", "rationale", "author", "written_on", "limits", "claims", "known_pmids",
         "count_min", "count_max")  # fmt: skip
_FIRST_MADE_UP = 90_000_000  # PubMed has not come so far; such numbers are some file's own


def load_strategies(
    folder: Path, claim_ids: frozenset[str], concepts: Mapping[str, Concept]
) -> tuple[Strategy, ...]:
    """The strategies of a topic, by file name. Raises QueriesError with file, line and mend."""
    headings = frozenset(h.casefold() for c in concepts.values() for h in c.mesh)
    paths = sorted(folder.glob("*.toml"))
    return tuple(_strategy(path, claim_ids, concepts, headings) for path in paths)


def _strategy(
    path: Path,
    claim_ids: frozenset[str],
    concepts: Mapping[str, Concept],
    headings: frozenset[str],
) -> Strategy:
    values, lines = load_toml(path)
    entry = Entry(path, 1, values, lines)
    entry.only(_KEYS)
    written = entry.text("query")
    first = next((n for n, line in enumerate(lines, 1) if re.match(r"\s*query\s*=", line)), 1)
    for name in unknown_names(written, concepts):
        raise QueriesError(path, first, f"the query names {{{name}}}, which is no concept",
                           "add it to concepts.toml, or mend its name")  # fmt: skip
    query = expanded_query(written, concepts)
    for remark in remarks(query, headings):
        raise QueriesError(path, first, remark.what, remark.mend)
    for claim_id in entry.texts("claims"):
        if claim_id not in claim_ids:
            raise entry.wrong(
                f"claims names {claim_id!r}, which is no claim", "mend its name", "claims"
            )
    for pmid in entry.numbers("known_pmids"):
        if not 0 < pmid < _FIRST_MADE_UP:
            raise entry.wrong(
                f"known_pmids names {pmid}, which is no PMID", "take it out", "known_pmids"
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
