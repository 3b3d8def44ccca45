"""What a reviewer does to links: decide, merge, split, move, swap, realign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Literal

from alignment import pipeline
from alignment.embedding import Encoder
from alignment.exceptions import ActRefused
from alignment.project import AcceptMany, Project, Relink, SetStatus, SetStatusOfMany, SplitAt, State
from alignment.records import SIDES, Link, Pair, Point, Side, Status, units_of
from alignment.review.acts.arguments import refuses_other_types
from alignment.review.reach import Direction, links_of_shift, links_to_realign

Neighbour = Literal["previous", "next"]


@refuses_other_types
def set_status(project: Project, pair: Pair, status: Status, reviewer: str, seen: int | None = None) -> State:
    """Accept the link, mark it as needing review, or take either back. All raise `ActRefused` and `Conflict` as
    `Project.append` does."""
    return project.append(SetStatus(pair, status), reviewer, seen)


@refuses_other_types
def set_status_of_many(
    project: Project, pairs: Sequence[Pair], status: Status, reviewer: str, seen: int | None = None
) -> State:
    """Give several links a status, as one act. Those that have it already stay as they are.

    Raises:
        ActRefused: all of them have it, or one is no link any more.
    """
    state = project.state()
    others = tuple(dict.fromkeys(p for p in pairs if p not in state.places or state.link(p).status != status))
    if not others:
        raise ActRefused("these links have that status already")
    return project.append(SetStatusOfMany(others, status), reviewer, seen)


@refuses_other_types
def accept_above(project: Project, pair: Pair, reviewer: str, seen: int | None = None) -> State:
    """Accept every unreviewed link above this one at once. Those that need review stay as they are.

    Raises:
        ActRefused: there is none.
    """
    state = project.state()
    above = tuple(r.pair for r in state.links[: state.place(pair)] if r.status == "unreviewed")
    if not above:
        raise ActRefused("every link above is decided already")
    return project.append(AcceptMany(above), reviewer, seen)


@refuses_other_types
def merge(
    project: Project, pair: Pair, neighbour: Neighbour, reviewer: str, seen: int | None = None, side: Side | None = None
) -> State:
    """Make one link of this one and the previous or the next.

    Args:
        side: take the neighbour's units of this side only; its other side stays behind by itself.

    Raises:
        ActRefused: there is no such neighbour, or it has nothing on that side.
    """
    other = _neighbour(project.state(), pair, neighbour)
    first, second = (other, pair) if neighbour == "previous" else (pair, other)
    if side is None:
        return project.append(Relink("merge", (first, second), (_joined(first, second),)), reviewer, seen)
    if not units_of(other, side):
        raise ActRefused("the neighbour has no text on this side")
    taken = _with(pair, side, tuple(sorted(units_of(pair, side) + units_of(other, side))))
    left = _with(other, side, ())
    return project.append(Relink("merge", (first, second), tuple(p for p in (taken, left) if any(p))), reviewer, seen)


@refuses_other_types
def merge_many(project: Project, pairs: Sequence[Pair], reviewer: str, seen: int | None = None) -> State:
    """Make one link of several that stand one after the other.

    Raises:
        ActRefused: there are fewer than two, others stand between them, or one is no link any more.
    """
    state = project.state()
    places = sorted({state.place(pair) for pair in pairs})
    if len(places) < 2:
        raise ActRefused("it takes two links to merge")
    if places[-1] - places[0] >= len(places):
        raise ActRefused("only links that stand one after the other can be merged")
    before = tuple(state.links[place].pair for place in places)
    return project.append(Relink("merge", before, (reduce(_joined, before),)), reviewer, seen)


@refuses_other_types
def split(project: Project, pair: Pair, kk: int, en: int, reviewer: str, seen: int | None = None) -> State:
    """Cut the link in two: its first `kk` Kazakh and `en` English units, and the rest.

    Raises:
        ActRefused: one of the parts would be empty.
    """
    if not (0 <= kk <= len(pair[0]) and 0 <= en <= len(pair[1])):
        raise ActRefused("a split needs at least one unit in each part")
    first = (pair[0][:kk], pair[1][:en])
    second = (pair[0][kk:], pair[1][en:])
    if not any(first) or not any(second):
        raise ActRefused("a split needs at least one unit in each part")
    return project.append(Relink("split", (pair,), (first, second)), reviewer, seen)


@refuses_other_types
def split_at(project: Project, pair: Pair, kk: Point, en: Point, reviewer: str, seen: int | None = None) -> State:
    """Cut the link in two where its second part begins on each side, inside a unit too: that unit becomes two.

    Raises:
        ActRefused: one of the parts would be empty, or a place lies outside the link.
    """
    sides: tuple[tuple[Side, Point], ...] = (("kk", kk), ("en", en))
    for side, point in sides:
        units = project.alignment.units(side)  # fewer than the reviewer saw, where a cut was undone
        text = units[point.unit].text if point.unit in units_of(pair, side) and point.unit < len(units) else ""
        if point.end and not (0 < point.end <= point.start < len(text)):
            raise ActRefused("the place does not lie in this link's texts")
    if not kk.end and not en.end:
        first = [sum(unit < point.unit for unit in units) for units, point in zip(pair, (kk, en), strict=True)]
        return split(project, pair, first[0], first[1], reviewer, seen)
    act = SplitAt(pair, kk, en)
    if not all(map(any, act.parts)):
        raise ActRefused("a split needs at least one unit in each part")
    return project.append(act, reviewer, seen)


@refuses_other_types
def move(
    project: Project,
    pair: Pair,
    side: Side,
    neighbour: Neighbour,
    reviewer: str,
    seen: int | None = None,
    unit: int | None = None,
) -> State:
    """Give the link's first unit on one side to the previous link, or its last one to the next.

    Args:
        unit: the unit that is given, if it is another one; links may cross then.

    Raises:
        ActRefused: the link has no unit there, or not this one, or there is no such neighbour.
    """
    units = units_of(pair, side)
    if not units:
        raise ActRefused("there is no unit on this side to move")
    other = _neighbour(project.state(), pair, neighbour)
    given_unit = unit if unit is not None else units[0] if neighbour == "previous" else units[-1]
    if given_unit not in units:
        raise ActRefused("the link has no such unit")
    kept = tuple(u for u in units if u != given_unit)
    given = _with(other, side, tuple(sorted((*units_of(other, side), given_unit))))
    after = tuple(p for p in (given, _with(pair, side, kept)) if any(p))
    return project.append(Relink("move", (other, pair), after), reviewer, seen)


@refuses_other_types
def shift(project: Project, pair: Pair, side: Side, direction: Direction, reviewer: str, seen: int | None = None) -> State:
    """Slide one side by one link from here on, against the other side.

    Down, this link is left empty on that side and every later one takes what the link before it had; up, the previous link
    takes this link's units too and every later one gives its own to the link before it. The slide ends at the first link
    below that has a gap on that side, which it fills or leaves; without one it runs to the end of the text.

    Raises:
        ActRefused: this link has no unit on that side, or there is no previous link.
    """
    state = project.state()
    run = links_of_shift(state, pair, side, direction)
    if not run:
        raise ActRefused("there is no unit on this side to move")
    sides = [units_of(p, side) for p in run]
    if direction == "down":
        # Without a gap below, the last text comes to stand alone.
        run_after = [*_zip(run, [(), *sides[:-1]], side), _with(((), ()), side, sides[-1])]
    else:
        above = _neighbour(state, pair, "previous")
        run = [above, *run]
        run_after = _zip(run, [tuple(sorted(units_of(above, side) + sides[0])), *sides[1:], ()], side)
    return project.append(Relink("shift", tuple(run), tuple(p for p in run_after if any(p))), reviewer, seen)


@refuses_other_types
def swap(project: Project, pair: Pair, reviewer: str, seen: int | None = None) -> State:
    """Exchange the Kazakh sides of this link and the next: the translation tells them in the other order."""
    other = _neighbour(project.state(), pair, "next")
    if pair[0] == other[0]:
        raise ActRefused("neither link has Kazakh text to exchange")
    after = ((other[0], pair[1]), (pair[0], other[1]))
    return project.append(Relink("swap", (pair, other), tuple(p for p in after if any(p))), reviewer, seen)


@refuses_other_types
def pop(project: Project, pair: Pair, side: Side, unit: int, reviewer: str, seen: int | None = None) -> State:
    """Take one unit out of the link, as an omission (English) or an addition (Kazakh).

    Raises:
        ActRefused: the link has no such unit, or nothing but it.
    """
    units = units_of(pair, side)
    if unit not in units:
        raise ActRefused("the link has no such unit")
    left = _with(pair, side, tuple(u for u in units if u != unit))
    if not any(left):
        raise ActRefused("this unit stands by itself already")
    return project.append(Relink("pop", (pair,), (left, _with(((), ()), side, (unit,)))), reviewer, seen)


@refuses_other_types
def link_places(project: Project, kk: int, en: int, reviewer: str, seen: int | None = None) -> State:
    """Make a link of a Kazakh and an English unit, wherever they stand; it may cross others. What their links hold beside
    them stays together.

    Raises:
        ActRefused: there is no such unit, or they are a link already.
    """
    return link_units(project, ((kk,), (en,)), reviewer, seen)


@refuses_other_types
def link_units(project: Project, made: Pair, reviewer: str, seen: int | None = None) -> State:
    """As `link_places`, of one or more units of each side, in order.

    Raises:
        ActRefused: there is no such unit, or they are a link already.
    """
    state = project.state()
    alignment = project.alignment_of(state)
    units = [(side, unit) for side in SIDES for unit in units_of(made, side)]
    if not all(0 <= unit < len(alignment.units(side)) for side, unit in units):
        raise ActRefused("there is no such unit")
    before = tuple(dict.fromkeys(state.links[state.place_of_unit(*named)].pair for named in units))
    if before == (made,):
        raise ActRefused("these two are a link already")
    left = [
        (tuple(u for u in pair[0] if u not in made[0]), tuple(u for u in pair[1] if u not in made[1])) for pair in before
    ]
    return project.append(Relink("link", before, (*(pair for pair in left if any(pair)), made)), reviewer, seen)


@refuses_other_types
def replace_links(
    project: Project, before: Sequence[Pair], after: Sequence[Link], how: str, reviewer: str, seen: int | None = None
) -> State:
    """Put a machine's links, with their confidences, in the place of others that cover the same units. Links that are on
    both sides stay untouched.

    Raises:
        ActRefused: nothing would change, or the units are not the same.
    """
    new = {link.pair: link for link in after}
    old = set(before)
    gone, made = [p for p in before if p not in new], [link for pair, link in new.items() if pair not in old]
    if not gone:
        raise ActRefused("the machine found the same links again")
    scores = tuple((link.confidence, link.similarity) for link in made)
    return project.append(Relink(how, tuple(gone), tuple(link.pair for link in made), scores), reviewer, seen)


@refuses_other_types
def realign(project: Project, encoder: Encoder, reviewer: str, seen: int | None = None) -> State:
    """Align anew what lies between the links that were accepted or made by a reviewer; these stay as they are.

    Raises:
        ActRefused: the machine finds the same links again.
    """
    state = project.state()
    rest = links_to_realign(state)
    fixed = {r.pair for r in state.links} - set(rest)
    links = pipeline.realign_rest(project.alignment_of(state), fixed, encoder)
    return replace_links(project, rest, links, "realign", reviewer, seen)


def _neighbour(state: State, pair: Pair, neighbour: Neighbour) -> Pair:
    place = state.place(pair) + (1 if neighbour == "next" else -1)
    if not 0 <= place < len(state.links):
        raise ActRefused("there is no next link" if neighbour == "next" else "there is no previous link")
    return state.links[place].pair


def _joined(first: Pair, second: Pair) -> Pair:
    return tuple(sorted(first[0] + second[0])), tuple(sorted(first[1] + second[1]))


def _zip(pairs: Sequence[Pair], units: Sequence[tuple[int, ...]], side: Side) -> list[Pair]:
    return [_with(pair, side, own) for pair, own in zip(pairs, units, strict=True)]


def _with(pair: Pair, side: Side, units: tuple[int, ...]) -> Pair:
    return (units, pair[1]) if side == "kk" else (pair[0], units)
