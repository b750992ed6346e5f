"""Condition, technique, comparator, direction, harms and trust of small made-up reports."""

from __future__ import annotations

from evidence.extract.directions import direction_findings
from evidence.extract.harms import harm_findings
from evidence.extract.pico import pico_findings
from evidence.extract.significance import significance_of_text
from evidence.extract.trust import trust_findings
from tests.unit.result_reading import PlainReading, reading


def _values(context: PlainReading, kind: str) -> set[str | None]:
    return {f.value for f in pico_findings(context) if f.kind == kind}


def test_the_subject_is_kept_and_what_is_named_in_passing_is_not() -> None:
    context = reading(
        "Acupuncture for carpal tunnel syndrome",
        background="Acupuncture has been tried in diabetic neuropathy.",
        methods="Patients with carpal tunnel syndrome were randomized to acupuncture or sham acupuncture.",
    )
    assert _values(context, "condition") == {"carpal_tunnel"}
    assert _values(context, "intervention") == {"manual_acupuncture"}
    assert _values(context, "comparator") == {"sham"}


def test_a_design_without_comparison_has_no_comparator() -> None:
    context = reading("Acupuncture for neuropathy: a case series", "case_series", results="Pain fell.")
    assert _values(context, "comparator") == {"none"}


def test_direction_between_groups() -> None:
    better = reading("Acupuncture", results="Pain fell more with acupuncture than with sham.")
    same = reading("Acupuncture", results="Pain did not differ significantly between the groups.")
    plan = reading("Acupuncture: a protocol", "protocol", methods="Pain will be measured.")
    found = [
        [f.value for f in direction_findings(c) if f.kind == "direction_overall"]
        for c in (better, same, plan)
    ]
    assert found == [["favours_acupuncture"], ["no_difference"], ["not_applicable"]]


def test_harms_are_told_apart_from_silence() -> None:
    none = reading("Acupuncture", results="No serious adverse events occurred.")
    silent = reading("Acupuncture", results="Pain fell.")
    (found,) = harm_findings(none)
    assert (found.kind, found.value) == ("serious_adverse_events", "none")
    assert harm_findings(silent) == ()


def test_registration_and_blinding() -> None:
    context = reading("Acupuncture", methods="Double-blind trial (NCT01234567) with sealed opaque envelopes.")
    found = {(f.kind, f.value) for f in trust_findings(context)}
    assert {("registration", "NCT01234567"), ("blinding", "double")} <= found
    assert ("allocation_concealment", "concealed") in found


def test_no_difference_is_read_from_an_abstract() -> None:
    sentences = ("Acupuncture for pain.", "Pain did not differ between acupuncture and sham (P = 0.62).")
    assert significance_of_text(sentences, "pain", "acupuncture", "sham").label == "no significant difference"
