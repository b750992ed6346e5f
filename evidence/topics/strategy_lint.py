"""What is wrong with a PubMed query before it is sent (pure).

Rules: NLM, PubMed User Guide (search field tags; combining terms; truncation;
phrase searching). PubMed reads operators from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAGS = frozenset({
    "tiab", "title/abstract", "ti", "title", "tw", "text word", "mh", "mesh", "mesh terms", "mesh:noexp",
    "mh:noexp", "majr", "mesh major topic", "majr:noexp", "sh", "pt", "publication type", "la", "language", "dp",
    "pdat", "edat", "crdt", "mdat", "lr", "pmid", "uid", "au", "ta", "jour", "journal", "sb", "filter", "ad",
    "nm", "rn", "ot", "all fields", "all", "dcom", "tiab:~0", "tiab:~2", "tiab:~3", "tiab:~5", "ab", "pa",
})  # fmt: skip
_TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|[()]|[^\s()"\[\]]+')
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong, and how to mend it."""

    what: str
    mend: str


def remarks(query: str, mesh_headings: frozenset[str] = frozenset()) -> tuple[Remark, ...]:
    """All that is wrong with a query; `mesh_headings` are those known, in lower case.

    >>> [r.what for r in remarks("(sciatica[tiab] OR pain[tiab]")]
    ['a bracket is opened and not closed']
    >>> remarks('("Sciatica"[mh] OR sciatica[tiab]) AND acupunctur*[tiab]')
    ()
    """
    if query.count('"') % 2:
        return (Remark("a quotation mark is opened and not closed", "close it"),)
    tokens = _TOKEN.findall(query)
    return (*_brackets(tokens), *_mixed_levels(tokens), *_terms(tokens, mesh_headings))


def _brackets(tokens: list[str]) -> Iterator[Remark]:
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if depth < 0:
            yield Remark("a bracket is closed that was not opened", "take it out")
            return
    if depth:
        yield Remark("a bracket is opened and not closed", "close it")


def _mixed_levels(tokens: list[str]) -> Iterator[Remark]:
    """AND and OR side by side: PubMed reads from left to right, people do not."""
    levels: list[set[str]] = [set()]
    for token in tokens:
        if token == "(":
            levels.append(set())
        elif token == ")" and len(levels) > 1:
            levels.pop()
        elif token in _OPERATORS:
            levels[-1].add("OR" if token == "OR" else "AND")
            if len(levels[-1]) == 2:
                yield Remark(
                    "AND or NOT and OR stand side by side", "put each OR group in brackets"
                )
                return
        elif token.upper() in _OPERATORS:
            yield Remark(f"the operator {token!r} is not in capitals", f"write {token.upper()}")


def _terms(tokens: list[str], mesh_headings: frozenset[str]) -> Iterator[Remark]:
    previous = ""
    for token in tokens:
        if token.startswith("["):
            tag = token[1:-1].strip().casefold()
            if tag not in TAGS:
                yield Remark(f"{token} is no field tag of PubMed", "use one such as [tiab] or [mh]")
            elif tag.startswith(("mh", "mesh", "majr")) and mesh_headings:
                yield from _heading(previous, mesh_headings)
        elif token not in "()" and token not in _OPERATORS:
            yield from _term(token)
            previous = token


def _heading(term: str, mesh_headings: frozenset[str]) -> Iterator[Remark]:
    name = term.strip('"').split("/")[0].casefold()
    if name not in mesh_headings:
        yield Remark(
            f"{term} is no MeSH heading of concepts.toml",
            "add it to a concept, or mend its spelling",
        )


def _term(token: str) -> Iterator[Remark]:
    bare = token.strip('"')
    if "*" in bare[:-1]:
        yield Remark(f"{token} is truncated inside", "PubMed truncates at the end of a word only")
    stem = bare.rstrip("*").rsplit(maxsplit=1)
    if bare.endswith("*") and stem and len(stem[-1]) < 4 and len(bare) < 5:
        yield Remark(f"{token} has fewer than four letters before *", "write more of the word")
    if re.search(r"[=&;?!]", bare):
        yield Remark(f"{token} holds a sign PubMed does not search", "take it out")
