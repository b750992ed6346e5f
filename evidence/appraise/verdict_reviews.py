"""The newest sound systematic review of a claim, its search date, and trials it missed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_study import SYSTEMATIC, StudyView
from evidence.models import ClaimKind, ItemStatus, ReportText, Stance

_APPRAISED: Final = re.compile(
    r"\brisks? of bias\b|\bquality of (?:the )?(?:evidence|studies|trials)\b|\bGRADE\b|\bcertainty\b"
    r"|\bmethodological(?: quality)?\b|\bAMSTAR\b|\bJadad\b|\b(?:very )?low[- ]quality\b|\bvalidity\b"
    r"|\bmethod(?:ological)? flaws\b|\bPEDro\b|\bquality score\b", re.IGNORECASE)  # fmt: skip
_SEARCHED: Final = re.compile(
    r"\b(?:databases?|searche?d?|sought|MEDLINE|PubMed|Embase|CENTRAL|Cochrane Library|CNKI)\b", re.I
)
_ON_HARM: Final = re.compile(
    r"\b(?:safety|harm\w*|adverse|side[- ]effects?|complications?|risks?|injur\w+|bleeding|toxicity|"
    r"tolerability|serious)\b", re.I)  # fmt: skip
_ON_BENEFIT: Final = re.compile(r"\b(?:efficacy|effectiveness|effective|clinical effects?|benefits?)\b", re.I)
_A_GROUP: Final = re.compile(
    r"\b(?:in|among) (?:\w+ )?(?:patients|people|women|men|children|adults|survivors) "
    r"(?:receiving|taking|with|on)\b",
    re.I)  # fmt: skip
_UNTIL: Final = re.compile(
    r"\b(?:(?:up )?to|until|till|through|before|from inception to|in)\s+"
    r"((?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s+(?:\d{1,2},?\s+)?)?((?:19|20)\d\d))\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewestReview:
    """A sound review with its search date, and the counted trials newer than that.

    `searched_to` is the date as printed, None where the abstract gives none;
    `newer` are trials published after it (after the review, where it gives no date).
    """

    study: StudyView
    searched_to: str | None
    newer: tuple[StudyView, ...]


def is_sound(report: ReportText) -> bool:
    """Whether an abstract shows the least of a sound review: a search, and an appraisal.

    Cochrane reviews do by their method. From an abstract no more can be told
    (AMSTAR 2, critical items 4 and 9).
    """
    if "cochrane database" in (report.journal or "").casefold():
        return True
    text = " ".join(section.text for section in report.sections)
    return bool(_SEARCHED.search(text)) and bool(_APPRAISED.search(text))


def is_on_harm(case: ClaimCase, study: StudyView) -> bool:
    """Whether harm or safety is the subject of a review, by its title: one of "efficacy and safety" is not."""
    report = case.reports.get(study.report_id)
    title = report.title.text if report and report.title else ""
    return bool(_ON_HARM.search(title)) and not _ON_BENEFIT.search(title)


def _is_of_a_group(case: ClaimCase, study: StudyView) -> bool:
    """Whether a review is on one group of people, by its title, while the claim speaks of everybody."""
    report, scope = case.reports.get(study.report_id), case.claim.scope
    title = report.title.text if report and report.title else ""
    return not scope.conditions and "bleeding" not in scope.harms and bool(_A_GROUP.search(title))


def searched_to(report: ReportText) -> tuple[str, int] | None:
    """The latest search date as printed and its year, or None.

    >>> from evidence.models import Section
    >>> text = Section("abstract", 0, "Databases were searched to 14 February 2017.")
    >>> searched_to(ReportText("pmid:1", None, (text,), year=2017))
    ('14 February 2017', 2017)
    """
    found: list[tuple[int, str]] = []
    for section in report.abstract:
        for sentence in re.split(r"(?<=[.;])\s", section.text):
            if _SEARCHED.search(sentence):
                found += [(int(m[2]), m[1]) for m in _UNTIL.finditer(sentence)]
    found = [entry for entry in found if report.year is None or entry[0] <= report.year]
    if not found:
        return None
    year, printed = max(found, key=lambda entry: entry[0])
    return printed, year


def newest_review(case: ClaimCase) -> NewestReview | None:
    """The newest sound systematic review among counted studies; None where there is none."""
    held = [
        (case.year(s) or 0, s)
        for s in case.reviews
        if s.design in SYSTEMATIC and s.report_id in case.reports and is_sound(case.reports[s.report_id])
        and (not case.claim.scope.harms or (is_on_harm(case, s) and not _is_of_a_group(case, s)))
    ]  # fmt: skip
    if not held:
        return None
    main = case.claim.scope.conditions[:1]
    year, study = max(held, key=lambda e: (e[0], _is_on(case, e[1], main), e[1].score, e[1].report_id))
    until = searched_to(case.reports[study.report_id])
    after = until[1] if until else year
    newer = () if case.claim.scope.harms else tuple(s for s in case.rcts if (case.year(s) or 0) > after)
    return NewestReview(study, until[0] if until else None, newer)


def _is_on(case: ClaimCase, study: StudyView, conditions: tuple[str, ...]) -> bool:
    """Whether a review is about the condition that a claim names first: of one year, it goes before others."""
    read = {f.value for f in case.findings.get(study.report_id, ()) if f.kind == "condition"}
    return bool(read & set(conditions))


def is_worth_naming(case: ClaimCase, newest: NewestReview | None) -> bool:
    """Whether a newest review tells a reader anything: on background, one that settles nothing does not."""
    if newest is None:
        return False
    is_background = case.claim.kind is ClaimKind.BACKGROUND
    return not is_background or newest.study.stance not in (None, Stance.INCONCLUSIVE)


def review_sentences(case: ClaimCase) -> tuple[str, ...]:
    """What the newest sound review concludes, its search date and what it could not know."""
    newest = newest_review(case)
    if newest is None:
        held = f"; {len(case.reviews)} less certain ones are shown" if case.reviews else ""
        return (f"No systematic review with a stated search and appraisal is among the counted reports{held}.",)
    report = case.reports[newest.study.report_id]
    words = {Stance.SUPPORTS: "supports the statement", Stance.CONTRADICTS: "contradicts the statement",
             Stance.MIXED: "points both ways", Stance.INCONCLUSIVE: "finds too little to say"}  # fmt: skip
    until = f", searched to {newest.searched_to}" if newest.searched_to else ", search date not in the abstract"
    where = f"{report.report_id}, {report.journal}, {report.year}" if report.journal else str(report.year)
    finds = words.get(newest.study.stance or Stance.INCONCLUSIVE, "")
    told = [f"The newest systematic review with a stated search and appraisal ({where}{until}) {finds}."]
    n = len(newest.newer)
    if n:
        told.append(f"{n} newer randomized {'trial' if n == 1 else 'trials'} it could not know.")
    return (*told, *included_sentences(case, newest.study))


def included_sentences(case: ClaimCase, review: StudyView) -> tuple[str, ...]:
    """Which counted trials a review cites, and whether a cited report was retracted.

    By its reference list; empty where the record holds none. A cited trial need not be
    an included one: the sentence says "cites".
    """
    cited = case.cited.get(review.report_id)
    if not cited:
        return ()
    held = {f"pmid:{pmid}" for pmid in cited}
    n = sum(bool(held & set(study.report_ids)) for study in case.rcts)
    told = [f"It cites {n} of the {len(case.rcts)} randomized trials counted here; they are not added together."]
    gone = [i.report_id for i in case.of_status(ItemStatus.RETRACTED) if i.report_id in held]
    if gone:
        told.append(f"It cites what was retracted: {', '.join(gone)}.")
    return tuple(told)
