"""Whether an act fits the texts that it names: what the replay of the links alone cannot see."""

from __future__ import annotations

from alignment.exceptions import ActRefused
from alignment.project.events import Act, EditFlag, RaiseFlag, Rate, Relink, SplitAt
from alignment.project.ledger import Ledger
from alignment.records import SEVERITIES, SIDES, Alignment, Cut, Side, units_of


class Fitting:
    """The lengths of a project's units, as they are counted after the cuts so far."""

    def __init__(self, machine: Alignment) -> None:
        self._machine: dict[Side, list[int]] = {side: [len(unit.text) for unit in machine.units(side)] for side in SIDES}
        self._cuts: tuple[Cut, ...] = ()
        self._lengths: dict[Side, list[int]] = {}
        self._forget()

    def refuse_misfit(self, act: Act, ledger: Ledger) -> None:
        """Look at an act before the ledger takes it in.

        Raises:
            ActRefused: it names a place that is in no text, or a figure that there is not.
        """
        match act:
            case SplitAt():
                self._count(ledger.cuts)
                self._refuse_outside(act)
            case RaiseFlag() | EditFlag():
                if act.severity not in SEVERITIES:
                    raise ActRefused(
                        "{severity} is no severity: use one of {known}",
                        severity=repr(act.severity),
                        known=", ".join(SEVERITIES),
                    )
                if act.spans:
                    self._count(ledger.cuts)
                for side, unit, start, end in act.spans:
                    if not (0 <= unit < len(self._lengths[side]) and 0 <= start <= end):
                        raise ActRefused("the marked span does not lie in this link's texts")
            case Rate(_, score) if score is not None and not 0 <= score <= 100:
                raise ActRefused("a score lies between 0 and 100")
            case Relink() if len(act.scores) not in (0, len(act.after)):
                raise ActRefused("the new links do not cover the units of the old ones")

    def _refuse_outside(self, act: SplitAt) -> None:
        sides: tuple[Side, Side] = SIDES
        for side, point in zip(sides, (act.kk, act.en), strict=True):
            unit, end, start = point
            if end:
                lengths = self._lengths[side]
                inside = unit in units_of(act.pair, side) and 0 <= unit < len(lengths)
                if not inside or not 0 < end <= start < lengths[unit]:
                    raise ActRefused("the place does not lie in this link's texts")
        if not all(map(any, act.parts)):
            raise ActRefused("a split needs at least one unit in each part")

    def _count(self, cuts: tuple[Cut, ...]) -> None:
        if cuts[: len(self._cuts)] != self._cuts:
            self._forget()
        for side, unit, end, start in cuts[len(self._cuts) :]:
            length = self._lengths[side][unit]
            self._lengths[side][unit : unit + 1] = [end, length - start]
        self._cuts = cuts

    def _forget(self) -> None:
        self._cuts = ()
        self._lengths = {side: list(lengths) for side, lengths in self._machine.items()}
