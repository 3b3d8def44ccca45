"""What a check is: its name, what it reports, an example of it, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alignment.checks.finding import Candidate
from alignment.checks.material import Material


@dataclass(frozen=True, slots=True)
class Example:
    """An invented text with the fault that a check looks for. Several links of it are separated by ¶, a heading begins
    with #."""

    en: str
    faulty: str
    """A Kazakh rendering that the check reports."""

    right: str
    """One that it does not."""

    def __str__(self) -> str:
        return f'"{self.en}" – «{self.faulty}» → «{self.right}»'


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of fault that is looked for."""

    name: str
    help: str
    """What it reports, in a sentence."""

    example: Example
    category: str
    """The usual MQM category of its findings."""

    severity: str
    """Their usual MQM severity."""

    find: Callable[[Material], Iterator[Candidate]]
    rank: int = 1000
    """Its place among the checks of its folder, lowest first; those of one rank stand by their names. Left out, it comes
    after those that have one."""

    least: float = 0.5
    """Evidence from which a candidate is reported, in [0, 1]."""

    is_on: bool = True
    """Whether it runs unless it is asked not to; a check that cries wolf too often waits to be asked."""
