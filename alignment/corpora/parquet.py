"""Apache Parquet, with the type by which Hugging Face's `datasets` knows a pair of texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.corpora.table_rows import LINK_COLUMNS, rows_of
from alignment.exceptions import MalformedFile
from alignment.files import clean_text

if TYPE_CHECKING:
    import pyarrow

_ROWS = 4096  # of a group: what is held in memory at once
_TEXTS = LINK_COLUMNS[LINK_COLUMNS.index("origin") :]


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """The columns of the tables, but both texts in `translation`, units' ids in lists and figures as figures."""
    # Slow to import, and only this format needs it.
    import pyarrow.parquet

    schema = _schema()
    (file,) = files
    rows = rows_of(corpus)
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, _ROWS)):
            writer.write_batch(_batch(group, schema))


def _schema() -> pyarrow.Schema:
    import pyarrow as pa

    text, ids = pa.string(), pa.list_(pa.string())
    types = {
        "link": pa.int64(),
        # In the order of the alphabet, else `datasets` takes it for any structure.
        "translation": pa.struct({"en": text, "kk": text}),
        "kk_units": ids,
        "en_units": ids,
        "confidence": pa.float64(),
        "similarity": pa.float64(),
    } | dict.fromkeys(_TEXTS, text)
    strings = {"dtype": "string", "_type": "Value"}
    features: dict[str, Any] = dict.fromkeys(types, strings) | {
        "link": {"dtype": "int64", "_type": "Value"},
        "translation": {"languages": ["en", "kk"], "_type": "Translation"},
        "confidence": {"dtype": "float64", "_type": "Value"},
        "similarity": {"dtype": "float64", "_type": "Value"},
    }
    features |= {name: {"feature": strings, "_type": "List"} for name in ("kk_units", "en_units")}
    return pa.schema(types, metadata={"huggingface": json.dumps({"info": {"features": features}})})


def _batch(group: list[tuple[LinkEntry, tuple[str, ...]]], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    import pyarrow as pa

    links = [entry.reviewed.link for entry, _ in group]
    number, _, _, kk, en, _, _, *texts = zip(*(row for _, row in group), strict=True)
    columns = [
        list(map(int, number)),
        [{"kk": k, "en": e} for k, e in zip(map(_clean, kk), map(_clean, en), strict=True)],
        [[_clean(unit.id) for unit in entry.kk] for entry, _ in group],
        [[_clean(unit.id) for unit in entry.en] for entry, _ in group],
        [link.confidence for link in links],
        [link.similarity for link in links],
        *(map(_clean, column) for column in texts),
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _clean(text: str) -> str:
    return text if text.isprintable() else clean_text(text)


def rows_of_parquet(data: bytes, name: str, encoding: str | None = None) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a file's columns of text, a header first, each with its number from 1. A column `translation` gives two:
    `kk` and `en`.

    Args:
        encoding: of no meaning here; readers of rows are called alike.

    Raises:
        MalformedFile: it is no Parquet file, or damaged.
    """
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
        paths = [file.schema.column(place).path for place in range(len(file.schema))]
        leaves = {path: path.removeprefix("translation.") for path in paths if _is_text(file.schema, paths.index(path))}
        yield 1, list(leaves.values())
        number = 1
        for batch in file.iter_batches(_ROWS, columns=list(leaves)):
            flat = _flattened(batch)
            for row in zip(*(flat[path] for path in leaves), strict=True):
                number += 1
                yield number, [value or "" for value in row]
    except (pyarrow.ArrowException, OSError, ValueError) as failure:
        raise MalformedFile("{name}: not a Parquet file, or damaged ({reason})", name=name, reason=failure) from None


def _is_text(schema: Any, place: int) -> bool:
    column = schema.column(place)
    return str(column.logical_type.type) == "STRING" and column.max_repetition_level == 0


def _flattened(batch: pyarrow.RecordBatch) -> dict[str, list[str | None]]:
    """The values of each column, those inside a structure under both names."""
    flat: dict[str, list[str | None]] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if hasattr(column, "flatten") and hasattr(column.type, "num_fields") and column.type.num_fields:
            for place, part in enumerate(column.flatten()):
                flat[f"{name}.{column.type.field(place).name}"] = part.to_pylist()
        else:
            flat[name] = column.to_pylist()
    return flat
