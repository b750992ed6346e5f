"""One entry of PubMed's MEDLINE format as tags and values, in their order.

Bio.Medline gathers values by tag, which loses whose affiliation or ORCID is whose,
and takes each further line of a long value for a value of its own; so lines are
read here. Tags: NLM, MEDLINE/PubMed Data Element (Field) Descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TAGGED = re.compile(r"^([A-Z][A-Z0-9]{0,4}) *- ?(.*)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """The tagged values of one record in order, and the line it begins on, from 1."""

    values: tuple[tuple[str, str], ...]
    line: int

    def all(self, tag: str) -> list[str]:
        """Every value of a tag that is not empty."""
        return [value for name, value in self.values if name == tag and value]

    def one(self, *tags: str) -> str | None:
        """The first value of the first of `tags` that has any; None for none."""
        return next((value for tag in tags for value in self.all(tag)), None)


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Entries in order: a PMID or an empty line begins the next; long values are unfolded."""
    held: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n").lstrip("\ufeff")
        found = _TAGGED.match(text)
        if held and (not text.strip() or (found and found[1] == "PMID")):
            yield Entry(tuple(held), first)
            held = []
        if found:
            first = first if held else number
            held.append((found[1], " ".join(found[2].split())))
        elif held and text.strip():
            tag, value = held[-1]
            held[-1] = tag, " ".join(f"{value} {text}".split())
    if held:
        yield Entry(tuple(held), first)
