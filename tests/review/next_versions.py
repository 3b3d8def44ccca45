"""Next versions of a text in which no new word was ever there, so that each word tells which text it goes on from."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

from alignment.embedding import Encoder, load_encoder
from alignment.records import Alignment, Document, Side, Span, Version

_LETTERS = {"kk": "бгджзклмнпрст", "en": "bcdfghjklmnpq"}


@cache
def shipped() -> Encoder:
    return load_encoder()


class Kin:
    """Which words stood beside a word when it came into a text."""

    def __init__(self) -> None:
        self._made = 0
        self._beside: dict[str, frozenset[str]] = {}
        self.names: dict[str, str] = {}
        """What each unit held when it was first seen, by its id."""

    def fresh(self, side: Side, beside: Iterable[str] = ()) -> str:
        """A word that was never there, and begins as no other does."""
        number, letters = self._made, _LETTERS[side]
        self._made += 1
        word = "".join(letters[number // 13**power % 13] for power in range(3)) + letters
        self.meet([word, *beside])
        return word

    def meet(self, words: Iterable[str]) -> None:
        """These words stand in one unit now."""
        words = list(words)
        all_of_them = frozenset(other for one in words for other in (one, *self._beside.get(one, ())))
        self._beside |= dict.fromkeys(words, all_of_them)

    def goes_on(self, now: str, then: str) -> bool:
        """Whether a text holds a word of another, or one that came to stand beside such."""
        words = set(then.replace("/", " ").split())
        return any(not words.isdisjoint({word, *self._beside.get(word, ())}) for word in now.split())


def next_version(alignment: Alignment, side: Side, seed: int, kin: Kin) -> Document:
    """One side's text with a few things changed that translators change: words, sentences, paragraphs and their borders."""
    chance = random.Random(seed)
    texts = [unit.text for unit in alignment.units(side)]
    for _ in range(1 + chance.randrange(3)):
        place = chance.randrange(len(texts))
        words = texts[place].split()
        at = chance.randrange(len(words))
        match chance.randrange(7):
            case 0:
                texts.insert(place, " ".join([kin.fresh(side), kin.fresh(side)]))
            case 1 if len(texts) > 3:
                del texts[place]
            case 2 if len(words) > 2:
                texts[place] = " ".join([*words[:at], kin.fresh(side, words), *words[at + 1 :]])
            case 3 if len(words) > 1:
                texts[place : place + 1] = [" ".join(words[: at or 1]), " ".join(words[at or 1 :])]
            case 4 if len(texts) > 3:
                texts[place : place + 2] = [" ".join(texts[place : place + 2])]
                kin.meet(texts[min(place, len(texts) - 1)].split())
            case 5:
                texts.insert(chance.randrange(len(texts)), texts.pop(place))
            case _:
                texts[place] = " ".join([*words[:at], kin.fresh(side, words), *words[at:]])
    return Document.from_units(texts, language=side, name=f"version {seed}")


def last_version(alignment: Alignment, side: Side) -> Version | None:
    """The version of a side's text that counts; `None` where it is the first one."""
    return next((cut for cut in alignment.cuts[::-1] if isinstance(cut, Version) and cut.side == side), None)


def texts_of(alignment: Alignment, spans: Iterable[Span]) -> list[str]:
    """What is marked, without white space."""
    return ["".join(alignment.units(span.side)[span.unit].text[span.start : span.end].split()) for span in spans]
