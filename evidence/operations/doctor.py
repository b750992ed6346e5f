"""Is everything there that a run needs? One line each, with the mend."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import requests

from evidence.errors import EvidenceError
from evidence.pipeline.publications import newest
from evidence.pipeline.repairing import damages, fetched_again
from evidence.pipeline.run import Run, locked
from evidence.settings import Settings
from evidence.snapshots import RawStore
from evidence.topics import load_topics

_DISK_MIN_BYTES = 2_000_000_000
_CLOCK_MAX_SECONDS = 120
_TIMEOUT_SECONDS = 15
_PACKAGES = ("prefect", "fastapi", "sqlalchemy", "duckdb", "pyarrow", "lxml", "biopython", "requests")


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
        _disk(settings.data_dir), _queries(settings), _published(settings.data_dir),
        *_versions(), *(_raw(settings) if verify else ()),
    ]  # fmt: skip


def _email(settings: Settings) -> Examined:
    if settings.ncbi_email:
        return Examined("email", True, f"NCBI is told {settings.ncbi_email}")
    return Examined("email", False, "NCBI_EMAIL is not set", "export NCBI_EMAIL=you@example.org; "
                    "NCBI asks for it, and a live run will not start without", is_fatal=True)  # fmt: skip


def _key(settings: Settings) -> Examined:
    if settings.ncbi_api_key:
        return Examined("key", True, "an NCBI API key is set: 10 requests a second")
    return Examined("key", True, "no NCBI API key: 3 requests a second, which is enough for a night")


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


def _disk(data_dir: Path) -> Examined:
    place = data_dir if data_dir.exists() else Path()
    free = shutil.disk_usage(place).free
    return Examined("disk", free >= _DISK_MIN_BYTES, f"{free / 1e9:.1f} GB free",
                    "free space, or lower EVIDENCE_KEEP_PUBLICATIONS")  # fmt: skip


def _queries(settings: Settings) -> Examined:
    try:
        topics = load_topics(settings.queries_dir)
    except EvidenceError as error:
        return Examined("queries", False, str(error), "as said there", is_fatal=True)
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
            yield Examined("versions", False, f"{name} is not installed", f"pip install {name}", is_fatal=True)
    yield Examined("versions", True, ", ".join(held))


def _raw(settings: Settings) -> Iterator[Examined]:
    """Every raw batch read and compared with its name; what PubMed can give is fetched again."""
    n_batches, found = damages(RawStore(settings.data_dir))
    if not found:
        yield Examined("raw store", True, f"{n_batches} batches, each has the content of its name")
        return
    for damage in found:
        if not damage.can_be_fetched:
            yield Examined("raw store", False, damage.line, "as said there", is_fatal=True)
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
