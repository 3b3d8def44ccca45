"""Damaged files for every reader: each is either read or refused by an exception of our own, in bounded time and memory.

A mutant is known by its reader's name and its seed: `run_mutants(name, seed, 60, most=1)` makes it again.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import signal
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from alignment.corpora import corpus_of, corpus_of_details, details_of, entry_of, jsonl, tmx, training_pairs, xliff
from alignment.corpora.parquet import rows_of_parquet
from alignment.corpora.spreadsheet import rows_of_workbook
from alignment.documents import read_document, sentences_of
from alignment.embedding import Encoder, load_encoder
from alignment.embedding.vector_cache import VectorCache
from alignment.exceptions import AlignmentException
from alignment.files import decode, read_bytes, read_table
from alignment.glossary import read_glossary
from alignment.project import State
from alignment.records import Alignment, Document, ReviewedLink
from alignment.scoring import evaluate, read_benchmark, score_version
from alignment.settings import TrainingSettings
from tests.conftest import small_alignment
from tests.corpora.content import files, noted
from tests.soak.strangers import exchanged

MOST_SECONDS = 5.0
"""That one mutant may take of the processor."""

_MOST_WAITING = 60.0  # seconds by the clock; a busy machine is no fault

_MOST_MEMORY = 2 << 30  # bytes, beyond what the process has before


class TooSlow(BaseException):
    """A mutant took longer than it may. No exception that a reader would catch."""


@dataclass(frozen=True)
class Reader:
    """A way into the program."""

    name: str
    """The name of the file to read; a mutant's folder holds nothing else but what `beside` names."""

    seed: bytes
    """A whole file."""

    read: Callable[[Path], object]
    """Reads the file at a path, and uses what it has read."""

    beside: dict[str, bytes] = field(default_factory=dict)
    """Files of the same folder that are left whole."""


@dataclass
class Counts:
    """What became of the mutants."""

    tried: int = 0
    refused: int = 0
    read: int = 0
    broken: list[tuple[int, str]] = field(default_factory=list)
    """The seed of each mutant that was neither refused nor read, and what happened."""


def run_mutants(reader: str, seed: int, seconds: float, most: int | None = None) -> Counts:
    """Read one mutant after the other, of the seeds from `seed` on, for so many seconds or until so many were tried; one at
    least, however long it takes to load what it is read with.

    Call it in the process's main thread, for the time's bound is a signal.
    """
    chosen, counts = readers()[reader], Counts()
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, _bounded_memory():
        for name, content in chosen.beside.items():
            (Path(folder) / name).write_bytes(content)
        path = Path(folder) / chosen.name
        path.write_bytes(chosen.seed)
        chosen.read(path)  # whole, it is read; what is loaded late is loaded now
        while not counts.tried or (time.monotonic() < ends and (most is None or counts.tried < most)):
            own = seed + counts.tried
            path.write_bytes(mutate(chosen.seed, random.Random(f"{reader} {own}")))
            counts.tried += 1
            try:
                with _bounded_time():
                    chosen.read(path)
                counts.read += 1
            except AlignmentException as refusal:
                counts.refused += 1
                if "\n" in str(refusal) or not _printable(str(refusal)):
                    counts.broken.append((own, f"a message that is no line of text: {str(refusal)[:300]!r}"))
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as fault:  # a panic of a library in another language is no Exception
                counts.broken.append((own, f"{type(fault).__name__}: {str(fault)[:300]}"))
    return counts


def _printable(message: str) -> bool:
    try:
        message.encode()
    except UnicodeEncodeError:
        return False
    return not any(letter < " " for letter in message)


@contextmanager
def _bounded_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlow(f"more than {MOST_SECONDS:g} s of the processor, or {_MOST_WAITING:g} s in all")

    bounds = (
        (signal.ITIMER_PROF, signal.SIGPROF, MOST_SECONDS),
        (signal.ITIMER_REAL, signal.SIGALRM, _MOST_WAITING),
    )
    before = [signal.signal(sign, stop) for _, sign, _ in bounds]
    for timer, _, seconds in bounds:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (timer, sign, _), handler in zip(bounds, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(sign, handler)


@contextmanager
def _bounded_memory() -> Iterator[None]:
    used = Path("/proc/self/statm")
    pages = int(used.read_text().split()[0]) if used.exists() else 0
    before = resource.getrlimit(resource.RLIMIT_AS)
    if pages:
        limit = pages * resource.getpagesize() + _MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """The content with one to three kinds of damage done to it."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice(_DAMAGES)(data, rng)
    return data


def _flip_bits(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, rng: random.Random) -> bytes:
    start, end = sorted((rng.choice((0, 0, rng.randint(0, len(data)))), rng.randint(0, len(data))))
    return data[start:end]


def _move_lines(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            lines.insert(other, lines[place])
        case 1:
            del lines[place]
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            return data.replace(b"\n", b"", 1) if rng.randrange(2) else data.replace(b"\n", b"")
    return b"\n".join(lines)


_FOREIGN = (
    *(bytes([byte]) for byte in (*range(32), 0x7F)),
    b"\0" * 4096,
    "\x85\u2028\u2029\ufeff\ufffe\uffff\U0001ffff\u202e\u200b".encode(),
    b"\xed\xa0\x80",  # a lone surrogate
    b"\xed\xb3\xbf",
    b"\xff\xfe",
    b"\xf4\x90\x80\x80",
    b"\xc0\x80",
    b"\\ud800",
    b"\\u0000",
    b'"',
    b"'",
    b"<",
    b"&#0;",
    b"&x;",
    b"]]>",
    b"=1+1",
    b"%s{x}{",
    b"[/b][red]",
    "İıſßŉ".encode(),
)


def _insert(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 5))):
        place = rng.randint(0, len(data))
        data = data[:place] + rng.choice(_FOREIGN) + data[place:]
    return data


_NUMBERS = (
    "1e999",
    "-1",
    "9" * 400,
    "9" * 5000,
    "NaN",
    "-Infinity",
    "0.1",
    "1_0",
    "٣",
    "18446744073709551616",
    "2147483648",
    "",
)


def _change_number(data: bytes, rng: random.Random) -> bytes:
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    start = end = rng.choice(places)
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    return data[:start] + rng.choice(_NUMBERS).encode() + data[end:]


def _nest(data: bytes, rng: random.Random) -> bytes:
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"<seg>", b"</seg>"), (b"<a>", b"</a>"), (b'"', b'"')))
    times, place = rng.choice((10, 1000, 100_000 // len(opening))), rng.randint(0, len(data))
    return data[:place] + opening * times + rng.choice((b"", b"1")) + closing * rng.choice((0, times)) + data[place:]


def _lengthen(data: bytes, rng: random.Random) -> bytes:
    piece = rng.choice(
        (b"a", b"a ", "ә".encode(), "сот ".encode(), b"1", b"\t", b"\n", b",", b";", b".", b" ", b"\r", b"A.", b"<b/>")
    )
    place = rng.randint(0, len(data))
    return data[:place] + piece * (rng.choice((300, 300, 5_000, 140_000)) // len(piece)) + data[place:]


def _recode(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    mark = rng.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"))
    encoding = rng.choice(("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "latin-1", "utf-7"))
    return mark + text.encode(encoding, "replace")


_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 0.5, float("nan"), float("inf")),
    *("", "x", " ", "\0", "\ud800", "\ufffe", "9" * 5000),
    *([], [[]], [None], {}, {"a": []}, [0, 0], ["0"]),
)


def _swap_types(data: bytes, rng: random.Random) -> bytes:
    """In JSON, or in one of its lines, a value of another type; in what is no JSON, bits are flipped."""
    lines = data.split(b"\n")
    place = rng.randrange(len(lines))
    try:
        value = json.loads(data)
        lines, place = [data], 0
    except (ValueError, RecursionError):
        try:
            value = json.loads(lines[place])
        except (ValueError, RecursionError):
            return _flip_bits(data, rng)
    spots: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        node = waiting.pop()
        inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in inside:
            spots.append((node, key))
            waiting.append(child)
    if not spots or rng.random() < 0.05:
        value = rng.choice(_VALUES)
    else:
        node, key = rng.choice(spots)
        if rng.random() < 0.15:
            del node[key]
        else:
            node[key] = rng.choice(_VALUES)
    lines[place] = json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _empty(_data: bytes, rng: random.Random) -> bytes:
    return rng.choice((b"", b"\n", b" ", b"\0", b"\t\n", b"\xef\xbb\xbf", b"{}", b"[]", b"null"))


_DAMAGES = (
    *(_flip_bits, _truncate, _move_lines, _insert, _insert, _change_number, _nest, _lengthen, _recode),
    *(_swap_types, _swap_types, _swap_types, _empty),
)


@cache
def readers() -> dict[str, Reader]:
    """Every reader of files and of data, by a name of its own."""
    kk = (
        "ҚЫСҚАША ШОЛУ\n\n1-бөлім. Сот\n\nСот 2017 ж. шешім шығарды. Оның адвокаты шағым\n"
        "түсірді: «Ол кетті».\n\nА.С. келді.\n"
    )
    en = (
        "EXECUTIVE SUMMARY\n\nSection 1. Court\n\nThe court ruled in 2017. His lawyer\n"
        "appealed: “He left.”\n\nMr. A. came.\n"
    )
    terms = (
        "en\tkk\tstatus\tkind\tnote\n"
        "court\tсот\tpreferred\tlaw\t\n"
        'lawyer\tадвокат\tadmitted\t\tnote, "x"\n'
        "man\tадам\t\t\t\n"
    )
    pairs = (
        "kk\ten\tlaser_score\nСот шешім шығарды.\tThe court ruled.\t1.2\nОл кетті.\tHe left.\t0.9\nадам\tman; person\t1.0\n"
    )
    memory = (
        '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="en"/><body>\n'
        '<tu><tuv xml:lang="en-US"><seg>The <b>court</b></seg></tuv><tuv xml:lang="kk"><seg>Сот</seg></tuv></tu>\n'
        '<tu><tuv lang="en"><seg>He &amp; she</seg></tuv><tuv xml:lang="kk"><seg>Ол</seg></tuv></tu>\n</body></tmx>\n'
    )
    tbx = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">\n'
        "<text><body>\n"
        '<conceptEntry id="c1"><descrip type="subjectField">law</descrip>\n'
        '<langSec xml:lang="en"><termSec><term>court</term></termSec></langSec>\n'
        '<langSec xml:lang="kk"><termSec><term>сот</term>'
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>\n'
        "<note>a note</note></termSec></langSec></conceptEntry>\n</body></text></tbx>\n"
    )
    bench = {"id": "a", "kk": ["Сот шешім шығарды.", "Ол кетті.", "1"], "en": ["The court ruled.", "He left."],
             "gold": [[[0], [0]], [[1], [1]], [[2], []]]}  # fmt: skip
    benchmark = "\n".join(json.dumps(bench | {"id": name}, ensure_ascii=name == "b") for name in "ab")
    page = (
        '<!DOCTYPE html>\n<html lang="kk"><head><meta charset="utf-8"><title>Сот</title><style>p{}</style></head><body>\n'
        '<header><nav><a href="/">Басты</a></nav></header><main><h1>ҚЫСҚАША ШОЛУ</h1>\n<p>Сот <b>2017</b> ж.&nbsp;шешім '
        "шығарды&mdash;ол.<br>Екінші</p><ul><li>бір<li>екі</ul>\n<table><tr><td>Жыл<td>15</table></main><div class='menu'>"
        f"<a href='/a'>А</a></div>{'<p>Оның адвокаты шағым түсірді, ол кетті.</p>' * 20}</body></html>\n"
    )
    srt = (
        "1\n00:00:01,000 --> 00:00:02,500\n<i>Сот шешім</i>\n\n2\n00:00:02,600 --> 00:00:04,000\n{\\an8}шығарды.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000 X1:10\n- Ол кетті ме?\n- Жоқ.\n\n"
    )
    vtt = (
        "WEBVTT - x\n\nSTYLE\n::cue {}\n\nNOTE x\n\n00:01.000 --> 00:02.000 align:start\n<v Айгүл>Сот <c.a>шешім</c>\n\n"
        "00:02.000 --> 00:03.000\nшешім\nшығарды &amp; кетті.\n"
    )
    table, lines = terms.encode(), (kk + en).encode()
    made = {
        "document kk": Reader("kk.txt", kk.encode(), lambda path: sentences_of(read_document(path))),
        "document en": Reader("en.txt", en.encode(), lambda path: sentences_of(read_document(path, "en"))),
        "document pdf": Reader("p.pdf", _pdf(), lambda path: sentences_of(read_document(path, "en"))),
        "document pdf packed": Reader("p.pdf", _pdf(packed=True), lambda path: sentences_of(read_document(path, "en"))),
        "document docx": Reader("d.docx", _packed(_docx_text()), lambda path: sentences_of(read_document(path, "en"))),
        "docx text": Reader("document.xml", _docx_text(), _docx),
        "document kz1048": Reader("kk.txt", kk.encode("kz1048", "replace"), lambda path: sentences_of(read_document(path))),
        "document html": Reader("a.html", page.encode(), lambda path: sentences_of(read_document(path))),
        "page html": Reader("a.html", page.encode(), lambda path: read_document(path, "kk", read_as="html")),
        "document srt": Reader("a.srt", srt.encode(), lambda path: sentences_of(read_document(path))),
        "cues srt": Reader("a.srt", srt.encode(), lambda path: read_document(path, "kk", read_as="srt")),
        "document vtt": Reader("a.vtt", vtt.encode(), lambda path: sentences_of(read_document(path))),
        "text": Reader("t.txt", kk.encode(), _from_text),
        "units": Reader("u.json", json.dumps(kk.split("\n\n")).encode(), _from_units),
        "table": Reader("t.tsv", table, lambda path: list(read_table(path))),
        "glossary tsv": Reader("g.tsv", table, _glossary),
        "glossary csv": Reader("g.csv", terms.replace("\t", ",").replace('note, "x"', '"note, ""x"""').encode(), _glossary),
        "glossary semicolons": Reader("g.csv", terms.replace("\t", ";").encode("utf-8-sig"), _glossary),
        "glossary tbx": Reader("g.tbx", tbx.encode(), _glossary),
        "benchmark": Reader("b.jsonl", benchmark.encode(), lambda path: evaluate(read_benchmark(path), _encoder())),
        "hypotheses": Reader("h.txt", "Тақырып\nБірінші абзац.\nЕкінші\nҮшінші абзац.\nӘбзац.\n".encode(), _score),
        "texts": Reader("t.txt", lines, lambda path: _encoder().encode(decode(read_bytes(path), path.name).split("\n"))),
        "corpus tsv": Reader("c.tsv", pairs.encode(), lambda path: training_pairs([path], [], TrainingSettings())),
        "lexicon": Reader("l.tsv", pairs.encode(), lambda path: training_pairs([], [path], TrainingSettings())),
        "corpus tmx": Reader("c.tmx", memory.encode(), lambda path: training_pairs([path], [], TrainingSettings())),
        "memory": Reader("m.tmx", exchanged("tmx"), lambda path: list(tmx.read(read_bytes(path), path.name).entries)),
        "xliff": Reader("f.xlf", exchanged("xliff"), lambda path: list(xliff.read(read_bytes(path), path.name).entries)),
        "xliff 1": Reader(
            "f.xlf", exchanged("xliff12"), lambda path: list(xliff.read(read_bytes(path), path.name).entries)
        ),
        "corpus jsonl": Reader("c.jsonl", _export("jsonl"), _read_lines),
        "corpus xlsx": Reader("c.xlsx", _export("xlsx"), lambda path: list(rows_of_workbook(path.read_bytes(), path.name))),
        "corpus parquet": Reader(
            "c.parquet", _export("parquet"), lambda path: list(rows_of_parquet(path.read_bytes(), path.name))
        ),
        "details": Reader("d.json", details_of(noted(), corpus_of(small_alignment())).encode(), _read_details),
        "frame": Reader("f.json", _frame(), _from_frame),
        "vector cache": Reader("vectors.sqlite", _cache(), _find_vectors),
    }
    folder = _model()
    for name in folder:
        others = {other: content for other, content in folder.items() if other != name}
        made[f"model {name}"] = Reader(name, folder[name], _encode, others)
    return made


def _pdf(packed: bool = False) -> bytes:
    """Two pages with a running head, page numbers, columns and a note."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=packed, invariant=True)
    for page in (1, 2):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 800, "A report")
        canvas.drawString(290, 30, str(page))
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(60, 770, f"Section {page}. Court")
        canvas.setFont("Helvetica", 11)
        for place in range(8):
            canvas.drawString(60, 740 - 14 * place, "The court ruled in 2017, and he ap-")
            canvas.drawString(310, 740 - 14 * place, "pealed. His lawyer came to see him.")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 60, f"{page} See there.")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


_WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _docx_text() -> bytes:
    """Headings, a note, changes, a field, a table and a text box."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document {_WORD_NAMES}><w:body>\n'
        '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Section 1. Court</w:t></w:r></w:p>\n'
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">The </w:t></w:r>'
        '<w:ins w:id="1"><w:r><w:t>court</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>jury</w:delText></w:r></w:del>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>\n'
        '<w:p><w:pPr><w:outlineLvl w:val="1"/><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>He</w:t><w:tab/>'
        '<w:sym w:char="2022"/><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>\n<w:p><w:r><w:noBreakHyphen/><w:t>left.</w:t></w:r></w:p>\n'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "\n<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>\n"
        "</w:body></w:document>"
    ).encode()


def _packed(text: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", text)
        archive.writestr(
            "word/styles.xml",
            f'<w:styles {_WORD_NAMES}><w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="H"/></w:style>'
            "</w:styles>",
        )
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {_WORD_NAMES}><w:footnote w:id="2"><w:p><w:r><w:t>See there.</w:t></w:r></w:p></w:footnote>'
            "</w:footnotes>",
        )
    return file.getvalue()


def _docx(path: Path) -> None:
    whole = path.with_name("whole.docx")
    whole.write_bytes(_packed(path.read_bytes()))
    sentences_of(read_document(whole, "en"))


def _export(form: str) -> bytes:
    corpus = corpus_of(small_alignment())
    return files(form, replace(corpus, entries=[noted(), *corpus.entries]))[0]


def _read_lines(path: Path) -> None:
    list(jsonl.read(path.read_bytes(), path.name).entries)


def _read_details(path: Path) -> None:
    line, entry = path.read_bytes().decode("utf-8", "replace"), noted()
    corpus_of_details(line, path.name)
    entry_of(entry.kk_text, entry.en_text, line, path.name)


def _from_text(path: Path) -> None:
    # What a program may hold as a text: any code points at all.
    document = Document.from_text(path.read_bytes().decode("utf-8", "surrogateescape"))
    sentences_of(document)


def _from_units(path: Path) -> None:
    units = _python(path)
    if isinstance(units, list) and all(isinstance(unit, str) for unit in units):
        sentences_of(Document.from_units(units))


def _python(path: Path) -> Any:
    """What a program would hand over: no concern of ours where it is no JSON."""
    try:
        return json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None


def _glossary(path: Path) -> None:
    glossary = read_glossary(path)
    glossary.find_english("The court and his lawyer, a man.")


@cache
def _aligned() -> Alignment:
    return small_alignment()


def _score(path: Path) -> None:
    alignment = _aligned()
    score_version("v", path, alignment, State(tuple(map(ReviewedLink, alignment.links)), (), 0))


@cache
def _encoder() -> Encoder:
    return load_encoder()


def _frame() -> bytes:
    frame = small_alignment().to_frame()
    return json.dumps({name: list(column) for name, column in frame.items()}, default=str).encode()


def _from_frame(path: Path) -> None:
    import pandas

    columns = _python(path)
    try:
        frame = pandas.DataFrame(columns)
    except Exception:  # no frame, no concern of ours
        return
    Alignment.from_frame(frame)


_TEXTS = ("сот", "court", "Ол кетті.")


@cache
def _cache() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        _open_cache(Path(folder)).keep(_TEXTS, np.eye(3, 8, dtype=np.float32))
        return (Path(folder) / "kk-en-alignment" / "vectors.sqlite").read_bytes()


def _open_cache(folder: Path) -> VectorCache:
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    try:
        return VectorCache("model@1", 8)
    finally:
        os.environ.pop("XDG_CACHE_HOME")
        if before is not None:
            os.environ["XDG_CACHE_HOME"] = before


def _find_vectors(path: Path) -> None:
    folder = path.parent / "kk-en-alignment"
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    (folder / path.name).write_bytes(path.read_bytes())
    cache = _open_cache(path.parent)
    cache.find(_TEXTS)
    cache.keep(_TEXTS, np.eye(3, 8, dtype=np.float32))
    rows, missing = cache.find(_TEXTS)
    assert rows.shape == (3, 8)
    assert np.isfinite(rows).all()
    assert set(missing) <= {0, 1, 2}


@cache
def _model() -> dict[str, bytes]:
    """The smallest folder that model2vec's layout allows."""
    from safetensors.numpy import save

    pieces = ["[UNK]", "▁", "сот", "▁court", "▁sot", "t", "o"]
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "WhitespaceSplit"},
                {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False},
            ],
        },
        "post_processor": None,
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": 0, "vocab": [[piece, -1.0 - i] for i, piece in enumerate(pieces)]},
    }
    table = np.arange(len(pieces) * 8, dtype=np.float16).reshape(-1, 8)
    modules = [{"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"}]
    config = {"model_type": "model2vec", "architectures": ["StaticModel"], "normalize": True, "hidden_dim": 8}
    return {
        "tokenizer.json": json.dumps(tokenizer, indent=1).encode(),
        "model.safetensors": save({"embeddings": table}),
        "modules.json": json.dumps(modules).encode(),
        "config.json": json.dumps(config).encode(),
    }


def _encode(path: Path) -> None:
    from alignment.embedding.encoders import _is_static, _load_encoder

    if not _is_static(path.parent) and path.name == "modules.json":
        return  # a folder of another kind; loading it takes torch
    _load_encoder.cache_clear()
    rows = load_encoder(str(path.parent)).encode([*_TEXTS, "", "t" * 1000])
    assert rows.shape[0] == 5
    assert np.isfinite(rows).all()
