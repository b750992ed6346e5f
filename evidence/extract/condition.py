# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which conditions a report studied, not what it names in passing (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from evidence.extract.design_types import REVIEWS
from evidence.extract.gated import Gated, gated
from evidence.extract.reading_lines import Reading, RoleLine, text_finding
from evidence.extract.subjects import Named, chosen_of, is_in_title, named_finding, weighed
from evidence.models import ConceptKind, Finding

_UNSPECIFIC: Final = "neuropathic_pain_unspecified"


def condition_findings(context: Reading) -> tuple[Finding, ...]:
    """The conditions studied; ``other`` where the report names none of the topic's."""
    named = weighed(context, ConceptKind.CONDITION)
    chosen = chosen_of(named, floor=2.0, share=0.34)
    if not chosen and context.design in _REVIEWS:
        chosen = [c for c in sorted(named) if c != "healthy" and any(ln.role != "background" for *_, ln in named[c])]
    special = [c for c in chosen if c not in _BROAD]
    if context.design == "animal":
        chosen += [c for c in ("nerve_injury",) if c in named and c not in chosen]
    elif special:
        chosen = [c for c in chosen if c != _UNSPECIFIC and (c != "other_pain" or is_in_title(named[c]))]
    if len(chosen) > 1:
        chosen = [c for c in chosen if c != "healthy" or is_in_title(named[c])]
    made = [named_finding("condition", c, named[c], "condition.subject") for c in chosen]
    if chosen and not special and chosen != ["healthy", "nerve_injury"]:
        made = _narrowed(context, named, chosen, made)
    elif not chosen:
        made = list(_worded(context, named))
    if made:
        return tuple(made)
    title = context.report.title
    if title is None or not title.text:
        return ()
    span = title.span(0, len(title.text))
    return (text_finding("condition", "other", span, "condition.none-of-the-topic"),)


def _narrowed(
    context: Reading, named: Mapping[str, list[Named]], chosen: list[str], made: list[Finding]
) -> list[Finding]:
    """What a broad subject holds: the kind of neuropathy told in other words, the kinds a review lists."""
    if chosen != ["healthy"] and context.design in _REVIEWS:
        roles = (None, "objective", "methods", "results", "conclusion", *(("background",) if context.design == "narrative_review" else ()))
        made = made + [
            named_finding("condition", c, named[c], "condition.listed") for c in sorted(named)
            if c not in (*chosen, *_BROAD) and any(line.role in roles for *_, line in named[c])
        ]  # fmt: skip
        if _UNSPECIFIC in chosen:
            held = {f.value for f in made}
            lines = [ln for ln in context.lines if ln.role not in ("title", "background")]
            made += [f for f in _told(lines, _LISTED) if f.value not in held]
        return made
    if _UNSPECIFIC in chosen:
        titled = [ln for ln in context.lines if ln.role == "title"]
        told = next(_told(titled, _WORDED), None) or next(_told(_subject_lines(context), _WORDED), None)
        if told:
            return [told]
    return made


_REVIEWS: Final = REVIEWS | {"narrative_review"}
_BROAD: Final = ("healthy", "other_pain", _UNSPECIFIC)
Worded = tuple[tuple[str, Gated], ...]


def _words(*rules: tuple[str, str]) -> Worded:
    return tuple((name, gated(pattern)) for name, pattern in rules)


_AGENT: Final = r"(?:FOLFOX\w*|oxaliplatin|paclitaxel|docetaxel|taxanes?|cisplatin|vincristine|bortezomib|thalidomide|chemotherap\w+)"
#: What the concepts' variants do not reach because words stand between; narrow, in this order.
_WORDED: Final = _words(
    ("chemotherapy_neuropathy", rf"\b(?:neurotoxicity|neuropath\w+|numbness)\b[^.;]{{0,40}}\b{_AGENT}\b|\b{_AGENT}\b[^.;]{{0,40}}\b(?:neurotoxicity|neuropath\w+|allodynia|hyperalgesia)"),
    ("diabetic_neuropathy", r"\bdiabet\w+\b[^.;]{0,40}\bneuropath\w+|\bneuropath\w+\b[^.;:]{0,40}\b(?:in|with|of|from)\b[^.;:]{0,40}\bdiabet\w+"),
    ("hiv_neuropathy", r"\b(?:HIV|AIDS)\b[^.;]{0,40}\bneuropath\w+|\bneuropath\w+\b[^.;:]{0,40}\bHIV\b"),
    ("spinal_cord_injury_pain", r"(?<!shoulder )(?<!musculoskeletal )\bpain\b[^.;]{0,30}\bspinal cord injur\w+"),
    ("nerve_injury", r"\bnerve (?:regeneration|recovery|anastomosis|suture)|(?:crush|cut|ligat|transect)\w*[^.;]{0,20}\bnerve|\bbrachial plexus (?:injur|avulsion)"),
)  # fmt: skip
_LISTED: Final = _WORDED[:3]
_WORDED_LAST: Final = _words(
    ("healthy", r"\b(?:healthy|normal) (?:\w+ )?(?:volunteers?|subjects?|adults?|men|women|humans?|persons?|people|participants?|individuals?)|\bvolunteers\b"),
    ("other_pain", r"\bmusculoskeletal\b|\bpain(?:ful)?\b(?! threshold)"),
)  # fmt: skip


def _subject_lines(context: Reading) -> list[RoleLine]:
    return [ln for ln in context.lines if ln.role in ("title", "objective", "methods", None)]


def _told(lines: Iterable[RoleLine], rules: Worded) -> Iterator[Finding]:
    """The first words of each rule in the lines."""
    held = list(lines)
    for name, pattern in rules:
        for line in held:
            found = pattern.search(line.text, line.lower)
            if found:
                span = line.sentence.span_of(found.start(), found.end())
                yield text_finding("condition", name, span, f"condition.worded.{name}")
                break


def _worded(context: Reading, named: Mapping[str, list[Named]]) -> Iterator[Finding]:
    told = next(_told(_subject_lines(context), _WORDED), None)
    if told is None and context.design not in _NOT_EXPERIMENTS and not set(named) - {"healthy", "other_pain"}:
        body = [ln for ln in context.lines if ln.role not in ("title", "conclusion")]
        told = next(_told(body, _WORDED_LAST[:1]), None)
    if told is None and not set(named) - {"healthy", "other_pain"}:
        told = next(_told(context.lines[:1], _WORDED_LAST[1:]), None)
    if told:
        yield told


#: Whom these studied is not told by the words "volunteers" and "healthy".
_NOT_EXPERIMENTS: Final = _REVIEWS | {"survey", "cohort", "guideline", "bibliometric", "qualitative", "letter", "other", "protocol"}
