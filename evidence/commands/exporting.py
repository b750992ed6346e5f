"""Files to take home: export."""

from __future__ import annotations

import argparse
from pathlib import Path

import pyarrow.parquet as pq

from evidence.commands.definition import Arguments, Command, settings_of, show, tell
from evidence.database import Published, open_published
from evidence.errors import UsageError
from evidence.pipeline.publications import Publication, named, newest
from evidence.publish.data_package import TABLES
from evidence.publish.export_facts import ExportFacts, export_facts
from evidence.publish.exports import KINDS, Asked, write_files, write_manifest
from evidence.topics import load_topics

PARQUET = "parquet"


def _export(arguments: Arguments) -> int:
    publication = _publication(arguments)
    facts = facts_of(publication)
    folder = arguments.out or Path(f"evidence-export-{publication.publication_id}")
    kinds = arguments.kind or list(KINDS)
    unknown = [kind for kind in kinds if kind not in (*KINDS, PARQUET)]
    if unknown:
        raise UsageError(
            f"{unknown[0]} cannot be exported. Mend: use {', '.join((*KINDS, PARQUET))}"
        )
    paths: list[Path] = []
    with open_published(publication.database) as published:
        for topic in _topics(published, arguments.topic):
            asked = Asked(published.rows, topic, facts, arguments.style)
            for kind in kinds:
                tell(f"{topic}: {kind}")
                if kind == PARQUET:
                    paths += _parquet(published, topic, folder / topic / "parquet")
                else:
                    paths += write_files(folder / topic, KINDS[kind](asked))
    manifest = write_manifest(folder, paths, facts)
    lines = [f"{len(paths)} files in {folder}, checksums in {manifest.name}", facts.provenance]
    show(arguments, {"folder": str(folder), "files": [str(p.relative_to(folder)) for p in paths],
                     **facts.as_json()}, lines)  # fmt: skip
    return 0


def _publication(arguments: Arguments) -> Publication:
    data_dir = settings_of(arguments).data_dir
    if arguments.as_of is not None:
        return named(data_dir, arguments.as_of.isoformat())
    publication = newest(data_dir)
    if publication is None:
        raise UsageError(f"nothing is published in {data_dir}. Mend: run `evidence refresh` first")
    return publication


def facts_of(publication: Publication) -> ExportFacts:
    """What exports say of a publication; the banners of its own topics where it is a sample."""
    banners: dict[str, str] = {}
    if publication.manifest.get("is_sample"):
        held = load_topics(publication.folder / "queries")
        banners = {topic.topic: topic.notice for topic in held if topic.notice}
    return export_facts(publication.manifest, publication.folder, banners)


def _topics(published: Published, wanted: list[str] | None) -> list[str]:
    held = [row["topic"] for row in published.rows("topic")]
    for name in wanted or ():
        if name not in held:
            raise UsageError(f"--topic {name}: not published. Mend: use one of {', '.join(held)}")
    return wanted or held


def _parquet(published: Published, topic: str, folder: Path) -> list[Path]:
    """The tables of the data package as Parquet, types and lists kept."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, scope in TABLES:
        where = "topic = $topic" if scope == "topic" else (
            "report_id IN (SELECT report_id FROM evidence_item WHERE topic = $topic)")  # fmt: skip
        table = published.arrow(
            f"SELECT * FROM {name} WHERE {where} ORDER BY ALL", {"topic": topic}
        )
        paths.append(folder / f"{name}.parquet")
        pq.write_table(table, paths[-1], compression="zstd")
    return paths


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="*", metavar="KIND",
                        help=f"of {', '.join((*KINDS, PARQUET))} (default: all but parquet)")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR",
                        help="where to (default: a new folder here, named after the publication)")  # fmt: skip
    parser.add_argument("--style", default="ama", metavar="STYLE",
                        help="style of the article's references: ama, vancouver, apa, any CSL style")  # fmt: skip


EXPORTING = (
    Command("export", "the article with citations, change list, references, reviewer packet, data",
            _export, (_options,)),
)  # fmt: skip
