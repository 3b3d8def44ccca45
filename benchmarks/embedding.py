"""What an embedding is worth: `python benchmarks/embedding.py BENCH [--model …] [--corpus PAIRS.tsv …]`.

Prints retrieval on the pair tables in BENCH, and load time, speed, size and parity of the model. With `--corpus` it also
counts the lines of BENCH that a training corpus holds: there should be none.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from cores import ONE_CORE

from alignment import read_document
from alignment.embedding import SHIPPED_FOLDER, Encoder, load_encoder
from alignment.files import line_hash, read_table
from alignment.scoring import read_benchmark
from alignment.settings import SHIPPED_MODEL

ROOT = Path(__file__).parent.parent
REPORT = [ROOT / "data" / side / "kazakhstan-2017.txt" for side in ("kk", "en")]
PAIRS = ("dev_pairs.tsv", "xwmt_pairs.tsv")

_COLD = (
    "import sys; from alignment import load_encoder; load_encoder({!r}).encode(['Алматы']); "
    "assert 'torch' not in sys.modules"
)


def retrieval(encoder: Encoder, path: Path) -> float:
    """Share of texts whose nearest neighbour on the other side is their translation, both directions' mean."""
    rows = [row for _, row in read_table(path)]
    kk, en = (encoder.encode([row[side] for row in rows]) for side in ("kk", "en"))
    cosines = kk @ en.T
    own = np.arange(len(rows))
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


def leaked(bench: Path, corpora: list[Path]) -> int:
    """How many lines of the benchmarks stand in the corpora, letter case, punctuation and spacing aside."""
    seen = {line_hash(text) for path in corpora for _, row in read_table(path) for text in row.values()}
    lines = [row[side] for name in PAIRS for _, row in read_table(bench / name) for side in ("kk", "en")]
    for path in sorted(bench.glob("*.jsonl")):
        lines += [unit for pair in read_benchmark(path) for unit in (*pair.kk, *pair.en)]
    # A word or two is no line of its own: "Yes." stands everywhere.
    return sum(line_hash(line) in seen for line in set(lines) if len(line.split()) > 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    parser.add_argument("--speed-only", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.speed_only:
        print(*sentences_a_second(arguments.model))
        return
    encoder = load_encoder(arguments.model)
    for name in PAIRS:
        print(f"retrieval, {name:<16} {retrieval(encoder, arguments.bench / name):.3f}")
    print(f"load, cold                  {load_seconds(arguments.model):.2f} s, without torch")
    command = [sys.executable, __file__, str(arguments.bench), "--model", arguments.model, "--speed-only"]
    speed = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_CORE)
    first, again = map(float, speed.stdout.split())
    print(f"encode, one core            {again:,.0f} sentences a second ({first:,.0f} while every word is new)")
    folder = SHIPPED_FOLDER if arguments.model == SHIPPED_MODEL else Path(arguments.model)
    print(f"size                        {sum(f.stat().st_size for f in folder.iterdir()) / 2**20:.1f} MiB")
    print(f"parity, lowest cosine       {parity(encoder, folder):.6f}")
    if arguments.corpus:
        print(f"benchmark lines in training {leaked(arguments.bench, arguments.corpus)}")


if __name__ == "__main__":
    main()
