"""The research-evidence pipeline behind health articles.

    import evidence

    db = evidence.open("acupuncture-nerve-pain")
    claim = db.claim("adjunct")
    claim.verdict, [item.quotes for item in claim.counted]
    db.ask("gap_map").pandas()

`notebooks/README.md` shows the rest, with examples that run as tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence.version import __version__ as __version__

__all__ = [
    "Claim", "Database", "EvidenceError", "Item", "Quote", "Report", "Study", "Table", "open",
]  # fmt: skip

if TYPE_CHECKING:
    from evidence.door import Claim, Database, Item, Quote, Report, Study, Table
    from evidence.door import open_database as open
    from evidence.errors import EvidenceError


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first used, so that `import evidence` stays light."""
    if name not in __all__:
        raise AttributeError(f"module 'evidence' has no attribute {name!r}")
    if name == "EvidenceError":
        from evidence.errors import EvidenceError

        return EvidenceError
    from evidence import door

    return getattr(door, "open_database" if name == "open" else name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
