"""What commands say beside their results."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.cli.output import stages
from tests.embedding.test_compilation import loaded


def test_the_first_run_says_what_it_waits_for_and_later_ones_do_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for said in ("Compiling the aligner for this machine: some 15 seconds, this once\n", ""):
        with stages():
            loaded(tmp_path)(1)
        assert capsys.readouterr() == ("", said)
