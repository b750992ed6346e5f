# ruff: noqa: E501 (a pattern is read whole)
"""Outcomes of a controlled trial that a sentence says were increased, decreased or no different (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from evidence.extract.comparator import comparators_in
from evidence.extract.outcomes import outcomes_in
from evidence.extract.reading_lines import Reading, RoleLine, is_between_controls, text_finding
from evidence.extract.significance import LABELS, significance_of_passages
from evidence.models import Finding

#: A reading is kept from this probability on. Given the sentence that tells an outcome, 97 of 100 readings
#: that reach it are right, and 58 of 100 questions get one (Evidence Inference, left-out articles).
SURE: Final = 0.85
VALUES: Final = dict(zip(LABELS, ("significantly_increased", "significantly_decreased", "no_significant_difference"), strict=True))
_DESIGNS: Final = frozenset({"rct", "crossover_rct", "cluster_rct", "non_randomized_trial"})
#: A test, or words that one arm was set against the other.
_TOLD: Final = re.compile(r"\b[pP]\s?[<=>≤≥]|\bCI\b|\bsignifican|\bthan\b|\bdiffer|\bsimilar\b|\bcomparable\b|\bversus\b|\bvs\b")
#: A difference is called significant only where a test, an interval or that word stands.
_TESTED: Final = re.compile(r"\b[pP]\s?(?:-?\s?values?\s?)?[<=>≤≥]|\bCI\b|\bconfidence interval|(?<!non-)(?<!not )\bsignifican")
#: Change within a group, harms, covariates.
_OTHERWISE: Final = re.compile(r"\bbaseline\b|\bwithin[- ](?:the )?groups?\b|\b(?:before|after) treatment\b|\bboth groups\b|\bharms?\b|\badverse\b|\bcontrolling for\b|\badjust(?:ed|ing) for\b|\bcorrelat|\bpredict|\bassociated with\b", re.IGNORECASE)
#: Sentences read of one report, and outcomes of one sentence; more are lists that no clause tells apart.
_MOST: Final = 6
_MOST_OUTCOMES: Final = 2


def significance_findings(context: Reading, pico: Sequence[Finding]) -> Iterator[Finding]:
    """One ``significance`` for each outcome that a result sentence names, where the reading is sure of it.

    `value` is one of `VALUES` (the outcome's level, not whether that is good), `number` its probability, `detail`
    the outcome and both arms; the span is the sentence. Nothing where the report is no controlled trial, where it
    has several comparators and the sentence names none, or where the reading is unsure.
    """
    if context.design not in _DESIGNS:
        return
    treated, others = _quoted(context, pico, "intervention"), _quoted(context, pico, "comparator")
    if len(treated) != 1 or not others or "non_acupuncture" in treated:
        return
    ((technique, intervention),) = treated.items()
    asked: list[tuple[RoleLine, str, tuple[str, str, str]]] = []
    for line in context.lines:
        if line.role != "results" or not _TOLD.search(line.text) or _OTHERWISE.search(line.text) or is_between_controls(line.text):
            continue
        named = outcomes_in(line.text)
        comparator = _comparator(line, others) if 0 < len(named) <= _MOST_OUTCOMES else None
        if comparator:
            asked += [(line, comparator, (outcome, intervention, others[comparator])) for outcome in named]
    asked = asked[:_MOST]
    answers = significance_of_passages([(line.text, frame) for line, _, frame in asked], [line.text for line in context.lines])
    for (line, comparator, frame), found in zip(asked, answers, strict=True):
        if found.probability >= SURE and (found.label == LABELS[2] or _TESTED.search(line.text)):
            detail: dict[str, object] = {"outcome": frame[0], "intervention": technique, "comparator": comparator}
            yield text_finding("significance", VALUES[found.label], line.sentence.span, "significance.sentence",
                               round(found.probability, 3), None, detail)  # fmt: skip


def _quoted(context: Reading, pico: Sequence[Finding], kind: str) -> dict[str, str]:
    """The values of a kind, each as the report words it."""
    texts = {(s.field, s.section_no): s.text for s in context.report.sections}
    return {
        f.value: f.span.of(texts[f.span.field, f.span.section_no])
        for f in pico if f.kind == kind and f.value and f.span
    }  # fmt: skip


def _comparator(line: RoleLine, others: Mapping[str, str]) -> str | None:
    """The comparator a sentence names, else the report's only one; None where it names another or several."""
    named = comparators_in(line.text) or tuple(others)
    return named[0] if len(named) == 1 and named[0] in others else None
