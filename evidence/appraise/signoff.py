"""What re-opens a sign-off, and what waits: verdicts that hold still (pure).

Rules: a retraction or concern on counted evidence, a new systematic review or
guideline, a new randomized trial of some weight, a serious-harm signal, a changed
verdict. Anything else waits in a queue.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from evidence.appraise.rules import Rules
from evidence.appraise.verdict_case import ClaimCase, counts, fingerprint
from evidence.errors import QueriesError
from evidence.models import ItemStatus, Signoff, Verdict

#: From weakest to strongest; words of other kinds of claim have no order.
_STRENGTH: Final = {"contradicted": 0, "not_found": 1, "insufficient": 1, "preclinical_only": 2,
                    "surrogate_only": 3, "mixed": 4, "supported_with_limits": 5, "supported": 6,
                    "no_match": 0, "misreported": 0, "matches_in_part": 1, "matches": 2,
                    "conflicts": 0, "incomplete": 1, "consistent": 2}  # fmt: skip
_NOTICES: Final = {"retraction": "was retracted", "expression_of_concern": "has an expression of concern",
                   "retraction_and_replacement": "was retracted and replaced"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """A claim's counted evidence at one build, small enough to be kept with it.

    `studies` maps the report id of each counted randomized trial to its people (0
    where not stated), `reviews` are counted systematic reviews, `guidelines` ids,
    `noticed` maps report ids to notices that matter on counted or once counted reports.
    `code_version` is what built it: changes that come from code or rules alone are
    told apart from changes in the evidence.
    """

    verdict: str
    fingerprint: str
    n_participants: int
    trials: dict[str, int] = field(default_factory=dict)
    reviews: frozenset[str] = frozenset()
    guidelines: frozenset[str] = frozenset()
    noticed: frozenset[tuple[str, str]] = frozenset()
    harm_signal: bool = False
    rules_version: str = ""
    code_version: str = ""


def state_text(state: EvidenceState) -> str:
    """A state as compact JSON, to be kept with a sign-off; `state_from_text` reads it back."""
    held: dict[str, Any] = asdict(state)
    for name in ("reviews", "guidelines", "noticed"):
        held[name] = sorted(held[name])
    return json.dumps(held, sort_keys=True, separators=(",", ":"))


def state_from_text(text: str) -> EvidenceState:
    """The state that `state_text` wrote. Raises ValueError for anything else."""
    try:
        held = json.loads(text)
        held["noticed"] = frozenset((report, kind) for report, kind in held["noticed"])
        for name in ("reviews", "guidelines"):
            held[name] = frozenset(held[name])
        return EvidenceState(**held)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not the state of a claim's evidence: {error}") from error


def evidence_state(case: ClaimCase, suggested: Verdict, code_version: str = "") -> EvidenceState:
    """The state of a claim's evidence, to be compared with a later one."""
    noticed = {
        (item.report_id, notice.kind)
        for item in case.items
        if item.status in (ItemStatus.COUNTED, ItemStatus.RETRACTED) and item.report_id in case.reports
        for notice in case.reports[item.report_id].notices
        if notice.direction == "on" and notice.kind in _NOTICES
    }
    noticed |= {(item.report_id, "retraction") for item in case.of_status(ItemStatus.RETRACTED)}
    return EvidenceState(
        suggested.verdict, fingerprint(case), counts(case).get("n_participants", 0),
        {s.study_id: s.n or 0 for s in case.rcts},
        frozenset(s.study_id for s in case.reviews),
        frozenset(g.guideline_id for g in case.guidelines),
        frozenset(noticed), suggested.harm_signal, suggested.rules_version, code_version,
    )  # fmt: skip


def reopens(
    signoff: Signoff, before: EvidenceState, after: EvidenceState, rules: Rules
) -> tuple[str, ...]:
    """Why a sign-off expires, in sentences; empty while it stands.

    A sign-off whose fingerprint is today's never expires through evidence.
    """
    if signoff.fingerprint == after.fingerprint and before.verdict == after.verdict:
        return ()
    reasons = [f"{report} {_NOTICES[kind]}." for report, kind in sorted(after.noticed - before.noticed)]
    reasons += [f"A new systematic review is counted: {r}." for r in sorted(after.reviews - before.reviews)]
    reasons += [f"A new guideline bears on the claim: {g}." for g in sorted(after.guidelines - before.guidelines)]
    reasons += _new_trials(before, after, rules)
    if after.harm_signal and not before.harm_signal:
        reasons.append("A report of serious harm asks for a person's eye.")
    if after.verdict != before.verdict:
        reasons.append(_changed(before, after))
    return tuple(reasons)


def _new_trials(before: EvidenceState, after: EvidenceState, rules: Rules) -> list[str]:
    told = []
    for trial in sorted(set(after.trials) - set(before.trials)):
        n = after.trials[trial]
        share = n / before.n_participants if before.n_participants else float(n > 0)
        if n >= rules.signoff_new_participants_min or share >= rules.signoff_new_participants_share_min:
            told.append(f"A new randomized trial with {n:,} people is counted: {trial}.")
    return told


def _changed(before: EvidenceState, after: EvidenceState) -> str:
    is_evidence = before.fingerprint != after.fingerprint
    cause = "" if is_evidence else " through changed rules or code alone; the evidence is the same"
    return f"The verdict changed from {before.verdict} to {after.verdict}{cause}."


def change_of(before: str, after: str) -> str:
    """same, upgrade, downgrade or other: an upgrade needs a person, a downgrade shows at once.

    >>> change_of("mixed", "supported"), change_of("supported", "insufficient")
    ('upgrade', 'downgrade')
    """
    if before == after:
        return "same"
    one, other = _STRENGTH.get(before), _STRENGTH.get(after)
    if one is None or other is None or one == other:
        return "other"
    return "upgrade" if other > one else "downgrade"


def shown_verdict(signed: str, suggested: str) -> tuple[str, str | None]:
    """(the verdict to show, a remark or None) where a person signed `signed` off.

    >>> shown_verdict("mixed", "supported")
    ('mixed', 'The rules now suggest supported; raising a verdict needs a person.')
    >>> shown_verdict("supported", "insufficient")
    ('insufficient', 'Under review: signed off as supported.')
    """
    change = change_of(signed, suggested)
    if change == "same":
        return signed, None
    if change == "upgrade":
        return signed, f"The rules now suggest {suggested}; raising a verdict needs a person."
    return suggested, f"Under review: signed off as {signed}."


def approved_states(topic: str, signoffs: Sequence[Signoff]) -> dict[str, EvidenceState]:
    """What the newest sign-off of each claim approved, where it kept that.

    Raises QueriesError, naming file and line, for a state that cannot be read.
    """
    held: dict[str, EvidenceState] = {}
    for claim_id, signoff in latest_by_claim(signoffs).items():
        if signoff.evidence is None:
            continue
        try:
            held[claim_id] = state_from_text(signoff.evidence)
        except ValueError as error:
            raise QueriesError(
                f"topics/{topic}/signoffs.csv", signoff.line, f"evidence is damaged: {error}",
                "empty that field; the sign-off is then compared by its fingerprint alone",
            ) from error  # fmt: skip
    return held


def held_by_signoff(suggested: Verdict, approved: EvidenceState | None) -> Verdict:
    """The verdict to show where a claim was signed off: an upgrade waits for a person, a
    downgrade shows at once as under review. The verdict itself where nothing was signed."""
    if approved is None:
        return suggested
    shown, remark = shown_verdict(approved.verdict, suggested.verdict)
    if remark is None:
        return suggested
    return replace(suggested, verdict=shown, suggested=suggested.verdict, remark=remark)


def latest_by_claim(signoffs: Sequence[Signoff]) -> dict[str, Signoff]:
    """The newest sign-off of each claim; of one day the last written."""
    held: dict[str, Signoff] = {}
    for signoff in sorted(signoffs, key=lambda s: (s.signed_on, s.line)):
        held[signoff.claim_id] = signoff
    return held


@dataclass(frozen=True, slots=True)
class SignoffState:
    """A sign-off and what became of it: in_force, expired or superseded, and why."""

    signoff: Signoff
    state: str
    expired_because: tuple[str, ...] = ()


def signoff_states(
    signoffs: Sequence[Signoff],
    before: Mapping[str, EvidenceState],
    after: Mapping[str, EvidenceState],
    rules: Rules,
) -> tuple[SignoffState, ...]:
    """The state of each sign-off of a topic, in the order written.

    `after` holds today's evidence by claim id, `before` that of the publication which
    was signed off. Where that is not held and the fingerprints differ, the sign-off
    expires: what it approved cannot be compared.
    """
    latest = latest_by_claim(signoffs)
    return tuple(_state(s, latest[s.claim_id] is s, before, after, rules) for s in signoffs)


def _state(
    signoff: Signoff, is_latest: bool, before: Mapping[str, EvidenceState],
    after: Mapping[str, EvidenceState], rules: Rules,
) -> SignoffState:  # fmt: skip
    if not is_latest:
        return SignoffState(signoff, "superseded")
    now, then = after.get(signoff.claim_id), before.get(signoff.claim_id)
    if now is None:
        return SignoffState(signoff, "expired", ("The claim is no longer part of the article.",))
    if then is not None:
        why = reopens(signoff, then, now, rules)
    elif signoff.fingerprint != now.fingerprint:
        why = ("The evidence changed, and what was signed off is not held for comparison.",)
    else:
        why = ()
    return SignoffState(signoff, "expired" if why else "in_force", why)
