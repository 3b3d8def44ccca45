"""Letters of Kazakh words: which look alike, which are mistaken for one another, and which never meet in a native word."""

from __future__ import annotations

import re

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES

_LOOK_ALIKES = known_rows(LANGUAGE_TABLES / "look_alikes.tsv")
HOMOGLYPHS: dict[str, str] = {row["latin"]: row["cyrillic"] for row in _LOOK_ALIKES}
"""Latin letters and the Cyrillic ones that look the same in print."""

SAFE_HOMOGLYPHS: dict[str, str] = {row["latin"]: row["cyrillic"] for row in _LOOK_ALIKES if row["certain"] == "yes"}
"""Those of which the replacement is certain inside a Cyrillic word."""

TO_LATIN: dict[str, str] = {cyrillic: latin for latin, cyrillic in SAFE_HOMOGLYPHS.items()}

FOREIGN_LETTERS: dict[str, str] = {
    row["written"]: row["kazakh"] for row in known_rows(LANGUAGE_TABLES / "foreign_letters.tsv")
}
"""Letters of other alphabets that stand for Kazakh ones where a font or a keyboard lacks these."""

_FOREIGN = str.maketrans(FOREIGN_LETTERS)
_LATIN = str.maketrans(SAFE_HOMOGLYPHS)
_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(
    rf"[{''.join(FOREIGN_LETTERS)}]|[a-zA-Z][\u00c0-\u1fff\u2c00-\uffff]|[\u00c0-\u1fff\u2c00-\uffff][a-zA-Z]"
)
"""What every word holds that is not as meant, and few texts do."""

_LONGEST_WORD = 60  # letters: what is longer is no word

_FOLD = str.maketrans({row["letter"]: row["taken_for"] for row in known_rows(LANGUAGE_TABLES / "mistaken_letters.tsv")})

BACK, FRONT = frozenset("аоұы"), frozenset("әөүіе")

_IMPOSSIBLE = (
    (re.compile(r"([а-яёәғқңөұүһі])\1\1"), "three times the same letter"),
    (re.compile(r"([аеәіыөүұ])\1"), "a doubled vowel"),
    (re.compile(r"ии(?!н)"), "a doubled vowel"),
    (re.compile(r"\w{4}[бғгклнр][ыі](?:ны|ні)(?:ның|нің)$"), "the ending twice"),
    (re.compile(r"п[ғг]"), "ғ or г after п"),
    (re.compile(r"[қғ](?=[еіөү])"), "қ or ғ before a front vowel"),
    (re.compile(r"[еіөүә]қ(?=[^аоұыиуьяю]|$)"), "қ after a front vowel"),
)


def _possible() -> re.Pattern[str]:
    """Roots and compounds in which these meet all the same."""
    before = {"anywhere": "", "beginning": "^", "after a front vowel": "[еіөүә]"}
    rows = known_rows(LANGUAGE_TABLES / "possible_letters.tsv")
    return re.compile("|".join(before[row["place"]] + row["letters"] for row in rows))


_POSSIBLE = _possible()


def as_meant(text: str) -> str:
    """The text, of the same length, with Kazakh letters in place of those that only look like them: `ə` for `ә` anywhere
    in a Cyrillic word, and Latin letters where one has more Cyrillic ones. Checks report them; whoever computes (search,
    vectors, the telling of the language) takes what was meant. O(characters).

    >>> as_meant("жас əйел, мемлeкет, CITUK")
    'жас әйел, мемлекет, CITUK'
    """
    return _LETTERS.sub(_word_as_meant, text) if _MIXED.search(text) else text


def _word_as_meant(found: re.Match[str]) -> str:
    if found[0].isascii() or len(found[0]) > _LONGEST_WORD:
        return found[0]
    word = found[0].translate(_FOREIGN)
    cyrillic = sum(is_cyrillic(letter) for letter in word)
    return word.translate(_LATIN) if len(word) > cyrillic > len(word) / 2 else word


def fold(word: str) -> str:
    """A word in lower case with the letters of Kazakh that are often mistaken for one another made one: a key to compare
    words by. It may be longer or shorter than the word.

    >>> fold("Ғабдуллин") == fold("Габдуллин")
    True
    """
    return word.lower().translate(_FOLD)


def impossible(word: str) -> tuple[tuple[int, int], str] | None:
    """Where a lower-case Cyrillic word has what no Kazakh word has, and what that is; `None` where nothing is wrong."""
    for pattern, reason in _IMPOSSIBLE:
        match = pattern.search(word)
        if match and not _POSSIBLE.search(word):
            return (match.start(), match.start() + max(2, match.end() - match.start())), reason
    return None


def is_cyrillic(letter: str) -> bool:
    """Whether this is a letter of a Cyrillic alphabet."""
    return "\u0400" <= letter <= "\u052f" and letter.isalpha()


def is_latin(letter: str) -> bool:
    """Whether this is a letter of the Latin alphabet, accents included."""
    return letter.isalpha() and (letter.isascii() or "\u00c0" <= letter <= "\u024f")


def breaks_harmony(word: str) -> bool:
    """Whether a lower-case word mixes back and front vowels, which native Kazakh words do not."""
    letters = set(word)
    return bool(letters & BACK) and bool(letters & FRONT)
