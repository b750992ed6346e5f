"""What must hold for verdicts whatever the evidence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.appraise.signoff import change_of
from evidence.appraise.studies import study_groups
from evidence.appraise.verdict import verdict
from evidence.appraise.verdict_case import counts, fingerprint
from evidence.models import ClaimKind, EvidenceItem
from tests.unit.appraisal_cases import SOUND, case, claim, item, report

CLAIMS = (
    claim(),
    claim(ClaimKind.MECHANISM, mechanisms=("m",)),
    claim(ClaimKind.SAFETY, harms=("serious_harm",)),
    claim(ClaimKind.BACKGROUND),
)
COMPARATORS = ("sham", "usual_care", "waitlist", "drug", None)
DESIGNS = ("rct", "crossover_rct", "systematic_review", "meta_analysis", "overview_of_reviews", "single_arm",
           "cohort", "survey", "case_report", "narrative_review", "animal")  # fmt: skip
STATUSES = ("counted", "counted", "counted", "indirect", "ongoing", "retracted", "excluded")
SIZES = (None, 16, 99, 100, 250, 20_000)
STANCES = ("supports", "contradicts", "mixed", "inconclusive")


@st.composite
def evidence(draw: st.DrawFn) -> tuple[list[EvidenceItem], dict[int, str]]:
    n = draw(st.integers(0, 8))
    items, comparators = [], {}
    for number in range(1, n + 1):
        design = draw(st.sampled_from(DESIGNS))
        items.append(item(
            number, draw(st.sampled_from(STANCES)), design, draw(st.sampled_from(SIZES)),
            status=draw(st.sampled_from(STATUSES)), population="animal" if design == "animal" else "human",
        ))  # fmt: skip
        if comparator := draw(st.sampled_from(COMPARATORS)):
            comparators[number] = comparator
    return items, comparators


REPORTS = [report(n, "A review", SOUND) for n in range(1, 10)]


@settings(deadline=None)
@given(evidence(), st.sampled_from(CLAIMS), st.sampled_from(DESIGNS), st.sampled_from((None, 30, 500)))
def test_an_inconclusive_report_never_lifts_a_verdict(held, of, design, n) -> None:  # type: ignore[no-untyped-def]
    items, comparators = held
    added = item(9, "inconclusive", design, n, population="animal" if design == "animal" else "human")
    for comparator in ("sham", "usual_care"):
        before = verdict(case(items, comparators, of=of, reports=REPORTS))
        after = verdict(case([*items, added], {**comparators, 9: comparator}, of=of, reports=REPORTS))
        assert change_of(before.verdict, after.verdict) != "upgrade", (before.verdict, after.verdict)


@settings(deadline=None)
@given(evidence(), st.sampled_from(CLAIMS), st.randoms(use_true_random=False))
def test_order_does_not_matter(held, of, random) -> None:  # type: ignore[no-untyped-def]
    items, comparators = held
    shuffled = list(items)
    random.shuffle(shuffled)
    one, other = (case(i, comparators, of=of, reports=REPORTS) for i in (items, shuffled))
    assert verdict(one) == verdict(other)
    assert fingerprint(one) == fingerprint(other)


@settings(deadline=None)
@given(evidence(), st.sampled_from(CLAIMS))
def test_what_is_not_counted_changes_no_count_and_no_support(held, of) -> None:  # type: ignore[no-untyped-def]
    items, comparators = held
    counted = [i for i in items if i.status.value == "counted"]
    whole, part = case(items, comparators, of=of), case(counted, comparators, of=of)
    assert counts(whole) == counts(part)
    if counted:
        assert verdict(whole).verdict == verdict(part).verdict


@settings(deadline=None)
@given(evidence())
def test_a_retracted_report_is_as_good_as_none(held) -> None:  # type: ignore[no-untyped-def]
    items, comparators = held
    gone = item(9, "supports", n=5000, status="retracted")
    before, after = case(items, comparators), case([*items, gone], {**comparators, 9: "sham"})
    assert counts(before) == counts(after)
    assert change_of(verdict(before).verdict, verdict(after).verdict) != "upgrade"


@settings(deadline=None)
@given(evidence(), st.sampled_from(CLAIMS))
def test_counts_add_up(held, of) -> None:  # type: ignore[no-untyped-def]
    items, comparators = held
    found = counts(case(items, comparators, of=of))
    by_stance = sum(found[f"n_{s}"] for s in STANCES)
    assert by_stance == found["n_studies"] <= len(items)
    assert found["n_rcts"] + found["n_reviews"] <= found["n_studies"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 4)), max_size=30, unique_by=lambda r: r[0]),
       st.randoms(use_true_random=False))  # fmt: skip
def test_studies_do_not_depend_on_order_and_take_the_smallest_id(rows, random) -> None:  # type: ignore[no-untyped-def]
    held = [report(n, f"T {n}", registry_ids=(f"NCT0000000{k}",) if k else ()) for n, k in rows]
    groups = study_groups(held, {})
    random.shuffle(held)
    assert study_groups(held, {}).study_of == groups.study_of
    for report_id, study_id in groups.study_of.items():
        assert int(study_id[5:]) <= int(report_id[5:])
        assert groups.study_of[study_id] == study_id
