"""Dates as PubMed writes them: kept to the letter, and parsed with their precision.

Rules: NLM, MEDLINE/PubMed XML element descriptions, PubDate and MedlineDate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_SEASONS = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_NUMBERS = re.compile(r"\d{4} \d{1,2}(?: \d{1,2})?")
_WORD = re.compile(r"[A-Za-z]+")
_DAY = re.compile(r"(?<!\d)([0-2]?\d|3[01])(?!\d)")


class PrintedDate(NamedTuple):
    """A printed date: to the letter, the earliest day it can mean, and its precision.

    `precision` is day, month, season, year or range; both are None where no year
    can be read.
    """

    text: str
    day: date | None
    precision: str | None


@lru_cache(maxsize=1 << 15)
def day_of(year: str | None, month: str | None, day: str | None) -> date | None:
    """Year, month and day as a date; None where they are no possible date."""
    if month and _month(month) is None:  # month 13 is no day in January
        return None
    return _date(year, month, day)


def seconds_of(hour: str | None, minute: str | None, second: str | None) -> int:
    """A time of day in seconds since midnight; 0 where it is no possible time."""
    h, m, s = (_number(part) or 0 for part in (hour, minute, second))
    return h * 3600 + m * 60 + s if h < 24 and m < 60 and s < 60 else 0


def printed_date(parts: Mapping[str, str | None]) -> PrintedDate | None:
    """The PubDate of an issue or book, by its elements; None where there is none.

    >>> printed_date({"Year": "2020", "Month": "Nov"})
    PrintedDate(text='2020 Nov', day=datetime.date(2020, 11, 1), precision='month')
    """
    if parts.get("MedlineDate"):
        return medline_date(parts["MedlineDate"] or "")
    year, season, month, day = (parts.get(n) for n in ("Year", "Season", "Month", "Day"))
    text = " ".join(part.strip() for part in (year, season, month, day) if part)
    if not text:
        return None
    if season and not month:
        first = _season_month(season)
        return PrintedDate(
            text, _date(year, str(first) if first else None, None), "season" if first else "year"
        )
    found = _date(year, month, day) or _date(year, month, None)
    if found is None:
        return PrintedDate(text, None, None)
    precision = "year" if not month or _month(month) is None else "month"
    if day and precision == "month" and found.day == _number(day):
        precision = "day"
    return PrintedDate(text, found, precision)


def medline_date(text: str) -> PrintedDate:
    """A MedlineDate: a range, a season, or whatever was printed.

    >>> medline_date("1998 Dec-1999 Jan").day, medline_date("1998 Dec-1999 Jan").precision
    (datetime.date(1998, 12, 1), 'range')
    >>> medline_date("2000 Spring-Summer").day
    datetime.date(2000, 3, 1)
    """
    text = " ".join(text.split())
    if _NUMBERS.fullmatch(text):  # as 2020 02 04, its month a number
        parts = dict(zip(("Year", "Month", "Day"), text.split(), strict=False))
        return printed_date(parts) or PrintedDate(text, None, None)
    year = _YEAR.search(text)
    if year is None:
        return PrintedDate(text, None, None)
    rest = text[year.end() :]
    words = [w.lower() for w in _WORD.findall(rest)]
    month = next((m for w in words if (m := _month(w)) is not None), None)
    season = next((s for w in words if (s := _season_month(w)) is not None), None)
    is_range = "-" in text or "/" in text or len(_YEAR.findall(text)) > 1
    if month is not None:
        number = _DAY.search(rest)
        day = int(number[1]) if number and not _YEAR.fullmatch(number[1]) else 1
        found = _date(year[1], str(month), str(day)) or _date(year[1], str(month), None)
        return PrintedDate(text, found, "range" if is_range else "day" if number else "month")
    if season is not None:
        return PrintedDate(text, date(int(year[1]), season, 1), "range" if is_range else "season")
    return PrintedDate(text, date(int(year[1]), 1, 1), "range" if is_range else "year")


def _date(year: str | None, month: str | None, day: str | None) -> date | None:
    y, d = _number(year), _number(day)
    if y is None or not 1400 <= y <= 2200:
        return None
    m = _month(month) if month else 1
    try:
        return date(y, m or 1, d if d and m else 1)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    text = text.strip().lower()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else None
    return _MONTHS.get(text[:3])


def _season_month(text: str) -> int | None:
    return next((m for name, m in _SEASONS.items() if text.strip().lower().startswith(name)), None)


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
