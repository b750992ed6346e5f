# ruff: noqa: E501 (a pattern or table row is read whole)
"""How many took part: randomized, enrolled, analysed, per arm; studies of a review.

Every count of people is weighed by the words around it; the heaviest is the total, in the
order randomized, enrolled, analysed. Where nothing says a total plainly, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from evidence.extract import EXTRACT_VERSION
from evidence.extract.numbers import COUNT, count_value
from evidence.extract.people_counts import PeopleCount, people_abbreviations, people_counts
from evidence.extract.pooled_counts import pooled_findings
from evidence.extract.sentences import Sentence
from evidence.models import Finding

_REVIEWS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"}
)
_UNCOUNTED: Final = frozenset(
    {"narrative_review", "guideline", "bibliometric", "letter", "notice", "animal", "in_vitro"}
)
#: The lowest weight that is told as a total.
ENOUGH: Final = 8.0


@dataclass(frozen=True, slots=True)
class Cue:
    """Words near a count, the weight they add, and the kind of count they tell, if any."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    kind: str | None = None


def _cue(name: str, weight: float, pattern: str, kind: str | None = None) -> Cue:
    return Cue(name, weight, re.compile(pattern, re.IGNORECASE), kind)


_BE: Final = r"^[^.;]{0,160}?\b(?:were|was|had been|have been|will be|underwent)\s+(?:\w+[\s,]+){0,4}?"
_DONE: Final = r"(?:randomi[sz]ed|randomly|randomi[sz]ation|random assignment|allocated|assigned|divided)\b"
_ENTERED: Final = r"(?:enrolled|recruited|included|entered|studied|accrued|registered|treated|selected|admitted|identified)\b"
_SEEN: Final = r"(?:analy[sz]ed|evaluated|evaluable|assessed|available|eligible|followed|examined|interviewed|surveyed|tested|genotyped)\b"
#: What follows the counted noun; the first that matches counts.
_AFTER: Final = (
    _cue("out_of", -40, r"^\s*(?:\([^()]*\)\s*)?(?:\w+\s+)?(?:out\s+)?of (?:the |all |these |those )?(?:\d|one hundred|total)"),
    _cue("per_arm", -60, r"^\s*(?:\([^()]*\)\s*)?(?:(?:were\s+)?(?:in|per|to)\s+(?:each|either|every|both)|per|each)\b"),
    _cue("in_arm", -35, r"^\s*(?:\([^()]*\)\s*)?(?:(?:were|was)\s+(?:\w+\s+)?)?(?:in|on|from|of|to|into)\s+(?:the\s+)?(?:(?!and\b|or\b|two\b|three\b|four\b|one\b|either\b)[\w+/-]+\s+){0,4}?(?:group|arm|placebo|control|controls)\b"),
    _cue("screened", -25, r"^[^.;,]{0,50}\b(?:(?:were|was)\s+(?:\w+\s+)?)?(?:screened|approached|invited|assessed for eligibility|contacted)\b(?! (?:agreed|consented|and (?:agreed|consented|enrolled|randomi)))"),
    _cue("left", -45, r"^[^.;,]{0,45}\b(?:dropped|withdrew|withdrawn|discontinued|declined|refused|excluded|lost|ineligible|not eligible|not (?:\w+ )?randomi|died|relapsed|needed|required|would be|to be (?:recruited|enrolled|included)|had to be)\b"),
    _cue("to_detect", -30, r"^[^.;]{0,60}\b(?:would|to detect|will allow|will provide|provides?|gives?|power)\b"),
    _cue("who_were_randomized", 52, _BE + _DONE, "n_randomized"),
    _cue("who_were_randomized", 50, r"^[^.;]{0,40}\b(?:randomi[sz]ed|randomly)\b", "n_randomized"),
    _cue("who_entered", 42, _BE + _ENTERED, "n_enrolled"),
    _cue("who_entered", 40, r"^[^.;]{0,60}\b(?:enrolled|recruited|participat\w+|entered|took part|consented|were included|agreed|enrolling|assigned)\b", "n_enrolled"),
    _cue("who_were_analysed", 30, _BE + _SEEN, "n_analysed"),
    _cue("who_completed", 26, r"^[^.;]{0,60}\b(?:completed|provided|finished|evaluable|received)\b", "n_analysed"),
    _cue("event", -10, r"^[^.;,]{0,30}\b(?:had|developed|experienced|achieved|reported|showed|responded|presented|complained|suffered|improved|preferred|chose|opted)\b"),
)  # fmt: skip
#: What stands before the count; the first that matches counts.
_BEFORE: Final = (
    _cue("numerator_of", -22, r"(?:\d%?\)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|most|some|half|many))\s+(?:\([^()]*\)\s*)?(?:(?:of|among|in)|(?:\w+\s+){1,3}of)\s+(?:the\s+|these\s+|our\s+)?$"),
    _cue("listed", -35, r"\b(?:\d{1,3}|\w+teen|\w+ty(?:-\w+)?)\s+(?:and|or)\s+$"),
    _cue("whom", 0, r"of (?:whom|which|these|those)[\s,]+(?:\w+\s+)?$"),
    _cue("left_over", -14, r"\b(?:remaining|another|only|other|additional|last|these|next|excluding|except(?: for)?|least)\s+(?:the\s+)?$"),
    _cue("to_detect", -45, r"\b(?:detect|power|sample size|estimated|calculated|assum\w+|requir\w+|target accrual|goal)\b[^.]{0,110}$"),
    _cue("planned_for", -22, r"\b(?:planned|plan|aim(?:ed)?|intend(?:ed)?|expected|target(?:ed)?|approach(?:ed)?|screen(?:ed|ing)|invited)\b[^.]{0,50}$"),
    _cue("total_of", 30, r"\b(?:total(?: number)?|sample(?: size)?|cohort|population) of\s+(?:approximately\s+|about\s+|over\s+|up to\s+)?$"),
    _cue("in_total", 26, r"\b(?:overall|in total|altogether|in all|totally)[,:]?\s+$"),
    _cue("randomized_n", 46, r"\b(?:randomi[sz](?:ed|es|e|ing)|randomly (?:assigned|allocated|divided)|(?:assigned|allocated)|assigning)\s+(?:(?:a total of|approximately|about|over|the|to)\s+)*$", "n_randomized"),
    _cue("entered_n", 36, r"\b(?:enroll?(?:ed|ing)?|enrolled in (?:the|this) (?:study|trial)(?: were)?|took|placed|divided|followed|recruit(?:ed|ing)|includ(?:ed|ing|es)|entered|stud(?:ied|ying)|accrued|registered|treated|involv(?:ed|ing|es)|compris(?:ed|ing)|identified|participants (?:were|included)|subjects (?:were|included)|patients (?:were|included)|there were|sample (?:included|comprised|consisted of|was|size (?:of|is|was))|participants (?:are|will be)|participants?:|patients?:|subjects?:|consist(?:ed|ing) of|composed of|conducted (?:with|on|in|among))\s+(?:(?:a total of|a sample of|approximately|about|over|the|of)\s+)*$", "n_enrolled"),
    _cue("analysed_n", 24, r"\b(?:analy[sz](?:ed|ing|is of)|data (?:from|on|of|for)|samples? from|available (?:from|for|in|on)|obtained from|collected from|evaluat(?:ed|ing)|assess(?:ed|ing)|survey(?:ed)?|interview(?:ed)?|followed)\s+(?:(?:the|a total of|all)\s+)*$", "n_analysed"),
    _cue("of_the", 24, r"^\s*(?:of|among)\s+(?:the\s+)?(?:total\s+)?$"),
    _cue("trial_in", 40, r"\b(?:trials?|RCT|stud(?:y|ies)|analysis|investigation|experiment)\b[^.;]{0,40}?\b(?:in|on|with|among|of|from|for)\s+(?:(?:a total of|the|all|a sample of|approximately|about)\s+)*$"),
    _cue("in_n", 22, r"\b(?:in|on|with|among|of|from|for)\s+(?:(?:a total of|the|all|these|our|a sample of|approximately|about|up to|another)\s+)*$"),
    _cue("dated", 20, r"(?:\b(?:between|from|in|during|since|to|until|through)\b[^.;]{0,60}(?:19|20)\d\d|\b(?:trial|study|analysis|period|center|centre|centers|hospital|group|university))\W{0,3},?\s*$"),
    _cue("first_words", 18, r"^\W*(?:the|all|methods?:?|results?:?|patients and methods:?|design:?|subjects:?|patients:?|participants:?|we)?\W*$"),
)  # fmt: skip
_ARM_BEFORE: Final = re.compile(
    r"\b(?:groups?|arms?|placebo|controls?|control|sham|intervention|treatment|therapy|either|alone|versus|vs\.?|dose|\d\s?mg\S*|mg|daily|weekly|standard|usual care|wait(?:ing)?[- ]?list|care|acupuncture|tamoxifen|[ABC]|(?<!\bstage )[IV]+|\w+mab|\w+(?:ole|ine|xel|cin|tin|ate))\s*$", re.IGNORECASE
)
_WHOLE_BEFORE: Final = re.compile(
    r"\b(?:patients?|participants?|women|men|adults|subjects|volunteers|survivors|individuals|people|persons|children|trials?|study|studies|population|sample|cancer|carcinoma|disease|disorder|syndrome|pain|neuropathy|years?|aged?|old|cases|cohort|outpatients|therapy|chemotherapy|mastectomy|surgery|metastas[ei]s|stage|total|randomi[sz]ed|enrolled|males|females|students|adolescents|analysis|analyses|infants|prevention)\W*$", re.IGNORECASE
)
_OTHER_ARM: Final = re.compile(
    r"^[^.;]{0,60}?\b(?:randomi[sz]ed|assigned|allocated)\s+(?:\w+\s+)?(?:to|received?|into|underwent)\b[^.;]{0,130}?(?:\band|\bwhile|\bwhereas|\bor|,)\s+(?:the\s+)?(?:other\s+|remaining\s+)?"
    rf"(?P<other>{COUNT})\s+(?:(?:were|patients?|participants?|women|men|subjects?|children|adults)\s+){{0,2}}(?:(?:were |was )?(?:randomi[sz]ed |assigned |allocated )?(?:to|in|into|received|underwent|with))\b", re.IGNORECASE
)
_COUNTS: Final = re.compile(COUNT, re.IGNORECASE)
_RANDOMIZED_HEAD: Final = re.compile(r"\brandomi[sz]ed\b", re.IGNORECASE)
_ROLE: Final = {"background": -12.0, "objective": 0.0, "methods": 4.0, "results": 2.0, "conclusion": -8.0, "title": -4.0}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A count with its sentence, its kind, the rule that told most of it, and its weight."""

    count: PeopleCount
    sentence: Sentence
    place: int
    kind: str
    rule: str
    weight: float


def participant_findings(
    sentences: Sequence[Sentence], roles: Sequence[str | None], design: str | None
) -> tuple[Finding, ...]:
    """Counts of people and studies, and ``n_participants``, the one that counts."""
    if design in _REVIEWS:
        return pooled_findings([s for s, r in zip(sentences, roles, strict=True) if r != "conclusion"])
    if design in _UNCOUNTED:
        return ()
    weighed = _summed(list(_weighed(sentences, roles, design == "protocol")))
    held = [_finding(w.kind, w, w.rule) for w in weighed if w.weight >= ENOUGH]
    arms = [_finding("n_arm", w, "arm") for w in weighed if w.kind == "n_arm"]
    best = max(_earlier(weighed), key=lambda w: w.weight, default=None)
    if best is None or best.weight < ENOUGH:
        return tuple(arms)
    return (*held, *arms, _finding("n_participants", best, best.rule))


def _weighed(
    sentences: Sequence[Sentence], roles: Sequence[str | None], planned: bool
) -> Iterator[Weighed]:
    short = people_abbreviations(" ".join(s.text for s in sentences))
    for place, (sentence, role) in enumerate(zip(sentences, roles, strict=True)):
        counts = tuple(people_counts(sentence.text, short))
        for count in counts:
            rule, kind, weight = _in_brackets(count, sentence.text, counts) if count.form == "n=" else _in_words(count, sentence.text, planned)
            weight += _ROLE.get(role or "", 0.0) - 0.25 * place
            yield Weighed(count, sentence, place, "n_planned" if planned and kind != "n_arm" else kind, rule, weight)


def _in_words(count: PeopleCount, text: str, planned: bool) -> tuple[str, str, float]:
    before, after = text[max(0, count.start - 130) : count.start], text[count.after : count.after + 220]
    rule, kind, weight = "who", "n_enrolled", 0.0 if count.form == "head" else -22.0
    strongest = 0.0
    for cues, part in ((_AFTER, after), (_BEFORE, before)):
        found = next((c for c in cues if c.pattern.search(part)), None)
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
    head = text[count.end : count.after] if count.form == "head" else ""
    if _RANDOMIZED_HEAD.search(head):
        rule, kind, weight = "randomized_head", "n_randomized", max(weight, 0.0) + 45
    elif "planned" in head:
        weight -= 50
    if re.match(r"\s*\(\d+(?:[.·]\d+)?\s?%", after):
        weight -= 20
    return rule, kind, weight


def _is_arm(count: PeopleCount, text: str) -> bool:
    """``40 were randomized to A and 38 to B``: the first is an arm unless it is their sum."""
    found = _OTHER_ARM.search(text[count.after : count.after + 260])
    if not found:
        return False
    other = count_value(found["other"]) or 0
    parts = [n for n in (count_value(m) for m in _COUNTS.findall(found[0])) if n and n < count.value]
    return not (other * 4 < count.value or any(a + other == count.value for a in parts))


def _in_brackets(count: PeopleCount, text: str, counts: Sequence[PeopleCount]) -> tuple[str, str, float]:
    """``(n = 40)``: a total after a noun for all, an arm where there are several."""
    before = re.sub(r"[(\[,;]\s*(?:total\s+)?n\s?[=:]\s?$", "", text[max(0, count.start - 60) : count.start], flags=re.I)
    after = text[count.after : count.after + 200]
    beside = sum(c.form == "n=" for c in counts)
    others = [c.value for c in counts if c is not count]
    is_sum = len(others) > 1 and count.value == sum(others)
    if re.match(r"\s*(?:per|each|in each|for each)\b", text[count.end : count.end + 12]) or re.search(r"\b(?:each|per)\b[^.]{0,25}$", before):
        return "arm", "n_arm", -60.0
    weight = 24.0 if _WHOLE_BEFORE.search(before) else 0.0 if _ARM_BEFORE.search(before) else 8.0
    kind = "n_enrolled"
    if re.search(_BE + _DONE, after, re.I) and (beside == 1 or is_sum or count.form == "n="):
        weight, kind = weight + 26, "n_randomized"
    if beside > 1 and not is_sum:
        weight -= 20
        if weight < ENOUGH:
            kind = "n_arm"
    return "n_equals", kind, weight + (25 if is_sum else 0)


def _summed(weighed: list[Weighed]) -> list[Weighed]:
    """Counts that others near them add up to are totals; their parts are arms."""
    raised: dict[int, float] = {}
    for i, whole in enumerate(weighed):
        near = [j for j, w in enumerate(weighed) if j != i and 0 <= w.place - whole.place <= 2 and w.count.value < whole.count.value]
        parts = next((p for size in (2, 3, 4) for p in combinations(near[:7], size) if sum(weighed[j].count.value for j in p) == whole.count.value), ())
        if parts and i not in raised:
            raised[i] = 15.0
            for j in parts:
                raised.setdefault(j, -30.0)
    return [
        replace(w, kind="n_arm" if raised.get(i, 0) < 0 else w.kind, weight=w.weight + raised.get(i, 0.0))
        for i, w in enumerate(weighed)
    ]


def _earlier(weighed: Sequence[Weighed]) -> Iterator[Weighed]:
    """A part told after its whole weighs less."""
    largest = 0
    for w in weighed:
        smaller = w.count.value < largest and w.kind != "n_randomized"
        yield replace(w, weight=w.weight - 10) if smaller else w
        if w.weight >= 2 * ENOUGH:
            largest = max(largest, w.count.value)


def _finding(kind: str, weighed: Weighed, rule: str) -> Finding:
    count = weighed.count
    span = weighed.sentence.span_of(count.start, count.end)
    return Finding(kind, str(count.value), span, f"participants.{rule}", EXTRACT_VERSION, float(count.value), "people")
