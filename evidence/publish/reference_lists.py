"""A list of references in each form it can leave in (pure)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from evidence.publish.bibtex import bibtex_text
from evidence.publish.citation_styles import formatted
from evidence.publish.csl import csl_item
from evidence.publish.nbib import nbib_text
from evidence.publish.references import Reference
from evidence.publish.ris import Labelled, ris_text
from evidence.publish.safe_text import markdown_text

#: Ending of a file that holds a list of this form.
ENDINGS: Final = {"text": "txt", "markdown": "md", "html": "html", "csl-json": "json", "bibtex": "bib",
                  "ris": "ris", "nbib": "nbib"}  # fmt: skip


def reference_list(references: Sequence[Reference], form: str, style: str = "ama") -> str:
    """The references in one of ENDINGS; `style` matters for text, markdown and html."""
    if form in ("text", "markdown", "html"):
        return _STYLED[form](references, style)
    return _BARE[form](references)


def _text(references: Sequence[Reference], style: str) -> str:
    return "".join(f"{cited.text}\n" for cited in formatted(references, style))


def _markdown(references: Sequence[Reference], style: str) -> str:
    return "".join(
        f"{n}. {markdown_text(c.text)}\n" for n, c in enumerate(formatted(references, style), 1)
    )


def _html(references: Sequence[Reference], style: str) -> str:
    items = "".join(f"<li>{cited.html}</li>\n" for cited in formatted(references, style))
    return f"<ol>\n{items}</ol>\n"


def _csl_json(references: Sequence[Reference]) -> str:
    return json.dumps([csl_item(r) for r in references], ensure_ascii=False, indent=1) + "\n"


_STYLED: Final[Mapping[str, Callable[[Sequence[Reference], str], str]]] = {
    "text": _text, "markdown": _markdown, "html": _html,
}  # fmt: skip
_BARE: Final[Mapping[str, Callable[[Sequence[Reference]], str]]] = {
    "csl-json": _csl_json,
    "bibtex": lambda references: bibtex_text(references),
    "ris": lambda references: ris_text([Labelled(r) for r in references]),
    "nbib": lambda references: nbib_text([Labelled(r) for r in references]),
}
