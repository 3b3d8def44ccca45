"""The languages of the interface: translated words, and numbers and dates in the reader's form.

The words are gettext catalogues, `locales/*.po`, read as they are: what a translator edits is what runs. English is the
language of the message ids, so it needs none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime, format_timedelta
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

INTERFACE_LANGUAGES: dict[str, str] = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
"""The languages of the interface, by code, each by its own name."""

_FOLDER = Path(__file__).parent / "locales"


class Catalogue:
    """One language of the interface."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        self._messages: dict[str, str | tuple[str, ...]] = {}
        path = _FOLDER / f"{language}.po"
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
            self._messages = {
                message.id if isinstance(message.id, str) else message.id[0]: (
                    message.string if isinstance(message.string, str) else tuple(message.string)
                )
                for message in catalogue
                if message.id and not message.fuzzy and message.string and all(message.string)
            }

    def has(self, message: str) -> bool:
        """Whether the message is translated. English needs no translation."""
        return self.language == "en" or message in self._messages

    def text(self, message: str, **values: object) -> str:
        """The message in this language, with its `{fields}` filled in; in English where it is not translated."""
        found = self._messages.get(message, message)
        return (found if isinstance(found, str) else found[0]).format(**values) if values else str(found)

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of the message that goes with a number, which fills its field `{number}`."""
        found = self._messages.get(one)
        if isinstance(found, tuple):
            forms = _FORMS[self.language]
            form = self._locale.plural_form(number)
            chosen = found[forms.index(form) if form in forms else -1]
        else:
            chosen = one if number == 1 else many
        return chosen.format(number=self.number(number), **values)

    def number(self, value: float) -> str:
        """A number, grouped as the language does."""
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float, digits: int = 0) -> str:
        """A share as a percentage with so many decimals."""
        return format_percent(share, f"#,##0.{'0' * digits}%" if digits else None, locale=self._locale)

    def moment(self, at: str) -> str:
        """Day and time of an ISO 8601 time, in this machine's time zone."""
        return format_datetime(datetime.fromisoformat(at).astimezone(), "medium", locale=self._locale)

    def duration(self, seconds: float) -> str:
        """A length of time in its largest sensible unit."""
        return format_timedelta(timedelta(seconds=seconds), threshold=1.5, locale=self._locale)


_FORMS: dict[str, tuple[str, ...]] = {"kk": ("one", "other"), "ru": ("one", "few", "many")}
"""The order in which a catalogue gives the plural forms of a language."""


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of the interface; of English for any other."""
    return Catalogue(language if language in INTERFACE_LANGUAGES else "en")
