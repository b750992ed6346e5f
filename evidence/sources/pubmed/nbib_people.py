"""Authors, editors and investigators of a MEDLINE-format entry, with what is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence.sources.pubmed.nbib_entry import Entry
from evidence.sources.pubmed.people import orcid_of
from evidence.sources.pubmed.rows import Rows

_SUFFIX = re.compile(r" (Jr|Sr|[IVX]{2,4}|V|\d(?:st|nd|rd|th))$")
# The tag of a full name, with those of the short one, identifiers and affiliations.
_KINDS = {"FAU": ("AU", "AUID", "AD"), "FED": ("ED", "EDID", "AD"), "FIR": ("IR", "IRID", "IRAD")}


@dataclass(slots=True)
class _Person:
    tag: str
    name: str
    short: str | None = None
    is_short_alone: bool = False
    identifiers: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)


def add_people(entry: Entry, rows: Rows) -> None:
    """Authors and collectives in printed order, editors; subjects, investigators."""
    number = 0
    for person in _people(entry):
        if person.tag == "FIR":
            continue
        kind = "editors" if person.tag == "FED" else "authors"
        orcid, printed, other = _identifiers(person)
        is_group = person.tag == "CN"
        name = (None,) * 4 if is_group else _names(person)
        group = person.name if is_group else None
        rows.add("author", (number, kind, *name, group, orcid, other, None, None, printed, None))
        _add_affiliations(rows, "author", number, person)
        number += 1
    subjects = [_Person("FPS", name) for name in entry.all("FPS") or entry.all("PS")]
    members = [person for person in _people(entry) if person.tag == "FIR"]
    for number, person in enumerate((*subjects, *members)):
        role = "subject" if person.tag == "FPS" else "investigator"
        orcid, printed, other = _identifiers(person)
        held = "; ".join(v for v in (orcid and f"ORCID:{printed or orcid}", other) if v) or None
        rows.add("investigator", (number, role, *_names(person), held, None, None))
        _add_affiliations(rows, "investigator", number, person)


def _people(entry: Entry) -> Iterator[_Person]:
    """Each person with the lines that follow its name and are its own."""
    has_full = {full for full in _KINDS if entry.all(full)}
    by_short = {short: full for full, (short, _, _) in _KINDS.items()}
    person: _Person | None = None
    for tag, value in entry.values:
        if not value:
            continue
        full = tag if tag in _KINDS else by_short.get(tag)
        if tag == "CN" or (full and (tag == full or full not in has_full)):
            if person is not None:
                yield person
            person = _Person("CN" if tag == "CN" else str(full), value,
                             value if tag in by_short else None, tag in by_short)  # fmt: skip
        elif person is not None and full == person.tag:
            person.short = person.short or value
        elif person is not None and person.tag in _KINDS:
            _, identifier, affiliation = _KINDS[person.tag]
            if tag == identifier:
                person.identifiers.append(value)
            elif tag == affiliation:
                person.affiliations.append(value)
    if person is not None:
        yield person


def _names(person: _Person) -> tuple[str | None, str | None, str | None, str | None]:
    """(last name, fore name, initials, suffix): ``Smith, John A Jr`` with ``Smith JA Jr``."""
    name, short = person.name, person.short or ""
    suffix = _SUFFIX.search(name)
    # A lone V after the comma is a fore name: a suffix has initials before it.
    rest = short.removeprefix(name.partition(", ")[0]).split()
    if suffix and len(rest) != 1 and short.endswith(suffix[0] if short else ""):
        name, short = name[: suffix.start()], short.removesuffix(suffix[0])
    else:
        suffix = None
    last, comma, fore = name.partition(", ")
    if not comma and person.is_short_alone:
        last, _, end = name.rpartition(" ")
        return last or name, None, end if last else None, suffix and suffix[1]
    initials = short.removeprefix(last).strip() or None
    return last, fore or None, initials, suffix and suffix[1]


def _identifiers(person: _Person) -> tuple[str | None, str | None, str | None]:
    """(ORCID, how it was printed where that differs, any other as source:value)."""
    orcid = printed = None
    others: list[str] = []
    for text in person.identifiers:
        source, _, value = text.partition(": ")
        found = orcid_of(value) if source.upper() == "ORCID" else None
        if found and orcid is None:
            orcid, printed = found, None if value == found else value
        else:
            others.append(f"{source}:{value}")
    return orcid, printed, "; ".join(others) or None


def _add_affiliations(rows: Rows, kind: str, number: int, person: _Person) -> None:
    for place, text in enumerate(person.affiliations):
        rows.add("affiliation", (kind, number, place, text, None))
