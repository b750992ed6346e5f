"""Decisions newer than a publication, laid over what is published (pure).

What a person decides shows at once; what it makes of the verdict is in `evidence.pipeline.previewing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from evidence.appraise.wording_ladder import allowed_rung, strength
from evidence.models import Decision, Signoff

Row = dict[str, Any]
_LOCKED: Final = ("retracted", "withdrawn")
_LADDER_KINDS: Final = ("efficacy", "mechanism")


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """One claim as an editor sees it while deciding.

    `newer` are decisions that no publication holds yet, `signoff` the last sign-off
    written, `is_signed_newly` whether no publication holds it. `adopted` is the wording a
    person chose, and `too_strong` says why nothing would be cited under it.
    """

    items: tuple[Row, ...]
    newer: tuple[Decision, ...]
    adopted: str | None
    too_strong: str | None
    verdict: str | None
    certainty: str | None
    signoff: Signoff | None
    is_signed_newly: bool

    @property
    def counts(self) -> Mapping[str, int]:
        """Counted reports by stance, decisions laid over."""
        return Counter(str(i["stance"]) for i in self.items if i["status"] == "counted")


def claim_review(
    claim: Row, items: Sequence[Row], decisions: Sequence[Decision], signoffs: Sequence[Signoff],
    judged: Sequence[Row], signed: Sequence[Row],
) -> ClaimReview:  # fmt: skip
    """A claim with the decisions and sign-offs of the files laid over published rows.

    `judged` and `signed` are the published rows of `judgement` and `signoff`.
    """
    mine = sorted(
        (d for d in decisions if d.claim_id == claim["claim_id"]),
        key=lambda d: (d.decided_on, d.line),
    )
    last = {(d.report_id, d.what): d for d in mine}
    known = {_key_of_row(row) for row in judged}
    adopted = last.get((None, "wording"))
    verdict, certainty = last.get((None, "verdict")), last.get((None, "certainty"))
    own = [s for s in signoffs if s.claim_id == claim["claim_id"]]
    signoff = max(own, key=lambda s: (s.signed_on, s.line), default=None)
    held = {(s["signed_by"], s["role"], s["signed_on"], s["fingerprint"]) for s in signed
            if s["claim_id"] == claim["claim_id"]}  # fmt: skip
    return ClaimReview(
        items=tuple(_decided(item, last) for item in items),
        newer=tuple(d for d in mine if _key(d) not in known),
        adopted=adopted.value if adopted else None,
        too_strong=too_strong(claim, adopted.value) if adopted else None,
        verdict=verdict.value if verdict else None,
        certainty=certainty.value if certainty else None,
        signoff=signoff,
        is_signed_newly=signoff is not None
        and (signoff.by, signoff.role, signoff.signed_on, signoff.fingerprint) not in held,
    )  # fmt: skip


def _decided(item: Row, last: Mapping[tuple[str | None, str], Decision]) -> Row:
    """An item with the last word on it; a retracted report stays what it is."""
    made = dict(item)
    for what in ("stance", "status"):
        decision = last.get((item["report_id"], what))
        if decision is None or (what == "status" and item["status"] in _LOCKED):
            continue
        made |= {what: decision.value, "decided_by": decision.by, "why": decision.why}
    return made


def too_strong(claim: Row, wording: str) -> str | None:
    """Why a wording says more than the evidence on a claim; None where it does not."""
    if claim["kind"] not in _LADDER_KINDS:
        return None
    read = strength(wording)
    if read.rung <= allowed_rung(claim["verdict"], claim["certainty"]):
        return None
    return f"“{read.word}” is stronger than the evidence on this claim: nothing will be cited under it."


def _key(decision: Decision) -> tuple[Any, ...]:
    return (decision.claim_id, decision.report_id, decision.what, decision.value, decision.by,
            decision.decided_on, decision.why)  # fmt: skip


def _key_of_row(row: Row) -> tuple[Any, ...]:
    return (row["claim_id"], row["report_id"], row["what"], row["value"], row["decided_by"],
            row["decided_on"], row["why"])  # fmt: skip
