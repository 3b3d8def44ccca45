"""What can be done with the link in focus: the acts of daily use on a bar that stays where it is, the others in a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import SIDES, Pair, ReviewedLink, Status, units_of
from alignment.review import ReviewedFinding
from alignment.workbench import deciding, desk, flags, hits, mass_acts, occurrence_dialogs, seat, sentence_view, words
from alignment.workbench.desk_state import kept
from alignment.workbench.keyboard import Do
from alignment.workbench.keys import DECIDE, ENGLISH_SIDE, KAZAKH_SIDE, KEYS, LINKS, LOOK, SAY
from alignment.workbench.speech import _

DAILY = ("accept-next", "accept", "needs-review", "merge-down", "split", "flag")
"""On the bar, in this order."""

_LIKELY = words.BANDS[1].least  # what is doubtful is not presented as one to accept

WALKING = ("previous", "next", "queue-previous", "queue-next", "undo", "redo")
"""On the line above the texts."""


def acts_at(project: Project, state: State, pair: Pair, seen: int, findings: list[ReviewedFinding]) -> dict[str, Do]:
    """What each key does at the link in focus, for a reviewer who saw the state of this sequence number.

    Args:
        findings: the open ones of the link.
    """
    place, reviewed = state.place(pair), state.link(pair)
    first, last = place == 0, place == len(state.links) - 1
    accepted = reviewed.status == "accepted"
    who = seat.reviewer()

    def on_link(name: str, function: Callable[..., State], *given: object, advance: bool = False, **named: object) -> Do:
        def act(at: int | None) -> State:
            return function(project, pair, *given, reviewer=seat.reviewer(), seen=at, **named)

        return partial(desk.do, project, _(KEYS[name].label), act, seen, advance)

    def beside(step: int) -> Do:
        there = 0 <= place + step < len(state.links)
        return partial(desk.go_to, state.links[place + step].pair) if there else None

    def unless(impossible: bool, act: Do) -> Do:
        return None if impossible else act

    acts: dict[str, Do] = {
        "previous": beside(-1),
        "next": beside(1),
        "queue-next": partial(hits.walk_hits, project, 1),
        "queue-previous": partial(hits.walk_hits, project, -1),
        "undo": unless(not project.next_undo(who), partial(desk.do, project, _("Undo"), lambda _seen: project.undo(who))),
        "redo": unless(not project.next_redo(who), partial(desk.do, project, _("Redo"), lambda _seen: project.redo(who))),
        "level": _change_level,
        "places": partial(occurrence_dialogs.ask_for_places, project),
        "keys": partial(desk.open_dialog, "keys"),
        "accept": unless(accepted, on_link("accept", review.set_status, "accepted")),
        # Where there is nothing to accept any more, what is left is to go on.
        "accept-next": partial(desk.walk, project, 1)
        if accepted
        else on_link("accept-next", review.set_status, "accepted", advance=True),
        "needs-review": on_link(
            "needs-review", review.set_status, "needs review" if reviewed.status == "unreviewed" else "unreviewed"
        ),
        "accept-above": unless(first, mass_acts.ask_above),
        "accept-many": mass_acts.ask_certain,
        "merge-up": unless(first, on_link("merge-up", review.merge, "previous")),
        "merge-down": unless(last, on_link("merge-down", review.merge, "next")),
        "split": partial(desk.open_dialog, "split"),
        "swap": unless(last, on_link("swap", review.swap)),
        "pop-out": unless(len(pair[0]) + len(pair[1]) < 2, partial(desk.open_dialog, "pop-out")),
        "link-two": partial(desk.open_dialog, "link-two"),
        "realign": unless(state.accepted == len(state.links), partial(desk.open_dialog, "realign")),
        "mark": _nothing,
        "flag": flags.begin,
        "comment": partial(desk.open_dialog, "comment"),
        "propose": partial(desk.open_dialog, "propose"),
    }
    for side in SIDES:
        own = bool(units_of(pair, side))
        up = on_link(f"{side}-up", review.move, side, "previous")
        acts[f"{side}-up"] = unless(not own or first, up)
        acts[f"{side}-down"] = unless(not own or last, on_link(f"{side}-down", review.move, side, "next"))
        acts[f"{side}-slide-up"] = unless(not own or first, on_link(f"{side}-slide-up", review.shift, side, "up"))
        acts[f"{side}-slide-down"] = unless(not own, on_link(f"{side}-slide-down", review.shift, side, "down"))
        acts[f"{side}-take-up"] = unless(first, on_link(f"{side}-take-up", review.merge, "previous", side=side))
        acts[f"{side}-take-down"] = unless(last, on_link(f"{side}-take-down", review.merge, "next", side=side))
    one = findings[0].finding if findings else None
    acts["is-error"] = partial(deciding.confirm_findings, project, [one]) if one else None
    acts["no-error"] = partial(deciding.dismiss_findings, project, [one], "here") if one else None
    return acts | sentence_view.sentence_acts(project, state, pair, seen, findings)


def _change_level() -> None:
    kept().other_level = not kept().other_level
    sentence_view.choose(None)


def _nothing() -> None:
    """The browser answers it: marking.js."""


def walking_buttons(acts: Mapping[str, Do]) -> None:
    """The buttons of the acts that walk; while one searches, those of the queue go from hit to hit."""
    by_hit = {"queue-next": _("Next hit"), "queue-previous": _("Previous hit")} if desk.asked() else {}
    buttons(WALKING, acts, by_hit)


def buttons(
    names: Iterable[str], acts: Mapping[str, Do], labels: Mapping[str, str] | None = None, primary: str = ""
) -> None:
    """The buttons of some acts.

    Args:
        labels: what some of them are called, translated, where that is not the act's label.
        primary: the one that stands out.
    """
    for name in names:
        label, act = (labels or {}).get(name, ""), acts[name]
        desk.button(
            KEYS[name],
            act,
            disabled=act is None,
            label=label,
            primary=name == primary,
            tip=label or _(KEYS[name].label) if name in WALKING else None,
            heard=True,
        )


def show_bar(state: State, pair: Pair, acts: Mapping[str, Do], status: Status) -> None:
    """The bar and its menu; the status is that of what the acts are about."""
    reopened = {} if status == "unreviewed" else {"needs-review": _("Reopen")}
    with st.container(horizontal=True, key="act-bar"):
        buttons(DAILY, acts, reopened, DAILY[0] if _is_likely(state.link(pair)) else "")
        menu = st.popover(_("All acts"), icon=":material/more_horiz:", key="all-acts")
        with menu, st.container(key="acts-menu", gap="xsmall"):
            _menu(state, pair, acts)


def _is_likely(reviewed: ReviewedLink) -> bool:
    """Whether the link is one to accept, as far as anybody can tell without reading it."""
    confidence = reviewed.link.confidence
    return confidence is None or confidence >= _LIKELY


def _menu(state: State, pair: Pair, acts: Mapping[str, Do]) -> None:
    counts = _counts(state, pair)
    labels = {name: f"{_(KEYS[name].label)} ({number})" for name, number in counts.items() if acts[name]}
    for groups in ((DECIDE,), (LINKS,), (SAY, LOOK), (ENGLISH_SIDE,), (KAZAKH_SIDE,)):
        with st.container(key=f"acts-of-{groups[0].lower().replace(' ', '-')}", gap="xxsmall"):
            for group in groups:
                st.html(f'<div class="group">{_(group)}</div>')
                names = [key.name for key in KEYS.values() if key.group == group]
                buttons((name for name in names if name not in (*DAILY, *WALKING)), acts, labels)


def _counts(state: State, pair: Pair) -> dict[str, int]:
    """How many links the acts on many would change."""
    counts: dict[str, Any] = {
        f"{side}-slide-{way}": number
        for side in SIDES
        for way, number in review.lengths_of_shift(state, pair, side).items()
    }
    above = sum(reviewed.status == "unreviewed" for reviewed in state.links[: state.place(pair)])
    return counts | {"accept-above": above, "realign": len(review.links_to_realign(state))}
