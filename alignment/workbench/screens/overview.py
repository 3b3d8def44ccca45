"""Overview: how far the review is, how sure the machine was, and both texts as a map."""

from __future__ import annotations

import re
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from alignment import review
from alignment.languages import ENGLISH
from alignment.project import Project, State
from alignment.records import Alignment, Pair, Unit
from alignment.review import moved_text, progress
from alignment.workbench import desk, dialogs, drafts, following, report_buttons, seat, session, text_versions, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.widgets import Widget

_SECTION, _NUMBER = ENGLISH.section_heading, re.compile(r"[0-9IVXLC]+\b")


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
    st.caption(
        _(
            "Each ribbon is a link, as wide as its text; its colour is the confidence, and strong once accepted. "
            "Gaps are text without a partner. Choose a ribbon to review it."
        )
    )
    _map(alignment, state)
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


def _map(alignment: Alignment, state: State) -> None:
    kk, en = _offsets(alignment.kk_units), _offsets(alignment.en_units)
    rows = []
    names: dict[str, Pair] = {}
    for number, reviewed in enumerate(state.links, 1):
        link = reviewed.link
        if link.is_deletion:
            continue
        label, color = words.confidence_words(link)
        texts = alignment.texts(link)
        # What is chosen is kept while others cut and join: a unit names its link whatever is counted anew.
        name = drafts.names_of(alignment, link.pair)[0]
        names[name] = link.pair
        common = {
            "link": number,
            "unit": name,
            "color": words.HEX[color],
            "confidence": label,
            "status": _(words.STATUS_WORDS[reviewed.status]),
            "opacity": 0.9 if reviewed.status == "accepted" else 0.5,
            "Kazakh": words.short(texts[0]),
            "English": words.short(texts[1]),
        }
        rows.append(common | {"y": 1, "x": en[link.en[0]], "x2": en[link.en[-1] + 1]})
        rows.append(common | {"y": 0, "x": kk[link.kk[0]], "x2": kk[link.kk[-1] + 1]})
    chosen = alt.selection_point(name="chosen", fields=["unit"], on="click")
    ribbons = (
        alt.Chart(pd.DataFrame(rows))
        .mark_area(orient="horizontal")
        .encode(
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.13, 1.22])),
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 100], nice=False)),
            x2="x2:Q",
            color=alt.Color("color:N", scale=None),
            detail="link:N",
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=["link", "confidence", "status", "English", "Kazakh"],
        )
        .add_params(chosen)
    )
    ink = "#a9b3b0" if st.context.theme.type == "dark" else "#56605d"
    ends = pd.DataFrame(
        {"x": [0, 0], "x2": [100, 100], "y": [1, 0], "text": [words.side_name("en"), words.side_name("kk")]}
    )
    bars = alt.Chart(ends).mark_rule(strokeWidth=5, color="#8b9592").encode(x="x:Q", x2="x2:Q", y="y:Q")
    labels = (
        alt.Chart(ends)
        .mark_text(align="left", dy=alt.expr("datum.y ? -34 : 15"), color=ink, fontSize=13)
        .encode(x="x:Q", y="y:Q", text="text:N")
    )
    headings = _headings(alignment, en)
    marks = alt.Chart(headings).mark_rule(color="#8b9592").encode(x="x:Q", y=alt.datum(1.0), y2=alt.datum(1.14))
    names = (
        alt.Chart(headings)
        .mark_text(align="left", baseline="middle", dx=4, color=ink, fontSize=12)
        .encode(x="x:Q", y=alt.datum(1.09), text="text:N")
    )
    chart = alt.layer(ribbons, bars, labels, marks, names).properties(height=260).configure_view(stroke=None)
    event = st.altair_chart(chart, on_select="rerun", selection_mode="chosen", key="map")
    selected = event["selection"].get("chosen") if event else None
    if selected and (pair := names.get(selected[0]["unit"])):
        desk.go_to(pair)
        st.switch_page(session.screen("review"))


def _headings(alignment: Alignment, en: list[float]) -> pd.DataFrame:
    """The numbered sections of the English text, by their number."""
    rows = [
        {"x": en[place], "text": f"§{found[0]}"}
        for place, unit in enumerate(alignment.en_units)
        if unit.kind == "heading" and _SECTION.match(unit.text) and (found := _NUMBER.findall(unit.text))
    ]
    return pd.DataFrame(rows, columns=["x", "text"])


def _offsets(units: tuple[Unit, ...]) -> list[float]:
    """Where each unit begins, and the last one ends, in percent of the text's characters."""
    lengths = [len(unit.text) + 1 for unit in units]
    total = sum(lengths)
    offsets = [0.0]
    for length in lengths:
        offsets.append(offsets[-1] + 100 * length / total)
    return offsets


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
    counts: dict[str, int] = {}
    for reviewed in state.links:
        shape = words.shape(reviewed.link)
        counts[shape] = counts.get(shape, 0) + 1
    rows = "".join(
        f"<tr><td>{shape}</td><td>{speaker().number(counts[shape])}</td></tr>"
        for shape in sorted(counts, key=counts.__getitem__, reverse=True)
    )
    st.html(f"<table class='people'><tr><th>{_('Links')}</th><th>{_('Number')}</th></tr>{rows}</table>")


show()
