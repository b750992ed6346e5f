# ruff: noqa: E501 (a pattern is read whole)
"""Which group a comparison is told of, and which of the two did worse, by the order of its words."""

from __future__ import annotations

import re
from typing import Final

from evidence.appraise.stance_words import BAD_UP, BETTER, FLAGS

CONTROL_ARM: Final = (
    r"(?:controls?|sham|placebo|usual care|waiting list|wait-?list|no treatment|medication|drugs?|"
    r"standard care|without|alone|inositol|carbamazepine|methylcobalamin|[a-z]{4,}(?:ine|in|ol|one|am|ide))"
)
_SHAM_BEFORE: Final = (
    r"\b(?:sham|placebo|no|without|pseudo|simulated|fake|control|superficial|minimal|non|dummy|mock)\w*[- ]"
    r"(?:\w+[- ]){0,2}$"
)
_THAN: Final = re.compile(
    r"\b(?:than|superior to|better than|outperform\w*|beat|surpass\w*|outdid|won over|relative to|compared (?:with|to))\b", FLAGS
)
_TREATED: Final = re.compile(
    r"\b(?:treat(?:ed|ment)|needl\w*|real|verum|true|active|genuine|experimental|intervention|stimulation|"
    r"study group|combin\w+)\b",
    FLAGS,
)
#: A group that did worse, told as its subject or after a preposition.
_POOR: Final = re.compile(
    r"\b(?:fared|did|were|was|is|are|came out|went)\b (?:\w+ ){0,2}?(?:worse|poorer|slower|later|less well|less good)\b(?P<who>[^,;]*)", FLAGS
)
_LAGGED: Final = re.compile(r"\b(?:lagged behind|trailed|fell short of)(?P<who> (?:the )?(?!\w+ (?:minim|signif|clinic)|minim|signif|clinic|stat)[^,;]*)", FLAGS)
#: More of what is good, told of a group.
_GOOD_MORE: Final = re.compile(
    r"\b(?:relief|improvements?|reductions?|responses?|recovery|gains?|benefits?|function|velocity|quality of life)\b[^,;]{0,25}?\b(?:was|were|is|are)\b (?:\w+ ){0,2}?"
    r"(?:greater|larger|better|higher|more|faster|quicker)\b (?:\w+ ){0,2}?(?:in|with|under|after|for|among)\b(?P<who>[^,;]*)",
    FLAGS,
)
_HAD_MORE: Final = re.compile(
    r"\b(?:had|reported|showed|experienced|suffered|developed|felt|were left with) (?:\w+ )?(?:more|greater|higher|worse) (?:severe |intense )?"
    r"(?:pain|symptoms?|numbness|neuropathy|neuralgia|disability|complaints)\b(?! (?:relie\w+|reduc\w+|free|improve\w+|thresh\w+))(?P<who>[^,;]*)",
    FLAGS,
)
_GROUP_AFTER: Final = re.compile(r"\b(?:in|with|under|among|for|after)\b", FLAGS)
_BEATEN_BY: Final = re.compile(
    r"\b(?:outperformed|beaten|bettered|surpassed|outdone|exceeded|excelled) by\b(?P<who>[^,;]*)", FLAGS
)


#: Another treatment as the subject of what did more.
_OTHER_MORE: Final = re.compile(
    r"^\W*(?:(?:on|in|for|at|by) (?:the )?(?:[\w-]+ ){0,3}?[\w-]+,? )?(?:the )?(?:\w+ )?(?:\w{2,}(?:pentin|gabalin|oxetine|triptyline|zepine|profen|fenac|cobalamin|solone|caine|codone)|injections?|steroids?|splint\w*|surgery|exercises?|massage|physiotherapy|traction|medication|drugs?|controls?|sham|placebo|usual care)\b"
    r"(?! group was)[^.;,]*\b(?:more|better|further|faster|greater|superior)\b(?![^.;,]*\bthan\b)",
    FLAGS,
)


def is_others_gain(text: str, treatment: re.Pattern[str]) -> bool:
    """Whether something other than the treatment is told to have done more.

    >>> is_others_gain("Injection shortened latency more", re.compile("acupuncture"))
    True
    """
    return _OTHER_MORE.search(text) is not None and treatment.search(text) is None


def names_control(text: str) -> bool:
    """Whether a control group, or care or a medicine as one, is named."""
    return re.search(rf"\b{CONTROL_ARM}\b", text, FLAGS) is not None


def _subject(text: str, verb: re.Match[str]) -> str:
    """What stands before a verb, from the last comma or semicolon on."""
    return re.split(r"[,;]", text[: verb.start()])[-1]


def by_poorer(text: str) -> str | None:
    """Who did worse where a clause says that a group did: better (the control did), worse or None.

    >>> by_poorer("Outcomes were poorer in the acupuncture arm"), by_poorer("Controls fared worse")
    ('worse', 'better')
    >>> by_poorer("The needled did worse than controls")
    'worse'
    >>> by_poorer("Sham was outperformed by needles"), by_poorer("Pain fell") is None
    ('better', True)
    """
    if beaten := _BEATEN_BY.search(text):
        return "worse" if names_control(beaten["who"]) else "better"
    if good := _GOOD_MORE.search(text):
        return "worse" if names_control(re.split(r"\b(?:than|compared|versus|vs|against)\b", good["who"])[0]) else None
    if lagged := _LAGGED.search(text):
        return "better" if names_control(_subject(text, lagged)) else "worse"
    found = _POOR.search(text) or _HAD_MORE.search(text)
    if found is None:
        return None
    before, than, _ = found["who"].partition("than")
    group = before if not than and _GROUP_AFTER.search(before) else _subject(text, found)
    return "better" if names_control(group) else "worse"


def by_rise(text: str, treatment: re.Pattern[str] | None) -> str | None:
    """A bad outcome that rose or was higher, by the group it is told of."""
    rise = BAD_UP.search(text)
    if rise is None:
        return None
    group = re.split(r"\b(?:than|compared|versus|vs|against)\b", rise["who"], maxsplit=1)[0]
    if re.search(rf"\b{CONTROL_ARM}\b", group, FLAGS):
        return "better"
    return "worse" if treatment is not None and treatment.search(group) else None


#: After "than": the same people before, who are nobody else.
_THE_START: Final = re.compile(r"\s*(?:at |in )?(?:the )?(?:baseline|before|entry|start|outset|beginning|admission)\b", re.I)


def is_reversed(text: str, treatment: re.Pattern[str]) -> bool:
    """Whether the treatment is what something else is compared with.

    >>> is_reversed("Ginger was more effective than acupressure", re.compile("acupressure"))
    True
    >>> is_reversed("Pain fell more than with sham acupressure", re.compile("acupressure"))
    False
    >>> is_reversed("Compared with drugs, acupuncture did more", re.compile("acupuncture"))
    False
    """
    than = _THAN.search(text)
    if than is None or _THE_START.match(text, than.end()):
        return False
    before, after = text[: than.start()], text[than.end() :]
    if not re.search(r"\w{3}", before):  # "Compared with drugs, acupuncture did more"
        compared, comma, _ = after.partition(",")
        named = treatment.search(compared)
        is_acting = named is not None and BETTER.search(compared[named.end() :]) is not None
        after = compared if comma and not is_acting else ""
    if treatment.search(before) or _TREATED.search(before):
        return False
    named = treatment.search(after)
    if named and re.match(rf"[^,;(]*?\b(?:{CONTROL_ARM})\b[^,;]*[,;]", after[: named.start()], FLAGS):
        return False  # "lower than in controls, and in subgroups acupuncture …"
    return bool(named) and not re.search(
        _SHAM_BEFORE, after[: named.start()] if named else "", FLAGS
    )
