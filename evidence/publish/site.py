"""The pages of one publication: static files, no server, no outside request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evidence.publish.feed import atom_feed
from evidence.publish.reader_notices import reader_notices
from evidence.publish.site_history import (
    FILE,
    Entry,
    history_text,
    last_touched,
    load_history,
    with_this,
)
from evidence.publish.site_render import Output
from evidence.publish.site_shape import PAGES, PUBLICATION, SHAPE_VERSION
from evidence.publish.site_tables import about_page, rules_in_force
from evidence.publish.site_today import standing
from evidence.publish.site_topic import Around, TopicSite

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What pages say that the database does not hold.

    published_at is UTC; banners holds the notice text of a topic, by topic;
    source_notes what files of records say of themselves; previous is
    the manifest of the publication before, None for a first one, and previous_site its
    folder of pages. queries_dir is the publication's own copy of what people wrote;
    checks are the results of the data checks; exports is the way from the folder of
    pages to that of the exports, None where there are none to link; as_of the UTC day a
    rebuilt past stops at, None for the present.
    """

    published_at: datetime
    publication_id: str
    content_sha256: str
    is_sample: bool
    banners: Mapping[str, str] = field(default_factory=dict)
    source_notes: Sequence[str] = ()
    previous: Mapping[str, Any] | None = None
    previous_site: Path | None = None
    queries_dir: Path | None = None
    checks: Sequence[Mapping[str, Any]] = ()
    exports: str | None = None
    as_of: date | None = None

    def notices(self, topic: str | None = None) -> list[str]:
        """What a reader must be told first: of one topic, or of all; empty for searched records."""
        return reader_notices(
            topic, is_sample=self.is_sample, banners=self.banners, source_notes=self.source_notes
        )


def write_site(rows: Rows, site_dir: Path, facts: SiteFacts) -> list[Path]:
    """Write every page into a folder; the paths.

    Files whose bytes are equal are not rewritten, and bodies of pages whose data did not
    change since the publication before are taken from there.
    """
    topics, claims = rows("topic"), rows("claim_summary")
    publication = _publication(rows, facts)
    history = with_this(
        load_history(facts.previous_site),
        {k: publication[k] for k in ("publication_id", "published_at", "content_sha256")},
        claims, rows("change"),
    )  # fmt: skip
    publication["standing"] = {
        t["topic"]: _standing(rows, facts, history, t["topic"]) for t in topics
    }
    out = Output(site_dir, publication, facts.previous_site)
    listed: list[Row] = []
    told: dict[str, str] = {}
    around = Around(history, facts.published_at.date(), facts.is_sample,
                    rules_in_force(facts.queries_dir)["reviewed_by"], facts.exports)  # fmt: skip
    for topic in topics:
        site = TopicSite(rows, out, topic, facts.notices(topic["topic"]), around)
        listed.append(site.write())
        told.update(site.told)
    out.page("index.html", "index", {"topics": listed}, title="Articles and their evidence",
             banners=facts.notices())  # fmt: skip
    about = about_page(rows, facts.checks, facts.queries_dir)
    about |= {"is_sample": facts.is_sample,
              "shape": {"shape_version": SHAPE_VERSION, "publication": PUBLICATION, "pages": PAGES}}  # fmt: skip
    out.page("about.html", "about", about, title="About this data", banners=facts.notices())
    out.file(FILE, history_text(history))
    out.file("feed.atom", _feed(claims, history, told, facts))
    out.close()
    return out.paths


def _publication(rows: Rows, facts: SiteFacts) -> Row:
    """The facts of the run, as every page's shell and JSON have them."""
    searches = rows("search_run")
    through = max((str(r["started_at"])[:10] for r in searches), default=None)
    return {
        "publication_id": facts.publication_id,
        "published_at": f"{facts.published_at:%Y-%m-%dT%H:%M:%SZ}",
        "content_sha256": facts.content_sha256, "searched_through": through,
        "n_searches": len({(r["topic"], r["strategy_id"]) for r in searches}),
        "n_records": sum(row["n"] for row in rows("record_count")), "is_sample": facts.is_sample,
    }  # fmt: skip


def _standing(rows: Rows, facts: SiteFacts, history: Sequence[Entry], topic: str) -> str:
    before = facts.previous
    is_same = before is not None and before["content_sha256"] == facts.content_sha256
    n_records = sum(row["n"] for row in rows("record_count"))
    runs, touched = rows("search_run", topic=topic), last_touched(history, topic)
    told = standing(before, is_same, touched, runs, n_records)
    if facts.as_of is None:
        return told
    return f"As of {facts.as_of}, rebuilt from what was held then. " + told.removeprefix(
        "First publication. "
    )


def _feed(
    claims: Iterable[Row], history: Sequence[Entry], told: Mapping[str, str], facts: SiteFacts
) -> bytes:
    quotes = {(c["topic"], c["claim_id"]): c["quote"] for c in claims}
    return atom_feed(history, title="Changes in the evidence", feed_id="all", topic=None, quotes=quotes,
                     told=told, root="", notice=" ".join(facts.notices()) or None)  # fmt: skip
