"""What may stand before and behind the end of a sentence: abbreviations by what follows, and words that open sentences.

Both languages are in one table each: a Kazakh text has "Ltd." and "Mr." too, and their letters keep them apart.
"""

from __future__ import annotations

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES

ABBREVIATIONS: dict[str, str] = {
    form: row["kind"] for row in known_rows(LANGUAGE_TABLES / "abbreviations.tsv") for form in row["forms"].split()
}
"""Each abbreviation without its last point, and what it says of that point. More follows behind `name` and `note`; behind
`number`, if it is a number; `date` and `part`, a number or a name; `either`, a name; `street`, a name, unless one stands
before; `amount`, a currency. `end` needs nothing more, and `word` is a plain word too."""


def _words_of_role(role: str) -> frozenset[str]:
    rows = known_rows(LANGUAGE_TABLES / "sentence_words.tsv")
    return frozenset(form for row in rows if row["role"] == role for form in row["forms"].split())


OPENERS = _words_of_role("opener")
"""Words in lower case that, with a capital, open a sentence and begin no name."""

LETTERED = _words_of_role("lettered")
"""Words in lower case whose members are named by a letter: "vitamin C", "С дәрумені"."""

BEFORE_PRONOUN = _words_of_role("pronoun")
"""Words behind which a single I is the pronoun, not an initial."""

ZONES = _words_of_role("zone")
"""What may follow "5 p.m." in the same sentence."""

SHOUTS = _words_of_role("shout")
"""Names that end with an exclamation mark."""
