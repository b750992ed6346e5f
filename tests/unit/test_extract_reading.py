# ruff: noqa: E501 (a table row is read whole)
"""Design, roles, counts of people: what the words say, and nothing where they are silent."""

from __future__ import annotations

import re

import pytest

from evidence.extract.abbreviations import abbreviations
from evidence.extract.design import design_of
from evidence.extract.numbers import count_value
from evidence.extract.participants import participant_findings
from evidence.extract.randomized import is_rct, randomized_finding, trial_score
from evidence.extract.roles import roles_of_texts, sentence_roles
from evidence.extract.sentences import sentences
from evidence.models import ReportText, Section


def _report(title: str, abstract: str = "") -> ReportText:
    body = (Section("abstract", 0, abstract),) if abstract else ()
    return ReportText("pmid:1", Section("title", 0, title), body)


@pytest.mark.parametrize(
    ("title", "abstract", "design"),
    [
        ("Needles for heel pain", "Sixty adults were randomly assigned to needles or sham.", "rct"),
        ("Needles: a review", "We searched PubMed, Embase and the Cochrane databases. Randomized trials were included.", "narrative_review"),
        ("Needles: a systematic review", "Randomized trials were included. No meta-analysis was possible.", "systematic_review"),
        ("Needles for heel pain: study protocol for a randomized trial", "", "protocol"),
        ("Needles in rats", "Rats were randomly divided into groups.", "animal"),
    ],
)  # fmt: skip
def test_design(title: str, abstract: str, design: str) -> None:
    read = design_of(_report(title, abstract))
    assert read is not None
    assert read.value == design


def test_design_is_none_where_nothing_tells_it() -> None:
    assert design_of(_report("Needles")) is None


def test_unchecked_publication_types_decide_nothing() -> None:
    report = ReportText("pmid:1", Section("title", 0, "Needles"), publication_types=("Review",))
    assert design_of(report) is None


def test_headings_decide_roles() -> None:
    sections = (Section("abstract", 0, "x", "METHODS", "METHODS"), Section("abstract", 1, "y", "FINDINGS"))
    assert sentence_roles(sections, [(0, "x"), (1, "y")]) == ("methods", "results")


def test_roles_of_nothing() -> None:
    assert roles_of_texts([]) == ()


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("A total of 13 388 women were randomly assigned to receive drug or placebo.", 13388),
        ("Forty-two patients were randomized to two groups.", 42),
        ("In 2015, patients were treated.", None),
        ("Pain fell by 40%.", None),
        ("Between 1995 and 1998, 435 women over 45 were randomized, 214 to surgery and 221 to observation.", 435),
        ("Breast cancer survivors (BCS) took part. Adult BCS (N = 95) were randomly assigned.", 95),
        ("Of the 447 women randomly assigned, 442 could be followed. Thirty-nine of the 221 women given drug fell ill.", 447),
        ("A total of 48\u202f835 women were enrolled at 40 centers.", 48835),
        ("A sample of 130 patients per arm was needed to detect a difference.", None),
        ("Patients were randomized to needles (n = 17) or sham (n = 18).", 35),
        ("Serious events came to 1.01 per 10,000 patients.", None),
        ("Nineteen of 22 patients finished.", 22),
        ("Recruitment took a year and gave 15 participants.", 15),
        ("The sample numbered 61.", 61),
        ("The 193 out-patients were randomized; 186 patients completed.", 193),
        ("From 49 smokers at four clinics, 24 volunteered to take part.", 24),
        ("Among 366 tested, 35 (10%) had been infected.", 366),
        ("Of 92 people seen, 78 were taken in.", 78),
        ("Twenty-two servicemen and others were randomly assigned to a mirror or none. Eighteen completed.", 22),
    ],
)
def test_total_participants_with_their_words(text: str, total: int | None) -> None:
    section = Section("abstract", 0, text)
    lines = sentences(section)
    found = [f for f in participant_findings(lines, ["methods"] * len(lines), "rct") if f.kind == "n_participants"]
    assert [f.number for f in found] == ([] if total is None else [total])
    assert all(f.span is not None and _sum_of(f.span.of(text)) == total for f in found)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Twenty-one chose acupuncture and 26 had best medical care.", 47),
        ("Thirty-eight, 40 and 41 patients received drugs, exercise and acupuncture.", 119),
        ("Six patients given acupuncture for 10 weeks and five given usual care were compared.", 11),
        ("Patients (45 in each of two groups) had needles or drugs.", 90),
        ("Forty patients were assigned to needles and 38 to sham.", 78),
        ("Adults were randomised to drugs plus needles (n=95) or drugs (n=95). Bruising occurred in 9 patients.", 190),
        ("Women joined, by preference, acupuncture (n = 69) or standard care (n = 48).", 117),
        ("Twenty had relief and 15 had none.", None),
    ],
)
def test_arms_told_by_what_they_were_given_are_added(text: str, total: int | None) -> None:
    lines = sentences(Section("abstract", 0, text))
    found = [f.number for f in participant_findings(lines, ["methods"] * len(lines), "rct") if f.kind == "n_participants"]
    assert found == ([] if total is None else [total])


def test_subgroups_are_no_arms() -> None:
    text = "Sixty patients were randomized to needles (n = 30) or sham (n = 30). Women (n = 35) and men (n = 25) did equally well."
    lines = sentences(Section("abstract", 0, text))
    found = participant_findings(lines, ["methods", "results"], "rct")
    assert [f.number for f in found if f.kind == "n_arm"] == [30, 30]
    assert [f.number for f in participant_findings(lines, ["methods", "results"], "cohort") if f.kind == "n_arm"] == []


def _sum_of(text: str) -> int:
    """What a span says: one count, or the arms that were added."""
    return sum(int(n) for n in re.findall(r"\d+", text)) if "n =" in text else count_value(text) or 0


@pytest.mark.parametrize(
    ("text", "studies", "people"),
    [
        ("Eleven RCTs (927 patients) were eligible. Three trials (120 patients) reported pain.", 11, 927),
        ("We searched PubMed to 2018. Twelve studies with 1,662 participants were included.", 12, 1662),
        ("Few trials were found.", None, None),
        ("Ten studies met the criteria. Participants numbered 432.", 10, 432),
    ],
)
def test_counts_of_a_review(text: str, studies: int | None, people: int | None) -> None:
    lines = sentences(Section("abstract", 0, text))
    found = {f.kind: f.number for f in participant_findings(lines, ["results"] * len(lines), "meta_analysis")}
    assert (found.get("n_studies"), found.get("n_participants")) == (studies, people)


def test_abbreviations() -> None:
    text = "Chemotherapy-induced peripheral neuropathy (CIPN) is common."
    assert abbreviations([Section("abstract", 0, text)]) == {"CIPN": text[:42]}


def test_a_review_of_trials_is_no_trial() -> None:
    assert not is_rct("Meta-analysis of randomized trials of needles", "Trials were randomized.")


def test_a_trial_is_known_without_the_word() -> None:
    abstract = (
        "Forty adults with heel pain received true or sham needles twice a week for six weeks; assessors were blinded. "
        "Pain fell more in the treatment group than in the placebo group (P = 0.01)."
    )
    assert is_rct("Needles compared with sham needles for heel pain", abstract)
    assert not is_rct("Heel spurs on radiographs of skeletons", "We measured heel bones of two collections.")


def test_words_of_chance_are_not_the_models_business() -> None:
    plain = trial_score("Needles for heel pain", "Adults were assigned to needles.")
    assert trial_score("Needles for heel pain", "Adults were randomly assigned to needles.") == pytest.approx(plain, abs=0.5)


def test_randomized_finding_holds_its_words_and_its_score() -> None:
    found = randomized_finding(_report("Needles or sham for heel pain: a randomized trial", "Pain fell."), "rct")
    assert found is not None
    assert (found.kind, found.value, found.unit) == ("randomized_trial", "yes", "log-odds")
    assert found.span is not None


def test_registration_is_no_part_of_the_story() -> None:
    texts = [
        "Heel pain is common and hard to treat.",
        "We aimed to compare needles with sham needles.",
        "Forty adults were randomly assigned to needles or sham for six weeks.",
        "Pain fell by 20 points with needles and by 8 with sham (P = 0.01).",
        "These findings suggest that needles may help in heel pain.",
        "Trial registration: ClinicalTrials.gov NCT01234567.",
    ]
    assert roles_of_texts(texts) == ("background", "objective", "methods", "results", "conclusion", "other")
