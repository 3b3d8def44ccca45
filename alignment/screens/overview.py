"""Overview: how far the review is, how sure the machine was, and both texts as a map."""

from __future__ import annotations

import re

import altair as alt
import pandas as pd
import streamlit as st

from alignment.events import State
from alignment.languages.en import ENGLISH
from alignment.records import Alignment, Unit
from alignment.screens import session, words

_SECTION, _NUMBER = ENGLISH.section_heading, re.compile(r"[0-9IVXLC]+\b")
_HEX = {
    "green": "#2f9e6b",
    "blue": "#3b82c4",
    "orange": "#d98a1f",
    "red": "#cf4b45",
    "violet": "#8763c5",
    "gray": "#8b9592",
}


def show() -> None:
    project = session.project()
    state = project.state()
    alignment = project.alignment
    st.title("Overview", anchor=False)
    st.caption(
        f"{alignment.kk.name} (Kazakh, {len(alignment.kk_units)} {alignment.level}s) · "
        f"{alignment.en.name} (English, {len(alignment.en_units)}) · encoder {alignment.model}"
    )
    _progress(state)
    st.subheader("Map of both texts", anchor=False)
    st.caption(
        "Each ribbon is a link, as wide as its text; its colour is the confidence, and strong once accepted. "
        "Gaps are text without a partner. Choose a ribbon to review it."
    )
    _map(alignment, state)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("Confidence", anchor=False)
        _histogram(state)
    with right:
        st.subheader("Shapes", anchor=False)
        _shapes(state)


def _progress(state: State) -> None:
    total = len(state.links)
    accepted = sum(r.status == "accepted" for r in state.links)
    waiting = sum(r.status == "needs review" for r in state.links)
    doubtful = sum(r.status != "accepted" and (r.link.confidence or 0.0) < 0.9 for r in state.links)
    with st.container(horizontal=True, key="figures"):
        st.metric("Links", total, border=True, width=135)
        st.metric("Accepted", accepted, border=True, width=135)
        st.metric("Need review", waiting, border=True, width=135)
        st.metric("Open below 90 %", doubtful, border=True, width=135)
        st.metric("Flags", len(state.flags), border=True, width=135)
    st.progress(accepted / total if total else 0.0, text=f"{accepted} of {total} links accepted")


def _map(alignment: Alignment, state: State) -> None:
    kk, en = _offsets(alignment.kk_units), _offsets(alignment.en_units)
    rows = []
    for number, reviewed in enumerate(state.links, 1):
        link = reviewed.link
        if link.is_deletion:
            continue
        label, color = words.confidence(link)
        texts = alignment.texts(link)
        common = {
            "link": number,
            "color": _HEX[color],
            "confidence": label,
            "status": reviewed.status,
            "opacity": 0.9 if reviewed.status == "accepted" else 0.5,
            "Kazakh": _short(texts[0]),
            "English": _short(texts[1]),
        }
        rows.append(common | {"y": 1, "x": en[link.en[0]], "x2": en[link.en[-1] + 1]})
        rows.append(common | {"y": 0, "x": kk[link.kk[0]], "x2": kk[link.kk[-1] + 1]})
    chosen = alt.selection_point(name="chosen", fields=["link"], on="click")
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
    ends = pd.DataFrame({"x": [0, 0], "x2": [100, 100], "y": [1, 0], "text": ["English", "Kazakh"]})
    bars = alt.Chart(ends).mark_rule(strokeWidth=5, color="#8b9592").encode(x="x:Q", x2="x2:Q", y="y:Q")
    labels = (
        alt.Chart(ends)
        .mark_text(align="left", dy=alt.expr("datum.y ? -30 : 15"), color="#8b9592", fontSize=12)
        .encode(x="x:Q", y="y:Q", text="text:N")
    )
    headings = _headings(alignment, en)
    marks = (
        alt.Chart(headings)
        .mark_rule(color="#8b9592", strokeDash=[2, 3])
        .encode(x="x:Q", y=alt.datum(1.0), y2=alt.datum(1.09))
    )
    names = (
        alt.Chart(headings)
        .mark_text(align="left", dx=3, color="#8b9592", fontSize=11)
        .encode(x="x:Q", y=alt.datum(1.06), text="text:N")
    )
    chart = alt.layer(ribbons, bars, labels, marks, names).properties(height=260).configure_view(stroke=None)
    event = st.altair_chart(chart, on_select="rerun", selection_mode="chosen", key="map")
    selected = event["selection"].get("chosen") if event else None
    if selected:
        reviewed = state.links[int(selected[0]["link"]) - 1]
        st.session_state["focus"] = reviewed.pair
        st.switch_page("alignment/screens/review.py")


def _headings(alignment: Alignment, en: list[float]) -> pd.DataFrame:
    """The numbered sections of the English text, by their number."""
    rows = [
        {"x": en[place], "text": f"§ {found[0]}"}
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


def _histogram(state: State) -> None:
    rows = [
        {"from": int(c * 20) / 20, "to": int(c * 20) / 20 + 0.05, "band": words.band_of(c).words}
        for r in state.links
        if (c := r.link.confidence) is not None and (c := min(c, 0.9999)) is not None
    ]
    if not rows:
        st.write("Every link was set by a reviewer.")
        return
    counts = pd.DataFrame(rows).groupby(["from", "to", "band"], as_index=False).size()
    names = [band.words for band in reversed(words.BANDS)]
    chart = (
        alt.Chart(counts)
        .mark_bar(stroke=None)
        .encode(
            x=alt.X("from:Q", title="confidence", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
            x2="to:Q",
            y=alt.Y("size:Q", title="links", scale=alt.Scale(type="symlog", domainMin=0)),
            y2=alt.datum(0),
            color=alt.Color(
                "band:N",
                title=None,
                sort=names,
                scale=alt.Scale(domain=names, range=[_HEX[band.color] for band in reversed(words.BANDS)]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("from:Q", format=".0%", title="from"),
                alt.Tooltip("to:Q", format=".0%", title="to"),
                alt.Tooltip("size:Q", title="links"),
            ],
        )
        .properties(height=260)
    )
    st.altair_chart(chart)


def _shapes(state: State) -> None:
    counts: dict[str, int] = {}
    for reviewed in state.links:
        shape = words.shape(reviewed.link)
        counts[shape] = counts.get(shape, 0) + 1
    table = pd.DataFrame({"Link": counts.keys(), "Number": counts.values()}).sort_values("Number", ascending=False)
    st.dataframe(table, hide_index=True)


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89] + "…"


show()
