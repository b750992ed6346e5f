"""The verdict of one claim, by its kind, with what it rests on (pure).

Machines suggest: every reason is a full sentence for a reader, every number is from
a counted row or from rules.toml. See DESIGN.md for the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from evidence.appraise.certainty import certainty_rows, overall
from evidence.appraise.counts_told import counts_told
from evidence.appraise.harm_reports import has_harm_signal
from evidence.appraise.named_study import Candidate, named_study_ruling
from evidence.appraise.synthesis import direction_rows
from evidence.appraise.synthesis_pooled import pooled_estimates
from evidence.appraise.verdict_case import ClaimCase, counts
from evidence.appraise.verdict_efficacy import efficacy_ruling, harm_in_prevention
from evidence.appraise.verdict_gaps import missing, would_change
from evidence.appraise.verdict_mechanism import mechanism_ruling
from evidence.appraise.verdict_reviews import is_worth_naming, newest_review, review_sentences
from evidence.appraise.verdict_safety import rate_sentences, safety_ruling
from evidence.appraise.verdict_stated import (
    advice_ruling,
    asks_dose,
    background_ruling,
    tradition_ruling,
    value_word_ruling,
)
from evidence.models import ClaimKind, Guideline, Verdict

_RULINGS: Final[dict[ClaimKind, Callable[[ClaimCase], tuple[str, str]]]] = {
    ClaimKind.EFFICACY: efficacy_ruling,
    ClaimKind.MECHANISM: mechanism_ruling,
    ClaimKind.SAFETY: safety_ruling,
    ClaimKind.BACKGROUND: background_ruling,
    ClaimKind.TRADITION: tradition_ruling,
    ClaimKind.ADVICE: advice_ruling,
    ClaimKind.VALUE_WORD: value_word_ruling,
}
_JUDGED: Final = frozenset({ClaimKind.EFFICACY, ClaimKind.SAFETY, ClaimKind.MECHANISM, ClaimKind.BACKGROUND})
#: Kinds of claim on which a report of harm asks for a person's eye.
HARM_KINDS: Final = frozenset({ClaimKind.EFFICACY, ClaimKind.SAFETY})
_COMPARED: Final = {"sham": "Compared with {}",
                    "usual_care": "Compared with usual care, waiting or the same care alone",
                    "other": "Compared with another treatment", "not_stated": "Comparator not stated"}  # fmt: skip
_POSITIONS: Final = {"for": " advises for it", "against": " advises against it", "none": ""}


def verdict(case: ClaimCase, candidates: Sequence[Candidate] = ()) -> Verdict:
    """The verdict of one claim in the words of its kind; `candidates` for named studies."""
    kind = case.claim.kind
    if kind is ClaimKind.NAMED_STUDY:
        word, why = named_study_ruling(candidates)
    else:
        word, why = _RULINGS[kind](case)
    rows = certainty_rows(case)
    leading = overall(rows) if word != "not_found" else None
    is_flagged = kind in HARM_KINDS and has_harm_signal(case)
    return Verdict(
        claim_id=case.claim.claim_id,
        verdict=word,
        harm_signal=is_flagged,
        certainty=leading.certainty if leading else None,
        certainty_reasons=leading.reasons if leading else (),
        certainty_rows=rows,
        reasons=_reasons(case, word, why),
        missing=missing(case) if kind in _JUDGED else (),
        would_change=would_change(case, word) if kind in _JUDGED else (),
        counts=counts(case),
        counts_told=counts_told(case),
        rules_version=case.rules.version,
    )


def _reasons(case: ClaimCase, word: str, why: str) -> tuple[str, ...]:
    kind = case.claim.kind
    disagreeing = [g for g in case.guidelines if _disagrees(g.position, word)]
    told = [_position(g) for g in disagreeing]
    told.append(why)
    told += [_position(g) for g in case.guidelines if g not in disagreeing]
    if kind is ClaimKind.EFFICACY:
        told += review_sentences(case) if case.studies else ()
        rows = () if asks_dose(case.claim) else direction_rows(case.studies, case.rules)
        told += [f"{_COMPARED[row.comparator].format(case.dummy)}: {row.sentence}." for row in rows]
        told += [pooled.sentence for pooled in pooled_estimates(case.studies, case.rules)]
        told += _prevention(case)
    if kind is not ClaimKind.EFFICACY and kind in _JUDGED and is_worth_naming(case, newest_review(case)):
        told += review_sentences(case)
    if kind is ClaimKind.SAFETY:
        told += rate_sentences(case)
    if kind in _JUDGED or kind is ClaimKind.NAMED_STUDY:
        told.append(case.search.coverage)
    return tuple(told)


def _disagrees(position: str, word: str) -> bool:
    """Whether a body's position is at odds with a verdict: then it heads the reasons."""
    is_support = word.startswith("supported")
    return position == "against" or (position == "none" and is_support) or (position == "for" and not is_support)


def _position(guideline: Guideline) -> str:
    position = _POSITIONS[guideline.position]
    return f"{guideline.body} ({guideline.year}){position}: {guideline.statement.rstrip('.')}."


def _prevention(case: ClaimCase) -> list[str]:
    harmed = harm_in_prevention(case)
    if not harmed:
        return []
    return [f"Harm was seen where the treatment was given to prevent the condition ({', '.join(harmed)}). "
            "Prevention is not counted here, but a reader should know."]  # fmt: skip
