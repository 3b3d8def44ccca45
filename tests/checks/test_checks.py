"""The checks: each on sentences that a reviewer would meet, all on the shipped report."""

from __future__ import annotations

import json
import pickle
import time
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Literal

import pytest

from alignment.checks import CHECKS, Finding, check, dismissal_of
from alignment.checks.in_kazakh import spelling as spelling_check
from alignment.documents.reading import parse_document
from alignment.documents.sentences import sentences_of
from alignment.embedding.encoders import Encoder
from alignment.glossary.terms import Glossary
from alignment.languages import letters
from alignment.records import CATEGORIES, SEVERITIES, Alignment, Dismissal, Level, Link, Term, said
from benchmarks.checks import Case, Rate, alignment_of, rate_cases, read_cases


@pytest.fixture(scope="module")
def rates(encoder: Encoder) -> dict[str, Rate]:
    return rate_cases(encoder.encode)


def found(kk: str, en: str, name: str, glossary: Glossary | None = None) -> list[Finding]:
    return check(alignment_of(Case(name, "", kk, en)), glossary, only=[name])


class TestRegressionCases:
    def test_there_are_enough_of_both_kinds(self) -> None:
        cases = list(read_cases())
        assert len(cases) >= 250
        assert len(cases) == len(set(cases))
        hits = Counter(case.check for case in cases if case.expect)
        misses = Counter(case.check for case in cases if not case.expect)
        for name, one in CHECKS.items():
            if one.is_on:
                assert hits[name] >= 5, name
                assert misses[name] >= 4, name

    @pytest.mark.parametrize("name", [name for name, one in CHECKS.items() if one.is_on])
    def test_recall_and_precision(self, name: str, rates: dict[str, Rate]) -> None:
        assert rates[name].recall >= 0.95
        assert rates[name].precision >= 0.95


class TestTheReport:
    def test_every_finding_marks_what_it_says(self, report: Alignment, findings: list[Finding]) -> None:
        categories = {category.name for category in CATEGORIES}
        assert len(findings) > 100
        for finding in findings:
            assert finding.category in categories
            assert finding.severity in SEVERITIES
            assert 0 <= finding.score <= 1
            assert finding.message
            assert finding.kk or finding.en
            for mark in (finding.kk, finding.en, *finding.others):
                if mark:
                    unit = report.units(mark.side)[mark.unit]
                    assert (unit.id, unit.lines) == (mark.id, mark.lines)
                    assert unit.text[slice(*mark.span)] == mark.text != ""
            for side, mark in (("kk", finding.kk), ("en", finding.en)):
                assert mark is None or mark.side == side

    def test_findings_come_in_reading_order(self, findings: list[Finding]) -> None:
        places = [finding.kk.unit for finding in findings if finding.kk]
        assert places == sorted(places)

    @pytest.mark.slow
    def test_a_second_run_names_them_alike(self, report: Alignment, findings: list[Finding]) -> None:
        again = check(report)
        assert [finding.key for finding in again] == [finding.key for finding in findings]
        assert len({finding.key for finding in findings}) == len(findings)

    def test_names_outlive_a_change_of_the_links(self, report: Alignment, findings: list[Finding]) -> None:
        halves = [Link(link.kk, ()) if link.kk else link for link in report.links if link.kk]
        halves += [Link((), link.en) for link in report.links if link.en]
        mixed = {f.key for f in check(report, links=halves, only=["script"])}
        assert mixed == {one.key for f in findings for one in (f, *f.twins) if one.check == "script"}

    @pytest.mark.slow
    def test_it_takes_a_few_seconds_at_most(self, report: Alignment, findings: list[Finding]) -> None:
        assert findings  # the words are loaded
        started = time.process_time()  # what other programs take does not count
        check(report)
        assert time.process_time() - started < 3


class TestStraySpaces:
    @staticmethod
    def marks(text: str, level: Level = "paragraph") -> list[tuple[str, int]]:
        kk, en = parse_document(text, "kk.txt", "kk"), parse_document("A text.", "en.txt", "en")
        units = kk.paragraphs if level == "paragraph" else sentences_of(kk)
        links = (Link(tuple(range(len(units))), (0,)),)
        alignment = Alignment(kk, en, level, units, en.paragraphs, links)
        return [(f.kk.text, len(f.others)) for f in check(alignment, only=["spacing"]) if f.kk]

    @pytest.mark.parametrize("level", ["paragraph", "sentence"])
    def test_several_spaces_of_the_source_are_found_in_every_unit(self, level: Level) -> None:
        text = "Сот шешім шығарды. Ол  бүгін күшіне енді."
        assert self.marks(text, level) == [("Ол бүгін", 0)]

    def test_a_page_set_to_an_even_margin_is_one_finding(self) -> None:
        text = "  ".join(["сөз"] * 60)
        assert self.marks(text) == [("сөз сөз", 58)]

    def test_lines_that_begin_with_a_space_are_one_finding(self, findings: list[Finding]) -> None:
        (finding,) = [f for f in findings if f.check == "spacing" and "begins" in f.message]
        assert len(finding.others) > 20


class TestDismissals:
    KK = "Бұл cот. Ол cот. ¶ Жаңа үкiмет."
    EN = "This is a court. That is a court. ¶ A new government."

    @pytest.fixture
    def three(self) -> list[Finding]:
        three = found(self.KK, self.EN, "script")
        assert [finding.kk.text for finding in three if finding.kk] == ["cот", "cот", "үкiмет"]
        return three

    def again(self, dismissal: Dismissal) -> list[str]:
        alignment = alignment_of(Case("script", "", self.KK, self.EN))
        return [f.kk.text for f in check(alignment, dismissals=[dismissal], only=["script"]) if f.kk]

    def test_here_reaches_one_place(self, three: list[Finding]) -> None:
        assert self.again(dismissal_of([three[1]], "here", "a quotation")) == ["cот", "үкiмет"]

    def test_words_reach_every_such_place(self, three: list[Finding]) -> None:
        assert self.again(dismissal_of([three[0]], "words")) == ["үкiмет"]

    def test_check_reaches_all(self, three: list[Finding]) -> None:
        assert self.again(dismissal_of([three[2]], "check")) == []


class TestWhatTheyAreToldToLookAt:
    def test_only_runs_what_is_named(self, report: Alignment) -> None:
        assert {finding.check for finding in check(report, only=["negation", "web"])} == {"negation", "web"}
        with pytest.raises(KeyError):
            check(report, only=["nonsense"])

    def test_a_glossary_of_ones_own(self) -> None:
        glossary = Glossary((Term("strike", "ереуіл"), Term("strike", "забастовка", "forbidden")))
        (finding,) = found("Жұмысшылар забастовка жариялады.", "Workers declared a strike.", "terminology", glossary)
        assert finding.kk and finding.en
        assert (finding.kk.text, finding.en.text) == ("забастовка", "strike")
        assert not found("Жұмысшылар ереуіл жариялады.", "Workers declared a strike.", "terminology", glossary)

    def test_a_safe_fix_mends_what_it_marks(self, findings: list[Finding]) -> None:
        mended = {f.kk.text: f.fix for f in findings if f.check == "script" and f.kk and f.fix}
        assert len(mended) > 15
        for wrong, right in mended.items():
            if len(wrong) > 1:
                assert not right.isascii()
                assert not any("a" <= letter <= "z" for letter in right)

    def test_units_of_one_side_alone_do_no_harm(self) -> None:
        assert found("Жаңа заң қабылданды. ¶", "A new law was adopted. ¶ It was signed by the president.", "omissions")
        for name in CHECKS:
            found("Жаңа заң. ¶", "A new law. ¶ Signed.", name)
            found("¶ Жаңа заң.", "A law. ¶ A new law.", name)

    def test_emoji_and_combining_marks_do_not_shift_the_marks(self) -> None:
        text = "🙂🇰🇿 e\u0301 Олар үкiмет 👩‍👩‍👧 пен 340.340 адам."
        alignment = alignment_of(Case("script", "", text, "They were the government and 340 persons."))
        marks = {f.kk.text for f in check(alignment, only=["script", "doubled numbers"]) if f.kk}
        assert marks == {"үкiмет", "340.340"}


def test_hunspell_is_silent_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from alignment.checks.in_kazakh import hunspell

    hunspell.is_installed.cache_clear()
    monkeypatch.setattr(hunspell.shutil, "which", lambda _: None)
    assert found("Бұл бқжрстқ сөз.", "This is a word.", "hunspell") == []
    hunspell.is_installed.cache_clear()


def test_findings_are_frozen(findings: list[Finding]) -> None:
    with pytest.raises(AttributeError):
        findings[0].message = "other"  # type: ignore[misc]
    assert replace(findings[0], message=said("other")).key == findings[0].key


class TestMessages:
    def test_each_of_the_report_is_its_template_with_the_fields_filled_in(self, findings: list[Finding]) -> None:
        for finding in findings:
            message = finding.message
            assert str(message) == (message.template.format(**message.values) if message.values else message.template)
        assert len({finding.message.template for finding in findings}) > 30
        assert sum(bool(finding.message.values) for finding in findings) > len(findings) / 4

    def test_a_message_is_the_english_sentence(self) -> None:
        message = said("{kk} here, {en} in English", kk="{10}", en="12")
        assert message == "{10} here, 12 in English"
        assert hash(message) == hash("{10} here, 12 in English")
        assert json.dumps([message]) == '["{10} here, 12 in English"]'
        assert type(str(message)) is str

    def test_copies_keep_the_template(self) -> None:
        message = said("the Kazakh sentence is {ratio} times as long: something is added", ratio=2.6)
        for copy in (pickle.loads(pickle.dumps(message)), deepcopy(message)):
            assert copy == message
            assert (copy.template, copy.values) == (message.template, {"ratio": 2.6})

    def test_every_reason_to_call_a_word_misspelled_has_words(self) -> None:
        reasons = {reason for _, reason in letters._IMPOSSIBLE}
        assert reasons <= set(spelling_check._REASONS)
        for reason, (plain, mended) in spelling_check._REASONS.items():
            assert (plain, mended) == (f"{{word}}: {reason}", f"{{word}}: {reason}; {{fix}}?")


class TestWhatTheOtherSideLacks:
    """Clean links, and the same with a part of one side gone."""

    CLEAN = (
        ("Кітапхана екі айға жабылды.", "The library was closed for two months."),
        ("Оқушылар кітаптарын басқа мектепке апарды.", "The pupils took their books to another school."),
        ("Қала әкімі жөндеуге ақша бөлді, ал құрылысшылар жұмысты ерте бітірді.",
         "The mayor gave money for the repairs, and the builders finished the work early."),
        ("Жаңа ғимарат көктемде ашылады. Оның залы жарық әрі кең.",
         "The new building opens in spring. Its hall is bright and wide."),
        ("Күз келіп, жапырақтар сарғайды.", "Autumn came, and the leaves turned yellow."),
    )  # fmt: skip

    def found(self, place: int, kk: str, en: str) -> list[Finding]:
        pairs = [(kk, en) if number == place else pair for number, pair in enumerate(self.CLEAN)]
        return found(" ¶ ".join(kk for kk, _ in pairs), " ¶ ".join(en for _, en in pairs), "omissions")

    def test_nothing_is_said_of_clean_links(self) -> None:
        assert self.found(0, *self.CLEAN[0]) == []

    @pytest.mark.parametrize(
        ("place", "kk", "lost"),
        [
            (2, "Қала әкімі жөндеуге ақша бөлді.", "the builders finished the work early"),
            (3, "Жаңа ғимарат көктемде ашылады.", "Its hall is bright and wide"),
        ],
    )
    def test_a_clause_or_sentence_that_is_not_translated_is_marked(self, place: int, kk: str, lost: str) -> None:
        (finding,) = self.found(place, kk, self.CLEAN[place][1])
        assert finding.category == "Accuracy/Omission"
        assert finding.en
        assert lost in finding.en.text
        assert len(finding.en.text) < len(lost) + 8

    @pytest.mark.parametrize(
        ("place", "en", "added"),
        [
            (2, "The mayor gave money for the repairs.", "ал құрылысшылар жұмысты ерте бітірді"),
            (3, "The new building opens in spring.", "Оның залы жарық әрі кең"),
        ],
    )
    def test_so_is_one_that_the_translation_adds(self, place: int, en: str, added: str) -> None:
        (finding,) = self.found(place, self.CLEAN[place][0], en)
        assert finding.category == "Accuracy/Addition"
        assert finding.kk
        assert added in finding.kk.text

    def test_a_text_in_parts_of_one_sentence_and_of_many_is_measured_alike(self) -> None:
        kk, en = (" ".join(pair[side] for pair in self.CLEAN) for side in (0, 1))
        assert found(kk, en, "omissions") == []
        (finding,) = found(kk.replace(" Оның залы жарық әрі кең.", ""), en, "omissions")
        assert finding.en
        assert finding.en.text == "Its hall is bright and wide."


class TestOneFaultOneFinding:
    KK = "Сот бұл iстi 43 рет қарады. ¶ Бірақ ол 5,000 теңге төледі."
    EN = "The court heard this case 34 times. ¶ But he paid 7,000 tenge."

    def test_what_two_checks_report_of_the_same_words_is_told_once(self) -> None:
        alignment = alignment_of(Case("", "", self.KK, self.EN))
        findings = check(alignment)
        places = [(f.kk.unit, f.kk.span) for f in findings if f.kk]
        assert len(places) == len(set(places))
        (one,) = [f for f in findings if f.kk and f.kk.text.startswith("5,000")]
        assert one.check == "numbers"
        assert [twin.check for twin in one.twins] == ["number format"]

    @pytest.mark.parametrize("scope", ["here", "words"])
    def test_it_is_dismissed_by_what_was_said_of_either(self, scope: Literal["here", "words"]) -> None:
        alignment = alignment_of(Case("", "", self.KK, self.EN))
        for name in ("numbers", "number format"):
            earlier = [f for f in check(alignment, only=[name]) if f.kk and f.kk.text.startswith("5,000")]
            assert len(earlier) == 1
            left = check(alignment, dismissals=[dismissal_of(earlier, scope)])
            assert [f for f in left if f.kk and f.kk.text.startswith("5,000")] == []

    def test_who_dismisses_it_dismisses_its_twins_there(self) -> None:
        alignment = alignment_of(Case("", "", self.KK, self.EN))
        one = [f for f in check(alignment) if f.twins]
        assert one
        for name in ("numbers", "number format"):
            left = check(alignment, dismissals=[dismissal_of(one, "here")], only=[name])
            assert [f for f in left if f.kk and f.kk.text.startswith("5,000")] == []

    def test_that_the_check_of_a_twin_is_dismissed_leaves_the_fault(self) -> None:
        alignment = alignment_of(Case("", "", self.KK, self.EN))
        twins = [twin for f in check(alignment) for twin in f.twins]
        left = check(alignment, dismissals=[dismissal_of(twins, "check")])
        assert [f.check for f in left if f.kk and f.kk.text.startswith("5,000")] == ["numbers"]

    def test_faults_in_one_sentence_stay_apart(self) -> None:
        findings = check(alignment_of(Case("", "", self.KK, self.EN)))
        assert {"script", "numbers"} <= {f.check for f in findings}
