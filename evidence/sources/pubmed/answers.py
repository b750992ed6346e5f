"""What E-utilities answered, believed only after a look at it. Pure: bytes in, values out.

The service sends errors with status 200, error pages as HTML or plain text where XML
was asked for, and JSON when the rate limit is passed. An answer counts when its root,
its completeness and its counts are right. Formats: NLM, DTDs esearch 20060628,
epost 20090526 and PubMedArticleSet.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

CEILING = 9999
"""ESearch gives no more ids of one PubMed search than this."""

_PERMANENT = re.compile(
    r"invalid db|api key|retstart|empty term|unknown (field|db)|id list is empty|empty id list",
    re.IGNORECASE,
)
_EXPIRED = re.compile(
    r"webenv|query_?key|unable to obtain query|history.*(expired|not found)|query #\d+",
    re.IGNORECASE,
)
_TRANSIENT_400 = re.compile(
    r"proxy_stream|failed to connect|PubOne|bad gateway|timed? ?out|unavailable|C\+\+ Exception"
    r"|backend failed|try again",
    re.IGNORECASE,
)
_RETRIED_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


class AnswerError(Exception):
    """An answer that cannot be believed. `reason` is one clear clause.

    `is_transient`: asking again may help. `is_expired`: the history server no longer
    knows the search. `is_limit`: too many requests. `is_damaged`: XML that is not whole.
    """

    def __init__(
        self,
        reason: str,
        *,
        is_transient: bool = True,
        is_expired: bool = False,
        is_limit: bool = False,
        is_damaged: bool = False,
    ) -> None:
        self.reason, self.is_transient = reason, is_transient
        self.is_expired, self.is_limit, self.is_damaged = is_expired, is_limit, is_damaged
        super().__init__(reason)


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


def checked_root(status: int, body: bytes, root_tag: str) -> Any:
    """The root element of an answer whose form is right. Raises AnswerError."""
    start = body.lstrip()[:200].lower()
    if start.startswith(b"{"):
        raise _json_error(status, body)
    if start.startswith((b"<!doctype html", b"<html")):
        raise AnswerError(
            f"an HTML page instead of XML (status {status}): {_page_words(body)}",
            is_transient=status < 400 or status in _RETRIED_STATUS,
        )
    root = _xml_root(body) if start.startswith(b"<") else None
    if status in _RETRIED_STATUS:
        raise AnswerError(f"status {status}", is_limit=status == 429)
    error = _error_text(root)
    if status != 200:
        raise _status_error(status, error)
    if not start:
        raise AnswerError("an empty answer")
    if root is None:
        raise AnswerError(_not_xml(body, start), is_damaged=start.startswith(b"<"))
    if error is not None:
        raise _reported_error(error)
    if root.tag != root_tag:
        raise AnswerError(f"<{root.tag}> instead of <{root_tag}>")
    return root


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


def _xml_root(body: bytes) -> Any:
    """The root of a well-formed document; None where it is cut off or no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def _not_xml(body: bytes, start: bytes) -> str:
    if not start.startswith(b"<"):
        return f"plain text instead of XML: {_words(body.decode('utf-8', 'replace'))}"
    return f"XML that is cut off or damaged ({len(body)} bytes)"


def _error_text(root: Any) -> str | None:
    """The text of an ERROR element at the top of an answer, whatever its root."""
    if root is None:
        return None
    texts = [_words("".join(e.itertext())) for e in root.iterfind("ERROR")]
    texts += [_words("".join(root.itertext()))] if root.tag == "ERROR" else []
    return "; ".join(texts) if texts else None


def _reported_error(error: str) -> AnswerError:
    if _TRANSIENT_400.search(error):
        return AnswerError(f"an error: {error}")
    if _PERMANENT.search(error):
        return AnswerError(f"an error: {error}", is_transient=False)
    if _EXPIRED.search(error):
        return AnswerError(f"an expired search: {error}", is_expired=True)
    return AnswerError(f"an error: {error}")


def _status_error(status: int, error: str | None) -> AnswerError:
    if error is not None and _TRANSIENT_400.search(error):
        return AnswerError(f"status {status}: {error}")
    if error is not None and _EXPIRED.search(error):
        return AnswerError(f"an expired search: {error}", is_expired=True)
    if 300 <= status < 400:
        return AnswerError(
            f"a redirect (status {status}), which is not followed", is_transient=False
        )
    words = {403: "access was refused", 404: "there is no such service", 414: "the query is too long",
             407: "the proxy wants a password"}.get(status, "the request was refused")  # fmt: skip
    return AnswerError(
        f"{words} (status {status}){': ' + error if error else ''}", is_transient=False
    )


def _json_error(status: int, body: bytes) -> AnswerError:
    try:
        said = json.loads(body)
        text = str(said.get("error") or said.get("message") or "")
    except (ValueError, AttributeError):
        return AnswerError("JSON that is cut off or damaged instead of XML")
    if "rate limit" in text.lower() or status == 429:
        return AnswerError("API rate limit exceeded", is_limit=True)
    if "api key" in text.lower():
        return AnswerError(f"the API key was refused ({_words(text)})", is_transient=False)
    return AnswerError(f"JSON instead of XML (status {status}): {_words(text)}")


def _remarks(root: Any) -> Iterable[str]:
    for name in ("ErrorList", "WarningList"):
        for entry in root.iterfind(f"{name}/*"):
            yield f"{entry.tag}: {(entry.text or '').strip()}"


def _number(text: str | None, what: str) -> int:
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit()):
        raise AnswerError(f"no number in {what}")
    return int(text)


def _page_words(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return _words(title[1] if title else re.sub(r"<[^>]*>", " ", text)) or "no title"


def _words(text: str) -> str:
    """One line of at most 160 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159] + "…"
