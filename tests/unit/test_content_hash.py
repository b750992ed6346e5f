"""What a record's content hash may depend on: the record, and nothing that stands beside it."""

from __future__ import annotations

import io
from pathlib import Path

from evidence.schema import load_schema
from evidence.sources.pubmed.parse import parse_pubmed_xml
from tests.eutils.made import record_xml, set_of


def hashes(queries_dir: Path, *records: str) -> dict[int, str]:
    parsed = parse_pubmed_xml(
        io.BytesIO(set_of(*records).encode()), load_schema(queries_dir / "schema"), "test"
    )
    return {r["pmid"]: r["content_hash"] for tables in parsed for r in tables["record"].to_pylist()}


def test_a_record_has_the_same_hash_alone_and_among_others(queries_dir):
    records = [
        record_xml(
            n,
            f"Needle {n}.",
            mesh=("Humans", "Pain")[: n % 3],
            notices=(("ErratumIn", 900),) * (n % 2),
        )
        for n in range(101, 140)
    ]
    together = hashes(queries_dir, *records)
    assert hashes(queries_dir, *reversed(records)) == together
    assert len(set(together.values())) == len(records)
    for pmid, record in zip(range(101, 140), records, strict=True):
        assert hashes(queries_dir, record) == {pmid: together[pmid]}
    assert hashes(queries_dir, *records[3:9]) == {p: together[p] for p in range(104, 110)}


def test_any_difference_in_what_is_kept_makes_another_hash(queries_dir):
    made = [
        record_xml(101), record_xml(101, "Another title."), record_xml(101, abstract="Another."),
        record_xml(101, mesh=("Pain",)), record_xml(101, types=("Letter",)), record_xml(101, revised=None),
        record_xml(101, notices=(("RetractionIn", 900),)), record_xml(101, notices=(("ErratumIn", 900),)),
    ]  # fmt: skip
    assert len({hashes(queries_dir, record)[101] for record in made}) == len(made)
