"""The one module that starts Prefect: the flow gives what the pipeline gives, and shows it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import LockedError, SourceError
from evidence.pipeline.run import locked
from tests.eutils.made import record_xml, set_of
from tests.eutils.server import EutilsServer
from tests.integration.house import House
from tests.integration.test_pipeline_versions import NEW, TRIAL

prefect = pytest.importorskip("prefect")
from prefect.flows import load_flow_from_entrypoint  # noqa: E402
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402
from prefect.testing.utilities import prefect_test_harness  # noqa: E402

from flows import refresh as flow_module  # noqa: E402
from flows.runners import BatchProcesses, _in_process, task_runner  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _shown() -> dict[str, Any]:
    """The newest artifact of each key, as Prefect's page shows it."""
    from prefect.client.orchestration import get_client

    async def read() -> list[Any]:
        async with get_client() as client:
            return list(await client.read_artifacts())

    return {
        artifact.key: artifact for artifact in sorted(asyncio.run(read()), key=lambda a: a.created)
    }


def test_the_flow_publishes_what_the_pipeline_publishes(house: House, tmp_path: Path) -> None:
    outcome = flow_module.refresh_with_prefect(house.run("sample"))
    plain = House(tmp_path / "plain").refresh("sample")
    assert outcome.folder == house.newest().folder
    sql = "SELECT topic, claim_id, verdict, fingerprint FROM claim_summary ORDER BY ALL"
    other = House(tmp_path / "other")
    other.refresh("sample")
    assert house.rows(sql) == other.rows(sql)
    assert plain.headline == outcome.headline


def test_the_page_shows_progress_the_report_and_what_changed(house: House) -> None:
    flow_module.refresh_with_prefect(house.run(house.put("a.xml", set_of(record_xml(10, **TRIAL)))))
    house.days = 1
    retracted = record_xml(10, **TRIAL, revised=NEW, retracted_by=11)
    outcome = flow_module.refresh_with_prefect(house.run(house.put("b.xml", set_of(retracted))))
    assert outcome.changes
    shown = _shown()
    assert shown["evidence-run-report"].data == outcome.report_markdown
    assert shown["evidence-run-report"].description == outcome.headline
    rows = json.loads(shown["evidence-changes"].data)
    assert [row["kind"] for row in rows] == [change["kind"] for change in outcome.changes]
    assert (rows[0]["kind"], rows[0]["after"]) == ("notice", "retraction")
    assert float(shown["evidence-progress"].data) == 100
    assert shown["evidence-progress"].description == outcome.headline


def test_progress_of_a_run_that_failed_stands_where_it_stopped_and_says_why(house: House) -> None:
    with pytest.raises(SourceError):
        flow_module.refresh_with_prefect(house.run(house.put("page.xml", "<html></html>")))
    bar = _shown()["evidence-progress"]
    assert float(bar.data) < 100
    assert bar.description.startswith("stopped: ")
    assert "page.xml" in bar.description


@pytest.mark.parametrize(("name", "kind", "n_workers"), [
    ("serial", ThreadPoolTaskRunner, 1), ("thread", ThreadPoolTaskRunner, None),
    ("process", BatchProcesses, None), ("dask", None, None)])  # fmt: skip
def test_a_flow_loaded_by_its_name_has_the_runner_of_the_settings(
    monkeypatch, name, kind, n_workers
) -> None:
    if name == "dask":
        kind = pytest.importorskip("prefect_dask").DaskTaskRunner
    monkeypatch.setenv("EVIDENCE_RUNNER", name)
    loaded = load_flow_from_entrypoint("flows.refresh.refresh")
    runner = loaded.task_runner.duplicate()
    assert type(runner) is kind
    assert n_workers is None or runner._max_workers == n_workers


def test_a_scheduled_run_works_in_processes_where_the_setting_says_so(
    house: House, monkeypatch
) -> None:
    submitted = []
    own = BatchProcesses.submit
    monkeypatch.setattr(BatchProcesses, "submit",
                        lambda *args, **named: submitted.append(1) or own(*args, **named))  # fmt: skip
    monkeypatch.setenv("EVIDENCE_RUNNER", "process")
    loaded = load_flow_from_entrypoint("flows.refresh.refresh")
    loaded(
        sources=["sample"],
        data_dir=str(house.settings.data_dir),
        queries_dir=str(house.queries_dir),
    )
    assert submitted
    assert house.newest()


def test_processes_give_the_same(house: House, tmp_path: Path) -> None:
    house.with_settings(runner="process")
    outcome = flow_module.refresh_with_prefect(house.run("sample"))
    serial = House(tmp_path / "serial").with_settings(runner="serial")
    other = flow_module.refresh_with_prefect(serial.run("sample"))
    sql = "SELECT * FROM finding ORDER BY ALL"
    assert house.rows(sql) == serial.rows(sql)
    assert outcome.headline == other.headline


def test_a_process_for_batches_loads_neither_prefect_nor_the_pipeline() -> None:
    with task_runner("process") as runner:
        loaded = _in_process(runner._processes, eval, "list(__import__('sys').modules)")
    assert not {"prefect", "pandas", "duckdb", "evidence.pipeline", "flows"} & set(loaded)


def test_errors_of_the_pipeline_come_out_as_they_are(house: House) -> None:
    with locked(house.settings.data_dir), pytest.raises(LockedError):
        flow_module.refresh_with_prefect(house.run("sample"))
    page = house.put("page.xml", "<html></html>")
    with pytest.raises(SourceError, match=r"page\.xml"):
        flow_module.refresh_with_prefect(house.run(page))


def test_only_what_may_mend_itself_is_tried_again() -> None:
    class State:
        def __init__(self, error: Exception) -> None:
            self.error = error

        def result(self) -> None:
            raise self.error

    lasting = SourceError("wrong key")
    lasting.is_transient = False  # type: ignore[attr-defined]
    worth = [flow_module._is_worth_retrying(None, None, State(e))
             for e in (SourceError("no answer"), lasting, ValueError("a bug"))]  # fmt: skip
    assert worth == [True, False, False]


def test_no_secret_is_in_any_byte_that_prefect_keeps(house: House, monkeypatch) -> None:
    monkeypatch.setenv("NCBI_API_KEY", "key-MARKED-5f2e")
    monkeypatch.setenv("EVIDENCE_NOTIFY", "json://127.0.0.1:9/token-MARKED-77aa")
    monkeypatch.setenv("EVIDENCE_PING_URL", "http://127.0.0.1:9/token-MARKED-77aa")
    with EutilsServer() as server:
        server.faults.add("invalid_key", times=-1)
        monkeypatch.setenv("NCBI_EMAIL", "a@example.org")
        monkeypatch.setenv("NCBI_EUTILS_URL", server.base_url)
        loaded = load_flow_from_entrypoint("flows.refresh.refresh")
        state = loaded(
            data_dir=str(house.settings.data_dir),
            queries_dir=str(house.queries_dir),
            return_state=True,
        )
    assert state.is_failed()
    _, _, path = str(PREFECT_API_DATABASE_CONNECTION_URL.value()).partition(":///")
    kept = list(Path(path).parent.glob(f"{Path(path).name}*"))
    held = b"".join(file.read_bytes() for file in kept)
    assert b"NCBI_API_KEY" in held  # the error is there, with its mend
    assert b"MARKED" not in held
