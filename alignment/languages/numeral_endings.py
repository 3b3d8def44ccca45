"""Endings of numbers in figures: `16-сы`, not `16-ы`, because 16 is read он алты."""

from __future__ import annotations

from functools import lru_cache

# By the last sound of the word that is read aloud last, and by the vowels that it calls for.
_SHAPES = {
    "алты": "сы сын сына сының сынан сында сындағы ны ның ға дан да дағы дай мен шы ншы",
    "екі": "сі сін сіне сінің сінен сінде сіндегі ні нің ге ден де дегі дей мен ші нші",
    "он": "ы ын ына ының ынан ында ындағы ды ның ға нан да дағы дай мен шы ыншы",
    "сексен": "і ін іне інің інен інде індегі ді нің ге нен де дегі дей мен ші інші",
    "бір": "і ін іне інің інен інде індегі ді дің ге ден де дегі дей мен ші інші",
    "отыз": "ы ын ына ының ынан ында ындағы ды дың ға дан да дағы дай бен шы ыншы",
    "жүз": "і ін іне інің інен інде індегі ді дің ге ден де дегі дей бен ші інші",
    "қырық": "ы ын ына ының ынан ында ындағы ты тың қа тан та тағы тай пен шы ыншы",
    "үш": "і ін іне інің інен інде індегі ті тің ке тен те тегі тей пен ші інші",
}
_UNITS = dict(zip(range(1, 10), "бір екі үш үш үш алты екі жүз отыз".split(), strict=True))
_TENS = dict(zip(range(1, 10), "он алты отыз қырық екі қырық үш сексен он".split(), strict=True))
_ENDINGS = {model: frozenset(shapes.split()) for model, shapes in _SHAPES.items()}
_ALL = frozenset().union(*_ENDINGS.values())


@lru_cache(maxsize=4096)
def fits(value: int, ending: str) -> bool:
    """Whether a whole number takes an ending; what is no ending of a numeral at all does no harm.

    >>> fits(16, "сын"), fits(16, "ын"), fits(70, "тен"), fits(84, "орынды")
    (True, False, True, True)
    """
    return ending not in _ALL or ending in _ENDINGS[_model(value)]


def _model(value: int) -> str:
    """The numeral whose endings the last word of the number has."""
    if value % 10:
        return _UNITS[value % 10]
    if value % 100:
        return _TENS[value // 10 % 10]
    if value == 0:
        return "бір"  # нөл
    if value % 1000:
        return "жүз"
    return "он" if value % 10**9 else "қырық"  # мың and миллион, миллиард
