"""Encoders: the shipped static model, any other model, and what cannot be loaded."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest

from alignment.embedding.encoders import SHIPPED_FOLDER as FOLDER
from alignment.embedding.encoders import Encoder, TransformerEncoder, load_encoder, refuse_missing
from alignment.exceptions import ModelException
from alignment.records import Alignment
from alignment.settings import SHIPPED_MODEL


def test_rows_are_normalized_and_translations_are_near(encoder: Encoder) -> None:
    texts = ["Қазақстан Республикасының Үкіметі", "The government of the Republic of Kazakhstan", "election", "сайлау", ""]
    rows = encoder.encode(texts)
    assert rows.shape == (5, encoder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows[:4], axis=1), 1, atol=1e-5)
    assert not rows[4].any()
    cosines = rows @ rows.T
    assert cosines[0, 1] > 0.4 > cosines[0, 2]
    assert cosines[2, 3] > 0.4


def test_joined_vectors_are_those_of_the_joined_text(encoder: Encoder, report: Alignment) -> None:
    texts = [unit.text for unit in report.kk_units[:12]]
    joined = encoder.encode_joined(texts, 3)
    for width in (1, 2, 3):
        rows = joined.rows(width)
        assert len(rows) == 13 - width
        expected = encoder.encode([" ".join(texts[i : i + width]) for i in range(len(rows))])
        np.testing.assert_allclose(rows, expected, atol=1e-4)


def test_progress_reaches_the_end(encoder: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    encoder.encode(["бір", "екі"] * 1000, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2000, 2000)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@pytest.mark.slow
def test_the_folder_gives_the_same_vectors_in_all_three_libraries(encoder: Encoder, report: Alignment) -> None:
    from model2vec import StaticModel
    from sentence_transformers import SentenceTransformer

    texts = [unit.text for unit in (*report.kk_units, *report.en_units)]
    ours = encoder.encode(texts)
    for model in (StaticModel.from_pretrained(FOLDER), SentenceTransformer(str(FOLDER), device="cpu")):
        theirs = np.asarray(model.encode(texts), dtype=np.float32)
        theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
        assert (ours * theirs).sum(axis=1).min() > 0.9999


def test_the_shipped_folder_is_small_and_says_how_it_was_trained() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 16 * 2**20
    record = json.loads((FOLDER / "training.json").read_text(encoding="utf-8"))
    assert {"settings", "data", "pairs", "loss"} <= set(record)
    assert "CC BY-SA" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.slow
def test_any_sentence_transformers_folder_is_an_encoder(tiny_transformer: Path) -> None:
    encoder = load_encoder(str(tiny_transformer))
    assert isinstance(encoder, TransformerEncoder)
    texts = ["бір екі", "one", "үш", "two three one"]
    rows = encoder.encode(texts)
    assert rows.shape == (4, 16)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    joined = encoder.encode_joined(texts, 2)
    np.testing.assert_allclose(joined.rows(1), rows, atol=1e-5)
    np.testing.assert_allclose(joined.rows(2, slice(1))[0], encoder.encode(["бір екі one"])[0], atol=1e-5)


@pytest.mark.slow
def test_a_transformers_vectors_are_encoded_once(tiny_transformer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["үш бір", "two", "үш бір"]
    first = TransformerEncoder(str(tiny_transformer)).encode(texts)
    again = TransformerEncoder(str(tiny_transformer))
    monkeypatch.setattr(again._model, "encode", lambda *_, **__: pytest.fail("encoded a second time"))
    np.testing.assert_array_equal(again.encode(texts), first)


@pytest.mark.slow
def test_another_revision_of_a_model_has_vectors_of_its_own(tiny_transformer: Path) -> None:
    before = TransformerEncoder(str(tiny_transformer))
    before.encode(["one two"])
    weights = next(tiny_transformer.rglob("*.safetensors"))
    os.utime(weights, ns=(1, 1))
    after = TransformerEncoder(str(tiny_transformer))
    assert after._cache.find(["one two"])[1] == [0]


@pytest.mark.slow
def test_without_a_place_for_the_cache_encoding_still_works(
    tiny_transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert TransformerEncoder(str(tiny_transformer)).encode(["one"]).any()


@pytest.mark.slow
def test_e5_models_are_told_what_a_text_is(tiny_transformer: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_transformer, tmp_path / "multilingual-e5-tiny")
    plain, e5 = TransformerEncoder(str(tiny_transformer)), TransformerEncoder(str(tmp_path / "multilingual-e5-tiny"))
    assert not np.allclose(e5.encode(["one"]), plain.encode(["one"]))
    np.testing.assert_allclose(e5.encode(["one"]), plain.encode(["query: one"]), atol=1e-5)


def test_another_projects_static_model_is_read_with_its_own_normalizer(tmp_path: Path) -> None:
    from model2vec import StaticModel
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "Сот": 1, "sot": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    StaticModel(np.eye(3, dtype=np.float32), tokenizer, normalize=True).save_pretrained(tmp_path)
    rows = load_encoder(str(tmp_path)).encode(["Сот", "sot"])
    np.testing.assert_allclose(rows, [[0, 1, 0], [0, 0, 1]])


@pytest.mark.slow
def test_a_model_that_is_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelException, match="cannot be loaded") as caught:
        load_encoder("nobody/no-such-model")
    assert "\n" not in str(caught.value)
    with pytest.raises(ModelException):
        load_encoder(str(tmp_path))


@pytest.mark.slow
def test_a_damaged_model_folder(tmp_path: Path) -> None:
    for name in ("modules.json", "tokenizer.json", "model.safetensors", "config.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes()[:300])
    with pytest.raises(ModelException, match="damaged"):
        load_encoder(str(tmp_path))


class TestFindingAgain:
    """What a project keeps finds its model again, from wherever it is opened."""

    def test_a_folder_is_named_by_where_it_lies(self, own_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(own_model.parent)
        encoder = load_encoder(own_model.name)
        assert encoder.name == str(own_model)
        monkeypatch.chdir("/")
        assert load_encoder(encoder.name) is encoder

    def test_a_name_means_the_folder_that_is_there_now(self, own_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for place in ("one", "two"):
            shutil.copytree(own_model, own_model.parent / place / "model")
            monkeypatch.chdir(own_model.parent / place)
            assert load_encoder("model").name == str(own_model.parent / place / "model")

    @pytest.mark.parametrize("name", ["/nowhere/model", "a/b/c", "../none", "x" * 5000, "a\0b", "https://a.example/m", ""])
    def test_what_names_no_folder_is_refused_without_a_look_at_the_hub(self, name: str) -> None:
        with pytest.raises(ModelException, match="there is no such folder; put it back, or name another model"):
            load_encoder(name, fetch=False)

    @pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model"])
    def test_a_model_that_a_file_names_is_not_downloaded(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("somebody outside is asked"))
        with pytest.raises(ModelException, match=f"{name}': it is not on this machine; fetch it with `alignment embed"):
            load_encoder(name, fetch=False)

    def test_a_model_that_was_downloaded_is_here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import huggingface_hub.constants

        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
        for folder in ("models--somebody--small", "models--sentence-transformers--tiny"):
            snapshot = tmp_path / folder / "snapshots" / "abc"
            snapshot.mkdir(parents=True)
            (tmp_path / folder / "refs").mkdir()
            (tmp_path / folder / "refs" / "main").write_text("abc")
            (snapshot / "config.json").write_text("{}")
        for name in ("somebody/small", "tiny", SHIPPED_MODEL):
            refuse_missing(name)
        with pytest.raises(ModelException):
            refuse_missing("somebody/large")
