"""The languages of the interface: translated words, and numbers and dates in the reader's form.

The words are gettext catalogues. In a clone, `locales/*.po` are compiled as they are read: what a translator edits is what
runs. An installation holds in their place the `.mo` files that the build made of them (`hatch_build.py`). English is the
language of the message ids, so it needs none.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent

from alignment.records import Message

INTERFACE_LANGUAGES: dict[str, str] = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
"""The languages of the interface, by code, each by its own name."""

_FOLDER = Path(__file__).parent / "locales"


class Catalogue:
    """One language of the interface."""

    def __init__(self, language: str, folder: Path = _FOLDER) -> None:
        """Open the catalogue of a language.

        Args:
            folder: where its `.po` or `.mo` file is; without one the language says everything in English.
        """
        self.language = language
        self._locale = Locale.parse(language)
        self._translations = _read(folder / f"{language}.po")

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language, with its `{fields}` filled in; in English where it is not translated."""
        # What gettext says to nothing at all is the catalogue's header.
        found = self._translations.gettext(message) if message else ""
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of the message that goes with a number, which fills its field `{number}`."""
        return self._translations.ngettext(one, many, number).format(number=self.number(number), **values)

    def told(self, message: Message) -> str:
        """The message in this language, with the messages among its values told and its figures written as this language
        does."""
        return self.text(message.template, **{name: self._value(value) for name, value in message.values.items()})

    def _value(self, value: str | float) -> str:
        if isinstance(value, Message):
            return self.told(value)
        return value if isinstance(value, str) else self.number(value)

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


def _read(path: Path) -> NullTranslations:
    """The catalogue in a `.po` file or, where there is none, in the `.mo` file that stands in its place."""
    if path.exists():
        # Where the package is installed, nothing has to be compiled.
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        compiled = io.BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=path.stem))
        compiled.seek(0)
        return GNUTranslations(compiled)
    made = path.with_suffix(".mo")
    if not made.exists():
        return NullTranslations()
    with made.open("rb") as file:
        return GNUTranslations(file)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of the interface; of English for any other."""
    return Catalogue(language if language in INTERFACE_LANGUAGES else "en")
