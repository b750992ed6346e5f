"""What a sentence says beyond its evidence, in sentences for an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_stated import advice_ruling, is_how_many
from evidence.appraise.wording_ladder import (
    NAMES,
    QUANTIFIERS,
    UNCERTAIN,
    allowed_rung,
    claim_strength,
    short,
    value_words,
)
from evidence.appraise.wording_whole import stronger_than_body
from evidence.models import Article, ArticleSentence, Claim, ClaimKind, Verdict

_RESULTS: Final = frozenset({ClaimKind.EFFICACY, ClaimKind.MECHANISM})
_COMPARED: Final = re.compile(
    r"\b(?:than|compared|versus|against|sham|placebo|usual care|waiting list|fake)\b", re.I
)
_SPECIES: Final = re.compile(r"\b(?:rats?|mice|animals?|rabbits?|cells?|laborator\w+|lab)\b", re.I)
_UNSURE: Final = re.compile(
    r"\b(?:disagree\w*|unclear|not (?:known|clear)|conflicting|mixed results|uncertain)\b", re.I
)
_MARKER: Final = re.compile(r"\b(?:healthy|marker\w*|measure[sd]?|volunteers?|blood tests?|signs?)\b", re.I)
_ATTRIBUTED: Final = re.compile(
    r"\b(?:according to|tradition\w*|believed|taught|teach\w*|practitioners say)\b", re.I
)
_OPEN: Final = ("not_found", "insufficient")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|\bet al\b")
_WORDS: Final = {
    "supported_with_limits": "some support, with limits", "mixed": "results both ways",
    "insufficient": "not enough evidence", "surrogate_only": "measures in healthy people or markers only",
    "preclinical_only": "animals or cells only", "contradicted": "evidence against",
    "not_found": "no evidence found", "supported": "support, at most of low certainty until a person judges it",
}  # fmt: skip


def sentence_problems(
    sentence: ArticleSentence,
    claims: Sequence[Claim],
    verdicts: Mapping[str, Verdict],
    article: Article,
    cases: Mapping[str, ClaimCase],
) -> tuple[str, ...]:
    """Each problem once, the heaviest kind first; empty where nothing is wrong."""
    found: dict[str, None] = {}
    for maker in (_too_strong, _unattributed, _studies_named, _unsaid):
        for problem in maker(sentence, claims, verdicts, article):
            found.setdefault(problem)
    for problem in stronger_than_body(sentence, _leading(claims), article, cases):
        found.setdefault(problem)
    for problem in _uncited(claims, verdicts):
        found.setdefault(problem)
    if any(c.kind in _RESULTS or c.kind in (ClaimKind.SAFETY, ClaimKind.VALUE_WORD) for c in claims):
        for why in value_words(sentence.text):
            found.setdefault(f"Value word: {why}.")
    if not found:
        for claim in claims:
            if claim.kind is ClaimKind.VALUE_WORD:
                found.setdefault(f"Value words: {claim.question}")
    for problem in _quantified(sentence, claims, verdicts):
        found.setdefault(problem)
    for problem in _advice(claims, verdicts, cases):
        found.setdefault(problem)
    return tuple(problem for problem in found if problem)


def _advice(
    claims: Sequence[Claim], verdicts: Mapping[str, Verdict], cases: Mapping[str, ClaimCase]
) -> Iterator[str]:
    """The fullest of what advice lacks; several claims of one sentence lack much the same."""
    lacking = [
        advice_ruling(cases[claim.claim_id])[1] for claim in claims
        if claim.kind is ClaimKind.ADVICE and verdicts[claim.claim_id].verdict in ("incomplete", "conflicts")
    ]  # fmt: skip
    if lacking:
        yield max(lacking, key=len)


def _too_strong(
    sentence: ArticleSentence, claims: Sequence[Claim], verdicts: Mapping[str, Verdict], article: Article
) -> Iterator[str]:
    del article
    for claim in _leading(claims):
        judged = verdicts[claim.claim_id]
        if claim.kind not in _RESULTS and claim.kind is not ClaimKind.BACKGROUND:
            continue
        certainty = judged.certainty.value if judged.certainty else None
        allowed = allowed_rung(judged.verdict, certainty, claim.kind is ClaimKind.BACKGROUND)
        said = claim_strength(sentence, claim)
        rung, word = said.rung, said.word
        if rung <= allowed or (claim.kind is ClaimKind.BACKGROUND and judged.verdict in _OPEN):
            continue
        by = f" (“{word.strip()}”)" if word.strip() else ""
        yield (f"Too strong: “{short(claim.quote)}” is {NAMES[rung]}{by}, and the evidence is: "
               f"{_WORDS.get(judged.verdict, judged.verdict)}.")  # fmt: skip


def _leading(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those whose parts stand beside them: the parts say it more exactly."""
    parents = {claim.parent for claim in claims if claim.parent}
    return [claim for claim in claims if claim.claim_id not in parents]


def _unattributed(
    sentence: ArticleSentence, claims: Sequence[Claim], verdicts: Mapping[str, Verdict], article: Article
) -> Iterator[str]:
    del verdicts, article
    if any(c.kind is ClaimKind.TRADITION for c in claims) and not _ATTRIBUTED.search(sentence.text):
        yield "A belief of a tradition is stated as a fact: say whose belief it is."


def _studies_named(
    sentence: ArticleSentence, claims: Sequence[Claim], verdicts: Mapping[str, Verdict], article: Article
) -> Iterator[str]:
    del article
    named = [c for c in claims if c.kind is ClaimKind.NAMED_STUDY]
    if named and not _YEAR.search(sentence.text):
        yield "A study is named by its journal alone: name author and year, and cite it."
    told = {"no_match": "No report held fits journal and condition: citation needed.",
            "misreported": "The study that fits best does not say so.",
            "matches_in_part": "The study that fits best says only part of this."}  # fmt: skip
    for claim in named:
        if claim.parent is None and verdicts[claim.claim_id].verdict in told:
            yield told[verdicts[claim.claim_id].verdict]


def _unsaid(
    sentence: ArticleSentence, claims: Sequence[Claim], verdicts: Mapping[str, Verdict], article: Article
) -> Iterator[str]:
    """Limits that the sentence does not state: comparator, species, markers, disagreement."""
    del article
    text = sentence.text
    for claim in _leading(claims):
        if claim.kind not in _RESULTS or claim_strength(sentence, claim).rung == UNCERTAIN:
            continue
        word = verdicts[claim.claim_id].verdict
        if word == "preclinical_only" and not _SPECIES.search(text):
            yield "Population: seen in animals or cells only, and the sentence does not say so."
        elif word == "surrogate_only" and not _MARKER.search(text):
            yield "Population: only markers or healthy people were measured, and the sentence does not say so."
        elif word == "mixed" and not _UNSURE.search(text):
            yield "The studies disagree, and the sentence does not say so."
        elif word.startswith("supported") and claim.kind is ClaimKind.EFFICACY and not _COMPARED.search(text):
            yield "Comparator: the sentence does not say compared with what."


def _quantified(
    sentence: ArticleSentence, claims: Sequence[Claim], verdicts: Mapping[str, Verdict]
) -> Iterator[str]:
    for claim in claims:
        found = QUANTIFIERS.search(claim.quote)
        is_open = verdicts[claim.claim_id].verdict not in ("supported", "consistent")
        if found and is_how_many(claim):
            yield f"Quantifier: “{found[0]}” gives no number: say how many studies, and how many are trials."
        elif found and is_open and claim.kind is not ClaimKind.ADVICE:
            yield f"Quantifier: “{found[0]}” gives no share, and no counted study is cited for one."
    del sentence


def _uncited(claims: Sequence[Claim], verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """Background that nothing held bears out: it may be right, and a reader cannot tell."""
    for claim in _leading(claims):
        if claim.kind is ClaimKind.BACKGROUND and verdicts[claim.claim_id].verdict in _OPEN:
            note = f" {claim.note.strip()}" if claim.note else ""
            yield f"Citation needed: no report held bears out “{short(claim.quote)}”.{note}"
