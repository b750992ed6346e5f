from __future__ import annotations

import pytest

from evidence.appraise.safety_events import upper_limit
from evidence.appraise.verdict import verdict
from evidence.appraise.wording_phrases import harms_named
from evidence.appraise.wording_suggestion import statement
from evidence.models import ClaimKind, Concept, ConceptKind, Guideline, Match, Omission
from tests.unit.appraisal_cases import case, claim, finding, item, match, report

MECHANISM = claim(ClaimKind.MECHANISM, mechanisms=("blood_flow",))
SAFETY = claim(ClaimKind.SAFETY, quote="is generally safe", harms=("serious_harm", "adverse_event"))
COMMON = claim(ClaimKind.SAFETY, quote="few side effects", harms=("minor_harm",))


def _word(held) -> str:  # type: ignore[no-untyped-def]
    return verdict(held).verdict


def _animal(n: int, stance: str = "supports"):  # type: ignore[no-untyped-def]
    return item(n, stance, "animal", None, population="animal")


HEALTHY = {"pmid:1": [finding("condition", "healthy")]}


def test_mechanism_keeps_animals_healthy_people_and_patients_apart() -> None:
    assert _word(case([], of=MECHANISM)) == "not_found"
    assert _word(case([_animal(1), _animal(2)], of=MECHANISM)) == "preclinical_only"
    assert _word(case([item(1), _animal(2)], of=MECHANISM, findings=HEALTHY)) == "surrogate_only"
    assert _word(case([item(1)], of=MECHANISM)) == "surrogate_only"
    assert _word(case([item(1, design="narrative_review")], of=MECHANISM)) == "insufficient"


def test_people_who_do_not_show_it_are_named_beside_the_animals() -> None:
    held = verdict(case([_animal(2), item(1, "contradicts", n=66)], of=MECHANISM))
    assert held.verdict == "preclinical_only"
    assert "did not find it" in held.reasons[0]
    assert held.certainty is None
    both = [item(1), item(3, "contradicts"), _animal(2)]
    assert _word(case(both, of=MECHANISM)) == "mixed"
    assert _word(case([item(1, "contradicts"), item(3, "contradicts")], of=MECHANISM)) == "contradicted"
    assert _word(case([item(1, "mixed"), _animal(2)], of=MECHANISM)) == "surrogate_only"


def test_a_marker_is_no_outcome_however_many_trials_measured_it() -> None:
    marker = claim(ClaimKind.MECHANISM, outcomes=("nerve_conduction",))
    trials = [item(n, matches=(match("nerve_conduction", "velocity"),)) for n in (1, 2, 3)]
    assert _word(case(trials, of=marker)) == "surrogate_only"
    clinical = claim(ClaimKind.MECHANISM, mechanisms=("blood_flow",), outcomes=("function",))
    felt = [item(n, matches=(match("function", "walking"),)) for n in (1, 2)]
    assert _word(case(felt, of=clinical)) == "supported_with_limits"


def test_safety_needs_people_not_votes() -> None:
    cohorts = [item(n, design="cohort", n=300) for n in range(1, 30)]
    assert _word(case(cohorts, of=SAFETY)) == "insufficient"
    large = [*cohorts, item(99, design="cohort", n=229_230)]
    held = verdict(case(large, of=SAFETY))
    assert held.verdict == "supported_with_limits"
    assert "in 10,000" in held.reasons[0]
    assert _word(case([item(1, "inconclusive")], of=SAFETY)) == "insufficient"
    assert _word(case([item(1, "contradicts", "cohort", 500)], of=SAFETY)) == "contradicted"
    assert _word(case([], of=SAFETY)) == "not_found"


def test_a_case_report_is_a_signal_not_a_rate() -> None:
    signal = item(5, "contradicts", "case_report", 1)
    held = verdict(case([item(1, design="cohort", n=50_000), signal], of=SAFETY))
    assert held.harm_signal
    assert held.verdict == "supported_with_limits"
    alone = verdict(case([signal], of=SAFETY))
    assert (alone.verdict, alone.harm_signal) == ("insufficient", True)
    hidden = item(5, "contradicts", "case_report", 1, status="retracted")
    assert not verdict(case([item(1, design="cohort", n=50_000), hidden], of=SAFETY)).harm_signal


def test_common_harm_needs_fewer_people_and_a_quantifier_without_figure_limits_it() -> None:
    assert _word(case([item(1, design="cohort", n=400)], of=COMMON)) == "supported_with_limits"
    assert _word(case([item(1, design="cohort", n=200)], of=COMMON)) == "insufficient"


def test_rates_are_events_over_people_with_an_upper_limit() -> None:
    rate = finding("adverse_events", "serious", n_events=0, n_people=30_000)
    held = case([item(1, design="cohort", n=30_000)], of=SAFETY, findings={"pmid:1": [rate]})
    told = " ".join(verdict(held).reasons)
    assert "No serious events in 30,000 people (pmid:1): at most 1 in 10,000" in told
    assert upper_limit(0, 300) == pytest.approx(0.01, rel=0.01)
    assert upper_limit(3, 3) == 1.0
    with pytest.raises(ValueError, match="4 events in 3"):
        upper_limit(4, 3)


def test_tradition_and_value_words_never_get_a_truth() -> None:
    for kind, word in ((ClaimKind.TRADITION, "belief_documented"), (ClaimKind.VALUE_WORD, "not_checkable")):
        held = verdict(case([item(1), item(2, "contradicts")], of=claim(kind)))
        assert held.verdict == word
        assert held.certainty is None


def test_widely_studied_is_answered_by_counts() -> None:
    of = claim(ClaimKind.BACKGROUND, quote="has been widely studied", question="How many studies looked at it?")
    assert _word(case([], of=of)) == "not_found"
    assert _word(case([item(n) for n in range(1, 10)], of=of)) == "insufficient"
    many = [item(n, n=20) for n in range(1, 30)]
    assert _word(case(many, of=of)) == "supported_with_limits"
    large = [item(n, n=300) for n in range(1, 30)]
    assert _word(case(large, dict.fromkeys(range(1, 30), "sham"), of=of)) == "supported"


def test_not_a_cure_stands_while_no_counted_study_claims_one() -> None:
    of = claim(ClaimKind.BACKGROUND, quote="acupuncture is not a cure for neuropathy")
    assert _word(case([], of=of, n_in_topic=40)) == "supported"
    assert _word(case([], of=of, n_in_topic=2)) == "not_found"
    assert _word(case([item(1, "contradicts")], of=of, n_in_topic=40)) == "mixed"


def test_background_rests_on_two_sources_or_a_review() -> None:
    of = claim(ClaimKind.BACKGROUND, quote="affects millions")
    assert _word(case([item(1, "inconclusive", "cross_sectional")], of=of)) == "insufficient"
    assert _word(case([item(1, design="systematic_review")], of=of)) == "supported_with_limits"
    assert _word(case([item(1, design="systematic_review"), item(2, design="survey")], of=of)) == "supported"
    assert _word(case([item(1, design="survey"), item(2, "contradicts", "survey")], of=of)) == "mixed"


def test_advice_is_consistent_incomplete_or_conflicts() -> None:
    of = claim(ClaimKind.ADVICE, question="Should people on blood thinners ask first?", harms=("bleeding",))
    pro = item(1, design="case_control")
    said = "People on blood thinners should ask first"
    lacking = Omission("o", said, "why", True, ("blood thinner", "warfarin"))
    other = Omission("p", "Sham comparison", "why", False, ("sham",))
    assert _word(case([pro], of=of)) == "consistent"
    assert _word(case([pro], of=of, absent_omissions=[other])) == "consistent"
    held = verdict(case([pro], of=of, absent_omissions=[lacking]))
    assert held.verdict == "incomplete"
    assert "blood thinners" in held.reasons[0]
    assert _word(case([item(1, "contradicts")], of=of)) == "conflicts"
    against = Guideline("g", "A Body", 2020, "t", "adults", "against", "not to", ("c",), "s")
    judged = verdict(case([pro], of=of, guidelines=[against]))
    assert judged.verdict == "conflicts"
    assert "A Body (2020)" in judged.reasons[0]


def test_a_warning_of_harm_is_never_borne_out_by_studies_in_which_nothing_happened() -> None:
    warning = claim(ClaimKind.SAFETY, quote="very high doses can raise calcium", harms=("minor_harm",))
    held = verdict(case([item(n, design="cohort", n=60_000) for n in (1, 2)], of=warning))
    assert held.verdict == "insufficient"
    assert "warns of a harm" in held.reasons[0]
    assert statement(case([item(1, design="cohort", n=60_000)], of=warning), held) is None


def test_safety_is_weighed_by_people_followed_not_by_studies() -> None:
    few_large = [item(1, design="cohort", n=50_000), *(item(n, "contradicts", "cohort", 40) for n in range(2, 9))]
    assert _word(case(few_large, of=SAFETY)) == "supported_with_limits"
    outweighed = [item(1, design="cohort", n=50_000), item(2, "contradicts", "cohort", 60_000)]
    assert _word(case(outweighed, of=SAFETY)) == "mixed"
    reviewed = [item(1, design="cohort", n=50_000), item(2, "contradicts", "systematic_review", None)]
    assert _word(case(reviewed, of=SAFETY)) == "mixed"


@pytest.mark.parametrize("design", ["case_control", "survey"])
def test_people_who_were_not_followed_are_no_denominator(design: str) -> None:
    assert _word(case([item(1, design=design, n=800_000)], of=SAFETY)) == "insufficient"
    held = verdict(case([item(1, design=design, n=800_000), item(2, design="cohort", n=30_000)], of=SAFETY))
    assert "up to 30,000 people (the largest: cohort" in held.reasons[0]


def test_serious_events_are_counted_where_the_number_stands_before_them() -> None:
    text = "There were two pneumothoraces and no deaths; pneumothorax is feared."
    made = report(1, "A cohort", text)
    spans = {word: made.abstract[0].span(text.index(word), text.index(word) + len(word))
             for word in ("pneumothoraces", "deaths", "pneumothorax is")}  # fmt: skip
    found = tuple(Match("pneumothorax" if "pneumo" in word else "death", "text", word, span)
                  for word, span in spans.items())  # fmt: skip
    concepts = {"serious_harm": Concept("serious_harm", ConceptKind.HARM, "serious harm",
                                        narrower=("pneumothorax", "death")),
                "pneumothorax": Concept("pneumothorax", ConceptKind.HARM, "punctured lung")}  # fmt: skip
    held = case([item(1, design="cohort", n=30_000, matches=found)], of=SAFETY, reports=[made], concepts=concepts)
    told = " ".join(verdict(held).reasons)
    assert "2 pneumothoraces in 30,000 people (pmid:1): at most 2.1 in 10,000" in told
    assert "No deaths in 30,000 people" in told
    assert "pneumothorax is in" not in told
    assert harms_named(held, "serious_harm") == ("punctured lung",)


def test_people_on_both_sides_are_told_in_whole_sentences() -> None:
    held = verdict(case([item(1), item(3, "contradicts"), _animal(2)], of=MECHANISM))
    assert held.reasons[0] == ("In people 1 study supports this and 1 study does not; markers were measured. "
                               "Beside them 1 study in animals supports it.")  # fmt: skip


def test_a_review_of_benefit_is_no_denominator_of_harm() -> None:
    benefit = report(1, "Efficacy and safety of acupuncture for tics")
    held = verdict(case([item(1, design="meta_analysis", n=1668)], of=COMMON, reports=[benefit]))
    assert held.verdict == "insufficient"
    assert held.reasons[0].startswith("No supporting study tells how many people it followed; 300 are needed")
    on_harm = report(1, "Adverse events: a review")
    harm = case([item(1, design="meta_analysis", n=1668)], of=COMMON, reports=[on_harm])
    assert _word(harm) == "supported_with_limits"


def test_animal_work_is_animal_work_whether_or_not_its_population_was_read() -> None:
    unread = item(1, design="animal", n=None, population=None)
    assert _word(case([unread], of=MECHANISM)) == "preclinical_only"
    assert _word(case([item(1, design=None, n=None, population=None)], of=MECHANISM)) == "insufficient"
