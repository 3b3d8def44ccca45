"""Which texts of a new version go on from which of the old one: the same first, then those that are nearly the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alignment.records import SharedWords

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Places of old texts and of the new ones that go on from them; one side is empty where a text is gone or new."""

_NEAR = 0.55  # of the words' letters; headings of two words that have one in common reach a half
_PART = 0.25  # of a text's letters; what holds them and no others is a part of it
_CONTAINED = 0.75  # of a part's letters that the whole has beside its other parts
_CANDIDATES = 5  # of each new text among the old ones
_COMMON = 40  # texts of a gap; a word that is in more of them tells nothing
_LEAST_MOVED = 20  # characters; shorter texts are alike by chance
_STEM = 5  # letters: Kazakh words change at their ends
_TOKEN = re.compile(r"\w+|[^\w\s]")


def matched(old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """Every text of both sides in one group, in the order of the new texts; what is gone comes last.

    Order is kept, but for a text that was moved as it is. O(n log n) for texts that are mostly the same; what lies between
    such costs as much as it has words in common.
    """
    went: dict[int, int] = {}
    i = j = 0
    for k, m in [*same_in_order(old, new), (len(old), len(new))]:
        went |= _nearly_same([_Words.of(text) for text in old[i:k]], [_Words.of(text) for text in new[j:m]], i, j)
        if k < len(old):
            went[k] = m
        i, j = k + 1, m + 1
    _add_moved(went, old, new)
    return _with_parts(went, old, new)


def same_in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of what is the same on both sides, in order: what is unique on both, and what stands beside it (patience).

    >>> same_in_order("abcxd", "bacd")
    [(1, 0), (2, 2), (4, 3)]
    """
    found: list[tuple[int, int]] = []
    ranges = [(0, len(old), 0, len(new))]
    while ranges:
        i, i_end, j, j_end = ranges.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            found.append((i_end, j_end))
        if anchors := _anchors(old, new, range(i, i_end), range(j, j_end)):
            for (a, b), (c, d) in pairwise([(i, j), *anchors, (i_end, j_end)]):
                ranges.append((a, c, b, d))
    return sorted(found)


def same_words(old: Sequence[str], new: Sequence[str]) -> list[SharedWords]:
    """The words that stand in both of two rows of texts, in order; as long as they can be, inside one text of each row.
    A mark by itself between other words, such as a comma, is none."""
    tokens, others = list(_tokens(old)), list(_tokens(new))
    pairs = same_in_order([token.text for token in tokens], [token.text for token in others])
    runs: list[list[tuple[_Token, _Token]]] = []
    before = (-2, -2)
    for i, j in pairs:
        a, b = tokens[i], others[j]
        goes_on = (i - 1, j - 1) == before and a.unit == tokens[i - 1].unit and b.unit == others[j - 1].unit
        if goes_on and a.start - tokens[i - 1].end == b.start - others[j - 1].end:
            runs[-1].append((a, b))
        else:
            runs.append([(a, b)])
        before = (i, j)
    return [
        SharedWords(run[0][0].unit, run[0][0].start, run[0][1].unit, run[0][1].start, run[-1][0].end - run[0][0].start)
        for run in runs
        if any(token.text[0].isalnum() for token, _ in run)
    ]


def same_border(old: str, new: str, place: int) -> tuple[int, int] | None:
    """Where a new text is to be parted that goes on from one that was parted at a place: the end of its first part and the
    start of its second one. `None` where the words on both sides of the place are others."""
    for stretch in same_words([old], [new]):
        end = stretch.start + stretch.length
        inside = stretch.start <= place <= end
        if inside or not (old[place : stretch.start] or old[end:place]).strip():
            border = stretch.at + min(max(place - stretch.start, 0), stretch.length)
            return _trimmed(new, border)
    return None


def _trimmed(text: str, border: int) -> tuple[int, int] | None:
    """The border without the white space around it; `None` where a part would hold nothing else."""
    end, start = len(text[:border].rstrip()), len(text) - len(text[border:].lstrip())
    return (end, start) if 0 < end <= start < len(text) else None


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    unit: int
    start: int
    end: int


def _tokens(texts: Sequence[str]) -> Iterator[_Token]:
    for unit, text in enumerate(texts):
        for match in _TOKEN.finditer(text):
            yield _Token(match[0], unit, *match.span())


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words by their first letters, each as heavy as these are many."""

    stems: Counter[str]
    weight: int

    @classmethod
    def of(cls, text: str) -> _Words:
        stems = Counter(word[:_STEM] for word in _TOKEN.findall(text.casefold()) if word[0].isalnum())
        return cls(stems, _weight(stems))

    def likeness(self, other: _Words) -> float:
        """The words that both have, of all that they have, in [0, 1] (Dice)."""
        total = self.weight + other.weight
        return 2 * _weight(self.stems & other.stems) / total if total else 0.0

    def goes_on_in(self, other: _Words) -> bool:
        """Whether the other text may be this one, changed, or one of them a part of the other."""
        shared, (less, more) = _weight(self.stems & other.stems), sorted((self.weight, other.weight))
        return self.likeness(other) >= _NEAR or (shared >= _CONTAINED * less and shared >= _PART * more)

    def share_in(self, whole: Counter[str]) -> float:
        """How much of the text the words hold, in [0, 1]."""
        return _weight(self.stems & whole) / self.weight if self.weight else 0.0


def _weight(stems: Counter[str]) -> int:
    return sum(len(stem) * number for stem, number in stems.items())


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], i: Iterable[int], j: Iterable[int]) -> list[tuple[int, int]]:
    """What stands once in each of two ranges: as many as keep the order."""
    places: tuple[defaultdict[Hashable, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for values, own, at in ((old, i, places[0]), (new, j, places[1])):
        for place in own:
            at[values[place]].append(place)
    once = [(own[0], places[1][value][0]) for value, own in places[0].items() if len(own) == len(places[1][value]) == 1]
    return [(k, m) for k, m, _ in _heaviest([(k, m, 1.0) for k, m in once])]


def _heaviest(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Those pairs of places that rise on both sides and weigh most together. O(n log n)."""
    chosen = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    columns = sorted({m for _, m, _ in chosen})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)  # a Fenwick tree of the best chain up to a column
    before: list[int] = []
    for number, (_, m, weight) in enumerate(chosen):
        column = bisect_left(columns, m)
        total, last = 0.0, -1
        at = column
        while at:
            total, last = max((total, last), best[at])
            at -= at & -at
        before.append(last)
        at = column + 1
        while at < len(best):
            best[at] = max(best[at], (total + weight, number))
            at += at & -at
    end = (0.0, -1)
    at = len(columns)
    while at:
        end = max(end, best[at])
        at -= at & -at
    found = []
    place = end[1]
    while place >= 0:
        found.append(chosen[place])
        place = before[place]
    return found[::-1]


def _nearly_same(old: Sequence[_Words], new: Sequence[_Words], i: int, j: int) -> dict[int, int]:
    """Which texts of a gap, beginning at `i` and `j`, are nearly the same, in order."""
    if not old or not new:
        return {}
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(old):
        for stem in words.stems:
            having[stem].append(place)
    pairs = []
    for place, words in enumerate(new):
        shared: Counter[int] = Counter()
        for stem in words.stems:
            if len(having[stem]) <= _COMMON:
                for other in having[stem]:
                    shared[other] += len(stem)
        for other, _ in shared.most_common(_CANDIDATES):
            if old[other].goes_on_in(words):
                pairs.append((other, place, old[other].likeness(words)))
    return {i + k: j + m for k, m, _ in _heaviest(pairs)}


def _add_moved(went: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    """A text that stands elsewhere as it was goes on there."""
    taken = set(went.values())
    left: tuple[defaultdict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for own, texts, used in ((left[0], old, went.keys()), (left[1], new, taken)):
        for place, text in enumerate(texts):
            if place not in used and len(text) >= _LEAST_MOVED:
                own[text].append(place)
    for text, places in left[0].items():
        if len(places) == len(left[1][text]) == 1:
            went[places[0]] = left[1][text][0]


def _with_parts(went: dict[int, int], old: Sequence[str], new: Sequence[str]) -> list[Group]:
    """The groups, with what was parted and joined: text beside a pair that the other one of it holds."""
    came = {m: k for k, m in went.items()}
    olds = {k: [k] for k in went}
    news = {k: [m] for k, m in went.items()}

    def takes(part: str, wholes: Sequence[str], others: Sequence[str]) -> bool:
        left = Counter[str]()
        for text in wholes:
            left += _Words.of(text).stems
        for text in others:
            left -= _Words.of(text).stems
        return _Words.of(part).share_in(left) >= _CONTAINED

    homes, owners = dict(zip(went, went, strict=True)), dict(came)  # of each old and new text: the pair that it is with
    for step in (1, -1):
        for m in range(len(new))[::step]:
            k = owners.get(m - step)
            if m not in owners and k is not None and takes(new[m], [old[i] for i in olds[k]], [new[n] for n in news[k]]):
                news[k].append(m)
                owners[m] = k
        for i in range(len(old))[::step]:
            k = homes.get(i - step)
            if i not in homes and k is not None and takes(old[i], [new[n] for n in news[k]], [old[n] for n in olds[k]]):
                olds[k].append(i)
                homes[i] = k
    groups: list[Group] = []
    told: set[int] = set()
    for m in range(len(new)):
        owner = owners.get(m)
        if owner is None:
            groups.append(((), (m,)))
        elif owner not in told:
            told.add(owner)
            groups.append((tuple(sorted(olds[owner])), tuple(sorted(news[owner]))))
    return [*groups, *(((i,), ()) for i in range(len(old)) if i not in homes)]
