# ruff: noqa: E501 (a pattern is read whole)
"""Which arm did better by two figures side by side that were tested (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.effect_measures import RATIOS
from evidence.extract.effects import Effect

P_HELD: Final = re.compile(r"\b[pP]\s?(?:values?)?\s?(?:[<≤]\s?0?[.·]0|=\s?0?[.·]0[0-4])")
_BY: Final = r"(?:\s?±\s?\d+(?:\.\d+)?)?\s?(?:mm|cm|points?|%|m/s|ms|days|hours)?\s*(?:\([^()]*\)\s*)?(?:with|in|under|after|on|for)\b (?:the )?(?:\w+ )?"
_MEANS: Final = re.compile(
    rf"(?P<one>\d+(?:\.\d+)?){_BY}(?:electro-?)?(?:acup\w*|EA\b|needl\w+|moxib\w+|TEAS|TENS|laser|acupress\w+|verum|real|true|treatment|intervention)[^.;\d]{{0,30}}?\b(?:and|against|versus|vs?\.?|but|compared with|compared to)\b[^.;\d]{{0,25}}?(?P<two>\d+(?:\.\d+)?)(?:{_BY}(?!acup|electro|EA\b|needl|week|month|day)[A-Za-z]|\s?%?\s*without\b)", re.IGNORECASE)  # fmt: skip
#: The P value is then of the change in time.
_ALIKE: Final = re.compile(r"\b(?:both|all|two|three) (?:arms|groups)\b|\bover time\b|\bwithin\b|\bfrom baseline\b|\beach (?:arm|group)", re.IGNORECASE)
_CHANGE: Final = re.compile(r"\b(?:fell|fall(?:en)?|drop\w*|decreas\w*|reduc\w*|declin\w*|improv\w*|rose|gain\w*|chang\w*|eased|came down|went down)\b", re.IGNORECASE)
_LOW: Final = re.compile(r"\b(?:pain|VAS|NRS|BPI|severity|disability|ODI|symptoms?|numbness|tingling|days|time to|recurrence|attacks?|flush\w*|nausea|latency|analgesics?|developed|incidence|TNF\S*|interleukin\S*|IL-\d+)\b", re.IGNORECASE)
_HIGH: Final = re.compile(r"\b(?:velocit\w+|function|thresholds?|quality of life|strength|recover\w*|blood flow|perfusion|responders?|success|axons?|amplitudes?)\b", re.IGNORECASE)


def by_means(part: str) -> str | None:
    """better_with_intervention or worse, where two figures of the arms stand beside each other with a
    significant P value and the outcome is one whose good direction is known; None otherwise.

    >>> by_means("Pain stood at 3.1 after acupuncture and 5.0 after usual care (P < .001).")
    'better_with_intervention'
    """
    if not any(sign in part for sign in "<=≤") or not P_HELD.search(part) or _ALIKE.search(part):
        return None
    found = _MEANS.search(part)
    if found is None:
        return None
    before = part[: found.start()]
    one, two = float(found["one"]), float(found["two"])
    is_low, is_high = _LOW.search(before) is not None, _HIGH.search(before) is not None
    led = re.search(r"\b(by|to|at|was|were|of)\s+(?:only |a mean of |about )?$", before)
    is_rate = "%" in found[0] and led is None
    if is_rate:
        return None if is_low == is_high else "better_with_intervention" if (one > two) == is_high else "worse"
    if one == two or led is None or (is_low == is_high and not (led[1] == "by" and not is_high)) or (_CHANGE.search(before) and led[1] not in ("by", "to")):
        return None
    wants_more = led[1] == "by" or is_high
    return "better_with_intervention" if (one > two) == wants_more else "worse"


#: Two changes told from start to end, the treated first: "from 18 g to 8 g with EA and from 19 g to 17 g with sham".
_SPANS: Final = re.compile(
    r"\bfrom (?P<a>\d+(?:\.\d+)?)(?: ?[a-z/%]{1,6})? to (?P<b>\d+(?:\.\d+)?)(?P<who>[^.;\d]{0,40}?)\bfrom (?P<c>\d+(?:\.\d+)?)(?: ?[a-z/%]{1,6})? to (?P<d>\d+(?:\.\d+)?)(?P<other>[^.;,(]{0,40})", re.IGNORECASE)  # fmt: skip
_TREATED: Final = re.compile(r"acup|needl|\bEA\b|\bMA\b|moxib|verum|treated", re.IGNORECASE)


def by_spans(part: str) -> str | None:
    """better_with_intervention where the treated changed by more than the others, and the P value holds; None otherwise.

    >>> by_spans("It fell from 18 g to 8 g with EA and from 19 g to 17 g with sham (P < .001).")
    'better_with_intervention'
    """
    found = _SPANS.search(part) if P_HELD.search(part) else None
    if found is None or not _TREATED.search(found["who"]) or _NOT_TREATED.search(found["who"]) or _TREATED.search(_NOT_TREATED.sub("", found["other"])):
        return None
    a, b, c, d = (float(found[name]) for name in ("a", "b", "c", "d"))
    return "better_with_intervention" if (a - b) * (c - d) >= 0 and abs(a - b) > abs(c - d) else None


_NOT_TREATED: Final = re.compile(r"\b(?:sham|placebo|minimal|no|non|without|un)[- ]?(?:electro-?)?(?:acup\w*|needl\w*|EA\b|treated)", re.IGNORECASE)
_WON: Final = re.compile(r"\b(?:cures?d?|cured|recover\w*|respon(?:se|der|d)\w*|effective rate|effectiveness|success\w*|remission|relief)\b", re.IGNORECASE)


_NAMED_SIDES: Final = re.compile(r"\b(?:acup\w*|electro-?acup\w*|EA|needl\w+|moxib\w+)\b (?:was )?(?:versus|vs\.?|against|compared (?:with|to)|minus)", re.IGNORECASE)


def is_gain(text: str, effect: Effect, title: str = "") -> bool:
    """Whether an estimate that leaves out no effect is a gain by its sign and its outcome alone: successes
    with a ratio above one, pain and the like with a difference below zero. Where the sentence names no
    outcome, and sets acupuncture against another, it is that of the title."""
    before = text[: effect.start]
    if title and not (_LOW.search(before) or _HIGH.search(before) or _WON.search(before)) and _NAMED_SIDES.search(before):
        before = f"{title} {before}"
    if effect.measure in RATIOS:
        return effect.value > 1 and _WON.search(before) is not None
    return effect.measure in ("MD", "SMD", "WMD") and effect.value < 0 and _LOW.search(before) is not None and not _HIGH.search(before)
