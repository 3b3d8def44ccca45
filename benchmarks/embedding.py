"""What an embedding is worth: `python -m benchmarks.embedding BENCH [--model …] [--corpus PAIRS.tsv …]`.

Prints retrieval on the pair tables in BENCH and in the folders below it, as the vectors are and with each side's mean
subtracted, and load time, speed, size and parity of the model. With `--corpus` it also counts the pairs of a training
corpus that hold a line, or eight words in a row, of BENCH or of what is held out by `--hashes`: there should be none.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from alignment import read_document
from alignment.embedding import SHIPPED_FOLDER, Encoder, load_encoder, normalized
from alignment.files import read_table
from alignment.settings import SHIPPED_MODEL
from benchmarks.cores import ONE_CORE
from training.held_out import HeldOut, texts_of

ROOT = Path(__file__).parent.parent
REPORT = [ROOT / "data" / side / "kazakhstan-2017.txt" for side in ("kk", "en")]

_COLD = (
    "import sys; from alignment import load_encoder; load_encoder({!r}).encode(['Алматы']); "
    "assert 'torch' not in sys.modules"
)


def retrieval(encoder: Encoder, path: Path) -> tuple[int, float, float]:
    """How many pairs there are without duplicates, and the share of texts whose nearest neighbour on the other side is
    their translation, both directions' mean: of the vectors as they are, and with each side's mean subtracted."""
    pairs: dict[str, str] = {}
    for _, row in read_table(path):
        if row["en"] not in pairs.values():
            pairs.setdefault(row["kk"], row["en"])
    sides = [encoder.encode(list(texts)) for texts in (pairs.keys(), pairs.values())]
    return len(pairs), _found(*sides), _found(*(normalized(rows - rows.mean(axis=0)) for rows in sides))


def _found(kk: np.ndarray, en: np.ndarray) -> float:
    cosines, own = kk @ en.T, np.arange(len(kk))
    return float(((cosines.argmax(axis=1) == own).mean() + (cosines.argmax(axis=0) == own).mean()) / 2)


def load_seconds(model: str) -> float:
    """From a cold Python to the first vector, the best of five."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", _COLD.format(model)], check=True, cwd=ROOT)
        times.append(time.perf_counter() - started)
    return min(times)


def sentences_a_second(model: str) -> tuple[float, float]:
    """The report's sentences: the first time, when every word is new, and forty times over."""
    from alignment.documents import sentences_of

    texts = [sentence.text for path in REPORT for sentence in sentences_of(read_document(path))]
    encoder = load_encoder(model)
    speeds = []
    for times in (1, 40):
        started = time.perf_counter()
        encoder.encode(texts * times)
        speeds.append(len(texts) * times / (time.perf_counter() - started))
    return speeds[0], speeds[1]


def parity(encoder: Encoder, folder: Path) -> float:
    """The lowest cosine between our vectors and sentence-transformers' over all paragraphs of the report."""
    from sentence_transformers import SentenceTransformer

    texts = [paragraph.text for path in REPORT for paragraph in read_document(path).paragraphs]
    theirs = SentenceTransformer(str(folder), device="cpu").encode(texts).astype(np.float32)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    return float((encoder.encode(texts) * theirs).sum(axis=1).min())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    parser.add_argument("--hashes", type=Path, action="append", default=[])
    parser.add_argument("--speed-only", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.speed_only:
        print(*sentences_a_second(arguments.model))
        return
    encoder = load_encoder(arguments.model)
    print(f"{'retrieval':<28}pairs  as is  centred")
    for path in sorted(arguments.bench.rglob("*_pairs.tsv")):
        number, plain, centred = retrieval(encoder, path)
        print(f"{path.stem.removesuffix('_pairs'):<28}{number:>5}  {plain:.3f}  {centred:.3f}")
    print(f"load, cold                  {load_seconds(arguments.model):.2f} s, without torch")
    command = [
        sys.executable,
        "-m",
        "benchmarks.embedding",
        str(arguments.bench),
        "--model",
        arguments.model,
        "--speed-only",
    ]
    speed = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_CORE)
    first, again = map(float, speed.stdout.split())
    print(f"encode, one core            {again:,.0f} sentences a second ({first:,.0f} while every word is new)")
    folder = SHIPPED_FOLDER if arguments.model == SHIPPED_MODEL else Path(arguments.model)
    print(f"size                        {sum(f.stat().st_size for f in folder.iterdir()) / 2**20:.1f} MiB")
    print(f"parity, lowest cosine       {parity(encoder, folder):.6f}")
    if arguments.corpus:
        held_out = HeldOut([arguments.bench], arguments.hashes)
        for corpus in arguments.corpus:
            for _, row in read_table(corpus):
                held_out.allows(*texts_of(row))
        print(f"benchmark lines in training {held_out.dropped}")


if __name__ == "__main__":
    main()
