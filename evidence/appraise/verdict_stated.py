"""Verdicts on background, traditions, advice and value words."""

from __future__ import annotations

import re
from typing import Final

from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_efficacy import named_count
from evidence.appraise.verdict_reviews import newest_review
from evidence.models import Claim, Guideline, Omission, Stance

_HOW_MANY: Final = re.compile(r"\bhow many studies\b|\bwidely studied\b|\bmany studies\b", re.I)
_DOSE: Final = re.compile(
    r"\bmore (?:or more regular )?(?:treatments?|sessions)\b"
    r"|\bhow (?:much|many) (?:treatments?|sessions)\b|\bdoses?\b",
    re.I,
)
_NO_CURE: Final = re.compile(r"\b(?:not|no|isn.t|never) (?:a )?(?:cure|proven|guaranteed)\b", re.I)
_A_GROUP: Final = re.compile(r"(?:people|women|men|children|patients|adults|those|anyone)\b", re.I)
_WORD: Final = re.compile(r"[a-z]{4,}")
_ANY: Final = frozenset({"people", "with", "that", "before", "acupuncture", "conditions", "other", "which",
                         "from", "this", "risk", "have", "care", "should", "needles", "needle", "doctor",
                         "harm", "harms", "serious", "rare", "medical"})  # fmt: skip


def background_ruling(case: ClaimCase) -> tuple[str, str]:
    """(verdict, why) for a statement of background."""
    if is_how_many(case.claim):
        return _studied(case)
    if is_denied_cure(case.claim.quote):
        return _not_shown(case)
    if not case.items:
        return "not_found", "No report held bears on this statement."
    pro, con = case.with_stance(Stance.SUPPORTS), case.with_stance(Stance.CONTRADICTS)
    pro = tuple(s for s in pro if s.design != "narrative_review")
    if pro and con:
        return "mixed", f"{named_count(pro)} support this, {named_count(con)} do not."
    if con and (len(con) > 1 or any(s.is_review for s in con)):
        return "contradicted", f"{named_count(con)} speak against this, and none for it."
    has_review = any(s.is_review for s in pro)
    if len(pro) >= case.rules.background_supports_min and has_review:
        return "supported", f"{named_count(pro)} support this."
    if len(pro) >= case.rules.background_supports_min or has_review:
        return "supported_with_limits", f"{named_count(pro)} support this."
    return "insufficient", "The reports held touch on this, but none settles it; a person should judge."


def is_how_many(claim: Claim) -> bool:
    """Whether a statement is about how much was studied: the counts answer it."""
    return bool(_HOW_MANY.search(f"{claim.quote} {claim.question}"))


def asks_dose(claim: Claim) -> bool:
    """Whether a statement is about how much treatment: compared with less of it, not with none."""
    return bool(_DOSE.search(claim.question))


def is_denied_cure(quote: str) -> bool:
    """Whether a statement denies an effect ("is not a cure"): it stands while no study shows one."""
    return bool(_NO_CURE.search(quote))


def _studied(case: ClaimCase) -> tuple[str, str]:
    """"Widely studied" is about how much was done, so the counts themselves answer it."""
    rules, n, n_rcts = case.rules, len(case.studies), len(case.rcts)
    if not case.items:
        return "not_found", "No report held bears on this statement."
    told = f"Studies that bear on this: {n}; randomized trials among them: {n_rcts}; reviews: {len(case.reviews)}."
    if n < rules.background_studied_studies_min or n_rcts < rules.background_studied_rcts_min:
        return "insufficient", told + " That is fewer than the rules ask for."
    large = sum((s.n or 0) >= rules.efficacy_limits_sham_participants_min and s.comparator == "sham"
                for s in case.rcts)  # fmt: skip
    newest = newest_review(case)
    is_doubted = newest is not None and newest.study.stance is not Stance.SUPPORTS
    if large < rules.efficacy_supported_sham_rcts_min or is_doubted:
        few = f" Few are large or compare with {case.dummy} treatment: much studied is not well studied."
        return "supported_with_limits", told + few
    return "supported", told


def _not_shown(case: ClaimCase) -> tuple[str, str]:
    """"Is not a cure" stands as long as no counted study shows one."""
    cured = [s for s in case.studies if s.stance is Stance.CONTRADICTS]
    if cured:
        return "mixed", f"{named_count(cured)} claim what the statement denies; a person should judge."
    if case.n_in_topic >= case.rules.background_studied_rcts_min:
        return "supported", f"None of the {case.n_in_topic} studies counted for this article claims otherwise."
    return "not_found", "Too few studies are held to say that none claims otherwise."


def tradition_ruling(case: ClaimCase) -> tuple[str, str]:
    """Always ``belief_documented``: what a tradition teaches, never that it is so."""
    del case
    return "belief_documented", ("This is what a tradition teaches. Research can record the belief; it does not "
                                 "show that it is so.")  # fmt: skip


def value_word_ruling(case: ClaimCase) -> tuple[str, str]:
    """Always ``not_checkable``."""
    del case
    return "not_checkable", "These words praise; no study can show them true or false."


def advice_ruling(case: ClaimCase) -> tuple[str, str]:
    """(verdict, why): does the advice fit the evidence and guidelines, and is it whole?"""
    against = [g for g in case.guidelines if g.position == "against"]
    in_favour = [g for g in case.guidelines if g.position == "for"]
    pro, con = case.with_stance(Stance.SUPPORTS), case.with_stance(Stance.CONTRADICTS)
    if against and not in_favour:
        return "conflicts", f"{_bodies(against)} advise against it."
    if against:
        differ = f"{_bodies(in_favour)} advise for it, {_bodies(against)} against"
        return "incomplete", f"Guidelines differ: {differ}; the article does not say so."
    if con and not pro:
        return "conflicts", f"{named_count(con)} speak against this advice, and none for it."
    lacking = lacking_points(case)
    if lacking:
        points = "; ".join(omission.statement.rstrip(".") for omission in lacking)
        return "incomplete", f"The advice is sound as far as it goes, but the article does not say: {points}."
    if pro:
        return "consistent", f"{named_count(pro)} show a risk that makes this advice sensible."
    return "consistent", "Nothing held speaks against this advice; asking first does no harm."


def _bodies(guidelines: list[Guideline]) -> str:
    return " and ".join(f"{g.body} ({g.year})" for g in guidelines)


def lacking_points(case: ClaimCase) -> tuple[Omission, ...]:
    """Points a fair article makes that belong to this advice and are absent.

    A point belongs to the advice where the words by which the point is recognised occur
    in the claim's question, or where the claim asks which other conditions call for care.
    """
    if not case.claim.scope.harms:
        return ()
    question = case.claim.question.casefold()
    if "which other" in question:
        return tuple(o for o in case.absent_omissions if _is_about_people(o))
    asked = set(_WORD.findall(question)) - _ANY
    return tuple(
        o for o in case.absent_omissions
        if asked & (set(_WORD.findall(" ".join(o.present_if).casefold())) - _ANY)
    )  # fmt: skip


def _is_about_people(omission: Omission) -> bool:
    """Whether a point is about a group of people who need care, not about the trials."""
    return bool(_A_GROUP.match(omission.statement))
