"""What a reviewer says of a link's translation: flags, ratings, comments, better wordings."""

from __future__ import annotations

from collections.abc import Sequence

from alignment.exceptions import ActRefused
from alignment.project import (
    AddComment,
    EditFlag,
    Project,
    Propose,
    RaiseFlag,
    RaiseFlags,
    Rate,
    RemoveComment,
    RemoveFlag,
    State,
    Withdraw,
)
from alignment.records import CATEGORIES, SEVERITIES, UNCLASSIFIED, Alignment, Link, Pair, Side, Span, units_of
from alignment.review.acts.arguments import refuses_other_types


@refuses_other_types
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
    state = project.state()
    _refuse_outside(project.alignment_of(state), pair, spans)
    act = RaiseFlag(pair, category, severity, note.strip(), tuple(spans), better.strip(), finding)
    return project.append(act, reviewer, seen)


@refuses_other_types
def flag_places(
    project: Project,
    places: Sequence[Span],
    betters: Sequence[str],
    category: str,
    severity: str,
    note: str,
    reviewer: str,
    seen: int | None = None,
) -> State:
    """Put the same translation error on several places, each a flag of its own, as one act.

    Args:
        betters: what should stand in each of the places; empty where nobody says.

    Raises:
        ActRefused: there is no place, or as `flag` does.
    """
    _refuse_unknown(category, severity)
    if not places or len(places) != len(betters):
        raise ActRefused("there is no place to flag")
    state = project.state()
    alignment = project.alignment_of(state)
    pairs = []
    for span in places:
        if not 0 <= span.unit < len(alignment.units(span.side)):
            raise ActRefused("the marked span does not lie in this link's texts")
        pairs.append(state.links[state.place_of_unit(span.side, span.unit)].pair)
        _refuse_outside(alignment, pairs[-1], [span])
    spans, wordings = tuple((span,) for span in places), tuple(better.strip() for better in betters)
    return project.append(RaiseFlags(tuple(pairs), spans, wordings, category, severity, note.strip()), reviewer, seen)


@refuses_other_types
def flag_links(
    project: Project,
    pairs: Sequence[Pair],
    category: str,
    severity: str,
    note: str,
    reviewer: str,
    seen: int | None = None,
) -> State:
    """Put the same translation error on several links as a whole, each a flag of its own, as one act.

    Raises:
        ActRefused: there is no link, one is none any more, or MQM has no such category or severity.
    """
    _refuse_unknown(category, severity)
    if not pairs:
        raise ActRefused("there is no link to flag")
    own = tuple(dict.fromkeys(pairs))
    nothing: tuple[Span, ...] = ()
    return project.append(
        RaiseFlags(own, (nothing,) * len(own), ("",) * len(own), category, severity, note.strip()), reviewer, seen
    )


@refuses_other_types
def edit_flag(
    project: Project,
    flag_id: int,
    category: str,
    severity: str,
    note: str,
    reviewer: str,
    seen: int | None = None,
    *,
    spans: Sequence[Span] = (),
    better: str = "",
) -> State:
    """Say anew what a flag says; raises as `flag` does, and where the flag is gone."""
    _refuse_unknown(category, severity)
    state = project.state()
    old = next((known for known in state.flags if known.id == flag_id), None)
    if old:  # where it is gone, whoever took it away is named
        _refuse_outside(project.alignment_of(state), (old.kk, old.en), spans)
    act = EditFlag(flag_id, category, severity, note.strip(), tuple(spans), better.strip())
    return project.append(act, reviewer, seen)


@refuses_other_types
def unflag(project: Project, flag_id: int, reviewer: str, seen: int | None = None) -> State:
    """Take a flag away."""
    return project.append(RemoveFlag(flag_id), reviewer, seen)


@refuses_other_types
def rate(project: Project, pair: Pair, score: int | None, reviewer: str, seen: int | None = None) -> State:
    """Give the link's translation a score; a later one takes the place of an earlier one, `None` takes it back.

    Raises:
        ActRefused: the score is not between 0 and 100.
    """
    if score is not None and not 0 <= score <= 100:
        raise ActRefused("a score lies between 0 and 100")
    return project.append(Rate(pair, score), reviewer, seen)


@refuses_other_types
def comment(project: Project, pair: Pair, text: str, reviewer: str, seen: int | None = None) -> State:
    """Say something about the link.

    Raises:
        ActRefused: the comment is empty.
    """
    if not text.strip():
        raise ActRefused("the comment is empty")
    return project.append(AddComment(pair, text.strip()), reviewer, seen)


@refuses_other_types
def uncomment(project: Project, comment_id: int, reviewer: str, seen: int | None = None) -> State:
    """Take a comment away."""
    return project.append(RemoveComment(comment_id), reviewer, seen)


@refuses_other_types
def propose(project: Project, pair: Pair, side: Side, text: str, reviewer: str, seen: int | None = None) -> State:
    """Put a better wording beside the link's text on one side, which itself is never altered.

    Raises:
        ActRefused: the wording is empty, or the text as it is; or there is no such link any more.
    """
    text = " ".join(text.split())
    state = project.state()
    state.link(pair)
    kk, en = project.alignment_of(state).texts(Link(*pair))
    if not text or text == (kk if side == "kk" else en):
        raise ActRefused("the proposal says what the text says already" if text else "the proposal is empty")
    return project.append(Propose(pair, side, text), reviewer, seen)


@refuses_other_types
def withdraw(project: Project, proposal_id: int, reviewer: str, seen: int | None = None) -> State:
    """Take a proposal away."""
    return project.append(Withdraw(proposal_id), reviewer, seen)


def _refuse_unknown(category: str, severity: str) -> None:
    if category not in {known.name for known in (*CATEGORIES, UNCLASSIFIED)}:
        raise ActRefused("{category} is no MQM category of this program", category=repr(category))
    if severity not in SEVERITIES:
        raise ActRefused(
            "{severity} is no severity: use one of {known}", severity=repr(severity), known=", ".join(SEVERITIES)
        )


def _refuse_outside(alignment: Alignment, pair: Pair, spans: Sequence[Span]) -> None:
    for span in spans:
        units = alignment.units(span.side)  # fewer than the reviewer saw, where a cut was undone
        inside = span.unit in units_of(pair, span.side) and span.unit < len(units)
        if not inside or not 0 <= span.start < span.end <= len(units[span.unit].text):
            raise ActRefused("the marked span does not lie in this link's texts")
