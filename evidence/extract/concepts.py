"""Which concepts a report names: by MeSH heading and by text, with the place.

Text matches on word borders; case, hyphens and white space aside. An acronym
(one word in capitals) matches in capitals only: TENS is not tens. Where one
variant stands inside a longer one of the same kind, the longer wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence.extract.concept_scope import ScopeFilter
from evidence.extract.words import Words, words_of
from evidence.models import Concept, ConceptKind, Match, ReportText

_JOINS = re.compile(r"[\s\-‐‑–/'’.\u00a0\u2009]{1,2}$")
_SCOPE_KINDS = (ConceptKind.CONDITION, ConceptKind.INTERVENTION)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a piece of text: offsets, half-open, and the words."""

    concept_id: str
    start: int
    end: int
    term: str


class ConceptMatcher:
    """Finds a topic's concepts. Compiled once, used for every report.

    >>> from evidence.models import Concept, ConceptKind
    >>> ea = Concept("ea", ConceptKind.INTERVENTION, "EA", text=("electro-acupunctur*",))
    >>> matcher = ConceptMatcher({"ea": ea})
    >>> [m.term for m in matcher.mentions("Electro acupuncture helped")]
    ['Electro acupuncture']
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self.concepts = dict(concepts)
        self._by_mesh: dict[str, list[str]] = {}
        self._phrases = _Phrases()
        self._stops = _Phrases()
        for concept in concepts.values():
            for heading in concept.mesh:
                self._by_mesh.setdefault(heading.casefold(), []).append(concept.concept_id)
            for variant in concept.text:
                self._phrases.add(variant, concept.concept_id)
            for phrase in concept.not_text:
                self._stops.add(phrase, concept.concept_id)
        self._stopped = frozenset(c.concept_id for c in concepts.values() if c.not_text)
        self._broader = _broader(concepts)
        in_scope = [c for c in concepts.values() if c.kind in _SCOPE_KINDS]
        self._scope_mesh = frozenset(h.casefold() for c in in_scope for h in c.mesh)
        self._scope_text = ScopeFilter(v for c in in_scope for v in c.text)
        self._scope_phrases = _Phrases()
        for concept in in_scope:
            for variant in concept.text:
                self._scope_phrases.add(variant, concept.concept_id)

    def ancestors(self, concept_id: str) -> frozenset[str]:
        """The concept and every broader one."""
        return self._broader.get(concept_id, frozenset({concept_id}))

    def is_in_scope(self, report: ReportText) -> bool:
        """Whether a report names any condition or intervention of the topic at all; cheap."""
        if any(heading.descriptor.casefold() in self._scope_mesh for heading in report.mesh):
            return True
        text = " ".join(section.text for section in report.sections)
        return self._scope_text.may_hold(text) and any(
            self._names_scope(section.text) for section in report.sections
        )

    def _names_scope(self, text: str) -> bool:
        words = words_of(text)
        if next(self._scope_phrases.found(text, words), None) is None:
            return False
        return any(self.concepts[m.concept_id].kind in _SCOPE_KINDS for m in self.mentions(text))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Concepts named in a text, in reading order; broader ones are implied, not listed."""
        words = words_of(text)
        found = list(self._phrases.found(text, words))
        if not found:
            return ()
        blocked: dict[str, list[tuple[int, int]]] = {}
        if not self._stopped.isdisjoint(c for *_, c in found):
            for start, end, concept_id in self._stops.found(text, words):
                blocked.setdefault(concept_id, []).append((start, end))
        kept = [
            Mention(c, start, end, text[start:end])
            for start, end, c in found
            if c not in blocked or not any(s <= start and end <= e for s, e in blocked[c])
        ]
        return tuple(sorted(self._longest(kept), key=lambda m: (m.start, m.end, m.concept_id)))

    def _longest(self, mentions: list[Mention]) -> Iterator[Mention]:
        """Drop what stands inside a longer mention of the same kind, and what is there twice."""
        by_kind: dict[ConceptKind, list[Mention]] = {}
        for mention in dict.fromkeys(mentions):
            by_kind.setdefault(self.concepts[mention.concept_id].kind, []).append(mention)
        for group in by_kind.values():
            group.sort(key=lambda m: (m.start, -m.end))
            last = (-1, -1)
            for mention in group:
                if mention.end <= last[1] and (mention.start, mention.end) != last:
                    continue
                if mention.end > last[1]:
                    last = (mention.start, mention.end)
                yield mention

    def matches(self, report: ReportText) -> tuple[Match, ...]:
        """Every match of every concept, broader ones too: MeSH first, then text in order."""
        made: dict[Match, None] = {}
        for heading in report.mesh:
            for concept_id in self._by_mesh.get(heading.descriptor.casefold(), ()):
                for broader in sorted(self.ancestors(concept_id)):
                    made.setdefault(Match(broader, "mesh", heading.descriptor))
        for section in report.sections:
            for mention in self.mentions(section.text):
                span = section.span(mention.start, mention.end)
                for broader in sorted(self.ancestors(mention.concept_id)):
                    made.setdefault(Match(broader, "text", mention.term, span))
        return tuple(made)


_Begun = tuple[tuple[str, ...], str, str]
_UNSEEN: tuple[_Begun, ...] = ((("",), "", ""),)
#: Words, and pairs of them, whose phrases are remembered; a language has more, a run of reports few.
_MOST_WORDS = 200_000
_MOST_PAIRS = 50_000


class _Phrases:
    """Word sequences by their first word; a trailing * leaves the end of a word open."""

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._open: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._acronyms: dict[str, list[tuple[str, str]]] = {}
        self._known: dict[str, tuple[_Begun, ...] | None] = {}
        self._pairs: dict[tuple[str, str], tuple[_Begun, ...]] = {}

    def add(self, variant: str, concept_id: str) -> None:
        """Add one variant of a concept."""
        words = tuple(re.findall(r"\*?[^\W_]+\*?", variant.lower()))
        first = words[0]
        if len(words) == 1 and variant.isupper() and variant.isalpha():
            self._acronyms.setdefault(first, []).append((variant, concept_id))
        elif "*" in first:
            self._open.setdefault(first.strip("*")[:3], []).append((words, concept_id))
        else:
            self._exact.setdefault(first, []).append((words[1:], concept_id))
            if len(words) == 1 and len(first) >= 5:
                self._exact.setdefault(first + "s", []).append(((), concept_id))

    def found(self, text: str, read: Words) -> Iterator[tuple[int, int, str]]:
        """(start, end, concept id) of every variant that stands in the text."""
        known, words = self._known, read.words
        for number, word in enumerate(words):
            phrases = known.get(word, _UNSEEN)
            if phrases is None or (phrases is _UNSEEN and (phrases := self._begun_by(word)) is None):
                continue
            start, end = read.starts[number], read.ends[number]
            pair = word, words[number + 1] if number + 1 < len(words) else ""
            going_on = self._pairs.get(pair)
            for rest, cased, concept_id in self._paired(pair, phrases) if going_on is None else going_on:
                if cased and text[start:end] != cased:
                    continue
                stop = _end_of(text, read, number, rest) if rest else end
                if stop is not None:
                    yield start, stop, concept_id

    def _begun_by(self, word: str) -> tuple[_Begun, ...] | None:
        """The phrases whose first word this is: the words that follow, the acronym as it must be
        written, the concept. Kept for the next time; None where there are none."""
        made: list[_Begun] = [((), variant, concept_id) for variant, concept_id in self._acronyms.get(word, ())]
        made += [(rest, "", concept_id) for rest, concept_id in self._exact.get(word, ())]
        made += [(phrase[1:], "", concept_id) for phrase, concept_id in self._open.get(word[:3], ())
                 if _fits(phrase[0], word, False)]  # fmt: skip
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        self._known[word] = tuple(made) or None
        return self._known[word]

    def _paired(self, pair: tuple[str, str], phrases: tuple[_Begun, ...]) -> tuple[_Begun, ...]:
        """Those phrases of the first word of a pair that may go on with its second; kept for the next time."""
        second = pair[1]
        made = tuple([p for p in phrases if not p[0] or (second and _fits(p[0][0], second, len(p[0]) == 1))])
        if len(self._pairs) >= _MOST_PAIRS:
            self._pairs.clear()
        self._pairs[pair] = made
        return made


def _end_of(text: str, read: Words, number: int, rest: tuple[str, ...]) -> int | None:
    """Where a phrase ends whose first word is the numbered one; None where the rest does not follow."""
    last = number + len(rest)
    if last >= len(read.words):
        return None
    for n, wanted in enumerate(rest, number + 1):
        if not _fits(wanted, read.words[n], n == last):
            return None
        if not _JOINS.match(text[read.ends[n - 1] : read.starts[n]]):
            return None
    return read.ends[last]


def _fits(wanted: str, word: str, may_be_plural: bool) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1]) if wanted[0] != "*" else wanted.strip("*") in word
    if wanted.startswith("*"):
        return word.endswith(wanted[1:])
    return word == wanted or (may_be_plural and word == wanted + "s")


def _broader(concepts: Mapping[str, Concept]) -> dict[str, frozenset[str]]:
    parents: dict[str, set[str]] = {}
    for concept in concepts.values():
        for narrower in concept.narrower:
            parents.setdefault(narrower, set()).add(concept.concept_id)

    def climbed(concept_id: str) -> frozenset[str]:
        found, todo = {concept_id}, [concept_id]
        while todo:
            fresh = parents.get(todo.pop(), set()) - found
            found |= fresh
            todo += fresh
        return frozenset(found)

    return {concept_id: climbed(concept_id) for concept_id in concepts}
