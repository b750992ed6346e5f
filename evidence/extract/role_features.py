# ruff: noqa: E501 (a row of words is read whole)
"""What a sentence of an abstract shows of its role: words, classes of words, cues, neighbours and place (pure).

Words are numbered, so that a whole abstract is read in a few array steps. Classes of words
(weights/roles.npz, made without labels) carry to words that the labelled abstracts lack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.extract.hashing import pair_numbers, spread, tokens, word_numbers

#: Columns of numbered features; cues and places have columns of their own.
SIZE: Final = 1 << 18
_FIRST, _LAST = "^", "$"
#: Words that tell of a role by being there.
_CUES: Final = tuple(frozenset(words.split()) for words in (
    "we our authors",
    "here herein hereby",
    "aim aims aimed purpose purposes objective objectives goal goals sought hypothesized hypothesised hypothesize intended investigate investigated investigates evaluate evaluated evaluates examine examined examines assess assessed assesses compare compared explore explored explores determine whether describe describes",
    "conclusion conclude concluded conclusions findings taken collectively summary results data",
    "suggest suggests suggested suggesting indicate indicates indicated indicating imply implies implications implication demonstrate demonstrates therefore thus overall highlight highlights may could should might potential potentially further future warranted needed",
    "found showed shown revealed observed significant significantly increased decreased higher lower associated correlated respectively mean median reduced improved",
    "is are has have can remains remain",
    "was were had did",
    "p",
    "%",
    "= < > ±",
    "0",
    "randomized randomised randomly assigned recruited enrolled measured assessed evaluated analyzed analysed performed used collected obtained included conducted calculated determined administered divided treated tested using",
    "but however although despite little unclear unknown limited few lack poorly yet",
    "patients participants subjects adults women men children volunteers individuals",
    "previously previous recent recently known studies",
))  # fmt: skip
#: The cues above, a word's ending, and two of the whole sentence: that it is long, that it begins with "to".
N_CUES: Final = len(_CUES) + 3


class _CuesOf(dict[str, int]):
    """The cues a word gives, a bit each, remembered; the last is for what ends in -ed."""

    def __missing__(self, word: str) -> int:
        if len(self) >= 200_000:
            self.clear()
        told = [word in cue for cue in _CUES]
        self[word] = sum(1 << i for i, is_told in enumerate([*told, word.endswith("ed")]) if is_told)
        return self[word]


_CUES_OF: Final = _CuesOf()
#: Cues whose presence before or after a sentence tells where in the story it stands.
_STORY: Final = [1, 2, 4, 5, 8, 9, 12]
_FIFTHS, _STARTS, _ENDS, _LENGTHS, _LONG, _NUMBERS = 6, 4, 4, 16, 6, 5
#: Columns of cues and places: each cue here, two to each side, earlier, later and by fifth of the abstract; places.
N_SHOWN: Final = (
    N_CUES * (5 + _FIFTHS) + 2 * len(_STORY)
    + _FIFTHS + _STARTS + _ENDS + _LENGTHS + 9 + _LONG + _NUMBERS
)  # fmt: skip
Numbers: TypeAlias = NDArray[np.uint64]
Columns: TypeAlias = NDArray[np.int64]


class WordClasses(NamedTuple):
    """Classes of words: sorted word numbers, and for each word its class among 50, 200 and 800 (from 1)."""

    numbers: Numbers
    coarse: Numbers
    middle: Numbers
    fine: Numbers

    def of(self, words: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The three classes of each word, 0 where it is not known."""
        at = np.minimum(np.searchsorted(self.numbers, words), len(self.numbers) - 1)
        known = self.numbers[at] == words
        return self.coarse[at] * known, self.middle[at] * known, self.fine[at] * known


class Group(NamedTuple):
    """Features of several kinds, a row each: columns (kinds, numbers), how many belong to each sentence,
    and for each kind whose words they are: the sentence's own (0), those before (-1) or after it (1)."""

    columns: Columns
    counts: Columns
    steps: tuple[int, ...]


def numbered(words: Sequence[Sequence[str]], classes: WordClasses) -> tuple[Group, ...]:
    """The numbered features of an abstract, given as the tokens of its sentences."""
    own = [[*dict.fromkeys(held), _LAST] for held in words]
    single = word_numbers([word for held in own for word in held])
    runs = [[_FIRST, *held, _LAST] for held in words]
    run, lengths = word_numbers([word for held in runs for word in held]), _counts(runs)
    ends = np.cumsum(lengths)
    coarse, middle, fine = classes.of(run)
    starts = ends - lengths
    for held in (coarse, middle):  # the edges of a sentence are classes too
        held[starts], held[ends - 1] = 900, 901
    heads = middle[starts + 1] * np.uint64(1000) + middle[np.minimum(starts + 2, ends - 1)]
    pairs, class_pairs = _runs(run, ends, 2), _runs(middle, ends, 2)
    return (
        Group(np.stack([spread(single, kind, SIZE) for kind in (1, 2, 3)]), _counts(own), (0, -1, 1)),
        Group(
            np.stack(
                [spread(pairs, 4, SIZE), *(spread(middle, kind, SIZE) for kind in (5, 6, 7)), spread(fine, 8, SIZE),
                 spread(class_pairs, 9, SIZE), spread(_runs(coarse, ends, 3), 10, SIZE)]
            ),
            lengths,
            (0, 0, -1, 1, 0, 0, 0),
        ),
        Group(np.stack([spread(heads, kind, SIZE) for kind in (11, 12, 13)]), np.ones_like(lengths), (0, -1, 1)),
    )  # fmt: skip


def _counts(held: Sequence[Sequence[str]]) -> Columns:
    return np.array([len(words) for words in held], dtype=np.int64)


def _runs(numbers: Numbers, ends: Columns, n: int) -> Numbers:
    """A number for each run of `n` neighbours; 0 where it would run over the end of a sentence."""
    made = numbers
    for _ in range(n - 1):
        made = pair_numbers(np.append(made, np.uint64(0)))
        if n > 2:
            made = made ^ (made >> np.uint64(29))
    for back in range(1, n):
        made[ends - back] = 0
    return made


def shown(words: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Cues and places of each sentence as ones and noughts, (sentences, N_SHOWN)."""
    n = len(words)
    marks = np.array([reduce(or_, map(_CUES_OF.__getitem__, held), 0) for held in words], dtype=np.int64)
    cues: NDArray[np.float32] = np.empty((n, N_CUES), np.float32)
    cues[:, :-2] = marks[:, None] >> np.arange(N_CUES - 2) & 1
    cues[:, -2:] = [(len(held) > 25, held[:1] == ["to"]) for held in words]
    here = np.arange(n)
    fifth = np.round(5 * here / max(1, n - 1)).astype(np.int64)
    by_fifth: NDArray[np.float32] = np.zeros((n, _FIFTHS, cues.shape[1]), np.float32)
    by_fifth[here, fifth] = cues
    story = cues[:, _STORY]
    earlier = np.maximum.accumulate(story)
    later = np.maximum.accumulate(story[::-1])[::-1]
    last: Columns = n - 1 - here
    places = [
        (fifth, _FIFTHS), (np.minimum(here, 3), _STARTS), (np.minimum(last, 3), _ENDS),
        (np.full(n, min(n, 15)), _LENGTHS), (np.minimum(here, 2) * 3 + np.minimum(last, 2), 9),
        (np.array([min(len(held) // 8, 5) for held in words]), _LONG),
        (np.array([min(held.count("0"), 4) for held in words]), _NUMBERS),
    ]  # fmt: skip
    return np.concatenate(
        [cues, *(moved(cues, step) for step in (-2, -1, 1, 2)), moved(earlier, -1), moved(later, 1),
         by_fifth.reshape(n, -1), *(np.eye(size, dtype=np.float32)[at] for at, size in places)],
        axis=1,
    )  # fmt: skip


def moved(rows: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Rows of the sentence `step` away, noughts where there is none.

    >>> moved(np.array([[1.0], [2.0]], dtype=np.float32), -1).tolist()
    [[0.0], [1.0]]
    """
    made = np.zeros_like(rows)
    if step > 0:
        made[:-step] = rows[step:]
    else:
        made[-step:] = rows[:step]
    return made


def sentence_columns(texts: Sequence[str], classes: WordClasses) -> Iterator[Columns]:
    """All columns of each sentence of an abstract, for training; cues and places come after `SIZE`."""
    words = [tokens(text) for text in texts]
    rows: list[list[Columns]] = [[] for _ in texts]
    for columns, counts, steps in numbered(words, classes):
        ends = np.cumsum(counts)
        for kind, step in zip(columns, steps, strict=True):
            for i, row in enumerate(rows):
                at = i + step
                if 0 <= at < len(rows):
                    row.append(kind[ends[at] - counts[at] : ends[at]])
    for row, held in zip(rows, shown(words), strict=True):
        yield np.concatenate([*row, np.flatnonzero(held) + SIZE])
