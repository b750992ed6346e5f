"""Who may come in: the review app answers one browser on this machine, with a token.

A cookie holds the token, strictly for this site; a form carries a key made from it; and
the Host and Origin of a request must be this machine's own (against DNS rebinding and
cross-site requests: OWASP).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

COOKIE: Final = "evidence-review"
_MAX_BYTES: Final = 64 * 1024
_NAMES: Final = ("127.0.0.1", "localhost")
#: same-origin, not no-referrer: under that a browser sends its own forms with Origin null.
_HEADERS: Final = {
    "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Door:
    """The token of one run of the app, and what follows from it; `policy` is its CSP."""

    token: str
    policy: str

    @property
    def form_key(self) -> str:
        """What every form of this run carries."""
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint behind the door: refused requests never reach it."""

        async def answer(request: Request) -> Response:
            refused = self._refused(request) or self._entered(request)
            response = refused or await endpoint(request)
            response.headers.update({**_HEADERS, "Content-Security-Policy": self.policy})
            return response

        return answer

    def _refused(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if urlsplit(f"//{host}").hostname not in _NAMES:
            return PlainTextResponse("this app answers on 127.0.0.1 only", 403)
        origin = request.headers.get("origin")
        if origin not in (None, f"http://{host}"):
            return PlainTextResponse("a request from another site is refused", 403)
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            is_entry = request.method == "GET" and "token" in request.query_params
            return (
                None
                if is_entry
                else PlainTextResponse("a request from another site is refused", 403)
            )
        return None

    def _entered(self, request: Request) -> Response | None:
        """None for who has the cookie; a cookie for who brings the token; else a refusal."""
        if hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self.token.encode()):
            return None
        brought = request.query_params.get("token", "")
        if request.method == "GET" and hmac.compare_digest(brought.encode(), self.token.encode()):
            response = RedirectResponse(request.url.path, 303)
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
            return response
        return PlainTextResponse(
            "open the address that `evidence review` printed, token and all", 403
        )

    async def form(self, request: Request) -> dict[str, str]:
        """The fields of a form of this app. Raises PermissionError for any other."""
        if (
            request.headers.get("content-type", "").split(";")[0]
            != "application/x-www-form-urlencoded"
        ):
            raise PermissionError("not a form of this app")
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_BYTES:
                raise PermissionError("the form is too large")
        fields = {
            k: v[-1]
            for k, v in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
        }
        if not hmac.compare_digest(fields.get("key", "").encode(), self.form_key.encode()):
            raise PermissionError("the form is not of this run of the app: reload the page")
        return fields
