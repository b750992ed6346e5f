"""What raises a harm signal: named in a report's own words or not at all, people counted in single cases alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.appraise.counts_told import counts_told
from evidence.appraise.harm_reports import harm_reports, has_harm_signal
from evidence.models import ClaimKind, Concept, ConceptKind, Match, ReportText, Section
from tests.unit.appraisal_cases import case, claim, item

SAFETY = claim(ClaimKind.SAFETY, quote="is generally safe", harms=("serious_harm", "adverse_event"))
WORDS = {"pneumothorax": ("pneumothorax", "pneumothoraces"), "infection": ("infection", "abscess"),
         "bruising": ("bruises",), "adverse_event": ("adverse events", "harm", "serious adverse effects"),
         "death": ("fatal", "deaths")}  # fmt: skip
CONCEPTS = {
    name: Concept(name, ConceptKind.HARM, name, text=words) for name, words in WORDS.items()
} | {"serious_harm": Concept("serious_harm", ConceptKind.HARM, "serious harm",
                             narrower=("pneumothorax", "infection", "death"))}  # fmt: skip


def told(title, text, design="case_report", stance="inconclusive", n=1, **given):
    """What a report of a title and one sentence raises on a claim on safety."""
    report = ReportText("pmid:1", Section("title", 0, title), (Section("abstract", 0, text),))
    found = [
        Match(name, "text", word, s.span(at, at + len(word)))
        for s in report.sections for name, words in WORDS.items() for word in words
        if (at := s.text.casefold().find(word)) >= 0
    ]  # fmt: skip
    rationale = (report.abstract[0].span(0, len(text)),)
    bearing = item(1, stance, design, n, matches=tuple(found), rationale=rationale)
    made = replace(bearing, rule=given.pop("rule", ""))
    held = case([made], of=given.pop("of", SAFETY), reports=[report])
    return harm_reports(replace(held, concepts=CONCEPTS))


@pytest.mark.parametrize(("title", "text", "harm"), [
    ("Pneumothorax after needling: a case report", "Two people came in breathless.", "pneumothorax"),
    ("Chest pain after needling", "A left pneumothorax was found.", "pneumothorax"),
    ("A case report", "An abscess of the back and later a pneumothorax came.", "abscess; pneumothorax"),
    ("A case report", "A fatal outcome followed.", "death"),
    ("A case report", "Bruises were seen, and a pneumothorax.", "pneumothorax"),
    ("A case report", "Bruises were seen.", "bruises"),
])  # fmt: skip
def test_the_harm_is_named_in_the_words_of_the_report(title, text, harm):
    (held,) = told(title, text)
    assert (held.why, held.harm, held.quote) == ("case", harm, text)


@pytest.mark.parametrize(("title", "text"), [
    ("A case report", "There was no pneumothorax."),
    ("A case report", "The risk of pneumothorax was thought of."),
    ("Needling for pneumothorax: a case report", "The chest hurt more after it."),
    ("A case report", "Serious adverse effects came."),
    ("A case report", "It went wrong."),
    ("A case report", "Pneumothorax was not seen, and he was sent home."),
    ("A case report", "A pneumothorax unlikely to come from it was seen."),
])  # fmt: skip
def test_a_harm_denied_feared_treated_or_told_in_general_has_no_name_and_is_quoted(title, text):
    (held,) = told(title, text)
    assert held.harm is None
    assert held.quote == text


def test_people_are_counted_in_single_cases_alone():
    assert told("Pneumothorax in two people", "Two came.", n=2)[0].n_harmed == 2
    (review,) = told("A review", "Median 4 deaths were told.", "systematic_review", "mixed", n=400)
    assert (review.why, review.harm, review.n_harmed) == ("both_ways", "deaths", None)
    assert told("A cohort", "A pneumothorax came.", "cohort", "contradicts", n=400)[0].n_harmed is None


def test_a_case_in_which_no_harm_came_raises_nothing_and_one_that_healed_does():
    assert told("Pain relieved: a case report", "No adverse events came.", stance="supports") == ()
    (held,) = told("Pneumothorax after needling", "It healed without complications.", stance="supports")
    assert (held.why, held.harm) == ("case", "pneumothorax")



def test_a_series_of_cases_of_harm_is_a_case_too():
    assert told("Pneumothorax in nine", "Nine came.", "case_series", n=9, rule="harm-signal")[0].why == "case"
    assert told("Pneumothorax in nine", "Nine came.", "case_series", n=9) == ()


def test_a_claim_on_benefit_quotes_what_grew_worse():
    relief = claim()
    (held,) = told("A trial", "Recovery was slower with it.", "rct", "contradicts", of=relief)
    assert (held.why, held.harm, held.n_harmed) == ("worse", None, None)
    assert told("A trial", "Pain fell.", "rct", "supports", of=relief) == ()


def test_cases_come_first_then_what_is_named_then_the_rest():
    items = [item(1, "mixed", "systematic_review"), item(2, "contradicts", "cohort"),
             item(3, "inconclusive", "case_report", 1), item(4, "inconclusive", "case_report", 3)]  # fmt: skip
    reports = [ReportText(f"pmid:{n}", Section("title", 0, f"Report {n}")) for n in (1, 2, 3, 4)]
    held = case(items, of=SAFETY, reports=reports)
    assert [h.report_id for h in harm_reports(held)] == ["pmid:4", "pmid:3", "pmid:2", "pmid:1"]
    assert all(h.quote == f"Report {h.report_id[-1]}" for h in harm_reports(held))


def test_retracted_reports_raise_nothing():
    held = case([item(1, "contradicts", "cohort", status="retracted")], of=SAFETY)
    assert not has_harm_signal(held)
    assert harm_reports(held) == ()


def test_counts_are_votes_on_benefit_and_events_on_safety():
    items = [item(1), item(2, "contradicts"), item(3, "mixed")]
    assert counts_told(case(items)) == "1 for, 1 against, 1 neither"
    assert counts_told(case([])) == "no study counted"
    assert counts_told(case(items, of=claim(ClaimKind.VALUE_WORD))) is None
    safe = counts_told(case([item(1, design="cohort")], of=SAFETY))
    assert safe == "no serious harm is printed beside the people followed; 1 study counted"
