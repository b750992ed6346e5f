from __future__ import annotations

import pytest

from evidence.appraise.readability import grade, plainer, syllables
from evidence.appraise.wording_ladder import allowed_rung, strength, tells_what_to_do, value_words


@pytest.mark.parametrize(
    ("sentence", "rung"),
    [
        ("Acupuncture cures neuropathy.", 4),
        ("It always works, ensuring relief.", 4),
        ("Acupuncture triggers the release of endorphins.", 3),
        ("Acupuncture reduces inflammation.", 3),
        ("Acupuncture can decrease inflammation.", 2),
        ("Acupuncture helps restore balance.", 2),
        ("Acupuncture may promote nerve repair.", 1),
        ("A trial of 40 people found less pain than with usual care.", 1),
        ("According to traditional medicine, points lie on lines.", 0),
        ("It is not known whether acupuncture can help.", 0),
        ("Studies disagree on whether it improves sleep.", 0),
        ("Several studies have explored its effect.", 0),
    ],
)
def test_rungs_of_the_ladder(sentence: str, rung: int) -> None:
    assert strength(sentence).rung == rung


def test_a_negation_in_another_clause_does_not_hedge() -> None:
    text = "While it is not a cure, it can serve as a therapy."
    assert strength(text, text.index("it can"), len(text)).rung == 2


def test_what_verdicts_allow() -> None:
    assert allowed_rung("supported") == 2
    assert allowed_rung("supported", "moderate") == 3
    assert allowed_rung("supported_with_limits") == allowed_rung("mixed") == allowed_rung("preclinical_only") == 1
    assert allowed_rung("insufficient") == allowed_rung("contradicted") == allowed_rung("not_found") == 0
    assert allowed_rung("supported", is_background=True) == 3
    assert allowed_rung("not_checkable") == 4


def test_value_words_and_orders() -> None:
    assert len(value_words("A promising natural approach that is safe and effective.")) == 4
    assert value_words("A study of effectiveness; it is not safe.") == ()
    for text in ("Stop your medicines.", "You should begin acupuncture treatment.", "Replace drugs with it."):
        assert tells_what_to_do(text), text
    for text in ("You should ask your doctor first.", "The benefit was gone after treatment stopped."):
        assert not tells_what_to_do(text), text


@pytest.mark.parametrize(
    ("word", "n"), [("the", 1), ("cake", 1), ("table", 2), ("treated", 2), ("helped", 1), ("acupuncture", 4),
                    ("studies", 2), ("neuropathy", 4), ("people", 2), ("229,230", 1)],
)  # fmt: skip
def test_syllables(word: str, n: int) -> None:
    assert syllables(word) == n


def test_grade_of_easy_and_hard_text() -> None:
    assert grade("") == 0.0
    assert grade("The dog ran. The cat sat.") < 2
    assert grade("Electroacupuncture ameliorates chemotherapy-induced peripheral neuropathy in oncology.") > 15
    assert plainer("Neuropathy hurts.", ["neuropathy = nerve damage"]) == "nerve damage hurts."
