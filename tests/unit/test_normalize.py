"""Notices from a record's own fields: each kind kept apart."""

from __future__ import annotations

import pyarrow as pa
import pytest

from evidence.normalize import notices_of


def told(
    ref_type: str | None = None, types: tuple[str, ...] = (), source: str = "J X. 2020"
) -> list[tuple[str, str]]:
    corrections = [{"record_no": 0, "ref_type": ref_type, "ref_source": source, "pmid": 9, "note": None}]
    columns = ("record_no", "ref_type", "ref_source", "pmid", "note")
    schema = pa.schema([(c, pa.int64() if c in ("record_no", "pmid") else pa.string()) for c in columns])
    table = pa.Table.from_pylist(corrections if ref_type else [], schema=schema)
    named = pa.table({"record_no": pa.array([0] * len(types), pa.int64()), "name": pa.array(types, pa.string())})
    return [(notice.kind, notice.direction) for _, notice in notices_of(table, named)]


@pytest.mark.parametrize(("ref_type", "kind"), [
    ("RetractionIn", ("retraction", "on")), ("RetractionOf", ("retraction", "of")),
    ("ErratumIn", ("correction", "on")), ("CorrectedandRepublishedIn", ("correction", "on")),
    ("RetractedandRepublishedIn", ("retraction_and_replacement", "on")),
    ("ExpressionOfConcernIn", ("expression_of_concern", "on")),
    ("PartialRetractionIn", ("expression_of_concern", "on")), ("CommentOn", ("comment", "of")),
])  # fmt: skip
def test_each_kind_of_notice_stays_apart(ref_type: str, kind: tuple[str, str]) -> None:
    assert told(ref_type) == [kind]


@pytest.mark.parametrize("ref_type", ["UpdateOf", "Cites", "RepublishedFrom", "RetractedandRepublishedFrom"])
def test_what_is_no_notice_is_none(ref_type: str) -> None:
    assert told(ref_type) == []


def test_a_type_speaks_only_where_no_other_end_is_named() -> None:
    assert told(types=("Retracted Publication",)) == [("retraction", "on")]
    assert told("RetractionIn", ("Retracted Publication",)) == [("retraction", "on")]
    assert told("RetractedandRepublishedIn", ("Retracted Publication",)) == [("retraction_and_replacement", "on")]


def test_a_reinstatement_is_read_from_its_words() -> None:
    assert told("RetractionIn", source="Reinstatement of the article. J X. 2022") == [("reinstatement", "on")]
