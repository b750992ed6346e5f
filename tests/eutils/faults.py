"""Every way in which the service is known to fail, on demand.

A fault changes the answer that would have been sent, or what happens on the wire
instead. Sources: the project's notes on the behaviour of E-utilities, from public
reports of its users; the rest (slow, cut, reset, lying) is what networks do.
"""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.eutils.rendering import error_xml

PROXY_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Sign in to the network</title></head>"
    "<body>Please accept the terms of use.</body></html>"
)
ERROR_PAGE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html><head>'
    "<title>NCBI/eutils202 - WWW Error 500 Diagnostic</title></head><body>Server Error</body></html>"
)
_ROOTS = {"esearch": "eSearchResult", "efetch": "eFetchResult", "epost": "ePostResult",
          "esummary": "eSummaryResult", "einfo": "eInfoResult"}  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """An answer about to be sent, and what to do to it on the wire."""

    body: bytes
    status: int = 200
    content_type: str = "text/xml; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    wire: str = "whole"
    seconds: float = 0.0


@dataclass(frozen=True)
class Asked:
    """What a fault may look at."""

    endpoint: str
    params: dict[str, str]


Spoil = Callable[[Reply, Asked], Reply]


def _status(status: int, body: str, content_type: str = "text/html", **headers: str) -> Spoil:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _reply, _asked: Reply(body.encode(), status, content_type, named)


def _rate_limit(**headers: str) -> Spoil:
    body = '{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"4","limit":"3"}'
    return _status(
        429, body, "application/json", X_RateLimit_Limit="3", X_RateLimit_Remaining="0", **headers
    )


def _error(text: str, status: int = 200) -> Spoil:
    def spoil(_reply: Reply, asked: Asked) -> Reply:
        return Reply(error_xml(_ROOTS.get(asked.endpoint, "eResult"), text).encode(), status)

    return spoil


def _wire(wire: str, seconds: float = 0.0) -> Spoil:
    return lambda reply, _asked: replace(reply, wire=wire, seconds=seconds)


def _body(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda reply, _asked: replace(reply, body=change(reply.body))


def _count(change: Callable[[int], int]) -> Spoil:
    def changed(body: bytes) -> bytes:
        return re.sub(
            rb"<Count>(\d+)</Count>",
            lambda m: b"<Count>%d</Count>" % change(int(m[1])),
            body,
            count=1,
        )

    return _body(changed)


def _without_last(tag: bytes) -> Callable[[bytes], bytes]:
    """Leave the last element of a kind out, its count unchanged."""

    def cut(body: bytes) -> bytes:
        start, end = body.rfind(b"<" + tag + b">"), body.rfind(b"</" + tag + b">")
        return body if start < 0 or end < 0 else body[:start] + body[end + len(tag) + 3 :]

    return cut


def _twice(tag: bytes) -> Callable[[bytes], bytes]:
    def doubled(body: bytes) -> bytes:
        start, end = body.rfind(b"<" + tag + b">"), body.rfind(b"</" + tag + b">") + len(tag) + 3
        return body if start < 0 else body[:end] + body[start:end] + body[end:]

    return doubled


def _half_gzip(reply: Reply, _asked: Asked) -> Reply:
    packed = gzip.compress(reply.body)
    return replace(reply, body=packed[: len(packed) * 2 // 3], headers={"Content-Encoding": "gzip"})


def _nothing(reply: Reply, asked: Asked) -> Reply:
    """A search that says none, politely."""
    body = re.sub(
        rb"<Count>\d+</Count><RetMax>\d+", b"<Count>0</Count><RetMax>0", reply.body, count=1
    )
    body = re.sub(rb"<IdList>.*</IdList>", b"<IdList/>", body, flags=re.DOTALL)
    if asked.endpoint == "efetch":
        body = re.sub(rb"<PubmedArticleSet>.*</PubmedArticleSet>", b"<PubmedArticleSet></PubmedArticleSet>",
                      body, flags=re.DOTALL)  # fmt: skip
    return replace(reply, body=body)


_STRANGER = (
    b'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">7</PMID>'
    b"</MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
_PROXY_STREAM = (
    "Error: proxy_stream() failed: <html><head><title>502 Bad Gateway</title></head></html> "
    "Failed to connect to PubOne service"
)

FAULTS: dict[str, Spoil] = {
    "rate_limit": _rate_limit(),
    "rate_limit_retry_after": _rate_limit(Retry_After="1"),
    "unavailable_retry_after": _status(503, "Service Unavailable", "text/plain", Retry_After="1"),
    "server_error_page": _status(500, ERROR_PAGE),
    "bad_gateway": _status(502, "<html><head><title>502 Bad Gateway</title></head></html>"),
    "gateway_timeout": _status(504, ""),
    "forbidden": _status(403, "<html><head><title>Access Denied</title></head></html>"),
    "not_found": _status(404, "<html><head><title>404 Not Found</title></head></html>"),
    "redirect": _status(301, "", Location="https://www.example.org/"),
    "too_long": _status(414, "<html><head><title>414 Request-URI Too Large</title></head></html>"),
    "proxy_page": _status(200, PROXY_PAGE),
    "plain_text": _status(200, "Unable to route request!\n\nservice name: /http/service/ratecontrol",
                          "text/plain"),
    "invalid_key": _status(400, '{"error":"API key invalid","api-key":"(as sent)","type":"api"}',
                           "application/json"),
    "json_error": _status(200, '{"error":"error forwarding request","api-key":"127.0.0.1"}',
                          "application/json"),
    "backend_failed": _error("Search Backend failed: Exception:\nConnection to the index was lost"),
    "cpp_exception": _error("NCBI C++ Exception:\n    Error: CONNECT(CServer::eTimeout)"),
    "proxy_stream": _error(_PROXY_STREAM, 400),
    "unknown_error": _error("Something that was never seen before"),
    "expired": _error("Unable to obtain query #1"),
    "expired_web_env": _error("cannot get history: WebEnv is expired", 400),
    "empty": _body(lambda _body: b""),
    "truncated": _body(lambda body: body[: len(body) * 2 // 3]),
    "not_utf8": _body(lambda body: body.replace(b"</", b"\xff\xfe</", 1)),
    "wrong_root": _status(200, '<?xml version="1.0"?><eSpellResult><Query/></eSpellResult>', "text/xml"),
    "half_gzip": _half_gzip,
    "count_too_high": _count(lambda n: n + 3),
    "count_too_low": _count(lambda n: max(0, n - 1)),
    "id_left_out": _body(_without_last(b"Id")),
    "id_twice": _body(_twice(b"Id")),
    "none": _nothing,
    "record_left_out": _body(_without_last(b"PubmedArticle")),
    "record_twice": _body(_twice(b"PubmedArticle")),
    "stranger": _body(lambda body: body.replace(b"</PubmedArticleSet>", _STRANGER)),
    "cut": _wire("cut"),
    "cut_chunked": _wire("cut_chunked"),
    "reset": _wire("reset"),
    "no_answer": _wire("no_answer"),
    "closed": _wire("closed"),
    "stall": _wire("stall"),
    "drip": _wire("drip", 0.05),
    "late": _wire("late", 0.05),
}  # fmt: skip


@dataclass
class _Planned:
    name: str
    endpoint: str | None
    times: int
    after: int
    when: Callable[[Asked], bool]


class FaultPlan:
    """Which requests fail how. Faults are used up in the order in which they were added."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()

    def add(
        self,
        name: str,
        endpoint: str | None = None,
        *,
        times: int = 1,
        after: int = 0,
        when: Callable[[Asked], bool] = lambda _asked: True,
    ) -> None:
        """Let `times` requests to `endpoint` (any, where None) fail, after `after` that do not.

        ``times=-1`` is for ever. Raises KeyError for a fault there is not.
        """
        FAULTS[name]
        with self._lock:
            self._planned.append(_Planned(name, endpoint, times, after, when))

    def clear(self) -> None:
        """Let everything succeed again."""
        with self._lock:
            self._planned.clear()

    def next(self, asked: Asked) -> str | None:
        """The fault for this request; None where it may succeed."""
        with self._lock:
            for planned in self._planned:
                if planned.endpoint not in (None, asked.endpoint) or not planned.when(asked):
                    continue
                if planned.after > 0:
                    planned.after -= 1
                    continue
                if planned.times == 0:
                    continue
                planned.times -= 1
                return planned.name
        return None
