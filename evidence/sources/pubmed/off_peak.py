"""NCBI's hours for large jobs: weekends, and 9 pm to 5 am on weekdays, US Eastern time.

Source: NCBI, "A General Introduction to the E-utilities", usage guidelines.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from evidence.sources.pubmed.access import Clock

_EASTERN = ZoneInfo("America/New_York")
_OPENS, _CLOSES = 21, 5
_SATURDAY = 5
_NAP_SECONDS = 60.0


def is_off_peak(moment: datetime) -> bool:
    """Whether a large job is welcome at a moment (with a time zone).

    >>> is_off_peak(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))  # Tuesday, 10 am in New York
    False
    """
    there = moment.astimezone(_EASTERN)
    return there.weekday() >= _SATURDAY or there.hour >= _OPENS or there.hour < _CLOSES


def next_off_peak(moment: datetime) -> datetime:
    """The first moment from `moment` on, in UTC, at which a large job is welcome.

    >>> next_off_peak(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
    datetime.datetime(2026, 11, 25, 2, 0, tzinfo=datetime.timezone.utc)
    """
    if is_off_peak(moment):
        return moment.astimezone(UTC)
    there = moment.astimezone(_EASTERN)
    return there.replace(hour=_OPENS, minute=0, second=0, microsecond=0).astimezone(UTC)


def wait_for_off_peak(clock: Clock) -> float:
    """Wait until a large job is welcome; the seconds waited, 0 where it is now.

    It looks at the clock each minute, so a clock set meanwhile does no harm.
    """
    waited = 0.0
    while (left := next_off_peak(clock.now()) - clock.now()) > timedelta(0):
        nap = min(_NAP_SECONDS, left.total_seconds())
        clock.sleep(nap)
        waited += nap
    return waited
