"""Questions to the newest publication: SQL, or a named question of `queries/reports`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from evidence.database import Answer
from evidence.errors import UsageError
from evidence.pipeline.publications import open_newest
from evidence.settings import Settings

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PARAMETER = re.compile(r"\$([a-z_]\w*)")


def ask(settings: Settings, question: str, values: Mapping[str, str]) -> Answer:
    """The answer of the newest publication to a named question or to SQL.

    `values` are its parameters by name; those not given are NULL, which a named question
    reads as "any". Raises UsageError for an unknown name or parameter, and for a query
    that is refused or not understood.
    """
    sql = _sql(settings.queries_dir / "reports", question)
    wanted = dict.fromkeys(_PARAMETER.findall(sql))
    unknown = set(values) - set(wanted)
    if unknown:
        raise UsageError(f"--param {sorted(unknown)[0]}: the question has no such parameter. "
                         f"Mend: use one of {', '.join(wanted) or 'none'}")  # fmt: skip
    with open_newest(settings) as published:
        return published.query(sql, {name: values.get(name) for name in wanted} or None)


def _sql(reports_dir: Path, question: str) -> str:
    if not _NAME.fullmatch(question):
        return question
    path = reports_dir / f"{question.replace('-', '_')}.sql"
    if path.exists():
        return path.read_text(encoding="utf-8")
    names = sorted(p.stem for p in reports_dir.glob("*.sql"))
    raise UsageError(f"there is no question named {question}. Mend: use one of "
                     f"{', '.join(names) or '(none is written yet)'}, or write SQL")  # fmt: skip
