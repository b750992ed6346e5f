"""Records on their way: what a live run was given, kept at once, and made into batches at its end.

Pieces of answers land in `arriving/` as they come, each named by a line of its journal. At
the end their records are sorted by PMID and cut into batches of one size, so that a night
that was broken off, or whose answers were spoilt and asked for again, leaves the same batches
as one that was not. The folder is emptied when a manifest has named them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence.snapshots import Batch, RawStore, write_whole
from evidence.sources.pubmed.slices import record_set, record_slices, set_prolog

_FOLDER = "arriving"
_AT_MOST = timedelta(days=1)


class Arrivals:
    """What has arrived for one snapshot.

    `after` is the newest snapshot's id (None before the first): arrivals of a run that
    lived to write its manifest are over, and so are those more than a day old.
    """

    def __init__(self, data_dir: Path, after: str | None, now: datetime) -> None:
        self._folder, self._after, self._now = data_dir / _FOLDER, after, now
        self._journal = self._folder / "journal.jsonl"
        self._pieces = [line for line in self._lines() if self._is_of_this_run(line)]
        if not self._pieces:
            forget_arrivals(data_dir)

    def settled(self) -> frozenset[int]:
        """PMIDs that were asked for and given, changed or not."""
        return frozenset(pmid for line in self._pieces for pmid in line["given"])

    def add(self, prolog: bytes, given: tuple[int, ...], kept: Mapping[int, bytes]) -> None:
        """Note what was given, and keep of it what is `kept`, safe on disk on return."""
        name = None
        if kept:
            content = record_set(prolog, kept.values())
            name = f"{hashlib.sha256(content).hexdigest()}.xml"
            write_whole(self._folder / name, content)
        line = {"after": self._after, "at": self._now.isoformat(), "file": name,
                "given": list(given), "kept": list(kept)}  # fmt: skip
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._journal.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        self._pieces.append(line)

    def store(self, store: RawStore, batch_size: int) -> list[Batch]:
        """Batches of all that was kept, by PMID, in the raw store."""
        where = {pmid: p["file"] for p in self._pieces for pmid in p["kept"] if p["file"]}
        pmids = sorted(where)
        read = lru_cache(maxsize=8)(lambda name: (self._folder / name).read_bytes())
        sliced = lru_cache(maxsize=8)(lambda name: record_slices(read(name)))
        chunks = [pmids[i : i + batch_size] for i in range(0, len(pmids), batch_size)]
        return [
            store.store(
                record_set(set_prolog(read(where[some[0]])), [sliced(where[p])[p] for p in some]),
                f"efetch, part {number} of {len(chunks)}",
                "pubmed-xml",
                promised_pmids=tuple(some),
            )
            for number, some in enumerate(chunks, 1)
        ]

    def _lines(self) -> list[dict[str, Any]]:
        """The journal; a line cut off by a crash is passed over."""
        if not self._journal.exists():
            return []
        lines = []
        for text in self._journal.read_text(encoding="utf-8").splitlines():
            try:
                line = json.loads(text)
                is_there = line["file"] is None or (self._folder / line["file"]).exists()
                if is_there and isinstance(line["given"], list) and isinstance(line["kept"], list):
                    lines.append(line)
            except (ValueError, KeyError, TypeError):
                continue
        return lines

    def _is_of_this_run(self, line: dict[str, Any]) -> bool:
        age = self._now - datetime.fromisoformat(line["at"])
        return line["after"] == self._after and -_AT_MOST < age < _AT_MOST


def forget_arrivals(data_dir: Path) -> None:
    """Empty the folder: a manifest names what was in it."""
    shutil.rmtree(data_dir / _FOLDER, ignore_errors=True)
