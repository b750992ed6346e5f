"""The words, shapes and tones that pages use for verdicts, stances and statuses.

A mark is never colour alone: each has a word and a shape of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """How one value is shown: its word, its shape and the tone that CSS colours."""

    word: str
    shape: str
    tone: str


VERDICT_MARKS = {
    "supported": Mark("Supported", "●", "for"),
    "supported_with_limits": Mark("Supported, with limits", "◐", "for"),
    "mixed": Mark("Mixed evidence", "◆", "mixed"),
    "insufficient": Mark("Not enough evidence", "○", "open"),
    "surrogate_only": Mark("Healthy people or markers only", "△", "open"),
    "preclinical_only": Mark("Animals or cells only", "▽", "open"),
    "contradicted": Mark("Contradicted", "✕", "against"),
    "not_found": Mark("Nothing found", "∅", "open"),
    "matches": Mark("Matches the study", "●", "for"),
    "matches_in_part": Mark("Matches in part", "◐", "mixed"),
    "misreported": Mark("Misreports the study", "✕", "against"),
    "no_match": Mark("No such study found", "∅", "open"),
    "belief_documented": Mark("A documented belief", "❝", "quiet"),
    "consistent": Mark("Fits the guidance", "●", "for"),
    "incomplete": Mark("Incomplete advice", "◐", "mixed"),
    "conflicts": Mark("Conflicts with guidance", "✕", "against"),
    "not_checkable": Mark("Not checkable", "–", "quiet"),
}
STANCE_MARKS = {
    "supports": Mark("For", "▲", "for"),
    "contradicts": Mark("Against", "▼", "against"),
    "mixed": Mark("Mixed", "◆", "mixed"),
    "inconclusive": Mark("Inconclusive", "○", "open"),
    None: Mark("No stance read", "–", "quiet"),
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
    "new_item": "New evidence item",
    "lost_item": "Evidence item gone",
    "notice": "Notice on a report",
    "new_report": "New report",
    "changed_report": "Report changed",
    "withdrawn_report": "Report withdrawn",
}


def verdict_mark(verdict: str | None) -> Mark:
    """The mark of a verdict; an unknown word is shown as it stands.

    >>> verdict_mark("contradicted").shape
    '✕'
    """
    word = verdict or "not judged"
    return VERDICT_MARKS.get(word, Mark(plain(word), "–", "quiet"))


def stance_mark(stance: str | None) -> Mark:
    """The mark of an evidence item's stance; None is a stance nobody read."""
    return STANCE_MARKS.get(stance, STANCE_MARKS[None])


def plain(word: object) -> str:
    """A stored word as people write it.

    >>> plain("very_low")
    'Very low'
    """
    text = str(word).replace("_", " ").strip()
    return text[:1].upper() + text[1:]
