"""The files that an alignment is written to and pairs are read from."""

from alignment.corpora.formats import find_format, write
from alignment.corpora.pairs import read_pairs, training_pairs

__all__ = ["find_format", "read_pairs", "training_pairs", "write"]
