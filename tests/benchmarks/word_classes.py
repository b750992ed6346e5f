# ruff: noqa: E501 (a row of arithmetic is read whole)
"""Classes of words from texts without labels: words that stand among the same neighbours.

Counts of the two words to either side, as positive pointwise mutual information, cut down to 100
dimensions (randomized SVD) and clustered (k-means); seeded, so that classes come out the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from evidence.extract.role_features import WordClasses

N_NEIGHBOURS, N_DIMENSIONS, RAREST = 2000, 100, 5
SIZES = (50, 200, 800)


def word_vectors(texts: Sequence[Sequence[str]]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Words that stand five times and more, most frequent first; their vectors of length 1; their counts."""
    counts = Counter(word for words in texts for word in words)
    held = [word for word, n in counts.most_common() if n >= RAREST]
    place = {word: i for i, word in enumerate(held)}
    u, s, _ = randomized_svd(_information(texts, place), N_DIMENSIONS, random_state=0, n_iter=4)
    vectors = (u * np.sqrt(s)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return held, vectors, np.array([counts[word] for word in held])


def _information(texts: Sequence[Sequence[str]], place: dict[str, int]) -> sparse.csr_matrix:
    rows, columns = [], []
    for words in texts:
        ids = np.array([place.get(word, -1) for word in words])
        for k, step in enumerate((-2, -1, 1, 2)):
            own, other = (ids[-step:], ids[:step]) if step < 0 else (ids[:-step], ids[step:])
            known = (own >= 0) & (other >= 0) & (other < N_NEIGHBOURS)
            rows.append(own[known])
            columns.append(other[known] + k * N_NEIGHBOURS)
    at = (np.concatenate(rows), np.concatenate(columns))
    joint = sparse.coo_matrix((np.ones(len(at[0]), np.float32), at), (len(place), 4 * N_NEIGHBOURS)).tocsr().tocoo()
    total = joint.data.sum()
    own = np.bincount(joint.row, joint.data, len(place))
    beside = np.bincount(joint.col, joint.data, 4 * N_NEIGHBOURS) ** 0.75
    expected = own[joint.row] * beside[joint.col] / beside.sum()
    gained = np.maximum(np.log(joint.data / expected) - np.log(1.5), 0)
    assert total > 0, "no neighbours counted"
    return sparse.csr_matrix((gained, (joint.row, joint.col)), shape=joint.shape)


def classes_of(words: Sequence[str], vectors: np.ndarray) -> WordClasses:
    """Classes of the words, by their numbers."""
    numbers = np.array([crc32(word.encode()) for word in words], dtype=np.uint64)
    order = np.unique(numbers, return_index=True)[1]
    found = [MiniBatchKMeans(n, random_state=0, n_init=3, batch_size=4096).fit_predict(vectors)[order] + 1 for n in SIZES]
    return WordClasses(numbers[order], *(one.astype(np.uint64) for one in found))
