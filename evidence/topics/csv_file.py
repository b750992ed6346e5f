"""Decisions and sign-offs: CSV files that commands append to and people may edit.

decisions.csv: `claim_id`; `report_id` (pmid:… or doi:…; empty for a verdict or certainty);
`what` (stance, status, verdict, certainty, wording); `value`; `by` and `role` of who decided;
`decided_on` (YYYY-MM-DD); `fingerprint` of the evidence it rests on; `why`.
signoffs.csv: `claim_id`; `by`; `role`; `signed_on`; `fingerprint`; `note`; `evidence`, the
state of the evidence approved, which the command writes (a file without this column is read).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from evidence.errors import QueriesError
from evidence.models import Certainty, Decision, ItemStatus, Signoff, Stance
from evidence.topics.toml_file import read_text

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
_OPTIONAL = ("evidence",)
_VALUES = {
    "stance": tuple(s.value for s in Stance),
    "status": tuple(s.value for s in ItemStatus),
    "certainty": tuple(c.value for c in Certainty),
}
_WHATS = ("stance", "status", "verdict", "certainty", "wording")


def load_decisions(path: Path, topic: str, claim_ids: frozenset[str]) -> tuple[Decision, ...]:
    """Rows of decisions.csv. Raises QueriesError with file, line and mend."""
    made = []
    for line, row in _rows(path, _DECISION):
        _require_claim(path, line, row, claim_ids)
        if row["what"] not in _WHATS:
            raise QueriesError(
                path, line, f"what is {row['what']!r}", f"use one of {', '.join(_WHATS)}"
            )
        _require_value(path, line, row)
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
        if not row["fingerprint"]:
            raise QueriesError(path, line, "fingerprint is empty",
                               "sign off with `evidence signoff`, which writes it")  # fmt: skip
        made.append(Signoff(topic, row["claim_id"], row["by"], row["role"],
                            _day(path, line, row, "signed_on"), row["fingerprint"],
                            row["note"], line, row.get("evidence") or None))  # fmt: skip
    return tuple(made)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.exists():
        return
    reader = csv.DictReader(io.StringIO(read_text(path)), restkey="_more", strict=True)
    try:
        _require_header(path, reader.fieldnames or (), columns)
        for row in reader:
            if "_more" in row or None in row.values():
                raise QueriesError(path, reader.line_num, "the row has not as many fields as the header",
                                   "put quotes round a field that holds a comma")  # fmt: skip
            yield reader.line_num, {key: (value or "").strip() for key, value in row.items()}
    except csv.Error as error:
        raise QueriesError(path, reader.line_num + 1, f"not CSV: {error}",
                           "close the quotation marks of that row") from error  # fmt: skip


def _require_header(path: Path, header: Sequence[str], columns: tuple[str, ...]) -> None:
    missing = [c for c in columns if c not in header]
    unknown = [c for c in header if c not in (*columns, *_OPTIONAL)]
    if missing or unknown:
        what = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown)} too many"
        raise QueriesError(
            path, 1, f"the header {what}", f"begin the file with {','.join(columns)}"
        )


def _require_claim(path: Path, line: int, row: dict[str, str], claim_ids: frozenset[str]) -> None:
    if row["claim_id"] not in claim_ids:
        raise QueriesError(path, line, f"there is no claim {row['claim_id']!r}",
                           "write an id of claims.toml, or take the row out")  # fmt: skip
    for key in ("by", "role"):
        if not row[key]:
            raise QueriesError(path, line, f"{key} is empty", "say who decided, and in what role")


def _require_value(path: Path, line: int, row: dict[str, str]) -> None:
    """A value that its `what` can have, about a report where it must be."""
    allowed = _VALUES.get(row["what"])
    if not row["value"] or (allowed and row["value"] not in allowed):
        raise QueriesError(path, line, f"value is {row['value']!r}",
                           f"use one of {', '.join(allowed or ('the verdicts',))}")  # fmt: skip
    is_of_report = row["what"] in ("stance", "status")
    if is_of_report and not re.fullmatch(r"pmid:[1-9]\d*|doi:10\..+", row["report_id"]):
        raise QueriesError(path, line, f"report_id is {row['report_id']!r}",
                           "write it as pmid:12345678 or doi:10.…")  # fmt: skip


def _day(path: Path, line: int, row: dict[str, str], key: str) -> date:
    try:
        return date.fromisoformat(row[key])
    except ValueError:
        raise QueriesError(
            path, line, f"{key} is {row[key]!r}, not a date", "write it as 2026-11-24"
        ) from None
