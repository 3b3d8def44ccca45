"""Bytes to text and tables, and files written whole or not at all."""

from alignment.files.encodings import decode, read_bytes
from alignment.files.tables import known_rows, line_hash, parse_table, read_table
from alignment.files.writing import refuse_unwritable, write_whole

__all__ = [
    "decode",
    "known_rows",
    "line_hash",
    "parse_table",
    "read_bytes",
    "read_table",
    "refuse_unwritable",
    "write_whole",
]
