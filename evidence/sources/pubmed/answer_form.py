"""Whether an answer has the right form: its root, whole, and no error in disguise. Pure.

The service sends errors with status 200, error pages as HTML or plain text where XML
was asked for, and JSON when the rate limit is passed.
"""

from __future__ import annotations

import json
import re
from typing import Any

from lxml import etree

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


def _page_words(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return _words(title[1] if title else re.sub(r"<[^>]*>", " ", text)) or "no title"


def _words(text: str) -> str:
    """One line of at most 160 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159] + "…"
