"""The dialogs of the review screen. While one is open the keys behind it rest."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from alignment import review
from alignment.project import Event, Project, State, cutting
from alignment.records import SIDES, Alignment, Link, Point, Side, Unit, units_of
from alignment.workbench import (
    desk,
    drafts,
    flags,
    marking,
    mass_acts,
    occurrence_dialogs,
    refusals,
    seat,
    session,
    start_and_finish,
    text_view,
    words,
)
from alignment.workbench.desk_state import Clash, kept
from alignment.workbench.keys import DECIDE, ENGLISH_SIDE, GO, KAZAKH_SIDE, KEYS, LINKS, LOOK, SAY, Key, printed
from alignment.workbench.speech import _, speaker
from alignment.workbench.widgets import Widget

_OF_A_LINK = ("split", "flag", "pop-out", "link-two", "comment", "propose", "accept-many")


def close_if_gone(state: State) -> None:
    """Close a dialog about a link that is no link any more. What was written in it is kept with the link's units."""
    opened = kept().opened
    if kept().dialog in _OF_A_LINK and (opened is None or opened.pair not in state.places):
        desk.close_dialog()
        kept().message = _("The link was changed in the meantime: look at it again. What you wrote is kept.")


def show_link_dialog(project: Project) -> None:
    """The dialog that is open, if any."""
    match kept().dialog:
        case "split":
            st.dialog(_("Split the link"), on_dismiss=desk.close_dialog, width="large")(_split)(project)
        case "flag":
            flags.show_flag_dialog(project)
        case "pop-out":
            st.dialog(_("Pop a unit out"), on_dismiss=desk.close_dialog, width="medium")(_pop)(project)
        case "link-two":
            st.dialog(_("Link two places"), on_dismiss=desk.close_dialog, width="large")(_link)(project)
        case "comment":
            st.dialog(_("Comment"), on_dismiss=desk.close_dialog)(_comment)(project)
        case "propose":
            st.dialog(_("Better translation"), on_dismiss=desk.close_dialog, width="large")(_propose)(project)
        case "places" | "flag-all" as name:
            occurrence_dialogs.show_occurrences(project, name)
        case "accept-many":
            mass_acts.show_accept_dialog(project)
        case "realign":
            mass_acts.show_realign_dialog(project)
        case "finished":
            start_and_finish.show_finished_dialog(project)
        case "keys":
            st.dialog(_("Keys"), on_dismiss=desk.close_dialog, width="large")(_keys)()
        case "clash":
            show_clash(project)


def show_clash(project: Project) -> None:
    """What somebody else did in the meantime, on any screen that was acted on, if that is to be told."""
    clash = kept().clash
    if kept().dialog == "clash" and clash:
        beside = st.dialog(_("Somebody was faster"), on_dismiss=desk.close_dialog, width="medium")(_clash)
        beside(project, clash)


def _split(project: Project) -> None:
    _state, alignment, pair = desk.opened_link(project)
    about = drafts.names_of(alignment, pair)
    finer = drafts.field("split-words", about, False)
    words_too = st.toggle(_("Between words, too"), **drafts.keeping(finer))
    fields: list[Widget[Any]] = [finer]
    chosen: dict[Side, Point] = {}
    made: dict[Side, tuple[str, str]] = {}
    share = 0.5
    for side, column in zip(reversed(SIDES), st.columns(2), strict=True):
        places = units_of(pair, side)
        options = cutting.points(alignment, side, places, words_too) or [Point(0)]
        marked = [cutting.point_at(alignment, span) for span in marking.marked(pair) if span.side == side]
        options = sorted({*options, *marked[:1]})
        likely = marked[0] if marked else cutting.likely(alignment, side, places, options, share)
        by_name = {_point_name(alignment, side, point): point for point in options}
        name = f"split-{side}-{share:.3f}-{words_too}"
        where = drafts.field(name, about, _point_name(alignment, side, likely), by_name)
        column.selectbox(
            _("{side}: the second part begins with", side=words.side_name(side)),
            list(by_name),
            format_func=partial(_beginning, alignment, side, places, by_name),
            disabled=not places,
            **drafts.keeping(where),
        )
        fields.append(where)
        chosen[side] = by_name[where.value]
        made[side] = first, second = cutting.parts(alignment, side, places, chosen[side])
        if first and second:  # the Kazakh text is cut about as far into it as the English one
            share = len(first) / len(first + second)
    for part in (0, 1):
        with st.container(border=True):
            st.html(text_view.two_texts(made["en"][part], made["kk"][part]))
    whole = not all(made["en"][part] or made["kk"][part] for part in (0, 1))
    if st.button(_("Split here"), type="primary", shortcut="enter", disabled=whole, key="split-do"):
        who = seat.reviewer()
        act = partial(review.split_at, project, pair, chosen["kk"], chosen["en"], who)
        desk.finish(project, _("Split"), act, fields)


def _point_name(alignment: Alignment, side: Side, point: Point) -> str:
    """A place in a text by the id of its unit: it names the same place whatever is cut elsewhere."""
    units = alignment.units(side)
    name = units[point.unit].id if point.unit < len(units) else "end"
    return f"{name}:{point.end}:{point.start}"


def _beginning(alignment: Alignment, side: Side, places: tuple[int, ...], by_name: dict[str, Point], name: str) -> str:
    point = by_name[name]
    second = cutting.parts(alignment, side, places, point)[1]
    if not second:
        return _("nothing of this side")
    return words.short(second, 80) if point.end else f"{alignment.units(side)[point.unit].id} {words.short(second, 70)}"


def _pop(project: Project) -> None:
    _state, alignment, pair = desk.opened_link(project)
    named: dict[str, tuple[Side, int]] = {
        alignment.units(side)[place].id: (side, place) for side in reversed(SIDES) for place in units_of(pair, side)
    }

    def shown(name: str) -> str:
        side, place = named[name]
        return words.plain(f"{name} {words.short(alignment.units(side)[place].text, 70)}")

    chosen = drafts.field("pop-unit", drafts.names_of(alignment, pair), next(iter(named)), named)
    st.radio(_("Which unit stands alone?"), list(named), format_func=shown, **drafts.keeping(chosen))
    if st.button(_("Pop out"), type="primary", shortcut="enter", key="pop-do"):
        who, (side, unit) = seat.reviewer(), named[chosen.value]
        desk.finish(project, _("Pop out"), partial(review.pop, project, pair, side, unit, who), [chosen])


def _link(project: Project) -> None:
    st.write(_("Choose an English and a Kazakh unit. What their links hold beside them stays together."))
    state, alignment, pair = desk.opened_link(project)
    about, place = drafts.names_of(alignment, pair), state.place(pair)
    chosen: dict[Side, int] = {}
    fields: list[Widget[str]] = []
    for side in reversed(SIDES):
        units, own = alignment.units(side), units_of(pair, side)
        nearby = range(max(place - 15, 0), min(place + 16, len(state.links)))
        around = sorted({u for p in nearby for u in units_of(state.links[p].pair, side)})
        named = {units[u].id: u for u in around}
        if not named:
            st.info(_("There is no text nearby."))
            return
        field = drafts.field(f"link-{side}", about, units[own[0] if own else around[0]].id, named)
        st.selectbox(
            words.side_name(side), list(named), format_func=partial(_unit_line, units, named), **drafts.keeping(field)
        )
        fields.append(field)
        chosen[side] = named[field.value]
    if st.button(_("Link"), type="primary", key="link-do"):
        who, kk, en = seat.reviewer(), chosen["kk"], chosen["en"]
        desk.finish(project, _("Link two places"), partial(review.link_places, project, kk, en, who), fields)


def _unit_line(units: Sequence[Unit], named: dict[str, int], name: str) -> str:
    return f"{name} {words.short(units[named[name]].text, 80)}"


def _comment(project: Project) -> None:
    _state, alignment, pair = desk.opened_link(project)
    text = drafts.field("comment-text", drafts.names_of(alignment, pair), "")
    st.text_area(_("Comment"), label_visibility="collapsed", **drafts.keeping(text))
    drafts.watch_escape()
    if drafts.save_button("comment-save"):
        act = partial(review.comment, project, pair, text.value, seat.reviewer())
        desk.finish(project, _("Comment"), act, [text])


def _propose(project: Project) -> None:
    _state, alignment, pair = desk.opened_link(project)
    kk, en = alignment.texts(Link(*pair))
    st.html(f'<div class="near" lang="en">{html.escape(en)}</div>')
    text = drafts.field("propose-text", drafts.names_of(alignment, pair), kk)
    st.text_area(_("Kazakh"), height=200, **drafts.keeping(text))
    drafts.watch_escape()
    if drafts.save_button("propose-save"):
        act = partial(review.propose, project, pair, "kk", text.value, seat.reviewer())
        desk.finish(project, _("Better translation"), act, [text])


def _keys() -> None:
    st.caption(_("The second letter is the same key on a Kazakh or Russian keyboard. ⇧ is Shift. Escape closes a dialog."))
    for column, groups in zip(st.columns(3), ((GO, DECIDE, LOOK), (LINKS, SAY), (ENGLISH_SIDE, KAZAKH_SIDE)), strict=True):
        column.html("".join(_keys_of(group) for group in groups))


def _keys_of(group: str) -> str:
    own = [key for key in KEYS.values() if key.group == group]
    rows = "".join(
        f"<tr><td><kbd>{printed(key.shortcut)}</kbd></td><td>{_(key.label)}{_help(key)}</td></tr>" for key in own
    )
    return f"<b>{_(group)}</b><table class='keys'>{rows}</table>"


def _help(key: Key) -> str:
    return f"<br><small>{_(key.help)}</small>" if key.help else ""


def _clash(project: Project, clash: Clash) -> None:
    state = desk.look(project)
    event: Event = clash.conflict.event
    made = [state.link(pair) for pair in desk.about(project.events(), event, state)]
    told = _(
        "{who} changed this link in the meantime. Nothing of either is lost: decide what shall stand.",
        who=words.plain(event.reviewer),
    )
    st.warning(told if made else refusals.told(clash.conflict), icon=":material/warning:")
    st.html(session.person(event.reviewer) + f" · {speaker().moment(event.at)} · {_(words.act(event.act))}")
    for reviewed in made[:3]:
        with st.container(border=True):
            st.caption(_(words.STATUS_WORDS[reviewed.status]))
            st.html(text_view.side_by_side(project.alignment_of(state), reviewed.pair))
    st.html(session.person(seat.reviewer()) + f" · {clash.label}")
    with st.container(horizontal=True):
        if st.button(_("Keep theirs"), type="primary", key="keep-theirs"):
            desk.close_dialog()
            if made:
                desk.go_to(made[0].pair)
            st.rerun()
        if st.button(_("Do mine all the same"), key="do-mine"):
            desk.close_dialog()
            desk.do(project, clash.label, clash.act, clash.seen)
            st.rerun()
