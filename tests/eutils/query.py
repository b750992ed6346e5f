"""PubMed's query language: what is written, as a tree. Operators go from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    r'\s*(?:(?P<open>\()|(?P<close>\))|(?P<quoted>"[^"]*"?)|(?P<tag>\[[^\]]*\]?)'
    r"|(?P<colon>:)|(?P<word>[^\s()\"\[\]:]+(?::(?!\s)[^\s()\"\[\]:0-9][^\s()\"\[\]:]*)*))"
)
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Term:
    """Words with a field; `tag` is the tag as written, None where there is none."""

    text: str
    is_quoted: bool
    tag: str | None


@dataclass(frozen=True, slots=True)
class Range:
    """From one value of a field to another."""

    first: str
    last: str
    tag: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier search of the history (``#1``)."""

    number: int


@dataclass(frozen=True, slots=True)
class Both:
    """Two parts and the operator between them."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Group:
    """A part in parentheses."""

    inside: Node


Node = Term | Range | Earlier | Both | Group


def parsed_query(text: str) -> Node | None:
    """The tree of a query; None where it says nothing.

    >>> tree = parsed_query("a[ti] OR b[ti] AND c[ti]")
    >>> tree.operator, tree.left.operator
    ('AND', 'OR')
    """
    tokens = _terms(_tokens(text))
    node, _ = _expression(tokens, 0)
    return node


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            place += 1
            continue
        found.append((match.lastgroup or "", match[match.lastgroup or 0]))
        place = match.end()
    return found


def _terms(tokens: list[tuple[str, str]]) -> list[Node | str]:
    """Tokens with words, quotes, tags and colons joined into terms and ranges."""
    found: list[Node | str] = []
    words: list[str] = []

    def close_words(tag: str | None = None) -> None:
        if words:
            found.append(Term(" ".join(words), False, tag))
            words.clear()

    for kind, value in tokens:
        if kind == "word" and value in _OPERATORS:
            close_words()
            found.append(value)
        elif kind == "word" and re.fullmatch(r"#\d+", value):
            close_words()
            found.append(Earlier(int(value[1:])))
        elif kind == "word":
            words.append(value)
        elif kind == "quoted":
            close_words()
            found.append(Term(value.strip('"').strip(), True, None))
        elif kind == "tag":
            tag = value.strip("[]").strip()
            if words:
                close_words(tag)
            elif found and isinstance(found[-1], Term) and found[-1].tag is None:
                found[-1] = replace(found[-1], tag=tag)
        else:
            last = words.pop() if kind == "colon" and words else None
            close_words()
            found += [Term(last, False, None)] if last else []
            found.append({"open": "(", "close": ")", "colon": ":"}[kind])
    close_words()
    return _ranges(found)


def _ranges(items: list[Node | str]) -> list[Node | str]:
    found: list[Node | str] = []
    for item in items:
        if (
            len(found) >= 2
            and found[-1] == ":"
            and isinstance(found[-2], Term)
            and isinstance(item, Term)
        ):
            first = found[-2]
            found[-2:] = [Range(first.text, item.text, item.tag or first.tag or "all")]
        else:
            found.append(item)
    return [item for item in found if item != ":"]


def _expression(items: list[Node | str], place: int) -> tuple[Node | None, int]:
    """All up to a closing parenthesis or the end, each operator joining what came before."""
    left: Node | None = None
    operator = "AND"
    while place < len(items):
        item = items[place]
        place += 1
        if item == ")":
            break
        if isinstance(item, str) and item in _OPERATORS:
            operator = item
            continue
        operand: Node | None
        if item == "(":
            operand, place = _expression(items, place)
            operand = Group(operand) if operand is not None else None
        else:
            assert not isinstance(item, str)
            operand = item
        if operand is not None:
            left = operand if left is None else Both(operator, left, operand)
        operator = "AND"
    return left, place
