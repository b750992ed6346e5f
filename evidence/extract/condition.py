# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which conditions a report studied, not what it names in passing (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from evidence.extract.design_types import REVIEWS
from evidence.extract.gated import Gated, gated
from evidence.extract.reading_lines import Reading, RoleLine, mentions_of, text_finding
from evidence.extract.subjects import Named, chosen_of, is_in_title, named_finding, weighed
from evidence.models import ConceptKind, Finding

_UNSPECIFIC: Final = "neuropathic_pain_unspecified"


def condition_findings(context: Reading) -> tuple[Finding, ...]:
    """The conditions studied; ``other`` where the report names none of the topic's."""
    named = weighed(context, ConceptKind.CONDITION)
    chosen = _chosen(context, named)
    special = [c for c in chosen if c not in _BROAD]
    made = [named_finding("condition", c, named[c], "condition.subject") for c in chosen]
    if context.design == "animal" and _UNSPECIFIC in chosen and "nerve_injury" not in chosen:
        made += [f for f in _told(context.lines, (_INJURED,))]
    if chosen and not special and chosen != ["healthy", "nerve_injury"]:
        made = _narrowed(context, named, chosen, made)
    elif chosen == ["nerve_injury"] and context.design != "animal":
        made = list(_told(context.lines[:1], _WORDED[:3]))[:1] or made  # "nerve damage in diabetes"
    elif not chosen:
        made = list(_worded(context, named))
    if made:
        return tuple(made)
    title = context.report.title
    if title is None or not title.text:
        return ()
    span = title.span(0, len(title.text))
    return (text_finding("condition", "other", span, "condition.none-of-the-topic"),)


#: Designs in which healthy people beside the patients are people studied.
_BESIDE_HEALTHY: Final = frozenset({"non_randomized_trial"})
_IN_HEALTH_TOO: Final = gated(
    r"\b(?:patients|people|adults|participants|women|men)\b[^.]{0,120}\b(?:and|against|versus|with|to)\b[^.;]{0,40}\bhealthy (?:\w+ )?(?:adults?|volunteers?|subjects?|controls?|people|persons?|women|men|individuals?|participants?)\b")


def _people_of_each(context: Reading, chosen: list[str]) -> list[str]:
    """The narrow conditions that one sentence on the people lists side by side: "patients with A or B"."""
    if context.design in _REVIEWS | {"animal", "guideline"}:
        return []
    concepts = context.matcher.concepts
    for line in context.lines:
        who = _PEOPLE.search(line.text, line.lower) if line.role in ("objective", "methods", "results", None) else None
        if who and not _LEFT_OUT.search(line.text):
            told = [m for m in mentions_of(context.matcher, line.text) if m.start >= who.start()
                    and concepts[m.concept_id].kind is ConceptKind.CONDITION and m.concept_id not in _BROAD]  # fmt: skip
            joined = [m for one, m in pairwise(told) if _JOINED.fullmatch(line.text[one.end : m.start])]
            kinds = list(dict.fromkeys(m.concept_id for m in [*told[:1], *joined])) if joined and joined[0] is told[1] else []
            if len(kinds) > 1 and set(chosen) - set(_BROAD) <= set(kinds):
                return kinds
    return []


_PEOPLE: Final = gated(r"\b(?:patients|people|adults|participants|men|women|subjects|persons|individuals|\d+)\b[^.;]{0,30}\b(?:with|had|having|suffering)\b")
_LEFT_OUT: Final = re.compile(r"\bexclu|\bleft out\b|\bhistory of\b|\brisk factors?\b|\bwithout\b", re.IGNORECASE)
_JOINED: Final = re.compile(r"(?: \([^()]*\))?,? ?(?:or|and|and/or)(?: (?:\d+|with|had|the))* ?|, ?(?:\d+ (?:with|had) )?", re.IGNORECASE)


def _chosen(context: Reading, named: Mapping[str, list[Named]]) -> list[str]:
    """The concepts studied, weighed by place, with those a population adds."""
    chosen = chosen_of(dict(named), floor=2.0, share=0.34)
    if not chosen and context.design in _REVIEWS:
        chosen = [c for c in sorted(named) if c != "healthy" and any(ln.role != "background" for *_, ln in named[c])]
    if not chosen:
        chosen = _only_narrow(named)
    return _by_people(context, named, chosen)


def _by_people(context: Reading, named: Mapping[str, list[Named]], chosen: list[str]) -> list[str]:
    if _UNSPECIFIC in chosen or len(chosen) == 1:
        chosen = _people_of_each(context, chosen) or chosen
    special = [c for c in chosen if c not in _BROAD]
    if context.design == "animal":
        if set(special) - {"nerve_injury"}:  # "paclitaxel-induced neuropathic pain" is of one kind
            chosen = [c for c in chosen if c != _UNSPECIFIC]
        chosen += [c for c in ("nerve_injury",) if c in named and c not in chosen]
    elif special:
        chosen = [c for c in chosen if c != _UNSPECIFIC and (c != "other_pain" or is_in_title(named[c]))]
    if len(chosen) > 1:
        chosen = [c for c in chosen if c != "healthy" or is_in_title(named[c])]
    elif chosen and context.design in _BESIDE_HEALTHY and "healthy" in named and "healthy" not in chosen:
        chosen += ["healthy"] if any(_IN_HEALTH_TOO.search(ln.text, ln.lower) for ln in context.lines) else []
    return chosen


def _only_narrow(named: Mapping[str, list[Named]]) -> list[str]:
    """The one narrow condition that is named at all where the study is told."""
    told = [c for c, items in named.items() if any(ln.role in ("title", "objective", "methods", None) for *_, ln in items)]
    return told if len(told) == 1 and told[0] not in _BROAD else []


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
        people = list(_told(_subject_lines(context), _PEOPLE_WITH)) if context.design != "animal" else []
        if len(people) == 1:
            return people
    return made


_REVIEWS: Final = REVIEWS | {"narrative_review"}
_BROAD: Final = ("healthy", "other_pain", _UNSPECIFIC)
Worded = tuple[tuple[str, Gated], ...]


def _words(*rules: tuple[str, str]) -> Worded:
    return tuple((name, gated(pattern)) for name, pattern in rules)


_AGENT: Final = r"(?:FOLFOX\w*|oxaliplatin|paclitaxel|docetaxel|taxanes?|cisplatin|carboplatin|vincristine|bortezomib|thalidomide|platinum|chemotherap\w+)"
_NERVE: Final = r"(?:poly|mono)?neur(?:opath|itis|otoxicit)\w*"
_HIV: Final = r"(?:HIV|AIDS|human immunodeficiency virus)"
#: What the concepts' variants do not reach because words stand between; narrow, in this order.
_WORDED: Final = _words(
    ("chemotherapy_neuropathy", rf"\b(?:{_NERVE}|numb(?:ness)?|tingling)\b[^.;]{{0,40}}\b{_AGENT}\b|\b{_AGENT}\b[^.;]{{0,40}}\b(?:{_NERVE}|numbness|allodynia|hyperalgesia)"),
    ("diabetic_neuropathy", rf"\bdiabet\w+\b[^.;]{{0,40}}\b{_NERVE}|\b{_NERVE}\b[^.;:]{{0,40}}\b(?:in|with|of|from)\b[^.;:]{{0,40}}\bdiabet\w+|\bnerve damage\b[^.;:]{{0,30}}\bdiabet\w+|\bdiabet\w+\b[^.;]{{0,40}}\b(?:numb(?:ness)?|(?:impaired|lost|reduced) sensation|loss of (?:sensation|feeling)|burning feet)\b"),
    ("hiv_neuropathy", rf"\b{_HIV}\b[^.;]{{0,40}}\b{_NERVE}|\b{_NERVE}\b[^.;:]{{0,40}}\b{_HIV}\b"),
    ("spinal_cord_injury_pain", r"(?<!shoulder )(?<!musculoskeletal )\bpain\b[^.;]{0,40}\b(?:spinal cord (?:injur|lesion)\w*|(?:para|tetra|quadri)pleg\w+)"),
    ("sciatica_radiculopathy", r"\b(?:lumbar|lumbosacral|sacral|cervical|L[345]|S1|nerve) (?:\w+ )?roots?\b[^.;]{0,20}\b(?:pain|compress\w+|irritation)|\broot pain\b"),
    ("phantom_limb", r"\bphantom\b[^.;]{0,20}\b(?:pains?|sensations?)\b"),
    ("nerve_injury", r"\bnerve (?:regeneration|recovery|anastomosis|suture)|(?:crush|cut|ligat|transect)\w*[^.;]{0,20}\bnerve|\bbrachial plexus (?:injur|avulsion)"),
)  # fmt: skip
#: Nerves that were injured on purpose.
_INJURED: Final = (
    "nerve_injury",
    gated(r"\b(?:crush|cut|ligat|transect|resect|constrict|sever|tie|injur|section)\w*[^.;]{0,40}\bnerves?\b|\bnerves?\b[^.;]{0,25}\b(?:crush|cut|ligat|transect|resect|constrict|sever|tied|injur|section|spared|ligature)\w*|\bligatures?\b[^.;]{0,30}\bnerve\b"),
)
_WHO: Final = r"(?:patients|people|adults|men|women|participants|persons|individuals|survivors|subjects|sufferers)\b[^.;]{0,40}\b(?:with|having|living with|after|on|had|receiving|given)\b[^.;]{0,25}"
#: Whose neuropathy it was, where that stands apart from its name.
_PEOPLE_WITH: Final = _words(
    ("chemotherapy_neuropathy", rf"\b{_WHO}\b{_AGENT}\b"),
    ("diabetic_neuropathy", rf"\b{_WHO}\bdiabetes\b|\bdiabetics\b|\b(?:diabetic|type 2 diabetic) (?:patients|people|adults|participants)\b"),
    ("hiv_neuropathy", rf"\b{_WHO}\b{_HIV}\b|\b{_HIV}[- ](?:infected|positive)\b"),
    ("spinal_cord_injury_pain", rf"\b{_WHO}\bspinal cord (?:injur|lesion)\w*"),
)  # fmt: skip
_LISTED: Final = _WORDED[:3]
_WORDED_LAST: Final = _words(
    ("healthy", r"\b(?:healthy|normal) (?:\w+ )?(?:volunteers?|subjects?|adults?|men|women|humans?|persons?|people|participants?|individuals?|students?|males?|females?|nurses|staff)|\bvolunteers\b|\b(?:men|women|people|adults|students|subjects|persons) (?:without (?:any )?(?:known )?(?:disease|illness)|in (?:good|normal) health)"),
    ("other_pain", r"\bmusculoskeletal\b|\bpain(?:ful)?\b(?! threshold)|\banalges\w+|\banti-?nocicept\w+|\bnocicept\w+"),
)  # fmt: skip


#: People treated for pain of no named kind, or pain as the subject.
_PAINED: Final = _words(
    ("other_pain", r"\b(?:acupuncture|needling|treat(?:ed|ment)|therapy|consult\w*|seen) for (?:\w+ )?(?:chronic )?pain\b(?!s)|\b(?:patients|people|adults|participants) with (?:chronic |persistent )?pain\b|^pain is\b"),
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
        told = next(_told(context.lines[:1], _WORDED_LAST[1:]), None) or next(_told(context.lines, _PAINED), None)
    if told:
        yield told


#: Whom these studied is not told by the words "volunteers" and "healthy".
_NOT_EXPERIMENTS: Final = _REVIEWS | {"survey", "cohort", "guideline", "bibliometric", "qualitative", "letter", "other", "protocol"}
