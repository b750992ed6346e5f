"""Text to weighted terms, for proposing reports where no concepts are written yet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import snowballstemmer

_STEMMER: Final = snowballstemmer.stemmer("english")
_WORD: Final = re.compile(r"[a-z0-9]+(?:[-/'][a-z0-9]+)*")
_PART: Final = re.compile(r"[-/']")
_NUMBERED: Final = re.compile(r"([a-z]+)(\d+[a-z]?)")
_JOINED_MAX: Final = 14
_GRAMS: Final = (4, 5, 6)

# Greek letters and British spellings: one word, however it is written.
_GREEK: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "μ": "mu", "ω": "omega",
    "λ": "lambda", "ε": "epsilon", "θ": "theta", "τ": "tau", "ζ": "zeta",
}  # fmt: skip
_SPELLINGS: Final = (
    ("tumour", "tumor"), ("oestr", "estr"), ("haem", "hem"), ("anaem", "anem"),
    ("leukaem", "leukem"), ("oedema", "edema"), ("foet", "fet"), ("paed", "ped"),
    ("aemia", "emia"), ("oesoph", "esoph"), ("isation", "ization"), ("behaviour", "behavior"),
    ("fibre", "fiber"), ("diarrhoea", "diarrhea"), ("centre", "center"),
)  # fmt: skip
_STOP_TEXT: Final = (
    "a about after all also an and any are as at be been before being between both but by can could "
    "did do does during each either for from further had has have having how however i if in into is "
    "it its may might more most much must neither no nor not of off on once only or other our over "
    "own per s same should so some such than that the their them then there these they this those "
    "through to too under until up very was we were what when where whether which while who whom "
    "whose why will with within without would you your"
)
STOP_WORDS: Final = frozenset(_STOP_TEXT.split())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case English word.

    >>> stem("regulating"), stem("regulates")
    ('regul', 'regul')
    """
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def _spelled(text: str) -> str:
    text = text.lower()
    for letter, name in _GREEK.items():
        text = text.replace(letter, name)
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return text


def terms(text: str) -> list[str]:
    """Stemmed terms in order, stop words left out; compounds whole and in parts.

    >>> terms("IL-6 in tumours")
    ['il', '6', 'il6', 'tumor']
    """
    found: list[str] = []
    for word in _WORD.findall(_spelled(text)):
        parts = _PART.split(word)
        found += [stem(part) for part in parts if part not in STOP_WORDS]
        if len(parts) > 1 and len(word) <= _JOINED_MAX:
            found.append(stem("".join(parts)))
        elif len(parts) == 1 and (numbered := _NUMBERED.fullmatch(word)):
            found += [numbered.group(1), numbered.group(2)]
    return found


def grams(text: str) -> list[str]:
    """Character n-grams of 4 to 6 within words; they bridge word forms that stems do not.

    >>> grams("rats")[:3]
    ['<rat', 'rats', 'ats>']
    """
    found: list[str] = []
    for word in re.findall(r"[a-z0-9]+", _spelled(text)):
        if word not in STOP_WORDS:
            found += _grams_of(word)
    return found


@lru_cache(maxsize=200_000)
def _grams_of(word: str) -> tuple[str, ...]:
    marked = f"<{word}>"
    return tuple(marked[i : i + n] for n in _GRAMS for i in range(max(1, len(marked) - n + 1)))
