"""Decisions and sign-offs: CSV files that commands append to and people may edit."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from evidence.errors import QueriesError
from evidence.models import Decision, Signoff

_DECISION = (
    "claim_id",
    "report_id",
    "what",
    "value",
    "by",
    "role",
    "decided_on",
    "fingerprint",
    "why",
)
_SIGNOFF = ("claim_id", "by", "role", "signed_on", "fingerprint", "note")
_WHATS = ("stance", "status", "verdict", "certainty")


def load_decisions(path: Path, topic: str, claim_ids: frozenset[str]) -> tuple[Decision, ...]:
    """Rows of decisions.csv. Raises QueriesError with file, line and mend."""
    made = []
    for line, row in _rows(path, _DECISION):
        _require_claim(path, line, row, claim_ids)
        if row["what"] not in _WHATS:
            raise QueriesError(
                path, line, f"what is {row['what']!r}", f"use one of {', '.join(_WHATS)}"
            )
        made.append(Decision(
            topic, row["claim_id"], row["report_id"] or None, row["what"], row["value"], row["by"],
            row["role"], _day(path, line, row, "decided_on"), row["fingerprint"] or None, row["why"], line,
        ))  # fmt: skip
    return tuple(made)


def load_signoffs(path: Path, topic: str, claim_ids: frozenset[str]) -> tuple[Signoff, ...]:
    """Rows of signoffs.csv. Raises QueriesError with file, line and mend."""
    made = []
    for line, row in _rows(path, _SIGNOFF):
        _require_claim(path, line, row, claim_ids)
        made.append(Signoff(topic, row["claim_id"], row["by"], row["role"],
                            _day(path, line, row, "signed_on"), row["fingerprint"],
                            row["note"], line))  # fmt: skip
    return tuple(made)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="_more")
        missing = [c for c in columns if c not in (reader.fieldnames or ())]
        if missing:
            raise QueriesError(path, 1, f"the header lacks {', '.join(missing)}",
                               f"begin the file with {','.join(columns)}")  # fmt: skip
        for row in reader:
            if "_more" in row or None in row.values():
                raise QueriesError(path, reader.line_num, "the row has not as many fields as the header",
                                   "put quotes round a field that holds a comma")  # fmt: skip
            yield reader.line_num, {key: (value or "").strip() for key, value in row.items()}


def _require_claim(path: Path, line: int, row: dict[str, str], claim_ids: frozenset[str]) -> None:
    if row["claim_id"] not in claim_ids:
        raise QueriesError(path, line, f"there is no claim {row['claim_id']!r}",
                           "write an id of claims.toml, or take the row out")  # fmt: skip
    for key in ("by", "role"):
        if not row[key]:
            raise QueriesError(path, line, f"{key} is empty", "say who decided, and in what role")


def _day(path: Path, line: int, row: dict[str, str], key: str) -> date:
    try:
        return date.fromisoformat(row[key])
    except ValueError:
        raise QueriesError(
            path, line, f"{key} is {row[key]!r}, not a date", "write it as 2026-11-24"
        ) from None
