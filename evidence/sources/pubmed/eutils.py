"""The E-utilities client: every request limited, logged, retried and its answer checked.

Rules: NCBI, "A General Introduction to the E-utilities" and "The E-utilities
In-Depth" (tool and email with each request; 3 requests a second, 10 with a key).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import requests

from evidence.errors import SourceError
from evidence.sources.http import (
    Answer,
    Patience,
    Timeouts,
    TransferError,
    fetch_whole,
)
from evidence.sources.pubmed.access import (
    Clock,
    EutilsAccess,
    RequestLine,
    Window,
    shown_params,
)
from evidence.sources.pubmed.answer_form import AnswerError, checked_root
from evidence.sources.pubmed.answers import (
    CEILING,
    History,
    RecordsAnswer,
    SearchAnswer,
    history_answer,
    records_answer,
    search_answer,
)
from evidence.sources.pubmed.limiter import WITH_KEY, WITHOUT_KEY, Limit, Limiter
from evidence.sources.pubmed.outcome import (
    DamagedAnswerError,
    ExpiredSearchError,
    Failed,
    failure_line,
    without_secrets,
)

T = TypeVar("T")
_MAX_BYTES = 1 << 28
_MOST_SEARCHES = 4


class Eutils:
    """One service, asked politely. Safe to share between threads.

    `clock_ahead_seconds` is how far this machine's clock is ahead of the service's, by
    the Date header of its last answer; None before the first.

    Every method raises SourceError with one clear line when the service cannot be
    reached, refuses, or cannot be believed after all tries.
    """

    def __init__(
        self,
        access: EutilsAccess,
        *,
        timeouts: Timeouts | None = None,
        patience: Patience | None = None,
        limit: Limit | None = None,
        clock: Clock | None = None,
        ceiling: int = CEILING,
    ) -> None:
        if not (access.email and "@" in access.email):
            raise SourceError("NCBI asks every program for its user's email address and there is none. "
                              "Mend: set NCBI_EMAIL", is_transient=False)  # fmt: skip
        self.access, self.clock, self.ceiling = access, clock or Clock(), ceiling
        self.log: list[RequestLine] = []
        self.clock_ahead_seconds: float | None = None
        self._timeouts, self._patience = timeouts or Timeouts(), patience or Patience()
        limit = limit or (WITH_KEY if access.api_key else WITHOUT_KEY)
        self._limiter = Limiter(access.state_dir, limit, self.clock.steady, self.clock.sleep)
        self._session = requests.Session()

    def search(
        self,
        term: str,
        window: Window | None = None,
        retmax: int | None = None,
        *,
        keep: bool = False,
    ) -> SearchAnswer:
        """The ids a query finds, newest first, at most `retmax` and never more than the ceiling.

        `keep` puts them on the history server as well.
        """
        retmax = self.ceiling if retmax is None else retmax
        form = {"term": term, "retmode": "xml", "retstart": "0", "retmax": str(retmax)}
        form |= window.params() if window else {}
        form |= {"usehistory": "y"} if keep else {}

        def check(answer: Answer) -> SearchAnswer:
            root = checked_root(answer.status, answer.body, "eSearchResult")
            found = search_answer(root, retmax, self.ceiling)
            if keep and found.history is None:
                raise AnswerError("no WebEnv in the answer")
            return found

        return self._asked("esearch", form, check)

    def post(self, pmids: Sequence[int]) -> History:
        """Put ids on the history server."""
        return self._asked(
            "epost",
            {"id": ",".join(map(str, pmids))},
            lambda answer: history_answer(checked_root(answer.status, answer.body, "ePostResult")),
        )

    def fetch(self, pmids: Sequence[int]) -> RecordsAnswer:
        """Whole records by id, in one request; those not there are in `missing`."""
        if not pmids:
            return RecordsAnswer(b"", (), ())
        form = {"id": ",".join(map(str, pmids)), "retmode": "xml"}
        return self._asked("efetch", form, lambda answer: _records(answer, pmids))

    def fetch_kept(
        self, term: str, window: Window | None = None, batch_size: int = 200
    ) -> Iterator[RecordsAnswer]:
        """All records of one search that fits under the ceiling, page by page off the history server.

        A search that expired on the server is made again, and what is still owed is
        asked for. Pages hold what they hold; the last has in `missing` what no page gave.
        """
        found = self.search(term, window, keep=True)
        owed, start, searches = dict.fromkeys(found.pmids), 0, 1
        while start < len(found.pmids):
            try:
                page = self._page(found, start, batch_size)
            except ExpiredSearchError:
                searches += 1
                if searches > _MOST_SEARCHES:
                    raise
                found = self.search(term, window, keep=True)
                owed, start = {p: None for p in found.pmids if p in owed}, 0
                continue
            start += batch_size
            for pmid in page.pmids:
                owed.pop(pmid, None)
            is_last = start >= len(found.pmids)
            yield RecordsAnswer(page.content, page.pmids, tuple(owed) if is_last else ())

    def _page(self, found: SearchAnswer, start: int, size: int) -> RecordsAnswer:
        assert found.history is not None
        form = {"WebEnv": found.history.web_env, "query_key": str(found.history.query_key),
                "retstart": str(start), "retmax": str(size), "retmode": "xml"}  # fmt: skip
        return self._asked("efetch", form, lambda answer: _records(answer, found.pmids))

    def n_records(self) -> int:
        """How many records PubMed says it has: a question to see whether it answers at all."""

        def check(answer: Answer) -> int:
            root = checked_root(answer.status, answer.body, "eInfoResult")
            count = root.findtext("DbInfo/Count")
            if not (count and count.isdigit()):
                raise AnswerError("no Count in the answer")
            return int(count)

        return self._asked("einfo", {"retmode": "xml"}, check)

    def _asked(self, name: str, form: dict[str, str], check: Callable[[Answer], T]) -> T:
        """What `check` makes of the answer, tried until it can be believed or patience ends."""
        form = {"db": "pubmed", "tool": self.access.tool, "email": self.access.email or ""} | form
        if self.access.api_key:
            form["api_key"] = self.access.api_key
        wait = 0.0
        for attempt in range(1, self._patience.attempts + 1):
            outcome = self._tried(name, form, check, wait)
            if not isinstance(outcome, Failed):
                return outcome
            if outcome.is_expired and "WebEnv" in form:
                raise ExpiredSearchError(failure_line(self.access, name, outcome, attempt))
            is_last = attempt == self._patience.attempts or not outcome.is_transient
            asked_for = outcome.retry_after
            if is_last or (asked_for or 0) > self._patience.longest_retry_after_seconds:
                kind = DamagedAnswerError if outcome.is_damaged else SourceError
                raise kind(failure_line(self.access, name, outcome, attempt), is_transient=outcome.is_transient)
            wait = self._patience.wait_seconds(attempt, self.clock.chance(), asked_for)
            if outcome.is_limit:
                self._limiter.pause(wait)
            self.clock.sleep(wait)
        raise AssertionError("patience has at least one attempt")

    def _tried(
        self, name: str, form: Mapping[str, str], check: Callable[[Answer], T], waited: float
    ) -> T | Failed:
        asked_at, answer, begun = self.clock.now(), None, self.clock.steady()
        result: T | Failed
        try:
            with self._limiter.turn() as turn:
                waited += turn.waited_seconds
                begun = self.clock.steady()
                answer = fetch_whole(self._session, self._url(name), form, self._timeouts,
                                     _MAX_BYTES, turn.answered)  # fmt: skip
            self.clock_ahead_seconds = answer.clock_ahead_seconds(self.clock.now())
            result = check(answer)
        except TransferError as error:
            result = Failed(error.reason, was_reached=error.was_reached)
        except AnswerError as error:
            assert answer is not None
            result = Failed(error.reason, error.is_transient, error.is_expired, error.is_limit,
                              error.is_damaged, answer.retry_after_seconds(self.clock.now()))  # fmt: skip
        reason = result.reason if isinstance(result, Failed) else "ok"
        self.log.append(RequestLine(
            path=f"/{name}.fcgi",
            params=shown_params(form),
            status=answer.status if answer else None,
            n_bytes=answer.n_bytes if answer else 0,
            seconds=self.clock.steady() - begun,
            waited_seconds=waited,
            outcome=without_secrets(self.access, reason),
            asked_at=asked_at,
        ))  # fmt: skip
        return result

    def _url(self, name: str) -> str:
        return f"{self.access.base_url.rstrip('/')}/{name}.fcgi"


def _records(answer: Answer, asked: Sequence[int]) -> RecordsAnswer:
    try:
        root = checked_root(answer.status, answer.body, "PubmedArticleSet")
    except AnswerError as error:
        if "ID list is empty" in error.reason:  # how efetch says that it knows none of them
            return RecordsAnswer(b"", (), tuple(asked))
        raise
    return records_answer(root, answer.body, asked)
