"""All occurrences of some words: a dialog that shows each in its context, beside its counterpart, and one that flags them
all as one act."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import CATEGORIES, SEVERITIES, SIDES, Alignment, Flag, Pair, Side, Span, units_of
from alignment.review import Partners, glossary_of
from alignment.workbench import desk, drafts, hits, marking, seat, session, text_view, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.text_view import Shown
from alignment.workbench.widgets import LOOKED_UP, Widget

_PAGE = 12  # links on a page of occurrences
_TICKS = 25  # places on a page of those to be flagged
_AROUND = 90  # characters shown on either side


def ask_for_places(project: Project) -> None:
    """Open the dialog of all occurrences of what is marked, else of what the list of links named, else of what is searched
    for; with nothing of these one writes the words there."""
    state, focus = desk.look(project), kept().focus
    spans = marking.marked(focus) if focus else ()
    alignment = project.alignment_of(state)
    own = [span for span in spans[:1] if span.unit < len(alignment.units(span.side))]
    marked = "".join(alignment.units(span.side)[span.unit].text[span.start : span.end] for span in own)
    LOOKED_UP.put(" ".join((marked or kept().looked_up or desk.query().strip('"«»“”')).split()))
    kept().looked_up, kept().places_page = "", 0
    desk.open_dialog("places")


def ask_to_flag_all(flag: Flag | None = None) -> None:
    """Open the dialog that flags all occurrences of what a flag marks; without one, all hits of the search."""
    kept().unticked, kept().places_page = set(), 0
    desk.open_dialog("flag-all", flag)


def show_occurrences(project: Project, name: str) -> None:
    """The dialog that `ask_for_places` or `ask_to_flag_all` opened."""
    title, body = (_("All occurrences"), _places) if name == "places" else (_("Flag all occurrences"), _flag_all)
    st.dialog(title, on_dismiss=desk.close_dialog, width="large")(body)(project)


def _places(project: Project) -> None:
    state = desk.look(project)
    alignment = project.alignment_of(state)
    st.text_input(_("Words"), key=LOOKED_UP.key, on_change=_turn, args=(0,), placeholder=_("Kazakh or English words"))
    sought = LOOKED_UP.value.strip()
    found = _by_link(project, state, sought) if sought else {}
    number = sum(map(len, found.values()))
    told = n_("{number} occurrence", "{number} occurrences", number) + " · "
    told += n_("{number} link", "{number} links", len(found))
    st.html(f'<div role="status"><b>{html.escape(told)}</b></div>')
    first = kept().places_page * _PAGE
    partners = Partners(alignment, session.project_concordance(project, state), glossary_of(state)) if found else None
    with st.container(key="places-list", gap="xsmall"):
        for pair in list(found)[first : first + _PAGE]:
            answers = partners.of(pair, found[pair]) if partners else []
            _occurrence(alignment, state, pair, found[pair], answers)
    _pages(len(found), _PAGE)


def _by_link(project: Project, state: State, sought: str) -> dict[Pair, list[Span]]:
    concordance = session.project_concordance(project, state)
    found: dict[Pair, list[Span]] = {}
    spans = [span for side in SIDES for span in concordance.look_up(side, sought)]
    for span in sorted(spans, key=lambda span: (state.place_of_unit(span.side, span.unit), span)):
        found.setdefault(state.links[state.place_of_unit(span.side, span.unit)].pair, []).append(span)
    return found


def _occurrence(alignment: Alignment, state: State, pair: Pair, spans: Sequence[Span], answers: Sequence[Span]) -> None:
    place = speaker().number(state.place(pair) + 1)
    with st.container(horizontal=True, vertical_alignment="center", key=f"place-of-{drafts.names_of(alignment, pair)[0]}"):
        st.html(f'<div class="occurrence"><span class="id">{place}</span>{_two(alignment, pair, spans, answers)}</div>')
        key = f"go-place-{drafts.names_of(alignment, pair)[0]}"
        if st.button(_("Go to link {place}", place=place), key=key, type="tertiary", icon=":material/arrow_forward:"):
            desk.close_dialog()
            desk.go_to(pair)
            st.rerun()


def _two(alignment: Alignment, pair: Pair, spans: Sequence[Span], answers: Sequence[Span]) -> str:
    """Both sides of a link around the words, which are marked, as is what answers to them."""
    marked = {span: Shown(span, "found", "") for span in spans}
    marked |= {span: Shown(span, "answer", _("Counterpart")) for span in answers}
    sides: tuple[Side, Side] = ("en", "kk")
    share = text_view.share_before(alignment, spans[0], units_of(pair, spans[0].side))
    return "".join(f'<div lang="{side}">{_excerpt(alignment, pair, side, marked, share)}</div>' for side in sides)


def _excerpt(alignment: Alignment, pair: Pair, side: Side, marked: dict[Span, Shown], share: float) -> str:
    own = sorted(span for span in marked if span.side == side)
    places = units_of(pair, side)
    if not places:
        return f'<span class="none">{_("no counterpart")}</span>'
    if own:
        unit = own[0].unit
        shown = [marked[span] for span in own if span.unit == unit]
        return text_view.excerpt(alignment.units(side)[unit].text, shown, _AROUND)
    unit = places[min(int(share * len(places)), len(places) - 1)]
    return text_view.excerpt(alignment.units(side)[unit].text, (), 2 * _AROUND, share * len(places) % 1)


def _pages(number: int, on_page: int) -> None:
    """Buttons that turn the pages, where there is more than one."""
    page, last = kept().places_page, max(number - 1, 0) // on_page
    if last == 0:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="places-pages"):
        st.button(_("Page back"), key="places-back", on_click=_turn, args=(page - 1,), disabled=page == 0)
        st.button(_("Page on"), key="places-on", on_click=_turn, args=(page + 1,), disabled=page >= last)
        st.caption(f"{speaker().number(page + 1)} / {speaker().number(last + 1)}")


def _turn(page: int) -> None:
    kept().places_page = page


def _flag_all(project: Project) -> None:
    state, opened = desk.look(project), kept().opened
    flag = opened.flag if opened else None
    alignment = project.alignment_of(state)
    places = review.unflagged(_meant(project, state, alignment, flag), state)
    fields: list[Widget[str]] = []
    category, severity, note, better = (
        (flag.category, flag.severity, flag.note, flag.better) if flag else _say(desk.query(), fields)
    )
    wording = _wording(alignment, flag) if flag else ""
    betters = [review.in_case_of(better, wording or _text(alignment, span), _text(alignment, span)) for span in places]
    if flag:
        body = f"<b>⚑ {html.escape(_(category))} ({html.escape(_(severity))})</b> {html.escape(note)}"
        st.html(f'<div class="note">{body}<div lang="kk">{text_view.difference(wording, better)}</div></div>')
    names = [_name(alignment, span) for span in places]
    chosen = [number for number, name in enumerate(names) if name not in kept().unticked]
    _ticks(project, state, alignment, places, betters, names, len(chosen))
    drafts.watch_escape()
    label = n_("Flag {number} place", "Flag {number} places", len(chosen))
    if st.button(label, type="primary", icon=":material/flag:", key="flag-all-do", disabled=not chosen):
        act = partial(
            review.flag_places,
            project,
            [places[number] for number in chosen],
            [betters[number] for number in chosen],
            category,
            severity,
            note,
            seat.reviewer(),
        )
        desk.finish(project, _("Flag all occurrences"), act, fields)


def _meant(project: Project, state: State, alignment: Alignment, flag: Flag | None) -> list[Span]:
    if flag:
        return review.places_of_wording(session.index(project, state), _wording(alignment, flag))
    return [hit.span for hit in hits.hits_of(project, state) if hit.span.side == "kk"] if desk.asked() else []


def _text(alignment: Alignment, span: Span) -> str:
    return alignment.units(span.side)[span.unit].text[span.start : span.end]


def _wording(alignment: Alignment, flag: Flag) -> str:
    return " ".join(_text(alignment, span) for span in flag.spans if span.side == "kk")


def can_flag_all(flag: Flag) -> bool:
    """Whether a flag says better words for one stretch of the Kazakh text, which may stand elsewhere, too."""
    return bool(flag.better) and sum(span.side == "kk" for span in flag.spans) == 1


def _say(sought: str, fields: list[Widget[str]]) -> tuple[str, str, str, str]:
    """The fields for what the flags say of the hits of a search."""
    named = {category.name: category for category in CATEGORIES}
    left, right = st.columns([3, 2], gap="medium")
    about = (sought,)
    category = drafts.field("all-category", about, CATEGORIES[0].name, named)
    left.selectbox(_("Category"), list(named), format_func=_, **drafts.keeping(category))
    severity = drafts.field("all-severity", about, "minor", tuple(SEVERITIES))
    right.segmented_control(_("Severity"), tuple(SEVERITIES), required=True, format_func=_, **drafts.keeping(severity))
    better = drafts.field("all-better", about, "")
    left.text_input(_("Better, in place of each hit"), **drafts.keeping(better))
    note = drafts.field("all-note", about, "")
    right.text_input(_("Note"), placeholder=_("What is wrong"), **drafts.keeping(note))
    fields += [category, severity, better, note]
    return category.value, severity.value, note.value, better.value


def _name(alignment: Alignment, span: Span) -> str:
    """Names a place whatever is cut elsewhere."""
    return f"{alignment.units(span.side)[span.unit].id}:{span.start}"


def _ticks(
    project: Project,
    state: State,
    alignment: Alignment,
    places: Sequence[Span],
    betters: Sequence[str],
    names: Sequence[str],
    chosen: int,
) -> None:
    """The places with a box each, a page at a time; which of them are chosen counts on every page."""
    told = n_("{chosen} of {number} place", "{chosen} of {number} places", len(places), chosen=speaker().number(chosen))
    with st.container(horizontal=True, vertical_alignment="center", key="flag-all-choice"):
        st.html(f'<div role="status"><b>{html.escape(told)}</b></div>')
        st.button(_("Choose all"), key="flag-all-all", type="tertiary", on_click=_untick, args=((),))
        st.button(_("Choose none"), key="flag-all-none", type="tertiary", on_click=_untick, args=(tuple(names),))
    first = kept().places_page * _TICKS
    with st.container(key="ticks-list", gap="xsmall"):
        for number in range(first, min(first + _TICKS, len(places))):
            _tick(state, alignment, places[number], betters[number], names[number])
    _pages(len(places), _TICKS)


def _tick(state: State, alignment: Alignment, span: Span, better: str, name: str) -> None:
    pair = state.links[state.place_of_unit(span.side, span.unit)].pair
    tick = Widget(f"place-{name}", True)
    tick.put_if_other(name not in kept().unticked)
    with st.container(horizontal=True, vertical_alignment="center", key=f"place-at-{name.replace(':', '-')}"):
        st.checkbox(
            words.plain(f"{name}: {words.short(_text(alignment, span), 60)}"),
            key=tick.key,
            on_change=_toggle,
            args=(name,),
            label_visibility="collapsed",
        )
        new = f' → <ins lang="kk">{html.escape(better)}</ins>' if better else ""
        two = _two(alignment, pair, [span], ())
        st.html(f'<div class="occurrence"><span class="id">{html.escape(name.partition(":")[0])}{new}</span>{two}</div>')


def _toggle(name: str) -> None:
    kept().unticked ^= {name}


def _untick(names: Sequence[str]) -> None:
    kept().unticked = set(names)
