"""How often and where a report names a concept; which of several is its subject (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from evidence.extract.concepts import ConceptMatcher, Mention
from evidence.extract.gated import gated
from evidence.extract.reading_lines import Reading, RoleLine, mentions_of, text_finding
from evidence.models import ConceptKind, Finding

_WEIGHT: Final = {"title": 4.0, "objective": 2.0, "methods": 1.5, "results": 0.7, "conclusion": 0.8,
                  "background": 0.3, "other": 0.1}  # fmt: skip
_POPULATION: Final = gated(
    r"\b(?:patients|participants|people|adults|women|men|subjects|volunteers|rats?|mice|rabbits?|individuals)\b"
    r"[^.;]{0,40}\b(?:with|who|suffering|undergoing|of)\b|\b(?:model|models) of\b|\brandomi[sz]ed\b")  # fmt: skip
Named = tuple[float, Mention, RoleLine]


def weighed(context: Reading, kind: ConceptKind) -> dict[str, list[Named]]:
    """Every mention of a kind of concept, by concept, with the weight of its place."""
    named: dict[str, list[Named]] = {}
    concepts = context.matcher.concepts
    short = _short_forms(context.matcher, tuple(context.abbreviations.items()), kind)
    for line in context.lines:
        mentions = [m for m in mentions_of(context.matcher, line.text) if concepts[m.concept_id].kind is kind]
        for form, (concept_id, pattern) in short.items():
            if form in line.text:
                mentions += [Mention(concept_id, m.start(), m.end(), m[0]) for m in pattern.finditer(line.text)]
        if not mentions:
            continue
        weight = _WEIGHT.get(line.role or "methods", 1.0)
        if line.role not in ("title", "background") and _POPULATION.search(line.text):
            weight += 1.0
        for mention in mentions:
            named.setdefault(mention.concept_id, []).append((weight, mention, line))
    return named


@lru_cache(maxsize=4)
def _short_forms(
    matcher: ConceptMatcher, spelled_out: tuple[tuple[str, str], ...], kind: ConceptKind
) -> dict[str, tuple[str, re.Pattern[str]]]:
    """Short forms defined in the report whose long form ends in the name of a concept."""
    made: dict[str, tuple[str, re.Pattern[str]]] = {}
    for form, spelled in spelled_out:
        found = [m for m in mentions_of(matcher, spelled) if matcher.concepts[m.concept_id].kind is kind]
        if not found or found[-1].end < len(spelled) - 1:
            continue
        if not any(m.term == form for m in mentions_of(matcher, form)):
            made[form] = found[-1].concept_id, re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
    return made


def chosen_of(named: dict[str, list[Named]], floor: float, share: float) -> list[str]:
    """The subjects among the concepts named, the heaviest first: those of the title, else those
    of at least `floor` and of `share` of the heaviest."""
    score = {c: sum(w for w, *_ in items) for c, items in named.items()}
    titled = [c for c in named if is_in_title(named[c])]
    best = max(score.values(), default=0.0)
    kept = titled or [c for c in score if score[c] >= max(floor, share * best)]
    if titled:
        kept = [c for c in score if c in titled or score[c] >= max(5.0, 0.6 * best)]
    return sorted(kept, key=lambda c: (-score[c], c))


def is_in_title(items: Iterable[Named]) -> bool:
    """Whether a concept stands in the title."""
    return any(line.role == "title" for _, _, line in items)


def named_finding(kind: str, value: str, items: list[Named], rule: str) -> Finding:
    """A finding whose span is the weightiest mention."""
    _, mention, line = max(items, key=lambda item: item[0])
    return text_finding(kind, value, line.sentence.span_of(mention.start, mention.end), rule)
