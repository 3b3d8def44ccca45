"""What a machine can find wrong in a translation.

Each check looks and says how strong its evidence is; `check` decides what is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignment.checks.across_document import capitals, name_spellings, numbering, renderings, same_sentences, titles
from alignment.checks.between_sides import (
    acronyms,
    bounds,
    dates,
    money,
    names,
    negation,
    numbers,
    omissions,
    percentages,
    quotations,
    terminology,
    untranslated,
    web,
)
from alignment.checks.finding import Candidate, Finding, Mark, dismissed_by, place_key, words_key
from alignment.checks.in_kazakh import (
    commas,
    compounds,
    doubled_numbers,
    grammar,
    hunspell,
    number_format,
    pairs,
    repeats,
    script,
    spacing,
    spelling,
)
from alignment.checks.material import Material
from alignment.glossary import Glossary
from alignment.records import Alignment, Dismissal, Link

if TYPE_CHECKING:
    from alignment.embedding import Progress


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of fault that is looked for."""

    name: str
    help: str
    """What it reports, in a sentence."""

    category: str
    """The usual MQM category of its findings."""

    severity: str
    """Their usual MQM severity."""

    find: Callable[[Material], Iterator[Candidate]]
    least: float = 0.5
    """Evidence from which a candidate is reported, in [0, 1]."""

    is_on: bool = True
    """Whether it runs unless it is asked not to; a check that cries wolf too often waits to be asked."""


_ALL = (
    Check("numbers", "Numbers that differ in value, or that one side lacks.", "Accuracy/Mistranslation", "major", numbers.find),
    Check("bounds", "Limits for amounts, amounts for limits.", "Accuracy/Mistranslation", "minor", bounds.find),
    Check("dates", "Days, months and quarters that differ.", "Accuracy/Mistranslation", "major", dates.find),
    Check("money", "Currencies that differ, exchange rates out of line.", "Accuracy/Mistranslation", "major", money.find),
    Check(
        "percentages", "Percent against percentage points or plain numbers.", "Accuracy/Mistranslation", "major", percentages.find
    ),
    Check("names", "Names that the other side spells as another, or lacks.", "Accuracy/Mistranslation", "major", names.find),
    Check("acronyms", "Abbreviations that do not fit.", "Terminology/Wrong term", "minor", acronyms.find),
    Check("terminology", "Renderings that the glossary does not allow.", "Terminology/Wrong term", "minor", terminology.find),
    Check("omissions", "Units and sentences without partner.", "Accuracy/Omission", "major", omissions.find),
    Check("negation", "Yes on one side, no on the other.", "Accuracy/Mistranslation", "critical", negation.find),
    Check("untranslated", "Text in the wrong language.", "Accuracy/Untranslated", "major", untranslated.find),
    Check("web", "Web addresses that differ or are broken.", "Accuracy/Mistranslation", "minor", web.find),
    Check("quotations", "Quotations that are not marked.", "Linguistic conventions/Punctuation", "minor", quotations.find),
    Check("script", "Letters of another script.", "Linguistic conventions/Spelling", "minor", script.find),
    Check("spelling", "Misspelled words.", "Linguistic conventions/Spelling", "minor", spelling.find),
    Check("hunspell", "Words that Hunspell does not know.", "Linguistic conventions/Spelling", "minor", hunspell.find, 0.5, False),
    Check("compounds", "Compounds written in two ways.", "Linguistic conventions/Spelling", "minor", compounds.find),
    Check("repeats", "Words and phrases written twice.", "Linguistic conventions/Grammar", "minor", repeats.find),
    Check("grammar", "Plurals after numbers and the like.", "Linguistic conventions/Grammar", "minor", grammar.find),
    Check(
        "doubled numbers", "Numbers written twice in one.", "Locale conventions/Number format", "major", doubled_numbers.find
    ),
    Check(
        "number format", "Decimals, thousands, signs against custom.", "Locale conventions/Number format", "minor",
        number_format.find,
    ),
    Check("spacing", "Spaces and points too many or too few.", "Linguistic conventions/Punctuation", "minor", spacing.find),
    Check("commas", "Commas too many or too few.", "Linguistic conventions/Punctuation", "minor", commas.find),
    Check("pairs", "Quotation marks and brackets unbalanced.", "Linguistic conventions/Punctuation", "minor", pairs.find),
    Check("capitals", "Letter case that changes.", "Linguistic conventions/Spelling", "minor", capitals.find),
    Check("numbering", "Headings that skip or differ in form.", "Design and markup/Layout", "minor", numbering.find),
    Check("name spellings", "One name in several spellings.", "Locale conventions/Name format", "minor", name_spellings.find),
    Check(
        "titles", "Names with and without quotation marks.", "Linguistic conventions/Punctuation", "minor", titles.find
    ),
    Check(
        "renderings", "One English term in several renderings.", "Terminology/Inconsistent use", "minor", renderings.find
    ),
    Check(
        "same sentences", "The same sentence translated differently.", "Terminology/Inconsistent use", "minor",
        same_sentences.find,
    ),
)  # fmt: skip

CHECKS: dict[str, Check] = {one.name: one for one in _ALL}
"""Every check by its name, those between the sides first, then those inside the Kazakh text and across the document."""


def check(
    alignment: Alignment,
    glossary: Glossary | None = None,
    dismissals: Iterable[Dismissal] = (),
    *,
    links: Sequence[Link] | None = None,
    only: Collection[str] | None = None,
    encode: Callable[[Sequence[str]], Any] | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Look for translation errors.

    Args:
        alignment: the two documents and, unless `links` are given, their links.
        glossary: what terms are judged by; the shipped one when left out.
        dismissals: what reviewers have dismissed; it is not reported again.
        links: the links as reviewers have made them, in reading order.
        only: names of checks to run; those that are on by default when left out.
        encode: texts to L2-normalized rows; the shipped model's when left out.
        progress: told after each check how many are done, of how many.

    Returns:
        The findings, in the order of the Kazakh text. Time grows with the text.

    Raises:
        KeyError: there is no check of a name in `only`.
    """
    material = Material(
        alignment,
        alignment.links if links is None else links,
        Glossary.shipped() if glossary is None else glossary,
        encode or _shipped_encoder(),
    )
    chosen = [one for one in _ALL if one.is_on] if only is None else [CHECKS[name] for name in only]
    findings: list[Finding] = []
    for done, one in enumerate(chosen, 1):
        findings += findings_of(one, material)
        if progress:
            progress(done, len(chosen))
    dismissals = tuple(dismissals)
    kept = [finding for finding in findings if not dismissed_by(finding, dismissals)]
    return sorted(kept, key=_reading_order(material))


def findings_of(one: Check, material: Material) -> Iterator[Finding]:
    """What one check reports: its candidates with enough evidence, each once, named so that the next run knows it again."""
    seen: Counter[str] = Counter()
    marks: set[tuple[Mark | None, Mark | None]] = set()
    for candidate in one.find(material):
        if candidate.score < one.least or (candidate.kk, candidate.en) in marks:
            continue
        marks.add((candidate.kk, candidate.en))
        words = words_key(one.name, candidate.kk, candidate.en)
        place = place_key(words, candidate.kk, candidate.en, 0)
        seen[place] += 1
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
            place_key(words, candidate.kk, candidate.en, seen[place] - 1),
            words,
            candidate.fix,
            candidate.others,
        )


def _reading_order(material: Material) -> Callable[[Finding], tuple[int, int, int]]:
    order = {link.pair: place for place, link in enumerate(material.links)}

    def key(finding: Finding) -> tuple[int, int, int]:
        place = order.get(finding.pair, -1) if finding.pair else -1
        mark = finding.kk or finding.en
        return place, mark.unit if mark else 0, mark.span[0] if mark else 0

    return key


def _shipped_encoder() -> Callable[[Sequence[str]], Any]:
    """The shipped model, loaded when the first check needs it."""

    def encode(texts: Sequence[str]) -> Any:
        from alignment.embedding import load_encoder

        return load_encoder().encode(texts)

    return encode
