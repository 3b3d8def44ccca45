"""How Kazakh spells English names, and which words it knows."""

from __future__ import annotations

import pytest

from alignment.files import known_rows
from alignment.languages import KNOWN_NAMES, bare_name, can_begin, is_cyrillic, spelling_costs, stem_lengths, unheard_of
from alignment.languages.language_tables import LANGUAGE_TABLES

ALIKE = [
    ("Willoughby", "уиллоуби"), ("Schumacher", "шумахер"), ("Zhejiang", "чжэцзян"), ("Yeltsin", "ельцин"),
    ("Bouteflika", "бутефлика"), ("Nazarbayev", "назарбаев"), ("Shymkent", "шымкент"), ("Müller", "мюллер"),
    ("O'Neill", "о'нил"), ("Chichester", "чичестер"), ("Xiaomi", "сяоми"), ("Quentin", "квентин"), ("Thatcher", "тэтчер"),
]  # fmt: skip


def ratio(en: str, kk: str) -> float:
    return spelling_costs(bare_name(en), kk.replace("'", ""))[-1] / min(len(bare_name(en)), len(kk))


@pytest.mark.parametrize(("en", "kk"), ALIKE)
def test_a_spelling_costs_little_and_any_other_name_much(en: str, kk: str) -> None:
    assert ratio(en, kk) < 1.4
    assert can_begin(bare_name(en)[0], kk[0])
    others = [other for name, other in ALIKE if name != en]
    assert min(ratio(en, other) for other in others) > 1.4


def test_endings_are_seen_where_the_name_ends() -> None:
    costs = spelling_costs("obama", "обаманың")
    assert min(range(len(costs)), key=costs.__getitem__) == len("обама")
    assert ["трампқа"[:length] for length in stem_lengths("трампқа")] == ["трампқа", "трамп"]


@pytest.mark.parametrize(("en", "kk", "place"), [("wilson", "уимсон", 2), ("merkel", "менкел", 2), ("nadal", "надар", 4)])
def test_where_letters_do_not_fit(en: str, kk: str, place: int) -> None:
    assert unheard_of(en, kk) == (place,)


def test_the_costs_are_those_of_a_slow_way() -> None:
    """The cheapest of all ways to cut both words, found by trying them all."""
    pieces = {
        (row["en"].strip("-"), row["kk"].strip("-")): float(row["cost"])
        for row in known_rows(LANGUAGE_TABLES / "name_pieces.tsv")
    }

    def slow(en: str, kk: str) -> float:
        if not en:
            return 0.0 if not kk else float("inf")
        ways = []
        inside = en[0] not in "^$"
        if inside:
            ways.append(6.9 + slow(en[1:], kk))
            if kk and kk[0] not in "^$":
                ways += [8.5 + slow(en[1:], kk[1:]), pieces.get(("", kk[0]), 8.5) + slow(en, kk[1:])]
        elif kk and kk[0] == en[0]:
            ways.append(slow(en[1:], kk[1:]))
        for (a, b), cost in pieces.items():
            if a and en.startswith(a) and kk.startswith(b):
                ways.append(cost + slow(en[len(a) :], kk[len(b) :]))
        return min(ways, default=float("inf"))

    for en, kk in (("lee", "ли"), ("hugo", "уго"), ("ann", "эни")):
        assert spelling_costs(en, kk)[-1] == pytest.approx(slow(f"^{en}$", f"^{kk}$"))


def test_known_names_are_in_small_letters_and_named_once() -> None:
    assert all(kk == kk.lower() and all(is_cyrillic(c) for c in kk if c.isalpha()) for kk in KNOWN_NAMES)
    assert all(len(set(names)) == len(names) for names in KNOWN_NAMES.values())
