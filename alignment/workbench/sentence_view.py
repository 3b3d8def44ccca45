"""The sentences inside a link of paragraphs, a link of sentences a row: to be looked at, chosen, and acted on like links of
paragraphs. While one is chosen, the keys and buttons of the screen act on it."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from alignment import review
from alignment.exceptions import ModelException
from alignment.project import Project, State
from alignment.records import SIDES, Alignment, Pair, ReviewedLink, Sentence, Side, Span, SpanPair, Status, units_of
from alignment.review import Query, ReviewedFinding
from alignment.workbench import deciding, desk, flags, marking, seat, session, text_view, words
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.keyboard import Do
from alignment.workbench.keys import ENGLISH_SIDE, KAZAKH_SIDE, KEYS
from alignment.workbench.speech import _
from alignment.workbench.text_view import Shown

_NOT_OF_SENTENCES = ("swap", "pop-out", "accept-above")


@dataclass(frozen=True, slots=True)
class Inside:
    """The links of sentences inside a link."""

    rows: tuple[ReviewedLink, ...]
    """By the places of their sentences in `sentences`."""

    sentences: Alignment
    named: tuple[SpanPair, ...]
    """Each row as spans of the paragraphs."""

    chosen: int | None
    """Which of them is acted on; `None`: the link of paragraphs is."""


def inside(project: Project, state: State, pair: Pair) -> Inside | None:
    """The sentences of a link, where they are looked at; nothing where they are not, or nobody can pair them."""
    if not kept().other_level or project.alignment_of(state).level == "sentence":
        return None
    try:
        links = session.sentences_inside(project, state, state.link(pair).link)
        sentences = session.sentence_aligner(project, state).alignment
    except ModelException:
        return None  # the offer above says it
    rows = review.reviewed_sentences(state, pair, sentences, links)
    named = tuple(review.spans_of(sentences, row.pair) for row in rows)
    return Inside(rows, sentences, named, _chosen(named))


def _chosen(named: Sequence[SpanPair]) -> int | None:
    """The row that was chosen, or the first that has a sentence of it; none where they are another link's."""
    wanted = kept().sentence
    if wanted is None:
        return None
    if wanted in named:
        return named.index(wanted)
    own = {span for spans in wanted for span in spans}
    return next((n for n, pair in enumerate(named) if not own.isdisjoint((*pair[0], *pair[1]))), None)


def choose(pair: SpanPair | None) -> None:
    """Let the keys act on a row; on the whole link where it is none."""
    kept().sentence = pair


def sentence_acts(
    project: Project, state: State, pair: Pair, seen: int, findings: Sequence[ReviewedFinding]
) -> dict[str, Do]:
    """What the keys do where sentences are looked at, in place of what they do else."""
    here = inside(project, state, pair)
    if here is None:
        return {"sentence-previous": None, "sentence-next": None}
    at, rows, named = here.chosen, here.rows, here.named
    following = 0 if at is None else at + 1
    acts: dict[str, Do] = {
        "sentence-next": partial(choose, named[following]) if following < len(named) else None,
        "sentence-previous": None if at is None else partial(choose, named[at - 1] if at else None),
    }
    if at is None:
        return acts
    own, status, last = named[at], rows[at].status, len(rows) - 1

    def doing(name: str, function: Callable[..., State], *given: object) -> Do:
        def act(seen_then: int | None) -> State:
            return function(project, pair, *given, reviewer=seat.reviewer(), seen=seen_then)

        return partial(desk.do, project, _(KEYS[name].label), act, seen)

    accept = doing("accept", review.set_sentence_status, own, "accepted")
    other: Status = "needs review" if status == "unreviewed" else "unreviewed"
    acts |= {
        "accept": None if status == "accepted" else accept,
        "accept-next": partial(_go_on, accept if status != "accepted" else None, named[at + 1] if at < last else None),
        "needs-review": doing("needs-review", review.set_sentence_status, own, other),
        "merge-up": doing("merge-up", review.merge_sentences, named[at - 1], own) if at else None,
        "merge-down": doing("merge-down", review.merge_sentences, own, named[at + 1]) if at < last else None,
        "split": doing("split", review.divide_sentences, own, *cut) if (cut := _division(own)) else None,
        "flag": partial(_flag, pair, own),
        **dict.fromkeys(_NOT_OF_SENTENCES),
        **{name: None for name, key in KEYS.items() if key.group in (ENGLISH_SIDE, KAZAKH_SIDE)},
    }
    for side in SIDES:
        if not own[SIDES.index(side)]:
            continue
        if at:
            acts[f"{side}-up"] = doing(f"{side}-up", review.move_sentence, own, named[at - 1], side, "previous")
        if at < last:
            acts[f"{side}-down"] = doing(f"{side}-down", review.move_sentence, own, named[at + 1], side, "next")
    first = next((one.finding for one in findings if _meet(one.finding.spans, own)), None)
    acts["is-error"] = partial(deciding.confirm_findings, project, [first]) if first else None
    acts["no-error"] = partial(deciding.dismiss_findings, project, [first], "here") if first else None
    return acts


def _go_on(accept: Do, following: SpanPair | None) -> None:
    """Accept the row that is chosen and go on to the next; behind the last, to the whole link."""
    before = kept().done
    if accept:
        accept()
    if accept is None or kept().done != before:
        choose(following)


def _division(own: SpanPair) -> tuple[int, int] | None:
    """How many sentences of either side the first of two parts has, so that both have about as much of each side."""
    kk, en = own
    total = [max(sum(span.end - span.start for span in spans), 1) for spans in own]

    def off(cut: tuple[int, int]) -> tuple[bool, float, float]:
        share = [sum(s.end - s.start for s in spans[:n]) / whole for spans, n, whole in zip(own, cut, total, strict=True)]
        one_sided = bool(kk and en) and not (cut[0] > 0 and cut[1] > 0)
        return one_sided, abs(share[0] - share[1]), abs(sum(share) - 1)

    cuts = [(i, j) for i in range(len(kk) + 1) for j in range(len(en) + 1) if 0 < i + j < len(kk) + len(en)]
    whole = [cut for cut in cuts if not (len(kk) == len(en) == 1)]
    return min(whole, key=off, default=None)


def _flag(pair: Pair, own: SpanPair) -> None:
    """Flag what is marked, else the sentences of the row."""
    if not marking.marked(pair):
        marking.set_marked((*own[0], *own[1]))
    flags.begin()


def _meet(spans: Sequence[Span], own: SpanPair) -> bool:
    mine = (*own[0], *own[1])
    return any(a[:2] == b[:2] and a.start < b.end and b.start < a.end for a in spans for b in mine)


def move_row(project: Project, pair: Pair, said: Mapping[str, Any], seen: int) -> None:
    """Give a sentence, which the browser names by its id, to the row above or below."""
    state = desk.look(project)
    here = inside(project, state, pair) if pair in state.places else None
    side, to = said["side"], said["to"]
    found = _row_of(here, side, str(said["unit"])) if here and side in SIDES else None
    beside = found[0] + (1 if to == "next" else -1) if found else -1
    if here is None or found is None or not 0 <= beside < len(here.named):
        kept().message = _("The link was changed in the meantime: look at it again.")
        return
    row, which = found

    def act(at: int | None) -> State:
        return review.move_sentence(
            project, pair, here.named[row], here.named[beside], side, to, seat.reviewer(), at, which
        )

    attempt: Attempt = act
    desk.do(project, _("Move"), attempt, seen)


def _row_of(here: Inside, side: Side, name: str) -> tuple[int, Span] | None:
    """The row and the span of the sentence with this id."""
    units = here.sentences.units(side)
    for number, row in enumerate(here.rows):
        for place in units_of(row.pair, side):
            one = units[place]
            if one.id == name and isinstance(one, Sentence):
                return number, Span(side, one.paragraph, *one.span)
    return None


def show_rows(here: Inside, shown: Sequence[Shown], query: Query) -> None:
    """The rows, with what is to be seen in their texts; and a line that says what the keys act on."""
    seen = [one for given in shown for one in _in_sentences(here.sentences, given)]
    made = []
    for number, row in enumerate(here.rows):
        sides = text_view.both_sides(here.sentences, row.pair, "focus", grips=True, query=query, shown=seen)
        said = _(words.STATUS_WORDS[row.status])
        sign = f'<span class="sign {row.status.replace(" ", "-")}" role="img" title="{html.escape(said)}" '
        sign += f'aria-label="{html.escape(said)}">{words.STATUS_SIGN[row.status]}</span>'
        chosen = ' aria-current="true"' if number == here.chosen else ""
        made.append(f'<div class="sentence-row" data-row="{number}"{chosen}>{sign}{sides["en"]}{sides["kk"]}</div>')
    if here.chosen is None:
        line = _("↓ or a click chooses a link of sentences: keys and buttons act on it then.")
    else:
        line = _(
            "Keys and buttons act on sentences {place} of {number} · ↑ ↓ choose · ↑ from the first: the whole link",
            place=here.chosen + 1,
            number=len(here.rows),
        )
    st.html(f'<div class="rows">{"".join(made)}</div><div class="row-line" role="status">{html.escape(line)}</div>')


def _in_sentences(sentences: Alignment, shown: Shown) -> list[Shown]:
    """What is to be seen in a paragraph, by its places in the sentences."""
    side, unit, start, end = shown.span
    found = []
    for place, one in enumerate(sentences.units(side)):
        if isinstance(one, Sentence) and one.paragraph == unit and one.span[0] < end and start < one.span[1]:
            first, last = one.span
            own = Span(side, place, max(start, first) - first, min(end, last) - first)
            found.append(Shown(own, shown.style, shown.title))
    return found
