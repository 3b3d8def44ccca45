"""The glossary of a project: the shipped one with what its reviewers changed."""

from __future__ import annotations

from functools import lru_cache

from alignment.glossary import Glossary, TermChange
from alignment.project import ChangeTerms, State


def glossary_of(state: State) -> Glossary:
    """The shipped glossary with what a project's reviewers changed in it."""
    return _changed(state.terms)


@lru_cache(maxsize=8)
def _changed(changes: tuple[ChangeTerms, ...]) -> Glossary:
    return Glossary.shipped().after(TermChange(change.put, change.out) for change in changes)
