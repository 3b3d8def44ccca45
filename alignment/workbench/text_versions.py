"""The dialog that brings in a new version of a text: a file, what it would change, and the button."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from alignment import review
from alignment.documents import document_of_text, parse_file, reader_extensions
from alignment.exceptions import AlignmentException, UnknownLanguage
from alignment.project import Project, State
from alignment.records import SIDES, Document, Side, template
from alignment.review import Comparison, compare_version
from alignment.workbench import desk, models, refusals, seat, session, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.waiting import compilation_shown

_DIALOG = "new-version"
_LARGEST = 20  # megabytes: a book has one
_CHANGES: dict[str, str] = {
    "kept": template("kept"),
    "changed": template("changed"),
    "new": template("new"),
    "gone": template("gone"),
}


def show_button(project: Project) -> None:
    """The button that opens the dialog, and the dialog where it is open."""
    st.button(
        _("New version of a text"),
        key="new-version",
        icon=":material/upload_file:",
        on_click=desk.open_dialog,
        args=(_DIALOG,),
        disabled=project.damage is not None,
        help=_("What was said of links stays with the words that are still there."),
    )
    if kept().dialog == _DIALOG:
        st.dialog(_("New version of a text"), on_dismiss=desk.close_dialog, width="large")(_show)(project)


def _show(project: Project) -> None:
    side: Side = st.radio(_("Which text"), SIDES, format_func=words.side_name, horizontal=True, key="new-version-side")
    session.name_file_fields(_LARGEST)
    file = st.file_uploader(
        _("Its new version"), type=reader_extensions(), key=f"new-version-file-{side}", max_upload_size=_LARGEST
    )
    pasted = st.text_area(_("… or paste it here"), key=f"new-version-text-{side}", height=100)
    if file is None and not pasted.strip():
        return
    try:
        data = pasted if file is None else file.getvalue()
        document = _document(data, side, words.side_name(side) if file is None else file.name)
        comparison = compare_version(project, side, document)
    except AlignmentException as failure:
        st.error(refusals.told(failure), icon=":material/error:")
        return
    if comparison.is_same:
        st.info(_("Nothing changed: this is the text that is there."), icon=":material/check:")
        return
    _preview(comparison)
    if st.button(_("Bring it in"), type="primary", icon=":material/check:", key="new-version-do"):
        who = seat.reviewer()

        def act(seen: int | None) -> State:
            with compilation_shown():
                return review.update(project, side, document, models.encoder(project), who, seen)

        desk.finish(project, _("New version of a text"), act)


def _document(data: str | bytes, side: Side, name: str) -> Document:
    """The new text; where its letters do not tell its language, it is that of its side."""

    def read(language: Side | None) -> Document:
        return document_of_text(data, name, language) if isinstance(data, str) else parse_file(data, name, language)

    try:
        return read(None)
    except UnknownLanguage:
        return read(side)


def _preview(comparison: Comparison) -> None:
    with st.container(horizontal=True):
        for change, label in _CHANGES.items():
            st.metric(_(label), speaker().number(comparison.counts[change]), border=True, width="content")  # type: ignore[index]
    told = [
        n_("{number} link goes on as it is or nearly", "{number} links go on as they are or nearly", len(comparison.going)),
        n_("{number} accepted link needs review", "{number} accepted links need review", comparison.to_look_at),
        n_("{number} link is aligned anew", "{number} links are aligned anew", len(comparison.given_up)),
    ]
    st.write(" · ".join(told))
    if comparison.notes_gone:
        st.warning(
            n_(
                "{number} flag, comment or proposal goes with its text.",
                "{number} flags, comments and proposals go with their text.",
                comparison.notes_gone,
            ),
            icon=":material/warning:",
        )
    whole = st.toggle(_("Show what is kept, too"), key="new-version-all")
    rows = [
        {
            _("Change"): _(_CHANGES[unit.change]),
            _("Unit"): unit.id,
            _("Before"): words.short(unit.before, 200),
            _("After"): words.short(unit.after, 200),
        }
        for unit in comparison.units
        if whole or unit.change != "kept"
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, height=260)
