# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which conditions and techniques a report studied, not what it names in passing (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from evidence.extract.concepts import Mention
from evidence.extract.reading_lines import (
    Reading,
    RoleLine,
    mentions_of,
    role_lines,
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
    special = [c for c in chosen if c not in ("healthy", "other_pain", _UNSPECIFIC)]
    if context.design == "animal":
        chosen += [c for c in ("nerve_injury",) if c in named and c not in chosen]
    elif special:
        chosen = [c for c in chosen if c != _UNSPECIFIC and (c != "other_pain" or _in_title(named[c]))]
    if len(chosen) > 1:
        chosen = [c for c in chosen if c != "healthy" or _in_title(named[c])]
    if _UNSPECIFIC in chosen and context.design in _REVIEWS:
        chosen += [c for c in sorted(named) if c not in (*chosen, "healthy", "other_pain")
                   and any(line.role in ("methods", "results", "conclusion") for *_, line in named[c])]  # fmt: skip
    if chosen and chosen != [_UNSPECIFIC]:
        return tuple(_finding("condition", c, named[c], "condition.subject") for c in chosen)
    worded = _worded(context)
    if worded:
        return worded
    if chosen:
        return tuple(_finding("condition", c, named[c], "condition.subject") for c in chosen)
    title = context.report.title
    if title is None or not title.text:
        return ()
    span = title.span(0, len(title.text))
    return (text_finding("condition", "other", span, "condition.none-of-the-topic"),)


_REVIEWS: Final = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis"})
#: What the concepts' variants do not reach because words stand between; narrow, in this order.
_WORDED: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("chemotherapy_neuropathy", r"\bneurotoxicity\b[^.;]{0,40}\b(?:FOLFOX|oxaliplatin|paclitaxel|chemotherapy)|(?:FOLFOX|oxaliplatin|paclitaxel|chemotherapy)\b[^.;]{0,40}\b(?:neurotoxicity|neuropath\w+)"),
        ("diabetic_neuropathy", r"\bdiabet\w+\b[^.;]{0,40}\bneuropath\w+"),
        ("spinal_cord_injury_pain", r"\bpain\b[^.;]{0,30}\bspinal cord injur\w+"),
        ("nerve_injury", r"\bnerve (?:regeneration|recovery|anastomosis|suture)|(?:crush|cut|ligat|transect)\w*[^.;]{0,20}\bnerve|\bbrachial plexus (?:injur|avulsion)"),
    )
)  # fmt: skip
_WORDED_LAST: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("other_pain", r"\bmusculoskeletal\b|\bpain(?:ful)?\b(?! threshold)"),
        ("healthy", r"\b(?:healthy|normal) (?:\w+ )?(?:volunteers?|subjects?|adults?|men|women|humans?|persons?)|\bvolunteers\b|\bhealthy\b"),
    )
)  # fmt: skip


def _worded(context: Reading) -> tuple[Finding, ...]:
    lines = [ln for ln in role_lines(context) if ln.role in ("title", "objective", "methods", None)]
    is_named = any(
        context.matcher.concepts[m.concept_id].kind is ConceptKind.CONDITION and m.concept_id != "other_pain"
        for line in lines for m in mentions_of(context.matcher, line.text)
    )  # fmt: skip
    for name, pattern in (*_WORDED, *(() if is_named else reversed(_WORDED_LAST))):
        for line in lines if name != "other_pain" else lines[:1]:
            found = pattern.search(line.text)
            if found:
                span = line.sentence.span_of(found.start(), found.end())
                return (text_finding("condition", name, span, f"condition.worded.{name}"),)
    return ()


_NEEDLE: Final = ("electroacupuncture", "auricular", "dry_needling", "warm_needling", "fire_needle",
                  "laser", "acupressure", "moxibustion", "tens", "acupoint_injection")  # fmt: skip


def technique_findings(context: Reading) -> tuple[Finding, ...]:
    """The techniques studied; ``non_acupuncture`` where the title's subject is another treatment."""
    named = _weighed(context, ConceptKind.INTERVENTION)
    techniques = {c: n for c, n in named.items() if c == "manual_acupuncture" or c in _NEEDLE}
    if not any("acup" in line.text.lower() for line in role_lines(context)):
        techniques.pop("laser", None)
    chosen = _chosen(techniques, floor=1.4, share=0.3)
    if chosen == ["manual_acupuncture"]:
        chosen = _with_current(techniques)
    if "manual_acupuncture" in chosen and len(chosen) > 1 and not _is_plain(techniques, chosen):
        chosen.remove("manual_acupuncture")
    if chosen:
        return tuple(_finding("intervention", c, techniques[c], "technique.subject") for c in chosen)
    others = {c: n for c, n in named.items() if c not in techniques}
    if others:
        first = max(others.values(), key=lambda items: sum(w for w, *_ in items))
        return (_finding("intervention", "non_acupuncture", first, "technique.other"),)
    title = context.report.title
    if techniques or title is None or not title.text:
        return ()
    return (text_finding("intervention", "non_acupuncture", title.span(0, len(title.text)), "technique.none-named"),)


def _with_current(named: dict[str, list[Named]]) -> list[str]:
    """Plain acupuncture in the title may be electroacupuncture in the methods."""
    current = [i for i in named.get("electroacupuncture", ()) if i[2].role in ("objective", "methods", None)]
    if not current or "sham" in " ".join(i[1].term for i in current):
        return ["manual_acupuncture"]
    plain = [i for i in named["manual_acupuncture"]
             if i[2].role in ("objective", "methods", "results", None) and "point" not in i[1].term.lower()]  # fmt: skip
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
    for line in role_lines(context):
        weight = _WEIGHT.get(line.role or "methods", 1.0)
        if line.role not in ("title", "background") and _POPULATION.search(line.text):
            weight += 1.0
        for mention in mentions_of(context.matcher, line.text):
            if context.matcher.concepts[mention.concept_id].kind is kind:
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
