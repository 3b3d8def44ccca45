"""The map of both texts: how far along each the links lie, how sure the machine was of them, and where text has no partner.

What the browser draws is kept small: of a long text a ribbon stands for several links that follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
import streamlit as st

from alignment.languages import ENGLISH
from alignment.project import State
from alignment.records import Alignment, Pair, ReviewedLink, Unit
from alignment.review import queues
from alignment.workbench import drafts, words
from alignment.workbench.speech import _, speaker

_RIBBONS = 400  # that the browser draws in a fraction of a second, and the eye tells apart
_TICKS = (0, 20, 40, 60, 80, 100)  # percent
_HEADINGS = 30  # that have room to be named
_GRAY = "#8b9592"
_SECTION, _NUMBER = ENGLISH.section_heading, re.compile(r"[0-9IVXLC]+\b")


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Links that follow one another on both sides."""

    links: tuple[ReviewedLink, ...]
    first: int
    """Place of the first among all links, from 0."""

    last: int

    @property
    def weakest(self) -> ReviewedLink:
        """The one to look at first: of those that are not accepted the least certain."""
        waiting = [reviewed for reviewed in self.links if reviewed.status != "accepted"]
        return min(waiting or self.links, key=queues.certainty)


def ribbons(state: State, most: int = _RIBBONS) -> list[Ribbon]:
    """The links with both sides as ribbons, in reading order. There are about `most` of them at the most; more only where
    links cross, since what crosses stands alone."""
    paired = [(place, reviewed) for place, reviewed in enumerate(state.links) if not reviewed.link.is_deletion]
    length = max(-(-len(paired) // most), 1)
    made: list[Ribbon] = []
    run: list[tuple[int, ReviewedLink]] = []
    for place, reviewed in paired:
        if run and (len(run) == length or reviewed.link.en[0] < run[-1][1].link.en[-1]):
            made.append(_ribbon(run))
            run = []
        run.append((place, reviewed))
    return made + ([_ribbon(run)] if run else [])


def _ribbon(run: Sequence[tuple[int, ReviewedLink]]) -> Ribbon:
    return Ribbon(tuple(reviewed for _place, reviewed in run), run[0][0], run[-1][0])


def draw_map(alignment: Alignment, state: State) -> Pair | None:
    """Draw the map; the link that somebody has chosen on it, if any."""
    drawn = ribbons(state)
    longest = max((len(ribbon.links) for ribbon in drawn), default=1)
    if longest > 1:
        told = _(
            "Each ribbon is up to {number} links that follow one another, as wide as their text. Its colour is that of the "
            "least certain of them, and strong once all are accepted. Gaps are text without a partner. Choose a ribbon to "
            "review its least certain link.",
            number=longest,
        )
    else:
        told = _(
            "Each ribbon is a link, as wide as its text; its colour is the confidence, and strong once accepted. "
            "Gaps are text without a partner. Choose a ribbon to review it."
        )
    st.caption(told)
    event = st.altair_chart(_chart(alignment, drawn), on_select="rerun", selection_mode="chosen", key="map")
    selected = event["selection"].get("chosen") if event else None
    named = {_name(alignment, ribbon): ribbon.weakest.pair for ribbon in drawn}
    return named.get(selected[0]["unit"]) if selected else None


def _name(alignment: Alignment, ribbon: Ribbon) -> str:
    """What is chosen is kept while others cut and join: a unit names its link whatever is counted anew."""
    return drafts.names_of(alignment, ribbon.weakest.pair)[0]


def _rows(alignment: Alignment, drawn: Sequence[Ribbon]) -> list[dict[str, object]]:
    """Two rows a ribbon: its stretch of each text, in percent."""
    kk, en = _offsets(alignment.kk_units), _offsets(alignment.en_units)
    rows: list[dict[str, object]] = []
    for ribbon in drawn:
        links, weakest = [reviewed.link for reviewed in ribbon.links], ribbon.weakest
        accepted = sum(reviewed.status == "accepted" for reviewed in ribbon.links)
        confidence = weakest.link.confidence
        texts = alignment.texts(weakest.link)
        number = speaker().number(ribbon.first + 1)
        common: dict[str, object] = {
            "ribbon": ribbon.first,
            "unit": _name(alignment, ribbon),
            _("Link"): number if ribbon.last == ribbon.first else f"{number}–{speaker().number(ribbon.last + 1)}",
            "band": _("set by a reviewer") if confidence is None else _(words.band_of(confidence).words),
            _("Confidence"): words.confidence_words(weakest.link)[0],
            _("Accepted"): f"{speaker().number(accepted)} / {speaker().number(len(links))}",
            "opacity": 0.95 if accepted == len(links) else 0.65,
            words.side_name("en"): words.short(texts[1]),
            words.side_name("kk"): words.short(texts[0]),
        }
        rows.append(common | {"y": 1, "x": en[links[0].en[0]], "x2": en[links[-1].en[-1] + 1]})
        first, last = min(link.kk[0] for link in links), max(link.kk[-1] for link in links)
        rows.append(common | {"y": 0, "x": kk[first], "x2": kk[last + 1]})
    return rows


def _chart(alignment: Alignment, drawn: Sequence[Ribbon]) -> alt.LayerChart:
    ink = "#c3ccc9" if st.context.theme.type == "dark" else "#414a47"
    rows = pd.DataFrame(_rows(alignment, drawn))
    bands = {_(band.words): words.HEX[band.color] for band in words.BANDS} | {_("set by a reviewer"): words.HEX["violet"]}
    sign = speaker().percent(0.5).partition("50")[2]
    axis = alt.Axis(
        values=list(_TICKS),
        labelExpr=f"datum.value + '{sign}'",
        title=_("How far into the text"),
        labelColor=ink,
        titleColor=ink,
        tickColor=_GRAY,
        domain=False,
        grid=True,
        gridColor=_GRAY,
        gridOpacity=0.35,
    )
    legend = alt.Legend(
        title=_("Confidence"),
        orient="top",
        labelColor=ink,
        titleColor=ink,
        symbolOpacity=1,
        labelFontSize=13,
        symbolType="square",
    )
    body = (
        alt.Chart(rows)
        .mark_area(orient="horizontal")
        .encode(
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.16, 1.24])),
            x=alt.X("x:Q", axis=axis, scale=alt.Scale(domain=[0, 100], nice=False)),
            x2="x2:Q",
            color=alt.Color("band:N", scale=alt.Scale(domain=list(bands), range=list(bands.values())), legend=legend),
            detail="ribbon:N",
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
            tooltip=[_("Link"), _("Confidence"), _("Accepted"), words.side_name("en"), words.side_name("kk")],
        )
        .add_params(alt.selection_point(name="chosen", fields=["unit"], on="click"))
    )
    layers = [body, *_sides(ink), *_headings(alignment, ink)]
    return alt.layer(*layers).properties(height=320).configure_view(stroke=None)


def _sides(ink: str) -> list[alt.Chart]:
    """The line of each text, and its name."""
    ends = pd.DataFrame(
        {"x": [0, 0], "x2": [100, 100], "y": [1, 0], "text": [words.side_name("en"), words.side_name("kk")]}
    )
    bars = alt.Chart(ends).mark_rule(strokeWidth=5, color=_GRAY).encode(x="x:Q", x2="x2:Q", y="y:Q")
    labels = (
        alt.Chart(ends)
        .mark_text(align="left", dy=alt.expr("datum.y ? -34 : 15"), color=ink, fontSize=14, fontWeight="bold")
        .encode(x="x:Q", y="y:Q", text="text:N")
    )
    return [bars, labels]


def _headings(alignment: Alignment, ink: str) -> list[alt.Chart]:
    """The numbered sections of the English text by their number, as far as there is room to read them."""
    en = _offsets(alignment.en_units)
    found = [
        {"x": en[place], "text": f"§{numbers[0]}"}
        for place, unit in enumerate(alignment.en_units)
        if unit.kind == "heading" and _SECTION.match(unit.text) and (numbers := _NUMBER.findall(unit.text))
    ]
    headings = pd.DataFrame(found[:: -(-len(found) // _HEADINGS) or 1], columns=["x", "text"])
    marks = alt.Chart(headings).mark_rule(color=_GRAY).encode(x="x:Q", y=alt.datum(1.0), y2=alt.datum(1.14))
    names = (
        alt.Chart(headings)
        .mark_text(align="left", baseline="middle", dx=4, color=ink, fontSize=12)
        .encode(x="x:Q", y=alt.datum(1.09), text="text:N")
    )
    return [marks, names]


def _offsets(units: tuple[Unit, ...]) -> list[float]:
    """Where each unit begins, and the last one ends, in percent of the text's characters."""
    lengths = [len(unit.text) + 1 for unit in units]
    total = sum(lengths)
    offsets = [0.0]
    for length in lengths:
        offsets.append(offsets[-1] + 100 * length / total)
    return offsets
