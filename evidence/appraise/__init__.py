"""From reports to evidence items and verdicts. Pure: no files, no network."""

from __future__ import annotations

from typing import Final

#: Changes whenever linking or stance may come out differently; part of the cache key.
APPRAISE_VERSION: Final = "4"
