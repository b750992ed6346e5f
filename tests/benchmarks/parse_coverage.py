"""Which values of PubMed XML no column holds, found without the reader's own tables of fields.

Every attribute and every element text of a record is looked for among the values of
that record's rows; what is in none is counted by its path. The independent reader is
a plain tree walk. Run as ``python -m tests.benchmarks.parse_coverage --data PATH``.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from evidence.schema import load_schema
from evidence.sources.pubmed.parse import parse_pubmed_xml

SCHEMA = Path(__file__).parents[2] / "queries" / "schema"
# Held in another form than the letters in the file, each by its reason.
OTHER_FORM = {
    "YN": "a Y or N is a boolean column",
    "/Year": "a part of a date", "/Month": "a part of a date", "/Day": "a part of a date",
    "/Hour": "a part of a moment", "/Minute": "a part of a moment",
    "@EqualContrib": "a boolean column",
}  # fmt: skip


def values_by_record(tables: dict[str, Any]) -> dict[int, str]:
    """All values of each record's rows, folded into one text."""
    held: dict[int, list[str]] = {}
    for name, table in tables.items():
        if name in ("rejected_record", "delete_citation"):
            continue
        for row in table.to_pylist():
            texts = held.setdefault(row["record_no"], [])
            texts += [str(v) for k, v in row.items() if v is not None and k != "record_no"]
    return {number: "\n".join(texts).casefold() for number, texts in held.items()}


def missing_paths(element: Any, held: str, path: str, found: Counter[str]) -> None:
    """Count the paths under `element` whose value `held` does not contain."""
    for name, value in element.attrib.items():
        where = f"{path}@{name}"
        is_column = name == "Source" and value == "ORCID"  # the column's own name says it
        if value.strip() and not is_other_form(where) and not is_column and fold(value) not in held:
            found[where] += 1
    for child in element:
        if not isinstance(child.tag, str) or "{" in child.tag:
            continue
        where = f"{path}/{child.tag}"
        text = fold(child.text or "")
        if text and not is_other_form(where) and text not in held:
            found[where] += 1
        missing_paths(child, held, where, found)


def is_other_form(path: str) -> bool:
    """True for a value that a column holds in another form."""
    return any(path.endswith(end) for end in OTHER_FORM)


def fold(text: str) -> str:
    """Letters to compare by: one space for white space, no case."""
    return " ".join(text.split()).casefold()


def coverage(data: bytes, origin: str) -> tuple[int, int, Counter[str]]:
    """(records, rejected, paths that no column holds with how often) of one file."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    elements = list(root.iter("PubmedArticle", "PubmedBookArticle"))
    found: Counter[str] = Counter()
    n_rejected = 0
    for tables in parse_pubmed_xml(io.BytesIO(data), load_schema(SCHEMA), origin):
        n_rejected += tables["rejected_record"].num_rows
        for number, held in values_by_record(tables).items():
            missing_paths(elements[number], held, "", found)
    return len(elements), n_rejected, found


def main() -> None:
    """Print the paths over all files of a folder, the most frequent first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    files = [data] if data.is_file() else sorted([*data.rglob("*.xml"), *data.rglob("*.xml.gz")])
    total, n_records, n_rejected, started = Counter[str](), 0, 0, time.time()
    unread = []
    for path in files:
        raw = path.read_bytes()
        try:
            n, rejected, found = coverage(gzip.decompress(raw) if path.suffix == ".gz" else raw, path.name)
        except Exception as error:
            unread.append(f"{path.name}: {error}")
            continue
        n_records, n_rejected, total = n_records + n, n_rejected + rejected, total + found
    print(json.dumps({"files": len(files), "records": n_records, "rejected": n_rejected,
                      "unread": unread, "paths_no_column_holds": dict(total.most_common()),
                      "seconds": round(time.time() - started, 1)}))  # fmt: skip


if __name__ == "__main__":
    main()
