"""What differs between two sentences, word by word (pure)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Part = tuple[str, str]
_ANCHOR = 2
_TOKEN = re.compile(r"\S+\s*")


def word_diff(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """(parts of before, parts of after): each part is ("same" or "changed", text).

    The texts of the parts, joined, are the two sentences without white space before them.

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
        kind = "same" if what == "equal" and _is_anchor(a1, a2, len(old)) else "changed"
        _add(left, kind, "".join(old[a1:a2]))
        _add(right, kind, "".join(new[b1:b2]))
    return left, right


def _is_anchor(start: int, end: int, size: int) -> bool:
    """Two words or more, or at either end: a lone word in the middle is no sign of one thought."""
    return end - start >= _ANCHOR or start == 0 or end == size


def _add(parts: list[Part], kind: str, text: str) -> None:
    if text and parts and parts[-1][0] == kind:
        parts[-1] = (kind, parts[-1][1] + text)
    elif text:
        parts.append((kind, text))
