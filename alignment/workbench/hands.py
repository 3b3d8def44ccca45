"""What hands do in the texts themselves: the cut of a link, walked to its place with both halves in view, and units dragged
to the neighbouring link. The browser draws it (`splitting.js`, `dragging.js`); the acts are done here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from alignment import review
from alignment.documents import span_from_utf16, span_to_utf16
from alignment.exceptions import ModelException
from alignment.project import Project, State, cutting
from alignment.records import SIDES, Alignment, Pair, Point, Side, SpanPair, template, units_of
from alignment.review import SplitPlace, SplitPlaces
from alignment.workbench import desk, marking, refusals, seat, sentence_view, session, words
from alignment.workbench.desk_state import Attempt, Opened, kept
from alignment.workbench.keys import KEYS, printed
from alignment.workbench.speech import _
from alignment.workbench.widgets import HANDS, SPLIT_PANEL

SCRIPTS = ("splitting", "dragging")
"""The scripts that a screen's own module begins with."""

_DEPTHS = {"word": 0, "sentence": 1, "unit": 2}
_WORDS = {
    "title": template("Split the link"),
    "split": template("Split here"),
    "leave": template("Cancel"),
    "nothing": template("nothing of this side"),
    "how": template(
        "A click, or ← → by word, ↑ ↓ by sentence, moves the cut · Tab: the other text · Enter splits · Escape leaves"
    ),
}


def script(*names: str) -> str:
    """Some of the workbench's scripts as one module."""
    here = Path(__file__)
    return "\n".join(here.with_name(f"{name}.js").read_text(encoding="utf-8") for name in names)


_component = st.components.v2.component(
    "alignment.hands",
    html='<div class="split-place"></div>',
    js=script(*SCRIPTS, "hands"),
    isolate_styles=False,
)


def hear_hands(project: Project, state: State, pair: Pair) -> None:
    """Hear of clicks into the texts in focus, and of units that are dragged."""
    place, last = state.place(pair), len(state.links) - 1
    data = {
        "kind": "hear",
        "sequence": state.sequence,
        "focus": repr(pair),
        "neighbours": [*(["previous"] if place else []), *(["next"] if place < last else [])],
        "label": split_label(),
    }
    _component(
        key=HANDS.key,
        data=data,
        height=0,
        on_moved_change=partial(_take_moved, project, pair),
        on_chosen_change=partial(_take_chosen, project, pair),
    )


def split_label() -> str:
    """What the sign at a click between two words says."""
    return _("Split the link here: {key}", key=printed(KEYS["split"].shortcut))


def close_panel_elsewhere(focus: Pair) -> None:
    """Close the panel where another link than its own has come into focus, by a button or an address."""
    opened = kept().opened
    if kept().dialog == "split" and (opened is None or opened.pair != focus):
        desk.close_dialog()


def show_panel(project: Project, state: State, pair: Pair) -> None:
    """Both halves of the link in focus, with the cut between them, in place of its texts."""
    data = {"kind": "panel", **panel(project, state, pair)}
    _component(key=SPLIT_PANEL.key, data=data, on_decided_change=partial(_take_decided, project))


def panel(project: Project, state: State, pair: Pair) -> dict[str, Any]:
    """What the browser has to know to walk the cut through both texts of a link."""
    alignment, opened = project.alignment_of(state), kept().opened or Opened(pair)
    places = review.split_places(alignment, pair, _sentences(project, state, pair))
    side, number = _begin(alignment, pair, places)
    return {
        "opened": f"{opened.seen} {pair}",
        "begin": [side, number],
        "sides": {name: _side(alignment, pair, name, places.of(name)) for name in SIDES},
        "words": {name: _(said) for name, said in _WORDS.items()},
    }


def _sentences(project: Project, state: State, pair: Pair) -> list[SpanPair]:
    """Which sentences of a link translate each other; none where nobody can tell."""
    if project.alignment_of(state).level == "sentence" or not all(pair):
        return []
    try:
        links = session.sentences_inside(project, state, state.link(pair).link)
        inner = session.sentence_aligner(project, state).alignment
    except ModelException:
        return []  # the lengths tell, too
    return [review.spans_of(inner, link.pair) for link in links]


def _begin(alignment: Alignment, pair: Pair, places: SplitPlaces) -> tuple[Side, int]:
    """Where the cut stands first: before the first words that are marked, else where it is likely."""
    marked = marking.marked(pair)
    if not marked:
        return places.likely()
    span = marked[0]
    return span.side, places.nearest(span.side, cutting.point_at(alignment, span))


def _side(alignment: Alignment, pair: Pair, side: Side, places: Sequence[SplitPlace]) -> dict[str, Any]:
    own = units_of(pair, side)
    units = [alignment.units(side)[place] for place in own]
    order = {place: number for number, place in enumerate(own)}

    def said(place: SplitPlace) -> list[int | None]:
        number = order.get(place.point.unit, len(own))
        end, start = place.point.end, place.point.start
        if end:
            end, start = span_to_utf16(units[number].text, (end, start))
        return [number, end, start, _DEPTHS[place.depth], place.beside]

    return {
        "name": words.side_name(side),
        "units": [[unit.id, unit.text, int(unit.kind == "heading")] for unit in units],
        "places": [said(place) for place in places],
    }


@refusals.noted
def _take_decided(project: Project) -> None:
    """Do what was decided in the panel: the cut, or nothing."""
    if kept().dialog == "split" and (said := SPLIT_PANEL.value.get("decided")):
        decide(project, said["what"], said)


def decide(project: Project, what: str, said: Mapping[str, Any]) -> None:
    """Close the panel; make the cut, if that was decided, on what the screen showed when the panel was opened."""
    opened = kept().opened
    desk.close_dialog()
    if what != "cut" or opened is None or opened.pair is None:
        return
    act = cut(project, opened.pair, said)
    if act is None:
        kept().message = _("The link was changed in the meantime: look at it again.")
    else:
        desk.do(project, _("Split"), act, opened.seen)


def cut(project: Project, pair: Pair, said: Mapping[str, Any]) -> Attempt | None:
    """The act that splits a link where the browser says; nothing where there is no such place any more."""
    alignment = project.alignment_of(desk.look(project))
    kk, en = (_point(alignment, pair, side, said[side]) for side in SIDES)
    if kk is None or en is None:
        return None
    return partial(review.split_at, project, pair, kk, en, seat.reviewer())


def _point(alignment: Alignment, pair: Pair, side: Side, said: Sequence[Any]) -> Point | None:
    name, end, start = str(said[0]), int(said[1]), int(said[2])
    own = units_of(pair, side)
    if not name:
        return Point(own[-1] + 1 if own else 0)
    place = unit_named(alignment, own, side, name)
    if place is None:
        return None
    return Point(place, *span_from_utf16(alignment.units(side)[place].text, (end, start))) if end else Point(place)


def unit_named(alignment: Alignment, places: Sequence[int], side: Side, name: str) -> int | None:
    """Which of these units has this id."""
    units = alignment.units(side)
    return next((place for place in places if place < len(units) and units[place].id == name), None)


@refusals.noted
def _take_moved(project: Project, pair: Pair) -> None:
    """Give a unit that was dragged to the neighbour."""
    said = HANDS.value.get("moved")
    if not said or kept().dialog is not None:
        return
    moving = sentence_view.move_row if said.get("row") else move_unit
    moving(project, pair, said, int(said["sequence"]))


@refusals.noted
def _take_chosen(project: Project, pair: Pair) -> None:
    """Let the keys act on the row of sentences that was clicked."""
    said, state = HANDS.value.get("chosen"), desk.look(project)
    if not said or kept().dialog is not None or pair not in state.places:
        return
    here, row = sentence_view.inside(project, state, pair), int(said["row"])
    if here and 0 <= row < len(here.named):
        sentence_view.choose(here.named[row])


def move_unit(project: Project, pair: Pair, said: Mapping[str, Any], seen: int) -> None:
    """Give a unit, which the browser names by its id, to the link above or below."""
    alignment, side = project.alignment_of(desk.look(project)), said["side"]
    unit = unit_named(alignment, units_of(pair, side), side, str(said["unit"])) if side in SIDES else None
    if unit is None or said["to"] not in ("previous", "next"):
        kept().message = _("The link was changed in the meantime: look at it again.")
        return

    def act(at: int | None) -> State:
        return review.move(project, pair, side, said["to"], seat.reviewer(), at, unit=unit)

    desk.do(project, _("Move"), act, seen)
