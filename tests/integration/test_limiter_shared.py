"""Ten threads and two processes together never pass the limit, as the server counts."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evidence.sources.pubmed.access import EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.limiter import Limit
from tests.eutils.made import record_xml
from tests.eutils.server import EutilsServer

LIMIT = Limit(5, 0.25)
_OTHER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from evidence.sources.pubmed.access import EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.limiter import Limit

access = EutilsAccess(sys.argv[1], "someone@example.org", state_dir=Path(sys.argv[2]))
client = Eutils(access, limit=Limit(5, 0.25))
with ThreadPoolExecutor(5) as pool:
    list(pool.map(lambda _: client.search("needle[ti]"), range(20)))
assert all(line.outcome == "ok" for line in client.log), client.log
"""


def test_ten_threads_and_two_processes_never_pass_the_limit(tmp_path: Path):
    with EutilsServer(limit=(LIMIT.n_requests, LIMIT.period_seconds)) as server:
        server.add_records(record_xml(1, "Needle."))
        other = [sys.executable, "-c", _OTHER, server.base_url, str(tmp_path)]
        with subprocess.Popen(other) as process:
            client = Eutils(
                EutilsAccess(server.base_url, "a@example.org", state_dir=tmp_path), limit=LIMIT
            )
            with ThreadPoolExecutor(5) as pool:
                list(pool.map(lambda _: client.search("needle[ti]"), range(20)))
            assert process.wait(60) == 0
        assert len(server.requests) == 40
        assert server.most_in(LIMIT.period_seconds) <= LIMIT.n_requests
        assert all(seen.status == 200 for seen in server.requests)


def test_the_server_does_refuse_who_passes_it(tmp_path: Path):
    with EutilsServer(limit=(3, 5.0)) as server:
        access = EutilsAccess(server.base_url, "a@example.org", state_dir=tmp_path)
        client = Eutils(access, limit=Limit(100, 0.01))
        client.clock = type(client.clock)(sleep=lambda _seconds: None)
        for _ in range(3):
            client.n_records()
        client._tried("einfo", {"db": "pubmed"}, lambda answer: answer, 0.0)
        assert [seen.status for seen in server.requests] == [200, 200, 200, 429]
