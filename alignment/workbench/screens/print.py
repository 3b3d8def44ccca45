"""Print view: both texts side by side in flow, a row a link, with nothing beside them."""

from __future__ import annotations

import html

import streamlit as st

from alignment.project import Project, State
from alignment.records import Alignment, Pair, Side, units_of
from alignment.review import sections_of_links
from alignment.workbench import desk, session, words
from alignment.workbench.dressing import put_on
from alignment.workbench.speech import _


def show() -> None:
    project = session.open_project()
    put_on("print")
    state = desk.look(project)
    st.title(words.plain(project.about().title), anchor=False)
    with st.container(key="print-tools"):
        places = _chosen(project, state)
        st.caption(_("The browser prints this page: Ctrl and P, or ⌘ and P. This line and what is above it stay away."))
    alignment = project.alignment_of(state)
    heads = "".join(f'<div lang="{side}">{html.escape(alignment.document(side).name)}</div>' for side in _SIDES)
    rows = "".join(_row(alignment, state.links[place].pair) for place in places)
    st.html(f'<div class="printed"><div class="row names">{heads}</div>{rows}</div>')


_SIDES: tuple[Side, Side] = ("en", "kk")  # the original on the left


def _chosen(project: Project, state: State) -> list[int]:
    """The places of the links of the section that is chosen; all of them at first."""
    sections = session.project_sections(project, state)
    titles = {section.id: words.short(section.title, 80) or _("Beginning") for section in sections}
    chosen = st.selectbox(
        _("Section"),
        ["", *titles],
        format_func=lambda name: titles[name] if name else _("All sections"),
        key="print-section",
        label_visibility="collapsed",
    )
    homes = sections_of_links(sections, state)
    return [place for place, home in enumerate(homes) if not chosen or sections[home].id == chosen]


def _row(alignment: Alignment, pair: Pair) -> str:
    sides = "".join(f'<div lang="{side}">{_texts(alignment, pair, side)}</div>' for side in _SIDES)
    return f'<div class="row">{sides}</div>'


def _texts(alignment: Alignment, pair: Pair, side: Side) -> str:
    units = [alignment.units(side)[place] for place in units_of(pair, side)]
    tags = ("h2" if unit.kind == "heading" else "p" for unit in units)
    return "".join(f"<{tag}>{html.escape(unit.text)}</{tag}>" for tag, unit in zip(tags, units, strict=True))


show()
