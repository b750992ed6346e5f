"""Decisions of people, appended to the CSV files they live in, under a file's own lock.

A build reads `queries/` once, at its start, so a decision written while a nightly
run is on is in the next build.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from evidence.errors import UsageError
from evidence.models import ItemStatus, Stance
from evidence.pipeline.publications import open_newest
from evidence.publish.references import report_id_of
from evidence.publish.safe_text import one_line
from evidence.settings import Settings
from evidence.topics import load_topic

DECISION_COLUMNS = (
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
SIGNOFF_COLUMNS = ("claim_id", "by", "role", "signed_on", "fingerprint", "note", "evidence")


def record_judgement(
    settings: Settings, *, topic: str, claim_id: str, report_id: str | None,
    what: str, value: str, by: str, role: str, why: str,
) -> Path:  # fmt: skip
    """Append a judgement to `decisions.csv`; the file.

    `what` is stance, status, verdict, certainty or wording; a stance or status is
    about one report, a wording is the text of the claim's first sentence as it shall
    stand. Raises UsageError for an unknown claim, report or value, and an empty text.
    """
    _require_claim(settings, topic, claim_id)
    if (what in ("stance", "status")) != (report_id is not None):
        raise UsageError(
            f"a judgement on {what} {'needs' if report_id is None else 'takes no'} --report"
        )
    allowed = {"stance": [s.value for s in Stance], "status": [s.value for s in ItemStatus]}.get(
        what
    )
    if allowed and value not in allowed:
        raise UsageError(f"--value {value}: a {what} is one of {', '.join(allowed)}")
    value, by, role, why = (one_line(text) for text in (value, by, role, why))
    if not (value and by and role and why):
        raise UsageError("a decision needs a value, who decides, in what role, and why")
    about = report_id_of(report_id) if report_id else ""
    row = {"claim_id": claim_id, "report_id": about, "what": what, "value": value, "by": by,
           "role": role, "decided_on": _today(), "why": why,
           "fingerprint": _evidence(settings, topic, claim_id)[0]}  # fmt: skip
    return append_row(settings, topic, "decisions.csv", DECISION_COLUMNS, row)


def record_signoff(
    settings: Settings, *, topic: str, claim_id: str, by: str, role: str, note: str
) -> Path:
    """Append a sign-off of the claim as published now to `signoffs.csv`; the file."""
    _require_claim(settings, topic, claim_id)
    fingerprint, state = _evidence(settings, topic, claim_id)
    row = {"claim_id": claim_id, "by": by, "role": role, "signed_on": _today(), "note": note,
           "fingerprint": fingerprint, "evidence": state}  # fmt: skip
    if not fingerprint:
        raise UsageError(
            f"{claim_id} is not in the published evidence. Mend: run `evidence refresh` first"
        )
    return append_row(settings, topic, "signoffs.csv", SIGNOFF_COLUMNS, row)


def _require_claim(settings: Settings, topic: str, claim_id: str) -> None:
    held = load_topic(settings.queries_dir, topic)
    if all(claim.claim_id != claim_id for claim in held.claims):
        raise UsageError(
            f"--claim {claim_id}: {topic} has no such claim. Mend: see its claims.toml"
        )


def _evidence(settings: Settings, topic: str, claim_id: str) -> tuple[str, str]:
    """Fingerprint and state of the claim's published evidence; empty where there is none."""
    with open_newest(settings) as published:
        rows = published.rows("verdict", topic=topic, claim_id=claim_id)
    return (str(rows[0]["fingerprint"]), str(rows[0]["evidence_state"])) if rows else ("", "")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def append_row(
    settings: Settings, topic: str, name: str, columns: tuple[str, ...], row: Mapping[str, str]
) -> Path:
    """Append one row to a CSV file of a topic, under the file's lock; the file."""
    path = settings.queries_dir / "topics" / topic / name
    with path.open("a+", encoding="utf-8", newline="") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = file.read()
        header = next(csv.reader(io.StringIO(text)), list(columns))
        out = io.StringIO()
        writer = csv.DictWriter(out, header, extrasaction="ignore", lineterminator="\n")
        if not text:
            writer.writeheader()
        elif not text.endswith("\n"):
            out.write("\n")
        writer.writerow({**dict.fromkeys(header, ""), **row})
        file.write(out.getvalue())
        file.flush()
        os.fsync(file.fileno())
    return path
