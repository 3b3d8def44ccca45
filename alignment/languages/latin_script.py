"""Kazakh in Latin script: which of its alphabets a text is in, and the text in Cyrillic with the way back to each letter.

The alphabets of 2017 (apostrophes), 2018 (acute accents), 2019 (ŋ) and 2021, and QazAqparat. What an alphabet writes alike
(и and й, х and һ, я and иа) is told apart by the letters around it and, where these do not tell, by the loan words in the
tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.languages.letters import breaks_harmony
from alignment.records import Unit

_ROWS = known_rows(LANGUAGE_TABLES / "latin_alphabets.tsv")
ALPHABETS: dict[str, dict[str, str]] = {
    name: {row["latin"]: row["kk"] for row in _ROWS if row["alphabet"] == name}
    for name in dict.fromkeys(row["alphabet"] for row in _ROWS)
}
"""By an alphabet's name, its lower-case letters and digraphs with the Cyrillic letter of each."""

_APOSTROPHES = "'’‘ʼʻ`´′"
_ONE_APOSTROPHE = str.maketrans(_APOSTROPHES, "'" * len(_APOSTROPHES))
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WORDS = re.compile(rf"[{_LATIN}](?:[{_LATIN}]|[{_APOSTROPHES}])*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:kz|com|org|net|gov|ru|info|edu|int|eu)\b\S*"
)
# Letters that no Kazakh word has side by side: an English word among Kazakh ones.
_FOREIGN = re.compile(r"th|ph|wh|ck|oo|ee|gh|tion$")
_FREQUENT = frozenset(row["word"] for row in known_rows(LANGUAGE_TABLES / "frequent_words.tsv") if row["language"] == "kk")
_OTHERS = frozenset(row["word"] for row in known_rows(LANGUAGE_TABLES / "frequent_words.tsv") if row["language"] != "kk")
_LOANS = tuple((row["plain"], row["kk"]) for row in known_rows(LANGUAGE_TABLES / "latin_loan_words.tsv"))
_VOWELS = frozenset("аәеоөұүыіуиэяюё")
_SAMPLE, _LONGEST_SAMPLE = 2000, 40_000  # words and characters that are plenty to tell the alphabet by
_LEAST, _LEAST_LATIN = 0.25, 0.3
_MANY, _LEAST_Q = 200, 0.006  # letters, and q among them
_TELLING = frozenset("äğñŋöūüşıáǵńóúýï")
"""Letters that English lacks."""

# What is Kazakh and hardly Turkish, German or Swedish, whose other letters are the same: y as a vowel, j at the beginning.
_KAZAKH_ALONE = re.compile(r"[ñŋūǵńï']|q(?!u)|^j|[bdfgğǵhjklmnñńprsştvzq]y(?![aäeioöuūüy])")


@dataclass(frozen=True, slots=True)
class CyrillicView:
    """A text in Cyrillic, and where each of its letters stands in the text as written."""

    text: str
    places: tuple[int, ...]
    """Of each code point, and of the end: where it begins in the text as written; never falling."""

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as written that a span of the view stands for, whole letters, end-exclusive."""
        return self.places[start], self.places[end] if end > start else self.places[start]

    def seen(self, start: int, end: int) -> tuple[int, int]:
        """The span of the view that stands for a span of the text as written."""
        return bisect_left(self.places, start), bisect_left(self.places, end)


@lru_cache(maxsize=16)
def _letters(alphabet: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Matches the longest letter of an alphabet at a place; and its letters, one by one."""
    latin = sorted(ALPHABETS[alphabet], key=lambda letter: (-len(letter), letter))
    return re.compile("|".join(map(re.escape, latin))), frozenset("".join(latin))


def to_cyrillic(text: str, alphabet: str) -> CyrillicView:
    """A text in Cyrillic. What is in Cyrillic already, is no word, or is a word with letters that the alphabet lacks or
    that stand together in no Kazakh word (an English name, a web address) stays as it is. O(characters).

    Args:
        alphabet: one of `ALPHABETS`.

    >>> view = to_cyrillic("Qazaqstanda shańyraq, Windows.", "2018")
    >>> view.text, view.written(12, 19)
    ('Қазақстанда шаңырақ, Windows.', (12, 20))
    """
    matches = _words_to_spell(text, alphabet)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in matches:
        start, at_end = match.span()
        pieces.append(text[at:start])
        places += range(at, start)
        for letter, place in _spelled(match[0], alphabet):
            pieces.append(letter)
            places.append(start + place)
        at = at_end
    pieces.append(text[at:])
    places += range(at, len(text) + 1)
    return CyrillicView("".join(pieces), tuple(places))


def _words_to_spell(text: str, alphabet: str) -> list[re.Match[str]]:
    """The words of a text that are Kazakh."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    words = [match for match in _WORDS.finditer(text) if not any(a <= match.start() < b for a, b in addresses)]
    foreign = [not _spelled(word[0], alphabet) for word in words]
    # What stands in one name with a foreign word is foreign too: Human Rights Watch.
    for first, second in [*pairwise(range(len(words))), *((b, a) for a, b in reversed([*pairwise(range(len(words)))]))]:
        if foreign[first] and not foreign[second] and _is_one_name(text, words[first], words[second], alphabet):
            foreign[second] = True
    return [word for word, is_foreign in zip(words, foreign, strict=True) if not is_foreign]


def _is_one_name(text: str, one: re.Match[str], other: re.Match[str], alphabet: str) -> bool:
    """Whether two words stand side by side, both with a capital and without letters that English lacks, and the second is
    no frequent Kazakh one."""
    left, right = sorted((one.span(), other.span()))
    if "".join(letter for letter, _ in _spelled(other[0], alphabet)).lower() in _FREQUENT:
        return False
    return text[left[1] : right[0]] == " " and all(w[0][0].isupper() and w[0].isascii() for w in (one, other))


@lru_cache(maxsize=65536)
def _spelled(word: str, alphabet: str) -> tuple[tuple[str, int], ...]:
    """The Cyrillic letters of a word, each with its place in the word; none where the word stays as it is."""
    pattern, own = _letters(alphabet)
    low = _lowered(word, alphabet)
    if _FOREIGN.search(low) or not set(low) <= own | {"'"}:
        return ()
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(low):
        match = pattern.match(low, at)
        if match:
            found.append((ALPHABETS[alphabet][match[0]], at))
        elif low[at] == "'":
            found.append((word[at], at))  # a quotation mark, or the soft sign of some
        else:
            return ()  # a part of a digraph alone, as c is
        at = match.end() if match else at + 1
    if alphabet != "qazaqparat":
        found = _told_apart(found, alphabet)
    found = _as_loan_words_are(found)
    upper = word.isupper() and len(found) > 1
    return tuple((c.upper() if upper or word[place].isupper() else c, place) for c, place in found)


def _lowered(word: str, alphabet: str) -> str:
    """A word in lower case, of the same length, with one kind of apostrophe. Each alphabet has its own capital I."""
    low = [c.lower()[0] for c in word.translate(_ONE_APOSTROPHE)]
    for place, letter in enumerate(word):
        if letter == "I" and (alphabet in ("2021", "qazaqparat") or (alphabet == "2018" and _is_semivowel(low, place))):
            low[place] = "ı"
    return "".join(low)


def _is_semivowel(low: Sequence[str], place: int) -> bool:
    """Whether the capital that 2018 has for both і and и is и or й here: beside another vowel, or first in a word of back
    vowels."""
    beside = (*low[max(place - 1, 0) : place], *low[place + 1 : place + 2])
    return any(letter in "aáoóuúeyý" for letter in beside) or (place == 0 and any(letter in "aouy" for letter in low))


def _told_apart(letters: Sequence[tuple[str, int]], alphabet: str) -> list[tuple[str, int]]:
    """With и, й, я, ю, ё and ц where an alphabet writes two letters or one for several."""
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(letters):
        letter, place = letters[at]
        after = letters[at + 1][0] if at + 1 < len(letters) else ""
        later = letters[at + 2][0] if at + 2 < len(letters) else ""
        before = found[-1][0].lower() if found else ""
        if letter == "и" and after in ("а", "у") and (before in _VOWELS or not before or after == "у"):
            found.append(({"а": "я", "у": "ю"}[after], place))
            at += 2
            continue
        if letter == "и" and (before in _VOWELS - {"и", "у"} or (before == "и" and not after)):
            letter = "й"
        elif letter == "т" and after == "с" and (later == "и" or before in ("", "н")):
            found.append(("ц", place))
            at += 2
            continue
        elif letter == "ч" and alphabet == "2021" and before in _VOWELS and after in ("а", "ы", "і"):
            found += [("т", place), ("ш", place + 1)]  # патша, хатшы: a suffix behind т
            at += 1
            continue
        found.append((letter, place))
        at += 1
    return found


def _as_loan_words_are(letters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """With the letters that loan words have in Cyrillic and no Latin alphabet shows: э, һ, ь."""
    word = "".join(letter for letter, _ in letters)
    for plain, written in _LOANS_BY_START.get(word[:3], ()):
        if word.startswith(plain):
            rest = letters[len(plain) :]
            own = written.rstrip("ь") if rest and rest[0][0] in _VOWELS else written  # фестиваль, but фестивалі
            places = [place for _, place in letters[: len(plain)]]
            return [*zip(own, _spread(plain, own, places), strict=True), *rest]
    return letters


def _spread(plain: str, written: str, places: Sequence[int]) -> list[int]:
    """The places of a word's letters when it is written otherwise: a sign stands where the letter before it does, and a
    letter that is one for two where the first of them does."""
    spread: list[int] = []
    at = 0
    for letter in written:
        if letter in "ьъ":
            spread.append(spread[-1])
            continue
        spread.append(places[at])
        at += 2 if letter in "яюё" and plain[at] == "и" else 1
    return spread


_LOANS_BY_START: dict[str, list[tuple[str, str]]] = {}
for _plain, _written in sorted(_LOANS, key=lambda pair: -len(pair[0])):
    _LOANS_BY_START.setdefault(_plain[:3], []).append((_plain, _written))


@lru_cache(maxsize=32)
def find_alphabet(text: str) -> str | None:
    """The Latin alphabet of a Kazakh text, one of `ALPHABETS`; `None` where it is not Kazakh in Latin script.

    Told by its letters, its frequent words and the harmony of its vowels. O(characters) of the sample that is looked at.

    >>> find_alphabet("Qazaqstan Respýblıkasynyń Úkimeti"), find_alphabet("The Government of Kazakhstan")
    ('2018', None)
    """
    sample = text[:_LONGEST_SAMPLE]
    words = [match[0] for match in islice(_WORDS.finditer(sample), _SAMPLE)]
    letters = sum(map(len, words))
    if letters < _LEAST_LATIN * sum(map(str.isalpha, sample)):
        return None  # a Cyrillic text with names in Latin script
    # Every alphabet has q for қ, which is one of 25 letters; Turkish has none.
    if not words or (letters > _MANY and "".join(words).lower().count("q") < _LEAST_Q * letters):
        return None
    if letters <= _MANY and not any(_is_surely_kazakh(word) for word in words):
        return None
    scores = {alphabet: sum(_worth(word, alphabet) for word in words) / len(words) for alphabet in ALPHABETS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > _LEAST else None


def alphabet_of(units: Sequence[Unit]) -> str | None:
    """The Latin alphabet that these units of one text are in, as `find_alphabet` finds it; `None` of English ones."""
    if not units or not units[0].id.startswith("kk"):
        return None
    sample: list[str] = []
    length = 0
    for unit in units:
        if length > _LONGEST_SAMPLE:
            break
        sample.append(unit.text)
        length += len(unit.text) + 1
    return find_alphabet(" ".join(sample))


def _worth(word: str, alphabet: str) -> float:
    """How much a word says for its being Kazakh in an alphabet."""
    low = _lowered(word, alphabet)
    if low in _OTHERS:
        return -2.0
    letters = _spelled(word, alphabet)
    if not letters:
        return -1.0
    kazakh = "".join(letter for letter, _ in letters).lower()
    if kazakh in _FREQUENT:
        return 2.0
    worth = 0.0
    if any(letter in _TELLING or letter == "'" for letter in low[:-1]) or low[-1] in _TELLING or _has_own_q(low):
        worth += 1.0
    if breaks_harmony(kazakh):
        worth -= 1.0
    return worth


def _is_surely_kazakh(word: str) -> bool:
    """Whether a word is a frequent Kazakh one in any alphabet, or has what neighbours of English with such letters lack."""
    if _KAZAKH_ALONE.search(word.translate(_ONE_APOSTROPHE).lower()):
        return True
    spelled = ("".join(letter for letter, _ in _spelled(word, alphabet)).lower() for alphabet in ALPHABETS)
    return any(one in _FREQUENT for one in spelled)


def _has_own_q(low: str) -> bool:
    return "q" in low.replace("qu", "")  # English has q before u alone


def to_latin(text: str, alphabet: str) -> str:
    """A Cyrillic text in a Latin alphabet, for what is shown beside a text that is written in it. O(characters).

    >>> to_latin("Қазақ ұлты", "2021"), to_latin("шаңырақ", "2018")
    ('Qazaq ūlty', 'shańyraq')
    """
    spelled = []
    for place, letter in enumerate(text):
        latin = _spelling(alphabet).get(letter.lower())
        if latin is None:
            spelled.append(letter)
        elif letter.islower():
            spelled.append(latin)
        else:
            capital = _CAPITALS.get(latin[:1], latin[:1].upper())
            others = text[place + 1 : place + 2].isupper() or (place and text[place - 1].isupper())
            spelled.append(capital + (latin[1:].upper() if others else latin[1:]))
    return "".join(spelled)


_CAPITALS = {"i": "İ", "ı": "I"}
_BY_SOUND = {"й": "и", "һ": "х", "щ": "ш", "э": "е"}  # letters that most of the alphabets write as another


@lru_cache(maxsize=8)
def _spelling(alphabet: str) -> dict[str, str]:
    """The Latin letters for each Cyrillic one."""
    own: dict[str, str] = {"ь": "", "ъ": ""}
    for latin, cyrillic in ALPHABETS[alphabet].items():
        own.setdefault(cyrillic, latin)
    own |= {letter: own[like] for letter, like in _BY_SOUND.items() if letter not in own}
    for letter, like in (("я", "иа"), ("ю", "иу"), ("ё", "ио"), ("ц", "тс")):
        own.setdefault(letter, "".join(own[part] for part in like))
    return own
