"""What a format makes of an aligned text, in memory; links with all that may be said of them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from hypothesis import strategies as st

from alignment.corpora import FORMATS, Corpus, corpus_of
from alignment.corpora.entries import LinkEntry
from alignment.project import State
from alignment.records import (
    SEVERITIES,
    Alignment,
    Comment,
    Flag,
    Link,
    Paragraph,
    Proposal,
    Rating,
    ReviewedLink,
    Sentence,
    Span,
    Unit,
)
from tests.conftest import small_alignment

AT = "2026-03-01T10:20:30.123+00:00"


def content(name: str, alignment: Alignment, links: State | tuple[ReviewedLink, ...] | None = None) -> bytes:
    """The content of the format's files, one after the other: of a state, of these links, or of the alignment's own."""
    state = State(links, (), 0) if isinstance(links, tuple) else links
    return b"".join(files(name, replace(corpus_of(alignment), entries=corpus_of(alignment, state).entries)))


def files(name: str, corpus: Corpus) -> list[bytes]:
    """The content of each of the format's files."""
    written = [BytesIO() for _ in FORMATS[name].endings]
    FORMATS[name].write(written, corpus)
    return [file.getvalue() for file in written]


def noted() -> LinkEntry:
    """A 1:2 link of which everything is said that can be."""
    entry = list(corpus_of(small_alignment()).entries)[2]
    kk, en = pair = entry.reviewed.link.pair
    return replace(
        entry,
        reviewed=ReviewedLink(entry.reviewed.link, "reviewer", "needs review", 'Әсел "О"', AT),
        flags=(
            Flag(7, kk, en, "Accuracy/Omission", "major", "a <note> & more", "Б",
                 (Span("kk", 2, 0, 6), Span("en", 3, 4, 9)), "Екінші сөз", "numbers:kk.3"),
        ),
        comments=(Comment(8, kk, en, "пікір\n\tекінші жол", "a", AT),),
        proposals=(Proposal(9, kk, en, "kk", "Басқаша.", "a", AT),),
        ratings=(Rating(pair, "a", 70),),
        section="I. Кіріспе",
    )  # fmt: skip


# No half of a surrogate pair and no control: no text of a project holds them.
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
_TEXTS = st.one_of(
    st.sampled_from(['"', '"Сот', "=1+2", "'@x", "a\tb", "ә\nб", "<b>&amp;", "😀 𝒜", "- a", "x;y,z",
                     "a  b", "\u2028", "\ufeffa", " a "]),
    st.text(_LETTERS, min_size=1, max_size=20),
)  # fmt: skip
_SHORT = st.text(_LETTERS, max_size=8)


@st.composite
def _units(draw: st.DrawFn, side: str, least: int) -> tuple[tuple[int, ...], tuple[Unit, ...]]:
    start, number = draw(st.integers(0, 5)), draw(st.integers(least, 3))
    places = tuple(range(start, start + number))
    units: list[Unit] = []
    is_sentence = draw(st.booleans())
    for place in places:
        text = draw(_TEXTS.filter(lambda text: bool(text.strip())))
        if is_sentence:
            units.append(Sentence(f"{side}.1.{place}", "body", text, (1, 2), 0, (place, place + len(text))))
        else:
            level = draw(st.sampled_from([None, None, 0, 2]))
            gaps = draw(st.sampled_from([(), (1, 5)]))
            units.append(Paragraph(f"{side}.{place}", "body" if level is None else "heading", text, (1, 2), level, gaps))
    return places, tuple(units)


@st.composite
def entries(draw: st.DrawFn) -> LinkEntry:
    """Links of all shapes with whatever may be said of them."""
    kk, kk_units = draw(_units("kk", 0))
    en, en_units = draw(_units("en", 0 if kk else 1))
    confidence = draw(st.one_of(st.none(), st.floats(0, 1)))
    link = Link(kk, en, confidence, draw(st.one_of(st.none(), st.floats(-1, 1))))
    status = draw(st.sampled_from(["unreviewed", "accepted", "needs review"]))
    acted = draw(st.booleans())
    reviewed = ReviewedLink(link, "machine", status, draw(_SHORT) if acted else "", AT if acted else "")
    spans = tuple(Span("kk", place, 0, len(unit.text)) for place, unit in zip(kk, kk_units, strict=True))
    severity = draw(st.sampled_from(sorted(SEVERITIES)))
    flags = st.builds(Flag, st.integers(1, 99), st.just(kk), st.just(en), _SHORT, st.just(severity), _TEXTS, _SHORT,
                      st.just(spans), _SHORT, _SHORT)  # fmt: skip
    comments = st.builds(Comment, st.integers(1, 99), st.just(kk), st.just(en), _TEXTS, _SHORT, st.just(AT))
    side = st.sampled_from(["kk", "en"])
    proposals = st.builds(Proposal, st.integers(1, 99), st.just(kk), st.just(en), side, _TEXTS, _SHORT, st.just(AT))
    ratings = st.builds(Rating, st.just(link.pair), _SHORT, st.integers(0, 100))
    notes = [tuple(draw(st.lists(kind, max_size=2))) for kind in (flags, comments, proposals, ratings)]
    return LinkEntry(reviewed, kk_units, en_units, *notes, section=draw(_SHORT.map(str.strip)))
