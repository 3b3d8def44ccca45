"""Several threads may share one encoder and one cache of vectors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from alignment.embedding import encoders, word_sums
from alignment.embedding.encoders import SHIPPED_FOLDER, StaticEncoder
from alignment.embedding.vector_cache import VectorCache
from alignment.pipeline import align
from alignment.settings import SHIPPED_MODEL
from tests.conftest import EN, KK

pytestmark = pytest.mark.slow


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads give way to each other as often as they can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.parametrize("most", [60_000, 500])
def test_threads_that_encode_at_once_get_what_one_gets_alone(
    most: int, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_sums, "_MOST_WORDS", most)
    texts = [path.read_text(encoding="utf-8").split("\n") for path in (KK, EN)] * 2
    alone = [StaticEncoder(SHIPPED_FOLDER, SHIPPED_MODEL).encode(text) for text in texts]
    shared = StaticEncoder(SHIPPED_FOLDER, SHIPPED_MODEL)
    with ThreadPoolExecutor(len(texts)) as threads:
        for _ in range(3):
            for own, expected in zip(threads.map(shared.encode, texts), alone, strict=True):
                np.testing.assert_array_equal(own, expected)


def test_two_alignments_at_once_are_as_one(hasty: None) -> None:
    expected = align(KK, EN)
    encoders._load_encoder.cache_clear()  # the words are new to both
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(lambda _: align(KK, EN), range(2)))
    assert made == [expected, expected]


def test_a_cache_serves_threads_other_than_the_one_that_opened_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache = VectorCache("model@1", 4)
    rows = np.arange(400, dtype=np.float32).reshape(100, 4)
    texts = [f"text {number}" for number in range(100)]
    with ThreadPoolExecutor(4) as threads:
        parts = [range(start, start + 10) for start in range(0, 100, 10)]
        list(threads.map(lambda part: cache.keep([texts[i] for i in part], rows[list(part)]), parts))
        for found, missing in threads.map(lambda _: cache.find(texts), range(8)):
            assert missing == []
            np.testing.assert_array_equal(found, rows)
