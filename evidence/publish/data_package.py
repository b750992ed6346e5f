"""Tables as CSV with a Frictionless data package: types, meanings, hashes (Data Package v1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from evidence.publish.export_facts import ExportFacts
from evidence.publish.references import Rows
from evidence.publish.safe_text import csv_text

Row = Mapping[str, Any]
_TYPES: Final = {"VARCHAR": "string", "INTEGER": "integer", "SMALLINT": "integer", "BIGINT": "integer",
                 "HUGEINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date",
                 "TIMESTAMP": "datetime"}  # fmt: skip
#: View, and how a topic's rows of it are found: by topic, or by the reports linked to it.
TABLES: Final = (
    ("evidence_table", "topic"), ("claim_summary", "topic"), ("sentence", "topic"),
    ("certainty_row", "topic"), ("harm_count", "topic"), ("harm_told", "topic"),
    ("suggested_citation", "topic"), ("judgement", "topic"),
    ("signoff", "topic"), ("strategy", "topic"), ("search_run", "topic"), ("prisma_flow", "topic"),
    ("citation", "report"), ("effect", "report"), ("notice", "report"), ("report_reading", "report"),
)  # fmt: skip
_README: Final = (
    "Empty means that the report does not say. Lists are joined by '; '. A text that a spreadsheet "
    "would take for a formula has an apostrophe before it."
)


def data_package(rows: Rows, topic: str, facts: ExportFacts) -> dict[str, bytes]:
    """File name to content: one CSV a table, and datapackage.json over them."""
    linked = {item["report_id"] for item in rows("evidence_table", topic=topic)}
    meaning: dict[str, list[Row]] = {}
    for row in rows("dictionary"):
        meaning.setdefault(row["name"], []).append(row)
    files: dict[str, bytes] = {}
    resources = []
    for name, scope in TABLES:
        if scope == "topic":
            held = rows(name, topic=topic)
        else:
            held = [row for row in rows(name) if row["report_id"] in linked]
        fields = _fields(meaning.get(name, ()), held)
        content = csv_text([f["name"] for f in fields], held).encode()
        files[f"{name}.csv"] = content
        resources.append(_resource(name, meaning.get(name, ()), fields, content))
    package = {
        "profile": "tabular-data-package", "name": topic, "title": f"Evidence on {topic}",
        "id": facts.content_sha256, "version": facts.publication_id,
        "created": f"{facts.published_at:%Y-%m-%dT%H:%M:%SZ}",
        "description": " ".join(filter(None, (facts.banner(topic), facts.provenance, _README))),
        "evidence": facts.as_json(), "resources": resources,
    }  # fmt: skip
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def _resource(
    name: str, meaning: Sequence[Row], fields: list[dict[str, Any]], content: bytes
) -> dict[str, Any]:
    about = next((row["about"] for row in meaning if row["about"]), None)
    made = {
        "profile": "tabular-data-resource", "name": name.replace("_", "-"), "path": f"{name}.csv",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(), "description": about,
        "schema": {"fields": fields, "missingValues": [""]},
    }  # fmt: skip
    return {key: value for key, value in made.items() if value is not None}


def _fields(meaning: Sequence[Row], held: Sequence[Row]) -> list[dict[str, Any]]:
    """Fields as the dictionary has them; where it has none, as the rows show."""
    if meaning:
        ordered = sorted(meaning, key=lambda row: row["column_no"])
        return [
            _field(row["column_name"], _type_of(row["data_type"]), row["meaning"])
            for row in ordered
        ]
    names = list(held[0]) if held else ["topic"]
    return [_field(name, _seen_type(row[name] for row in held), None) for name in names]


def _field(name: str, kind: str, meaning: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "type": kind}
    if kind == "datetime":
        made["format"] = "any"
    if kind == "boolean":
        made |= {"trueValues": ["true"], "falseValues": ["false"]}
    return {**made, "description": meaning} if meaning else made


def _type_of(sql_type: str) -> str:
    return _TYPES.get(
        sql_type.split("(")[0], "number" if sql_type.startswith("DECIMAL") else "string"
    )


def _seen_type(values: Any) -> str:
    seen = {type(value) for value in values if value is not None}
    for kind, name in (
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (datetime, "datetime"),
        (date, "date"),
    ):
        if seen == {kind}:
            return name
    return "string"
