"""What a query finds among the records held, and how PubMed would say that it understood it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from tests.eutils.mesh import exploded, is_known
from tests.eutils.query import Both, Earlier, Group, Node, Range, Term
from tests.eutils.records import LANGUAGES, Record
from tests.eutils.text import STOP_WORDS, needle, within, words

# Tag as written (lower case) -> field of a record; names as in einfo and PubMed's help.
_TAGS = {
    "ti": "ti", "title": "ti", "ab": "ab", "tiab": "tiab", "title/abstract": "tiab", "tw": "tw",
    "word": "tw", "text word": "tw", "text words": "tw", "ot": "ot", "other term": "ot", "tt": "tt",
    "transliterated title": "tt", "ad": "ad", "affl": "ad", "affiliation": "ad", "all": "all",
    "all fields": "all", "mh": "mh", "mesh": "mh", "mesh terms": "mh", "majr": "majr",
    "mesh major topic": "majr", "sh": "sh", "subh": "sh", "mesh subheading": "sh",
    "subheading": "sh", "pt": "pt", "ptyp": "pt", "publication type": "pt", "la": "la",
    "lang": "la", "language": "la", "ta": "ta", "jour": "ta", "journal": "ta", "so": "ta",
    "au": "au", "auth": "au", "author": "au", "fau": "au", "full author name": "au", "1au": "au",
    "sb": "sb", "subset": "sb", "filter": "sb", "filt": "sb", "nm": "nm", "subs": "nm",
    "supplementary concept": "nm", "rn": "rn", "ecno": "rn", "ec/rn number": "rn", "vi": "vi",
    "vol": "vi", "volume": "vi", "ip": "ip", "iss": "ip", "issue": "ip", "pg": "pg", "page": "pg",
    "pagination": "pg", "pl": "pl", "place of publication": "pl", "gr": "gr",
    "si": "si", "cois": "cois", "pa": "pa", "lid": "lid",
    "aid": "lid", "doi": "lid", "pmc": "lid", "pmcid": "lid", "pmid": "uid", "uid": "uid",
    "dp": "pdat", "pdat": "pdat", "date - publication": "pdat", "publication date": "pdat",
    "ppdt": "ppdt", "epdt": "epdt", "edat": "edat", "date - entry": "edat", "entrez date": "edat",
    "entry date": "edat", "crdt": "crdt", "date - create": "crdt", "create date": "crdt",
    "mhda": "mhda", "date - mesh": "mhda", "lr": "mdat", "mdat": "mdat",
    "date - modification": "mdat", "modification date": "mdat", "dcom": "cdat", "cdat": "cdat",
    "date - completion": "cdat", "completion date": "cdat",
}  # fmt: skip
_NAMES = {
    "ti": "Title", "ab": "Abstract", "tiab": "Title/Abstract", "tw": "Text Word", "ot": "Other Term",
    "tt": "Transliterated Title", "ad": "Affiliation", "all": "All Fields", "mh": "MeSH Terms",
    "majr": "MeSH Major Topic", "sh": "MeSH Subheading", "pt": "Publication Type",
    "la": "Language", "ta": "Journal", "au": "Author", "sb": "Filter",
    "nm": "Supplementary Concept", "rn": "EC/RN Number", "vi": "Volume", "ip": "Issue",
    "pg": "Pagination", "pl": "Place of Publication", "gr": "Grants and Funding",
    "si": "Secondary Source ID", "cois": "Conflict of Interest Statements",
    "pa": "Pharmacological Action", "lid": "Location ID", "uid": "UID", "pdat": "Date - Publication",
    "ppdt": "Print Publication Date", "epdt": "Electronic Publication Date",
    "edat": "Date - Entry", "crdt": "Date - Create", "mhda": "Date - MeSH",
    "mdat": "Date - Modification", "cdat": "Date - Completion",
}  # fmt: skip
_TEXTS = frozenset({"ti", "ab", "tiab", "tw", "ot", "tt", "ad", "cois", "all"})
_DATES = frozenset({"pdat", "ppdt", "epdt", "edat", "crdt", "mhda", "mdat", "cdat"})
_TRANSLATED = frozenset({"mh", "majr", "ta", "pt", "la", "sh"})


@dataclass
class Findings:
    """What a query finds: PMIDs, its translation, and remarks as PubMed sorts them."""

    pmids: set[int] = field(default_factory=set)
    translation: str = ""
    translations: list[tuple[str, str]] = field(default_factory=list)
    phrases_not_found: list[str] = field(default_factory=list)
    fields_not_found: list[str] = field(default_factory=list)
    phrases_ignored: list[str] = field(default_factory=list)
    quoted_not_found: list[str] = field(default_factory=list)


class Searcher:
    """Evaluates queries over records.

    `earlier` gives the ids of a search of the history; `seen` remembers terms as long
    as the records stay as they are.
    """

    def __init__(
        self,
        records: dict[int, Record],
        earlier: Callable[[int], Iterable[int]] = lambda _n: (),
        seen: dict[tuple[str, str, str, bool], set[int]] | None = None,
    ) -> None:
        self._records, self._earlier = records, earlier
        self._seen = {} if seen is None else seen
        self._found = Findings()

    def findings(self, node: Node | None) -> Findings:
        """Everything to say about a query."""
        self._found = Findings()
        if node is not None:
            self._found.pmids, self._found.translation = self._node(node)
        return self._found

    def dated(self, field_name: str, first: date, last: date) -> set[int]:
        """Records with a date in a span."""
        return {
            pmid for pmid, r in self._records.items()
            if any(first <= d <= last for d in r.dates[field_name])
        }  # fmt: skip

    def _node(self, node: Node) -> tuple[set[int], str]:
        if isinstance(node, Both):
            return self._both(node)
        if isinstance(node, Group):
            pmids, text = self._node(node.inside)
            return pmids, f"({text})" if isinstance(node.inside, Both) else text
        if isinstance(node, Range):
            return self._range(node)
        if isinstance(node, Earlier):
            return set(self._earlier(node.number)) & set(self._records), f"#{node.number}"
        return self._term(node) if node.tag else self._untagged(node)

    def _both(self, node: Both) -> tuple[set[int], str]:
        """From left to right, in a loop: a strategy can have thousands of terms."""
        steps: list[tuple[str, Node]] = []
        first: Node = node
        while isinstance(first, Both):
            steps.append((first.operator, first.right))
            first = first.left
        pmids, text = self._node(first)
        texts = [text]
        for operator, right in reversed(steps):
            others, text = self._node(right)
            pmids = {"AND": pmids & others, "OR": pmids | others, "NOT": pmids - others}[operator]
            texts += [operator, text]
        return pmids, " ".join(texts)

    def _range(self, node: Range) -> tuple[set[int], str]:
        name = _TAGS.get(node.tag.casefold(), "")
        text = f"{node.first}:{node.last}[{_NAMES.get(name, node.tag)}]"
        if name not in _DATES:
            self._found.fields_not_found.append(node.tag)
            return set(), text
        first, last = span_of(node.first), span_of(node.last)
        if first is None or last is None:
            return set(), text
        return self.dated(name, first[0], last[1]), text

    def _term(self, term: Term) -> tuple[set[int], str]:
        tag, _, modifier = (term.tag or "").casefold().partition(":")
        name = _TAGS.get(tag.strip())
        written = f'"{term.text}"[{term.tag}]' if term.is_quoted else f"{term.text}[{term.tag}]"
        if name is None:
            self._found.fields_not_found.append(term.tag or "")
            return self._untagged(Term(term.text, term.is_quoted, None))
        shown = f'"{term.text.casefold()}"[{_NAMES[name]}{":" + modifier if modifier else ""}]'
        if name in _TRANSLATED and not term.is_quoted:
            self._found.translations.append((written, shown))
        pmids = self._matching(name, term.text, modifier, is_quoted=term.is_quoted)
        if not pmids and name in _TEXTS | {"mh", "majr"}:
            if term.is_quoted:
                self._found.quoted_not_found.append(written)
            else:
                self._found.phrases_not_found.append(written)
        return pmids, shown

    def _matching(self, name: str, text: str, modifier: str, *, is_quoted: bool) -> set[int]:
        if name == "uid":
            return {int(n) for n in re.findall(r"\d+", text)} & set(self._records)
        if name in _DATES:
            span = span_of(text)
            return self.dated(name, *span) if span else set()
        key = (name, text, modifier, is_quoted)
        if key not in self._seen:
            if name in _TEXTS:
                self._seen[key] = self._text(name, text, modifier, is_quoted=is_quoted)
            else:
                term = " ".join(text.casefold().split())
                self._seen[key] = self._whole_terms(name, term, modifier)
        return self._seen[key]

    def _text(self, name: str, text: str, modifier: str, *, is_quoted: bool) -> set[int]:
        """Records with a phrase; of unquoted words that are no phrase here, with each of them."""
        texts = {pmid: r.texts[name] for pmid, r in self._records.items()}
        if modifier.startswith("~") and modifier[1:].isdigit():
            wanted, distance = words(text).split(), int(modifier[1:])
            return {p for p, t in texts.items() if within(t, wanted, distance)}
        phrase = _needle(text)
        found = {pmid for pmid, t in texts.items() if phrase in t}
        parts = text.split()
        if found or is_quoted or len(parts) < 2:
            return found
        needles = [_needle(part) for part in parts if part.casefold() not in STOP_WORDS]
        return {pmid for pmid, t in texts.items() if all(n in t for n in needles)}

    def _whole_terms(self, name: str, text: str, modifier: str) -> set[int]:
        """Records with a heading, type, journal or other whole term, exploded where PubMed does."""
        wanted = {text}
        if name in ("mh", "majr", "pt") and modifier != "noexp":
            wanted = exploded(text)
        if name in ("mh", "majr") and "/" in text:
            heading, _, qualifier = text.partition("/")
            narrower = {heading} if modifier == "noexp" else exploded(heading)
            wanted, name = {f"{h}/{qualifier}" for h in narrower}, "mh/"
        if name == "la":
            wanted |= {LANGUAGES.get(text, text)}
        if text.endswith("*"):
            stem = text.rstrip("*")
            return {
                p
                for p, r in self._records.items()
                if any(t.startswith(stem) for t in r.terms[name])
            }
        return {p for p, r in self._records.items() if not wanted.isdisjoint(r.terms[name])}

    def _untagged(self, term: Term) -> tuple[set[int], str]:
        """Automatic term mapping, as far as headings and all fields go."""
        text = term.text.casefold()
        as_written = {w.casefold(): w for w in term.text.split()}
        if term.is_quoted:
            pmids = self._matching("all", text, "", is_quoted=True)
            if not pmids:
                self._found.quoted_not_found.append(f'"{term.text}"')
            return pmids, f'"{text}"[All Fields]'
        parts = [w for w in text.split() if w not in STOP_WORDS]
        self._found.phrases_ignored += [w for w in text.split() if w in STOP_WORDS]
        if not parts:
            return set(self._records), ""
        found = [self._matching("all", part, "", is_quoted=True) for part in parts]
        for part, pmids in zip(parts, found, strict=True):
            if not pmids:
                self._found.phrases_not_found.append(as_written[part])
        every = set.intersection(*found)
        shown = " AND ".join(f'"{part}"[All Fields]' for part in parts)
        phrase = " ".join(parts)
        if "*" in phrase or not self._is_heading(phrase):
            return every, f"({shown})" if len(parts) > 1 else shown
        alternatives = [f'"{phrase}"[MeSH Terms]', f"({shown})" if len(parts) > 1 else shown]
        alternatives += [f'"{phrase}"[All Fields]'] if len(parts) > 1 else []
        said = " OR ".join(alternatives)
        self._found.translations.append((term.text, said))
        return every | self._whole_terms("mh", phrase, ""), f"({said})"

    def _is_heading(self, phrase: str) -> bool:
        return is_known(phrase) or any(phrase in r.terms["mh"] for r in self._records.values())


def span_of(text: str) -> tuple[date, date] | None:
    """First and last day that a date of PubMed's form can mean; None where it is none.

    >>> span_of("2020/02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    match = re.fullmatch(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        last = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, 1), date(year, month or 12, last)
    except ValueError:
        return None


def _needle(text: str) -> str:
    """A phrase to look up; PubMed truncates only with four letters or more before the ``*``."""
    is_truncated = text.endswith("*") and len(words(text)) >= 4
    return needle(text, is_truncated=is_truncated)
