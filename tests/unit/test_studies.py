from __future__ import annotations

from dataclasses import replace

from evidence.appraise.studies import study_groups
from evidence.models import Finding, Notice
from tests.unit.appraisal_cases import finding, report


def _design(word: str) -> list[Finding]:
    return [finding("design", word)]


def test_reports_of_one_registration_are_one_study_named_by_the_smallest_id() -> None:
    held = [report(30, registry_ids=("NCT01234567",)), report(4, registry_ids=("nct 01234567",)), report(100)]
    groups = study_groups(held, {})
    assert groups.study_of == {"pmid:4": "pmid:4", "pmid:30": "pmid:4", "pmid:100": "pmid:100"}
    assert [(m.report_id, m.joined_to, m.rule) for m in groups.merges] == [
        ("pmid:30", "pmid:4", "same-registration")
    ]
    assert not groups.merges[0].is_duplicate
    assert groups.n_reports == {"pmid:4": 2, "pmid:100": 1}


def test_a_registration_read_from_the_text_counts_too() -> None:
    held = [report(1, registry_ids=("ChiCTR-1900022046",)), report(2)]
    read = {"pmid:2": [finding("registration", "ChiCTR1900022046")]}
    assert study_groups(held, read).study_of["pmid:2"] == "pmid:1"


def test_reviews_and_pooled_analyses_are_not_joined_by_the_trials_they_name() -> None:
    numbers = ("NCT01234567",)
    held = [report(1, registry_ids=numbers), report(2, registry_ids=numbers)]
    assert study_groups(held, {"pmid:2": _design("meta_analysis")}).merges == ()
    many = report(2, registry_ids=("NCT01234567", "NCT1", "NCT2"))
    assert study_groups([held[0], many], {}).merges == ()


def test_duplicates_between_sources_are_found_with_an_audit_list() -> None:
    title = "Needling for a painful foot: a randomized trial"
    held = [
        report(7, title, doi="10.1/X"),
        replace(report(8, title), report_id="doi:10.1/x", pmid=None, doi="10.1/x"),
        replace(report(9, title.upper()), report_id="doi:10.2/y", pmid=None),
    ]
    groups = study_groups(held, {})
    assert set(groups.study_of.values()) == {"pmid:7"}
    assert {m.rule for m in groups.merges} == {"same-doi", "same-title"}
    assert all(m.is_duplicate and m.reason for m in groups.merges)


def test_the_same_title_with_other_identifiers_is_another_paper() -> None:
    title = "Needling for a painful foot and leg"
    assert study_groups([report(1, title, doi="10.1/a"), report(2, title, doi="10.1/b")], {}).merges == ()


def test_a_notice_is_never_merged_into_its_paper() -> None:
    title = "Needling for a painful foot: a randomized trial"
    paper = report(1, title, doi="10.1/a", registry_ids=("NCT01234567",))
    of = Notice("retraction", "of", "RetractionOf", other_pmid=1)
    notices = [
        report(2, title, doi="10.1/a", notices=(of,)),
        report(3, title, doi="10.1/a", publication_types=("Published Erratum",)),
        report(4, f"Correction to: {title}", registry_ids=("NCT01234567",)),
    ]
    groups = study_groups([paper, *notices], {})
    assert groups.merges == ()
    assert len(set(groups.study_of.values())) == 4


def test_no_report_and_short_titles() -> None:
    assert study_groups([], {}).study_of == {}
    assert study_groups([report(1, "Acupuncture."), report(2, "Acupuncture.")], {}).merges == ()
