"""The verdict on "it is safe": events over people, never votes.

Sources: Cochrane Handbook 19 (adverse effects); rule of three (Hanley and
Lippman-Hand 1983, JAMA 249:1743). Silence on harm is no reassurance, and a case
report is a signal, not a rate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.harm_reports import has_harm_signal
from evidence.appraise.safety_events import FOLLOWED, harm_counts, upper_limit
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_reviews import is_on_harm
from evidence.appraise.verdict_study import StudyView
from evidence.models import Claim, Stance

_SIGNALS: Final = frozenset({"case_report", "case_series"})
_RARE: Final = frozenset({"serious_harm", "bleeding"})
_UNCOUNTED: Final = re.compile(r"\b(?:few|rare(?:ly)?|most common|hardly any|little)\b", re.IGNORECASE)
_EVENTS_MAX: Final = 4


_REASSURING: Final = re.compile(
    r"\b(?:safe(?:ly|ty|r|st)?|few|rare(?:ly)?|mild(?:ly|est)?|minor|minimal(?:ly)?|harmless|gentle|"
    r"well[- ]tolerated|low[- ]risk|little|hardly|seldom|slight(?:ly)?|without|not?)\b", re.IGNORECASE
)  # fmt: skip


def reassures(case: ClaimCase) -> bool:
    """Whether the statement says that harm is absent, rare or slight.

    One that does not ("very high doses can raise calcium in the blood") warns of a harm:
    studies in which nothing happened do not bear it out, and must never be told as such.
    """
    return bool(_REASSURING.search(case.claim.quote))


def is_rare_harm(claim: Claim) -> bool:
    """Whether a claim asks about harm that only large numbers can show."""
    return bool(_RARE & set(claim.scope.harms))


def safety_ruling(case: ClaimCase) -> tuple[str, str]:
    """(verdict, the sentence that says why)."""
    if not case.items:
        return "not_found", "No report held bears on this statement."
    if not reassures(case):
        return "insufficient", ("The statement warns of a harm. Whether it can happen is told by single cases, "
                                "how often by studies that looked for it; a person should judge.")  # fmt: skip
    looked = [s for s in case.studies if s.design not in _SIGNALS and s.group not in ("opinion", "preclinical")]
    told = [s for s in looked if s.stance not in (None, Stance.INCONCLUSIVE)]
    if not told:
        return "insufficient", "Harms were not looked for, or not described, in any counted study."
    pro = [s for s in told if s.stance is Stance.SUPPORTS]
    con = [s for s in told if s.stance is Stance.CONTRADICTS]
    if con and not pro:
        return "contradicted", (f"{_studies(con)} {'reports' if len(con) == 1 else 'report'} harm against the "
                                "statement, and none supports it.")  # fmt: skip
    if con and _outweighs(con, pro):
        return "mixed", (f"Harm against the statement is reported from up to {_largest(con):,} people, "
                         f"support from up to {_largest(pro):,}.")  # fmt: skip
    return _by_numbers(case, pro, told)


def _studies(studies: Sequence[StudyView]) -> str:
    return f"{len(studies)} {'study' if len(studies) == 1 else 'studies'}"


def _largest(studies: Sequence[StudyView]) -> int:
    return max((s.n or 0 for s in studies), default=0)


def _outweighs(con: Sequence[StudyView], pro: Sequence[StudyView]) -> bool:
    """By people followed, never by the number of studies; a review that reports harm always does."""
    return any(s.is_review for s in con) or _largest(con) >= _largest(pro)


def followed(case: ClaimCase, studies: Sequence[StudyView]) -> StudyView | None:
    """The largest study whose people were treated and followed; a review of harm only where there is no other."""
    able = [s for s in studies if s.n and (s.design in FOLLOWED or (s.is_review and is_on_harm(case, s)))]
    return max(able, key=lambda s: (not s.is_review, s.n or 0, s.report_id), default=None)


def _by_numbers(
    case: ClaimCase, pro: Sequence[StudyView], told: Sequence[StudyView]
) -> tuple[str, str]:
    is_rare = is_rare_harm(case.claim)
    rules = case.rules
    needed = rules.safety_rare_harm_patients_min if is_rare else rules.safety_common_harm_patients_min
    largest = followed(case, pro)
    n = (largest.n or 0) if largest else 0
    if largest is None or n < needed:
        held = (f"The largest supporting study that followed its people names {n:,}" if n else
                "No supporting study tells how many people it followed")  # fmt: skip
        kind = "rare" if is_rare else "common"
        return "insufficient", f"{held}; {needed:,} are needed before {kind} harm can be called unlikely."
    doubts = [s for s in told if s.stance is not Stance.SUPPORTS]
    year = f", {case.year(largest)}" if case.year(largest) else ""
    how = (largest.design or "study").replace("_", " ")
    text = (f"Harms were looked for in studies of up to {n:,} people (the largest: {how}{year}, "
            f"{largest.report_id}); a harm never seen among them could still strike up to "
            f"{upper_limit(0, n) * 10_000:.2g} in 10,000.")  # fmt: skip
    if is_rare or doubts or has_harm_signal(case):
        return "supported_with_limits", text + " Serious harms are rare but do happen."
    if _UNCOUNTED.search(case.claim.quote):
        return "supported_with_limits", text + " The statement itself gives no figure to check."
    return "supported", text


def rate_sentences(case: ClaimCase) -> tuple[str, ...]:
    """Serious events over people, one sentence per study that gives both figures."""
    told = harm_counts(case, n_printed=_EVENTS_MAX)
    return tuple(dict.fromkeys(
        f"{e.n_events or 'No'} {e.term} in {e.n_people:,} people ({e.report_id}): at most "
        f"{e.upper_limit * 10_000:.2g} in 10,000 (upper 95% limit)." for e in told
    ))  # fmt: skip
