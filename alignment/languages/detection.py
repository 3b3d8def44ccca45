"""Which languages the program knows, and which of them a text is written in."""

from __future__ import annotations

from alignment.exceptions import UnknownLanguage
from alignment.languages import en, kk
from alignment.languages.language import Language
from alignment.languages.letters import as_meant
from alignment.records import Side

LANGUAGES: dict[str, Language] = {spoken.code: spoken for spoken in (kk.KAZAKH, en.ENGLISH)}

_SAMPLE = 20_000  # letters that are plenty to tell the language by


def find_language(code: str) -> Language:
    """The language with this ISO 639-1 code.

    Raises:
        UnknownLanguage: the code is not one of `LANGUAGES`.
    """
    try:
        return LANGUAGES[code]
    except KeyError:
        raise UnknownLanguage(
            "no language {code}: use one of {known}", code=repr(code), known=", ".join(LANGUAGES)
        ) from None


def detect_language(text: str) -> Side:
    """The code of the language that `text` is written in, told by its letters.

    Kazakh is Cyrillic with its nine own letters, which make up about a tenth of any running text; English is Latin.

    Raises:
        UnknownLanguage: neither script prevails, or the text is Cyrillic without Kazakh letters (Russian, say).
    """
    letters = [c for c in as_meant(text[: 4 * _SAMPLE]).casefold() if c.isalpha()][:_SAMPLE]
    if not letters:
        raise UnknownLanguage("there are no letters to tell the language by: name it (kk or en)")
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in letters) / len(letters)
    latin = sum(c.isascii() for c in letters) / len(letters)
    kazakh = sum(c in kk.OWN_LETTERS for c in letters) / len(letters)
    if cyrillic > 0.5:
        if kazakh > 0.02:
            return "kk"
        raise UnknownLanguage("the text is Cyrillic but lacks the Kazakh letters ә ғ қ ң ө ұ ү һ і: is it Russian?")
    if latin > 0.5:
        return "en"
    raise UnknownLanguage("the text is in neither the Cyrillic nor the Latin script")
