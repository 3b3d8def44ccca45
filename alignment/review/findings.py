"""What the checks find in a project under review, and what its reviewers have said to that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from alignment.checks import Finding, Mark, Pattern, check
from alignment.glossary import Glossary
from alignment.project import State, cutting
from alignment.records import SCOPES, Alignment, Dismissal, Flag, Pair, Rating, units_of
from alignment.review.project_glossary import glossary_of
from alignment.review.search import Query, find_place, fold_text
from alignment.review.sections import Section, sections_of_links

if TYPE_CHECKING:
    from alignment.embedding import Progress

Standing = Literal["open", "confirmed", "dismissed"]


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """A finding and what was said to it."""

    finding: Finding
    flag: Flag | None
    """The flag that confirms it."""

    dismissal: Dismissal | None
    """The dismissal that covers it; a flag counts for more."""

    @property
    def standing(self) -> Standing:
        """Whether somebody has decided about it."""
        if self.flag:
            return "confirmed"
        return "dismissed" if self.dismissal else "open"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings to look at; what is empty leaves nothing out."""

    check: str = ""
    severity: str = ""
    section: str = ""
    """Id of the section's first unit."""

    standing: Standing | Literal[""] = ""
    text: str = ""
    """Words that the message, the marked text or the fix holds; or a place, such as `kk.12` or `line 40`."""


def inspect(
    alignment: Alignment,
    state: State,
    glossary: Glossary | None = None,
    *,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
    patterns: Sequence[Pattern] = (),
    progress: Progress | None = None,
) -> list[Finding]:
    """All that the checks find in the links as they are, what was dismissed too; see `check`. Terms are judged by the
    project's glossary and sentences are paired by the project's model, unless others are given."""
    links = [reviewed.link for reviewed in state.links]
    terms = glossary or glossary_of(state)
    return check(alignment, terms, links=links, only=only, encode=encode, patterns=patterns, progress=progress)


def with_decisions(findings: Iterable[Finding], state: State) -> list[ReviewedFinding]:
    """The findings with what reviewers have said to them, in the same order. O(findings + what the dismissals name)."""
    flags = {flag.finding: flag for flag in state.flags if flag.finding}
    covers: dict[str, tuple[int, Dismissal]] = {}
    for place, dismissal in enumerate(state.dismissals):
        for target in dismissal.targets:
            covers.setdefault(f"{dismissal.scope} {target}", (place, dismissal))

    def covering(finding: Finding) -> Dismissal | None:
        named = (covers.get(f"{scope} {target}") for scope in SCOPES for target in finding.targets(scope))
        first = min((one for one in named if one), key=lambda one: one[0], default=None)
        return first[1] if first else None

    def confirming(finding: Finding) -> Flag | None:
        return next((flags[name] for name in finding.targets("here") if name in flags), None)

    return [ReviewedFinding(finding, confirming(finding), covering(finding)) for finding in findings]


def counted_anew(findings: Iterable[Finding], alignment: Alignment) -> list[Finding]:
    """The findings of an earlier look with their places as the alignment counts its units, in the same order. One whose
    words a cut has parted since is left out. O(findings × cuts since)."""
    made = (finding if finding.cuts == alignment.cuts else _counted_anew(finding, alignment) for finding in findings)
    return [finding for finding in made if finding]


def _counted_anew(finding: Finding, alignment: Alignment) -> Finding | None:
    def moved(mark: Mark) -> Mark | None:
        spans = cutting.recounted_spans([mark.place], finding.cuts, alignment.cuts)
        if len(spans) != 1 or spans[0].end - spans[0].start != mark.span[1] - mark.span[0]:
            return None
        (_side, place, *span) = spans[0]
        unit = alignment.units(mark.side)[place]
        return replace(mark, unit=place, id=unit.id, lines=unit.lines, span=(span[0], span[1]))

    kk, en = (mark and moved(mark) for mark in (finding.kk, finding.en))
    if (finding.kk and not kk) or (finding.en and not en):
        return None
    return replace(
        finding,
        kk=kk,
        en=en,
        pair=finding.pair and cutting.recounted(finding.pair, finding.cuts, alignment.cuts),
        others=tuple(mark for mark in map(moved, finding.others) if mark),
        cuts=alignment.cuts,
    )


def link_of_finding(finding: Finding, state: State) -> Pair | None:
    """The link that has the finding's Kazakh mark, or its English one, as the links are now; `None` without any mark."""
    mark = finding.kk or finding.en
    return state.links[state.place_of_unit(mark.side, mark.unit)].pair if mark else None


def chosen(
    found: Sequence[ReviewedFinding],
    choice: Choice,
    alignment: Alignment,
    state: State,
    sections: tuple[Section, ...] = (),
    spoken: Callable[[Finding], str] | None = None,
) -> list[ReviewedFinding]:
    """The findings that a choice leaves, in the same order. O(findings), and O(links) where it names a section.

    Args:
        spoken: what a reader of another language than English is told of a finding; it can be searched like the English.
    """
    links: set[Pair] | None = None
    if choice.section:
        homes = sections_of_links(sections, state)
        links = {
            reviewed.pair for reviewed, at in zip(state.links, homes, strict=True) if sections[at].id == choice.section
        }
    place = find_place(choice.text, alignment)
    wanted = Query(choice.text)

    def takes(one: ReviewedFinding) -> bool:
        finding = one.finding
        if choice.check not in ("", finding.check) or choice.severity not in ("", finding.severity):
            return False
        if choice.standing not in ("", one.standing) or (
            links is not None and link_of_finding(finding, state) not in links
        ):
            return False
        marks = [mark for mark in (finding.kk, finding.en) if mark]
        if place:
            return any((mark.side, mark.unit) == place for mark in marks)
        if not wanted:
            return True
        known = [finding.check, finding.message, finding.fix or "", *(mark.text for mark in marks)]
        return wanted.is_in(fold_text(" ".join([*known, spoken(finding)] if spoken else known)))

    return [one for one in found if takes(one)]


def tally(found: Iterable[ReviewedFinding]) -> dict[str, Counter[Standing]]:
    """How many findings of each check are open, confirmed and dismissed; the check with most of them first."""
    counts: dict[str, Counter[Standing]] = {}
    for one in found:
        counts.setdefault(one.finding.check, Counter())[one.standing] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))


def by_link(
    found: Iterable[ReviewedFinding], state: State, standing: Standing = "open"
) -> dict[Pair, list[ReviewedFinding]]:
    """The findings of one standing in each link that has a mark of theirs, as the links are now."""
    links: dict[Pair, list[ReviewedFinding]] = {}
    for one in found:
        if one.standing != standing:
            continue
        marks = [mark for mark in (one.finding.kk, one.finding.en) if mark]
        for place in sorted({state.place_of_unit(mark.side, mark.unit) for mark in marks}):
            links.setdefault(state.links[place].pair, []).append(one)
    return links


def in_link(findings: Iterable[Finding], pair: Pair) -> list[Finding]:
    """The findings with a mark in one of a link's units, in the same order."""
    return [finding for finding in findings if any(span.unit in units_of(pair, span.side) for span in finding.spans)]


def undecided(
    alignment: Alignment,
    state: State,
    glossary: Glossary | None = None,
    *,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
    patterns: Sequence[Pattern] = (),
) -> list[Finding]:
    """The findings that nobody has decided about: a confirmed one is told by its flag, a dismissed one is none. Otherwise
    as `inspect`."""
    found = inspect(alignment, state, glossary, only=only, encode=encode, patterns=patterns)
    return [one.finding for one in with_decisions(found, state) if one.standing == "open"]


def standing_ratings(state: State) -> tuple[Rating, ...]:
    """The ratings of links as they are now; what was said of a link that has since been changed is left out."""
    return tuple(rating for rating in state.ratings if rating.pair in state.places)
