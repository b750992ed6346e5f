"""Abbreviations defined within a report (Schwartz and Hearst, 2003)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from evidence.models import Section

_BRACKET: Final = re.compile(r"\(\s*([A-Za-z][\w/&+.-]{1,9})\s*[);,]")


def long_form(short: str, before: str) -> str | None:
    """The words before a bracket that spell out its short form; None where none do.

    >>> long_form("EA", "were treated with electroacupuncture")
    'electroacupuncture'
    """
    s, place = len(short) - 1, len(before) - 1
    while s >= 0:
        letter = short[s].lower()
        if not letter.isalnum():
            s -= 1
            continue
        while place >= 0 and (
            before[place].lower() != letter or (s == 0 and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
        s, place = s - 1, place - 1
    found = before[place + 1 :].strip()
    n_words = len(found.split())
    fits = len(found) > len(short) and n_words <= min(len(short) + 5, len(short) * 2)
    return found if fits else None


def abbreviations(sections: Sequence[Section]) -> Mapping[str, str]:
    """Short form to long form, first definition first, over title and abstract."""
    found: dict[str, str] = {}
    for section in sections:
        for match in _BRACKET.finditer(section.text):
            short = match[1].rstrip(".")
            if len(short) < 2 or not any(c.isupper() for c in short) or short in found:
                continue
            before = section.text[: match.start()].rstrip()
            n_words = min(len(short) + 5, len(short) * 2)
            window = " ".join(before.rsplit(None, n_words)[-n_words:])
            spelled = long_form(short, window)
            if spelled:
                found[short] = spelled
    return found
