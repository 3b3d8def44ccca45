"""The files that an alignment is written to and pairs are read from, and the data frame that it becomes."""

from alignment.corpora.bitext import BITEXT_READERS, parse_corpus, read_corpus
from alignment.corpora.details import corpus_of_details, details_of, entry_of
from alignment.corpora.entries import Corpus, LinkEntry, corpus_of
from alignment.corpora.filters import Filters, Tally, sections_named, selected
from alignment.corpora.formats import FORMATS, Format, find_format, places_of, refuse_form, write, write_stream
from alignment.corpora.frames import from_frame, to_frame
from alignment.corpora.inside_links import corpus_of_sentences
from alignment.corpora.intake import project_of
from alignment.corpora.pairs import read_pairs, training_pairs

__all__ = [
    "BITEXT_READERS",
    "FORMATS",
    "Corpus",
    "Filters",
    "Format",
    "LinkEntry",
    "Tally",
    "corpus_of",
    "corpus_of_details",
    "corpus_of_sentences",
    "details_of",
    "entry_of",
    "find_format",
    "from_frame",
    "parse_corpus",
    "places_of",
    "project_of",
    "read_corpus",
    "read_pairs",
    "refuse_form",
    "sections_named",
    "selected",
    "to_frame",
    "training_pairs",
    "write",
    "write_stream",
]
