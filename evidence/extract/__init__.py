"""Findings read from the text of a report; pure, every value with the words it came from."""

from typing import Final

#: Raised with every change of what the extractors find; cached readings depend on it.
EXTRACT_VERSION: Final = "9"
