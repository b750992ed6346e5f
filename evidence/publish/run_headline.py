"""A run in one line, what needs a person first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_NOTICES = {
    "retraction": ("retraction", "retractions"),
    "retraction_and_replacement": ("retraction with replacement", "retractions with replacement"),
    "expression_of_concern": ("expression of concern", "expressions of concern"),
    "correction": ("correction", "corrections"),
    "reinstatement": ("reinstatement", "reinstatements"),
    "comment": ("comment", "comments"),
}
_LINKS = {
    "certainty": ("certainty changed", "certainties changed"),
    "new_item": ("new evidence item", "new evidence items"),
    "lost_item": ("evidence item lost", "evidence items lost"),
    "status": ("evidence item of another status", "evidence items of another status"),
    "stance": ("evidence item of another stance", "evidence items of another stance"),
}


def weighty(report: Mapping[str, Any]) -> list[str]:
    """What an editor must know before all else: notices, withdrawals, new reports of harm, verdicts,
    failed searches.

    Notices, withdrawals and harms are counted by report, however many claims each bears on.
    """
    harms = len({h["report_id"] for h in report["harm_signals"] if h["is_new"]})
    verdicts = len(report["moved_verdicts"])
    failed = len(report["not_asked"])
    return [
        *_notices(report["notices"]),
        *_counted(harms, "new report of harm", "new reports of harm"),
        *_counted(verdicts, "verdict moved", "verdicts moved"),
        *_counted(failed, "search failed", "searches failed"),
    ]


def headline(report: Mapping[str, Any]) -> str:
    """The run in one line."""
    n_failed = len(report["not_asked"])
    failed = f"{n_failed} of {n_failed + len(report['asked'])} searches failed" if n_failed else ""
    if not report["is_new"]:
        said = "Nothing new in what was asked" if failed else "Nothing new"
    elif report["previous"] is None:
        said = f"First publication: {report['counts'].get('current', 0)} reports"
    elif not report["changes"]:
        said = "New records, none of which touches a claim"
    else:
        said = ", ".join(_changes(report))
    return f"{said}; {failed}" if failed else said


def _changes(report: Mapping[str, Any]) -> list[str]:
    counts: Mapping[str, int] = report["changes"]
    return [
        *weighty({**report, "not_asked": ()}),
        *(part for kind, words in _LINKS.items() for part in _counted(counts.get(kind, 0), *words)),
    ]


def _notices(notices: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    came = _reports(n for n in notices if n["kind"] == "notice" and n["after"] is not None)
    went = _reports(n for n in notices if n["kind"] == "notice" and n["after"] is None)
    for kind, (one, many) in _NOTICES.items():
        yield from _counted(len(came.pop(kind, ())), one, many)
    for kind, reports in came.items():
        yield f"{len(reports)} × {kind.replace('_', ' ')}"
    yield from _counted(sum(map(len, went.values())), "notice taken back", "notices taken back")
    gone = [n for n in notices if n["kind"] == "withdrawn_report"]
    withdrawn = {n["report_id"] for n in gone if n["after"] is not None}
    yield from _counted(len(withdrawn), "report withdrawn", "reports withdrawn")


def _reports(notices: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Kind of notice to the reports it is on."""
    found: dict[str, set[str]] = {}
    for notice in notices:
        found.setdefault(str(notice["after"] or notice["before"]), set()).add(notice["report_id"])
    return found


def _counted(n: int, one: str, many: str) -> list[str]:
    return [f"{n} {one if n == 1 else many}"] if n else []
