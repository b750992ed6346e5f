"""US school grade of a text (Flesch-Kincaid; Kincaid 1975, Naval Research Branch Report 8-75)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*%?")
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=\s|$)")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$")
_TWO: Final = re.compile(r"i(?:a|o(?!n|us))|[aeiouy]ing$|eo(?![nprus])|ua(?!l?r)")


def syllables(word: str) -> int:
    """Syllables of an English word, by its vowel groups; at least one. A figure counts one.

    >>> [syllables(w) for w in ("pain", "needles", "people", "diabetic", "treated", "216")]
    [1, 2, 2, 4, 2, 1]
    """
    letters = word.lower().strip("'’")
    if not letters.isalpha():
        return 1
    count = len(_VOWELS.findall(letters)) + len(_TWO.findall(letters))
    if _SILENT.search(letters) and count > 1:
        count -= 1
    return max(1, count)


def plainer(text: str, plain_words: Iterable[str]) -> str:
    """A text with hard words exchanged, from entries written ``hard words = plain words``.

    >>> plainer("Pain in diabetic neuropathy.", ["diabetic neuropathy = nerve damage from diabetes"])
    'Pain in nerve damage from diabetes.'
    """
    for entry in plain_words:
        hard, _, plain = entry.partition(" = ")
        if plain:
            text = re.sub(rf"(?<!\w){re.escape(hard)}(?!\w)", plain, text, flags=re.IGNORECASE)
    return text


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text; 0.0 for one without words.

    >>> grade("The cat sat on the mat.") < 2 < grade("Acupuncture ameliorates neuropathic hypersensitivity.")
    True
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    n_sentences = max(1, len(_SENTENCE_END.findall(text)))
    n_syllables = sum(syllables(word) for word in words)
    return max(0.0, 0.39 * len(words) / n_sentences + 11.8 * n_syllables / len(words) - 15.59)
