"""Verdicts beside the literature: what people wrote of it, never a part of a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from evidence.door.values import Claim
from evidence.models import LiteratureNote
from evidence.topics import load_topic

LITERATURE: Final = pa.schema([
    ("topic", pa.string()), ("claim_id", pa.string()), ("quote", pa.string()), ("verdict", pa.string()),
    ("harm_signal", pa.bool_()), ("certainty", pa.string()), ("says", pa.string()), ("source", pa.string()),
    ("expects", pa.list_(pa.string())), ("fits", pa.bool_()),
])  # fmt: skip


def kept_notes(queries_dir: Path, topics: Iterable[str]) -> Mapping[str, tuple[LiteratureNote, ...]]:
    """The notes of each topic, from the copy of the queries that a publication keeps."""
    return {topic: load_topic(queries_dir, topic).literature for topic in topics}


def literature_rows(
    claims: Iterable[Claim], notes: Mapping[str, tuple[LiteratureNote, ...]]
) -> list[dict[str, Any]]:
    """One row a claim and note, in the order of claims and notes."""
    made = []
    for claim in claims:
        held = [n for n in notes.get(claim.topic, ()) if claim.claim_id in n.claims]
        row = {"topic": claim.topic, "claim_id": claim.claim_id, "quote": claim.quote, "verdict": claim.verdict,
               "harm_signal": claim.harm_signal, "certainty": claim.certainty}  # fmt: skip
        made += [{**row, "says": n.says, "source": n.source, "expects": list(n.expects),
                  "fits": claim.verdict in n.expects if n.expects else None} for n in held]  # fmt: skip
        if not held:
            made.append(row)
    return made
