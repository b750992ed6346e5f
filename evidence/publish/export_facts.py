"""What every export says of where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

SAMPLE_NOTICE = (
    "Demonstration sample: a demonstration selection, not a search; its abstracts are digests "
    "in our own words; its verdicts are not findings."
)


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """The publication an export is made from.

    `published_at` is UTC; `queries_dir` is the publication's own copy of what people
    wrote; `banners` holds the notice text of a topic while only its sample is read.
    """

    publication_id: str
    content_sha256: str
    published_at: datetime
    is_sample: bool
    snapshot_ids: tuple[str, ...] = ()
    version: str = ""
    queries_dir: Path | None = None
    banners: Mapping[str, str] = field(default_factory=dict)

    def banner(self, topic: str | None = None) -> str | None:
        """The notice a reader of a sample must see; None for searched records."""
        if not self.is_sample:
            return None
        return self.banners.get(topic or "", SAMPLE_NOTICE)

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
    )
