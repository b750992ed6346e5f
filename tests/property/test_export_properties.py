"""Whatever a title or abstract holds, what goes out is safe and can be read back."""

from __future__ import annotations

import csv
import dataclasses
import io
import re

from Bio import Medline
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.publish.bibtex import bibtex_text
from evidence.publish.citation_styles import formatted
from evidence.publish.nbib import nbib_text
from evidence.publish.references import Author, spread_pages
from evidence.publish.ris import Labelled, ris_text
from evidence.publish.safe_text import csv_text, markdown_text, one_line, safe_cell
from tests.unit.reference_rows import held_references

PLAIN = held_references()["pmid:1"]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
HARD = ["=1+1", "@x", "\t=x", "＝1", "a\nER  - \nTY  - JOUR", "{", "}}", "\\", "]]>", "<script>", "&lt;",
        "\u202ex", "a  b", "%", "x\rPMID- 1"]  # fmt: skip
NASTY = st.one_of(TEXT, st.sampled_from(HARD))


@given(NASTY)
def test_no_cell_is_a_formula_and_every_row_reads_back(text):
    cell = safe_cell(text)
    assert not re.match(r"\s*[=+\-@＝＋－＠]", cell)
    (read,) = list(
        csv.DictReader(io.StringIO(csv_text(["a", "b"], [{"a": text, "b": 1}]), newline=""))
    )
    assert read == {"a": cell, "b": "1"}


@given(NASTY, NASTY)
@settings(max_examples=60)
def test_tagged_files_keep_one_record_and_the_title(title, name):
    given_ = dataclasses.replace(
        PLAIN, title=one_line(title) or "x", authors=(Author(one_line(name) or "y", "A"),)
    )
    ris = ris_text([Labelled(given_)])
    assert len(re.findall(r"^TY  - ", ris, re.M)) == len(re.findall(r"^ER  - ", ris, re.M)) == 1
    (entry,) = list(Medline.parse(io.StringIO(nbib_text([Labelled(given_)]))))
    assert entry["PMID"] == "1"


@given(NASTY)
@settings(max_examples=60)
def test_braces_of_bibtex_balance(title):
    text = bibtex_text([dataclasses.replace(PLAIN, title=one_line(title) or "x")])
    assert text.count("{") == text.count("}")


@given(NASTY)
@settings(max_examples=40, deadline=None)
def test_html_of_a_citation_holds_no_markup_of_its_title(title):
    (cited,) = formatted([dataclasses.replace(PLAIN, title=one_line(title) or "x")], "ama")
    assert not re.search(r"<(?!/?(?:i|b|sup|sub|span)\b)", cited.html)
    assert "&" not in re.sub(r"&(?:amp|lt|gt|quot|#\d+);", "", cited.html)


@given(NASTY)
def test_markdown_of_a_text_is_one_line_without_markup(text):
    made = markdown_text(text)
    assert "\n" not in made
    assert not re.search(r"(?<!\\)[<>\[\]|`*_]", made.replace("\\\\", ""))


@given(st.text("0123456789-, eS", max_size=12))
def test_pages_are_never_lost(text):
    made = spread_pages(text)
    for number in re.findall(r"\d+", text):
        assert number in made
