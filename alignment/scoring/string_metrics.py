"""How good another version is, measured against the project's text with sacreBLEU (Post, 2018)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alignment.exceptions import EmptyText, MalformedFile, UnknownLanguage
from alignment.files import decode, read_bytes
from alignment.languages import LANGUAGES, detect_language
from alignment.project import State
from alignment.records import Alignment, Side, said


@dataclass(frozen=True, slots=True)
class Score:
    """One metric's figure for one version."""

    metric: str
    """BLEU, chrF++ or TER."""

    value: float
    """Between 0 and 100, TER above 100 if more words are wrong than there are. TER is the better the lower."""

    signature: str
    """sacreBLEU's: what to cite so that others can reproduce the figure."""


@dataclass(frozen=True, slots=True)
class ScoredVersion:
    """A version's scores."""

    name: str
    language: Side
    segments: int
    """Lines that have a reference and were compared."""

    scores: tuple[Score, ...]


def score_version(name: str, path: Path, alignment: Alignment, state: State) -> ScoredVersion:
    """Score a file, line by line, against the project's text in the file's language.

    A line answers to a link, as in the rows of an export (rows without text on that side are passed over); a file with one
    line for each unit of that side, or for each link that has both sides, is taken so.

    Raises:
        InputException: the file cannot be read, is in neither language, or has none of these numbers of lines.
    """
    text = decode(read_bytes(path), path.name)
    if not text.strip():
        raise EmptyText("{name}: the file holds no text", name=path.name)
    try:
        side = detect_language(text)
    except UnknownLanguage as exception:
        raise UnknownLanguage("{name}: {reason}", name=path.name, reason=exception) from None
    lines = text.removesuffix("\n").split("\n")
    references = _references(lines, path.name, side, alignment, state)
    compared = [(line, reference) for line, reference in zip(lines, references, strict=True) if reference]
    scores = score_lines([line for line, _ in compared], [reference for _, reference in compared])
    return ScoredVersion(name, side, len(compared), scores)


def score_lines(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[Score, ...]:
    """BLEU, chrF++ and TER of lines against one reference each, over the whole corpus."""
    # sacreBLEU takes a third of a second to load.
    from sacrebleu import BLEU, CHRF, TER

    scores = []
    for label, metric in (("BLEU", BLEU()), ("chrF++", CHRF(word_order=2)), ("TER", TER())):
        figure = metric.corpus_score(list(hypotheses), [list(references)])
        scores.append(Score(label, float(figure.score), str(metric.get_signature())))
    return tuple(scores)


def _references(lines: Sequence[str], name: str, side: Side, alignment: Alignment, state: State) -> Sequence[str]:
    """The reference for each line; empty where a link has no text on this side."""
    links = [reviewed.link for reviewed in state.links]
    texts = [alignment.texts(link)[0 if side == "kk" else 1] for link in links]
    paired = [text for text, link in zip(texts, links, strict=True) if not link.is_deletion]
    units = [unit.text for unit in alignment.units(side)]
    for references in (texts, paired, units):
        if len(lines) == len(references):
            return references
    raise MalformedFile(
        "{name}: {lines} lines answer to nothing; give one line a link ({links}), one a link with both "
        "sides ({paired}), or one a {language} unit ({units})",
        name=name,
        lines=len(lines),
        links=len(texts),
        paired=len(paired),
        language=said(LANGUAGES[side].name),
        units=len(units),
    )
