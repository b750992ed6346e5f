"""Authors, editors, investigators and the persons a text is about."""

from __future__ import annotations

import re
from typing import Any

from evidence.sources.pubmed.markup import text_of
from evidence.sources.pubmed.rows import Rows

_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)")


def read_authors(element: Any, rows: Rows, record: dict[str, Any]) -> None:
    """AuthorList: persons and collectives in printed order, with affiliations."""
    kind = element.get("Type") or "authors"
    number = record.get("_n_authors", 0)
    for author in element:
        if author.tag != "Author":
            continue
        name = _names(author)
        orcid, other = _identifiers(author)
        rows.add("author", (
            number, kind, *name, text_of(author.find("CollectiveName")), orcid, other,
            _yes(author.get("ValidYN")), _yes(author.get("EqualContrib")),
        ))  # fmt: skip
        _read_affiliations(author, "author", number, rows)
        number += 1
    record["_n_authors"] = number


def read_investigators(element: Any, rows: Rows, record: dict[str, Any]) -> None:
    """InvestigatorList: members of a group."""
    _read_people(element, "investigator", rows, record)


def read_subjects(element: Any, rows: Rows, record: dict[str, Any]) -> None:
    """PersonalNameSubjectList: persons a text is about."""
    _read_people(element, "subject", rows, record)


def _read_people(element: Any, role: str, rows: Rows, record: dict[str, Any]) -> None:
    number = record.get("_n_people", 0)
    for person in element:
        orcid, other = _identifiers(person)
        identifier = "; ".join(v for v in (orcid and f"ORCID:{orcid}", other) if v) or None
        rows.add(
            "investigator", (number, role, *_names(person), identifier, _yes(person.get("ValidYN")))
        )
        _read_affiliations(person, "investigator", number, rows)
        number += 1
    record["_n_people"] = number


def _names(person: Any) -> tuple[str | None, ...]:
    return tuple(text_of(person.find(n)) for n in ("LastName", "ForeName", "Initials", "Suffix"))


def _identifiers(person: Any) -> tuple[str | None, str | None]:
    """(ORCID, any other identifier as source:value)."""
    orcid, others = None, []
    for found in person.findall("Identifier"):
        value, source = text_of(found) or "", found.get("Source") or ""
        match = _ORCID.search(value) if source.upper() == "ORCID" else None
        if match and orcid is None:
            orcid = "-".join(match.groups()).upper()
        elif value:
            others.append(f"{source}:{value}")
    return orcid, "; ".join(others) or None


def _read_affiliations(person: Any, kind: str, number: int, rows: Rows) -> None:
    for place, info in enumerate(person.findall("AffiliationInfo")):
        text = text_of(info.find("Affiliation"))
        marks = [f"{i.get('Source')}:{text_of(i)}" for i in info.findall("Identifier")]
        if text or marks:
            rows.add("affiliation", (kind, number, place, text or "", "; ".join(marks) or None))


def _yes(value: str | None) -> bool | None:
    return None if value is None else value == "Y"
