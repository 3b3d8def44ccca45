"""What the checks find in a project under review, and what its reviewers have said to that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from alignment.checks import Finding, check
from alignment.events import State
from alignment.glossary import Glossary
from alignment.records import SCOPES, Alignment, Dismissal, Flag, Pair

if TYPE_CHECKING:
    from alignment.embedding import Progress

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
    return Glossary.shipped().after(state.terms)


def inspect(
    alignment: Alignment,
    state: State,
    glossary: Glossary | None = None,
    *,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """All that the checks find in the links as they are, what was dismissed too; see `check`. Terms are judged by the
    project's glossary unless another is given."""
    links = [reviewed.link for reviewed in state.links]
    return check(alignment, glossary or glossary_of(state), links=links, only=only, encode=encode, progress=progress)


def judged(findings: Iterable[Finding], state: State) -> list[Judged]:
    """The findings with what reviewers have said to them, in the same order. O(findings + what the dismissals name)."""
    flags = {flag.finding: flag for flag in state.flags if flag.finding}
    covers: dict[str, tuple[int, Dismissal]] = {}
    for place, dismissal in enumerate(state.dismissals):
        for target in dismissal.targets:
            covers.setdefault(f"{dismissal.scope} {target}", (place, dismissal))

    def dismissal_of(finding: Finding) -> Dismissal | None:
        named = (covers.get(f"{scope} {finding.target(scope)}") for scope in SCOPES)
        first = min((one for one in named if one), key=lambda one: one[0], default=None)
        return first[1] if first else None

    return [Judged(finding, flags.get(finding.key), dismissal_of(finding)) for finding in findings]


def home(finding: Finding, state: State) -> Pair | None:
    """The link that has the finding's Kazakh mark, or its English one, as the links are now; `None` without any mark."""
    mark = finding.kk or finding.en
    return state.links[state.place_of_unit(mark.side, mark.unit)].pair if mark else None
