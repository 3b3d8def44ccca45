"""Two plain texts with a pair a line, as Moses and most trainers of translation models read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from alignment.corpora.entries import Corpus
from alignment.corpora.table_rows import on_a_line

ENDINGS = (".kk", ".en")


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8 with LF line ends, Kazakh into the first file and English into the second. Links that have one side alone are
    left out; a line holds no line end and no run of spaces inside."""
    kk_file, en_file = files
    for entry in corpus.entries:
        kk, en = (" ".join(on_a_line(text).split()) for text in (entry.kk_text, entry.en_text))
        if kk and en:
            kk_file.write(kk.encode() + b"\n")
            en_file.write(en.encode() + b"\n")
