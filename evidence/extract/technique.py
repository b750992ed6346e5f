# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which techniques a report studied (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.design_types import REVIEWS
from evidence.extract.gated import gated
from evidence.extract.reading_lines import Reading, text_finding
from evidence.extract.subjects import Named, chosen_of, is_in_title, named_finding, weighed
from evidence.models import ConceptKind, Finding

_REVIEWS: Final = REVIEWS | {"narrative_review"}
_NEEDLE: Final = ("electroacupuncture", "auricular", "dry_needling", "warm_needling", "fire_needle",
                  "laser", "acupressure", "moxibustion", "tens", "acupoint_injection")  # fmt: skip


def technique_findings(context: Reading) -> tuple[Finding, ...]:
    """The techniques studied; ``non_acupuncture`` where the title's subject is another treatment."""
    named = weighed(context, ConceptKind.INTERVENTION)
    techniques = {c: n for c, n in named.items() if c == "manual_acupuncture" or c in _NEEDLE}
    if not any("acup" in line.text.lower() for line in context.lines):
        techniques.pop("laser", None)
    worded = _worded(context, techniques)
    if worded:
        return worded
    chosen = chosen_of(techniques, floor=1.4, share=0.3)
    if chosen == ["manual_acupuncture"]:
        chosen = _with_current(techniques, context.design)
    if "manual_acupuncture" in chosen and len(chosen) > 1 and not (
        context.design in _REVIEWS or _is_plain(techniques, chosen)
    ):
        chosen.remove("manual_acupuncture")
    if chosen:
        made = tuple(named_finding("intervention", c, techniques[c], "technique.subject") for c in chosen)
        return (*made, *(_manual_beside(context) if "electroacupuncture" in chosen and "manual_acupuncture" not in chosen else ()))
    others = {c: n for c, n in named.items() if c not in techniques}
    told = {c: n for c, n in techniques.items() if any(line.role in ("results", "conclusion") for *_, line in n)}
    if told and context.design in _REVIEWS and not others:
        # one treatment of several that a review of all treatments tells of
        beside = context.lines[0].sentence.span if context.lines else None
        several = [named_finding("intervention", c, n, "technique.of-several") for c, n in sorted(told.items())]
        return (*several, *((text_finding("intervention", "non_acupuncture", beside, "technique.of-several"),) if beside else ()))
    if others:
        first = max(others.values(), key=lambda items: sum(w for w, *_ in items))
        return (named_finding("intervention", "non_acupuncture", first, "technique.other"),)
    title = context.report.title
    if techniques or title is None or not title.text:
        return ()
    return (text_finding("intervention", "non_acupuncture", title.span(0, len(title.text)), "technique.none-named"),)


#: Techniques told in words that no name holds; asked where only points or needles are named beside.
_POINTS: Final = r"(?:acupoints?|acupuncture points?|points?)"
_WORDED: Final = (
    ("tens", gated(rf"\b(?:electric\w*|current|stimulat\w+)\b[^.;]{{0,30}}\b(?:through|across|on) the skin\b[^.;]{{0,30}}\b{_POINTS}|\btranscutaneous\w*[^.;]{{0,40}}\b{_POINTS}")),
    ("laser", gated(r"\blaser\b[^.;]{0,40}\b(?:acupoints?|acupuncture points?)|\b(?:acupoints?|acupuncture points?)\b[^.;]{0,30}\blaser")),
    ("acupressure", gated(r"\bself-acupressure\b|\b(?:press(?:ed|ing|ure)|massag\w+|rubb\w+)\b[^.;]{0,25}\b(?:acupoints?|acupuncture points?)|\b(?:acupoints?|acupuncture points?)\b[^.;]{0,25}\b(?:pressed|massaged)\b")),
    ("electroacupuncture", gated(r"\bneedl\w*\b[^.;]{0,30}\b(?:current|electrical(?:ly)?|\d+ ?Hz|pulses)\b|\b(?:electrical (?:stimulation|pulses)|current|electrified)\b[^.;]{0,30}\bneedl\w*")),
)  # fmt: skip


def _worded(context: Reading, named: dict[str, list[Named]]) -> tuple[Finding, ...]:
    """A technique told in the title in other words than its name, where none but points is named there."""
    title = context.lines[0] if context.lines and context.lines[0].role == "title" else None
    if title is None or any(
        is_in_title(items) and (c != "manual_acupuncture" or any(
            not _is_point(i) for i in items if i[2].role == "title"))
        for c, items in named.items()
    ):  # fmt: skip
        return ()
    for name, words in _WORDED:
        found = words.search(title.text, title.lower)
        if found and not re.search(r"\bsham\b|\bwithout\b", title.lower):
            return (text_finding("intervention", name, title.sentence.span_of(*found.span()), f"technique.worded.{name}"),)
    return ()


_MANUAL_AND: Final = re.compile(r"\bmanual(?:ly)? (?:and|or|versus|vs\.?|against) (?:with )?electr|\belectr\w+ (?:and|or|versus|vs\.?|against|than|to) manual\b", re.IGNORECASE)


def _manual_beside(context: Reading) -> tuple[Finding, ...]:
    """Manual acupuncture told as one of two kinds: "manual and electrical acupuncture"."""
    for line in context.lines:
        found = _MANUAL_AND.search(line.text) if line.role in ("title", "objective", "methods", None) else None
        if found:
            span = line.sentence.span_of(*found.span())
            return (text_finding("intervention", "manual_acupuncture", span, "technique.manual-beside"),)
    return ()


def _is_point(item: Named) -> bool:
    """Whether a mention is of points, on which any technique works: "at acupuncture points"."""
    _, mention, line = item
    return "point" in mention.term.lower() or re.match(r"[\s-]points?\b", line.text[mention.end :], re.IGNORECASE) is not None


#: "True acupuncture" is the treatment under test, whatever its current.
_THE_TESTED: Final = re.compile(r"\b(?:true|real|verum|genuine|active|sham|superficial|placebo|minimal|light|shallow|dummy|simulated)[- ]$", re.IGNORECASE)


def _with_current(named: dict[str, list[Named]], design: str | None) -> list[str]:
    """Plain acupuncture in the title may be electroacupuncture in the methods."""
    roles = ("objective", "methods", None) if design not in _REVIEWS else (None, "objective", "background", "methods", "results", "conclusion")
    current = [i for i in named.get("electroacupuncture", ()) if i[2].role in roles]
    if not current or "sham" in " ".join(i[1].term for i in current):
        return ["manual_acupuncture"]
    plain = [i for i in named["manual_acupuncture"]
             if not _is_point(i) and i[2].role != "title"
             and not _THE_TESTED.search(i[2].text[: i[1].start])
             and (design in _REVIEWS or i[2].role in ("methods", "results", None))]  # fmt: skip
    return ["manual_acupuncture", "electroacupuncture"] if plain else ["electroacupuncture"]


def _is_plain(named: dict[str, list[Named]], chosen: list[str]) -> bool:
    """Whether plain acupuncture is a treatment of its own beside a special technique."""
    plain = [item for item in named["manual_acupuncture"] if not _is_point(item)
             and not _THE_TESTED.search(item[2].text[: item[1].start])]  # fmt: skip
    if any("manual" in item[1].term.lower() or "manual" in item[2].text.lower() for item in plain):
        return True
    in_title = [c for c in chosen if is_in_title(named[c])]
    return "manual_acupuncture" in in_title and any(
        item[2].role == "title" for item in plain
    ) and (len(in_title) > 1 or sum(w for w, *_ in plain) > 6)  # fmt: skip
