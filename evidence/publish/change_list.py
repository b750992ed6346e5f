"""What to change in an article, as a list an editor works through (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from evidence.publish.citation_styles import formatted
from evidence.publish.export_facts import ExportFacts
from evidence.publish.references import Reference, Rows, references, report_id_of
from evidence.publish.safe_text import csv_text, markdown_text
from evidence.publish.sentence_citations import SentenceText, sentence_texts, topic_evidence
from evidence.publish.site_words import VERDICT_MARKS, plain

COLUMNS: Final = ("topic", "what", "sentence_no", "heading", "sentence", "suggestion", "plainer", "reason",
                  "claim_id", "verdict", "certainty", "citations_for", "citations_against",
                  "citations_other", "state", "publication_id")  # fmt: skip
Row = dict[str, Any]


def change_rows(rows: Rows, topic: str, facts: ExportFacts, style: str = "ama") -> list[Row]:
    """One row for each sentence to change, each point to add, each citation to put in.

    `what` is reword, add, cite or retracted, in the order an editor meets them; a
    reworded sentence has the citations that its suggestion bears.
    """
    texts = sentence_texts(rows, topic, is_suggested=True)
    ids = list(dict.fromkeys(c.report_id for text in texts for c in text.citations))
    held = references(rows, ids)
    told = {c.reference.report_id: c.text for c in formatted(list(held.values()), style)}
    sentences = {s["sentence_no"]: s for s in rows("sentence", topic=topic)}
    claims = topic_evidence(rows, topic).claims
    absent = [o for o in rows("omission", topic=topic) if o["state"] == "absent"]
    sources = _sources(rows, absent, style)
    made = [_omission(o, sources) for o in absent]
    made += [_retracted(r, held_ids) for r, held_ids in _retracted_under(rows, topic)]
    for text in texts:
        row = sentences[text.sentence_no]
        if row["wording_problem"] or text.citations:
            made.append(_sentence(text, row, claims, told))
    return [{"topic": topic, "publication_id": facts.publication_id, **row} for row in made]


def _sentence(text: SentenceText, row: Row, claims: Any, told: dict[str, str]) -> Row:
    claim = claims.get(row.get("weakest_claim_id") or "", {})
    cited = {role: [told[c.report_id] for c in text.citations if c.role in roles and c.report_id in told]
             for role, roles in (("for", ("for",)), ("against", ("against",)),
                                 ("other", ("both ways", "inconclusive")))}  # fmt: skip
    return {
        "what": "reword" if row["wording_problem"] else "cite",
        "sentence_no": text.sentence_no, "heading": text.heading, "sentence": text.original,
        "suggestion": text.text if text.source != "original" else None,
        "plainer": row.get("suggested_wording_plain") if text.source == "suggested" else None,
        "reason": row["wording_problem"] or "A citation supports this sentence.",
        "claim_id": claim.get("claim_id"), "verdict": claim.get("verdict"),
        "certainty": claim.get("certainty"), "citations_for": cited["for"],
        "citations_against": cited["against"], "citations_other": cited["other"],
        "state": "adopted by a person" if text.source == "adopted" else "suggested by the machine",
    }  # fmt: skip


def _sources(rows: Rows, omissions: Sequence[Row], style: str) -> dict[str, str]:
    """Citations of the sources of omissions, of those reports that are held."""
    ids = [report_id_of(source) for row in omissions for source in row["sources"] or ()]
    held = {key: ref for key, ref in references(rows, ids).items() if not ref.is_retracted}
    return {c.reference.report_id: c.text for c in formatted(list(held.values()), style)}


def _omission(row: Row, sources: dict[str, str]) -> Row:
    told = [sources.get(report_id_of(source), source) for source in row["sources"] or ()]
    harm = "A serious harm the article does not mention. " if row["is_serious_harm"] else ""
    return {"what": "add", "suggestion": row["statement"], "reason": harm + row["why"],
            "citations_for": told, "state": "written by a person"}  # fmt: skip


def _retracted_under(rows: Rows, topic: str) -> list[tuple[Row, list[str]]]:
    """Claims with retracted or withdrawn reports under them."""
    under: dict[str, list[str]] = {}
    for item in rows("evidence_table", topic=topic):
        if item["status"] in ("retracted", "withdrawn"):
            under.setdefault(item["claim_id"], []).append(item["report_id"])
    claims = {c["claim_id"]: c for c in rows("claim_summary", topic=topic)}
    return [(claims[key], found) for key, found in under.items() if key in claims]


def _retracted(claim: Row, report_ids: Sequence[str]) -> Row:
    return {"what": "retracted", "sentence": claim["quote"], "claim_id": claim["claim_id"],
            "verdict": claim["verdict"], "certainty": claim["certainty"],
            "reason": f"Retracted or withdrawn, never cite: {', '.join(sorted(report_ids))}.",
            "state": "counts for nothing"}  # fmt: skip


def change_csv(made: Sequence[Row]) -> str:
    """The list as CSV, safe for spreadsheets."""
    return csv_text(COLUMNS, made)


def change_markdown(made: Sequence[Row], title: str, facts: ExportFacts, topic: str) -> str:
    """The list as Markdown, a section a change."""
    parts = [f"# Change list: {markdown_text(title)}"]
    banner = facts.banner(topic)
    parts += [f"> **{markdown_text(banner)}**"] if banner else []
    parts += [_section(number, row) for number, row in enumerate(made, 1)] or ["Nothing to change."]
    parts.append(markdown_text(facts.provenance))
    return "\n\n".join(parts) + "\n"


_HEADS: Final = {"reword": "Reword", "add": "Add", "cite": "Cite", "retracted": "Do not cite"}


def _section(number: int, row: Row) -> str:
    verdict = VERDICT_MARKS[row["verdict"]].word if row.get("verdict") in VERDICT_MARKS else None
    lines = [f"## {number}. {_HEADS[row['what']]}"]
    fields = [
        ("As it stands", row.get("sentence")), ("Suggestion", row.get("suggestion")),
        ("Plainer", row.get("plainer")), ("Reason", row["reason"]), ("Verdict", verdict),
        ("Certainty", plain(row["certainty"]) if row.get("certainty") else None), ("State", row["state"]),
    ]  # fmt: skip
    lines += [f"- **{name}:** {markdown_text(value)}" for name, value in fields if value]
    for name, key in (
        ("For", "citations_for"),
        ("Against", "citations_against"),
        ("Neither", "citations_other"),
    ):
        lines += [f"- **{name}:** {markdown_text(c)}" for c in row.get(key) or ()]
    return "\n".join([lines[0], "", *lines[1:]])


def change_references(rows: Rows, topic: str) -> list[Reference]:
    """Every reference the change list or the exported article may cite, in order of citation."""
    texts = sentence_texts(rows, topic, is_suggested=True)
    return list(references(rows, (c.report_id for text in texts for c in text.citations)).values())
