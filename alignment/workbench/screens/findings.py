"""Findings: what the checks found, one in focus, the others beside it, and what reviewers say to them by button or key."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from alignment.checks import CHECKS, Check, Finding, Mark
from alignment.exceptions import ModelException
from alignment.project import Project, State
from alignment.records import SEVERITIES, Alignment, Link, Side, Unit
from alignment.review import Choice, ReviewedFinding, Section, Standing, link_of_finding, tally
from alignment.workbench import (
    check_runs,
    deciding,
    desk,
    dialogs,
    drafts,
    finding_view,
    following,
    keyboard,
    models,
    refusals,
    seat,
    session,
    text_view,
    whereabouts,
    words,
)
from alignment.workbench.deciding import finding_button
from alignment.workbench.desk_state import kept
from alignment.workbench.dressing import put_on
from alignment.workbench.keys import FINDING_KEYS
from alignment.workbench.listed_findings import FINDING_FILTERS, STANDINGS, ListedFindings, choose_findings, list_findings
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.widgets import finding_filter, finding_tick

_PAGE = 20  # findings on a page of the list
_ELSEWHERE = 4  # further places that are named
_WORDS = 80  # characters; a longer mark is a passage, which in bold would shout


def show() -> None:
    project = session.open_project()
    put_on("findings")
    session.unseen_heading(_("Findings"), project)
    _screen(project)
    following.follow(project, _answers)


def _answers(state: State) -> object:
    """What people have said to findings."""
    return state.flags, state.dismissals


@st.fragment
@refusals.shown
def _screen(project: Project) -> None:
    state = desk.look(project)
    following.remember_view(_answers, state)
    try:
        listed = list_findings(project, state)
    except ModelException:
        with st.container(horizontal=True, horizontal_alignment="right"):
            session.ask_who()
        models.offer()
        return
    acts = _acts(project, listed, state.sequence)
    _toolbar(acts)
    check_runs.show_progress(project)
    if message := kept().take_message():
        st.warning(message, icon=":material/warning:")
    if notice := kept().take_notice():
        st.html(f'<div class="told" role="status">✓ {html.escape(notice)}</div>')
    if not listed.all_found:
        if not check_runs.are_running(project):
            st.write(_("The checks found nothing to object to in this project."))
        return
    shown = listed.shown
    _filters(listed.sections, listed.choice, Counter(one.standing for one in listed.of_check))
    with st.container(key="panes"):
        folders, pane, rows = st.columns([5, 13, 9], gap="medium")
        with folders:
            _folders(listed.without_check, listed.choice)
        with pane, st.container(border=True, key="focused-finding"):
            if shown:
                _focused(project, state, listed, acts)
            else:
                _nothing(listed.all_found)
        with rows:
            _list(listed, acts)
    deciding.show_dialog_of_many(project, listed.meant)
    dialogs.show_clash(project)
    search = keyboard.Search(finding_filter("text").key, listed.choice.text, "finding-next", "finding-previous")
    keyboard.hear(project, state, FINDING_KEYS, acts, partial(_acts_now, project), search)
    whereabouts.point_out(_finding_words(listed) if shown else "")


def _acts_now(project: Project, seen: int) -> Mapping[str, keyboard.Do]:
    """What the keys do as things are now, which the screen may not show yet."""
    try:
        return _acts(project, list_findings(project, desk.look(project)), seen)
    except ModelException:
        return {}


def _acts(project: Project, listed: ListedFindings, seen: int) -> dict[str, keyboard.Do]:
    """What each key does, for a reviewer who saw the state of this sequence number. One that does not belong to the
    finding in focus is not among them."""
    who, shown, place = seat.reviewer(), listed.shown, listed.place
    findings = [one.finding for one in listed.all_found]
    still = any(one.standing == "open" for one in listed.meant)
    acts: dict[str, keyboard.Do] = {
        "finding-previous": partial(_go, shown, place - 1) if place > 0 else None,
        "finding-next": partial(_go, shown, place + 1) if place + 1 < len(shown) else None,
        "finding-undo": partial(deciding.undo, project, findings) if project.next_undo(who) else None,
        "finding-redo": partial(deciding.undo, project, findings, True) if project.next_redo(who) else None,
        "finding-pick": partial(_pick, shown[place].finding.key) if shown else None,
        "dismiss-many": partial(deciding.open_dialog_of_many, "dismiss-many") if still else None,
        "confirm-many": partial(deciding.open_dialog_of_many, "confirm-many") if still else None,
    }
    if not shown:
        return acts
    one = shown[place]
    acts |= {"finding-link": _leave, "finding-whole": _turn_whole}
    if one.standing != "open":
        return acts | {"finding-back": partial(deciding.take_back, project, one, seen)}
    reason = drafts.field("finding-reason", (one.finding.key,), "")
    dismiss = partial(deciding.dismiss_findings, project, [one.finding])
    return acts | {
        "finding-confirm": partial(deciding.confirm_findings, project, [one.finding]),
        "finding-here": partial(dismiss, "here", reason),
        "finding-words": partial(dismiss, "words", reason),
        "finding-check": partial(dismiss, "check", reason),
    }


def _go(shown: Sequence[ReviewedFinding], place: int) -> None:
    if 0 <= place < len(shown):
        kept().finding = shown[place].finding.key


def _toolbar(acts: Mapping[str, keyboard.Do]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="tools-go"):
        for name in ("finding-previous", "finding-next", "finding-undo", "finding-redo"):
            finding_button(name, acts)
        st.space("stretch")
        session.ask_who()


def _filters(sections: Sequence[Section], choice: Choice, counts: Counter[Standing]) -> None:
    titles = {section.id: words.short(section.title, 60) or _("Beginning") for section in sections}
    for name in FINDING_FILTERS:
        finding_filter(name).put_if_other(getattr(choice, name))
    standings: list[str] = [*STANDINGS, ""]
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        st.segmented_control(
            _("Decided?"),
            standings,
            format_func=lambda name: _standing(name, counts),
            key=finding_filter("standing").key,
            on_change=partial(choose_findings, "standing"),
            required=True,
            label_visibility="collapsed",
        )
        st.selectbox(
            _("Severity"),
            ["", *SEVERITIES],
            format_func=lambda name: _(name) if name else _("Any severity"),
            key=finding_filter("severity").key,
            on_change=partial(choose_findings, "severity"),
            width=170,
            label_visibility="collapsed",
        )
        st.selectbox(
            _("Section"),
            ["", *titles],
            format_func=lambda name: titles[name] if name else _("All sections"),
            key=finding_filter("section").key,
            on_change=partial(choose_findings, "section"),
            width=260,
            label_visibility="collapsed",
        )
        st.text_input(
            _("Search"),
            key=finding_filter("text").key,
            on_change=partial(choose_findings, "text"),
            width="stretch",
            placeholder=_("Search the findings, or a place: kk.12"),
            icon=":material/search:",
            label_visibility="collapsed",
        )


def _standing(name: str, counts: Counter[Standing]) -> str:
    if name == "":
        return f"{_('All')} {speaker().number(counts.total())}"
    label, sign, _color = STANDINGS[name]  # type: ignore[index]
    return f"{sign} {_(label)} {speaker().number(counts[name])}"  # type: ignore[index]


def _folders(without_check: Sequence[ReviewedFinding], choice: Choice) -> None:
    """The checks, each with how many of its findings are open, confirmed and dismissed, in figures and as a bar."""
    counts = tally(without_check)
    total = sum(counts.values(), Counter[Standing]())
    rows = {"": total, **counts}
    if choice.check and choice.check not in rows:
        rows[choice.check] = Counter()
    longest = max((count.total() for count in counts.values()), default=1)
    st.html(f'{_bars(list(rows.values()), longest)}<h2 class="unseen">{html.escape(_("Checks"))}</h2>{_legend()}')

    def named(check: str) -> str:
        figures = " ".join(
            f"{STANDINGS[s][1]}\u202f{speaker().number(rows[check][s])}" for s in STANDINGS if rows[check][s]
        )
        return f"{_(check) if check else _('All')} {figures}"

    st.radio(
        _("Check"),
        list(rows),
        format_func=named,
        key=finding_filter("check").key,
        on_change=partial(choose_findings, "check"),
        label_visibility="collapsed",
    )
    if choice.check:
        _about(CHECKS[choice.check])


def _about(check: Check) -> None:
    """What the check reports, and an example of it in small print."""
    st.caption(_(check.help))
    st.html(f'<div class="example">{html.escape(str(check.example))}</div>')


def _bars(rows: Sequence[Counter[Standing]], longest: int) -> str:
    """The bars under the checks, as long as they have findings; that of all of them fills the width."""
    style = ""
    for number, counts in enumerate(rows, 1):
        scale = 100 / max(counts.total() if number == 1 else longest, 1)
        stops, at = [], 0.0
        for standing, (_label, _sign, color) in STANDINGS.items():
            end = at + scale * counts[standing]
            stops.append(f"{color} {at:.2f}% {end:.2f}%")
            at = end
        stops.append(f"transparent {at:.2f}% 100%")
        style += f".st-key-choice-check [role=radiogroup] > div:nth-of-type({number}) "
        style += f"{{ background-image: linear-gradient(to right, {', '.join(stops)}); }}\n"
    return f"<style>{style}</style>"


def _legend() -> str:
    parts = (
        f'<span><span class="dot" style="background:{color}"></span>{sign} {html.escape(_(label))}</span>'
        for label, sign, color in STANDINGS.values()
    )
    return f'<div class="legend">{"".join(parts)}</div>'


def _nothing(all_found: Sequence[ReviewedFinding]) -> None:
    if all(one.standing != "open" for one in all_found):
        st.write(_("Every finding is decided."))
    else:
        st.write(_("No finding is like that."))


def _focused(project: Project, state: State, listed: ListedFindings, acts: Mapping[str, keyboard.Do]) -> None:
    one, alignment = listed.shown[listed.place], project.alignment_of(state)
    finding = one.finding
    reason = drafts.field("finding-reason", (finding.key,), "")
    where = _where(listed)
    st.html(
        f'<div id="sequence" data-sequence="{state.sequence}"><h2 class="unseen">{html.escape(_finding_words(listed))}</h2>'
        f"{finding_view.badge(finding)}"
        f"{html.escape(_(finding.category))} · {where}</div>"
    )
    # Above the text, so that they stay in their place from finding to finding.
    with st.container(horizontal=True, vertical_alignment="center", key="tools-say"):
        counts = _counts(listed.all_found, one)
        for name in ("finding-confirm", "finding-here", "finding-words", "finding-check", "finding-back"):
            number = counts.get(name, 1)
            label = f"{_(FINDING_KEYS[name].label)} ({number})" if name in counts else ""
            finding_button(name, acts, primary=name == "finding-confirm", label=label)
        finding_button("finding-link", acts)
        finding_button("finding-whole", acts)
    if one.standing == "open":
        st.text_input(
            _("Reason"),
            placeholder=_("Reason for the dismissal, if you like"),
            max_chars=300,
            label_visibility="collapsed",
            **drafts.keeping(reason),
        )
    st.html(f'<div class="said">{finding_view.headline(finding)}</div>{_decided(one)}')
    st.html(_whole(alignment, state, finding) if kept().whole_texts else _both(alignment, state, finding))
    if finding.others:
        st.html(_elsewhere(alignment, finding.others))
    pair = link_of_finding(finding, state)
    leaves, kept().leaves_finding = kept().leaves_finding, False
    if leaves and pair:
        desk.go_to(pair)
        st.switch_page(session.screen("review"))


def _where(listed: ListedFindings) -> str:
    return _("{place} of {number}", place=listed.place + 1, number=len(listed.shown))


def _finding_words(listed: ListedFindings) -> str:
    """What is said of the finding in focus to who hears the screen."""
    finding = listed.shown[listed.place].finding
    return f"{_where(listed)}, {_(finding.severity)}, {_(finding.check)}: {words.finding_message(finding)}"


def _turn_whole() -> None:
    kept().whole_texts = not kept().whole_texts


def _leave() -> None:
    kept().leaves_finding = True


def _counts(all_found: Sequence[ReviewedFinding], one: ReviewedFinding) -> dict[str, int]:
    """How many findings those acts are about that are about more than this one."""
    if one.standing == "open":
        still = [other.finding for other in all_found if other.standing == "open"]
        alike = sum(other.words == one.finding.words for other in still)
        return {
            "finding-words": alike,
            "finding-check": sum(other.check == one.finding.check for other in still),
        }
    covered = 1 if one.flag else sum(other.dismissal is one.dismissal and not other.flag for other in all_found)
    return {"finding-back": covered} if covered > 1 else {}


def _decided(one: ReviewedFinding) -> str:
    """Who has decided about the finding, and why."""
    if one.flag:
        said = f"⚑ {_('Confirmed')} · {session.person(one.flag.reviewer)}"
    elif one.dismissal:
        scope, reason = _(words.SCOPE_WORDS[one.dismissal.scope]), html.escape(one.dismissal.reason)
        said = f"✕ {_('Dismissed')} ({scope}) · {session.person(one.dismissal.reviewer)}"
        said += f" · {speaker().moment(one.dismissal.at)}<div>{reason}</div>"
    else:
        return ""
    return f'<div class="note">{said}</div>'


def _whole(alignment: Alignment, state: State, finding: Finding) -> str:
    """All of the link's texts with the marks that lie in them."""
    shown = [text_view.Shown(span, "finding", words.finding_message(finding)) for span in finding.spans]
    sides = text_view.both_sides(alignment, link_of_finding(finding, state) or ((), ()), "whole", heads=True, shown=shown)
    return f'<div class="both">{sides["en"]}{sides["kk"]}</div>'


def _both(alignment: Alignment, state: State, finding: Finding) -> str:
    """The texts around the marks. A side without mark is shown about where the other's mark stands."""
    pair = link_of_finding(finding, state)
    kk, en = pair or ((), ())
    leading = finding.kk or finding.en
    share = (
        text_view.share_before(alignment, leading.place, kk if leading and leading.side == "kk" else en) if leading else 0.0
    )
    made = ""
    sides: tuple[tuple[Side, Mark | None, tuple[int, ...]], ...] = (("en", finding.en, en), ("kk", finding.kk, kk))
    for side, own, places in sides:
        units: list[Unit] = [alignment.units(side)[place] for place in ([own.unit] if own else places)]
        if own:
            style = "finding words" if own.span[1] - own.span[0] <= _WORDS else "finding"
            shown = [text_view.Shown(own.place, style, words.finding_message(finding))] if own.span[0] < own.span[1] else []
            at = own.span[0] / max(len(units[0].text), 1)
            body = text_view.excerpt(units[0].text, shown, share=at)
        elif units:
            body = text_view.excerpt(alignment.texts(Link(kk, en))[0 if side == "kk" else 1], (), share=share)
        else:
            body = f'<span class="none">{_("no counterpart")}</span>'
        head = " · ".join(
            [words.side_name(side), *(["–".join(dict.fromkeys((units[0].id, units[-1].id)))] if units else [])]
        )
        made += f'<div lang="{side}"><div class="side">{head} · {words.lines(units)}</div>{body}</div>'
    return f'<div class="both">{made}</div>'


def _elsewhere(alignment: Alignment, others: Sequence[Mark]) -> str:
    rows = ""
    for other in others[:_ELSEWHERE]:
        unit = alignment.units(other.side)[other.unit]
        body = text_view.excerpt(unit.text, [text_view.Shown(other.place, "finding", "")], width=45)
        rows += f'<li>{unit.id}, {words.lines([unit])}: <span lang="{other.side}">{body}</span></li>'
    more = len(others) - _ELSEWHERE
    if more > 0:
        rows += f"<li>{n_('and {number} more place', 'and {number} more places', more)}</li>"
    return f'<div class="both elsewhere"><div>{_("Elsewhere")}<ul>{rows}</ul></div></div>'


def _list(listed: ListedFindings, acts: Mapping[str, keyboard.Do]) -> None:
    """The page of the list that the finding in focus is on."""
    shown, place, picked = listed.shown, listed.place, kept().picked
    picked &= {one.finding.key for one in shown}
    _many(listed, acts)
    first = place - place % _PAGE
    page = shown[first : first + _PAGE]
    st.html(f"<style>{''.join(_edge(number, one, first + number == place) for number, one in enumerate(page))}</style>")
    with st.container(key="rows"):
        for number, one in enumerate(page):
            if number == 0 or one.finding.check != page[number - 1].finding.check:
                st.html(f'<h3 class="group">{html.escape(_(one.finding.check))}</h3>')
            _row(number, one, first + number == place, picked)
    if len(shown) > _PAGE:
        with st.container(horizontal=True, vertical_alignment="center", key="tools-page"):
            back, on = partial(_go, shown, first - _PAGE), partial(_go, shown, first + _PAGE)
            st.button(_("Page back"), key="page-back", on_click=back, disabled=first == 0)
            st.button(_("Page on"), key="page-on", on_click=on, disabled=first + _PAGE >= len(shown))
            st.caption(f"{first + 1}–{first + len(page)} / {len(shown)}")


def _edge(number: int, one: ReviewedFinding, here: bool) -> str:
    background = " background: #8b949233;" if here else ""
    return (
        f".st-key-row-{number} {{ border-color: {words.HEX[words.SEVERITY_COLOR[one.finding.severity]]};{background} }}\n"
    )


def _row(number: int, one: ReviewedFinding, here: bool, picked: set[str]) -> None:
    finding = one.finding
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{number}"):
        tick = finding_tick(number)
        tick.put_if_other(finding.key in picked)
        st.checkbox(
            _("Select {text}", text=words.plain(f"{_marked_text(finding)} {_place_of(finding)}")),
            key=tick.key,
            on_change=partial(_pick, finding.key),
            label_visibility="collapsed",
        )
        sign = "" if one.standing == "open" else f"{STANDINGS[one.standing][1]} "
        rest = f"→ {finding.fix}" if finding.fix else f"· {words.finding_message(finding)}"
        label = f"{sign}{_(finding.severity)} **{words.plain(_marked_text(finding))}** {words.plain(words.short(rest))}"
        label += f" :small[{words.plain(_place_of(finding))}]"
        st.button(label, key=f"open-{number}", type="tertiary", on_click=partial(_open, finding.key))


def _marked_text(finding: Finding) -> str:
    own = finding.kk or finding.en
    return words.short(own.text.strip(), 40) if own else ""


def _place_of(finding: Finding) -> str:
    """Where it stands; tells two apart that mark the same words in one unit, too."""
    own = finding.kk or finding.en
    return f"{own.id}:{own.span[0] + 1}" if own else ""


def _open(key: str) -> None:
    kept().finding = key


def _pick(key: str) -> None:
    kept().picked ^= {key}


def _many(listed: ListedFindings, acts: Mapping[str, keyboard.Do]) -> None:
    """What can be done with several findings at once."""
    still = sum(one.standing == "open" for one in listed.meant)
    with st.container(horizontal=True, vertical_alignment="center", key="tools-many"):
        picked = bool(kept().picked)
        names = (_("Dismiss selected …"), _("Confirm selected …")) if picked else (_("Dismiss all …"), _("Confirm all …"))
        for name, label in zip(("dismiss-many", "confirm-many"), names, strict=True):
            finding_button(name, acts, label=f"{label} ({still})")
        finding_button("finding-pick", acts)


show()
