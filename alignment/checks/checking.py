"""From what the checks have seen to what is reported: each says how strong its evidence is, `check` decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from alignment.checks.definition import Check
from alignment.checks.finding import Finding, Mark, dismissed_by, former_key, place_key, words_key
from alignment.checks.latin_view import LatinView
from alignment.checks.material import Material
from alignment.checks.patterns import Pattern, patterns_check
from alignment.checks.plain_view import PlainView, plain_glossary
from alignment.checks.registry import CHECKS
from alignment.checks.twins import fold_twins
from alignment.glossary import Glossary
from alignment.records import Alignment, Dismissal, Link
from alignment.settings import SHIPPED_MODEL

if TYPE_CHECKING:
    from alignment.embedding import Progress


def check(
    alignment: Alignment,
    glossary: Glossary | None = None,
    dismissals: Iterable[Dismissal] = (),
    *,
    links: Sequence[Link] | None = None,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
    patterns: Sequence[Pattern] = (),
    progress: Progress | None = None,
) -> list[Finding]:
    """Look for translation errors. Kazakh in Latin script is looked at in Cyrillic, and texts with hidden or decomposed
    letters are looked at without; what is found is told of them as written.

    Args:
        alignment: the two documents and, unless `links` are given, their links.
        glossary: what terms are judged by; the shipped one when left out.
        dismissals: what reviewers have dismissed; it is not reported again.
        links: the links as reviewers have made them, in reading order.
        only: names of checks to run; those that are on by default when left out.
        encode: texts to L2-normalized rows; those of the alignment's own model when left out.
        patterns: a user's own words and regular expressions, looked for beside the checks; see `read_patterns`.
        progress: told after each check how many are done, of how many.

    Returns:
        The findings, in the order of the Kazakh text. Time grows with the text.

    Raises:
        KeyError: there is no check of a name in `only`.
        ModelException: the alignment's own model is not on this machine, and a check needs it.
    """
    findings: list[Finding] = []
    for done, checks, found in check_by_check(
        alignment, glossary, links=links, only=only, encode=encode, patterns=patterns
    ):
        findings += found
        if progress:
            progress(done, checks)
    dismissals = tuple(dismissals)
    together = put_together(alignment.links if links is None else links, findings)
    return [finding for finding in together if not dismissed_by(finding, dismissals)]


def check_by_check(
    alignment: Alignment,
    glossary: Glossary | None = None,
    *,
    links: Sequence[Link] | None = None,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
    patterns: Sequence[Pattern] = (),
) -> Iterator[tuple[int, int, list[Finding]]]:
    """The same one check after the other: how many are done, of how many, and what the last of them found, which
    `put_together` makes what `check` returns. Takes and raises what `check` does."""
    plain = PlainView.of(alignment)
    seen = plain.alignment if plain else alignment
    view = LatinView.of(seen)
    terms = Glossary.shipped() if glossary is None else plain_glossary(glossary)
    material = Material(
        view.alignment if view else seen,
        alignment.links if links is None else links,
        view.glossary(terms) if view else terms,
        encode or _own_encoder(alignment),
    )
    chosen = [one for one in CHECKS.values() if one.is_on] if only is None else [CHECKS[name] for name in only]
    if patterns:
        chosen.append(patterns_check(patterns))
    for done, one in enumerate(chosen, 1):
        found = list(findings_of(one, material))
        for told in (view and view.told, plain and plain.told):
            found = list(map(told, found)) if told else found
        yield done, len(chosen), found


def findings_of(one: Check, material: Material) -> Iterator[Finding]:
    """What one check reports: its candidates with enough evidence, each once, named so that the next run knows it again."""
    seen: Counter[str] = Counter()
    seen_in_part: Counter[str] = Counter()
    marks: set[tuple[Mark | None, Mark | None]] = set()
    for candidate in one.find(material):
        if candidate.score < one.least or (candidate.kk, candidate.en) in marks:
            continue
        marks.add((candidate.kk, candidate.en))
        words = words_key(one.name, candidate.kk, candidate.en)
        place = place_key(words, candidate.kk, candidate.en, 0)
        part = former_key(words, candidate.kk, candidate.en, 0)
        seen[place] += 1
        seen_in_part[part] += 1
        key = place_key(words, candidate.kk, candidate.en, seen[place] - 1)
        former = former_key(words, candidate.kk, candidate.en, seen_in_part[part] - 1)
        kk_unit, en_unit = (mark.unit if mark else None for mark in (candidate.kk, candidate.en))
        yield Finding(
            one.name,
            candidate.category or one.category,
            candidate.severity or one.severity,
            candidate.message,
            candidate.kk,
            candidate.en,
            material.pair_of(kk_unit, en_unit),
            candidate.score,
            key,
            words,
            candidate.fix,
            candidate.others,
            material.alignment.cuts,
            former if former != key else "",
        )


def put_together(links: Sequence[Link], findings: Sequence[Finding]) -> list[Finding]:
    """What several checks found: one finding a fault, in the order of the links that they lie in."""
    order = {link.pair: place for place, link in enumerate(links)}

    def key(finding: Finding) -> tuple[int, int, int]:
        place = order.get(finding.pair, -1) if finding.pair else -1
        mark = finding.kk or finding.en
        return place, mark.unit if mark else 0, mark.span[0] if mark else 0

    return sorted(fold_twins(findings), key=key)


def _own_encoder(alignment: Alignment) -> Callable[[Sequence[str]], Any]:
    """The model that the alignment was made with, loaded when the first check needs it; the shipped one where no model
    made it. Nothing is downloaded: a file may have named the model."""

    def encode(texts: Sequence[str]) -> Any:
        from alignment.embedding import load_encoder

        return load_encoder(alignment.model or SHIPPED_MODEL, fetch=False).encode(texts)

    return encode
