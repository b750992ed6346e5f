"""Turns data into files: a page's body, the shell around it, and its data as JSON.

What belongs to the run (dates of publishing and searching, banners) stands in the shell
alone, so that the body of a page whose data did not change is taken from the publication
before instead of being made again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evidence.publish.badge import GOOD_DAYS
from evidence.publish.harm_told import first_of
from evidence.publish.site_shape import SHAPE_VERSION
from evidence.publish.site_words import (
    CERTAINTY_SIGNS,
    POSITION_WORDS,
    STATUS_WORDS,
    VERDICT_MARKS,
    compared,
    design_word,
    number,
    plain,
    stance_mark,
    verdict_mark,
)

BEGIN, END = "<!--body-->", "<!--/body-->"
KEYS = "pages.json"


@dataclass(slots=True)
class Output:
    """A site being written: what every page shows, what is kept from before, and the paths written."""

    site_dir: Path
    publication: Mapping[str, Any]
    previous_site: Path | None = None
    paths: list[Path] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    n_reused: int = 0
    _before: dict[str, str] | None = None

    def page(
        self, name: str, kind: str, data: Mapping[str, Any], *, title: str, banners: list[str],
        topic: Mapping[str, Any] | None = None, drawn: Callable[[], Mapping[str, Any]] | None = None,
    ) -> None:  # fmt: skip
        """Write one HTML page, and its data as JSON beside it.

        `drawn` gives what is only for the page, figures above all; it is called where
        the page has to be made.
        """
        held = _json(data)
        key = hashlib.sha256(f"{code_key()}\0{kind}\0{held}".encode("utf-8", "replace")).hexdigest()
        self.keys[name] = key
        body = self._body_before(name, key)
        root = "../" * name.count("/")
        if body is None:
            template = environment().get_template(f"{kind}.html.j2")
            body = template.render(**data, **(drawn() if drawn else {}), root=root)
        else:
            self.n_reused += 1
        shell = environment().get_template("shell.html.j2")
        html = shell.render(body=Markup(body), title=title, banners=banners, topic=topic, root=root,
                            kind=kind, publication=self.publication, begin=Markup(BEGIN),
                            end=Markup(END))  # fmt: skip
        self.file(name, html)
        head = _json({"shape_version": SHAPE_VERSION, "kind": kind, "title": title, "notices": banners,
                      "publication": self.publication})  # fmt: skip
        self.file(name.removesuffix(".html") + ".json", f'{head[:-1]},"page":{held}}}\n')

    def file(self, name: str, content: str | bytes) -> None:
        """Write one file; an equal one is left untouched."""
        path = self.site_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
        if not path.is_file() or path.read_bytes() != raw:
            path.write_bytes(raw)
        self.paths.append(path)

    def close(self) -> None:
        """Write what the next publication needs to know of these pages."""
        self.file(KEYS, json.dumps(self.keys, indent=0, sort_keys=True) + "\n")

    def _body_before(self, name: str, key: str) -> str | None:
        """The body of a page of the publication before, where it would be the same; else None."""
        if self.previous_site is None:
            return None
        if self._before is None:
            self._before = _keys(self.previous_site)
        if self._before.get(name) != key:
            return None
        try:
            held = (self.previous_site / name).read_text("utf-8")
        except (OSError, ValueError):
            return None
        start, end = held.find(BEGIN), held.rfind(END)
        return held[start + len(BEGIN) : end] if 0 <= start < end else None


def _keys(site: Path) -> dict[str, str]:
    try:
        held = json.loads((site / KEYS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


@cache
def code_key() -> str:
    """A hash over all that makes bodies: templates and the modules of pages."""
    digest = hashlib.sha256()
    folder = resources.files("evidence.publish")
    files = [*folder.joinpath("templates").iterdir(), *folder.iterdir()]
    for path in sorted(
        (f for f in files if f.is_file() and f.name.endswith((".py", ".j2"))), key=lambda f: f.name
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def environment() -> Environment:
    """Jinja with everything escaped and a missing name an error."""
    made = Environment(
        loader=PackageLoader("evidence.publish"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(plain=plain, verdict=verdict_mark, stance=stance_mark, design=design_word,
                        first_of=first_of, compared=compared, number=number,
                        source_link=source_link, day=_day)  # fmt: skip
    made.globals.update(statuses=STATUS_WORDS, certainty_signs=CERTAINTY_SIGNS, positions=POSITION_WORDS,
                        verdict_marks=VERDICT_MARKS, good_days=GOOD_DAYS)  # fmt: skip
    for name, file in (("css", "site.css"), ("script", "site.js")):
        text = resources.files("evidence.publish").joinpath("templates", file).read_text("utf-8")
        made.globals[name] = Markup(text)
        made.globals[name + "_hash"] = _csp_hash(text)
    return made


def source_link(source: str) -> str | None:
    """The address a source written by people leads to; None where it is not one.

    >>> source_link("doi:10.1200/x"), source_link("javascript:x")
    ('https://doi.org/10.1200/x', None)
    """
    if source.startswith("doi:10."):
        return "https://doi.org/" + source.removeprefix("doi:")
    if source.startswith("pmid:") and source[5:].isdigit():
        return f"https://pubmed.ncbi.nlm.nih.gov/{source[5:]}/"
    return source if source.startswith("https://") else None


def _day(value: object) -> str:
    return str(value)[:10]


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, default=_plain_value, ensure_ascii=False, separators=(",", ":"))


def _plain_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return str(value)
    return str(value)
