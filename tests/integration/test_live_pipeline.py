"""The whole pipeline against the service: the same rows as from files, and every failure survived."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence import pipeline
from evidence.cli import main
from evidence.database import open_published
from evidence.errors import SourceError
from evidence.pipeline import Run
from evidence.settings import Settings
from evidence.sources.pubmed.slices import record_set, record_slices
from tests.eutils.faults import FAULTS
from tests.eutils.house import EMAIL, LONG_AGO, House, quick, twenty_records
from tests.eutils.server import EutilsServer

# What no second try can mend.
REFUSALS = {"forbidden", "not_found", "redirect", "too_long", "invalid_key"}
# A lasting one of these changes no right answer to the question it is put to.
HARMLESS = {
    "esearch": {"late", "record_left_out", "record_twice", "stranger"},
    "efetch": {"late", "count_too_high", "count_too_low", "id_left_out", "id_twice"},
}
# Where a record came from and when it was seen here, which differ by nature.
WHENCE = {"batch_sha256", "record_no", "file_no", "snapshot_id", "source", "origin"}
TABLES = ("report", "section", "author", "mesh_heading", "publication_type", "article_id", "notice",
          "finding", "report_reading", "evidence_item", "rationale", "concept_match")  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[EutilsServer]:
    with EutilsServer() as running:
        running.add_records(twenty_records(), modified_on=LONG_AGO)
        yield running


@pytest.fixture(autouse=True)
def _quick(server):
    server.faults.clear()
    with quick():
        yield


@pytest.fixture
def house(tmp_path, server) -> House:
    return House(tmp_path, server)


@pytest.fixture(scope="module")
def first(tmp_path_factory, server) -> tuple[House, str]:
    """A household after its first night, and the content it published."""
    server.faults.clear()
    with quick():
        made = House(tmp_path_factory.mktemp("first"), server)
        return made, made.night().content_sha256


def rows_by_report(database: Path) -> dict[str, set[str]]:
    """Each report's rows in all tables, as text without the batch they came in."""
    found: dict[str, set[str]] = {}
    with open_published(database) as published:
        for table in TABLES:
            for row in published.rows(table):
                values = {name: row[name] for name in row if name not in WHENCE}
                found.setdefault(row["report_id"], set()).add(f"{table} {values}")
    return found


def test_records_give_the_rows_they_give_from_a_file(house, tmp_path):
    house.refresh()
    file = tmp_path / "records.xml"
    file.write_text(twenty_records())
    other = House(tmp_path / "files", house.server)
    other.refresh(sources=(str(file),))
    fetched, read = (
        rows_by_report(h.data_dir / "published" / "evidence.duckdb") for h in (house, other)
    )
    assert len(fetched) == 20
    assert fetched == read


@pytest.mark.shared
def test_real_records_give_the_rows_they_give_from_files(shared, tmp_path, queries_dir):
    paths = [shared / "pubmed/native/acupuncture_records.xml", shared / "corpus/studies.xml"]
    slices: dict[int, bytes] = {}
    for path in paths:
        slices |= record_slices(path.read_bytes())
    with EutilsServer(paths) as server:
        settings = Settings(queries_dir, tmp_path / "live", EMAIL, eutils_url=server.base_url)
        live_run = pipeline.refresh(Run(settings))
    with open_published(live_run.folder / "evidence.duckdb") as published:
        found = {row[0] for row in published.query("SELECT DISTINCT pmid FROM search_hit").rows}
    file = tmp_path / "found.xml"
    file.write_bytes(record_set(b"<PubmedArticleSet>", [slices[pmid] for pmid in sorted(found)]))
    settings = replace(settings, data_dir=tmp_path / "files")
    from_file = pipeline.refresh(Run(settings, sources=(str(file),)))
    fetched, read = (rows_by_report(o.folder / "evidence.duckdb") for o in (live_run, from_file))
    assert len(fetched) == len(found) > 60
    assert fetched == read


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - REFUSALS))
def test_a_passing_failure_leaves_the_content_of_an_undisturbed_night(fault, house, first):
    for endpoint in ("esearch", "efetch"):
        house.server.faults.add(fault, endpoint)
    try:
        outcome = house.refresh()
    except SourceError:
        assert fault == "none"  # a canary that is not found: nothing is believed tonight
        outcome = house.refresh()
    assert outcome.content_sha256 == first[1]


LASTING = [(e, f) for e in ("esearch", "efetch") for f in sorted(FAULTS) if f not in HARMLESS[e]]


@pytest.mark.parametrize(("endpoint", "fault"), LASTING)
def test_a_lasting_failure_leaves_the_last_publication(fault, endpoint, first, tmp_path):
    house, data_dir = first[0], tmp_path / "data"
    shutil.copytree(house.data_dir, data_dir, symlinks=True)
    before = everything(data_dir / "publications")
    run = house.run(settings=replace(house.settings, data_dir=data_dir))
    house.server.faults.add(fault, endpoint, times=-1)
    if is_survived(fault, endpoint):
        pipeline.refresh(run)
        assert_says_what_is_missing(data_dir)
        return
    with pytest.raises(SourceError) as caught:
        pipeline.refresh(run)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    assert everything(data_dir / "publications") == before
    assert (data_dir / "published").readlink() == (house.data_dir / "published").readlink()


def is_survived(fault: str, endpoint: str) -> bool:
    """Where every record can still be had or is known to be there: published, and said."""
    return endpoint == "efetch" and fault in ("none", "record_left_out")


def assert_says_what_is_missing(data_dir: Path) -> None:
    with open_published(data_dir / "published" / "evidence.duckdb") as published:
        problems = published.rows("snapshot")[-1]["problems"]
        assert any("did not give" in line for line in problems)
        rows = published.query("SELECT count(*) FROM report_history WHERE is_withdrawn").rows
        assert rows == ((0,),)


def everything(folder: Path) -> dict[str, int]:
    return {
        str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()
    }


def run_command(monkeypatch, capsys, house: House, **env: str) -> tuple[int, list[str]]:
    for name in ("NCBI_EMAIL", "NCBI_API_KEY", "NCBI_EUTILS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    code = main(["refresh", "--plain", "--source", "pubmed", "--data-dir", str(house.data_dir),
                 "--queries-dir", str(house.queries_dir)])  # fmt: skip
    return code, capsys.readouterr().err.splitlines()


def test_a_missing_email_is_one_clear_line(monkeypatch, capsys, house):
    code, lines = run_command(monkeypatch, capsys, house, NCBI_EUTILS_URL=house.server.base_url)
    assert (code, len(lines)) == (3, 1)
    assert "NCBI_EMAIL" in lines[0]


def test_an_unreachable_server_is_one_clear_line(monkeypatch, capsys, house):
    code, lines = run_command(
        monkeypatch, capsys, house, NCBI_EMAIL=EMAIL, NCBI_EUTILS_URL="http://127.0.0.1:9/eutils/"
    )
    assert (code, len(lines)) == (3, 1)
    assert "PubMed cannot be reached at 127.0.0.1" in lines[0]


def test_a_wrong_key_is_one_clear_line_without_the_key(monkeypatch, capsys, house):
    monkeypatch.setattr(house.server, "keys", {"right-key"})
    code, lines = run_command(monkeypatch, capsys, house, NCBI_EMAIL=EMAIL, NCBI_API_KEY="wrong-key-1",
                              NCBI_EUTILS_URL=house.server.base_url)  # fmt: skip
    assert (code, len(lines)) == (3, 1)
    assert "NCBI_API_KEY" in lines[0]
    assert "wrong-key-1" not in lines[0]


def test_numbers_of_requests_are_in_the_publication(house) -> None:
    house.refresh()
    with open_published(house.data_dir / "published" / "evidence.duckdb") as published:
        snapshot: dict[str, Any] = published.rows("snapshot")[-1]
    assert snapshot["n_requests"] == 4
    assert snapshot["n_bytes_received"] > 1000
    assert snapshot["assurance"]
