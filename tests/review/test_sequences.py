"""Two people, any acts in any order, dialogs left open over cuts and undos: nothing is lost, nothing in the wrong place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.review.sequences import KINDS, WEIGHTY, Counts, Step, play, random_acts, run_sequences, unsynced

EXAMPLES = int(os.environ.get("SEQUENCE_EXAMPLES", "60"))

acts = st.builds(
    Step,
    st.sampled_from("ab"),
    st.booleans(),
    st.sampled_from([*KINDS, *WEIGHTY, "confirm", "split at"]),
    st.integers(0, 7),
    st.integers(0, 40),
    st.sampled_from(["kk", "en"]),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(meant=st.lists(acts, min_size=15, max_size=25))
@pytest.mark.slow
def test_what_is_done_late_or_never_looked_at_lands_on_its_words(
    tmp_path_factory: pytest.TempPathFactory, meant: list[Step]
) -> None:
    with unsynced():
        play(tmp_path_factory.mktemp("sequence") / "p.kken", meant, Counts())


# Each of these put words in the wrong place once: a finding of before a cut was confirmed after it.
@pytest.mark.parametrize("seed", ["1-63", "1-82"])
def test_what_was_found_once_stays_mended(tmp_path: Path, seed: str) -> None:
    with unsynced():
        play(tmp_path / "p.kken", random_acts(seed, 40), Counts())


def test_a_run_counts_what_it_tried_and_the_same_seed_tries_the_same() -> None:
    counts = run_sequences(7, 0.5, steps_each=10)
    assert counts.sequences >= 1
    assert counts.faults == []
    assert counts.done + counts.refused == counts.tried > 0
    assert random_acts("7-1", 10) == random_acts("7-1", 10) != random_acts("7-2", 10)
