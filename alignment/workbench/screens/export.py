"""Export: the links that are asked for, in the format that is asked for; what goes is counted and shown before."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import get_args

import pandas as pd
import streamlit as st

from alignment.corpora import (
    FORMATS,
    Corpus,
    Filters,
    Format,
    Tally,
    corpus_of,
    corpus_of_sentences,
    selected,
    write_stream,
)
from alignment.exceptions import AlignmentException
from alignment.project import Project, State
from alignment.records import Level, Status, template
from alignment.review import Section
from alignment.workbench import desk, following, models, refusals, session, words
from alignment.workbench.speech import _, n_, speaker

_SHOWN = 20  # links of the preview
_FORMAT_WORDS: dict[str, str] = {
    "tsv": template("table, tab-separated (TSV)"),
    "csv": template("table, comma-separated (CSV)"),
    "xlsx": template("workbook (XLSX)"),
    "jsonl": template("JSON lines (JSONL)"),
    "parquet": template("Parquet, for datasets"),
    "tmx": template("translation memory (TMX)"),
    "xliff": template("XLIFF 2.1"),
    "xliff12": template("XLIFF 1.2"),
    "moses": template("two files of lines (Moses)"),
    "html": template("page to read and print (HTML)"),
}
_REASONS: dict[str, str] = {
    "status": template("by status"),
    "min_confidence": template("by confidence"),
    "sections": template("by section"),
    "max_ratio": template("by length"),
    "unique": template("as repeated"),
    "flagged": template("by flags"),
    "both_sides": template("with an empty side"),
}
_FLAGGED: dict[str, bool | None] = {
    template("all links"): None,
    template("with a flag"): True,
    template("without a flag"): False,
}


def show() -> None:
    project = session.open_project()
    state = desk.look(project)
    session.heading(_("Export"))
    following.tell(project, state)
    st.page_link(session.screen("print"), label=_("Print view"), icon=":material/print:")
    left, right = st.columns([2, 3], gap="large")
    with left:
        form = FORMATS[
            st.selectbox(
                _("Format"),
                list(FORMATS),
                index=list(FORMATS).index("tmx"),
                format_func=lambda name: _(_FORMAT_WORDS[name]),
                key="export-format",
            )
        ]
        level = _level(project)
        try:
            filters = _filters(project, state, form)
        except AlignmentException as failure:
            st.error(refusals.told(failure), icon=":material/error:")
            return
    with right:
        _result(project, state, form, level, filters)


def _level(project: Project) -> Level:
    if project.alignment.level == "sentence":
        return "sentence"
    sentences = st.toggle(_("Sentences instead of paragraphs"), key="export-sentences")
    return "sentence" if sentences else "paragraph"


def _filters(project: Project, state: State, form: Format) -> Filters:
    """What the fields ask for; raises as `Filters` does."""
    statuses: tuple[Status, ...] = get_args(Status)
    chosen = st.multiselect(
        _("Status"),
        statuses,
        format_func=lambda status: _(words.STATUS_WORDS[status]),
        placeholder=_("all"),
        key="export-status",
    )
    sections = {section.id: section for section in session.project_sections(project, state)}
    within = st.multiselect(
        _("Sections"),
        list(sections),
        format_func=lambda name: words.short(sections[name].title, 80) or _("Beginning"),
        placeholder=_("all"),
        key="export-sections",
    )
    flagged = st.radio(_("Flags"), list(_FLAGGED), format_func=_, horizontal=True, key="export-flagged")
    least = st.slider(_("Confidence, at least"), 0, 100, 0, format="%d %%", key="export-confidence")
    with st.expander(_("More"), key="export-more"):
        ratio = st.number_input(
            _("Longer text over shorter, at most"), min_value=1.0, value=None, placeholder=_("any"), key="export-ratio"
        )
        unique = st.toggle(_("Of equal pairs only the first"), key="export-unique")
        both = st.toggle(
            _("Only links with both sides"), value=form.pairs_only, disabled=form.pairs_only, key=f"export-both-{form.name}"
        )
    named: tuple[Section, ...] = tuple(sections[name] for name in within)
    return Filters(
        tuple(chosen), least / 100 if least else None, named, ratio, unique, _FLAGGED[flagged], form.pairs_only or both
    )


def _corpus(project: Project, state: State, level: Level) -> Corpus:
    alignment, title = project.alignment_of(state), project.about().title
    if level == alignment.level:
        return corpus_of(alignment, state, title)
    # Encoded once, for the review screen too.
    return corpus_of_sentences(alignment, state, session.sentence_aligner(project, state), title)


def _result(project: Project, state: State, form: Format, level: Level, filters: Filters) -> None:
    """How many links go, the first of them, and the button."""
    tally = Tally()
    try:
        entries = selected(_corpus(project, state, level), filters, tally).entries
        rows = [
            {
                _("Kazakh"): words.short(entry.kk_text, 120),
                _("English"): words.short(entry.en_text, 120),
                _("Status"): _(words.STATUS_WORDS[entry.reviewed.status]),
                _("Confidence"): entry.reviewed.link.confidence,
            }
            for entry in islice(entries, _SHOWN)
        ]
        for _entry in entries:
            pass  # counted
    except AlignmentException as failure:
        models.offer()
        st.error(refusals.told(failure), icon=":material/error:")
        return
    st.header(n_("{number} link goes into the file", "{number} links go into the file", tally.links), anchor=False)
    if tally.left_out:
        reasons = ", ".join(f"{speaker().number(count)} {_(_REASONS[name])}" for name, count in tally.left_out.items())
        st.caption(_("Left out: {reasons}.", reasons=reasons))
    if not tally.links:
        st.info(_("Nothing is left to export; ask for less."), icon=":material/filter_alt:")
        return
    if form.most is not None and tally.links > form.most:
        st.error(
            _("This format holds {most} links at most; ask for less, or choose another.", most=form.most),
            icon=":material/error:",
        )
        return
    packed = len(form.endings) > 1
    stem = Path(project.location).stem
    st.download_button(
        _("Download"),
        data=partial(_content, project, form, level, filters),  # made when asked for
        file_name=f"{stem}.zip" if packed else f"{stem}{form.extensions[0]}",
        mime="application/octet-stream",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="export-download",
    )
    st.caption(_("The first of them:"))
    columns = {
        _("Kazakh"): st.column_config.TextColumn(width="medium"),
        _("English"): st.column_config.TextColumn(width="medium"),
        _("Confidence"): st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1),
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=420, column_config=columns)


def _content(project: Project, form: Format, level: Level, filters: Filters) -> bytes:
    """The file, of the project as it is when it is asked for; a format of several files is packed into one."""
    corpus = selected(_corpus(project, project.state(), level), filters)
    if len(form.endings) == 1:
        file = io.BytesIO()
        write_stream(file, corpus, form.name)
        return file.getvalue()
    files = [io.BytesIO() for _ending in form.endings]
    form.write(files, corpus)
    packed, stem = io.BytesIO(), Path(project.location).stem
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending, file in zip(form.endings, files, strict=True):
            archive.writestr(f"{stem}{ending}", file.getvalue())
    return packed.getvalue()


show()
