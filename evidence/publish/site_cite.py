"""Citations of each claim, formatted and ready to copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from evidence.publish.citation_styles import formatted
from evidence.publish.references import references
from evidence.publish.site_links import report_links

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]
STYLE = "ama"


def claim_citations(rows: Rows, topic: str) -> dict[str, list[Row]]:
    """Reports to cite under each claim, and those that would be wrong to cite, in order.

    Each: report_id, is_to_cite, why, stance, links, and `text` in AMA style (None where the
    report is not held or is not to be cited).
    """
    chosen = sorted(
        rows("suggested_citation", topic=topic), key=lambda r: (r["claim_id"], r["rank"])
    )
    stances = {(i["claim_id"], i["report_id"]): i for i in rows("evidence_table", topic=topic)}
    held = references(rows, [r["report_id"] for r in chosen if r["is_to_cite"]])
    texts = {
        cited.reference.report_id: cited.text for cited in formatted(list(held.values()), STYLE)
    }
    made: dict[str, list[Row]] = defaultdict(list)
    for row in chosen:
        item = stances.get((row["claim_id"], row["report_id"]), {})
        made[row["claim_id"]].append({
            "report_id": row["report_id"], "is_to_cite": row["is_to_cite"], "why": row["why"],
            "stance": item.get("stance"), "title": item.get("title"), "links": report_links(item),
            "text": texts.get(row["report_id"]) if row["is_to_cite"] else None,
        })  # fmt: skip
    return made
