"""Answers are believed only when whole and right: bodies as the service sends them, and any cut of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.sources.http import Answer, Patience
from evidence.sources.pubmed.access import EutilsAccess
from evidence.sources.pubmed.answer_form import AnswerError, checked_root
from evidence.sources.pubmed.answers import history_answer, records_answer, search_answer
from evidence.sources.pubmed.outcome import Failed, failure_line
from tests.eutils.made import record_xml, set_of

SEARCH = (
    b'<?xml version="1.0" encoding="UTF-8" ?>\n<eSearchResult><Count>3</Count><RetMax>3</RetMax>'
    b"<RetStart>0</RetStart><IdList>\n<Id>3</Id>\n<Id>2</Id>\n<Id>1</Id>\n</IdList><TranslationSet/>"
    b'<QueryTranslation>"needle"[Title]</QueryTranslation><WarningList><QuotedPhraseNotFound>"x y"'
    b"</QuotedPhraseNotFound></WarningList></eSearchResult>\n"
)
RECORDS = f'<?xml version="1.0" ?>\n{set_of(record_xml(1), record_xml(2))}'.encode()


def refused(status: int, body: bytes, root: str = "eSearchResult") -> AnswerError:
    with pytest.raises(AnswerError) as caught:
        checked_root(status, body, root)
    return caught.value


def test_a_right_answer_is_read_to_its_remarks():
    found = search_answer(checked_root(200, SEARCH, "eSearchResult"), 9999)
    assert (found.count, found.pmids, found.translation) == (3, (3, 2, 1), '"needle"[Title]')
    assert found.warnings == ('QuotedPhraseNotFound: "x y"',)


@pytest.mark.parametrize(
    ("status", "body", "words", "is_transient"),
    [
        (200, "", "an empty answer", True),
        (
            200,
            "Unable to route request!\n\nservice name: /x",
            "plain text instead of XML: Unable",
            True,
        ),
        (200, "<!DOCTYPE html><html><title>Sign in</title></html>", "HTML page .* Sign in", True),
        (500, "<!DOCTYPE html><html><title>WWW Error 500</title></html>", "HTML page", True),
        (403, "<html><title>Access Denied</title></html>", "HTML page", False),
        (502, "", "status 502", True),
        (429, '{"error":"API rate limit exceeded","count":"4"}', "rate limit", True),
        (200, '{"error":"API rate limit exceeded"', "JSON that is cut off", True),
        (400, '{"error":"API key invalid","api-key":"k"}', "API key was refused", False),
        (200, "[1]", "plain text", True),
        (301, "", "redirect", False),
        (404, "", "no such service", False),
        (414, "", "too long", False),
        (
            400,
            "<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>",
            "ID list is empty",
            False,
        ),
        (400, "<e><ERROR>proxy_stream() &lt;html&gt;502</ERROR></e>", "proxy_stream", True),
        (200, "<e><ERROR>NCBI C++ Exception: CONNECT</ERROR></e>", "C\\+\\+ Exception", True),
        (200, "<e><ERROR>Search Backend failed: Exception: x</ERROR></e>", "Backend failed", True),
        (
            200,
            "<e><ERROR>Search Backend failed: 'retstart' cannot be larger</ERROR></e>",
            "retstart",
            True,
        ),
        (200, "<ERROR>Empty term and query_key - nothing todo</ERROR>", "Empty term", False),
        (200, "<e><ERROR>Invalid db name specified: x</ERROR></e>", "Invalid db", False),
        (200, "<eSpellResult/>", "<eSpellResult> instead of <eSearchResult>", True),
        (200, SEARCH.decode()[:-20], "cut off or damaged", True),
    ],
)
def test_what_the_service_says_instead_of_an_answer(status, body, words, is_transient):
    error = refused(status, body.encode())
    assert error.is_transient == is_transient
    with pytest.raises(AssertionError if not words else AnswerError, match=words):
        raise error


@pytest.mark.parametrize(
    "text", ["Unable to obtain query #1", "WebEnv is expired", "cannot decode query_key"]
)
def test_an_expired_search_is_known_as_one(text):
    assert refused(200, f"<e><ERROR>{text}</ERROR></e>".encode()).is_expired
    assert refused(400, f"<e><ERROR>{text}</ERROR></e>".encode()).is_expired


@given(st.integers(0, len(SEARCH) - 2))
def test_no_cut_of_a_search_is_believed(cut):
    with pytest.raises(AnswerError):
        search_answer(checked_root(200, SEARCH[:cut], "eSearchResult"), 9999)


@given(st.integers(0, len(RECORDS) - 1))
def test_no_cut_of_records_is_believed(cut):
    assert refused(200, RECORDS[:cut], "PubmedArticleSet").is_transient


@given(
    promised=st.integers(0, 30),
    given_ids=st.lists(st.integers(1, 40), max_size=30),
    retmax=st.integers(0, 30),
)
def test_ids_are_as_many_as_promised_or_not_believed(promised, given_ids, retmax):
    ids = "".join(f"<Id>{i}</Id>" for i in given_ids)
    body = (
        f"<eSearchResult><Count>{promised}</Count><IdList>{ids}</IdList></eSearchResult>".encode()
    )
    is_right = len(given_ids) == min(promised, retmax) and len(set(given_ids)) == len(given_ids)
    try:
        found = search_answer(checked_root(200, body, "eSearchResult"), retmax)
    except AnswerError:
        assert not is_right
    else:
        assert is_right
        assert found.pmids == tuple(given_ids)


@pytest.mark.parametrize("count", ["", "-1", "many", "１２"])
def test_a_count_that_is_no_number_is_not_believed(count):
    body = f"<eSearchResult><Count>{count}</Count><IdList/></eSearchResult>".encode()
    with pytest.raises(AnswerError, match="no number in Count"):
        search_answer(checked_root(200, body, "eSearchResult"), 20)


def test_numbers_of_cited_papers_are_not_taken_for_records():
    cited = "<PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId>9</ArticleId>"
    body = RECORDS.replace(b"</MedlineCitation>", b"</MedlineCitation>" + cited.encode()
                           + b"</ArticleIdList></Reference></ReferenceList></PubmedData>")  # fmt: skip
    comment = b"<CommentsCorrections><PMID>8</PMID></CommentsCorrections>"
    comments = b"<CommentsCorrectionsList>" + comment + b"</CommentsCorrectionsList>"
    body = body.replace(b"<MeshHeadingList>", comments + b"<MeshHeadingList>")
    answer = records_answer(checked_root(200, body, "PubmedArticleSet"), body, [1, 2, 3])
    assert (answer.pmids, answer.missing) == ((1, 2), (3,))


def test_books_have_numbers_too():
    book = b"<PubmedBookArticle><BookDocument><PMID>5</PMID></BookDocument></PubmedBookArticle>"
    body = b"<PubmedArticleSet>" + book + b"</PubmedArticleSet>"
    assert records_answer(checked_root(200, body, "PubmedArticleSet"), body, [5]).pmids == (5,)


def test_an_entity_bomb_is_not_unfolded():
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>'
    body = bomb + b"<eSearchResult><Count>&c;</Count></eSearchResult>"
    with pytest.raises(AnswerError):
        search_answer(checked_root(200, body, "eSearchResult"), 20)


def test_a_history_answer_without_a_place_is_not_believed():
    with pytest.raises(AnswerError, match="WebEnv"):
        history_answer(
            checked_root(200, b"<ePostResult><QueryKey>1</QueryKey></ePostResult>", "ePostResult")
        )


NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("", None), ("soon", None), ("-3", None), ("Tue, 24 Nov 2026 12:00:30 GMT", 30.0),
     ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0)],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_date(header, seconds):
    assert Answer(429, {"retry-after": header}, b"", 0).retry_after_seconds(NOW) == seconds


@given(st.integers(1, 12), st.floats(0, 0.999), st.none() | st.floats(0, 100))
def test_waits_grow_to_a_bound_and_never_undercut_the_service(attempt, chance, asked):
    patience = Patience()
    wait = patience.wait_seconds(attempt, chance, asked)
    assert wait >= (asked or 0)
    assert wait <= max(patience.longest_wait_seconds, asked or 0)
    assert wait >= patience.first_wait_seconds / 2


def test_secrets_are_struck_out_of_what_a_service_echoes():
    access = EutilsAccess("https://u:pw@example.org/", "me@example.org", "key-123")
    line = failure_line(access, "esearch", Failed("an error: key-123 of me@example.org"), 2)
    assert not any(secret in line for secret in ("key-123", "me@example.org", "pw"))
    assert "key-123" not in repr(access)


def test_the_longest_wait_is_within_a_night():
    patience = Patience()
    waits = sum(patience.wait_seconds(n, 0.999, None) for n in range(1, patience.attempts))
    assert timedelta(seconds=waits) < timedelta(minutes=2)


def test_a_wrong_clock_is_seen_by_the_services_own():
    answer = Answer(200, {"date": "Tue, 24 Nov 2026 11:00:00 GMT"}, b"", 0)
    assert answer.clock_ahead_seconds(NOW) == 3600.0
    assert Answer(200, {}, b"", 0).clock_ahead_seconds(NOW) is None
