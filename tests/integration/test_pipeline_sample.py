"""The main job on the embedded sample: published whole, the same again, and nothing by mistake."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from evidence import pipeline
from evidence.cli import main
from evidence.errors import UsageError
from tests.integration.house import House


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    held = House(tmp_path_factory.mktemp("sample"))
    held.refresh()
    return held


def test_every_record_is_accounted_for_and_every_claim_has_a_verdict(house: House) -> None:
    n_batch = house.one("SELECT sum(n_records) FROM batch")
    assert n_batch == house.one("SELECT count(*) FROM record") == house.one("SELECT sum(n) FROM record_count")
    assert house.one("SELECT count(*) FROM claim_summary WHERE verdict IS NULL") == 0
    assert house.one("SELECT count(*) FROM claim_summary") == house.one("SELECT count(*) FROM claim")


def test_published_folder_holds_what_the_design_names(house: House) -> None:
    link = house.settings.data_dir / "published"
    assert link.is_symlink()
    for name in ("evidence.duckdb", "parquet", "site/index.html", "queries", "run_report.md",
                 "run_report.json", "manifest.json", "SHA256SUMS",
                 "site/acupuncture-nerve-pain/index.html"):  # fmt: skip
        assert (link / name).exists(), name
    checked = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=link, capture_output=True)
    assert checked.returncode == 0, checked.stderr


def test_every_rationale_is_verbatim_and_every_counted_stance_has_one(house: House) -> None:
    wrong = """SELECT count(*) FROM rationale JOIN section USING (report_id, field, section_no)
        WHERE substr(text, rationale.start + 1, rationale."end" - rationale.start) <> quote"""
    assert house.one(wrong) == 0
    bare = """SELECT count(*) FROM evidence_table
        WHERE status = 'counted' AND stance IN ('supports', 'contradicts', 'mixed') AND rationale IS NULL"""
    assert house.one(bare) == 0


def test_digests_have_no_pmid_and_no_link_to_pubmed(house: House) -> None:
    assert house.one("SELECT count(*) FROM report WHERE pmid >= 99000000") == 0
    for page in (house.settings.data_dir / "published" / "site").rglob("*.html"):
        assert "pubmed.ncbi.nlm.nih.gov/99" not in page.read_text(encoding="utf-8"), page


def test_every_page_of_the_sample_says_that_it_is_one(house: House) -> None:
    pages = list((house.settings.data_dir / "published" / "site").rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        assert "not a search" in page.read_text(encoding="utf-8"), page


def test_the_same_again_is_nothing_new_with_proof(house: House) -> None:
    before = house.newest().content_sha256
    house.days += 1
    outcome = house.refresh()
    assert (outcome.content_sha256, outcome.is_new, outcome.changes) == (before, False, ())
    report = json.loads((outcome.folder / "run_report.json").read_text())
    assert report["headline"].lower().startswith("nothing new")
    assert any(before in line for line in report["proof"])


def test_another_folder_on_another_day_gives_the_same_evidence(house: House, tmp_path: Path) -> None:
    other = House(tmp_path)
    other.days = 40
    other.refresh()
    sql = """SELECT topic, claim_id, report_id, design, n_participants, status, stance, reason, rationale, score
        FROM evidence_table ORDER BY ALL"""
    assert other.rows(sql) == house.rows(sql)
    sql = "SELECT * FROM verdict ORDER BY ALL"
    assert other.rows(sql) == house.rows(sql)


def test_same_clock_same_input_same_hash(house: House, tmp_path: Path) -> None:
    other = House(tmp_path)
    assert other.refresh().content_sha256 == house.newest().content_sha256


@pytest.mark.parametrize("sql", [
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "SELECT * FROM read_text('{folder}/secret.txt')",
    "SELECT * FROM read_csv('{folder}/secret.txt')",
    "ATTACH '{folder}/other.duckdb'",
    "SET enable_external_access = true",
    "CREATE TABLE t (i INTEGER)",
    "DELETE FROM record",
    "INSTALL httpfs",
])  # fmt: skip
def test_a_query_can_reach_nothing_else(house: House, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(UsageError, match="refused"):
        pipeline.ask(house.settings, sql.format(folder=tmp_path), {})
    assert {p.name for p in tmp_path.iterdir()} == {"secret.txt"}


def test_a_researcher_asks_by_command(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT pmid, stance FROM evidence_table WHERE claim_id = 'efficacy-sciatica' AND status = 'counted'"
    assert main(["query", sql, *house.options(), "--json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    assert rows
    assert set(rows[0]) == {"pmid", "stance"}


def test_explain_marks_findings_in_the_text(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT min(report_id) FROM evidence_table WHERE status = 'counted' AND stance IS NOT NULL"
    report_id = house.one(sql)
    assert main(["explain", report_id, *house.options()]) == 0
    told = capfd.readouterr().out
    assert "⟦design:" in told
    assert "says: “" in told
    assert main(["explain", "1", *house.options()]) == 2


def test_sample_never_takes_the_place_of_real_records(tmp_path: Path) -> None:
    house = House(tmp_path)
    path = house.put("one.xml", "<PubmedArticleSet></PubmedArticleSet>")
    house.refresh(path)
    with pytest.raises(UsageError, match="real records"):
        house.refresh("sample")


def test_readers_keep_what_they_opened_while_another_publication_is_swapped_in(house: House) -> None:
    with pipeline.open_newest(house.settings) as reader:
        before = reader.query("SELECT count(*) FROM report").rows
        house.days += 1
        house.refresh()
        assert reader.query("SELECT count(*) FROM report").rows == before


def test_nothing_is_left_half_written(house: House) -> None:
    names = [p.name for p in house.settings.data_dir.rglob("*")]
    assert not [n for n in names if n.startswith((".part-", ".published-new"))]
    assert not (house.settings.data_dir / "candidate").exists()
    assert os.path.lexists(house.settings.data_dir / "published")
