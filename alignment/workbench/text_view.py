"""Both texts of a link as HTML: units numbered, what meets tinted, what was searched marked. Document text is escaped."""

from __future__ import annotations

import base64
import difflib
import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from alignment.checks import Counterpart, find_counterparts
from alignment.project import State
from alignment.records import (
    SIDES,
    Alignment,
    Change,
    Link,
    Pair,
    Paragraph,
    Sentence,
    Side,
    Span,
    Unit,
    changes_within,
    template,
    units_of,
)
from alignment.review import Query, spans
from alignment.workbench import words
from alignment.workbench.speech import _, n_

KIND_WORDS = {"number": template("number"), "date": template("date"), "name": template("name"), "term": template("term")}
_MOST_CHANGES = 8  # that the pointer tells of
_CONTEXT = 3  # links on either side that the drawing of crossing links shows


@dataclass(frozen=True, slots=True)
class Shown:
    """A span that is to be seen in the text: of a flag or a finding."""

    span: Span
    style: str
    """CSS classes: `flag` or `finding`, and the severity."""

    title: str
    """What the pointer tells of it."""


@lru_cache(maxsize=2_000)
def _marks(kk: str, en: str) -> tuple[Counterpart, ...]:
    return find_counterparts(kk, en)


def both_sides(
    alignment: Alignment,
    pair: Pair,
    style: str,
    heads: bool = False,
    grips: bool = False,
    query: Query | None = None,
    shown: Sequence[Shown] = (),
) -> dict[Side, str]:
    """The HTML of each side of a link. The text of each unit stands alone in an element of class `text`, which names its
    side and id."""
    made: dict[Side, str] = {}
    marks = _marks(*alignment.texts(Link(*pair))) if style == "focus" else ()
    for side in SIDES:
        places = units_of(pair, side)
        chosen = [alignment.units(side)[place] for place in places]
        head = f'<div class="side">{words.side_name(side)} · {words.lines(chosen)}</div>' if heads else ""
        own = [m for m in marks if m.side == side]
        body, start = "", 0
        for place, unit in zip(places, chosen, strict=True):
            here = [s for s in shown if s.span.side == side and s.span.unit == place]
            text = _text(unit.text, own, start, query, here)
            body += f'<div class="unit {unit.kind}">{_grip(unit) if heads or grips else _id(unit)}'
            body += f'<span class="text" data-side="{side}" data-unit="{html.escape(unit.id)}">{text}</span>'
            body += f"{_altered(alignment, side, unit)}</div>"
            start += len(unit.text) + 1
        body = body or f'<div class="unit none">{_("no counterpart")}</div>'
        made[side] = f'<div class="{style}" lang="{side}">{head}{body}</div>'
    return made


def _id(unit: Unit) -> str:
    return f'<span class="id">{html.escape(unit.id)}</span>'


def _grip(unit: Unit) -> str:
    """A unit's id, by which it is dragged to the link above or below (`dragging.js`)."""
    tip = html.escape(_("{unit}: drag it to the link above or below, or press ↑ or ↓", unit=unit.id))
    name = html.escape(unit.id)
    return f'<span class="id grip" role="button" tabindex="0" title="{tip}" aria-label="{tip}">{name}</span>'


def _altered(alignment: Alignment, side: Side, unit: Unit) -> str:
    """A mark behind a unit whose text is not as its source has it; the pointer tells where and what stands there."""
    if isinstance(unit, Sentence):
        changes = changes_within(alignment.document(side).paragraphs[unit.paragraph].changes, *unit.span)
    else:
        changes = unit.changes if isinstance(unit, Paragraph) else ()
    if not changes:
        return ""
    told = [f"{_around_change(unit.text, change)} ← {_named(change.written)}" for change in changes[:_MOST_CHANGES]]
    title = "\n".join([_("In the source:"), *told, *(["…"] if changes[_MOST_CHANGES:] else [])])
    label = n_("{number} character made clean", "{number} characters made clean", len(changes))
    return f' <span class="altered" title="{html.escape(title)}" aria-label="{html.escape(label)}">≈{len(changes)}</span>'


def _around_change(text: str, change: Change) -> str:
    """The word in which it lies."""
    left = text.rfind(" ", 0, change.start) + 1
    right = text.find(" ", change.end)
    return words.short(text[left : right if right >= 0 else len(text)], 40)


def _named(written: str) -> str:
    """What stands in the source, with the number of what is not seen."""
    seen = "".join(c if c.isprintable() and not unicodedata.combining(c) else f" U+{ord(c):04X} " for c in written)
    return " ".join(seen.split())


def side_by_side(alignment: Alignment, pair: Pair, style: str = "near", query: Query | None = None) -> str:
    """Both sides of a link in two columns."""
    sides = both_sides(alignment, pair, style, query=query)
    return f'<div class="two">{sides["en"]}{sides["kk"]}</div>'


def _text(text: str, marks: Sequence[Counterpart], start: int, query: Query | None, shown: Sequence[Shown]) -> str:
    """A unit's text with its marks; `start` is where it begins in the link's text of its side."""
    inside = [(m.start - start, m.end - start, m) for m in marks if start <= m.start and m.end <= start + len(text)]
    found = spans(text, query) if query else []
    ends = [*((a, b) for a, b, _m in inside), *found, *((s.span.start, s.span.end) for s in shown)]
    cuts = sorted({0, len(text), *(cut for span in ends for cut in span)})
    pieces = []
    for left, right in pairwise(cuts):
        piece = html.escape(text[left:right])
        if any(a <= left and right <= b for a, b in found):
            piece = f'<span class="found">{piece}</span>'
        if own := next((m for a, b, m in inside if a <= left and right <= b), None):
            piece = _tinted(piece, own)
        for one in shown:
            if one.span.start <= left and right <= one.span.end:
                piece = f'<span class="{one.style}" title="{html.escape(one.title)}">{piece}</span>'
        pieces.append(piece)
    return "".join(pieces)


def share_before(alignment: Alignment, span: Span, places: Sequence[int]) -> float:
    """How far into its side of a link a span begins, in [0, 1].

    Args:
        places: the units of that side of the link.
    """
    units = alignment.units(span.side)
    before = sum(len(units[place].text) + 1 for place in places if place < span.unit)
    total = sum(len(units[place].text) + 1 for place in places)
    return (before + span.start) / total if total else 0.0


def excerpt(text: str, shown: Sequence[Shown], width: int = 260, share: float = 0.0) -> str:
    """A text with its spans marked, cut to so many characters on either side of the first; without a span, around the
    share of the text that `share` says."""
    here = round(share * len(text))
    first, last = (shown[0].span.start, shown[0].span.end) if shown else (here, here)
    left, right = max(first - width, 0), min(last + width, len(text))
    if left < 40:
        left = 0
    if len(text) - right < 40:
        right = len(text)
    if left:
        left = text.find(" ", left, first) + 1 or left
    if right < len(text):
        right = max(text.rfind(" ", last, right), last) if " " in text[last:right] else right
    inside = [
        Shown(Span(s.span.side, s.span.unit, max(s.span.start - left, 0), min(s.span.end, right) - left), s.style, s.title)
        for s in shown
        if s.span.start < right and s.span.end > left
    ]
    return ("… " if left else "") + _text(text[left:right], (), 0, None, inside) + (" …" if right < len(text) else "")


def _tinted(piece: str, own: Counterpart) -> str:
    kind = _(KIND_WORDS[own.kind])
    if own.partner is None:
        return f'<span class="m alone" title="{_("{kind}: no partner", kind=kind)}">{piece}</span>'
    return f'<span class="m {own.kind}" title="{kind} {own.partner}">{piece}</span>'


def difference(old: str, new: str) -> str:
    """A proposal against the text as it is, word by word."""
    a, b = old.split(), new.split()
    parts = []
    for what, i0, i1, j0, j1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = html.escape(" ".join(a[i0:i1])), html.escape(" ".join(b[j0:j1]))
        if what == "equal":
            parts.append(come)
        else:
            parts += [f"<del>{gone}</del>"] if gone else []
            parts += [f"<ins>{come}</ins>"] if come else []
    return " ".join(parts)


def draw_crossings(alignment: Alignment, state: State, place: int) -> str:
    """A drawing of the links around this one, where some of them cross; else nothing. The focus is the strong line."""
    window = state.links[max(place - _CONTEXT, 0) : place + _CONTEXT + 1]
    firsts = [r.link.en[0] for r in window if r.link.kk and r.link.en]
    if firsts == sorted(firsts):
        return ""
    kk = sorted(unit for r in window for unit in r.link.kk)
    en = sorted(unit for r in window for unit in r.link.en)
    height = 20 * max(len(kk), len(en), 1) + 8
    names, lines = [], []
    for units, document_units, x, anchor in ((en, alignment.en_units, 60, "end"), (kk, alignment.kk_units, 200, "start")):
        for row, unit in enumerate(units):
            names.append(f'<text x="{x}" y="{20 * row + 18}" text-anchor="{anchor}">{document_units[unit].id}</text>')
    for reviewed in window:
        width = 4 if reviewed is state.links[place] else 1.5
        for i in reviewed.link.kk:
            for j in reviewed.link.en:
                y0, y1 = 20 * en.index(j) + 14, 20 * kk.index(i) + 14
                lines.append(f'<line x1="66" y1="{y0}" x2="194" y2="{y1}" stroke-width="{width}"/>')
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 {height}" width="260" height="{height}" '
        f'font-family="sans-serif" font-size="12" fill="#7b8582" stroke="none"><g stroke="#2f7fd3">'
        f"{''.join(lines)}</g>{''.join(names)}</svg>"
    )
    encoded = base64.b64encode(picture.encode()).decode()
    return f'<img alt="{_("Crossing links")}" src="data:image/svg+xml;base64,{encoded}">'


def paragraphs_around(alignment: Alignment, link: Link) -> str:
    """The whole paragraphs that a link's sentences stand in, with the sentences in bold."""
    made = []
    for side in reversed(SIDES):  # English stands at the left
        document, units = alignment.document(side), alignment.units(side)
        own = [unit for place in units_of(link.pair, side) if isinstance(unit := units[place], Sentence)]
        body = ""
        for paragraph in sorted({sentence.paragraph for sentence in own}):
            text, start = document.paragraphs[paragraph].text, 0
            for sentence in (s for s in own if s.paragraph == paragraph):
                body += html.escape(text[start : sentence.span[0]])
                body += f"<b>{html.escape(text[slice(*sentence.span)])}</b>"
                start = sentence.span[1]
            body += html.escape(text[start:]) + "<br>"
        made.append(f'<div class="around" lang="{side}">{body}</div>')
    return f'<div class="two">{"".join(made)}</div>'
