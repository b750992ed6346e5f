"""How each sentence of the article reads against its evidence, and how it should read.

A mark and a suggestion belong to the sentence and satisfy its weakest claim. Every
suggestion is measured and checked against the ladder before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.appraise.named_study import Candidate
from evidence.appraise.readability import grade, plainer
from evidence.appraise.rules import Rules
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.wording_ladder import (
    allowed_rung,
    strength,
    tells_what_to_do,
    value_words,
)
from evidence.appraise.wording_problems import sentence_problems
from evidence.appraise.wording_suggestion import ADDED, statement
from evidence.models import Article, ArticleSentence, Claim, ClaimKind, Verdict

_STATEMENTS_MAX: Final = 6
#: A sentence with such a claim has no suggestion unless the claim can be put rightly.
_MUST_SPEAK: Final = frozenset({ClaimKind.EFFICACY, ClaimKind.MECHANISM, ClaimKind.SAFETY})
#: From what allows least to what allows most.
_WEAKNESS: Final = ("contradicted", "not_found", "no_match", "misreported", "conflicts", "insufficient",
                    "preclinical_only", "surrogate_only", "belief_documented", "mixed", "incomplete",
                    "matches_in_part", "supported_with_limits", "supported", "matches", "consistent",
                    "not_checkable")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SentenceWording:
    """Wording of one sentence: what it says beyond its evidence, and two suggestions.

    All are None where nothing is wrong, or where no checked suggestion can be made.
    `weakest_claim_id` names the claim that binds the wording, None without claims.
    """

    sentence_no: int
    problem: str | None
    suggestion: str | None
    suggestion_plain: str | None
    weakest_claim_id: str | None


@dataclass(frozen=True, slots=True)
class WordingInput:
    """What wording reads: the article, and every claim with its case and verdict."""

    article: Article
    cases: Mapping[str, ClaimCase]
    verdicts: Mapping[str, Verdict]
    candidates: Mapping[str, tuple[Candidate, ...]]
    rules: Rules


def sentence_wordings(given: WordingInput) -> tuple[SentenceWording, ...]:
    """One row per sentence of the article, in order."""
    return tuple(_wording(given, sentence) for sentence in given.article.sentences)


def claims_of(given: WordingInput, sentence: ArticleSentence) -> tuple[Claim, ...]:
    """The claims whose quote touches a sentence, in reading order."""
    held = [
        case.claim for case in given.cases.values()
        if case.claim.anchor.start < sentence.anchor.end and sentence.anchor.start < case.claim.anchor.end
    ]  # fmt: skip
    return tuple(sorted(held, key=lambda c: (c.anchor.start, -c.anchor.end, c.claim_id)))


def weakest(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The verdict that allows least; of equals the first."""
    rated = [v for v in verdicts if v.verdict in _WEAKNESS]
    return min(rated, key=lambda v: _WEAKNESS.index(v.verdict), default=None)


def _wording(given: WordingInput, sentence: ArticleSentence) -> SentenceWording:
    claims = claims_of(given, sentence)
    if not claims:
        return SentenceWording(sentence.sentence_no, None, None, None, None)
    verdicts = [given.verdicts[claim.claim_id] for claim in claims]
    binding = weakest(verdicts)
    problems = sentence_problems(sentence, claims, given.verdicts, given.article, given.cases)
    suggestion = plain = None
    if problems:
        suggestion = suggested(given, claims, is_plain=False)
        plain = suggested(given, claims, is_plain=True)
    return SentenceWording(sentence.sentence_no, " ".join(problems) or None, suggestion, plain,
                           binding.claim_id if binding else None)  # fmt: skip


def suggested(given: WordingInput, claims: Sequence[Claim], is_plain: bool) -> str | None:
    """A checked wording for a sentence with these claims, or None.

    A claim with parts speaks through the whole; one statement a claim, none twice.
    """
    told: dict[str, None] = {}
    for case, judged in _spoken_for(given, claims):
        text = statement(case, judged, given.candidates.get(case.claim.claim_id, ()), is_plain)
        if text and is_allowed(text, case, judged):
            told.setdefault(text)
        elif case.claim.kind in _MUST_SPEAK:
            return None
    kept = [text for text in told if not text.startswith(ADDED)]
    added = sorted((text for text in told if text.startswith(ADDED)), key=len)[-1:]
    if not told or len(told) > _STATEMENTS_MAX:
        return None
    return readable(" ".join([*kept, *added]), given.rules, is_plain)


def readable(text: str, rules: Rules, is_plain: bool = False) -> str | None:
    """A text no harder than the grade of rules.toml, in plainer words where needed; else None.

    The plain version always takes the plainer words.
    """
    if not is_plain and grade(text) <= rules.wording_grade_max:
        return text
    plain = plainer(text, rules.wording_plain_words)
    return plain if grade(plain) <= rules.wording_grade_max else None


def _spoken_for(
    given: WordingInput, claims: Sequence[Claim]
) -> list[tuple[ClaimCase, Verdict]]:
    """The claims a suggestion speaks for, each with the weakest verdict of its parts here.

    Parts of one whole speak through the whole, whether or not it stands in the sentence.
    """
    groups: dict[str, list[Verdict]] = {}
    for claim in claims:
        whole = given.cases.get(claim.parent or "")
        is_held = whole is not None and whole.claim.kind is claim.kind
        root = claim.parent if claim.parent is not None and is_held else claim.claim_id
        groups.setdefault(root, []).append(given.verdicts[claim.claim_id])
    made = []
    for root, verdicts in groups.items():
        is_own = any(v.claim_id == root for v in verdicts)
        bound = given.verdicts[root] if is_own else weakest([*verdicts, given.verdicts[root]])
        made.append((given.cases[root], bound or given.verdicts[root]))
    return made


def is_allowed(text: str, case: ClaimCase, judged: Verdict) -> bool:
    """Whether a statement keeps the rules: ladder, value words, no orders."""
    if value_words(text) or tells_what_to_do(text):
        return False
    if case.claim.kind not in (ClaimKind.EFFICACY, ClaimKind.MECHANISM):
        return True
    certainty = judged.certainty.value if judged.certainty else None
    first = text.split(". ", 1)[0]
    return strength(first).rung <= allowed_rung(judged.verdict, certainty)
