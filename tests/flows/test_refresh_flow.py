"""The one module that starts Prefect: the flow gives what the pipeline gives, and shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import LockedError, SourceError
from evidence.pipeline.run import locked
from tests.integration.house import House

prefect = pytest.importorskip("prefect")
from prefect.testing.utilities import prefect_test_harness  # noqa: E402

from flows import refresh as flow_module  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _artifacts() -> list[Any]:
    from prefect.client.orchestration import get_client

    async def read() -> list[Any]:
        async with get_client() as client:
            return list(await client.read_artifacts())

    return asyncio.run(read())


def test_the_flow_publishes_what_the_pipeline_publishes(house: House, tmp_path: Path) -> None:
    outcome = flow_module.refresh_with_prefect(house.run("sample"))
    plain = House(tmp_path / "plain").refresh("sample")
    assert outcome.folder == house.newest().folder
    sql = "SELECT topic, claim_id, verdict, fingerprint FROM claim_summary ORDER BY ALL"
    other = House(tmp_path / "other")
    other.refresh("sample")
    assert house.rows(sql) == other.rows(sql)
    assert plain.headline == outcome.headline
    kinds = {artifact.key: artifact for artifact in _artifacts()}
    assert outcome.headline in kinds["evidence-run-report"].data
    assert "evidence-changes" in kinds


def test_processes_give_the_same(house: House, tmp_path: Path) -> None:
    house.with_settings(runner="process")
    outcome = flow_module.refresh_with_prefect(house.run("sample"))
    serial = House(tmp_path / "serial").with_settings(runner="serial")
    other = flow_module.refresh_with_prefect(serial.run("sample"))
    sql = "SELECT * FROM finding ORDER BY ALL"
    assert house.rows(sql) == serial.rows(sql)
    assert outcome.headline == other.headline


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
