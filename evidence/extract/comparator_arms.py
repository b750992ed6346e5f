# ruff: noqa: E501 (a pattern is read whole)
"""The arms that a sentence of allocation lists, each by what its people were given (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.extract.comparator_words import ACTIVE, DRUGS

_ALLOCATED: Final = re.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated|divided|split|drew lots|given either|received either|received|were given|had either|got|compared)\b", re.IGNORECASE)  # fmt: skip
_TREATED: Final = re.compile(r"\b(?:acup\w*|electro-?acup\w*|needl\w*|EA|MA|moxib\w*|laser|acupressure|TENS|TEAS|dry needling)\b", re.IGNORECASE)
#: Where one arm ends and the next begins.
_NEXT: Final = re.compile(r",\s*(?:and|or)?\s*|;\s*|\b(?:or|versus|vs\.?|against|and|nor|while|whereas)\b", re.IGNORECASE)
_WITH: Final = re.compile(r"\b(?:with|added|addition|besides|alongside|on top)\b", re.IGNORECASE)
_KINDS: Final = (
    ("vitamin_b", re.compile(r"\b(?:me(?:thyl)?cobalamin|cobamamide|cyanocobalamin|vitamins? B\S*)", re.IGNORECASE)),
    ("drug", re.compile(rf"\b(?:{DRUGS})\b", re.IGNORECASE)),
    ("other_active", re.compile(rf"\b(?:{ACTIVE})\b", re.IGNORECASE)),
    ("no_treatment", re.compile(r"\b(?:no|without) (?:\w+ )?(?:treatment|therapy|intervention|stimulation|acupuncture)\b|\b(?:had|received|got|given) (?:none|nothing)\b|^\s*(?:none|nothing|neither)\b", re.IGNORECASE)),
)  # fmt: skip


_WERE_COMPARED: Final = re.compile(r"(?:^|[:;] )(?P<sides>[^.:;]{5,120}?\band [^.:;]{3,80}?) (?:was|were) (?:\w+ )?(?:compared\b(?! (?:with|to)\b)|set side by side|set against (?:each|one)|pitted against (?:each|one)|contrasted)", re.IGNORECASE)
#: Techniques that make an arm another kind of acupuncture.
_TECHNIQUES: Final = re.compile(
    r"(?P<electro>electro-?acup\w*|\bEA\b)|(?P<ear>auricular|\bear\b)|(?P<laser>laser)|(?P<moxa>moxib\w*)|(?P<warm>warm\w* (?:needl|acup)\w*)|(?P<fire>fire needl\w*)|(?P<dry>dry needl\w*)|(?P<press>acupressure)|(?P<plain>acupuncture|needling)", re.IGNORECASE)  # fmt: skip
_SHAM: Final = re.compile(r"\b(?:sham|placebo|simulated|superficial|minimal|non-?\w*points?|dummy|inactive|without)\b", re.IGNORECASE)
_ADDED: Final = re.compile(
    r"\b(?P<base>[\w-]{4,}(?: [\w-]+)?) alone,? (?:or|versus|vs\.?|against|and) (?:the )?(?P=base) (?:with|plus|and|combined with|together with)\b"
    r"|\b(?P<other>[\w-]{4,}(?: [\w-]+)?) (?:with|plus|and|combined with|together with) [^.;]{3,60}?\b(?:or|versus|vs\.?|against),? (?:to )?(?:the )?(?P=other) (?:alone|only)\b", re.IGNORECASE)  # fmt: skip


#: What care consists of, told in brackets after it.
_IN_CARE: Final = re.compile(r"(\b(?:care|management)(?: only| alone)?)\s?\([^()]*\)", re.IGNORECASE)


def adds_to_acupuncture(text: str, place: int) -> bool:
    """Whether the arm around a place, which combines treatments, holds acupuncture."""
    ends = [m.end() for m in _NEXT.finditer(text, 0, place)]
    after = _NEXT.search(text, place)
    return _TREATED.search(text, ends[-1] if ends else 0, after.start() if after else len(text)) is not None


def _sides(text: str) -> Iterator[tuple[str, int, int]]:
    """The side without acupuncture in "acupuncture and exercise were compared"."""
    compared = _WERE_COMPARED.search(text)
    if compared is None or not _TREATED.search(compared["sides"]):
        return
    for side in re.split(r"\band\b|,|\bwith\b", compared["sides"]):
        if not _TREATED.search(side) and not _SHAM.search(side):
            told = [name for name, words in _KINDS if words.search(side)]
            yield from ((name, *compared.span("sides")) for name in told[:1])


def listed_arms(text: str) -> Iterator[tuple[str, int, int]]:
    """(comparator, start, end) of the arms without acupuncture that a sentence lists beside one with it.

    >>> [arm for arm, *_ in listed_arms("77 were randomly given prednisolone (n=39) or acupuncture (n=38).")]
    ['drug']
    """
    yield from _sides(text)
    allocated = _ALLOCATED.search(text)
    if allocated is None or not _TREATED.search(text, allocated.end()):
        return
    added = _ADDED.search(text, allocated.end())
    if added:
        yield "add_on", *added.span()
    text = _IN_CARE.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
    start, kinds, mark = allocated.end(), set[str](), ""
    for found in [*_NEXT.finditer(text, start), None]:
        stop = found.start() if found else len(text)
        arm = text[start:stop]
        if not _TREATED.search(arm) and not _SHAM.search(arm):
            told = [(name, match) for name, words in _KINDS if (match := words.search(arm))]
            given = [item for item in told if item[0] in ("vitamin_b", "drug")] or told[:1]
            given = given if len(given) > 1 or not _WITH.search(arm) else []
            yield from ((name, start + match.start(), start + match.end()) for name, match in given)
        kind = _TECHNIQUES.search(arm)
        if kind and not _SHAM.search(arm) and not _WITH.search(arm) and mark != "and":
            kinds.add(kind.lastgroup or "")
            if len(kinds) > 1:
                yield "other_acupuncture", start + kind.start(), start + kind.end()
        mark = found[0].strip().lower() if found else ""
        if found is None or re.search(r"\.\s", text[start:stop]):
            return
        start = found.end()
