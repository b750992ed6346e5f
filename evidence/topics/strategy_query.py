"""A strategy's query as sent: `{concept}` stands for all the ways its concept is written (pure).

Strategies and linking read the same concepts, so a variant added once is searched for and linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.models import Concept
from evidence.topics.concept_file import descendants

_PLACE = re.compile(r"\{([^{}]*)\}")
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "κ": "kappa", "μ": "mu", "’": "'"})
_LEAST_LETTERS = 4


def unknown_names(query: str, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """Names in braces that are no concept, in reading order."""
    return tuple(name for name in _PLACE.findall(query) if name not in concepts)


def expanded_query(query: str, concepts: Mapping[str, Concept]) -> str:
    """The exact text for PubMed, on one line. Raises KeyError for an unknown concept.

    >>> from evidence.models import Concept, ConceptKind
    >>> cts = Concept("cts", ConceptKind.CONDITION, "", ("Carpal Tunnel Syndrome",), ("carpal tunnel",))
    >>> expanded_query("{cts} AND acupunctur*[tiab]", {"cts": cts})
    '("Carpal Tunnel Syndrome"[mh] OR "carpal tunnel"[tiab]) AND acupunctur*[tiab]'
    """
    filled = _PLACE.sub(lambda place: concept_query(place[1], concepts), query)
    return " ".join(filled.split())


def concept_query(concept_id: str, concepts: Mapping[str, Concept]) -> str:
    """A concept and all narrower ones as one bracketed OR group, headings first.

    Headings are exploded, as PubMed does by default. A variant open at its front is
    left out and a stem under four letters is searched as it stands (PubMed User
    Guide, "Truncation").
    """
    terms: dict[str, str] = {}
    for line in (_headings, _texts):
        for one in descendants(concepts, concept_id):
            for term in line(concepts[one]):
                terms.setdefault(term.casefold(), term)
    return f"({' OR '.join(_not_covered(terms))})"


def _not_covered(terms: Mapping[str, str]) -> list[str]:
    """Without terms that a truncated one of the same words already finds."""
    stems = [key[1 : key.index("*")] for key in terms if key.endswith('*"[tiab]')]
    return [
        term for key, term in terms.items()
        if not any(key.startswith(f'"{s}') and key not in (f'"{s}*"[tiab]',) for s in stems)
        or not key.endswith("[tiab]")
    ]  # fmt: skip


def _headings(concept: Concept) -> Iterator[str]:
    return (f'"{heading}"[mh]' for heading in concept.mesh)


def _texts(concept: Concept) -> Iterator[str]:
    for variant in concept.text:
        words = variant.translate(_GREEK)
        if "*" in words.rstrip("*"):
            continue
        last = re.split(r"[^\w*]+", words)[-1]
        is_open = words.endswith("*") and len(last.rstrip("*")) >= _LEAST_LETTERS
        yield f'"{words.rstrip("*")}{"*" if is_open else ""}"[tiab]'
