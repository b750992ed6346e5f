"""A linear-chain conditional random field over sparse features, trained with Adam (numpy alone)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

RATE, BATCH, EPOCHS, DROPPED, SHRINK = 0.001, 48, 3, 0.5, 1e-5


@dataclass
class Crf:
    """Weights of features (columns, labels), of labels, and of one label after another (row 0: at the start)."""

    coef: np.ndarray
    intercept: np.ndarray
    transition: np.ndarray

    def parts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The three, to be changed in place."""
        return self.coef, self.intercept, self.transition


def trained(matrix: sparse.csr_matrix, labels: np.ndarray, lengths: Sequence[int], seed: int = 0) -> Crf:
    """The average of the weights over the last epoch; the same for the same seed."""
    n_labels, draw = int(labels.max()) + 1, np.random.default_rng(seed)
    model, total = _zeros(matrix.shape[1], n_labels), _zeros(matrix.shape[1], n_labels)
    first, second = _zeros(matrix.shape[1], n_labels), _zeros(matrix.shape[1], n_labels)
    starts = np.cumsum([0, *lengths])
    n_steps, step, averaged = EPOCHS * -(-len(lengths) // BATCH), 0, 0
    for epoch in range(EPOCHS):
        order = draw.permutation(len(lengths))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            rows = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in chosen])
            part = matrix[rows]
            part.data = (part.data * (draw.random(len(part.data)) > DROPPED) / (1 - DROPPED)).astype(np.float32)
            step += 1
            slopes = _slopes(model, part, labels[rows], np.array([lengths[i] for i in chosen]))
            rate = RATE * (1 - step / n_steps) + RATE / 100
            for weight, slope, one, two in zip(model.parts(), slopes, first.parts(), second.parts(), strict=True):
                one *= 0.9
                one += 0.1 * slope
                two *= 0.999
                two += 0.001 * slope * slope
                weight -= rate * (one / (1 - 0.9**step)) / (np.sqrt(two / (1 - 0.999**step)) + 1e-6)
            if epoch == EPOCHS - 1:
                averaged += 1
                for kept, weight in zip(total.parts(), model.parts(), strict=True):
                    kept += weight
    return Crf(*(kept / averaged for kept in total.parts()))


def mean_of(models: Sequence[Crf]) -> Crf:
    """Several models as one: the mean of their weights scores as the mean of their scores."""
    return Crf(*(np.mean(parts, axis=0) for parts in zip(*(m.parts() for m in models), strict=True)))


def marginals_of(scores: np.ndarray, transition: np.ndarray) -> np.ndarray:
    """The chance of each label at each place of one sequence."""
    return _marginals(scores[None].astype(np.float64), np.array([len(scores)]), transition)[0][0]


def _zeros(n_columns: int, n_labels: int) -> Crf:
    return Crf(np.zeros((n_columns, n_labels), np.float32), np.zeros(n_labels), np.zeros((n_labels + 1, n_labels)))


def _slopes(
    model: Crf, part: sparse.csr_matrix, labels: np.ndarray, lengths: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradient of the negative log-likelihood of a batch, per sequence."""
    n_labels, longest = len(model.intercept), int(lengths.max())
    padded = np.zeros((len(lengths), longest, n_labels))
    places = np.concatenate([np.arange(n) + k * longest for k, n in enumerate(lengths)])
    padded.reshape(-1, n_labels)[places] = part @ model.coef + model.intercept
    chances, pairs = _marginals(padded, lengths, model.transition)
    missed = chances.reshape(-1, n_labels)[places].copy()
    missed[np.arange(len(labels)), labels] -= 1
    at = 0
    for n in lengths:
        run = labels[at : at + n]
        pairs[0, run[0]] -= 1
        np.subtract.at(pairs, (1 + run[:-1], run[1:]), 1)
        at += n
    size = len(lengths)
    by_column = np.asarray(part.T @ missed.astype(np.float32)) / size + SHRINK * model.coef
    return by_column, missed.sum(axis=0) / size, pairs / size + 1e-3 * model.transition


def _log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return np.squeeze(top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True)), axis)


def _marginals(scores: np.ndarray, lengths: np.ndarray, transition: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chances of each label at each place, and summed chances of each pair (forward and backward)."""
    _, longest, n_labels = scores.shape
    inside = np.arange(longest)[None] < lengths[:, None]
    forth, back = np.zeros_like(scores), np.zeros_like(scores)
    forth[:, 0] = scores[:, 0] + transition[0]
    for t in range(1, longest):
        step = _log_sum(forth[:, t - 1][:, :, None] + transition[1:][None], 1) + scores[:, t]
        forth[:, t] = np.where(inside[:, t][:, None], step, forth[:, t - 1])
    for t in range(longest - 2, -1, -1):
        step = _log_sum(transition[1:][None] + (scores[:, t + 1] + back[:, t + 1])[:, None, :], 2)
        back[:, t] = np.where(inside[:, t + 1][:, None], step, 0)
    whole = _log_sum(forth[:, -1], 1)
    chances = np.exp(forth + back - whole[:, None, None]) * inside[:, :, None]
    pairs = np.zeros((n_labels + 1, n_labels))
    pairs[0] = chances[:, 0].sum(axis=0)
    for t in range(1, longest):
        joint = forth[:, t - 1][:, :, None] + transition[1:][None] + (scores[:, t] + back[:, t])[:, None, :]
        pairs[1:] += (np.exp(joint - whole[:, None, None]) * inside[:, t][:, None, None]).sum(axis=0)
    return chances, pairs
