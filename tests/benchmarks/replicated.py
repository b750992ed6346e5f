"""Many PubMed files out of one: its records again and again under PMIDs of their own."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

_RECORD = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.S)
_OWN_PMID = re.compile(rb"(<MedlineCitation[^>]*>\s*<PMID[^>]*>)\d+")
_OWN_IDS = re.compile(rb'(<ArticleId IdType="(?:pubmed|doi)">)([^<]*)')


def records(data: Path) -> list[bytes]:
    """Every article of a file, to the letter."""
    raw = data.read_bytes()
    return _RECORD.findall(gzip.decompress(raw) if data.suffix == ".gz" else raw)


def renumbered(record: bytes, pmid: int) -> bytes:
    """The same record under another PMID and DOI."""
    head, split, tail = record.partition(b"<PubmedData>")
    head = _OWN_PMID.sub(rb"\g<1>%d" % pmid, head, count=1)
    own, references, rest = tail.partition(b"<ReferenceList>")
    own = _OWN_IDS.sub(
        lambda m: m[1] + (b"%d" % pmid if b"pubmed" in m[1] else m[2] + b".%d" % pmid), own
    )
    return head + split + own + references + rest


def write_files(held: list[bytes], folder: Path, n_records: int, per_file: int, first_pmid: int = 50_000_000,
                first_file: int = 1) -> Iterator[Path]:  # fmt: skip
    """Gzipped files named as NLM names them, with `per_file` records each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, n_records, per_file), first_file):
        made = (
            renumbered(held[i % len(held)], first_pmid + i)
            for i in range(start, min(start + per_file, n_records))
        )
        content = b"<PubmedArticleSet>\n" + b"\n".join(made) + b"\n</PubmedArticleSet>\n"
        path = folder / f"pubmed26n{number:04}.xml.gz"
        path.write_bytes(gzip.compress(content, 1, mtime=0))
        yield path
