"""The documented shape of the JSON beside every page, for a CMS.

Every file is one object: shape_version, kind (of page), title, notices (what a reader of
a sample must see; empty for searched records), publication (facts of the run) and page.
The keys of `page`, by kind, are those below; rows of published views keep the column
names of the dictionary. The version rises when a key is renamed, removed or given
another meaning; keys may be added without it.
"""

from __future__ import annotations

from typing import Final

SHAPE_VERSION: Final = 2

PUBLICATION: Final = {
    "publication_id": "time of publishing and head of the content hash",
    "published_at": "UTC, ISO 8601",
    "content_sha256": "identity of the content; equal for a publication that found nothing new",
    "searched_through": "UTC day of the last search; null where none was run",
    "n_searches": "search strategies run",
    "n_records": "records read, of every status",
    "is_sample": "whether the records are the demonstration sample",
    "standing": "what changed and what was searched, by topic, in a sentence",
}
PAGES: Final[dict[str, dict[str, str]]] = {
    "index": {
        "topics": "topic, title, n_claims, standing, needs (key, title and n of each group open), badge"
    },
    "article": {
        "topic": "topic, title, byline",
        "needs": "groups that need a person: key, title, why, tone, entries (text, detail, href), gravest first",
        "blocks": "paragraphs: is_heading, sentences (sentence_no, text, parts, card; a card's claims have "
        "counts_told, is_counted_by_events and harm_lines as in claims.json)",
        "omissions": "rows of omission",
        "badge": "as badge.json",
        "standing": "what changed and what was searched, in a sentence",
        "exports": "files to take home: name, href",
        "n_claims": "claims of the article",
        "n_signed": "claims with a standing sign-off",
    },
    "claims": {
        "topic": "topic, title",
        "claims": "rows of claim_summary (counts_told: what was counted, in a line), n_to_cite, is_unclear, "
        "is_counted_by_events (on safety: n_supports and the like are no votes), harm_lines (what raises the "
        "harm signal, the harm first; empty for none)",
    },
    "claim": {
        "topic": "topic, title",
        "claim": "row of claim_summary without what belongs to the run, with what claims.json adds",
        "reviewed_by": "who reviewed the rules in force; null while nobody has",
        "note": "remark of the author of the claim, or null",
        "previous": "claim_id and quote of the claim before, or null",
        "next": "claim_id and quote of the claim after, or null",
        "whole": "the claim of which this is a part: claim_id, quote, verdict; empty for a whole one",
        "parts": "its parts: claim_id, quote, verdict",
        "context": "sentences of its paragraphs: text, is_own",
        "own": "its sentences: sentence_no, text, problems, adopted, "
        "wordings (name, text, is_rewritten, before and after in parts)",
        "guidelines": "rows of guideline that bear on it",
        "reasons": "why the verdict is what it is, without what the guidelines say",
        "counted": "evidence items that count, by stance, the strongest first",
        "apart": "evidence items that do not count, by status",
        "certainty": "rows of certainty_row",
        "harm_counts": "serious harms over people followed: report_id, harm, n_events, n_people, "
        "upper_limit, and where it stands",
        "harm_reports": "rows of harm_told, each with line (the same as in harm_lines) and links",
        "candidates": "rows of candidate with the report's name, for a study named without a citation",
        "citations": "report_id, is_to_cite, why, stance, title, links, text (AMA; null where not to be cited)",
        "signoffs": "rows of signoff with the net changes since",
        "judgements": "rows of judgement with the report's name",
        "history": "states of the claim by publication: published_on, publication_id, verdict, certainty, counts",
        "until": "day to which the history is drawn; null where the verdict never moved",
    },
    "studies": {
        "topic": "topic, title",
        "studies": "linked reports, the strongest first: bibliographic and PICO columns of evidence_table, "
        "links, group, and bears_on (claim_id, status, stance, reason)",
        "claims": "claim_id and quote of each claim",
    },
    "changes": {
        "topic": "topic, title",
        "since_signoff": "signed claims: claim_id, quote, signoff (with changes)",
        "since": "earlier publications, the newest first: publication_id, published_at, n_changes, "
        "is_listed, changes (net; empty where not listed)",
        "n_older": "publications before those listed",
    },
    "searches": {
        "topic": "topic, title",
        "strategies": "rows of strategy, each with its runs (rows of search_run)",
        "n_run": "strategies run",
        "flow": "row of prisma_flow",
        "n_studies": "studies with a counted report",
        "boxes": "the PRISMA diagram: rows of (box, box aside), each a title and lines",
        "skipped": "rows of skipped",
        "rejected": "rows of rejected",
        "not_asked": "what was not asked",
    },
    "about": {
        "counts": "records by status",
        "snapshots": "rows of snapshot",
        "dictionary": "views and tables: kind, name, about, columns",
        "checks": "data checks: name, sentence, state, n_rows",
        "rules": "rules.toml in force: version, reviewed_by (null while not reviewed), thresholds",
        "not_asked": "what was not asked",
        "shape": "this description",
        "is_sample": "whether the records are the demonstration sample",
    },
}
