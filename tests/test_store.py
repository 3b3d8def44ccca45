"""The project file: written whole, read back equal, never overwritten, and no other file taken for one."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from alignment import review
from alignment.embedding import Encoder
from alignment.exceptions import NewerProject, NotAProject, OutputException, UnreadableFile
from alignment.pipeline import align_documents
from alignment.records import Alignment
from alignment.store import Project
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
    with pytest.raises(OutputException, match="cannot be written"):
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
