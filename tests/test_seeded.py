"""Faults put into clean pairs by program: all kinds are made, spans mark what is changed, and luck is told from finding."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from alignment.checks import Finding, Mark
from alignment.records import Alignment, Side, TextPair, said
from benchmarks.seeded_faults import GENERATORS, choose, edits_of, fold, put_in, seed
from benchmarks.seeded_material import Edit, Material, ending_class, names_of
from benchmarks.seeded_scoring import Line, Result, blocks, materials_of, read_clean, read_register, read_seeded, seeded

PAIRS: list[TextPair] = [
    (
        "Сот 2016 жылғы 5 наурызда Асан Серіковқа 350 000 теңге айыппұл салды.",
        "On March 5, 2016, the court fined Asan Serikov 350,000 tenge.",
    ),
    ("Дүйсенбі күні Нұрлан Ахметов үш адамды сотқа шақырды.", "On Monday, Nurlan Akhmetov summoned three people to court."),
    ("Олар Алматыға келмеді, бірақ олар хат жазды.", "They did not come to Almaty, but they wrote a letter."),
    ("Полиция Дәулет Омаровты ұстады. Ол кешке дейін қамауда болды.", "Police detained Daulet Omarov. He stayed there."),
    ("Кітаптың бағасы 12,5 пайызға артты (былтыр 8 пайызға).", "The book's price rose by 12.5 percent (8 last year)."),
    ("Мен сенің хатыңды оқыдым.", "I read your letter."),
    ("Толық ақпарат example.kz сайтында, №7 кабинетте.", "Full information is on example.kz and in office 7."),
    ("Ахметов бұл хатты неге жазды?", "Why did Akhmetov write this letter?"),
    ("Мұғалімнің баласы мектептен кейін кітапханаға барады.", "The pupil goes to the library after school."),
    ("Бұл кітап бізге керек.", "We need this book."),
    ("Бұл мұғалім бізге келген.", "This teacher came to us."),
    ("Олар мұғалімге кітапты берді.", "They gave the book to the teacher."),
    ("Олар мұғалімнен кітаптарды алды.", "They took the books from the teacher."),
    ("Ол мұғалімдерге келіп, кітапты береді.", "He came and gave the book to the teachers."),
]
MATERIAL = Material.of(PAIRS * 2)


def offered(kind: str) -> list[tuple[TextPair, Edit]]:
    return [(pair, edit) for pair in PAIRS for edit in edits_of(pair, kind, MATERIAL)]


def lines_of(pairs: list[TextPair]) -> list[Line]:
    return [Line("own", number, pair) for number, pair in enumerate(pairs, 2)]


@pytest.mark.parametrize("kind", GENERATORS)
def test_every_kind_is_made_and_nothing_else_is_altered(kind: str) -> None:
    assert offered(kind)
    for pair, edit in offered(kind):
        own = put_in(pair, kind, edit)
        side, start, end = own.spans[0]
        place = side == "en"
        before, after = pair[place], own.pair[place]
        assert after != before
        assert own.pair[not place] == pair[not place]
        assert (after[:start], after[end:]) == (before[:start], before[len(before) - len(after) + end :])
        for other, first, last in own.spans[1:]:
            assert other != side
            assert 0 <= first < last <= len(own.pair[other == "en"])


def test_a_fault_is_the_same_for_the_same_chance() -> None:
    for kind in GENERATORS:
        assert [seed(pair, kind, MATERIAL, Random(3)) for pair in PAIRS] == [
            seed(pair, kind, MATERIAL, Random(3)) for pair in PAIRS
        ]
    assert seed(("Иә.", "Yes."), "numbers", MATERIAL, Random(3)) is None


def made(kind: str, sub: str) -> set[str]:
    """What becomes of the pairs by one sort of fault."""
    return {put_in(pair, kind, edit).pair[edit.side == "en"] for pair, edit in offered(kind) if edit.sub == sub}


def test_kazakh_stays_grammatical_where_the_fault_is_one_of_meaning() -> None:
    assert "Олар Алматыға келді, бірақ олар хат жазды." in made("negation", "negation lost in a verb")
    assert made("dates", "weekday changed") <= {
        f"{day} күні Нұрлан Ахметов үш адамды сотқа шақырды."
        for day in ("Сейсенбі", "Сәрсенбі", "Бейсенбі", "Сенбі", "Жексенбі")
    }
    months = made("dates", "month changed")
    assert months
    assert all(month in ("қаңтар", "мамыр", "тамыз") for text in months for month in [text.split()[4].removesuffix("да")])
    assert "Мұғалімді баласы мектептен кейін кітапханаға барады." in made("grammar", "accusative for genitive")
    assert "Мұғалімнің баласы мектепке кейін кітапханаға барады." in made("grammar", "wrong case before a postposition")


def test_a_figure_that_the_english_text_has_not_is_left_alone() -> None:
    pair = ("Полиция 20 адамды ұстады.", "Police detained a score of people.")
    assert edits_of(pair, "numbers", MATERIAL) == []


def test_a_name_is_told_by_its_sound_and_parted_from_its_ending() -> None:
    names = names_of("Сот Асан Серіковқа айыппұл салды.", "The court fined Asan Serikov.")
    assert [(name.stem, name.ending, name.english) for name in names] == [
        ("Асан", "", "Asan"),
        ("Серіков", "қа", "Serikov"),
    ]
    assert ending_class("Серіков") == ("back", "т")


def test_a_spelling_fault_makes_no_word_of_the_text() -> None:
    for pair, edit in offered("spelling"):
        if edit.sub not in ("split", "joined"):
            text = put_in(pair, "spelling", edit).pair[0]
            assert not {word for word in text.lower().split() if word not in pair[0].lower().split()} & set(MATERIAL.words)


def test_few_pairs_of_many_get_a_fault_and_all_kinds_their_part() -> None:
    many = [(kk.replace("Ол", f"«Ол» {n}"), en.replace("He", f"“He” {n}")) for n in range(100) for kk, en in PAIRS]
    many = [(f"{n}) {kk}", f"{n}) {en}") for n, (kk, en) in enumerate(many)]
    seeds = choose(many, [MATERIAL] * len(many), Random(1))
    kinds = [own.kind for own in seeds.values()]
    assert set(kinds) == set(GENERATORS)
    assert min(map(kinds.count, GENERATORS)) >= 15
    assert choose(many, [MATERIAL] * len(many), Random(1)) == seeds
    assert not set(choose(many, [MATERIAL] * len(many), Random(1), part=1)) >= set(seeds)


def finding(check: str, side: Side, unit: int, span: tuple[int, int]) -> Finding:
    mark = Mark(side, unit, "", (1, 1), span, "")
    kk, en = (mark, None) if side == "kk" else (None, mark)
    return Finding(check, "", "", said("{it} here", it=check), kk, en, None, 1.0, "", "")


def test_a_finding_counts_where_it_overlaps_the_fault_and_the_clean_text_has_none_alike() -> None:
    edit = next(edit for edit in edits_of(PAIRS[1], "numbers", MATERIAL) if edit.sub == "number word changed")
    results = [Result(line, None) for line in lines_of(PAIRS[:3])]
    results[1].seed = own = put_in(PAIRS[1], "numbers", edit)
    _, start, end = own.spans[0]
    first, last = own.spans[1][1:]

    def judge(alignment: Alignment) -> list[Finding]:
        always = [finding("always", "kk", 1, (0, 40)), finding("always", "kk", 0, (0, 3))]
        if alignment.kk.paragraphs[1].text == PAIRS[1][0]:
            return always
        return [
            *always,
            finding("on it", "kk", 1, (start, end)),
            finding("on the other side", "en", 1, (first, last)),
            finding("before it", "kk", 1, (start - 2, start)),
            finding("elsewhere", "kk", 2, (start, end)),
        ]

    read_clean(results, judge)
    read_seeded(results, judge)
    assert [told.check for told in results[1].found] == ["always", "on it", "on the other side"]
    assert [told.check for told in results[1].beside] == ["before it"]
    assert [[told.check for told in result.beside] for result in (results[0], results[2])] == [["always"], ["elsewhere"]]


def test_a_place_is_told_in_the_text_with_its_unseen_signs() -> None:
    edit = next(edit for edit in edits_of(PAIRS[1], "punctuation", MATERIAL) if edit.sub == "zero-width space")
    results = [Result(lines_of(PAIRS)[1], put_in(PAIRS[1], "punctuation", edit))]
    word = PAIRS[1][0].split()[-1].rstrip(".")
    read_seeded(
        results, lambda alignment: [finding("it", "kk", 0, (alignment.kk.paragraphs[0].text.index(word), len(PAIRS[1][0])))]
    )
    read = (results[0].found or results[0].beside)[0].spans[0]
    assert own_text(results[0])[read[1] :].replace("\u200b", "").startswith(word)


def own_text(result: Result) -> str:
    assert result.seed
    return result.seed.pair[0]


def test_a_register_is_read_once_and_without_what_is_faulty(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("kk\ten\nБір\u00adінші сөз.\tA first word.\nБір.\tOne.\nБір.\tOne.\n", encoding="utf-8")
    lines = read_register(path, "own")
    assert [(line.number, line.pair) for line in lines] == [(2, ("Бірінші сөз.", "A first word.")), (3, ("Бір.", "One."))]
    assert [line.number for line in read_register(path, "own", frozenset({fold(lines[0].pair)}))] == [3]
    path.write_text("kk\ten\nБір.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"pairs\.tsv:2: no tab"):
        read_register(path, "own")


def test_all_lines_are_read_by_the_checks_and_few_at_a_time() -> None:
    lines = lines_of([(f"{kk} {n}.", f"{en} {n}.") for n in range(45) for kk, en in PAIRS])
    results = seeded(lines, materials_of(lines))
    assert [result.line for result in results] == lines
    assert [len(block) for block in blocks(results)] == [200, 200, 200, len(lines) - 600]
