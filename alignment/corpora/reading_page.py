"""Both texts side by side as one HTML page for reading and printing, which needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import BinaryIO

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.files import clean_text
from alignment.records import Flag, Side, Unit

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2530; --soft: #56616d; --line: #d9dee4; --page: #fff; --mark: #ffe08a;
  --accepted: #1e7a46; --review: #a4480a; --unsure: #fdf1e4; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6eaef; --soft: #a4afba; --line: #38424e; --page: #12171d;
  --mark: #705a12; --accepted: #7fcf9f; --review: #f0a660; --unsure: #2a2118; } }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { font: 16px/1.55 Georgia, "Noto Serif", "Times New Roman", serif; color: var(--ink); background: var(--page);
  margin: 0 auto; padding: 1.5rem 1rem; max-width: 82rem; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; break-after: avoid; }
.soft, .n, .notes, .names { color: var(--soft); font-family: system-ui, "Segoe UI", "Noto Sans", sans-serif;
  font-size: .78rem; }
.link, .names { display: grid; grid-template-columns: 5.5rem 1fr 1fr; gap: .3rem 1.2rem; padding: .45rem .3rem; }
.link { border-top: 1px solid var(--line); break-inside: avoid; } .unsure { background: var(--unsure); }
.link p { margin: 0 0 .3rem; overflow-wrap: anywhere; white-space: pre-wrap; } .link p.heading { font-weight: 650; }
.n b { display: block; color: var(--ink); } .n .accepted { color: var(--accepted); } .n .review { color: var(--review); }
mark { background: var(--mark); color: inherit; border-radius: .15rem; } .none { color: var(--soft); }
.notes { grid-column: 2 / -1; margin: 0; padding-left: 1.1rem; } .names { font-weight: 650; }
@media (max-width: 46rem) { .link, .names { grid-template-columns: 1fr; } .notes { grid-column: 1; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; background: none; }
  .link, .names { grid-template-columns: 4.5rem 1fr 1fr; } .notes { grid-column: 2 / -1; } }
"""
_UNSURE = 0.9
_STATES = {"accepted": "accepted", "needs review": "review", "unreviewed": "soft"}


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8. The original stands on the left. Each link has its number, status and confidence; marked errors are
    highlighted, and what people say stands below. Everything that came from the documents is escaped."""
    (file,) = files
    title = escape(clean_text(corpus.title or f"{corpus.en_name} – {corpus.kk_name}"))
    kk, en = escape(clean_text(corpus.kk_name)), escape(clean_text(corpus.en_name))
    file.write(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>\n"
        f'<div class="names"><span></span><span>{en}</span><span>{kk}</span></div>\n'.encode()
    )
    section = ""
    for number, entry in enumerate(corpus.entries, 1):
        if entry.section != section:
            section = entry.section
            file.write(f"<h2>{escape(clean_text(section))}</h2>\n".encode())
        file.write(clean_text(_link(number, entry)).encode())
    file.write(b"</body></html>\n")


def _link(number: int, entry: LinkEntry) -> str:
    reviewed = entry.reviewed
    confidence = reviewed.link.confidence
    is_unsure = confidence is not None and confidence < _UNSURE and reviewed.status == "unreviewed"
    figure = "" if confidence is None else f"<br>{confidence:.2f}"
    state = f'<span class="{_STATES[reviewed.status]}">{reviewed.status}</span>'
    return (
        f'<div class="link{" unsure" if is_unsure else ""}" id="l{number}">'
        f'<div class="n"><b>{number}</b>{state}{figure}</div>'
        f"{_side(entry, 'en')}{_side(entry, 'kk')}{_notes(entry)}</div>\n"
    )


def _side(entry: LinkEntry, side: Side) -> str:
    units, places = (entry.kk, entry.reviewed.link.kk) if side == "kk" else (entry.en, entry.reviewed.link.en)
    if not units:
        return f'<div lang="{side}"><p class="none">–</p></div>'
    paragraphs = (
        f"<p{' class=heading' if unit.kind == 'heading' else ''}>{_marked(unit, side, place, entry.flags)}</p>"
        for unit, place in zip(units, places, strict=True)
    )
    return f'<div lang="{side}">{"".join(paragraphs)}</div>'


def _marked(unit: Unit, side: Side, place: int, flags: tuple[Flag, ...]) -> str:
    """The unit's text with the marked parts highlighted; each says on a look which errors are in it."""
    spans = [
        (span.start, span.end, flag) for flag in flags for span in flag.spans if (span.side, span.unit) == (side, place)
    ]
    if not spans:
        return escape(unit.text)
    length = len(unit.text)
    bounds = sorted({0, length, *(min(bound, length) for start, end, _ in spans for bound in (start, end))})
    pieces: list[str] = []
    for start, end in pairwise(bounds):
        text = escape(unit.text[start:end])
        if inside := [str(flag) for first, last, flag in spans if first <= start and end <= last]:
            text = f'<mark title="{escape("; ".join(dict.fromkeys(inside)))}">{text}</mark>'
        pieces.append(text)
    return "".join(pieces)


def _notes(entry: LinkEntry) -> str:
    notes = "".join(f"<li>{escape(line)}</li>" for line in _lines(entry))
    return f'<ul class="notes">{notes}</ul>' if notes else ""


def _lines(entry: LinkEntry) -> Iterator[str]:
    for flag in entry.flags:
        better = f" → {flag.better}" if flag.better else ""
        yield f"{flag}{better} · {flag.reviewer}"
    for comment in entry.comments:
        yield f"{comment.text} · {comment.reviewer}"
    for proposal in entry.proposals:
        yield f"{proposal.side}: {proposal.text} · {proposal.reviewer}"
    for rating in entry.ratings:
        yield f"{rating.score} / 100 · {rating.reviewer}"
