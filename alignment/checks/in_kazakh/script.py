"""Letters of another script inside a word, whole words in look-alike letters, list letters in the wrong script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.languages import FOREIGN_LETTERS, HOMOGLYPHS, SAFE_HOMOGLYPHS, TO_LATIN, as_meant, is_cyrillic, is_latin
from alignment.records import said, template

_EVIDENCE = evidence("script")
_WORD = re.compile(r"[^\W\d_]+")
_LIST_LETTER = re.compile(r"([^\W\d_])[.)]\s")

_MIXED = {  # by whether they are Latin ones in a Cyrillic word, and several
    (True, False): template("Latin letter {letters} in a Cyrillic word"),
    (True, True): template("Latin letters {letters} in a Cyrillic word"),
    (False, False): template("Cyrillic letter {letters} in a Latin word"),
    (False, True): template("Cyrillic letters {letters} in a Latin word"),
}
_FOREIGN = (
    template("letter {letters} of another alphabet in a Kazakh word"),
    template("letters {letters} of another alphabet in a Kazakh word"),
)


def find(material: Material) -> Iterator[Candidate]:
    """Mixed words in the Kazakh text with what they should be, and letters of lists and codes that only look right."""
    for text in material.kk:
        for match in _WORD.finditer(text.without_web):
            yield from _foreign(text, match) or _mixed(text, match)
    yield from _list_letters(material)
    yield from _codes(material)


CHECK = Check(
    name="script",
    help="Letters of another script.",
    example=Example("A new bridge was built.", "Жаңа көпiр салынды.", "Жаңа көпір салынды."),
    category="Linguistic conventions/Spelling",
    severity="minor",
    find=find,
    rank=10,
)


def _foreign(text: Text, match: re.Match[str]) -> list[Candidate]:
    """A letter of another alphabet that stands for a Kazakh one, as where a font lacked it."""
    word = match[0]
    found = list(dict.fromkeys(letter for letter in word if letter in FOREIGN_LETTERS))
    if not found or not any(is_cyrillic(letter) and letter not in FOREIGN_LETTERS for letter in word):
        return []
    message = said(_FOREIGN[len(found) > 1], letters=", ".join(found))
    return [Candidate(message, text.mark(*match.span()), None, _EVIDENCE["mixed word"], fix=as_meant(word))]


def _mixed(text: Text, match: re.Match[str]) -> Iterator[Candidate]:
    word = match[0]
    latin = [i for i, letter in enumerate(word) if is_latin(letter)]
    cyrillic = [i for i, letter in enumerate(word) if is_cyrillic(letter)]
    if not latin or not cyrillic:
        return
    # A Latin name with a Kazakh ending and no hyphen ("CITUKтың") is one run of each: clumsy, but no slip of the keyboard.
    if word[: len(latin)].isupper() and latin == list(range(len(latin))) and len(latin) > 1 and len(cyrillic) > 1:
        look_alike = all(word[i] in HOMOGLYPHS for i in latin)
        if not look_alike:
            return
    few_latin = len(latin) <= len(cyrillic)
    fewer, table = (latin, SAFE_HOMOGLYPHS) if few_latin else (cyrillic, TO_LATIN)
    fixed = "".join(table.get(letter, letter) if i in fewer else letter for i, letter in enumerate(word))
    safe = all(word[i] in table for i in fewer)
    letters = ", ".join(dict.fromkeys(word[i] for i in fewer))
    many = len({word[i] for i in fewer}) > 1
    yield Candidate(
        said(_MIXED[few_latin, many], letters=letters),
        text.mark(*match.span()),
        None,
        _EVIDENCE["mixed word"],
        fix=fixed if safe else None,
    )


def _list_letters(material: Material) -> Iterator[Candidate]:
    """A list letter in Cyrillic among Latin ones, or the reverse."""
    letters: list[tuple[Text, re.Match[str]]] = []
    for text in material.kk:
        match = _LIST_LETTER.match(text.text)
        if match and text.units[text.places[0]].kind == "heading":
            letters.append((text, match))
    scripts = [is_latin(match[1]) for _, match in letters]
    # In either script а, е, с … look the same, so the others decide what the list is written in.
    latin = sum(scripts) * 2 >= len(scripts)
    for (text, match), is_lat in zip(letters, scripts, strict=True):
        table = TO_LATIN if latin else SAFE_HOMOGLYPHS
        if is_lat != latin and match[1] in table:
            yield Candidate(
                said("the list letter is Cyrillic; the others are Latin")
                if latin
                else said("the list letter is Latin; the others are Cyrillic"),
                text.mark(*match.span(1)),
                None,
                _EVIDENCE["list letter"],
                fix=table[match[1]],
            )


def _codes(material: Material) -> Iterator[Candidate]:
    """The same abbreviation once in Cyrillic and once in Latin letters that look alike."""
    spellings: dict[str, dict[str, list[tuple[Text, re.Match[str]]]]] = {}
    for text in material.kk:
        for match in _WORD.finditer(text.without_web):
            word = match[0]
            if 2 <= len(word) <= 6 and word.isupper():
                key = "".join(TO_LATIN.get(letter, letter) for letter in word)
                if key.isascii():
                    spellings.setdefault(key, {}).setdefault(word, []).append((text, match))
    for ways in spellings.values():
        if len(ways) < 2:
            continue
        latin = next((word for word in ways if word.isascii()), None)
        cyrillic = next((word for word in ways if not word.isascii()), None)
        if latin and cyrillic:
            text, match = ways[latin][0]
            first, first_match = ways[cyrillic][0]
            yield Candidate(
                said(
                    "{latin} in Latin letters here, {cyrillic} in Cyrillic ones elsewhere", latin=latin, cyrillic=cyrillic
                ),
                text.mark(*match.span()),
                None,
                _EVIDENCE["two codes"],
                others=(first.mark(*first_match.span()),),
            )
