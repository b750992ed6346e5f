"""The worksheet of a new topic: what a person filled in, as the files a topic is made of (pure)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import tomlkit

from evidence.errors import QueriesError
from evidence.models import ClaimKind, Concept
from evidence.topics.proposal import NEEDED, SLOTS, ProposedClaim

COLUMNS: Final = ("keep", "id", "kind", "quote", "question", *SLOTS, "parent", "note", "sounds_too_strong",
                  "to_fill_in", "heading")  # fmt: skip
_YES: Final = ("yes", "y", "x", "1", "true")
_NO: Final = ("", "no", "n", "0", "false")
_ESCAPED: Final = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")


@dataclass(frozen=True, slots=True)
class Filled:
    """One row that a person kept: values by column, and its line in the file."""

    line: int
    values: Mapping[str, str]

    def names(self, slot: str) -> tuple[str, ...]:
        """The names in a slot, parted by semicolons."""
        return tuple(
            dict.fromkeys(n.strip() for n in self.values.get(slot, "").split(";") if n.strip())
        )


def proposal_rows(proposed: Sequence[ProposedClaim]) -> list[dict[str, Any]]:
    """Rows of a worksheet to fill in; nothing is kept until a person says so."""
    return [{"keep": "", "id": p.claim_id, "kind": p.kind.value, "quote": p.quote, "question": "",
             **{slot: "; ".join(p.found.get(slot, ())) for slot in SLOTS}, "parent": "", "note": "",
             "sounds_too_strong": "; ".join(p.marks), "to_fill_in": "; ".join(p.needed),
             "heading": p.heading} for p in proposed]  # fmt: skip


def filled_rows(path: Path, text: str) -> list[Filled]:
    """The rows that are kept. Raises QueriesError naming the line and what is amiss."""
    sample = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text), delimiter=";" if sample.count(";") > sample.count(",") else ","
    )
    missing = [
        c for c in ("keep", "id", "kind", "quote", "question") if c not in (reader.fieldnames or ())
    ]
    if missing:
        raise QueriesError(
            path, 1, f"the header lacks {', '.join(missing)}", "keep the columns of the worksheet"
        )
    kept = []
    for row in reader:
        values = {
            str(k): _ESCAPED.sub("", v or "").strip()
            for k, v in row.items()
            if k and isinstance(v, str)
        }
        answer = values.get("keep", "").lower()
        if answer not in (*_YES, *_NO):
            raise QueriesError(path, reader.line_num, f"keep is {answer!r}", "write yes or no")
        if answer in _YES:
            kept.append(_checked(path, Filled(reader.line_num, values)))
    if not kept:
        raise QueriesError(
            path, 2, "no claim is kept", "write yes under keep where a claim is to be checked"
        )
    return kept


def _checked(path: Path, row: Filled) -> Filled:
    kinds = [k.value for k in ClaimKind]
    if row.values["kind"] not in kinds:
        raise QueriesError(
            path, row.line, f"kind is {row.values['kind']!r}", f"use one of {', '.join(kinds)}"
        )
    lacking = [name for name in ("id", "quote", "question") if not row.values[name]]
    lacking += [slot for slot in NEEDED[row.values["kind"]] if not row.names(slot)]
    if lacking:
        what = f"{', '.join(lacking)} to be filled in for {row.values['id'] or 'a claim'}"
        raise QueriesError(path, row.line, what, "fill it in, or write no under keep")
    return row


def concept_id(name: str) -> str:
    """The id of a concept that a person named.

    >>> concept_id("Low back pain")
    'low_back_pain'
    """
    made = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
    return made if made[:1].isalpha() else f"c_{made}"


def resolved(
    rows: Sequence[Filled], concepts: Mapping[str, Concept]
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """(name as written to concept id, tables of new concepts); known ones go by id, label or variant."""
    by_name: dict[tuple[str, str], str] = {}
    for one in concepts.values():
        for name in (one.concept_id, one.label, *one.text):
            by_name.setdefault((one.kind.value, name.casefold()), one.concept_id)
    ids: dict[str, str] = {}
    new: dict[str, dict[str, Any]] = {}
    for row in rows:
        for slot, kind in SLOTS.items():
            for name in row.names(slot):
                known = by_name.get((kind.value, name.casefold()))
                made = known or concept_id(name)
                if known is None and made in concepts:
                    made = f"{made}_{kind.value}"
                ids[f"{slot}/{name}"] = made
                if known is None:
                    new.setdefault(
                        made, {"id": made, "kind": kind.value, "label": name, "text": [name]}
                    )
    return ids, list(new.values())


def claims_toml(rows: Sequence[Filled], ids: Mapping[str, str]) -> str:
    """claims.toml of the rows kept."""
    document = tomlkit.document()
    document.add(tomlkit.comment("Claims of the article, from the worksheet of its topic."))
    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        for name in ("id", "kind", "quote", "question", "parent", "note"):
            if row.values.get(name):
                table[name] = row.values[name]
        scope = tomlkit.inline_table()
        for slot in SLOTS:
            if row.names(slot):
                scope[slot] = [ids[f"{slot}/{name}"] for name in row.names(slot)]
        table["scope"] = scope
        tables.append(table)
    document["claim"] = tables
    return tomlkit.dumps(document)


def concepts_toml(old: str, new: Sequence[Mapping[str, Any]]) -> str:
    """concepts.toml with new concepts after those it had."""
    document = tomlkit.document()
    tables = tomlkit.aot()
    for one in new:
        table = tomlkit.table()
        table.update(dict(one))
        tables.append(table)
    document["concept"] = tables
    added = tomlkit.dumps(document) if new else ""
    return (old.rstrip() + "\n\n" if old.strip() else "") + added


def strategies_toml(
    rows: Sequence[Filled], ids: Mapping[str, str], author: str, written_on: date
) -> dict[str, str]:
    """File name to text: one strategy for each set of conditions and interventions among the claims."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for row in rows:
        held = tuple(tuple(sorted(ids[f"{slot}/{n}"] for n in row.names(slot)))
                     for slot in ("conditions", "interventions"))  # fmt: skip
        if any(held):
            groups.setdefault((held[0], held[1]), []).append(row.values["id"])
    files = {}
    for (conditions, interventions), claims in groups.items():
        parts = [_any(names) for names in (interventions, conditions) if names]
        name = "-".join([*interventions, *conditions]).replace("_", "-")[:60].strip("-")
        document = tomlkit.document()
        document["source"] = "pubmed"
        document["query"] = " AND ".join(parts)
        document["rationale"] = (
            "Proposed from the worksheet: what the claims are about, by all the words of their "
            "concepts. A person must check it for words that are missing."
        )
        document["author"] = author
        document["written_on"] = written_on
        document["limits"] = "none: no date, language, species or publication type limit"
        document["claims"] = claims
        files[f"strategies/{name}.toml"] = tomlkit.dumps(document)
    return files


def _any(names: Sequence[str]) -> str:
    joined = " OR ".join("{" + name + "}" for name in names)
    return f"({joined})" if len(names) > 1 else joined
