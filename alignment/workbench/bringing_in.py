"""The form that makes a project of an aligned text: a memory, a table, or what was exported here."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pandas as pd
import streamlit as st

from alignment.corpora import BITEXT_READERS, Corpus, parse_corpus, project_of
from alignment.exceptions import AlignmentException
from alignment.workbench import refusals, session, words
from alignment.workbench.speech import _, n_

_SHOWN = 20  # links of the preview


def show_form(home: Path, largest: int) -> None:
    """The fields, what the file holds, and the button.

    Args:
        home: the folder that the project will be in.
        largest: megabytes that a file may have.
    """
    st.caption(
        _(
            "{formats}: all that the file says of links comes along, such as states, flags and comments.",
            formats=", ".join(extension.upper() for form in BITEXT_READERS.values() for extension in form.extensions),
        )
    )
    extensions = [extension for form in BITEXT_READERS.values() for extension in form.extensions]
    file = st.file_uploader(_("Aligned text"), type=extensions, key="import-file", max_upload_size=largest)
    if file is None:
        return
    with st.expander(_("More"), key="import-more"):
        first, second = st.columns(2)
        kk = first.text_input(_("Kazakh column"), key=f"import-kk-{file.name}", placeholder=_("found"), max_chars=120)
        en = second.text_input(_("English column"), key=f"import-en-{file.name}", placeholder=_("found"), max_chars=120)
        st.caption(_("Of a table: the names of the columns, or their numbers from 1."))
        sentences = st.toggle(_("Its texts are sentences"), key=f"import-sentences-{file.name}")
    columns = (kk.strip(), en.strip()) if kk.strip() and en.strip() else None
    try:
        corpus = parse_corpus(file.getvalue(), file.name, columns=columns, level="sentence" if sentences else None)
        corpus = _kept(corpus)
    except AlignmentException as failure:
        st.error(refusals.told(failure), icon=":material/error:")
        return
    _preview(corpus)
    title = st.text_input(
        _("Title of the project"),
        value=corpus.title or Path(file.name).stem,
        key=f"import-title-{file.name}",
        max_chars=120,
    )
    if st.button(_("Import and review"), type="primary", icon=":material/upload:", key="import-do"):
        _import(corpus, home, title.strip() or Path(file.name).stem)


def _kept(corpus: Corpus) -> Corpus:
    """The same with its links at hand: they are shown, and then made into a project."""
    entries = list(corpus.entries)
    return replace(corpus, entries=entries, count=len(entries))


def _preview(corpus: Corpus) -> None:
    st.markdown(n_("{number} link in the file", "{number} links in the file", corpus.count or 0))
    rows = [
        {
            _("Kazakh"): words.short(entry.kk_text, 160),
            _("English"): words.short(entry.en_text, 160),
            _("Status"): _(words.STATUS_WORDS[entry.reviewed.status]),
        }
        for entry in islice(corpus.entries, _SHOWN)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=260)


def _import(corpus: Corpus, home: Path, title: str) -> None:
    try:
        path = session.free_path(home, title)
        project_of(corpus, path, title)
    except AlignmentException as failure:
        st.error(refusals.told(failure), icon=":material/error:")
        return
    session.choose_project(path)
    st.switch_page(session.screen("review"))
