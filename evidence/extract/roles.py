# ruff: noqa: E501 (a pattern or table row is read whole)
"""The role of each sentence: background, objective, methods, results, conclusion, other.

Headings decide where there are any; a linear-chain conditional random field over the
whole abstract decides the rest (weights: weights/roles.npz, card: weights/roles.md).
``other`` is no part of the story: registration, funding, copyright.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.extract.role_features import sentence_columns
from evidence.models import Section

#: What the model tells apart; ``other`` is told by its words.
ROLES: Final = ("background", "objective", "methods", "results", "conclusion")
Floats: TypeAlias = NDArray[np.float32]

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


#: Longest sentence that is taken for a registration or copyright line.
_LONGEST_OTHER: Final = 260
_OTHER: Final = re.compile(
    r"^\W*(?:copyright\b|(?:trial )?registration\b|registered\b|clinical ?trials?\b[^.]{0,30}(?:regist|identif|number|NCT)"
    r"|(?:PROSPERO|ISRCTN|NCT\d|EudraCT|ChiCTR|clinicaltrials)"
    r"|(?:this|the) (?:study|trial|work|article|protocol|review)[^.]{0,40}(?:regist\w+|is copyright|licen[sc]ed|funded by|supported by)"
    r"|supplementary (?:information|material|data)|funding\b|funded by|level of evidence|published by|keywords?\b"
    r"|\d{4} (?:the )?(?:Author|Wiley|Elsevier|Springer))"
    r"|©|\(c\) ?(?:19|20)\d\d|all rights reserved|wiley periodicals|elsevier (?:inc|ltd|b\.?v)"
    r"|\b(?:NCT\d{8}|ISRCTN\d+|ChiCTR[-\w]+|ACTRN\d+|EudraCT|UMIN\d+|NTR\d+|PROSPERO|CRD42\d+)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _weights() -> tuple[Floats, Floats, Floats]:
    raw = files("evidence.extract").joinpath("weights/roles.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as held:
        coef = held["coef"].astype(np.float32) * held["scale"].astype(np.float32)
        return coef, held["intercept"].astype(np.float32), held["transition"].astype(np.float32)


def role_scores(texts: Sequence[str]) -> Floats:
    """The weight of each role for each sentence by its own features, (n, 5)."""
    coef, intercept, _ = _weights()
    columns = sentence_columns(texts)
    starts = np.cumsum([0, *(len(c) for c in columns[:-1])])
    scores: Floats = np.add.reduceat(coef[np.concatenate(columns)], starts, axis=0) + intercept
    return scores


def best_path(scores: Floats, transition: Floats) -> list[int]:
    """The heaviest run of roles: row 0 of `transition` opens, rows 1 to 5 follow each role (Viterbi)."""
    best = scores[0] + transition[0]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = best[:, None] + transition[1:]
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def roles_of_texts(texts: Sequence[str]) -> tuple[str, ...]:
    """The most likely run of roles over the sentences of one unstructured abstract."""
    if not texts:
        return ()
    path = best_path(role_scores(texts), _weights()[2])
    return tuple(
        "other" if 2 * i >= len(texts) and is_other(text) else ROLES[role]
        for i, (text, role) in enumerate(zip(texts, path, strict=True))
    )


def is_other(text: str) -> bool:
    """True for lines of registration, funding or copyright.

    >>> is_other("Trial registration: NCT01234567."), is_other("Pain fell.")
    (True, False)
    """
    return len(text) < _LONGEST_OTHER and _OTHER.search(text) is not None


def sentence_roles(
    sections: Sequence[Section], texts: Sequence[tuple[int, str]]
) -> tuple[str, ...]:
    """Roles of the abstract's sentences, given as (section_no, text) in reading order."""
    headed = {s.section_no: role_of_heading(s) for s in sections}
    if all(headed.get(no) for no, _ in texts):
        return tuple(str(headed[no]) for no, _ in texts)
    guessed = roles_of_texts([text for _, text in texts])
    return tuple(headed.get(no) or guess for (no, _), guess in zip(texts, guessed, strict=True))
