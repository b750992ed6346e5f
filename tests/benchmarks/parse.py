"""Records per CPU second of the reader against its peers, in paired runs on one file.

Run as ``python -m tests.benchmarks.parse --data FILE``. Peers: a bare lxml iterparse
that extracts nothing, Bio.Entrez.read, pubmed_parser. Decompression is left out, but for
pubmed_parser, which opens gzip files only. With ``--workers N`` instead: one process
against N, each parsing whole files to Parquet.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from evidence.schema import load_schema
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.benchmarks.parse_workers import compared

SCHEMA = load_schema(Path(__file__).parents[2] / "queries" / "schema")


def ours(data: bytes) -> int:
    """All fields, to Arrow."""
    return sum(t["record"].num_rows for t in parse_pubmed_xml(io.BytesIO(data), SCHEMA, "data"))


def floor(data: bytes) -> int:
    """lxml.iterparse that extracts nothing."""
    number = 0
    for _, element in etree.iterparse(io.BytesIO(data), tag="PubmedArticle"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        number += 1
    return number


def entrez(data: bytes) -> int:
    """Bio.Entrez.read of the whole."""
    from Bio import Entrez  # not at the top: worker processes import this module

    return len(Entrez.read(io.BytesIO(data))["PubmedArticle"])


def pubmed_parser_all(data: bytes) -> int:
    """pubmed_parser.parse_medline_xml with what it offers to read."""
    import pubmed_parser

    with tempfile.NamedTemporaryFile(suffix=".xml.gz") as file:  # it opens gzip only
        file.write(gzip.compress(data, 1))
        file.flush()
        return sum(1 for _ in pubmed_parser.parse_medline_xml(
            file.name, year_info_only=False, nlm_category=True, author_list=True,
            reference_list=True))  # fmt: skip


def seconds(read: Callable[[bytes], int], data: bytes, rounds: int) -> tuple[int, float]:
    """(records, least CPU seconds of some rounds)."""
    best, number = float("inf"), 0
    for _ in range(rounds):
        started = time.process_time()
        number = read(data)
        best = min(best, time.process_time() - started)
    return number, best


def main() -> None:
    """Print records and CPU seconds of each, and ratios to ours."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, help="compare one process with this many instead")
    options = parser.parse_args()
    said = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(said, capture_output=True, text=True, check=False).stdout.strip()
    if options.workers:
        found = compared(options.data, options.workers)
        print(json.dumps({"file": options.data.name, "commit": commit, **found}))
        return
    raw = options.data.read_bytes()
    data = gzip.decompress(raw) if options.data.suffix == ".gz" else raw
    versions = {n: version(n) for n in ("lxml", "biopython", "pubmed_parser", "xml2arrow", "pyarrow")}
    spent = {read.__name__: seconds(read, data, options.rounds)
             for read in (ours, floor, entrez, pubmed_parser_all)}  # fmt: skip
    own = spent["ours"][1]
    print(json.dumps({"file": options.data.name, "rounds": options.rounds, "python": platform.python_version(),
                      "commit": commit, "versions": versions,
                      "ours_over_floor": round(own / spent["floor"][1], 2),
                      "records_and_cpu_seconds": {k: (n, round(s, 3)) for k, (n, s) in spent.items()},
                      "peer_cpu_over_ours": {k: round(s / own, 2) for k, (_, s) in spent.items()}}))  # fmt: skip


if __name__ == "__main__":
    main()
