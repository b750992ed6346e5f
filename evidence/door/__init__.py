"""The door for Python: what `import evidence` offers, behind lazy names."""

from evidence.door.opened import Database, kept_publications, open_database
from evidence.door.table import Table
from evidence.door.values import Claim, Item, Quote, Report, Study

__all__ = [
    "Claim",
    "Database",
    "Item",
    "Quote",
    "Report",
    "Study",
    "Table",
    "kept_publications",
    "open_database",
]
