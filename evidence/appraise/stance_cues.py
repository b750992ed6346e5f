# ruff: noqa: E501 (a pattern is read whole)
"""What one clause of a sentence says about a comparison, by its wording.

A clause is read as better (the treated group did better), worse, null (no
difference was shown), or silent. Words for groups and outcomes are not needed
here: which sentences bear on a claim is decided by the caller.

Rules: Cochrane Handbook 15.6.4 (no significant difference is not evidence of no
effect); SWiM (direction and significance are kept apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence.appraise.stance_numbers import interval_significance, signed, significance
from evidence.appraise.stance_order import (
    CONTROL_ARM,
    by_poorer,
    by_rise,
    is_others_gain,
    is_reversed,
    names_control,
)
from evidence.appraise.stance_words import (
    BETTER,
    FLAGS,
    HEDGED,
    NOT_WORKING,
    NULL,
    UNIMPORTANT,
    WORSE,
)

_CLAUSE: Final = re.compile(
    r"(?:;|(?<=[a-z)%])[,]? (?:but|whereas|while|yet|although|though|however|except|despite)\b)"
    r"|, and (?=(?:[\w-]+ ){1,5}(?:was|were|did|had|is|are|remained|stayed) (?:not|no|unaltered|unchanged|unaffected)\b)"
    r"|,? (?=without (?:an? |any )?(?:\w+ )?changes? (?:in|of)\b)"
    r"|, and (?=(?:the )?(?:sham|controls?|placebo)\b[^,;]*\b(?:no|not|unchanged)\b)"
    r"|, (?:and|with) (?=no\b|neither\b|not\b|without\b|none\b)|, (?=none of|nor )"
    r"| and (?=(?:stayed|remained|did not|was not|were not|was unchanged|were unchanged)\b[^,;]*\b(?:sham|placebo|controls?|rest)\b)",
    FLAGS,
)

_RATES: Final = re.compile(
    r"(\d+(?:\.\d+)?) ?%\)?(?P<between>[^.%]{0,80}?\b(?:and|versus|vs\.?|against|compared with)\b[^%]{0,60}?)"
    r"(\d+(?:\.\d+)?) ?%(?P<after>[^,;%]*)",
    FLAGS,
)
_GOOD_RATE: Final = re.compile(
    r"\b(?:success|effective|efficien\w+|respon\w+|reliev\w+|relief|improv\w+|cure\w*|recover\w+|"
    r"remission|reached|grade I|normal|pregnan\w+|satisf\w+)\b",
    FLAGS,
)
_BAD_RATE: Final = re.compile(
    r"\b(?:recurren\w+|relaps\w+|incidence|developed|failure|mortality|neuropath\w+|neuralgia|worsen\w*)\b",
    FLAGS,
)
_MEANS: Final = re.compile(
    r"\b(?P<what>pain|VAS|NRS|severity|symptoms?|disability|ODI|velocit\w+|quality of life|function)\b(?:[^.;]|\.(?=\d)){0,40}?"
    r"\b(?:was|were|to|of|at) (?P<first>[-−–]?\d+(?:\.\d+)?)(?P<between>(?:[^.;,\d]|\.(?=\d)|(?:±|\+/-|\+-|SD:?) ?\d+(?:\.\d+)?|\([^()]*\)){0,60}?"
    r"\b(?:and|versus|vs\.?|against|compared (?:with|to)|but)\b(?:[^.;,\d±]){0,30}?)(?P<second>[-−–]?\d+(?:\.\d+)?)\b(?P<after>[^,;]*)",
    FLAGS,
)
_CHANGES: Final = re.compile(
    r"\bby (?P<first>\d+(?:\.\d+)?)(?P<between>(?:[^.;\d]|\.(?=\d)){0,40}?\b(?:and|against|versus|vs\.?|compared with|but)\b(?: by)?) "
    r"(?P<second>\d+(?:\.\d+)?)(?P<after>[^,;]{0,40})",
    FLAGS,
)
_COUNTS: Final = re.compile(
    r"\b(?P<a>\d+) (?:out )?of (?P<b>\d+)(?P<between>[^.;]{0,50}?)\b(?:and|but|against|versus|vs|compared with)\b[^.;\d]{0,20}(?P<c>\d+) (?:out )?of (?P<d>\d+)(?P<after>[^,;]{0,40})",
    FLAGS,
)
_SPANS: Final = re.compile(
    r"\bfrom (?P<a>\d+(?:\.\d+)?) to (?P<b>\d+(?:\.\d+)?)(?P<between>(?:[^.;\d]|\.(?=\d)){0,50}?)\bfrom (?P<c>\d+(?:\.\d+)?) to "
    r"(?P<d>\d+(?:\.\d+)?)(?P<after>[^,;]{0,40})",
    FLAGS,
)
_NAMED_CONTROL: Final = re.compile(
    r"\b(?:controls?|sham|placebo|usual care|waiting|wait-?list|no treatment|medication|drugs?|standard care|untreated)\b",
    FLAGS,
)
_LOW_IS_GOOD: Final = re.compile(r"pain|VAS|NRS|severity|symptom|disability|ODI", FLAGS)
_WITHIN: Final = re.compile(
    r"\b(?:within (?:the )?(?:\w+[ -]){0,2}groups?|from baseline|compared (?:with|to) (?:baseline|before|entry)|than (?:before|at (?:the )?(?:start|entry|baseline|outset|beginning|first|admission|inclusion))|"
    r"^\W*(?:\w+ ){0,4}?(?:both|all|each|either|every) (?:of the )?(?:(?:two|three|four) )?(?:groups?|arms?|treatments?)\b|"
    r"\b(?:whatever|whichever|regardless of|irrespective of|independent(?:ly)? of) (?:the )?(?:arm|group|allocation|treatment|assignment)\b|\beither way\b|"
    r"\b(?:fell|decreas\w+|declin\w+|dropped|improv\w+|reduced|eased|lessened)\b(?:(?!more|faster|further|greater|better|less|significan|sooner|by \d)[^.;,]){0,25}\b(?:in|within) the (?:[\w-]+ ){0,3}(?:group|arm)\b|"
    r"\bin the [\w -]{3,30} (?:group|arm)s? ?\([^()]{1,30}\) and (?:in )?the [\w -]{3,30} (?:group|arm)s?\b|"
    r"^\W*both (?:\w+ed|had|gave|brought|led|were|did|fell|rose)\b|"
    r"\bafter the course\b|\bin both (?:the )?(?!groups|arms)\w+ and (?:the )?\w+\b|"
    r"(?:in|within) (?:both|every|each|all|either|the two|the three) (?:\w+ )?(?:groups?|arms?)|over time|before and after|pre-?(?:to|and) ?-?post)\b",
    FLAGS,
)
_BETWEEN: Final = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|between[ -]?(?:the )?(?:\w+ )?(?:groups?|arms?)|relative to|"
    r"against|in (?:the )?controls?|differ\w*|mean difference|MD|SMD|RR|OR|more|favou?r\w*|superior|"
    r"control group|sham)\b",
    FLAGS,
)


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """What one clause says: `direction` better, worse, null or None (silent)."""

    direction: str | None
    significance: str | None
    is_between: bool
    is_within: bool
    is_hedged: bool
    is_unimportant: bool


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[str, ...]:
    """A sentence cut where contrast begins; never empty for a non-empty text.

    >>> clauses("Pain fell more with A, but sleep did not differ.")
    ('Pain fell more with A', ' sleep did not differ.')
    """
    parts = tuple(part for part in _CLAUSE.split(text) if part and part.strip())
    return parts or (text,)


def _is_control_first(between: str, after: str) -> bool:
    """Whether the first of two figures is told of the control: "3.1 in controls and 5.2 with A"."""
    of_first, _, of_second = re.split(
        r"(and|versus|vs\.?|against|compared|but)\b", between, maxsplit=1
    )
    return bool(_NAMED_CONTROL.search(of_first)) and not _NAMED_CONTROL.search(of_second + after)


def _by_rates(text: str) -> str | None:
    """Two rates of a good or bad outcome, the treated group's first, the control's after.

    Which is first is believed where the control is named, one is set against the other or
    the difference is tested.
    """
    rates = _RATES.search(text)
    is_told = re.search(rf"{CONTROL_ARM}|\b(?:against|versus|vs)\b", text, FLAGS)
    if not rates or not (is_told or significance(text) == "significant"):
        return None
    is_bad = bool(_BAD_RATE.search(text))
    if is_bad == bool(_GOOD_RATE.search(text)):
        return None
    treated, control = float(rates.group(1)), float(rates.group(3))
    if treated == control:
        return None
    if _is_control_first(rates["between"], rates["after"]):
        treated, control = control, treated
    return "better" if (treated > control) != is_bad else "worse"


def _falls_short(text: str) -> bool:
    """Whether the treated group changed by no more than the control did: "by 0.5 with A and 0.8 with sham"."""
    found = _CHANGES.search(text)
    if not found or not _NAMED_CONTROL.search(found["after"]) or _NAMED_CONTROL.search(found["between"]):
        return False
    return float(found["first"]) <= float(found["second"])


def _by_gap(text: str) -> str | None:
    """A difference told by its interval alone, which does not hold zero: the treated group's gain."""
    is_told = _GAP.search(text) is not None and interval_significance(text) == {"significant"}
    return "better" if is_told else None


_GAP: Final = re.compile(r"\b(?:gap|difference|margin|advantage|lead)s? (?:\w+ ){0,4}?(?:was|were|of|remained|stood at|came to)\b", re.IGNORECASE)


def _by_counts(text: str) -> str | None:
    """People who did well out of all in each arm, the control's last, at least a tenth apart."""
    found = _COUNTS.search(text)
    if found is None or not _GOOD_RATE.search(text) or _BAD_RATE.search(text):
        return None
    if not names_control(found["after"]) or names_control(found["between"]) or not int(found["b"]) * int(found["d"]):
        return None
    apart = int(found["a"]) / int(found["b"]) - int(found["c"]) / int(found["d"])
    return "better" if apart >= _APART else "worse" if apart <= -_APART else None


_APART: Final = 0.1


def _by_means(text: str, by_p: str | None) -> str | None:
    """Two means of a score, tested: the treated group's first, the control's after."""
    means = _MEANS.search(text) if by_p == "significant" else None
    if means is None:
        return None
    first, second = (signed(means[name]) for name in ("first", "second"))
    if first == second:
        return None
    is_lower = (first < second) != _is_control_first(means["between"], means["after"])
    return "better" if is_lower == bool(_LOW_IS_GOOD.search(means["what"])) else "worse"


def _by_spans(text: str) -> str | None:
    """Two changes told from start to end, the control's last: "from 7 to 3 with A and from 7 to 6 without"."""
    found = _SPANS.search(text)
    if found is None or not names_control(found["after"]) or names_control(found["between"]):
        return None
    a, b, c, d = (float(found[name]) for name in ("a", "b", "c", "d"))
    return "better" if abs(a - b) > abs(c - d) else "null"


def _direction(text: str, by_p: str | None) -> str | None:
    if (poorer := by_poorer(text)) and not NULL.search(text):
        return poorer
    if WORSE.search(text):
        return "worse"
    if NULL.search(text) or NOT_WORKING.search(text):
        return "null"
    if by_p == "not_significant" or (by_p is None and _falls_short(text)):
        return "null"
    return "better" if BETTER.search(text) else (_by_gap(text) or _by_spans(text) or _by_counts(text) or _by_rates(text) or _by_means(text, by_p))


@lru_cache(maxsize=8192)
def clause_reading(text: str, treatment: re.Pattern[str] | None = None) -> ClauseReading:
    """How one clause reads; silent where no word of comparison or change stands in it.

    With a pattern for the treatment's names, a clause in which something else did
    better than the treatment reads as worse.
    """
    by_p = significance(text)
    direction = _direction(text, by_p)
    risen = by_rise(text, treatment) if direction == "better" else None
    if risen is not None:
        direction = risen
    elif direction == "better" and treatment is not None:
        is_other = is_reversed(text, treatment) or is_others_gain(text, treatment)
        direction = "worse" if is_other else direction
    return ClauseReading(
        direction=direction,
        significance=by_p or ("not_significant" if direction == "null" else None),
        is_between=bool(_BETWEEN.search(_WITHIN.sub(" ", text))) or _by_rates(text) is not None,
        is_within=bool(_WITHIN.search(text)),
        is_hedged=bool(HEDGED.search(text)),
        is_unimportant=bool(UNIMPORTANT.search(text)),
    )


@lru_cache(maxsize=2048)
def sentence_readings(
    text: str, treatment: re.Pattern[str] | None = None
) -> tuple[ClauseReading, ...]:
    """The readings of a sentence's clauses, in order.

    >>> [r.direction for r in sentence_readings("Pain fell more with A, but sleep did not differ.")]
    ['better', 'null']
    """
    return tuple(clause_reading(part, treatment) for part in clauses(text))
