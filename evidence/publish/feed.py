"""Atom feeds of changes (RFC 4287), from the history of publications."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from evidence.publish.safe_text import one_line
from evidence.publish.site_history import Entry
from evidence.publish.site_today import told_change

_NS = "http://www.w3.org/2005/Atom"
_MOST = 200


def atom_feed(
    entries: Sequence[Entry], *, title: str, feed_id: str, topic: str | None,
    quotes: Mapping[tuple[str, str], str], told: Mapping[str, str], root: str, notice: str | None = None,
) -> bytes:  # fmt: skip
    """The newest changes, of one topic or (None) of all; one entry a change.

    `quotes` names claims by (topic, claim_id), `told` reports by id. Links are relative
    to the feed (`root` leads to the folder of the site). An entry's id stays the same
    from one publication to the next.
    """
    feed = etree.Element(f"{{{_NS}}}feed", nsmap={None: _NS})
    _text(feed, "title", title)
    _text(feed, "id", f"urn:evidence:feed:{feed_id}")
    _text(
        feed,
        "updated",
        _stamp(entries[-1]["last_checked_at"]) if entries else "1970-01-01T00:00:00Z",
    )
    if notice:
        _text(feed, "subtitle", notice)
    author = etree.SubElement(feed, f"{{{_NS}}}author")
    _text(author, "name", "evidence")
    n_left = _MOST
    for entry in reversed(entries):
        for change in entry["changes"]:
            if n_left and (topic is None or change["topic"] in (topic, None)):
                n_left -= 1
                _add(feed, entry, change, quotes, told, root)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _add(feed: Any, entry: Entry, change: Mapping[str, Any], quotes: Mapping[tuple[str, str], str],
         told: Mapping[str, str], root: str) -> None:  # fmt: skip
    words = told_change(change, told)
    quote = quotes.get((change["topic"] or "", change["claim_id"] or ""))
    made = etree.SubElement(feed, f"{{{_NS}}}entry")
    _text(made, "title", ": ".join(filter(None, (words["what"], quote or words["report"]))))
    key = "\0".join(
        str(change[k]) for k in ("topic", "claim_id", "report_id", "kind", "before", "after")
    )
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:20]
    _text(made, "id", f"urn:evidence:change:{entry['publication_id']}:{digest}")
    _text(made, "updated", _stamp(entry["published_at"]))
    if quote:
        href = f"{root}{change['topic']}/claims/{change['claim_id']}.html"
        etree.SubElement(made, f"{{{_NS}}}link", href=href, rel="alternate", type="text/html")
    about = f"{words['report']}: " if words["report"] else ""
    _text(made, "content", f"{about}{words['was']} → {words['now']} ({words['why']})")


def _stamp(moment: str) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return moment[:19] + "Z"


def _text(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_NS}}}{name}").text = one_line(text)
