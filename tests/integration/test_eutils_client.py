"""The client against a server that fails on demand: every failure is recovered or one clear line."""

from __future__ import annotations

import logging
import time
from datetime import date
from pathlib import Path

import pytest

from evidence.errors import SourceError
from evidence.sources.http import Patience, Timeouts
from evidence.sources.pubmed.access import Clock, EutilsAccess, Window
from evidence.sources.pubmed.eutils import Eutils
from evidence.sources.pubmed.limiter import Limit
from tests.eutils.faults import FAULTS
from tests.eutils.made import record_xml, set_of
from tests.eutils.server import EutilsServer

KEY = "secret-key-0123456789"
EMAIL = "someone@example.org"
PATIENCE = Patience(attempts=2, first_wait_seconds=0.01, longest_wait_seconds=0.02)
TIMEOUTS = Timeouts(connect_seconds=2, read_seconds=0.4, whole_seconds=0.5)
FAST = Limit(1000, 0.01)

# What no second try can mend, and the words that people then read.
REFUSALS = {
    "forbidden": "HTML page",
    "not_found": "NCBI_EUTILS_URL",
    "redirect": "NCBI_EUTILS_URL",
    "too_long": "414",
    "invalid_key": "NCBI_API_KEY",
}
# Faults that leave this utility's answer as it was, or right in form.
HARMLESS = {
    "esearch": {"late", "record_left_out", "record_twice", "stranger", "none"},
    "efetch": {"late", "count_too_high", "count_too_low", "id_left_out", "id_twice", "none", "record_left_out"},
}  # fmt: skip


class Leaping:
    """A clock on which sleeping takes no time."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def steady(self) -> float:
        return time.monotonic() + sum(self.slept)

    def clock(self) -> Clock:
        return Clock(steady=self.steady, sleep=self.slept.append)


@pytest.fixture(scope="module")
def server():
    with EutilsServer() as running:
        running.add_records(set_of(*(record_xml(n, f"Needle {n}.") for n in range(101, 121))))
        yield running


@pytest.fixture
def client(server: EutilsServer, tmp_path: Path) -> Eutils:
    server.faults.clear()
    access = EutilsAccess(server.base_url, EMAIL, KEY, state_dir=tmp_path)
    clock = Leaping().clock()
    return Eutils(access, timeouts=TIMEOUTS, patience=PATIENCE, limit=FAST, clock=clock)


def asked(client: Eutils, endpoint: str) -> tuple[int, ...]:
    if endpoint == "esearch":
        return client.search("needle[ti]").pmids
    return client.fetch(range(101, 121)).pmids


@pytest.mark.parametrize("endpoint", ["esearch", "efetch"])
@pytest.mark.parametrize("fault", sorted(set(FAULTS) - set(REFUSALS)))
def test_a_passing_failure_is_recovered(server, client, endpoint, fault):
    server.faults.add(fault, endpoint)
    if fault == "none" or (endpoint, fault) == ("efetch", "record_left_out"):
        return  # right in form: the night's checks tell these, see test_fetch_night
    assert sorted(asked(client, endpoint)) == list(range(101, 121))
    n_tries = 1 if fault in HARMLESS[endpoint] else 2
    assert len(client.log) == n_tries
    assert client.log[-1].outcome == "ok"


@pytest.mark.parametrize("endpoint", ["esearch", "efetch"])
@pytest.mark.parametrize(
    "fault", sorted(set(FAULTS) - set(REFUSALS) - {"rate_limit_retry_after", "unavailable_retry_after"})
)  # fmt: skip
def test_a_lasting_failure_is_one_clear_line(server, client, endpoint, fault):
    if fault in HARMLESS[endpoint]:
        return
    server.faults.add(fault, endpoint, times=-1)
    with pytest.raises(SourceError) as caught:
        asked(client, endpoint)
    line = str(caught.value)
    assert "\n" not in line
    assert "Mend:" in line
    assert "(2 tries)" in line
    assert KEY not in line
    assert EMAIL not in line
    assert len(client.log) == 2


@pytest.mark.parametrize("fault", sorted(REFUSALS))
def test_a_refusal_is_not_asked_again(server, client, fault):
    server.faults.add(fault, times=-1)
    with pytest.raises(SourceError, match=REFUSALS[fault]):
        client.search("needle[ti]")
    assert len(client.log) == 1


def test_retry_after_is_obeyed_and_too_long_a_wait_is_an_error(server, client):
    leaping = Leaping()
    client.clock = leaping.clock()
    server.faults.add("unavailable_retry_after")
    assert client.search("needle[ti]").count == 20
    assert [wait >= 1.0 for wait in leaping.slept] == [True]
    client._patience = Patience(3, 0.01, 0.02, longest_retry_after_seconds=0.5)
    server.faults.add("unavailable_retry_after")
    with pytest.raises(SourceError, match="run again after 1 s"):
        client.search("needle[ti]")


def test_a_refused_key_is_named_but_not_shown(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    with EutilsServer(keys=["another"]) as server:
        access = EutilsAccess(server.base_url, EMAIL, KEY, state_dir=tmp_path)
        client = Eutils(access, patience=PATIENCE, limit=FAST)
        with pytest.raises(SourceError, match="API key was refused") as caught:
            client.search("needle[ti]")
        assert server.requests[-1].params["api_key"] == KEY
    written = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    for text in (str(caught.value), repr(access), repr(client.log), caplog.text, written):
        assert KEY not in text


def test_no_email_is_one_clear_line(tmp_path):
    for email in (None, "", "nobody"):
        with pytest.raises(SourceError, match="NCBI_EMAIL"):
            Eutils(EutilsAccess("http://127.0.0.1:9/", email, state_dir=tmp_path))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:9/entrez/eutils/", "cannot be reached at 127.0.0.1:9: the connection was refused"),
        ("http://user:pass-word@127.0.0.1:9/", "cannot be reached at 127.0.0.1:9: the connection"),
        ("ftp://127.0.0.1/", "not an http or https address"),
        ("eutils", "not an http or https address"),
    ],
)  # fmt: skip
def test_an_unreachable_server_is_one_clear_line(tmp_path, url, words):
    client = Eutils(
        EutilsAccess(url, EMAIL, KEY, state_dir=tmp_path), patience=PATIENCE, limit=FAST
    )
    with pytest.raises(SourceError, match="cannot be reached") as caught:
        client.search("needle[ti]")
    assert words in str(caught.value)
    assert "pass-word" not in str(caught.value)


def test_an_expired_search_is_made_again_and_nothing_is_lost_or_twice(server, client):
    server.faults.add("expired", "efetch", after=1)
    pages = list(client.fetch_kept("needle[ti]", batch_size=8))
    got = [pmid for page in pages for pmid in page.pmids]
    assert set(got) == set(range(101, 121))
    assert pages[-1].missing == ()
    assert [line.path for line in client.log].count("/esearch.fcgi") == 2


def test_posted_ids_are_kept(server, client):
    history = client.post([101, 102])
    assert history.query_key == 1
    assert server.service.history[history.web_env] == [[101, 102]]


def test_a_query_of_any_length_is_sent_whole(server, client):
    term = " OR ".join(f'"no such phrase number {n}"[tiab]' for n in range(2000)) + " OR 101[uid]"
    assert client.search(term).pmids == (101,)
    assert server.requests[-1].method == "POST"
    assert server.requests[-1].params["term"] == term


def test_each_request_says_who_asks(server, client):
    client.n_records()
    assert server.requests[-1].params | {"email": EMAIL, "tool": "evidence", "api_key": KEY} == (
        server.requests[-1].params
    )
    assert set(client.log[-1].params) & {"email", "api_key"} == set()


def test_a_window_of_days_is_searched(client):
    assert (
        client.search("needle[ti]", Window("edat", date(2020, 1, 15), date(2020, 1, 15))).count
        == 20
    )
    assert (
        client.search("needle[ti]", Window("edat", date(1000, 1, 1), date(2020, 1, 14))).count == 0
    )


def test_records_that_are_not_there_are_told_from_errors(client):
    assert client.fetch([101, 999]).missing == (999,)
    assert client.fetch([999]).missing == (999,)
