"""The pages of one publication: static files, no server, no outside request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence.publish.site_render import Output, environment
from evidence.publish.site_today import needs, standing
from evidence.publish.site_words import CHANGE_WORDS, STATUS_WORDS

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]
N_SHOWN = 50
SAMPLE_NOTICE = (
    "Demonstration sample: a demonstration selection, not a search; its abstracts are digests "
    "written for this project; its verdicts are not findings."
)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What pages say that the database does not hold.

    published_at is UTC; banners holds the notice text of a topic, by topic;
    previous is the manifest of the publication before, None for a first one.
    """

    published_at: datetime
    publication_id: str
    content_sha256: str
    is_sample: bool
    banners: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, Any] | None = None

    @property
    def is_same(self) -> bool:
        """Whether the content is that of the publication before."""
        return bool(self.previous) and self.previous["content_sha256"] == self.content_sha256  # type: ignore[index]


def write_site(rows: Rows, site_dir: Path, facts: SiteFacts) -> list[Path]:
    """Write every page into a folder; the paths. Files whose bytes are equal are not rewritten."""
    counts = {row["status"]: row["n"] for row in rows("record_count")}
    topics = rows("topic")
    texts = list(dict.fromkeys(facts.banners.values())) or [SAMPLE_NOTICE]
    banners = texts if facts.is_sample else []
    out = Output(site_dir, _shared(facts, banners))
    listed = [_write_topic(rows, site_dir, facts, topic, sum(counts.values())) for topic in topics]
    out.page("index.html", "index.html.j2", page_title="Topics",
             topics=[{k: v for k, v in t.items() if k != "paths"} for t in listed])  # fmt: skip
    out.page("changes.html", "changes.html.j2", page_title="Changes", changes=rows("change"),
             words=CHANGE_WORDS, previous=_previous(facts))  # fmt: skip
    out.page("searches.html", "searches.html.j2", page_title="Searches",
             strategies=rows("strategy"), runs=rows("search_run"), flow=rows("prisma_flow"),
             skipped=rows("skipped"), rejected=rows("rejected"))  # fmt: skip
    out.page("studies.html", "studies.html.j2", page_title="Studies", studies=_studies(rows))
    out.page("about.html", "about.html.j2", page_title="About this data", counts=counts,
             snapshots=rows("snapshot"), is_sample=facts.is_sample,
             content_sha256=facts.content_sha256)  # fmt: skip
    stamp = f"{facts.published_at:%Y-%m-%dT%H:%M:%SZ}"
    feed = environment().get_template("feed.atom.j2")
    out.file("feed.atom", feed.render(changes=rows("change"), stamp=stamp, words=CHANGE_WORDS,
                                      publication_id=facts.publication_id))  # fmt: skip
    return [*(path for topic in listed for path in topic["paths"]), *out.paths]


def _write_topic(rows: Rows, site_dir: Path, facts: SiteFacts, topic: Row, n_records: int) -> Row:
    name = topic["topic"]
    banners = [facts.banners.get(name, SAMPLE_NOTICE)] if facts.is_sample else []
    out = Output(site_dir, _shared(facts, banners))
    claims, sentences = rows("claim_summary", topic=name), rows("sentence", topic=name)
    searches = rows("search_run", topic=name)
    needed = needs(claims, sentences, _changes(rows, name), rows("omission", topic=name))
    told = standing(facts.previous, facts.is_same, searches, n_records)
    by_id = {claim["claim_id"]: claim for claim in claims}
    out.page(f"{name}/index.html", "article.html.j2", page_title=topic["title"],
             topic={k: topic[k] for k in ("topic", "title", "byline")}, needs=needed,
             standing=told, blocks=_blocks(sentences), claims=by_id,
             omissions=rows("omission", topic=name))  # fmt: skip
    _write_claims(rows, out, topic, claims, sentences)
    return {"topic": name, "title": topic["title"], "n_claims": len(claims), "standing": told,
            "needs": [(n["title"], len(n["entries"])) for n in needed], "paths": out.paths}  # fmt: skip


def _write_claims(
    rows: Rows, out: Output, topic: Row, claims: list[Row], sentences: list[Row]
) -> None:
    name = topic["topic"]
    items, quotes = _by(rows("evidence_table", topic=name)), defaultdict(list)
    for quote in sorted(rows("rationale", topic=name), key=lambda r: r["rationale_no"]):
        quotes[quote["claim_id"], quote["report_id"]].append(quote["quote"])
    certainty = _by(rows("certainty_row", topic=name))
    signoffs, judged = _by(rows("signoff", topic=name)), _by(rows("judgement", topic=name))
    searches = rows("search_run", topic=name)
    for claim in claims:
        key = claim["claim_id"]
        mine = [{**i, "quotes": quotes[key, i["report_id"]]} for i in items[key]]
        own = [s for s in sentences if key in (s["claim_ids"] or [])]
        paragraphs = {s["paragraph_no"] for s in own}
        out.page(f"{name}/claims/{key}.html", "claim.html.j2", page_title=claim["quote"],
                 topic={k: topic[k] for k in ("topic", "title")}, claim=claim, own=own,
                 context=[s for s in sentences if s["paragraph_no"] in paragraphs],
                 counted=_stanced(mine), apart=_apart(mine), n_shown=N_SHOWN,
                 certainty=certainty[key], signoffs=signoffs[key], judgements=judged[key],
                 searches=searches, words=STATUS_WORDS)  # fmt: skip


def _stanced(items: list[Row]) -> dict[str, list[Row]]:
    """Counted items, those for and those against first and side by side; the rest after."""
    counted = [i for i in items if i["status"] == "counted"]
    order = ("supports", "contradicts", "mixed", "inconclusive", None)
    return {str(s): [i for i in counted if i["stance"] == s] for s in order}


def _apart(items: list[Row]) -> dict[str, list[Row]]:
    """Items that do not count, by status, the gravest first."""
    return {status: [i for i in items if i["status"] == status] for status in STATUS_WORDS}


def _changes(rows: Rows, topic: str) -> list[Row]:
    """Changes of a topic, and those of a report alone, which name no topic."""
    return [c for c in rows("change") if c["topic"] in (topic, None)]


def _blocks(sentences: list[Row]) -> list[Row]:
    """Paragraphs {heading, sentences}; the heading only where it is new."""
    blocks: list[Row] = []
    last: tuple[Any, Any] = (None, None)
    for sentence in sentences:
        key = (sentence["heading"], sentence["paragraph_no"])
        if not blocks or key != last:
            is_new = key[0] != last[0]
            blocks.append({"heading": key[0] if is_new else None, "sentences": []})
        blocks[-1]["sentences"].append(sentence)
        last = key
    return blocks


def _studies(rows: Rows) -> list[Row]:
    """One row per linked report, with the claims it bears on."""
    seen: dict[str, Row] = {}
    for item in rows("evidence_table"):
        row = seen.setdefault(item["report_id"], {**item, "bears_on": []})
        row["bears_on"].append((item["topic"], item["claim_id"], item["status"], item["stance"]))
    return list(seen.values())


def _by(found: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        grouped[row["claim_id"]].append(row)
    return grouped


def _shared(facts: SiteFacts, banners: list[str]) -> Row:
    return {"published_on": f"{facts.published_at:%Y-%m-%d}", "banners": banners,
            "publication_id": facts.publication_id}  # fmt: skip


def _previous(facts: SiteFacts) -> Row | None:
    if facts.previous is None:
        return None
    return {"publication_id": facts.previous["publication_id"],
            "published_at": facts.previous["published_at"]}  # fmt: skip
