"""All ids of a search, however many: split by date until each part fits under the ceiling.

ESearch gives at most 9,999 ids of one PubMed search. A larger one is asked again in
windows of the Entrez date, each record having exactly one, and a single day that is
still too large in windows of the publication date. The parts must add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from evidence.errors import SourceError
from evidence.sources.pubmed.access import Window
from evidence.sources.pubmed.answers import SearchAnswer
from evidence.sources.pubmed.eutils import Eutils

# PubMed's own bounds for "any date"; nearly all Entrez dates are between the other two.
_FIRST, _LAST = date(1000, 1, 1), date(3000, 12, 31)
_DENSE_FROM = date(1965, 1, 1)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """All ids of a search: as many as the service promised. `parts` counts its windows."""

    count: int
    pmids: tuple[int, ...]
    translation: str | None
    warnings: tuple[str, ...]
    parts: int


def search_all(client: Eutils, term: str, window: Window | None = None) -> Found:
    """Every id that `term` finds (in a window of days, where given).

    A search whose parts do not add up is made again, since records arrive while it
    runs. Raises SourceError when they still do not, or when it cannot be split so far
    that each part fits.
    """
    sums = ""
    for _ in range(_TRIES):
        whole = client.search(term, window)
        if whole.count <= client.ceiling:
            return _found(whole, whole.pmids, 1)
        datetype = window.datetype if window else "edat"
        span = window or Window(datetype, _FIRST, _LAST)
        parts = _parts(client, term, span)
        pmids = tuple(p for part in parts for p in part.pmids)
        if len(set(pmids)) == len(pmids) == whole.count:
            return _found(whole, pmids, len(parts))
        sums = f"{len(set(pmids))} ids of {len(parts)} parts, {whole.count} promised"
    raise SourceError(
        f"PubMed's parts of a search do not add up ({sums}, {_TRIES} tries): {_short(term)}. "
        "Mend: run again later"
    )


def _found(whole: SearchAnswer, pmids: tuple[int, ...], parts: int) -> Found:
    return Found(whole.count, pmids, whole.translation, whole.warnings, parts)


def _parts(client: Eutils, term: str, window: Window) -> list[SearchAnswer]:
    """Answers that each fit, for two halves of a window that does not."""
    halves = _halves(client, window)
    if halves is None:
        return _parts_of_a_day(client, term, window)
    parts = []
    for half in halves:
        answer = client.search(term, half)
        parts += [answer] if answer.count <= client.ceiling else _parts(client, term, half)
    return parts


def _parts_of_a_day(client: Eutils, term: str, window: Window) -> list[SearchAnswer]:
    """One day of one date, split by publication date."""
    if window.datetype == "pdat":
        raise SourceError(
            f"PubMed finds more than {client.ceiling} records published on {window.first} and gives no more: "
            f"{_short(term)}. Mend: narrow the strategy, or write it as two"
        )
    one_day = f"({term}) AND {window.first:%Y/%m/%d}[{window.datetype}]"
    return _parts(client, one_day, Window("pdat", _FIRST, _LAST))


def _halves(client: Eutils, window: Window) -> tuple[Window, Window] | None:
    """A window cut in two; None where it is one day.

    The cut is nearer to the end, where most records are.
    """
    if window.first == window.last:
        return None
    first = max(window.first, min(_DENSE_FROM, window.last))
    today = client.clock.now().date() + timedelta(days=2)
    last = min(window.last, max(today, first))
    days = (last - first).days if last > first else 0
    cut = min(first + timedelta(days=days * 3 // 5), window.last - timedelta(days=1))
    return (
        Window(window.datetype, window.first, cut),
        Window(window.datetype, cut + timedelta(days=1), window.last),
    )


def _short(term: str) -> str:
    return term if len(term) <= 80 else term[:79] + "…"
