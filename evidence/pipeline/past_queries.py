"""The queries that were in force on a past date: what people had written then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from evidence.errors import UsageError
from evidence.pipeline.publications import kept, kept_queries
from evidence.pipeline.run import Run
from evidence.pipeline.snapshotting import queries_sha256
from evidence.schema import schema_version
from evidence.snapshots import RawStore


def queries_of(run: Run) -> Path:
    """The queries in force; for a past date, the copy kept from then.

    Raises UsageError where none is kept, or where they describe another schema than
    this program makes.
    """
    if run.as_of is None:
        return run.queries_dir
    queries_dir, code_version = _kept_copy(run, run.as_of)
    was, now = schema_version(queries_dir), schema_version(run.queries_dir)
    if was != now:  # this program fills the tables of its own schema alone
        raise UsageError(
            f"what was published up to {run.as_of} has schema {was}, this program makes {now}. Mend: rebuild "
            f"it with evidence {code_version}, with the queries in {queries_dir}"
        )
    return queries_dir


def _kept_copy(run: Run, day: date) -> tuple[Path, str]:
    """Where the queries of a day are, and the version of the program that used them.

    From the last publication up to then; where that is deleted, by the hash that the last
    snapshot up to then names.
    """
    published = [p for p in kept(run.data_dir) if p.published_at.date() <= day]
    if published:
        return published[-1].folder / "queries", str(published[-1].manifest["code_version"])
    manifests = RawStore(run.data_dir).manifests(day)
    if not manifests:
        return run.queries_dir, ""
    sha256, code_version = manifests[-1].queries_sha256, manifests[-1].code_version
    copy = kept_queries(run.data_dir, sha256)
    if sha256 and copy.is_dir():
        return copy, code_version
    if not sha256 or sha256 == queries_sha256(run.queries_dir):
        return run.queries_dir, code_version
    raise UsageError(f"the queries of {day} are not kept. Mend: check out those of that day and name "
                     "them with --queries-dir")  # fmt: skip
