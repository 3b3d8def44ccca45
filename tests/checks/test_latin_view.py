"""Kazakh in Latin script gives the findings of the same text in Cyrillic, told of the text as written."""

from __future__ import annotations

import pytest

from alignment import align
from alignment.checks import check, find_counterparts
from alignment.glossary import Concordance, Glossary
from alignment.languages import to_latin
from alignment.languages.latin_script import ALPHABETS
from alignment.pipeline import realign_rest
from alignment.records import Level, Term
from alignment.review import Index, Query, spans

KAZAKH = [
    "Жаңа ереже 2017 жылы 26 маусымда қабылданды. Ол күшіне енді.",
    "Қазақстан Республикасының Үкіметі бұл туралы 15 айыптауды қарады.",
    "Сот үш адамды босатты.",
]
ENGLISH = [
    "The new law was adopted on June 28, 2017. It came into force.",
    "The Government of the Republic of Kazakhstan considered 14 charges.",
    "The court released three people.",
]
GLOSSARY = Glossary((Term("law", "заң"), Term("law", "ереже", "forbidden")))


@pytest.mark.parametrize("level", ["paragraph", "sentence"])
@pytest.mark.parametrize("alphabet", sorted(ALPHABETS))
def test_the_same_is_found_and_quoted_as_written(alphabet: str, level: Level) -> None:
    cyrillic = align(KAZAKH, ENGLISH, level=level)
    latin = align([to_latin(text, alphabet) for text in KAZAKH], ENGLISH, level=level)
    assert [link.pair for link in latin.links] == [link.pair for link in cyrillic.links]
    assert [unit.text for unit in latin.kk_units] == [to_latin(unit.text, alphabet) for unit in cyrillic.kk_units]
    expected, found = check(cyrillic, GLOSSARY), check(latin, GLOSSARY)
    assert [(one.check, one.pair, one.en) for one in found] == [(one.check, one.pair, one.en) for one in expected]
    assert {"numbers", "terminology"} <= {one.check for one in found}
    for one, other in zip(found, expected, strict=True):
        for mark in (one.kk, *one.others):
            assert mark is None or mark.side == "en" or latin.kk_units[mark.unit].text[slice(*mark.span)] == mark.text
        assert (one.kk and one.kk.text) == (other.kk and to_latin(other.kk.text, alphabet))
        assert not any("а" <= letter <= "я" for letter in str(one.message))


@pytest.mark.parametrize("alphabet", sorted(ALPHABETS))
def test_words_are_found_in_either_script(alphabet: str) -> None:
    latin = align([to_latin(text, alphabet) for text in KAZAKH], ENGLISH)
    for query in ("үкімет", to_latin("үкімет", alphabet)):
        assert Index(latin).units(Query(query)) == [("kk", 1)]
    text = latin.kk_units[1].text
    for query in ("Үкіметі", to_latin("Үкіметі", alphabet)):
        assert [text[start:end] for start, end in spans(text, Query(query))] == [to_latin("Үкіметі", alphabet)]
    for rendering in ("ереже", to_latin("ереже", alphabet)):
        ((_, span),) = Concordance(latin).kazakh([Term("law", rendering)])
        assert latin.kk_units[0].text[span.start : span.end] == to_latin("ереже", alphabet)
    marks = [mark for mark in find_counterparts(text, ENGLISH[1]) if mark.side == "kk" and mark.kind == "number"]
    assert [text[mark.start : mark.end] for mark in marks] == ["15"]


def test_the_rest_of_a_text_in_latin_script_is_aligned_anew(encoder) -> None:  # type: ignore[no-untyped-def]
    latin = align([to_latin(text, "2018") for text in KAZAKH], ENGLISH)
    assert [link.pair for link in realign_rest(latin, [((0,), (0,))], encoder)] == [((1,), (1,)), ((2,), (2,))]
