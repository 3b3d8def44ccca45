"""Bytes to text, tables and XML, and files written whole or not at all."""

from alignment.files import shapes
from alignment.files.encodings import clean_text, count_strange, decode, decode_as_it_is, one_line_end, read_bytes
from alignment.files.guessing import declared_encoding, decode_any, encoding_name
from alignment.files.tables import (
    as_written,
    bare_letters,
    guarded,
    known_rows,
    line_hash,
    parse_table,
    read_table,
    separator_of,
    spreadsheet_rows,
)
from alignment.files.writing import is_database, is_folder, placed_whole, refuse_output, refuse_unwritable, write_whole
from alignment.files.xml import parse_xml, root_of_xml, xml_attribute, xml_parts, xml_text

__all__ = [
    "as_written",
    "bare_letters",
    "clean_text",
    "count_strange",
    "declared_encoding",
    "decode",
    "decode_any",
    "decode_as_it_is",
    "encoding_name",
    "guarded",
    "is_database",
    "is_folder",
    "known_rows",
    "line_hash",
    "one_line_end",
    "parse_table",
    "parse_xml",
    "placed_whole",
    "read_bytes",
    "read_table",
    "refuse_output",
    "refuse_unwritable",
    "root_of_xml",
    "separator_of",
    "shapes",
    "spreadsheet_rows",
    "write_whole",
    "xml_attribute",
    "xml_parts",
    "xml_text",
]
