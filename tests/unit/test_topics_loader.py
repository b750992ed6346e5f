"""Loading a topic: what is right loads, and each mistake names file, line and mend."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from evidence.errors import EvidenceError, QueriesError
from evidence.topics import load_topic, load_topics

_VITAMIN_D = Path(__file__).parents[1] / "fixtures" / "queries-vitamin-d"
_TOPIC = "vitamin-d-covid-19"
_STRATEGY = "strategies/vitamin-d-covid-19.toml"
_SIGNED = "claim_id,by,role,signed_on,fingerprint,note\n"
_DECIDED = "claim_id,report_id,what,value,by,role,decided_on,fingerprint,why\n"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(_VITAMIN_D, tmp_path / "queries")
    return tmp_path / "queries" / "topics" / _TOPIC


def _load(folder):
    return load_topic(folder.parents[1], folder.name)


def _mistake(folder) -> QueriesError:
    with pytest.raises(QueriesError) as caught:
        _load(folder)
    assert re.fullmatch(r".+:\d+: .+\. Mend: .+\.", str(caught.value), re.DOTALL)
    assert caught.value.exit_code == 2
    return caught.value


def test_another_subject_needs_nothing_but_a_folder():
    (topic,) = load_topics(_VITAMIN_D)
    assert topic.topic == _TOPIC
    assert [c.claim_id for c in topic.claims][:2] == ["low-levels", "susceptibility"]
    assert topic.strategies[0].query.startswith('(("Vitamin D"[mh] OR')
    assert topic.omissions == topic.guidelines == topic.decisions == topic.signoffs == ()
    assert topic.notice is None


def test_each_claim_quotes_the_article(queries_dir):
    for topic in (*load_topics(queries_dir), *load_topics(_VITAMIN_D)):
        for claim in topic.claims:
            assert topic.article.text[claim.anchor.start : claim.anchor.end] == claim.quote


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        ("claims.toml", "often have low levels", "always have low levels", 7, "the quote is not in"),
        ("claims.toml", 'id = "safety"', 'id = "prevention"', 34, "second claim 'prevention'"),
        ("claims.toml", '["covid_19"]', '["covid"]', 9, "'covid', which is no concept"),
        ("claims.toml", '["covid_19"]', '["vitamin_d"]', 9, "which is of the kind intervention"),
        ("claims.toml", 'kind = "background"', 'kind = "backgruond"', 6, "kind is 'backgruond'"),
        ("claims.toml", 'question = "Do people', 'qestion = "Do people', 8, "qestion is not known"),
        ("claims.toml", 'populations = ["human"]', 'populations = ["people"]', 9, "names 'people'"),
        ("claims.toml", 'designs = ["guideline"]', 'designs = ["guidline"]', 45, "names 'guidline'"),
        ("claims.toml", 'id = "low-levels"', 'id = "Low levels"', 5, "ill-formed"),
        ("claims.toml", 'id = "low-levels"', 'id = "low-levels', 5, "not TOML"),
        ("claims.toml", 'kind = "mechanism"', 'kind = "mechanism"\nparent = "nobody"', 14, "no claim above"),
        ("concepts.toml", 'id = "deficiency"', 'id = "infection"', 29, "second concept"),
        ("concepts.toml", 'mesh = ["COVID-19"', 'narrower = ["flu"]\nmesh = ["COVID-19"', 5, "'flu', which is no"),
        ("concepts.toml", 'text = ["vitamin D",', 'text = ["--",', 13, "has no word"),
        ("concepts.toml", 'kind = "harm"', 'kind = "damage"', 37, "kind is 'damage'"),
        (_STRATEGY, "AND {covid_19}", "AND {covid}", 2, "{covid}, which is no concept"),
        (_STRATEGY, "AND {covid_19}", "OR covid[tiab] AND {covid_19}", 2, "side by side"),
        (_STRATEGY, "AND {covid_19}", 'AND "Covid"[mh]', 2, "no MeSH heading"),
        (_STRATEGY, "2026-11-24", '"yesterday"', 8, "not a date"),
        (_STRATEGY, "34091026", "99000001", 11, "which is no PMID"),
        (_STRATEGY, '"low-levels"', '"low-level"', 10, "which is no claim"),
        (_STRATEGY, '"pubmed"', '"embase"', 1, "source is 'embase'"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_and_mend(folder, name, old, new, line, said):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    error = _mistake(folder)
    assert error.path.endswith(name)
    assert (error.line, said in error.what) == (line, True), str(error)


@pytest.mark.parametrize(
    ("name", "row", "line", "said"),
    [
        ("signoffs.csv", "nobody,A,editor,2026-01-01,f1,\n", 2, "no claim 'nobody'"),
        ("signoffs.csv", "safety,A,editor,1 May,f1,\n", 2, "not a date"),
        ("signoffs.csv", "safety,,editor,2026-01-01,f1,\n", 2, "by is empty"),
        ("signoffs.csv", "safety,A,editor,2026-01-01,,\n", 2, "fingerprint is empty"),
        ("signoffs.csv", "safety,A,editor,2026-01-01\n", 2, "not as many fields"),
        ("signoffs.csv", 'safety,A,editor,2026-01-01,f1,"open\n', 2, "not CSV"),
        ("decisions.csv", "safety,pmid:1,stance,for,A,editor,2026-01-01,,\n", 2, "value is 'for'"),
        (
            "decisions.csv",
            "safety,1,stance,supports,A,editor,2026-01-01,,\n",
            2,
            "report_id is '1'",
        ),
        ("decisions.csv", "safety,,mood,good,A,editor,2026-01-01,,\n", 2, "what is 'mood'"),
    ],
)
def test_a_bad_row_names_its_line(folder, name, row, line, said):
    (folder / name).write_text(
        (_SIGNED if name == "signoffs.csv" else _DECIDED) + row, encoding="utf-8"
    )
    error = _mistake(folder)
    assert error.path.endswith(name)
    assert (error.line, said in error.what) == (line, True), str(error)


def test_a_header_that_lacks_a_column_is_line_one(folder):
    (folder / "decisions.csv").write_text("claim_id,value\n", encoding="utf-8")
    assert "lacks report_id" in _mistake(folder).what


def test_rows_load_into_models_and_a_spreadsheet_bom_does_no_harm(folder):
    row = "safety,pmid:34091026,stance,inconclusive,A,medical editor,2026-01-02,f1,small\n"
    (folder / "decisions.csv").write_text("\ufeff" + _DECIDED + row, encoding="utf-8")
    (folder / "signoffs.csv").write_text(
        _SIGNED + "safety,A,editor,2026-01-03,f1,\n", encoding="utf-8"
    )
    topic = _load(folder)
    assert (topic.decisions[0].report_id, topic.decisions[0].value) == (
        "pmid:34091026",
        "inconclusive",
    )
    assert topic.signoffs[0].signed_on.isoformat() == "2026-01-03"


@pytest.mark.parametrize("name", ["article.md", "claims.toml"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert _mistake(folder).path.endswith(name)


def test_text_in_another_encoding_is_named_with_its_line(folder):
    path = folder / "claims.toml"
    path.write_bytes(path.read_bytes().replace(b"Do people", b"D\xf6 people"))
    error = _mistake(folder)
    assert (error.line, "UTF-8" in error.what) == (8, True)


def test_a_missing_folder_says_what_to_do(tmp_path):
    for make in (lambda: None, (tmp_path / "topics").mkdir):
        make()
        with pytest.raises(EvidenceError, match="Mend: ") as caught:
            load_topics(tmp_path)
        assert caught.value.exit_code == 2
    with pytest.raises(EvidenceError, match="no topic acupuncture"):
        load_topic(tmp_path, "acupuncture")


def test_one_quote_in_two_places_asks_for_a_prefix(folder):
    path = folder / "article.md"
    path.write_text(path.read_text() + "\nLow levels may make an infection more likely, too.\n")
    assert "fits 2 places" in _mistake(folder).what


def test_circles_of_concepts_are_refused(folder):
    path = folder / "concepts.toml"
    text = path.read_text().replace('id = "covid_19"', 'id = "covid_19"\nnarrower = ["deficiency"]')
    path.write_text(text.replace('id = "deficiency"', 'id = "deficiency"\nnarrower = ["covid_19"]'))
    assert "both narrower and broader" in _mistake(folder).what


_GUIDELINE = ('[[guideline]]\nid = "g"\nbody = "B"\nyear = 2020\ntitle = "T"\npopulation = "P"\n'
              'position = "for"\nstatement = "S"\nclaims = ["safety"]\nsource = "doi:10.1/x"\n')  # fmt: skip
_OMISSION = '[[omission]]\nid = "o"\nstatement = "S"\nwhy = "W"\nis_serious_harm = true\npresent_if = ["x"]\n'


_NOTE = '[[note]]\nclaims = ["safety"]\nsays = "S"\nsource = "Doe 2020"\nexpects = ["mixed"]\n'


def test_notes_on_the_literature_are_read(folder):
    (folder / "literature.toml").write_text(_NOTE, encoding="utf-8")
    (note,) = load_topic(folder.parents[1], folder.name).literature
    assert (note.claims, note.says, note.source, note.expects) == (("safety",), "S", "Doe 2020", ("mixed",))


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("guidelines.toml", _GUIDELINE.replace('"for"', '"maybe"'), 7, "position is 'maybe'"),
        ("guidelines.toml", _GUIDELINE.replace('["safety"]', '["saftey"]'), 9, "which is no claim"),
        ("guidelines.toml", _GUIDELINE + _GUIDELINE, 12, "second 'g'"),
        ("guidelines.toml", _GUIDELINE.replace("year = 2020\n", ""), 1, "year is missing"),
        ("omissions.toml", _OMISSION.replace("true", '"yes"'), 5, "is_serious_harm is 'yes'"),
        ("omissions.toml", _OMISSION + 'waived_by = "A"\n', 1, "go together"),
        (
            "omissions.toml",
            _OMISSION.replace('present_if = ["x"]\n', ""),
            1,
            "present_if is missing",
        ),
        ("omissions.toml", "[omission]\nid = 1\n", 1, "not written as tables"),
        ("literature.toml", _NOTE.replace('"safety"', '"saftey"'), 2, "which is no claim"),
        ("literature.toml", _NOTE.replace('"mixed"', '"perhaps"'), 5, "which is no verdict"),
        ("literature.toml", _NOTE.replace('source = "Doe 2020"\n', ""), 1, "source is missing"),
    ],
)
def test_guidelines_and_omissions_are_checked(folder, name, text, line, said):
    (folder / name).write_text(text, encoding="utf-8")
    error = _mistake(folder)
    assert (error.line, said in error.what) == (line, True), str(error)
