"""In which order batches came, and so which of two contents of a record is the newer (pure).

An answer of a service is as new as the last time it was given: a record that is changed and
changed back comes in the same bytes as at first, and they stand again. A file is as new as
the first time it was read, however often it is read again. NLM's numbered files follow their
numbers: a file counts as having come no later than any with a higher number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.snapshots import Batch, Manifest

_YEAR = re.compile(r"^pubmed(\d\d)n")
_LIVE = "pubmed"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One time a batch was brought in. `snapshot_no` is the place of its snapshot, from 0."""

    batch: Batch
    manifest: Manifest
    snapshot_no: int


def arrivals_in_order(manifests: Iterable[Manifest]) -> tuple[Arrival, ...]:
    """Every arrival, the newest content last. Batches that were lost for good are left out."""
    held = tuple(manifests)
    lost = {sha256 for manifest in held for sha256 in manifest.lost_sha256s}
    came: list[Arrival] = []
    seen: set[str] = set()
    for snapshot_no, manifest in enumerate(held):
        for batch in manifest.batches:
            is_news = manifest.source == _LIVE or batch.sha256 not in seen
            if is_news and batch.sha256 not in lost:
                came.append(Arrival(batch, manifest, snapshot_no))
                seen.add(batch.sha256)
    places = _places(came)
    return tuple(came[i] for i in sorted(range(len(came)), key=places.__getitem__))


def known_batches(arrivals: Sequence[Arrival]) -> list[tuple[Batch, Manifest, int]]:
    """Each batch once, the newest content last: with the earliest manifest that holds it, and
    the number of its last arrival, which is its place among `arrivals`."""
    first: dict[str, Arrival] = {}
    last: dict[str, int] = {}
    for number, arrival in enumerate(arrivals):
        sha256 = arrival.batch.sha256
        earliest = first.setdefault(sha256, arrival)
        if arrival.snapshot_no < earliest.snapshot_no:
            first[sha256] = arrival
        last[sha256] = number
    order = sorted(last, key=last.__getitem__)
    return [(first[sha256].batch, first[sha256].manifest, last[sha256]) for sha256 in order]


def _places(came: Sequence[Arrival]) -> list[tuple[int, tuple[int, int], int]]:
    """For each arrival what it is ordered by."""
    numbers = [_number(arrival.batch) for arrival in came]
    numbered = sorted((i for i, no in enumerate(numbers) if no), key=lambda i: (numbers[i], i))
    counts_as = list(range(len(came)))
    at_the_latest = len(came)
    for i in reversed(numbered):
        at_the_latest = counts_as[i] = min(at_the_latest, i)
    return [(counts_as[i], number or (0, 0), i) for i, number in enumerate(numbers)]


def _number(batch: Batch) -> tuple[int, int] | None:
    """Year and number of one of NLM's files; each year's numbers begin anew. None for any other batch."""
    if batch.file_no is None:
        return None
    year = _YEAR.match(batch.origin)
    return int(year[1]) if year else 0, batch.file_no
