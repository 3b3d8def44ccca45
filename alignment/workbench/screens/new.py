"""New project: bring your own pair of texts, see how they are cut into paragraphs, align them, review the result."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from alignment.documents import READERS, parse_file, reader_extensions
from alignment.exceptions import AlignmentException, EmptyText
from alignment.files import encoding_name
from alignment.pipeline import align_documents
from alignment.project import Project
from alignment.records import Document, Level, template
from alignment.settings import SHIPPED_MODEL
from alignment.workbench import bringing_in, desk, models, refusals, session, words
from alignment.workbench.speech import _, n_
from alignment.workbench.waiting import compilation_shown

_STAGES = {
    "Kazakh paragraphs": template("Kazakh paragraphs"),
    "English paragraphs": template("English paragraphs"),
    "Kazakh sentences": template("Kazakh sentences"),
    "English sentences": template("English sentences"),
    "Doubtful paragraphs": template("Doubtful paragraphs"),
    "Doubtful sentences": template("Doubtful sentences"),
}
_LARGEST = 20  # megabytes: a book has one
_ENCODINGS = ("utf-8", "utf-16", "kz1048", "ptcp154", "cp1251", "koi8-r", "cp1252")
_MOST_LINES = 5  # that are named


def show() -> None:
    session.keep_address()
    session.heading(_("New project"))
    home = session.folder()
    if home is None:
        st.write(_("This workbench serves one project in a database, or none."))
        return
    session.name_file_fields(_LARGEST)
    ways = {"texts": _("Two texts to align"), "bitext": _("A text that is aligned already")}
    way = st.segmented_control(
        _("What there is"), list(ways), default="texts", format_func=ways.__getitem__, key="new-way", required=True
    )
    if way == "bitext":
        bringing_in.show_form(home, _LARGEST)
    else:
        _two_texts(home)


def _two_texts(home: Path) -> None:
    st.caption(
        _(
            "{formats}. Format, encoding and language are told from the content, so the order does not matter; each can be "
            "named instead.",
            formats=", ".join(form.name.upper() for form in READERS.values()),
        )
    )
    documents: list[Document | None] = []
    for column, name in zip(st.columns(2, gap="medium"), ("first", "second"), strict=True):
        with column:
            documents.append(_document(name))
    first, second = documents
    # Always there, and above what was read: the button is reached out of a field, and stays where it is meanwhile.
    named = Path(first.name).stem if first else ""
    title = st.text_input(_("Title of the project"), value=named, key=f"new-title-{named}", max_chars=120)
    sentences = st.toggle(_("Align sentences instead of paragraphs"), key="new-sentences")
    with st.expander(_("More"), key="new-more"):
        model = st.text_input(
            _("Model"),
            value=SHIPPED_MODEL,
            key="new-model",
            max_chars=120,
            help=_("The shipped model, a model's folder beside the projects, or the name of a model on this machine."),
        )
        second_model = st.text_input(
            _("Second opinion"),
            key="new-second",
            max_chars=120,
            help=_("A heavier model, named likewise, that is asked only where the first is in doubt. Empty: none is."),
        )
    pressed = st.button(
        _("Align and review"), type="primary", icon=":material/join:", key="new-align", shortcut="ctrl+enter"
    )
    if first and second and first.language == second.language:
        st.error(_("Both texts are in one language; choose another text, or the language of one."), icon=":material/error:")
    elif pressed and first and second:
        _align(home, first, second, title.strip(), "sentence" if sentences else "paragraph", (model, second_model))
    elif pressed:
        st.error(_("Bring both texts first: the Kazakh one and the English one."), icon=":material/error:")
    for column, document in zip(st.columns(2, gap="medium"), documents, strict=True):
        if document:
            with column:
                _preview(document)
                _tell_reading(document)


def _document(name: str) -> Document | None:
    """A field for a file and one for pasted text; what they hold as a document, or what is wrong with it."""
    label = _("First text") if name == "first" else _("Second text")
    with st.container(border=True):
        file = st.file_uploader(label, type=reader_extensions(), key=f"file-{name}", max_upload_size=_LARGEST)
        pasted = st.text_area(_("… or paste it here"), key=f"text-{name}", height=100)
        language = st.selectbox(
            _("Language"),
            (None, "kk", "en"),
            format_func=lambda side: words.side_name(side) if side else _("told from the letters"),
            key=f"language-{name}",
        )
        with st.expander(_("More"), key=f"more-{name}"):
            read_as = st.selectbox(
                _("Format"),
                (None, *READERS),
                format_func=lambda form: form.upper() if form else _("told from the content"),
                key=f"format-{name}",
            )
            encoding = st.selectbox(
                _("Encoding"),
                (None, *_ENCODINGS),
                format_func=lambda codec: encoding_name(codec) if codec else _("told from the content"),
                key=f"encoding-{name}",
            )
        try:
            if file is not None:
                return parse_file(file.getvalue(), file.name, language, read_as=read_as, encoding=encoding)
            return Document.from_text(pasted, language, name=label, read_as=read_as) if pasted.strip() else None
        except AlignmentException as failure:
            st.error(refusals.told(failure), icon=":material/error:")
            return None


def _tell_reading(document: Document) -> None:
    """What it was read as, where that is more than plain text in UTF-8, and what could not be kept."""
    said = [document.format.upper()] if document.format not in ("", "txt") else []
    said += [encoding_name(document.encoding)] if document.encoding not in ("", "utf-8") else []
    if said:
        st.caption(_("Read as {what}; another choice stands under “More”.", what=", ".join(said)))
    if document.strays:
        lines = ", ".join(map(str, document.strays[:_MOST_LINES])) + (" …" if document.strays[_MOST_LINES:] else "")
        st.caption(_("Control characters were left out in line {lines}.", lines=lines))
    if document.replaced:
        st.warning(
            n_(
                "{number} character that no file can hold was replaced by �.",
                "{number} characters that no file can hold were replaced by �.",
                document.replaced,
            ),
            icon=":material/warning:",
        )


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


def _align(home: Path, first: Document, second: Document, title: str, level: Level, names: tuple[str, str]) -> None:
    bar = st.progress(0.0, text=_("Aligning"))

    def progress(stage: str, done: int, total: int) -> None:
        bar.progress(done / total if total else 1.0, text=_(_STAGES.get(stage, stage)))

    try:
        if not title:
            raise EmptyText("The project needs a title.")
        encoder = models.chosen_encoder(names[0], home)
        heavier = models.chosen_encoder(names[1], home) if names[1].strip() else None
        with compilation_shown(lambda words: bar.progress(1.0, text=words)):
            alignment = align_documents(first, second, encoder, level=level, progress=progress, second_opinion=heavier)
        path = session.free_path(home, title)
        Project.create(alignment, path, title)
    except AlignmentException as failure:
        bar.empty()
        st.error(refusals.told(failure), icon=":material/error:")
        return
    session.choose_project(path)
    desk.tell_replaced([title])
    st.switch_page(session.screen("review"))


show()
