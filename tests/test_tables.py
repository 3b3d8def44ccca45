"""What is known of the languages stands in tables that a linguist edits; each row says why it is there."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.dates import get_month_names

from alignment.checks import CHECKS
from alignment.checks.check_tables import CHECK_TABLES
from alignment.files import known_rows
from alignment.languages import OWN_LETTERS, is_cyrillic, is_latin
from alignment.languages.language_tables import LANGUAGE_TABLES
from tests.conftest import ROOT

# The columns of each table, and of those with words of one language which script they are in.
COLUMNS = {
    "abbreviations": "language kind forms reason",
    "acronyms": "en kk names russian source",
    "endings": "from after back:kk front:kk to kind reason",
    "frequent_words": "language word reason",
    "known_names": "kk:kk en:en kind reason",
    "latin_alphabets": "alphabet latin:en kk:kk reason",
    "latin_loan_words": "plain:kk kk:kk reason",
    "letter_frequencies": "letter:kk kk ru reason",
    "foreign_letters": "written kazakh:kk reason",
    "look_alikes": "latin:en cyrillic:kk certain reason",
    "minor_words": "language word reason",
    "mistaken_letters": "letter:kk taken_for:kk reason",
    "months": "number kk:kk en:en en_short:en source",
    "name_pieces": "en:en kk:kk cost reason",
    "no_numerals": "word:kk reason",
    "numeral_case_endings": "kind endings:kk reason",
    "numeral_endings": "model:kk units tens endings:kk reason",
    "numerals": "language kind word value reason",
    "possible_letters": "place letters:kk reason",
    "relative_times": "language unit shift words reason",
    "romanization": "kk:kk latin:en reason",
    "stems": "kind words:kk reason",
    "sentence_words": "language role forms reason",
    "time_words": "kind number kk:kk en:en reason",
    "units": "unit dimension factor kk en reason",
    "antonyms": "kk_one:kk en_one:en kk_other:kk en_other:en either one_together one_crosswise other_together "
    "other_crosswise reason",
    "evidence": "check case kind value reason",
    "joined_words": "first:kk written second:kk proper reason",
    "known_words": "part words:kk reason",
    "slips": "attested slip letters faulty clean reason",
    "sounds": "use spelling:en sound:en reason",
    "words": "check role form reason",
}
TABLES = sorted([*LANGUAGE_TABLES.iterdir(), *CHECK_TABLES.iterdir()])
IS_LETTER = {"kk": is_cyrillic, **dict.fromkeys(("en", "tr", "uz", "az"), is_latin)}


def table(path: Path) -> tuple[list[str], tuple[dict[str, str], ...]]:
    return COLUMNS[path.stem].split(), known_rows(path)


def test_each_table_is_described_here() -> None:
    assert {path.name for path in TABLES} == {f"{name}.tsv" for name in COLUMNS}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_columns_rows_and_reasons(path: Path) -> None:
    columns, rows = table(path)
    names = [column.split(":")[0] for column in columns]
    assert len(rows) >= 5
    content: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        assert [*row] == names
        assert all(value == " ".join(value.split()) for value in row.values()), row
        assert len(row[names[-1]]) > 1, f"{row}: why is it there?"
        content[tuple(row[name] for name in names[:-1])] += 1
    assert not [row for row, count in content.items() if count > 1]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_words_are_in_the_script_of_their_language(path: Path) -> None:
    columns, rows = table(path)
    for row in rows:
        words = [(column.split(":")[1], row[column.split(":")[0]]) for column in columns if ":" in column]
        if "language" in row:
            words.append((row["language"], row.get("word") or row.get("words") or row["forms"]))
        if path.stem == "words" and not row["check"].startswith(("acronyms", "names")):
            (script,) = {"kk" if is_cyrillic(letter) else "en" for letter in row["form"] if letter.isalpha()}
            words.append((script, row["form"]))
        for side, word in words:
            strange = {letter for letter in word if letter.isalpha() and not IS_LETTER[side](letter)}
            assert not strange, f"{word}: {strange}"


def test_what_one_cell_of_an_acronym_lists_is_there_once() -> None:
    for row in known_rows(LANGUAGE_TABLES / "acronyms.tsv"):
        for column in ("en", "kk", "names", "russian"):
            cells = row[column].split("; ")
            assert len(set(cells)) == len(cells), row
        assert all(not set(OWN_LETTERS) & set(short.lower()) for short in row["russian"].split("; ")), row


def test_months_are_those_of_the_common_locale_data() -> None:
    rows = known_rows(LANGUAGE_TABLES / "months.tsv")
    for row in rows:
        number = int(row["number"])
        assert row["kk"] == get_month_names("wide", "stand-alone", "kk")[number].lower()
        assert row["en"] == get_month_names("wide", locale="en")[number]
        assert row["en_short"] == get_month_names("abbreviated", locale="en")[number]
    assert [row["number"] for row in rows] == [str(number) for number in range(1, 13)]


def test_each_figure_of_the_evidence_is_used_and_means_what_its_kind_says() -> None:
    rows = known_rows(CHECK_TABLES / "evidence.tsv")
    assert {row["check"] for row in rows} == {*CHECKS, "sentence pairs"}
    for row in rows:
        value = float(row["value"])
        assert row["kind"] in {"score", "limit", "weight"}
        assert value > 0
        if row["kind"] == "score":
            assert value <= 1, row
    assert {(row["check"], row["case"]) for row in rows} == looked_up()


def test_each_word_of_the_checks_is_read_by_its_role() -> None:
    rows = known_rows(CHECK_TABLES / "words.tsv")
    read: set[tuple[str, str]] = set()
    for path in (ROOT / "alignment" / "checks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                given = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                if node.func.id in {"word_list", "alternatives"} and len(given) == 2:
                    read.add((given[0], given[1]))
                elif node.func.id == "_any":
                    read.add(("negation", given[0]))
    assert {(row["check"], row["role"]) for row in rows} == read


def looked_up() -> set[tuple[str, str]]:
    """The cases whose figures the modules look up, each with the check that the module has named."""
    found = set()
    for path in (ROOT / "alignment" / "checks").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        checks = {node.args[0].value for node in ast.walk(tree) if is_call(node, "evidence")}
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "_EVIDENCE":
                (check,) = checks
                found |= {(check, case) for case in cases_of(node.slice)}
    return found


def is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == name


def cases_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*cases_of(node.body), *cases_of(node.orelse))
    else:
        assert isinstance(node, ast.Constant), f"name the case where its figure is looked up: {ast.unparse(node)}"
        yield node.value
