"""What a reviewer can do with a link. Each act is checked against the current links and appends one event."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from alignment import pipeline
from alignment.embedding import Encoder
from alignment.events import (
    AcceptMany,
    AddComment,
    AssignSection,
    ChangeTerms,
    Dismiss,
    DrawSample,
    EditFlag,
    Judge,
    Propose,
    RaiseFlag,
    Rate,
    Reinstate,
    Relink,
    RemoveComment,
    RemoveFlag,
    SetStatus,
    SplitAt,
    State,
    Withdraw,
)
from alignment.exceptions import ActRefused
from alignment.inspection import glossary_of
from alignment.mqm import CATEGORIES, SEVERITIES, UNCLASSIFIED
from alignment.records import Alignment, Dismissal, Link, Pair, Point, Side, Span, Status, Term, Verdict
from alignment.store import Project

Neighbour = Literal["previous", "next"]
Direction = Literal["up", "down"]


def set_status(project: Project, pair: Pair, status: Status, reviewer: str, seen: int | None = None) -> State:
    """Accept the link, mark it as needing review, or take either back. All raise `ActRefused` and `Conflict` as
    `Project.append` does."""
    return project.append(SetStatus(pair, status), reviewer, seen)


def accept_above(project: Project, pair: Pair, reviewer: str, seen: int | None = None) -> State:
    """Accept every unreviewed link above this one at once. Those that need review stay as they are.

    Raises:
        ActRefused: there is none.
    """
    state = project.state()
    above = tuple(r.pair for r in state.links[: state.place(pair)] if r.status == "unreviewed")
    if not above:
        raise ActRefused("every link above is decided already")
    return project.append(AcceptMany(above), reviewer, seen)


def merge(
    project: Project, pair: Pair, neighbour: Neighbour, reviewer: str, seen: int | None = None, side: Side | None = None
) -> State:
    """Make one link of this one and the previous or the next.

    Args:
        side: take the neighbour's units of this side only; its other side stays behind by itself.

    Raises:
        ActRefused: there is no such neighbour, or it has nothing on that side.
    """
    other = _neighbour(project.state(), pair, neighbour)
    first, second = (other, pair) if neighbour == "previous" else (pair, other)
    if side is None:
        return project.append(Relink("merge", (first, second), (_joined(first, second),)), reviewer, seen)
    if not _side(other, side):
        raise ActRefused("the neighbour has no text on this side")
    taken = _with(pair, side, tuple(sorted(_side(pair, side) + _side(other, side))))
    left = _with(other, side, ())
    return project.append(Relink("merge", (first, second), tuple(p for p in (taken, left) if any(p))), reviewer, seen)


def split(project: Project, pair: Pair, kk: int, en: int, reviewer: str, seen: int | None = None) -> State:
    """Cut the link in two: its first `kk` Kazakh and `en` English units, and the rest.

    Raises:
        ActRefused: one of the parts would be empty.
    """
    first = (pair[0][:kk], pair[1][:en])
    second = (pair[0][kk:], pair[1][en:])
    if not any(first) or not any(second):
        raise ActRefused("a split needs at least one unit in each part")
    return project.append(Relink("split", (pair,), (first, second)), reviewer, seen)


def split_at(project: Project, pair: Pair, kk: Point, en: Point, reviewer: str, seen: int | None = None) -> State:
    """Cut the link in two where its second part begins on each side, inside a unit too: that unit becomes two.

    Raises:
        ActRefused: one of the parts would be empty, or a place lies outside the link.
    """
    sides: tuple[tuple[Side, Point], ...] = (("kk", kk), ("en", en))
    for side, point in sides:
        text = project.alignment.units(side)[point.unit].text if point.unit in _side(pair, side) else ""
        if point.end and not (0 < point.end <= point.start < len(text)):
            raise ActRefused("the place does not lie in this link's texts")
    if not kk.end and not en.end:
        first = [sum(unit < point.unit for unit in units) for units, point in zip(pair, (kk, en), strict=True)]
        return split(project, pair, first[0], first[1], reviewer, seen)
    act = SplitAt(pair, kk, en)
    if not all(map(any, act.parts)):
        raise ActRefused("a split needs at least one unit in each part")
    return project.append(act, reviewer, seen)


def move(project: Project, pair: Pair, side: Side, neighbour: Neighbour, reviewer: str, seen: int | None = None) -> State:
    """Give the link's first unit on one side to the previous link, or its last one to the next.

    Raises:
        ActRefused: the link has no unit there, or there is no such neighbour.
    """
    units = _side(pair, side)
    if not units:
        raise ActRefused("there is no unit on this side to move")
    other = _neighbour(project.state(), pair, neighbour)
    moved, kept = (units[:1], units[1:]) if neighbour == "previous" else (units[-1:], units[:-1])
    given = _with(other, side, tuple(sorted(_side(other, side) + moved)))
    after = tuple(p for p in (given, _with(pair, side, kept)) if any(p))
    return project.append(Relink("move", (other, pair), after), reviewer, seen)


def shift(project: Project, pair: Pair, side: Side, direction: Direction, reviewer: str, seen: int | None = None) -> State:
    """Slide one side by one link from here on, against the other side.

    Down, this link is left empty on that side and every later one takes what the link before it had; up, the previous link
    takes this link's units too and every later one gives its own to the link before it. The slide ends at the first link
    below that has a gap on that side, which it fills or leaves; without one it runs to the end of the text.

    Raises:
        ActRefused: this link has no unit on that side, or there is no previous link.
    """
    state = project.state()
    if not _side(pair, side):
        raise ActRefused("there is no unit on this side to move")
    place = state.place(pair)
    run = [pair]
    for reviewed in state.links[place + 1 :]:
        if not _side(reviewed.pair, side):
            if direction == "down":
                run.append(reviewed.pair)
            break
        run.append(reviewed.pair)
    sides = [_side(p, side) for p in run]
    if direction == "down":
        # Without a gap below, the last text comes to stand alone.
        run_after = [*_zip(run, [(), *sides[:-1]], side), _with(((), ()), side, sides[-1])]
    else:
        above = _neighbour(state, pair, "previous")
        run = [above, *run]
        run_after = _zip(run, [tuple(sorted(_side(above, side) + sides[0])), *sides[1:], ()], side)
    return project.append(Relink("shift", tuple(run), tuple(p for p in run_after if any(p))), reviewer, seen)


def swap(project: Project, pair: Pair, reviewer: str, seen: int | None = None) -> State:
    """Exchange the Kazakh sides of this link and the next: the translation tells them in the other order."""
    other = _neighbour(project.state(), pair, "next")
    if pair[0] == other[0]:
        raise ActRefused("neither link has Kazakh text to exchange")
    after = ((other[0], pair[1]), (pair[0], other[1]))
    return project.append(Relink("swap", (pair, other), tuple(p for p in after if any(p))), reviewer, seen)


def pop(project: Project, pair: Pair, side: Side, unit: int, reviewer: str, seen: int | None = None) -> State:
    """Take one unit out of the link, as an omission (English) or an addition (Kazakh).

    Raises:
        ActRefused: the link has no such unit, or nothing but it.
    """
    units = _side(pair, side)
    if unit not in units:
        raise ActRefused("the link has no such unit")
    left = _with(pair, side, tuple(u for u in units if u != unit))
    if not any(left):
        raise ActRefused("this unit stands by itself already")
    return project.append(Relink("pop", (pair,), (left, _with(((), ()), side, (unit,)))), reviewer, seen)


def link_places(project: Project, kk: int, en: int, reviewer: str, seen: int | None = None) -> State:
    """Make a link of a Kazakh and an English unit, wherever they stand; it may cross others. What their links hold beside
    them stays together.

    Raises:
        ActRefused: there is no such unit, or they are a link already.
    """
    state, alignment = project.state(), project.alignment
    if not (0 <= kk < len(alignment.kk_units) and 0 <= en < len(alignment.en_units)):
        raise ActRefused("there is no such unit")
    homes = [state.links[place].pair for place in (state.place_of_unit("kk", kk), state.place_of_unit("en", en))]
    made: Pair = ((kk,), (en,))
    if homes[0] == made:
        raise ActRefused("these two are a link already")
    before = tuple(dict.fromkeys(homes))
    left = [(tuple(u for u in p[0] if u != kk), tuple(u for u in p[1] if u != en)) for p in before]
    return project.append(Relink("link", before, (*(p for p in left if any(p)), made)), reviewer, seen)


def replace_links(
    project: Project, before: Sequence[Pair], after: Sequence[Link], how: str, reviewer: str, seen: int | None = None
) -> State:
    """Put a machine's links, with their confidences, in the place of others that cover the same units. Links that are on
    both sides stay untouched.

    Raises:
        ActRefused: nothing would change, or the units are not the same.
    """
    new = {link.pair: link for link in after}
    old = set(before)
    gone, made = [p for p in before if p not in new], [link for pair, link in new.items() if pair not in old]
    if not gone:
        raise ActRefused("the machine found the same links again")
    scores = tuple((link.confidence, link.similarity) for link in made)
    return project.append(Relink(how, tuple(gone), tuple(link.pair for link in made), scores), reviewer, seen)


def realign(project: Project, encoder: Encoder, reviewer: str, seen: int | None = None) -> State:
    """Align anew what lies between the links that were accepted or made by a reviewer; these stay as they are.

    Raises:
        ActRefused: the machine finds the same links again.
    """
    state = project.state()
    fixed = {r.pair for r in state.links if r.status == "accepted" or r.origin == "reviewer"}
    rest = [r.pair for r in state.links if r.pair not in fixed]
    links = pipeline.realign(project.alignment, fixed, encoder)
    return replace_links(project, rest, links, "realign", reviewer, seen)


def flag(
    project: Project,
    pair: Pair,
    category: str,
    severity: str,
    note: str,
    reviewer: str,
    seen: int | None = None,
    *,
    spans: Sequence[Span] = (),
    better: str = "",
    finding: str = "",
) -> State:
    """Put a translation error on the link.

    Args:
        spans: where in its texts; empty: in the link as a whole.
        better: what should stand in place of the marked Kazakh text.
        finding: stable name of the finding that this confirms.

    Raises:
        ActRefused: MQM has no such category or severity, or a span lies outside the link's texts.
    """
    _refuse_unknown(category, severity)
    _refuse_outside(project.alignment, pair, spans)
    act = RaiseFlag(pair, category, severity, note.strip(), tuple(spans), better.strip(), finding)
    return project.append(act, reviewer, seen)


def edit_flag(
    project: Project,
    flag_id: int,
    category: str,
    severity: str,
    note: str,
    reviewer: str,
    *,
    spans: Sequence[Span] = (),
    better: str = "",
) -> State:
    """Say anew what a flag says; raises as `flag` does, and where the flag is gone."""
    _refuse_unknown(category, severity)
    old = next((known for known in project.state().flags if known.id == flag_id), None)
    if old is None:
        raise ActRefused("this flag is gone already")
    _refuse_outside(project.alignment, (old.kk, old.en), spans)
    return project.append(EditFlag(flag_id, category, severity, note.strip(), tuple(spans), better.strip()), reviewer)


def unflag(project: Project, flag_id: int, reviewer: str) -> State:
    """Take a flag away."""
    return project.append(RemoveFlag(flag_id), reviewer)


def rate(project: Project, pair: Pair, score: int | None, reviewer: str, seen: int | None = None) -> State:
    """Give the link's translation a score; a later one takes the place of an earlier one, `None` takes it back.

    Raises:
        ActRefused: the score is not between 0 and 100.
    """
    if score is not None and not 0 <= score <= 100:
        raise ActRefused("a score lies between 0 and 100")
    return project.append(Rate(pair, score), reviewer, seen)


def dismiss(project: Project, dismissal: Dismissal, reviewer: str) -> State:
    """Say that findings are no errors (`checks.dismiss` names them).

    Raises:
        ActRefused: it names none.
    """
    if not dismissal.targets:
        raise ActRefused("there is no finding to dismiss")
    return project.append(Dismiss(dismissal.scope, dismissal.targets, dismissal.reason.strip()), reviewer)


def reinstate(project: Project, dismissal_id: int, reviewer: str) -> State:
    """Take a dismissal back: what it covered is reported again."""
    return project.append(Reinstate(dismissal_id), reviewer)


def change_terms(project: Project, reviewer: str, put: Sequence[Term] = (), out: Sequence[tuple[str, str]] = ()) -> State:
    """Put terms into the project's glossary, and take those of these English and Kazakh words out of it.

    Raises:
        ActRefused: there is nothing to change, or a term lacks one of its sides.
    """
    if not put and not out:
        raise ActRefused("there is no term to change")
    if any(not term.en.strip() or not term.kk.strip() for term in put):
        raise ActRefused("a term needs English and Kazakh words")
    cleaned = (replace(term, en=" ".join(term.en.split()), kk=" ".join(term.kk.split())) for term in put)
    return project.append(ChangeTerms(tuple(cleaned), tuple(out)), reviewer)


def add_term(project: Project, term: Term, reviewer: str) -> State:
    """Put a new term into the project's glossary.

    Raises:
        ActRefused: the same two words are in it, or the term lacks one of its sides.
    """
    if glossary_of(project.state()).same_words(term.en, term.kk):
        raise ActRefused("these two words are in the glossary already; change the term that is there")
    return change_terms(project, reviewer, put=[term])


def import_terms(project: Project, terms: Sequence[Term], reviewer: str) -> State:
    """Put the terms into the project's glossary that are new to it or said otherwise, as one act. Where a term says no kind
    or note, those that are there stay.

    Raises:
        ActRefused: they are all there already.
    """
    before = glossary_of(project.state())
    new, changed = before.adding_all(before.completed(terms)).against(before)
    if not new and not changed:
        raise ActRefused("all these terms are in the glossary already")
    return change_terms(project, reviewer, put=[*changed, *new])


def comment(project: Project, pair: Pair, text: str, reviewer: str, seen: int | None = None) -> State:
    """Say something about the link.

    Raises:
        ActRefused: the comment is empty.
    """
    if not text.strip():
        raise ActRefused("the comment is empty")
    return project.append(AddComment(pair, text.strip()), reviewer, seen)


def uncomment(project: Project, comment_id: int, reviewer: str) -> State:
    """Take a comment away."""
    return project.append(RemoveComment(comment_id), reviewer)


def propose(project: Project, pair: Pair, side: Side, text: str, reviewer: str, seen: int | None = None) -> State:
    """Put a better wording beside the link's text on one side, which itself is never altered.

    Raises:
        ActRefused: the wording is empty, or the text as it is.
    """
    text = " ".join(text.split())
    kk, en = project.alignment.texts(Link(*pair))
    if not text or text == (kk if side == "kk" else en):
        raise ActRefused("the proposal says what the text says already" if text else "the proposal is empty")
    return project.append(Propose(pair, side, text), reviewer, seen)


def withdraw(project: Project, proposal_id: int, reviewer: str) -> State:
    """Take a proposal away."""
    return project.append(Withdraw(proposal_id), reviewer)


def assign(project: Project, section: str, to: str, reviewer: str) -> State:
    """Give a section, named by its heading's id, to a reviewer; an empty name gives it back."""
    return project.append(AssignSection(section, to.strip()), reviewer)


def draw_sample(project: Project, size: int, seed: int, reviewer: str) -> State:
    """Choose links with both sides, at random, for a blind double review.

    Raises:
        ActRefused: there is no link to choose.
    """
    links = [r.pair for r in project.state().links if not r.link.is_deletion]
    if not links or size < 1:
        raise ActRefused("there is no link to choose")
    chosen = set(random.Random(seed).sample(links, min(size, len(links))))
    return project.append(DrawSample(tuple(pair for pair in links if pair in chosen)), reviewer)


def judge(project: Project, pair: Pair, verdict: Verdict, reviewer: str) -> State:
    """Say what one thinks of a link of the sample; a later judgement takes the place of an earlier one."""
    return project.append(Judge(pair, verdict), reviewer)


def _refuse_unknown(category: str, severity: str) -> None:
    if category not in {known.name for known in (*CATEGORIES, UNCLASSIFIED)}:
        raise ActRefused(f"{category!r} is no MQM category of this program")
    if severity not in SEVERITIES:
        raise ActRefused(f"{severity!r} is no severity: use one of {', '.join(SEVERITIES)}")


def _refuse_outside(alignment: Alignment, pair: Pair, spans: Sequence[Span]) -> None:
    for span in spans:
        inside = span.unit in _side(pair, span.side)
        if not inside or not 0 <= span.start < span.end <= len(alignment.units(span.side)[span.unit].text):
            raise ActRefused("the marked span does not lie in this link's texts")


def _neighbour(state: State, pair: Pair, neighbour: Neighbour) -> Pair:
    place = state.place(pair) + (1 if neighbour == "next" else -1)
    if not 0 <= place < len(state.links):
        raise ActRefused(f"there is no {neighbour} link")
    return state.links[place].pair


def _joined(first: Pair, second: Pair) -> Pair:
    return tuple(sorted(first[0] + second[0])), tuple(sorted(first[1] + second[1]))


def _zip(pairs: Sequence[Pair], units: Sequence[tuple[int, ...]], side: Side) -> list[Pair]:
    return [_with(pair, side, own) for pair, own in zip(pairs, units, strict=True)]


def _side(pair: Pair, side: Side) -> tuple[int, ...]:
    return pair[0] if side == "kk" else pair[1]


def _with(pair: Pair, side: Side, units: tuple[int, ...]) -> Pair:
    return (units, pair[1]) if side == "kk" else (pair[0], units)
