"""Time: what was known then, publications brought back and compared, damage mended, formats old and new."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence import pipeline
from evidence.cli import main
from evidence.errors import SourceError, UsageError
from evidence.operations.doctor import examined
from evidence.operations.status import status_facts
from evidence.pipeline.publications import kept, newest
from evidence.snapshots import RawStore
from evidence.sources.pubmed.limiter import Limit, Limiter
from evidence.sources.pubmed.off_peak import next_off_peak
from tests.eutils.house import LONG_AGO, House, quick, quick_client, trial

RETRACTED = ("Journal Article", "Randomized Controlled Trial", "Retracted Publication")


@pytest.fixture(autouse=True)
def _quick():
    with quick():
        yield


def three_nights(house: House) -> list[str]:
    """Content of three nights: first load, a new trial, a retraction."""
    contents = [house.night().content_sha256]
    house.server.add_records(trial(140), modified_on=LONG_AGO)
    contents.append(house.night().content_sha256)
    house.server.add_records(
        trial(101, types=RETRACTED, notices=(("RetractionIn", 901),)), modified_on=LONG_AGO
    )
    contents.append(house.night().content_sha256)
    assert len(set(contents)) == 3
    return contents


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Iterator[tuple[House, list[str]]]:
    with quick():
        made = House(tmp_path_factory.mktemp("lived"))
        yield made, three_nights(made)
        made.close()


@pytest.fixture
def copied(lived, tmp_path) -> House:
    """A copy of the household after three nights, asking the same server."""
    house = House(tmp_path, lived[0].server)
    shutil.copytree(lived[0].data_dir, house.data_dir, symlinks=True)
    house.days = 3
    return house


def test_a_past_date_gives_what_was_published_then_with_the_queries_of_then(copied, lived):
    claims = copied.queries_dir / "topics/needles-for-nerves/claims.toml"
    claims.write_text(claims.read_text().replace('id = "safety"', 'id = "harms"'))
    strategy = copied.queries_dir / "topics/needles-for-nerves/strategies/harms.toml"
    strategy.write_text(strategy.read_text().replace('["safety"]', '["harms"]'))
    assert copied.night().content_sha256 not in lived[1]
    link = (copied.data_dir / "published").readlink()
    for number, content in enumerate(lived[1]):
        day = copied.now().date() - timedelta(days=4 - number)
        assert copied.refresh(as_of=day).content_sha256 == content
    assert (copied.data_dir / "published").readlink() == link


def test_a_quiet_date_has_the_publication_that_stood_then(copied, lived):
    for _ in range(3):
        copied.night()  # nothing new: of these only the last is kept, beside the first of its content
    assert len(kept(copied.data_dir)) == 4
    quiet = copied.now().date() - timedelta(days=2)
    pipeline.restore(copied.run(), quiet.isoformat())
    assert newest(copied.data_dir).content_sha256 == lived[1][2]


def test_the_queries_of_a_date_outlive_its_publication(copied, lived):
    first_day = kept(copied.data_dir)[0].published_at.date()
    claims = copied.queries_dir / "topics/needles-for-nerves/claims.toml"
    claims.write_text(claims.read_text().replace("Is acupuncture safe in", "Is it safe in"))
    copied.settings = replace(copied.settings, keep_publications=1)
    copied.night()
    assert len(kept(copied.data_dir)) == 1
    assert copied.refresh(as_of=first_day).content_sha256 == lived[1][0]
    shutil.rmtree(copied.data_dir / "queries")
    with pytest.raises(UsageError, match="are not kept"):
        copied.refresh(as_of=first_day)


def test_everything_is_rebuilt_from_raw_alone(copied, lived):
    shutil.rmtree(copied.data_dir / "parsed")
    shutil.rmtree(copied.data_dir / "publications")
    (copied.data_dir / "published").unlink()
    candidate = pipeline.build_candidate(copied.run())
    assert candidate.exists()
    assert pipeline.publish_candidate(copied.run()).content_sha256 == lived[1][2]


def test_a_publication_is_brought_back_by_date_or_name_and_the_next_night_goes_on(copied, lived):
    first, second, third = kept(copied.data_dir)
    pipeline.restore(copied.run(), second.published_at.date().isoformat())
    assert newest(copied.data_dir).content_sha256 == lived[1][1]
    pipeline.restore(copied.run(), first.publication_id)
    assert newest(copied.data_dir).content_sha256 == lived[1][0]
    with pytest.raises(UsageError, match="no publication of 2020-01-01 or before is kept"):
        pipeline.restore(copied.run(), "2020-01-01")
    outcome = copied.night()
    assert outcome.content_sha256 == third.content_sha256
    assert {c["kind"] for c in outcome.changes} >= {"notice", "verdict", "new_item"}


def test_two_publications_are_compared_by_what_matters(copied):
    first, second, third = kept(copied.data_dir)
    ids = [p.publication_id for p in (first, second, third)]
    changes = pipeline.differences(copied.settings, ids[1], ids[2])
    assert changes[0]["kind"] == "notice"
    assert {(c["kind"], c["cause"]) for c in changes} >= {("verdict", "data"), ("status", "data")}
    assert pipeline.differences(copied.settings, ids[2], None) == []
    back = pipeline.differences(copied.settings, ids[2], ids[0])
    assert any(c["kind"] == "notice" and c["after"] is None for c in back)


def damaged(house: House, number: int) -> Path:
    """Spoil a byte of a batch of that snapshot; its path."""
    store = RawStore(house.data_dir)
    path = store.path_of(store.manifests()[number].batches[0])
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return path


def raw_lines(house: House, monkeypatch) -> list[tuple[bool, str]]:
    monkeypatch.setattr("evidence.pipeline.repairing.client_of", quick_client)
    return [
        (f.is_ok, f.what) for f in examined(house.settings, verify=True) if f.name == "raw store"
    ]


def test_a_damaged_batch_is_named_and_fetched_again_to_the_byte(copied, lived, monkeypatch):
    assert raw_lines(copied, monkeypatch) == [
        (True, "3 batches, each has the content of its name")]  # fmt: skip
    path = damaged(copied, 1)
    ((is_ok, line),) = raw_lines(copied, monkeypatch)
    assert is_ok
    assert path.name in line
    assert "to the byte" in line
    shutil.rmtree(copied.data_dir / "parsed")
    assert copied.night().content_sha256 == lived[1][2]


def test_a_lost_batch_whose_records_changed_is_replaced_and_says_so(copied, monkeypatch):
    damaged(copied, 0).unlink()
    ((is_ok, line),) = raw_lines(copied, monkeypatch)  # 101 was retracted since
    assert is_ok
    assert "some of its 20 records have changed since" in line
    shutil.rmtree(copied.data_dir / "parsed")
    assert len(raw_lines(copied, monkeypatch)) == 1
    copied.days += 1
    copied.night()
    with pipeline.open_newest(copied.settings) as published:
        assert len(published.rows("report")) == 21
        (item,) = published.rows("evidence_item", report_id="pmid:101", claim_id="pain")
    assert item["status"] == "retracted"


def test_damage_that_cannot_be_mended_now_stays_named(copied, monkeypatch):
    path = damaged(copied, 1)
    copied.server.faults.add("proxy_page", times=-1)
    try:
        ((is_ok, line),) = raw_lines(copied, monkeypatch)
    finally:
        copied.server.faults.clear()
    assert not is_ok
    assert path.name[:12] in line


def test_a_build_that_needs_a_damaged_batch_names_it_and_the_mend(copied):
    damaged(copied, 0)
    shutil.rmtree(copied.data_dir / "parsed")
    with pytest.raises(SourceError, match="Mend"):
        copied.night()
    assert newest(copied.data_dir) is not None


def edit(path: Path, **facts: object) -> Path:
    record = json.loads(path.read_text())
    path.write_text(json.dumps({**record, **facts}))
    return path


def test_a_newer_manifest_is_refused_by_name_and_an_older_one_is_read(copied, lived, capsys):
    path = edit(sorted((copied.data_dir / "manifests").glob("*.json"))[-1], format=3)
    arguments = ["--data-dir", str(copied.data_dir), "--queries-dir", str(copied.queries_dir)]
    assert main(["build", *arguments]) == 2
    assert f"{path}: manifest format 3 is newer" in capsys.readouterr().err
    record = {**json.loads(path.read_text()), "format": 1}
    for name in ("assurance", "lost_sha256s", "waited_seconds", "skipped", "problems"):
        record.pop(name)
    path.write_text(json.dumps(record))
    assert copied.night().content_sha256 == lived[1][2]


def test_a_newer_publication_is_refused_by_name(copied, capsys):
    edit(newest(copied.data_dir).folder / "manifest.json", format=9)
    assert main(["status", "--data-dir", str(copied.data_dir)]) == 2
    assert "publication format 9 is newer" in capsys.readouterr().err


def test_status_knows_a_snapshot_that_was_never_published(copied):
    assert status_facts(copied.settings)["last_snapshot_is_published"]
    pipeline.take_snapshot(copied.run())
    assert not status_facts(copied.settings)["last_snapshot_is_published"]


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
def test_local_time_and_its_changes_are_nowhere_in_the_content(copied, lived, monkeypatch, zone):
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert copied.night().content_sha256 == lived[1][2]
        manifest = RawStore(copied.data_dir).manifests()[-1]
        assert manifest.created_at.utcoffset() == timedelta(0)
        assert manifest.snapshot_id.startswith("20261105T031700")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_night_in_the_hour_that_comes_twice_is_two_nights(copied):
    """25 October 2026, 02:30 comes twice in Berlin; by UTC they are an hour apart."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    copied.settings = replace(copied.settings, data_dir=copied.data_dir / "own")
    for moment in (first, first + timedelta(hours=1)):
        pipeline.refresh(replace(copied.run(), now=lambda moment=moment: moment))
    ids = [m.snapshot_id for m in RawStore(copied.settings.data_dir).manifests()]
    assert ids == sorted(ids)
    assert len(set(ids)) == 2


@pytest.mark.parametrize(("utc", "opens"), [
    (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # Sunday, hour twice
    (datetime(2026, 3, 9, 14, 0, tzinfo=UTC), datetime(2026, 3, 10, 1, 0, tzinfo=UTC)),  # day after it leapt
    (datetime(2026, 11, 2, 14, 0, tzinfo=UTC), datetime(2026, 11, 3, 2, 0, tzinfo=UTC)),  # day after it fell
])  # fmt: skip
def test_off_peak_hours_follow_new_york_through_its_changes(utc, opens):
    assert next_off_peak(utc) == opens


def test_the_limit_is_kept_by_a_clock_that_setting_the_time_does_not_move(tmp_path):
    steady = [100.0]
    limiter = Limiter(
        tmp_path, Limit(2, 1.0), lambda: steady[0], lambda s: steady.__setitem__(0, steady[0] + s)
    )
    begun = steady[0]
    for _ in range(6):
        with limiter.turn():
            pass
    assert steady[0] - begun >= 2.0
