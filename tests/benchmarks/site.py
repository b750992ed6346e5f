"""Building the pages for 25 claims and 5,000 reports, again, and after one small change.

    python -m tests.benchmarks.site [--reports 5000] [--claims 25] [--no-browser]

Rows are made here, of the length and number that a searched topic has: each report bears
on two claims, has two quoted sentences and one effect. Times are of the clock and of the processor; the browser
part measures, at the table of studies, from a key to the next frame drawn.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evidence.publish.site import write_site
from tests.unit.site_rows import TOPIC, claim, facts, item, tables

Held = dict[str, list[dict[str, Any]]]
_STANCES = ("supports", "contradicts", "mixed", "inconclusive", None)
_DESIGNS = ("rct", "meta_analysis", "cohort", "animal", "single_arm")
_COMPARATORS = ("sham", "usual_care", "drug; sham", None)
_SENTENCE = (
    "Of the participants who were followed to the end of treatment, those in the needle group reported "
    "less pain on the scale than those in the control group, and the difference was {} points."
)
#: Keys pressed in the search field, one after another.
_TYPED = "needles trial 42"


def made(n_claims: int, n_reports: int) -> Held:
    """Rows by view for so many claims and reports, each report on two of the claims."""
    held = tables(0)
    ids = [f"claim-{n}" for n in range(n_claims)]
    text = "\n\n".join(f"Statement {n} says that needles relieve pain." for n in range(n_claims))
    held["topic"][0]["article_text"] = text
    held["claim_summary"] = [
        claim(c, claim_no=n, quote=f"Statement {n}") for n, c in enumerate(ids)
    ]
    held["claim"], held["sentence"], at = [], [], 0
    for n, c in enumerate(ids):
        said = f"Statement {n} says that needles relieve pain."
        held["claim"].append(
            {"topic": TOPIC, "claim_id": c, "start": at, "end": at + 12, "note": None}
        )
        held["sentence"].append({
            "topic": TOPIC, "sentence_no": n, "paragraph_no": n, "heading": "How", "text": said, "start": at,
            "end": at + len(said), "claim_ids": [c], "wording_problem": "Too strong: it is.",
            "suggested_wording": said + " Some say.", "suggested_wording_plain": None, "weakest_claim_id": c,
        })  # fmt: skip
        at += len(said) + 2
    items = [
        _item(n, ids[(n * (k + 1) + k) % n_claims]) for n in range(1, n_reports + 1) for k in (0, 1)
    ]
    held["evidence_table"] = items
    reports = list({i["report_id"]: i for i in items}.values())
    held["citation"] = [
        {"report_id": i["report_id"], "authors": ["Bao T", "Zhi I"], "year": i["year"]}
        for i in reports
    ]
    held["rationale_context"] = [_quote(i, k) for i in items for k in (0, 1)]
    held["effect"] = [_effect(i) for i in reports]
    held["suggested_citation"] = []
    return held


def _item(n: int, claim_id: str) -> dict[str, Any]:
    status = "excluded" if n % 4 == 0 else "counted"
    return item(n, claim_id=claim_id, title=f"Trial {n} of needles for neuropathic pain in adults after treatment",
                design=_DESIGNS[n % 5], comparator=_COMPARATORS[n % 4], n_participants=n % 400,
                evidence_level=str(1 + n % 4), status=status,
                stance=_STANCES[n % 5] if status == "counted" else None)  # fmt: skip


def _quote(row: dict[str, Any], k: int) -> dict[str, Any]:
    return {"topic": TOPIC, "claim_id": row["claim_id"], "report_id": row["report_id"], "rationale_no": k,
            "quote": _SENTENCE.format(k), "field": "abstract", "section_no": 2, "section_label": "RESULTS",
            "start": 100, "end": 250, "text_before": _SENTENCE.format(8) + " ",
            "text_after": " " + _SENTENCE.format(9)}  # fmt: skip


def _effect(row: dict[str, Any]) -> dict[str, Any]:
    return {**tables(0)["effect"][0], "report_id": row["report_id"]}


def rows_by_topic(held: Held) -> Callable[..., list[dict[str, Any]]]:
    """A `Rows` callable that copies rows, as a database gives fresh ones."""

    def rows(name: str, /, **equals: Any) -> list[dict[str, Any]]:
        def fits(row: dict[str, Any]) -> bool:
            return all(row.get(k) in v if isinstance(v, list | tuple) else row.get(k) == v
                       for k, v in equals.items())  # fmt: skip

        return [dict(row) for row in held.get(name, []) if fits(row)]

    return rows


def built(held: Held, folder: Path, day: int, previous: Path | None) -> dict[str, Any]:
    """Seconds, files and bytes of one publication's pages."""
    rows = rows_by_topic(held)
    moment = datetime(2026, 1, 5, 6, tzinfo=UTC) + timedelta(days=day)
    given = facts(publication_id=f"p{day}", content_sha256=str(day) * 64, published_at=moment,
                  previous_site=previous)  # fmt: skip
    start, worked = time.perf_counter(), time.process_time()
    paths = write_site(rows, folder, given)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    keys = [json.loads((f / "pages.json").read_text("utf-8")) for f in (folder, previous) if f]
    reused = sum(keys[0][name] == key for name, key in keys[1].items()) if previous else 0
    return {"seconds": round(seconds, 2), "cpu_seconds": round(worked, 2), "files": len(paths),
            "pages": len(keys[0]), "pages_reused": reused,
            "megabytes": round(sum(p.stat().st_size for p in paths) / 1e6, 1)}  # fmt: skip


def in_browser(page_file: Path) -> dict[str, Any]:
    """Milliseconds to the first screen, and from a key or a choice to the next frame drawn."""
    from playwright.sync_api import sync_playwright

    frame = """act => new Promise(done => { const start = performance.now(); act();
        const script = performance.now() - start;
        requestAnimationFrame(() => setTimeout(() => done([script, performance.now() - start]))); })"""
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        start = time.perf_counter()
        page.goto(page_file.as_uri())
        loaded = time.perf_counter() - start
        acts = [f"q.value = {json.dumps(_TYPED[: n + 1])}; q.dispatchEvent(new Event('input', {{bubbles: true}}))"
                for n in range(len(_TYPED))]  # fmt: skip
        acts += ["form.reset()"]
        acts += [f"form.elements.{n}.value = '{v}'; "
                 f"form.elements.{n}.dispatchEvent(new Event('input', {{bubbles: true}}))"
                 for n, v in (("state", "contradicts"), ("claim", "claim-3"), ("group", "Randomized trials"),
                              ("sort", "title"), ("sort", "year-"))]  # fmt: skip
        head = "const form = document.getElementById('filters'), q = form.elements.q;"
        told = [page.evaluate(f"({frame})(() => {{ {head} {act} }})") for act in acts]
        browser.close()
    script, drawn = ([t[k] for t in told] for k in (0, 1))
    return {"load_ms": round(loaded * 1000), "actions": len(told), "script_ms_median": _middle(script),
            "script_ms_worst": round(max(script), 1), "frame_ms_median": _middle(drawn),
            "frame_ms_worst": round(max(drawn), 1)}  # fmt: skip


def _middle(values: list[float]) -> float:
    return round(sorted(values)[len(values) // 2], 1)


def main() -> None:
    """Measure, and print one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--claims", type=int, default=25)
    parser.add_argument("--no-browser", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, held = Path(name), made(asked.claims, asked.reports)
        result = {
            "claims": asked.claims,
            "reports": asked.reports,
            "items": len(held["evidence_table"]),
        }
        result["first"] = built(held, folder / "one", 1, None)
        result["nothing_new"] = built(held, folder / "two", 2, folder / "one")
        held["evidence_table"][0]["reason"] = "read again"
        result["one_item_changed"] = built(held, folder / "three", 3, folder / "two")
        studies = folder / "three" / TOPIC / "studies.html"
        result["studies_megabytes"] = round(studies.stat().st_size / 1e6, 1)
        if not asked.no_browser:
            result["browser"] = in_browser(studies)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
