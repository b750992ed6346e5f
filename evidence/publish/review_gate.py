"""Whether an article may be called reviewed: the gate before JSON-LD and the badge (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from evidence.publish.sentence_citations import sentence_texts

Rows = Callable[..., list[dict[str, Any]]]


def open_points(rows: Rows, topic: str, *, is_sample: bool) -> list[str]:
    """Why an article may not be called reviewed, in sentences; empty where it may.

    It may when it was searched for, every claim has a sign-off in force, no
    sentence says more than its evidence, and no serious harm is left out. A retracted or
    withdrawn report under a claim keeps it open until a sign-off given with it in sight: one
    given before has expired by the rules.
    """
    claims = rows("claim_summary", topic=topic)
    signed = {s["claim_id"] for s in signoffs_in_force(rows, topic)}
    told = ["These are demonstration records, not the result of a search."] if is_sample else []
    if not is_sample and not rows("search_run", topic=topic):
        told.append("No search was run: the records were read from files.")
    told += _some(
        (c["claim_id"] for c in claims if c["claim_id"] not in signed), "no sign-off in force"
    )
    told += ["The article has no claim."] if not claims else []
    told += _some(
        (f"sentence {n}" for n in overclaims(rows, topic)), "wording stronger than its evidence"
    )
    harms = (
        o for o in rows("omission", topic=topic) if o["state"] == "absent" and o["is_serious_harm"]
    )
    told += _some((o["omission_id"] for o in harms), "a serious harm is not mentioned")
    retracted = (c["claim_id"] for c in claims if c["n_retracted"] and c["claim_id"] not in signed)
    told += _some(retracted, "retracted or withdrawn evidence under the claim")
    return told


def overclaims(rows: Rows, topic: str) -> list[int]:
    """Numbers of sentences that say more than their evidence, adopted wordings considered."""
    return [text.sentence_no for text in sentence_texts(rows, topic) if text.withheld]


def signoffs_in_force(rows: Rows, topic: str) -> list[dict[str, Any]]:
    """The sign-offs that stand, in the order of claims."""
    held = [s for s in rows("signoff", topic=topic) if s["state"] == "in_force"]
    return sorted(held, key=lambda s: (s["claim_id"], s["signed_on"]))


def _some(names: Iterable[str], what: str) -> list[str]:
    held = list(names)
    shown = ", ".join(held[:5]) + (f" and {len(held) - 5} more" if len(held) > 5 else "")
    return [f"{what[:1].upper()}{what[1:]}: {shown}."] if held else []


def reviewed_facts(rows: Rows, topic: str) -> Mapping[str, Any]:
    """Who reviewed, and the day up to which the whole article is reviewed.

    That day is the earliest of the sign-offs in force: no later one covers every claim.
    """
    held = signoffs_in_force(rows, topic)
    people = {(s["signed_by"], s["role"]): None for s in held}
    return {
        "last_reviewed": min(s["signed_on"] for s in held) if held else None,
        "people": list(people),
    }
