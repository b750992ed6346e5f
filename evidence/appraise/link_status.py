# ruff: noqa: E501 (a pattern is read whole)
"""Whether a report that bears on a claim counts for it, and why not where it does not.

What is shown but not counted (another technique, prevention, another population) is
`indirect`; plans are `ongoing`; statements without findings of their own are `excluded`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import ReportFacts
from evidence.appraise.notices import why_retracted
from evidence.models import Claim, ClaimKind, ItemStatus

TELLING: Final = ("results", "conclusion", None)
_NO_FINDINGS: Final = frozenset(
    {"bibliometric", "letter", "other", "guideline", "survey", "qualitative", "notice", "editorial"}
)
_HARM_SOURCES: Final = frozenset({"survey", "other", "letter"})
_STATED: Final = frozenset({ClaimKind.BACKGROUND, ClaimKind.TRADITION, ClaimKind.ADVICE})
_PREVENTS: Final = re.compile(r"\b(?:prevent\w*|prophyla\w+)\b", re.IGNORECASE)
_TREATS: Final = re.compile(r"\b(?:treat(?:ment|ing|ed)?|manag\w+|reliev\w+)\b", re.IGNORECASE)
_WITHDRAWN: Final = re.compile(r"^\W*withdrawn\b", re.IGNORECASE)
_NOTICE_TITLE: Final = re.compile(
    r"\W*(?:(?:author|publisher)(?:'s)? )?(?:correction|erratum|corrigendum|retraction (?:note|notice)|expression of concern|"
    r"comments? on|reply to|response to)\b",
    re.IGNORECASE,
)
_NOTICE_TYPES: Final = frozenset(
    {"Published Erratum", "Retraction of Publication", "Retraction Notice", "Expression of Concern",
     "Comment", "News"}
)  # fmt: skip


def is_notice(facts: ReportFacts) -> bool:
    """Whether the report is itself a notice or a comment on another."""
    report = facts.report
    title = report.title.text if report.title else ""
    return (
        bool(_NOTICE_TYPES & set(report.publication_types))
        or bool(_NOTICE_TITLE.match(title))
        or any(notice.direction == "of" for notice in report.notices)
    )


def is_prevention(facts: ReportFacts) -> bool:
    """Whether the aim is to prevent a condition that people do not have yet."""
    aim = " ".join(line.text for line in facts.body("title", "objective"))
    title = facts.report.title.text if facts.report.title else ""
    is_treatment = bool(_TREATS.search(title)) and not _PREVENTS.search(title)
    return bool(_PREVENTS.search(aim)) and not is_treatment


def status_of(
    facts: ReportFacts, claim: Claim, shortfalls: Sequence[str], prevents: bool
) -> tuple[ItemStatus, str]:
    """The status of a link and its reason; `shortfalls` are slots met only indirectly."""
    if notice := _notice_status(facts):
        return notice
    if facts.design == "protocol":
        return ItemStatus.ONGOING, "a plan: no results yet"
    if why := _without_findings(facts, claim):
        return ItemStatus.EXCLUDED, why
    if prevents and not claim.scope.prevention_is_direct:
        return ItemStatus.INDIRECT, "prevention, not treatment"
    if shortfalls:
        return ItemStatus.INDIRECT, "; ".join(shortfalls)
    return ItemStatus.COUNTED, "direct"


def _notice_status(facts: ReportFacts) -> tuple[ItemStatus, str] | None:
    report = facts.report
    title = report.title.text if report.title else ""
    if why := why_retracted(report.notices, report.publication_types, title):
        return ItemStatus.RETRACTED, why
    if _WITHDRAWN.match(title):
        return ItemStatus.WITHDRAWN, "the title says that the report was withdrawn"
    return None


def _without_findings(facts: ReportFacts, claim: Claim) -> str | None:
    """Why a report has no findings that could count for a claim of this kind."""
    design = facts.design or "unknown design"
    if claim.kind in _STATED and (not claim.scope.harms or design == "guideline"):
        return None
    if facts.report.abstract and not facts.body(*TELLING) and not claim.scope.harms:
        return "the abstract gives no results"
    if design == "survey" and claim.kind is ClaimKind.MECHANISM:
        return None  # "surveyed" is said of the literature; people are not asked about mechanisms
    if design not in _NO_FINDINGS or (claim.scope.harms and design in _HARM_SOURCES):
        return None
    return f"{design.replace('_', ' ')}: no findings of its own on this question"
