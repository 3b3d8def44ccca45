"""Every reader refuses what is damaged by an exception of this package, in bounded time and memory."""

from __future__ import annotations

import pytest

from tests.soak.mutants import readers, run_mutants


@pytest.mark.parametrize("reader", readers())
def test_a_damaged_file_is_read_or_refused(reader: str) -> None:
    counts = run_mutants(reader, seed=1, seconds=10, most=150)
    assert counts.broken == []
    assert counts.tried > 20
    assert counts.read
