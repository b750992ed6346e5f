"""Deciding in a browser: review."""

from __future__ import annotations

import argparse
import secrets
import socket
import sys
import webbrowser

from evidence.commands.definition import Arguments, Command, settings_of, tell
from evidence.errors import UsageError
from evidence.pipeline.publications import newest

HOST = "127.0.0.1"


def _review(arguments: Arguments) -> int:
    import uvicorn

    from evidence.operations.review_app import Reviewer, review_app

    settings = settings_of(arguments)
    if newest(settings.data_dir) is None:
        raise UsageError(
            f"nothing is published in {settings.data_dir}. Mend: run `evidence refresh` first"
        )
    token = secrets.token_urlsafe(32)
    with _listening(arguments.port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/?token={token}"
        print(address, flush=True)
        tell("open that address in a browser; Ctrl+C ends it")
        if not arguments.no_browser and sys.stdout.isatty():
            webbrowser.open(address)
        app = review_app(settings, token, Reviewer(arguments.by, arguments.role))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def _listening(port: int) -> socket.socket:
    """A socket on this machine alone; 0 takes any free port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise UsageError(f"--port {port}: {error.strerror}. Mend: take another, or none") from error
    return listener


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, metavar="NAME", help="who decides")
    parser.add_argument("--role", required=True, help="in what role, such as medical reviewer")
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1 (default: any free one)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


REVIEWING = (
    Command("review", "judge evidence, choose wordings and sign off, in a browser on this machine",
            _review, (_options,)),
)  # fmt: skip
