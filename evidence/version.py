"""The version of the program, apart from the package's door so that every part can name it."""

from __future__ import annotations

from typing import Final

__version__: Final = "0.1.0"
