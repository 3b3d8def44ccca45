"""Whether an act fits the texts that it names: what the replay of the links alone cannot see."""

from __future__ import annotations

from itertools import chain

from alignment.exceptions import ActRefused
from alignment.project.events import (
    Act,
    AssignLinks,
    EditFlag,
    LinkSentences,
    RaiseFlag,
    RaiseFlags,
    Rate,
    Relink,
    SplitAt,
    Update,
    gone,
)
from alignment.project.ledger import Ledger
from alignment.records import SEVERITIES, SIDES, Alignment, Recount, Side, Version, units_of


class Fitting:
    """The lengths of a project's units, as they are counted after the cuts so far."""

    def __init__(self, machine: Alignment) -> None:
        self._machine: dict[Side, list[int]] = {side: [len(unit.text) for unit in machine.units(side)] for side in SIDES}
        self._level = machine.level
        self._cuts: tuple[Recount, ...] = ()
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
            case Update():
                self._count(ledger.cuts)
                self._refuse_another_text(act)
            case RaiseFlags() if not len(act.pairs) == len(act.spans) == len(act.betters):
                raise ActRefused("the marked span does not lie in this link's texts")
            case RaiseFlag() | RaiseFlags() | EditFlag():
                if act.severity not in SEVERITIES:
                    raise ActRefused(
                        "{severity} is no severity: use one of {known}",
                        severity=repr(act.severity),
                        known=", ".join(SEVERITIES),
                    )
                spans = tuple(chain(*act.spans)) if isinstance(act, RaiseFlags) else act.spans
                if spans:
                    self._count(ledger.cuts)
                for side, unit, start, end in spans:
                    if not (0 <= unit < len(self._lengths[side]) and 0 <= start <= end):
                        raise ActRefused("the marked span does not lie in this link's texts")
            case LinkSentences():
                self._count(ledger.cuts)
                self._refuse_other_sentences(act)
            case Rate(_, score) if score is not None and not 0 <= score <= 100:
                raise ActRefused("a score lies between 0 and 100")
            case AssignLinks():
                self._count(ledger.cuts)
                self._refuse_no_units(act)
            case Relink() if len(act.scores) not in (0, len(act.after)):
                raise ActRefused("the new links do not cover the units of the old ones")

    def _refuse_no_units(self, act: AssignLinks) -> None:
        for pair in act.pairs:
            if not all(0 <= unit < len(self._lengths[side]) for side in SIDES for unit in units_of(pair, side)):
                raise gone(pair)

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

    def _refuse_other_sentences(self, act: LinkSentences) -> None:
        if self._level != "paragraph":
            raise ActRefused("sentences are linked inside links of paragraphs: here each is a unit itself")
        spans = [span for pair in act.before for side in pair for span in side]
        if sorted(spans) != sorted(span for pair in act.after for side in pair for span in side):
            raise ActRefused("the new links do not cover the units of the old ones")
        for side, unit, start, end in spans:
            inside = unit in units_of(act.pair, side) and 0 <= unit < len(self._lengths[side])
            if not inside or not 0 <= start < end <= self._lengths[side][unit]:
                raise ActRefused("the marked span does not lie in this link's texts")
        if not all(map(any, act.after)):
            raise ActRefused("a split needs at least one unit in each part")

    def _refuse_another_text(self, act: Update) -> None:
        if not self._continues(act.version) or len(act.scores) != len(act.after) or not all(map(any, act.after)):
            raise ActRefused("the new version does not go on from the text that is there")

    def _continues(self, version: Version) -> bool:
        """Whether all that a version says of its units, and of those before it, is of texts that are there."""
        if bool(version.sentences) != (self._level == "sentence") or not _has_units(version):
            return False
        before, now = self._lengths[version.side], [len(unit.text) for unit in version.units]
        if len(version.came) != len(now) or not {*version.changed} <= {*range(len(now))}:
            return False
        for new, came in enumerate(version.came):
            if list(came) != sorted({*came}) or (came and not 0 <= came[0] <= came[-1] < len(before)):
                return False
            if came and version.is_same(new) and before[came[0]] != now[new]:
                return False
        return all(
            0 <= new < len(now)
            and old in version.came[new]
            and 0 <= start < start + length <= before[old]
            and 0 <= at <= now[new] - length
            for old, start, new, at, length in version.stretches
        )

    def _count(self, cuts: tuple[Recount, ...]) -> None:
        if cuts[: len(self._cuts)] != self._cuts:
            self._forget()
        for cut in cuts[len(self._cuts) :]:
            if isinstance(cut, Version):
                self._lengths[cut.side] = [len(unit.text) for unit in cut.units]
                continue
            side, unit, end, start = cut
            length = self._lengths[side][unit]
            self._lengths[side][unit : unit + 1] = [end, length - start]
        self._cuts = cuts

    def _forget(self) -> None:
        self._cuts = ()
        self._lengths = {side: list(lengths) for side, lengths in self._machine.items()}


def _has_units(version: Version) -> bool:
    """Whether a version has units, with texts and with names of their own."""
    texts = version.paragraphs
    for _name, home, start, end in version.sentences:
        if not (0 <= home < len(texts) and 0 <= start < end <= len(texts[home].text)):
            return False
    names = {unit.id for unit in version.units}
    return bool(texts) and len(names) == len(version.units) and all(unit.text for unit in version.units)
