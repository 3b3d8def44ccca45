"""Kazakh–English pairs read from tables, workbooks, TMX and XLIFF files, to train on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alignment.corpora import jsonl, tmx, tsv, xliff
from alignment.corpora.bitext import parse_corpus
from alignment.exceptions import MalformedFile
from alignment.files import read_bytes, read_table
from alignment.records import TextPair
from alignment.settings import TrainingSettings

_EQUIVALENTS = "; "
_READERS = {
    ".tmx": tmx.read,
    ".xlf": xliff.read,
    ".xliff": xliff.read,
    ".jsonl": jsonl.read,
    ".xlsx": parse_corpus,
    ".parquet": parse_corpus,
}


def read_pairs(path: Path, least_score: float = 0.0, *, lexicon: bool = False) -> list[TextPair]:
    """The Kazakh–English pairs of a table, of JSON lines, or of a TMX, XLIFF, XLSX or Parquet file.

    Columns are known by how their names begin or end: each column in `kk…` is paired with the column `en`; a column in
    `…score` holds an alignment score. A table that this program exported has its texts in `kk` and `en` alone.

    Args:
        least_score: rows with a lower score are left out.
        lexicon: whether `; ` in the column `en` separates equivalents.

    Raises:
        InputException: the file cannot be read, or has no such columns.
    """
    if read := _READERS.get(path.suffix.lower()):
        entries = read(read_bytes(path), path.name).entries
        texts = ((entry.kk_text.strip(), entry.en_text.strip()) for entry in entries)
        return list(dict.fromkeys(pair for pair in texts if all(pair)))
    pairs: dict[TextPair, None] = {}
    for number, given in read_table(path):
        is_own = "details" in given
        row = tsv.unquoted(given) if is_own else given
        kazakh = ["kk"] if is_own else [name for name in row if name.startswith("kk")]
        if not kazakh or "en" not in row:
            raise MalformedFile("{name}, line 1: a table of pairs needs a column `kk` and a column `en`", name=path.name)
        score = next((row[name] for name in row if name.endswith("score")), None)
        try:
            if score is not None and float(score) < least_score:
                continue
        except ValueError:
            raise MalformedFile(
                "{name}, line {line}: {score} is no score", name=path.name, line=number, score=repr(score)
            ) from None
        for name in kazakh:
            for english in row["en"].split(_EQUIVALENTS) if lexicon else [row["en"]]:
                if row[name].strip() and english.strip():
                    pairs[row[name].strip(), english.strip()] = None
    return list(pairs)


def training_pairs(corpora: Sequence[Path], lexicons: Sequence[Path], settings: TrainingSettings) -> list[TextPair]:
    """The pairs of several files. Those of a file that is named twice count twice.

    Args:
        corpora: tables of sentence pairs, or files of another format of `read_pairs`.
        lexicons: tables of words and terms.

    Raises:
        InputException: a file cannot be read, or has no such columns.
    """
    pairs: list[TextPair] = []
    for path in (*corpora, *lexicons):
        pairs += read_pairs(path, settings.least_score, lexicon=path in lexicons)
    return pairs
