# ruff: noqa: E501 (a pattern or table row is read whole)
"""A sentence as tokens: stems, numbers, and marks for tests and intervals (pure)."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final, NamedTuple

import snowballstemmer

_STEMMER: Final = snowballstemmer.stemmer("english")
_DIGITS: Final = str.maketrans({"·": ".", "−": "-", "–": "-", "‐": "-", "‑": "-", "—": " - ", "⩽": "≤", "⩾": "≥", "’": "'", "\u2009": " ", "\xa0": " "})
_P: Final = re.compile(r"\bp(?:\s?[- ]?(?:values?|interaction|trend))?[^\w<>=≤≥.]{0,4}(?:was|is|of|were|all)?\s*(=|<|>|≤|≥|:)\s*(0?\s?[./]\s?\d+|1(?:\.0+)?(?![\d.])|0(?![\d.]))(?:\s?[×x]\s?10\s?-\d+)?", re.IGNORECASE)
_LOOSE_P: Final = re.compile(r"\bp(?:-values?)?(?: for all)?\s*(?:was |were )?(?:all )?\(?(n\.?s\.?\b|not significant|non-?significant)", re.IGNORECASE)
_INTERVAL: Final = re.compile(r"(?<![\d.])(?P<low>-?\s?\d+(?:\.\d+)?)\s*%?\s*(?:to|-|,|;|~)\s*(?P<high>-?\s?\d+(?:\.\d+)?)(?![\d.]*\s*(?:years?|weeks?|months?|days?|hours?|min|mg))", re.IGNORECASE)
_CONFIDENCE: Final = re.compile(r"\bC\.?I\.?s?\b|confidence (?:interval|limit)", re.IGNORECASE)
_RATIO: Final = re.compile(r"\b(?:a?ORs?|a?RRs?|a?HRs?|IRR|PR|(?:odds|hazards?|risk|rate) ratios?|relative (?:risk|rate))\b")
_SPREAD: Final = re.compile(r"\s*(?:±|\+/-|\+/−)\s*\d+(?:\.\d+)?|\((?:SD|SE|SEM|IQR|range)?[ :,=±]*\d+(?:\.\d+)?(?:\s?(?:to|-|,|;)\s?\d+(?:\.\d+)?)?\)|\[(?:SD|SE|SEM|IQR|range)?[ :,=±]*\d+(?:\.\d+)?(?:\s?(?:to|-|,|;)\s?\d+(?:\.\d+)?)?\]", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\(?\bn\s?=\s?\d+\)?|\bn\s?=\s?\d+|\b\d+ ?/ ?\d+\b|\[\d+(?:[,-]\d+)*\]|\b(?:table|figure|fig\.?)\s?-?\d+\w?", re.IGNORECASE)
_TIMED: Final = re.compile(r"\b(?:(?:at|after|by|within|during|over|for|until|to|first|last) (?:the )?)?\d+(?:\.\d+)?(?:(?:,| and| to|-) ?\d+(?:\.\d+)?)*[- ]?(?:min\w*|hours?|hrs?|h|days?|weeks?|wks?|months?|years?|yrs?)\b(?: (?:after|post|of treatment|follow\S*))?|\b(?:day|week|month|year|hour|visit|T)s? ?\d+(?:(?:,| and| to|-) ?\d+)*", re.IGNORECASE)
_AT: Final = re.compile(r"^(?:at|after|by|within|during|over|until|to|first|last|day|week|month|year|hour|visit|t\d)", re.IGNORECASE)
_SPREAD_NAMED: Final = re.compile(r"[,;(\[]? ?\b(?:s\.?d\.?|s\.?e\.?m?|IQR|range|standard (?:deviation|error))\b ?[=:]? ?(?:of )?±? ?-?\d+(?:\.\d+)?(?: ?(?:to|-|,) ?\d+(?:\.\d+)?)?", re.IGNORECASE)
_STATISTIC: Final = re.compile(r"(?:\b[FtzrdUZHβ]|χ ?2|\bchi-?squared?|\bX2|\beffect size|\bCohen's d|\bη\S*|\bES)(?: ?\([^()]{0,14}\)| ?\d+,\d+)? ?[=:] ?-?\d*\.?\d+", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?<![\d.])(-?\d+(?:\.\d+)?) ?%? ?(?:to|-) ?(\d+(?:\.\d+)?%?)(?![\d.]*[- ]?(?:min|hour|h\b|day|week|month|year))")
#: A count with its percent: the percent is kept.
_SHARED: Final = re.compile(r"\b\d+(?: ?(?:/|of) ?\d+)?(?: \w+)?(?: \w+)? ?[(\[] ?(\d+(?:\.\d+)? ?%) ?[)\]]")
_LEVEL: Final = re.compile(r"\b9[05](?:\.0)?\s?%\s?-?(?=\s?(?:CI|conf|C\.I))")
_BOUND: Final = re.compile(r"[<>≥≤] ?-?\d+(?:\.\d+)?%?|(?<=%) of \d+")
#: Tokens that stand for a test, an interval, a time.
MARKS: Final = frozenset(["PSIG", "PNS", "CINS", "CIUP", "CIDOWN", "CIONE", "TIME"])
_TOKEN: Final = re.compile(r"-?\d+(?:\.\d+)?%?|[^\W\d_][^\W_]*(?:'s)?|[;,.()%+]")
STOP: Final = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "and", "or", "for", "with", "by", "from", "was", "were", "is", "are", "be", "been", "as", "than", "that", "this", "these", "those", "it", "its", "into", "between", "among", "per", "each", "their", "his", "her", "our", "we", "all", "any"])
#: Words of an outcome that name no outcome.
PLAIN: Final = frozenset(["score", "mean", "median", "chang", "level", "number", "total", "rate", "percentag", "proport", "averag", "differ", "patient", "group", "valu", "index", "scale", "measur", "amount", "degre", "incid", "frequenc", "frequ", "overal", "particip", "subject", "result", "assess", "test", "baselin", "treatment", "studi", "day", "week", "month", "year", "hour", "minut", "time", "period", "after", "befor", "follow", "end", "dure", "first", "second", "mg", "ml", "kg"])


class Token(NamedTuple):
    """One token: what it stands for (stem, or a mark in capitals), its word, its number if any."""

    stem: str
    word: str
    number: float | None = None


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its endings."""
    return str(_STEMMER.stemWord(word.lower()))


@lru_cache(maxsize=1 << 14)
def stems_of(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order."""
    plain = html.unescape(html.unescape(text)).translate(_DIGITS)
    return tuple(stem(w) for w in re.findall(r"[^\W_]+", plain) if w.lower() not in STOP)


def _tested(found: re.Match[str]) -> str:
    value = float(re.sub(r"\s", "", found[2]).replace("/", "."))
    return " PNS " if found[1] in (">", "≥") or value > 0.05 or (value == 0.05 and found[1] in "=:") else " PSIG "


def _interval(text: str) -> str:
    """Confidence intervals as marks, where the text speaks of them."""
    if not _CONFIDENCE.search(text):
        return text
    null = 1.0 if _RATIO.search(text) else 0.0

    def told(found: re.Match[str]) -> str:
        low, high = (float(found[g].replace(" ", "")) for g in ("low", "high"))
        before = text[max(0, found.start() - 60) : found.start()]
        if low > high or not _CONFIDENCE.search(before):
            return found[0]
        if low <= null <= high:
            return " CINS "
        if null or low < 0 or "differ" in before:
            return " CIUP " if low > null else " CIDOWN "
        return " CIONE "

    return _INTERVAL.sub(told, text)


def _cleared(text: str) -> str:
    """Without spreads, counts, statistics and times, so that the figures left are results."""
    plain = " ".join(html.unescape(html.unescape(text)).translate(_DIGITS).split())
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    plain = _LOOSE_P.sub(" PNS ", _P.sub(_tested, plain))
    plain = _interval(_LEVEL.sub(" ", plain))
    plain = _SHARED.sub(r" \1 ", plain)
    plain = _COUNTED.sub(" ", _SPREAD.sub(" ", _SPREAD_NAMED.sub(" ", plain)))
    plain = _TIMED.sub(lambda m: " TIME " if _AT.match(m[0]) or "-" in m[0] else m[0], plain)
    return _RANGE.sub(r"\1", _BOUND.sub(" ", _STATISTIC.sub(" ", plain)))


@lru_cache(maxsize=1 << 12)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence; tests are PSIG or PNS, intervals CINS, CIUP, CIDOWN, CIONE.

    >>> [t.stem for t in tokens_of("Pain was lower (P = 0.03).")]
    ['pain', 'was', 'lower', '(', 'PSIG', ')', '.']
    """
    made = []
    for found in _TOKEN.findall(_cleared(text)):
        if found[0].isdecimal() or (found[0] == "-" and len(found) > 1):
            made.append(Token("0", found, float(found.rstrip("%"))))
        else:
            made.append(Token(found if found in MARKS else stem(found), found))
    return tuple(made)
