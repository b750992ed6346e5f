"""The few reports an editor should cite under a claim, and those that would be wrong to cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.named_study import Candidate
from evidence.appraise.safety_events import FOLLOWED
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_reviews import (
    NewestReview,
    is_on_harm,
    is_worth_naming,
    newest_review,
)
from evidence.appraise.verdict_stated import is_how_many
from evidence.appraise.verdict_study import REVIEWS, StudyView
from evidence.models import ClaimKind, EvidenceItem, ItemStatus, Stance

_WRONG: Final = {
    ItemStatus.RETRACTED: "Wrong to cite: the report was retracted.",
    ItemStatus.WITHDRAWN: "Wrong to cite: the report was withdrawn.",
    ItemStatus.ONGOING: "Wrong to cite as evidence: a protocol has no results.",
}
_WRONG_MAX: Final = 10
_MEANT: Final = "The study that the sentence most likely means; name author and year."
_MEANT_IN_PART: Final = "The study most likely meant; its abstract does not report this part: not for that."
_SIGNALS: Final = frozenset({"case_report", "case_series"})


@dataclass(frozen=True, slots=True)
class SuggestedCitation:
    """One report to cite, or not to cite, under a claim, and why. `rank` counts from 1."""

    claim_id: str
    report_id: str
    rank: int
    is_to_cite: bool
    why: str


def suggested_citations(
    case: ClaimCase, candidates: Sequence[Candidate] = ()
) -> tuple[SuggestedCitation, ...]:
    """What to cite first, then what would be wrong to cite, each report once."""
    newest = newest_review(case)
    if case.claim.kind is ClaimKind.NAMED_STUDY:
        chosen = [(c.report_id, _MEANT if _says(c) else _MEANT_IN_PART) for c in candidates[:1] if c.is_match]
    else:
        chosen = list(_to_cite(case, newest))
    first: dict[str, str] = {}
    for report_id, why in chosen:
        first.setdefault(report_id, why)
    kept = list(first.items())[: case.rules.wording_citations_max]
    wrong: dict[str, str] = {}
    for item in sorted(case.items, key=lambda i: (-i.score, i.report_id)):
        if len(wrong) == _WRONG_MAX:
            break
        why_not = judged_citation(case, item, newest if _is_named(case, newest) else None)
        if why_not and item.report_id not in dict(kept):
            wrong.setdefault(item.report_id, why_not)
    rows = [(report, True, why) for report, why in kept]
    rows += [(report, False, why) for report, why in wrong.items()]
    return tuple(SuggestedCitation(case.claim.claim_id, report, rank, is_to_cite, why)
                 for rank, (report, is_to_cite, why) in enumerate(rows, 1))  # fmt: skip


def _says(candidate: Candidate) -> bool:
    states = set(candidate.findings.values())
    return not states or bool(states & {"found", "partly", "unread"})


def _to_cite(case: ClaimCase, newest: NewestReview | None) -> Iterator[tuple[str, str]]:
    if newest is not None and _is_named(case, newest):
        yield newest.study.report_id, "The newest systematic review with a stated search and appraisal."
    if case.claim.scope.harms:
        yield from _on_harm(case)
        return
    for stance, why in ((Stance.SUPPORTS, "The strongest study that supports the statement."),
                        (Stance.CONTRADICTS, "The strongest study against the statement."),
                        (Stance.MIXED, "The strongest study with results both ways.")):  # fmt: skip
        held = [s for s in case.studies if s.stance is stance and s.group != "opinion" and not s.is_review]
        if held:
            yield max(held, key=_strength).report_id, why
    if case.claim.kind is ClaimKind.BACKGROUND:
        return
    if newest is None and case.reviews:
        why = "A review; how it searched or appraised is not in its abstract."
        yield max(case.reviews, key=_strength).report_id, why
    if not case.primaries and case.studies:
        yield max(case.studies, key=_strength).report_id, "The best report held; no primary study is counted."


def _is_named(case: ClaimCase, newest: NewestReview | None) -> bool:
    """Whether the newest review is one to cite here; only then can it stand for an older one."""
    return newest is not None and (is_worth_naming(case, newest) or is_how_many(case.claim))


def _on_harm(case: ClaimCase) -> Iterator[tuple[str, str]]:
    """For harm: the largest study that followed its people, a review of harms, a report of serious harm."""
    followed = [s for s in case.studies if s.design in FOLLOWED and s.stance is not Stance.INCONCLUSIVE]
    if followed:
        largest = max(followed, key=lambda s: (s.n or 0, s.report_id))
        yield largest.report_id, "The largest study that followed its people."
    on_harm = [s for s in case.reviews if is_on_harm(case, s)]
    for stance, why in ((Stance.SUPPORTS, "A review whose subject is harm."),
                        (Stance.MIXED, "A review that counts serious harm: name it beside the reassurance."),
                        (Stance.CONTRADICTS, "A review that speaks against the statement.")):  # fmt: skip
        held = [s for s in on_harm if s.stance is stance]
        if held:
            yield max(held, key=lambda s: (case.year(s) or 0, s.score, s.report_id)).report_id, why
    for stance, why in ((Stance.CONTRADICTS, "The strongest study against the statement."),
                        (Stance.MIXED, "The strongest study with results both ways.")):  # fmt: skip
        held = [s for s in case.studies if s.stance is stance and s.group != "opinion" and not s.is_review
                and s.design not in _SIGNALS]  # fmt: skip
        if held:
            yield max(held, key=_strength).report_id, why


def _strength(study: StudyView) -> tuple[bool, bool, int, float, str]:
    return study.is_rct, study.comparator == "sham", study.n or 0, study.score, study.report_id


def judged_citation(case: ClaimCase, item: EvidenceItem, newest: NewestReview | None) -> str | None:
    """Why a report would be wrong to cite under this claim; None where it may be cited.

    `newest` is the claim's `newest_review`. A citation that already stands in an
    article is judged by the same words.
    """
    if item.status in _WRONG:
        return _WRONG[item.status]
    if item.status is ItemStatus.INDIRECT:
        return f"Wrong to cite without saying so: {item.reason.split(';')[0]}."
    if item.status is ItemStatus.EXCLUDED:
        return f"Wrong to cite as evidence: {item.reason.split(';')[0]}."
    is_for_people = case.claim.kind in (ClaimKind.EFFICACY, ClaimKind.SAFETY)
    if is_for_people and item.population in ("animal", "cells"):
        return "Wrong to cite: work on animals or cells for a statement on people."
    if item.design in REVIEWS and _is_superseded(case, item, newest):
        return "Superseded: a newer systematic review of the same subject is held; cite that one."
    return None


def _is_superseded(case: ClaimCase, item: EvidenceItem, newest: NewestReview | None) -> bool:
    if newest is None or newest.study.report_id == item.report_id:
        return False
    mine, theirs = case.reports.get(item.report_id), case.reports.get(newest.study.report_id)
    if mine is None or theirs is None or mine.year is None or theirs.year is None:
        return False
    if theirs.year - mine.year < case.rules.citations_superseded_years:
        return False
    # A review that disagrees with the newer one is no old copy of it: a reader should see both.
    if item.stance in (Stance.CONTRADICTS, Stance.MIXED) and item.stance is not newest.study.stance:
        return False
    return _covers(case, newest.study.report_id, item.report_id)


def _covers(case: ClaimCase, newer: str, older: str) -> bool:
    """Whether a newer review takes in the subject of an older one: its conditions, and harm where it is on harm.

    A review of carpal tunnel syndrome does not stand in for one of neuropathic pain.
    """
    subject, taken_in = _conditions(case, older), _conditions(case, newer)
    if case.claim.scope.harms:
        held = {study.report_id: study for study in case.reviews}
        return older in held and newer in held and is_on_harm(case, held[newer]) >= is_on_harm(case, held[older])
    return subject <= taken_in


def _conditions(case: ClaimCase, report_id: str) -> frozenset[str]:
    return frozenset(f.value for f in case.findings.get(report_id, ()) if f.kind == "condition" and f.value)
