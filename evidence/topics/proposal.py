# ruff: noqa: E501 (a pattern is read whole)
"""What claims a new article seems to make, for a person to keep, mend or drop (pure).

The machine reads kinds from words and marks what sounds too strong; it asks no
question of the evidence and counts nothing until a person has filled it in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from evidence.appraise.wording_ladder import (
    ENABLED,
    NAMES,
    QUANTIFIERS,
    strength,
    tells_what_to_do,
    value_words,
)
from evidence.extract.concepts import ConceptMatcher
from evidence.models import Article, ArticleSentence, ClaimKind, Concept, ConceptKind

#: Slots of a scope that a person fills, and the kind of concept each takes.
SLOTS: Final[Mapping[str, ConceptKind]] = {
    "conditions": ConceptKind.CONDITION, "interventions": ConceptKind.INTERVENTION,
    "comparators": ConceptKind.COMPARATOR, "outcomes": ConceptKind.OUTCOME,
    "mechanisms": ConceptKind.MECHANISM, "harms": ConceptKind.HARM,
}  # fmt: skip
#: Slots without which evidence on a kind of claim cannot be told from any other.
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "efficacy": ("conditions", "interventions", "outcomes"), "mechanism": ("interventions", "mechanisms"),
    "safety": ("interventions", "harms"), "named_study": ("interventions",), "tradition": ("interventions",),
    "advice": ("interventions",), "background": ("conditions",), "value_word": (),
}  # fmt: skip
_WORDS_MIN: Final = 4
#: From the most telling words to the least; the first that fits names the kind.
_KINDS: Final = (
    (ClaimKind.NAMED_STUDY, r"\b(?:a|another|one|the|this) (?:\w+ ){0,2}(?:study|trial|review|meta-analysis)\b"
                            r"|\bstudy published\b|\bpublished in\b"),
    (ClaimKind.ADVICE, r"\b(?:consult|talk to|speak (?:to|with)|ask your|see (?:a|your) (?:doctor|physician)|should"
                       r"|avoid|worth considering|seek medical)\b"),
    (ClaimKind.TRADITION, r"\b(?:tradition(?:al|ally)?|ancient|ayurved\w*|meridians?|qi|energy (?:flow|pathways?)"
                          r"|chakras?|for (?:centuries|thousands of years))\b"),
    (ClaimKind.SAFETY, r"\b(?:safe|safely|safety|side effects?|adverse|risks?|bruis\w+|bleed\w*|toxic\w*|harm(?:s|ful)?"
                       r"|interact\w* with|overdose|contraindicat\w+)\b"),
    (ClaimKind.MECHANISM, r"\b(?:works? by|by (?:\w+ ){0,2}(?:increas|reduc|stimulat|releas|modulat|block|inhibit"
                          r"|activat|regulat|balanc)ing|endorphins?|neurotransmitters?|hormones?|circulation|blood flow"
                          r"|inflammation|immune|antioxidants?|receptors?|regenerat\w+|nervous system|metabolism)\b"),
    (ClaimKind.EFFICACY, r"\b(?:reliev\w+|reliefs?|reduc\w+|improv\w+|helps?|helped|treat(?:s|ed|ment for)?|eas(?:e|es|ed)"
                         r"|alleviat\w+|effective\w*|prevent\w*|cur(?:e|es|ed)|lower(?:s|ed)?|boost\w*|benefi\w+"
                         r"|promot\w+|heal(?:s|ed|ing)?)\b"),
    (ClaimKind.BACKGROUND, r"\b(?:is an?|are|affects?|millions?|common|caus(?:e|es|ed)|symptoms?|also known as|percent"
                           r"|\d+ ?%|results? in|condition|studied)\b"),
)  # fmt: skip
_PATTERNS: Final = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _KINDS)
_DULL: Final = frozenset((
    "a", "an", "the", "and", "or", "of", "in", "on", "for", "to", "with", "by", "as", "at", "from",
    "that", "which", "who", "this", "these", "those", "it", "its", "is", "are", "was", "be",
    "been", "can", "may", "might", "will", "not", "than", "their", "his", "her", "your", "you",
    "they", "some", "many", "most", "more",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """One sentence that may hold a claim. `marks` say what sounds stronger than evidence usually is.

    `found` maps a slot of the scope to ids of known concepts named in the sentence.
    """

    claim_id: str
    kind: ClaimKind
    quote: str
    heading: str | None
    marks: tuple[str, ...]
    found: Mapping[str, tuple[str, ...]]

    @property
    def needed(self) -> tuple[str, ...]:
        """What a person must fill in before the claim can be searched for."""
        slots = tuple(slot for slot in NEEDED[self.kind.value] if not self.found.get(slot))
        return ("question", *slots)


def proposed_claims(article: Article, concepts: Mapping[str, Concept]) -> tuple[ProposedClaim, ...]:
    """A proposal for each sentence that reads like a statement to check, in reading order."""
    matcher = ConceptMatcher(concepts) if concepts else None
    made: list[ProposedClaim] = []
    for sentence in article.sentences:
        kind = proposed_kind(sentence, article)
        if kind is not None:
            quote = sentence.text.rstrip().rstrip(".")
            claim_id = _id(kind, quote, {m.claim_id for m in made})
            found = _found(quote, matcher, concepts)
            made.append(
                ProposedClaim(
                    claim_id, kind, quote, sentence.heading, overclaim_marks(sentence.text), found
                )
            )
    return tuple(made)


def proposed_kind(sentence: ArticleSentence, article: Article) -> ClaimKind | None:
    """The kind a sentence seems to be of; None for headings, bylines, questions and plain talk."""
    text = sentence.text
    is_heading = text == sentence.heading or text == article.title
    if is_heading or text == article.byline or text.endswith("?") or len(text.split()) < _WORDS_MIN:
        return None
    for kind, pattern in _PATTERNS:
        if pattern.search(text):
            return kind
    return ClaimKind.VALUE_WORD if value_words(text) else None


def overclaim_marks(text: str) -> tuple[str, ...]:
    """What in a sentence sounds stronger than evidence usually bears, in sentences.

    >>> overclaim_marks("Needles cure pain.")
    ('guaranteed (“cure”)',)
    """
    read = strength(text)
    is_read = read.word != text.strip().split(" ")[0]  # else no word of the ladder stands in it
    told = (
        [f"{NAMES[read.rung]} (“{read.word.strip()}”)"] if read.rung > ENABLED and is_read else []
    )
    told += value_words(text)
    quantified = QUANTIFIERS.search(text)
    told += [f"“{quantified[0]}” gives no share"] if quantified else []
    told += ["tells readers to start or stop something"] if tells_what_to_do(text) else []
    return tuple(told)


def _found(
    text: str, matcher: ConceptMatcher | None, concepts: Mapping[str, Concept]
) -> dict[str, tuple[str, ...]]:
    if matcher is None:
        return {}
    named = list(dict.fromkeys(m.concept_id for m in matcher.mentions(text)))
    return {slot: held for slot, kind in SLOTS.items()
            if (held := tuple(n for n in named if concepts[n].kind is kind))}  # fmt: skip


def _id(kind: ClaimKind, quote: str, taken: set[str]) -> str:
    words = [w for w in re.findall(r"[a-z]{3,}", quote.lower()) if w not in _DULL][:3]
    base = "-".join([kind.value.replace("_", "-"), *words])
    number = 2
    made = base
    while made in taken:
        made, number = f"{base}-{number}", number + 1
    return made
