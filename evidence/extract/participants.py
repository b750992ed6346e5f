"""How many took part: randomized, enrolled, analysed, per arm; studies of a review.

The number that counts is the total randomized, else enrolled or analysed; where
nothing says a total plainly, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evidence.extract import EXTRACT_VERSION
from evidence.extract.numbers import COUNT, count_value
from evidence.extract.sentences import Sentence
from evidence.models import Finding, Span

_WHO: Final = (
    r"(?:patients?|participants?|subjects?|women|men|adults?|children|volunteers?|individuals?|people|persons?"
    r"|survivors?|females?|males?|girls?|boys?|infants?|adolescents?|students?|cases|outpatients?|inpatients?|veterans)"
)
_GAP: Final = r"(?:[\w/'’()<>≥≤%-]+,?\s+)"
_N: Final = rf"({COUNT})"
_DONE: Final = r"(?:randomi[sz]ed|randomly|randomi[sz]ation|allocated|assigned|divided)"
_ENTERED: Final = r"(?:enrolled|recruited|included|entered|studied|participated|accrued|registered|treated|eligible)"
_REVIEWS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose first group is the count, what it counts, and how far to trust it."""

    kind: str
    name: str
    trust: int
    pattern: re.Pattern[str]


def _rule(kind: str, name: str, trust: int, pattern: str) -> Rule:
    return Rule(kind, name, trust, re.compile(pattern, re.IGNORECASE))


_TRIAL: Final = (
    _rule("n_randomized", "who_were_randomized", 100,
          rf"{_N}\s+{_GAP}{{0,6}}?{_WHO}\b[^.;%]{{0,120}}?\b(?:were|was|underwent)\s+(?:\w+\s+){{0,4}}?{_DONE}"),
    _rule("n_randomized", "randomized_n", 96,
          rf"\b(?:randomi[sz]ed|randomly (?:assigned|allocated))\s+(?:a total of\s+)?{_N}\s+{_GAP}{{0,5}}?{_WHO}\b"),
    _rule("n_enrolled", "total_of", 90, rf"\btotal of\s+{_N}\s+{_GAP}{{0,6}}?{_WHO}\b"),
    _rule("n_enrolled", "who_entered", 80,
          rf"{_N}\s+{_GAP}{{0,6}}?{_WHO}\b[^.;%]{{0,120}}?\b(?:were|was|have been)?\s*(?:\w+\s+){{0,2}}?{_ENTERED}"),
    _rule("n_enrolled", "entered_n", 70, rf"\b{_ENTERED}\s+{_N}\s+{_GAP}{{0,6}}?{_WHO}\b"),
    _rule("n_enrolled", "who", 50, rf"(?:^|\b(?:[Ii]n|of|[Aa]mong)\s+){_N}\s+{_GAP}{{0,6}}?{_WHO}\b"),
    _rule("n_enrolled", "n_equals", 40, rf"{_WHO}\s*\(\s*n\s*=\s*{_N}\s*\)"),
    _rule("n_enrolled", "who_with", 35,
          rf"^{_N}\s+{_GAP}{{0,8}}?{_WHO}\s+(?:with|who|aged|undergoing|received|completed)\b"),
)  # fmt: skip
_POOLED: Final = (
    _rule("n_participants", "in_trials", 100,
          rf"\b(?:involving|including|with|enrolling|comprising|of|covering|on|and|,|\()\s*(?:a total of\s+)?{_N}\s+{_GAP}{{0,3}}?{_WHO}\b"),
)  # fmt: skip
_STUDIES: Final = re.compile(
    rf"{_N}\s+{_GAP}{{0,4}}?(?:trials?|RCTs?|studies|reviews|articles)\b", re.IGNORECASE
)
_PER_GROUP: Final = re.compile(r"\(\s*n\s*=\s*(\d+)[^)]{0,30}\)", re.IGNORECASE)
_NOT: Final = re.compile(r"\b(?:screened|approached|invited|assessed for eligibility|contacted)\b", re.I)


def participant_findings(
    sentences: Sequence[Sentence], roles: Sequence[str | None], design: str | None
) -> tuple[Finding, ...]:
    """Counts of people and studies, and ``n_participants``, the one that counts."""
    lines = [
        (s, r) for s, r in zip(sentences, roles, strict=True) if r not in ("title", "conclusion")
    ]
    if design in _REVIEWS:
        return _review(lines)
    if design in ("narrative_review", "guideline", "bibliometric", "letter", "notice", "animal", "in_vitro"):
        return ()
    best: tuple[int, int, Finding] | None = None
    held: list[Finding] = []
    for sentence, _ in lines:
        for rule, value, span in _matches(sentence):
            kind = "n_planned" if design == "protocol" else rule.kind
            made = _finding(kind, value, span, rule.name)
            held.append(made)
            if best is None or rule.trust > best[0]:
                best = (rule.trust, value, made)
    arms = [
        _finding("n_arm", int(m[1]), s.span_of(m.start(1), m.end(1)), "arm")
        for s, _ in lines for m in _PER_GROUP.finditer(s.text)
    ]
    counted = (_finding("n_participants", best[1], best[2].span, best[2].rule.split(".")[1]),) if best else ()
    return (*held, *arms, *counted)


def _matches(sentence: Sentence) -> list[tuple[Rule, int, Span]]:
    made, seen = [], set()
    for rule in _TRIAL:
        for found in rule.pattern.finditer(sentence.text):
            value = count_value(found[1])
            if value is None or value < 2 or _is_year(found[1], value):
                continue
            if found.start(1) in seen or _NOT.search(found[0]):
                continue
            seen.add(found.start(1))
            made.append((rule, value, sentence.span_of(found.start(1), found.end(1))))
    return made


def _is_year(text: str, value: int) -> bool:
    return 1950 <= value <= 2035 and text.isdigit()


def _review(lines: Sequence[tuple[Sentence, str | None]]) -> tuple[Finding, ...]:
    made: list[Finding] = []
    for sentence, _ in lines:
        studies = _STUDIES.search(sentence.text)
        if studies and not any(f.kind == "n_studies" for f in made):
            value = count_value(studies[1])
            if value and not 1950 <= value <= 2030:
                made.append(_finding("n_studies", value, sentence.span_of(*studies.span(1)), "studies"))
        if any(f.kind == "n_participants" for f in made):
            continue
        people = _POOLED[0].pattern.search(sentence.text)
        number = count_value(people[1]) if people else None
        if people and number and studies:
            made.append(_finding("n_participants", number, sentence.span_of(*people.span(1)), "in_trials"))
    return tuple(made)


def _finding(kind: str, value: int, span: Span | None, rule: str) -> Finding:
    unit = "studies" if kind == "n_studies" else "people"
    return Finding(kind, str(value), span, f"participants.{rule}", EXTRACT_VERSION, float(value), unit)
