"""The order of Kazakh endings: which may stand behind which, and in what shape."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from alignment.files import known_rows
from alignment.languages.harmony import BOTH, VOICED, VOWELS, Harmony, Sound, last_sound
from alignment.languages.language_tables import LANGUAGE_TABLES

_CONSONANTS = frozenset(("glide", "l", "nasal", "buzz", "voiceless"))
_DEEPER = {"noun": "derived", "derived": "twice", "participle": "derived", "plural": "derived"}
_OPEN = frozenset({"wish"})
"""Where a word cannot end."""


class _Step(NamedTuple):
    after: frozenset[str]
    letters: str
    state: str
    sound: Sound
    derives: bool


@cache
def _steps() -> dict[tuple[str, Harmony], dict[str, list[_Step]]]:
    """The endings by what they stand behind, then by their first letter."""
    steps: dict[tuple[str, Harmony], dict[str, list[_Step]]] = defaultdict(lambda: defaultdict(list))
    for row in known_rows(LANGUAGE_TABLES / "endings.tsv"):
        for state in row["from"].split():
            for harmony in BOTH:
                letters = row[harmony]
                after = frozenset(row["after"].split()) if row["after"] != "any" else _CONSONANTS | {"vowel"}
                if "voiceless" in after:
                    after |= {"voiced" if letters[0] in VOWELS or letters == "у" else "plain"}
                to = _DEEPER[state] if row["to"] == "deeper" else row["to"]
                for shape, sound in _shapes(letters):
                    step = _Step(after, shape, to, sound, row["kind"] == "derivation")
                    steps[state, harmony][shape[0]].append(step)
    return steps


def _shapes(letters: str) -> list[tuple[str, Sound]]:
    """An ending before a consonant and, where its own last one is voiced there, before a vowel."""
    if letters[-1] in "қк":
        return [(letters, "plain"), (letters[:-1] + VOICED[letters[-1]], "voiced")]
    return [(letters, last_sound(letters))]


@lru_cache(maxsize=262144)
def can_follow(state: str, sound: Sound, harmony: Harmony, rest: str, derives: bool) -> bool:
    """Whether the letters can be endings one after another.

    Args:
        state: what they stand behind, one of the names in the table's column `from`.
        sound: its last sound.
        harmony: of its vowels; one harmony goes through all endings.
        rest: as `sounded` gives them.
        derives: whether endings that make other words of a word count: жұмыссыз of жұмыс.
    """
    if not rest:
        return sound != "voiced" and state not in _OPEN
    return any(
        sound in step.after
        and (derives or not step.derives)
        and rest.startswith(step.letters)
        and can_follow(step.state, step.sound, harmony, rest[len(step.letters) :], derives)
        for step in _steps()[state, harmony].get(rest[0], ())
    )
