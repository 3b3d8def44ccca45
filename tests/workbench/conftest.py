"""Screens without a browser have no cookies: all of a test's are one browser's, with a name unless the address says one."""

from __future__ import annotations

import pytest
import streamlit as st

from alignment.workbench import seat


@pytest.fixture(autouse=True)
def one_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    def cookies() -> dict[str, str]:
        kept = {"alignment-browser": "the browser of the tests"}
        return kept if seat.ADDRESS in st.query_params else kept | {"alignment-name": "tester"}

    monkeypatch.setattr(seat, "cookies", cookies)
