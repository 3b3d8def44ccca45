"""From bytes to text: the encodings that are read, and what is said of the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alignment.exceptions import NotText, UnreadableFile, WrongEncoding
from alignment.files import decode, read_bytes

TEXT = "Қазақстан\nKazakhstan\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_without_its_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_the_mark_says_the_order_of_the_bytes(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"a\r\n\r\nb", "a\n\nb"),
        (b"a\n\rb", "a\n\nb"),
        (b"a\tb\x0bc\x0cd", "a\tb\x0bc\x0cd"),  # white space of any kind is text
    ],
)
def test_line_ends_become_one(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize("control", [0, 1, 8, 14, 27, 31])
def test_control_characters_show_what_is_no_text(control: int) -> None:
    for data in (bytes([control]), b"text\n" + bytes([control]), bytes([control]) + b"\xff"):
        with pytest.raises(NotText, match=r"^a\.bin: binary content"):
            decode(data, "a.bin")
    assert decode(b"a\x20\x7f", "a.txt") == "a \x7f"


def test_where_the_text_is_no_utf_8_is_said() -> None:
    with pytest.raises(WrongEncoding, match=r"^a\.txt, line 1: not valid UTF-8 \(byte 0xff\); save the file as UTF-8"):
        decode(b"\xff", "a.txt")
    with pytest.raises(WrongEncoding, match=r"^a\.txt, line 3: not valid UTF-8 \(byte 0xcf"):
        decode(b"one\ntwo\n" + "Привет".encode("cp1251"), "a.txt")
    with pytest.raises(WrongEncoding, match=r"line 2: not valid UTF-8 \(byte 0xff"):  # counted from behind the mark
        decode(b"\xef\xbb\xbfone\n\xff\n", "a.txt")
    with pytest.raises(WrongEncoding, match=r"not valid UTF-16 "):
        decode(b"\xff\xfea\x00b", "a.txt")


def test_a_control_character_far_behind_does_not_hide_the_line() -> None:
    with pytest.raises(WrongEncoding, match="line 1:"):
        decode(b"\xff" + b"a" * 8191 + b"\x00", "a.txt")
    with pytest.raises(NotText):
        decode(b"\xff" + b"a" * 8190 + b"\x00", "a.txt")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(f"{tmp_path / 'a.txt'}: there is no such file")):
        read_bytes(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile, match="this is a folder; name a text file in it"):
        read_bytes(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n")
    assert read_bytes(tmp_path / "a.txt") == b"\xff\r\n"
    with pytest.raises(UnreadableFile, match=r"cannot be read \(Not a directory\)"):
        read_bytes(tmp_path / "a.txt" / "b.txt")
