"""What the pages say, escape and leave alone."""

from __future__ import annotations

import json
import re

from evidence.publish.site import write_site
from evidence.publish.site_today import standing
from tests.unit.site_rows import TOPIC, facts, rows_of, tables


def _claim_page(folder, held=None, **changed):
    write_site(rows_of(held or tables()), folder, facts(**changed))
    return (folder / TOPIC / "claims" / "relief.html").read_text("utf-8")


def test_hostile_text_is_escaped_and_isolated(tmp_path):
    page = _claim_page(tmp_path)
    assert "<img src=x" not in page
    assert "<script>window" not in page
    assert "<bdi>&lt;script&gt;" in page


def test_every_page_of_the_sample_has_the_banner(tmp_path):
    write_site(rows_of(tables()), tmp_path, facts())
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) == 7
    assert all("a demonstration selection, not a search" in p.read_text("utf-8") for p in pages)


def test_no_banner_outside_the_sample(tmp_path):
    assert 'class="banner"' not in _claim_page(tmp_path, is_sample=False)


def test_a_report_without_pmid_has_no_pubmed_link(tmp_path):
    held = tables()
    held["evidence_table"] = [i for i in held["evidence_table"] if i["pmid"] is None]
    page = _claim_page(tmp_path, held)
    assert "https://doi.org/10.1000/only" in page
    assert "pubmed.ncbi" not in page


def test_retracted_evidence_stands_apart_from_what_counts(tmp_path):
    page = _claim_page(tmp_path)
    assert page.index("Evidence that counts") < page.index("Retracted: counts for nothing")
    assert "/902/" not in page[: page.index("Retracted: counts for nothing")]


def test_links_lead_to_pages_that_exist(tmp_path):
    write_site(rows_of(tables()), tmp_path, facts())
    for page in tmp_path.rglob("*.html"):
        for href in re.findall(r'href="([^"#:]+)"', page.read_text("utf-8")):
            assert (page.parent / href).is_file(), (page.name, href)


def test_equal_pages_are_not_rewritten(tmp_path):
    first = write_site(rows_of(tables()), tmp_path, facts())
    stamps = {p: p.stat().st_mtime_ns for p in first}
    write_site(rows_of(tables()), tmp_path, facts())
    assert {p: p.stat().st_mtime_ns for p in first} == stamps


def test_beyond_fifty_items_are_listed_in_short_and_none_is_lost(tmp_path):
    page = _claim_page(tmp_path, tables(120))
    assert "71 more, listed in short" in page
    assert all(f"/{n}/" in page for n in range(1, 121))


def test_json_stands_beside_each_page(tmp_path):
    _claim_page(tmp_path)
    data = json.loads((tmp_path / TOPIC / "claims" / "relief.json").read_text("utf-8"))
    assert data["claim"]["verdict"] == "mixed"


def test_a_topic_without_evidence_still_has_pages(tmp_path):
    held = {**tables(), "evidence_table": [], "rationale": []}
    assert "None." in _claim_page(tmp_path, held)


def test_nothing_changed_is_said_only_of_equal_content():
    before = {"published_at": "2026-01-01T00:00:00Z"}
    assert standing(before, True, [], 5).startswith("Nothing changed since 2026-01-01. Not searched")
    assert standing(before, False, [], 5).startswith("Changed since")
    searched = standing(before, True, [{"started_at": "2026-01-04 01:00", "strategy_id": "a"}], 5)
    assert "Searched through 2026-01-04, strategies: 1, records checked: 5." in searched


def test_a_sample_whose_banner_text_is_missing_still_has_one(tmp_path):
    assert "its verdicts are not findings" in _claim_page(tmp_path, banners={})


def test_a_withdrawn_report_reaches_the_first_screen(tmp_path):
    gone = {"topic": None, "claim_id": None, "report_id": "pmid:7", "kind": "withdrawn_report",
            "before": "current", "after": "deleted", "cause": "data", "risk": 1}  # fmt: skip
    _claim_page(tmp_path, {**tables(), "change": [gone]})
    page = (tmp_path / TOPIC / "index.html").read_text("utf-8")
    assert "Report withdrawn: pmid:7" in page
