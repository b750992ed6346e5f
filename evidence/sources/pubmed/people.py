"""Authors, editors, investigators and the persons a text is about, from raw tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from evidence.sources.pubmed.arrays import at, numbers, strings
from evidence.sources.pubmed.raw import Raw, counted, joined, matched, runs
from evidence.sources.pubmed.shape_lists import attribute_of_list
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
    people = _persons(shaped, "author", "Author")
    affiliations = [_affiliations(shaped, "author", people, _authors(shaped, people))]
    people = _persons(shaped, "investigator", "Investigator")
    affiliations.append(_affiliations(shaped, "investigator", people, _investigators(shaped, people)))
    records = np.concatenate([held[0] for held in affiliations])
    shaped.put("affiliation", records, [
        joined([columns[n] for _, columns in affiliations]) for n in range(5)
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Persons:
    """The persons of a raw table: `starts` the first row of each, `person` whose each row is, or -1."""

    raw: Raw
    element: str
    starts: Any
    person: Any

    def one(self, name: str) -> Any:
        """For each person the first value of a field."""
        field = f"{self.element}/{name}"
        rows = self.raw.rows(field)
        places: Any = np.full(len(self.starts), -1, np.int64)
        places[self.person[rows[::-1]]] = rows[::-1]
        return self.raw.take(field, places)


def _persons(shaped: Shaped, table: str, element: str) -> _Persons:
    """A person is a row with a field of a person, or with nothing but affiliations."""
    raw, affiliations = shaped.raw[table], shaped.raw[f"{table}_affiliation"]
    is_person: Any = np.zeros(len(raw), bool)
    is_person[raw.rows(*(f for f in raw.fields if f.startswith(f"{element}/")))] = True
    nameless = np.flatnonzero(~is_person)
    if len(nameless) and len(affiliations):
        levels = tuple(level[nameless] for level in raw.levels)
        is_person[nameless[matched(levels, affiliations.levels[:-1]) >= 0]] = True
    rows = np.flatnonzero(is_person)
    number = runs(tuple(level[rows] for level in raw.levels))
    person: Any = np.full(len(raw), -1, np.int64)
    person[rows] = number
    return _Persons(raw, element, rows[np.flatnonzero(np.diff(number, prepend=-1))], person)


def _authors(shaped: Shaped, people: _Persons) -> Any:
    """Persons and collectives in printed order; the number of each."""
    raw, starts = people.raw, people.starts
    records = raw.record[starts]
    place = counted(records)
    kinds = held_or(attribute_of_list(raw, "At/@Type", starts), "authors")
    orcids, as_printed, others = _identifiers(people)
    shaped.put("author", records, [
        numbers(place, pa.int32()), kinds, *(people.one(n) for n in _NAMES),
        people.one("CollectiveName"), strings(orcids), strings(others), yes(people.one("@ValidYN")),
        yes(people.one("@EqualContrib")), strings(as_printed), people.one("CollectiveName/@Investigators"),
    ])  # fmt: skip
    for name, column in (("CollectiveName", "collective_name"), ("Suffix", "suffix")):
        rows = raw.rows(f"Author/{name}")
        shaped.keep_markup(f"author.{column}", raw, f"Author/{name}", rows, place[people.person[rows]])
    return place


def _investigators(shaped: Shaped, people: _Persons) -> Any:
    """Members of a group, and persons a text is about; the number of each member."""
    raw, starts, subjects = people.raw, people.starts, shaped.raw["subject"]
    names = tuple(f"PersonalNameSubject/{n}" for n in _NAMES)
    rows = subjects.rows(*names)
    records = [subjects.record[rows], raw.record[starts]]
    order = in_order(records)
    by_record = np.concatenate(records)[order]
    number = counted(by_record)
    orcids, as_printed, others = _identifiers(people)
    identifiers = [
        "; ".join(v for v in (o and f"ORCID:{p or o}", other) if v) or None
        for o, p, other in zip(orcids, as_printed, others, strict=True)
    ]
    nothing = pa.nulls(len(rows), pa.string())
    lists = [[constant("subject", len(rows)), constant("investigator", len(starts))]]
    lists += [[subjects.take(f"PersonalNameSubject/{n}", rows), people.one(n)] for n in _NAMES]
    lists += [[nothing, strings(identifiers)],
              [pa.nulls(len(rows), pa.bool_()), yes(people.one("@ValidYN"))],
              [nothing, attribute_of_list(raw, "At/@ID", starts)]]  # fmt: skip
    shaped.put("investigator", by_record, [
        numbers(number, pa.int32()), *(at(joined(parts), order) for parts in lists)
    ])  # fmt: skip
    own: Any = np.empty(len(order), np.int64)
    own[order] = number
    return own[len(rows) :]


def _identifiers(people: _Persons) -> tuple[list[Any], list[Any], list[Any]]:
    """By person: (ORCID, how it was printed where that differs, any other as source:value)."""
    n_persons = len(people.starts)
    orcids: list[str | None] = [None] * n_persons
    printed: list[str | None] = [None] * n_persons
    others: list[str | None] = [None] * n_persons
    field = f"{people.element}/Identifier"
    rows = people.raw.rows(field)
    held = zip(people.person[rows].tolist(), people.raw.take(field, rows).to_pylist(),
               people.raw.take(f"{field}/@Source", rows).to_pylist(), strict=True)  # fmt: skip
    for owner, value, source in held:
        orcid = orcid_of(value) if (source or "").upper() == "ORCID" else None
        if orcid and orcids[owner] is None:
            orcids[owner] = orcid
            printed[owner] = None if value == orcid else value
        else:
            others[owner] = "; ".join(filter(None, (others[owner], f"{source or ''}:{value}")))
    return orcids, printed, others


def _affiliations(shaped: Shaped, kind: str, people: _Persons, place: Any) -> tuple[Any, list[Any]]:
    """(record of each row, columns of `affiliation`) for the affiliations of one kind of person."""
    raw = shaped.raw[f"{kind}_affiliation"]
    infos = raw.parents()
    first = np.flatnonzero(np.diff(infos, prepend=-1))
    rows = raw.rows("Affiliation")
    places: Any = np.full(len(first), -1, np.int64)
    places[infos[rows[::-1]]] = rows[::-1]
    texts = raw.take("Affiliation", places)
    marks: list[str | None] = [None] * len(first)
    rows = raw.rows("Identifier")
    for owner, value, source in zip(infos[rows].tolist(), raw.take("Identifier", rows).to_pylist(),
                                    raw.take("Identifier/@Source", rows).to_pylist(), strict=True):  # fmt: skip
        marks[owner] = "; ".join(filter(None, (marks[owner], f"{source}:{value}")))
    owner = matched(tuple(level[first] for level in raw.levels[:-1]),
                    tuple(level[people.starts] for level in people.raw.levels))  # fmt: skip
    in_person = counted(owner)
    number = place[owner] if len(place) else owner
    kept = raw.rows("Affiliation")
    shaped.keep_markup(f"affiliation.{kind}", raw, "Affiliation", kept, number[infos[kept]])
    return raw.record[first], [
        constant(kind, len(first)), numbers(number, pa.int32()), numbers(in_person, pa.int32()),
        held_or(texts, ""), strings(marks),
    ]  # fmt: skip
