"""A record fetched is the record in its file: the same rows, to the last column."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from pathlib import Path

import pytest

from evidence.schema import load_schema
from evidence.sources.pubmed.access import EutilsAccess
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.fetch import fetch_records
from evidence.sources.pubmed.limiter import Limit
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.eutils.server import EutilsServer


def rows_by_pmid(content: bytes, queries_dir: Path) -> dict[int, set[str]]:
    """Each record's rows in all tables, as text without what says where in a batch it stood."""
    found: dict[int, set[str]] = defaultdict(set)
    for tables in parse_pubmed_xml(
        io.BytesIO(content), load_schema(queries_dir / "schema"), "test"
    ):
        pmids = {r["record_no"]: r["pmid"] for r in tables["record"].to_pylist()}
        for name, table in tables.items():
            for row in table.to_pylist():
                pmid = pmids.get(row.pop("record_no", None))
                if pmid is not None:
                    found[pmid].add(f"{name} {json.dumps(row, sort_keys=True, default=str)}")
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", ["pubmed/native/acupuncture_records.xml", "corpus/studies.xml"])
def test_fetched_records_give_the_rows_of_their_file(name, shared, tmp_path, queries_dir):
    path = shared / name
    with EutilsServer([path]) as server:
        access = EutilsAccess(server.base_url, "a@example.org", state_dir=tmp_path)
        client = Eutils(access, limit=Limit(1000, 0.001))
        batches = list(fetch_records(client, sorted(server.records), 40))
    from_file = rows_by_pmid(path.read_bytes(), queries_dir)
    fetched: dict[int, set[str]] = {}
    for batch in batches:
        fetched |= rows_by_pmid(batch.content, queries_dir)
    assert len(fetched) > 40
    assert fetched == from_file
