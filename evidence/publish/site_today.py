"""What needs a person today, by risk: the first screen of a topic's page (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evidence.publish.harm_told import first_of
from evidence.publish.site_words import CHANGE_WORDS, is_counted_by_events, plain, verdict_mark

Row = Mapping[str, Any]
Need = dict[str, Any]
_MISREAD = ("misreported", "contradicted", "conflicts")
_GRAVE_NOTICES = ("retraction", "retraction_and_replacement", "expression_of_concern")
_MILD_NOTICES = ("correction", "reinstatement")
_MOVES = ("new_item", "lost_item", "stance", "status", "certainty", "changed_report")
_MOST_TOLD = 3
_CITED_KINDS = ("background", "mechanism", "efficacy", "named_study", "safety", "advice")


def needs(
    claims: Sequence[Row], sentences: Sequence[Row], changes: Sequence[Row],
    omissions: Sequence[Row], told: Mapping[str, str],
) -> list[Need]:  # fmt: skip
    """Groups {key, title, why, tone, entries: [{text, detail, href}]}, gravest first; empty ones left out.

    What a standing sign-off approved (wording, citations) is not asked for again.
    `told` names reports for people, by report id; claims carry n_to_cite, is_unclear and
    harm_lines.
    """
    quotes = {claim["claim_id"]: _named(claim) for claim in claims}
    found = [
        *_alarms(claims, changes, omissions, quotes, told),
        *_edits(claims, sentences),
        *_waiting(claims, changes, quotes, told),
    ]
    return [need for need in found if need["entries"]]


def _alarms(
    claims: Sequence[Row], changes: Sequence[Row], omissions: Sequence[Row],
    quotes: Mapping[str, str], told: Mapping[str, str],
) -> list[Need]:  # fmt: skip
    gone = [c for c in changes if c["kind"] == "withdrawn_report"
            or (c["kind"] == "notice" and (c["after"] or c["before"]) in _GRAVE_NOTICES)]  # fmt: skip
    moved = [c for c in changes if c["kind"] == "verdict"]
    return [
        _need("retracted", "Retracted or withdrawn evidence under a claim", "against",
              "It counts for nothing. Check that the article does not lean on it.",
              [*(_claim(c, f"items: {c['n_retracted']}") for c in claims if c["n_retracted"]),
               *(_change(c, quotes, told) for c in gone)]),
        _need("verdict", "Verdict moved", "against", "Since the publication before.",
              (_change(c, quotes, told) for c in moved)),
        _need("harm", "Harm signal", "against", "A report of harm asks for your eye.",
              _wholes(sorted((c for c in claims if c["harm_signal"]), key=lambda c: not is_counted_by_events(c)),
                      told=_harm)),
        _need("omission", "Serious harms the article does not mention", "against", "A fair article says these.",
              ({"text": o["statement"], "detail": o["why"], "href": "#omissions"}
               for o in omissions if o["state"] == "absent" and o["is_serious_harm"])),
        _need("against", "The evidence speaks against the article", "against", "Correct these sentences first.",
              _wholes([c for c in claims if c["verdict"] in _MISREAD])),
    ]  # fmt: skip


def _edits(claims: Sequence[Row], sentences: Sequence[Row]) -> list[Need]:
    signed = {c["claim_id"] for c in claims if c["signoff_state"] == "in_force"}
    worded = [s for s in sentences if s["is_open"]
              and not (s["claim_ids"] and set(s["claim_ids"]) <= signed)]  # fmt: skip
    uncited = [c for c in claims if c["n_to_cite"] and c["kind"] in _CITED_KINDS
               and c["claim_id"] not in signed]  # fmt: skip
    return [
        _need("wording", "Wording stronger than its evidence", "mixed",
              "A suggested sentence waits at most of them, with a button to copy it.",
              ({"text": s["text"], "detail": _first(s["wording_problem"]), "href": f"#s{s['sentence_no']}"}
               for s in worded)),
        _need("citation", "Citation needed", "mixed", "The article cites nothing here; what to cite waits.",
              _wholes(uncited, lambda c: f"{c['n_to_cite']} ready", "#cite")),
    ]  # fmt: skip


def _waiting(
    claims: Sequence[Row],
    changes: Sequence[Row],
    quotes: Mapping[str, str],
    told: Mapping[str, str],
) -> list[Need]:
    moved = [c for c in changes if c["kind"] in _MOVES
             or (c["kind"] == "notice" and (c["after"] or c["before"]) in _MILD_NOTICES)]  # fmt: skip
    return [
        _need("expired", "Sign-off expired", "mixed", "Evidence or rules moved since it was given.",
              (_claim(c, f"signed {c['signed_off_on']} by {c['signed_off_by']}", "#decisions") for c in claims
               if c["signoff_state"] == "expired")),
        _need("new", "New or changed evidence", "open", "Since the publication before.",
              _by_claim(moved, quotes, told)),
        _need("unsigned", "Not signed off yet", "open", "No person has approved these as published.",
              _wholes([c for c in claims if not c["signoff_state"]])),
    ]  # fmt: skip


def standing(
    previous: Row | None,
    is_same: bool,
    touched: Row | None,
    searches: Sequence[Row],
    n_records: int,
) -> str:
    """One true sentence on what changed and what was searched.

    `previous` is the manifest of the publication before, None for a first one; `touched`
    what `last_touched` says of the topic, None where its history is not known: then only
    `is_same`, the equality of all content, can prove that nothing changed.

    >>> standing(None, False, None, [], 3)
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
    if touched is None or touched["is_now"]:
        what = "Nothing changed since" if touched is None and is_same else "Changed since"
        return f"{what} the publication of {str(previous['published_at'])[:10]}. " + told
    times = "once" if touched["n_looked"] == 1 else f"{touched['n_looked']} times"
    return f"Nothing changed since {touched['on']} (looked again {times}). " + told


def told_change(change: Row, told: Mapping[str, str]) -> dict[str, Any]:
    """A change in words: what, was, now, why, and the report's name."""
    return {**change, "what": CHANGE_WORDS.get(change["kind"], plain(change["kind"])),
            "was": _state(change["kind"], change["before"]), "now": _state(change["kind"], change["after"]),
            "report": told.get(change["report_id"] or "", change["report_id"]),
            "why": "our rules or code changed, not the evidence"
            if change["cause"] == "code_or_rules" else "the evidence changed"}  # fmt: skip


def _state(kind: str, value: str | None) -> str:
    if value is None:
        return "none"
    return verdict_mark(value).word if kind == "verdict" else plain(value)


def _need(key: str, title: str, tone: str, why: str, entries: Iterable[dict[str, Any]]) -> Need:
    return {"key": key, "title": title, "tone": tone, "why": why, "entries": list(entries)}


def _wholes(
    found: Sequence[Row], detail: Callable[[Row], str] | None = None, place: str = "",
    told: Callable[[Row, str | None, str], dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """One entry a claim; a part whose whole is also there is only counted with it."""
    ids = {claim["claim_id"] for claim in found}
    entries = []
    for claim in found:
        if claim["parent"] in ids:
            continue
        n_parts = sum(other["parent"] == claim["claim_id"] for other in found)
        entry = (told or _claim)(claim, detail(claim) if detail else None, place)
        if n_parts:
            entry["detail"] += f" (and {n_parts} of its parts)"
        entries.append(entry)
    return entries


def _harm(claim: Row, detail: str | None, place: str) -> dict[str, Any]:
    """The harm first, then the claim it bears on."""
    entry = _claim(claim, detail, place)
    harm = first_of(claim["harm_lines"])
    return {**entry, "text": harm, "detail": entry["text"]} if harm else entry


def _claim(claim: Row, detail: str | None = None, place: str = "") -> dict[str, Any]:
    word = verdict_mark(claim["verdict"]).word
    return {"text": _named(claim), "detail": detail or word,
            "href": f"claims/{claim['claim_id']}.html{place}"}  # fmt: skip


def _named(claim: Row) -> str:
    """The quote, with its question where the quote alone does not tell what it is about."""
    return f"{claim['quote']} · {claim['question']}" if claim["is_unclear"] else str(claim["quote"])


def _change(change: Row, quotes: Mapping[str, str], told: Mapping[str, str]) -> dict[str, Any]:
    words = told_change(change, told)
    detail = f"{words['was']} → {words['now']}"
    if words["report"]:
        detail = f"{words['report']}: {detail}"
    if change["cause"] == "code_or_rules":
        detail += f" ({words['why']})"
    quote = quotes.get(change["claim_id"] or "")
    text = f"{words['what']}: {quote}" if quote else f"{words['what']}: {words['report'] or ''}"
    href = f"claims/{change['claim_id']}.html" if quote else None
    return {"text": text, "detail": detail, "href": href, "what": words["what"]}


def _by_claim(
    found: Sequence[Row], quotes: Mapping[str, str], told: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One entry a claim for all that moved on it; reports on no claim by themselves."""
    entries, of_claim = [], defaultdict(list)
    for change in found:
        if change["claim_id"] in quotes:
            of_claim[change["claim_id"]].append(_change(change, quotes, told))
        else:
            entries.append(_change(change, quotes, told))
    for claim_id, moved in of_claim.items():
        shown = "; ".join(f"{m['what']}, {m['detail']}" for m in moved[:_MOST_TOLD])
        more = f"; and {len(moved) - _MOST_TOLD} more" if len(moved) > _MOST_TOLD else ""
        entries.append({"text": quotes[claim_id], "detail": shown + more, "href": moved[0]["href"]})
    return entries


def _first(problem: str) -> str:
    """The first of several remarks, and that there are more."""
    head, stop, rest = problem.partition(". ")
    return f"{head}. And more." if stop and rest else problem
