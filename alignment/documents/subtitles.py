"""SubRip and WebVTT subtitles: the sentences that their cues show, put together again, without the marks of players."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignment.documents.blocks import Block, Content
from alignment.documents.sentences import split_sentences

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-{{1,2}}>\s*({_CLOCK})")
_NOT_SHOWN = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:\s|$)")
_SETTINGS = re.compile(r"\{\\[^{}\n]*\}|\{[A-Za-z]:[^{}\n]*\}")  # {\an8}, {y:i}
_TAG = re.compile(r"</?(?:[a-zA-Z][\w.:-]*(?:\s[^<>\n]*)?|\d[\d:.]*)\s*/?>")  # <i>, <v Aigul>, <c.loud>, <00:01.000>
_SPEAKERS = re.compile(r"<v(?:\.[\w.-]*)?\s+([^<>\n]+)>")
_ANEW = "\x00"  # before a line with which another speaker begins; no file holds it
_DASH = re.compile(r"[-\u2010-\u2015\u2212]\s*(?=\S)")
_FINAL = re.compile(r"[.!?…‽][\"'»”’)\]♪]*$|[♪♫]$|[\])]$")
_PAUSE = 4.0  # seconds; a sentence that goes on does not wait for longer
_LONGEST = 400  # characters that go on without an end: no sentence, but text without punctuation


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    """Line of its times, from 1."""

    last: int
    start: float
    end: float
    lines: tuple[str, ...]


def read(text: str, name: str) -> Content:
    """The sentences of subtitles, each a paragraph with the lines of its cues. O(characters).

    A cue that ends no sentence goes on in the next, if that comes soon; two speakers' dashes in one cue are two paragraphs;
    cues that only repeat what the last showed (text that rolls up) are shown once.
    """
    language = "kk" if _is_cyrillic(text) else "en"
    blocks: list[Block] = []
    run: list[tuple[str, _Cue]] = []
    shown: tuple[str, ...] = ()
    end = 0.0
    for cue in _cues(text):
        bare = tuple(line.removeprefix(_ANEW) for line in cue.lines)
        fresh = cue.lines[_rolled(shown, bare) :] if cue.start - end < 1 else cue.lines
        waits = cue.start - end > _PAUSE
        for part, begins in _parts(fresh):
            if waits or begins or sum(len(words) for words, _ in run) > _LONGEST:
                blocks += _sentences_of(run, language)
                run, waits = [], False
            run.append((part, cue))
            if _ends(part, language):
                blocks += _sentences_of(run, language)
                run = []
        shown, end = bare, cue.end
    return blocks + _sentences_of(run, language)


def _ends(part: str, language: str) -> bool:
    """Whether the part ends a sentence: not in an abbreviation, such as "Mr."."""
    if not _FINAL.search(part):
        return False
    return not part.endswith(".") or len(split_sentences(f"{part} Xx", language)) > len(split_sentences(part, language))


def _is_cyrillic(text: str) -> bool:
    letters = [letter for letter in text[:20_000] if letter.isalpha()]
    return 2 * sum(letter > "\u0400" for letter in letters) > len(letters)


def _sentences_of(run: list[tuple[str, _Cue]], language: str) -> list[Block]:
    """The sentences of cues that belong together, each with the lines of the cues that it stands in."""
    whole = " ".join(part for part, _ in run)
    blocks, place, start = [], 0, 0
    for left, right in split_sentences(whole, language):
        while left >= start + len(run[place][0]) + 1:
            start, place = start + len(run[place][0]) + 1, place + 1
        last, end = place, start
        while right > end + len(run[last][0]) + 1:
            end, last = end + len(run[last][0]) + 1, last + 1
        blocks.append(Block(whole[left:right], (run[place][1].first, run[last][1].last)))
    return blocks


def _cues(text: str) -> Iterator[_Cue]:
    """Each cue with the lines that it shows; what stands between cues (numbers, notes, styles) is none."""
    lines = text.split("\n")
    place, speaker = 0, ""
    while place < len(lines):
        times = _TIMES.match(lines[place])
        if times is None:
            place += 1
            continue
        first, place = place, place + 1
        shown = []
        while place < len(lines) and lines[place].strip() and not _TIMES.match(lines[place]):
            shown.append(lines[place])
            place += 1
        if place < len(lines) and lines[place].strip() and len(shown) > 1 and shown[-1].strip().isdigit():
            shown.pop()  # the next cue's number, with no empty line before it
        spoken = []
        for line in shown:
            named = _SPEAKERS.match(line.strip())
            anew = named is not None and named[1] != speaker
            speaker = named[1] if named else speaker
            spoken.append(_spoken(line, anew))
        clean = tuple(one for one in spoken if one.strip(_ANEW))
        if clean:
            yield _Cue(first + 1, first + 1 + len(shown), _seconds(times[1]), _seconds(times[2]), clean)


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def _spoken(line: str, anew: bool) -> str:
    """A line without tags and settings.

    Args:
        anew: whether another speaker begins in it.
    """
    line = _TAG.sub("", _SETTINGS.sub("", line))
    return _ANEW * anew + " ".join(html.unescape(line).replace("\\N", " ").replace("\\h", " ").split())


def _rolled(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many lines at the top stood at the end of the cue before."""
    for count in range(min(len(before), len(lines)), 0, -1):
        if before[-count:] == lines[:count]:
            return count
    return 0


def _parts(lines: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """What each speaker says in a cue, and whether it begins anew whatever came before."""
    dashed = [bool(_DASH.match(line)) or line.startswith(_ANEW) for line in lines]
    parts: list[tuple[list[str], bool]] = []
    for line, own in zip(lines, dashed, strict=True):
        # A dash alone in the midst of a cue is the author's: "Келемін, / – деді ол."
        if not parts or (own and (dashed[0] or _FINAL.search(parts[-1][0][-1]))):
            parts.append(([line], own))
        else:
            parts[-1][0].append(line)
    for words, own in parts:
        yield " ".join(words).replace(_ANEW, ""), own
