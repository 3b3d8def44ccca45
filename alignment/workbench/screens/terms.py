"""Glossary: the project's terms, their renderings and status, where they occur in both texts, and what changes them."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

from alignment import review
from alignment.exceptions import ModelException
from alignment.glossary import GLOSSARY_EXTENSIONS, STATUSES, Concordance, Glossary, Occurrence, passages, render_glossary
from alignment.project import ChangeTerms, Event, Project, State
from alignment.records import Alignment, Pair, Term, template
from alignment.review import Query, fold_text, glossary_of
from alignment.workbench import (
    desk,
    following,
    models,
    refusals,
    seat,
    session,
    term_dialogs,
    text_view,
    whereabouts,
    words,
)
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.dressing import put_on
from alignment.workbench.keys import KEYS
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.widgets import TERMS_CHANGED, TERMS_KIND, TERMS_OCCUR, TERMS_SEARCH, TERMS_STATUS

_ROWS = 14  # terms on a page of the list
_PASSAGES = 6  # occurrences on a page
_CHANGE = template("Change the glossary")


@dataclass(frozen=True, slots=True)
class _Row:
    """A term of the list."""

    en: str
    english: int
    """How often it stands in the English text."""

    renderings: tuple[tuple[Term, int], ...]
    """Each rendering, the preferred first, and how often it stands in the Kazakh text."""


def show() -> None:
    project = session.open_project()
    put_on("terms")
    session.heading(_("Glossary"))
    _screen(project)
    following.follow(project, _terms_of)


def _terms_of(state: State) -> object:
    """What people have changed in the glossary."""
    return state.terms


@st.fragment
@refusals.shown
def _screen(project: Project) -> None:
    state = desk.look(project)
    following.remember_view(_terms_of, state)
    glossary = glossary_of(state)
    _bar(project, glossary)
    if message := kept().take_message():
        st.warning(message, icon=":material/warning:")
    _filters(glossary)
    concordance = session.project_concordance(project, state)
    rows = _rows(glossary, concordance)
    chosen = _chosen(glossary)
    left, right = st.columns([5, 6], gap="large")
    with left, st.container(key="term-list"):
        _list(_filtered(glossary, rows), chosen)
    with right, st.container(key="chosen-term"):
        if chosen:
            _term(project, state, next(row for row in rows if row.en == chosen))
            _occurrences(project, state, concordance.occurrences(glossary, chosen, state))
        else:
            st.caption(_("Choose a term to see where it occurs and to change it."))
    term_dialogs.show_term_dialog(project, glossary)
    whereabouts.point_out(chosen)


def _bar(project: Project, glossary: Glossary) -> None:
    who = seat.reviewer()
    with st.container(horizontal=True, vertical_alignment="center", key="terms-bar"):
        _again("undo", project.next_undo(who), lambda _seen: project.undo(who), project)
        _again("redo", project.next_redo(who), lambda _seen: project.redo(who), project)
        _open("term-add", template("Add a term"), "add")
        _open("term-import", template("Import"), "upload_file")
        with st.popover(_("Export"), icon=":material/download:", key="term-export"):
            for extension in GLOSSARY_EXTENSIONS:
                kind = extension.removeprefix(".")
                st.download_button(
                    kind.upper(),
                    data=partial(render_glossary, glossary, extension),
                    file_name=f"{Path(project.location).stem}-glossary{extension}",
                    mime="application/octet-stream",
                    on_click="ignore",
                    key=f"export-{kind}",
                )


def _again(name: str, event: Event | None, act: Attempt, project: Project) -> None:
    """Undo or redo, as long as the next act to take back or do again is one on the glossary."""
    key = KEYS[name]
    elsewhere = event is not None and not isinstance(event.act, ChangeTerms)
    desk.button(
        key,
        partial(desk.do, project, _(key.label), act),
        element=f"terms-{name}",
        disabled=event is None or elsewhere,
        tip=_("Your last act was not on the glossary: the review screen undoes it.") if elsewhere else None,
    )


def _open(name: str, label: str, icon: str) -> None:
    st.button(_(label), key=name, icon=f":material/{icon}:", on_click=partial(desk.open_dialog, name))


def _filters(glossary: Glossary) -> None:
    search, kind, status, which = st.columns([4, 2, 2, 4], vertical_alignment="center")
    search.text_input(
        _("Search"),
        key=TERMS_SEARCH.key,
        placeholder=_("Search in both languages"),
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=_first_page,
    )
    kinds = sorted({term.kind for term in glossary.terms if term.kind})
    if TERMS_KIND.value not in kinds:
        TERMS_KIND.put("")
    kind.selectbox(
        _("Kind"),
        ["", *kinds],
        format_func=lambda name: name or _("All kinds"),
        key=TERMS_KIND.key,
        label_visibility="collapsed",
        on_change=_first_page,
    )
    status.selectbox(
        _("Status"),
        ["", *STATUSES],
        format_func=lambda name: words.term_status(name) if name else _("Any status"),
        key=TERMS_STATUS.key,
        label_visibility="collapsed",
        on_change=_first_page,
    )
    with which, st.container(horizontal=True):
        st.toggle(_("In the text"), key=TERMS_OCCUR.key, on_change=_first_page, help=_("The term or a rendering occurs."))
        st.toggle(
            _("Changed here"), key=TERMS_CHANGED.key, on_change=_first_page, help=_("Other than the shipped glossary.")
        )


def _first_page() -> None:
    kept().terms_page = 0


def _rows(glossary: Glossary, concordance: Concordance) -> list[_Row]:
    english = concordance.english(glossary)
    rows = []
    for en, renderings in sorted(glossary.concepts.items(), key=lambda item: item[0].casefold()):
        counts = dict.fromkeys(renderings, 0)
        for term, _span in concordance.kazakh(renderings):
            counts[term] += 1
        ordered = sorted(counts.items(), key=lambda item: (STATUSES.index(item[0].status), item[0].kk))
        rows.append(_Row(en, len(english.get(en, ())), tuple(ordered)))
    return rows


def _filtered(glossary: Glossary, rows: list[_Row]) -> list[_Row]:
    """The rows that the search finds and of which a rendering passes all filters."""
    sought = Query(TERMS_SEARCH.value)
    new, otherwise = glossary.against(Glossary.shipped()) if TERMS_CHANGED.value else ((), ())

    def passes(term: Term) -> bool:
        return (
            (not TERMS_KIND.value or term.kind == TERMS_KIND.value)
            and (not TERMS_STATUS.value or term.status == TERMS_STATUS.value)
            and (not TERMS_CHANGED.value or term in new or term in otherwise)
        )

    def found(row: _Row) -> bool:
        text = fold_text(" ".join([row.en, *(term.kk for term, _count in row.renderings)]))
        occurs = row.english or any(count for _term, count in row.renderings)
        return sought.is_in(text) and bool(occurs or not TERMS_OCCUR.value)

    return [row for row in rows if any(passes(term) for term, _count in row.renderings) and found(row)]


def _chosen(glossary: Glossary) -> str:
    """The English term that is looked at; empty where none is."""
    named = st.query_params.get("term", "")
    chosen = (kept().take_return() and named) or kept().term or named
    chosen = chosen if chosen in glossary.concepts else ""
    if st.query_params.get("term", "") != chosen:
        if chosen:
            st.query_params["term"] = chosen
        else:
            st.query_params.pop("term", None)
    return chosen


def _choose(en: str) -> None:
    kept().term = en
    kept().passage_page = 0


def _list(rows: list[_Row], chosen: str) -> None:
    if not rows:
        st.write(_("No term is found."))
        return
    page = _pages("terms_page", len(rows), _ROWS, n_("{number} term", "{number} terms", len(rows)))
    for number, row in enumerate(rows[page * _ROWS : (page + 1) * _ROWS]):
        name, renderings = st.columns([4, 5], vertical_alignment="center")
        name.button(
            words.plain(row.en) + f" :gray[{speaker().number(row.english)}]",
            key=f"term-{number}",
            type="secondary" if row.en == chosen else "tertiary",
            on_click=partial(_choose, row.en),
            width="stretch",
        )
        renderings.html("".join(_rendering(term, count) for term, count in row.renderings))


def _pages(field: Literal["terms_page", "passage_page"], total: int, size: int, told: str) -> int:
    """The page that is shown, with what turns it where there are several."""
    last = (total - 1) // size
    page: int = min(getattr(kept(), field), last)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(told)
        st.space("stretch")
        if last:
            st.caption(_("Page {page} of {pages}", page=page + 1, pages=last + 1))
            for name, to, icon in (("previous", page - 1, "chevron_left"), ("next", page + 1, "chevron_right")):
                st.button(
                    _("Previous page") if name == "previous" else _("Next page"),
                    key=f"{field.replace('_', '-')}-{name}",
                    icon=f":material/{icon}:",
                    on_click=partial(setattr, kept(), field, to),
                    disabled=not 0 <= to <= last,
                )
    return page


def _rendering(term: Term, count: int) -> str:
    return (
        f'<span class="rendering {term.status}">{words.term_badge(term.status)} '
        f'<span class="words" lang="kk">{html.escape(term.kk)}</span> '
        f'<span class="count">{speaker().number(count)}</span></span>'
    )


def _term(project: Project, state: State, row: _Row) -> None:
    """A term's renderings and what can be done with each."""
    with st.container(horizontal=True, vertical_alignment="center"):
        said = n_("{number} time in English", "{number} times in English", row.english)
        st.html(f'<h2 class="chosen" lang="en">{html.escape(row.en)}</h2><span class="count">{said}</span>')
        st.space("stretch")
        _open("term-rendering", template("Add a rendering"), "add")
    for term, count in row.renderings:
        with st.container(border=True, key=f"rendering-{_name(term)}"):
            about = " · ".join(part for part in (term.kind, term.note) if part)
            said = n_("{number} time in Kazakh", "{number} times in Kazakh", count)
            st.html(
                f'<span class="rendering {term.status}">{words.term_badge(term.status)} <b class="words" lang="kk">'
                f'{html.escape(term.kk)}</b> <span class="count">{said}</span></span>'
                f'<span class="count">{html.escape(about)}</span>'
            )
            _acts(project, state, term)


def _acts(project: Project, state: State, term: Term) -> None:
    with st.container(horizontal=True):
        for status, label, icon in (
            ("preferred", _("Prefer"), "check"),
            ("admitted", _("Admit"), "radio_button_unchecked"),
            ("forbidden", _("Forbid"), "block"),
        ):
            put = partial(review.change_terms, project, put=[replace(term, status=status)])  # type: ignore[arg-type]
            st.button(
                label,
                key=f"{status}-{_name(term)}",
                icon=f":material/{icon}:",
                disabled=term.status == status,
                on_click=_act(project, state, put),
            )
        edit = partial(term_dialogs.open_edit, term)
        st.button(_("Note"), key=f"say-{_name(term)}", icon=":material/edit_note:", on_click=edit)
        out = partial(review.change_terms, project, out=[(term.en, term.kk)])
        st.button(_("Remove"), key=f"remove-{_name(term)}", icon=":material/delete:", on_click=_act(project, state, out))


def _name(term: Term) -> str:
    """What tells it from all others, for the keys of what is said of it."""
    return f"{term.en}-{term.kk}"


def _act(project: Project, state: State, change: Callable[..., State]) -> Callable[[], None]:
    who = seat.reviewer()
    return partial(desk.do, project, _(_CHANGE), lambda seen: change(reviewer=who, seen=seen), state.sequence)


def _occurrences(project: Project, state: State, found: Sequence[Occurrence]) -> None:
    if not found:
        st.caption(_("Neither the term nor a rendering occurs in the texts."))
        return
    page = _pages("passage_page", len(found), _PASSAGES, n_("In {number} link", "In {number} links", len(found)))
    for number, one in enumerate(found[page * _PASSAGES : (page + 1) * _PASSAGES]):
        with st.container(border=True, key=f"occurrence-{number}"):
            _head(project, state, one, number)
            for alignment, pair, marks in _passages(project, state, one):
                sides = text_view.both_sides(alignment, pair, "passage", shown=marks)
                st.html(f'<div class="two">{sides["en"]}{sides["kk"]}</div>')
    models.offer()


def _head(project: Project, state: State, one: Occurrence, number: int) -> None:
    """Which renderings stand in the link, and the way there."""
    statuses = dict.fromkeys(term.status for term, _span in one.kk)
    said = "".join(words.term_badge(status) for status in statuses)
    if not one.kk:
        said = f'<span class="badge orange">{_("no rendering of the glossary here")}</span>'
    elif not one.en:
        said += f'<span class="badge">{_("not in the English")}</span>'
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<span class="rendering">{said}</span>')
        st.space("stretch")
        place = speaker().number(state.place(one.pair) + 1)
        if st.button(_("Go to link {place}", place=place), key=f"go-{number}", icon=":material/arrow_forward:"):
            desk.set_focus(project.alignment_of(state), one.pair)
            st.switch_page(session.screen("review"))


def _passages(project: Project, state: State, one: Occurrence) -> list[tuple[Alignment, Pair, list[text_view.Shown]]]:
    """The sentences around the marks; the link itself in a project of sentences, and where no model can pair them."""
    alignment, found = project.alignment_of(state), [(one.pair, one.marks)]
    if alignment.level == "paragraph":
        with suppress(ModelException):  # the offer below says it
            inside = session.sentences_inside(project, state, state.link(one.pair).link)
            alignment = session.sentence_aligner(project, state).alignment
            found = passages(alignment, inside, one.marks)
    return [
        (alignment, pair, [text_view.Shown(span, f"term {status}", _(words.TERM_WORDS[status])) for status, span in marks])
        for pair, marks in found
    ]


show()
