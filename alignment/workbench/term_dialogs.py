"""The dialogs of the glossary screen: a new term, a note, an import."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from alignment import review
from alignment.exceptions import InputException
from alignment.glossary import GLOSSARY_EXTENSIONS, STATUSES, Glossary, parse_glossary
from alignment.project import Project, State
from alignment.records import Term, TermStatus
from alignment.workbench import desk, refusals, seat, session, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_

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


def open_edit(term: Term) -> None:
    """Open the dialog in which a term's kind and note are said anew."""
    kept().edited_term = term
    desk.open_dialog("term-edit")


def _add(project: Project, glossary: Glossary, en: str) -> None:
    known = glossary.concepts.get(en, ())
    with st.form("term-form", border=False):
        english = st.text_input(_("English"), value=en, key="new-en", max_chars=300)
        kazakh = st.text_input(_("Kazakh, in base form"), key="new-kk", max_chars=300)
        status: TermStatus | None = st.segmented_control(
            _("Status"),
            STATUSES,
            default="admitted" if known else "preferred",
            required=True,
            format_func=words.term_status,
            key="new-status",
        )
        kind = st.text_input(
            _("Kind"), value=known[0].kind if known else "", key="new-kind", placeholder=_("institution, law, person …")
        )
        note = st.text_area(_("Note"), key="new-note", height=80)
        if st.form_submit_button(_("Add"), type="primary", key="new-save"):
            chosen = status or STATUSES[0]
            term = Term(english or "", kazakh or "", chosen, (kind or "").strip(), (note or "").strip())
            _finish(project, _("Add a term"), partial(review.add_term, project, term), " ".join(term.en.split()))


def _edit(project: Project) -> None:
    term = kept().edited_term
    if term is None:
        return
    st.html(f'<span class="rendering">{words.term_badge(term.status)}</span>')
    st.markdown(f"**{words.plain(term.en)}** · {words.plain(term.kk)}")
    with st.form("note-form", border=False):
        kind = st.text_input(_("Kind"), value=term.kind, key="edit-kind")
        note = st.text_area(_("Note"), value=term.note, key="edit-note", height=120)
        if st.form_submit_button(_("Save"), type="primary", key="edit-save"):
            put = replace(term, kind=(kind or "").strip(), note=(note or "").strip())
            _finish(project, _("Note"), partial(review.change_terms, project, put=[put]))


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
        _finish(project, _("Import"), partial(review.import_terms, project, terms))


def _pair(term: Term) -> str:
    return f'{html.escape(term.en)} · <b lang="kk">{html.escape(term.kk)}</b>'


def _finish(project: Project, label: str, change: Callable[..., State], chosen: str | None = None) -> None:
    """Do what the dialog was for, and close it; if it is refused, say so and leave the dialog as it is."""
    who = seat.reviewer()
    desk.do(project, label, lambda _seen: change(reviewer=who))
    if message := kept().take_message():
        st.error(message, icon=":material/error:")
        return
    if chosen:
        kept().term = chosen
    desk.close_dialog()
    st.rerun()
