"""The words, shapes and tones that pages use for verdicts, stances, statuses and designs.

A mark is never colour alone: each has a word and a shape of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """How one value is shown: word, shape, the tone that CSS colours, a short word, its meaning."""

    word: str
    shape: str
    tone: str
    short: str = ""
    meaning: str = ""


VERDICT_MARKS = {
    "supported": Mark("Supported", "●", "for", "supported", "The counted evidence bears it out."),
    "supported_with_limits": Mark(
        "Supported, with limits", "◐", "for", "with limits", "Some support; the limits must be said."
    ),
    "mixed": Mark("Mixed evidence", "◆", "mixed", "mixed", "Studies point both ways."),
    "insufficient": Mark(
        "Not enough evidence", "○", "open", "not enough", "Looked at, and too little to say."
    ),
    "surrogate_only": Mark(
        "Healthy people or markers only", "△", "open", "markers only", "Not shown in patients."
    ),
    "preclinical_only": Mark(
        "Animals or cells only", "▽", "open", "animals only", "Not shown in people."
    ),
    "contradicted": Mark("Contradicted", "✕", "against", "contradicted", "The evidence says otherwise."),
    "not_found": Mark("Nothing found", "∅", "open", "nothing found", "No report bears on it."),
    "matches": Mark("Matches the study", "●", "for", "matches", "The study says what the article says."),
    "matches_in_part": Mark(
        "Matches in part", "◐", "mixed", "in part", "The study says part of it."
    ),
    "misreported": Mark("Misreports the study", "✕", "against", "misreported", "The study says otherwise."),
    "no_match": Mark("No such study found", "∅", "open", "no such study", "No record held fits."),
    "belief_documented": Mark(
        "A documented belief", "❝", "quiet", "belief", "The tradition says so. Never a word on truth."
    ),
    "consistent": Mark("Fits the guidance", "●", "for", "fits guidance", "Guidance says the same."),
    "incomplete": Mark("Incomplete advice", "◐", "mixed", "incomplete", "Guidance says more."),
    "conflicts": Mark("Conflicts with guidance", "✕", "against", "conflicts", "Guidance says otherwise."),
    "not_checkable": Mark(
        "Not checkable", "–", "quiet", "not checkable", "A word of value: no study can test it."
    ),
}  # fmt: skip
#: Gravest first: where several claims stand on the same words, the first tone found marks them.
TONES = ("against", "mixed", "open", "for", "quiet")
STANCE_MARKS = {
    "supports": Mark("For", "▲", "for"),
    "contradicts": Mark("Against", "▼", "against"),
    "mixed": Mark("Mixed", "◆", "mixed"),
    "inconclusive": Mark("Inconclusive", "○", "open"),
    None: Mark("No stance read", "–", "quiet"),
}
#: On safety a report is no vote: what it says of the statement, in words that count nothing.
SAFETY_MARKS = {
    "supports": Mark("Fits the statement", "▲", "for"),
    "contradicts": Mark("Harm beyond the statement", "▼", "against"),
    "mixed": Mark("Harm told both ways", "◆", "mixed"),
    "inconclusive": Mark("No rate: a single case, or harm not described", "○", "open"),
    None: STANCE_MARKS[None],
}
STATUS_WORDS = {
    "retracted": "Retracted: counts for nothing",
    "withdrawn": "Withdrawn from PubMed: counts for nothing",
    "indirect": "Indirect: shown, not counted",
    "ongoing": "Ongoing: no results yet",
    "excluded": "Excluded, with the reason",
}
CHANGE_WORDS = {
    "verdict": "Verdict moved",
    "certainty": "Certainty moved",
    "stance": "Stance of an item changed",
    "status": "Status of an item changed",
    "new_item": "New evidence",
    "lost_item": "Evidence gone",
    "notice": "Notice on a report",
    "new_report": "New report",
    "changed_report": "Report changed",
    "withdrawn_report": "Report withdrawn",
}
#: GRADE's own signs (GRADE handbook 1): filled of four.
CERTAINTY_SIGNS = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very_low": "⊕◯◯◯"}
POSITION_WORDS = {"for": "▲ recommends it", "against": "▼ recommends against it",
                  "none": "○ takes no position"}  # fmt: skip
_DESIGN_WORDS = {
    "rct": "Randomized trial", "cluster_rct": "Cluster-randomized trial",
    "crossover_rct": "Randomized crossover trial", "randomized_trial": "Randomized trial",
    "systematic_review": "Systematic review", "meta_analysis": "Meta-analysis",
    "network_meta_analysis": "Network meta-analysis", "overview_of_reviews": "Overview of reviews",
    "non_randomized_trial": "Trial without randomization", "single_arm": "Single-arm study",
    "in_vitro": "Cells in vitro", "animal": "Animal study", "cross_sectional": "Cross-sectional study",
    "case_control": "Case-control study", "cohort": "Cohort study", "protocol": "Protocol (a plan)",
}  # fmt: skip
#: Groups of designs as plots and filters show them, the strongest first.
DESIGN_GROUPS = {
    "Systematic reviews": ("systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews"),
    "Randomized trials": ("rct", "cluster_rct", "crossover_rct", "randomized_trial"),
    "Trials without randomization": ("non_randomized_trial", "single_arm"),
    "Observational studies": ("cohort", "case_control", "cross_sectional", "case_series", "case_report", "survey"),
    "Animals and cells": ("animal", "in_vitro"),
    "Guidelines": ("guideline",),
}  # fmt: skip
OTHER_DESIGNS = "Other designs"
_GROUP_OF = {design: group for group, designs in DESIGN_GROUPS.items() for design in designs}
#: Comparators as plots group them, the strictest first: a report with several stands under the first.
COMPARATOR_GROUPS = {
    "sham": ("sham",),
    "usual care, waiting or the same care alone": ("usual_care", "waitlist", "no_treatment", "add_on"),
    "a medicine": ("drug", "vitamin_b"),
    "another treatment": ("other_active", "other_acupuncture"),
}  # fmt: skip
_COMPARATOR_WORDS = {
    "sham": "sham", "usual_care": "usual care", "waitlist": "waiting list", "no_treatment": "no treatment",
    "add_on": "the same care in both arms", "drug": "a medicine", "vitamin_b": "vitamin B",
    "other_active": "another treatment", "other_acupuncture": "another kind of acupuncture",
    "none": "no comparison",
}  # fmt: skip
_STANDS_UNDER = ("sham", "usual_care")
NO_COMPARATOR = "none, or not stated"


def verdict_mark(verdict: str | None) -> Mark:
    """The mark of a verdict; an unknown word is shown as it stands.

    >>> verdict_mark("contradicted").shape
    '✕'
    """
    word = verdict or "not judged"
    return VERDICT_MARKS.get(word, Mark(plain(word), "–", "quiet", plain(word).lower()))


def stance_mark(stance: str | None, is_on_safety: bool = False) -> Mark:
    """The mark of an evidence item's stance; None is a stance nobody read."""
    return (SAFETY_MARKS if is_on_safety else STANCE_MARKS).get(stance, STANCE_MARKS[None])


def is_counted_by_events(claim: Mapping[str, Any]) -> bool:
    """Whether a claim's evidence is told as events over people, and reports are no votes: safety."""
    return bool(claim["kind"] == "safety")


def design_word(design: str | None) -> str:
    """A design as people write it.

    >>> design_word("rct"), design_word(None)
    ('Randomized trial', 'Design not stated')
    """
    return _DESIGN_WORDS.get(str(design), plain(design)) if design else "Design not stated"


def design_group(design: str | None) -> str:
    """The group of designs a design belongs to."""
    return _GROUP_OF.get(str(design), OTHER_DESIGNS)


def comparator_group(comparator: str | None) -> str:
    """The strictest group among comparators joined by "; ".

    >>> comparator_group("drug; sham"), comparator_group(None)
    ('sham', 'none, or not stated')
    """
    held = {part.strip() for part in (comparator or "").split(";")}
    return next((g for g, words in COMPARATOR_GROUPS.items() if held & set(words)), NO_COMPARATOR)


def counted_under(item: Mapping[str, Any]) -> str:
    """The group of comparators under which an item counts.

    A trial with a sham and an untreated arm whose result is told against the latter
    alone stands there, as it does in its verdict.

    >>> counted_under({"comparator": "sham; usual_care", "compared_with": "usual_care"})
    'usual care, waiting or the same care alone'
    """
    stands = item["compared_with"]
    return comparator_group(stands if stands in _STANDS_UNDER else item["comparator"])


def compared(comparator: str) -> str:
    """Comparators joined by "; ", as people write them.

    >>> compared("add_on; vitamin_b")
    'the same care in both arms; vitamin B'
    """
    return "; ".join(
        _COMPARATOR_WORDS.get(c.strip(), plain(c).lower()) for c in comparator.split(";")
    )


def plain(word: object) -> str:
    """A stored word as people write it.

    >>> plain("very_low")
    'Very low'
    """
    text = str(word).replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def number(value: object) -> str:
    """A number as people write it: thousands parted, no idle decimals, a true minus.

    >>> number(-1234.50), number(3)
    ('−1,234.5', '3')
    """
    text = f"{float(str(value)):,.10g}" if isinstance(value, float) else f"{value:,}"
    if "e" not in text and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")
