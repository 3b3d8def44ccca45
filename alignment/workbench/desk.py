"""What lies on the reviewer's desk: the link in focus, the queue, and what an act does to them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from alignment.exceptions import AlignmentException, Conflict
from alignment.files import clean_text
from alignment.project import AcceptMany, Project, Redo, State, Undo, concerned
from alignment.records import Alignment, Pair
from alignment.review import find_place, links_with, queues
from alignment.workbench import check_runs, refusals, session
from alignment.workbench.desk_state import Attempt, Clash, kept
from alignment.workbench.keys import Key
from alignment.workbench.speech import _, n_
from alignment.workbench.widgets import QUEUE, SEARCH, SECTION, Widget


def open_dialog(name: str | None) -> None:
    """Say which dialog is open: while one is, the keys of the buttons behind it must rest."""
    kept().dialog = name


def close_dialog() -> None:
    """No dialog is open any more."""
    kept().dialog = None


def button(
    key: Key,
    act: Callable[[], None],
    *,
    element: str = "",
    label: str = "",
    disabled: bool = False,
    primary: bool = False,
    tip: str | None = None,
) -> None:
    """The button of an act, with its key, which rests while a dialog is open.

    Args:
        element: key of the button's element, where it is not the act's name.
        label: what it is called, translated, where that is not the act's label.
        tip: what the pointer tells of it, translated.
    """
    st.button(
        label or _(key.label),
        key=element or key.name,
        shortcut=None if kept().dialog else key.shortcut,
        icon=f":material/{key.icon}:",
        help=tip,
        on_click=refusals.noted(act),
        disabled=disabled,
        type="primary" if primary else "secondary",
    )


def focus(project: Project, state: State) -> Pair:
    """The link in focus: where this browser was, where the address says, where the reviewer last acted, or the least
    certain link."""
    wanted = kept().focus
    if wanted is None:
        wanted = _from_address(project.alignment, state)
    if wanted is None:
        who = session.reviewer()
        own = (event for event in reversed(project.events()) if event.reviewer == who)
        wanted = next((pair for event in own for pair in concerned(event.act) if pair in state.places), None)
    if wanted is not None and wanted not in state.places:
        # It was merged or split away: stay with its units.
        wanted = _nearest(state, wanted, range(len(state.links)))
    if wanted is None:
        wanted = (queues.least_certain(state) or state.links[0]).pair
    set_focus(project.alignment, wanted)
    return wanted


def set_focus(alignment: Alignment, pair: Pair) -> None:
    """Put a link in focus and its first unit into the address."""
    kept().focus = pair
    unit = alignment.en_units[pair[1][0]] if pair[1] else alignment.kk_units[pair[0][0]]
    if st.query_params.get("at") != unit.id:
        st.query_params["at"] = unit.id


def _from_address(alignment: Alignment, state: State) -> Pair | None:
    named = find_place(st.query_params.get("at", ""), alignment)
    return state.links[state.place_of_unit(*named)].pair if named else None


def _nearest(state: State, pair: Pair, places: range | list[int]) -> Pair | None:
    """The link among these that shares most units with the pair; `None` where none shares any."""

    def shared(place: int) -> int:
        link = state.links[place].link
        return len(set(pair[0]).intersection(link.kk)) + len(set(pair[1]).intersection(link.en))

    best = max(places, key=shared, default=None)
    return state.links[best].pair if best is not None and shared(best) else None


def go_to(pair: Pair | None) -> None:
    """Put a link in focus at the next look."""
    kept().focus = pair


def remember(choice: Widget[str]) -> None:
    """Keep a choice of this screen in the address."""
    if choice.value:
        st.query_params[choice.key] = choice.value
    else:
        st.query_params.pop(choice.key, None)


def query() -> str:
    """What is searched for; empty where the field holds nothing, or a place to jump to."""
    return SEARCH.value.strip()


def queue(project: Project, state: State) -> list[int]:
    """The places of the links in the chosen queue, section and search."""
    name, only = _queue_name(), SECTION.value
    key = (project.location, state.sequence, name, only, session.reviewer(), query(), check_runs.runs(project))
    queued = kept().queued
    if queued is None or queued[0] != key:
        queued = kept().queued = (key, _queue(project, state, name, only))
    return list(queued[1])


def _queue_name() -> str:
    return QUEUE.value or "least certain"


def _queue(project: Project, state: State, name: str, only: str) -> list[int]:
    chosen = queues.QUEUES[name]
    among = None
    if text := query():
        among = set(links_with(state, session.index(project).units(text)))
        chosen = queues.QUEUES["all"]  # whoever searches wants to see all that is found
    holding = check_runs.open_links(project, state) if chosen.name == "findings" else ()
    return queues.links_in(chosen, state, session.reviewer(), session.project_sections(project), only, among, holding)


@refusals.noted
def jump_or_search(project: Project) -> None:
    """Jump where the field names a unit or line; else go to the first link that is found."""
    state = project.state()
    if not query():
        return
    if named := find_place(query(), project.alignment):
        go_to(state.links[state.place_of_unit(*named)].pair)
        SEARCH.put("")
        return
    found = queue(project, state)
    if found:
        go_to(state.links[found[0]].pair)
    else:
        kept().message = _("Nothing found.")


def walk(project: Project, way: int) -> None:
    """Go to the next or previous link of the queue; from outside it, to its first."""
    state = project.state()
    places = queue(project, state)
    focused = kept().focus
    here = state.places.get(focused, -1) if focused else -1
    by_certainty = queues.QUEUES[_queue_name()].by_certainty
    walked = kept().walked == focused
    target: int | None
    if walked and here not in places and not by_certainty:
        # An act has taken it out of the queue: go on from where it stood.
        target = next((place for place in places[::way] if (place - here) * way > 0), None)
    elif not walked and here in places and by_certainty:
        # Whoever comes from elsewhere starts at the head of the queue.
        target = places[0] if places[0] != here else queues.step(places, here, way)
    else:
        target = queues.step(places, here, way)
    if target is None:
        kept().message = _("The queue ends here.") if places else _("The queue is empty.")
        return
    go_to(state.links[target].pair)
    kept().walked = state.links[target].pair


@refusals.noted
def do(project: Project, label: str, act: Attempt, seen: int | None = None, advance: bool = False) -> None:
    """Do one act and say so if it is refused. The focus goes to what came of it, or on in the queue."""
    before = project.state()
    waiting = queue(project, before) if advance else []
    try:
        state = act(seen)
    except Conflict as conflict:
        if conflict.event is None:
            kept().message = refusals.told(conflict)
        else:
            kept().clash = Clash(conflict, label, act)
            open_dialog("clash")
        return
    except AlignmentException as failure:
        kept().message = refusals.told(failure)
        return
    if any(isinstance(typed, str) and clean_text(typed) != typed for typed in st.session_state.values()):
        kept().message = _("Characters that no file can hold were replaced in what was typed.")
    here = kept().focus
    last = project.events()[-1]
    seats = kept().seats
    seats[last.sequence] = here
    if isinstance(last.act, Undo) and (seat := seats.get(last.act.target)) in state.places:
        go_to(seat)  # back to where the act was done
    elif advance:
        _advance(project, before, state, waiting)
    elif here is None or here not in state.places or _undone(project):
        _follow(project, before.sequence, state, here)


def finish(project: Project, state: State, label: str, act: Attempt) -> None:
    """Do what a dialog was for, close it, and look again."""
    close_dialog()
    do(project, label, act, state.sequence)
    st.rerun()


def _undone(project: Project) -> bool:
    return isinstance(project.events()[-1].act, Undo | Redo)


def _advance(project: Project, before: State, state: State, waiting: list[int]) -> None:
    """Go to the link that came next in the queue, and is still in it."""
    focused = kept().focus
    here = before.places.get(focused, -1) if focused else -1
    later = waiting[waiting.index(here) + 1 :] if here in waiting else waiting
    left = queue(project, state)
    remaining = {state.links[place].pair for place in left}
    following = next((pair for place in later if (pair := before.links[place].pair) in remaining), None)
    if following is None and left:
        following = state.links[left[0]].pair
    if following is None:
        kept().message = _("The queue is empty.")
    else:
        go_to(following)
        kept().walked = following


def _follow(project: Project, before: int, state: State, here: Pair | None) -> None:
    """Go to what came of the act: the link that shares most with the one that was in focus."""
    events = project.events()
    for event in events[before:]:
        act = event.act
        done = events[act.target - 1].act if isinstance(act, Undo | Redo) else act
        if isinstance(done, AcceptMany) and here in state.places:
            continue  # it is about links all over the text: stay
        about = concerned(done)
        places = sorted(state.places[pair] for pair in about if pair in state.places)
        if places and (here is None or here not in {state.links[place].pair for place in places}):
            go_to((here and _nearest(state, here, places)) or state.links[places[0]].pair)


def counted(project: Project, state: State, place: int) -> str:
    """Where one is and how far."""
    links = len(state.links)
    parts = [
        _("Link {place} of {links}", place=place + 1, links=links),
        n_("{number} accepted", "{number} accepted", state.accepted),
        n_("{number} flagged", "{number} flagged", len(state.flags)),
        n_("{number} in the queue", "{number} in the queue", len(queue(project, state))),
    ]
    return " · ".join(parts)
