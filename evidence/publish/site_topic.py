"""The pages of one topic: article, claims, studies, searches, changes, feed and badge."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from evidence.publish.badge import Badge, badge_of, badge_svg
from evidence.publish.feed import atom_feed
from evidence.publish.harm_told import harm_lines
from evidence.publish.plots_flow import flow_diagram
from evidence.publish.review_gate import open_points, overclaims
from evidence.publish.sentence_citations import adopted_wordings
from evidence.publish.site_article import article_blocks, claim_brief, unclear
from evidence.publish.site_cite import claim_citations
from evidence.publish.site_claim import N_SHOWN, ClaimPages
from evidence.publish.site_history import Entry, since_signoff
from evidence.publish.site_items import topic_items
from evidence.publish.site_render import Output
from evidence.publish.site_tables import change_page, search_page, study_rows
from evidence.publish.site_today import needs, told_change
from evidence.publish.site_words import is_counted_by_events

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]
_TAKEN_HOME = (
    ("Reviewer packet (PDF)", "reviewer-packet.pdf"),
    ("Article with citations, as it stands (Word)", "article.docx"),
    ("Article in suggested wording (Word)", "article-suggested.docx"),
    ("Change list (CSV)", "changes.csv"),
    ("Change list (Markdown)", "changes.md"),
    ("References for a reference manager (RIS)", "references.ris"),
    ("References (BibTeX)", "references.bib"),
    ("Data with its dictionary (data package)", "data/datapackage.json"),
)
#: Columns of claim_summary that tell of the run and not of the evidence; the shell says them.
_OF_THE_RUN = ("searched_through", "fingerprint")


@dataclass(frozen=True, slots=True)
class Around:
    """What all topics of a site share.

    `today` is the UTC day of publishing; reviewed_by who reviewed the rules in force, None
    while nobody has; exports the way from the site's folder to the exports, None for none.
    """

    history: Sequence[Entry]
    today: date
    is_sample: bool
    reviewed_by: str | None
    exports: str | None


class TopicSite:
    """One topic's part of a site; `write()` writes it, `told` names its reports for people."""

    def __init__(
        self, rows: Rows, out: Output, topic: Row, banners: list[str], around: Around
    ) -> None:
        self._rows, self._out, self._topic, self._banners = rows, out, topic, banners
        self._around, self._name, self._history = around, topic["topic"], around.history
        self._short = {k: topic[k] for k in ("topic", "title")}
        self._items = topic_items(rows, self._name)
        self._citations = claim_citations(rows, self._name)
        self._sentences = self._worded(rows("sentence", topic=self._name))
        self._omissions = rows("omission", topic=self._name)
        self._harms = harm_lines(rows("harm_told", topic=self._name))
        claims = rows("claim_summary", topic=self._name)
        vague = unclear(claims)
        self._claims = [self._claim(c, c["claim_id"] in vague) for c in claims]
        self.told: Mapping[str, str] = {
            item["report_id"]: f"{item['label']}" for held in self._items.values() for item in held
        }

    def write(self) -> Row:
        """Write the topic's pages; what the list of topics says of it."""
        shown = badge_of(
            open_points(self._rows, self._name, is_sample=self._around.is_sample),
            checked_on=self._checked_on(), today=self._around.today, is_sample=self._around.is_sample,
        )  # fmt: skip
        badge = shown.as_json()
        needed = self._article(badge)
        self._claim_pages()
        self._page("claims", {"claims": self._claims}, f"Claims: {self._topic['title']}")
        self._page("studies", {
            "studies": study_rows(self._items),
            "claims": [{k: c[k] for k in ("claim_id", "quote")} for c in self._claims],
        }, f"Studies: {self._topic['title']}")  # fmt: skip
        searched = search_page(self._rows, self._name)
        self._page("searches", searched, f"Searches: {self._topic['title']}",
                   lambda: {"diagram": Markup(flow_diagram(searched["boxes"]))})  # fmt: skip
        self._page("changes", self._changes(), f"Changes: {self._topic['title']}")
        self._files(shown)
        return {**self._short, "n_claims": len(self._claims), "badge": badge,
                "standing": self._out.publication["standing"][self._name],
                "needs": [{"key": n["key"], "title": n["title"], "n": len(n["entries"])}
                          for n in needed]}  # fmt: skip

    def _worded(self, sentences: list[Row]) -> list[Row]:
        """Sentences with the wording a person adopted, and whether wording is still open."""
        adopted = adopted_wordings(self._rows, self._name)
        too_strong = set(overclaims(self._rows, self._name))
        return [
            {**s, "adopted": adopted.get(s["sentence_no"]),
             "is_open": s["sentence_no"] in too_strong and bool(s["wording_problem"])}
            for s in sentences
        ]  # fmt: skip

    def _claim(self, claim: Row, is_unclear: bool) -> Row:
        to_cite = [c for c in self._citations.get(claim["claim_id"], []) if c["is_to_cite"]]
        return {
            **{k: v for k, v in claim.items() if k not in _OF_THE_RUN},
            "n_to_cite": len(to_cite),
            "is_unclear": is_unclear,
            "is_counted_by_events": is_counted_by_events(claim),
            "harm_lines": self._harms.get(claim["claim_id"], []),
        }

    def _page(self, kind: str, data: Row, title: str,
              drawn: Callable[[], Mapping[str, Any]] | None = None) -> None:  # fmt: skip
        self._out.page(f"{self._name}/{kind}.html", kind, {"topic": self._short, **data}, title=title,
                       banners=self._banners, topic=self._short, drawn=drawn)  # fmt: skip

    def _article(self, badge: Row) -> list[Row]:
        bodies = [g["body"] for g in self._rows("guideline", topic=self._name)]
        briefs = {c["claim_id"]: claim_brief(c, c["n_to_cite"], bodies) for c in self._claims}
        changes = [c for c in self._rows("change") if c["topic"] in (self._name, None)]
        needed = needs(self._claims, self._sentences, changes, self._omissions, self.told)
        data = {
            "topic": {k: self._topic[k] for k in ("topic", "title", "byline")}, "needs": needed, "badge": badge,
            "blocks": article_blocks(self._sentences, self._rows("claim", topic=self._name), briefs),
            "omissions": self._omissions, "standing": self._out.publication["standing"][self._name],
            "exports": self._exports(), "n_claims": len(self._claims),
            "n_signed": sum(c["signoff_state"] == "in_force" for c in self._claims),
        }  # fmt: skip
        self._out.page(f"{self._name}/index.html", "article", data, title=self._topic["title"],
                       banners=self._banners, topic=self._short)  # fmt: skip
        return needed

    def _exports(self) -> list[Row]:
        if self._around.exports is None:
            return []
        at = f"../{self._around.exports}/{self._name}"
        return [{"name": name, "href": f"{at}/{file}"} for name, file in _TAKEN_HOME]

    def _claim_pages(self) -> None:
        pages = ClaimPages(self._rows, self._topic, self._claims, self._sentences, self._items,
                           self._history, self.told, self._citations, self._until(),
                           self._around.reviewed_by)  # fmt: skip
        for place, claim in enumerate(self._claims):
            data = pages.data(place)
            self._out.page(
                f"{self._name}/claims/{claim['claim_id']}.html", "claim", data, title=claim["quote"],
                banners=self._banners, topic=self._short,
                drawn=lambda data=data: {**pages.figures(data), "n_shown": N_SHOWN},  # type: ignore[misc]
            )  # fmt: skip

    def _changes(self) -> Row:
        quotes = {c["claim_id"]: c["quote"] for c in self._claims}
        signed = []
        for signoff in self._rows("signoff", topic=self._name):
            if signoff["state"] != "superseded" and signoff["claim_id"] in quotes:
                moved = since_signoff(self._history, self._name, signoff)
                told = [told_change(c, self.told) for c in moved]
                signed.append({"claim_id": signoff["claim_id"], "quote": quotes[signoff["claim_id"]],
                               "signoff": {**signoff, "changes": told}})  # fmt: skip
        return change_page(self._name, self._history, signed, self.told)

    def _files(self, badge: Badge) -> None:
        self._out.file(f"{self._name}/badge.svg", badge_svg(badge))
        self._out.file(
            f"{self._name}/badge.json",
            json.dumps(badge.as_json(), indent=1, ensure_ascii=False) + "\n",
        )
        quotes = {(self._name, c["claim_id"]): c["quote"] for c in self._claims}
        self._out.file(f"{self._name}/feed.atom", atom_feed(
            self._history, title=f"Changes: {self._topic['title']}", feed_id=self._name, topic=self._name,
            quotes=quotes, told=self.told, root="../", notice=" ".join(self._banners) or None))  # fmt: skip

    def _checked_on(self) -> date | None:
        runs = [r["started_at"] for r in self._rows("search_run", topic=self._name)]
        return date.fromisoformat(str(max(runs))[:10]) if runs else None

    def _until(self) -> date:
        """The day of the newest change: a page's figures must not move with the day it is made."""
        return (
            date.fromisoformat(self._history[-1]["published_at"][:10])
            if self._history
            else self._around.today
        )
