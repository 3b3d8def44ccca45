"""A user's own words and regular expressions: what they find, and which files of them are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.checks import Pattern, check, read_patterns
from alignment.exceptions import MalformedFile, UnreadableFile
from benchmarks.checks import Case, alignment_of

KK, EN = "Тұрғындар қоймаға барды. ¶ Баға 5 % өсті.", "The residents went to the Warehouse. ¶ TODO: prices."


def found(*patterns: Pattern) -> list[tuple[str, str]]:
    findings = check(alignment_of(Case("", "", KK, EN)), only=[], patterns=patterns)
    return [(str(finding.message), mark.text) for finding in findings if (mark := finding.kk or finding.en)]


@pytest.mark.parametrize(
    ("pattern", "marked"),
    [
        (Pattern(kk="қойма"), "қоймаға"),
        (Pattern(kk="қойма", en="warehouse"), "қоймаға"),
        (Pattern(kk="қойма", en="store"), None),
        (Pattern(kk=r"\d+ %", kind="pattern"), "5 %"),
        (Pattern(kk=r"\d+ %"), None),
        (Pattern(en="TODO"), "TODO"),
        (Pattern(en="todo", kind="pattern"), None),
        (Pattern(en="house"), None),
    ],
    ids=str,
)
def test_what_is_found(pattern: Pattern, marked: str | None) -> None:
    assert [text for _, text in found(pattern)] == ([marked] if marked else [])


def test_the_message_is_the_users_own() -> None:
    assert found(Pattern(kk="қойма", message="say жинақ"))[0][0] == "say жинақ (your pattern)"
    assert found(Pattern(kk="қойма"))[0][0] == "қойма (your pattern)"


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "rules.tsv"
    path.write_text(
        "kk\ten\tkind\tmessage\tseverity\nқойма\twarehouse\t\tсөз\tmajor\n\\d+ %\t\tpattern\t\t\n", encoding="utf-8"
    )
    assert read_patterns(path) == (
        Pattern("қойма", "warehouse", "word", "сөз", "major"),
        Pattern(r"\d+ %", "", "pattern", "", "minor"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("kk\tkind\n(a+\tpattern\n", "line 2: (a+ is no regular expression"),
        ("kk\tkind\na*\tpattern\n", "line 2: a* matches where nothing stands"),
        ("kk\tkind\nсөз\tglob\n", "line 2: kind is word or pattern, not glob"),
        ("kk\tseverity\nсөз\tawful\n", "line 2: severity is one of"),
        ("kk\tmessage\n\tempty\n", "line 2: fill in kk or en"),
        ("word\tmessage\nсөз\tx\n", "line 1: the first line names the columns"),
        ("kk\tcolour\nсөз\tred\n", "line 1: the first line names the columns"),
        ("kk\ten\n", "there is no pattern in it"),
        ("", "there is no pattern in it"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "rules.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedFile) as raised:
        read_patterns(path)
    assert str(raised.value).startswith("rules.tsv")
    assert said in str(raised.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text("сөз\n", encoding="utf-8")
    with pytest.raises(MalformedFile, match=r"patterns are in one of \.tsv, \.csv"):
        read_patterns(tmp_path / "rules.txt")
    with pytest.raises(UnreadableFile):
        read_patterns(tmp_path / "none.tsv")
