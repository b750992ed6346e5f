"""What reference managers read from our files is what we wrote."""

import io
import json
import re

import pytest
from Bio import Medline

from evidence.publish.bibtex import bibtex_text, tex
from evidence.publish.citation_styles import formatted
from evidence.publish.csl import csl_item, csl_title
from evidence.publish.nbib import nbib_text
from evidence.publish.reference_lists import ENDINGS, reference_list
from evidence.publish.references import report_id_of
from evidence.publish.ris import Labelled, ris_text
from evidence.schema import load_schema
from evidence.sources.pubmed.nbib import parse_nbib
from tests.unit.reference_rows import held_references


@pytest.fixture(scope="module")
def held():
    return list(held_references().values())


def test_keys_are_unique_and_plain(held):
    keys = [reference.key for reference in held]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in keys)


def test_csl_json_through_the_processor(held):
    read = json.loads(reference_list(held, "csl-json"))
    assert read == [csl_item(reference) for reference in held]
    assert read[2]["number"] == "e0155035"
    assert read[1]["author"][1] == {"literal": "NEEDLE & Nerve Study Group"}
    assert "PMID" not in read[9]
    assert len(formatted(held, "ama")) == len(held)


def test_ris_through_rispy(held):
    rispy = pytest.importorskip("rispy")
    labelled = [
        Labelled(r, ("claim:relief", "stance:supports"), ("a note",), "Made abstract.")
        for r in held
    ]
    read = rispy.loads(ris_text(labelled))
    assert len(read) == len(held)
    for reference, entry in zip(held, read, strict=True):
        assert entry["title"] == csl_title(reference)
        assert entry.get("doi") == reference.doi
        assert entry.get("accession_number") == (str(reference.pmid) if reference.pmid else None)
        assert len(entry.get("authors", [])) == len(reference.authors)
        assert entry["keywords"] == ["claim:relief", "stance:supports"]
        assert entry["abstract"] == "Made abstract."
        pages = "-".join(filter(None, (entry.get("start_page"), entry.get("end_page"))))
        assert pages == (reference.pages or reference.locator or "")
    assert read[0]["authors"] == ["Smith, John A, Jr", "van der Berg, Anne-Marie"]
    assert any("Retracted in" in note for note in read[6]["notes"])


def test_bibtex_through_bibtexparser(held):
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(bibtex_text(held, "made by a test"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [reference.key for reference in held]
    for reference, entry in zip(held, library.entries, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert fields["title"].strip("{}") == tex(csl_title(reference))
        assert fields.get("doi") == reference.doi
        assert fields.get("pmid") == (str(reference.pmid) if reference.pmid else None)
    first = library.entries[0].fields_dict
    assert first["author"].value == "Smith, Jr, John A and van der Berg, Anne-Marie"
    assert first["pages"].value == "123--129"


def test_bibtex_names_split_as_written(held):
    bibtexparser = pytest.importorskip("bibtexparser")
    names = bibtexparser.middlewares
    library = bibtexparser.parse_string(
        bibtex_text(held), append_middleware=[names.SeparateCoAuthors(), names.SplitNameParts()]
    )
    people = library.entries[0].fields_dict["author"].value
    assert people[0].last == ["Smith"]
    assert people[0].jr == ["Jr"]
    assert len(library.entries[1].fields_dict["author"].value) == 2
    assert len(library.entries[2].fields_dict["author"].value) == 25


def test_nbib_through_biopython(held):
    labelled = [Labelled(r, ("claim:relief",), (), "Made abstract. " * 20) for r in held]
    read = list(Medline.parse(io.StringIO(nbib_text(labelled))))
    assert len(read) == len(held)
    for reference, entry in zip(held, read, strict=True):
        assert entry.get("PMID") == (str(reference.pmid) if reference.pmid else None)
        assert entry["TI"].strip("[].") == reference.title.strip(".")
        assert entry.get("PG") == (reference.pages or reference.locator)
        assert entry["OT"] == ["claim:relief"]
        assert entry["AB"] == ("Made abstract. " * 20).strip()
    assert read[0]["AU"] == ["Smith JA Jr", "van der Berg AM"]
    assert read[5]["TT"] == "Nadeln für Nerven"
    assert read[6]["RIN"] == ["Made J. 2021 Jan 20;31(5):33-5. PMID: 999"]
    assert read[9]["OWN"] == "NOTNLM"


def test_our_own_reader_takes_our_nbib(held, queries_dir):
    tables = load_schema(queries_dir / "schema")
    known = [reference for reference in held if reference.pmid]
    text = io.StringIO(nbib_text([Labelled(reference) for reference in known]))
    read = [row for batch in parse_nbib(text, tables) for row in batch["record"].to_pylist()]
    assert [row["pmid"] for row in read] == [reference.pmid for reference in known]
    assert [row["doi"] for row in read] == [reference.doi for reference in known]


@pytest.mark.parametrize("form", sorted(ENDINGS))
def test_every_form_of_no_references(form):
    assert isinstance(reference_list([], form), str)


@pytest.mark.parametrize("text", ["39401008", "pmid:39401008", "PMID: 39401008",
                                  "https://pubmed.ncbi.nlm.nih.gov/39401008/"])  # fmt: skip
def test_ways_to_name_a_pmid(text):
    assert report_id_of(text) == "pmid:39401008"


def test_no_line_of_a_tagged_file_comes_from_a_title(held):
    import dataclasses

    bad = dataclasses.replace(held[0], title="x\nER  - \nTY  - JOUR")
    assert ris_text([Labelled(bad)]).count("\nER  - ") == 1
    assert nbib_text([Labelled(dataclasses.replace(bad, title="x\nPMID- 7"))]).count("PMID- ") == 2
