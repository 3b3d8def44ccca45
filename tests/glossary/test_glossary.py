"""The glossary: what is shipped, what is found by it, and the files it is exchanged in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.exceptions import MalformedFile, OutputException
from alignment.glossary import tbx
from alignment.glossary.term_files import read_glossary, write_glossary
from alignment.glossary.terms import Glossary, occurrences
from alignment.languages.inflection import words_of
from alignment.records import Term

WORDS = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")) | st.sampled_from("<&>'\" -«»әғқңөұүһі"), min_size=1)


def key(term: Term) -> tuple[str, ...]:
    return term.en, term.kk, term.status, term.kind, term.note


class TestShipped:
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


class TestChanging:
    def test_a_new_preferred_term_lets_the_old_one_stand(self) -> None:
        glossary = Glossary((Term("torture", "қинау"),)).adding(Term("torture", "азаптау"))
        assert [(term.kk, term.status) for term in glossary.terms] == [("қинау", "admitted"), ("азаптау", "preferred")]
        assert Glossary((Term("torture", "қинау"),)).without("torture", "қинау").terms == ()


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
