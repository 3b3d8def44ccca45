"""The glossary: what is shipped, what is found by it, and the files it is exchanged in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.exceptions import MalformedFile, OutputException
from alignment.glossary import tbx
from alignment.glossary.term_files import parse_glossary, read_glossary, render_glossary, write_glossary
from alignment.glossary.terms import Glossary, TermChange, occurrences, term_of, terms_of
from alignment.languages.inflection import words_of
from alignment.records import Term

WORDS = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")) | st.sampled_from("<&>'\" -«»әғқңөұүһі"), min_size=1)


def key(term: Term) -> tuple[str, ...]:
    return term.en, term.kk, term.status, term.kind, term.note


class TestShipped:
    def test_a_name_asks_for_its_capital_and_signs_for_themselves(self) -> None:
        glossary = Glossary((Term("Turkey", "Түркия"), Term("C++", "C++ тілі"), Term("R&D", "ҒЗТКЖ"), Term("court", "сот")))
        text = "The court said that a turkey needs vitamin C. Turkey's R & D likes C++; TURKEY, too. Courts do not."
        assert [en for en, _ in glossary.find_english(text)] == ["court", "Turkey", "R&D", "C++", "Turkey", "court"]

    @pytest.mark.parametrize(
        ("cell", "terms"),
        [
            ("jail; prison", ["jail", "prison"]),
            ("abuse of office / exceeding authority", ["abuse of office", "exceeding authority"]),
            ("imprisonment, deprivation of freedom", ["imprisonment", "deprivation of freedom"]),
            ("Ministry of Labor, Health and Sport", ["Ministry of Labor, Health and Sport"]),
            ("km/h", ["km/h"]),
            ("court;", ["court"]),
        ],
    )
    def test_a_cell_of_several_terms(self, cell: str, terms: list[str]) -> None:
        made = terms_of({"en": cell, "kk": "бірінші; екінші"}, "here")
        assert [(term.en, term.status) for term in made] == [
            (en, status) for en in terms for status in ("preferred", "admitted")
        ]

    def test_each_term_has_one_preferred_rendering(self) -> None:
        glossary = Glossary.shipped()
        assert len(glossary.concepts) > 300
        for en, terms in glossary.concepts.items():
            assert sum(term.status == "preferred" for term in terms) == 1, en
        assert len({(term.en, term.kk) for term in glossary.terms}) == len(glossary.terms)

    def test_no_side_is_in_the_wrong_script(self) -> None:
        for term in Glossary.shipped().terms:
            assert not any("а" <= letter <= "я" for letter in term.en.lower()), term
            assert term.kind in ("company", "media") or any("а" <= letter <= "я" for letter in term.kk.lower()), term


class TestFinding:
    def test_the_longer_term_stands(self) -> None:
        glossary = Glossary((Term("labor", "еңбек"), Term("forced labor", "мәжбүрлі еңбек")))
        assert [en for en, _ in glossary.find_english("Forced labor and child labor")] == ["forced labor", "labor"]

    @pytest.mark.parametrize("text", ["Two judges came.", "The judge's robe.", "the JUDGE", "judges' pay"])
    def test_plurals_and_possessives(self, text: str) -> None:
        assert Glossary((Term("judge", "судья"),)).find_english(text)

    def test_an_abbreviation_is_no_word(self) -> None:
        assert not Glossary((Term("AIDS", "ЖҚТБ"),)).find_english("She aids the poor.")

    @pytest.mark.parametrize("text", ["министрлігінің", "Министрлігі", "министрлігінде"])
    def test_kazakh_endings(self, text: str) -> None:
        assert occurrences(Term("ministry", "министрлігі"), words_of(f"Осы {text} хабарлады"))

    def test_one_word_is_not_found_in_another(self) -> None:
        assert not occurrences(Term("court", "сот"), words_of("ересот пен шексіз сүт туралы"))

    @pytest.mark.parametrize(
        ("term", "text", "found"),
        [
            ("cross-border trade", "cross border trade", True),  # a hyphen may be left out
            ("country", "countries", True),
            ("pry", "pries", False),  # so short a word keeps its -y
        ],
    )
    def test_how_an_english_term_may_be_written(self, term: str, text: str, found: bool) -> None:
        assert bool(Glossary((Term(term, "сөз"),)).find_english(text)) is found

    def test_a_status_may_be_written_in_capitals(self) -> None:
        row = {"en": "court", "kk": "сот", "status": " Forbidden "}
        assert term_of(row, "here") == Term("court", "сот", "forbidden")


class TestChanging:
    def test_a_new_preferred_term_lets_the_old_one_stand(self) -> None:
        glossary = Glossary((Term("torture", "қинау"),)).adding(Term("torture", "азаптау"))
        assert [(term.kk, term.status) for term in glossary.terms] == [("қинау", "admitted"), ("азаптау", "preferred")]
        assert Glossary((Term("torture", "қинау"),)).without("torture", "қинау").terms == ()

    def test_a_term_that_went_is_none_that_a_later_one_takes_the_place_of(self) -> None:
        before = Glossary((Term("court", "сот"),))
        after = before.after([TermChange(out=(("court", "сот"),)), TermChange(put=(Term("court", "төреші"),))])
        assert after.terms == (Term("court", "төреші"),)
        assert before.terms == (Term("court", "сот"),)

    def test_one_change_takes_out_before_it_puts_in(self) -> None:
        glossary = Glossary((Term("court", "сот"), Term("judge", "судья")))
        change = TermChange((Term("court", "сот", "forbidden"),), (("court", "сот"), ("court", "жоқ")))
        assert glossary.after([change]).terms == (Term("judge", "судья"), Term("court", "сот", "forbidden"))

    def test_only_a_preferred_term_makes_the_others_admitted(self) -> None:
        glossary = Glossary((Term("court", "сот"), Term("court", "тергеу", "forbidden")))
        added = glossary.adding(Term("court", "төреші", "admitted"))
        assert [term.status for term in added.terms] == ["preferred", "forbidden", "admitted"]
        # The one that was preferred is admitted no less when it comes in again as such; then another may be preferred.
        added = added.adding_all([Term("court", "сот", "admitted"), Term("court", "төреші")])
        assert {term.kk: term.status for term in added.terms} == {
            "тергеу": "forbidden",
            "сот": "admitted",
            "төреші": "preferred",
        }
        # Other terms keep theirs.
        assert Glossary((Term("judge", "судья"),)).adding(Term("court", "сот")).terms[0].status == "preferred"

    def test_what_a_term_does_not_say_is_completed_from_its_record(self) -> None:
        glossary = Glossary((Term("court", "сот", "preferred", "law", "a note"),))
        wanted = [
            Term("court", "сот", "forbidden"),
            Term("court", "сот", "preferred", "place", "new"),
            Term("court", "төреші"),
        ]
        assert glossary.completed(wanted) == [
            Term("court", "сот", "forbidden", "law", "a note"),
            Term("court", "сот", "preferred", "place", "new"),
            Term("court", "төреші"),
        ]

    def test_what_another_glossary_lacks_or_has_otherwise(self) -> None:
        same, changed, new = Term("judge", "судья"), Term("court", "сот", "forbidden"), Term("law", "заң")
        other = Glossary((same, Term("court", "сот"), Term("only", "мұнда")))
        assert Glossary((same, changed, new)).against(other) == ((new,), (changed,))

    def test_the_same_words_in_other_letters(self) -> None:
        term = Term("Supreme  Court", "Жоғарғы Сот")
        glossary = Glossary((Term("court", "сот"), term))
        assert glossary.same_words(" supreme court", "жоғарғы  сот ") == term
        assert glossary.same_words("supreme court", "сот") is None
        assert glossary.same_words("court", "жоғарғы сот") is None


class TestFiles:
    @pytest.mark.parametrize("kind", ["tsv", "csv", "tbx"])
    def test_every_form_keeps_the_shipped_terms(self, kind: str, tmp_path: Path) -> None:
        write_glossary(tmp_path / f"terms.{kind}", Glossary.shipped())
        again = read_glossary(tmp_path / f"terms.{kind}")
        kinds = kind != "tbx"  # TBX has one subject field a concept
        assert sorted((t.en, t.kk, t.status, t.note, t.kind if kinds else "") for t in again.terms) == sorted(
            (t.en, t.kk, t.status, t.note, t.kind if kinds else "") for t in Glossary.shipped().terms
        )

    @given(st.lists(st.tuples(WORDS, WORDS).filter(lambda pair: all(part.strip() for part in pair)), max_size=5))
    def test_tbx_keeps_any_letters(self, pairs: list[tuple[str, str]]) -> None:
        terms = [Term(" ".join(en.split()), " ".join(kk.split())) for en, kk in dict(pairs).items()]
        again = tbx.parse(tbx.render(terms), "terms.tbx")
        assert sorted(map(key, set(again))) == sorted(map(key, set(terms)))

    @pytest.mark.parametrize(("en", "kk"), [("en", "kk"), ("en-US", "kk-KZ"), ("EN-gb", "KK-Cyrl-KZ")])
    @pytest.mark.parametrize(
        ("root", "entry", "language", "section"),
        [
            ("tbx", "conceptEntry", "langSec", "termSec"),
            ("martif", "termEntry", "langSet", "tig"),
            ("martif", "termEntry", "langSet", "ntig"),
        ],
    )
    def test_another_programs_tbx_is_read(
        self, en: str, kk: str, root: str, entry: str, language: str, section: str
    ) -> None:
        def said(code: str, term: str) -> str:
            return f'<{language} xml:lang="{code}"><{section}><term>{term}</term></{section}></{language}>'

        data = f"<{root}><{entry}>{said(en, 'court')}{said(kk, 'сот')}{said('ru-RU', 'суд')}</{entry}></{root}>".encode()
        assert tbx.parse(data, "a.tbx") == [Term("court", "сот")]

    @pytest.mark.parametrize(
        ("written", "status"),
        [
            ("preferredTerm-admn-sts", "preferred"),
            ("admittedTerm-admn-sts", "admitted"),
            ("deprecatedTerm-admn-sts", "forbidden"),
            ("supersededTerm-admn-sts", "forbidden"),
            ("legalTerm-admn-sts", "preferred"),
            ("deprecatedTerm", "forbidden"),
            ("preferredTermadmnsts", "preferred"),
            (" Admitted term ", "admitted"),
            ("Forbidden", "forbidden"),
            ("obsolete", "forbidden"),
            ("not-recommended", "forbidden"),
            ("", "preferred"),
        ],
    )
    @pytest.mark.parametrize("kind", ["administrativeStatus", "normativeAuthorization"])
    def test_the_status_of_a_term_is_that_of_its_kazakh_side(self, written: str, status: str, kind: str) -> None:
        note = (
            f'<termNote type="partOfSpeech">deprecatedTerm-admn-sts</termNote><termNote type="{kind}">{written}</termNote>'
        )
        data = (
            '<tbx><conceptEntry><descrip type="definition">x</descrip><descrip type="subjectField"> law </descrip>'
            '<langSec xml:lang="en"><termSec><term>court</term><termNote type="administrativeStatus">'
            "deprecatedTerm-admn-sts</termNote></termSec></langSec>"
            f'<langSec xml:lang="kk"><termSec><term>сот</term>{note}<note>said so</note></termSec></langSec>'
            "</conceptEntry></tbx>"
        ).encode()
        (term,) = tbx.parse(data, "a.tbx")
        assert (term.status, term.kind, term.note) == (status, "law", "said so")

    def test_the_strictest_of_two_statuses_counts_in_either_style(self) -> None:
        data = (
            b'<tbx style="dct" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"><conceptEntry>'
            b'<langSec xml:lang="en"><termSec><term>court</term></termSec></langSec><langSec xml:lang="kk"><termSec>'
            b"<term>a</term><min:normativeAuthorization>deprecatedTerm</min:normativeAuthorization>"
            b"<min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry></tbx>"
        )
        assert tbx.parse(data, "a.tbx") == [Term("court", "a", "forbidden")]

    @pytest.mark.parametrize("written", ["anything", "term", "admn-sts", "proposed"])
    def test_a_status_that_is_not_known_is_never_taken_for_another(self, written: str) -> None:
        note = f'<termNote type="administrativeStatus">{written}</termNote>'
        data = (
            '<tbx><conceptEntry>\n<langSec xml:lang="en"><termSec><term>court</term></termSec></langSec>\n'
            f'<langSec xml:lang="kk"><termSec><term>a</term>{note}</termSec></langSec></conceptEntry></tbx>'
        ).encode()
        with pytest.raises(MalformedFile, match=f"a.tbx, line 3: '{written}' is no status .* preferredTerm-admn-sts"):
            tbx.parse(data, "a.tbx")

    @pytest.mark.parametrize("extension", [".csv", ".tsv"])
    @pytest.mark.parametrize(
        "content",
        [
            "\ufeffsep=;\r\nen;kk;status\r\nLaw, old;ереже;forbidden\r\n",  # as Excel is told to read it
            'sep=,\nen,kk,status\n"Law, old",ереже,forbidden\n',
            "en\tkk\tstatus\nLaw, old\tереже\tforbidden",
            '"en"\t"kk"\t"status"\n"Law, old"\t"ереже"\t"forbidden"\n',
            "\nEN ;KK;Status;;\n;;;;\n\nLaw, old;ереже;forbidden;;\n;;;;\n",  # empty rows and columns
            "en-US;kk_KZ;status;note\nLaw, old;ереже;forbidden\n",  # the last cell left out
        ],
    )
    def test_tables_as_spreadsheets_save_them(self, content: str, extension: str) -> None:
        assert parse_glossary(content.encode(), f"g{extension}").terms == (Term("Law, old", "ереже", "forbidden"),)

    @pytest.mark.parametrize(
        ("cell", "read"),
        [
            ('"right to ""life"""', 'right to "life"'),
            ('"Nur Otan" party', '"Nur Otan" party'),  # no cell in quotation marks: a mark stands inside it
            ('5" pipe', '5" pipe'),
            ('"never closed', '"never closed'),
        ],
    )
    def test_a_cell_in_quotation_marks_is_told_from_one_that_holds_them(self, cell: str, read: str) -> None:
        for separator in "\t;":
            content = f'en{separator}kk{separator}note\n{cell}{separator}b{separator}"one\ntwo"\nc{separator}d{separator}\n'
            first, second = parse_glossary(content.encode(), "g.tsv").terms
            assert (first.en, first.note, second.en) == (read, "one\ntwo", "c")

    def test_a_place_in_a_table_is_the_line_that_its_row_begins_on(self) -> None:
        with pytest.raises(MalformedFile, match="line 4: a term needs both"):
            parse_glossary(b'en,kk,note\na,b,"one\ntwo"\nc,,\n', "g.csv")
        with pytest.raises(MalformedFile, match="line 2: 2 fields where the header has 3; separate them by tabs"):
            parse_glossary(b"en\tkk\tstatus\na b\tforbidden\n", "g.tsv")

    @given(
        st.lists(st.tuples(WORDS, WORDS).filter(lambda pair: all(part.strip() for part in pair)), min_size=1, max_size=5)
    )
    @pytest.mark.parametrize("extension", [".csv", ".tsv"])
    def test_tables_keep_any_letters(self, extension: str, pairs: list[tuple[str, str]]) -> None:
        terms = tuple(Term(" ".join(en.split()), " ".join(kk.split())) for en, kk in dict(pairs).items())
        assert parse_glossary(render_glossary(Glossary(terms), extension), f"g{extension}").terms == terms

    def test_a_spreadsheet_with_semicolons_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "terms.csv"
        path.write_text("\ufeffen;kk;status\r\nstrike;ереуіл;preferred\r\n", encoding="utf-8")
        assert read_glossary(path).terms == (Term("strike", "ереуіл"),)

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.csv", "english,kazakh\na,b\n", "a.csv, line 1: the columns en and kk"),
            ("a.tsv", "en\tkk\tstatus\nstrike\tереуіл\tbest\n", "a.tsv, line 2: 'best' is no status"),
            ("a.tsv", "en\tkk\nstrike\t\n", "a.tsv, line 2: a term needs both"),
            ("a.tbx", "<tbx><text>", "a.tbx, line 1: not well-formed"),
            ("a.tbx", "<html/>", "a.tbx: not a TBX file"),
            ("a.doc", "x", "a glossary is one of"),
        ],
    )
    def test_what_is_no_glossary_is_refused(self, name: str, content: str, said: str, tmp_path: Path) -> None:
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(MalformedFile, match=said.replace(".", r"\.")):
            read_glossary(tmp_path / name)

    def test_an_unknown_form_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(OutputException, match="use one of"):
            write_glossary(tmp_path / "terms.doc", Glossary())


@pytest.mark.parametrize(
    ("term", "text"), [("key", "the keys"), ("spy", "a spy's"), ("city", "two cities"), ("duty", "duty"), ("day", "days")]
)
def test_plurals_of_words_in_y_are_found(term: str, text: str) -> None:
    assert [en for en, _ in Glossary((Term(term, "сөз"),)).find_english(text)] == [term]


def test_a_concept_of_millions_of_pairs_is_refused() -> None:
    def language(code: str) -> str:
        terms = "".join(f"<termSec><term>{code} {number}</term></termSec>" for number in range(3000))
        return f'<langSec xml:lang="{code}">{terms}</langSec>'

    content = f"<tbx><text><body>\n<conceptEntry>{language('en')}{language('kk')}</conceptEntry></body></text></tbx>"
    with pytest.raises(MalformedFile, match=r"g\.tbx, line 2: a concept of 9000000 pairs of terms; split it .* 10000"):
        parse_glossary(content.encode(), "g.tbx")


@pytest.mark.parametrize("extension", [".tsv", ".csv"])
def test_what_is_longer_than_any_term_is_refused(extension: str) -> None:
    separator = {".tsv": "\t", ".csv": ","}[extension]
    with pytest.raises(MalformedFile, match="line 2: this is longer than any term: 500 characters"):
        parse_glossary(f"en{separator}kk\n{'a' * 501}{separator}b\n".encode(), f"g{extension}")
