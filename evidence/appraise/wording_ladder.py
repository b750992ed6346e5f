"""How strong does a sentence speak, and how strong may it be?

A ladder of claim strength: 0 uncertain or attributed, 1 hedged or reported (may;
a trial found), 2 enabled (can, helps), 3 asserted (improves), 4 guaranteed
(ensures, cures, always). What a verdict allows follows GRADE's informative
statements (Santesso 2020, J Clin Epidemiol 119:126): low certainty allows "may".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evidence.models import ArticleSentence, Claim

UNCERTAIN, HEDGED, ENABLED, ASSERTED, GUARANTEED = range(5)
NAMES: Final = ("uncertain or attributed", "hedged", "said to be able", "stated as a fact", "guaranteed")
_GUARANTEED: Final = re.compile(
    r"\b(?:ensur\w+|guarantee\w*|prov(?:es|en|ed)\b(?! to be uncertain)|always|cures?\b|eliminat\w+|100 ?%|"
    r"never fails|completely)\b", re.I)  # fmt: skip
_HEDGES: Final = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|suggests?|suggested|appears?|seems?|potential(?:ly)?|probably|"
    r"tend(?:s|ed)? to)\b", re.I)  # fmt: skip
_ATTRIBUTED: Final = re.compile(
    r"\b(?:according to|(?:is|are|was) (?:\w+ )?(?:believed|thought|said|held)|believes?|teach(?:es)?|"
    r"tradition holds|"
    r"in (?:the )?(?:\w+ ){0,2}tradition\b|in traditional \w+ medicine,)", re.I)  # fmt: skip
_UNKNOWN: Final = re.compile(
    r"\b(?:not (?:yet )?(?:known|clear|shown|been shown|certain|proven)|unclear|uncertain|"
    r"disagree\w*|do not (?:yet )?know|no (?:study|trial|clear|good)\b|too (?:few|small|weak)|do(?:es)? not show|"
    r"not a cure|cannot tell|nobody knows|we found no)", re.I)  # fmt: skip
_REPORTED: Final = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|reviews?|rats|mice|rabbits|animals|cells)\b.*\b(?:found|showed|reported|measured|"
    r"helped|eased|did better|had less|\w{3,}ed)\b", re.I | re.S)  # fmt: skip
_NEUTRAL: Final = re.compile(
    r"\b(?:explored|investigated|examined|studied|tested|looked at|asked whether)\b", re.I
)
_ENABLED: Final = re.compile(r"\b(?:can|help(?:s|ed|ing)?|serve as|able to)\b", re.I)
_ASSERTED: Final = re.compile(
    r"\b(?:improv(?:e|es|ing)|reduc(?:e|es|ing)|reliev(?:e|es|ing)|reliefs?|enhanc(?:e|es|ing)|increas(?:e|es|ing)|"
    r"trigger(?:s|ing)?|releas(?:e|es|ing)|stimulat(?:e|es|ing)|promot(?:e|es|ing)|decreas(?:e|es|ing)|"
    r"restor(?:e|es|ing)|regulat(?:e|es|ing)|modulat(?:e|es|ing)|balanc(?:e|es|ing)|accelerat(?:e|es|ing)|"
    r"provid(?:e|es|ing)|prevent(?:s|ing)?|treats?|heals?|boost(?:s|ing)?|lowers?|find|is|are|has|have|occur|"
    r"experienc(?:e|ed)|reporting|eas(?:e|es|ing))\b", re.I)  # fmt: skip
_LOOK_BACK: Final = 120
_CLAUSE: Final = re.compile(r"[.;:!?]\s")

#: Words that praise instead of telling, with what is wrong about them.
VALUE_WORDS: Final = (
    (re.compile(r"\bnatural(?:ly)?\b(?! history)", re.I), "“natural” says nothing about benefit or harm"),
    (re.compile(r"\bpromising\b", re.I), "“promising” praises without a finding"),
    (re.compile(r"\bvaluable\b", re.I), "“valuable” praises without a finding"),
    (re.compile(r"\bsignificant(?:ly)?\b(?! difference)", re.I),
     "“significant” does not say how much, or that it matters to people"),
    (re.compile(r"\beffective(?:ly)?\b", re.I),
     "“effective” without comparator, outcome and time"),
    (re.compile(r"\b(?<!not )(?<!how )safe(?:ly)?\b", re.I), "“safe” without events over people treated"),
    (re.compile(r"\b(?:holistic|gentle|powerful|breakthrough|miracle|revolutionary|ancient wisdom)\b", re.I),
     "praise without a finding"),
)  # fmt: skip
QUANTIFIERS: Final = re.compile(
    r"\b(?:many (?:patients|people|individuals|reporting)|most (?:patients|people|individuals)|millions|countless|"
    r"the majority|few side effects|widely|everyone)\b|\bmany\b(?= (?:report|find|feel))", re.I)  # fmt: skip
_STOP_START: Final = re.compile(
    r"\b(?:you should|please|we (?:recommend|advise))\b(?!.*\b(?:ask|talk|consult|tell)\b)|"
    r"\b(?:stop|start|begin|quit|discontinue|replace)\b[^.]{0,30}\b(?:taking|medicines?|medications?|drugs?|treatment|therapy|acupuncture)\b",
    re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strength:
    """A rung of the ladder and the word that put the sentence there; no word for a plain statement."""

    rung: int
    word: str


def strength(sentence: str, start: int = 0, end: int | None = None) -> Strength:
    """How strong a sentence speaks in ``sentence[start:end]``; hedges before it count too.

    >>> strength("Acupuncture may promote nerve repair.").rung
    1
    >>> strength("Acupuncture enhances circulation, ensuring that oxygen arrives.").word
    'ensuring'
    >>> strength("It is not known whether acupuncture helps.").rung
    0
    """
    end = len(sentence) if end is None else end
    own = sentence[start:end]
    before = _CLAUSE.split(sentence[max(0, start - _LOOK_BACK) : start])[-1]
    governed = before + own
    nearest = before.rsplit(",", 1)[-1] + own
    if found := _UNKNOWN.search(nearest) or _ATTRIBUTED.search(governed) or _NEUTRAL.search(sentence):
        return Strength(UNCERTAIN, found[0])
    if found := _GUARANTEED.search(own):
        return Strength(GUARANTEED, found[0])
    if found := _HEDGES.search(own) or _HEDGES.search(before):
        return Strength(HEDGED, found[0])
    if found := _ENABLED.search(own) or _ENABLED.search(before):
        return Strength(ENABLED, found[0])
    if found := _REPORTED.search(sentence[:end]):
        return Strength(HEDGED, found[0].split()[0])
    if found := _ASSERTED.search(own):
        return Strength(ASSERTED, found[0])
    return Strength(ASSERTED if own.strip() else UNCERTAIN, "")


_ALLOWED: Final = {
    "supported": ENABLED, "supported_with_limits": HEDGED, "mixed": HEDGED, "surrogate_only": HEDGED,
    "preclinical_only": HEDGED, "insufficient": UNCERTAIN, "contradicted": UNCERTAIN,
    "not_found": UNCERTAIN, "belief_documented": UNCERTAIN,
    "matches": HEDGED, "matches_in_part": HEDGED, "misreported": UNCERTAIN, "no_match": UNCERTAIN,
}  # fmt: skip


def allowed_rung(verdict: str, certainty: str | None = None, is_background: bool = False) -> int:
    """The highest rung a verdict allows. Background that is supported may be asserted.

    A person's certainty of high or moderate lets "supported" be asserted.
    """
    if is_background and verdict in ("supported", "supported_with_limits"):
        return ASSERTED
    if verdict == "supported" and certainty in ("high", "moderate"):
        return ASSERTED
    return _ALLOWED.get(verdict, GUARANTEED)


def value_words(text: str) -> tuple[str, ...]:
    """What is wrong with each value word of a text, in order of the list."""
    return tuple(dict.fromkeys(why for pattern, why in VALUE_WORDS if pattern.search(text)))


def tells_what_to_do(text: str) -> bool:
    """Whether a text tells a reader to start or stop a treatment.

    >>> tells_what_to_do("Stop taking your medicine."), tells_what_to_do("Ask your doctor first.")
    (True, False)
    """
    return bool(_STOP_START.search(text))


def claim_strength(sentence: ArticleSentence, claim: Claim) -> Strength:
    """How strong a claim speaks as its sentence puts it."""
    start = max(0, claim.anchor.start - sentence.anchor.start)
    end = min(len(sentence.text), claim.anchor.end - sentence.anchor.start)
    return strength(sentence.text, start, end)


def short(quote: str, limit: int = 70) -> str:
    """A quote cut at a word, for a line that an editor reads."""
    words = quote.strip().rstrip(".")
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"
