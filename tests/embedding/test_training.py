"""Training: a model learns what it is shown, comes out the same twice, and is written whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alignment.corpora import read_pairs, training_pairs
from alignment.embedding.encoders import load_encoder
from alignment.embedding.training import Adapted, Fit, adapt, teach, train
from alignment.exceptions import ModelException, OutputException
from alignment.settings import TrainingSettings

pytestmark = pytest.mark.training

SMALL = replace(TrainingSettings(), vocabulary=100, dimension=8, epochs=20, batch=32)
WORDS = {
    "су": "water", "от": "fire", "тас": "stone", "ағаш": "tree", "үй": "house", "жол": "road", "күн": "sun", "ай": "moon",
    "қала": "city", "сот": "court", "заң": "law", "ұл": "son", "ана": "mother", "кітап": "book", "құс": "bird",
}  # fmt: skip


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    """A corpus of sentences made of the words, and the words themselves."""
    random = np.random.default_rng(3)
    lines = ["kk\ten\talign_score"]
    for _ in range(200):
        chosen = random.choice(list(WORDS), 4, replace=False)
        lines.append(f"{' '.join(chosen)}\t{' '.join(WORDS[word] for word in chosen)}\t0.9")
    lines.append("нашар\tbad\t0.01")
    corpus, lexicon = tmp_path / "corpus.tsv", tmp_path / "lexicon.tsv"
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lexicon.write_text("kk\ten\tpos\n" + "".join(f"{kk}\t{en}\tnoun\n" for kk, en in WORDS.items()), encoding="utf-8")
    return corpus, lexicon


def test_a_trained_model_finds_translations(tables: tuple[Path, Path], tmp_path: Path) -> None:
    corpus, lexicon = tables
    steps: list[tuple[int, int]] = []
    pairs = training_pairs([corpus], [lexicon] * 2, SMALL)
    trained = train(tmp_path / "model", pairs, sources={"words": "0"}, settings=SMALL, progress=lambda *s: steps.append(s))
    assert trained.pairs == len(read_pairs(corpus, 0.2)) + 2 * len(WORDS)
    assert steps[-1][0] == steps[-1][1]
    encoder = load_encoder(str(tmp_path / "model"))
    cosines = encoder.encode(list(WORDS)) @ encoder.encode(list(WORDS.values())).T
    assert (cosines.argmax(axis=1) == np.arange(len(WORDS))).mean() > 0.9
    record = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
    assert record["data"] == {"words": "0"}
    assert record["settings"]["seed"] == SMALL.seed


def test_the_same_input_gives_the_same_model(tables: tuple[Path, Path], tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(tmp_path / name, training_pairs([tables[0]], [tables[1]] * 2, SMALL), settings=SMALL)
    one, two = (load_encoder(str(tmp_path / name)).encode(list(WORDS)) for name in ("one", "two"))
    np.testing.assert_allclose(one, two, atol=2e-3)


def test_a_teacher_places_words_that_no_pair_has(tables: tuple[Path, Path], tmp_path: Path) -> None:
    train(tmp_path / "teacher", training_pairs([tables[0]], [tables[1]] * 2, SMALL), settings=SMALL)
    teacher = load_encoder(str(tmp_path / "teacher"))
    known, unknown = list(WORDS.items())[:8], list(WORDS.items())[8:]
    words = (list(WORDS), list(WORDS.values()))
    lessons = teach(teacher, words, SMALL.dimension)
    assert lessons.rows.shape == (2 * len(WORDS), SMALL.dimension)

    def found(name: str, **taught: object) -> float:
        """The share of the unknown words that are nearest to their translation among all."""
        small = replace(SMALL, epochs=100)
        train(tmp_path / name, known * 8, texts=[*words[0], *words[1]], settings=small, **taught)  # type: ignore[arg-type]
        encoder = load_encoder(str(tmp_path / name))
        cosines = encoder.encode([kk for kk, _ in unknown]) @ encoder.encode(words[1]).T
        return float((cosines.argmax(axis=1) == np.arange(len(known), len(WORDS))).mean())

    assert found("taught", taught=lessons) > 0.8
    assert found("untaught") < 0.5


@pytest.mark.parametrize("dimension", [3, 8, 12])
def test_a_teacher_has_no_say_in_the_languages_and_the_number_of_dimensions(dimension: int, tmp_path: Path) -> None:
    class Teacher:
        name, dimension = "teacher", 8

        def encode(self, texts: list[str], progress: object = None) -> np.ndarray:
            rows = np.random.default_rng(len(texts)).normal(size=(len(texts), 8)).astype(np.float32)
            rows[:, 0] += 20.0 * len(texts)  # a language's own direction
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    lessons = teach(Teacher(), (["а", "ә", "б"], ["a", "b"]), dimension)  # type: ignore[arg-type]
    assert lessons.texts == ["а", "ә", "б", "a", "b"]
    assert lessons.rows.shape == (5, dimension)
    np.testing.assert_allclose(np.linalg.norm(lessons.rows, axis=1), 1, atol=1e-5)
    assert abs(float(lessons.rows[3] @ lessons.rows[4])) > 0.99  # two texts lie opposite each other about their mean


def test_rows_of_whole_numbers_and_scales_are_as_good(tables: tuple[Path, Path], tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    train(tmp_path / "model", training_pairs([tables[0]], [tables[1]] * 2, SMALL), settings=SMALL)
    tensors = load_file(tmp_path / "model" / "model.safetensors")
    assert tensors["embeddings"].dtype == np.int8
    rows = tensors["embeddings"] * tensors["weights"][:, None]
    assert tensors["weights"][0] == 0  # the unknown token says nothing
    assert (np.abs(tensors["embeddings"][1:]).max(axis=1) == 127).all()
    assert np.isfinite(rows).all()


def test_adapting_is_kept_only_if_it_helps_on_unseen_pairs(tables: tuple[Path, Path], tmp_path: Path) -> None:
    train(tmp_path / "base", training_pairs([tables[0]], [tables[1]] * 2, SMALL), settings=SMALL)
    # The reviewed text calls things by names that the model has learned otherwise.
    shifted = dict(zip(WORDS, [*list(WORDS.values())[1:], "water"], strict=True))
    random = np.random.default_rng(5)
    chosen = [random.choice(list(WORDS), 5, replace=False) for _ in range(60)]
    pairs = [(" ".join(words), " ".join(shifted[word] for word in words)) for words in chosen]
    eager = replace(SMALL, adaptation_rate=0.02, adaptation_epochs=40)
    adapted = adapt(tmp_path / "base", pairs, [], tmp_path / "adapted", settings=eager)
    assert adapted.gained
    assert adapted.after.loss < adapted.before.loss
    encoder = load_encoder(str(tmp_path / "adapted"))
    own = (encoder.encode([kk for kk, _ in pairs]) * encoder.encode([en for _, en in pairs])).sum(axis=1)
    base = load_encoder(str(tmp_path / "base"))
    assert own.mean() > (base.encode([kk for kk, _ in pairs]) * base.encode([en for _, en in pairs])).sum(axis=1).mean()
    # A learning rate that ruins the model is found out, and nothing is written.
    ruinous = replace(eager, adaptation_rate=100.0)
    assert not adapt(tmp_path / "adapted", pairs, [], tmp_path / "refused", settings=ruinous).gained
    assert not (tmp_path / "refused").exists()


@pytest.mark.parametrize(
    ("before", "after", "gained"),
    [
        (Fit(0.9, 0.5), Fit(0.95, 0.4), True),
        (Fit(1.0, 0.5), Fit(1.0, 0.4), True),
        (Fit(0.994, 0.5), Fit(0.992, 0.4), True),
        (Fit(0.9, 0.5), Fit(0.88, 0.4), False),
        (Fit(0.9, 0.5), Fit(0.95, 0.6), False),
    ],
)
def test_a_gain_lowers_the_loss_and_keeps_retrieval_but_for_chance(before: Fit, after: Fit, gained: bool) -> None:
    assert Adapted(10, before, after).gained is gained


def test_too_few_accepted_pairs(tmp_path: Path) -> None:
    with pytest.raises(ModelException, match="at least 10"):
        adapt(tmp_path, [("бір", "one")] * 5, [], tmp_path / "m", settings=SMALL)


def test_too_few_pairs(tables: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(ModelException, match="too few"):
        train(tmp_path / "model", read_pairs(tables[1]), settings=SMALL)
    assert not (tmp_path / "model").exists()


def test_another_folder_is_not_overwritten(tables: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputException, match="something else"):
        train(tmp_path / "papers", read_pairs(tables[0]), settings=SMALL)
    assert (tmp_path / "papers" / "thesis.txt").read_text() == "years of work"
