"""What the checks find in a project under review, and what its reviewers have said to that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from alignment.checks import Finding, check, dismissed_by
from alignment.events import ChangeTerms, State
from alignment.glossary import Glossary
from alignment.records import Alignment, Dismissal, Flag, Rating

Standing = Literal["open", "confirmed", "dismissed"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and what was said to it."""

    finding: Finding
    flag: Flag | None
    """The flag that confirms it."""

    dismissal: Dismissal | None
    """The dismissal that covers it; a flag counts for more."""

    @property
    def standing(self) -> Standing:
        """Whether somebody has decided about it."""
        if self.flag:
            return "confirmed"
        return "dismissed" if self.dismissal else "open"


def glossary_of(state: State) -> Glossary:
    """The shipped glossary with what the project's reviewers changed in it."""
    return _changed(state.terms)


@lru_cache(maxsize=8)
def _changed(changes: tuple[ChangeTerms, ...]) -> Glossary:
    return Glossary.shipped().after(changes)


def inspect(
    alignment: Alignment,
    state: State,
    glossary: Glossary | None = None,
    *,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
) -> list[Finding]:
    """All that the checks find in the links as they are, what was dismissed too; see `check`. Terms are judged by the
    project's glossary unless another is given."""
    links = [reviewed.link for reviewed in state.links]
    return check(alignment, glossary or glossary_of(state), links=links, only=only, encode=encode)


def judged(findings: Iterable[Finding], state: State) -> list[Judged]:
    """The findings with what reviewers have said to them, in the same order."""
    flags = {flag.finding: flag for flag in state.flags if flag.finding}
    return [Judged(f, flags.get(f.key), dismissed_by(f, state.dismissals)) for f in findings]


def undecided(
    alignment: Alignment, state: State, glossary: Glossary | None = None, *, only: Collection[str] | None = None
) -> list[Finding]:
    """The findings that nobody has decided about: a confirmed one is told by its flag, a dismissed one is none."""
    found = inspect(alignment, state, glossary, only=only)
    return [one.finding for one in judged(found, state) if one.standing == "open"]


def standing_ratings(state: State) -> tuple[Rating, ...]:
    """The ratings of links as they are now; what was said of a link that has since been changed is left out."""
    return tuple(rating for rating in state.ratings if rating.pair in state.places)
