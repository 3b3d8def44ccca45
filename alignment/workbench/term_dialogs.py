"""The dialogs of the glossary screen: a new term, a note, an import."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from alignment import review
from alignment.exceptions import InputException
from alignment.glossary import GLOSSARY_EXTENSIONS, STATUSES, Glossary, parse_glossary
from alignment.project import Project, State
from alignment.records import Term, TermStatus
from alignment.workbench import desk, dialogs, drafts, refusals, seat, session, words
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.speech import _, n_
from alignment.workbench.widgets import Widget

_LARGEST = 10  # megabytes
_LISTED = 8  # new and changed terms that are shown before an import


def show_term_dialog(project: Project, glossary: Glossary) -> None:
    """The dialog that is open, if any."""
    match kept().dialog:
        case "term-add":
            st.dialog(_("Add a term"), on_dismiss=desk.close_dialog)(_add)(project, glossary, "")
        case "term-rendering":
            st.dialog(_("Add a rendering"), on_dismiss=desk.close_dialog)(_add)(project, glossary, kept().term)
        case "term-edit":
            st.dialog(_("Note"), on_dismiss=desk.close_dialog)(_edit)(project)
        case "term-import":
            st.dialog(_("Import a glossary"), on_dismiss=desk.close_dialog, width="large")(_import)(project, glossary)
        case "clash":
            dialogs.show_clash(project)


def open_edit(term: Term) -> None:
    """Open the dialog in which a term's kind and note are said anew."""
    kept().edited_term = term
    desk.open_dialog("term-edit")


def _add(project: Project, glossary: Glossary, en: str) -> None:
    known = glossary.concepts.get(en, ())
    about = (_named(en),)
    english = drafts.field("new-en", about, en)
    kazakh = drafts.field("new-kk", about, "")
    status: Widget[TermStatus] = drafts.field("new-status", about, "admitted" if known else "preferred", STATUSES)
    kind = drafts.field("new-kind", about, known[0].kind if known else "")
    note = drafts.field("new-note", about, "")
    st.text_input(_("English"), max_chars=300, **drafts.keeping(english))
    st.text_input(_("Kazakh, in base form"), max_chars=300, **drafts.keeping(kazakh))
    st.segmented_control(_("Status"), STATUSES, required=True, format_func=words.term_status, **drafts.keeping(status))
    st.text_input(_("Kind"), placeholder=_("institution, law, person …"), **drafts.keeping(kind))
    st.text_area(_("Note"), height=80, **drafts.keeping(note))
    drafts.watch_escape()
    if drafts.save_button("new-save", _("Add")):
        term = Term(english.value, kazakh.value, status.value, kind.value.strip(), note.value.strip())
        act = partial(review.add_term, project, term, seat.reviewer())
        fields = (english, kazakh, status, kind, note)
        _finish(project, _("Add a term"), lambda seen: act(seen=seen), fields, " ".join(term.en.split()))


def _edit(project: Project) -> None:
    term = kept().edited_term
    if term is None:
        return
    st.html(f'<span class="rendering">{words.term_badge(term.status)}</span>')
    st.markdown(f"**{words.plain(term.en)}** · {words.plain(term.kk)}")
    about = (_named(term.en, term.kk),)
    kind = drafts.field("edit-kind", about, term.kind)
    note = drafts.field("edit-note", about, term.note)
    st.text_input(_("Kind"), **drafts.keeping(kind))
    st.text_area(_("Note"), height=120, **drafts.keeping(note))
    drafts.watch_escape()
    if drafts.save_button("edit-save"):
        put = replace(term, kind=kind.value.strip(), note=note.value.strip())
        act = partial(review.change_terms, project, seat.reviewer(), [put])
        _finish(project, _("Note"), lambda seen: act(seen=seen), (kind, note))


def _named(*said: str) -> str:
    """The words of a term, as a name that fits into the key of a field."""
    return sha256("\0".join(said).encode()).hexdigest()[:12]


def _import(project: Project, glossary: Glossary) -> None:
    st.write(
        _(
            "A table with the columns en and kk, and status, kind and note where there are any, or a TBX file: {forms}.",
            forms=", ".join(GLOSSARY_EXTENSIONS),
        )
    )
    session.name_file_fields(_LARGEST)
    file = st.file_uploader(_("Glossary file"), key="term-file", max_upload_size=_LARGEST)
    if file is None:
        return
    try:
        terms = parse_glossary(file.getvalue(), file.name).terms
    except InputException as refusal:
        st.error(refusals.told(refusal), icon=":material/error:")
        return
    new, changed = glossary.adding_all(glossary.completed(terms)).against(glossary)
    count = [
        n_("{number} term in the file", "{number} terms in the file", len(terms)),
        n_("{number} new", "{number} new", len(new)),
        n_("{number} changed", "{number} changed", len(changed)),
    ]
    st.markdown(" · ".join(count))
    listed = (*new, *changed)[:_LISTED]
    st.html("".join(f'<span class="rendering">{words.term_badge(t.status)} {_pair(t)}</span>' for t in listed))
    if (more := len(new) + len(changed) - _LISTED) > 0:
        st.caption(n_("and {number} more", "and {number} more", more))
    if st.button(_("Import"), type="primary", key="import-do", disabled=not new and not changed):
        act = partial(review.import_terms, project, terms, seat.reviewer())
        _finish(project, _("Import"), lambda seen: act(seen=seen))


def _pair(term: Term) -> str:
    return f'{html.escape(term.en)} · <b lang="kk">{html.escape(term.kk)}</b>'


def _finish(
    project: Project, label: str, act: Attempt, fields: Sequence[Widget[Any]] = (), chosen: str | None = None
) -> None:
    """Do what the dialog was for, on what the screen showed when it was opened, and close it; if it is refused, say so and
    leave the dialog as it is.

    Args:
        fields: those of the dialog, whose drafts go when the act is saved.
        chosen: the English term to look at then.
    """
    opened, done = kept().opened, list[int]()

    def saved(seen: int | None) -> State:
        state = act(seen)
        done.append(state.sequence)
        drafts.drop(fields)
        kept().term = chosen or kept().term
        return state

    desk.do(project, label, saved, opened.seen if opened else kept().seen)
    if done:
        desk.close_dialog()
    elif message := kept().take_message():
        st.error(message, icon=":material/error:")
        return
    st.rerun()
