"""What the list of all links hands to the browser: nothing is left out, nothing of one state stands beside another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from alignment import review
from alignment.project import Project
from alignment.workbench import text_rows
from tests.conftest import large_alignment, small_alignment

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def read(content: bytes) -> Any:
    return json.loads(content)


def test_the_pieces_hold_every_unit_once_beginning_with_the_nearest() -> None:
    alignment = large_alignment(1_000)
    pieces = text_rows.text_pieces(alignment, "s")
    assert len(pieces) == 3
    made: dict[str, dict[int, Any]] = {"kk": {}, "en": {}}
    for content in map(read, pieces):
        assert (content["kind"], content["stamp"]) == ("texts", "s")
        for side, units in made.items():
            for number, unit in enumerate(content[side], content["first"]):
                assert number not in units
                units[number] = unit
    for side in ("kk", "en"):
        units = alignment.kk_units if side == "kk" else alignment.en_units
        assert [made[side][place][:2] for place in range(len(units))] == [[unit.id, unit.text] for unit in units]
        assert [made[side][place][2:] for place in (0, 1)] == [[1], []]  # a heading, and none
    numbers = [number for number, _piece in text_rows.nearest_first(pieces, ((950,), (950,)))]
    assert numbers == [2, 1, 0]
    assert next(number for number, _piece in text_rows.nearest_first(pieces, ((), (500,)))) == 1
    assert next(number for number, _piece in text_rows.nearest_first(pieces, ((500,), ()))) == 1


def test_links_bear_a_stamp_that_tells_them_from_others(project: Project) -> None:
    first = text_rows.links_piece(project.state())
    content = read(first.content)
    assert content["stamp"] == first.stamp
    assert [tuple(map(tuple, pair)) for pair in content["pairs"]] == [FIRST, SECOND, MERGED, FOURTH, LAST]
    assert content["sure"] == [990, 950, 600, 800, 700]
    # A status alone leaves them as they are; a merge does not.
    assert text_rows.links_piece(review.set_status(project, FIRST, "accepted", "a")) == first
    merged = text_rows.links_piece(review.merge(project, FIRST, "next", "a"))
    assert merged.stamp != first.stamp
    assert read(merged.content)["sure"] == [-1, 600, 800, 700]


def test_notes_stand_at_every_link_that_has_their_units(project: Project) -> None:
    review.flag(project, MERGED, "Other", "major", "бұл <b>", "a", better="онда")
    review.comment(project, FIRST, "Осы дұрыс па?", "Айгүл")
    review.propose(project, LAST, "kk", "Басқаша.", "a")
    state = review.split(project, MERGED, 1, 1, "a")  # the flag now concerns both links
    findings = review.by_link(review.with_decisions(review.inspect(project.alignment, state), state), state)
    content = read(text_rows.notes_piece(state, findings).content)["notes"]
    flag = ["flag", "red", "major · Other · бұл <b> · → онда"]
    assert flag in content["2"]
    assert flag in content["3"]
    assert ["comment", "gray", "Айгүл: Осы дұрыс па?"] in content["0"]
    assert ["comment", "green", "a → Басқаша."] in content["5"]
    told = {int(place): [note for note in notes if note[0] == "finding"] for place, notes in content.items()}
    assert {place: len(notes) for place, notes in told.items() if notes} == {
        state.places[pair]: len(found) for pair, found in findings.items()
    }


def test_rows_name_what_is_shown_only_where_it_is_not_all(project: Project) -> None:
    review.set_status(project, SECOND, "accepted", "a")
    state = review.set_status(project, LAST, "needs review", "a")
    content = read(text_rows.rows_piece(state, [0, 1, 2, 3, 4], links="x"))
    assert (content["status"], content["shown"], content["links"]) == ("uauun", None, "x")
    assert content["sequence"] == state.sequence
    assert read(text_rows.rows_piece(state, [4, 0]))["shown"] == [4, 0]
    assert read(text_rows.rows_piece(state, []))["shown"] == []
    assert read(text_rows.rows_piece(state, [1, 0, 2, 3, 4]))["shown"] == [1, 0, 2, 3, 4]


def test_five_thousand_links_travel_small(tmp_path: Path) -> None:
    """An act sends the rows anew, which stay far below what the texts take."""
    alignment = large_alignment(5_000)
    project = Project.create(alignment, tmp_path / "large.kken")
    state = project.state()
    rows = text_rows.rows_piece(state, range(5_000))
    assert len(rows) < 8_000
    assert len(text_rows.links_piece(state).content) < 150_000
    assert sum(map(len, text_rows.text_pieces(alignment, "s"))) > 1_000_000


def test_figures_are_written_as_the_language_does() -> None:
    figures = text_rows.figures()
    assert figures["percent"][:2] + figures["percent"][-1:] == ["0%", "1%", "100%"]  # type: ignore[index]
    bands = figures["bands"]
    assert [least for least, _color, _words in bands] == [950, 800, 500, 0]  # type: ignore[attr-defined]
