"""Where a link can be split, and which place on the other side goes with each."""

from __future__ import annotations

import pytest

from alignment.embedding import load_encoder
from alignment.pipeline import SentenceAligner
from alignment.project import Project, cutting
from alignment.records import SIDES, Alignment, Document, Link, Paragraph, Sentence, Side, Span, SpanPair, units_of
from alignment.review import SplitPlaces, split_at, split_places
from tests.conftest import paragraph

KK = "Сот шешім шығарды. Адвокаты шағым түсірді, бірақ сот оны қараған жоқ. Ол кетті."
EN = "The court ruled. His lawyer appealed, but the court did not look at it. He left."


def of_two(kk: list[str], en: list[str]) -> Alignment:
    units: dict[Side, tuple[Paragraph, ...]] = {
        "kk": tuple(paragraph("kk", n, text) for n, text in enumerate(kk)),
        "en": tuple(paragraph("en", n, text) for n, text in enumerate(en)),
    }
    link = Link(tuple(range(len(kk))), tuple(range(len(en))))
    documents = Document("kk", "kk", units["kk"]), Document("en", "en", units["en"])
    return Alignment(*documents, "paragraph", units["kk"], units["en"], (link,))


def before(alignment: Alignment, side: Side, places: SplitPlaces, number: int) -> str:
    """What stands before a place, units joined by a space."""
    point = places.of(side)[number].point
    units = [(unit, alignment.units(side)[unit].text) for unit in units_of(alignment.links[0].pair, side)]
    cut = [text if unit < point.unit else text[: point.end] for unit, text in units if unit <= point.unit]
    return " ".join(filter(None, cut))


def goes_with(alignment: Alignment, text: str, inside: tuple[SpanPair, ...] = ()) -> str:
    """The Kazakh text before the place that goes with the English one after these words."""
    places = split_places(alignment, alignment.links[0].pair, inside)
    number = next(n for n in range(len(places.en)) if before(alignment, "en", places, n) == text)
    beside = places.en[number].beside
    assert beside is not None
    return before(alignment, "kk", places, beside)


def test_each_place_is_between_words_sentences_or_units(report: Alignment) -> None:
    for link in report.links[90:110]:
        places = split_places(report, link.pair)
        for side in SIDES:
            own = places.of(side)
            assert [one.point for one in own] == sorted(
                {*cutting.points(report, side, units_of(link.pair, side), words=True)}
            )
            assert all((one.beside is None) == (n in (0, len(own) - 1)) for n, one in enumerate(own)) or not all(link.pair)
            for one in own:
                assert (one.depth == "unit") == (one.point.end == 0)
            sentences = {*cutting.points(report, side, units_of(link.pair, side))}
            assert {one.point for one in own if one.depth != "word"} == sentences


def test_sentences_go_together_by_number_where_both_sides_have_as_many() -> None:
    alignment = of_two([KK], [EN])
    assert goes_with(alignment, "The court ruled.") == "Сот шешім шығарды."
    assert goes_with(alignment, EN.removesuffix(" He left.")) == KK.removesuffix(" Ол кетті.")


def test_what_the_aligner_found_counts_for_more_than_the_numbers() -> None:
    alignment = of_two([KK], [EN])
    kk, en = ([Span(side, 0, a, b) for a, b in ends] for side, ends in (("kk", ends_of(KK)), ("en", ends_of(EN))))
    inside = (((kk[0], kk[1]), (en[0],)), ((kk[2],), (en[1], en[2])))
    assert goes_with(alignment, "The court ruled.", inside) == KK.removesuffix(" Ол кетті.")


def ends_of(text: str) -> list[tuple[int, int]]:
    starts = [0, *(at + 2 for at in range(len(text)) if text[at : at + 2] == ". ")]
    return [(a, b - 1) for a, b in zip(starts, [*starts[1:], len(text) + 1], strict=True)]


def test_inside_a_sentence_a_comma_answers_a_comma() -> None:
    alignment = of_two([KK], [EN])
    assert goes_with(alignment, "The court ruled. His lawyer appealed,").endswith("шағым түсірді,")


def test_a_unit_without_counterpart_stays_whole() -> None:
    alignment = of_two(["Сот шешім шығарды."], ["The court ruled.", "Nothing of this is in Kazakh."])
    aligner = SentenceAligner(alignment.kk, alignment.en, load_encoder())
    inner = aligner.alignment
    links = (Link((0,), (0,)), Link((), (1,)))

    def spans(places: tuple[int, ...], side: Side) -> tuple[Span, ...]:
        units = (inner.units(side)[place] for place in places)
        return tuple(Span(side, one.paragraph, *one.span) for one in units if isinstance(one, Sentence))

    inside = tuple((spans(link.kk, "kk"), spans(link.en, "en")) for link in links)
    assert goes_with(alignment, "The court ruled.", inside) == "Сот шешім шығарды."


@pytest.mark.parametrize(("kk", "en"), [([KK], [EN]), ([KK, KK], [EN]), (["Сот"], [EN]), ([KK], [])])
def test_where_somebody_likely_splits_is_a_split(kk: list[str], en: list[str], tmp_path: object) -> None:
    alignment = of_two(kk, en)
    places = split_places(alignment, alignment.links[0].pair)
    side, number = places.likely()
    one = places.of(side)[number]
    assert one.point.end or one.depth == "unit"
    assert 0 < number < len(places.of(side)) - 1


def test_every_place_and_its_counterpart_can_be_split_at(tmp_path: object) -> None:
    alignment = of_two([KK], [EN])
    pair = alignment.links[0].pair
    places = split_places(alignment, pair)
    for number, place in enumerate(places.en):
        if place.beside is None:
            continue
        project = Project.create(alignment, f"{tmp_path}/{number}.kken")
        state = split_at(project, pair, places.kk[place.beside].point, place.point, "a")
        assert len(state.links) == 2
        project.undo("a")
        assert [reviewed.pair for reviewed in project.state().links] == [pair]
