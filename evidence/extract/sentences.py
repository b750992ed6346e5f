"""Sentences of a stored section, with exact offsets into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.models import Section, Span

_END = re.compile(r"[.!?]+[)\]\"'”’»]*(?=\s+|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|cf|ca|approx|resp|incl|Fig|Figs|Tab|Ref|Refs|Eq|No|Nos|Dr|Drs|Prof|Mr|Mrs|Ms|St|Jr|Sr"
    r"|Inc|Ltd|Co|Corp|et al|al|spp|sp|var|subsp|Vol|pp|min|max|avg|wk|wks|mo|yr|yrs|hr|hrs|sec|fig|no|art|sect"
    r"|P|p|n|N|vol|med|lat|ant|post|sup|inf|int|ext|dept|univ|St)|(?<![A-Za-z0-9])[A-Z](?:\.[A-Z])*)\.$"
)
#: More letters than any of them has.
_LONGER = 7
_NEXT = re.compile(
    r"\s+[\"'“‘(\[]*(?:[A-Z0-9Α-ΩÀ-Þ≥≤<>+−-]|α|β|γ|μ|κ|mRNA|miR|pH|p[A-Z]|i[A-Z]|e[A-Z])"
)
#: A letter that belongs to the word before it: "vitamin D.", "hepatitis B.", "group A."
_NAMED_BY_LETTER = re.compile(r"\b(?!(?:and|the|with|from|for|against|versus|than)\b)[a-z]{3,} [A-Z]\.$")
_ALWAYS_INSIDE = re.compile(r"(?:\bvs|\be\.g|\bi\.e|\bcf|\bca|\bet al|\bapprox)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its text and where it stands in its section (code points, half-open)."""

    field: str
    section_no: int
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The span of the whole sentence."""
        return Span(self.field, self.section_no, self.start, self.end)

    def span_of(self, start: int, end: int) -> Span:
        """A span given by offsets within the sentence."""
        return Span(self.field, self.section_no, self.start + start, self.start + end)


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence, without the white space around it.

    A full stop ends a sentence unless it belongs to a number, an initial or an
    abbreviation, or what follows does not begin like a sentence.

    >>> text = "Pain fell (P < .001) vs. sham. No harm occurred."
    >>> [text[a:b] for a, b in sentence_bounds(text)]
    ['Pain fell (P < .001) vs. sham.', 'No harm occurred.']
    >>> text = "All took vitamin D. It was studied by J. Smith."
    >>> [text[a:b] for a, b in sentence_bounds(text)]
    ['All took vitamin D.', 'It was studied by J. Smith.']
    """
    start = len(text) - len(text.lstrip())
    for found in _END.finditer(text):
        end = found.end()
        if end <= start or not _is_end(text, found.start(), end, start):
            continue
        yield start, end
        start = end + len(text[end:]) - len(text[end:].lstrip())
    stop = len(text.rstrip())
    if start < stop:
        yield start, stop


def _is_end(text: str, mark: int, end: int, start: int) -> bool:
    if end == len(text.rstrip()):
        return True
    head = text[max(start, mark - 16) : mark + 1]
    near = text[max(start, mark - _LONGER) : mark]
    may_be_short = text[mark] == "." and not (len(near) == _LONGER and near.isalnum())
    if may_be_short and _ALWAYS_INSIDE.search(head):
        return False
    if not _NEXT.match(text, end):
        return False
    if may_be_short and _ABBREVIATION.search(head) and not _NAMED_BY_LETTER.search(head):
        # "n = 30 vs. P." style heads, and initials: "E. coli", "St. John's"
        return False
    return text.count("(", start, end) <= text.count(")", start, end) or text[mark] != "."


def sentences(section: Section) -> tuple[Sentence, ...]:
    """The sentences of a section, in reading order."""
    return tuple(
        Sentence(section.field, section.section_no, start, end, section.text[start:end])
        for start, end in sentence_bounds(section.text)
    )
