"""What each utility answers, rightly. Faults and limits are elsewhere."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.eutils import rendering
from tests.eutils.faults import Reply
from tests.eutils.query import parsed_query
from tests.eutils.records import Record
from tests.eutils.search import Findings, Searcher, span_of

_RESTRICTED = "Restrictions achieved. start and count adjusted to "
_LARGEST_ID = 18446744073709551615


@dataclass
class Service:
    """The utilities over `records`; `history` keeps id lists by WebEnv and query key."""

    records: dict[int, Record]
    ceiling: int
    today: Callable[[], date]
    history: dict[str, list[list[int]]] = field(default_factory=dict)
    _cache: dict[tuple[str, ...], tuple[Findings, list[int]]] = field(default_factory=dict)
    _terms: dict[tuple[str, str, str, bool], set[int]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def changed(self) -> None:
        """Forget what searches found: records came, went or changed."""
        self._cache.clear()
        self._terms.clear()

    def answer(self, endpoint: str, params: dict[str, str]) -> Reply:
        """The right answer to a request."""
        utility = {"esearch": self._esearch, "efetch": self._efetch, "epost": self._epost,
                   "esummary": self._esummary, "einfo": self._einfo}.get(endpoint)  # fmt: skip
        if utility is None:
            page = "<html><head><title>404 Not Found</title></head></html>"
            return Reply(page.encode(), 404, "text/html")
        if params.get("db", "pubmed") != "pubmed" and endpoint != "einfo":
            roots = {
                "esearch": "eSearchResult",
                "epost": "ePostResult",
                "esummary": "eSummaryResult",
            }
            text = f"Invalid db name specified: {params['db']}"
            return Reply(rendering.error_xml(roots.get(endpoint, "eFetchResult"), text).encode())
        with self._lock:
            return utility(params)

    def _esearch(self, params: dict[str, str]) -> Reply:
        term = params.get("term", "").strip()
        if not term:
            return _xml(
                rendering.error_xml("eSearchResult", "Empty term and query_key - nothing todo")
            )
        found, pmids = self._search(term, params)
        start, wanted = _number(params, "retstart", 0), _number(params, "retmax", 20)
        notes = [] if pmids else ["No items found."]
        if start > self.ceiling - 1 and len(pmids) > self.ceiling:
            text = (f"Search Backend failed: Exception:\n'retstart' cannot be larger than {self.ceiling - 1}. "
                    f"For PubMed, ESearch can only retrieve the first {self.ceiling} records "
                    "matching the query.")  # fmt: skip
            return _xml(rendering.error_xml("eSearchResult", text))
        page = pmids[: self.ceiling][start : start + wanted]
        if wanted > self.ceiling or (start and start >= len(pmids)):
            shown = f"{start}, {min(wanted, self.ceiling)}" if page else "0, 0"
            notes.append(_RESTRICTED + shown)
        kept = None
        if params.get("usehistory", "").lower() in ("y", "yes"):
            kept = self._kept(pmids, params.get("WebEnv"))
        shape = rendering.search_json if params.get("retmode") == "json" else rendering.search_xml
        body = shape(found, len(pmids), page, start, notes, kept).encode()
        is_json = params.get("retmode") == "json"
        return (
            Reply(body, content_type="application/json; charset=UTF-8") if is_json else Reply(body)
        )

    def _search(self, term: str, params: dict[str, str]) -> tuple[Findings, list[int]]:
        """Findings and ids, newest first, within the days that the parameters give."""
        key = (
            term,
            *(params.get(n, "") for n in ("datetype", "mindate", "maxdate", "reldate", "WebEnv")),
        )
        if "#" not in term and key in self._cache:
            return self._cache[key]
        lists = self.history.get(params.get("WebEnv", ""), [])
        searcher = Searcher(
            self.records, lambda n: lists[n - 1] if 0 < n <= len(lists) else (), self._terms
        )
        found = searcher.findings(parsed_query(term))
        window = self._window(params)
        pmids = found.pmids
        if window is not None:
            name, first, last = window
            pmids = pmids & searcher.dated(name, first, last)
            whole = f"({found.translation})" if " " in found.translation else found.translation
            label = {"edat": "Date - Entry", "mdat": "Date - Modification"}.get(
                name, "Date - Publication"
            )
            found.translation = f"{whole} AND {first:%Y/%m/%d}:{last:%Y/%m/%d}[{label}]"
        ordered = sorted(pmids, reverse=True)
        self._cache[key] = found, ordered
        return found, ordered

    def _window(self, params: dict[str, str]) -> tuple[str, date, date] | None:
        name = params.get("datetype", "pdat").lower()
        name = name if name in ("pdat", "edat", "mdat", "crdt") else "pdat"
        if params.get("reldate", "").isdigit():
            return name, self.today() - timedelta(days=int(params["reldate"])), date(3000, 12, 31)
        first, last = span_of(params.get("mindate", "")), span_of(params.get("maxdate", ""))
        return (name, first[0], last[1]) if first and last else None

    def _efetch(self, params: dict[str, str]) -> Reply:
        pmids, error = self._asked_ids(params)
        if error:
            return _xml(rendering.error_xml("eFetchResult", error), 400)
        if not pmids:
            text = "ID list is empty! Possibly it has no correct IDs."
            return _xml(rendering.error_xml("eFetchResult", text), 400)
        records = [self.records[p] for p in dict.fromkeys(pmids) if p in self.records]
        if params.get("rettype") == "medline":
            return Reply(
                rendering.medline_text(records).encode(), content_type="text/plain; charset=UTF-8"
            )
        if params.get("rettype") == "uilist" or (
            params.get("retmode") == "text" and "rettype" not in params
        ):
            text = "".join(f"{r.pmid}\n" for r in records)
            return Reply(text.encode(), content_type="text/plain; charset=UTF-8")
        return _xml(rendering.set_xml(records))

    def _asked_ids(self, params: dict[str, str]) -> tuple[list[int], str | None]:
        """The ids a request names, by list or history, or what is wrong with it."""
        if "id" in params:
            return _ids(params["id"])[0], None
        web_env, key = params.get("WebEnv"), _number(params, "query_key", 0)
        if not (web_env and key):
            return [], "Neither query_key nor id specified"
        lists = self.history.get(web_env, [])
        if not 0 < key <= len(lists):
            return [], f"Unable to obtain query #{key}"
        start, wanted = _number(params, "retstart", 0), _number(params, "retmax", 10000)
        return lists[key - 1][start : start + wanted], None

    def _epost(self, params: dict[str, str]) -> Reply:
        pmids, bad = _ids(params.get("id", ""))
        large = f"Some IDs have invalid value and were omitted. Maximum ID value {_LARGEST_ID}"
        if not pmids:
            errors = ["Empty ID list; Nothing to store", *([large] if bad else [])]
            return _xml(rendering.error_xml("ePostResult", *errors))
        key, web_env = self._kept(list(dict.fromkeys(pmids)), params.get("WebEnv"))
        return _xml(rendering.post_xml(key, web_env, [large] if bad else []))

    def _esummary(self, params: dict[str, str]) -> Reply:
        pmids, error = self._asked_ids(params)
        bad = _ids(params.get("id", ""))[1]
        if error or not pmids + bad:
            text = error or "Empty id list - nothing todo"
            return _xml(rendering.error_xml("eSummaryResult", text))
        errors = [f"Invalid uid {b} at position= 0" for b in bad]
        errors += [f"UID={p}: cannot get document summary" for p in pmids if p not in self.records]
        records = [self.records[p] for p in dict.fromkeys(pmids) if p in self.records]
        return _xml(rendering.summary_xml(records, errors))

    def _einfo(self, params: dict[str, str]) -> Reply:
        n_records = len(self.records) if params.get("db") == "pubmed" else None
        return _xml(rendering.info_xml(n_records, f"{self.today():%Y.%m.%d}.06.33"))

    def _kept(self, pmids: list[int], web_env: str | None) -> tuple[int, str]:
        """Where the history keeps a list from now on."""
        if not web_env or web_env not in self.history:
            web_env = f"MCID_{uuid.uuid4().hex[:24]}"
            self.history[web_env] = []
        self.history[web_env].append(pmids)
        return len(self.history[web_env]), web_env


def _ids(text: str) -> tuple[list[int], list[str]]:
    """Well-formed ids, and what is none."""
    parts: Sequence[str] = [p for p in re.split(r"[,\s]+", text) if p]
    good = [int(p) for p in parts if p.isdigit() and 0 < int(p) <= _LARGEST_ID]
    return good, [p for p in parts if not p.isdigit() or not 0 < int(p) <= _LARGEST_ID]


def _number(params: dict[str, str], name: str, default: int) -> int:
    text = params.get(name, "")
    return int(text) if text.isdigit() else default


def _xml(text: str, status: int = 200) -> Reply:
    return Reply(text.encode(), status)
