"""Data frames: what goes out comes back, analysts' own frames are taken, and what is wrong in one is named."""

from __future__ import annotations

import pickle
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest

from alignment import Alignment, align
from alignment.exceptions import EmptyText, MalformedFrame
from alignment.project import Project
from alignment.records import Link
from tests.conftest import EN, KK, large_alignment, small_alignment


def bare(*rows: tuple[Any, Any], **columns: Any) -> pandas.DataFrame:
    return pandas.DataFrame({"kk": [kk for kk, _ in rows], "en": [en for _, en in rows], **columns})


class TestToFrame:
    def test_columns_and_their_types(self) -> None:
        frame = small_alignment().to_frame()
        assert (
            list(frame.columns)
            == (
                "kk en shape confidence similarity heading kk_places en_places kk_units en_units "
                "kk_texts en_texts kk_lines en_lines kk_headings en_headings"
            ).split()
        )
        assert frame.dtypes[["confidence", "similarity", "heading"]].astype(str).tolist() == ["float64", "float64", "bool"]
        assert all(pandas.api.types.is_string_dtype(frame[name]) for name in ("kk", "en", "shape"))

    def test_a_row_says_all_of_a_link(self) -> None:
        frame = small_alignment().to_frame()
        assert frame.loc[2].to_dict() == {
            "kk": "Екінші абзац.",
            "en": "Second and third paragraph.",
            "shape": "1:2",
            "confidence": 0.6,
            "similarity": 0.5,
            "heading": False,
            "kk_places": (2,),
            "en_places": (2, 3),
            "kk_units": ("kk.3",),
            "en_units": ("en.3", "en.4"),
            "kk_texts": ("Екінші абзац.",),
            "en_texts": ("Second", "and third paragraph."),
            "kk_lines": ((3, 3),),
            "en_lines": ((3, 3), (4, 4)),
            "kk_headings": (None,),
            "en_headings": (None, None),
        }
        assert frame.loc[4, "en"] == ""
        assert frame.loc[4, "en_units"] == ()
        assert np.isnan(frame.loc[4, "similarity"])

    def test_headings(self, report: Alignment) -> None:
        frame = report.to_frame()
        assert frame["heading"].sum() == sum(
            all(report.kk_units[i].kind == "heading" for i in link.kk)
            and all(report.en_units[j].kind == "heading" for j in link.en)
            for link in report.links
        )
        assert frame.loc[0, "kk_headings"] == (0,)

    def test_no_links(self) -> None:
        frame = replace(small_alignment(), links=()).to_frame()
        assert frame.shape == (0, 16)
        assert str(frame["heading"].dtype) == "bool"

    @pytest.mark.slow
    def test_twenty_thousand_links_take_no_second(self) -> None:
        alignment = large_alignment(20_000)
        alignment.to_frame()
        before = time.process_time()
        frame = alignment.to_frame()
        assert time.process_time() - before < 1.0  # seconds; 0.2 on an idle core
        assert len(frame) == 20_000


class TestRoundTrip:
    def test_small(self) -> None:
        assert Alignment.from_frame(small_alignment().to_frame()) == small_alignment()

    def test_report(self, report: Alignment) -> None:
        back = Alignment.from_frame(report.to_frame())
        assert back.links == report.links
        assert (back.level, back.model, back.kk.name) == ("paragraph", report.model, report.kk.name)
        for side in ("kk", "en"):
            assert back.units(side) == tuple(replace(u, gaps=(), indents=()) for u in report.units(side))  # type: ignore[type-var]
            assert back.document(side).paragraphs == back.units(side)

    def test_sentences(self, tmp_path: Path) -> None:
        alignment = align(KK, EN, level="sentence")
        back = Alignment.from_frame(alignment.to_frame())
        assert (back.level, back.links) == ("sentence", alignment.links)
        for side in ("kk", "en"):
            assert [(u.id, u.text, u.kind, u.lines) for u in back.units(side)] == [
                (u.id, u.text, u.kind, u.lines) for u in alignment.units(side)
            ]
            assert [(p.id, p.level) for p in back.document(side).paragraphs] == [
                (p.id, p.level) for p in alignment.document(side).paragraphs
            ]
        # Sentences stand where they say they do, so a project can be made of them.
        assert [u.text for u in Project.create(back, tmp_path / "s.kken").alignment.kk_units] == [
            u.text for u in alignment.kk_units
        ]

    def test_links_that_cross_and_links_with_gaps(self) -> None:
        alignment = small_alignment()
        crossed = (Link((0,), (4,)), Link((1, 3), (0, 2)), Link((2,), (1, 3)), Link((4,), ()))
        assert Alignment.from_frame(replace(alignment, links=crossed).to_frame()).links == crossed

    def test_cells_that_a_file_made_lists_and_arrays_of(self) -> None:
        frame = small_alignment().to_frame()
        for name in frame.columns[6:]:
            frame[name] = [list(cell) if row % 2 else np.array(cell, dtype=object) for row, cell in enumerate(frame[name])]
        frame["en_headings"] = [np.array([np.nan] * len(cell)) for cell in frame["en_headings"]]
        assert Alignment.from_frame(frame) == small_alignment()
        assert Alignment.from_frame(pickle.loads(pickle.dumps(frame))) == small_alignment()

    def test_rows_that_were_dropped(self) -> None:
        frame = small_alignment().to_frame().drop(index=[1])
        back = Alignment.from_frame(frame)
        assert [link.pair for link in back.links] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), ())]
        assert [unit.id for unit in back.en_units] == ["en.1", "en.3", "en.4", "en.5"]
        assert back.texts(back.links[1]) == ("Екінші абзац.", "Second and third paragraph.")


class TestBareFrames:
    def test_each_cell_that_is_not_empty_is_a_unit(self) -> None:
        back = Alignment.from_frame(bare(("Бір.", "One."), (None, "Two."), ("Үш.", " "), (float("nan"), "Four.")))
        assert [link.pair for link in back.links] == [((0,), (0,)), ((), (1,)), ((1,), ()), ((), (2,))]
        assert [(u.id, u.text) for u in back.kk_units] == [("kk.1", "Бір."), ("kk.2", "Үш.")]
        assert [link.confidence for link in back.links] == [None] * 4
        assert (back.kk.name, back.level, back.model) == ("kk", "paragraph", "")

    def test_further_columns_are_taken_or_left(self) -> None:
        frame = bare(("Бір.", "One."), ("Екі.", "Two."), confidence=[0.5, None], note=["a", "b"], similarity=[1.000001, -1])
        back = Alignment.from_frame(frame, level="sentence", model="mine")
        assert [(link.confidence, link.similarity) for link in back.links] == [(0.5, 1.000001), (None, -1.0)]
        assert (back.level, back.model) == ("sentence", "mine")
        assert [unit.id for unit in back.en_units] == ["en.1.1", "en.2.1"]

    def test_what_is_made_of_it_can_be_reviewed_and_written(self, tmp_path: Path) -> None:
        back = Alignment.from_frame(bare(("Бір.", "One."), ("Екі.", "")))
        back.write(tmp_path / "links.tsv")
        assert Project.create(back, tmp_path / "p.kken").alignment.links == back.links


class TestRefusals:
    @pytest.mark.parametrize(
        ("frame", "message"),
        [
            (pandas.DataFrame({"kk": ["Бір."]}), "no column 'en'"),
            (pandas.DataFrame([["a", "b", "c"]], columns=["kk", "en", "en"]), "several columns 'en'"),
            (bare(("Бір.", "One."), (3, "Two.")), r"row 1: kk holds 3, which is no text"),
            (bare(("Бір.", "One."), ("", None)), r"row 1: neither kk nor en"),
            (bare(("Бір.", "One."), confidence=[1.2]), r"row 0: confidence is 1.2, which is no number from 0 to 1"),
            (bare(("Бір.", "One."), confidence=["high"]), r"row 0: confidence is 'high'"),
            (bare(("Бір.", "One."), similarity=[-2]), r"row 0: similarity is -2, which is no number from -1 to 1"),
            (bare(("Бір.", "One."), kk_units=["kk.1"]), r"a column 'kk_units' but no 'kk_texts'"),
            (bare(("Бір.", "One."), kk_texts=["Бір."]), r"row 0: kk_texts holds 'Бір.', which is no tuple"),
            (bare(("Бір.", "One."), kk_texts=[("Екі.",)]), r"row 0: kk says something else than kk_texts"),
            (bare(("Бір.", "One."), kk_texts=[(" ",)]), r"row 0: kk_texts holds something else than texts"),
            (bare(("Бір.", "One."), kk_texts=[None]), r"row 0: kk says something else than kk_texts"),
            (bare(("Бір.", "One."), kk_texts=[("Бір.",)], kk_places=[None]), r"row 0: kk_places has 0 entries for 1 units"),
            (bare(("Бір.", "One."), kk_texts=[("Бір.",)], kk_places=[("a",)]), r"row 0: .* something else than numbers"),
            (bare(("Бір.", "One."), kk_texts=[("Бір.",)], kk_places=[(0.5,)]), r"row 0: .* something else than numbers"),
            (bare(("Бір.", "One."), kk_lines=[(3,)]), r"row 0: .* something else than numbers"),
        ],
    )
    def test_what_a_frame_must_not_be(self, frame: pandas.DataFrame, message: str) -> None:
        with pytest.raises(MalformedFrame, match=message):
            Alignment.from_frame(frame)

    def test_a_unit_in_two_rows(self) -> None:
        frame = small_alignment().to_frame()
        frame.at[3, "en_places"] = (3,)
        with pytest.raises(MalformedFrame, match="row 3: its en unit 3 stands in row 2 too"):
            Alignment.from_frame(frame)
        frame = small_alignment().to_frame()
        frame.at[1, "kk_units"] = ("kk.1",)
        with pytest.raises(MalformedFrame, match=r"kk_units: 2 units have the id 'kk\.1'"):
            Alignment.from_frame(frame)

    def test_rows_and_units_out_of_order(self) -> None:
        frame = small_alignment().to_frame()
        shuffled = frame.sort_values("confidence")
        with pytest.raises(
            MalformedFrame, match="row 3: its text comes before that of row 4; put the rows in reading order"
        ):
            Alignment.from_frame(shuffled)
        assert Alignment.from_frame(shuffled.sort_index()) == small_alignment()
        frame.at[2, "en_places"] = (3, 2)
        with pytest.raises(MalformedFrame, match="row 2: en_places are out of order"):
            Alignment.from_frame(frame)
        omissions = bare(
            ("", "One."), ("", "Two."), kk_texts=[(), ()], en_texts=[("One.",), ("Two.",)], en_places=[(1,), (0,)]
        )
        omissions = pandas.concat([omissions, bare(("Бір.", ""), kk_texts=[("Бір.",)], en_texts=[()], en_places=[()])])
        with pytest.raises(MalformedFrame, match="row 1: its text comes before that of row 0"):
            Alignment.from_frame(omissions)

    def test_a_side_without_text(self) -> None:
        with pytest.raises(EmptyText, match="no cell of en holds text"):
            Alignment.from_frame(bare(("Бір.", None), ("Екі.", "")))
        with pytest.raises(EmptyText):
            Alignment.from_frame(bare())

    def test_what_is_no_frame_and_no_level(self) -> None:
        with pytest.raises(TypeError, match="not dict"):
            Alignment.from_frame({"kk": ["Бір."]})  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="no level 'word'"):
            Alignment.from_frame(bare(("Бір.", "One.")), level="word")  # type: ignore[arg-type]
