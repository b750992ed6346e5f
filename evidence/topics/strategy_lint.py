"""What is wrong with a PubMed query before it is sent (pure).

Rules: NLM, PubMed User Guide (search field tags; combining terms; truncation;
phrase searching; proximity). PubMed reads operators from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TAGS = frozenset({
    "ab", "ad", "affiliation", "aid", "all", "all fields", "au", "author", "cois", "crdt", "create date",
    "dcom", "dp", "edat", "entry date", "filter", "jour", "journal", "la", "language", "lr", "majr",
    "mdat", "mesh", "mesh major topic", "mesh subheading", "mesh terms", "mh", "mhda", "nm",
    "other term", "ot", "pa", "pdat", "pmid", "pt", "publication date", "publication type", "rn", "sb",
    "sh", "si", "subheading", "subset", "ta", "text word", "ti", "tiab", "title", "title/abstract",
    "tt", "tw", "uid",
})  # fmt: skip
_HEADING_TAGS = frozenset({"mh", "mesh", "mesh terms", "majr", "mesh major topic"})
_NEAR = re.compile(r"(?:ti|title|tiab|title/abstract|ad|affiliation):~\d+")
_TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|[()]|[^\s()"\[\]]+')
_OPERATORS = ("AND", "OR", "NOT")
_LEAST_LETTERS = 4
_STOP_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it", "of", "on",
    "or", "that", "the", "to", "was", "with",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong, and how to mend it."""

    what: str
    mend: str


@dataclass(slots=True)
class _Level:
    """What stands between one pair of brackets."""

    operators: set[str] = field(default_factory=set)
    is_open: bool = True  # waiting for a term


def remarks(query: str, mesh_headings: frozenset[str] = frozenset()) -> tuple[Remark, ...]:
    """All that is wrong with a query; `mesh_headings` are those known, in lower case.

    >>> [r.what for r in remarks("(sciatica[tiab] OR pain[tiab]")]
    ['a bracket is opened and not closed']
    >>> remarks('("Sciatica"[mh] OR sciatica[tiab]) AND acupunctur*[tiab]')
    ()
    """
    if not query.strip():
        return (Remark("the query is empty", "write one"),)
    if re.search("[“”„«»]", query):
        return (Remark("a typographic quotation mark", 'PubMed wants the straight ", write that'),)
    if query.count('"') % 2:
        return (Remark("a quotation mark is opened and not closed", "close it"),)
    tokens = _joined(_TOKEN.findall(query))
    found = (*_brackets(tokens), *_structure(tokens), *_terms(tokens, mesh_headings))
    return tuple(dict.fromkeys(found))


def _joined(tokens: list[str]) -> list[str]:
    """Tokens with the unquoted words of one term put together."""
    joined: list[str] = []
    for token in tokens:
        is_word = token[0] not in '"[()' and token.upper() not in _OPERATORS
        if is_word and joined and _is_bare(joined[-1]):
            joined[-1] += f" {token}"
        else:
            joined.append(token)
    return joined


def _is_bare(token: str) -> bool:
    return token[0] not in '"[()' and token.upper() not in _OPERATORS


def _brackets(tokens: list[str]) -> Iterator[Remark]:
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if depth < 0:
            yield Remark("a bracket is closed that was not opened", "take it out")
            return
    if depth:
        yield Remark("a bracket is opened and not closed", "close it")
    if any(token in ("[", "]") for token in tokens):
        yield Remark("a square bracket has no partner", "close the field tag")


def _structure(tokens: list[str]) -> Iterator[Remark]:
    """Operators: side by side, missing, dangling, not in capitals."""
    levels = [_Level()]
    for token in tokens:
        level = levels[-1]
        if token in _OPERATORS:
            yield from _operator(level, token)
        elif token.upper() in _OPERATORS:
            yield Remark(f"the operator {token!r} is not in capitals", f"write {token.upper()}")
        elif token == ")" and len(levels) > 1:
            if level.is_open:
                yield Remark("a bracket closes where a term should stand", "add the term")
            levels.pop()
            levels[-1].is_open = False
        elif not token.startswith("[") and token != ")":
            if not level.is_open:
                yield Remark(f"there is no operator before {token}", "write AND or OR")
            level.is_open = False
            if token == "(":
                levels.append(_Level())
    if levels[0].is_open:
        yield Remark("the query ends where a term should stand", "add the term")


def _operator(level: _Level, token: str) -> Iterator[Remark]:
    if level.is_open:
        yield Remark(f"there is no term before {token}", "add the term, or take the operator out")
    level.is_open = True
    n_before = len(level.operators)
    level.operators.add("OR" if token == "OR" else "AND")
    if n_before == 1 and len(level.operators) == 2:
        yield Remark(
            "AND or NOT and OR stand side by side, and PubMed reads from left to right",
            "put each OR group in brackets",
        )


def _terms(tokens: list[str], mesh_headings: frozenset[str]) -> Iterator[Remark]:
    for token, following in zip(tokens, [*tokens[1:], ""]):
        if token.startswith("["):
            tag = token[1:-1].strip().casefold()
            if tag.removesuffix(":noexp") not in TAGS and not _NEAR.fullmatch(tag):
                yield Remark(f"{token} is no field tag of PubMed", "use one such as [tiab] or [mh]")
        elif token not in "()" and token.upper() not in _OPERATORS:
            tag = following[1:-1].strip().casefold() if following.startswith("[") else ""
            yield from _term(token, tag, mesh_headings)


def _term(token: str, tag: str, mesh_headings: frozenset[str]) -> Iterator[Remark]:
    bare = token.strip('"').strip()
    if not tag:
        yield Remark(f"{token} has no field tag, so PubMed would map it by itself", "add [tiab]")
    if tag.removesuffix(":noexp") in _HEADING_TAGS:
        yield from _heading(token, bare, mesh_headings)
        return
    if re.search(r"\*(?=.)", bare):
        yield Remark(f"{token} is truncated inside", "PubMed truncates at the end of a term only")
    if bare.endswith("*") and len(re.split(r"[^\w]+", bare.rstrip("*"))[-1]) < _LEAST_LETTERS:
        yield Remark(f"{token} has fewer than four letters before *", "write more of the word")
    if bare.endswith("*") and _NEAR.fullmatch(tag):
        yield Remark(f"{token} is truncated in a proximity search", "write the word out")
    if re.search(r"[=&;?!#$%{}<>]", bare):
        yield Remark(f"{token} holds a sign PubMed does not search", "take it out")
    words = re.findall(r"[^\W_]+", bare.casefold())
    if all(word in _STOP_WORDS for word in words):
        yield Remark(f"{token} holds no word PubMed searches", "write the words meant")


def _heading(token: str, bare: str, mesh_headings: frozenset[str]) -> Iterator[Remark]:
    if "*" in bare:
        yield Remark(f"{token} truncates a MeSH heading", "write the heading out")
    elif mesh_headings and bare.split("/")[0].casefold() not in mesh_headings:
        yield Remark(f"{token} is no MeSH heading of concepts.toml",
                     "add it to a concept, or mend its spelling")  # fmt: skip
