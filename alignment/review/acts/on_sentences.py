"""What a reviewer does to the links of sentences inside a link of paragraphs.

Sentences are named as spans of the paragraphs: `reviewed_sentences` gives their links, `spans_of` puts those into spans.
All raise `ActRefused` and `Conflict` as `Project.append` does.
"""

from __future__ import annotations

from alignment.exceptions import ActRefused
from alignment.project import LinkSentences, Project, State
from alignment.records import Pair, Side, Span, SpanPair, Status
from alignment.review.acts.arguments import refuses_other_types
from alignment.review.acts.on_links import Neighbour


@refuses_other_types
def set_sentence_status(
    project: Project, pair: Pair, sentences: SpanPair, status: Status, reviewer: str, seen: int | None = None
) -> State:
    """Accept a link of sentences inside the link, mark it as needing review, or take either back."""
    return project.append(LinkSentences(pair, "status", (sentences,), (sentences,), status), reviewer, seen)


@refuses_other_types
def merge_sentences(
    project: Project, pair: Pair, first: SpanPair, second: SpanPair, reviewer: str, seen: int | None = None
) -> State:
    """Make one link of two links of sentences."""
    made = (_sorted(first[0] + second[0]), _sorted(first[1] + second[1]))
    return project.append(LinkSentences(pair, "merge", (first, second), (made,), "unreviewed"), reviewer, seen)


@refuses_other_types
def divide_sentences(
    project: Project, pair: Pair, sentences: SpanPair, kk: int, en: int, reviewer: str, seen: int | None = None
) -> State:
    """Make two links of one link of sentences: its first `kk` Kazakh and `en` English ones, and the rest.

    Raises:
        ActRefused: one of the parts would be empty.
    """
    if not (0 <= kk <= len(sentences[0]) and 0 <= en <= len(sentences[1])):
        raise ActRefused("a split needs at least one unit in each part")
    parts: tuple[SpanPair, SpanPair] = (
        (sentences[0][:kk], sentences[1][:en]),
        (sentences[0][kk:], sentences[1][en:]),
    )
    if not all(map(any, parts)):
        raise ActRefused("a split needs at least one unit in each part")
    return project.append(LinkSentences(pair, "split", (sentences,), parts, "unreviewed"), reviewer, seen)


@refuses_other_types
def move_sentence(
    project: Project,
    pair: Pair,
    sentences: SpanPair,
    beside: SpanPair,
    side: Side,
    neighbour: Neighbour,
    reviewer: str,
    seen: int | None = None,
    which: Span | None = None,
) -> State:
    """Give the first sentence of one side to the previous link of sentences, or the last one to the next.

    Args:
        beside: the link that gets it.
        which: the sentence that is given, if it is another one.

    Raises:
        ActRefused: there is no sentence on this side, or not this one.
    """
    at = 0 if side == "kk" else 1
    own = sentences[at]
    if not own:
        raise ActRefused("there is no unit on this side to move")
    given = which if which is not None else own[0] if neighbour == "previous" else own[-1]
    if given not in own:
        raise ActRefused("the link has no such unit")
    left = _with(sentences, at, tuple(span for span in own if span != given))
    got = _with(beside, at, _sorted((*beside[at], given)))
    order = (got, left) if neighbour == "previous" else (left, got)
    after = tuple(made for made in order if any(made))
    return project.append(LinkSentences(pair, "move", (sentences, beside), after, "unreviewed"), reviewer, seen)


def _sorted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(spans))


def _with(pair: SpanPair, at: int, spans: tuple[Span, ...]) -> SpanPair:
    return (spans, pair[1]) if at == 0 else (pair[0], spans)
