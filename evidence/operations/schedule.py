"""When the next night is due, by the cron line and time zone of the settings."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError


def next_run(cron: str, time_zone: str, now: datetime) -> datetime | None:
    """The next moment due after `now` (with a zone), in UTC; None where the line or zone is none.

    The hour that comes twice is due once, the one that is left out as soon as it is over,
    as cron itself does.

    >>> next_run("17 3 * * *", "Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC)).isoformat()
    '2026-10-25T02:17:00+00:00'
    """
    try:
        return next(CronSim(cron, now.astimezone(ZoneInfo(time_zone)))).astimezone(UTC)
    except (CronSimError, StopIteration, KeyError, ValueError, OSError):
        return None
