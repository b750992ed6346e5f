"""A topic from a new article: proposed, filled in by a person, made whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from evidence.cli import main
from evidence.models import ClaimKind
from evidence.operations.topic_new import WORKSHEET
from evidence.topics import load_topic
from evidence.topics.article import article_from_markdown
from evidence.topics.proposal import overclaim_marks, proposed_claims
from tests.integration.house import OWN_QUERIES

ARTICLE = """# Ginger for Morning Sickness

By A Health Site

Nausea affects many women in early pregnancy. Ginger eases nausea by increasing the speed of the stomach.

## Does it work?

Ginger always cures vomiting in pregnant women. A study published in the journal Made Obstetrics found less nausea.
According to traditional Chinese medicine, ginger warms the body. Ginger is natural and safe.

## Before you start

- Ask your doctor before you take ginger tablets.
- =HYPERLINK("http://evil.example") helps <script>alert(1)</script> nausea.
"""


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    folder = tmp_path / "queries"
    folder.mkdir()
    shutil.copy(OWN_QUERIES / "rules.toml", folder)
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ginger.md"
    path.write_text(ARTICLE)
    return path


def run(queries: Path, *arguments: str) -> int:
    return main(["topic", *arguments, "--queries-dir", str(queries)])


def worksheet(queries: Path, name: str) -> list[dict[str, str]]:
    text = (queries / "drafts" / name / WORKSHEET).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def fill(
    queries: Path, name: str, changes: dict[str, dict[str, str]], delimiter: str = ","
) -> None:
    rows = worksheet(queries, name)
    for row in rows:
        row.update(changes.get(row["id"], {}))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    (queries / "drafts" / name / WORKSHEET).write_text(out.getvalue(), encoding="utf-8-sig")


CURES = {"keep": "yes", "question": "Does ginger stop vomiting in pregnancy?",
         "conditions": "Pregnancy sickness; vomiting of pregnancy",
         "interventions": "ginger", "outcomes": "vomiting"}  # fmt: skip
NAME = "ginger-morning-sickness"
CURE_ID = "efficacy-ginger-always-cures"


def test_kinds_and_marks_are_proposed():
    made = {
        p.quote.split()[0] + " " + p.quote.split()[1]: p
        for p in proposed_claims(article_from_markdown(ARTICLE), {})
    }
    assert made["Nausea affects"].kind is ClaimKind.BACKGROUND
    assert made["Ginger eases"].kind is ClaimKind.MECHANISM
    assert made["Ginger always"].kind is ClaimKind.EFFICACY
    assert made["A study"].kind is ClaimKind.NAMED_STUDY
    assert made["According to"].kind is ClaimKind.TRADITION
    assert made["Ginger is"].kind is ClaimKind.SAFETY
    assert made["Ask your"].kind is ClaimKind.ADVICE
    assert any("guaranteed" in mark for mark in made["Ginger always"].marks)
    assert made["Ginger always"].needed == ("question", "conditions", "interventions", "outcomes")
    assert overclaim_marks("Ginger may ease nausea.") == ()


def test_a_draft_stays_out_of_runs_and_safe_in_a_spreadsheet(queries, article, capsys):
    shutil.copytree(OWN_QUERIES / "topics", queries / "topics")
    before = sorted(p.name for p in (queries / "topics").iterdir())
    assert run(queries, "new", str(article), "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["name"] == NAME
    assert sorted(p.name for p in (queries / "topics").iterdir()) == before
    rows = worksheet(queries, NAME)
    assert all(row["keep"] == "" for row in rows)
    assert any(row["quote"].startswith("'=HYPERLINK") for row in rows)
    to_do = (queries / "drafts" / NAME / "TO-DO.md").read_text()
    assert "Ginger always cures vomiting" in to_do


def test_known_concepts_are_filled_in(queries, article):
    shutil.copytree(OWN_QUERIES / "topics", queries / "topics")
    article.write_text("# Needles\n\nAcupuncture relieves sciatica pain in most adults.\n")
    assert (
        run(
            queries,
            "new",
            str(article),
            "--name",
            "sciatica-two",
            "--concepts-of",
            "acupuncture-nerve-pain",
        )
        == 0
    )
    (row,) = worksheet(queries, "sciatica-two")
    assert "sciatica_radiculopathy" in row["conditions"]
    assert "pain" in row["outcomes"]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_filled_worksheet_becomes_a_topic_that_loads(queries, article, delimiter):
    assert run(queries, "new", str(article)) == 0
    fill(queries, NAME, {CURE_ID: CURES}, delimiter)
    assert run(queries, "finish", NAME, "--by", "A. Editor") == 0
    topic = load_topic(queries, NAME)
    (claim,) = topic.claims
    assert claim.quote == "Ginger always cures vomiting in pregnant women"
    assert claim.scope.conditions == ("pregnancy_sickness", "vomiting_of_pregnancy")
    assert topic.concepts["ginger"].text == ("ginger",)
    (strategy,) = topic.strategies
    assert strategy.author == "A. Editor"
    assert '"ginger"[tiab]' in strategy.query
    assert '"vomiting of pregnancy"[tiab]' in strategy.query
    assert not (queries / "drafts" / NAME).exists()


@pytest.mark.parametrize(("changes", "said"), [
    ({}, "no claim is kept"),
    ({CURE_ID: {**CURES, "question": ""}}, "question to be filled in"),
    ({CURE_ID: {**CURES, "outcomes": " ; "}}, "outcomes to be filled in"),
    ({CURE_ID: {**CURES, "kind": "magic"}}, "kind is 'magic'"),
    ({CURE_ID: {**CURES, "keep": "maybe"}}, "keep is 'maybe'"),
    ({CURE_ID: {**CURES, "quote": "words that are not there"}}, "Mend"),
    ({CURE_ID: {**CURES, "id": "Bad Id!"}}, "Mend"),
])  # fmt: skip
def test_a_worksheet_that_is_not_ready_makes_nothing(queries, article, capsys, changes, said):
    assert run(queries, "new", str(article)) == 0
    fill(queries, NAME, changes)
    assert run(queries, "finish", NAME, "--by", "A") == 2
    assert said in capsys.readouterr().err
    assert not (queries / "topics" / NAME).exists()
    assert (queries / "drafts" / NAME / WORKSHEET).exists()
    assert not list(queries.glob(".new-*"))


def test_names_that_are_taken_or_ill_formed_are_refused(queries, article):
    assert run(queries, "new", str(article), "--name", "../out") == 2
    assert run(queries, "new", str(article), "--name", "one") == 0
    assert run(queries, "new", str(article), "--name", "one") == 2
    assert run(queries, "finish", "absent", "--by", "A") == 2
    assert run(queries, "finish", "one") == 2
    assert run(queries, "new", str(article), "--name", "two", "--concepts-of", "absent") == 2


def test_an_article_without_statements_still_makes_a_draft(queries, article):
    article.write_text("# Hello\n\nWelcome.\n")
    assert run(queries, "new", str(article), "--name", "hello") == 0
    assert worksheet(queries, "hello") == []


@pytest.mark.shared
def test_the_article_as_plain_text_reads_like_its_markdown(shared):
    from evidence.topics.article_import import markdown_of

    own = article_from_markdown(
        (OWN_QUERIES / "topics/acupuncture-nerve-pain/article.md").read_text()
    )
    read = article_from_markdown(markdown_of(shared / "article.txt"))
    assert [s.text for s in read.sentences] == [s.text for s in own.sentences]
