"""The pages of one claim in the reviewer packet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from evidence.publish.citation_styles import formatted
from evidence.publish.harm_told import harm_line
from evidence.publish.packet_sheet import BOX, Sheet
from evidence.publish.references import Rows, references
from evidence.publish.site_words import (
    STATUS_WORDS,
    is_counted_by_events,
    plain,
    stance_mark,
    verdict_mark,
)

Row = Mapping[str, Any]
_SHOWN: Final = 5
_APART_SHOWN: Final = 3
_STANCES: Final = ("supports", "contradicts", "mixed", "inconclusive", None)


@dataclass(frozen=True, slots=True)
class PacketRows:
    """Everything a packet shows of one topic, read once."""

    topic: Row
    claims: Sequence[Row]
    sentences: Sequence[Row]
    items: Mapping[str, Sequence[Row]]
    quotes: Mapping[tuple[str, str], Sequence[str]]
    citations: Mapping[str, str]
    extra: Mapping[str, Sequence[Row]]


def packet_rows(rows: Rows, topic: str) -> PacketRows:
    """Read what the packet of a topic shows."""
    items: dict[str, list[Row]] = defaultdict(list)
    for item in rows("evidence_table", topic=topic):
        items[item["claim_id"]].append(item)
    quotes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quote in sorted(rows("rationale", topic=topic), key=lambda r: r["rationale_no"]):
        quotes[quote["claim_id"], quote["report_id"]].append(quote["quote"])
    shown = [i["report_id"] for held in items.values() for i in _shown(held)]
    cited = {
        c.reference.report_id: c.text for c in formatted(list(references(rows, shown).values()))
    }
    names = (
        "omission",
        "guideline",
        "search_run",
        "strategy",
        "signoff",
        "judgement",
        "certainty_row",
        "harm_told",
    )
    return PacketRows(rows("topic", topic=topic)[0], rows("claim_summary", topic=topic),
                      rows("sentence", topic=topic), items, quotes, cited,
                      {name: rows(name, topic=topic) for name in names})  # fmt: skip


def _shown(items: Sequence[Row]) -> list[Row]:
    """The items told in full: the strongest of each stance."""
    counted = [i for i in items if i["status"] == "counted"]
    return [
        i for stance in _STANCES for i in [c for c in counted if c["stance"] == stance][:_SHOWN]
    ]


def claim_pages(sheet: Sheet, held: PacketRows, claim: Row) -> None:
    """Write a claim: its sentence, verdict, evidence, decisions, and where to sign."""
    sheet.rule()
    sheet.room(110)
    sheet.heading(f"{claim['claim_id']}: {claim['quote']}", 1)
    mine = [s for s in held.sentences if claim["claim_id"] in (s["claim_ids"] or ())]
    for sentence in mine:
        sheet.note(
            "In the article" + (f", under {sentence['heading']}" if sentence["heading"] else "")
        )
        sheet.quote(sentence["text"])
        if sentence["wording_problem"]:
            sheet.text(f"Wording: {sentence['wording_problem']}", is_bold=True)
        if sentence["suggested_wording"]:
            sheet.text("Suggested wording:", is_bold=True)
            sheet.quote(sentence["suggested_wording"])
    sheet.text(f"Question: {claim['question']}")
    _verdict(sheet, held, claim)
    _evidence(sheet, held, claim)
    _decided(sheet, held, claim)
    _signature(sheet, held.topic["topic"], claim)


def _verdict(sheet: Sheet, held: PacketRows, claim: Row) -> None:
    by = (
        "suggested by rules"
        if claim["decided_by"] == "machine"
        else f"decided by {claim['decided_by']}"
    )
    certainty = (
        f"; certainty (GRADE): {plain(claim['certainty']).lower()}" if claim["certainty"] else ""
    )
    sheet.text(f"Verdict: {verdict_mark(claim['verdict']).word}{certainty} ({by}, rules {claim['rules_version']})",
               is_bold=True)  # fmt: skip
    if claim["harm_signal"]:
        _harms(sheet, [h for h in held.extra["harm_told"] if h["claim_id"] == claim["claim_id"]])
    people = f"{claim['n_participants']:,} participants" if claim["n_participants"] is not None else (
        "participants not stated")  # fmt: skip
    told = claim["counts_told"] if is_counted_by_events(claim) else (
        f"{claim['n_supports']} for, {claim['n_contradicts']} against, {claim['n_mixed']} mixed, "
        f"{claim['n_inconclusive']} inconclusive; {claim['n_studies']} studies")  # fmt: skip
    sheet.text(f"{told}, {claim['n_rcts']} randomized, {people}.")
    for title, key in (("Why", "reasons"), ("Why this certainty", "certainty_reasons"),
                       ("What is lacking", "missing"), ("What would change it", "would_change")):  # fmt: skip
        sheet.points(title, claim[key])
    grades = [r for r in held.extra["certainty_row"] if r["claim_id"] == claim["claim_id"]]
    if grades:
        sheet.table(("Outcome", "Comparator", "Certainty", "Reasons"),
                    [(r["outcome"] or "all", r["comparator"] or "all",
                      plain(r["certainty"] or "not rated") + (" (provisional)" if r["is_provisional"] else ""),
                      "; ".join(r["reasons"] or ())) for r in grades], (30, 30, 30, 70))  # fmt: skip
    for guideline in held.extra["guideline"]:
        if claim["claim_id"] in (guideline["claims"] or ()):
            sheet.text(f"Guideline, {guideline['body']} {guideline['year']} ({guideline['position']}): "
                       f"{guideline['statement']}")  # fmt: skip


def _harms(sheet: Sheet, reports: Sequence[Row]) -> None:
    """The harm signal: which harm, how many people, where, and the sentence that tells it."""
    sheet.text("\u26a0 Harm signal: a report of harm asks for your eye.", is_bold=True)
    for row in reports[:_SHOWN]:
        sheet.text(harm_line(row), is_bold=True)
        if row["harm"]:
            sheet.quote(f"\u201c{row['quote']}\u201d")
    if len(reports) > _SHOWN:
        sheet.note(f"{len(reports) - _SHOWN} more reports of harm are on the claim's page.")


def _evidence(sheet: Sheet, held: PacketRows, claim: Row) -> None:
    items = held.items.get(claim["claim_id"], ())
    counted = [i for i in items if i["status"] == "counted"]
    if not counted:
        sheet.text("No report held counts for this claim.", is_bold=True)
    for stance in _STANCES:
        group = [i for i in counted if i["stance"] == stance]
        if group or stance in ("supports", "contradicts"):
            word = stance_mark(stance, is_counted_by_events(claim)).word
            sheet.heading(word if is_counted_by_events(claim) else f"{word} (by report: {len(group)})", 2)
        for item in group[:_SHOWN]:
            _item(sheet, held, item)
        if len(group) > _SHOWN:
            sheet.note(f"{len(group) - _SHOWN} more of this stance are on the claim's page.")
    for status, words in STATUS_WORDS.items():
        apart = [i for i in items if i["status"] == status]
        if apart:
            sheet.text(f"{words} (by report: {len(apart)})", is_bold=True)
            _apart(sheet, apart)


def _apart(sheet: Sheet, items: Sequence[Row]) -> None:
    """Retracted and withdrawn reports by name; of the others the reasons, and the first few by name."""
    is_grave = items[0]["status"] in ("retracted", "withdrawn")
    reasons = Counter(str(i["reason"]).split(";")[0].strip() for i in items)
    if not is_grave:
        sheet.note("; ".join(f"{reason}: {n}" for reason, n in reasons.most_common(8)))
    for item in items if is_grave else items[:_APART_SHOWN]:
        told = f" {item['reason']}" if is_grave else ""
        sheet.note(
            f"{_name(item)}: {item['title'] or 'Untitled'} ({item['year'] or 'no year'}).{told}"
        )


def _name(item: Row) -> str:
    return f"PMID {item['pmid']}" if item["pmid"] else str(item["report_id"])


def _item(sheet: Sheet, held: PacketRows, item: Row) -> None:
    sheet.text(held.citations.get(item["report_id"], item["title"] or "Untitled"))
    facts = [
        plain(item["design"] or "design not stated"),
        f"n = {item['n_participants']:,}" if item["n_participants"] is not None else "n not stated",
        f"against {item['comparator']}" if item["comparator"] else "comparator not stated",
        plain(item["population"]) if item["population"] else None,
        f"follow-up {item['follow_up_weeks']:g} weeks" if item["follow_up_weeks"] else None,
        f"registered {item['registration']}" if item["registration"] else None,
        f"harms: {item['adverse_events']}" if item["adverse_events"] else "harms not stated",
        f"\u26a0 {plain(item['notice'])}" if item["notice"] else None, _name(item),
    ]  # fmt: skip
    sheet.note(" \u00b7 ".join(f for f in facts if f))
    for quote in held.quotes.get((item["claim_id"], item["report_id"]), ())[:2]:
        sheet.quote(f"\u201c{quote}\u201d")


def _decided(sheet: Sheet, held: PacketRows, claim: Row) -> None:
    told = [f"{s['signed_on']} {s['signed_by']} ({s['role']}): sign-off {plain(s['state']).lower()}. "
            f"{s['note']} {'; '.join(s['expired_because'] or ())}"
            for s in held.extra["signoff"] if s["claim_id"] == claim["claim_id"]]  # fmt: skip
    told += [f"{j['decided_on']} {j['decided_by']} ({j['role']}): {j['what']} {j['value']}. {j['why']} "
             f"({j['state']})" for j in held.extra["judgement"] if j["claim_id"] == claim["claim_id"]]  # fmt: skip
    sheet.points("Decided so far", told)


def _signature(sheet: Sheet, topic: str, claim: Row) -> None:
    sheet.room(62)
    sheet.rule()
    for choice in ("I approve the sentence as it stands", "I approve the suggested wording",
                   "I approve it with the change written here", "Do not publish"):  # fmt: skip
        sheet.text(f"{BOX} {choice}")
    sheet.lines_to_fill(("Change or remark",))
    sheet.lines_to_fill(("Name", "Role", "Date", "Signature"))
    sheet.note(f"Evidence fingerprint {claim['fingerprint']}. To record: evidence signoff --topic {topic} "
               f"--claim {claim['claim_id']} --by NAME --role ROLE")  # fmt: skip
