from __future__ import annotations

import pytest

from evidence.appraise.named_study import (
    is_same_journal,
    named_study_candidates,
    named_study_ruling,
)
from evidence.extract.concepts import ConceptMatcher
from evidence.models import ClaimKind, Concept, ConceptKind, Notice
from tests.unit.appraisal_cases import claim, finding, item, report, rules

CONCEPTS = {
    "diabetic_neuropathy": Concept("diabetic_neuropathy", ConceptKind.CONDITION, "diabetic neuropathy",
                                   text=("diabetic neuropathy",)),
    "needles": Concept("needles", ConceptKind.INTERVENTION, "acupuncture", text=("acupuncture",)),
    "pain": Concept("pain", ConceptKind.OUTCOME, "pain", text=("pain intensity",)),
    "speed": Concept("speed", ConceptKind.OUTCOME, "nerve function tests", text=("conduction velocity",)),
}  # fmt: skip
NAMED = claim(ClaimKind.NAMED_STUDY, "named", quote="A study in Pain Medicine found less pain",
              conditions=("diabetic_neuropathy",), interventions=("needles",), outcomes=("pain", "speed"),
              journals=("Pain Medicine",))  # fmt: skip
LASTING = claim(claim_id="lasting", follow_up_weeks_min=12)
PAIN = claim(claim_id="pain", outcomes=("pain",))
CLAIMS = {c.claim_id: c for c in (NAMED, LASTING, PAIN)}
TEXT = "Acupuncture and usual care were compared. Pain intensity fell."


def _found(reports, items=(), of=NAMED, findings=None):  # type: ignore[no-untyped-def]
    held = {r.report_id: r for r in reports}
    return named_study_candidates(of, items, CLAIMS, held, findings or {}, ConceptMatcher(CONCEPTS), rules())


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Pain medicine (Malden, Mass.)", "Pain Medicine", True),
        ("Pain Med", "Pain Medicine", True),
        ("Anesthesiology and Pain Medicine", "Pain Medicine", False),
        ("J Altern Complement Med", "Journal of alternative and complementary medicine (New York, N.Y.)", True),
        ("Journal of integrative and complementary medicine", "J Altern Complement Med", True),
        ("Pain", "Pain Medicine", False),
        ("", "Pain Medicine", False),
    ],
)
def test_journals_by_name_abbreviation_and_renaming(one: str, other: str, is_same: bool) -> None:
    assert is_same_journal(one, other) is is_same


def test_the_study_is_found_with_what_fits_and_what_does_not() -> None:
    good = report(1, "Acupuncture for diabetic neuropathy", TEXT, journal="Pain medicine (Malden, Mass.)")
    near = report(2, "Acupuncture for back trouble", TEXT, journal="Pain Medicine")
    other = report(3, "Acupuncture for diabetic neuropathy", TEXT, journal="Pain")
    items = [item(1, claim_id="pain"), item(1, "contradicts", claim_id="lasting")]
    held = _found([other, near, good], items)
    assert [(c.report_id, c.rank, c.is_match) for c in held] == [("pmid:1", 1, True), ("pmid:2", 2, False)]
    assert "pain: yes" in held[0].fits
    assert "nerve function tests: not in the abstract" in held[0].misfits
    assert any("not maintained" in m for m in held[0].misfits)
    assert "condition: another one" in held[1].misfits
    assert named_study_ruling(held)[0] == "matches_in_part"


def test_no_match_where_journal_and_condition_do_not_fit_together() -> None:
    near = report(2, "Acupuncture for back trouble", TEXT, journal="Pain Medicine")
    word, why = named_study_ruling(_found([near]))
    assert word == "no_match"
    assert "citation needed" in why
    assert named_study_ruling(())[0] == "no_match"


def test_retracted_reports_and_notices_are_no_candidates() -> None:
    title = "Acupuncture for diabetic neuropathy"
    of, on = Notice("retraction", "of", "RetractionOf"), Notice("retraction", "on", "RetractionIn")
    given = {"journal": "Pain Medicine"}
    held = [report(1, title, TEXT, notices=(on,), **given), report(2, title, TEXT, notices=(of,), **given),
            report(3, f"Retracted: {title}", TEXT, **given)]  # fmt: skip
    assert _found(held) == ()


def test_a_study_that_says_the_opposite_is_misreported() -> None:
    good = report(1, "Acupuncture for diabetic neuropathy", TEXT, journal="Pain Medicine")
    only = claim(ClaimKind.NAMED_STUDY, "named", quote="A study found less pain", outcomes=("pain",),
                 conditions=("diabetic_neuropathy",), journals=("Pain Medicine",))  # fmt: skip
    for stance in ("contradicts", "inconclusive"):
        held = _found([good], [item(1, stance, claim_id="pain")], of=only)
        assert named_study_ruling(held)[0] == "misreported"
    assert named_study_ruling(_found([good], [item(1, claim_id="pain")], of=only))[0] == "matches"


def test_a_trial_ranks_before_a_review_and_the_year_counts() -> None:
    title = "Acupuncture for diabetic neuropathy"
    held = [report(n, title, TEXT, journal="Pain Med", year=year) for n, year in ((1, 2015), (2, 2019))]
    read = {"pmid:1": [finding("design", "meta_analysis")], "pmid:2": [finding("design", "rct")]}
    assert _found(held, findings=read)[0].report_id == "pmid:2"
    dated = claim(ClaimKind.NAMED_STUDY, "named", quote="A 2015 paper", conditions=("diabetic_neuropathy",),
                  journals=("Pain Medicine",))  # fmt: skip
    assert _found(held, of=dated)[0].report_id == "pmid:1"


def test_an_outcome_named_but_not_judged_is_left_to_a_person() -> None:
    good = report(1, "Acupuncture for diabetic neuropathy", TEXT, journal="Pain Medicine")
    held = _found([good])
    assert held[0].findings["pain"] == "unread"
    assert any("for a person" in text for text in held[0].misfits)
    assert named_study_ruling(held)[0] == "matches_in_part"
