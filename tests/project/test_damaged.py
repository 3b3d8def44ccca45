"""A damaged project: what of it is whole is read, nothing is added to it, and what is wrong is said with the remedy."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from alignment import review
from alignment.exceptions import ActRefused, NotAProject, OutputException, UnreadableFile
from alignment.project import Damage, Project, SetStatus
from alignment.project.events import Relink, SplitAt
from alignment.project.written_acts import act_from_json
from alignment.records import Alignment, Pair, Point
from tests.conftest import large_alignment, small_alignment

PAIRS: tuple[Pair, ...] = (((0,), (0,)), ((1,), (1,)), ((3,), (4,)))
EVERY_ACT = Path(__file__).parent / "data" / "every-act.kken"


def accept(project: Project, number: int) -> None:
    review.set_status(project, PAIRS[number], "accepted", "a")


def alter(location: str | Path, statement: str) -> None:
    """Do to the file what no part of the program does."""
    with sqlite3.connect(location) as connection:
        connection.execute(statement)
    connection.close()


def damage(project: Project) -> Damage:
    assert project.damage is not None
    return project.damage


@pytest.fixture
def acted(project: Project) -> Project:
    """Three acts."""
    for number in range(3):
        accept(project, number)
    return project


@pytest.mark.parametrize(
    ("statement", "reason", "whole", "beyond"),
    [
        ("DELETE FROM event WHERE sequence = 2", "act 2 is missing", 1, 1),
        ("UPDATE event SET sequence = sequence + 7", "act 1 is missing", 0, 3),
        (
            "UPDATE event SET act = replace(act, '[[1], [1]]', '[[9], [9]]')",
            "act 2 does not apply (kk 10 – en 10 is no",
            1,
            2,
        ),
        ("UPDATE event SET act = '[' WHERE sequence = 2", "act 2 cannot be read (", 1, 2),
        ("UPDATE event SET act = CAST(x'ff' AS TEXT) WHERE sequence = 3", "act 3 cannot be read (", 2, 1),
        ("UPDATE event SET kind = 'dance' WHERE sequence = 3", "act 3 cannot be read (", 2, 1),
        ("UPDATE event SET at = 'yesterday' WHERE sequence = 1", "act 1 cannot be read (", 0, 3),
    ],
)
def test_what_comes_before_the_damage_is_read_and_nothing_is_added(
    acted: Project, statement: str, reason: str, whole: int, beyond: int
) -> None:
    alter(acted.location, statement)
    project = Project.open(acted.location)
    assert damage(project).reason.startswith(reason)
    assert (damage(project).whole, damage(project).beyond) == (whole, beyond)
    assert project.state().accepted == len(project.events()) == whole
    before = Path(project.location).read_bytes()
    for act in (lambda: accept(project, 0), lambda: project.undo("a")):
        with pytest.raises(
            NotAProject, match=r"nothing can be changed here; `alignment verify .*small\.kken --save-to FILE`"
        ):
            act()
    assert Path(project.location).read_bytes() == before


def test_a_damaged_project_that_is_put_back_can_be_worked_in(acted: Project, tmp_path: Path) -> None:
    whole = shutil.copy(acted.location, tmp_path / "whole")
    alter(acted.location, "DELETE FROM event WHERE sequence = 2")
    project = Project.open(acted.location)
    assert damage(project).whole == 1
    shutil.copyfile(whole, project.location)
    assert project.state().accepted == 3
    assert project.damage is None
    project.undo("a")


def test_damage_that_comes_while_it_is_open_is_seen_at_the_next_look(acted: Project) -> None:
    alter(acted.location, "INSERT INTO event VALUES (5, 'b', '2026-01-01T00:00:00+00:00', 'undo', '{\"target\": 1}')")
    assert acted.state().accepted == 3
    assert damage(acted).reason == "act 4 is missing"
    alter(acted.location, "DROP TABLE event")
    with pytest.raises(NotAProject, match="no such table: event"):
        acted.state()


def test_no_project_is_made_over_a_damaged_one(acted: Project) -> None:
    alter(acted.location, "DELETE FROM event WHERE sequence = 1")
    with pytest.raises(OutputException, match="another file of this name"):
        Project.create(small_alignment(), acted.location)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM link WHERE place = 1",
        "DELETE FROM link WHERE place = 4",
        "UPDATE link SET kk = '[99]' WHERE place = 1",
        "UPDATE link SET kk = '[-1]' WHERE place = 1",
        "UPDATE link SET kk = '[true]' WHERE place = 1",
        "UPDATE link SET en = '[0]' WHERE place = 4",
        "UPDATE link SET en = '{}' WHERE place = 1",
        "UPDATE link SET confidence = 'high' WHERE place = 1",
        "DELETE FROM paragraph WHERE side = 'en' AND place = 2",
        "UPDATE paragraph SET kind = 'poem' WHERE place = 1",
        "UPDATE paragraph SET text = x'00' WHERE place = 1",
        "UPDATE paragraph SET gaps = '[\"a\"]' WHERE place = 1",
        "UPDATE paragraph SET first_line = 'one' WHERE place = 1",
        "UPDATE document SET side = 'ru' WHERE side = 'kk'",
        "INSERT INTO document VALUES ('ru', 'third', '')",
        "UPDATE project SET level = 'chapter'",
        "UPDATE project SET format = 'four'",
        "UPDATE project SET format = 0",
        "DELETE FROM project",
        "DROP TABLE sentence",
    ],
)
def test_texts_and_links_that_are_not_whole_are_refused_by_name(acted: Project, statement: str) -> None:
    alter(acted.location, statement)
    with pytest.raises(NotAProject, match=r"small\.kken: not a project"):
        Project.open(acted.location)


def test_sentences_are_looked_at_too(tmp_path: Path, fine: Alignment) -> None:
    for number, change in enumerate(("paragraph = 99", "start = -1", "end = 100000", "end = start", "paragraph = 'x'")):
        made = Project.create(fine, tmp_path / f"{number}.kken")
        alter(made.location, f"UPDATE sentence SET {change} WHERE place = 1")
        with pytest.raises(NotAProject, match=r"sentence, (kk|en): "):
            Project.open(made.location)


@pytest.fixture
def fine() -> Alignment:
    """A small alignment of sentences."""
    from alignment.embedding import load_encoder
    from alignment.pipeline import align_documents

    alignment = small_alignment()
    return align_documents(alignment.kk, alignment.en, load_encoder(), level="sentence")


def test_a_moment_that_cannot_be_told_is_named(acted: Project) -> None:
    alter(acted.location, "UPDATE project SET created = '0001-01-01T00:00:00+00:00'")
    project = Project.open(acted.location)
    with pytest.raises(NotAProject, match="is no moment"):
        project.about()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("status", {"pair": [[0], [0]], "status": "lost"}),
        ("status", {"pair": [[0], [0], [0]], "status": "accepted"}),
        ("status", {"pair": [[0.0], [0]], "status": "accepted"}),
        ("status", {"pair": [[0], [0]]}),
        ("status", [1]),
        ("flag", {"pair": [[0], [0]], "category": 1, "severity": "minor", "note": "", "spans": []}),
        ("flag", {"pair": [[0], [0]], "category": "", "severity": "minor", "note": "", "spans": [["ru", 0, 0, 1]]}),
        ("terms", {"put": [{"en": "a"}]}),
        ("terms", {"put": [{"en": "a", "kk": "b", "status": "loved"}]}),
        ("rate", {"pair": [[0], [0]], "score": True}),
        ("relink", {"how": "", "before": [], "after": [], "scores": [[1e999, 0]]}),
    ],
)
def test_an_act_of_another_shape_is_no_act(kind: str, data: object) -> None:
    with pytest.raises(NotAProject, match="does not know"):
        act_from_json(kind, data)


@pytest.mark.parametrize(
    "act",
    [
        SetStatus(PAIRS[0], "lost"),  # type: ignore[arg-type]
        SplitAt(PAIRS[1], Point(1, 999, 1000), Point(1)),
        SplitAt(PAIRS[1], Point(7, 2, 3), Point(1)),
        SplitAt(PAIRS[1], Point(0), Point(0)),
        Relink("merge", PAIRS[:2], (((0, 1), (0, 1)),), ((0.5, 0.5), (0.5, 0.5))),
    ],
)
def test_what_could_not_be_read_back_is_not_saved(project: Project, act: SetStatus) -> None:
    with pytest.raises(ActRefused):
        project.append(act, "a")
    accept(project, 0)
    assert Project.open(project.location).events() == project.events()


def test_an_act_of_somebody_else_is_not_undone(project: Project) -> None:
    accept(project, 0)
    alter(project.location, "INSERT INTO event VALUES (2, 'b', '2026-01-01T00:00:00+00:00', 'undo', '{\"target\": 1}')")
    assert project.state().accepted == 1
    assert damage(project).reason == "act 2 does not apply (there is nothing to undo)"


def test_half_a_surrogate_in_a_note_is_told_from_text(project: Project) -> None:
    review.comment(project, PAIRS[0], "a note", "a")
    alter(project.location, r"""UPDATE event SET act = '{"pair": [[0], [0]], "text": "\ud800"}'""")
    assert Project.open(project.location).state().comments[0].text == "\ufffd"


@pytest.mark.parametrize("failure", [PermissionError(13, "Permission denied"), OSError(36, "File name too long")])
def test_a_file_that_may_not_be_read_is_named(project: Project, failure: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise failure

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match=r"small\.kken: cannot be read \("):
        Project.open(project.location)


def test_a_name_that_no_file_can_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        Project.open(tmp_path / ("a" * 300))


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(OutputException, match=r"p\.kken: cannot be written \("):
            Project.create(large_alignment(2000), tmp_path / "p.kken")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_project_with_every_kind_of_act_has_no_damage(tmp_path: Path) -> None:
    assert Project.open(shutil.copy(EVERY_ACT, tmp_path)).damage is None


@pytest.mark.parametrize(
    "harm",
    [
        "CREATE TRIGGER t BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN UPDATE event SET reviewer = 'x'; END",
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "CREATE VIRTUAL TABLE v USING fts5(words)",
    ],
)
def test_nothing_that_a_file_says_is_run(project: Project, harm: str) -> None:
    accept(project, 0)
    alter(project.location, harm)
    before = Path(project.location).read_bytes()
    with pytest.raises(NotAProject, match="made to do harm: it holds a"):
        Project.open(project.location)
    assert Path(project.location).read_bytes() == before
