from __future__ import annotations

from evidence.appraise.citations_to_use import suggested_citations
from evidence.appraise.named_study import Candidate
from evidence.models import ClaimKind
from tests.unit.appraisal_cases import SOUND, case, claim, finding, item, report


def test_the_few_to_cite_come_first_each_with_a_reason() -> None:
    held = case(
        [item(1, n=60), item(2, n=216), item(3, "contradicts", n=40), item(4, "inconclusive", "meta_analysis")],
        {1: "usual_care", 2: "sham", 3: "sham"},
        reports=[report(4, "A review", SOUND)],
    )
    cited = [c for c in suggested_citations(held) if c.is_to_cite]
    assert [c.report_id for c in cited] == ["pmid:4", "pmid:2", "pmid:3"]
    assert [c.rank for c in cited] == [1, 2, 3]
    assert all(c.why for c in cited)


def test_what_would_be_wrong_to_cite_is_named() -> None:
    held = case(
        [item(1), item(2, status="retracted"), item(3, None, "protocol", status="ongoing"),
         item(4, status="indirect", reason="another condition: knee; supports"),
         item(5, "inconclusive", "systematic_review"), item(6, "inconclusive", "systematic_review"),
         item(7, population="animal", design="animal")],
        reports=[report(5, "Old", SOUND, year=2008), report(6, "New", SOUND, year=2022)],
    )  # fmt: skip
    wrong = {c.report_id: c.why for c in suggested_citations(held) if not c.is_to_cite}
    assert "retracted" in wrong["pmid:2"]
    assert "protocol" in wrong["pmid:3"]
    assert wrong["pmid:4"] == "Wrong to cite without saying so: another condition: knee."
    assert "Superseded" in wrong["pmid:5"]
    assert "animals" in wrong["pmid:7"]
    assert not {"pmid:1", "pmid:6"} & set(wrong)


def test_nothing_to_cite_is_said_by_silence() -> None:
    assert suggested_citations(case([])) == ()
    assert suggested_citations(case([], of=claim(ClaimKind.NAMED_STUDY))) == ()


def test_retracted_reports_are_never_to_be_cited() -> None:
    held = suggested_citations(case([item(n, status="retracted") for n in range(3)]))
    assert not any(c.is_to_cite for c in held)


def test_a_review_of_another_condition_supersedes_nothing() -> None:
    reviews = [item(5, "inconclusive", "systematic_review"), item(6, "inconclusive", "systematic_review")]
    reports = [report(5, "Old", SOUND, year=2008), report(6, "New", SOUND, year=2022)]
    apart = {"pmid:5": [finding("condition", "sciatica")], "pmid:6": [finding("condition", "carpal_tunnel")]}
    assert not any(not c.is_to_cite for c in suggested_citations(case(reviews, findings=apart, reports=reports)))
    taken_in = {**apart, "pmid:6": [finding("condition", "carpal_tunnel"), finding("condition", "sciatica")]}
    wrong = [c.report_id for c in suggested_citations(case(reviews, findings=taken_in, reports=reports))
             if not c.is_to_cite]  # fmt: skip
    assert wrong == ["pmid:5"]


def test_a_review_that_disagrees_is_not_superseded() -> None:
    reports = [report(5, "Old", SOUND, year=2008), report(6, "New", SOUND, year=2022)]
    for stance, is_wrong in (("contradicts", False), ("inconclusive", True), ("supports", True)):
        reviews = [item(5, stance, "systematic_review"), item(6, "supports", "systematic_review")]
        held = case(reviews, reports=reports)
        assert any(not c.is_to_cite for c in suggested_citations(held)) is is_wrong


def test_for_harm_the_largest_study_that_followed_people_is_cited_and_reviews_on_harm() -> None:
    of = claim(ClaimKind.SAFETY, quote="is safe", harms=("serious_harm",))
    held = case(
        [item(1, n=200), item(2, design="cohort", n=229_230), item(3, design="meta_analysis"),
         item(4, "mixed", "overview_of_reviews"), item(5, design="systematic_review")],
        of=of, reports=[report(3, "Relief of pain: a review", SOUND),
                        report(4, "Serious risks: a review of reviews"),
                        report(5, "Safety in patients taking warfarin", SOUND)],
    )  # fmt: skip
    cited = {c.report_id: c.why for c in suggested_citations(held) if c.is_to_cite}
    assert list(cited) == ["pmid:2", "pmid:5", "pmid:4"]
    assert "followed its people" in cited["pmid:2"]


def test_a_study_that_does_not_say_it_is_named_with_the_reserve() -> None:
    meant = Candidate("c", "pmid:1", 1, 2.0, True, (), (), {"nerve_conduction": "absent"})
    made = suggested_citations(case([], of=claim(ClaimKind.NAMED_STUDY)), [meant])
    assert "does not report this part" in made[0].why


def test_background_is_not_backed_by_a_review_that_settles_nothing() -> None:
    of, reports = claim(ClaimKind.BACKGROUND, quote="affects millions"), [report(5, "A review", SOUND)]
    assert suggested_citations(case([item(5, "inconclusive", "systematic_review")], of=of, reports=reports)) == ()
    told = suggested_citations(case([item(5, "supports", "systematic_review")], of=of, reports=reports))
    assert [c.report_id for c in told if c.is_to_cite] == ["pmid:5"]


def test_a_review_that_is_not_worth_citing_replaces_no_other() -> None:
    held = case(
        [item(5, "inconclusive", "systematic_review"), item(6, "inconclusive", "systematic_review")],
        of=claim(ClaimKind.BACKGROUND),
        reports=[report(5, "Old", SOUND, year=2008), report(6, "New", SOUND, year=2022)],
    )
    assert not suggested_citations(held)
