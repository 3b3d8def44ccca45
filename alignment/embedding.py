"""Encoders: from texts to vectors whose cosine says how alike two texts are, across both languages.

Two kinds are served through one protocol. The static model that ships with the package adds up token vectors, so that
the vector of joined units is the sum of theirs. Any sentence-transformers model encodes the joined text itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from alignment.exceptions import ModelException
from alignment.languages.romanization import romanize

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with the work done and the work there is."""

SHIPPED_MODEL = "kk-en-static"
"""Name of the default encoder, the static model in `alignment/resources/`."""

_RESOURCES = Path(__file__).parent / "resources"


class Encoder(Protocol):
    """Turns texts into vectors."""

    name: str
    """What the user called the model; it is kept with the alignments made with it."""

    dimension: int
    """Length of a vector."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text, shape (texts, dimension), L2-normalized; a text without any known token is a zero row."""
        ...

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> list[Vectors]:
        """The vectors of each run of 1, 2, … `widest` neighbouring texts joined.

        Returns:
            A list in which item w - 1 has shape (texts - w + 1, dimension); row i stands for texts i … i + w - 1.
        """
        ...


class StaticEncoder:
    """A table of token vectors: a text's vector is their mean. Loads in well under a second, without torch."""

    def __init__(self, folder: Path, name: str) -> None:
        from model2vec import StaticModel

        model = StaticModel.from_pretrained(folder)
        self.name = name
        self.dimension = int(model.dim)
        self._tokenizer = model.tokenizer
        self._tokenizer.no_truncation()
        self._table: Vectors = _token_table(model)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return _normalized(self._sums(texts, progress))

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> list[Vectors]:
        sums = np.zeros((len(texts) + 1, self.dimension), dtype=np.float64)
        np.cumsum(self._sums(texts, progress), axis=0, out=sums[1:])
        widths = range(1, min(widest, len(texts)) + 1)
        return [_normalized((sums[width:] - sums[:-width]).astype(np.float32)) for width in widths]

    def _sums(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        """The sum of each text's token vectors, shape (texts, dimension)."""
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            # The tokenizer romanizes too; here it costs a fraction.
            batch = [romanize(text) for text in texts[start : start + _BATCH]]
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start):
                sums[row] = self._table[encoding.ids].sum(axis=0)
            if progress:
                progress(start + len(batch), len(texts))
        return sums


class TransformerEncoder:
    """Any sentence-transformers model, by its name on the hub or its folder. Needs torch, which is imported here only."""

    def __init__(self, name: str) -> None:
        # The import takes seconds, so it waits until a model is asked for.
        from sentence_transformers import SentenceTransformer

        self.name = name
        try:
            self._model: Any = SentenceTransformer(name, trust_remote_code=False, model_kwargs={"use_safetensors": True})
        except Exception as error:  # the library lets through whatever its back ends raise
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ModelException(
                f"model {name!r} cannot be loaded: name the shipped model ({SHIPPED_MODEL}), a model folder, or a "
                f"sentence-transformers model that is on this machine or can be downloaded ({reason})"
            ) from None
        self.dimension = int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # By length, so that little of a batch is padding.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(texts), _TRANSFORMER_BATCH):
            places = order[start : start + _TRANSFORMER_BATCH]
            rows[places] = self._model.encode(
                [texts[place] for place in places],
                batch_size=_TRANSFORMER_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            if progress:
                progress(start + len(places), len(texts))
        return rows

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> list[Vectors]:
        widths = range(1, min(widest, len(texts)) + 1)
        joined = [" ".join(texts[i : i + width]) for width in widths for i in range(len(texts) - width + 1)]
        rows = self.encode(joined, progress)
        ends = np.cumsum([len(texts) - width + 1 for width in widths])
        return np.split(rows, ends[:-1]) if len(ends) else []


_BATCH = 1024
_TRANSFORMER_BATCH = 32


@lru_cache(maxsize=4)
def load_encoder(name: str = SHIPPED_MODEL) -> Encoder:
    """The encoder with this name: the shipped model, a model's folder, or any sentence-transformers model.

    A folder that holds a static model (model2vec's layout) is loaded without torch. Nothing is downloaded for the
    shipped model or a folder; another name is looked up in the local cache first, then on the hub.

    Raises:
        ModelException: there is no such model, or it cannot be loaded. Models that are not stored as safetensors,
            or that need code of their own, are refused.
    """
    folder = _RESOURCES / SHIPPED_MODEL if name == SHIPPED_MODEL else Path(name)
    if folder.is_dir():
        if _is_static(folder):
            try:
                return StaticEncoder(folder, name)
            except Exception as error:
                raise ModelException(f"{folder}: the model in this folder is damaged ({error})") from None
    elif name == SHIPPED_MODEL:
        raise ModelException(f"{folder}: the shipped model is missing; install the package again")
    return TransformerEncoder(name)


def _is_static(folder: Path) -> bool:
    """Whether the folder has the layout of model2vec: one table, one tokenizer, no transformer."""
    modules = folder / "modules.json"
    return (
        (folder / "tokenizer.json").is_file()
        and (folder / "model.safetensors").is_file()
        and modules.is_file()
        and "StaticEmbedding" in modules.read_text(encoding="utf-8")
    )


def _token_table(model: Any) -> Vectors:
    """One float32 row a token id, with model2vec's optional weights and shared rows resolved."""
    table = np.asarray(model.embedding, dtype=np.float32)
    if model.token_mapping is not None:
        table = table[model.token_mapping]
    if model.weights is not None:
        table = table * np.asarray(model.weights, dtype=np.float32)[:, None]
    if model.unk_token_id is not None:
        table = table.copy()
        table[model.unk_token_id] = 0.0
    return table


def _normalized(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    normalized: Vectors = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-12)
    return normalized
