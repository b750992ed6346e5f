"""Is everything there that a run needs? One line each, with the mend."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import requests

from evidence.errors import EvidenceError
from evidence.operations.disk_use import disk_use
from evidence.operations.schedule import next_run
from evidence.pipeline.broken_runs import broken_runs
from evidence.pipeline.publications import newest
from evidence.pipeline.repairing import damages, fetched_again
from evidence.pipeline.run import Run, lock_owner, locked
from evidence.settings import Settings
from evidence.snapshots import Manifest, RawStore
from evidence.topics import load_topics

_DISK_MIN_BYTES = 2_000_000_000
_DISK_MIN_DAYS = 30
_CLOCK_MAX_SECONDS = 120
_TIMEOUT_SECONDS = 15
_PACKAGES = (
    "prefect",
    "fastapi",
    "sqlalchemy",
    "duckdb",
    "pyarrow",
    "lxml",
    "biopython",
    "requests",
)


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at. `is_fatal`: a run cannot do without it."""

    name: str
    is_ok: bool
    what: str
    mend: str = ""
    is_fatal: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        return asdict(self)


def examined(settings: Settings, *, verify: bool) -> list[Examined]:
    """Everything looked at, in the order an operator mends it. Writes nothing but a probe file;
    with `verify`, damaged raw batches are mended where PubMed can give them again."""
    return [
        _email(settings), _key(settings), *_network(settings), _data_dir(settings.data_dir),
        *_held(settings), _queries(settings), _published(settings.data_dir), _lock(settings.data_dir),
        *_broken(settings.data_dir),
        _schedule(settings), *_versions(), *(_raw(settings) if verify else ()),
    ]  # fmt: skip


def _email(settings: Settings) -> Examined:
    if settings.ncbi_email:
        return Examined("email", True, f"NCBI is told {settings.ncbi_email}")
    return Examined("email", False, "NCBI_EMAIL is not set", "export NCBI_EMAIL=you@example.org; "
                    "NCBI asks for it, and a live run will not start without", is_fatal=True)  # fmt: skip


def _key(settings: Settings) -> Examined:
    if settings.ncbi_api_key:
        return Examined("key", True, "an NCBI API key is set: 10 requests a second")
    return Examined(
        "key", True, "no NCBI API key: 3 requests a second, which is enough for a night"
    )


def _network(settings: Settings) -> Iterator[Examined]:
    """One request to einfo, which counts against no search; also tells NCBI's clock."""
    url = settings.eutils_url.rstrip("/") + "/einfo.fcgi"
    try:
        answer = requests.get(url, params={"db": "pubmed", "retmode": "json", "tool": "evidence",
                              "email": settings.ncbi_email or ""}, timeout=_TIMEOUT_SECONDS)  # fmt: skip
        answer.raise_for_status()
    except requests.RequestException as error:
        yield Examined("network", False, f"{settings.eutils_url} does not answer ({type(error).__name__})",
                       "check the network, a proxy, and NCBI_EUTILS_URL", is_fatal=True)  # fmt: skip
        return
    limit = answer.headers.get("X-RateLimit-Limit")
    yield Examined("network", True, f"{settings.eutils_url} answers"
                   + (f"; its limit is {limit} requests a second" if limit else ""))  # fmt: skip
    told = answer.headers.get("Date")
    if told:
        off = abs((datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds())
        yield Examined("clock", off <= _CLOCK_MAX_SECONDS, f"this clock and the service's differ by {off:.0f} s",
                       "set the clock; dates of searches and publications come from it")  # fmt: skip


def _data_dir(data_dir: Path) -> Examined:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe = data_dir / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Examined("data folder", False, f"{data_dir} cannot be written: {error.strerror}",
                        "give rights there, or name another with --data-dir", is_fatal=True)  # fmt: skip
    return Examined("data folder", True, f"{data_dir.absolute()} can be written")


def _held(settings: Settings) -> Iterator[Examined]:
    """Disk, snapshots, and whether the clock is behind them."""
    manifests: tuple[Manifest, ...] = ()
    try:
        manifests = RawStore(settings.data_dir).manifests()
    except EvidenceError as error:
        yield Examined("snapshots", False, str(error), is_fatal=True)  # it names its own mend
    else:
        yield _snapshots(manifests)
    ahead = [m.snapshot_id for m in manifests if m.created_at > datetime.now(UTC)]
    if ahead:
        yield Examined("clock", False, f"this clock is behind {len(ahead)} snapshots, the last {ahead[-1]}",
                       "set the clock by NTP; order and content do not hang on it, dates shown do")  # fmt: skip
    disk = disk_use(settings.data_dir, manifests, settings.keep_publications)
    fills = disk.full_in_days is not None and disk.full_in_days < _DISK_MIN_DAYS
    yield Examined("disk", disk.free >= _DISK_MIN_BYTES and not fills, disk.line(),
                   "free space, or lower EVIDENCE_KEEP_PUBLICATIONS; raw stays for good")  # fmt: skip


def _snapshots(manifests: tuple[Manifest, ...]) -> Examined:
    numbers = {m.sequence for m in manifests if m.sequence}
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    if not missing:
        return Examined("snapshots", True, f"{len(manifests)}, none missing")
    named = ", ".join(map(str, missing[:10]))
    return Examined("snapshots", False, f"{len(manifests)}, and {len(missing)} missing (number {named})",
                    "bring their files in manifests/ back from a backup, unless moved on purpose")  # fmt: skip


def _lock(data_dir: Path) -> Examined:
    owner = lock_owner(data_dir)
    if owner is None:
        return Examined("lock", True, "no run is going on")
    who = f"process {owner.pid} on {owner.host} since {owner.since.isoformat(timespec='minutes')}"
    if owner.is_alive:
        return Examined("lock", True, f"a run is going on: {who}")
    return Examined(
        "lock", True, f"the last run was broken off ({who}); the next takes over from there"
    )


def _broken(data_dir: Path) -> Iterator[Examined]:
    for run in broken_runs(data_dir):
        yield Examined("runs", False, run.line, "none for the data: the next run goes on from there. "
                       "See why its process or machine stopped")  # fmt: skip


def _schedule(settings: Settings) -> Examined:
    due = next_run(settings.cron, settings.time_zone, datetime.now(UTC))
    if due is None:
        return Examined("schedule", False, f"{settings.cron} in {settings.time_zone} is never due",
                        "set EVIDENCE_CRON to a cron line, EVIDENCE_TIME_ZONE to a zone's name")  # fmt: skip
    told = f"next at {due:%Y-%m-%d %H:%M} UTC, where `python -m flows.serve` or a timer runs"
    if not settings.ping_url:
        told += "; no dead-man's switch (EVIDENCE_PING_URL)"
    return Examined("schedule", True, told)


def _queries(settings: Settings) -> Examined:
    try:
        topics = load_topics(settings.queries_dir)
    except EvidenceError as error:
        return Examined("queries", False, str(error), is_fatal=True)  # it names its own mend
    return Examined("queries", True, f"{settings.queries_dir}: {len(topics)} topic(s), "
                    f"{sum(len(t.claims) for t in topics)} claims, "
                    f"{sum(len(t.strategies) for t in topics)} strategies")  # fmt: skip


def _published(data_dir: Path) -> Examined:
    try:
        publication = newest(data_dir)
    except EvidenceError as error:
        return Examined("publication", False, str(error), "evidence publish --restore DATE")
    told = f"{publication.publication_id} stands" if publication else "none yet"
    return Examined("publication", True, told)


def _versions() -> Iterator[Examined]:
    held = []
    for name in _PACKAGES:
        try:
            held.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Examined(
                "versions", False, f"{name} is not installed", f"pip install {name}", is_fatal=True
            )
    yield Examined("versions", True, ", ".join(held))


def _raw(settings: Settings) -> Iterator[Examined]:
    """Every raw batch read and compared with its name; what PubMed can give is fetched again."""
    try:
        n_batches, found = damages(RawStore(settings.data_dir))
    except EvidenceError:
        return  # told of as `snapshots`
    if not found:
        yield Examined("raw store", True, f"{n_batches} batches, each has the content of its name")
        return
    for damage in found:
        if not damage.can_be_fetched:
            yield Examined("raw store", False, damage.line, is_fatal=True)
    again = [damage for damage in found if damage.can_be_fetched]
    try:
        with locked(settings.data_dir):
            for line in fetched_again(Run(settings), again):
                yield Examined("raw store", True, line)
    except EvidenceError as error:
        named = ", ".join(damage.batch.sha256[:12] for damage in again)
        yield Examined("raw store", False, f"{len(again)} batches are damaged ({named}) and could "
                       f"not be fetched again: {error}", "evidence doctor --verify again later",
                       is_fatal=True)  # fmt: skip
