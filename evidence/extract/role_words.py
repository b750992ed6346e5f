# ruff: noqa: E501 (a pattern is read whole)
"""Roles that a sentence's own words tell: a conclusion that says so, lines apart from the story, two roles at once (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.extract.gated import gated

#: Longest sentence that is taken for a registration or copyright line.
_LONGEST_OTHER: Final = 260
_OTHER: Final = gated(
    r"^\W*(?:copyright\b|(?:clinical )?(?:trial )?registration(?:\b|NCT|ISRCTN)|registered\b|clinical ?trials?\b[^.]{0,30}(?:regist|identif|number|NCT)"
    r"|(?:PROSPERO|ISRCTN|NCT\d|EudraCT|ChiCTR|clinicaltrials)"
    r"|(?:this|the) (?:study|trial|work|article|protocol|review)[^.]{0,40}(?:regist\w+|is copyright|licen[sc]ed|funded by|supported by)"
    r"|(?:electronic )?supplementa\w+ (?:information|material|data)|funding\b|funded by|level of evidence|published by|keywords?\b"
    r"|ethics and dissemination|this is an open[- ]access|the work cannot be changed|protocol version|database url"
    r"|[A-Z][\w. ]{3,60} \d+:\s?\w*\d+[-–]\w*\d+,? (?:19|20)\d\d"
    r"|\d{4} (?:the )?(?:Author|Wiley|Elsevier|Springer))"
    r"|\bavailable (?:\w+ )?(?:at|from):? ?(?:https?|www)|\bhas been approved by\b.{0,80}committee"
    r"|^\S+ .{0,60}(?:https?://|www\.)\S+$"
    r"|©|\(c\) ?(?:19|20)\d\d|all rights reserved|wiley periodicals|elsevier (?:inc|ltd|b\.?v)"
    r"|\b(?:NCT\d{8}|ISRCTN\d+|ChiCTR[-\w]+|ACTRN\d+|EudraCT|UMIN\d+|NTR\d+|PROSPERO|CRD42\d+)\b"
)
#: What opens a second telling of the abstract, for other readers.
_RETOLD: Final = re.compile(r"^\W*(?:(?:author|lay|plain[- ]language) summary|key ?points)", re.IGNORECASE)
_CONCLUDES: Final = re.compile(
    r"^\W*(?:in (?:conclusion|summary)\b|to conclude\b|we conclude\b|(?:based on|from) (?:the|these|our) (?:results|findings|data),? (?:we|it)"
    r"|(?:our|these|the present|the) (?:results|findings|data|observations|finding)(?: \w+){0,3} (?:suggest|indicate|support|imply|highlight|underscore|provide|confirm|may|could|should|demonstrate)s?\b)",
    re.IGNORECASE,
)
_INFERS: Final = gated(r"\b(?:suggest|indicat|support|imply|highlight|reinforc|underlin)ing\b")
_ASKS: Final = "(?:investigat|evaluat|examin|assess|compar|determin|explor|test|elucidat|clarif|identif|describ|characteri[sz]|measur|analy[sz]|understand|study|optimi[sz]e|establish|verify|quantif|address|estimat|improve|provide|develop|predict)"
#: Words by which the sentence that opens the methods states what the study is for.
_AIMS: Final = gated(
    rf"\bto (?:\w+ )?(?:\w+ and )?{_ASKS}"
    rf"|\b(?:study|trial|analysis|experiment|survey|investigation|review|subanalysis)\b.{{0,120}}\b{_ASKS}\w*(?:ed|d|s)\b"
    rf"|\beffects? of\b.{{0,160}}\b(?:was|were) {_ASKS}|\bwe (?:\w+ ){{0,3}}{_ASKS}\w*(?:e?d)\b"
    r"|\bhere(?:in)?\b,?|\bin (?:this|the present|the current|our) (?:[\w-]+,? ){0,5}(?:study|trial|paper|report|work|article)"
    r"|\bfor the first time\b|\btherefore\b|\bto (?:this|that) end\b|\bto address\b",
)
#: Words by which an aim tells the design too.
_DESIGNS: Final = gated(
    r"\bn ?= ?\d|\b\d+ (?:\w+ ){0,4}(?:patients|subjects|participants|adults|children|women|men|volunteers|people|individuals)"
    r"|randomi[sz]ed|double-blind|placebo-controlled|cross-?over|\bby (?:using|measuring|means)|\busing\b|for \d+"
    r"|\bwere (?:randomly )?(?:assigned|recruited|enrolled|included)|\d+-week",
)


def is_other(text: str) -> bool:
    """True for lines of registration, funding, copyright or where to find more.

    >>> is_other("Trial registration: NCT01234567."), is_other("Pain fell.")
    (True, False)
    """
    return len(text) < _LONGEST_OTHER and _OTHER.search(text, text.lower()) is not None


def other_lines(texts: Sequence[str]) -> frozenset[int]:
    """Which sentences of an abstract are no part of its story: such lines in its second half, and a second telling."""
    half = (len(texts) + 1) // 2
    retold = next((i for i in range(half, len(texts)) if _RETOLD.search(texts[i])), len(texts))
    return frozenset(i for i in range(half, len(texts)) if i >= retold or is_other(texts[i]))


def concludes(text: str) -> bool:
    """True for a sentence that begins by saying that it concludes.

    >>> concludes("In conclusion, pain fell."), concludes("Pain fell.")
    (True, False)
    """
    return _CONCLUDES.search(text) is not None


def second_roles(texts: Sequence[str], roles: Sequence[str | None]) -> tuple[str | None, ...]:
    """The second role of each sentence that holds two, None of the others: aim with methods, result with what it suggests.

    >>> second_roles(["We tested needles in 60 patients to assess pain."], ["methods"])
    ('objective',)
    """
    return tuple(_second(i, text, roles) for i, text in enumerate(texts))


def _second(i: int, text: str, roles: Sequence[str | None]) -> str | None:
    role = roles[i]
    if role == "methods" and (not i or roles[i - 1] in ("title", "background")) and "objective" not in roles[:i]:
        return "objective" if _AIMS.search(text) else None
    if role == "objective":
        return "methods" if _DESIGNS.search(text) else None
    return "conclusion" if role == "results" and _INFERS.search(text) else None
