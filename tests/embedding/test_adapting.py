"""Adapting a model: what it sees beside the reviewed pairs keeps it from forgetting, and is not what it is judged by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alignment.embedding.encoders import load_encoder
from alignment.embedding.training import Adapted, adapt
from alignment.settings import TrainingSettings

pytestmark = pytest.mark.training

TINY = replace(TrainingSettings(), batch=8, folds=2, adaptation_epochs=5, adaptation_rate=0.05, seed=1)
REVIEWED = [(f"kk{n}", f"en{n}") for n in range(16)]
OTHERS = [(f"kk{n}", f"en{n}") for n in range(16, 40)]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Matrices as small as these are multiplied faster by one thread than shared among several."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows every word apart, and hardly any translation."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["[UNK]", *(word for pair in (*REVIEWED, *OTHERS) for word in pair)]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    table = np.random.default_rng(2).normal(size=(len(words), 16)).astype(np.float32)
    folder = tmp_path_factory.mktemp("base")
    StaticModel(table, tokenizer, normalize=True).save_pretrained(folder)
    return folder


def alike(folder: Path, pairs: list[tuple[str, str]]) -> float:
    """The mean cosine of translations."""
    encoder = load_encoder(str(folder))
    kk, en = (encoder.encode([pair[side] for pair in pairs]) for side in (0, 1))
    return float((kk * en).sum(axis=1).mean())


def adapted(base: Path, others: list[tuple[str, str]], output: Path) -> Adapted:
    # Each pair twice, so that a held-out one has been seen: then there is a gain.
    return adapt(base, REVIEWED * 4, others, output, settings=TINY)


def test_other_pairs_are_seen_all_the_while(base: Path, tmp_path: Path) -> None:
    assert adapted(base, [], tmp_path / "alone").gained
    assert adapted(base, OTHERS, tmp_path / "both").gained
    before = alike(base, OTHERS)
    # What no pair holds stays as it was; what the other pairs hold is learned with the rest.
    assert alike(tmp_path / "alone", OTHERS) == pytest.approx(before, abs=1e-3)
    assert alike(tmp_path / "both", OTHERS) > before + 0.2
    assert alike(tmp_path / "both", REVIEWED) > alike(base, REVIEWED) + 0.2


def test_the_record_tells_what_it_was_made_of(base: Path, tmp_path: Path) -> None:
    result = adapted(base, OTHERS, tmp_path / "model")
    record = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
    assert (record["base"], record["pairs"], result.pairs) == (base.name, 64, 64)
    assert record["validation"]["after"]["loss"] == result.after.loss
    assert record["settings"]["epochs"] == TINY.adaptation_epochs
    assert record["settings"]["learning_rate"] == TINY.adaptation_rate


def test_no_more_other_pairs_are_seen_than_reviewed_ones(base: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    adapt(base, REVIEWED * 4, OTHERS * 10, tmp_path / "m", settings=TINY, progress=lambda *at: steps.append(at))
    # Half of the 64 in each of two folds, all of them at the end; as many others, in batches of eight, five times over.
    assert len(steps) == (64 // 8 + 64 // 8 + 128 // 8) * 5


def test_a_fit_is_measured_as_the_training_measures_it(base: Path, tmp_path: Path) -> None:
    result = adapted(base, [], tmp_path / "model")
    encoder = load_encoder(str(base))
    kk, en = (encoder.encode([pair[side] for pair in REVIEWED * 4]) for side in (0, 1))
    scaled = kk @ en.T / TINY.temperature
    losses = [np.log(np.exp(table).sum(axis=1)) - np.diag(table) for table in (scaled, scaled.T)]
    assert result.before.loss == pytest.approx(np.mean(losses), rel=1e-3)
