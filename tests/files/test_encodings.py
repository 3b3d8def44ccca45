"""From bytes to text: the encodings that are read, and what is said of the others."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

import pytest
from lxml import etree
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from alignment.exceptions import NotText, UnreadableFile, WrongEncoding
from alignment.files import clean_text, count_strange, decode, read_bytes

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
        (b"a\tb\x0bc\x0cd", "a\tb c d"),  # white space of any kind is text
    ],
)
def test_line_ends_become_one(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize("data", [b"\0", b"text\n\0", b"\0\xff", b"\x01\x02\x03" * 3 + b"PDF", b"\x1b" * 9 + b"\xff"])
def test_null_and_many_control_characters_show_what_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText, match=r"^a\.bin: binary content"):
        decode(data, "a.bin")


def test_stray_control_characters_are_replaced() -> None:
    assert decode(b"one\x01two\x1b[31m", "a.txt") == "one\ufffdtwo\ufffd[31m"
    assert decode(b"\x08" * 9 + b"long text " * 20, "a.txt").startswith("\ufffd" * 9 + "long")


def test_clean_text_is_what_every_format_holds() -> None:
    for place in (*range(0x3000), *range(0xD7F0, 0x10000), 0x10000, 0x1FFFF, 0x10FFFF):
        text = f"a{chr(place)}b"
        cleaned = clean_text(text)
        assert len(cleaned) == 3
        assert clean_text(cleaned) == cleaned
        cell = etree.Element("seg")
        cell.text = cleaned
        assert "".join(etree.fromstring(etree.tostring(cell)).itertext()) == cleaned
        assert ILLEGAL_CHARACTERS_RE.search(cleaned) is None
        assert cleaned.encode().decode() == cleaned
        if text.isprintable():
            assert cleaned == text
        assert count_strange(text) == (cleaned[1] != text[1] and cleaned[1] != " ")
        assert clean_text(text, keep=chr(place)) == text


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
        decode(b"\xff" + b"a" * 7000 + b"\x00" * 1191, "a.txt")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(f"{tmp_path / 'a.txt'}: there is no such file")):
        read_bytes(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile, match="this is a folder; name a text file in it"):
        read_bytes(tmp_path)
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_bytes(Path("a\0b"))
    with pytest.raises(UnreadableFile, match=r"cannot be read \(File name too long\)"):
        read_bytes(tmp_path / ("ә" * 300))
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n")
    assert read_bytes(tmp_path / "a.txt") == b"\xff\r\n"
    with pytest.raises(UnreadableFile, match=r"cannot be read \(Not a directory\)"):
        read_bytes(tmp_path / "a.txt" / "b.txt")


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are POSIX's")
def test_a_pipe_without_a_writer_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert read_bytes(pipe) == b""


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="files of that name are POSIX's")
def test_a_pipe_with_a_writer_is_read_to_its_end() -> None:
    read, write = os.pipe()
    writer = threading.Thread(target=lambda: (os.write(write, b"a" * 200_000), os.close(write)))
    writer.start()
    assert read_bytes(Path(f"/dev/fd/{read}")) == b"a" * 200_000
    writer.join()
    os.close(read)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices are POSIX's")
def test_a_device_is_no_file() -> None:
    with pytest.raises(UnreadableFile, match="neither a file nor a pipe"):
        read_bytes(Path("/dev/zero"))
