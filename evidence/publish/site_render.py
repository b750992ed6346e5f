"""Turns data into files: escaped HTML beside JSON, written only where bytes differ."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from evidence.publish.site_links import report_links
from evidence.publish.site_words import plain, stance_mark, verdict_mark


@dataclass(frozen=True, slots=True)
class Output:
    """A folder being written: what every page shows, and the paths of this run."""

    site_dir: Path
    shared: dict[str, Any]
    paths: list[Path] = field(default_factory=list)

    def page(self, name: str, template: str, **data: Any) -> None:
        """Write one HTML page, and its data as JSON beside it."""
        root = "../" * name.count("/")
        html = environment().get_template(template).render(**self.shared, **data, root=root)
        self.file(name, html)
        self.file(name.removesuffix(".html") + ".json", _json({**self.shared, **data}))

    def file(self, name: str, text: str) -> None:
        """Write one file; an equal one is left untouched."""
        path = self.site_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode("utf-8", "replace")
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
        self.paths.append(path)


@cache
def environment() -> Environment:
    """Jinja with everything escaped and a missing name an error."""
    made = Environment(
        loader=PackageLoader("evidence.publish"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(plain=plain, verdict=verdict_mark, stance=stance_mark, links=report_links)
    for name, file in (("css", "site.css"), ("script", "table.js")):
        text = resources.files("evidence.publish").joinpath("templates", file).read_text("utf-8")
        made.globals[name] = text
        made.globals[name + "_hash"] = _csp_hash(text)
    return made


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1, default=str, ensure_ascii=False) + "\n"
