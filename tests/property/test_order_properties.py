"""What is newer, whatever the clock said and in whatever order files were read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.pipeline.batch_order import arrivals_in_order, known_batches
from evidence.snapshots import Batch, Manifest, RawStore, snapshot_id

START = datetime(2026, 11, 2, 3, 17, tzinfo=UTC)


def answer(name: str) -> Batch:
    return Batch(name, "pubmed-xml", "efetch, part 1 of 1", 1)


def numbered(number: int, year: int = 26) -> Batch:
    return Batch(
        f"{year}-{number}", "pubmed-xml", f"pubmed{year}n{number:04}.xml.gz", 1, file_no=number
    )


def made(
    *batches: Batch, source: str = "pubmed", at: datetime = START, number: int = 0
) -> Manifest:
    return Manifest(f"s{number}", source, at, ("t",), batches, sequence=number)


ANSWERS = st.sampled_from("abcd").map(lambda name: ("pubmed", answer(name)))
FILES = st.tuples(st.integers(1, 5), st.sampled_from((26, 27))).map(
    lambda no: ("files", numbered(*no))
)
SNAPSHOTS = st.lists(st.one_of(ANSWERS, FILES), max_size=12).map(
    lambda came: tuple(made(b, source=kind, number=n) for n, (kind, b) in enumerate(came, 1))
)


@given(SNAPSHOTS)
def test_answers_are_as_new_as_their_last_arrival_and_files_follow_their_numbers(snapshots):
    order = [batch for batch, _, _ in known_batches(arrivals_in_order(snapshots))]
    last = {b.sha256: n for n, m in enumerate(snapshots) for b in m.batches}
    live = [last[b.sha256] for b in order if b.file_no is None]
    assert live == sorted(live)
    numbers = [(b.origin[6:8], b.file_no) for b in order if b.file_no is not None]
    assert numbers == sorted(numbers)
    assert {b.sha256 for b in order} == set(last)


@given(SNAPSHOTS)
def test_a_file_is_newer_than_an_answer_only_where_it_or_an_earlier_number_was_read_later(
    snapshots,
):
    order = [batch for batch, _, _ in known_batches(arrivals_in_order(snapshots))]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for n, m in enumerate(snapshots):
        first.setdefault(m.batches[0].sha256, n)
        last[m.batches[0].sha256] = n
    for i, older in enumerate(order):
        for newer in order[i + 1 :]:
            if older.file_no is None and newer.file_no is not None:
                assert first[newer.sha256] > last[older.sha256]


@given(SNAPSHOTS)
def test_each_batch_has_the_earliest_snapshot_that_holds_it(snapshots):
    for batch, manifest, _ in known_batches(arrivals_in_order(snapshots)):
        assert manifest is next(m for m in snapshots if batch in m.batches)


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=12), st.integers(-500, 500))
@settings(max_examples=30, deadline=None)
def test_snapshots_keep_their_order_whatever_the_clock_said(tmp_path_factory, days, asked):
    store = RawStore(tmp_path_factory.mktemp("store"))
    ids = []
    for day in days:
        at, number = START + timedelta(days=day), store.next_sequence()
        ids.append(snapshot_id(at, (), number))
        store.write_manifest(Manifest(ids[-1], "pubmed", at, ("t",), (), sequence=number))
    assert [m.snapshot_id for m in store.manifests()] == ids
    of_then = store.manifests((START + timedelta(days=asked)).date())
    assert [m.snapshot_id for m in of_then] == ids[: len(of_then)]
    later = [day for day in days[len(of_then) :] if day <= asked]
    assert later == []
    assert not of_then or days[len(of_then) - 1] <= asked


def test_snapshots_of_one_instant_have_names_of_their_own(tmp_path):
    store = RawStore(tmp_path)
    for _ in range(3):
        number = store.next_sequence()
        named = snapshot_id(START, (), number)
        store.write_manifest(Manifest(named, "pubmed", START, ("t",), (), sequence=number))
    assert [m.sequence for m in store.manifests()] == [1, 2, 3]


def test_snapshots_from_before_they_were_numbered_come_first_by_their_instant(tmp_path):
    store = RawStore(tmp_path)
    for day in (2, 1):
        at = START + timedelta(days=day)
        store.write_manifest(Manifest(f"old{day}", "pubmed", at, ("t",), (), format=1))
    store.write_manifest(
        Manifest("new", "pubmed", START, ("t",), (), sequence=store.next_sequence())
    )
    assert [m.snapshot_id for m in store.manifests()] == ["old1", "old2", "new"]


def test_the_same_ids_found_for_years_are_held_once(tmp_path):
    store = RawStore(tmp_path)
    for number in (1, 2):
        run = {"strategy_id": "s", "pmids": list(range(1000))}
        store.write_manifest(
            Manifest(f"s{number}", "pubmed", START, ("t",), (), (run,), sequence=number)
        )
    first, second = store.manifests()
    assert first.search_runs[0]["pmids"] == list(range(1000))
    assert first.search_runs[0]["pmids"] is second.search_runs[0]["pmids"]
