"""In which encoding the bytes of a text are, told by how much each makes them look like Kazakh, Russian or English."""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

from alignment.exceptions import NotText, WrongEncoding
from alignment.files.encodings import BYTE_ORDER_MARKS, decode_as_it_is, is_binary, one_line_end
from alignment.files.tables import known_rows

_SENTENCES = Path(__file__).parents[1] / "resources" / "sentences.tsv"
_CANDIDATES = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp1252")
"""The encodings of one byte a letter, in the order in which they count where they give the same text."""

_NAMES = {"cp1251": "windows-1251", "kz1048": "KZ-1048", "ptcp154": "PTCP154", "koi8-r": "KOI8-R", "cp1252": "windows-1252"}
_WIDE = ("utf-16-le", "utf-16-be")
_SAMPLE = 200_000  # bytes that are plenty to tell an encoding by
_FLOOR = -9.0  # of a letter that the sentences do not have
_SIGN = -6.0  # of a sign beside whatever it stands
_UNSEEN_PAIR = -3.0  # of a pair of letters that the sentences do not have, beside how rare the second is
_FOREIGN = -14.0  # of a letter that neither language nor Russian has, or a sign in the midst of a word
_CASE = -4.0  # of a capital behind a small letter
_WORST = -8.5  # a letter, on average: bytes that look no better are in no encoding that we know
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_KAZAKH = frozenset("әғқңөұүһі")
_SIGNS = frozenset(" \n\r\t.,;:!?-()\"'«»“”„‘’–—…№§°%/0123456789\xa0\xad")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)""", re.IGNORECASE
)


def encoding_name(encoding: str) -> str:
    """What people call an encoding that Python names.

    >>> encoding_name("cp1251"), encoding_name("utf-8")
    ('windows-1251', 'UTF-8')
    """
    return _NAMES.get(encoding, encoding.upper())


def declared_encoding(data: bytes) -> str | None:
    """What a web page or an XML document says that its bytes are, where there is such an encoding."""
    found = _DECLARED.search(data[:4096])
    return _known((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _known(name: str) -> str | None:
    """Python's name of an encoding of texts."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return codec.name if codec._is_text_encoding else None


def decode_any(data: bytes, name: str, encoding: str | None = None, declared: str | None = None) -> tuple[str, str]:
    """The text in `data` with `\\n` at its lines' ends, and what it was decoded by, as Python names it.

    UTF-8 is told by its form, UTF-16 by its mark or its zeros; of the encodings with one byte a letter (windows-1251,
    KZ-1048, PTCP154, KOI8-R, windows-1252) that one is taken which gives the likeliest Kazakh, Russian or English, by the
    pairs of letters in the shipped sentences. What is in none of them, charset-normalizer may know. O(bytes).

    Args:
        encoding: what the bytes are; told from them when left out.
        declared: what the text itself says that they are, which counts where they do not tell it better.

    Raises:
        NotText: there is binary content.
        WrongEncoding: there is no such encoding, or the bytes are not of it, or of none that is known.
    """
    if encoding is not None:
        return _decode_as(data, name, encoding)
    marked = next((codec for mark, codec in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    if marked:
        return decode_as_it_is(data, name), marked.removesuffix("-sig")
    if wide := _wide(data):
        return one_line_end(data.decode(wide), name), wide
    try:
        return one_line_end(data.decode(), name), "utf-8"
    except UnicodeDecodeError:
        if is_binary(data.decode("latin-1")):
            raise NotText("{name}: binary content, not text; export it as plain text first", name=name) from None
    if not _is_damaged_utf_8(data) and (found := _guess(data, declared)):
        return one_line_end(data.decode(found), name), found
    return decode_as_it_is(data, name), "utf-8"  # which says where it is no UTF-8


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    known = _known(encoding)
    if known is None:
        raise WrongEncoding(
            "no encoding {encoding}: use one such as {known}",
            encoding=repr(encoding),
            known="utf-8, utf-16, kz1048, koi8-r",
        )
    try:
        return one_line_end(data.decode(known).removeprefix("\ufeff"), name), known
    except (UnicodeError, ValueError) as error:
        start = getattr(error, "start", 0)
        raise WrongEncoding(
            "{name}, line {line}: not valid {encoding}; leave --encoding out, or name another",
            name=name,
            line=data.count(b"\n", 0, start) + 1,
            encoding=encoding_name(known),
        ) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is zero, or that of the Cyrillic letters."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    for codec, high in zip(_WIDE, (sample[1::2], sample[0::2]), strict=True):
        counts = Counter(high)
        if counts[0] + counts[4] + counts[0x20] > 0.9 * len(high) and counts[0] + counts[4] > 0.5 * len(high):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if sum(letter.isprintable() or letter in _SIGNS for letter in text) > 0.9 * len(text):
                return codec
    return None


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether most letters beyond ASCII are UTF-8 all the same."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - wrong > max(2, 0.5 * wrong)


def _guess(data: bytes, declared: str | None) -> str | None:
    sample = data[:_SAMPLE]
    scores: dict[str, float] = {}
    for codec in sorted(_CANDIDATES, key=lambda one: one != declared):  # of the same texts the first counts
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        scores[codec] = _likelihood(sample.decode(codec))
    best = max(scores, key=lambda one: scores[one]) if scores else None
    if best is not None and scores[best] > _WORST:
        return best
    if declared is not None and declared not in _CANDIDATES:
        try:
            data.decode(declared)
        except (UnicodeError, ValueError):
            return None
        return declared
    return _normalized(data)


def _normalized(data: bytes) -> str | None:
    """What charset-normalizer makes of it, where that is a text of letters."""
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE]).best()
    codec = _known(found.encoding) if found is not None and found.coherence > 0.1 else None
    if codec is None:
        return None
    try:
        data.decode(codec)
    except (UnicodeError, ValueError):
        return None
    return codec


def _likelihood(text: str) -> float:
    """The mean of the logarithms of the probabilities of the letters beyond ASCII, each behind the one before it."""
    total, count = 0.0, 0
    for (before, letter), times in Counter(pairwise(f" {text} ")).items():
        if before > "\x7f" or letter > "\x7f":
            total += times * _of_pair(before, letter)
            count += times
    return total / count if count else 0.0


@cache
def _of_pair(before: str, letter: str) -> float:
    small = before.lower(), letter.lower()
    if any(not _is_expected(one) for one in small):
        return _FOREIGN
    cyrillic = [one in _RUSSIAN or one in _KAZAKH for one in small]
    if cyrillic[0] != cyrillic[1] and before.isalpha() and letter.isalpha():
        return _FOREIGN  # letters of two scripts in a word
    if (before in _SIGNS and letter in _SIGNS) or (letter > "\x7f" and letter in _SIGNS):
        return _SIGN
    case = _CASE if before.islower() and letter.isupper() else 0.0
    first = " " if before in _SIGNS else small[0]
    pairs, letters = _pairs()
    return case + max(pairs.get((first, small[1]), letters.get(small[1], _FLOOR) + _UNSEEN_PAIR), _FLOOR)


def _is_expected(letter: str) -> bool:
    return letter in _SIGNS or letter in _RUSSIAN or letter in _KAZAKH or letter <= "\x7f" or letter in "éèüöäáçñß£€©®™"


@cache
def _pairs() -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """The logarithm of how often a letter stands behind another in the Kazakh and English sentences that are shipped, and
    of how often it stands at all."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in known_rows(_SENTENCES):
        for text in (row["kk"], row["en"]):
            counts.update(pairwise(f" {text.lower()} "))
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for (first, second), times in counts.items():
        firsts[first] += times
        seconds[second] += times
    total = sum(firsts.values())
    pairs = {pair: math.log(times / (firsts[pair[0]] + 10)) for pair, times in counts.items()}
    return pairs, {letter: math.log(times / total) for letter, times in seconds.items()}
