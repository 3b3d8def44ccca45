"""From texts to vectors: the shipped static model, any sentence-transformers model, and how a model is trained."""

from alignment.embedding.compilation import COMPILING, compilation_told, compiled, compiled_fast, one_thread
from alignment.embedding.encoders import (
    SHIPPED_FOLDER,
    Encoder,
    Progress,
    edges_of,
    load_encoder,
    refuse_missing,
)
from alignment.embedding.joined_vectors import JoinedVectors, SummedVectors
from alignment.embedding.training import adapt, refuse_overwriting, teach, train
from alignment.embedding.vectors import Vectors, normalized, row_norms
from alignment.embedding.word_sums import EdgeVectors

__all__ = [
    "COMPILING",
    "SHIPPED_FOLDER",
    "EdgeVectors",
    "Encoder",
    "JoinedVectors",
    "Progress",
    "SummedVectors",
    "Vectors",
    "adapt",
    "compilation_told",
    "compiled",
    "compiled_fast",
    "edges_of",
    "load_encoder",
    "normalized",
    "one_thread",
    "refuse_missing",
    "refuse_overwriting",
    "row_norms",
    "teach",
    "train",
]
