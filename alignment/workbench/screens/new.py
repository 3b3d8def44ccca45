"""New project: bring your own pair of texts, see how they are cut into paragraphs, align them, review the result."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import streamlit as st

from alignment.documents import parse_file
from alignment.exceptions import AlignmentException, EmptyText
from alignment.pipeline import align_documents
from alignment.project import Project
from alignment.records import Document, Level, template
from alignment.settings import SHIPPED_MODEL
from alignment.workbench import desk, models, refusals, session, words
from alignment.workbench.speech import _, n_
from alignment.workbench.waiting import compilation_shown

_STAGES = {
    "Kazakh paragraphs": template("Kazakh paragraphs"),
    "English paragraphs": template("English paragraphs"),
    "Kazakh sentences": template("Kazakh sentences"),
    "English sentences": template("English sentences"),
}
_LARGEST = 20  # megabytes: a book has one


def show() -> None:
    session.keep_address()
    session.heading(_("New project"))
    home = session.folder()
    if home is None:
        st.write(_("This workbench serves one project in a database, or none."))
        return
    st.caption(_("Plain text, UTF-8. The languages are told from the letters, so the order does not matter."))
    session.name_file_fields(_LARGEST)
    documents: list[Document | None] = []
    for column, name in zip(st.columns(2, gap="medium"), ("first", "second"), strict=True):
        with column:
            documents.append(_document(name))
            if documents[-1]:
                _preview(documents[-1])
                if replaced := documents[-1].replaced:
                    st.warning(
                        n_(
                            "{number} character that no file can hold was replaced by �.",
                            "{number} characters that no file can hold were replaced by �.",
                            replaced,
                        ),
                        icon=":material/warning:",
                    )
    first, second = documents
    if first is None or second is None:
        return
    title = st.text_input(
        _("Title of the project"), value=Path(first.name).stem, key=f"new-title-{first.name}", max_chars=120
    )
    sentences = st.toggle(_("Align sentences instead of paragraphs"), key="new-sentences")
    with st.expander(_("More"), key="new-more"):
        model = st.text_input(
            _("Model"),
            value=SHIPPED_MODEL,
            key="new-model",
            max_chars=120,
            help=_("The shipped model, a model's folder beside the projects, or the name of a model on this machine."),
        )
    if st.button(_("Align and review"), type="primary", icon=":material/join:", key="new-align"):
        _align(home, first, second, title.strip(), "sentence" if sentences else "paragraph", model)


def _document(name: str) -> Document | None:
    """A field for a file and one for pasted text; what they hold as a document, or what is wrong with it."""
    label = _("First text") if name == "first" else _("Second text")
    with st.container(border=True):
        file = st.file_uploader(label, type=["txt"], key=f"file-{name}", max_upload_size=_LARGEST)
        pasted = st.text_area(_("… or paste it here"), key=f"text-{name}", height=100)
        try:
            if file is not None:
                return parse_file(file.getvalue(), file.name)
            return Document.from_text(pasted, name=label) if pasted.strip() else None
        except AlignmentException as failure:
            st.error(refusals.told(failure), icon=":material/error:")
            return None


def _preview(document: Document) -> None:
    st.markdown(f"**{words.side_name(document.language)}** · {words.units('paragraph', len(document.paragraphs))}")
    rows = [
        {
            _("Lines"): f"{p.lines[0]}–{p.lines[1]}",
            _("Kind"): _("heading") if p.kind == "heading" else _("text"),
            _("Text"): words.short(p.text, 200),
        }
        for p in document.paragraphs
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=260)


def _align(home: Path, first: Document, second: Document, title: str, level: Level, model: str) -> None:
    bar = st.progress(0.0, text=_("Aligning"))

    def progress(stage: str, done: int, total: int) -> None:
        bar.progress(done / total if total else 1.0, text=_(_STAGES.get(stage, stage)))

    try:
        if not title:
            raise EmptyText("The project needs a title.")
        encoder = models.chosen_encoder(model, home)
        with compilation_shown(lambda words: bar.progress(1.0, text=words)):
            alignment = align_documents(first, second, encoder, level=level, progress=progress)
        path = _free_path(home, title)
        Project.create(alignment, path, title)
    except AlignmentException as failure:
        bar.empty()
        st.error(refusals.told(failure), icon=":material/error:")
        return
    session.choose_project(path)
    desk.tell_replaced([title])
    st.switch_page(session.screen("review"))


def _free_path(home: Path, title: str) -> Path:
    """A file name that the title suggests and nothing has yet."""
    stem = re.sub(r"[^\w-]+", "-", title).strip("-")[:60] or "project"
    number, path = 1, home / f"{stem}{session.SUFFIX}"
    while path.exists():
        number += 1
        path = home / f"{stem}-{number}{session.SUFFIX}"
    return path


show()
