"""Named questions answer, in every form, and can do nothing but read."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from evidence.errors import QueriesError
from evidence.pipeline.questions import parameters_of, question_from_sql, questions
from tests.integration.workbench import QUERIES, command, sample_data_dir

ASKED = {
    "best_evidence", "sham_controlled_trials", "trials_and_latest_review", "retracted_in_use",
    "animal_only_mechanisms", "protocols_without_results", "evidence_by_year", "evidence_by_country",
    "evidence_by_journal", "abstentions", "gap_map",
}  # fmt: skip
NAMES = sorted(path.stem for path in (QUERIES / "reports").glob("*.sql"))


def answer(name: str, **values: object) -> list[dict]:
    """Rows of a named question on the sample."""
    given = [f"--param={key}={value}" for key, value in values.items()]
    code, out, err = command("query", name, "--json", *given)
    assert code == 0, err
    return json.loads(out)


def test_every_question_researchers_ask_is_there():
    assert set(NAMES) >= ASKED


@pytest.mark.parametrize("name", NAMES)
def test_each_question_runs_with_and_without_its_parameters(name):
    question = next(q for q in questions(QUERIES) if q.name == name)
    answer(name)
    numbers = {"top": 2, "min_n": 10, "older_than": 3, "min_reports": 2, "from_year": 2000}
    values = {key: numbers.get(key, "acupuncture-nerve-pain") for key in question.parameters}
    answer(name, **values)


def test_the_list_shows_titles_and_parameters():
    code, out, _ = command("query")
    assert code == 0
    assert all(re.search(rf"^{name}$", out, re.M) for name in NAMES)
    assert "--param condition=…" in out


def test_best_evidence_counts_and_quotes():
    rows = answer("best_evidence", top=1)
    assert len({row["claim_id"] for row in rows}) == len(rows) > 10
    assert all(row["rationale"] for row in rows if row["stance"] == "supports")


def test_sham_controlled_trials_are_trials_against_sham():
    rows = answer("sham_controlled_trials")
    assert rows
    assert {row["design"] for row in rows} <= {"rct", "cluster_rct", "crossover_rct"}
    assert any(row["ci_low"] is not None and row["quote"] for row in rows)


def test_the_gap_map_shows_empty_cells_too():
    rows = answer("gap_map")
    conditions, outcomes = ({row[key] for row in rows} for key in ("condition", "outcome"))
    assert len(rows) == len(conditions) * len(outcomes)
    assert any(row["n_reports"] == 0 for row in rows)
    assert all(row["n_rcts"] <= row["n_reports"] for row in rows)


def test_abstentions_add_up():
    for row in answer("abstentions"):
        assert row["n_stated"] + row["n_abstained"] == row["n_reports"] > 0
    listed = answer("abstained_reports", field="comparator")
    counted = next(row for row in answer("abstentions") if row["field"] == "comparator")
    assert len(listed) == counted["n_abstained"]


def test_animal_only_mechanisms_have_no_people():
    for row in answer("animal_only_mechanisms"):
        assert row["n_human"] == 0 < row["n_animal"] + row["n_cells"]


def test_csv_markdown_and_parquet_hold_the_same_rows(tmp_path):
    rows = answer("evidence_by_year")
    _, text, _ = command("query", "evidence_by_year", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows)
    _, text, _ = command("query", "evidence_by_year", "--format", "markdown")
    assert len(text.splitlines()) == len(rows) + 2
    out = tmp_path / "years.parquet"
    assert command("query", "evidence_by_year", "--format", "parquet", "--out", str(out))[0] == 0
    table = pq.read_table(out)
    assert table.to_pylist() == rows
    assert table.schema.metadata[b"content_sha256"]


def test_an_unknown_name_or_parameter_names_the_known_ones():
    code, _, err = command("query", "best_evidense")
    assert (code, "best_evidence" in err) == (2, True)
    code, _, err = command("query", "gap_map", "--param", "tropic=x")
    assert (code, "use one of topic, design" in err) == (2, True)


@pytest.mark.parametrize("statement", [
    "COPY topic TO '{out}'",
    "SELECT 1; COPY topic TO '{out}'",
    "EXPORT DATABASE '{out}'",
    "ATTACH '{out}' AS other",
    "ATTACH ':memory:' AS other",
    "SELECT * FROM read_csv('{there}')",
    "SELECT * FROM read_text('{there}')",
    "SELECT * FROM '{there}'",
    "SELECT * FROM glob('{there}')",
    "SELECT * FROM read_parquet('{there}')",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET threads = 1",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA threads = 1",
    "CREATE TABLE mine (a INTEGER)",
    "CREATE OR REPLACE VIEW report AS SELECT 1",
    "INSERT INTO part_version VALUES ('a', 'b')",
    "UPDATE verdict SET verdict = 'supported'",
    "DELETE FROM notice",
    "DROP TABLE verdict",
    "SELECT getenv('HOME')",
])  # fmt: skip
def test_what_would_write_or_reach_outside_is_refused(statement, tmp_path):
    there = tmp_path / "there.csv"
    there.write_text("a\n1\n")
    out = tmp_path / "out"
    code, text, err = command("query", statement.format(out=out, there=there))
    assert (code, text) == (2, "")
    assert "the query was refused" in err
    assert not out.exists()


def test_a_question_leaves_the_publication_as_it_was():
    folder = (sample_data_dir() / "published").resolve()
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    answer("best_evidence")
    command("query", "CREATE TEMP TABLE mine AS SELECT 1")
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before


def test_parameters_in_comments_and_strings_are_none():
    assert parameters_of("-- $a\nSELECT '$b', $c, $c -- $d") == ("c",)


@pytest.mark.parametrize(("sql", "mistake"), [
    ("SELECT 1", "has no title"),
    ("-- Title\nSELECT $topic", r"\$topic is not both used and explained"),
    ("-- Title\n-- $topic: only this\nSELECT 1", r"\$topic is not both used and explained"),
])  # fmt: skip
def test_a_question_without_title_or_with_loose_parameters_is_a_mistake(sql, mistake):
    with pytest.raises(QueriesError, match=mistake):
        question_from_sql(sql, Path("reports/x.sql"))
