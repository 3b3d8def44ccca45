"""The second opinion: what is asked, what may change, and that it is worth asking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.aligner import TextSide, align_sides, ask_second, measure_background, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding import Progress, SummedVectors, Vectors, normalized
from alignment.embedding.encoders import UnitVectors
from alignment.exceptions import ModelException
from alignment.pipeline import align
from alignment.records import Link
from alignment.settings import SHIPPED_MODEL, AlignerSettings

UNITS, HARD = 60, range(25, 33)
"""Of each text; and those that the first encoder hardly knows, one of which, in the middle, has no Kazakh partner."""
MISSING = 29


class Dictionary:
    """An encoder that knows what some words mean, and notes what it is asked."""

    name, dimension = "dictionary", 64

    def __init__(self, meanings: dict[str, np.ndarray]) -> None:
        self.meanings = meanings
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.asked += texts
        if progress:
            progress(len(texts), len(texts))
        nothing = np.zeros(self.dimension)
        sums = [sum((self.meanings.get(word, nothing) for word in text.split()), nothing) for text in texts]
        return normalized(np.array(sums, dtype=np.float32).reshape(-1, self.dimension))

    def encode_joined(self, texts: Sequence[str], widest: int, progress: Progress | None = None) -> SummedVectors:
        return SummedVectors(self.encode(texts, progress))

    def encode_units(self, texts: Sequence[str], widest: int, edge: int, progress: Progress | None = None) -> UnitVectors:
        words = [text.split() for text in texts]
        heads, tails = ([" ".join(own[part]) for own in words] for part in (slice(edge), slice(-edge, None)))
        return UnitVectors(self.encode_joined(texts, widest, progress), self.encode(heads), self.encode(tails))


def made_up(seed: int) -> tuple[list[str], list[str], Dictionary, Dictionary]:
    """Kazakh and English units of words of random letters; an encoder that takes most words of the hard units for
    others; the oracle."""
    random = np.random.default_rng(seed)
    known: dict[str, np.ndarray] = {}
    mistaken: dict[str, np.ndarray] = {}
    texts: tuple[list[str], list[str]] = [], []
    for unit in range(UNITS):
        words: tuple[list[str], list[str]] = [], []
        for place in range(25 if unit == MISSING else 10):
            meaning = random.normal(size=Dictionary.dimension)
            for side, letters in zip(words, ("бвгджзклмнпрстаеоұүі", "bdfghklmnprstvaeiou"), strict=True):
                word = "".join(random.choice(list(letters), 7))
                side.append(word)
                known[word] = meaning
                if unit in HARD and place >= 2:
                    mistaken[word] = random.normal(size=Dictionary.dimension)
        for text, side in zip(texts, words, strict=True):
            text.append(" ".join(side))
    del texts[0][MISSING]
    return *texts, Dictionary(known | mistaken), Dictionary(known)


def right_links() -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    ahead = [((i,), (i,)) for i in range(MISSING)]
    return [*ahead, ((), (MISSING,)), *(((i - 1,), (i,)) for i in range(MISSING + 1, UNITS))]


def aligned(kk: list[str], en: list[str], encoder: Dictionary) -> tuple[TextSide, TextSide, list[Link]]:
    sides = prepare_side(bare_paragraphs(kk, "kk"), encoder), prepare_side(bare_paragraphs(en, "en"), encoder)
    return *sides, align_sides(*sides)


def covers(links: Sequence[Link], kk: int, en: int) -> bool:
    places = [[place for link in links for place in link.pair[side]] for side in (0, 1)]
    return places == [list(range(kk)), list(range(en))]


def test_doubt_is_encoded_and_settled_and_nothing_else() -> None:
    kk_texts, en_texts, first, oracle = made_up(3)
    kk, en, links = aligned(kk_texts, en_texts, first)
    (again,) = ask_second([links], kk, en, oracle, measure_background(kk, en))
    assert [link.pair for link in links] != right_links()
    assert [link.pair for link in again] == right_links()
    assert all(link.confidence is not None and 0 < link.confidence <= 1 for link in again)
    # What the first was sure of is the same; of it only what stands beside doubt is encoded, and some for the background.
    certain = [link for link in links if link.en and link.en[0] not in range(HARD.start - 3, HARD.stop + 3)]
    assert certain
    assert set(certain) <= set(again)
    far = set(en_texts) - set(en_texts[HARD.start - 3 : HARD.stop + 3])
    assert len(far & set(oracle.asked)) <= 20
    assert len(oracle.asked) == len(set(oracle.asked))


def test_similarities_stay_those_of_the_first_encoder() -> None:
    kk_texts, en_texts, first, oracle = made_up(2)
    kk, en, links = aligned(kk_texts, en_texts, first)
    (again,) = ask_second([links], kk, en, oracle, measure_background(kk, en))
    for link in again:
        if not link.is_deletion:
            pair = (" ".join(texts[i] for i in places) for texts, places in ((kk_texts, link.kk), (en_texts, link.en)))
            assert link.similarity == pytest.approx(float(np.vdot(*first.encode(list(pair)))), abs=0.2)
        assert (link.similarity is None) == link.is_deletion


def test_what_is_aligned_again_has_its_similarity_as_all_links_have() -> None:
    """What neighbours share is taken out where links are looked for, and counts where their similarity is told."""
    kk_texts, en_texts, first, oracle = made_up(2)
    kk, en, links = aligned(kk_texts, en_texts, first)
    (again,) = ask_second([links], kk, en, oracle, measure_background(kk, en))
    assert any(link not in links for link in again if not link.is_deletion)
    for link in (*links, *again):
        if not link.is_deletion:
            left, right = (
                side.vectors.without(None).rows(len(places), np.array(places[:1]))[0]
                for side, places in ((kk, link.kk), (en, link.en))
            )
            assert link.similarity == pytest.approx(float(left @ right), abs=1e-5)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 1.1), st.integers(1, UNITS - 2))
def test_every_unit_is_in_one_link_of_its_group(seed: int, limit: float, wall: int) -> None:
    kk_texts, en_texts, first, oracle = made_up(seed)
    kk, en, links = aligned(kk_texts, en_texts, first)
    groups = [links[:wall], links[wall:]]
    again = ask_second(groups, kk, en, oracle, measure_background(kk, en), AlignerSettings(second_opinion_below=limit))
    assert covers([link for group in again for link in group], len(kk), len(en))
    for before, after in zip(groups, again, strict=True):
        for side in (0, 1):
            assert [i for link in after for i in link.pair[side]] == [i for link in before for i in link.pair[side]]
    assert all(link.confidence is not None and 0 <= link.confidence <= 1 for group in again for link in group)


def test_without_doubt_nobody_is_asked() -> None:
    kk_texts, en_texts, first, oracle = made_up(3)
    kk, en, links = aligned(kk_texts, en_texts, first)
    settings = AlignerSettings(second_opinion_below=0.0)
    assert ask_second([links], kk, en, oracle, measure_background(kk, en), settings) == [links]
    assert oracle.asked == []


def test_who_knows_nothing_changes_nothing() -> None:
    kk_texts, en_texts, first, _ = made_up(4)
    kk, en, links = aligned(kk_texts, en_texts, first)
    assert ask_second([links], kk, en, Dictionary({}), measure_background(kk, en)) == [links]


@pytest.mark.parametrize("units", [1, 2, 3])
def test_few_units_have_little_background_and_still_an_answer(units: int) -> None:
    kk_texts, en_texts, _, oracle = made_up(5)
    kk, en, links = aligned(kk_texts[:units], en_texts[:units], Dictionary({}))
    everything = AlignerSettings(second_opinion_below=1.1)
    (again,) = ask_second([links], kk, en, oracle, measure_background(kk, en), everything)
    assert covers(again, units, units)
    assert all(link.confidence is not None and 0 <= link.confidence <= 1 for link in again)


class TestInThePipeline:
    @pytest.mark.parametrize("level", ["paragraph", "sentence"])
    def test_a_second_opinion_at_either_level(self, level: str) -> None:
        kk, en, first, oracle = made_up(3)
        told: dict[str, tuple[int, int]] = {}
        if level == "sentence":  # all in one paragraph
            stops = ([f"{text[0].upper()}{text[1:]}." for text in texts] for texts in (kk, en))
            kk, en = (["".join(f"{text} " for text in texts).strip()] for texts in stops)
            for encoder in (first, oracle):
                encoder.meanings |= {
                    form: vector for word, vector in encoder.meanings.items() for form in (word.capitalize(), f"{word}.")
                }
        alone = align(kk, en, model=first, level=level, as_given=True)  # type: ignore[arg-type]
        asked = align(
            kk,
            en,
            model=first,
            level=level,  # type: ignore[arg-type]
            as_given=True,
            second_opinion=oracle,
            settings=AlignerSettings(second_opinion_below=0.99),
            progress=lambda stage, done, total: told.update({stage: (done, total)}),
        )
        assert [link.pair for link in alone.links] != right_links() or level == "sentence"
        assert [link.pair for link in asked.links] == right_links()
        assert asked.model == first.name
        done, total = told[f"Doubtful {level}s"]
        assert done == total == len(set(oracle.asked))

    def test_a_model_that_cannot_be_loaded_is_named_before_the_work(self, own_model: Path) -> None:
        (own_model / "model.safetensors").write_bytes(b"{")
        kk, en, first, _ = made_up(7)
        with pytest.raises(ModelException, match="own-model"):
            align(kk, en, model=first, as_given=True, second_opinion=str(own_model))
        assert first.asked == []

    @pytest.mark.slow
    def test_any_sentence_transformers_folder_may_be_asked(
        self, tiny_transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        kk, en = ["бір екі", "үш", "екі үш бір", "бір", "екі бір"], ["one two", "two three one", "one", "two one", "two"]
        settings = AlignerSettings(second_opinion_below=1.1)
        asked = align(kk, en, second_opinion=str(tiny_transformer), settings=settings, as_given=True)
        assert covers(asked.links, len(kk), len(en))
        assert asked.model == SHIPPED_MODEL
