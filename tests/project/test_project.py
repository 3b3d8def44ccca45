"""The project file: written whole, read back equal, never overwritten, and no other file taken for one."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from alignment import review
from alignment.embedding.encoders import Encoder
from alignment.exceptions import Conflict, NewerProject, NotAProject, OutputException, UnreadableFile
from alignment.pipeline import align_documents
from alignment.project import Project
from alignment.project.database import open_engine
from alignment.records import Alignment, Change
from tests.conftest import small_alignment


def test_what_is_read_back_equals_what_was_written(tmp_path: Path, report: Alignment, encoder: Encoder) -> None:
    assert Project.create(report, tmp_path / "report.kken").alignment == report
    fine = align_documents(report.kk, report.en, encoder, level="sentence")
    assert Project.create(fine, tmp_path / "fine.kken").alignment == fine


def test_a_database_url_does_as_well_as_a_path(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'by-url.db'}"
    Project.create(small_alignment(), url)
    review.set_status(Project.open(url), ((0,), (0,)), "accepted", "a")
    assert Project.open(url).state().links[0].status == "accepted"
    with pytest.raises(OutputException, match="project here already"):
        Project.create(small_alignment(), url)


def test_a_project_without_review_may_be_replaced_but_no_work_is_lost(project: Project) -> None:
    again = Project.create(small_alignment(), project.location)
    review.set_status(again, ((0,), (0,)), "accepted", "a")
    with pytest.raises(OutputException, match="1 acts of review"):
        Project.create(small_alignment(), project.location)
    assert len(Project.open(project.location).events()) == 1


def test_another_programs_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "thesis.txt"
    path.write_text("years of work")
    with pytest.raises(OutputException, match="another file"):
        Project.create(small_alignment(), path)
    assert path.read_text() == "years of work"


def test_nothing_is_left_where_a_project_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputException, match="no folder"):
        Project.create(small_alignment(), tmp_path / "no-folder" / "p.kken")
    assert list(tmp_path.iterdir()) == []


def foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()


def test_what_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such project"):
        Project.open(tmp_path / "none.kken")
    with pytest.raises(UnreadableFile, match="folder"):
        Project.open(tmp_path)
    (tmp_path / "text.kken").write_text("not a database")
    with pytest.raises(NotAProject):
        Project.open(tmp_path / "text.kken")
    foreign_database(tmp_path / "notes.db")
    with pytest.raises(NotAProject):
        Project.open(tmp_path / "notes.db")
    with pytest.raises(NotAProject, match="not a database"):
        Project.open("nosuch://host/db")


def test_a_damaged_project_is_said_to_be_one(project: Project, tmp_path: Path) -> None:
    content = Path(project.location).read_bytes()
    (tmp_path / "cut.kken").write_bytes(content[: len(content) // 3])
    with pytest.raises(NotAProject):
        Project.open(tmp_path / "cut.kken")


def test_a_later_versions_project_is_not_touched(project: Project) -> None:
    connection = sqlite3.connect(project.location)
    connection.execute("UPDATE project SET format = 99")
    connection.commit()
    connection.close()
    with pytest.raises(NewerProject, match="update the program"):
        Project.open(project.location)


def test_many_writers_lose_no_act(project: Project) -> None:
    refused: list[BaseException] = []

    def work(name: str) -> None:
        own = Project.open(project.location)
        for _ in range(10):
            try:
                review.flag(own, ((0,), (0,)), "Other", "minor", name, name)
            except Exception as error:
                refused.append(error)

    threads = [threading.Thread(target=work, args=(f"reviewer {i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    events = project.events()
    assert [event.sequence for event in events] == list(range(1, 41))
    assert len(project.state().flags) == 40


FORMAT_1 = """
CREATE TABLE project (program TEXT NOT NULL, format INTEGER NOT NULL, level TEXT NOT NULL, model TEXT NOT NULL,
  created TEXT NOT NULL);
CREATE TABLE document (side TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE paragraph (side TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, level INTEGER,
  text TEXT NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, PRIMARY KEY (side, place));
CREATE TABLE sentence (side TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, paragraph INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (side, place));
CREATE TABLE link (place INTEGER NOT NULL PRIMARY KEY, kk JSON NOT NULL, en JSON NOT NULL, confidence FLOAT,
  similarity FLOAT);
CREATE TABLE event (sequence INTEGER NOT NULL PRIMARY KEY, reviewer TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
  act JSON NOT NULL);
INSERT INTO project VALUES ('kk-en-alignment', 1, 'paragraph', 'kk-en-static', '2026-01-01T00:00:00+00:00');
INSERT INTO document VALUES ('kk', 'kk.txt', ''), ('en', 'en.txt', '');
INSERT INTO paragraph VALUES ('kk', 0, 'kk.1', 'body', NULL, 'Бірінші.', 1, 1),
  ('kk', 1, 'kk.2', 'body', NULL, 'Екінші.', 2, 2),
  ('en', 0, 'en.1', 'body', NULL, 'First.', 1, 1), ('en', 1, 'en.2', 'body', NULL, 'Second.', 2, 2);
INSERT INTO link VALUES (0, '[0]', '[0]', 0.9, 0.8), (1, '[1]', '[1]', 0.7, 0.6);
INSERT INTO event VALUES (1, 'a', '2026-01-01T10:00:00.000+00:00', 'status', '{"pair": [[0], [0]], "status": "accepted"}'),
  (2, 'a', '2026-01-01T10:01:00.000+00:00', 'relink',
   '{"how": "merge", "before": [[[0], [0]], [[1], [1]]], "after": [[[0, 1], [0, 1]]]}'),
  (3, 'a', '2026-01-01T10:02:00.000+00:00', 'undo', '{"target": 2}');
"""


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "old.kken"
    connection = sqlite3.connect(path)
    connection.executescript(FORMAT_1)
    connection.close()
    return path


def test_a_project_of_the_first_format_is_brought_up_in_place(old_file: Path) -> None:
    project = Project.open(old_file)
    state = project.state()
    assert [r.pair for r in state.links] == [((0,), (0,)), ((1,), (1,))]
    assert [r.status for r in state.links] == ["accepted", "unreviewed"]
    assert project.about().title == "old"
    assert not project.about().archived
    assert [r.pair for r in project.redo("a").links] == [((0, 1), (0, 1))]
    review.comment(project, ((0, 1), (0, 1)), "both", "b")
    assert Project.open(old_file).state() == project.state()


def test_stray_spaces_are_kept_and_unknown_in_an_old_project(old_file: Path, tmp_path: Path) -> None:
    old = Project.open(old_file).alignment
    assert {(p.gaps, p.indents) for p in old.kk.paragraphs} == {((), ())}
    marked = tuple(replace(p, gaps=(3, 5), indents=(0,)) for p in old.kk.paragraphs)
    project = Project.create(replace(old, kk=replace(old.kk, paragraphs=marked), kk_units=marked), tmp_path / "new.kken")
    assert Project.open(project.location).alignment.kk.paragraphs == marked


def test_what_was_made_clean_and_pages_are_kept_and_unknown_in_an_old_project(old_file: Path, tmp_path: Path) -> None:
    old = Project.open(old_file).alignment
    assert {(p.changes, p.page) for p in old.kk.paragraphs} == {((), None)}
    changes = (Change(0, 2, "ﬁ"), Change(3, 3, "\xad"), Change(3, 3, "␂"))
    marked = tuple(replace(p, changes=changes, page=7) for p in old.kk.paragraphs)
    project = Project.create(replace(old, kk=replace(old.kk, paragraphs=marked), kk_units=marked), tmp_path / "new.kken")
    assert Project.open(project.location).alignment.kk.paragraphs == marked


@pytest.mark.parametrize("changes", ['[[0, 900, "x"]]', '[[3, 2, "x"]]', '[[-1, 2, "x"]]', "[[0, 1]]", "{}", "x"])
def test_changes_that_lie_in_no_text_are_damage(project: Project, changes: str) -> None:
    connection = sqlite3.connect(project.location)
    connection.execute("UPDATE paragraph SET changes = ? WHERE place = 0", (changes,))
    connection.commit()
    connection.close()
    with pytest.raises(NotAProject, match="damaged"):
        Project.open(project.location)


def test_a_migration_that_fails_changes_nothing(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic.operations import Operations

    from alignment.project import migrations

    def half(operations: Operations) -> None:
        operations.execute("ALTER TABLE project ADD COLUMN title TEXT")
        operations.execute("ALTER TABLE no_such_table ADD COLUMN title TEXT")

    monkeypatch.setitem(migrations._STEPS, 1, half)
    before = sqlite3.connect(old_file).execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    with pytest.raises(NotAProject):
        Project.open(old_file)
    connection = sqlite3.connect(old_file)
    assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
    assert connection.execute("SELECT format FROM project").fetchall() == [(1,)]


def test_a_project_is_renamed_and_archived(project: Project) -> None:
    assert project.about().title == "small"
    project.rename("  The report  ")
    project.archive()
    about = Project.open(project.location).about()
    assert (about.title, about.archived) == ("The report", True)
    project.archive(False)
    assert not project.about().archived


def test_an_act_that_the_database_refuses_does_not_count(project: Project) -> None:
    review.set_status(project, ((0,), (0,)), "accepted", "a")
    connection = sqlite3.connect(project.location)
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    connection.commit()
    state = project.state()
    with pytest.raises((OutputException, Conflict)):
        review.merge(project, ((1,), (1,)), "next", "a")
    assert project.state() == state
    connection.execute("DROP TRIGGER full")
    connection.commit()
    connection.close()
    assert len(review.merge(project, ((1,), (1,)), "next", "a").links) == 4


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_others_may_read_a_new_project(project: Project) -> None:
    assert stat.S_IMODE(Path(project.location).stat().st_mode) == 0o644


def test_a_password_is_shown_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, shown = "postgresql://a:secret@h/d", "postgresql://a:***@h/d"
    # A SQLite file stands in for the server, which no test can count on.
    monkeypatch.setattr("alignment.project.project.open_engine", lambda _: open_engine(tmp_path / "p.db"))
    assert Project.create(small_alignment(), url).location == shown
    assert Project.open(url).location == shown
    with pytest.raises(OutputException, match=re.escape(f"{shown}: there is a project here already")):
        Project.create(small_alignment(), url)
    (tmp_path / "p.db").write_bytes(b"no database at all, but as long as the header of one would be" * 20)
    with pytest.raises(OutputException, match=re.escape(f"{shown}: the database refused")):
        Project.create(small_alignment(), url)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense://a:secret@h/d",
        "sqlite://a:secret@h/d",
        "postgresql://a:secret@h:port/d",
        "postgresql://a:secret",  # no host, so the password stands where a port would
        "nonsense://h/d?password=secret",
        "nonsense://h/d?sslpassword=secret",
    ],
)
@pytest.mark.parametrize("make", [Project.open, lambda url: Project.create(small_alignment(), url)])
def test_a_refusal_shows_no_password(url: str, make: Callable[[str], Project]) -> None:
    with pytest.raises(NotAProject, match=f"^{url.split(':', maxsplit=1)[0]}://") as told:
        make(url)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("name", ["50%20 off.kken", "a?b.kken", "a#b.kken", "a&uri=true?c.kken", ":memory:", "ә ұ.kken"])
def test_a_files_name_is_no_part_of_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for place in (tmp_path / name, name):
        Project.create(small_alignment(), place)
        review.set_status(Project.open(place), ((0,), (0,)), "accepted", "a")
        assert [path.name for path in tmp_path.iterdir()] == [name]
        Path(name).unlink()


def test_a_path_with_a_schemes_sign_in_it_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes:").mkdir()
    Project.create(small_alignment(), "./notes://p.kken")
    assert (tmp_path / "notes:" / "p.kken").is_file()


@pytest.mark.parametrize("url", ["sqlite:///{}/mistyped.kken", "sqlite+pysqlite:///{}/mistyped.kken"])
def test_opening_a_mistyped_url_makes_no_file(tmp_path: Path, url: str) -> None:
    with pytest.raises(UnreadableFile, match="no such project"):
        Project.open(url.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:p.kken?uri=true", "sqlite:///p.kken?mode=ro"]
)
@pytest.mark.parametrize("make", [Project.open, lambda url: Project.create(small_alignment(), url)])
def test_a_url_without_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, make: Callable[[str], Project]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAProject, match="by its path"):
        make(url)
    assert list(tmp_path.iterdir()) == []
