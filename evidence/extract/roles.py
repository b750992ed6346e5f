"""The role of each sentence: background, objective, methods, results, conclusion, other.

Headings decide where there are any; a linear-chain conditional random field over the
whole abstract decides the rest (weights: weights/roles.npz, card: weights/roles.md).
``other`` is no part of the story: registration, funding, copyright. A sentence that holds
two roles is given the one it is read by; `evidence.extract.role_words` tells the second.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.extract.hashing import tokens
from evidence.extract.role_features import WordClasses, moved, numbered, shown
from evidence.extract.role_words import concludes, other_lines
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


#: What a sentence that says it concludes gains (log-odds).
_CONCLUDES: Final = 3.0


class RoleModel(NamedTuple):
    """Weights of numbered columns (SIZE, 5), of cues and places (N_SHOWN, 5), of roles, and of a role
    after another (row 0: at the start); the classes of words they were made with."""

    coef: Floats
    shown: Floats
    intercept: Floats
    transition: Floats
    classes: WordClasses

    def scores(self, texts: Sequence[str]) -> Floats:
        """The weight of each role for each sentence by its own features, (sentences, 5)."""
        words = [tokens(text) for text in texts]
        scores = shown(words) @ self.shown + self.intercept
        for columns, counts, steps in numbered(words, self.classes):
            sums = np.add.reduceat(self.coef.take(columns, axis=0), np.cumsum(counts) - counts, axis=1)
            for kind, step in zip(sums, steps, strict=True):
                scores += moved(kind, step) if step else kind
        return scores


@lru_cache(maxsize=1)
def role_model() -> RoleModel:
    """The model that ships."""
    raw = files("evidence.extract").joinpath("weights/roles.npz").read_bytes()
    with np.load(io.BytesIO(raw)) as held:
        return RoleModel(
            held["coef"].astype(np.float32) * held["scale"].astype(np.float32),
            held["shown"], held["intercept"], held["transition"],
            WordClasses(*(held[name].astype(np.uint64) for name in WordClasses._fields)),
        )  # fmt: skip


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
    model = role_model()
    scores = model.scores(texts)
    for i, text in enumerate(texts):
        if i and concludes(text):
            scores[i, -1] += _CONCLUDES
    path = best_path(scores, model.transition)
    others = other_lines(texts)
    return tuple("other" if i in others else ROLES[role] for i, role in enumerate(path))


def sentence_roles(
    sections: Sequence[Section], texts: Sequence[tuple[int, str]]
) -> tuple[str, ...]:
    """Roles of the abstract's sentences, given as (section_no, text) in reading order."""
    headed = {s.section_no: role_of_heading(s) for s in sections}
    if all(headed.get(no) for no, _ in texts):
        return tuple(str(headed[no]) for no, _ in texts)
    guessed = roles_of_texts([text for _, text in texts])
    return tuple(headed.get(no) or guess for (no, _), guess in zip(texts, guessed, strict=True))
