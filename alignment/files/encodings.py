"""From bytes to text: encodings, what no text holds, and the messages for what is not text."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from alignment.exceptions import NotText, UnreadableFile, WrongEncoding

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
REPLACEMENT = "\ufffd"
# XML and with it TMX, TBX and XLSX hold none of these, databases no half of a surrogate pair; terminals obey the rest.
_STRANGE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85")
_STRAY, _STRAY_SHARE, _NULL_SHARE = 8, 0.05, 0.125
"""Strange characters that a text may hold by accident, by number or by share; more show what is no text."""


def clean_text(text: str, keep: str = "") -> str:
    """The text without what files cannot hold, of the same length, so that no place in it moves.

    Vertical tabs, form feeds and other controls that separate become spaces; other controls, halves of surrogate pairs,
    U+FFFE and U+FFFF become U+FFFD. O(characters); a clean text is looked through once.

    Args:
        keep: characters that stay whatever they are.

    >>> clean_text("a\\x0bb\\x01c")
    'a b�c'
    """
    if _STRANGE.search(text) is None:
        return text
    return _STRANGE.sub(lambda found: found[0] if found[0] in keep else " " if found[0] in _SPACES else REPLACEMENT, text)


def count_strange(text: str) -> int:
    """How many characters of a text `clean_text` would replace by U+FFFD."""
    return sum(found[0] not in _SPACES for found in _STRANGE.finditer(text))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of a pipe, which is read until its writers have closed it.

    Raises:
        UnreadableFile: there is no such file, it is a folder or a device, or it may not be read.
    """
    try:
        with path.open("rb") if os.name != "posix" else open(path, "rb", opener=_open_at_once) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
                raise UnreadableFile("{name}: neither a file nor a pipe", name=path)
            if stat.S_ISFIFO(mode):
                os.set_blocking(file.fileno(), True)
            return file.read()
    except FileNotFoundError:
        raise UnreadableFile("{name}: there is no such file", name=path) from None
    except IsADirectoryError:
        raise UnreadableFile("{name}: this is a folder; name a text file in it", name=path) from None
    except OSError as error:
        raise UnreadableFile("{name}: cannot be read ({reason})", name=path, reason=error.strerror or error) from None
    except ValueError:  # a null character
        raise UnreadableFile("{name}: there is no such file", name=path) from None


def _open_at_once(path: str, flags: int) -> int:
    # To open a pipe that nobody writes to would wait for ever.
    return os.open(path, flags | os.O_NONBLOCK)


def decode(data: bytes, name: str) -> str:
    """The text in `data`: UTF-8, or UTF-16 where a byte order mark says so. Line ends become `\\n`; what no text holds is
    replaced as `clean_text` does it.

    Raises:
        NotText: null bytes or many control characters show binary content.
        WrongEncoding: the bytes are not valid; the message names the line.
    """
    return clean_text(decode_as_it_is(data, name))


def decode_as_it_is(data: bytes, name: str) -> str:
    """The same with what no text holds left in it; raises as `decode` does."""
    encoding = next((codec for mark, codec in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and is_binary(data[:8192].decode("latin-1")):
            raise NotText("{name}: binary content, not text; export it as plain text first", name=name) from None
        # The error counts from behind the byte order mark, in bytes of its own.
        line = error.object.count(b"\n", 0, error.start) + 1
        raise WrongEncoding(
            "{name}, line {line}: not valid {encoding} (byte {byte}); save the file as UTF-8",
            name=name,
            line=line,
            encoding=encoding.upper().removesuffix("-SIG"),
            byte=f"{error.object[error.start]:#04x}",
        ) from None
    return one_line_end(text, name)


def one_line_end(text: str, name: str) -> str:
    """The text with `\\n` at the end of each line.

    Raises:
        NotText: it is no text.
    """
    if is_binary(text):
        raise NotText("{name}: binary content, not text; export it as plain text first", name=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Those above U+007F may be letters of another encoding.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1b]")


def is_binary(text: str) -> bool:
    """Whether control characters in number, null characters among them, show that this is no text: a stray one does not."""
    found, nulls = len(_CONTROLS.findall(text)), text.count("\0")
    most = _NULL_SHARE if found <= _STRAY and nulls <= _STRAY else _STRAY_SHARE
    return (found > _STRAY or nulls > 0) and found + nulls > most * len(text)
