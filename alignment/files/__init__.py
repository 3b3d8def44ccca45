"""Bytes to text, tables and XML, and files written whole or not at all."""

from alignment.files.encodings import decode, read_bytes
from alignment.files.tables import known_rows, line_hash, parse_table, read_table
from alignment.files.writing import placed_whole, refuse_unwritable, write_whole
from alignment.files.xml import parse_xml

__all__ = [
    "decode",
    "known_rows",
    "line_hash",
    "parse_table",
    "parse_xml",
    "placed_whole",
    "read_bytes",
    "read_table",
    "refuse_unwritable",
    "write_whole",
]
