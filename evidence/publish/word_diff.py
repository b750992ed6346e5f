"""What differs between two sentences, word by word (pure)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Part = tuple[str, str]
_TOKEN = re.compile(r"\S+\s*")


def word_diff(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """(parts of before, parts of after): each part is ("same" or "changed", text).

    The texts of the parts, joined, are the two sentences to the letter.

    >>> word_diff("Needles relieve pain.", "Needles may relieve pain.")[1]
    [('same', 'Needles '), ('changed', 'may '), ('same', 'relieve pain.')]
    """
    old, new = _TOKEN.findall(before.lstrip()), _TOKEN.findall(after.lstrip())
    matcher = SequenceMatcher(
        None, [t.strip() for t in old], [t.strip() for t in new], autojunk=False
    )
    left: list[Part] = []
    right: list[Part] = []
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        kind = "same" if what == "equal" else "changed"
        _add(left, kind, "".join(old[a1:a2]))
        _add(right, kind, "".join(new[b1:b2]))
    return left, right


def _add(parts: list[Part], kind: str, text: str) -> None:
    if text:
        parts.append((kind, text))
