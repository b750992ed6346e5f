"""What the page of one claim holds, gathered from the published views."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from evidence.publish.harm_told import harm_line
from evidence.publish.plots_direction import direction_plot, lanes
from evidence.publish.plots_forest import forest_plot, forests, interval
from evidence.publish.plots_harm import harm_plot, harms
from evidence.publish.plots_time import evidence_timeline, verdict_timeline, years
from evidence.publish.site_article import own_reasons, problems, wordings
from evidence.publish.site_history import Entry, claim_history, since_signoff, stretches
from evidence.publish.site_links import report_links
from evidence.publish.site_today import told_change
from evidence.publish.site_words import STATUS_WORDS

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]
N_SHOWN = 20
_STANCES = ("supports", "contradicts", "mixed", "inconclusive", None)
_MOST_FORESTS = 4
_MOST_QUOTED = 3


class ClaimPages:
    """The pages of a topic's claims; `data(claim)` is one page's, `figures(data)` its drawings."""

    def __init__(self, rows: Rows, topic: Row, claims: Sequence[Row], sentences: Sequence[Row],
                 items: Mapping[str, list[Row]], history: Sequence[Entry], told: Mapping[str, str],
                 citations: Mapping[str, list[Row]], until: date, reviewed_by: str | None) -> None:  # fmt: skip
        name = topic["topic"]
        self._topic = {k: topic[k] for k in ("topic", "title")}
        self._claims, self._sentences, self._items = claims, sentences, items
        self._history, self._told, self._citations, self._until = history, told, citations, until
        self._reviewed_by = reviewed_by
        self._notes = {row["claim_id"]: row.get("note") for row in rows("claim", topic=name)}
        self._certainty = _by(rows("certainty_row", topic=name))
        self._signoffs, self._judged = (
            _by(rows("signoff", topic=name)),
            _by(rows("judgement", topic=name)),
        )
        self._guidelines = _guidelines(rows("guideline", topic=name))
        self._candidates = _by(rows("candidate", topic=name))
        self._harms = _by(rows("harm_count", topic=name))
        self._harm_reports = _by(rows("harm_told", topic=name))

    def data(self, place: int) -> Row:
        """All that the page of the claim at a place in the article's order says."""
        claim = self._claims[place]
        key, items = claim["claim_id"], self._items.get(claim["claim_id"], [])
        own = [s for s in self._sentences if key in (s["claim_ids"] or [])]
        paragraphs = {s["paragraph_no"] for s in own}
        told = claim_history(self._history, self._topic["topic"], key)
        return {
            "topic": self._topic, "claim": claim, "reviewed_by": self._reviewed_by, "note": self._notes.get(key),
            "previous": _step(self._claims, place - 1), "next": _step(self._claims, place + 1),
            "whole": _named(self._claims, "claim_id", claim["parent"]),
            "parts": _named(self._claims, "parent", key),
            "context": [{"text": s["text"], "is_own": s in own}
                        for s in self._sentences if s["paragraph_no"] in paragraphs],
            "own": [{"sentence_no": s["sentence_no"], "text": s["text"],
                     "problems": problems(s["wording_problem"]),
                     "adopted": s["adopted"], "wordings": wordings(s)} for s in own],
            "guidelines": self._guidelines.get(key, []),
            "reasons": own_reasons(claim["reasons"], [g["body"] for g in self._guidelines.get(key, [])]),
            "counted": {str(s): [i for i in items if i["status"] == "counted" and i["stance"] == s]
                        for s in _STANCES},
            "apart": {status: [i for i in items if i["status"] == status] for status in STATUS_WORDS},
            "certainty": self._certainty.get(key, []),
            "harm_counts": [{k: v for k, v in row.items() if k not in ("topic", "claim_id", "row_no")}
                            for row in self._harms.get(key, [])],
            "harm_reports": [{**{k: v for k, v in row.items() if k not in ("topic", "claim_id", "row_no")},
                              "line": harm_line(row), "links": report_links(row)}
                             for row in self._harm_reports.get(key, [])],
            "candidates": self._with_names(self._candidates.get(key, [])),
            "citations": self._citations.get(key, []),
            "signoffs": [self._signed(s) for s in self._signoffs.get(key, [])],
            "judgements": self._with_names(self._judged.get(key, [])),
            "history": told, "until": self._until if len(stretches(told, self._until)) > 1 else None,
        }  # fmt: skip

    def figures(self, data: Row) -> Row:
        """Drawings of a page's data, each with what it was drawn from."""
        counted = [item for items in data["counted"].values() for item in items]
        held = lanes(counted)
        groups = forests(counted)[:_MOST_FORESTS]
        found = harms(data["harm_counts"], counted)
        spans = stretches(data["history"], data["until"] or self._until)
        return {
            "largest": _largest(counted), "harms": found, "harm_plot": Markup(harm_plot(found)),
            "lanes": held, "direction": Markup(direction_plot(held)),
            "forests": [(forest, Markup(forest_plot(forest)),
                         [(e, interval(e)) for e in forest.estimates]) for forest in groups],
            "years": years(counted), "by_year": Markup(evidence_timeline(
                years(counted), is_vote=not data["claim"]["is_counted_by_events"])),
            "stretches": spans, "by_date": Markup(verdict_timeline(spans)),
        }  # fmt: skip

    def _signed(self, signoff: Row) -> Row:
        changes = since_signoff(self._history, self._topic["topic"], signoff)
        return {**signoff, "changes": [told_change(c, self._told) for c in changes]}

    def _with_names(self, found: Iterable[Row]) -> list[Row]:
        return [
            {**row, "report": self._told.get(row["report_id"] or "", row["report_id"])}
            for row in found
        ]


def _largest(counted: Sequence[Row]) -> list[Row]:
    """The largest counted reports with a sentence to quote."""
    told = [i for i in counted if i["quotes"] and i["n_participants"] is not None]
    return sorted(told, key=lambda i: (-i["n_participants"], i["report_id"]))[:_MOST_QUOTED]


def _guidelines(found: Iterable[Row]) -> dict[str, list[Row]]:
    held: dict[str, list[Row]] = defaultdict(list)
    for guideline in found:
        for claim_id in guideline["claims"] or []:
            held[claim_id].append({k: v for k, v in guideline.items() if k != "claims"})
    return held


def _step(claims: Sequence[Row], place: int) -> Row | None:
    if not 0 <= place < len(claims):
        return None
    return {k: claims[place][k] for k in ("claim_id", "quote")}


def _named(claims: Sequence[Row], column: str, value: str | None) -> list[Row]:
    if value is None:
        return []
    return [
        {k: c[k] for k in ("claim_id", "quote", "verdict")} for c in claims if c[column] == value
    ]


def _by(found: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        grouped[row["claim_id"]].append(row)
    return grouped
