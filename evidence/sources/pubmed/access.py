"""How E-utilities are asked: by whom, for which days, on which clock, and the log of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

_SECRET = frozenset({"api_key", "email"})


@dataclass(frozen=True, slots=True)
class EutilsAccess:
    """Where the service is, who asks, and the folder where all of a machine's runs keep the limit.

    `api_key` is a secret: it is in no `repr`, log line or error.
    """

    base_url: str
    email: str | None
    api_key: str | None = field(default=None, repr=False)
    tool: str = "evidence"
    state_dir: Path = Path(".evidence")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request as it was made, without secrets.

    `params` leaves out key and email and names long values by their length.
    `outcome` is ``ok`` or the reason why the answer was not believed.
    """

    path: str
    params: Mapping[str, str]
    status: int | None
    n_bytes: int
    seconds: float
    waited_seconds: float
    outcome: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends in it, by one of PubMed's dates (``edat``, ``mdat``, ``pdat``)."""

    datetype: str
    first: date
    last: date

    def params(self) -> dict[str, str]:
        """The window as request parameters."""
        return {
            "datetype": self.datetype,
            "mindate": f"{self.first:%Y/%m/%d}",
            "maxdate": f"{self.last:%Y/%m/%d}",
        }


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, so that tests can stand in for them. `now` is UTC."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


def shown_params(form: Mapping[str, str]) -> dict[str, str]:
    """Parameters fit for a log: no secrets, many ids as their number, other values whole.

    >>> shown_params({"db": "pubmed", "api_key": "x", "id": "1,2,3,4,5,6"})
    {'db': 'pubmed', 'id': '6 ids'}
    """
    shown = {name: value for name, value in form.items() if name not in _SECRET}
    if shown.get("id", "").count(",") > 4:
        shown["id"] = f"{shown['id'].count(',') + 1} ids"
    return shown
