from __future__ import annotations

from typing import Any

from evidence.appraise.readability import grade
from evidence.appraise.verdict import verdict
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.wording import SentenceWording, WordingInput, sentence_wordings, weakest
from evidence.appraise.wording_ladder import tells_what_to_do, value_words
from evidence.models import Anchor, Article, ArticleSentence, ClaimKind, Guideline, Verdict
from tests.unit.appraisal_cases import case, claim, effect, finding, item, report, rules


def _wording(text: str, *held: ClaimCase, heading: str | None = None, before: str = "") -> SentenceWording:
    sentences = [ArticleSentence(0, 0, None, before or "Before.", Anchor(1000, 1000 + len(before or "Before."))),
                 ArticleSentence(1, 1, heading, text, Anchor(0, len(text)))]  # fmt: skip
    article = Article("T", text, text, tuple(sentences))
    cases = {c.claim.claim_id: c for c in held}
    verdicts = {name: verdict(c) for name, c in cases.items()}
    return sentence_wordings(WordingInput(article, cases, verdicts, {}, rules()))[1]


def _at(text: str, quote: str, **given: Any):  # type: ignore[no-untyped-def]
    start = text.index(quote)
    return claim(quote=quote, anchor=Anchor(start, start + len(quote)), **given)


def test_a_sentence_without_claims_or_problems_is_left_alone() -> None:
    assert _wording("Acupuncture uses needles.") == SentenceWording(1, None, None, None, None)


def test_preclinical_work_names_its_species_and_says_not_in_people() -> None:
    text = "Acupuncture promotes nerve growth."
    question = "Does acupuncture help nerves grow?"
    of = _at(text, text, kind=ClaimKind.MECHANISM, mechanisms=("growth",), question=question)
    rats = report(1, "Nerve growth in rats after needling")
    held = _wording(text, case([item(1, design="animal", population="animal")], of=of, reports=[rats]))
    assert held.problem is not None
    assert "animals or cells only" in held.problem
    assert held.suggestion == (
        "It is not known whether acupuncture can help nerves grow in people. So far it was seen only in rats."
    )
    assert held.weakest_claim_id == "c"


def test_a_benefit_states_comparator_size_time_and_population() -> None:
    text = "Acupuncture relieves pain in sciatica."
    of = _at(text, text)
    read = {"pmid:1": [finding("comparator", "sham"), finding("follow_up_weeks", None, 52)]}
    held = _wording(text, case([item(1, n=216)], of=of, findings=read))
    assert held.suggestion == (
        "Acupuncture may relieve pain in sciatica. This comes from one trial with 216 people. "
        "The trial compared it with sham treatment. People were followed for 52 weeks."
    )
    assert held.suggestion_plain is not None
    assert "fake treatment" in held.suggestion_plain


def test_harms_stand_beside_benefits() -> None:
    text = "Acupuncture relieves pain in sciatica."
    harm = item(9, "contradicts", status="indirect", reason="prevention, not treatment", direction="worse")
    held = _wording(text, case([item(1, n=216), harm], {1: "sham"}, of=_at(text, text)))
    assert held.suggestion is not None
    assert "worse" in held.suggestion


def test_every_verdict_has_a_wording_that_keeps_all_rules() -> None:
    text = "Acupuncture always relieves pain in sciatica, a safe natural cure."
    of = _at(text, text)
    for items in ([], [item(1, "inconclusive")], [item(1, n=216)], [item(1), item(2, "contradicts")],
                  [item(1, "contradicts", n=300)]):  # fmt: skip
        held = _wording(text, case(items, {1: "sham", 2: "sham"}, of=of))
        assert held.problem is not None
        assert "guaranteed" in held.problem
        for suggestion in (held.suggestion, held.suggestion_plain):
            assert suggestion is not None
            assert grade(suggestion) <= rules().wording_grade_max
            assert not value_words(suggestion)
            assert not tells_what_to_do(suggestion)


def test_the_weakest_claim_binds() -> None:
    words = ["supported", "not_found", "mixed"]
    verdicts = [Verdict(str(n), word) for n, word in enumerate(words)]
    found = weakest(verdicts)
    assert found is not None
    assert found.verdict == "not_found"
    assert weakest([]) is None


def test_a_sentence_whose_claim_cannot_be_put_rightly_gets_no_suggestion() -> None:
    text = "Acupuncture relieves pain in sciatica."
    of = _at(text, text, question="Which way does it go?")
    held = _wording(text, case([item(1, n=216)], {1: "sham"}, of=of))
    assert held.problem is not None
    assert held.suggestion is None


def test_a_belief_stated_as_fact_is_given_back_to_its_tradition() -> None:
    text = "When these paths are blocked, illness occurs."
    of = _at(text, text, kind=ClaimKind.TRADITION, question="Does old lore teach that blocks cause illness?")
    held = _wording(text, case([], of=of))
    assert held.problem is not None
    assert "whose belief" in held.problem
    assert held.suggestion == (
        "It is believed that when these paths are blocked, illness occurs. This belief comes from old lore."
    )
    said = "According to old lore, paths are blocked."
    assert _wording(said, case([], of=_at(said, said, kind=ClaimKind.TRADITION))).problem is None


def test_a_study_named_by_its_journal_alone_needs_a_citation() -> None:
    text = "A study in Pain Medicine found less pain."
    held = _wording(text, case([], of=_at(text, text, kind=ClaimKind.NAMED_STUDY)))
    assert held.problem is not None
    assert "author and year" in held.problem
    assert "citation needed" in held.problem


def test_quantifiers_value_words_and_missing_comparators_are_marked() -> None:
    text = "Many patients find significant relief with acupuncture."
    held = _wording(text, case([item(1, n=216)], {1: "sham"}, of=_at(text, text)))
    assert held.problem is not None
    for told in ("Many patients", "“significant”", "Comparator"):
        assert told in held.problem


def test_a_conclusion_stronger_than_the_body_is_marked() -> None:
    text = "Acupuncture helps by improving circulation."
    of = _at(text, "improving circulation", kind=ClaimKind.MECHANISM, mechanisms=("flow",))
    said = claim(ClaimKind.MECHANISM, "said", quote="improve circulation", mechanisms=("flow", "oxygen"),
                 anchor=Anchor(1007, 1026))  # fmt: skip
    other = claim(ClaimKind.MECHANISM, "other", quote="circulation", mechanisms=("warmth",),
                  anchor=Anchor(1015, 1026))  # fmt: skip
    before = "It may improve circulation."
    for earlier, is_marked in ((said, True), (other, False)):
        held = _wording(text, case([item(1)], of=of), case([], of=earlier), heading="Conclusion", before=before)
        assert held.problem is not None
        told = "more than the body: “improving circulation” here, “may improve circulation” there."
        assert (told in held.problem) is is_marked


def test_harm_outside_prevention_is_not_called_prevention() -> None:
    text = "Acupuncture relieves pain in sciatica."
    worse = item(9, "contradicts", design="cohort", direction="worse")
    held = _wording(text, case([item(1, n=216), worse], {1: "sham"}, of=_at(text, text)))
    assert held.suggestion is not None
    assert "prevent" not in held.suggestion
    assert "did worse" in held.suggestion


def test_safety_wording_follows_its_verdict() -> None:
    text = "Acupuncture is safe."
    of = _at(text, text, kind=ClaimKind.SAFETY, harms=("serious_harm",), question="How often does harm happen?")
    large, small = item(1, design="cohort", n=50_000), item(1, design="cohort", n=50)
    told = {n: _wording(text, case(items, of=of)).suggestion
            for n, items in enumerate(([large], [small], [], [item(1, "contradicts", "cohort")]))}  # fmt: skip
    assert told[0] == "Serious harm was rare in studies of up to 50,000 people. But it can happen."
    assert told[1] is not None
    assert "too small" in told[1]
    assert told[2] is not None
    assert "no study" in told[2]
    assert told[3] is not None
    assert "do not show that harm is rare" in told[3]


def test_the_comparator_named_is_the_one_used() -> None:
    text = "Acupuncture relieves pain in sciatica."
    trials = case([item(1, n=90), item(2, n=90)], {1: "add_on", 2: "waitlist"}, of=_at(text, text))
    held = _wording(text, trials)
    assert held.suggestion is not None
    assert "compared it with a waiting list or the same care alone." in held.suggestion


def test_a_benefit_is_told_by_the_trials_that_the_verdict_rests_on() -> None:
    text = "Acupuncture relieves pain in sciatica."
    small_sham = case([item(1, n=75), item(2, n=90), item(3, n=90)],
                      {1: "sham", 2: "waitlist", 3: "usual_care"}, of=_at(text, text))  # fmt: skip
    held = _wording(text, small_sham)
    assert held.suggestion is not None
    assert "two trials with 180 people" in held.suggestion
    assert "sham" not in held.suggestion


def test_the_size_of_a_difference_is_told_only_on_a_scale_that_is_known() -> None:
    text = "Acupuncture relieves pain in sciatica."
    for made, is_told in ((effect(-16, -21.3, -10.6, time_point="At week 4"), True),
                          (effect(-1.6, -2.1, -1.1, outcome="a scale nobody knows"), False)):  # fmt: skip
        read = {"pmid:1": [finding("comparator", "sham"), made]}
        held = _wording(text, case([item(1, n=216)], of=_at(text, text), findings=read))
        assert held.suggestion is not None
        assert ("The gap was 16 points on a scale of 100 at week 4." in held.suggestion) is is_told


def test_a_guideline_against_stands_beside_the_benefit() -> None:
    text = "Acupuncture relieves pain in sciatica."
    against = Guideline("g", "A Body", 2020, "t", "adults", "against", "not to", ("c",), "s")
    held = _wording(text, case([item(1, n=216)], {1: "sham"}, of=_at(text, text), guidelines=[against]))
    assert held.suggestion is not None
    assert "One guideline advises against it." in held.suggestion


def test_guidelines_that_differ_are_told_in_numbers() -> None:
    text = "It may be worth considering."
    given = [Guideline(str(n), "A Body", 2020, "t", "adults with back pain", position, "s", ("c",), "s")
             for n, position in enumerate(("for", "for", "against"))]  # fmt: skip
    held = _wording(text, case([], of=_at(text, text, kind=ClaimKind.ADVICE), guidelines=given))
    assert held.suggestion == (
        "Keep this sentence and add: Guidelines differ. Two advise it, for some people only. "
        "One advises against it for adults with back pain."
    )


def test_people_in_whom_it_was_not_found_stand_beside_the_animals() -> None:
    text = "Acupuncture promotes nerve growth."
    question = "Does acupuncture help nerves grow?"
    of = _at(text, text, kind=ClaimKind.MECHANISM, mechanisms=("growth",), question=question)
    items = [item(1, design="animal", population="animal"), item(2, "contradicts")]
    held = _wording(text, case(items, of=of, reports=[report(1, "Nerve growth in rats")]))
    assert held.suggestion is not None
    assert held.suggestion.endswith("So far it was seen only in rats. One study in people did not find it.")


def test_background_that_nothing_bears_out_needs_a_citation() -> None:
    text = "Nerve pain affects millions."
    held = _wording(text, case([], of=_at(text, text, kind=ClaimKind.BACKGROUND)))
    assert held.problem is not None
    assert "Citation needed: no report held bears out “Nerve pain affects millions”." in held.problem
    assert held.suggestion is None


def test_a_title_that_takes_benefits_for_granted_asks_what_studies_show() -> None:
    text = "Understanding the Benefits of Acupuncture for Nerve Pain"
    held = _wording(text, case([], of=_at(text, text, kind=ClaimKind.VALUE_WORD)))
    assert held.suggestion == "Acupuncture for Nerve Pain: What Studies Show"
