"""The part of the MeSH tree below the headings our strategies use: what explosion adds.

``mesh_tree.txt`` has a heading a line and, indented, those right below it; publication
types too. Only what is known to us: a heading that is not there explodes to itself.
"""

from __future__ import annotations

from pathlib import Path


def _narrower() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for line in Path(__file__).with_name("mesh_tree.txt").read_text().splitlines():
        if line.startswith(" "):
            found[heading].append(line.strip().casefold())
        else:
            heading = line.strip().casefold()
            found.setdefault(heading, [])
    return found


_NARROWER = _narrower()


def exploded(heading: str) -> set[str]:
    """A heading (lower case) and all below it.

    >>> sorted(exploded("meridians"))
    ['acupuncture points', 'meridians']
    """
    found: set[str] = set()
    waiting = [heading]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _NARROWER.get(one, [])
    return found


def is_known(heading: str) -> bool:
    """Whether a heading (lower case) has a place in this part of the tree."""
    return heading in _NARROWER or any(heading in narrow for narrow in _NARROWER.values())
