"""What commands say beside their results."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.cli.output import stages
from alignment.exceptions import ModelException
from tests.cli.running import run
from tests.conftest import GOLD
from tests.embedding.test_compilation import loaded


def test_the_first_run_says_what_it_waits_for_and_later_ones_do_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for said in ("Compiling the aligner for this machine: some 15 seconds, this once\n", ""):
        with stages():
            loaded(tmp_path)(1)
        assert capsys.readouterr() == ("", said)


def test_a_benchmark_tells_of_compiling_from_its_models_first_text_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object) -> None:
        loaded(tmp_path)(1)
        raise ModelException("no model")

    monkeypatch.setattr("alignment.embedding.load_encoder", load)
    told = run("evaluate", GOLD).stderr
    assert told.startswith("Compiling the aligner for this machine")
    assert told.endswith("alignment: no model\n")
