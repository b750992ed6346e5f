# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which conditions and techniques a report studied, not what it names in passing (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from evidence.extract.concepts import Mention
from evidence.extract.gated import Gated, gated
from evidence.extract.reading_lines import (
    Reading,
    RoleLine,
    mentions_of,
    text_finding,
)
from evidence.models import ConceptKind, Finding

_WEIGHT: Final = {"title": 4.0, "objective": 2.0, "methods": 1.5, "results": 0.7, "conclusion": 0.8,
                  "background": 0.3}  # fmt: skip
_POPULATION: Final = re.compile(
    r"\b(?:patients|participants|people|adults|women|men|subjects|volunteers|rats?|mice|rabbits?|individuals)\b"
    r"[^.;]{0,40}\b(?:with|who|suffering|undergoing|of)\b|\b(?:model|models) of\b|\brandomi[sz]ed\b", re.IGNORECASE)  # fmt: skip
_UNSPECIFIC: Final = "neuropathic_pain_unspecified"
Named = tuple[float, Mention, RoleLine]


def condition_findings(context: Reading) -> tuple[Finding, ...]:
    """The conditions studied; ``other`` where the report names none of the topic's."""
    named = _weighed(context, ConceptKind.CONDITION)
    chosen = _chosen(named, floor=2.0, share=0.34)
    special = [c for c in chosen if c not in _BROAD]
    if context.design == "animal":
        chosen += [c for c in ("nerve_injury",) if c in named and c not in chosen]
    elif special:
        chosen = [c for c in chosen if c != _UNSPECIFIC and (c != "other_pain" or _in_title(named[c]))]
    if len(chosen) > 1:
        chosen = [c for c in chosen if c != "healthy" or _in_title(named[c])]
    made = [_finding("condition", c, named[c], "condition.subject") for c in chosen]
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
            _finding("condition", c, named[c], "condition.listed") for c in sorted(named)
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


_REVIEWS: Final = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews", "narrative_review"})
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


_NEEDLE: Final = ("electroacupuncture", "auricular", "dry_needling", "warm_needling", "fire_needle",
                  "laser", "acupressure", "moxibustion", "tens", "acupoint_injection")  # fmt: skip


def technique_findings(context: Reading) -> tuple[Finding, ...]:
    """The techniques studied; ``non_acupuncture`` where the title's subject is another treatment."""
    named = _weighed(context, ConceptKind.INTERVENTION)
    techniques = {c: n for c, n in named.items() if c == "manual_acupuncture" or c in _NEEDLE}
    if not any("acup" in line.text.lower() for line in context.lines):
        techniques.pop("laser", None)
    chosen = _chosen(techniques, floor=1.4, share=0.3)
    if chosen == ["manual_acupuncture"]:
        chosen = _with_current(techniques, context.design)
    if "manual_acupuncture" in chosen and len(chosen) > 1 and not (
        context.design in _REVIEWS or _is_plain(techniques, chosen)
    ):
        chosen.remove("manual_acupuncture")
    if chosen:
        return tuple(_finding("intervention", c, techniques[c], "technique.subject") for c in chosen)
    others = {c: n for c, n in named.items() if c not in techniques}
    told = {c: n for c, n in techniques.items() if any(line.role in ("results", "conclusion") for *_, line in n)}
    if told and context.design in _REVIEWS and not others:
        # one treatment of several that a review of all treatments tells of
        beside = context.lines[0].sentence.span if context.lines else None
        made = [_finding("intervention", c, n, "technique.of-several") for c, n in sorted(told.items())]
        return (*made, *((text_finding("intervention", "non_acupuncture", beside, "technique.of-several"),) if beside else ()))
    if others:
        first = max(others.values(), key=lambda items: sum(w for w, *_ in items))
        return (_finding("intervention", "non_acupuncture", first, "technique.other"),)
    title = context.report.title
    if techniques or title is None or not title.text:
        return ()
    return (text_finding("intervention", "non_acupuncture", title.span(0, len(title.text)), "technique.none-named"),)


def _with_current(named: dict[str, list[Named]], design: str | None) -> list[str]:
    """Plain acupuncture in the title may be electroacupuncture in the methods."""
    roles = ("objective", "methods", None) if design not in _REVIEWS else (None, "objective", "background", "methods", "results", "conclusion")
    current = [i for i in named.get("electroacupuncture", ()) if i[2].role in roles]
    if not current or "sham" in " ".join(i[1].term for i in current):
        return ["manual_acupuncture"]
    plain = [i for i in named["manual_acupuncture"]
             if "point" not in i[1].term.lower() and i[2].role != "title"
             and (design in _REVIEWS or i[2].role in ("methods", "results", None))]  # fmt: skip
    return ["manual_acupuncture", "electroacupuncture"] if plain else ["electroacupuncture"]


def _is_plain(named: dict[str, list[Named]], chosen: list[str]) -> bool:
    """Whether plain acupuncture is a treatment of its own beside a special technique."""
    plain = [item for item in named["manual_acupuncture"] if "point" not in item[1].term.lower()]
    if any("manual" in item[1].term.lower() or "manual" in item[2].text.lower() for item in plain):
        return True
    in_title = [c for c in chosen if _in_title(named[c])]
    return "manual_acupuncture" in in_title and any(
        item[2].role == "title" for item in plain
    ) and (len(in_title) > 1 or sum(w for w, *_ in plain) > 6)  # fmt: skip


def _weighed(context: Reading, kind: ConceptKind) -> dict[str, list[Named]]:
    named: dict[str, list[Named]] = {}
    concepts = context.matcher.concepts
    for line in context.lines:
        mentions = [m for m in mentions_of(context.matcher, line.text) if concepts[m.concept_id].kind is kind]
        if not mentions:
            continue
        weight = _WEIGHT.get(line.role or "methods", 1.0)
        if line.role not in ("title", "background") and _POPULATION.search(line.text):
            weight += 1.0
        for mention in mentions:
            named.setdefault(mention.concept_id, []).append((weight, mention, line))
    return named


def _chosen(named: dict[str, list[Named]], floor: float, share: float) -> list[str]:
    score = {c: sum(w for w, *_ in items) for c, items in named.items()}
    titled = [c for c in named if _in_title(named[c])]
    best = max(score.values(), default=0.0)
    kept = titled or [c for c in score if score[c] >= max(floor, share * best)]
    if titled:
        kept = [c for c in score if c in titled or score[c] >= max(5.0, 0.6 * best)]
    return sorted(kept, key=lambda c: (-score[c], c))


def _in_title(items: Iterable[Named]) -> bool:
    return any(line.role == "title" for _, _, line in items)


def _finding(kind: str, value: str, items: list[Named], rule: str) -> Finding:
    _, mention, line = max(items, key=lambda item: item[0])
    return text_finding(kind, value, line.sentence.span_of(mention.start, mention.end), rule)
