# ruff: noqa: E501 (a pattern or table row is read whole)
"""How many took part: randomized, enrolled, analysed, per arm; studies of a review.

Every count of people is weighed by the words around it; the heaviest is the total, in the
order randomized, enrolled, analysed. Where nothing says a total plainly, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from evidence.extract import EXTRACT_VERSION
from evidence.extract.participant_cues import BE, DONE
from evidence.extract.participants_arms import (
    ARMED,
    WITH_ARMS,
    counted_by_arms,
    counted_by_kinds,
    counted_by_sorts,
    is_subgroup,
)
from evidence.extract.participants_words import in_words
from evidence.extract.people_counts import PeopleCount, people_abbreviations, people_counts
from evidence.extract.pooled_counts import pooled_findings
from evidence.extract.role_words import second_roles
from evidence.extract.sentences import Sentence
from evidence.models import Finding

_REVIEWS: Final = frozenset(
    {"systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"}
)
_UNCOUNTED: Final = frozenset(
    {"narrative_review", "guideline", "bibliometric", "letter", "notice", "animal", "in_vitro"}
)
#: Designs in which everyone is allocated; their arms are counted, not kinds of people.
_ALLOCATING: Final = frozenset({"rct", "cluster_rct", "crossover_rct", "protocol"})
#: The lowest weight that is told as a total.
ENOUGH: Final = 6.0


_ARM_BEFORE: Final = re.compile(
    r"\b(?:groups?|arms?|placebo|controls?|control|sham|intervention|treatment|therapy|either|alone|versus|vs\.?|dose|\d\s?mg\S*|mg|daily|weekly|standard|usual care|wait(?:ing)?[- ]?list|care|acupuncture|tamoxifen|[ABC]|(?<!\bstage )[IV]+|\w+mab|\w+(?:ole|ine|xel|cin|tin|ate))\s*$", re.IGNORECASE
)
_WHOLE_BEFORE: Final = re.compile(
    r"\b(?:patients?|participants?|women|men|adults|subjects|volunteers|survivors|individuals|people|persons|children|trials?|study|studies|population|sample|cancer|carcinoma|disease|disorder|syndrome|pain|neuropathy|years?|aged?|old|cases|cohort|outpatients|therapy|chemotherapy|mastectomy|surgery|metastas[ei]s|stage|total|randomi[sz]ed|enrolled|males|females|students|adolescents|analysis|analyses|infants|prevention)\W*$", re.IGNORECASE
)
_ALLOCATED: Final = re.compile(r"\b(?:odd|even) (?:days|dates|numbers)\b|\b(?:two|three|four) (?:\w+ )?groups\b|\beither\b|\bjoined\b|\bpreference\b|\bchose\b|\brandomi[sz]|\brandom(?:ly)?\b|\ballocated\b|\bassigned\b", re.IGNORECASE)
_GIVEN: Final = re.compile(BE + r"(?:given|needled|stimulated|offered|exposed)\b", re.IGNORECASE)
_CARERS: Final = re.compile(r"\b(?:acupuncturists|practitioners|physicians|doctors|nurses|therapists|physiotherapists|clinicians|midwives|surgeons|dentists|providers|professionals|neurologists|oncologists|consultants)\W*$", re.IGNORECASE)
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
    sentences: Sequence[Sentence], roles: Sequence[str | None], design: str | None, headed: Collection[int] = ()
) -> tuple[Finding, ...]:
    """Counts of people and studies, and ``n_participants``, the one that counts.

    `headed` are the numbers of the sections whose heading names the people.
    """
    if design in _REVIEWS:
        return pooled_findings([s for s, r in zip(sentences, roles, strict=True) if r != "conclusion"])
    if design in _UNCOUNTED:
        return ()
    weighed = _summed(_without_carers(list(_weighed(sentences, roles, design, headed))))
    held = [_finding(w.kind, w, w.rule) for w in weighed if w.weight >= ENOUGH]
    best = max(_earlier(weighed), key=lambda w: w.weight, default=None)
    best = _randomized_of(best, weighed)
    is_told = best is not None and best.weight >= ENOUGH and not _is_doubtful(best, weighed, design)
    arms = _arms(weighed, design, best.count.value if best and is_told else None)
    if best is not None and is_told and design in ARMED and best.kind != "n_randomized" and best.count.value < _largest_arm(weighed):
        is_told = False
        arms = _arms(weighed, design, None)
    is_armed = design in ARMED or design == "protocol"
    added = list(counted_by_arms(sentences, roles)) if is_armed else []
    if design not in _ALLOCATING:
        added += counted_by_sorts(sentences) if design == "qualitative" else counted_by_kinds(sentences, roles)
    if best is not None and is_told and not _is_one_of(best, added):
        return (*held, *arms, _finding("n_participants", best, best.rule))
    if is_armed and not is_told:
        added = [*_sum_of_arms(weighed), *added]
    return (*arms, *added[:1])


def _is_doubtful(best: Weighed, weighed: Sequence[Weighed], design: str | None) -> bool:
    """Whether a total under ten is told weakly and stands beside a larger count that may be it; a series is that small."""
    return (
        design != "case_series" and best.count.value < 10 and best.weight < 4 * ENOUGH
        and ((design == "cohort" and best.count.value < 5)
             or any(w.count.value > best.count.value and w.weight > -30 and w.count.form != "bare" for w in weighed))
    )  # fmt: skip


def _randomized_of(best: Weighed | None, weighed: Sequence[Weighed]) -> Weighed | None:
    """Those randomized of the people enrolled, where a sentence tells both: "60 enrolled, of whom 56 were randomized"."""
    if best is None or best.kind != "n_enrolled" or best.weight < ENOUGH:
        return best
    parts = [
        w for w in weighed
        if w.kind == "n_randomized" and w.weight >= 4 * ENOUGH and w.place == best.place and best.count.value // 2 < w.count.value < best.count.value
    ]  # fmt: skip
    return max(parts, key=lambda w: w.weight, default=best)


def _without_carers(weighed: list[Weighed]) -> list[Weighed]:
    """Those who treated weigh less where more people are counted whom they treated."""
    carers = [_CARERS.search(w.sentence.text[w.count.end : w.count.after]) is not None for w in weighed]
    treated = max((w.count.value for w, is_carer in zip(weighed, carers, strict=True) if not is_carer and w.count.form == "head" and w.weight > -15), default=0)
    return [
        replace(w, weight=w.weight - 25) if is_carer and w.count.value < treated else w
        for w, is_carer in zip(weighed, carers, strict=True)
    ]


def _largest_arm(weighed: Sequence[Weighed]) -> int:
    """The size of the largest of several arms printed in the brackets of one sentence of allocation; a
    smaller count is no total."""
    for place in dict.fromkeys(w.place for w in weighed):
        arms = [w for w in weighed if w.place == place and w.kind == "n_arm" and w.count.form == "n="]
        if 2 <= len(arms) <= 4 and _ALLOCATED.search(arms[0].sentence.text):
            return max(w.count.value for w in arms)
    return 0


def _is_one_of(best: Weighed, added: Sequence[Finding]) -> bool:
    """Whether the count taken for the total is one of the arms that were added, or told after them and smaller."""
    return any(
        f.number is not None and f.span is not None and best.count.value < f.number and best.kind != "n_randomized"
        and (f.span.section_no, f.span.start) <= (best.sentence.section_no, best.sentence.start + best.count.start)
        for f in added if f.rule == "participants.sum_of_arms"
    )  # fmt: skip


def _arms(weighed: Sequence[Weighed], design: str | None, total: int | None) -> list[Finding]:
    """The arms of a trial: no subgroups, and where a total is told, no small part of it."""
    if design not in WITH_ARMS and design is not None:
        return []
    arms = [w for w in weighed if w.kind == "n_arm" and not is_subgroup(w.sentence.text, w.count.start, w.count.after)]
    held: dict[int, int] = {}
    for w in arms:
        held[w.place] = held.get(w.place, 0) + w.count.value
    return [_finding("n_arm", w, "arm") for w in arms if total is None or (w.count.value < total and held[w.place] * 4 >= total)]


def _sum_of_arms(weighed: Sequence[Weighed]) -> Iterator[Finding]:
    """Where no total is told: the arms of one allocating sentence, added; the span holds all."""
    for place in dict.fromkeys(w.place for w in weighed):
        arms = [w for w in weighed if w.place == place and w.kind == "n_arm" and w.count.form == "n="]
        if 2 <= len(arms) <= 4 and _ALLOCATED.search(arms[0].sentence.text):
            total = sum(w.count.value for w in arms)
            span = arms[0].sentence.span_of(arms[0].count.start, arms[-1].count.end)
            yield Finding("n_participants", str(total), span, "participants.sum_of_arms", EXTRACT_VERSION, float(total), "people")
            return


def _weighed(
    sentences: Sequence[Sentence], roles: Sequence[str | None], design: str | None, headed: Collection[int] = ()
) -> Iterator[Weighed]:
    planned = design == "protocol"
    short = people_abbreviations(" ".join(s.text for s in sentences))
    has_methods = "methods" in roles
    seconds = second_roles([s.text for s in sentences], roles)
    for place, (sentence, role, second) in enumerate(zip(sentences, roles, seconds, strict=True)):
        is_headed = sentence.field == "abstract" and sentence.section_no in headed
        counts = tuple(people_counts(sentence.text, short))
        for count in counts:
            rule, kind, weight = _in_brackets(count, sentence.text, counts) if count.form == "n=" else in_words(count, sentence.text, planned)
            weight += _ROLE.get((second if second == "methods" else role) or "", 0.0) - 0.25 * place
            if role == "background" and not has_methods:  # short texts tell their methods there
                weight += 10.0
            if role == "title" and design in ARMED:  # "treatment of 30 cases" counts the treated
                weight -= 4.0
            if is_headed and kind != "n_arm":
                weight += 18.0
            if kind == "n_enrolled" and design not in _ALLOCATING and count.form == "head" and _GIVEN.search(sentence.text[count.after :]):
                weight += 14.0
            yield Weighed(count, sentence, place, "n_planned" if planned and kind != "n_arm" else kind, rule, weight)


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
    if re.search(BE + DONE, after, re.I) and (beside == 1 or is_sum or count.form == "n="):
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
        yield replace(w, weight=w.weight - 30) if smaller else w
        if w.weight >= 2 * ENOUGH:
            largest = max(largest, w.count.value)


def _finding(kind: str, weighed: Weighed, rule: str) -> Finding:
    count = weighed.count
    span = weighed.sentence.span_of(count.start, count.end)
    return Finding(kind, str(count.value), span, f"participants.{rule}", EXTRACT_VERSION, float(count.value), "people")
