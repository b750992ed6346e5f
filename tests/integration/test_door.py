"""`import evidence`: light, small, traceable, and its examples run."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import evidence
from tests.integration.workbench import TOPIC, sample_data_dir

GUIDE = Path(__file__).parents[2] / "notebooks" / "README.md"


@pytest.fixture(scope="module")
def db():
    with evidence.open(TOPIC, data_dir=sample_data_dir()) as opened:
        yield opened


def loaded_by(code: str) -> set[str]:
    """Top-level modules a fresh interpreter has loaded after `code`."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(told.stdout.split())


def test_import_is_light_and_opening_loads_neither_pandas_nor_prefect():
    heavy = {"pandas", "prefect", "requests", "scipy"}
    assert not loaded_by("import evidence") & {*heavy, "duckdb", "pyarrow", "numpy"}
    opening = (
        f"import evidence; evidence.open({TOPIC!r}, data_dir={str(sample_data_dir())!r}).claims()"
    )
    assert not loaded_by(opening) & {"pandas", "prefect"}


def test_at_most_ten_public_names_and_each_is_explained():
    assert len(evidence.__all__) <= 10
    assert all(getattr(evidence, name).__doc__ for name in evidence.__all__)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        evidence.opne  # noqa: B018


def test_the_examples_of_the_guide_run(monkeypatch):
    monkeypatch.setenv("EVIDENCE_DATA_DIR", str(sample_data_dir()))
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    failed, tried = doctest.testfile(
        str(GUIDE), module_relative=False, optionflags=flags, encoding="utf-8"
    )
    assert failed == 0
    assert tried > 15


def test_every_quote_of_every_claim_is_verbatim(db):
    claims = db.claims()
    quotes = [quote for claim in claims for item in claim.items for quote in item.quotes]
    assert len(claims) > 30
    assert len(quotes) > 100
    reports = {quote.report_id: db.report(quote.report_id) for quote in quotes}
    assert all(reports[quote.report_id].quote(quote.span) == quote for quote in quotes)


def test_counts_of_a_claim_are_those_of_its_items(db):
    for claim in db.claims():
        with_stance = [i for i in claim.counted if i.stance == "contradicts"]
        assert claim.n_contradicts <= len(with_stance)
        assert {i.status for i in claim.counted} <= {"counted"}


def test_a_report_is_found_by_pmid_doi_and_id(db):
    row = db.sql(
        "SELECT report_id, pmid, doi FROM report WHERE pmid IS NOT NULL AND doi IS NOT NULL LIMIT 1"
    ).rows()[0]
    found = {
        db.report(key).report_id
        for key in (row["pmid"], row["doi"], row["report_id"], f"https://doi.org/{row['doi']}")
    }
    assert found == {row["report_id"]}
    other = db.sql("SELECT report_id FROM report WHERE report_id LIKE 'record:%' LIMIT 1").rows()
    assert all(db.report(row["report_id"]).report_id == row["report_id"] for row in other)


def test_missing_values_stay_missing_in_pandas(db):
    frame = db.table("evidence_table").pandas()
    assert str(frame.dtypes["n_participants"]) == "Int32"
    rows = db.table("evidence_table").rows()
    assert (
        int(frame.n_participants.isna().sum()) == sum(r["n_participants"] is None for r in rows) > 0
    )


def test_no_answer_has_a_type_its_reader_would_stumble_on(db):
    for question in db.questions():
        kinds = {field.type for field in db.ask(question.name).arrow.schema}
        assert not any(pa.types.is_decimal(kind) for kind in kinds), question.name


@pytest.mark.parametrize(("call", "told"), [
    (lambda: evidence.open("no-such-topic", data_dir=sample_data_dir()), "use one of acupuncture-nerve-pain"),
    (lambda: evidence.open(TOPIC, data_dir="/nonexistent"), "nothing is published"),
    (lambda: evidence.open(TOPIC, data_dir=sample_data_dir(), when="1999-01-01"), "no publication of 1999-01-01"),
])  # fmt: skip
def test_what_cannot_be_opened_says_why(call, told):
    with pytest.raises(evidence.EvidenceError, match=told):
        call()


@pytest.mark.parametrize(("ask", "told"), [
    (lambda db: db.claim("nothing"), "0 topics have it"),
    (lambda db: db.report(1), "pmid:1 is not among"),
    (lambda db: db.ask("gap_map", tropic="x"), "no such parameter"),
    (lambda db: db.table("secrets"), "no view or table secrets"),
])  # fmt: skip
def test_a_wrong_question_says_what_is_right(db, ask, told):
    with pytest.raises(evidence.EvidenceError, match=told):
        ask(db)


def test_verdicts_stand_beside_what_people_wrote_of_the_literature(db):
    rows = db.beside_literature().rows()
    assert {row["claim_id"] for row in rows} == {claim.claim_id for claim in db.claims()}
    noted = [row for row in rows if row["expects"]]
    assert noted
    assert all(row["fits"] is (row["verdict"] in row["expects"]) for row in noted)
    assert all(row["says"] and row["source"] for row in noted)
    assert all(row["fits"] is None for row in rows if not row["expects"])
