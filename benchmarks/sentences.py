"""How well sentences are cut: our splitter and, where they are installed, sentencex and pysbd, on the gold boundaries.

    python -m benchmarks.sentences [FILE ...]

Without files, it reads the gold of the tests; a file has one sentence a line and an empty line between passages, and its
name begins with its language (`kk` or `en`). Precision and recall count the ends inside passages. Peers are no part of
this project: `pip install sentencex pysbd` beside it.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path

from alignment.documents import split_sentences
from tests.documents.boundaries import FOLDER, Tally, passages, tally

Ends = Callable[[str], set[int]]


def ours(language: str) -> Ends:
    """Where our sentences end, but for the last."""
    return lambda text: {end for _, end in split_sentences(text, language)[:-1]}


def sentencex(language: str) -> Ends:
    """Where sentencex' sentences end."""
    from sentencex import segment

    return lambda text: _ends(text, list(segment(language, text)))


def pysbd(language: str) -> Ends:
    """Where pysbd's sentences end, whose Kazakh rules are its own."""
    from pysbd import Segmenter

    segmenter = Segmenter(language=language, clean=False)
    return lambda text: _ends(text, segmenter.segment(text))


def _ends(text: str, pieces: list[str]) -> set[int]:
    """The ends of pieces that stand in a text one after the other, with or without the space behind them."""
    ends, at = set(), 0
    for piece in pieces:
        at = text.index(piece.strip(), at) + len(piece.strip())
        ends.add(at)
    return ends - {len(text)}


def main(arguments: list[str]) -> None:
    """Print a table: each splitter on each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(FOLDER.glob("*-*.txt")))
    print(f"{'gold':8}{'splitter':12}{'ends':>6}{'precision':>11}{'recall':>8}{'F1':>7}{'over':>6}{'missed':>8}{'ms':>7}")
    for path in parser.parse_args(arguments).files:
        found = list(passages(path))
        for splitter in (ours, sentencex, pysbd):
            if splitter is not ours and importlib.util.find_spec(splitter.__name__) is None:
                print(f"{path.stem:8}{splitter.__name__:12}  not installed: pip install {splitter.__name__}")
                continue
            ends = splitter(path.stem[:2])
            ends(found[0].text)
            started = time.perf_counter()
            counted = tally(found, ends)
            print(_row(path.stem, splitter.__name__, counted, time.perf_counter() - started))


def _row(gold: str, name: str, counted: Tally, seconds: float) -> str:
    return (
        f"{gold:8}{name:12}{counted.right + counted.missed:6}{counted.precision:11.3f}{counted.recall:8.3f}"
        f"{counted.f1:7.3f}{counted.over:6}{counted.missed:8}{1000 * seconds:7.0f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
