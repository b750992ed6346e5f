# ruff: noqa: E501 (a pattern is read whole)
"""Was anything compared? Without a control group there is a change, but no effect."""

from __future__ import annotations

import re
from typing import Final

from evidence.appraise.link_facts import CONTROLLED_DESIGNS, RANDOMIZED_DESIGNS, Line, ReportFacts
from evidence.appraise.stance_tally import Tally
from evidence.appraise.stance_words import TWO_GROUPS

#: Designs that report no comparison of their own.
NO_FINDINGS: Final = frozenset({"narrative_review", "guideline", "letter", "survey", "qualitative"})
#: Words that name a second group beyond doubt.
_TWO_FOR_SURE: Final = re.compile(
    r"\b(?:(?:both|two|either|the other) (?:groups?|arms?)|between[- ](?:the )?groups?|controls?|control group|sham|placebo|"
    r"usual care|versus|untreated|alone|without (?!any|a\b))\b",
    re.I,
)
#: People who were not treated, set beside those who were.
_OTHERS: Final = re.compile(
    r"\b(?:as )?(?:against|versus|compared with|than) [^.;]{0,40}\b(?:not|un)[ -]?(?:treated|given|needled)|\b(?:control group|usual care|"
    r"standard care|(?:best |standard |usual )(?:medical )?care|no (?:specific )?treatment)\b",
    re.I,
)
_ASSIGNED: Final = re.compile(
    r"\b(?:randomi[sz]\w*|assigned|allocated|allotted|controls?|controlled|compared|versus|against|sham|placebo|waiting|"
    r"two groups|both (?:groups|arms)|usual care|trials)\b",
    re.I,
)
_ONE_GROUP: Final = re.compile(
    r"\b(?:single[- ]arm(?:ed)?|uncontrolled|open[- ]label pilot|case (?:report|series)|chart review|retrospective\w*|before[- ](?:and[- ])?after|"
    r"no (?:control|comparison) (?:group|arm)|without (?:a )?control)\b|\bA (?:\d+-year-old )?(?:wo)?man\b",
    re.I,
)


def is_uncontrolled(facts: ReportFacts, tally: Tally) -> bool:
    """Whether nothing was compared: as facts tell, or because no result names two groups.

    A randomized design is believed unless the report says that there was no comparison.
    """
    if facts.is_review or facts.design in NO_FINDINGS:
        return False
    if facts.design == "single_arm" and any(_TWO_FOR_SURE.search(x.text) for x in tally.ordered):
        return facts.says_uncontrolled
    if facts.is_uncontrolled:
        return True
    if any(TWO_GROUPS.search(item.text) for item in tally.ordered):
        return False
    if facts.comparators and facts.comparators != ("none",):
        return False
    if facts.comparators:
        told = facts.body("methods", "results", None)
        return facts.design not in CONTROLLED_DESIGNS or not any(_OTHERS.search(x.text) for x in told)
    return facts.design not in RANDOMIZED_DESIGNS and not any(
        _ASSIGNED.search(line.text) for line in facts.lines
    )


def one_group_told(facts: ReportFacts) -> tuple[Line, ...]:
    """The first sentence of title or body by which the report shows that it had one group."""
    return tuple(line for line in facts.lines if _ONE_GROUP.search(line.text))[:1]
