"""The nightly deployment on a Prefect server with a process work pool."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("prefect")

from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness

from flows.deploy import deployed


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=120):
        yield


def test_it_is_deployed_to_a_process_pool_and_again_without_harm(monkeypatch, tmp_path):
    monkeypatch.setenv("EVIDENCE_CRON", "5 4 * * *")
    monkeypatch.setenv("EVIDENCE_TIME_ZONE", "Europe/Berlin")
    monkeypatch.setenv("EVIDENCE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("NCBI_API_KEY", "key-MARKED")
    monkeypatch.setenv("EVIDENCE_RUNNER", "process")
    first = deployed("nights")
    assert deployed("nights") == first
    with get_client(sync_client=True) as client:
        held = client.read_deployment(first)
        pool = client.read_work_pool("nights")
    assert (held.name, held.work_pool_name, pool.type) == ("nightly", "nights", "process")
    assert held.entrypoint == "flows.refresh.refresh"
    assert held.parameters["data_dir"] == str(tmp_path)
    assert [s.schedule.cron for s in held.schedules] == ["5 4 * * *"]
    assert held.global_concurrency_limit.limit == 1
    assert held.job_variables == {"env": {"EVIDENCE_RUNNER": "process"}}
    assert "MARKED" not in held.model_dump_json()
