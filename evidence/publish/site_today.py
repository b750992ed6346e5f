"""What needs a person today, by risk: the first screen of a topic's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.publish.site_words import CHANGE_WORDS, plain, verdict_mark

Row = Mapping[str, Any]
Need = dict[str, Any]
_MISREAD = ("misreported", "contradicted", "conflicts")


def needs(
    claims: list[dict[str, Any]], sentences: list[dict[str, Any]],
    changes: list[dict[str, Any]], omissions: list[dict[str, Any]],
) -> list[Need]:
    """Groups {title, why, entries: [{text, detail, href}]}, gravest first; empty ones left out."""
    found = [
        _need("Retracted or withdrawn evidence under a claim",
              "It counts for nothing; check that the article does not lean on it.",
              (_claim(c, f"items: {c['n_retracted']}") for c in claims if c["n_retracted"])),
        _need("Harm signal", "A report of harm asks for your eye.",
              (_claim(c) for c in claims if c["harm_signal"])),
        _need("Verdict or notice changed", "Since the publication before.",
              (_change(c) for c in changes if c["kind"] in ("verdict", "notice", "withdrawn_report"))),
        _need("The evidence speaks against the article", "Correct these sentences first.",
              (_claim(c) for c in claims if c["verdict"] in _MISREAD)),
        _need("Serious harms the article does not mention", "A fair article says these.",
              ({"text": o["statement"], "detail": o["why"], "href": None}
               for o in omissions if o["state"] == "absent" and o["is_serious_harm"])),
        _need("Wording stronger than its evidence", "A suggested sentence is on each.",
              ({"text": s["text"], "detail": s["wording_problem"], "href": f"#s{s['sentence_no']}"}
               for s in sentences if s["wording_problem"])),
        _need("Sign-off expired", "Evidence or rules moved since it was given.",
              (_claim(c, f"signed {c['signed_off_on']}") for c in claims
               if c["signoff_state"] == "expired")),
        _need("New or changed evidence", "Since the publication before.",
              (_change(c) for c in changes if c["kind"] in ("new_item", "lost_item", "stance", "status"))),
        _need("Not signed off yet", "No person has approved these as published.",
              (_claim(c) for c in claims if not c["signoff_state"])),
    ]  # fmt: skip
    return [need for need in found if need["entries"]]


def standing(
    previous: Row | None, is_same: bool, searches: list[dict[str, Any]], n_records: int
) -> str:
    """One true sentence on what changed and what was searched.

    >>> standing(None, False, [], 3)
    'First publication. Not searched: 3 records were read from files.'
    """
    if searches:
        through = max(str(s["started_at"])[:10] for s in searches)
        n_strategies = len({s["strategy_id"] for s in searches})
        told = (f"Searched through {through}, strategies: {n_strategies}, "
                f"records checked: {n_records:,}.")  # fmt: skip
    else:
        told = f"Not searched: {n_records:,} records were read from files."
    if previous is None:
        return "First publication. " + told
    since = str(previous["published_at"])[:10]
    if is_same:
        return f"Nothing changed since {since}. " + told
    return f"Changed since the publication of {since}. " + told


def _need(title: str, why: str, entries: Iterable[dict[str, Any]]) -> Need:
    return {"title": title, "why": why, "entries": list(entries)}


def _claim(claim: Row, detail: str | None = None) -> dict[str, Any]:
    word = verdict_mark(claim["verdict"]).word
    return {"text": claim["quote"], "detail": detail or word,
            "href": f"claims/{claim['claim_id']}.html"}  # fmt: skip


def _change(change: Row) -> dict[str, Any]:
    about = " · ".join(str(change[k]) for k in ("claim_id", "report_id") if change[k])
    moved = f"{plain(change['before'] or 'none')} → {plain(change['after'] or 'none')}"
    if change["cause"] == "code_or_rules":
        moved += " (our rules or code changed, not the evidence)"
    href = f"claims/{change['claim_id']}.html" if change["claim_id"] else None
    return {"text": f"{CHANGE_WORDS.get(change['kind'], plain(change['kind']))}: {about}",
            "detail": moved, "href": href}  # fmt: skip
