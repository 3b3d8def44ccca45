"""Which languages the program knows, and which of them a text is written in."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from alignment.exceptions import UnknownLanguage
from alignment.files import known_rows
from alignment.languages import en, kk
from alignment.languages.language import Language
from alignment.languages.language_codes import side_of_code
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.languages.latin_script import find_alphabet
from alignment.languages.letters import as_meant
from alignment.records import Side

LANGUAGES: dict[str, Language] = {spoken.code: spoken for spoken in (kk.KAZAKH, en.ENGLISH)}

_SAMPLE = 20_000  # letters that are plenty to tell the language by
_OWN_SHARE = 0.02  # of the letters; Russian texts about Kazakhstan have fewer
_FAR_MORE = log(100.0)
_RUSSIAN: dict[str, float] = {
    row["letter"]: log(float(row["ru"]) / float(row["kk"]))
    for row in known_rows(LANGUAGE_TABLES / "letter_frequencies.tsv")
}
"""By letter, how much likelier it is in Russian than in Kazakh: the logarithm of the odds."""


def find_language(code: str) -> Language:
    """The language that a code names, as `side_of_code` reads it.

    Raises:
        UnknownLanguage: it names none of `LANGUAGES`.
    """
    side = side_of_code(code)
    if side is None:
        raise UnknownLanguage("no language {code}: use one of {known}", code=repr(code), known=", ".join(LANGUAGES))
    return LANGUAGES[side]


def detect_language(text: str) -> Side:
    """The code of the language that `text` is written in, told by its letters.

    Kazakh is Cyrillic; its nine own letters make up about a tenth of running text, and a short one may lack them.
    In Latin script it has letters that English lacks, and words of its own. Any other text in Latin script is English.

    Raises:
        UnknownLanguage: neither script prevails, or the text is Cyrillic, lacks the Kazakh letters and reads as Russian.
    """
    letters = [c for c in as_meant(text[: 4 * _SAMPLE]).casefold() if c.isalpha()][:_SAMPLE]
    if not letters:
        raise UnknownLanguage("there are no letters to tell the language by: name it (kk or en)")
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in letters) / len(letters)
    latin = sum(c.isascii() for c in letters) / len(letters)
    if cyrillic > 0.5:
        if sum(c in kk.OWN_LETTERS for c in letters) <= _OWN_SHARE * len(letters) and _reads_as_russian(letters):
            raise UnknownLanguage(
                "the text is Cyrillic but lacks the Kazakh letters ә ғ қ ң ө ұ ү һ і: is it Russian? If not, name its "
                "language (--as-given)"
            )
        return "kk"
    if find_alphabet(text[: 4 * _SAMPLE]):
        return "kk"
    if latin > 0.5:
        return "en"
    raise UnknownLanguage("the text is in neither the Cyrillic nor the Latin script")


def _reads_as_russian(letters: Sequence[str]) -> bool:
    """Whether the letters are far more likely as Russian than as Kazakh ones."""
    return sum(_RUSSIAN.get(letter, 0.0) for letter in letters) > _FAR_MORE
