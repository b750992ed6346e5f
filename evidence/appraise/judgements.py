"""Decisions of people laid over what the rules suggest: shown as theirs, never erased (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evidence.models import (
    Certainty,
    Claim,
    ClaimKind,
    Decision,
    EvidenceItem,
    ItemStatus,
    Stance,
    Verdict,
)

_RESULT_WORDS: Final = ("supported", "supported_with_limits", "mixed", "insufficient", "surrogate_only",
                        "preclinical_only", "contradicted", "not_found")  # fmt: skip
#: The verdicts of kinds that have words of their own (DESIGN.md).
VERDICT_WORDS: Final[Mapping[ClaimKind, tuple[str, ...]]] = {
    ClaimKind.NAMED_STUDY: ("matches", "matches_in_part", "misreported", "no_match"),
    ClaimKind.TRADITION: ("belief_documented",),
    ClaimKind.ADVICE: ("consistent", "incomplete", "conflicts"),
    ClaimKind.VALUE_WORD: ("not_checkable",),
}
_WHAT: Final = ("stance", "status", "verdict", "certainty", "wording")
#: A person may not make a retracted or withdrawn report count.
_LOCKED: Final = frozenset({ItemStatus.RETRACTED, ItemStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision and what became of it: in_force, superseded, questioned or unused.

    `why` says for a reader why it is not simply in force; None where it is. `contradicted_by`
    names somebody else whose later decision says otherwise; None where nobody's does.
    """

    decision: Decision
    state: str
    why: str | None = None
    contradicted_by: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it shapes what is shown; a questioned one still does, with a mark."""
        return self.state in ("in_force", "questioned")


def judgements(
    decisions: Sequence[Decision], items: Iterable[EvidenceItem], claims: Mapping[str, Claim]
) -> tuple[Judgement, ...]:
    """The state of each decision, in the order written; the last word on a point stands."""
    held = {(item.claim_id, item.report_id): item for item in items}
    last = {_key(d): d for d in sorted(decisions, key=lambda d: (d.decided_on, d.line))}
    return tuple(_judgement(d, last[_key(d)], held, claims) for d in decisions)


def _key(decision: Decision) -> tuple[str, str | None, str]:
    return decision.claim_id, decision.report_id, decision.what


def _judgement(
    decision: Decision, last: Decision, held: Mapping[tuple[str, str], EvidenceItem],
    claims: Mapping[str, Claim],
) -> Judgement:
    if decision is not last:
        is_same = decision.value == last.value
        why = "repeated" if is_same else f"contradicted by {last.by} on {last.decided_on.isoformat()}"
        other = last.by if not is_same and last.by != decision.by else None
        return Judgement(decision, "superseded", why, other)
    if decision.claim_id not in claims or decision.what not in _WHAT:
        return Judgement(decision, "unused", "no such claim, or nothing that can be decided")
    is_word = decision.what != "wording"  # a wording is a person's own text
    if is_word and decision.value not in _values(decision.what, claims[decision.claim_id].kind):
        return Judgement(decision, "unused", f"{decision.value!r} is no {decision.what} of this kind of claim")
    if decision.report_id is None:
        is_whole = decision.what in ("verdict", "certainty", "wording")
        return Judgement(decision, "in_force" if is_whole else "unused", None if is_whole else "names no report")
    item = held.get((decision.claim_id, decision.report_id))
    if item is None:
        return Judgement(decision, "unused", "the report bears on this claim no more, or is not held")
    if item.status in _LOCKED:
        return Judgement(decision, "questioned", f"the report is {item.status.value} now")
    return Judgement(decision, "in_force")


def _values(what: str, kind: ClaimKind) -> Iterable[str]:
    if what == "verdict":
        return VERDICT_WORDS.get(kind, _RESULT_WORDS)
    if what == "certainty":
        return tuple(Certainty) if kind not in VERDICT_WORDS else ()
    return tuple(Stance) if what == "stance" else tuple(ItemStatus)


def decided_items(
    items: Iterable[EvidenceItem], judged: Sequence[Judgement]
) -> tuple[EvidenceItem, ...]:
    """Evidence items with the stances and statuses that people decided, named by `decided_by`."""
    by_item: dict[tuple[str, str], list[Decision]] = {}
    for judgement in judged:
        decision = judgement.decision
        if judgement.holds and decision.report_id is not None:
            by_item.setdefault((decision.claim_id, decision.report_id), []).append(decision)
    return tuple(_decided(item, by_item.get((item.claim_id, item.report_id), ())) for item in items)


def _decided(item: EvidenceItem, decisions: Sequence[Decision]) -> EvidenceItem:
    for decision in decisions:
        if decision.what == "stance" and decision.value in set(Stance):
            item = replace(item, stance=Stance(decision.value), decided_by=decision.by)
        if decision.what == "status" and decision.value in set(ItemStatus) and item.status not in _LOCKED:
            item = replace(item, status=ItemStatus(decision.value), decided_by=decision.by)
    return item


def decided_verdict(
    suggested: Verdict, judged: Sequence[Judgement], fingerprint: str
) -> tuple[Verdict, str, tuple[Judgement, ...]]:
    """(the verdict to show, who decided it, the claim's judgements with their states).

    A decision made on other evidence than today's (its fingerprint differs) still
    stands and is questioned. The machine's own suggestion is told in the reasons.
    """
    by, made = "machine", []
    shown = suggested
    for judgement in judged:
        decision = judgement.decision
        if decision.claim_id != suggested.claim_id or decision.report_id is not None or not judgement.holds:
            continue
        is_stale = decision.fingerprint not in (None, "", fingerprint)
        stale = replace(judgement, state="questioned", why="the evidence changed since")
        made.append(stale if is_stale else judgement)
        told = (f"Decided by {decision.by} ({decision.role}) on {decision.decided_on.isoformat()}: {decision.why}",
                f"The rules suggest {suggested.verdict}.")  # fmt: skip
        if decision.what == "verdict":
            shown, by = replace(shown, verdict=decision.value, reasons=(*told, *shown.reasons)), decision.by
        elif decision.what == "certainty" and decision.value in set(Certainty):
            rated = f"Judged {decision.value} by {decision.by}: {decision.why}"
            shown = replace(shown, certainty=Certainty(decision.value),
                            certainty_reasons=(rated, *shown.certainty_reasons))  # fmt: skip
            by = decision.by
    return shown, by, tuple(made)
