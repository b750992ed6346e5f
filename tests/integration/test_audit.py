"""A sample to proof-read: drawn reproducibly, never overwritten, measured with its interval."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from evidence.cli import main
from evidence.operations.audit import COLUMNS, drawn
from evidence.operations.error_rate import RECORDS, error_rate, error_rates
from tests.integration.workbench import QUERIES, command, sample_data_dir

REPORTS = st.lists(st.integers(1, 999).map("pmid:{}".format), unique=True, min_size=1, max_size=60)


@settings(deadline=None)
@given(REPORTS, st.integers(1, 30), st.integers(0, 99))
def test_the_same_seed_draws_the_same_reports_in_any_order(reports, n, seed):
    sample = drawn(reports, n, seed)
    assert sample == drawn(sorted(reports, reverse=True), n, seed)
    assert len(sample) == len(set(sample)) == min(n, len(reports))
    assert set(sample) <= set(reports)


@settings(deadline=None)
@given(REPORTS, st.integers(1, 30), st.integers(0, 99))
def test_one_more_report_moves_at_most_one_out(reports, n, seed):
    before, after = drawn(reports, n, seed), drawn([*reports, "pmid:5000"], n, seed)
    assert len(set(before) - set(after)) <= 1


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(1, 60))
def test_intervals_hold_the_rate_and_the_exact_one_is_clopper_pearsons(n_errors, n_read):
    n_errors = min(n_errors, n_read)
    rate = error_rate("design", n_errors, n_read)
    assert rate.exact_low_pct <= rate.error_pct <= rate.exact_high_pct
    assert rate.wilson_low_pct <= rate.error_pct <= rate.wilson_high_pct
    if n_errors < n_read:
        upper = beta.ppf(0.975, n_errors + 1, n_read - n_errors)
        assert rate.exact_high_pct == pytest.approx(100 * upper, abs=0.06)


def test_unsure_and_unread_values_stay_out_of_the_rate():
    marks = ["right", "wrong", "missed", "unsure", ""]
    rows = [{"report_id": f"pmid:{i}", "kind": "design", "mark": m} for i, m in enumerate(marks)]
    by_kind = {rate.kind: rate for rate in error_rates(rows)}
    assert (by_kind["design"].n_read, by_kind["design"].n_errors, by_kind["design"].n_unsure) == (
        3,
        2,
        1,
    )
    assert (by_kind[RECORDS].n_read, by_kind[RECORDS].n_errors) == (3, 2)
    assert error_rates([])[0].error_pct is None


def draw(path, *options):
    """A sample drawn by command, as rows."""
    code, out, err = command(
        "audit", "--sample", "5", "--seed", "1", "--out", str(path), "--json", *options
    )
    assert code == 0, err
    with path.open(encoding="utf-8", newline="") as file:
        return json.loads(out), list(csv.DictReader(file))


def test_a_sample_is_drawn_marked_and_measured(tmp_path):
    told, rows = draw(tmp_path / "a.csv")
    assert told["n_records"] == len({row["report_id"] for row in rows}) == 5
    assert draw(tmp_path / "b.csv")[1] == rows
    assert {"design", "n_participants", "link and stance"} <= {row["kind"] for row in rows}
    for number, row in enumerate(rows):
        row["mark"] = "wrong" if number == 0 else "right"
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    queries = shutil.copytree(QUERIES, tmp_path / "queries")
    score = ["audit", "--score", str(tmp_path / "a.csv"), "--by", "A. Reader", "--role", "reviewer",
             "--data-dir", str(sample_data_dir()), "--queries-dir", str(queries)]  # fmt: skip
    assert main(score) == 0
    with (queries / "topics" / "acupuncture-nerve-pain" / "audits.csv").open(
        encoding="utf-8"
    ) as file:
        kept = list(csv.DictReader(file))
    assert kept[0]["kind"] == "all values"
    assert (kept[0]["n_read"], kept[0]["n_errors"]) == (str(len(rows)), "1")
    assert kept[1] == {**kept[1], "kind": RECORDS, "n_read": "5", "n_errors": "1"}
    # What people recorded is read again without complaint by the next build.
    assert main(["build", "--data-dir", str(sample_data_dir()), "--queries-dir", str(queries)]) == 0


def test_marks_already_made_are_never_overwritten(tmp_path):
    draw(tmp_path / "a.csv")
    code, _, err = command("audit", "--out", str(tmp_path / "a.csv"))
    assert (code, "is there already" in err) == (2, True)


@pytest.mark.parametrize(("text", "told"), [
    ("report_id,kind\n", "column mark is missing"),
    ("report_id,kind,mark,topic,publication_id,seed\npmid:1,design,rihgt,t,p,1\n", "a.csv:2: the mark is 'rihgt'"),
    ("report_id,kind,mark,topic,publication_id,seed\npmid:1,design,,t,p,1\n", "has no marks yet"),
])  # fmt: skip
def test_a_file_that_cannot_be_scored_says_where_and_why(tmp_path, text, told):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    code, _, err = command("audit", "--score", str(path), "--by", "A", "--role", "r")
    assert code == 2
    assert told in err.replace("'mark'", "mark")
