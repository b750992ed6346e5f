"""Authors, editors, investigators and the persons a text is about, from raw tables."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyarrow as pa

from evidence.sources.pubmed.arrays import at, numbers, strings
from evidence.sources.pubmed.raw import Raw, counted, joined, matched
from evidence.sources.pubmed.shaped import Shaped, constant, held_or, in_order, yes

_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)")
_NAMES = ("LastName", "ForeName", "Initials", "Suffix")


def orcid_of(text: str) -> str | None:
    """An ORCID as 0000-0000-0000-0000, however it is printed; None for none.

    >>> orcid_of("https://orcid.org/0000-0002-1825-009x")
    '0000-0002-1825-009X'
    """
    found = _ORCID.search(text)
    return "-".join(found.groups()).upper() if found else None


def shape_people(shaped: Shaped) -> None:
    """Fill author, investigator and affiliation."""
    starts, place = _authors(shaped)
    affiliations = [_affiliations(shaped, "author", starts, place)]
    starts, place = _investigators(shaped)
    affiliations.append(_affiliations(shaped, "investigator", starts, place))
    records = np.concatenate([held[0] for held in affiliations])
    shaped.put("affiliation", records, [
        joined([columns[n] for _, columns in affiliations]) for n in range(5)
    ])  # fmt: skip


def _authors(shaped: Shaped) -> tuple[Any, Any]:
    """Persons and collectives in printed order; (first row of each, its number)."""
    raw, lists = shaped.raw["author"], shaped.raw["author_list"]
    starts, person = _persons(raw)
    records = raw.record[starts]
    place = counted(records)
    held = lists.rows("At/@Type")
    found = matched(tuple(level[starts] for level in raw.levels[:-2]),
                    tuple(level[held] for level in lists.levels[:-1]))  # fmt: skip
    kinds = held_or(at(lists.take("At/@Type", held), found), "authors")
    orcids, as_printed, others = _identifiers(raw, person, len(starts))
    shaped.put("author", records, [
        numbers(place, pa.int32()), kinds, *(_one(raw, n, person, len(starts)) for n in _NAMES),
        _one(raw, "CollectiveName", person, len(starts)), strings(orcids), strings(others),
        yes(_one(raw, "At/@ValidYN", person, len(starts))),
        yes(_one(raw, "At/@EqualContrib", person, len(starts))), strings(as_printed),
        _one(raw, "CollectiveName/@Investigators", person, len(starts)),
    ])  # fmt: skip
    for name, column in (("CollectiveName", "collective_name"), ("Suffix", "suffix")):
        rows = raw.rows(name)
        shaped.keep_markup(f"author.{column}", raw, name, rows, place[person[rows]])
    return starts, place


def _investigators(shaped: Shaped) -> tuple[Any, Any]:
    """Members of a group, and persons a text is about; (first row of each member, its number)."""
    raw, subjects = shaped.raw["investigator"], shaped.raw["subject"]
    starts, person = _persons(raw)
    names = tuple(f"PersonalNameSubject/{n}" for n in _NAMES)
    rows = subjects.rows(*names)
    records = [subjects.record[rows], raw.record[starts]]
    order = in_order(records)
    by_record = np.concatenate(records)[order]
    number = counted(by_record)
    orcids, as_printed, others = _identifiers(raw, person, len(starts))
    identifiers = [
        "; ".join(v for v in (o and f"ORCID:{p or o}", other) if v) or None
        for o, p, other in zip(orcids, as_printed, others, strict=True)
    ]
    nothing = pa.nulls(len(rows), pa.string())
    lists = [[constant("subject", len(rows)), constant("investigator", len(starts))]]
    lists += [[subjects.take(f"PersonalNameSubject/{n}", rows), _one(raw, n, person, len(starts))]
              for n in _NAMES]  # fmt: skip
    lists += [[nothing, strings(identifiers)],
              [pa.nulls(len(rows), pa.bool_()), yes(_one(raw, "At/@ValidYN", person, len(starts)))],
              [nothing, _list_ids(shaped.raw["investigator_list"], raw, starts)]]  # fmt: skip
    shaped.put("investigator", by_record, [
        numbers(number, pa.int32()), *(at(joined(parts), order) for parts in lists)
    ])  # fmt: skip
    own: Any = np.empty(len(order), np.int64)
    own[order] = number
    return starts, own[len(rows) :]


def _list_ids(lists: Raw, members: Raw, starts: Any) -> Any:
    """The ID of the list each member stands in; NULL where it has none."""
    held = lists.rows("At/@ID")
    found = matched(tuple(level[starts] for level in members.levels[:-2]),
                    tuple(level[held] for level in lists.levels[:-1]))  # fmt: skip
    return at(lists.take("At/@ID", held), found)


def _persons(raw: Raw) -> tuple[Any, Any]:
    """(first row of each person, number of the person each row belongs to)."""
    person = raw.parents()
    return np.flatnonzero(np.diff(person, prepend=-1)), person


def _one(raw: Raw, field: str, person: Any, n_persons: int) -> Any:
    """For each person the first value of a field."""
    rows = raw.rows(field)
    places: Any = np.full(n_persons, -1, np.int64)
    places[person[rows[::-1]]] = rows[::-1]
    return raw.take(field, places)


def _identifiers(raw: Raw, person: Any, n_persons: int) -> tuple[list[Any], list[Any], list[Any]]:
    """By person: (ORCID, how it was printed where that differs, any other as source:value)."""
    orcids: list[str | None] = [None] * n_persons
    printed: list[str | None] = [None] * n_persons
    others: list[str | None] = [None] * n_persons
    rows = raw.rows("Identifier")
    held = zip(person[rows].tolist(), raw.take("Identifier", rows).to_pylist(),
               raw.take("Identifier/@Source", rows).to_pylist(), strict=True)  # fmt: skip
    for owner, value, source in held:
        orcid = orcid_of(value) if (source or "").upper() == "ORCID" else None
        if orcid and orcids[owner] is None:
            orcids[owner] = orcid
            printed[owner] = None if value == orcid else value
        else:
            others[owner] = "; ".join(filter(None, (others[owner], f"{source or ''}:{value}")))
    return orcids, printed, others


def _affiliations(shaped: Shaped, kind: str, starts: Any, place: Any) -> tuple[Any, list[Any]]:
    """(record of each row, columns of `affiliation`) for the affiliations of one kind of person."""
    people, raw = shaped.raw[kind], shaped.raw[f"{kind}_affiliation"]
    first = np.flatnonzero(np.diff(raw.parents(), prepend=-1))
    infos = raw.parents()
    texts = _one(raw, "Affiliation", infos, len(first))
    marks: list[str | None] = [None] * len(first)
    rows = raw.rows("Identifier")
    for owner, value, source in zip(infos[rows].tolist(), raw.take("Identifier", rows).to_pylist(),
                                    raw.take("Identifier/@Source", rows).to_pylist(), strict=True):  # fmt: skip
        marks[owner] = "; ".join(filter(None, (marks[owner], f"{source}:{value}")))
    owner = matched(tuple(level[first] for level in raw.levels[:-2]),
                    tuple(level[starts] for level in people.levels[:-1]))  # fmt: skip
    in_person = counted(owner)
    number = place[owner] if len(place) else owner
    kept = raw.rows("Affiliation")
    shaped.keep_markup(f"affiliation.{kind}", raw, "Affiliation", kept, number[infos[kept]])
    return raw.record[first], [
        constant(kind, len(first)), numbers(number, pa.int32()), numbers(in_person, pa.int32()),
        held_or(texts, ""), strings(marks),
    ]  # fmt: skip
