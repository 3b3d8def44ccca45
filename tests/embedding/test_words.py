"""The words that the static model remembers: no more than there is room for, and none wrong."""

from __future__ import annotations

import numpy as np
import pytest

from alignment.embedding import encoders
from alignment.embedding.encoders import Encoder, StaticEncoder


def test_words_are_forgotten_where_they_become_too_many(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["сот заң үкімет", "law court", "сот жаңа", "election in 2017"]
    monkeypatch.setattr(encoders, "_MOST_WORDS", 4)
    own = StaticEncoder(encoders.SHIPPED_FOLDER, "own")
    rows = [own.encode([text])[0] for text in texts]
    np.testing.assert_allclose(rows, encoder.encode(texts), atol=1e-5)
    assert own._words is not None
    assert len(own._words._places) == 5  # "сот", "жаңа" and the last text's, after the first five were dropped
