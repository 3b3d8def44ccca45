"""The files that an alignment is written to and pairs are read from, and the data frame that it becomes."""

from alignment.corpora.details import corpus_of_details, details_of, entry_of
from alignment.corpora.entries import Corpus, LinkEntry, corpus_of
from alignment.corpora.formats import FORMATS, find_format, write
from alignment.corpora.frames import from_frame, to_frame
from alignment.corpora.pairs import read_pairs, training_pairs

__all__ = [
    "FORMATS",
    "Corpus",
    "LinkEntry",
    "corpus_of",
    "corpus_of_details",
    "details_of",
    "entry_of",
    "find_format",
    "from_frame",
    "read_pairs",
    "to_frame",
    "training_pairs",
    "write",
]
