"""A small household for nights: a data folder, queries, a service to ask, and a calendar.

The topic is made up (`tests/fixtures/queries-night`); 20 records bear on it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from evidence import pipeline
from evidence.pipeline import Outcome, Run, live
from evidence.settings import Settings
from evidence.sources.http import Patience, Timeouts
from evidence.sources.pubmed.access import Clock, EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.limiter import Limit
from tests.eutils.made import record_xml, set_of
from tests.eutils.server import EutilsServer

CHECKOUT = Path(__file__).parents[2]
FIXTURE = CHECKOUT / "tests" / "fixtures" / "queries-night"
FIRST_NIGHT = datetime(2026, 11, 2, 3, 17, tzinfo=UTC)
LONG_AGO = date(2020, 6, 1)
EMAIL = "someone@example.org"
TIMEOUTS = Timeouts(connect_seconds=2, read_seconds=0.4, whole_seconds=0.5)


def trial(pmid: int, arm: str = "sham acupuncture", **facts: Any) -> str:
    """A made-up trial that bears on the claim about pain; the verdict hangs on the one large trial, 101."""
    n = 160 if pmid == 101 else 60
    return record_xml(
        pmid,
        f"Acupuncture for painful diabetic neuropathy, trial {pmid}: a randomized controlled trial.",
        f"A total of {n} patients with diabetic neuropathy were randomized to acupuncture or {arm}. "
        f"Pain intensity was significantly lower with acupuncture than with {arm} (p=0.003). "
        "No serious adverse event occurred.",
        **{
            "types": ("Journal Article", "Randomized Controlled Trial"),
            "mesh": ("Humans",),
            **facts,
        },
    )


def harm_report(pmid: int, **facts: Any) -> str:
    """A made-up survey that bears on the claim about safety."""
    return record_xml(
        pmid,
        f"Adverse events of acupuncture in practice, survey {pmid}.",
        "Of 900 patients treated with acupuncture, 12 had minor bleeding. "
        "No serious adverse event was reported.",
        **{"mesh": ("Humans",), **facts},
    )


def twenty_records() -> str:
    """101 to 112 are trials, 113 to 120 surveys of harms."""
    return set_of(*map(trial, range(101, 113)), *map(harm_report, range(113, 121)))


def make_queries(target: Path) -> Path:
    """A queries folder with the project's definitions and the made-up topic alone."""
    shutil.copytree(CHECKOUT / "queries", target, ignore=shutil.ignore_patterns("topics"))
    shutil.copytree(FIXTURE / "topics", target / "topics")
    return target


def quick_client(run: Run) -> Eutils:
    """As the pipeline's own client, without waiting; a limit that no test reaches."""
    settings = run.settings
    access = EutilsAccess(
        settings.eutils_url, settings.ncbi_email, settings.ncbi_api_key, state_dir=run.data_dir
    )
    return Eutils(
        access,
        timeouts=TIMEOUTS,
        patience=Patience(attempts=2, first_wait_seconds=0.0, longest_wait_seconds=0.0),
        limit=Limit(1000, 0.001),
        clock=Clock(now=run.now, sleep=lambda _seconds: None),
    )


class House:
    """What a night needs. `night` runs all four verbs and moves the calendar on by a day."""

    def __init__(self, folder: Path, server: EutilsServer | None = None, **settings: Any) -> None:
        self.days = 0
        self.queries_dir = make_queries(folder / "queries")
        self.owns_server = server is None
        if server is None:
            server = EutilsServer(today=lambda: self.now().date(), clock=self.now)
            server.add_records(twenty_records(), modified_on=LONG_AGO)
            server.start()
        self.server = server
        self.settings = Settings(
            **{
                "queries_dir": self.queries_dir,
                "data_dir": folder / "data",
                "ncbi_email": EMAIL,
                "eutils_url": self.server.base_url,
                **settings,
            }
        )

    @property
    def data_dir(self) -> Path:
        """The data folder."""
        return self.settings.data_dir

    def now(self) -> datetime:
        """The moment by the calendar."""
        return FIRST_NIGHT + timedelta(days=self.days)

    def run(self, **options: Any) -> Run:
        """A run tonight."""
        return replace(Run(self.settings, now=self.now), **options)

    def refresh(self, **options: Any) -> Outcome:
        """All four verbs."""
        return pipeline.refresh(self.run(**options))

    def night(self, **options: Any) -> Outcome:
        """All four verbs; then it is tomorrow."""
        outcome = self.refresh(**options)
        self.days += 1
        return outcome

    def close(self) -> None:
        """Stop the server, where it is this household's own."""
        if self.owns_server:
            self.server.stop()


@contextmanager
def quick() -> Iterator[None]:
    """While this lasts the pipeline asks without waiting."""
    own: Callable[[Run], Any] = live.client_of
    live.client_of = quick_client
    try:
        yield
    finally:
        live.client_of = own


@contextmanager
def first_night(folder: Path) -> Iterator[House]:
    """A household after its first night; tests work on copies of its data folder."""
    with quick():
        made = House(folder)
        made.night()
        yield made
        made.close()


@contextmanager
def next_night(before: House, folder: Path, server: EutilsServer | None = None) -> Iterator[House]:
    """A household of one's own with what another holds, before its second night; asking a server
    of its own unless one is given."""
    shutil.copytree(before.data_dir, folder / "data", symlinks=True)
    made = House(folder, server)
    made.days = 1
    yield made
    made.close()


def report(house: House) -> dict[str, Any]:
    """The report of the run published last."""
    told: dict[str, Any] = json.loads((house.data_dir / "published" / "run_report.json").read_text())
    return told


def rows(house: House, name: str, **equals: Any) -> list[dict[str, Any]]:
    """Rows of what is published."""
    with pipeline.open_newest(house.settings) as published:
        return published.rows(name, **equals)
