"""What every export says of where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence.publish.reader_notices import reader_notices


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """The publication an export is made from.

    `published_at` is UTC; `queries_dir` is the publication's own copy of what people
    wrote; `banners` holds the notice text of a topic while only its sample is read, and
    `source_notes` what files of records say of themselves.
    """

    publication_id: str
    content_sha256: str
    published_at: datetime
    is_sample: bool
    snapshot_ids: tuple[str, ...] = ()
    version: str = ""
    queries_dir: Path | None = None
    banners: Mapping[str, str] = field(default_factory=dict)
    source_notes: tuple[str, ...] = ()

    def banner(self, topic: str | None = None) -> str | None:
        """What a reader must be told first, in one text; None for searched records."""
        told = reader_notices(topic or "", is_sample=self.is_sample, banners=self.banners,
                              source_notes=self.source_notes)  # fmt: skip
        return " ".join(told) or None

    @property
    def provenance(self) -> str:
        """One sentence to cite: publication, content hash, newest snapshot."""
        newest = self.snapshot_ids[-1] if self.snapshot_ids else "none"
        return (f"Publication {self.publication_id}, content sha256 {self.content_sha256}, newest snapshot "
                f"{newest}, published {self.published_at:%Y-%m-%d %H:%M} UTC.")  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        return {"publication_id": self.publication_id, "content_sha256": self.content_sha256,
                "snapshot_ids": list(self.snapshot_ids), "is_sample": self.is_sample,
                "published_at": f"{self.published_at:%Y-%m-%dT%H:%M:%SZ}",
                "code_version": self.version}  # fmt: skip


def export_facts(
    manifest: Mapping[str, Any], folder: Path, banners: Mapping[str, str]
) -> ExportFacts:
    """The facts of a publication's manifest.json and folder."""
    return ExportFacts(
        publication_id=str(manifest["publication_id"]),
        content_sha256=str(manifest["content_sha256"]),
        published_at=datetime.fromisoformat(str(manifest["published_at"])),
        is_sample=bool(manifest.get("is_sample")),
        snapshot_ids=tuple(manifest.get("snapshot_ids", ())),
        version=str(manifest.get("code_version", "")),
        queries_dir=folder / "queries",
        banners=banners,
        source_notes=tuple(manifest.get("source_notes", ())),
    )
