"""Serve PubMed XML by hand: ``python -m tests.eutils --records DIR [--port N]``.

Then ``NCBI_EUTILS_URL=http://127.0.0.1:N/entrez/eutils/``. While it runs, POST JSON to
``/control``: ``{"faults": [{"name": "truncated", "endpoint": "efetch", "times": 1}]}``,
``{"clear": true}``, ``{"add": "<PubmedArticleSet>…"}``, ``{"remove": [1, 2]}``, ``{"expire": true}``.
A single request fails as its header ``X-Eutils-Fault`` says.
"""

from __future__ import annotations

import argparse
import threading

from tests.eutils.faults import FAULTS
from tests.eutils.server import EutilsServer


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.eutils", description=__doc__, epilog="Faults: " + ", ".join(FAULTS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument(
        "--records", nargs="+", required=True, metavar="DIR", help="PubMed XML: files or folders"
    )
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument(
        "--limit", type=int, default=3, help="requests a second without a key; 0 for none"
    )
    arguments = parser.parse_args()
    limit = (arguments.limit, 1.0) if arguments.limit else None
    key_limit = (10, 1.0) if limit else None
    with EutilsServer(
        arguments.records, port=arguments.port, limit=limit, key_limit=key_limit
    ) as server:
        print(f"{len(server.records)} records at {server.base_url}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print(f"{len(server.requests)} requests answered")


if __name__ == "__main__":
    main()
