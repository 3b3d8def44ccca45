"""Overview: how far the review is, how sure the machine was, and both texts as a map."""

from __future__ import annotations

from collections import Counter
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import Alignment
from alignment.review import moved_text, progress
from alignment.workbench import (
    desk,
    dialogs,
    drafts,
    following,
    link_map,
    report_buttons,
    seat,
    session,
    text_versions,
    words,
)
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.widgets import Widget


def show() -> None:
    project = session.open_project()
    state = desk.look(project)
    alignment = project.alignment_of(state)
    session.heading(_("Overview"))
    following.tell(project, state)
    if message := kept().take_message():
        st.warning(message, icon=":material/warning:")
    _progress(project, state)
    st.header(_("Map of both texts"), anchor=False)
    if chosen := link_map.draw_map(alignment, state):
        desk.go_to(chosen)
        st.switch_page(session.screen("review"))
    _sections(project, state)
    _reviewers(project, state)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header(_("Confidence"), anchor=False)
        _histogram(alignment, state)
    with right:
        st.header(_("Shapes"), anchor=False)
        _shapes(state)
    _documents(project, state)
    _error_report(project)
    dialogs.show_clash(project)


def _progress(project: Project, state: State) -> None:
    total = len(state.links)
    waiting = sum(r.status == "needs review" for r in state.links)
    doubtful = sum(r.status != "accepted" and (r.link.confidence or 0.0) < 0.9 for r in state.links)
    moved = len(moved_text(project.alignment_of(state), state))
    left = progress.estimate(state, project.events())
    figures = [
        (_("Links"), speaker().number(total)),
        (_("Accepted"), speaker().number(state.accepted)),
        (_("Need review"), speaker().number(waiting)),
        (_("Open below 90 %"), speaker().number(doubtful)),
        (_("Flags"), speaker().number(len(state.flags))),
        *([(_("Moved text"), speaker().number(moved))] if moved else []),
        (_("Time left"), "–" if left.seconds is None else speaker().duration(left.seconds)),
    ]
    with st.container(horizontal=True, key="figures"):
        for label, value in figures:
            st.metric(label, value, border=True, width="content")
    share = state.accepted / total if total else 0.0
    st.progress(share, text=_("{accepted} of {total} links accepted", accepted=state.accepted, total=total))


def _sections(project: Project, state: State) -> None:
    st.header(_("Sections"), anchor=False)
    rows = progress.by_section(project.alignment_of(state), session.project_sections(project, state), state)
    table = pd.DataFrame(
        {
            _("Section"): [words.short(row.section.title, 80) or _("Beginning") for row in rows],
            _("Links"): [row.links for row in rows],
            _("Accepted"): [row.accepted / row.links if row.links else 0.0 for row in rows],
            _("Need review"): [row.waiting for row in rows],
            _("Flags"): [row.flags for row in rows],
            _("Assigned to"): [row.reviewer for row in rows],
        }
    )
    bar = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    st.dataframe(table, hide_index=True, height=min(38 * (len(rows) + 1), 320), column_config={_("Accepted"): bar})
    with st.expander(_("Assign sections")):
        names = {row.section.id: words.short(row.section.title, 80) or _("Beginning") for row in rows}
        chosen = st.selectbox(_("Section"), list(names), format_func=names.__getitem__, key="assign-section")
        to = drafts.field("assign-to", (chosen,), "")
        st.text_input(_("Reviewer; empty gives the section back"), max_chars=60, **drafts.keeping(to))
        st.button(_("Assign"), key="assign-do", on_click=partial(_assign, project, chosen, to, state.sequence))


def _assign(project: Project, section: str, to: Widget[str], seen: int) -> None:
    who = seat.reviewer()

    def act(seen: int | None) -> State:
        state = review.assign(project, section, to.value, who, seen)
        drafts.drop([to])
        return state

    desk.do(project, _("Assign sections"), act, seen)


def _reviewers(project: Project, state: State) -> None:
    st.header(_("Reviewers"), anchor=False)
    rows = progress.by_reviewer(state, project.events())
    if not rows:
        st.write(_("Nobody has reviewed anything yet."))
        return
    heads = (_("Reviewer"), _("Acts"), _("Accepted"), _("Time per pair"), _("Last act"))
    body = "".join(
        f"<tr><td>{session.person(row.reviewer)}</td><td>{speaker().number(row.acts)}</td>"
        f"<td>{speaker().number(row.accepted)}</td>"
        f"<td>{'–' if row.seconds is None else speaker().duration(row.seconds)}</td>"
        f"<td>{speaker().moment(row.last)}</td></tr>"
        for row in rows
    )
    st.html(f"<table class='people'><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{body}</table>")
    with st.expander(_("Who did what")):
        lines = [
            f"<tr><td>{speaker().moment(e.at)}</td><td>{session.person(e.reviewer)}</td><td>{_(words.act(e.act))}</td></tr>"
            for e in project.events()[:-51:-1]
        ]
        st.html(f"<table class='people'>{''.join(lines)}</table>")


def _documents(project: Project, state: State) -> None:
    st.header(_("Documents"), anchor=False)
    alignment, about = project.alignment_of(state), project.about()
    rows = [
        {
            _("Language"): words.side_name(document.language),
            _("File"): document.name,
            _("Paragraphs"): len(document.paragraphs),
            "SHA-256": document.sha256[:16],
        }
        for document in (alignment.en, alignment.kk)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    st.caption(
        _("Aligned {created} with {model}.", created=speaker().moment(about.created), model=words.plain(alignment.model))
        + " "
        + n_("{number} act since then.", "{number} acts since then.", state.sequence)
    )
    text_versions.show_button(project)


def _error_report(project: Project) -> None:
    st.header(_("Error report"), anchor=False)
    st.caption(
        _("What people flagged, and what the checks find and nobody has dismissed, with scores where there are any.")
    )
    report_buttons.show_report_buttons(project)


def _histogram(alignment: Alignment, state: State) -> None:
    # What a reviewer accepted is certain; what a reviewer made and nobody accepted has no figure.
    after = [1.0 if r.status == "accepted" else r.link.confidence for r in state.links]
    shown = ((_("before"), [link.confidence for link in alignment.links]), (_("now"), after))
    rows = [
        {"when": when, "from": int(c * 20) / 20, "to": int(c * 20) / 20 + 0.05}
        for when, values in shown
        for value in values
        if value is not None
        for c in [min(value, 0.9999)]
    ]
    if all(c is None for c in after):
        st.write(_("Every link was set by a reviewer."))
    counts = pd.DataFrame(rows).groupby(["when", "from", "to"], as_index=False).size()
    highest = int(counts["size"].max())
    for when in dict.fromkeys(counts["when"]):
        chart = (
            alt.Chart(counts[counts["when"] == when], title=when)
            .mark_bar()
            .encode(
                x=alt.X("from:Q", title=_("confidence"), axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
                x2="to:Q",
                y=alt.Y("size:Q", title=_("links"), scale=alt.Scale(type="symlog", domain=[0, highest])),
                y2=alt.datum(0),
                color=alt.value(words.HEX["blue"]),
                tooltip=[alt.Tooltip("from:Q", format=".0%"), alt.Tooltip("to:Q", format=".0%"), "size:Q"],
            )
            .properties(height=210)
        )
        st.altair_chart(chart)


def _shapes(state: State) -> None:
    shapes = Counter((len(reviewed.link.kk), len(reviewed.link.en)) for reviewed in state.links)
    alike = {(len(reviewed.link.kk), len(reviewed.link.en)): reviewed.link for reviewed in state.links}
    counts: Counter[str] = Counter()
    for shape, number in shapes.items():
        counts[words.shape(alike[shape])] += number
    rows = "".join(
        f"<tr><td>{shape}</td><td>{speaker().number(counts[shape])}</td></tr>"
        for shape in sorted(counts, key=counts.__getitem__, reverse=True)
    )
    st.html(f"<table class='people'><tr><th>{_('Links')}</th><th>{_('Number')}</th></tr>{rows}</table>")


show()
