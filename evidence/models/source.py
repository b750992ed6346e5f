"""What a source brought in: raw batches and the searches that named them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RawBatch:
    """One answer of a source, as bytes, before anything is believed of its content.

    `content` is the uncompressed document (PubMed XML, or a MEDLINE/NBIB text
    when `format` is ``nbib``). `origin` says where it came from in words a reader
    understands: a file name, or ``efetch`` with its strategy. `promised_pmids`
    are those the batch was asked for; empty where the source promised none.
    `file_no` is the number in an NLM file name (``pubmed21n1298`` is 1298), which
    orders updates and deletes; None otherwise.
    """

    content: bytes
    origin: str
    format: str = "pubmed-xml"
    promised_pmids: tuple[int, ...] = ()
    file_no: int | None = None


@dataclass(frozen=True, slots=True)
class SearchRun:
    """One search as it was run, for the PRISMA-S log (items 1, 8, 13 and 15).

    `query_sent` is the exact text, `query_translation` what the service made of
    it. `count` is what the service promised, `pmids` what it gave; a run in which
    they differ is never accepted. `parts` counts the date windows a search above
    the ceiling was split into. Times are UTC.
    """

    topic: str
    strategy_id: str
    source: str
    query_sent: str
    query_translation: str | None
    count: int
    pmids: tuple[int, ...]
    started_at: datetime
    finished_at: datetime
    warnings: tuple[str, ...] = ()
    parts: int = 1
    n_requests: int = 0
    n_bytes: int = 0
    waited_seconds: float = 0.0
