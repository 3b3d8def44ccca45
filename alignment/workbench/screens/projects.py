"""Projects: those of the folder, each to be opened, renamed or archived."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from alignment.exceptions import AlignmentException
from alignment.project import About, Project, State
from alignment.workbench import desk, refusals, session, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.widgets import Widget, project_title


def show() -> None:
    session.keep_address()
    session.heading(_("Projects"))
    if message := kept().take_message():
        st.warning(message, icon=":material/warning:")
    if session.folder() is None:
        st.write(_("This workbench serves one project in a database, or none."))
        return
    st.page_link(session.screen("new"), label=_("New project"), icon=":material/add:")
    projects = session.project_files()
    if not projects:
        st.write(_("There is no project here yet: bring your own pair of texts."))
        return
    archived = st.toggle(_("Show archived ones"), key="archived")
    shown = 0
    for path in projects:
        try:
            project = session.opened(path)
            about, state = project.about(), project.state()
        except AlignmentException as failure:
            st.error(refusals.told(failure), icon=":material/error:")
            continue
        if about.archived and not archived:
            continue
        shown += 1
        _project(path, project, about, state)
    if not shown:
        st.write(_("Every project here is archived."))


def _project(path: Path, project: Project, about: About, state: State) -> None:
    with st.container(border=True, key=f"project-{path.stem}"):
        st.markdown(f"**{words.plain(about.title)}**" + (f" · {_('archived')}" if about.archived else ""))
        alignment = project.alignment
        st.caption(
            words.plain(f"{alignment.en.name} · {alignment.kk.name} · {path.name} · {speaker().moment(about.created)}")
            + " · "
            + n_("{number} act", "{number} acts", state.sequence)
        )
        session.tell_damage(project)
        links = len(state.links)
        share = state.accepted / links if links else 0.0
        st.progress(share, text=_("{share} of {links} links accepted", share=speaker().percent(share), links=links))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if st.button(_("Open"), key=f"open-{path.stem}", type="primary", icon=":material/rate_review:"):
                session.choose_project(path)
                st.switch_page(session.screen("review"))
            label = _("Restore") if about.archived else _("Archive")
            st.button(
                label, key=f"archive-{path.stem}", on_click=partial(_do, partial(project.archive, not about.archived))
            )
            title = project_title(path.stem, about.title)
            with st.popover(_("Rename"), key=f"rename-{path.stem}"):
                st.text_input(
                    _("Title of the project"),
                    value=about.title,
                    key=title.key,
                    on_change=partial(_rename, project, title),
                    max_chars=120,
                )


def _rename(project: Project, field: Widget[str]) -> None:
    desk.tell_replaced([field.value])
    _do(partial(project.rename, field.value))


def _do(change: partial[None]) -> None:
    try:
        change()
    except AlignmentException as failure:
        kept().message = refusals.told(failure)


show()
