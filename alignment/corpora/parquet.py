"""Apache Parquet, with the type by which Hugging Face's `datasets` knows a pair of texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.corpora.table_rows import LINK_COLUMNS, rows_of
from alignment.files import clean_text

if TYPE_CHECKING:
    import pyarrow

_ROWS = 8192  # of a group: what is held in memory at once
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
        "translation": pa.struct({"kk": text, "en": text}),
        "kk_units": ids,
        "en_units": ids,
        "confidence": pa.float64(),
        "similarity": pa.float64(),
    } | dict.fromkeys(_TEXTS, text)
    strings = {"dtype": "string", "_type": "Value"}
    features: dict[str, Any] = dict.fromkeys(types, strings) | {
        "link": {"dtype": "int64", "_type": "Value"},
        "translation": {"languages": ["kk", "en"], "_type": "Translation"},
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
