"""Many readers, one writer: a publication is whole for whoever opened it, whatever is published."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import duckdb
import pyarrow.parquet as pq
import pytest

import evidence
from evidence.cli import main
from evidence.door import kept_publications
from evidence.operations.decisions import record_judgement
from evidence.pipeline.building import build_inputs
from tests.integration.house import House
from tests.integration.workbench import TOPIC

N_READERS = 3
# Opens what is published, over and over, until the file `stop` is there; counts what it saw.
READER = """
import json, pathlib, sys, time
import evidence
folder, stop = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
seen = {}
while not stop.exists() or not seen:
    with evidence.open("acupuncture-nerve-pain", data_dir=folder) as db:
        facts = {row["name"]: row["value"] for row in db.table("publication_fact")}
        assert facts["content_sha256"] == db.content_sha256, "the database is another than its manifest"
        n_items = len(db.table("evidence_table"))
        seen.setdefault(db.publication_id, n_items)
        assert seen[db.publication_id] == n_items > 0
    time.sleep(0.05)
print(json.dumps(seen))
"""


def decide(house: House, value: str) -> None:
    """One decision of a person, so that the next publication differs."""
    claim, report = house.rows(
        "SELECT claim_id, report_id FROM evidence_item WHERE stance IS NOT NULL ORDER BY ALL"
    )[0]
    record_judgement(house.settings, topic=TOPIC, claim_id=claim, report_id=report, what="stance", value=value,
                     by="A. Reader", role="reviewer", why="read again")  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    held = House(tmp_path_factory.mktemp("readers"))
    held.refresh()
    return held


def test_two_dates_compare_and_a_past_answer_comes_out_again(house, tmp_path):
    house.days = 2
    decide(house, "mixed")
    house.refresh()
    data = house.settings.data_dir
    ids = kept_publications(data)
    with (
        evidence.open(TOPIC, data_dir=data, when=ids[0]) as older,
        evidence.open(TOPIC, data_dir=data) as newer,
    ):
        kinds = {row["kind"] for row in newer.changes_since(older)}
        assert {"stance"} <= kinds
        assert len(older.changes_since(older)) == 0
        assert older.is_intact()
        assert newer.is_intact()
        past, now = (db.table("evidence_table").arrow for db in (older, newer))
    assert not past.equals(now)
    # By date from the command line, as by id from Python.
    out = tmp_path / "past.parquet"
    asked = ["query", "SELECT * FROM evidence_table", "--as-of", "2026-11-03", "--format", "parquet",
             "--out", str(out), *house.options()]  # fmt: skip
    assert main(asked) == 0
    table = pq.read_table(out)
    assert table.num_rows == past.num_rows
    assert table.schema.metadata[b"publication_id"].decode() == ids[0]


def test_readers_never_meet_a_half_publication_while_runs_publish(house, tmp_path):
    data, stop = house.settings.data_dir, tmp_path / "stop"
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(data), str(stop)], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
        for _ in range(N_READERS)
    ]  # fmt: skip
    house.with_settings(keep_publications=1)
    held = evidence.open(TOPIC, data_dir=data)
    first, n_before = held.publication_id, len(held.table("evidence_table"))
    house.days += 1
    decide(house, "inconclusive")
    assert house.refresh().is_new
    time.sleep(0.2)
    stop.touch()
    told = [reader.communicate(timeout=60) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * N_READERS, told
    assert all(json.loads(out) for out, _ in told)
    # What was open stays readable although its folder was pruned away meanwhile.
    assert not (data / "publications" / first).exists()
    assert len(held.table("evidence_table")) == n_before
    held.close()


def test_a_reader_cannot_hold_up_a_run(house):
    with evidence.open(TOPIC, data_dir=house.settings.data_dir) as db:
        house.days += 1
        decide(house, "mixed")
        newest = house.refresh().publication_id
        assert db.publication_id != newest
    with evidence.open(TOPIC, data_dir=house.settings.data_dir) as db:
        assert db.publication_id == newest


def test_parquet_alone_answers_without_the_database_file(house):
    """What several machines share: DuckDB over the published Parquet files."""
    folder = house.newest().folder / "parquet"
    with duckdb.connect() as con:
        n_rows = con.sql(
            f"SELECT count(*) FROM '{folder}/views/evidence_table.parquet'"
        ).fetchall()[0][0]
        joined = con.sql(
            f"SELECT count(*) FROM '{folder}/evidence_item.parquet' JOIN '{folder}/verdict.parquet' "
            "USING (topic, claim_id)"
        ).fetchall()[0][0]
    assert n_rows == joined == house.one("SELECT count(*) FROM evidence_table")


def test_a_publication_whose_files_were_touched_says_so(house):
    path = house.newest().folder / "parquet" / "verdict.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with evidence.open(TOPIC, data_dir=house.settings.data_dir) as db:
        assert not db.is_intact()


def test_a_past_date_of_another_schema_names_the_program_to_rebuild_it_with(house):
    kept = house.newest()
    path = kept.folder / "queries" / "CHANGELOG.md"
    path.write_text(path.read_text("utf-8").replace("## 1.", "## 0."), "utf-8")
    with pytest.raises(
        evidence.EvidenceError, match=r"has schema 0\.\d+, this program makes 1\.\d+"
    ):
        build_inputs(house.run(as_of=kept.published_at.date()))
