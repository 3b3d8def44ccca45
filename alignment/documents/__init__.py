"""From a file to a Document: headings, paragraphs and sentences, with the lines that they come from."""

from alignment.documents.cleaning import clean_characters, clean_paragraph
from alignment.documents.offsets import span_from_utf16, span_to_utf16
from alignment.documents.readers import READERS, reader_extensions
from alignment.documents.reading import (
    bare_paragraphs,
    document_of_text,
    document_of_units,
    parse_document,
    parse_file,
    read_document,
)
from alignment.documents.sentences import sentences_of, split_sentences

__all__ = [
    "READERS",
    "bare_paragraphs",
    "clean_characters",
    "clean_paragraph",
    "document_of_text",
    "document_of_units",
    "parse_document",
    "parse_file",
    "read_document",
    "reader_extensions",
    "sentences_of",
    "span_from_utf16",
    "span_to_utf16",
    "split_sentences",
]
