"""Search runs as a manifest keeps them: plain values, and back again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from evidence.models import SearchRun

_MOMENTS = ("started_at", "finished_at")
_LISTS = ("pmids", "warnings")


def search_run_record(run: SearchRun) -> dict[str, Any]:
    """A run as JSON holds it: times in ISO 8601, lists as lists."""
    record = asdict(run)
    for name in _MOMENTS:
        record[name] = record[name].isoformat()
    for name in _LISTS:
        record[name] = list(record[name])
    return record


def search_run_of(record: Mapping[str, Any]) -> SearchRun:
    """The run that a manifest keeps; what a newer program added to it is passed over.

    Raises KeyError, TypeError or ValueError where it is no run.
    """
    known = {field.name for field in fields(SearchRun)}
    values = {name: value for name, value in record.items() if name in known}
    for name in _MOMENTS:
        values[name] = datetime.fromisoformat(values[name])
    for name in _LISTS:
        values[name] = tuple(values.get(name, ()))
    return SearchRun(**values)
