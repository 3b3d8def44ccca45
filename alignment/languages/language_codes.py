"""The names that files and people give languages: ISO 639 codes, and BCP 47 tags that begin with one."""

from __future__ import annotations

import re

from alignment.records import Side

_CODES: dict[str, Side] = {
    **dict.fromkeys(("kk", "kaz"), "kk"),
    # The country's code, which is no language's, is often written for its language.
    "kz": "kk",
    **dict.fromkeys(("en", "eng"), "en"),
}
_FIRST = re.compile(r"([a-z]{2,3})(?:[-_.@].*)?", re.DOTALL)


def side_of_code(code: str) -> Side | None:
    """The side that a language code names; `None` where it names another language, or none.

    ISO 639-1, -2 and -3, alone or with script, region and variants behind a hyphen or an underscore (BCP 47, POSIX), in
    any letter case. O(characters).

    >>> [side_of_code(code) for code in ("en_US", "KK-Cyrl-KZ", "kaz", "kk_KZ.UTF-8", "ru", "")]
    ['en', 'kk', 'kk', 'kk', None, None]
    """
    found = _FIRST.fullmatch(code.strip().lower())
    return _CODES.get(found[1]) if found else None
