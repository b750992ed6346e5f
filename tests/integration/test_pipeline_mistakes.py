"""Mistakes of people and broken input: one clear line, the documented exit code, nothing changed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from evidence.cli import main
from evidence.pipeline.run import locked
from tests.eutils.made import record_xml, set_of
from tests.integration.house import House

TOPIC = Path("topics/acupuncture-nerve-pain")
GOOD = set_of(record_xml(1, "Acupuncture for sciatica."), record_xml(2))


@pytest.fixture
def house(tmp_path: Path) -> House:
    held = House(tmp_path)
    held.put("good.xml", GOOD)
    held.refresh(held.inbox / "good.xml")
    return held


def refused(house: House, capfd: pytest.CaptureFixture[str], code: int, *sources: Path | str) -> str:
    """Runs the command; it must end with `code`, one line, and the last publication in place."""
    before = house.newest().publication_id
    assert main(["refresh", "--plain", *house.options(), "--source", *map(str, sources)]) == code
    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("evidence: ")]
    assert len(told) == 1
    assert "Mend: " in told[0]
    assert house.newest().publication_id == before
    return told[0]


def edited(house: House, name: str, old: str, new: str) -> None:
    path = house.queries_dir / TOPIC / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_quote_that_is_not_in_the_article(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    edited(house, "claims.toml", 'quote = "', 'quote = "Surely ')
    line = refused(house, capfd, 2, house.inbox)
    assert "claims.toml:" in line


def test_a_concept_that_does_not_exist(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    edited(house, "claims.toml", '"sciatica_radiculopathy"', '"sciatika"')
    line = refused(house, capfd, 2, house.inbox)
    assert "sciatika" in line
    assert "claims.toml:" in line


def test_a_folder_that_is_not_there(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    assert "nowhere" in refused(house, capfd, 2, house.inbox / "nowhere")


def test_a_topic_that_is_not_there(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    before = house.newest().publication_id
    arguments = ["refresh", "--plain", *house.options(), "--source", str(house.inbox), "--topic", "knees"]
    assert main(arguments) == 2
    assert "knees" in capfd.readouterr().err
    assert house.newest().publication_id == before


@pytest.mark.parametrize(("name", "content"), [
    ("page.xml", b"<!DOCTYPE html><html><body>Sign in</body></html>"),
    ("other.xml", b"<?xml version='1.0'?><rss><channel/></rss>"),
    ("broken.xml", GOOD.encode()[:-40]),
    ("cut.xml.gz", gzip.compress(GOOD.encode() * 1)[:-20]),
    ("empty.xml", b""),
])  # fmt: skip
def test_a_file_named_that_is_not_pubmed(
    house: House, capfd: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    line = refused(house, capfd, 3, house.put(name, content))
    assert name in line


def test_a_folder_names_what_it_skips(house: House) -> None:
    house.put("notes.txt", "Buy needles.")
    house.days += 1
    house.refresh(house.inbox)
    assert [path for path, _ in house.rows("SELECT path, reason FROM skipped")] == ["notes.txt"]
    assert house.one("SELECT count(*) FROM report") == 2


def test_another_run_holds_the_lock(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    with locked(house.settings.data_dir):
        assert "process" in refused(house, capfd, 5, house.inbox / "good.xml")


def test_a_check_that_fails_stops_publication(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    (house.queries_dir / "checks" / "999_never.sql").write_text("-- No report is held\nSELECT 1 FROM report;")
    assert "No report is held" in refused(house, capfd, 4, house.inbox / "good.xml")


def test_nothing_to_read_gives_an_honest_nothing(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.refresh(house.put("none.xml", "<PubmedArticleSet></PubmedArticleSet>"))
    verdicts = dict(house.rows("SELECT claim_id, verdict FROM claim_summary WHERE kind = 'efficacy'"))
    assert set(verdicts.values()) == {"not_found"}


def test_what_a_file_says_of_itself_heads_everything_made_from_it(house: House) -> None:
    house.put("good.xml", "<!-- Abstracts are <digests>. -->" + GOOD[GOOD.index("<PubmedArticleSet") :])
    house.refresh(house.inbox / "good.xml")
    folder = house.newest().folder
    told = "A note in the files read: Abstracts are &lt;digests&gt;."
    assert told in (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "Abstracts are <digests>." in (folder / "run_report.md").read_text(encoding="utf-8")
