"""A cheap first look: may a text hold one of many variants at all? (pure)

No variant that stands in a text is ever missed; some texts pass that hold none,
and the full matcher decides about those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LENGTH = 9
_SEPARATORS = bytes(
    byte if (97 <= byte <= 122) or (48 <= byte <= 57) else 32 for byte in range(256)
)


class ScopeFilter:
    """Tells texts that may hold one of its variants from those that cannot.

    A variant is looked for by the first letters of all its words, in any order.

    >>> scope = ScopeFilter(["diabetic neuropath*"])
    >>> scope.may_hold("Neuropathy of diabetic feet"), scope.may_hold("Diabetic retinopathy")
    (True, False)
    """

    def __init__(self, variants: Iterable[str]) -> None:
        self._needed: dict[bytes, list[frozenset[bytes]]] = {}
        self._short: list[str] = []
        for variant in variants:
            self._add(variant)
        self._keys = frozenset(self._needed)

    def _add(self, variant: str) -> None:
        words = re.findall(r"\*?[^\W_]+\*?", variant.lower())
        last = words[-1]
        forms = [words]
        if "*" not in last and len(last) < _LENGTH:  # the last word may stand in the plural
            forms.append([*words[:-1], f"{last}s"])
        for form in forms:
            starts = {start for word in form if (start := _start(word))}
            if not starts:
                self._short += [min(form, key=len).strip("*")]
                return
            key = max(starts, key=lambda s: (len(s), s))
            self._needed.setdefault(key, []).append(frozenset(starts - {key}))

    def may_hold(self, text: str) -> bool:
        """Whether the text may hold a variant; False is certain."""
        lower = text.lower()
        letters = lower.encode("ascii", "replace").translate(_SEPARATORS)
        found = {word[:_LENGTH] for word in letters.split()}
        if any(others <= found for key in self._keys & found for others in self._needed[key]):
            return True
        return any(part in lower for part in self._short)


def _start(word: str) -> bytes | None:
    """The first letters that every form of a word begins with; None where that says too little."""
    if word.startswith("*") or not word.isascii():
        return None
    stem = word.rstrip("*")
    return stem[:_LENGTH].encode() if len(stem) >= _LENGTH or stem == word else None
