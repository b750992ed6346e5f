"""What can only be seen across the article: a conclusion that says more than the body (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.wording_ladder import claim_strength, short
from evidence.models import Article, ArticleSentence, Claim, ClaimKind

_RESULTS: Final = frozenset({ClaimKind.EFFICACY, ClaimKind.MECHANISM})
_CLOSING: Final = re.compile(r"(?:conclusion|summary|key points|bottom line)", re.I)


def stronger_than_body(
    sentence: ArticleSentence, claims: Sequence[Claim], article: Article, cases: Mapping[str, ClaimCase]
) -> Iterator[str]:
    """One sentence per claim of a conclusion that the body of the article puts more carefully.

    Claims are compared that speak of the same mechanism or the same outcome, by their scopes.
    """
    if not sentence.heading or not _CLOSING.match(sentence.heading):
        return
    for claim in claims:
        if claim.kind not in _RESULTS:
            continue
        there = list(_in_body(claim, sentence, article, cases))
        boldest = max(there, key=lambda entry: claim_strength(*entry).rung, default=None)
        if boldest is not None and claim_strength(*boldest).rung < claim_strength(sentence, claim).rung:
            yield (f"The conclusion says more than the body: “{short(claim.quote)}” here, "
                   f"“{short(_with_hedge(*boldest))}” there.")  # fmt: skip


def _in_body(
    claim: Claim, sentence: ArticleSentence, article: Article, cases: Mapping[str, ClaimCase]
) -> Iterator[tuple[ArticleSentence, Claim]]:
    """Earlier claims on the same result, each with its sentence; those on it and more only where none is."""
    subject = _subject(claim)
    held = [case.claim for case in cases.values()
            if case.claim.kind in _RESULTS and _is_within(subject, _subject(case.claim))]  # fmt: skip
    exact = [said for said in held if _subject(said) == subject and said.anchor.start < sentence.anchor.start]
    for said in sorted(exact or held, key=lambda c: (c.anchor.start, c.claim_id)):
        for earlier in article.sentences:
            is_there = earlier.anchor.start <= said.anchor.start < earlier.anchor.end
            if is_there and earlier.sentence_no < sentence.sentence_no and earlier.heading != sentence.heading:
                yield earlier, said


def _subject(claim: Claim) -> frozenset[str]:
    return frozenset(claim.scope.mechanisms) or frozenset(claim.scope.outcomes)


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one <= other


def _with_hedge(sentence: ArticleSentence, claim: Claim) -> str:
    """A claim as its sentence puts it, from the word that hedges it."""
    start = max(0, claim.anchor.start - sentence.anchor.start)
    end = claim.anchor.end - sentence.anchor.start
    word = claim_strength(sentence, claim).word
    at = sentence.text.rfind(word, 0, end) if word else start
    return sentence.text[min(start, at) if at >= 0 else start : end]
