"""Which elements and attributes of PubMed's DTD no column holds, by the reader's table of paths.

Run as ``python -m tests.benchmarks.dtd_coverage [--dtd FILE]``; Bio.Entrez ships the DTDs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import Bio.Entrez
from lxml import etree

from evidence.sources.pubmed.paths import RAW_TABLES

NEWEST = Path(Bio.Entrez.__file__).parent / "DTDs" / "pubmed_250101.dtd"
ROOTS = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")
INLINE = frozenset(("b", "i", "u", "sup", "sub", "DispFormula", "math"))
# By path or its end, why no column holds it.
EXCEPTIONS = {
    "DeleteCitation/PMID": "the table delete_citation, read apart from the records",
    "DeleteCitation/PMID/@Version": "the table delete_citation",
}


def paths(dtd: Any, name: str, path: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every path of elements with text and of attributes below an element."""
    element = dtd[name]
    for attribute in element.iterattributes():
        yield f"{path}/@{attribute.name}"
    children = set(child_names(element.content))
    if not children or element.type == "mixed":
        yield path
    for child in sorted(children - INLINE - set(above)):
        if not child.startswith("mml:") and child in dtd:
            yield from paths(dtd, child, f"{path}/{child}", (*above, name))


def child_names(content: Any) -> Iterator[str]:
    """Names in a content model."""
    if content is None:
        return
    if content.type == "element":
        yield f"{content.name}"
    yield from child_names(content.left)
    yield from child_names(content.right)


def held_paths() -> frozenset[str]:
    """Every path the reader holds; the attributes of a row's parent stand in At."""
    held = set()
    for table in RAW_TABLES:
        for path in table.paths:
            for field in table.fields:
                own = field.removeprefix("At/")
                held.add(f"{path}/{own}")
    return frozenset(held)


def collapsed(path: str) -> str:
    """A list within its like is read as more rows of the outer one."""
    for name in ("ReferenceList", "Section"):
        path = path.replace(f"/{name}/{name}/", f"/{name}/")
    return path


def uncovered(dtd_path: Path) -> list[str]:
    """Paths of the DTD that are neither held nor excepted."""
    with dtd_path.open("rb") as file:
        dtd = {element.name: element for element in etree.DTD(file).iterelements()}
    held = held_paths()
    found = {collapsed(p) for root in ROOTS for p in paths(dtd, root, root)}
    return sorted(p for p in found - held if not any(p.endswith(end) for end in EXCEPTIONS))


def main() -> None:
    """Print what no column holds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dtd", type=Path, default=NEWEST)
    dtd = parser.parse_args().dtd
    print(json.dumps({"dtd": dtd.name, "uncovered": uncovered(dtd), "exceptions": EXCEPTIONS}))


if __name__ == "__main__":
    main()
