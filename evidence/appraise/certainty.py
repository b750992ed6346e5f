"""GRADE, one row per outcome and comparator, as far as abstracts can tell.

Sources: GRADE handbook (Schünemann 2013) chapter 5; GRADE guidelines 4 (risk of
bias), 6 (imprecision), 7 (inconsistency), 8 (indirectness). What an abstract cannot
tell is "not assessable", and the whole is provisional and capped by rules.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from evidence.appraise.rules import Rules
from evidence.appraise.safety_events import FOLLOWED
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_safety import is_rare_harm
from evidence.appraise.verdict_study import StudyView
from evidence.models import Certainty, CertaintyRow, ClaimKind, Stance

_ORDER: Final = (Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH)
_RATED: Final = frozenset({ClaimKind.EFFICACY, ClaimKind.SAFETY})
#: Studies of harm are not counted against each other: rates differ by how harm was looked for.
_NO_VOTES: Final = "Inconsistency: rates differ with how harm was looked for; not assessable from abstracts."
_COMPARISONS: Final = {"sham": "{}", "usual_care": "usual care, waiting or the same care alone",
                       "other": "another treatment", None: "comparator not stated"}  # fmt: skip


def certainty_rows(case: ClaimCase) -> tuple[CertaintyRow, ...]:
    """Provisional GRADE rows of a claim; none for kinds of claim that have no certainty.

    Rows stand per comparator and, where the claim's outcomes are told apart by its
    scope, for those outcomes as named there.
    """
    if case.claim.kind not in _RATED:
        return ()
    named = case.leading(case.claim.scope.outcomes or case.claim.scope.harms)
    outcome = ", ".join(case.label(o) for o in named) or None
    people = [s for s in case.primaries if s.population not in ("animal", "cells")]
    if case.claim.scope.harms:
        return (_row(case, outcome, None, None, people),) if people else ()
    rows = []
    for comparator, words in _COMPARISONS.items():
        held = [s for s in people if s.is_rct and s.comparator == comparator]
        if held:
            rows.append(_row(case, outcome, comparator or "not_stated", words.format(case.dummy), held))
    return tuple(rows)


def overall(rows: Sequence[CertaintyRow]) -> CertaintyRow | None:
    """The row that speaks for the claim: the least certain; None where none is rated."""
    rated = [row for row in rows if row.certainty is not None]
    return min(rated, key=lambda row: _ORDER.index(row.certainty or Certainty.HIGH), default=None)


def _row(
    case: ClaimCase, outcome: str | None, comparator: str | None, words: str | None, studies: Sequence[StudyView]
) -> CertaintyRow:  # fmt: skip
    rules = case.rules
    n_rcts = sum(study.is_rct for study in studies)
    is_trials = n_rcts == len(studies)
    start = rules.certainty_rct_start if is_trials else rules.certainty_observational_start
    steps = [_imprecision(studies, rules), _inconsistency(studies, rules), _indirectness(studies, rules)]
    if case.claim.scope.harms:
        steps[:2] = [_imprecision_of_harm(case, studies), (0, _NO_VOTES)]
    # Risk of bias cannot be judged from abstracts: trials are rated down once for what is unknown.
    unknown = int(is_trials)
    level = _ORDER.index(Certainty(start)) - unknown - sum(down for down, _ in steps)
    level = max(0, min(level, _ORDER.index(Certainty(rules.certainty_abstract_ceiling))))
    reasons = (
        f"Starts at {start}: {n_rcts} randomized of {len(studies)} studies; "
        f"{f'compared with {words}' if words else 'events over people, whatever they were compared with'}.",
        f"Risk of bias: not assessable from abstracts{'; rated down once for that' if unknown else ''}.",
        *(text for _, text in steps),
        "Reporting bias: not assessable from abstracts; registries were not searched.",
        f"At most {rules.certainty_abstract_ceiling} until a person judges the full texts.",
    )
    return CertaintyRow(case.claim.claim_id, outcome, comparator, _ORDER[level], reasons)


def _imprecision(studies: Sequence[StudyView], rules: Rules) -> tuple[int, str]:
    sizes = [s.n for s in studies if s.n is not None]
    people = sum(sizes)
    if not sizes:
        return 1, "Imprecision: no study states its size; rated down once."
    if people < rules.certainty_very_small_participants:
        return 2, f"Imprecision: {people:,} people in all; rated down twice."
    if people < rules.certainty_participants_min:
        needed = rules.certainty_participants_min
        return 1, f"Imprecision: {people:,} people in all, fewer than {needed}; rated down once."
    return 0, f"Imprecision: {people:,} people in all; not rated down."


def _imprecision_of_harm(case: ClaimCase, studies: Sequence[StudyView]) -> tuple[int, str]:
    """By the largest study that followed its people, as the verdict reads it."""
    largest = max((s.n or 0 for s in studies if s.design in FOLLOWED), default=0)
    rules, is_rare = case.rules, is_rare_harm(case.claim)
    needed = rules.safety_rare_harm_patients_min if is_rare else rules.safety_common_harm_patients_min
    text = f"Imprecision: the largest study that followed people has {largest:,}"
    if largest < needed:
        return 1, f"{text}, too few for {'rare' if is_rare else 'common'} harm; rated down once."
    return 0, f"{text}; not rated down."


def _inconsistency(studies: Sequence[StudyView], rules: Rules) -> tuple[int, str]:
    told = Counter(s.stance for s in studies if s.stance is not None)
    n = sum(told.values())
    if n < 2:
        return 0, "Inconsistency: not assessable with one study."
    words = ", ".join(f"{told[s]} {s.value}" for s in Stance if told[s])
    if (n - max(told.values())) / n < rules.certainty_inconsistency_share_min:
        return 0, f"Inconsistency: {words}; not rated down."
    return 1, f"Inconsistency: {words}; rated down once."


def _indirectness(studies: Sequence[StudyView], rules: Rules) -> tuple[int, str]:
    n_healthy = sum(s.is_healthy for s in studies)
    if not n_healthy:
        return 0, "Indirectness: the counted studies are on the claim's own condition and treatment."
    verb = "is" if n_healthy == 1 else "are"
    text = f"Indirectness: {n_healthy} of {len(studies)} studies {verb} in healthy people"
    if n_healthy / len(studies) < rules.certainty_indirectness_share_min:
        return 0, f"{text}; not rated down."
    return 1, f"{text}; rated down once."
