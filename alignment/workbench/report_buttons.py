"""The buttons that download the error report, in each of its forms."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from alignment.project import Project
from alignment.records import template
from alignment.reports import REPORT_EXTENSIONS, render_report
from alignment.review import standing_ratings, undecided
from alignment.workbench import models
from alignment.workbench.speech import _

_WITHOUT_FINDINGS = ".jsonl"  # ESA ratings hold what people flagged and rated, so nothing needs to be looked for
_NAMES = {
    ".html": template("Page (HTML)"),
    ".xlsx": template("Workbook (XLSX)"),
    ".tsv": template("MQM ratings (TSV)"),
    ".jsonl": template("ESA ratings (JSONL)"),
}


def show_report_buttons(project: Project) -> None:
    """The buttons, and what to do where the project's model is not here."""
    checkable = models.look_for(project)
    models.offer()
    encode = models.encode_later(project)
    with st.container(horizontal=True, key="error-report"):
        for extension in REPORT_EXTENSIONS:
            st.download_button(
                _(_NAMES[extension]),
                data=partial(_report, project, extension, encode),  # made when asked for: the checks take some seconds
                file_name=f"{Path(project.location).stem}-errors{extension}",
                mime="application/octet-stream",
                icon=":material/download:",
                on_click="ignore",
                disabled=not checkable and extension != _WITHOUT_FINDINGS,
                key=f"report-{extension[1:]}",
            )


def _report(project: Project, extension: str, encode: models.Encode) -> bytes:
    state = project.state()
    alignment, links = project.alignment_of(state), [reviewed.link for reviewed in state.links]
    findings = undecided(alignment, state, encode=encode) if extension != _WITHOUT_FINDINGS else []
    return render_report(extension, alignment, links, findings, state.flags, standing_ratings(state))
