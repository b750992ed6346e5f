"""What E-utilities answered, believed only when its counts are right. Pure: elements in, values out.

Formats: NLM, DTDs esearch 20060628, epost 20090526 and PubmedArticleSet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from evidence.sources.pubmed.answer_form import AnswerError

CEILING = 9999
"""ESearch gives no more ids of one PubMed search than this."""


@dataclass(frozen=True, slots=True)
class History:
    """Where the history server keeps a set of ids."""

    web_env: str
    query_key: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of a search: how many records in all, the ids of this page, and remarks.

    `translation` is the query as the service understood it; None where it does not
    say. `warnings` are its error and warning lists, one ``kind: text`` each.
    """

    count: int
    pmids: tuple[int, ...]
    translation: str | None
    warnings: tuple[str, ...]
    history: History | None = None


@dataclass(frozen=True, slots=True)
class RecordsAnswer:
    """A whole PubmedArticleSet: its bytes, the PMIDs in it, and those asked for and not in it."""

    content: bytes
    pmids: tuple[int, ...]
    missing: tuple[int, ...]


def search_answer(root: Any, retmax: int, ceiling: int = CEILING) -> SearchAnswer:
    """A search's first page, if it gives as many ids as it promises. Raises AnswerError."""
    count = _number(root.findtext("Count"), "Count")
    pmids = tuple(_number(i.text, "Id") for i in root.iterfind("IdList/Id"))
    promised = min(retmax, count, ceiling)
    if len(pmids) != promised:
        raise AnswerError(f"promised {promised} ids of {count} and gave {len(pmids)}")
    if len(set(pmids)) != len(pmids):
        raise AnswerError("gave an id twice")
    web_env = root.findtext("WebEnv")
    history = None
    if web_env:
        history = History(web_env, _number(root.findtext("QueryKey"), "QueryKey"))
    translation = root.findtext("QueryTranslation")
    return SearchAnswer(count, pmids, translation, tuple(_remarks(root)), history)


def history_answer(root: Any) -> History:
    """Where posted ids are kept. Raises AnswerError."""
    web_env = root.findtext("WebEnv")
    if not web_env:
        raise AnswerError("no WebEnv in the answer")
    return History(web_env, _number(root.findtext("QueryKey"), "QueryKey"))


def records_answer(root: Any, content: bytes, asked: Collection[int]) -> RecordsAnswer:
    """A set of records, if each is there once and none that nobody asked for.

    Raises AnswerError.
    """
    pmids = tuple(_pmids(root))
    strangers = sorted(set(pmids) - set(asked))
    if strangers:
        raise AnswerError(f"{len(strangers)} records that were not asked for, as {strangers[0]}")
    twice = [pmid for pmid, n in Counter(pmids).items() if n > 1]
    if twice:
        raise AnswerError(f"record {min(twice)} twice in one answer")
    present = set(pmids)
    return RecordsAnswer(content, pmids, tuple(p for p in asked if p not in present))


def _pmids(root: Any) -> Iterable[int]:
    """The PMID of each record; comments and references have their own, which are not read."""
    for child in root.iterchildren("PubmedArticle", "PubmedBookArticle"):
        pmid = child.findtext("MedlineCitation/PMID") or child.findtext("BookDocument/PMID")
        yield _number(pmid, "PMID")


def _remarks(root: Any) -> Iterable[str]:
    for name in ("ErrorList", "WarningList"):
        for entry in root.iterfind(f"{name}/*"):
            yield f"{entry.tag}: {(entry.text or '').strip()}"


def _number(text: str | None, what: str) -> int:
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit()):
        raise AnswerError(f"no number in {what}")
    return int(text)
