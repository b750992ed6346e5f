# ruff: noqa: E501 (a pattern is read whole)
"""What a sentence of an abstract shows of its role: its words, cues, neighbours and place (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from evidence.extract.gated import gated
from evidence.extract.hashing import place, tokens

SIZE: Final = 1 << 17
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


def sentence_columns(texts: Sequence[str]) -> list[list[int]]:
    """Feature columns of each sentence of one abstract."""
    words = [tokens(text) for text in texts]
    lower = [text.lower() for text in texts]
    cues = [[name for name, cue in _GATED if cue.search(text, low)] for text, low in zip(texts, lower, strict=True)]
    made = []
    for i in range(len(texts)):
        named = [*_own(words[i], cues[i]), *_place(i, len(texts), cues[i]), *_around(i, words, cues)]
        made.append(sorted({place(name, SIZE) for name in named}))
    return made


def _own(own: list[str], cues: list[str]) -> Iterator[str]:
    yield from own
    for a, b in pairwise(own):
        yield f"{a} {b}"
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


def _around(i: int, words: list[list[str]], cues: list[list[str]]) -> Iterator[str]:
    n = len(words)
    for step, tag in ((-1, "P"), (1, "N")):
        if 0 <= i + step < n:
            for word in words[i + step]:
                yield f"{tag} {word}"
            for cue in cues[i + step]:
                yield f"{tag}C {cue}"
        else:
            yield f"{tag}^"
    for step, tag in ((-2, "PP"), (2, "NN")):
        if 0 <= i + step < n:
            for cue in cues[i + step]:
                yield f"{tag}C {cue}"
    before = {cue for held in cues[:i] for cue in held}
    after = {cue for held in cues[i + 1 :] for cue in held}
    for cue in _STORY:
        if cue in before:
            yield f"<{cue}"
        if cue in after:
            yield f">{cue}"
