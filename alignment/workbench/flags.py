"""Flags: the dialog that raises or changes one, the list under a link, and the score of a link in ESA mode."""

from __future__ import annotations

import html
from collections.abc import Sequence
from hashlib import sha256

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import (
    CATEGORIES,
    ESA_SEVERITIES,
    SEVERITIES,
    SEVERITY_HELP,
    UNCLASSIFIED,
    Alignment,
    Flag,
    Link,
    Pair,
    Span,
    template,
    units_of,
)
from alignment.workbench import desk, drafts, marking, occurrence_dialogs, seat, session, text_view, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _
from alignment.workbench.text_view import Shown
from alignment.workbench.widgets import Widget

_DIMENSIONS = tuple(dict.fromkeys(category.dimension for category in CATEGORIES))
_ANCHORS = {
    0: template("nothing of the meaning is there"),
    33: template("some of it; much is lost or wrong"),
    66: template("most of it; small errors in meaning or language"),
    100: template("all of it, in flawless language"),
}


def begin(flag: Flag | None = None) -> None:
    """Open the dialog: for a new flag on what is marked, or to change one. What is marked takes the place of its spans."""
    if flag and not kept().marks:
        marking.set_marked(flag.spans)
    desk.open_dialog("flag", flag)


def _dismiss() -> None:
    opened = kept().opened
    desk.close_dialog()
    if opened and opened.flag:
        marking.clear()  # they were the flag's, not a new one's


def show_flag_dialog(project: Project) -> None:
    """The dialog that `begin` opened."""
    opened = kept().opened
    title = _("Change flag") if opened and opened.flag else _("Flag a translation error")
    st.dialog(title, on_dismiss=_dismiss, width="large")(_dialog)(project)


def _dialog(project: Project) -> None:
    _state, alignment, pair = desk.opened_link(project)
    opened = kept().opened
    flag = opened.flag if opened else None
    about = (f"{flag.id}",) if flag else drafts.names_of(alignment, pair)
    _marks(alignment, pair)
    drafts.watch_escape()
    fields: list[Widget[str]] = []
    if session.scores_links() and (flag is None or flag.category == UNCLASSIFIED.name):
        severity = _severity(about, flag, ESA_SEVERITIES, fields)
        said = (UNCLASSIFIED.name, severity, flag.note if flag else "", flag.better if flag else "")
        save = st.button(_save_label(flag), type="primary", icon=":material/flag:", key="flag-save", shortcut="enter")
    else:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            category = _category(about, flag, fields)
        with right:
            severity = _severity(about, flag, tuple(SEVERITIES), fields)
            wording = _wording(alignment, marking.marked(pair), about, flag, fields)
            save = drafts.save_button("flag-save", _save_label(flag), ":material/flag:")
        said = (category, severity, *wording)
    if save:
        _save(project, pair, flag, said, fields)


def fields_of_many(about: Sequence[str], fields: list[Widget[str]]) -> tuple[str, str, str]:
    """The fields of a flag for several links as a whole: its category, severity and note.

    Args:
        about: names the links.
        fields: takes in those that were drawn.
    """
    if session.scores_links():
        return UNCLASSIFIED.name, _severity(about, None, ESA_SEVERITIES, fields), ""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        category = _category(about, None, fields)
    with right:
        severity = _severity(about, None, tuple(SEVERITIES), fields)
        note = _note(about, None, fields)
    return category, severity, note


def _save_label(flag: Flag | None) -> str:
    return _("Save") if flag else _("Flag")


def _marks(alignment: Alignment, pair: Pair) -> None:
    spans = marking.marked(pair)
    if not spans:
        st.caption(_("Nothing is marked: the flag goes to the link as a whole."))
        return
    with st.container(key="flag-marks", gap="xsmall"):
        for number, span in enumerate(spans):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<div class="note">{words.side_name(span.side)}: {marking.quoted(alignment, [span])}</div>')
                others = (*spans[:number], *spans[number + 1 :])
                st.button(
                    _("Clear"), key=f"flag-clear-{number}", type="tertiary", on_click=marking.set_marked, args=(others,)
                )


def _category(about: Sequence[str], flag: Flag | None, fields: list[Widget[str]]) -> str:
    first = flag.category if flag and flag.category != UNCLASSIFIED.name else CATEGORIES[0].name
    dimension = drafts.field("flag-dimension", about, first.split("/", maxsplit=1)[0], _DIMENSIONS)
    st.pills(
        _("Category"),
        _DIMENSIONS,
        required=True,
        wrap=True,
        format_func=lambda name: _(_first_of(name)).split("/", maxsplit=1)[0],
        **drafts.keeping(dimension),
    )
    own = {category.name: category for category in CATEGORIES if category.dimension == dimension.value}
    chosen = drafts.field("flag-category", about, first if first in own else next(iter(own)), own)
    st.radio(
        _("Type"),
        list(own),
        format_func=lambda name: _(name).rsplit("/", maxsplit=1)[-1],
        captions=[f"{_(category.help)}  \n{category.example}" for category in own.values()],
        label_visibility="collapsed",
        **drafts.keeping(chosen),
    )
    fields += [dimension, chosen]
    return chosen.value


def _first_of(dimension: str) -> str:
    return next(category.name for category in CATEGORIES if category.dimension == dimension)


def _severity(about: Sequence[str], flag: Flag | None, levels: tuple[str, ...], fields: list[Widget[str]]) -> str:
    first = flag.severity if flag else "minor"
    severity = drafts.field("flag-severity", about, first if first in levels else levels[0], levels)
    st.segmented_control(_("Severity"), levels, required=True, format_func=_, **drafts.keeping(severity))
    st.caption(_(SEVERITY_HELP[severity.value]))
    fields.append(severity)
    return severity.value


def _wording(
    alignment: Alignment, spans: tuple[Span, ...], about: Sequence[str], flag: Flag | None, fields: list[Widget[str]]
) -> tuple[str, str]:
    """The note and the proposed wording of the marked Kazakh; empty where it is the marked text itself."""
    note = _note(about, flag, fields)
    marked = _kazakh(alignment, spans)
    if not marked:
        return note, ""
    opened = kept().opened
    proposed = flag.better if flag and opened and _kazakh(alignment, opened.marks) == marked else ""
    # Of other words, another wording: the key holds what is marked.
    better = drafts.field(f"flag-better-{sha256(marked.encode()).hexdigest()[:8]}", about, proposed or marked)
    st.text_area(_("Better, in place of the marked Kazakh"), height=80, **drafts.keeping(better))
    fields.append(better)
    return note, "" if better.value.strip() == marked.strip() else better.value


def _note(about: Sequence[str], flag: Flag | None, fields: list[Widget[str]]) -> str:
    note = drafts.field("flag-note", about, flag.note if flag else "")
    st.text_area(_("Note"), placeholder=_("What is wrong"), height=80, **drafts.keeping(note))
    fields.append(note)
    return note.value


def _kazakh(alignment: Alignment, spans: tuple[Span, ...]) -> str:
    return " ".join(alignment.kk_units[s.unit].text[s.start : s.end] for s in spans if s.side == "kk")


def _save(
    project: Project, pair: Pair, flag: Flag | None, said: tuple[str, str, str, str], fields: Sequence[Widget[str]]
) -> None:
    category, severity, note, better = said
    who, spans = seat.reviewer(), marking.marked(pair)
    if flag:  # what it says of texts that belong to another link by now stays
        spans += tuple(span for span in flag.spans if span.unit not in units_of(pair, span.side))

    def act(seen: int | None) -> State:
        if flag:
            made = review.edit_flag(project, flag.id, category, severity, note, who, seen, spans=spans, better=better)
        else:
            made = review.flag(project, pair, category, severity, note, who, seen, spans=spans, better=better)
        marking.clear()
        return made

    desk.finish(project, _("Change flag") if flag else _("Flag"), act, fields)


def flag_spans(state: State, link: Link) -> list[Shown]:
    """The spans of the link's flags, to be seen in the text."""
    return [Shown(span, f"flag {flag.severity}", _said(flag)) for flag in state.flags_of(link) for span in flag.spans]


def _said(flag: Flag) -> str:
    return f"{_(flag.category)} ({_(flag.severity)})" + (f": {flag.note}" if flag.note else "")


def listed(project: Project, state: State, link: Link) -> None:
    """The link's flags, each with buttons that change it and take it away."""
    who = seat.reviewer()

    def remove(flag: Flag) -> None:
        desk.do(project, _("Remove flag"), lambda seen: review.unflag(project, flag.id, who, seen), state.sequence)

    for flag in state.flags_of(link):
        with st.container(horizontal=True, vertical_alignment="center", key=f"note-flag-{flag.id}"):
            st.html(_entry(project.alignment_of(state), flag))
            with st.container(horizontal=True, width="content"):
                st.button(_("Change flag"), key=f"change-flag-{flag.id}", type="tertiary", on_click=begin, args=(flag,))
                if occurrence_dialogs.can_flag_all(flag):
                    st.button(
                        _("Everywhere …"),
                        key=f"everywhere-{flag.id}",
                        type="tertiary",
                        help=_("Propose the same for all other occurrences of these words."),
                        on_click=occurrence_dialogs.ask_to_flag_all,
                        args=(flag,),
                    )
                st.button(_("Remove flag"), key=f"unflag-{flag.id}", type="tertiary", on_click=remove, args=(flag,))


def _entry(alignment: Alignment, flag: Flag) -> str:
    badge = f'<span class="badge {words.SEVERITY_COLOR[flag.severity]}">⚑ {_(flag.severity)}</span>'
    quote = marking.quoted(alignment, flag.spans)
    body = f"<div>{badge}{_(flag.category)} {quote}</div>"
    if flag.note:
        body += f"<div>{html.escape(flag.note)}</div>"
    if flag.better:
        body += f'<div lang="kk">{text_view.difference(_kazakh(alignment, flag.spans), flag.better)}</div>'
    return f'<div class="note">{body}<div class="meta">{session.person(flag.reviewer)}</div></div>'


def show_score(project: Project, state: State, pair: Pair) -> None:
    """The slider for the link's score, what its places mean, and what everybody gave."""
    who, ratings = seat.reviewer(), state.ratings_of(pair)
    own = next((rating.score for rating in ratings if rating.reviewer == who), None)
    score = Widget(f"score-{drafts.names_of(project.alignment_of(state), pair)[0]}", 0)
    score.put(0 if own is None else own)  # undo moves the slider too

    def rate(value: int | None) -> None:
        desk.do(project, _("Score"), lambda seen: review.rate(project, pair, value, who, seen), state.sequence)

    def moved() -> None:
        rate(score.value)

    given = f"<b>{own}</b>" if own is not None else _("not scored yet: move the slider")
    others = "".join(f" · {session.person(r.reviewer)} <b>{r.score}</b>" for r in ratings if r.reviewer != who)
    cells = "".join(f"<div><b>{place}</b> {_(meaning)}</div>" for place, meaning in _ANCHORS.items())
    with st.container(key="esa", border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<div class="scores">{session.person(who)} {given}{others}</div>')
            if own is None:
                st.button(_("Give 0"), key="score-zero", type="tertiary", on_click=rate, args=(0,))
            else:
                st.button(_("Take back"), key="score-back", type="tertiary", on_click=rate, args=(None,))
        st.slider(_("Score"), 0, 100, key=score.key, on_change=moved, label_visibility="collapsed")
        st.html(f'<div class="anchors">{cells}</div>')
