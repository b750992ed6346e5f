"""Files for researchers' tools: what their own readers get is what we hold."""

import csv
import io
import json
import math
import re
import shutil
import subprocess
from datetime import datetime

import pandas
import pytest
from Bio import Medline
from lxml import etree

from evidence.publish.data_package import data_package
from evidence.publish.effect_files import effect_rows, effects_csv, r_script, revman_csv, unusable
from evidence.publish.exports import KINDS, Asked, search_files, write_exports
from evidence.publish.references import references
from evidence.publish.screening_files import asreview_csv, labelled, rayyan_csv, screened
from evidence.publish.search_files import flow_mistakes, prisma_s_markdown, strategies_text
from tests.unit.dossier_rows import TOPIC, facts, tables
from tests.unit.reference_rows import rows_of


def effect(number, **changed):
    row = {"report_id": f"pmid:{number}", "pmid": number, "study_id": f"pmid:{number}", "finding_no": 0,
           "measure": "MD", "estimate": -1.5, "unit": None, "ci_low": -2.0, "ci_high": -1.0,
           "ci_level_pct": 95.0, "p_text": None, "outcome": "pain", "comparator": "sham",
           "time_point": None, "direction": None, "flag": None, "quote": "=-1.5"}  # fmt: skip
    return {**row, **changed}


def held_tables():
    held = tables()
    held["effect"] = [
        effect(1), effect(2, measure="RR", estimate=2.0, ci_low=1.0, ci_high=4.0),
        effect(2, measure="RR", estimate=0.0, ci_low=0.0, ci_high=4.0),
        effect(1, flag="the estimate is outside its interval"), effect(1, ci_low=None, ci_high=None),
        effect(3), effect(4, measure="percent"),
    ]  # fmt: skip
    held["search_run"] = [
        {"snapshot_id": "s1", "topic": TOPIC, "strategy_id": "main", "source": "pubmed",
         "query_sent": '"needle"[tiab]', "query_translation": '"needle"[Title/Abstract]', "count": 9,
         "n_ids": 9, "parts": 1, "warnings": ["phrase not found"], "started_at": datetime(2026, 1, day, 3),
         "finished_at": datetime(2026, 1, day, 4), "n_requests": 2} for day in (1, 4)]  # fmt: skip
    held["strategy"] = [
        {"topic": TOPIC, "strategy_id": name, "source": "pubmed", "query": "q", "rationale": "because",
         "author": "A", "written_on": datetime(2026, 1, 1).date(), "limits": None, "known_pmids": []}
        for name in ("main", "unrun")]  # fmt: skip
    return held


@pytest.fixture
def asked():
    return Asked(rows_of(held_tables()), TOPIC, facts())


def test_effects_are_on_the_scale_that_metafor_pools(asked):
    made = effect_rows(asked.rows, TOPIC, asked.held, "p")
    usable = [row for row in made if row["is_usable"]]
    mean, ratio = usable
    assert mean["yi"] == -1.5
    assert math.isclose(mean["sei"], 1 / (2 * 1.959964), abs_tol=1e-5)
    assert math.isclose(ratio["yi"], math.log(2), abs_tol=1e-5)
    assert math.isclose(ratio["sei"], math.log(4) / (2 * 1.959964), abs_tol=1e-5)
    assert mean["study_label"] == "Smith 2020"


def test_what_cannot_be_pooled_says_why_and_is_kept(asked):
    made = effect_rows(asked.rows, TOPIC, asked.held, "p")
    assert len(made) == 6
    assert all(row["why_not"] and row["yi"] is None for row in made if not row["is_usable"])
    assert not any(row["report_id"] == "pmid:3" for row in made)


@pytest.mark.parametrize("changed", [{"ci_level_pct": 5}, {"ci_low": -1.0}, {"measure": "HR"},
                                     {"estimate": None}])  # fmt: skip
def test_bad_numbers_are_not_pooled(changed):
    assert unusable({**effect(1), **changed})


def test_effects_read_by_pandas_and_revman_columns(asked):
    made = effect_rows(asked.rows, TOPIC, asked.held, "p")
    frame = pandas.read_csv(io.StringIO(effects_csv(made)))
    assert frame["yi"].notna().sum() == frame["is_usable"].sum() == 2
    assert frame["quote"].str.startswith("'=").all()
    revman = pandas.read_csv(io.StringIO(revman_csv(made)))
    assert list(revman["GIV Mean"]) == [-1.5, 0.693147]
    assert set(revman["Publication"]) == {"p"}


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_effects(asked, tmp_path):
    made = effect_rows(asked.rows, TOPIC, asked.held, "p")
    (tmp_path / "effects.csv").write_text(effects_csv(made))
    code = 'e <- read.csv("effects.csv"); stopifnot(nrow(e) == 6, sum(e$is_usable == "true") == 2)'
    subprocess.run(["Rscript", "-e", code], cwd=tmp_path, check=True)


def test_the_r_script_cannot_be_broken_out_of():
    text = r_script("t", "p", "warning\nquit(status = 1)")
    assert "\nquit" not in text
    assert text.count("{") == text.count("}")


def test_the_data_package_describes_every_file(asked):
    files = data_package(asked.rows, TOPIC, asked.facts)
    package = json.loads(files["datapackage.json"])
    assert package["version"] == facts().publication_id
    assert package["evidence"]["snapshot_ids"] == ["s1", "s2"]
    for resource in package["resources"]:
        content = files[resource["path"]].decode()
        header = next(csv.reader(io.StringIO(content)))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert resource["bytes"] == len(files[resource["path"]])


def test_the_data_package_by_its_own_reader(asked, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    for name, content in data_package(asked.rows, TOPIC, asked.facts).items():
        (tmp_path / name).write_bytes(content)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]


def test_screening_files_carry_decisions(asked):
    reports = screened(asked.rows, TOPIC, asked.held)
    made = pandas.read_csv(io.StringIO(asreview_csv(reports, "note")))
    by_id = made.set_index("record_id")
    assert by_id.loc["pmid:1", "included"] == 1
    assert by_id.loc["pmid:3", "included"] == 0
    assert by_id.loc["pmid:1", "label_by"] == "machine"
    assert (made["abstract"] == "'=cmd Made abstract.").all()
    rayyan = pandas.read_csv(io.StringIO(rayyan_csv(reports, "note")))
    assert 'RAYYAN-INCLUSION: {"machine"=>"Included"}' in rayyan["notes"][0]
    assert list(rayyan.columns[:3]) == ["key", "title", "year"]


def test_a_person_is_told_apart_from_the_machine():
    held = held_tables()
    held["evidence_table"][0]["decided_by"] = "Dr A"
    asked = Asked(rows_of(held), TOPIC, facts())
    first = screened(asked.rows, TOPIC, asked.held)[0]
    assert first.decided_by == "Dr A"
    assert first.tags[0].endswith("/counted/supports/person")


def test_open_items_have_no_label():
    held = held_tables()
    for row in held["evidence_table"]:
        row["status"] = "ongoing"
    asked = Asked(rows_of(held), TOPIC, facts())
    assert all(report.included is None for report in screened(asked.rows, TOPIC, asked.held))


def test_tags_come_back_from_ris_and_nbib(asked):
    rispy = pytest.importorskip("rispy")
    files = KINDS["screening"](asked)
    ris = rispy.loads(files["screening/records.ris"].decode())
    nbib = list(Medline.parse(io.StringIO(files["screening/records.nbib"].decode())))
    assert len(ris) == len(nbib) == 5
    assert f"evidence/{TOPIC}/relief/counted/supports/machine" in ris[0]["keywords"]
    assert ris[0]["keywords"] == nbib[0]["OT"]
    tagged = labelled(screened(asked.rows, TOPIC, asked.held), "note")
    assert tagged[0].notes[-1] == "note"


def test_the_flow_adds_up_and_a_wrong_one_is_not_written(asked):
    files = search_files(asked)
    figure = etree.fromstring(files["search/prisma-flow.svg"])
    assert figure.tag == "{http://www.w3.org/2000/svg}svg"
    assert flow_mistakes(json.loads(files["search/prisma-flow.json"])) == []
    held = held_tables()
    held["prisma_flow"][0]["n_included"] += 1
    with pytest.raises(ValueError, match="does not add up"):
        search_files(Asked(rows_of(held), TOPIC, facts()))


def test_strategies_are_told_as_they_were_run(asked):
    text = strategies_text(asked.rows("search_run"), asked.rows("strategy"))
    assert '"needle"[tiab]' in text
    assert "Run 2026-01-04 03:00 UTC; records: 9" in text
    assert "Not run for this publication." in text


def test_prisma_s_names_every_item_and_what_was_not_done(asked):
    text = prisma_s_markdown(asked.rows, TOPIC, facts(is_sample=True))
    assert len(re.findall(r"^\d+\. \*\*", text, re.M)) == 16
    assert "first 2026-01-04, last 2026-01-04" in text
    assert "not a search" in text
    empty = prisma_s_markdown(rows_of({}), TOPIC, facts())
    assert "no search was run" in empty


def test_every_export_names_its_publication_and_checksums(tmp_path):
    import hashlib

    paths = write_exports(rows_of(held_tables()), tmp_path, facts())
    manifest = json.loads((tmp_path / "MANIFEST.json").read_text())
    assert manifest["publication_id"] == facts().publication_id
    assert len(manifest["sha256"]) == len(paths) - 1
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


def test_exports_of_the_same_content_are_the_same(tmp_path):
    for name in ("a", "b"):
        write_exports(rows_of(held_tables()), tmp_path / name, facts())
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file() and path.suffix != ".pdf" and path.name != "MANIFEST.json":
            assert (
                path.read_bytes()
                == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()
            )


def test_no_cell_of_any_csv_is_a_formula(tmp_path):
    write_exports(rows_of(held_tables()), tmp_path, facts())
    for path in tmp_path.rglob("*.csv"):
        for row in csv.reader(path.open(newline="", encoding="utf-8")):
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?(e-?\d+)?$)", cell), (
                    path.name,
                    cell,
                )


def test_empty_topics_export(tmp_path):
    held = {"topic": tables()["topic"]}
    assert write_exports(rows_of(held), tmp_path, facts())
    assert references(rows_of(held), []) == {}
