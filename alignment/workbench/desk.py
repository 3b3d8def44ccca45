"""What lies on the reviewer's desk: the link in focus, the queue, and what an act does to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import streamlit as st

from alignment.exceptions import AlignmentException, Conflict, ModelException
from alignment.files import clean_text
from alignment.project import (
    AcceptMany,
    AssignLinks,
    Event,
    Project,
    RaiseFlags,
    Redo,
    Relink,
    SetStatusOfMany,
    SplitAt,
    State,
    Undo,
    Update,
    concerned,
    cutting,
    recounts,
)
from alignment.records import Alignment, Flag, Pair
from alignment.review import Query, find_place, links_with, links_with_moved_text, queues
from alignment.workbench import check_runs, drafts, refusals, seat, session
from alignment.workbench.desk_state import Attempt, Clash, Opened, kept
from alignment.workbench.keys import KEYS, Key, printed
from alignment.workbench.last_places import last_place
from alignment.workbench.speech import _, n_
from alignment.workbench.widgets import QUEUE, SEARCH, SECTION, Widget, typed_texts

_LATELY = 20  # acts in which to look for where a reviewer was last
_MANY = 4  # links: what changes more of them than one sees says so


def look(project: Project) -> State:
    """The state as it is now; what lies on the desk is counted as its units are."""
    state = project.state()
    kept().count_anew(state.cuts)
    kept().seen = state.sequence
    return state


def open_dialog(name: str, flag: Flag | None = None, about: tuple[str, ...] = (), pairs: tuple[Pair, ...] = ()) -> None:
    """Open a dialog about the link in focus, as the screen shows it: while one is open, the keys of the buttons behind it
    must rest.

    Args:
        flag: the flag that it changes.
        about: names the findings that it is about.
        pairs: the links that it is about, where they are several.
    """
    desk = kept()
    desk.dialog, desk.opened = name, Opened(desk.focus, desk.seen, desk.marks, flag, about, pairs)


def opened_link(project: Project) -> tuple[State, Alignment, Pair]:
    """The state as it is now, its texts, and the link that the open dialog is about. Where that is no link any more, the
    screen is drawn anew, which says so."""
    state, opened = look(project), kept().opened
    if opened is None or opened.pair not in state.places:
        st.rerun()
    return state, project.alignment_of(state), opened.pair


def close_dialog() -> None:
    """No dialog is open any more."""
    kept().dialog = kept().opened = None


def button(
    key: Key,
    act: Callable[[], None] | None,
    *,
    element: str = "",
    label: str = "",
    disabled: bool = False,
    primary: bool = False,
    tip: str | None = None,
    heard: bool = False,
) -> None:
    """The button of an act, with its key, which rests while a dialog is open.

    Args:
        heard: `keyboard` hears its key, and writes it on the button.
        element: key of the button's element, where it is not the act's name.
        label: what it is called, translated, where that is not the act's label.
        tip: what the pointer tells of it, translated.
    """
    st.button(
        label or _(key.label),
        key=element or key.name,
        shortcut=None if kept().dialog or heard else key.shortcut,
        icon=f":material/{key.icon}:",
        help=tip,
        on_click=refusals.noted(act) if act else None,
        disabled=disabled,
        type="primary" if primary else "secondary",
    )


def focus(project: Project, state: State) -> Pair:
    """The link in focus: where this browser was, where the address says, where the browser was the last time, where the
    reviewer last acted, or the least certain link."""
    wanted = kept().focus
    if kept().take_return() and (there := _named_link(project, state, st.query_params.get("at", ""))):
        close_dialog()
        wanted = there
    if wanted is None:
        kept().at_end = _is_finished(state)
        wanted = _named_link(project, state, st.query_params.get("at", "") or _resume(project))
    if wanted is None:
        who, events = seat.reviewer(), project.events()
        own = (event for event in reversed(events) if event.reviewer == who)
        wanted = next((pair for event in islice(own, _LATELY) for pair in about(events, event, state)), None)
    if wanted is not None and wanted not in state.places:
        # It was merged or split away: stay with its units.
        wanted = _nearest(state, wanted, range(len(state.links)))
    if wanted is None:
        wanted = (queues.least_certain(state) or state.links[0]).pair
    set_focus(project.alignment_of(state), wanted)
    return wanted


def set_focus(alignment: Alignment, pair: Pair) -> None:
    """Put a link in focus and its first unit into the address."""
    kept().focus = pair
    unit = alignment.en_units[pair[1][0]] if pair[1] else alignment.kk_units[pair[0][0]]
    if st.query_params.get("at") != unit.id:
        st.query_params["at"] = unit.id


def _named_link(project: Project, state: State, name: str) -> Pair | None:
    """The link of the unit that the address names; `None` where there is no such unit."""
    alignment = project.alignment_of(state)
    # The name of a part leads to the whole where the cut was taken back.
    named = find_place(name, alignment) or find_place(name.partition("/")[0], alignment)
    return state.links[state.place_of_unit(*named)].pair if named else None


def _resume(project: Project) -> str:
    """The unit at which this browser was last in the project, for an address that names none; then the queue and the
    section are those of then, too."""
    last = last_place(project)
    for choice, value in ((QUEUE, last.queue), (SECTION, last.section)):
        if last.unit and value and choice.key not in st.query_params:
            st.query_params[choice.key] = value
    return last.unit


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


def asked() -> Query:
    """The same as the texts are searched for it."""
    return Query(query(), kept().whole_words)


def queue(project: Project, state: State) -> list[int]:
    """The places of the links in the chosen queue, section and search."""
    name, only = _queue_name(), SECTION.value
    key = (project.location, state.sequence, name, only, seat.reviewer(), asked(), check_runs.runs(project))
    queued = kept().queued
    if queued is None or queued[0] != key:
        queued = kept().queued = (key, _queue(project, state, name, only))
    return list(queued[1])


def _queue_name() -> str:
    return QUEUE.value or "least certain"


def _queue(project: Project, state: State, name: str, only: str) -> list[int]:
    chosen = queues.QUEUES[name]
    among = None
    if sought := asked():
        among = set(links_with(state, session.index(project, state).units(sought)))
        chosen = queues.QUEUES["all"]  # whoever searches wants to see all that is found
    holding: set[Pair] = set()
    if chosen.name == "findings":
        holding = check_runs.open_links(project, state)
    elif chosen.name == "moved text":
        holding = links_with_moved_text(project.alignment_of(state), state)
    sections = session.project_sections(project, state)
    return queues.links_in(chosen, state, seat.reviewer(), sections, only, among, holding)


@refusals.noted
def jump_or_search(project: Project) -> None:
    """Jump where the field names a unit or line; else go to the first link that is found."""
    state = look(project)
    if not query():
        return
    if named := find_place(query(), project.alignment_of(state)):
        go_to(state.links[state.place_of_unit(*named)].pair)
        SEARCH.put("")
        return
    kept().hit = None
    found = queue(project, state)
    if found:
        go_to(state.links[found[0]].pair)
        kept().walked = kept().focus
    else:
        kept().message = _("Nothing found.")


def walk(project: Project, way: int) -> None:
    """Go to the next or previous link of the queue; from outside it, to its first."""
    state = look(project)
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
        kept().at_end = _is_finished(state)
    if target is None and not kept().at_end:
        kept().message = _("The queue ends here.") if places else _("The queue is empty.")
    if target is None:
        return
    go_to(state.links[target].pair)
    kept().walked = state.links[target].pair


@refusals.noted
def do(project: Project, label: str, act: Attempt, seen: int | None = None, advance: bool = False) -> None:
    """Do one act and say so if it is refused. The focus goes to what came of it, or on in the queue."""
    before = look(project)
    seat.refuse_nobody(before)
    waiting = queue(project, before) if advance else []
    later = _waiting(before, waiting)
    typed = typed_texts()  # before the drafts of it go
    try:
        after = act(seen)
    except Conflict as conflict:
        state = look(project)
        if conflict.event is None or cutting.cuts_before(project.events(), (seen or 0) + 1) != state.cuts:
            kept().message = refusals.told(conflict)  # and what was meant is counted as nothing is any more
        else:
            kept().clash = Clash(conflict, label, act, state.sequence)
            open_dialog("clash")
        return
    except ModelException:
        return  # `models.offer` says it
    except AlignmentException as failure:
        kept().message = refusals.told(failure)
        return
    tell_replaced(typed)
    done = after.sequence
    if done == before.sequence or project.events()[done - 1].reviewer != seat.reviewer():
        return  # nothing was left to do: others had done it
    seat.sign(project, after)
    state = look(project)
    kept().done = done
    kept().at_end = _is_finished(state) and not _is_finished(before)
    here = kept().focus
    event = project.events()[done - 1]
    kept().notice = _notice(event)
    seats = kept().seats
    seats[done] = here
    if isinstance(event.act, Undo) and (sat := seats.get(event.act.target)) in state.places:
        go_to(sat)  # back to where the act was done
    elif advance:
        _advance(project, state, [cutting.recounted(pair, before.cuts, state.cuts) for pair in later])
    elif here is None or here not in state.places or isinstance(event.act, Undo | Redo):
        _follow(project, event, state, here)


def _notice(event: Event) -> str:
    """What an act on many links did, and how to take it back; empty after any other."""
    match event.act:
        case AcceptMany(pairs) | SetStatusOfMany(pairs, "accepted"):
            done = n_("{number} accepted", "{number} accepted", len(pairs))
        case RaiseFlags(pairs):
            done = n_("{number} place flagged", "{number} places flagged", len(pairs))
        case SetStatusOfMany(pairs):
            done = n_("{number} link changed", "{number} links changed", len(pairs))
        case Relink(before=before) if len(before) > _MANY:
            done = n_("{number} link changed", "{number} links changed", len(before))
        case _:
            return ""
    return _("{what} · {key} takes it back", what=done, key=printed(KEYS["undo"].shortcut))


def tell_replaced(typed: Iterable[str]) -> None:
    """Say at the next look where something was typed and saved otherwise, because no file can hold it."""
    if any(clean_text(text) != text for text in typed):
        kept().message = _("Characters that no file can hold were replaced in what was typed.")


def finish(project: Project, label: str, act: Attempt, fields: Sequence[Widget[Any]] = ()) -> None:
    """Do what a dialog was for, on what the screen showed when it was opened; close it, and look again.

    Args:
        fields: those of the dialog, whose drafts go when the act is saved.
    """
    finish_here(project, label, act, fields)
    st.rerun()


def finish_here(project: Project, label: str, act: Attempt, fields: Sequence[Widget[Any]] = ()) -> None:
    """The same without looking again."""
    opened = kept().opened
    close_dialog()

    def saved(seen: int | None) -> State:
        state = act(seen)
        drafts.drop(fields)
        return state

    do(project, label, saved, opened.seen if opened else kept().seen)


def _is_finished(state: State) -> bool:
    return state.accepted == len(state.links)


def _waiting(before: State, places: list[int]) -> list[Pair]:
    """The links after the one in focus in the queue; all of it from outside."""
    focused = kept().focus
    here = before.places.get(focused, -1) if focused else -1
    return [before.links[place].pair for place in (places[places.index(here) + 1 :] if here in places else places)]


def _advance(project: Project, state: State, later: list[Pair]) -> None:
    """Go to the link that came next in the queue, and is still in it."""
    left = queue(project, state)
    remaining = {state.links[place].pair for place in left}
    following = next((pair for pair in later if pair in remaining), None)
    if following is None and left:
        following = state.links[left[0]].pair
    if following is None and not kept().at_end:
        kept().message = _("The queue is empty.")
    elif following is not None:
        go_to(following)
        kept().walked = following


def _follow(project: Project, event: Event, state: State, here: Pair | None) -> None:
    """Go to what came of the act: the link that shares most with the one that was in focus."""
    events = project.events()
    done = events[event.act.target - 1].act if isinstance(event.act, Undo | Redo) else event.act
    if isinstance(done, AcceptMany | SetStatusOfMany | RaiseFlags | AssignLinks) and here in state.places:
        return  # it is about links all over the text: stay
    places = [state.places[pair] for pair in about(events, event, state)]
    if places and (here is None or here not in {state.links[place].pair for place in places}):
        go_to((here and _nearest(state, here, places)) or state.links[places[0]].pair)


def about(events: Sequence[Event], event: Event, state: State) -> list[Pair]:
    """The links, as they are now, that an event is about, or the one that it switched off or on; in reading order."""
    if isinstance(event.act, Undo | Redo):
        event = events[event.act.target - 1]
    act = event.act
    cuts = cutting.cuts_before(events, event.sequence)
    pairs = [cutting.recounted(pair, cuts, state.cuts) for pair in concerned(act)]
    made = act.parts if isinstance(act, SplitAt) else act.after if isinstance(act, Update) else ()
    pairs += [cutting.recounted(part, (*cuts, *recounts(act)), state.cuts) for part in made]
    return sorted({pair for pair in pairs if pair in state.places}, key=state.places.__getitem__)


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
