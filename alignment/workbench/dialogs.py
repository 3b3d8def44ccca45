"""The dialogs of the review screen. While one is open the keys behind it rest."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

import streamlit as st

from alignment import review
from alignment.project import Event, Project, State
from alignment.records import SIDES, Link, Side, Unit, units_of
from alignment.workbench import (
    desk,
    drafts,
    flags,
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
