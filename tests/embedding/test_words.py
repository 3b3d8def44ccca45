"""The words that the static model remembers: no more than there is room for, and none wrong."""

from __future__ import annotations

import numpy as np
import pytest

from alignment.embedding import encoders, word_sums
from alignment.embedding.encoders import Encoder, StaticEncoder


def test_words_are_forgotten_where_they_become_too_many(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["сот заң үкімет", "law court", "сот жаңа", "election in 2017"]
    monkeypatch.setattr(word_sums, "_MOST_WORDS", 5)
    own = StaticEncoder(encoders.SHIPPED_FOLDER, "own")
    rows = [own.encode([text])[0] for text in texts]
    np.testing.assert_allclose(rows, encoder.encode(texts), atol=1e-5)
    assert own._words is not None
    assert len(own._words._known.places) == 6  # none, "сот", "жаңа" and the last text's, after the first five were dropped


@pytest.mark.parametrize("most", [60_000, 5])
def test_first_and_last_words_are_as_encoded_by_themselves(
    most: int, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stretch is asked for, and though words are forgotten between the batches."""
    monkeypatch.setattr(word_sums, "_MOST_WORDS", most)
    monkeypatch.setattr(encoders, "_BATCH", 3)
    words = "сот заң үкімет law court жаңа election in 2017 Астана".split()
    random = np.random.default_rng(3)
    texts = [" ".join(random.choice(words, size)) for size in (2, 5, 0, 1, 4, 7, 3, 0)]
    found = StaticEncoder(encoders.SHIPPED_FOLDER, "own").encode_units(texts, 2, 3)
    for own, part in ((found.heads, slice(3)), (found.tails, slice(-3, None))):
        expected = encoder.encode([" ".join(text.split()[part]) for text in texts])
        assert len(own) == len(texts)
        for places in (slice(None), slice(2, 5), slice(7, 99), slice(4, 4), slice(None, None, 3)):
            np.testing.assert_allclose(own[places], expected[places], atol=1e-6)
    assert found.joined.sums is not None
    np.testing.assert_allclose(word_sums.normalized(found.joined.sums), encoder.encode(texts), atol=1e-6)
