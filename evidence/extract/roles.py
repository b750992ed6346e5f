"""The role of each sentence: background, objective, methods, results, conclusion.

Headings decide where there are any; a linear model with a Viterbi pass over the
whole abstract decides the rest (weights: weights/roles.npz, card: weights/roles.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evidence.extract.hashing import grams, place, tokens
from evidence.models import Section

ROLES: Final = ("background", "objective", "methods", "results", "conclusion")
SIZE: Final = 1 << 17
Floats = NDArray[np.float32]

_NLM: Final = {"BACKGROUND": "background", "OBJECTIVE": "objective", "METHODS": "methods",
               "RESULTS": "results", "CONCLUSIONS": "conclusion"}  # fmt: skip
_HEADINGS: Final = (
    ("conclusion", re.compile(r"conclu|interpretation|implication|significance|discussion", re.I)),
    ("results", re.compile(r"result|finding|outcomes? and|observations?", re.I)),
    ("methods", re.compile(r"method|design|setting|patient|participant|intervention|measure|material"
                           r"|procedure|subject|data source|analysis|registration|sample", re.I)),
    ("objective", re.compile(r"objective|aim|purpose|goal|question|hypothes", re.I)),
    ("background", re.compile(r"background|introduction|context|rationale|importance", re.I)),
)  # fmt: skip


def role_of_heading(section: Section) -> str | None:
    """The role a section's heading tells: NLM's category, else the label as printed."""
    known = _NLM.get(section.nlm_category or "")
    if known:
        return known
    label = section.label or ""
    return next((role for role, cue in _HEADINGS if cue.search(label)), None)


@lru_cache(maxsize=1)
def _weights() -> tuple[Floats, Floats, Floats]:
    raw = files("evidence.extract").joinpath("weights/roles.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as held:
        coef = held["coef"].astype(np.float32) * held["scale"].astype(np.float32)
        return coef, held["intercept"].astype(np.float32), held["transition"].astype(np.float32)


def sentence_columns(texts: Sequence[str]) -> list[list[int]]:
    """Feature columns of each sentence: its words, its neighbours' words, its place."""
    words = [tokens(text) for text in texts]
    n = len(texts)
    made = []
    for i, own in enumerate(words):
        features = grams(own)
        features += [f"F {' '.join(own[:k])}" for k in (1, 2, 3)] + [f"L {' '.join(own[-2:])}"]
        features += _position(i, n)
        features += [f"P {w}" for w in words[i - 1]] if i else ["P ^"]
        features += [f"N {w}" for w in words[i + 1]] if i + 1 < n else ["N $"]
        made.append(sorted({place(f, SIZE) for f in features}))
    return made


def _position(i: int, n: int) -> list[str]:
    part = round(5 * i / max(1, n - 1))
    return [f"@{part}", f"@i{min(i, 3)}", f"@e{min(n - 1 - i, 3)}", f"@n{min(n, 15)}"]


def role_scores(texts: Sequence[str]) -> Floats:
    """Log probability of each role for each sentence, (n, 5), sentences apart."""
    coef, intercept, _ = _weights()
    raw = np.stack([coef[columns].sum(axis=0) for columns in sentence_columns(texts)]) + intercept
    top = raw.max(axis=1, keepdims=True)
    scores: Floats = raw - top - np.log(np.exp(raw - top).sum(axis=1, keepdims=True))
    return scores


def roles_of_texts(texts: Sequence[str]) -> tuple[str, ...]:
    """The most likely run of roles over the sentences of one unstructured abstract."""
    if not texts:
        return ()
    transition = _weights()[2]
    scores = role_scores(texts)
    best = scores[0] + transition[0]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = best[:, None] + transition[1:]
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return tuple(ROLES[i] for i in reversed(path))


def sentence_roles(
    sections: Sequence[Section], texts: Sequence[tuple[int, str]]
) -> tuple[str, ...]:
    """Roles of the abstract's sentences, given as (section_no, text) in reading order."""
    headed = {s.section_no: role_of_heading(s) for s in sections}
    if all(headed.get(no) for no, _ in texts):
        return tuple(str(headed[no]) for no, _ in texts)
    guessed = roles_of_texts([text for _, text in texts])
    return tuple(headed.get(no) or guess for (no, _), guess in zip(texts, guessed, strict=True))
