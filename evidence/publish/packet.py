"""The reviewer packet: one PDF per article, with all a medical reviewer needs to sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.publish.export_facts import ExportFacts
from evidence.publish.packet_claim import PacketRows, claim_pages, packet_rows
from evidence.publish.packet_sheet import BOX, Sheet
from evidence.publish.references import Rows
from evidence.publish.site_words import is_counted_by_events, plain, verdict_mark

Row = Mapping[str, Any]


def packet_pdf(rows: Rows, topic: str, facts: ExportFacts) -> bytes:
    """The packet of a topic as PDF bytes; the same content gives the same text."""
    held = packet_rows(rows, topic)
    footer = f"{topic}, publication {facts.publication_id}"
    title = f"Reviewer packet: {held.topic['title']}"
    sheet = Sheet(title, footer, facts.banner(topic), facts.published_at)
    _cover(sheet, held, facts)
    for claim in held.claims:
        claim_pages(sheet, held, claim)
    _omissions(sheet, held)
    _searches(sheet, held)
    _whole_signature(sheet, held, facts)
    return sheet.finished()


def _cover(sheet: Sheet, held: PacketRows, facts: ExportFacts) -> None:
    sheet.heading(f"Reviewer packet: {held.topic['title']}")
    if held.topic.get("byline"):
        sheet.note(held.topic["byline"])
    sheet.text(facts.provenance)
    runs = held.extra["search_run"]
    through = max((str(r["started_at"])[:10] for r in runs), default=None)
    n_strategies = len({r["strategy_id"] for r in runs})
    sheet.text(f"Searched through {through} with {n_strategies} strategies." if through
               else "Not searched: the records were read from files.")  # fmt: skip
    sheet.points("How to use this packet", (
        "Each claim has its verdict, the reasons, and the strongest reports for and against, in their own words.",
        "The machine quotes, counts and suggests. Verdicts and certainty are suggestions by stated rules until "
        "a person decides; certainty from abstracts alone is provisional and at most low.",
        "Tick one box under each claim, sign at its foot, and give the packet back to the editor, who records it "
        "with `evidence signoff` or `evidence review`. The fingerprint names the evidence you approved: "
        "when it changes in a way that matters, the sign-off expires.",
        "On safety reports are no votes: the claim tells events over the people followed, and each report that "
        "raises a harm signal, the harm first.",
    ))  # fmt: skip
    sheet.heading("The claims at a glance", 1)
    sheet.table(
        ("Claim", "Verdict", "Certainty", "For", "Against", "Other", "Signed off"),
        [(f"{c['claim_id']}: {c['quote']}",
          verdict_mark(c["verdict"]).word + (" \u26a0 harm signal" if c["harm_signal"] else ""),
          plain(c["certainty"]) if c["certainty"] else "none", *_counts(c), _signed(c)) for c in held.claims],
        (46, 30, 18, 9, 13, 11, 24),
    )  # fmt: skip


def _counts(claim: Row) -> tuple[Any, Any, Any]:
    """For, against, other; dashes on safety, where reports are no votes."""
    if is_counted_by_events(claim):
        return ("\u2013",) * 3
    return claim["n_supports"], claim["n_contradicts"], claim["n_mixed"] + claim["n_inconclusive"]


def _signed(claim: Row) -> str:
    if not claim["signoff_state"]:
        return "no"
    return f"{plain(claim['signoff_state'])}: {claim['signed_off_by']}, {claim['signed_off_on']}"


def _omissions(sheet: Sheet, held: PacketRows) -> None:
    if not held.extra["omission"]:
        return
    sheet.page()
    sheet.heading("What a fair article also says", 1)
    for row in held.extra["omission"]:
        harm = ", serious harm" if row["is_serious_harm"] else ""
        sheet.text(
            f"{plain(row['state'])}{harm}: {row['statement']}", is_bold=row["state"] == "absent"
        )
        sheet.note(f"{row['why']} Sources: {'; '.join(row['sources'] or ()) or 'not stated'}.")


def _searches(sheet: Sheet, held: PacketRows) -> None:
    sheet.heading("Searches", 1)
    runs = {
        r["strategy_id"]: r for r in sorted(held.extra["search_run"], key=lambda r: r["started_at"])
    }
    if not runs:
        sheet.text(
            "No search was run for what this packet shows; the strategies below are written, not run."
        )
    sheet.table(("Strategy", "Source", "Run at (UTC)", "Records", "Rationale"),
                [(s["strategy_id"], s["source"], str(runs[s["strategy_id"]]["started_at"])[:16]
                  if s["strategy_id"] in runs else "not run",
                  runs[s["strategy_id"]]["count"] if s["strategy_id"] in runs else "", s["rationale"])
                 for s in held.extra["strategy"]], (36, 16, 26, 16, 66))  # fmt: skip


def _whole_signature(sheet: Sheet, held: PacketRows, facts: ExportFacts) -> None:
    sheet.heading("The article as a whole", 1)
    sheet.text(f"Claims: {len(held.claims)}. {facts.provenance}")
    sheet.text(
        f"{BOX} I have read every claim above   {BOX} Serious harms named above must be added before publication"
    )
    sheet.lines_to_fill(("Name", "Role", "Date", "Signature"))
    sheet.note("Competing interests of the reviewer:")
    sheet.lines_to_fill(("",))
