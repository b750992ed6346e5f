"""How good are a topic's search strategies? Recall of labelled studies and yield, on the test server.

    python -m tests.benchmarks.strategies --data labels.jsonl --records studies.xml [DIR ...] [--each]

The strategies run through the real client against the E-utilities server for tests,
over the records given. A labelled study is on topic when it bears on a claim. Studies
without a known PMID are matched by the number their record carries. ``--each`` prints
one line a study: which strategies find it. ``--database evidence.duckdb``, built from the
same records, also tells apart records that linking takes and no strategy finds, with the
part of the nearest strategy that they lack, and records found that bear on no claim.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.models import SearchRun, Strategy
from evidence.sources.pubmed.access import EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import search_strategy
from evidence.sources.pubmed.limiter import Limit
from evidence.topics import load_topic
from tests.eutils.query import Both, Group, Node, parsed_query
from tests.eutils.records import Record
from tests.eutils.search import Searcher
from tests.eutils.server import EutilsServer


@dataclass(frozen=True)
class Study:
    """A labelled study: its record's number, the claims it bears on, and its title."""

    pmid: int
    claims: frozenset[str]
    title: str


def labelled(path: Path, records: dict[int, Record]) -> list[Study]:
    """Labelled studies that are among the records; those without a PMID are found by DOI or title."""
    by_doi = {d: p for p, r in records.items() for d in r.terms["lid"]}
    by_title = {r.texts["ti"].strip(): p for p, r in records.items()}
    studies = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        pmid = int(row["pmid"]) if row.get("pmid") else None
        if pmid not in records:
            title = "".join(c if c.isalnum() else " " for c in row["title"].casefold())
            pmid = by_doi.get((row.get("doi") or "").casefold()) or by_title.get(
                " ".join(title.split())
            )
        if pmid is not None:
            disputed = {d.removeprefix("link:") for d in row["disputed"] if d.startswith("link:")}
            claims = frozenset(c["id"] for c in row["claims"]) - disputed
            studies.append(Study(pmid, claims, row["title"]))
    return studies


def run_all(strategies: Iterable[Strategy], server: EutilsServer, folder: Path) -> list[SearchRun]:
    """Each strategy's accepted run."""
    access = EutilsAccess(server.base_url, "benchmark@example.org", state_dir=folder)
    client = Eutils(access, limit=Limit(1000, 0.001))
    return [search_strategy(client, "benchmark", strategy) for strategy in strategies]


def serves(strategy: Strategy, claim_id: str) -> bool:
    """Whether a strategy names a claim, a part of it, or the claim it is a part of."""
    return any(c == claim_id or c.startswith(f"{claim_id}-") or claim_id.startswith(f"{c}-")
               for c in strategy.claims)  # fmt: skip


def scores(
    strategies: list[Strategy], runs: list[SearchRun], studies: list[Study]
) -> dict[str, Any]:
    """Recall and yield, over all and by strategy."""
    found_by = {s.strategy_id: frozenset(r.pmids) for s, r in zip(strategies, runs, strict=True)}
    anywhere = frozenset[int]().union(*found_by.values())
    on_topic = [s for s in studies if s.claims]
    off_topic = [s for s in studies if not s.claims]
    links = [(s, c) for s in on_topic for c in s.claims]
    served = [
        (s, c) for s, c in links
        if any(s.pmid in found_by[x.strategy_id] and serves(x, c) for x in strategies)
    ]  # fmt: skip
    missed = [s for s in on_topic if s.pmid not in anywhere]
    return {
        "n_on_topic": len(on_topic),
        "recall": round(1 - len(missed) / len(on_topic), 4) if on_topic else None,
        "n_links": len(links),
        "recall_of_links_by_a_strategy_of_the_claim": round(len(served) / len(links), 4) if links else None,
        "n_found": len(anywhere),
        "yield_among_labelled": round(
            sum(s.pmid in anywhere for s in on_topic)
            / max(1, sum(s.pmid in anywhere for s in studies)), 4),
        "n_hard_negatives": len(off_topic),
        "n_hard_negatives_found": sum(s.pmid in anywhere for s in off_topic),
        "missed": [f"{s.pmid} {s.title}" for s in missed],
        "links_without_their_strategy": sorted(
            {f"{s.pmid} {c}" for s, c in links} - {f"{s.pmid} {c}" for s, c in served}),
        "by_strategy": {
            key: {"n_found": len(pmids), "n_on_topic": sum(s.pmid in pmids for s in on_topic),
                  "n_on_topic_alone": sum(
                      s.pmid in pmids and not any(s.pmid in o for k, o in found_by.items() if k != key)
                      for s in on_topic)}
            for key, pmids in found_by.items()
        },
    }  # fmt: skip


def linked_pmids(database: Path, topic: str) -> set[int]:
    """PMIDs with an evidence item in a built database."""
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "SELECT DISTINCT pmid FROM evidence_item JOIN record USING (report_id) "
            "WHERE topic = ? AND pmid IS NOT NULL", [topic],
        ).fetchall()  # fmt: skip
    return {int(row[0]) for row in rows}


def lacks(pmid: int, strategies: Iterable[Strategy], server: EutilsServer) -> str:
    """The strategy that comes nearest to finding a record, and the parts of it that it lacks."""
    searcher = Searcher(server.records, seen={})
    best: tuple[int, str] | None = None
    for strategy in strategies:
        parts = _and_parts(parsed_query(strategy.query))
        missing = [
            n for n, part in enumerate(parts, 1) if pmid not in searcher.findings(part).pmids
        ]
        if best is None or len(missing) < best[0]:
            best = len(missing), f"{strategy.strategy_id}, parts {missing} of {len(parts)}"
    return best[1] if best else "no strategy"


def _and_parts(node: Node | None) -> list[Node]:
    if isinstance(node, Group):
        return (
            _and_parts(node.inside)
            if isinstance(node.inside, Both) and node.inside.operator == "AND"
            else [node]
        )
    if isinstance(node, Both) and node.operator == "AND":
        return [*_and_parts(node.left), *_and_parts(node.right)]
    return [node] if node is not None else []


def main(argv: list[str] | None = None) -> int:
    """Print the scores; the last line is one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="labels, one JSON object a line")
    parser.add_argument(
        "--records", type=Path, nargs="+", required=True, help="PubMed XML, files or folders"
    )
    parser.add_argument("--queries-dir", type=Path, default=Path("queries"))
    parser.add_argument("--topic", default="acupuncture-nerve-pain")
    parser.add_argument("--database", type=Path, help="a database built from the same records")
    parser.add_argument("--each", action="store_true", help="one line a study")
    arguments = parser.parse_args(argv)
    strategies = list(load_topic(arguments.queries_dir, arguments.topic).strategies)
    begun = time.perf_counter()
    with EutilsServer(arguments.records) as server, tempfile.TemporaryDirectory() as folder:
        loaded = time.perf_counter()
        runs = run_all(strategies, server, Path(folder))
        searched = time.perf_counter()
        studies = labelled(arguments.data, server.records)
        n_records = len(server.records)
        linked = linked_pmids(arguments.database, arguments.topic) if arguments.database else set()
        anywhere = {p for run in runs for p in run.pmids}
        not_found = sorted((linked - anywhere) & set(server.records))
        for pmid in not_found:
            title = server.records[pmid].summary["title"]
            print(f"linked, not found: {pmid} {title[:90]} <- {lacks(pmid, strategies, server)}")
        not_linked = sorted(anywhere - linked) if arguments.database else []
        for pmid in not_linked:
            print(f"found, not linked: {pmid} {server.records[pmid].summary['title'][:90]}")
    for run in runs:
        print(f"{run.strategy_id}: {run.count} of {n_records}", *run.warnings, sep="\n    ")
    for study in studies if arguments.each else ():
        names = [r.strategy_id for r in runs if study.pmid in r.pmids]
        print(
            study.pmid,
            ",".join(sorted(study.claims)) or "(no claim)",
            "<-",
            ", ".join(names) or "NOTHING",
        )
    result = {"benchmark": "strategies", "n_records": n_records, "n_labelled": len(studies),
              "seconds_loading": round(loaded - begun, 1), "seconds_searching": round(searched - loaded, 1),
              "n_linked_not_found": len(not_found), "n_found_not_linked": len(not_linked),
              **scores(strategies, runs, studies)}  # fmt: skip
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
