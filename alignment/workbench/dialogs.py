"""The dialogs of the review screen. While one is open the keys behind it rest."""

from __future__ import annotations

import html
from functools import partial

import streamlit as st

from alignment import review
from alignment.project import Event, Project, Relink, State, Undo, concerned, cutting
from alignment.records import SIDES, Alignment, Pair, Point, Side, units_of
from alignment.workbench import desk, flags, marking, session, text_view, words
from alignment.workbench.desk_state import Clash, kept
from alignment.workbench.keys import DECIDE, ENGLISH_SIDE, GO, KAZAKH_SIDE, KEYS, LINKS, LOOK, SAY, Key, printed
from alignment.workbench.speech import _, speaker


def show_link_dialog(project: Project, state: State, pair: Pair) -> None:
    """The dialog that is open, if any."""
    match kept().dialog:
        case "split":
            st.dialog(_("Split the link"), on_dismiss=desk.close_dialog, width="large")(_split)(project, state, pair)
        case "flag":
            flags.show_flag_dialog(project, state, pair)
        case "pop-out":
            st.dialog(_("Pop a unit out"), on_dismiss=desk.close_dialog, width="medium")(_pop)(project, state, pair)
        case "link-two":
            st.dialog(_("Link two places"), on_dismiss=desk.close_dialog, width="large")(_link)(project, state, pair)
        case "comment":
            st.dialog(_("Comment"), on_dismiss=desk.close_dialog)(_comment)(project, state, pair)
        case "propose":
            st.dialog(_("Better translation"), on_dismiss=desk.close_dialog, width="large")(_propose)(project, state, pair)
        case "keys":
            st.dialog(_("Keys"), on_dismiss=desk.close_dialog, width="large")(_keys)()
        case "clash":
            if clash := kept().clash:
                beside = st.dialog(_("Somebody was faster"), on_dismiss=desk.close_dialog, width="medium")(_clash)
                beside(project, state, clash)


def _split(project: Project, state: State, pair: Pair) -> None:
    alignment = project.alignment
    words_too = st.toggle(_("Between words, too"), key="split-words")
    chosen: dict[Side, Point] = {}
    made: dict[Side, tuple[str, str]] = {}
    share = 0.5
    for side, column in zip(reversed(SIDES), st.columns(2), strict=True):
        places = units_of(pair, side)
        options = cutting.points(alignment, side, places, words_too) or [Point(0)]
        marked = [cutting.point_at(alignment, span) for span in marking.marked(pair) if span.side == side]
        options = sorted({*options, *marked[:1]})
        likely = marked[0] if marked else cutting.likely(alignment, side, places, options, share)
        chosen[side] = column.selectbox(
            _("{side}: the second part begins with", side=words.side_name(side)),
            options,
            index=options.index(likely),
            format_func=partial(_beginning, alignment, side, places),
            key=f"split-{side}-{share:.3f}-{words_too}",
            disabled=not places,
        )
        made[side] = first, second = cutting.parts(alignment, side, places, chosen[side])
        if first and second:  # the Kazakh text is cut about as far into it as the English one
            share = len(first) / len(first + second)
    for part in (0, 1):
        with st.container(border=True):
            st.html(text_view.two_texts(made["en"][part], made["kk"][part]))
    whole = not all(made["en"][part] or made["kk"][part] for part in (0, 1))
    if st.button(_("Split here"), type="primary", shortcut="enter", disabled=whole, key="split-do"):
        who = session.reviewer()
        desk.finish(
            project, state, _("Split"), lambda seen: review.split_at(project, pair, chosen["kk"], chosen["en"], who, seen)
        )


def _beginning(alignment: Alignment, side: Side, places: tuple[int, ...], point: Point) -> str:
    second = cutting.parts(alignment, side, places, point)[1]
    if not second:
        return _("nothing of this side")
    return words.short(second, 80) if point.end else f"{alignment.units(side)[point.unit].id} {words.short(second, 70)}"


def _pop(project: Project, state: State, pair: Pair) -> None:
    alignment = project.alignment
    options: list[tuple[Side, int]] = [*(("en", unit) for unit in pair[1]), *(("kk", unit) for unit in pair[0])]

    def named(option: tuple[Side, int]) -> str:
        unit = alignment.units(option[0])[option[1]]
        return words.plain(f"{unit.id} {words.short(unit.text, 70)}")

    chosen = st.radio(_("Which unit stands alone?"), options, format_func=named, key="pop-unit")
    if st.button(_("Pop out"), type="primary", shortcut="enter", key="pop-do") and chosen is not None:
        who, (side, unit) = session.reviewer(), chosen
        desk.finish(project, state, _("Pop out"), lambda seen: review.pop(project, pair, side, unit, who, seen))


def _link(project: Project, state: State, pair: Pair) -> None:
    st.write(_("Choose an English and a Kazakh unit. What their links hold beside them stays together."))
    alignment, place = project.alignment, state.place(pair)
    chosen: dict[Side, int] = {}
    for side in reversed(SIDES):
        units, own = alignment.units(side), units_of(pair, side)
        nearby = range(max(place - 15, 0), min(place + 16, len(state.links)))
        around = sorted({u for p in nearby for u in units_of(state.links[p].pair, side)})
        options = [f"{units[u].id} {words.short(units[u].text, 80)}" for u in around]
        if not options:
            st.info(_("There is no text nearby."))
            return
        start = around.index(own[0]) if own else 0
        option = st.selectbox(words.side_name(side), options, index=start, key=f"link-{side}")
        chosen[side] = around[options.index(option)]
    if st.button(_("Link"), type="primary", key="link-do"):
        who, kk, en = session.reviewer(), chosen["kk"], chosen["en"]
        desk.finish(project, state, _("Link two places"), lambda seen: review.link_places(project, kk, en, who, seen))


def _comment(project: Project, state: State, pair: Pair) -> None:
    with st.form("comment-form", border=False):
        text = st.text_area(_("Comment"), key="comment-text", label_visibility="collapsed")
        if st.form_submit_button(_("Save"), type="primary", key="comment-save"):
            who = session.reviewer()
            desk.finish(project, state, _("Comment"), lambda seen: review.comment(project, pair, text or "", who, seen))


def _propose(project: Project, state: State, pair: Pair) -> None:
    kk, en = project.alignment.texts(state.link(pair).link)
    st.html(f'<div class="near" lang="en">{html.escape(en)}</div>')
    with st.form("propose-form", border=False):
        text = st.text_area(_("Kazakh"), value=kk, key="propose-text", height=200)
        if st.form_submit_button(_("Save"), type="primary", key="propose-save"):
            who = session.reviewer()
            desk.finish(
                project, state, _("Better translation"), lambda seen: review.propose(project, pair, "kk", text, who, seen)
            )


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


def _clash(project: Project, state: State, clash: Clash) -> None:
    event: Event = clash.conflict.event
    st.warning(
        _(
            "{who} changed this link in the meantime. Nothing of either is lost: decide what shall stand.",
            who=words.plain(event.reviewer),
        ),
        icon=":material/warning:",
    )
    st.html(session.person(event.reviewer) + f" · {speaker().moment(event.at)} · {_(words.act(event.act))}")
    made = [r for pair in _made(project, event) if pair in state.places for r in [state.link(pair)]]
    for reviewed in made[:3]:
        with st.container(border=True):
            st.caption(_(words.STATUS_WORDS[reviewed.status]))
            st.html(text_view.side_by_side(project.alignment, reviewed.pair))
    st.html(session.person(session.reviewer()) + f" · {clash.label}")
    with st.container(horizontal=True):
        if st.button(_("Keep theirs"), type="primary", key="keep-theirs"):
            desk.close_dialog()
            if made:
                desk.go_to(made[0].pair)
            st.rerun()
        if st.button(_("Do mine all the same"), key="do-mine"):
            desk.close_dialog()
            desk.do(project, clash.label, clash.act, None)
            st.rerun()


def _made(project: Project, event: Event) -> tuple[Pair, ...]:
    act = event.act
    if isinstance(act, Undo):
        act = project.events()[act.target - 1].act
        return act.before if isinstance(act, Relink) else tuple(concerned(act))
    return act.after if isinstance(act, Relink) else tuple(concerned(act))
