"""The last verb: compare with what stands, write pages and files, swap in one step."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.database import RUN_TABLES, Building, open_published
from evidence.pipeline.broken_runs import BrokenRun, broken_runs, reported
from evidence.pipeline.changes import changes_between
from evidence.pipeline.publications import (
    FORMAT,
    Publication,
    content_sha256,
    newest,
    next_publication,
    prune,
    swap_in,
    sync_tree,
    write_checksums,
)
from evidence.pipeline.run import Run
from evidence.publish.export_facts import export_facts
from evidence.publish.exports import write_exports
from evidence.publish.run_report import RunFacts, report_json
from evidence.publish.run_report_text import report_markdown
from evidence.publish.site import SiteFacts, write_site
from evidence.schema import load_schema
from evidence.snapshots import write_whole
from evidence.topics import load_topics
from evidence.version import __version__


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: where it is published, and whether anything is new."""

    folder: Path
    publication_id: str
    content_sha256: str
    is_new: bool
    headline: str
    report_markdown: str
    changes: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        return {"publication_id": self.publication_id, "content_sha256": self.content_sha256,
                "is_new": self.is_new, "headline": self.headline, "n_changes": len(self.changes),
                "folder": str(self.folder)}  # fmt: skip


def publish(run: Run, candidate: Path, checks: list[dict[str, Any]]) -> Outcome:
    """Publish a candidate that was built and checked; what came of it.

    Readers see the last publication until the link is swapped, then this one.
    """
    begun = time.monotonic()
    facts = json.loads((candidate / "build.json").read_text(encoding="utf-8"))
    before = newest(run.data_dir) if run.as_of is None else None
    content = export_content(run, candidate)
    moment = run.now().astimezone(UTC)
    changes = changes_between(
        before, candidate, is_same=before is not None and before.content_sha256 == content
    )
    publication_id, sequence = next_publication(
        run.data_dir, f"{moment:%Y%m%dT%H%M%SZ}-{content[:12]}"
    )
    manifest = {"publication_id": publication_id, "sequence": sequence, "published_at": moment.isoformat(),
                "content_sha256": content, "format": FORMAT, **facts}  # fmt: skip
    write_whole(candidate / "manifest.json", json.dumps(manifest, indent=1).encode())
    _load_facts(candidate, manifest, changes, checks)
    run.checkpoint("facts loaded")
    run.facts["publish_begun"] = begun
    broken = _untold(run)
    report, markdown = _write_pages(run, candidate, manifest, before, changes, checks, broken)
    write_checksums(candidate)
    sync_tree(candidate)
    run.checkpoint("before swap")
    folder = _moved(run, candidate, publication_id)
    if run.as_of is None:
        swap_in(run.data_dir, folder)
        run.checkpoint("swapped")
        reported(run.data_dir, broken, is_alert_wanted=bool(run.settings.notify_urls))
        prune(run.data_dir, run.settings.keep_publications)
    is_new = before is None or before.content_sha256 != content
    return Outcome(
        folder, publication_id, content, is_new, report["headline"], markdown, tuple(changes)
    )


def _untold(run: Run) -> tuple[BrokenRun, ...]:
    """Runs that never ended, of which no report has told; a past date's report is about no night."""
    if run.as_of is not None:
        return ()
    return tuple(broken for broken in broken_runs(run.data_dir) if not broken.is_reported)


def _moved(run: Run, candidate: Path, publication_id: str) -> Path:
    """The candidate in its final place; a past date's lies beside and is never swapped in."""
    if run.as_of is None:
        folder = run.data_dir / "publications" / publication_id
    else:
        folder = run.data_dir / "as-of" / run.as_of.isoformat()
    folder.parent.mkdir(exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)  # of a past date; a publication's name is new
    candidate.replace(folder)
    run.checkpoint("moved")
    return folder


def export_content(run: Run, candidate: Path) -> str:
    """Write `parquet/` from the built database; the hash of the content part."""
    tables = load_schema(candidate / "queries" / "schema")
    folder = candidate / "parquet"
    shutil.rmtree(folder, ignore_errors=True)
    views = sorted(p.stem for p in (candidate / "queries" / "views").glob("*.sql"))
    db = Building.reopened(candidate / "evidence.duckdb", tables, candidate / "queries")
    try:
        db.export_parquet(folder, [t for t in tables if t not in RUN_TABLES])
        db.export_parquet(
            folder / "views", [v.split("_", 1)[1] if v[0].isdigit() else v for v in views]
        )
        db.export_parquet(folder / "run", sorted(RUN_TABLES))
    finally:
        db.close()
    run.checkpoint("exported")
    return content_sha256(folder)


def _load_facts(
    candidate: Path, manifest: dict[str, Any], changes: list[dict[str, Any]],
    checks: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Add to the database what belongs to this run and not to the content."""
    db = Building.reopened(
        candidate / "evidence.duckdb",
        load_schema(candidate / "queries" / "schema"),
        candidate / "queries",
    )
    try:
        db.empty("change")
        db.empty("publication_fact")
        db.empty("check_result")
        db.insert_rows("change", changes)
        named = ("publication_id", "published_at", "content_sha256", "is_sample", "queries_sha256",
                 "code_version", "schema_version")  # fmt: skip
        told = {
            **{n: str(manifest[n]) for n in named},
            "source_notes": "\n".join(manifest["source_notes"]),
        }
        db.insert_rows("publication_fact", [{"name": n, "value": v} for n, v in told.items()])
        db.insert_rows("check_result", map(_check_row, checks))
        db.export_parquet(
            candidate / "parquet" / "run", ["change", "publication_fact", "check_result"]
        )
    finally:
        db.close()


def _check_row(result: dict[str, Any]) -> dict[str, Any]:
    """A check's result as the table holds it, its first rows as JSON."""
    rows = json.dumps(result["rows"], default=str, ensure_ascii=False)
    return {
        "first_rows": rows,
        **{n: result[n] for n in ("name", "sentence", "kind", "state", "n_rows")},
    }


def _write_pages(
    run: Run, candidate: Path, manifest: dict[str, Any], before: Publication | None,
    changes: list[dict[str, Any]], checks: list[dict[str, Any]], broken: tuple[BrokenRun, ...],
) -> tuple[dict[str, Any], str]:  # fmt: skip
    with open_published(candidate / "evidence.duckdb") as published:
        facts = RunFacts(
            manifest=manifest, before=before.manifest if before else None, changes=tuple(changes),
            checks=tuple(checks), version=__version__, steps=_steps(run),
            broken_runs=tuple(b.as_json() for b in broken),
        )  # fmt: skip
        report = report_json(published.rows, facts)
        markdown = report_markdown(report)
        write_whole(
            candidate / "run_report.json",
            (json.dumps(report, indent=1, default=str) + "\n").encode(),
        )
        write_whole(candidate / "run_report.md", markdown.encode())
        site_facts = _site_facts(run, manifest, candidate / "queries", before, checks)
        write_site(published.rows, candidate / "site", site_facts)
        given = export_facts(manifest, candidate, site_facts.banners)
        write_exports(published.rows, candidate / "exports", given)
    return report, markdown


def _steps(run: Run) -> dict[str, float]:
    """Seconds by step; the last step up to the report, which is written within it."""
    so_far = time.monotonic() - run.facts["publish_begun"]
    return {**run.facts.get("steps", {}), "publish, up to this report": round(so_far, 2)}


def _site_facts(
    run: Run, manifest: dict[str, Any], queries_dir: Path, before: Publication | None,
    checks: list[dict[str, Any]],
) -> SiteFacts:  # fmt: skip
    return SiteFacts(
        published_at=datetime.fromisoformat(manifest["published_at"]),
        publication_id=manifest["publication_id"],
        content_sha256=manifest["content_sha256"],
        is_sample=manifest["is_sample"],
        banners={t.topic: t.notice for t in load_topics(queries_dir) if t.notice},
        source_notes=tuple(manifest.get("source_notes", ())),
        previous=before.manifest if before else None,
        previous_site=before.folder / "site" if before else None,
        queries_dir=queries_dir,
        checks=checks,
        exports="../exports",
        as_of=run.as_of,
    )
