"""The list of all links. The browser draws, scrolls and walks it (`text_list.js`, `text_rows.js`); every act is done here.

The browser numbers its acts and tells all that it has no answer to, so that keys pressed faster than the answers come are
neither lost nor done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from alignment import review
from alignment.project import (
    AcceptMany,
    AssignLinks,
    Project,
    RaiseFlags,
    Redo,
    Relink,
    SetStatus,
    SetStatusOfMany,
    State,
    Undo,
    concerned,
    status_given,
)
from alignment.records import Alignment, Pair, Status, template
from alignment.review import Query, ReviewedFinding
from alignment.workbench import (
    desk,
    flags,
    hands,
    marking,
    occurrence_dialogs,
    refusals,
    seat,
    session,
    text_rows,
    words,
)
from alignment.workbench.desk_state import Attempt, Told, kept
from alignment.workbench.keys import KEYS
from alignment.workbench.speech import _, n_, spoken_language
from alignment.workbench.widgets import TEXT_LIST

_MOST_HITS = 20_000  # that travel to the browser: some hundred kilobytes
_component = st.components.v2.component(
    "alignment.text_list",
    html="<i hidden></i>",
    js=hands.script(*hands.SCRIPTS, "text_list", "text_rows", "text_hits"),
    isolate_styles=False,
)
_LABELS = {
    "accept": KEYS["accept"].label,
    "next": KEYS["accept-next"].label,
    "doubt": KEYS["needs-review"].label,
    "reopen": template("Reopen"),
    "merge": template("Merge"),
    "split": KEYS["split"].label,
    "move": template("Move"),
    "flag": KEYS["flag"].label,
    "assign": template("Assign…"),
    "comment": KEYS["comment"].label,
    "open": template("Open"),
    "undo": KEYS["undo"].label,
    "redo": KEYS["redo"].label,
    "on": template("Next hit"),
    "back": template("Previous hit"),
    "places": KEYS["places"].label,
    "all": template("Select all"),
}
_TIPS = {
    "next": KEYS["accept-next"].help,
    "merge": template("With the next link; or all that are selected."),
    "assign": template("Say who looks at the link, or at all that are selected."),
    "split": template("Here in the list: a click into the texts says where."),
    "grip": template("{unit}: drag it to the link above or below, or press ↑ or ↓"),
    "open": template("Look at this link alone, on the review screen."),
    "places": KEYS["places"].help,
    "all": template("All links of the list. Shift selects from here on, Ctrl and a click one more, Escape none."),
}
_OF_THE_PANEL = ("cut", "leave")
_WORDS = {
    "links": template("All links"),
    "bar": template("Acts"),
    "place": template("Link {place} of {links}"),
    "shown": template("In the list: {number}"),
    "selected": template("Selected: {number}"),
    "hit": template("Hit {place} of {number}"),
    "hits": template("Hits: {number}"),
    "sure": template("{act}: {number} links, {hidden} of them out of view. Once more: yes. Escape: no."),
    "saving": template("being saved"),
    "reviewer": template("set by a reviewer"),
    "shape": template("{kk} Kazakh : {en} English"),
    "finding": template("Findings"),
    "flags": template("Flags"),
    "comments": template("Comments"),
    "assigned": template("Assigned to {who}"),
    "none": template("no counterpart"),
    "empty": template("No link is like that."),
}


@st.cache_resource(show_spinner=False, max_entries=8)
def _texts(location: str, counted: int, _alignment: Alignment) -> tuple[bytes, ...]:
    return text_rows.text_pieces(_alignment, _stamp(location, counted))


def _stamp(location: str, counted: int) -> str:
    return f"{hash((location, counted)):x}"


def hand_over_texts(project: Project, state: State, focus: Pair) -> None:
    """Hand the project's texts to the browser, beginning with those around the link in focus. Outside the fragment of the
    list, so that no act sends them again."""
    pieces = _texts(project.location, hash(state.cuts), project.alignment_of(state))
    with st.container(key="text-pieces"):
        for number, piece in text_rows.nearest_first(pieces, focus):
            _component(key=f"text-piece-{number}", data=piece, height=0)


def draw(
    project: Project,
    state: State,
    focus: Pair,
    shown: Sequence[int],
    findings: Mapping[Pair, Sequence[ReviewedFinding]],
    query: Query,
) -> None:
    """Draw the list.

    Args:
        shown: places of the links that it holds, in order.
        findings: the open findings of each link, as far as they are known.
        query: what is searched for; empty where nothing is, or a place.
    """
    who, told = seat.reviewer(), kept().told
    people = review.people_of_links(session.project_sections(project, state), state)
    links, notes = text_rows.links_piece(state), text_rows.notes_piece(state, findings, people)
    hits = _hits(project, state, query)
    rows = text_rows.rows_piece(
        state,
        shown,
        texts=_stamp(project.location, hash(state.cuts)),
        links=links.stamp,
        notes=notes.stamp,
        focus=state.place(focus),
        taken=kept().acts_taken,
        rests=kept().dialog is not None,
        split=hands.panel(project, state, focus) if kept().dialog == "split" else None,
        cuts=hands.split_label(),
        undo=bool(project.next_undo(who)),
        redo=bool(project.next_redo(who)),
        said=told and [told.act, told.words, told.warns],
        hits=hits.stamp,
        query=query.text.strip(),
        language=spoken_language(),
        labels={name: _(label) for name, label in _LABELS.items()},
        tips={name: _(tip) for name, tip in _TIPS.items()},
        words={name: _(said) for name, said in _WORDS.items()},
        statuses={letter: _(words.STATUS_WORDS[status]) for status, letter in text_rows.STATUS_LETTERS.items()},
        figures=text_rows.figures(),
    )
    _component(key=TEXT_LIST.key, data=rows, on_acts_change=partial(_take, project))
    with st.container(key="list-pieces"):
        _component(key="text-links", data=links.content, height=0)
        _component(key="text-notes", data=notes.content, height=0)
        _component(key="text-hits", data=hits.content, height=0)


def _hits(project: Project, state: State, query: Query) -> text_rows.Piece:
    """Where the query's words stand in the texts; looked for once."""
    key = (project.location, hash(state.cuts), query)
    known = kept().list_hits
    if known is None or known[0] != key:
        found = session.index(project, state).hits(query, _MOST_HITS)
        known = kept().list_hits = (key, *text_rows.hits_piece(project.alignment_of(state), found, _MOST_HITS))
    return text_rows.Piece(*known[1:])


@refusals.noted
def _take(project: Project) -> None:
    """Do what the browser tells of and has not been done. Where an act has to be decided about first, the browser tells of
    those behind it once more."""
    for said in TEXT_LIST.value.get("acts") or ():
        if kept().dialog and said["act"] not in _OF_THE_PANEL:
            return
        if said["number"] > kept().acts_taken:
            kept().acts_taken = said["number"]
            _act(project, said)


def _act(project: Project, said: Mapping[str, Any]) -> None:
    """One act, on links that the browser names by their units as it showed them."""
    state, who = desk.look(project), seat.reviewer()
    pairs = [_pair(pair) for pair in said.get("pairs") or ()]
    if said.get("focus") and (focus := _pair(said["focus"])) in state.places:
        desk.go_to(focus)
    match said["act"]:
        case "open":
            kept().leaves_list = said.get("dialog") or ""
            kept().looked_up = str(said.get("words") or "")
        case "status" if pairs:
            _do(project, said, partial(_decide, project, pairs, said["status"], who))
        case "flag" | "assign" as dialog if pairs:
            _ask(state, dialog, pairs, said)
        case "merge" if len(pairs) == 1:
            _do(project, said, partial(review.merge, project, pairs[0], "next", who))
        case "merge":
            _do(project, said, partial(review.merge_many, project, pairs, who))
        case "split" if focus_pair := kept().focus:
            desk.open_dialog("split")
            if opened := kept().opened:
                kept().opened = replace(opened, pair=focus_pair, seen=said["seen"])
        case "cut" | "leave" if kept().dialog == "split":
            _tell(project, said, partial(hands.decide, project, said["act"], said))
        case "move" if len(pairs) == 1:
            _tell(project, said, partial(hands.move_unit, project, pairs[0], said, said["seen"]))
        case "undo":
            _do(project, said, lambda _seen: project.undo(who))
        case "redo":
            _do(project, said, lambda _seen: project.redo(who))


def _ask(state: State, dialog: str, pairs: Sequence[Pair], said: Mapping[str, Any]) -> None:
    """Open the dialog of an act on several links, on what the browser showed."""
    if not state.places.keys() >= set(pairs):
        words_said = _("The link was changed in the meantime: look at it again.")
        kept().told = Told(said["number"], words_said, warns=True)
        return
    kept().seen = said["seen"]
    desk.open_dialog(f"{dialog}-links", pairs=tuple(pairs))


def _pair(said: Sequence[Sequence[int]]) -> Pair:
    kk, en = (tuple(int(unit) for unit in units) for units in said)
    return kk, en


def _decide(project: Project, pairs: Sequence[Pair], status: Status, who: str, seen: int | None) -> State:
    if len(pairs) == 1:
        return review.set_status(project, pairs[0], status, who, seen)
    return review.set_status_of_many(project, pairs, status, who, seen)


def _do(project: Project, said: Mapping[str, Any], act: Attempt) -> None:
    """Do an act and keep what is to be said of it: what it changed, or why it was refused."""
    _tell(project, said, lambda: desk.do(project, _label(said), act, said["seen"]))


def _tell(project: Project, said: Mapping[str, Any], does: Callable[[], None]) -> None:
    before, number = kept().done, said["number"]
    does()
    if message := kept().take_message():
        kept().told = Told(number, message, warns=True)
    elif kept().done != before:
        kept().told = Told(number, _done(project, kept().done))


def tell_after(project: Project, does: Callable[[], None]) -> None:
    """Do what a dialog was for that the last act opened, and let the list tell what came of it."""
    _tell(project, {"number": kept().acts_taken}, does)


def _label(said: Mapping[str, Any]) -> str:
    names = {"accepted": "accept", "needs review": "doubt", "unreviewed": "reopen"}
    return _(_LABELS[names.get(said.get("status", ""), said["act"])])


def _done(project: Project, number: int) -> str:
    """What an event did, and the key that takes it back."""
    events = project.events()
    match events[number - 1].act:
        case Undo(target):
            return _("{act} · taken back", act=_(words.act(events[target - 1].act)))
        case Redo(target):
            return _("{act} · done again", act=_(words.act(events[target - 1].act)))
        case Relink("merge", before):
            told = n_("{number} link merged", "{number} links merged", len(before))
        case RaiseFlags(pairs):
            told = n_("{number} link flagged", "{number} links flagged", len(pairs))
        case AssignLinks(pairs, ""):
            told = n_("{number} link taken back", "{number} links taken back", len(pairs))
        case AssignLinks(pairs, to):
            told = n_("{number} link assigned to {who}", "{number} links assigned to {who}", len(pairs), who=to)
        case SetStatus() | AcceptMany() | SetStatusOfMany() as act:
            told = _COUNTED[status_given(act)](len(concerned(act)))
        case other:
            told = _(words.act(other))
    return _("{done} · {key} takes it back", done=told, key="{key}")  # the browser knows how the key is printed


_COUNTED: dict[Status, Callable[[int], str]] = {
    "accepted": lambda number: n_("{number} accepted", "{number} accepted", number),
    "needs review": lambda number: n_("{number} needs review", "{number} need review", number),
    "unreviewed": lambda number: n_("{number} reopened", "{number} reopened", number),
}


def leave(project: Project, to: str) -> None:
    """Go to the review screen, if somebody opened the link in focus, with the dialog that it was opened for."""
    dialog, kept().leaves_list = kept().leaves_list, None
    if dialog is None:
        return
    if focus := kept().focus:
        marking.set_marked(marking.marked(focus))  # what is marked in another link's texts is forgotten
    if dialog == "flag":
        flags.begin()
    elif dialog == "comment":
        desk.open_dialog("comment")
    elif dialog == "places":
        occurrence_dialogs.ask_for_places(project)
    st.switch_page(to)
