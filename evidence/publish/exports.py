"""Every file that a publication offers for taking home, a folder a topic, with checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evidence.publish.article_export import ArticleExport, article_export, as_json
from evidence.publish.article_files import docx_file, html_file, markdown_file
from evidence.publish.bibtex import bibtex_text
from evidence.publish.change_list import change_csv, change_markdown, change_references, change_rows
from evidence.publish.data_package import data_package
from evidence.publish.effect_files import effect_rows, effects_csv, r_script, revman_csv
from evidence.publish.export_facts import ExportFacts
from evidence.publish.json_ld import json_ld
from evidence.publish.nbib import nbib_text
from evidence.publish.packet import packet_pdf
from evidence.publish.reference_lists import reference_list
from evidence.publish.references import Reference, Rows, references
from evidence.publish.review_gate import open_points
from evidence.publish.ris import ris_text
from evidence.publish.screening_files import asreview_csv, labelled, rayyan_csv, screened
from evidence.publish.search_files import (
    flow_mistakes,
    prisma_s_markdown,
    runs_csv,
    strategies_text,
)

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is exported: one topic of a publication, with its references at hand."""

    rows: Rows
    topic: str
    facts: ExportFacts
    style: str = "ama"

    @property
    def held(self) -> dict[str, Reference]:
        """Every report linked to the topic, by id."""
        return references(
            self.rows, (i["report_id"] for i in self.rows("evidence_table", topic=self.topic))
        )


def article_files(asked: Asked) -> Files:
    """The article as it stands and in suggested wording: Markdown, HTML, DOCX, JSON."""
    files: Files = {}
    for name, is_suggested in (("article", False), ("article-suggested", True)):
        made = article_export(
            asked.rows, asked.topic, asked.facts, is_suggested=is_suggested, style=asked.style
        )
        files |= _article(name, made)
    return files


def _article(name: str, made: ArticleExport) -> Files:
    return {f"{name}.md": markdown_file(made).encode(), f"{name}.html": html_file(made).encode(),
            f"{name}.docx": docx_file(made), f"{name}.json": _json(as_json(made))}  # fmt: skip


def change_files(asked: Asked) -> Files:
    """The change list as CSV and Markdown."""
    made = change_rows(asked.rows, asked.topic, asked.facts, asked.style)
    title = str(asked.rows("topic", topic=asked.topic)[0]["title"])
    return {"changes.csv": change_csv(made).encode(),
            "changes.md": change_markdown(made, title, asked.facts, asked.topic).encode()}  # fmt: skip


def reference_files(asked: Asked) -> Files:
    """The references an editor may cite, in every form and in AMA, Vancouver and APA."""
    chosen = [r for r in change_references(asked.rows, asked.topic) if not r.is_retracted]
    note = " ".join(filter(None, (asked.facts.banner(asked.topic), asked.facts.provenance)))
    files = {"references.bib": bibtex_text(chosen, note).encode()}
    for form, ending in (("csl-json", "json"), ("ris", "ris"), ("nbib", "nbib")):
        files[f"references.{ending}"] = reference_list(chosen, form).encode()
    for style in ("ama", "vancouver", "apa"):
        files[f"references-{style}.md"] = reference_list(chosen, "markdown", style).encode()
    return files


def review_files(asked: Asked) -> Files:
    """The reviewer packet; what is open; JSON-LD only where nothing is."""
    points = open_points(asked.rows, asked.topic, is_sample=asked.facts.is_sample)
    status = {
        **asked.facts.as_json(),
        "topic": asked.topic,
        "is_reviewed": not points,
        "open": points,
    }
    files = {"reviewer-packet.pdf": packet_pdf(asked.rows, asked.topic, asked.facts),
             "review-status.json": _json(status)}  # fmt: skip
    page = json_ld(asked.rows, asked.topic, asked.facts)
    return {**files, "article.jsonld": page.encode()} if page else files


def data_files(asked: Asked) -> Files:
    """The tables as a Frictionless data package, and effects for metafor and RevMan."""
    made = effect_rows(asked.rows, asked.topic, asked.held, asked.facts.publication_id)
    warning = (
        asked.facts.banner(asked.topic)
        or "Read from abstracts; check each estimate against its quote."
    )
    files = {
        f"data/{name}": content
        for name, content in data_package(asked.rows, asked.topic, asked.facts).items()
    }
    return {
        **files, "effects/effects.csv": effects_csv(made).encode(),
        "effects/revman.csv": revman_csv(made).encode(),
        "effects/effects.R": r_script(asked.topic, asked.facts.publication_id, warning).encode(),
    }  # fmt: skip


def screening_files(asked: Asked) -> Files:
    """Linked reports with decisions as tags and labels, for managers and screening tools."""
    reports = screened(asked.rows, asked.topic, asked.held)
    note = " ".join(filter(None, (asked.facts.banner(asked.topic), asked.facts.provenance)))
    tagged = labelled(reports, note)
    return {"screening/records.ris": ris_text(tagged).encode(),
            "screening/records.nbib": nbib_text(tagged).encode(),
            "screening/asreview.csv": asreview_csv(reports, note).encode(),
            "screening/rayyan.csv": rayyan_csv(reports, note).encode()}  # fmt: skip


def search_files(asked: Asked) -> Files:
    """PRISMA-S report, strategies as run, every run, and the PRISMA 2020 flow.

    Raises ValueError where the numbers of the flow do not add up: such a flow is not written.
    """
    from evidence.publish.plots_flow import flow_boxes, flow_diagram

    runs = asked.rows("search_run", topic=asked.topic)
    files = {
        "search/prisma-s.md": prisma_s_markdown(asked.rows, asked.topic, asked.facts).encode(),
        "search/search-strategies.txt": strategies_text(runs, asked.rows("strategy", topic=asked.topic)).encode(),
        "search/search-runs.csv": runs_csv(runs).encode(),
    }  # fmt: skip
    for flow in asked.rows("prisma_flow", topic=asked.topic):
        mistakes = flow_mistakes(flow)
        if mistakes:
            raise ValueError(
                f"the PRISMA flow of {asked.topic} does not add up: {'; '.join(mistakes)}"
            )
        counted = asked.rows("evidence_table", topic=asked.topic, status="counted")
        boxes = flow_boxes(
            flow, len({i["study_id"] for i in counted}), len({r["strategy_id"] for r in runs})
        )
        files["search/prisma-flow.svg"] = _alone(flow_diagram(boxes)).encode()
        files["search/prisma-flow.json"] = _json({**asked.facts.as_json(), **flow})
    return files


#: What can be asked for, in the order it is written.
KINDS: Final[Mapping[str, Callable[[Asked], Files]]] = {
    "article": article_files, "changes": change_files, "references": reference_files,
    "review": review_files, "data": data_files, "screening": screening_files, "search": search_files,
}  # fmt: skip


def write_exports(rows: Rows, folder: Path, facts: ExportFacts) -> list[Path]:
    """Write every export of every topic into `folder/<topic>/`, and MANIFEST.json over them."""
    paths = []
    rows = _remembered(rows)
    for topic in rows("topic"):
        asked = Asked(rows, topic["topic"], facts)
        for make in KINDS.values():
            paths += write_files(folder / topic["topic"], make(asked))
    return [*paths, write_manifest(folder, paths, facts)]


def _remembered(rows: Rows) -> Rows:
    """The same rows, asked for once each: the exports of a topic rest on much the same ones."""
    held: dict[tuple[object, ...], list[dict[str, Any]]] = {}

    def remembered(name: str, /, **equals: Any) -> list[dict[str, Any]]:
        if any(isinstance(value, list) for value in equals.values()):
            return rows(name, **equals)
        key = (name, *sorted(equals.items()))
        if key not in held:
            held[key] = rows(name, **equals)
        return held[key]

    return remembered


def write_files(folder: Path, files: Files) -> list[Path]:
    """Write files under a folder; their paths."""
    paths = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    return paths


def write_manifest(folder: Path, paths: list[Path], facts: ExportFacts) -> Path:
    """Write MANIFEST.json: the publication to cite, and the SHA-256 of every file."""
    sums = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(paths)}  # fmt: skip
    path = folder / "MANIFEST.json"
    path.write_bytes(
        _json(
            {**facts.as_json(), "notice": facts.banner(), "how_to_cite": facts.provenance, "sha256": sums}
        )
    )
    return path


_STYLE: Final = ("<style>.t{font-family:sans-serif;fill:#111}.strong{font-weight:bold}.l{stroke:#555}"
                 ".b{fill:none;stroke:#555}</style>")  # fmt: skip


def _alone(svg: str) -> str:
    """A figure with the few lines of style it needs outside a page."""
    head, sign, rest = svg.partition(">")
    if "xmlns=" not in head:
        head = head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return head + sign + _STYLE + rest + "\n"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n").encode()
