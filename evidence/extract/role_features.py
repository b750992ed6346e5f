# ruff: noqa: E501 (a pattern is read whole)
"""What a sentence of an abstract shows of its role: its words, cues, neighbours and place (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evidence.extract.gated import gated
from evidence.extract.hashing import pair_numbers, place, spread, tokens, word_numbers

SIZE: Final = 1 << 17
#: Kinds of numbered features: a word, a pair, a word of the sentence before or after.
_WORD, _PAIR, _BEFORE, _AFTER = 1, 2, 3, 4
#: Words that state an aim; they also tell an objective where publishers mix it with background.
AIM: Final = re.compile(
    r"\b(?:aim(?:s|ed)?|purposes?|objectives?|goals?|sought|hypothesi[sz]ed?|intended)\b"
    r"|^to \w+|\b(?:we|study|trial|paper|article|review|report) (?:\w+ ){0,3}(?:to )?"
    r"(?:investigate|evaluate|examine|assess|compare|determine|explore|describe|test|analy[sz]e)d?s?\b"
    r"|\bhere(?:in)?,? we\b|\bin (?:this|the present|our|the current) (?:study|paper|article|work|report|review|trial),? (?:we|the authors)\b"
    r"|\b(?:this|the present|our|the current) (?:study|paper|article|work|report|review|trial)\b[^.]{0,40}?\b"
    r"(?:examine|investigate|evaluate|assess|compare|test|explore|describe|present|report|analy[sz]e|review|seek|address|introduce|propose|focus|provide|discuss|summari[sz]e)",
    re.IGNORECASE,
)
_CUES: Final = (
    ("we", re.compile(r"\b[Ww]e\b")),
    ("here", re.compile(r"\b[Hh]ere(?:in)?,? (?:we|the)\b|\b[Ii]n (?:this|the present|our|the current) (?:study|work|paper|article|review|report|trial)")),
    ("aim", AIM),
    ("concl", re.compile(r"\b(?:conclu\w+|suggest\w*|indicat\w+|impl(?:y|ies|ication\w*)|demonstrat\w+|therefore|thus|overall|in summary|taken together|collectively|highlight\w*|may|could|should|might|potential\w*|further|future)\b", re.I)),
    ("res", re.compile(r"\b(?:found|showed|shown|revealed|observed|significan\w+|increased|decreased|compared|higher|lower|associated|correlated|respectively|mean|median)\b", re.I)),
    ("pres", re.compile(r"\b(?:is|are|has|have|can|remains?)\b")),
    ("past", re.compile(r"\b(?:was|were|had|did)\b")),
    ("p", re.compile(r"[pP]\s?[<=>]")),
    ("pct", re.compile(r"%")),
    ("ed", re.compile(r"\w+ed\b")),
    ("meth", re.compile(r"\b(?:were|was) (?:\w+ly )?(?:randomi\w+|assigned|recruited|enrolled|measured|assessed|evaluated|analy[sz]ed|performed|used|collected|obtained|included|conducted|calculated|determined|administered|divided|treated|compared|examined|tested|investigated)\b|\busing\b", re.I)),
    ("but", re.compile(r"\b(?:however|although|despite|little|unclear|unknown|limited|few|lack|poorly)\b", re.I)),
)  # fmt: skip
#: The same, searched only where a literal of theirs stands.
_GATED: Final = tuple((name, gated(cue.pattern, re.RegexFlag(cue.flags & re.IGNORECASE))) for name, cue in _CUES)
#: Cues whose presence before or after a sentence tells where in the story it stands.
_STORY: Final = ("aim", "p", "here", "meth", "concl")


def sentence_columns(texts: Sequence[str]) -> list[NDArray[np.int64]]:
    """Feature columns of each sentence of one abstract, each once, in order."""
    words = [tokens(text) for text in texts]
    lower = [text.lower() for text in texts]
    cues = [[name for name, cue in _GATED if cue.search(text, low)] for text, low in zip(texts, lower, strict=True)]
    numbers = [word_numbers(own) for own in words]
    before = [spread(held, _BEFORE, SIZE) for held in numbers]
    after = [spread(held, _AFTER, SIZE) for held in numbers]
    made = []
    for i, own in enumerate(numbers):
        named = [*_own(words[i], cues[i]), *_place(i, len(texts), cues[i]), *_around(i, cues)]
        parts = [spread(own, _WORD, SIZE), np.array([place(name, SIZE) for name in named], dtype=np.int64)]
        if len(own) > 1:
            parts.append(spread(pair_numbers(own), _PAIR, SIZE))
        parts += before[i - 1 : i] if i else []
        parts += after[i + 1 : i + 2]
        made.append(np.unique(np.concatenate(parts)))
    return made


def _own(own: list[str], cues: list[str]) -> Iterator[str]:
    for k in (1, 2, 3):
        yield f"F {' '.join(own[:k])}"
    yield f"L {' '.join(own[-2:])}"
    for cue in cues:
        yield f"C {cue}"
    yield f"C {'+'.join(cues)}"
    yield f"nn{min(own.count('0'), 4)}"
    yield f"len{min(len(own) // 8, 5)}"


def _place(i: int, n: int, cues: list[str]) -> Iterator[str]:
    part, last = round(5 * i / max(1, n - 1)), n - 1 - i
    yield from (f"@{part}", f"@i{min(i, 3)}", f"@e{min(last, 3)}", f"@n{min(n, 15)}", f"@ie{min(i, 2)}{min(last, 2)}")
    for cue in cues:
        yield f"C {cue}@{part}"


def _around(i: int, cues: list[list[str]]) -> Iterator[str]:
    n = len(cues)
    for step, tag in ((-2, "PP"), (-1, "P"), (1, "N"), (2, "NN")):
        if 0 <= i + step < n:
            for cue in cues[i + step]:
                yield f"{tag}C {cue}"
        elif abs(step) == 1:
            yield f"{tag}^"
    before = {cue for held in cues[:i] for cue in held}
    after = {cue for held in cues[i + 1 :] for cue in held}
    for cue in _STORY:
        if cue in before:
            yield f"<{cue}"
        if cue in after:
            yield f">{cue}"
