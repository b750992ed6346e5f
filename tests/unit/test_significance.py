"""The reader of significance on small made-up sentences: tokens, arms, directions, figures, models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.extract.outcomes import outcomes_in
from evidence.extract.pico import pico_findings
from evidence.extract.significance import LABELS, significance_of_sentence, significance_of_text
from evidence.extract.significance_arms import Arms, arms_of, mentions
from evidence.extract.significance_cues import clause_numbers, cues_in, number_sign, subject_of
from evidence.extract.significance_findings import significance_findings
from evidence.extract.significance_forest import Forest
from evidence.extract.significance_reading import NAMES, question_of, reading
from evidence.extract.significance_tokens import tokens_of
from tests.unit.result_reading import reading as report_reading

UP, DOWN, NONE = LABELS


def _arms(one: str = "acupuncture", other: str = "sham acupuncture", context: tuple[str, ...] = ()) -> Arms:
    return arms_of(one, other, (), context)


def _named(text: str, arms: Arms) -> list[str]:
    return [m.arm for m in mentions(tokens_of(text), arms, frozenset(), {})]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("lower (P < .001)", "PSIG"), ("alike (p = 0.31)", "PNS"), ("alike (p = 0.05)", "PNS"), ("p=0/03", "PSIG"),
        ("RR 0.80, 95% CI 0.66 to 0.98", "CIDOWN"), ("RR 0.90 (95% CI 0.66–1.20)", "CINS"),
        ("MD −1.2 (95% CI −2.0 to −0.4)", "CIDOWN"), ("mean difference 2.1; 95% CI 0.3, 3.9", "CIUP"),
    ],
)  # fmt: skip
def test_tests_and_intervals_are_marks(text: str, mark: str) -> None:
    assert mark in [t.stem for t in tokens_of(text)]


def test_spreads_counts_and_times_are_no_results() -> None:
    text = "Scores were 35.7 ± 9.6 (n = 30) and 49.8 (SD 10.8), in 12 (40%) after 4 weeks, 1,200 steps"
    assert [t.number for t in tokens_of(text) if t.number is not None] == [35.7, 49.8, 40.0, 1200.0]


def test_an_arm_is_known_by_its_words_its_letters_its_label_and_by_usual_words() -> None:
    assert _named("Laser beat ibuprofen.", _arms("laser", "ibuprofen")) == ["I", "C"]
    told = ("Group A received laser and group B ibuprofen.",)
    assert _named("Pain fell more in group B than in group A.", _arms("laser", "ibuprofen", told)) == ["C", "I"]
    assert _named("The intervention group did better than controls.", _arms("walking", "usual care")) == ["I", "C"]
    assert _named("Better in the non-tourniquet group", _arms("with tourniquet", "without tourniquet")) == ["C"]


def test_an_addition_is_told_from_what_it_is_added_to() -> None:
    arms = _arms("letrozole plus zoledronate", "letrozole alone")
    assert _named("Bone rose with letrozole plus zoledronate, less with letrozole alone.", arms) == ["I", "C"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Pain was lower with laser than with ibuprofen", "I"),
        ("Pain was lower with ibuprofen than with laser", "C"),
        ("Compared with ibuprofen, laser lowered pain", "I"), ("Pain fell more than with ibuprofen", "I"),
        ("laser versus ibuprofen: less pain", "I"), ("Pain fell.", ""),
    ],
)  # fmt: skip
def test_the_arm_after_than_is_not_the_subject(text: str, subject: str) -> None:
    tokens = tokens_of(text)
    named = mentions(tokens, _arms("laser", "ibuprofen"), frozenset(), {})
    assert subject_of(tokens, named, clause_numbers(tokens), None)[0] == subject


@pytest.mark.parametrize(
    ("text", "is_time", "signs"),
    [
        ("a greater reduction", False, [-1]), ("less decline", False, [1]),
        ("The reduction was smaller", False, [1]),
        ("pain was higher", False, [1]), ("healing was faster", False, [1]), ("onset came faster", True, [-1]),
    ],
)  # fmt: skip
def test_words_of_direction_are_joined(text: str, is_time: bool, signs: list[int]) -> None:
    assert [cue.sign for cue in cues_in(tokens_of(text), frozenset(), is_time)] == signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Falls were 16% in the laser group and 36% in the ibuprofen group", -1),
        ("Falls were more frequent with ibuprofen than with laser (36% vs. 16%)", -1),
        ("Pain was 5.7 with laser", 0), ("with laser and ibuprofen, 40% and 30% respectively", 1),
    ],
)  # fmt: skip
def test_figures_are_told_of_their_arms(text: str, sign: int) -> None:
    tokens = tokens_of(text)
    named = mentions(tokens, _arms("laser", "ibuprofen"), frozenset(), {})
    assert number_sign(tokens, named, 0.0, clause_numbers(tokens))[0] == sign


def test_swapped_arms_turn_the_direction() -> None:
    text = "Pain was significantly lower with laser than with ibuprofen (P = 0.01)."
    pairs = ("laser", "ibuprofen"), ("ibuprofen", "laser")
    one, other = (reading(text, question_of("pain", _arms(*pair), (), {})) for pair in pairs)
    assert (one["cmp"], other["cmp"]) == (-1.0, 1.0)


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_is_measured(text: str, outcome: str) -> None:
    made = reading(text, question_of(outcome, _arms(), (), {}))
    assert set(made) == set(NAMES)
    assert np.isfinite(list(made.values())).all()


def test_a_forest_is_the_mean_of_its_trees() -> None:
    value = np.array([[0.0, 0.0], [255.0, 0.0], [0.0, 255.0], [255.0, 0.0]])
    forest = Forest(
        np.array([0, 3]), np.array([0, 0, 0, 0]), np.array([0.5, 0.0, 0.0, 0.0]), np.array([2, 1, 2, 3]), value
    )
    assert forest.chances(np.array([[0.2], [0.9]])).tolist() == [[1.0, 0.0], [0.5, 0.5]]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Pain was significantly lower with laser than with ibuprofen (P = 0.01).", DOWN),
        ("Pain was significantly lower with ibuprofen than with laser (P = 0.01).", UP),
        ("Walking distance was significantly longer with laser than with ibuprofen; pain did not differ.", NONE),
        ("There was no significant difference in pain between laser and ibuprofen (P = 0.62).", NONE),
    ],
)
def test_plain_sentences_are_read(text: str, label: str) -> None:
    assert significance_of_sentence(text, "pain", "laser", "ibuprofen").label == label


def test_the_sentence_that_names_the_outcome_answers() -> None:
    sentences = (
        "Laser against ibuprofen for back pain.", "Patients were randomly assigned to laser or ibuprofen.",
        "Pain was significantly lower with laser than with ibuprofen (P = 0.01).",
        "Sleep quality did not differ between the groups (P = 0.70).",
    )  # fmt: skip
    found = significance_of_text(sentences, "sleep quality", "laser", "ibuprofen")
    assert (found.label, found.sentence_no) == (NONE, 3)
    assert significance_of_text((), "pain", "laser", "ibuprofen").sentence_no is None
    assert significance_of_text(sentences, "", "", "").label in LABELS


def _findings(results: str, comparator: str = "sham acupuncture") -> list[tuple[str | None, object]]:
    context = report_reading(
        "Acupuncture for carpal tunnel syndrome",
        methods=f"Patients with carpal tunnel syndrome were randomized to acupuncture or {comparator}.",
        results=results,
    )
    found = significance_findings(context, pico_findings(context))
    return [(f.value, f.detail["outcome"]) for f in found]


def test_a_sure_reading_of_a_result_is_a_finding_of_its_outcome() -> None:
    lower = "Pain was significantly lower in the acupuncture group than in the sham acupuncture group (P < 0.001)."
    same = "There was no significant difference in disability between acupuncture and sham (P = 0.62)."
    assert _findings(lower) == [("significantly_decreased", "Pain")]
    assert _findings(same) == [("no_significant_difference", "disability")]


@pytest.mark.parametrize(
    "text",
    [
        "Pain fell significantly from baseline in both groups (P < 0.001).",
        "Two patients of the acupuncture group left the study because of pain.",
        "Sham was better than placebo pills for pain (P = 0.02).",
        "Acupuncture was more effective for pain than sham acupuncture.",
    ],
)
def test_what_is_no_comparison_of_the_treatment_has_no_finding(text: str) -> None:
    assert _findings(text) == []


def test_an_outcome_is_named_once() -> None:
    assert outcomes_in("Pain and the ODI improved, pain most.") == ("Pain", "ODI")
