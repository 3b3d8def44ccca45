"""In which encoding a text is: told from its bytes, and by whoever names it."""

from __future__ import annotations

import pytest

from alignment.exceptions import NotText, WrongEncoding
from alignment.files import declared_encoding, decode_any

KAZAKH = "Қазақстан Республикасының Үкіметі жаңа қаулы қабылдады.\nӘкім өз міндетін ұмытқан жоқ, һәм ғылым дамыды."
SHORT = "Ол кеше ауылға барып қайтты."
RUSSIAN = "Правительство приняло новое постановление о развитии городов."
ENGLISH = "“Don’t go,” he said – it’s late. He stayed in the café."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (KAZAKH, encoding)
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048", "ptcp154")
        ),
        *((SHORT, encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "kz1048", "ptcp154")),
        *((RUSSIAN, encoding) for encoding in ("utf-8", "utf-16-le", "cp1251", "koi8-r", "kz1048")),
        *((RUSSIAN.upper(), encoding) for encoding in ("cp1251", "koi8-r")),
        *((ENGLISH, encoding) for encoding in ("utf-8", "utf-16-be", "cp1252")),
        ("Далада жауын жауады.", "cp1251"),
        ("Далада жауын жауады.", "koi8-r"),
        ("Plain letters.", "utf-16-le"),
        ("", "utf-8"),
    ],
)
def test_each_encoding_is_told_from_the_others(text: str, encoding: str) -> None:
    assert decode_any(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154", "koi8-r"])
def test_what_it_was_is_said(encoding: str) -> None:
    text = RUSSIAN if encoding == "koi8-r" else KAZAKH
    assert decode_any(text.encode(encoding), "a.txt")[1] == encoding
    assert decode_any(b"plain", "a.txt")[1] == "utf-8"


def test_whoever_names_an_encoding_is_right() -> None:
    data = KAZAKH.encode("kz1048")
    assert decode_any(data, "a", "KZ-1048") == (KAZAKH, "kz1048")
    assert decode_any(data, "a", "koi8-r")[0] != KAZAKH
    with pytest.raises(WrongEncoding, match=r"^a, line 2: not valid UTF-8; leave --encoding out"):
        decode_any(b"Plain\n" + data, "a", "utf-8")
    for none in ("klingon", "zlib", "hex", "a\0b"):
        with pytest.raises(WrongEncoding, match=r"no encoding .*: use one such as utf-8"):
            decode_any(data, "a", none)


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="KZ-1048"?>', "kz1048"),
        (b'<meta charset="klingon">', None),
        (b'<meta charset="zlib">', None),
        (b"<meta charset=''>", None),
        (b"no markup", None),
    ],
)
def test_a_page_declares_its_encoding(head: bytes, declared: str | None) -> None:
    assert declared_encoding(head) == declared


def test_what_a_page_declares_counts_where_the_letters_do_not_tell() -> None:
    page = "日本語の文章です。".encode("shift_jis") * 20
    assert decode_any(page, "a", declared="shift_jis")[1] == "shift_jis"
    # Many a Kazakh page says windows-1251, which has no Kazakh letters.
    assert decode_any(KAZAKH.encode("kz1048"), "a", declared="cp1251") == (KAZAKH, "kz1048")
    assert decode_any(KAZAKH.encode(), "a", declared="cp1251") == (KAZAKH, "utf-8")


def test_damaged_utf_8_is_not_guessed_to_be_another_encoding() -> None:
    data = KAZAKH.encode()
    with pytest.raises(WrongEncoding, match=r"^a, line 2: not valid UTF-8"):
        decode_any(data[:-9] + b"\xff" + data[-9:], "a")


def test_noise_is_no_text() -> None:
    with pytest.raises((NotText, WrongEncoding)):
        decode_any(bytes(range(256)) * 20, "a")
    with pytest.raises((NotText, WrongEncoding)):
        decode_any(bytes(range(128, 256)) * 20, "a")
