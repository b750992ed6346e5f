"""A citation goes out only under wording it supports, and the evidence against goes with it."""

import csv
import io
import json
import re
from datetime import date

import docx
import pytest

from evidence.publish.article_export import article_export, as_json, list_items
from evidence.publish.article_files import docx_file, html_file, markdown_file
from evidence.publish.change_list import change_csv, change_markdown, change_rows
from evidence.publish.json_ld import json_ld
from evidence.publish.review_gate import open_points
from tests.unit.dossier_rows import TOPIC, facts, sentence, signed, tables
from tests.unit.reference_rows import notice, rows_of


def export(held=None, **options):
    given = options.pop("facts", facts())
    return article_export(rows_of(held or tables()), TOPIC, given, **options)


def by_number(made, number):
    return next(s for b in made.blocks for s in b.sentences if s.sentence.sentence_no == number)


def test_a_sentence_that_says_too_much_is_cited_by_nothing():
    made = export()
    assert by_number(made, 2).marks == ""
    assert by_number(made, 2).sentence.withheld.startswith("Too strong")
    assert made.n_withheld == 1


def test_the_suggestion_is_cited_for_and_against():
    made = export(is_suggested=True)
    assert by_number(made, 2).sentence.text.startswith("Studies disagree")
    assert by_number(made, 2).marks == "1; against: 2"
    assert made.n_suggested == 1


def test_evidence_against_travels_even_where_it_was_not_among_those_to_cite():
    assert by_number(export(), 3).marks == "1; against: 2"


def test_retracted_reports_are_never_cited():
    held = tables()
    held["notice"].append(notice("pmid:4", "retraction"))
    held["suggested_citation"][1]["is_to_cite"] = True
    ids = {c.reference.report_id for c in export(held, is_suggested=True).cited}
    assert not ids & {"pmid:3", "pmid:4"}


def test_a_claim_without_evidence_is_not_cited_as_it_stands():
    held = tables()
    held["claim_summary"][1]["verdict"] = "insufficient"
    assert by_number(export(held), 3).marks == ""


def wording(value, state="in_force", day=1):
    return {"topic": TOPIC, "claim_id": "relief", "report_id": None, "what": "wording", "value": value,
            "decided_by": "E", "role": "editor", "decided_on": date(2026, 1, day), "why": "",
            "state": state}  # fmt: skip


def test_an_adopted_wording_stands_and_is_cited_where_the_ladder_allows_it():
    held = {
        **tables(),
        "judgement": [wording("Needles may ease pain.", day=2), wording("Old words may.")],
    }
    made = by_number(export(held), 2)
    assert made.sentence.source == "adopted"
    assert made.sentence.text == "Needles may ease pain."
    assert made.marks == "1; against: 2"
    strong = {**tables(), "judgement": [wording("Needles cure pain.")]}
    assert by_number(export(strong), 2).marks == ""
    assert "stronger" in by_number(export(strong), 2).sentence.withheld


def test_markdown_html_and_docx_say_the_same():
    made = export(is_suggested=True)
    markdown, html = markdown_file(made), html_file(made)
    document = docx.Document(io.BytesIO(docx_file(made)))
    paragraphs = [p.text for p in document.paragraphs]
    assert "# A made article" in markdown
    assert "<h1>A made article</h1>" in html
    assert document.paragraphs[1].style.name == "Heading 1"
    for number in (1, 2, 3, 4):
        assert f'<li id="ref-{number}">' in html
        assert re.search(rf"^{number}\. ", markdown, re.M)
        assert any(p.startswith(f"{number}. ") for p in paragraphs)
    assert "\\[1; against: 2\\]" in markdown
    assert '<sup><a href="#ref-1">1</a>; against: <a href="#ref-2">2</a></sup>' in html
    assert any(run.font.superscript for p in document.paragraphs for run in p.runs)
    for text in (markdown, html, document.core_properties.comments):
        assert "20260105T060000Z-aaaaaaaaaaaa" in text


def test_a_draft_and_a_sample_say_so():
    assert "no person has adopted" in html_file(export(is_suggested=True))
    assert "no person has adopted" not in html_file(export())
    sample = export(facts=facts(is_sample=True))
    for text in (html_file(sample), markdown_file(sample)):
        assert "its verdicts are not findings" in text


def test_hostile_text_does_nothing():
    made = export(is_suggested=True)
    html, markdown = html_file(made), markdown_file(made)
    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r"(?<!\\)<(?!!--)", markdown)
    assert "\u202e" not in html + markdown


def test_docx_bytes_depend_on_content_alone():
    assert docx_file(export()) == docx_file(export())


def test_list_items_stay_items(tmp_path):
    folder = tmp_path / "topics" / TOPIC
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("# A made article\n\nText:\n\n- *Needles* may bruise.\n")
    html = html_file(export(facts=facts(queries_dir=tmp_path)))
    assert "<ul>\n<li>Needles may bruise." in html
    assert html.count("<ul>") == html.count("</ul>") == 1
    assert list_items("") == set()


def test_an_article_without_claims_goes_out_as_it_is():
    held = {**tables(), "sentence": [sentence(0, "Only text.")], "claim_summary": [], "evidence_table": [],
            "suggested_citation": []}  # fmt: skip
    made = export(held)
    assert made.cited == ()
    assert "References" not in html_file(made)
    assert as_json(made)["sentences"][0]["citations"] == {}


def test_change_list_names_what_to_do_and_is_safe_for_spreadsheets():
    held = tables()
    held["sentence"][2]["text"] = "=HYPERLINK(1) Needles relieve pain."
    made = change_rows(rows_of(held), TOPIC, facts())
    assert [row["what"] for row in made] == ["add", "retracted", "reword", "cite"]
    read = list(csv.DictReader(io.StringIO(change_csv(made))))
    assert read[2]["sentence"] == "'=HYPERLINK(1) Needles relieve pain."
    assert read[2]["citations_against"].startswith("Smith JA.")
    assert all(row["publication_id"] == facts().publication_id for row in read)
    markdown = change_markdown(made, "A made article", facts(is_sample=True), TOPIC)
    assert "## 3. Reword" in markdown
    assert "pmid:3" in markdown
    assert "not findings" in markdown
    assert not re.search(r"(?<!\\)<", markdown)


def test_nothing_to_change_is_said():
    assert "Nothing to change." in change_markdown([], "T", facts(), TOPIC)


OPEN = {
    "unsigned": lambda held: held["signoff"].pop(),
    "expired": lambda held: held["signoff"][0].update(state="expired"),
    "overclaim": lambda held: held["sentence"][2].update(wording_problem="Too strong."),
    "harm": lambda held: held["omission"][0].update(state="absent"),
    "retraction": lambda held: (
        held["claim_summary"][0].update(n_retracted=1), held["signoff"][0].update(state="expired")
    ),
    "no search": lambda held: held["search_run"].clear(),
    "no claims": lambda held: held.update(claim_summary=[]),
}


def test_a_retraction_closes_with_a_signoff_given_in_its_sight():
    held = signed(tables())
    held["claim_summary"][0].update(n_retracted=1)
    assert open_points(rows_of(held), TOPIC, is_sample=False) == []


def test_json_ld_comes_from_signoffs_when_nothing_is_open():
    rows = rows_of(signed(tables()))
    assert open_points(rows, TOPIC, is_sample=False) == []
    text = json_ld(rows, TOPIC, facts())
    assert "</script>" not in text
    page = json.loads(text)
    assert page["@type"] == "MedicalWebPage"
    assert page["lastReviewed"] == "2026-02-01"
    assert page["reviewedBy"] == [
        {"@type": "Person", "name": "Dr </script> Made", "jobTitle": "medical reviewer"}
    ]
    assert page["citation"][0]["identifier"] == ["PMID:1", "doi:10.1000/j.1"]


@pytest.mark.parametrize("name", OPEN)
def test_no_json_ld_while_anything_is_open(name):
    held = signed(tables())
    OPEN[name](held)
    assert json_ld(rows_of(held), TOPIC, facts()) is None
    assert open_points(rows_of(held), TOPIC, is_sample=False)


def test_no_json_ld_from_a_sample():
    assert json_ld(rows_of(signed(tables())), TOPIC, facts(is_sample=True)) is None
