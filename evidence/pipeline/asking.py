"""Questions to a publication: SQL, or a named question of `queries/reports`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from evidence.database import Answer, Published, open_published
from evidence.errors import UsageError
from evidence.pipeline.publications import named, open_newest
from evidence.pipeline.questions import NAME, parameters_of, question_named
from evidence.settings import Settings


def ask(
    settings: Settings, question: str, values: Mapping[str, str], when: str | None = None
) -> Answer:
    """The answer of a publication to a named question or to SQL.

    `values` are its parameters by name; those not given are NULL, which a named question
    reads as "any". `when` is a date or the id of a kept publication, None for the newest.
    Raises UsageError for an unknown name or parameter, and for a query that is refused or
    not understood.
    """
    sql = sql_of(settings, question)
    with open_at(settings, when) as published:
        return published.query(sql, filled(sql, values) or None)


def ask_arrow(
    settings: Settings, question: str, values: Mapping[str, str], when: str | None = None
) -> pa.Table:
    """The same as an Arrow table, whose metadata names the publication and its content hash."""
    sql = sql_of(settings, question)
    with open_at(settings, when) as published:
        table = published.arrow(sql, filled(sql, values) or None)
        facts = {row["name"]: row["value"] for row in published.rows("publication_fact")}
    return table.replace_schema_metadata({n: v for n, v in facts.items() if v is not None})


def sql_of(settings: Settings, question: str) -> str:
    """The SQL of a named question; SQL itself as it stands."""
    is_named = NAME.fullmatch(question) is not None
    return question_named(settings.queries_dir, question).sql if is_named else question


@contextmanager
def open_at(settings: Settings, when: str | None) -> Iterator[Published]:
    """The newest publication, or the one of a date or id. Raises UsageError where none is kept."""
    if when is None:
        with open_newest(settings) as published:
            yield published
        return
    with open_published(named(settings.data_dir, when).database) as published:
        yield published


def filled(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every parameter of a statement with its value, None where none is given.

    Raises UsageError for a value whose parameter the statement does not have.
    """
    wanted = parameters_of(sql)
    unknown = sorted(set(values) - set(wanted))
    if unknown:
        raise UsageError(f"--param {unknown[0]}: the question has no such parameter. "
                         f"Mend: use one of {', '.join(wanted) or 'none'}")  # fmt: skip
    return {name: values.get(name) for name in wanted}
