"""JSON Lines: one object a link, as `datasets` and `jq` read them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from json.encoder import encode_basestring as quoted_text
from typing import Any, BinaryIO

from alignment.corpora.details import BREAKS, corpus_of_details, entry_of
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.corpora.table_rows import rows_of
from alignment.exceptions import MalformedFile
from alignment.files import clean_text, decode, shapes
from alignment.languages import side_of_code
from alignment.records import Message, Unit, said

_NO_NOTES = '"comments":"","proposals":"","ratings":""'


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8, an object a line with the columns of the tables as its fields, but both texts in `translation`, units' ids in
    lists and figures as figures.

    Each line has the same fields of the same types, an empty text where there is nothing: readers that learn the types from
    the beginning of a file read the rest of it too.
    """
    (file,) = files
    for entry, row in rows_of(corpus):
        file.write(_line(entry, row).encode())


def _line(entry: LinkEntry, row: tuple[str, ...]) -> str:
    (number, _, _, kk, en, confidence, similarity, origin, status, flags, shape, section, reviewer, at, comments, proposals,
     ratings, kk_name, en_name, details) = row  # fmt: skip
    notes = (
        f'"comments":{quoted_text(comments)},"proposals":{quoted_text(proposals)},"ratings":{quoted_text(ratings)}'
        if comments or proposals or ratings
        else _NO_NOTES
    )
    line = (
        f'{{"link":{number},"translation":{{"kk":{quoted_text(kk)},"en":{quoted_text(en)}}},'
        f'"kk_units":{_ids(entry.kk)},"en_units":{_ids(entry.en)},'
        f'"confidence":{confidence or "null"},"similarity":{similarity or "null"},"origin":"{origin}","status":"{status}",'
        f'"flags":{quoted_text(flags)},"shape":"{shape}","section":{quoted_text(section)},'
        f'"reviewer":{quoted_text(reviewer)},"date":{quoted_text(at)},{notes},"kk_document":{quoted_text(kk_name)},'
        f'"en_document":{quoted_text(en_name)},"details":{quoted_text(details)}}}'
    )
    if not line.isprintable():
        # Many programs that read lines end one at U+2028.
        line = BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", clean_text(line))
    return line + "\n"


def _ids(units: tuple[Unit, ...]) -> str:
    if len(units) == 1:
        return f"[{quoted_text(units[0].id)}]"
    return f"[{','.join([quoted_text(unit.id) for unit in units])}]"


def read(data: bytes, name: str) -> Corpus:
    """What `write` wrote, and other files of this form: their texts in `translation`, or in the fields
    `kk` and `en`, or other codes of the two languages.

    Raises:
        MalformedFile: a line is no such object; the message names it.
        NotText, WrongEncoding: it is no text at all.
    """
    lines = enumerate(decode(data, name).split("\n"), 1)
    entries = (_read_line(line, said("{name}, line {line}", name=name, line=str(at))) for at, line in lines if line.strip())
    first = next(entries, None)
    if first is None:
        raise MalformedFile("{name}: there is no row in it", name=name)
    corpus = first[1] or Corpus(name, name, "paragraph", "", "", ())
    return Corpus(
        corpus.kk_name,
        corpus.en_name,
        corpus.level,
        corpus.model,
        corpus.title,
        chain([first[0]], (entry for entry, _ in entries)),
        paragraphs=corpus.paragraphs,
    )


def _texts(fields: dict[str, Any]) -> tuple[Any, Any]:
    """The Kazakh and the English text: under `kk` and `en`, or another code of the language, as `kaz_Cyrl`."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        side = side_of_code(name)
        if side is not None and (side not in found or name == side):
            found[side] = value
    return found.get("kk") or "", found.get("en") or ""


def _read_line(line: str, place: Message) -> tuple[LinkEntry, Corpus | None]:
    try:
        fields: Any = shapes.from_json(line)
        texts = fields.get("translation", fields) if isinstance(fields, dict) else None
        kk, en = _texts(texts) if isinstance(texts, dict) else (None, None)
        if not isinstance(kk, str) or not isinstance(en, str) or not isinstance(fields.get("section", ""), str):
            raise ValueError("`translation` with `kk` and `en` is needed")
    except ValueError as failure:
        raise MalformedFile(
            "{place}: no JSON object with the texts of a link ({reason})", place=place, reason=failure
        ) from None
    details = fields.get("details") or "{}"
    return entry_of(kk, en, details, place, fields.get("section", "")), corpus_of_details(details, place)
