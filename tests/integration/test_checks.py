"""Every data check finds the fault it is for, and what the world sends only warns."""

from __future__ import annotations

import json
import shutil

import pytest

from evidence.cli import main
from evidence.database import Building, open_published
from evidence.pipeline.checking import check
from evidence.pipeline.run import Run
from evidence.schema import load_schema
from evidence.settings import Settings
from tests.integration.workbench import QUERIES, sample_data_dir

A_REPORT = "(SELECT min(report_id) FROM report_history)"
ANY_ITEM = "(topic, claim_id, report_id) = (SELECT (topic, claim_id, report_id) FROM evidence_item WHERE status = 'counted' AND stance = 'supports' LIMIT 1)"  # fmt: skip # noqa: E501
SEARCHED = """INSERT INTO search_run SELECT 's', topic, strategy_id, source, query, NULL, 3, {n_ids}, 1, [],
    TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-01', 1 FROM strategy LIMIT 1"""

# What each check is shown: one fault, planted in a sound database.
FAULTS = {
    "010_every_record_is_accounted_for": "UPDATE batch SET n_records = n_records + 1",
    "015_keys_lead_somewhere": "INSERT INTO notice VALUES ('pmid:0', 'comment', 'on', 'x', NULL, NULL, 'own_record')",  # noqa: E501
    "016_a_report_is_the_record_that_names_it": "UPDATE record SET pmid = 7 WHERE report_id LIKE 'pmid:%'",
    "017_no_two_reports_share_a_doi": "UPDATE record SET doi = '10.1000/twice' WHERE record_no < 2",
    "020_one_current_record_a_report": f"INSERT INTO record BY NAME (SELECT * REPLACE (9999 AS record_no) FROM record WHERE report_id = {A_REPORT})",  # noqa: E501
    "030_finding_spans_point_at_text": "UPDATE finding SET \"end\" = 100000 WHERE kind = 'design' AND field IS NOT NULL",  # noqa: E501
    "035_matches_are_verbatim": "UPDATE concept_match SET start = start + 1 WHERE field IS NOT NULL",
    "036_printed_numbers_are_the_numbers_read": "UPDATE finding SET number = 987654 WHERE kind = 'n_randomized'",
    "037_every_value_names_its_maker": "UPDATE finding SET version = ''",
    "040_rationales_are_verbatim": "UPDATE rationale SET quote = quote || '!'",
    "045_items_that_count_have_a_study": f"UPDATE evidence_item SET study_id = 'pmid:0' WHERE {ANY_ITEM}",
    "046_supports_and_contradicts_show_their_words": f"DELETE FROM rationale WHERE {ANY_ITEM}",
    "048_counted_harms_stand_in_their_report": f"INSERT INTO harm_count SELECT topic, claim_id, 9, report_id, 'pneumothorax', 0, 9, 0.3, field, section_no, start, \"end\" FROM rationale WHERE {ANY_ITEM} LIMIT 1",  # noqa: E501
    "049_harms_told_are_verbatim": "UPDATE harm_report SET quote = 'It was made up.'",
    "050_retracted_never_counts": f"INSERT INTO notice SELECT report_id, 'retraction', 'on', 'RetractionIn', NULL, NULL, 'own_record' FROM evidence_item WHERE {ANY_ITEM}",  # noqa: E501
    "060_every_claim_has_a_verdict": "DELETE FROM verdict",
    "065_verdicts_count_what_is_counted": "UPDATE verdict SET n_studies = 1000",
    "070_counts_add_up": "UPDATE verdict SET n_supports = n_supports + 1",
    "071_arms_add_up": "UPDATE finding SET number = 5000 WHERE kind = 'n_arm'",
    "072_analysed_are_not_more_than_entered": "UPDATE finding SET kind = 'n_analysed', number = 99999 WHERE kind = 'n_participants'",  # noqa: E501
    "073_numbers_are_possible": "UPDATE finding SET number = 12.5 WHERE kind = 'n_participants'",
    "075_effects_outside_their_interval_are_flagged": "UPDATE effect SET estimate = 1e6 WHERE ci_low IS NOT NULL AND flag IS NULL",  # noqa: E501
    "076_effects_as_printed_make_sense": "UPDATE effect SET flag = 'estimate outside its interval'",
    "080_quotes_stand_in_the_article": "UPDATE claim SET quote = upper(quote)",
    "085_sentences_stand_in_the_article": "UPDATE article_sentence SET start = start + 1",
    "090_dates_are_possible": "UPDATE record SET year = 2199",
    "091_our_dates_are_in_order": "UPDATE report_history SET last_changed_on = DATE '1999-01-01'",
    "100_searches_gave_what_they_promised": SEARCHED.format(n_ids=2),
    "105_searches_find_what_they_must": SEARCHED.format(n_ids=3),
    "110_prisma_flow_adds_up": "CREATE OR REPLACE VIEW prisma_flow AS SELECT 't' AS topic, 5 AS n_records, 1 AS n_superseded, 0 AS n_deleted, 0 AS n_rejected, 3 AS n_screened, 0 AS n_not_linked, 3 AS n_linked, 3 AS n_included, 0 AS n_indirect, 0 AS n_ongoing, 0 AS n_retracted, 0 AS n_excluded",  # noqa: E501
    "120_high_certainty_needs_a_person": "UPDATE verdict SET certainty = 'high'",
}  # fmt: skip
CHECKS = sorted((QUERIES / "checks").glob("*.sql"))
WORLD = {"017", "036", "071", "072", "076", "090", "105"}


def planted(folder, *faults: str) -> Building:
    """A copy of the published sample's database with faults in it."""
    path = folder / "evidence.duckdb"
    shutil.copyfile(sample_data_dir() / "published" / "evidence.duckdb", path)
    db = Building.reopened(path, load_schema(QUERIES / "schema"), QUERIES)
    for fault in faults:
        db.query(fault)
    return db


def test_every_check_has_a_fault_that_shows_it_works():
    assert {path.stem for path in CHECKS} == set(FAULTS)


@pytest.mark.parametrize("path", CHECKS, ids=lambda p: p.stem)
def test_a_check_finds_its_fault(path, tmp_path):
    faults = [FAULTS[path.stem]]
    if path.stem.startswith("072"):
        faults.append("INSERT INTO finding BY NAME (SELECT * REPLACE ('n_randomized' AS kind, 5 AS number, 999 AS finding_no) FROM finding WHERE kind = 'n_analysed' LIMIT 1)")  # fmt: skip # noqa: E501
    db = planted(tmp_path, *faults)
    try:
        n_rows, shown = db.offending(path.read_text("utf-8"), 3)
    finally:
        db.close()
    assert n_rows > 0
    assert 0 < len(shown.rows) <= 3


@pytest.mark.parametrize("path", CHECKS, ids=lambda p: p.stem)
def test_what_the_world_may_break_warns_and_the_rest_blocks(path):
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("-- ")
    assert lines[1].startswith("-- Warning: ") == (path.stem[:3] in WORLD)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A data folder with a candidate of the sample, built once."""
    data = tmp_path_factory.mktemp("checks") / "data"
    folders = ["--data-dir", str(data), "--queries-dir", str(QUERIES)]
    assert main(["snapshot", "--source", "sample", *folders]) == 0
    assert main(["build", *folders]) == 0
    return data


@pytest.fixture
def candidate(built, tmp_path):
    """The same, for one test alone."""
    return shutil.copytree(built, tmp_path / "data")


def _with_check(data, name: str, sql: str) -> list[str]:
    (data / "candidate" / "queries" / "checks" / name).write_text(sql, "utf-8")
    return ["--data-dir", str(data), "--queries-dir", str(QUERIES)]


def test_a_blocking_check_stops_publication_with_exit_code_4(candidate, capsys):
    options = _with_check(candidate, "999_never.sql", "-- Never so\nSELECT 1 AS offending")
    assert main(["publish", *options]) == 4
    assert "999_never: not so: Never so (1 rows" in capsys.readouterr().err
    assert not (candidate / "published").exists()


def test_a_warning_is_published_told_and_kept(candidate, capsys):
    warning = "-- Never so\n-- Warning: the world\nSELECT range AS offending FROM range(7)"
    options = _with_check(candidate, "999_never.sql", warning)
    assert main(["publish", *options]) == 0
    assert "warning: not so in 7 rows: Never so" in capsys.readouterr().err
    with open_published(candidate / "published" / "evidence.duckdb") as published:
        rows = {row["name"]: row for row in published.rows("check_result")}
    assert len(rows) == len(CHECKS) + 1
    kept = rows["999_never"]
    assert (kept["kind"], kept["state"], kept["n_rows"]) == ("warning", "warned", 7)
    assert json.loads(kept["first_rows"])[0] == {"offending": 0}
    report = json.loads((candidate / "published" / "run_report.json").read_text("utf-8"))
    assert {c["name"]: c["state"] for c in report["checks"]}["999_never"] == "warned"


def test_a_check_that_cannot_run_names_its_file(candidate, capsys):
    options = _with_check(candidate, "999_never.sql", "-- Never so\nSELECT nothing FROM nowhere")
    assert main(["check", *options]) == 2
    assert "999_never.sql:1: the check cannot be run" in capsys.readouterr().err


def test_results_name_their_kind(candidate):
    run = Run(Settings(QUERIES, candidate))
    assert {r["kind"] for r in check(run, candidate / "candidate")} == {"blocking", "warning"}
