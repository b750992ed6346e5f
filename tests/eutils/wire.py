"""Requests off the wire, limits, and answers onto it, whole or in the way a fault wants."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.eutils.faults import FAULTS, Asked, Reply

_LONGEST_ADDRESS = 8000
_PIECE = 1 << 14


class Handler(BaseHTTPRequestHandler):
    """One connection. The server that owns it is ``self.server.owner``."""

    protocol_version = "HTTP/1.1"
    server_version = "Finatra"
    sys_version = ""
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Parameters in the address."""
        self._handle("GET", b"")

    def do_POST(self) -> None:
        """Parameters in the body, and in the address."""
        self._handle("POST", self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _handle(self, method: str, body: bytes) -> None:
        owner: Any = self.server.owner  # type: ignore[attr-defined]
        address = urlsplit(self.path)
        if address.path == "/control":
            self._send(Reply(owner.control(body), content_type="application/json"))
            return
        pairs = parse_qsl(address.query, keep_blank_values=True)
        pairs += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        params: dict[str, str] = {}
        for written, value in pairs:  # id may come more than once
            name = "WebEnv" if written.lower() == "webenv" else written
            params[name] = f"{params[name]},{value}" if name == "id" and name in params else value
        endpoint = PurePosixPath(address.path).name.removesuffix(".fcgi")
        asked = Asked(endpoint, params)
        with owner.lock:
            at = time.monotonic()
            refusal, rate = self._refusal(owner, at, method, params)
            fault = (
                None if refusal else self.headers.get("X-Eutils-Fault") or owner.faults.next(asked)
            )
            status = refusal.status if refusal else 200
            owner.seen(_seen(at, endpoint, method, params, status, fault))
        reply = refusal or owner.service.answer(endpoint, params)
        reply.headers.update(rate)
        if fault:
            reply = FAULTS[fault](reply, asked)
        if owner.latency:
            time.sleep(owner.latency)
        self._put(reply)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header, by the server's clock."""
        clock = self.server.owner.clock  # type: ignore[attr-defined]
        return super().date_time_string(clock().timestamp() if clock else timestamp)

    def _refusal(
        self, owner: Any, at: float, method: str, params: dict[str, str]
    ) -> tuple[Reply | None, dict[str, str]]:
        """What the gate in front of the service says, and the headers it adds."""
        key = params.get("api_key")
        if len(self.path) > _LONGEST_ADDRESS and method == "GET":
            page = b"<html><head><title>414 Request-URI Too Large</title></head></html>"
            return Reply(page, 414, "text/html"), {}
        if key and owner.keys is not None and key not in owner.keys:
            said = {"error": "API key invalid", "api-key": key, "type": "api", "status": "unknown"}
            return Reply(json.dumps(said).encode(), 400, "application/json"), {}
        is_over, limit, count = owner.is_over_limit(at, key)
        rate = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, limit - count - 1)),
        }
        if is_over:
            said = {"error": "API rate limit exceeded", "api-key": key or self.client_address[0],
                    "count": str(count + 1), "limit": str(limit)}  # fmt: skip
            return Reply(json.dumps(said).encode(), 429, "application/json"), rate
        return None, rate if limit else {}

    def _put(self, reply: Reply) -> None:
        if reply.wire in ("reset", "closed", "no_answer"):
            self._break_off(reply.wire)
        elif reply.wire == "whole":
            self._send(reply)
        elif reply.wire == "late":
            time.sleep(reply.seconds)
            self._send(reply)
        else:
            self._send_badly(reply)

    def _send(self, reply: Reply) -> None:
        """All of it, compressed where the client takes that."""
        body, headers = reply.body, dict(reply.headers)
        takes_gzip = "gzip" in self.headers.get("Accept-Encoding", "")
        if takes_gzip and "Content-Encoding" not in headers and body:
            body = gzip.compress(body, 1)
            headers["Content-Encoding"] = "gzip"
        self._head(reply, headers | {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def _head(self, reply: Reply, headers: dict[str, str]) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Access-Control-Expose-Headers", "X-RateLimit-Limit,X-RateLimit-Remaining")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_badly(self, reply: Reply) -> None:
        self.close_connection = True
        body = reply.body
        if reply.wire == "cut_chunked":
            self._head(reply, {"Transfer-Encoding": "chunked"})
            self.wfile.write(b"%x\r\n%s\r\n" % (len(body) // 2, body[: len(body) // 2]))
            return
        self._head(reply, {"Content-Length": str(len(body))})
        if reply.wire == "cut":
            self.wfile.write(body[: len(body) // 2])
        elif reply.wire == "stall":
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self._wait_for_hang_up()
        else:
            for start in range(0, len(body), 8):
                self.wfile.write(body[start : start + 8])
                self.wfile.flush()
                time.sleep(reply.seconds)

    def _break_off(self, wire: str) -> None:
        self.close_connection = True
        if wire == "no_answer":
            self._wait_for_hang_up()
        elif wire == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # The request handler would say good-bye; a reset does not.
            self.connection.close()

    def _wait_for_hang_up(self) -> None:
        self.connection.settimeout(30)
        try:
            self.connection.recv(1)
        except OSError:
            return

    def log_message(self, *_about: object) -> None:
        """Requests are in ``EutilsServer.requests``."""


def _seen(
    at: float, endpoint: str, method: str, params: dict[str, str], status: int, fault: str | None
) -> Any:
    from tests.eutils.server import Seen

    return Seen(at, endpoint, method, params, status, fault)
