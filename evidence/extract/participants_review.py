# ruff: noqa: E501 (a pattern is read whole)
"""Counts that belong to a kind of report: studies of a review, who answered a survey, the one of a case (pure).

The studies of a review are those included, never those retrieved or screened, nor
the databases searched, nor the few behind one comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.extract.numbers import COUNT, at_numbers, count_value
from evidence.extract.reading_lines import Reading, RoleLine, text_finding
from evidence.models import Finding

_REVIEWS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews", "narrative_review", "guideline", "other", "bibliometric"}
)
_STUDIES: Final = re.compile(
    rf"(?P<n>{COUNT})\s+(?P<gap>(?:(?!of\b|in\b|and\b|were\b|databases?\b)[\w/’'-]+,?\s+){{0,4}}?)(?:\((?:\d+|[A-Za-z]+)\)\s+)?(?P<what>trials?|RCTs?|studies|SRs|(?:systematic\s+)?reviews|articles?|papers|reports|publications|citations|references)\b", re.IGNORECASE)  # fmt: skip
_OF_MANY: Final = re.compile(rf"(?P<n>{COUNT})\s+(?:out\s+)?of\s+(?:the\s+)?\d[\d,]*\s+(?:[\w-]+\s+){{0,3}}?(?:citations|studies|trials|articles|papers|records|references|publications)\b", re.IGNORECASE)
_BARE: Final = re.compile(rf"\bof\s+(?:the\s+)?\d[\d,]*\s+(?:[\w-]+\s+){{0,3}}?(?:citations|studies|trials|articles|papers|records|references|publications)[^.;]{{0,30}}?,\s*(?P<n>{COUNT})\s+(?:[\w-]+\s+){{0,2}}?(?:were|was|met|qualified|could|fulfilled)", re.IGNORECASE)
#: What is said of studies that count, and of those that do not.
_KEPT: Final = re.compile(r"\b(?:includ\w+|eligible|met\b|meet\b|qualif\w+|found|identified|kept|pooled|entered|stud(?:ied|y)|analy[sz]\w+|described|available|gathered|selected|reviewed|relevant|contain\w*|covering|comprising|involving|combined|retained|fulfilled)\b", re.IGNORECASE)
_DROPPED: Final = re.compile(r"\b(?:screened|retrieved|candidates?|potential(?:ly)?|initial(?:ly)?|duplicates?|titles|hits|excluded|full[- ]text|searched|records)\b", re.IGNORECASE)
_PART: Final = re.compile(r"(?:\b(?:in|of|from|only|by|across|for|other|remaining|these|those|among)\s+(?:the\s+)?|\(\s*)$", re.IGNORECASE)
_MONTH: Final = re.compile(r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", re.IGNORECASE)
_ANSWERED: Final = re.compile(
    rf"(?<!\d and )(?<!to )(?P<n>{COUNT})(?:\s*\([^()]*\)|\s+(?:out\s+)?of\s+(?:the\s+)?\d[\d,]*)?\s+(?:(?:(?!\d)[\w-]+\s+){{0,3}}?(?:replied|responded|answered|(?:questionnaires|surveys|forms|replies|responses|answers) (?:were )?(?:returned|received|came back|usable|complete|analy[sz]ed)|(?:returned|filled (?:in|out)|answered|sent back) (?:the|a|their|this|an|our) (?:[\w-]+ ){{0,2}}?(?:survey|questionnaire|form|sheet)s?(?! (?:after|at|for|before) (?:each|every))|completed (?:the|a|an|our|this) (?:\w+ ){{0,2}}?(?:survey|questionnaire))"
    r"|(?:(?:people|participants|students|nurses|physicians|doctors|acupuncturists|practitioners|patients|members|of them) |(?!\d)[\w-]+ (?:ones|forms|replies) )?(?:came back|took part|filled (?:it|them) in|sent (?:it|them) back|(?:[\w-]+ ){0,2}?returned (?:it|them)))\b", re.IGNORECASE)  # fmt: skip
_BY: Final = re.compile(rf"\b(?:answered|completed|returned|filled (?:in|out)|sent back) by (?P<n>{COUNT})\b", re.IGNORECASE)
_PERSON: Final = r"(?:man|woman|boy|girl|infant|baby|child|lady|gentleman|male|female|nurse|physician|doctor|worker|student|teenager|adolescent|athlete|farmer|teacher|driver|case|patient)"
#: One person: "a 62-year-old woman", "a man with", "a nurse of 29 years". Means and ages of a group are none.
_ONE: Final = re.compile(
    rf"\b(?:an?|the|this|our|one) (?:(?!overall|whole|mean|median|average|cohort|group|sample|patients|population)[\w-]+,? ){{0,4}}?\d+[- ](?:year|month|week|day)s?[- ]?old\b(?:(?! (?:and|on average))[ -][\w-]+){{0,3}}|\ban? (?:[\w-]+ ){{1,3}}?[\w-]+, (?:aged )?\d{{1,3}}, (?:who|whose|with|had|came)\b|\b(?:an?|one) (?!(?:mean|median|average|group|cohort|total)\b)(?:[\w-]+ ){{1,3}}aged \d{{1,3}}\b|\b(?:an?|one|the|this) (?:[\w-]+ ){{0,4}}?{_PERSON}\b(?! (?:series|reports|control|group|cohort))", re.IGNORECASE)  # fmt: skip
_DESCRIBED: Final = re.compile(
    rf"(?P<n>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?(?:cases|patients|people|women|men|adults|children|amputees|subjects|participants|individuals)\b[^.;]{{0,80}}\b(?:is|are|was|were)\s+(?:\w+\s+)?(?:described|reported|presented)\b(?! (?:to|as|that|having))", re.IGNORECASE)  # fmt: skip
#: "This paper describes five cases"; "Three amputees were needled": at the head of a series.
_TELLS: Final = re.compile(
    rf"\b(?:describes?|reports?|presents?|recounts?|details?|tells?|concerns?|covers?|gathers?|collects?)\s+(?:on |of |here )?(?:the (?:cases?|stor(?:y|ies)|courses?) of )?(?P<n>{COUNT})\s+(?:(?!\d)[\w-]+\s+){{0,3}}?(?:cases|patients|people|women|men|adults|children|amputees|subjects|individuals)\b", re.IGNORECASE)  # fmt: skip
_TITLED: Final = re.compile(rf"(?P<n>{COUNT})\s+(?:(?!\d)[\w-]+\s+)?(?:cases|patients)\b", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\b(?:two|three|four|five|six|\d+) (?:[\w-]+ ){0,2}?(?:cases|patients)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: RoleLine
    start: int
    end: int
    value: int
    weight: float


def kind_counts(context: Reading) -> tuple[Finding, ...]:
    """``n_studies`` of a review, ``n_participants`` of a survey or a case report; nothing where not told."""
    if context.design in _REVIEWS:
        return tuple(_studies(context.lines))
    if context.design in ("survey", "cross_sectional"):
        return tuple(_answered(context.lines))
    if context.design == "case_series":
        return tuple(_described(context.lines))
    if context.design == "case_report":
        return tuple(_one(context.lines))
    return ()


def _studies(lines: Sequence[RoleLine]) -> Iterator[Finding]:
    made = [c for line in lines for c in _candidates(line)]
    best = max(made, key=lambda c: c.weight, default=None)
    if best and best.weight > 0:
        span = best.line.sentence.span_of(best.start, best.end)
        yield text_finding("n_studies", str(best.value), span, "participants.studies_included", float(best.value), "studies")


def _candidates(line: RoleLine) -> Iterator[_Candidate]:
    text = line.text
    for pattern, base in ((_OF_MANY, 3.0), (_BARE, 3.0), (_STUDIES, 0.0)):
        for found in pattern.finditer(text) if pattern is _BARE else at_numbers(pattern, text):
            value = count_value(found["n"])
            if value is None or value < 2 or (1900 <= value <= 2035 and found["n"].isdigit()):
                continue
            start, end = found.span("n")
            if base and _DROPPED.search(text[found.end() : found.end() + 40]) and not _KEPT.search(text[found.end() : found.end() + 40]):
                continue
            weight = base + (_KEPT.search(text[end:]) is not None) if base else _weight(line, found)
            yield _Candidate(line, start, end, value, weight + _place(line))


def _place(line: RoleLine) -> float:
    return {"results": 1.0, None: 0.8, "methods": 0.3, "background": 0.2, "title": 0.1, "conclusion": -0.5}.get(line.role, 0.0)


def _weight(line: RoleLine, found: re.Match[str]) -> float:
    """How surely a count of studies is that of the studies included."""
    text, start, stop = line.text, found.start("n"), found.end()
    before, after = text[max(0, start - 45) : start], text[stop : stop + 70]
    clause = re.split(r"[;.]\s|\),", after)[0]
    weight = 0.5
    if _KEPT.search(clause) or _KEPT.search(found["gap"] or ""):
        weight += 1.5
    if re.search(r"\b(?:total of|included|includes|identified|contains?|comprised|comprising|of|giving[^.;]{0,40}from)\s+$", before, re.IGNORECASE):
        weight += 0.7
    if re.match(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:with|involving|comprising|representing|including|on|\(|of)?\s*(?:a total of\s*)?[\d(][\d,.  ]*\s*(?:\w+ ){0,3}?(?:patients|participants|people|subjects|women|individuals|adults|children)", after):
        weight += 1.0
    if re.search(r"\b(?:patients|participants|people|individuals|women|subjects) (?:from|in|of)\s+$", before, re.IGNORECASE):
        weight += 1.5
    if re.search(r"\b(?:further|additional|new|more|earlier|previous)\b", found["gap"] or "", re.IGNORECASE):
        weight -= 1.0
    if _DROPPED.search(before[-30:] + (found["gap"] or "")) or _DROPPED.search(clause[:35]):
        weight -= 3.0
    if _PART.search(before) and not re.search(r"(?:total|data[^.;]{0,40}|patients|participants|analysis|overview|review|results?) (?:of|from|in)\s+$", before, re.IGNORECASE):
        weight -= 1.2
    if _MONTH.match((found["gap"] or "").strip()) or "database" in (found["gap"] or "").lower():
        weight -= 5.0
    if found["what"].lower() in ("articles", "papers", "reports", "publications", "citations", "references"):
        weight -= 0.4
    return weight


def _answered(lines: Sequence[RoleLine]) -> Iterator[Finding]:
    for line in lines:
        found = (_ANSWERED.search(line.text) or _BY.search(line.text)) if line.role != "title" else None
        value = count_value(found["n"]) if found else None
        if found and value and value > 1:
            span = line.sentence.span_of(*found.span("n"))
            yield text_finding("n_participants", str(value), span, "participants.answered", float(value), "people")
            return


def _described(lines: Sequence[RoleLine]) -> Iterator[Finding]:
    for pattern in (_DESCRIBED, _TELLS, _TITLED):
        for line in lines:
            found = pattern.search(line.text) if pattern is _DESCRIBED or (line.role == "title") is (pattern is _TITLED) else None
            value = count_value(found["n"]) if found else None
            if found and value and value > 1:
                span = line.sentence.span_of(*found.span("n"))
                yield text_finding("n_participants", str(value), span, "participants.described", float(value), "people")
                return


def _one(lines: Sequence[RoleLine]) -> Iterator[Finding]:
    if any(_SEVERAL.search(line.text) for line in lines if line.role == "title"):
        return
    for line in lines:
        found = _ONE.search(line.text) if line.role != "title" else None
        if found:
            span = line.sentence.span_of(*found.span())
            yield text_finding("n_participants", "1", span, "participants.one_case", 1.0, "people")
            return
