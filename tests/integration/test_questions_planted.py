"""What questions say of cases the sample does not hold: planted, one by one."""

from __future__ import annotations

import shutil

import pytest

from evidence.database import Building, open_published
from evidence.pipeline.asking import filled
from evidence.pipeline.questions import question_named
from evidence.schema import load_schema
from tests.integration.workbench import QUERIES, sample_data_dir

NOTICE = "INSERT INTO notice VALUES ('{}', '{}', 'on', 'read by hand', NULL, NULL, 'own_record')"
DATED = "UPDATE evidence_table SET pub_date = DATE '{}-01-01' WHERE report_id IN ({})"
COUNTED = "FROM evidence_table WHERE status = 'counted' AND pmid IS NOT NULL"


class Planted:
    """A copy of the published sample that faults and facts can be put into."""

    def __init__(self, folder):
        self.path = folder / "evidence.duckdb"
        shutil.copyfile(sample_data_dir() / "published" / "evidence.duckdb", self.path)

    def put(self, *statements: str) -> None:
        """Change the copy."""
        db = Building.reopened(self.path, load_schema(QUERIES / "schema"), QUERIES)
        for statement in statements:
            db.query(statement)
        db.close()

    def ask(self, name: str, **values: object) -> list[dict]:
        """Rows of a named question."""
        question = question_named(QUERIES, name)
        return self.sql(question.sql, **filled(question.sql, values))

    def sql(self, statement: str, **values: object) -> list[dict]:
        """Rows of a statement."""
        with open_published(self.path) as db:
            return db.query(statement, values or None).dicts()


@pytest.fixture
def planted(tmp_path) -> Planted:
    return Planted(tmp_path)


def test_a_retracted_report_and_a_review_that_cites_it_are_both_named(planted):
    trial = planted.sql(f"SELECT report_id, pmid {COUNTED} AND design = 'rct' LIMIT 1")[0]
    review = planted.sql(f"SELECT report_id {COUNTED} AND design = 'meta_analysis' LIMIT 1")[0][
        "report_id"
    ]
    planted.put(
        NOTICE.format(trial["report_id"], "retraction"),
        f"INSERT INTO cited_reference_id VALUES ('{review}', 0, 0, 'pubmed', '{trial['pmid']}')",
    )  # fmt: skip
    rows = planted.ask("retracted_in_use")
    assert {row["report_id"] for row in rows if row["use"] == "linked itself"} == {
        trial["report_id"]
    }
    citing = [row for row in rows if row["use"] == "cites it"]
    assert {(row["report_id"], row["noticed_report_id"]) for row in citing} == {
        (review, trial["report_id"])
    }


def test_a_correction_is_shown_but_a_review_is_not_blamed_for_citing_it(planted):
    trial = planted.sql(f"SELECT report_id, pmid {COUNTED} AND design = 'rct' LIMIT 1")[0]
    review = planted.sql(f"SELECT report_id {COUNTED} AND design = 'meta_analysis' LIMIT 1")[0][
        "report_id"
    ]
    planted.put(
        NOTICE.format(trial["report_id"], "correction"),
        f"INSERT INTO cited_reference_id VALUES ('{review}', 0, 0, 'pubmed', '{trial['pmid']}')",
    )  # fmt: skip
    assert {row["use"] for row in planted.ask("retracted_in_use")} == {"linked itself"}


def test_a_trial_is_cited_older_or_newer_than_the_latest_review(planted):
    claim = planted.sql(
        """SELECT claim_id FROM evidence_table WHERE status = 'counted' GROUP BY claim_id
           HAVING count(*) FILTER (design = 'rct' AND pmid IS NOT NULL) >= 3
           AND count(*) FILTER (design = 'meta_analysis') > 0 ORDER BY 1 LIMIT 1"""
    )[0]["claim_id"]
    found = planted.ask("trials_and_latest_review", claim=claim)
    review = found[0]["review_id"]
    trials = [row["report_id"] for row in found if row["report_id"].startswith("pmid:")][:3]
    planted.put(
        f"INSERT INTO cited_reference_id VALUES ('{review}', 0, 0, 'pubmed', '{trials[0][5:]}')",
        DATED.format(2000, f"'{trials[0]}', '{trials[1]}'"),
        DATED.format(2010, f"'{review}'"),
        DATED.format(2020, f"'{trials[2]}'"),
        f"""UPDATE evidence_table SET pub_date = DATE '2005-01-01' WHERE report_id <> '{review}' AND design
            IN ('systematic_review', 'meta_analysis', 'network_meta_analysis', 'overview_of_reviews')""",
    )
    place = {
        row["report_id"]: row["place"]
        for row in planted.ask("trials_and_latest_review", claim=claim)
    }
    assert place[trials[0]] == "cited by the review"
    assert place[trials[1]] == "older, not cited by the review"
    assert place[trials[2]] == "newer than the review"


def test_without_its_reference_list_a_review_is_not_said_to_leave_a_trial_out(planted):
    places = {row["place"] for row in planted.ask("trials_and_latest_review")}
    assert "older, not cited by the review" not in places


def test_searches_are_counted_alone_together_and_against_their_known_items(planted):
    strategies = planted.sql(
        "SELECT topic, strategy_id, known_pmids FROM strategy WHERE len(known_pmids) > 1 ORDER BY ALL LIMIT 2"
    )
    (one, other), topic = [s["strategy_id"] for s in strategies], strategies[0]["topic"]
    known = strategies[0]["known_pmids"]
    counted = planted.sql(f"SELECT min(pmid) AS pmid {COUNTED}")[0]["pmid"]
    found = {one: {known[0], counted, 11}, other: {11, 12}}
    planted.put(
        *(f"INSERT INTO search_run SELECT 's', topic, strategy_id, source, query, NULL, 2, 2, 1, [], "
          f"DATE '2026-01-01', DATE '2026-01-01', 1 FROM strategy WHERE strategy_id = '{s}'" for s in found),
        *(f"INSERT INTO search_hit VALUES ('{topic}', '{s}', {pmid}, DATE '2026-01-01')"
          for s, pmids in found.items() for pmid in pmids),
    )  # fmt: skip
    by_name = {row["strategy_id"]: row for row in planted.ask("search_yield")}
    assert (by_name[one]["n_found"], by_name[one]["n_known_found"]) == (len(found[one]), 1)
    assert by_name[one]["n_found_by_it_alone"] == len(found[one] - {11})
    assert by_name[one]["n_that_count"] >= 1
    assert (by_name[other]["n_found"], by_name[other]["n_found_by_it_alone"]) == (2, 1)
    shared = {
        (row["strategy_id"], row["other_strategy_id"]): row["n_shared"]
        for row in planted.ask("search_overlap")
    }
    assert shared[one, other] == shared[other, one] == 1
    recall = {
        (r["strategy_id"], r["pmid"]): r["is_found"] for r in planted.ask("known_item_recall")
    }
    assert recall[one, known[0]] is True
    assert recall[one, known[1]] is False
    assert None in recall.values()


def test_a_protocol_whose_study_has_a_results_report_is_not_listed(planted):
    listed = planted.ask("protocols_without_results")
    assert listed
    ids = {report for row in listed for report in row["report_ids"]}
    designs = planted.sql(
        "SELECT DISTINCT design FROM report_reading WHERE list_contains($ids, report_id)",
        ids=sorted(ids),
    )
    assert [row["design"] for row in designs] == ["protocol"]
    assert all(
        row["age_years"] >= 5 for row in planted.ask("protocols_without_results", older_than=5)
    )


def test_time_to_indexing_counts_days_from_entry(planted):
    report = planted.sql("SELECT report_id FROM record WHERE status = 'current' LIMIT 1")[0][
        "report_id"
    ]
    planted.put(
        f"UPDATE record SET citation_status = 'MEDLINE' WHERE report_id = '{report}'",
        f"INSERT INTO history_date VALUES ('{report}', 90, 'pubmed', TIMESTAMP '2020-01-01', '2020 1 1')",
        f"INSERT INTO history_date VALUES ('{report}', 91, 'medline', TIMESTAMP '2020-03-01', '2020 3 1')",
    )
    rows = {row["entered_year"]: row for row in planted.ask("time_to_indexing")}
    assert (rows[2020]["n_indexed"], rows[2020]["median_days"]) == (1, 60.0)
