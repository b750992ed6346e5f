"""An edited article is taken over whole, or not at all; nothing a person wrote is lost."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from evidence.cli import main
from evidence.errors import QueriesError
from evidence.operations import article_update as module
from evidence.topics import load_topic
from tests.integration.house import OWN_QUERIES

TOPIC = "acupuncture-nerve-pain"


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    folder = tmp_path / "queries"
    shutil.copytree(OWN_QUERIES, folder)
    person = "Dr A,medical reviewer,2026-11-01"
    mine = folder / "topics" / TOPIC
    header = (mine / "signoffs.csv").read_text().splitlines()[0].split(",")
    rows = [{"claim_id": c, "by": "Dr A", "role": "medical reviewer", "signed_on": "2026-11-01",
             "fingerprint": "f" * 64, "note": "a, b"} for c in ("safety-general", "not-a-cure")]  # fmt: skip
    with (mine / "signoffs.csv").open("a", newline="") as file:
        csv.DictWriter(file, header, restval="", lineterminator="\n").writerows(rows)
    with (mine / "decisions.csv").open("a") as file:
        file.write(f"safety-general,,wording,Acupuncture may be safe.,{person},ffff,house style\n")
        file.write(f"not-a-cure,,verdict,supported,{person},ffff,read it\n")
    load_topic(folder, TOPIC)
    return folder


def edited(queries: Path, *changes: tuple[str, str]) -> Path:
    text = (queries / "topics" / TOPIC / "article.md").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = queries.parent / "edited.md"
    path.write_text(text)
    return path


def update(queries: Path, path: Path, *options: str) -> int:
    return main(
        ["article", "update", str(path), "--topic", TOPIC, "--queries-dir", str(queries), *options]
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


SOFTER = ("is generally considered safe when", "is mostly considered safe when")
CURE = ("While acupuncture is not a cure for neuropathy, it can", "Acupuncture can")


def test_telling_writes_nothing(queries, capsys):
    before = tree(queries)
    assert update(queries, edited(queries, SOFTER)) == 0
    told = capsys.readouterr().out
    assert "changed: 1" in told
    assert "sign-off of Dr A, 2026-11-01: ends" in told
    assert "nothing was written" in told
    assert tree(queries) == before


def test_the_same_article_keeps_every_claim(queries, capsys):
    assert update(queries, edited(queries), "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert {c["state"] for c in answer["claims"]} == {"kept"}


def test_writing_moves_quotes_and_retires_what_lost_its_words(queries):
    before = load_topic(queries, TOPIC)
    assert update(queries, edited(queries, SOFTER, CURE), "--write") == 0
    after = load_topic(queries, TOPIC)
    assert (
        "mostly considered safe"
        in next(c for c in after.claims if c.claim_id == "safety-general").quote
    )
    lost = {c.claim_id for c in before.claims} - {c.claim_id for c in after.claims}
    assert lost == {"not-a-cure"}
    assert not after.signoffs
    assert not after.decisions
    retired = queries / "topics" / TOPIC / "retired"
    held = list(csv.DictReader((retired / "signoffs.csv").open()))
    assert [(r["claim_id"], r["note"]) for r in held] == [
        ("safety-general", "a, b"),
        ("not-a-cure", "a, b"),
    ]
    assert {r["what"] for r in csv.DictReader((retired / "decisions.csv").open())} == {
        "wording",
        "verdict",
    }
    assert 'id = "not-a-cure"' in (retired / "claims.toml").read_text()
    assert not any("not-a-cure" in s.claims for s in after.strategies)


def test_comments_of_claims_stay(queries):
    path = queries / "topics" / TOPIC / "claims.toml"
    comments = [line for line in path.read_text().splitlines() if line.startswith("#")]
    assert update(queries, edited(queries, SOFTER), "--write") == 0
    assert [line for line in path.read_text().splitlines() if line.startswith("#")] == comments


def test_a_second_edit_adds_to_what_is_retired(queries):
    assert update(queries, edited(queries, CURE), "--write") == 0
    assert update(queries, edited(queries, SOFTER), "--write") == 0
    retired = queries / "topics" / TOPIC / "retired"
    assert len(list(csv.DictReader((retired / "signoffs.csv").open()))) == 2


def test_another_article_is_refused(queries, tmp_path, capsys):
    other = tmp_path / "other.md"
    other.write_text("# Gardening\n\nSoil wants water and some sun.\n")
    before = tree(queries)
    assert update(queries, other, "--write") == 2
    assert "evidence topic new" in capsys.readouterr().err
    assert tree(queries) == before


def test_nothing_is_touched_when_the_result_would_not_load(queries, monkeypatch):
    before = tree(queries)

    def refuse(*_):
        raise QueriesError("claims.toml", 1, "made to fail", "not at all")

    monkeypatch.setattr(module, "_checked", refuse)
    assert update(queries, edited(queries, SOFTER), "--write") == 2
    assert tree(queries) == before


def test_the_topic_must_be_named_where_there_are_several(queries):
    asked = ["article", "update", str(edited(queries)), "--queries-dir", str(queries)]
    for folder in (queries / "topics").iterdir():
        if folder.name != TOPIC:
            shutil.rmtree(folder)
    assert main(asked) == 0
    shutil.copytree(queries / "topics" / TOPIC, queries / "topics" / "another")
    assert main(asked) == 2
