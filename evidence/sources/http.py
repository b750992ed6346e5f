"""One request over HTTP: a whole answer or a clear reason, and how long to wait for another try.

Nothing here decides whether an answer is right; it only says whether it arrived
whole. No text of `requests` or `urllib3` is passed on, since it can quote an
address or a body with a secret in it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, IncompleteRead, NameResolutionError, ProtocolError

_CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection, between two pieces of an answer, and for all of it."""

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    whole_seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to try, and how long to wait in between.

    The wait doubles from `first_wait_seconds` to `longest_wait_seconds`, half of it
    by chance. A server that asks for more than `longest_retry_after_seconds` is
    not waited for.
    """

    attempts: int = 6
    first_wait_seconds: float = 1.0
    longest_wait_seconds: float = 60.0
    longest_retry_after_seconds: float = 900.0

    def wait_seconds(self, attempt: int, chance: float, retry_after: float | None) -> float:
        """Seconds to wait after failed try number `attempt` (from 1); `chance` is in [0, 1).

        Never less than the server asked for.

        >>> Patience().wait_seconds(3, 0.5, None), Patience().wait_seconds(1, 0.0, 7.0)
        (3.0, 7.0)
        """
        full = min(self.longest_wait_seconds, self.first_wait_seconds * 2 ** (attempt - 1))
        return float(max(full / 2 + chance * full / 2, retry_after or 0.0))


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: status, headers with lower-case names, body decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    n_bytes: int

    def retry_after_seconds(self, now: datetime) -> float | None:
        """What the Retry-After header asks for (RFC 9110, 10.2.3); None where it says nothing."""
        text = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(text)
        moment = _moment(text)
        return None if moment is None else max(0.0, (moment - now).total_seconds())

    def clock_ahead_seconds(self, now: datetime) -> float | None:
        """How far `now` is ahead of the answer's Date header; None where it has none."""
        moment = _moment(self.headers.get("date", ""))
        return None if moment is None else (now - moment).total_seconds()


class TransferError(Exception):
    """No whole answer arrived. `reason` is one clear clause without secrets.

    `was_reached` is False where no connection came about.
    """

    def __init__(self, reason: str, was_reached: bool = True) -> None:
        self.reason, self.was_reached = reason, was_reached
        super().__init__(reason)


def fetch_whole(
    session: requests.Session,
    url: str,
    form: Mapping[str, str],
    timeouts: Timeouts,
    max_bytes: int,
    on_headers: Callable[[], None],
) -> Answer:
    """POST `form` to `url`; the answer, whatever its status, if it arrived whole.

    A POST keeps a key out of addresses, and so out of the logs of proxies, and has
    no limit of length. `on_headers` is called once the server has begun to answer.
    Redirects are not followed. Raises TransferError.
    """
    deadline = monotonic() + timeouts.whole_seconds
    try:
        with session.post(
            url,
            data=dict(form),
            headers={"Accept-Encoding": "gzip"},
            timeout=(timeouts.connect_seconds, timeouts.read_seconds),
            stream=True,
            allow_redirects=False,
        ) as response:
            on_headers()
            raw = _raw_body(response, deadline, timeouts, max_bytes)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(
                response.status_code, headers, _decoded(raw, headers, max_bytes), len(raw)
            )
    except (requests.RequestException, HTTPError, HTTPException, OSError) as error:
        raise _transfer_error(error, timeouts) from None


def host_of(url: str) -> str:
    """Host and port of an address, without any password in it.

    >>> host_of("https://user:word@example.org:8080/entrez/")
    'example.org:8080'
    """
    return urlsplit(url).netloc.rpartition("@")[2] or "(no host)"


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _raw_body(response: Any, deadline: float, timeouts: Timeouts, max_bytes: int) -> bytes:
    """The body as sent. A server that drips is held to the deadline, byte by byte."""
    pieces, n_bytes = [], 0
    while piece := response.raw.read1(_CHUNK, decode_content=False):
        pieces.append(piece)
        n_bytes += len(piece)
        if monotonic() > deadline:
            raise TransferError(
                f"the answer was not complete after {timeouts.whole_seconds:g} s ({n_bytes} bytes)"
            )
        if n_bytes > max_bytes:
            raise TransferError(f"the answer is larger than {max_bytes} bytes")
    return b"".join(pieces)


def _decoded(raw: bytes, headers: Mapping[str, str], max_bytes: int) -> bytes:
    if headers.get("content-encoding", "").strip().lower() not in ("gzip", "x-gzip"):
        return raw
    decoder = zlib.decompressobj(_GZIP)
    try:
        body = decoder.decompress(raw, max_bytes + 1)
    except zlib.error:
        raise TransferError("the compressed answer is damaged") from None
    if len(body) > max_bytes:
        raise TransferError(f"the answer is larger than {max_bytes} bytes")
    if not decoder.eof:
        raise TransferError("the compressed answer is cut off")
    return body


def _transfer_error(error: Exception, timeouts: Timeouts) -> TransferError:
    causes = list(_causes(error))
    if any(isinstance(c, NameResolutionError) for c in causes):
        return TransferError("its host name is not known here", was_reached=False)
    if isinstance(error, requests.exceptions.ProxyError):
        return TransferError("the proxy refused the connection", was_reached=False)
    if isinstance(error, requests.exceptions.SSLError):
        return TransferError("its certificate was not accepted", was_reached=False)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return TransferError(f"no connection in {timeouts.connect_seconds:g} s", was_reached=False)
    if any(isinstance(c, ConnectionRefusedError) for c in causes):
        return TransferError("the connection was refused", was_reached=False)
    if any(isinstance(c, (TimeoutError, requests.exceptions.ReadTimeout)) for c in causes):
        return TransferError(f"nothing came for {timeouts.read_seconds:g} s")
    if any(isinstance(c, ConnectionResetError) for c in causes):
        return TransferError("the connection was reset")
    if any(isinstance(c, (IncompleteRead, ProtocolError, HTTPException)) for c in causes):
        return TransferError("the answer was cut off")
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema,
                          requests.exceptions.MissingSchema)):  # fmt: skip
        return TransferError("its address is not an http or https address", was_reached=False)
    if isinstance(error, requests.exceptions.ConnectionError):
        return TransferError("no connection came about", was_reached=False)
    return TransferError(f"the request failed ({type(error).__name__})")


def _causes(error: BaseException) -> list[BaseException]:
    """The error and everything it wraps, by cause, by context and by argument."""
    found: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found
