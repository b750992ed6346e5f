"""Evidence items as pages show them: one mapping an item, with all that its card tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from evidence.extract.sentences import sentence_bounds
from evidence.publish.plots_forest import interval
from evidence.publish.site_links import report_links
from evidence.publish.site_words import compared, design_group, plain

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]
_KEPT = (
    "claim_id", "report_id", "pmid", "doi", "pmc_id", "title", "journal", "year", "language", "design",
    "population", "evidence_level", "n_participants", "condition", "intervention", "comparator",
    "compared_with", "outcome",
    "direction", "significance", "stance", "status", "reason", "follow_up_weeks", "adverse_events",
    "registration", "notice", "study_id", "decided_by", "first_seen_on", "last_changed_on",
)  # fmt: skip
_NO_LEVEL = "9"
_MOST_EFFECTS = 4
_FEW_WORDS = 3  # a shorter quote ("Adverse events") tells nothing by itself
_HARMS = ("serious_adverse_events", "adverse_events", "dropouts")
_HARM_WORDS = {"none": "none, as reported", "not_reported": "not reported in the abstract",
               "reported": "reported"}  # fmt: skip


def topic_items(rows: Rows, topic: str) -> dict[str, list[Row]]:
    """Items of a topic's claims by claim, the strongest first.

    Each is its row of evidence_table with label (first author and year), links,
    group (of designs), quotes (with the sentences around them), effects (rows of the
    view effect), effects_told, harms (told, with the words) and notices.
    """
    held = rows("evidence_table", topic=topic)
    quotes = _quotes(rows, topic)
    facts = _report_facts(rows, {item["report_id"] for item in held})
    by_claim: dict[str, list[Row]] = defaultdict(list)
    for item in held:
        by_claim[item["claim_id"]].append(_item(item, quotes, facts))
    for items in by_claim.values():
        items.sort(key=strength_order)
    return by_claim


def strength_order(item: Mapping[str, Any]) -> tuple[Any, ...]:
    """Orders items: level of evidence, then people, then the newer one."""
    return (item["evidence_level"] or _NO_LEVEL, -(item["n_participants"] or 0),
            -(item["year"] or 0), item["report_id"])  # fmt: skip


def _item(item: Row, quotes: Mapping[tuple[str, str], list[Row]], facts: Mapping[str, Row]) -> Row:
    report = facts[item["report_id"]]
    made = {name: item.get(name) for name in _KEPT}
    made |= {
        "label": report["label"] or _first_words(item),
        "by": report["label"] or f"Authors not held, {item['year'] or 'no year'}", "links": report_links(item),
        "group": design_group(item["design"]),
        "quotes": quotes.get((item["claim_id"], item["report_id"]), []),
        "effects": report["effects"],
        "effects_told": [told_effect(e) for e in report["effects"][:_MOST_EFFECTS]],
        "n_effects_more": max(0, len(report["effects"]) - _MOST_EFFECTS),
        "harms": report["harms"] or _harms_word(item), "notices": report["notices"],
    }  # fmt: skip
    return made


def told_effect(effect: Mapping[str, Any]) -> str:
    """One estimate as printed, in a line.

    >>> told_effect({"measure": "MD", "estimate": -8.1, "ci_low": -11.1, "ci_high": -5.1, "unit": None,
    ...     "ci_level_pct": 95.0, "p_text": "<.001", "outcome": "ODI", "comparator": "sham",
    ...     "time_point": "At week 4", "flag": None})
    'ODI: MD −8.1 (−11.1 to −5.1), P <.001, against sham, at week 4'
    """
    parts = [
        f"{effect['measure']} {interval(effect)}{' ' + effect['unit'] if effect['unit'] else ''}"
    ]
    if effect["p_text"]:
        parts.append(f"P {effect['p_text']}")
    if effect["comparator"]:
        parts.append(f"against {compared(effect['comparator'])}")
    if effect["time_point"]:
        parts.append(str(effect["time_point"])[:1].lower() + str(effect["time_point"])[1:])
    told = ", ".join(parts) + (f" [look this up: {effect['flag']}]" if effect["flag"] else "")
    return f"{effect['outcome']}: {told}" if effect["outcome"] else told


def _quotes(rows: Rows, topic: str) -> dict[tuple[str, str], list[Row]]:
    """Rationale sentences by claim and report, each with the sentence before and after it."""
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows("rationale_context", topic=topic), key=lambda r: r["rationale_no"]):
        held[row["claim_id"], row["report_id"]].append({
            "text": row["quote"], "before": _last_sentence(row["text_before"]),
            "after": _first_sentence(row["text_after"]), "section": row["section_label"],
            "field": row["field"], "section_no": row["section_no"], "start": row["start"], "end": row["end"],
        })  # fmt: skip
    return held


def _last_sentence(text: str) -> str:
    bounds = list(sentence_bounds(text))
    return text[bounds[-1][0] : bounds[-1][1]] if bounds else ""


def _first_sentence(text: str) -> str:
    return next((text[start:end] for start, end in sentence_bounds(text)), "")


def _report_facts(rows: Rows, wanted: set[str]) -> dict[str, Row]:
    """Label, effects, harms and notices of each report."""
    facts: dict[str, Row] = {
        report: {"label": "", "effects": [], "harms": [], "notices": []} for report in wanted
    }
    for row in _of(rows("citation"), wanted):
        facts[row["report_id"]]["label"] = _label(row)
    for row in _of(rows("effect"), wanted):
        facts[row["report_id"]]["effects"].append({name: row.get(name) for name in (
            "measure", "estimate", "unit", "ci_low", "ci_high", "ci_level_pct", "p_text", "outcome",
            "comparator", "time_point", "direction", "flag", "quote")})  # fmt: skip
    for kind in _HARMS:
        for row in _of(rows("finding_trace", kind=kind), wanted):
            told = _HARM_WORDS.get(str(row["value"]), str(row["value"]))
            facts[row["report_id"]]["harms"].append(
                {"what": plain(kind), "told": told, "quote": _sentence_like(row["quote"])}
            )
    for row in _of(rows("notice"), wanted):
        if row["direction"] == "on":
            facts[row["report_id"]]["notices"].append(
                {"kind": row["kind"], "pmid": row["other_pmid"], "citation": row["citation"]})  # fmt: skip
    return facts


def _sentence_like(quote: str | None) -> str | None:
    """A quote that tells something by itself; None for a bare "Adverse events"."""
    return quote if quote and len(quote.split()) > _FEW_WORDS else None


def _of(found: Iterable[Row], wanted: set[str]) -> list[Row]:
    return [row for row in found if row["report_id"] in wanted]


def _label(row: Mapping[str, Any]) -> str:
    """First author's family name, "et al" where there are more, and the year."""
    authors = row["authors"] or []
    if not authors:
        return ""
    first = str(authors[0])
    family = first.rsplit(" ", 1)[0] if " " in first and len(first) < 40 else first
    return f"{family}{' et al' if len(authors) > 1 else ''} {row['year'] or 'no year'}"


def _first_words(item: Row) -> str:
    return f"{str(item['title'] or item['report_id'])[:40]} {item['year'] or ''}".strip()


def _harms_word(item: Row) -> list[Row]:
    if not item.get("adverse_events"):
        return []
    word = str(item["adverse_events"])
    return [{"what": "Adverse events", "told": _HARM_WORDS.get(word, plain(word)), "quote": None}]
