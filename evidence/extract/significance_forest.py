"""A forest of decision trees as plain arrays (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees one after the other: the left child of a node is the next one, a leaf is its own right child.

    `value` holds the class shares of every node, of 255.
    """

    roots: NDArray[np.int64]
    column: NDArray[np.int64]
    threshold: NDArray[np.float64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    @classmethod
    def of(cls, held: Mapping[str, Any], name: str) -> Forest:
        """The forest stored under a name."""
        roots = held[f"{name}_roots"].astype(np.int64)
        sizes = np.diff([*roots, len(held[f"{name}_column"])])
        right = held[f"{name}_right"].astype(np.int64) + np.repeat(roots, sizes)
        return cls(
            roots, held[f"{name}_column"].astype(np.int64), held[f"{name}_threshold"].astype(np.float64), right,
            held[f"{name}_value"].astype(np.float64),
        )  # fmt: skip

    def chances(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean over trees of the class shares each row falls to, (rows, classes).

        >>> leaf = np.array([[128.0, 128.0], [255.0, 0.0], [0.0, 255.0]])
        >>> tree = Forest(np.array([0]), np.array([0, 0, 0]), np.array([0.5, 0.0, 0.0]), np.array([2, 1, 2]), leaf)
        >>> tree.chances(np.array([[0.2], [0.9]])).tolist()
        [[1.0, 0.0], [0.0, 1.0]]
        """
        # thresholds were learned on single precision: values must be cut alike
        cut = rows.astype(np.float32).astype(np.float64)
        at = np.tile(self.roots, (len(rows), 1))
        every = np.arange(len(rows))[:, None]
        while True:
            is_leaf = self.right[at] == at
            if is_leaf.all():
                break
            goes_left = cut[every, self.column[at]] <= self.threshold[at]
            at = np.where(is_leaf, at, np.where(goes_left, at + 1, self.right[at]))
        shares = self.value[at].mean(axis=1)
        made: NDArray[np.float64] = shares / shares.sum(axis=1, keepdims=True)
        return made
