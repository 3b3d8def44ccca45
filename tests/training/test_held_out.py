"""Nothing that a benchmark has, nor what is kept back of it, gets into training."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alignment.files import line_hash
from training.held_out import HeldOut, stretches, texts_of

LINE = "One two three, four five six seven eight nine ten."


@pytest.fixture
def held_out(tmp_path: Path) -> HeldOut:
    bench, hashes = tmp_path / "bench", tmp_path / "hashes"
    (bench / "real").mkdir(parents=True)
    hashes.mkdir()
    document = {"id": "1", "kk": ["Иә.", "Күн ашық болды."], "en": ["Yes.", "The day was fine."], "gold": []}
    (bench / "real" / "news.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (bench / "news_pairs.tsv").write_text("kk\ten\nҚар жауып тұр.\tIt is snowing hard.\n", encoding="utf-8")
    (hashes / "lines.txt").write_text(line_hash("Kept back for good.") + "\n")
    (hashes / "eight-words.txt").write_text("\n".join(stretches(LINE)) + "\n")
    return HeldOut([bench], [hashes])


@pytest.mark.parametrize(
    "text",
    [
        "күн ашық болды",
        "“The day” was FINE!",
        "Қар жауып тұр",
        "kept back, for good",
        LINE,
        "And then: two - three four five six seven eight nine, he said.",
    ],
)
def test_what_a_benchmark_has_is_dropped(held_out: HeldOut, text: str) -> None:
    assert not held_out.allows("бос", text)
    assert held_out.dropped == 1


@pytest.mark.parametrize("text", ["Yes.", "Иә", "two three four five six seven eight", "It is snowing"])
def test_what_is_short_or_other_may_be_trained_on(held_out: HeldOut, text: str) -> None:
    assert held_out.allows(text, "бос")
    assert held_out.dropped == 0


def test_a_sentence_with_a_semicolon_is_known_whole_and_each_equivalent_by_itself(held_out: HeldOut) -> None:
    assert set(texts_of({"kk": "а", "en": "one; two", "pos": "noun"})) == {"а", "one; two", "one", "two"}
    assert not held_out.allows(*texts_of({"kk": "бос", "en": "It is; snowing hard"}))
    assert not held_out.allows(*texts_of({"kk": "бос", "en": "blizzard; kept back for good"}))


def test_stretches_are_of_eight_words_of_letters_and_digits() -> None:
    assert len(list(stretches(LINE))) == 3
    assert list(stretches("a b c d e f g – H")) == list(stretches("A, b c d e f g h!"))
    assert list(stretches("a b c d e f g –")) == []
