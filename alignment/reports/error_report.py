"""Error reports: what was found and flagged, for a client and for evaluation tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from alignment.checks import Finding, Mark
from alignment.records import SEVERITIES, Alignment, Flag, Link, Pair, Rating, Side, Span

_CONTEXT = 60  # characters shown on each side of a mark


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of one side's text around what is marked in it."""

    pieces: tuple[tuple[str, bool], ...] = ()
    """Each stretch of text and whether it is marked."""

    @property
    def text(self) -> str:
        """The stretches joined."""
        return "".join(text for text, _ in self.pieces)

    @property
    def marked(self) -> str:
        """What is marked; several stretches are joined by ` … `."""
        return " … ".join(text for text, is_marked in self.pieces if is_marked)


@dataclass(frozen=True, slots=True)
class Entry:
    """An error as a report shows it, whether a check found it or a person flagged it."""

    origin: str
    """`check: NAME`, or the reviewer, and the check whose finding the reviewer confirmed."""

    category: str
    severity: str
    note: str
    section: str
    """The Kazakh heading above it."""

    kk_lines: str
    en_lines: str
    kk: Excerpt
    en: Excerpt
    better: str
    """What should stand in place of the marked Kazakh text; empty where nobody says."""


@dataclass(frozen=True, slots=True)
class SectionScore:
    """What reviewers think of a section as a whole (ESA)."""

    section: str
    """The Kazakh heading above it."""

    mean: float
    """Of the section's ratings, 0 to 100."""

    ratings: int


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """The errors of a translation, in reading order."""

    kk_name: str
    en_name: str
    words: int
    """Words of the Kazakh text: what penalties are set against."""

    entries: tuple[Entry, ...]
    scores: tuple[SectionScore, ...] = ()
    """The ESA ratings by section, in reading order; empty where nobody rated."""

    def count(self, field: str) -> Counter[str]:
        """How many errors each category, severity or section has."""
        return Counter(getattr(entry, field) for entry in self.entries)

    @property
    def penalty(self) -> float:
        """MQM penalty points."""
        return sum(SEVERITIES[entry.severity] for entry in self.entries)

    @property
    def score(self) -> float | None:
        """Mean of the ESA ratings, 0 to 100; `None` where nobody rated."""
        total = sum(score.ratings for score in self.scores)
        return sum(score.mean * score.ratings for score in self.scores) / total if total else None


def error_report(
    alignment: Alignment,
    findings: Iterable[Finding] = (),
    flags: Iterable[Flag] = (),
    ratings: Iterable[Rating] = (),
    links: Sequence[Link] | None = None,
) -> ErrorReport:
    """Put findings, flags and ratings into one report.

    Args:
        findings: those that nobody has decided about: a confirmed one is told by its flag.
        links: the links as they are now; the machine's when left out.
    """
    beside = _Beside(alignment, alignment.links if links is None else links)
    placed: list[tuple[int, int, Entry]] = []
    for finding in findings:
        place = finding.kk.unit if finding.kk else beside.place((), (finding.en.unit,) if finding.en else ())
        entry = Entry(
            f"check: {finding.check}",
            finding.category,
            finding.severity,
            finding.message,
            beside.section(place),
            _lines(finding.kk),
            _lines(finding.en),
            _excerpt(alignment, "kk", [finding.kk.place] if finding.kk else []),
            _excerpt(alignment, "en", [finding.en.place] if finding.en else []),
            finding.fix or "",
        )
        placed.append((place, finding.kk.span[0] if finding.kk else 0, entry))
    for flag in flags:
        place, start = _first(flag) or (beside.place(flag.kk, flag.en), 0)
        confirmed = flag.finding.partition(":")[0]
        entry = Entry(
            flag.reviewer + (f" (check: {confirmed})" if confirmed else ""),
            flag.category,
            flag.severity,
            flag.note,
            beside.section(place),
            _flag_lines(alignment, flag, "kk"),
            _flag_lines(alignment, flag, "en"),
            _flag_excerpt(alignment, flag, "kk"),
            _flag_excerpt(alignment, flag, "en"),
            flag.better,
        )
        placed.append((place, start, entry))
    words = sum(len(unit.text.split()) for unit in alignment.kk_units)
    placed.sort(key=lambda item: item[:2])
    entries = tuple(entry for _, _, entry in placed)
    return ErrorReport(alignment.kk.name, alignment.en.name, words, entries, beside.scores(ratings))


class _Beside:
    """Which Kazakh heading stands above what."""

    def __init__(self, alignment: Alignment, links: Sequence[Link]) -> None:
        self._headings: list[str] = []
        last = ""
        for unit in alignment.kk_units:
            last = unit.text if unit.kind == "heading" else last
            self._headings.append(last)
        self._kk: dict[int, int] = {}
        before = 0
        for link in links:
            before = link.kk[-1] if link.kk else before
            self._kk |= dict.fromkeys(link.en, link.kk[0] if link.kk else before)

    def place(self, kk: tuple[int, ...], en: tuple[int, ...]) -> int:
        """The Kazakh unit that these stand at."""
        return kk[0] if kk else self._kk.get(en[0], 0) if en else 0

    def section(self, place: int) -> str:
        """The heading above a Kazakh unit."""
        return self._headings[place] if self._headings else ""

    def scores(self, ratings: Iterable[Rating]) -> tuple[SectionScore, ...]:
        """The ratings by section, in reading order."""
        sections: dict[str, list[int]] = {}
        for rating in sorted(ratings, key=lambda rating: self.place(*rating.pair)):
            sections.setdefault(self.section(self.place(*rating.pair)), []).append(rating.score)
        return tuple(SectionScore(section, mean(scores), len(scores)) for section, scores in sections.items())


def _first(flag: Flag) -> tuple[int, int] | None:
    return min(((span.unit, span.start) for span in flag.spans if span.side == "kk"), default=None)


def _flag_units(flag: Flag, side: Side) -> Sequence[int]:
    """The units that a report shows of a flag's side: those with a mark; without any marks, all."""
    if flag.spans:
        return sorted({span.unit for span in flag.spans if span.side == side})
    return flag.kk if side == "kk" else flag.en


def _flag_lines(alignment: Alignment, flag: Flag, side: Side) -> str:
    return _range([alignment.units(side)[unit].lines for unit in _flag_units(flag, side)])


def _flag_excerpt(alignment: Alignment, flag: Flag, side: Side) -> Excerpt:
    if flag.spans:
        return _excerpt(alignment, side, [span for span in flag.spans if span.side == side])
    text = " ".join(alignment.units(side)[unit].text for unit in _flag_units(flag, side))
    return Excerpt(((text, False),)) if text else Excerpt()


def _lines(mark: Mark | None) -> str:
    return _range([mark.lines]) if mark else ""


def _range(lines: Sequence[tuple[int, int]]) -> str:
    if not lines:
        return ""
    first, last = lines[0][0], lines[-1][1]
    return str(first) if first == last else f"{first}–{last}"


def _excerpt(alignment: Alignment, side: Side, spans: Sequence[Span]) -> Excerpt:
    """The marked stretches of one side with the text around them; what is far from any mark gives way to an ellipsis."""
    pieces: list[tuple[str, bool]] = []
    for unit in sorted({span.unit for span in spans}):
        text = alignment.units(side)[unit].text
        stretches = _joined(sorted((span.start, span.end) for span in spans if span.unit == unit))
        at = 0
        for start, end in stretches:
            between = text[at:start]
            if at == 0:
                between = (" " if pieces else "") + ("…" if start > _CONTEXT else "") + between[-_CONTEXT:]
            elif len(between) > 2 * _CONTEXT:
                between = f"{between[:_CONTEXT]} … {between[-_CONTEXT:]}"
            pieces += [(between, False), (text[start:end], True)]
            at = end
        pieces.append((text[at : at + _CONTEXT] + ("…" if at + _CONTEXT < len(text) else ""), False))
    return Excerpt(tuple(piece for piece in pieces if piece[0]))


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """With overlapping stretches as one."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def link_of_flag(links: Sequence[Link], flag: Flag) -> Pair | None:
    """The link that a flag is told in: of those that it concerns, the one that holds its first mark, or the first one."""
    concerned = [link for link in links if flag.concerns(link)]
    for span in flag.spans:
        for link in concerned:
            if span.unit in (link.kk if span.side == "kk" else link.en):
                return link.pair
    return concerned[0].pair if concerned else None
