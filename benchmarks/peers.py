"""Other aligners on the same texts and vectors as ours: `python benchmarks/aligner.py DIR --peers`.

Each is named by an environment variable: `VECALIGN` and `BERTALIGN` are folders of clones, `HUNALIGN` is a program;
`VECALIGN_PYTHON` is the interpreter that has what vecalign needs. Nothing of theirs is part of this project or fetched.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from cores import ONE_CORE
from rich.table import Table
from rich.text import Text

from alignment.aligner import TextSide, align_sides, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding import Encoder, JoinedVectors, Vectors, load_encoder
from alignment.records import Link, Pair
from alignment.scoring import BenchmarkPair, Evaluation, compare, read_benchmark

VECALIGN_UNITS = 8
"""Units in vecalign's largest link, both sides together: what its documentation uses; our largest is 4:4."""

BERTALIGN_UNITS = 5
"""Units in bertalign's largest link, both sides together: its default, like the three numbers below."""

_TOP_K = 3
_WINDOW = 5
_SKIP = -0.1

_LONGEST_LINE = 10_000  # characters: vecalign looks a longer run up by its beginning
_PADDING = "PAD"  # vecalign's text for the places where no run of some width ends
_BLANK = "BLANK_LINE"  # what vecalign and bertalign write for an empty unit
_LIMIT = 600  # seconds for one document: hunalign is known to loop
_TOKENS = re.compile(r"\w+|[^\w\s]")

_TIMED_VECALIGN = """
import importlib, sys, time
module = importlib.import_module(sys.argv.pop(1))
align, seconds = module.vecalign, 0.0
def timed(*args, **kwargs):
    global seconds
    started = time.perf_counter()
    result = align(*args, **kwargs)
    seconds += time.perf_counter() - started
    return result
module.vecalign = timed
(module.main if hasattr(module, "main") else module._main)()
print("seconds", seconds)
"""


class PeerException(Exception):
    """A peer is not there, or failed on a document; the message is one line that says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A document pair with all that any aligner needs, so that nothing but aligning is left to time."""

    pair: BenchmarkPair

    sides: tuple[TextSide, TextSide]
    """As our aligner takes them, Kazakh first."""

    lines: tuple[list[str], list[str]]
    """The units without line breaks, for those who read files."""

    vectors: tuple[JoinedVectors, JoinedVectors]
    """Of every run of up to `VECALIGN_UNITS` neighbouring lines."""


Align = Callable[[Prepared], tuple[list[Pair], float]]
"""From a document pair to its links and the seconds that aligning took."""


@dataclass(slots=True)
class Run:
    """One aligner on one benchmark."""

    result: Evaluation = field(default_factory=Evaluation)

    seconds: dict[int, float] = field(default_factory=dict)
    """By the document's place in the benchmark; a document that failed is not there."""

    failures: dict[str, list[str]] = field(default_factory=dict)
    """The documents that each reason kept from being aligned."""


def prepare(pair: BenchmarkPair, encoder: Encoder) -> Prepared:
    """Encode a document pair for all aligners."""
    lines = tuple([" ".join(text.split()) or _BLANK for text in texts] for texts in (pair.kk, pair.en))
    return Prepared(
        pair,
        (prepare_side(bare_paragraphs(pair.kk, "kk"), encoder), prepare_side(bare_paragraphs(pair.en, "en"), encoder)),
        (lines[0], lines[1]),
        (encoder.encode_joined(lines[0], VECALIGN_UNITS), encoder.encode_joined(lines[1], VECALIGN_UNITS)),
    )


def align_ours(prepared: Prepared) -> tuple[list[Pair], float]:
    started = time.perf_counter()
    links = align_sides(*prepared.sides)
    return [link.pair for link in links], time.perf_counter() - started


def open_vecalign(value: str, encoder: Encoder) -> Align:
    """vecalign in a process of its own for each document; its alignment alone is timed there.

    Args:
        value: the clone's folder, of version 1 (`vecalign.py` in it) or 2 (a package in it).
    """
    clone = Path(value).expanduser().resolve()
    module = next((name for name in ("vecalign.vecalign", "vecalign") if _module_file(clone, name).is_file()), None)
    if module is None:
        raise PeerException(f"VECALIGN={value}: no vecalign.py in this folder")
    named = os.environ.get("VECALIGN_PYTHON", sys.executable)
    python = shutil.which(named)
    if python is None:
        raise PeerException(f"VECALIGN_PYTHON={named}: no such program")
    padding = encoder.encode([_PADDING])

    def align(prepared: Prepared) -> tuple[list[Pair], float]:
        with tempfile.TemporaryDirectory() as folder:
            command = [python, "-c", _TIMED_VECALIGN, module, "--alignment_max_size", str(VECALIGN_UNITS)]
            for option, lines, vectors in zip(("src", "tgt"), prepared.lines, prepared.vectors, strict=True):
                text, runs, embedded = (Path(folder) / f"{option}{suffix}" for suffix in ("", ".overlaps", ".emb"))
                _write_lines(text, lines)
                overlaps = {_PADDING: padding[0], **dict(_runs(lines, vectors))}
                _write_lines(runs, list(overlaps))
                np.stack(list(overlaps.values())).astype(np.float32).tofile(embedded)
                command += [f"--{option}", str(text), f"--{option}_embed", str(runs), str(embedded)]
            written = _output(command, clone)
        return _vecalign_links(written)

    return align


def _module_file(clone: Path, name: str) -> Path:
    return clone.joinpath(*name.split(".")).with_suffix(".py")


def _runs(lines: Sequence[str], vectors: JoinedVectors) -> Iterator[tuple[str, Vectors]]:
    """Each run of neighbouring lines, joined, and its vector."""
    for width in range(1, min(VECALIGN_UNITS, len(lines)) + 1):
        for start, row in enumerate(vectors.rows(width)):
            yield " ".join(lines[start : start + width])[:_LONGEST_LINE].strip(), row


def _vecalign_links(written: str) -> tuple[list[Pair], float]:
    """Lines such as `[0, 1]:[0]:0.25`, and the seconds after them."""
    pairs: list[Pair] = []
    seconds = 0.0
    for line in written.splitlines():
        try:
            if line.startswith("seconds "):
                seconds = float(line.split()[1])
            else:
                kk, en = (ast.literal_eval(part) for part in line.split(":")[:2])
                pairs.append((tuple(map(int, kk)), tuple(map(int, en))))
        except (ValueError, SyntaxError, TypeError):
            raise PeerException(f"wrote a line that is no link: {line}") from None
    return pairs, seconds


def open_bertalign(value: str, _: Encoder) -> Align:
    """bertalign's own two passes in this process; its package is not imported, as that would load a model."""
    path = Path(value).expanduser() / "bertalign" / "corelib.py"
    if not path.is_file():
        raise PeerException(f"BERTALIGN={value}: no bertalign/corelib.py in this folder")
    # numba keeps what it compiles by the module's name, so this one must be found under it.
    name = "bertalign_corelib"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PeerException(f"{path}: not a Python file")
    corelib = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(corelib)
    except Exception as error:  # whatever its imports raise
        raise PeerException(f"{path}: cannot be loaded ({_said(error)})") from None

    def align(prepared: Prepared) -> tuple[list[Pair], float]:
        vectors = [_ending(side, len(lines)) for side, lines in zip(prepared.vectors, prepared.lines, strict=True)]
        lengths = [_byte_lengths(lines) for lines in prepared.lines]
        started = time.perf_counter()
        try:
            beads = _two_passes(corelib, vectors, lengths)
        except Exception as error:  # whatever it raises
            raise PeerException(_said(error)) from None
        seconds = time.perf_counter() - started
        return [(tuple(map(int, kk)), tuple(map(int, en))) for kk, en in beads], seconds

    return align


def _two_passes(corelib: Any, vectors: list[Vectors], lengths: list[Any]) -> list[tuple[list[int], list[int]]]:
    """What bertalign does with vectors and lengths: 1:1 links among the nearest first, then all links near these."""
    (src, tgt), (src_lengths, tgt_lengths) = vectors, lengths
    n, m = src.shape[1], tgt.shape[1]
    nearest = corelib.find_top_k_sents(src[0], tgt[0], k=min(_TOP_K, m))
    types = corelib.get_alignment_types(2)
    width, path = corelib.find_first_search_path(n, m)
    pointers = corelib.first_pass_align(n, m, width, path, types, *nearest)
    first = corelib.first_back_track(n, m, pointers, path, types)

    types = corelib.get_alignment_types(BERTALIGN_UNITS)
    width, path = corelib.find_second_search_path(first, _WINDOW, n, m)
    ratio = src_lengths[0].sum() / tgt_lengths[0].sum()
    pointers = corelib.second_pass_align(
        src, tgt, src_lengths, tgt_lengths, width, path, types, ratio, _SKIP, margin=True, len_penalty=True
    )
    beads: list[tuple[list[int], list[int]]] = corelib.second_back_track(n, m, pointers, path, types)
    return beads


def _ending(vectors: JoinedVectors, n: int) -> Vectors:
    """Row [w - 1, i] stands for the w lines that end with line i; rows without such lines are zero and never looked at."""
    widths = [vectors.rows(width) for width in range(1, min(BERTALIGN_UNITS - 1, n) + 1)]
    rows: Vectors = np.zeros((BERTALIGN_UNITS - 1, n, widths[0].shape[1] if widths else 0), dtype=np.float32)
    for row, runs in zip(rows, widths, strict=False):
        row[n - len(runs) :] = runs
    return rows


def _byte_lengths(lines: Sequence[str]) -> Any:
    """The same of the joined lines' length in bytes of UTF-8, with a space between two; shape (widths, lines)."""
    single = np.array([len(line.encode("utf-8")) + 1 for line in lines], dtype=np.int64)
    ends = np.concatenate([[0], np.cumsum(single)])
    lengths = np.ones((BERTALIGN_UNITS - 1, len(lines)), dtype=np.int64)
    for width in range(1, min(BERTALIGN_UNITS - 1, len(lines)) + 1):
        lengths[width - 1, width - 1 :] = ends[width:] - ends[:-width] - 1
    return lengths


def open_hunalign(value: str, _: Encoder) -> Align:
    """hunalign on tokens, without a dictionary but the one it makes itself; the whole short run of the program is timed.

    It knows no vectors: it shows what lengths and recurring words alone are worth.
    """
    program = shutil.which(Path(value).expanduser())
    if program is None:
        raise PeerException(f"HUNALIGN={value}: no such program")
    command = [str(Path(program).resolve()), "-utf", "-realign"]

    def align(prepared: Prepared) -> tuple[list[Pair], float]:
        with tempfile.TemporaryDirectory() as folder:
            dictionary, kk, en = (Path(folder) / name for name in ("empty.dic", "kk.txt", "en.txt"))
            dictionary.write_bytes(b"")
            for path, lines in zip((kk, en), prepared.lines, strict=True):
                _write_lines(path, [" ".join(_TOKENS.findall(line)) for line in lines])
            started = time.perf_counter()
            ladder = _output([*command, str(dictionary), str(kk), str(en)], Path(folder))
            seconds = time.perf_counter() - started
        return _ladder_links(ladder, *map(len, prepared.lines)), seconds

    return align


def _ladder_links(ladder: str, n: int, m: int) -> list[Pair]:
    """A link between every two rungs, the lines `KAZAKH<TAB>ENGLISH<TAB>score` that count the units below them."""
    # The manual promises a last rung at the end of both texts; the program leaves it out.
    rungs = {(0, 0), (n, m)}
    for line in ladder.splitlines():
        try:
            kk, en = map(int, line.split("\t")[:2])
        except ValueError:
            raise PeerException(f"wrote a line that is no rung: {line}") from None
        rungs.add((kk, en))
    steps = sorted(rungs)
    return [(tuple(range(kk, kk_end)), tuple(range(en, en_end))) for (kk, en), (kk_end, en_end) in pairwise(steps)]


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _output(command: list[str], folder: Path) -> str:
    """What a program writes, run in a folder.

    Raises:
        PeerException: it cannot be started, does not end, says that it failed, or writes nothing.
    """
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", timeout=_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise PeerException(f"did not end within {_LIMIT} s") from None
    except OSError as error:
        raise PeerException(_said(error)) from None
    said = done.stderr.strip().splitlines() or ["without a word"]
    if done.returncode:
        raise PeerException(f"exit status {done.returncode}: {said[-1]}")
    if not done.stdout.strip():
        raise PeerException(f"no alignment: {said[-1]}")
    return done.stdout


def _said(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


@dataclass(frozen=True, slots=True)
class Peer:
    """Another aligner."""

    name: str
    variable: str
    """The environment variable that says where it is."""

    meaning: str
    """What to set the variable to."""

    open: Callable[[str, Encoder], Align]
    """Raises PeerException where it cannot be used."""

    def found(self, encoder: Encoder) -> Align:
        value = os.environ.get(self.variable)
        if not value:
            raise PeerException(f"not installed: set {self.variable}={self.meaning}")
        return self.open(value, encoder)


PEERS = (
    Peer("vecalign", "VECALIGN", "folder of a clone of thompsonb/vecalign", open_vecalign),
    Peer("bertalign", "BERTALIGN", "folder of a clone of bfsujason/bertalign", open_bertalign),
    Peer("hunalign", "HUNALIGN", "path of the hunalign program", open_hunalign),
)


def compare_with_peers(benchmarks: dict[str, list[BenchmarkPair]], model: str) -> Table:
    """Every aligner that is there on every benchmark, with the vectors of one model.

    A document that a peer fails on counts as one in which it found nothing, and is named. The ratio of times is over the
    documents that both aligned. Everything runs on one core, in a new process, as how many threads libraries start is
    settled when they are loaded; and each aligner runs once before it is timed, so that compiling does not count.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.jsonl" for name in benchmarks]
        for file, pairs in zip(files, benchmarks.values(), strict=True):
            _write_lines(file, [json.dumps(asdict(pair)) for pair in pairs])
        command = [sys.executable, __file__, model, *map(str, files)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ, **ONE_CORE})
    made = Table()
    for column in ("benchmark", "aligner"):
        made.add_column(column, no_wrap=True)
    for column in ("strict F1", "deletion F1", "align s", "× ours"):
        made.add_column(column, justify="right", no_wrap=True)
    made.add_column("remark", overflow="fold")
    for rows in json.loads(done.stdout):
        for row in rows:
            made.add_row(*map(Text, row))
        made.add_section()
    return made


def measure(benchmarks: dict[str, list[BenchmarkPair]], model: str) -> Iterator[list[list[str]]]:
    """The rows of the table: those of each benchmark, then those of the peers that are not there."""
    encoder = load_encoder(model)
    aligners: dict[str, Align] = {"ours": align_ours}
    absent: list[list[str]] = []
    for peer in PEERS:
        try:
            aligners[peer.name] = peer.found(encoder)
        except PeerException as error:
            absent.append(["", peer.name, *[""] * 4, str(error)])
    for number, (name, pairs) in enumerate(benchmarks.items()):
        documents = [prepare(pair, encoder) for pair in pairs]
        if number == 0:
            for align in aligners.values():
                run(align, documents[:1])
        runs = {aligner: run(align, documents) for aligner, align in aligners.items()}
        yield [[name, aligner, *_figures(own, runs["ours"]), _failed(own, len(documents))] for aligner, own in runs.items()]
    yield absent


def run(align: Align, documents: Sequence[Prepared]) -> Run:
    """Align every document, and compare the links with the gold."""
    own = Run()
    for place, prepared in enumerate(documents):
        links: list[Link] = []
        try:
            pairs, seconds = align(prepared)
            links = _links(pairs, *map(len, prepared.lines))
            own.seconds[place] = seconds
        except PeerException as error:
            own.failures.setdefault(str(error), []).append(prepared.pair.id)
        compare(links, prepared.pair.gold, own.result)
    return own


def _links(pairs: Sequence[Pair], n: int, m: int) -> list[Link]:
    """The pairs as links, with every unit without partner in a link of its own.

    Raises:
        PeerException: they do not cover each unit once, in order; then something was misread.
    """
    links: list[Link] = []
    for kk, en in pairs:
        if kk and en:
            links.append(Link(kk, en))
        else:
            links += [*(Link((i,), ()) for i in kk), *(Link((), (j,)) for j in en)]
    if [i for link in links for i in link.kk] != [*range(n)] or [j for link in links for j in link.en] != [*range(m)]:
        raise PeerException("its links do not cover each unit once, in order")
    return links


def _figures(own: Run, ours: Run) -> list[str]:
    if not own.seconds:
        return ["–"] * 4
    seconds = sum(own.seconds.values())
    base = sum(ours.seconds[place] for place in own.seconds)
    figures = (own.result.strict.f1, own.result.deletion.f1, seconds)
    return [*(f"{figure:.3f}" for figure in figures), f"{seconds / base:.2f}"]


def _failed(own: Run, documents: int) -> str:
    """Which documents failed, by reason."""
    return "; ".join(
        f"failed on {'all' if len(names) == documents else ', '.join(names)}: {reason}"
        for reason, names in own.failures.items()
    )


if __name__ == "__main__":
    given = {Path(file).stem: read_benchmark(file) for file in sys.argv[2:]}
    print(json.dumps(list(measure(given, sys.argv[1]))))
