# ruff: noqa: E501 (a pattern or table row is read whole)
"""What a count of people told in words counts, and how surely it is the total (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.numbers import COUNT, count_value
from evidence.extract.participant_cues import AFTER, BEFORE
from evidence.extract.people_counts import OF_THE_ASKED, PeopleCount

_OTHER_ARM: Final = re.compile(
    r"^[^.;]{0,60}?\b(?:randomi[sz]ed|assigned|allocated)\s+(?:\w+\s+)?(?:to|received?|into|underwent)\b[^.;]{0,130}?(?:\band|\bwhile|\bwhereas|\bor|,)\s+(?:the\s+)?(?:other\s+|remaining\s+)?"
    rf"(?P<other>{COUNT})\s+(?:\([^()]*\)\s*)?(?:(?:were|patients?|participants?|women|men|subjects?|children|adults)\s+){{0,2}}(?:(?:were |was )?(?:randomi[sz]ed |assigned |allocated )?(?:to|in|into|received|underwent|with))\b", re.IGNORECASE
)
_COUNTS: Final = re.compile(COUNT, re.IGNORECASE)
#: "Nineteen of 22 patients finished": those who began.
_FINISHED: Final = re.compile(r"\s*(?:who (?:began|started|entered|enrolled),? )?(?:opted|chose|elected|finished|completed (?:the|all|both|treatment|follow)|completed\b|stayed|remained in)", re.IGNORECASE)
_TO_COME: Final = re.compile(r"[^.;]{0,60}\b(?:will|are to|is to)\b", re.IGNORECASE)
_OPENS: Final = re.compile(r",? (?:with|aged|having)\b", re.IGNORECASE)
_OF: Final = re.compile(r"(?:\d|\w)\s+(?:out )?of (?:the |these )?$", re.IGNORECASE)
_RANDOMIZED_HEAD: Final = re.compile(r"\brandomi[sz]ed\b", re.IGNORECASE)


def in_words(count: PeopleCount, text: str, planned: bool) -> tuple[str, str, float]:
    """Rule, kind and weight of a count told in words, by what stands before and after it in its sentence."""
    before, after = text[max(0, count.start - 130) : count.start], text[count.after : count.after + 220]
    rule, kind, weight = "who", "n_enrolled", 0.0 if count.form == "head" else -22.0
    weight -= 12.0 if count.value < 10 else 0.0
    strongest = 0.0
    for cues, part in ((AFTER, after), (BEFORE, before)):
        lower = part.lower()
        found = next((c for c in cues if c.pattern.search(part, lower) and not (c.name == "out_of" and _is_place(count, after))), None)
        if found and part is after and found.kind == "n_randomized" and _is_arm(count, text):
            kind, weight = "n_arm", weight - 45
            continue
        if found is None or (planned and found.name in ("planned_for", "to_detect", "left")):
            continue
        weight += found.weight
        if abs(found.weight) > strongest and found.kind:
            strongest, rule, kind = abs(found.weight), found.name, found.kind
        if found.name in ("per_arm", "in_arm"):
            kind = "n_arm"
    rule, kind, weight = _in_turns_of_phrase(count, before, after, planned, (rule, kind, weight))
    head = text[count.end : count.after] if count.form == "head" else ""
    if _RANDOMIZED_HEAD.search(head):
        rule, kind, weight = "randomized_head", "n_randomized", max(weight, 0.0) + 45
    elif "planned" in head:
        weight -= 50
    if kind != "n_randomized" and re.match(r"\s*\(\d+(?:[.·]\d+)?\s?%(?! (?:wo)?men\b| (?:fe)?males?\b| girls\b| boys\b)", after):
        weight -= 20
    return rule, kind, weight


def _in_turns_of_phrase(
    count: PeopleCount, before: str, after: str, planned: bool, read: tuple[str, str, float]
) -> tuple[str, str, float]:
    """What cues read, corrected by turns that they do not know: plans, the first words of a list, those who
    agreed of those asked, those who began of whom some finished."""
    rule, kind, weight = read
    if planned and _TO_COME.match(after):
        weight += 20.0
    if count.form == "bare" and not count.start and _OPENS.match(after):
        weight += 24.0
    entered = OF_THE_ASKED.match(after) if count.form == "bare" else None
    if entered:
        kind, rule, weight = ("n_randomized" if "randomi" in entered[0] else "n_enrolled"), "of_the_asked", 50.0
    if _FINISHED.match(after) and _OF.search(before):
        kind, rule, weight = "n_enrolled", "some_finished", max(weight, 0.0) + 30
    return rule, kind, weight


def _is_place(count: PeopleCount, after: str) -> bool:
    """Whether a number after "of" is smaller than the count before it: "340 outpatients of 5 clinics"."""
    found = _COUNTS.search(after[:40])
    return found is not None and (count_value(found[0]) or 0) < count.value


def _is_arm(count: PeopleCount, text: str) -> bool:
    """``40 were randomized to A and 38 to B``: the first is an arm unless it is their sum."""
    found = _OTHER_ARM.search(text[count.after : count.after + 260])
    if not found:
        return False
    other = count_value(found["other"]) or 0
    parts = [n for n in (count_value(m) for m in _COUNTS.findall(found[0][: found.start("other") - found.start()])) if n and n < count.value]
    return not (other * 4 < count.value or any(a + other == count.value for a in parts))
