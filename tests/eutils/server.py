"""An E-utilities server on loopback, over any PubMed XML, that speaks and fails like the real one.

    with EutilsServer([Path("records.xml")]) as server:
        server.faults.add("truncated", "efetch")
        ... server.base_url ...
        assert server.requests[-1].endpoint == "efetch"

It parses records by itself, so that it can stand as an oracle for the package.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.eutils.faults import FaultPlan
from tests.eutils.records import Record, parsed, read_records
from tests.eutils.service import Service
from tests.eutils.wire import Handler


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it; `at` is its steady clock."""

    at: float
    endpoint: str
    method: str
    params: dict[str, str]
    status: int
    fault: str | None


class EutilsServer:
    """The server, its records, the requests it saw and the faults it is to show.

    `limit` is (requests, seconds): above it a request is answered with 429. `keys`
    are the API keys it accepts (None: any); one with a key may ask `key_limit`.
    `today` is its day, for dates relative to it and for records without a date of change;
    `clock` the moment its Date header names (None: the machine's).
    """

    def __init__(
        self,
        sources: Iterable[Path | str] = (),
        *,
        port: int = 0,
        limit: tuple[int, float] | None = None,
        key_limit: tuple[int, float] | None = None,
        keys: Iterable[str] | None = None,
        ceiling: int = 9999,
        today: Callable[[], date] = date.today,
        latency: float = 0.0,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.records: dict[int, Record] = {}
        self.requests: list[Seen] = []
        self.faults = FaultPlan()
        self.lock = threading.RLock()
        self.limit, self.key_limit = limit, key_limit
        self.keys = None if keys is None else set(keys)
        self.today, self.latency, self.clock = today, latency, clock
        self.service = Service(self.records, ceiling, today)
        self._port, self._http, self._thread = port, None, None
        self.add_files(sources)

    def __enter__(self) -> EutilsServer:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen on loopback, in a thread."""
        http: Any = _Http(("127.0.0.1", self._port), Handler)
        http.owner = self
        self._http = http
        self._thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; open connections are dropped."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def base_url(self) -> str:
        """What to set NCBI_EUTILS_URL to."""
        return f"http://127.0.0.1:{self.port}/entrez/eutils/"

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._http is not None, "the server was not started"
        return int(self._http.server_address[1])

    def add_files(self, sources: Iterable[Path | str]) -> None:
        """Hold what PubMed XML files (or folders of them) hold; the newer version of a record stays."""
        for item in read_records(_files(sources)):
            if isinstance(item, int):
                self.records.pop(item, None)
            elif item.pmid not in self.records or self.records[item.pmid].revision <= item.revision:
                self.records[item.pmid] = item
        self.service.changed()

    def add_records(self, xml: str | bytes, *, modified_on: date | None = None) -> list[int]:
        """Add records, or put them in the place of those with the same PMID; their PMIDs.

        They count as modified on `modified_on`, else on their DateRevised, else today.
        """
        with self.lock:
            added = parsed(xml)
            for record in added:
                has_date = b"DateRevised" in (xml if isinstance(xml, bytes) else xml.encode())
                if modified_on or not has_date:
                    record.dates["mdat"] = [modified_on or self.today()]
                self.records[record.pmid] = record
            self.service.changed()
        return [record.pmid for record in added]

    def remove_records(self, *pmids: int) -> None:
        """Let PubMed no longer have these."""
        with self.lock:
            for pmid in pmids:
                self.records.pop(pmid, None)
            self.service.changed()

    def expire_history(self) -> None:
        """Forget every search of the history server."""
        with self.lock:
            self.service.history.clear()

    def seen(self, request: Seen) -> None:
        """Note a request."""
        with self.lock:
            self.requests.append(request)

    def is_over_limit(self, at: float, key: str | None) -> tuple[bool, int, int]:
        """Whether a request at `at` is one too many; the limit; how many the window holds."""
        limit = self.key_limit if key and self.key_limit else self.limit
        if limit is None:
            return False, 0, 0
        with self.lock:
            recent = [s for s in self.requests if at - s.at < limit[1] and s.status != 429]
        return len(recent) >= limit[0], limit[0], len(recent)

    def most_in(self, seconds: float) -> int:
        """The most requests that any window of so many seconds saw."""
        times = sorted(s.at for s in self.requests)
        most = start = 0
        for end, at in enumerate(times):
            while at - times[start] >= seconds:
                start += 1
            most = max(most, end - start + 1)
        return most

    def control(self, body: bytes) -> bytes:
        """Commands from another process: a JSON object, see ``python -m tests.eutils --help``."""
        wish = json.loads(body or b"{}")
        for fault in wish.get("faults", []):
            self.faults.add(fault.pop("name"), fault.pop("endpoint", None), **fault)
        if wish.get("clear"):
            self.faults.clear()
        if wish.get("add"):
            self.add_records(wish["add"])
        self.remove_records(*wish.get("remove", []))
        if wish.get("expire"):
            self.expire_history()
        with self.lock:
            state = {"n_records": len(self.records), "n_requests": len(self.requests),
                     "most_in_a_second": self.most_in(1.0), "at": datetime.now().isoformat()}  # fmt: skip
        return json.dumps(state).encode()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_about: object) -> None:
        """A client that hangs up is nothing to print."""


def _files(sources: Iterable[Path | str]) -> Iterable[Path]:
    for source in map(Path, sources):
        if source.is_dir():
            yield from sorted(p for p in source.rglob("*") if p.name.endswith((".xml", ".xml.gz")))
        else:
            yield source


def now() -> float:
    """The steady clock that requests are noted by."""
    return time.monotonic()
