"""From vectors to links: what speaks for a link, the dynamic programme, and its confidence."""

from alignment.aligner.aligning import align_sides, find_crossings
from alignment.aligner.confidence import posteriors
from alignment.aligner.link_score import (
    Background,
    add_words,
    link_scores,
    measure_background,
    measure_edges,
    missing_passages,
)
from alignment.aligner.monotonic import MOVES, Scores, full_band
from alignment.aligner.second_opinion import ask_second
from alignment.aligner.text_side import TextSide, prepare_side, texts_of
from alignment.aligner.word_evidence import measure_closeness

__all__ = [
    "MOVES",
    "Background",
    "Scores",
    "TextSide",
    "add_words",
    "align_sides",
    "ask_second",
    "find_crossings",
    "full_band",
    "link_scores",
    "measure_background",
    "measure_closeness",
    "measure_edges",
    "missing_passages",
    "posteriors",
    "prepare_side",
    "texts_of",
]
