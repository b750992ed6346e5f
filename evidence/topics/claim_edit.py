"""claims.toml and what refers to it, rewritten after an edit: comments and order stay (pure)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Mapping
from typing import Any

import tomlkit

from evidence.models import Article
from evidence.topics.article import quote_anchor
from evidence.topics.reanchor import Reanchored


def edited_claims(text: str, found: Mapping[str, Reanchored], new: Article) -> tuple[str, str]:
    """(claims.toml as it shall be, the tables of orphaned claims taken out of it)."""
    document = tomlkit.parse(text)
    tables: Any = document["claim"]
    orphaned = {key for key, one in found.items() if one.state == "orphaned"}
    retired: list[Any] = []
    for place in reversed(range(len(tables))):
        table = tables[place]
        if table["id"] in orphaned:
            retired.insert(0, table)
            del tables[place]
            continue
        if table.get("parent") in orphaned:
            del table["parent"]
        _anchor(table, found[table["id"]], new)
    out = tomlkit.document()
    if retired:
        out["claim"] = tomlkit.aot()
        for table in retired:
            out["claim"].append(tomlkit.item(table.unwrap()))
    return tomlkit.dumps(document), tomlkit.dumps(out) if retired else ""


def _anchor(table: Any, one: Reanchored, new: Article) -> None:
    """The quote as it stands now; prefix and suffix only where they are needed and hold."""
    is_fitting = quote_anchor(
        new.text, table["quote"], table.get("prefix", ""), table.get("suffix", "")
    )
    if one.state != "changed" and is_fitting is not None:
        return
    table["quote"] = one.quote
    for name, value in (("prefix", one.prefix), ("suffix", one.suffix)):
        if value:
            table[name] = value
        elif name in table:
            del table[name]


def without_claims(text: str, gone: Collection[str], name: str | None = None) -> str:
    """A strategy (`name` None) or the `[[name]]` tables of a file, without claims that are gone."""
    document = tomlkit.parse(text)
    tables: Any = [document] if name is None else document.get(name, [])
    for table in tables:
        held = table.get("claims")
        if held is not None:
            for claim_id in [c for c in held if c in gone]:
                held.remove(claim_id)
    return tomlkit.dumps(document)


def parted_rows(
    text: str, is_gone: Callable[[Mapping[str, str]], bool]
) -> tuple[str, list[dict[str, str]]]:
    """(a CSV file without the rows that are gone, those rows); the header and order stay."""
    reader = csv.DictReader(io.StringIO(text))
    header = list(reader.fieldnames or ())
    kept: list[dict[str, str]] = []
    gone: list[dict[str, str]] = []
    for row in reader:
        (gone if is_gone(row) else kept).append(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    return (out.getvalue() if gone else text), gone
