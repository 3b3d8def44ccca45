"""Marking spans of the texts in focus, by mouse and by key. What is marked is kept until it is flagged or cleared.

The browser's side, `marking.js`, reads what is selected; it alters no text and sends nothing until a marking is finished.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from alignment.documents import span_from_utf16
from alignment.records import SIDES, Alignment, Pair, Sentence, Span, units_of
from alignment.workbench import words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _
from alignment.workbench.text_view import Shown
from alignment.workbench.widgets import MARKING

_STYLE = """
.marked { background: #2f7fd333; box-shadow: 0 2px 0 #2f7fd3, 0 -2px 0 #2f7fd3; }
.marking { position: fixed; left: 0; right: 0; bottom: 4.6rem; margin: 0 auto; width: fit-content; max-width: 92vw;
  z-index: 99; padding: .5rem .9rem; border-radius: .5rem; border: 2px solid #2f7fd3; font-size: .9rem;
  background: var(--st-secondary-background-color); color: var(--st-text-color); box-shadow: 0 4px 16px #0006; }
.marking[hidden] { display: none; }
.marking b { display: block; }
"""

_component = st.components.v2.component(
    "alignment.marking",
    html='<div class="marking" role="status" aria-live="polite" hidden><b></b><span></span></div>',
    css=_STYLE,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def listen(alignment: Alignment, pair: Pair, sentences: Alignment | None = None) -> None:
    """Listen for markings in the texts of the link in focus; what was marked elsewhere is forgotten.

    Args:
        sentences: where the sentences of paragraphs are shown: an alignment whose units they are.
    """
    set_marked(marked(pair))
    how = _("← → by word · Shift extends · Ctrl or Alt: by letter · Tab: the other text · Enter marks · Escape leaves")
    data = {"seen": kept().marks_seen, "how": how}
    _component(key=MARKING.key, data=data, height=0, on_marked_change=partial(_take, alignment, sentences))


def marked(pair: Pair) -> tuple[Span, ...]:
    """What is marked in the link's texts, in reading order, English first."""
    return tuple(span for span in kept().marks if span.unit in units_of(pair, span.side))


def set_marked(spans: Iterable[Span]) -> None:
    """Let these spans be what is marked. Those of one unit that meet become one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and made[-1][:2] == span[:2] and span.start <= made[-1].end:
            made[-1] = made[-1]._replace(end=max(made[-1].end, span.end))
        else:
            made.append(span)
    kept().marks = tuple(made)


def clear() -> None:
    """Nothing is marked any more."""
    set_marked(())


def _take(alignment: Alignment, sentences: Alignment | None) -> None:
    """Add what the browser says was marked; an empty marking clears. What it says twice counts once."""
    for marking in MARKING.value.get("marked") or ():
        if marking["number"] <= kept().marks_seen:
            continue
        kept().marks_seen = marking["number"]
        said = marking["spans"]
        spans = [span for one in said for span in spans_said(alignment, one, sentences)]
        if len(spans) < len(said):
            kept().message = _("The text was cut in the meantime: mark the words again.")
        elif spans or not said:
            set_marked((*kept().marks, *spans) if spans else ())


def spans_said(alignment: Alignment, said: dict[str, Any], sentences: Alignment | None = None) -> list[Span]:
    """A span that the browser names by the unit's id, with the words that stand there, without the space around them; none
    where others stand there by now. One of a sentence is one of its paragraph."""
    side, name = said["side"], said["unit"]
    inner = spans_said(sentences, said) if sentences else []
    if sentences and inner and isinstance(one := sentences.units(side)[inner[0].unit], Sentence):
        start, end = (one.span[0] + place for place in inner[0][2:])
        whole = alignment.units(side)[one.paragraph].text
        return [Span(side, one.paragraph, start, end)] if whole[start:end] in (said["words"], said["words"].strip()) else []
    units = alignment.units(side) if side in SIDES else ()
    place = next((place for place, unit in enumerate(units) if unit.id == name), None)
    if place is None:
        return []
    text = units[place].text
    start, end = span_from_utf16(text, (int(said["start"]), int(said["end"])))
    chosen = text[start:end]
    if not chosen or chosen != said["words"]:
        return []
    # A mouse takes the space beside the words, too; marked by itself it is what is meant.
    before, behind = (len(chosen) - len(bare) for bare in (chosen.lstrip(), chosen.rstrip())) if chosen.strip() else (0, 0)
    return [Span(side, place, start + before, end - behind)]


def marked_spans(pair: Pair) -> list[Shown]:
    """What is marked, to be seen in the text."""
    return [Shown(span, "marked", _("Marked")) for span in marked(pair)]


def quoted(alignment: Alignment, spans: Iterable[Span]) -> str:
    """The texts of some spans as HTML."""
    texts = ((span.side, alignment.units(span.side)[span.unit].text[span.start : span.end]) for span in spans)
    return " ".join(f'<q lang="{side}">{html.escape(words.short(text, 160))}</q>' for side, text in texts)


def line(alignment: Alignment, pair: Pair) -> None:
    """Under the texts: what is marked, and a button that clears it."""
    if spans := marked(pair):
        with st.container(horizontal=True, vertical_alignment="center", key="marks"):
            st.html(f'<div class="note">{_("Marked")}: {quoted(alignment, spans)}</div>')
            st.button(_("Clear marks"), key="marks-clear", type="tertiary", icon=":material/ink_eraser:", on_click=clear)
