"""What raises a harm signal, told by the harm first: which, how many people, and where it stands (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from evidence.publish.site_words import design_word, number

Row = Mapping[str, Any]
#: Told after the source, where a report raises the signal otherwise than by a case or its stance.
_HOW: Final = {"prevention": "treated to prevent", "worse": "the treated did worse"}


def harm_line(row: Row) -> str:
    """One row of `harm_told` in a line; its sentence where the harm is not named.

    >>> harm_line({"harm": "pneumothorax", "n_harmed": 2, "design": "case_report", "pmid": 7,
    ...     "report_id": "pmid:7", "why": "case", "status": "counted", "quote": "Two came."})
    'Pneumothorax, 2 people (case report, PMID 7)'
    >>> harm_line({"harm": None, "n_harmed": None, "design": "rct", "pmid": None, "report_id": "doi:10.1/x",
    ...     "why": "prevention", "status": "indirect", "quote": "Recovery was slower with it."})
    'Harm told in: “Recovery was slower with it.” (randomized trial, doi:10.1/x; treated to prevent; not counted)'
    """
    source = f"PMID {row['pmid']}" if row["pmid"] else str(row["report_id"])
    told = [f"{design_word(row['design']).lower()}, {source}", _HOW.get(row["why"]),
            None if row["status"] == "counted" else "not counted"]  # fmt: skip
    people = _people(row["n_harmed"])
    where = f"({'; '.join(t for t in told if t)})"
    if not row["harm"]:
        return f"Harm told in: “{row['quote']}”{people} {where}"
    harm = str(row["harm"])
    return f"{harm[:1].upper()}{harm[1:]}{people} {where}"


def harm_lines(rows: Iterable[Row]) -> dict[str, list[str]]:
    """The lines of each claim of a topic, by claim id, in the order of the rows."""
    held: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        held[row["claim_id"]].append(harm_line(row))
    return held


def first_of(lines: Sequence[str]) -> str:
    """The first line, and how many more there are; empty for none.

    >>> first_of(["Pneumothorax (cohort, PMID 7)", "Death (cohort, PMID 8)"])
    'Pneumothorax (cohort, PMID 7), and 1 more report'
    """
    if not lines:
        return ""
    n = len(lines) - 1
    return lines[0] + (f", and {n} more {'report' if n == 1 else 'reports'}" if n else "")


def _people(n: int | None) -> str:
    if n is None:
        return ""
    return f", {number(n)} {'person' if n == 1 else 'people'}"
