"""Every published view, table and column is explained, and the dictionary says so."""

from __future__ import annotations

import shutil

import pytest

from evidence.database import open_published
from evidence.errors import QueriesError
from evidence.operations.dictionary import dictionary_of, is_dictionary_stale
from evidence.publish.dictionary import FIRST_VIEWS, dictionary_entries
from evidence.schema import schema_version
from tests.integration.workbench import QUERIES, sample_data_dir

DESIGNED = {
    "evidence_table", "claim_summary", "sentence", "record", "report", "study", "finding", "notice",
    "citation", "search_run", "prisma_flow", "change", "rejected",
}  # fmt: skip
TRACE = {"batch_sha256", "record_no", "snapshot_id", "source"}


@pytest.fixture(scope="module")
def rows():
    """Rows of the published view `dictionary`."""
    with open_published(sample_data_dir() / "published" / "evidence.duckdb") as published:
        return published.rows("dictionary")


def test_every_view_of_the_design_is_published(rows):
    assert DESIGNED | set(FIRST_VIEWS) <= {row["name"] for row in rows}


def test_every_table_view_and_column_has_a_comment(rows):
    bare = [(r["name"], r["column_name"]) for r in rows if not r["meaning"] or not r["about"]]
    assert bare == []


def test_rows_name_run_source_record_version_rule_and_version(rows):
    columns = {}
    for row in rows:
        columns.setdefault(row["name"], set()).add(row["column_name"])
    for name in ("evidence_table", "finding_trace", "effect"):
        assert {*TRACE, "pmid_version", "rule", "version"} <= columns[name], name
    for name in ("report", "citation"):
        assert columns[name] >= TRACE, name
    assert {"version", "rules_version", "snapshot_id", "decided_by"} <= columns["claim_summary"]


def test_the_dictionary_in_the_repository_is_fresh():
    assert not is_dictionary_stale(QUERIES), "run `evidence dictionary --write`"


def test_a_changed_comment_makes_the_dictionary_stale(tmp_path):
    queries = shutil.copytree(QUERIES, tmp_path / "queries")
    path = queries / "schema" / "230_finding.sql"
    path.write_text(path.read_text("utf-8").replace("One fact read", "One truth read"), "utf-8")
    assert is_dictionary_stale(queries)
    assert "One truth read" in dictionary_of(queries)


def test_what_is_asked_first_stands_first_and_nothing_is_left_out(rows):
    entries = dictionary_entries(rows)
    asked = [name for name in FIRST_VIEWS if name in {row["name"] for row in rows}]
    assert [entry.name for entry in entries][: len(asked)] == asked
    assert sum(len(entry.columns) for entry in entries) == len(rows)


def test_views_kept_as_tables_are_called_views(rows):
    kinds = {row["name"]: row["kind"] for row in rows}
    kept = {path.stem.split("_", 1)[1] for path in (QUERIES / "views").glob("*.sql")}
    assert {name for name in kept if kinds[name] != "view"} == set()


def test_the_publication_names_its_schema_version():
    with open_published(sample_data_dir() / "published" / "evidence.duckdb") as published:
        facts = {row["name"]: row["value"] for row in published.rows("publication_fact")}
    assert facts["schema_version"] == schema_version(QUERIES)


def test_a_changelog_without_a_version_is_a_mistake_with_its_mend(tmp_path):
    with pytest.raises(QueriesError, match=r"CHANGELOG\.md:1: .*Mend: write the newest change"):
        schema_version(tmp_path)
