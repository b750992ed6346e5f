"""Words as PubMed's index has them: lower case, accents off, punctuation between words gone."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z\u0370-\u03ff\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]+")
STOP_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "not",
        "the",
        "to",
        "with",
    }
)


def words(text: str) -> str:
    """The words of a text, one space between two.

    >>> words("Electro-acupuncture: Café, cancer's p<.05")
    'electro acupuncture cafe cancer s p 05'
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", folded).strip()


def indexed(segments: list[str]) -> str:
    """Segments as one string to look phrases up in: none crosses from one to the next.

    >>> indexed(["Acute pain.", "", "Nerve"])
    ' acute pain | nerve '
    """
    return f" {' | '.join(w for s in segments if (w := words(s)))} "


def needle(text: str, *, is_truncated: bool) -> str:
    """What to look for in an indexed string: whole words, the last open where truncated."""
    return f" {words(text)}" + ("" if is_truncated else " ")


def within(haystack: str, wanted: list[str], distance: int) -> bool:
    """Whether all words are within a span with at most `distance` other words, in any order."""
    if not all(f" {w} " in haystack for w in wanted):
        return False
    for segment in haystack.split(" | "):
        tokens = segment.split()
        places = [(i, t) for i, t in enumerate(tokens) if t in wanted]
        for start, _ in places:
            span = [t for i, t in places if start <= i < start + len(wanted) + distance]
            if set(span) >= set(wanted):
                return True
    return False
