"""Subtitles become the sentences that are spoken."""

from __future__ import annotations

import pytest

from alignment.documents import parse_file


def srt(*cues: str, gap: int = 0) -> str:
    made = []
    for number, cue in enumerate(cues):
        start = 2 * number + gap * number
        clocks = [f"00:{seconds // 60:02}:{seconds % 60:02},000" for seconds in (start, start + 2)]
        made.append(f"{number + 1}\n{clocks[0]} --> {clocks[1]}\n{cue}\n")
    return "\n".join(made)


def texts(source: str, language: str = "en") -> list[str]:
    return [paragraph.text for paragraph in parse_file(source.encode(), "a.txt", language).paragraphs]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (srt("The court", "issued a ruling.", "He left."), ["The court issued a ruling.", "He left."]),
        (srt("The court\nissued a ruling."), ["The court issued a ruling."]),
        (
            srt("The court ruled. Mr. A.", "Smith left. She", "stayed."),
            ["The court ruled.", "Mr. A. Smith left.", "She stayed."],
        ),
        (srt("- Did he come?\n- No."), ["- Did he come?", "- No."]),
        (srt("– Did he\ncome?\n– No, he", "left."), ["– Did he come?", "– No, he left."]),
        (srt("Did he go?\n- No."), ["Did he go?", "- No."]),
        (srt("I come,\n– he said."), ["I come, – he said."]),
        (srt("- He left", "- When?"), ["- He left", "- When?"]),
        (srt("<i>The court</i>", '{\\an8}<font color="red">rules</font>.'), ["The court rules."]),
        (srt("He left", "She stayed", gap=10), ["He left", "She stayed"]),
        (srt("Tom &amp; Ann left."), ["Tom & Ann left."]),
        (srt("2 < 3 is true."), ["2 < 3 is true."]),
        (srt("[door closes]", "He left."), ["[door closes]", "He left."]),
        ("1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\ntwo.", ["One two."]),
        ("1\r\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2\r\nOne.\r\n", ["One."]),
        (
            "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE a remark\nof two lines\n\nintro\n"
            "00:01.000 --> 00:02.000 align:start position:0%\n<v Aigul>Hello, <c.loud>there</c>.</v>\n\n"
            "00:02.000 --> 00:03.000\n<00:02.100>He <b>left</b>.\n",
            ["Hello, there.", "He left."],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Aigul>The court\n\n00:02.000 --> 00:03.000\n<v Aigul>ruled,\n\n"
            "00:03.000 --> 00:04.000\n<v Arman>did it\n<v.loud Aigul>Yes.\n",
            ["The court ruled,", "did it", "Yes."],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nthe court\n\n00:02.000 --> 00:03.000\nthe court\nruled\n\n"
            "00:03.000 --> 00:04.000\nruled\ntoday.\n",
            ["the court ruled today."],
        ),
    ],
)
def test_cues_are_put_together(source: str, said: list[str]) -> None:
    assert texts(source) == said


def test_the_lines_are_those_of_the_cues() -> None:
    document = parse_file(srt("The court", "ruled.", "He left.").encode(), "a.vtt")
    assert [paragraph.lines for paragraph in document.paragraphs] == [(2, 7), (10, 11)]
    assert document.format == "srt"


def test_a_sentence_of_a_cue_has_the_lines_of_its_own_cues() -> None:
    document = parse_file(srt("The court ruled. He", "left. She stayed.").encode(), "a.srt")
    assert [(p.text, p.lines) for p in document.paragraphs] == [
        ("The court ruled.", (2, 3)),
        ("He left.", (2, 7)),
        ("She stayed.", (6, 7)),
    ]


def test_no_stamp_becomes_text() -> None:
    source = srt(*("Сот шешім шығарды." for _ in range(50)))
    assert not any(sign in " ".join(texts(source, "kk")) for sign in ("-->", "00:", "<"))
