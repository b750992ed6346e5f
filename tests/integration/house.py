"""A data folder with its own copy of the queries and a calendar, for tests of whole runs."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evidence import pipeline
from evidence.pipeline.publications import Publication, newest
from evidence.pipeline.run import Run
from evidence.settings import Settings

FIRST_DAY = datetime(2026, 11, 2, 3, 17, tzinfo=UTC)
OWN_QUERIES = Path(__file__).parents[2] / "queries"


class House:
    """Runs of the pipeline without Prefect; `days` moves the clock on."""

    def __init__(self, folder: Path, queries_dir: Path = OWN_QUERIES) -> None:
        self.days = 0
        self.queries_dir = folder / "queries"
        shutil.copytree(queries_dir, self.queries_dir)
        self.settings = Settings(self.queries_dir, folder / "data", "a@example.org")
        self.inbox = folder / "in"
        self.inbox.mkdir()

    def now(self) -> datetime:
        """The house's clock, UTC."""
        return FIRST_DAY + timedelta(days=self.days)

    def run(self, *sources: str | Path, **options: Any) -> Run:
        """A run of this house."""
        return Run(self.settings, tuple(map(str, sources)) or ("sample",), now=self.now, **options)

    def refresh(self, *sources: str | Path, **options: Any) -> pipeline.Outcome:
        """All four verbs."""
        return pipeline.refresh(self.run(*sources, **options))

    def put(self, name: str, content: str | bytes) -> Path:
        """A file in the folder `inbox`."""
        path = self.inbox / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def newest(self) -> Publication:
        """What readers see."""
        publication = newest(self.settings.data_dir)
        assert publication is not None
        return publication

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """An answer of what is published."""
        return list(pipeline.ask(self.settings, sql, {}).rows)

    def one(self, sql: str) -> Any:
        """The one value of an answer."""
        ((value,),) = self.rows(sql)
        return value

    def options(self) -> Sequence[str]:
        """The same folders for the command line."""
        return ["--data-dir", str(self.settings.data_dir), "--queries-dir", str(self.queries_dir)]

    def with_settings(self, **changes: Any) -> House:
        """Changes its settings in place."""
        self.settings = replace(self.settings, **changes)
        return self
