"""From bytes to text: encodings, and the messages for what is not text."""

from __future__ import annotations

import codecs
from pathlib import Path

from alignment.exceptions import NotText, UnreadableFile, WrongEncoding

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Control characters that no text file holds. Those left out are white space.
_BINARY = frozenset(map(chr, range(32))) - set("\t\n\v\f\r")


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        UnreadableFile: there is no such file, it is a folder, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("{name}: there is no such file", name=path) from None
    except IsADirectoryError:
        raise UnreadableFile("{name}: this is a folder; name a text file in it", name=path) from None
    except OSError as error:
        raise UnreadableFile("{name}: cannot be read ({reason})", name=path, reason=error.strerror) from None


def decode(data: bytes, name: str) -> str:
    """The text in `data`: UTF-8, or UTF-16 where a byte order mark says so. Line ends become `\\n`.

    Raises:
        NotText: control characters show binary content.
        WrongEncoding: the bytes are not valid; the message names the line.
    """
    encoding = next((codec for mark, codec in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and not _BINARY.isdisjoint(map(chr, data[:8192])):
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
    if not _BINARY.isdisjoint(text):
        raise NotText("{name}: binary content, not text; export it as plain text first", name=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")
