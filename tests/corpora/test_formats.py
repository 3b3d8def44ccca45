"""Exports: every link and flag arrives, other tools read the files, and they are written whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from alignment import review
from alignment.corpora import corpus_of
from alignment.corpora.formats import FORMATS, write
from alignment.exceptions import OutputException
from alignment.project import Project
from alignment.records import Alignment


@pytest.fixture
def reviewed(project: Project) -> Project:
    review.set_status(project, ((0,), (0,)), "accepted", "a")
    review.merge(project, ((2,), (2, 3)), "next", "a")
    review.flag(project, ((1,), (1,)), "Accuracy/Omission", "major", "a\tclause\nis <missing> & gone", "a")
    return project


def export(project: Project, path: Path) -> Path:
    state = project.state()
    write(path, corpus_of(project.alignment, state))
    return path


def test_tsv_holds_every_link_with_its_state_and_flags(reviewed: Project, tmp_path: Path) -> None:
    text = export(reviewed, tmp_path / "links.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row["kk_units"] for row in rows] == ["kk.1", "kk.2", "kk.3,kk.4", "kk.5"]
    assert [row["en_units"] for row in rows] == ["en.1", "en.2", "en.3,en.4,en.5", ""]
    assert rows[2]["kk"] == "Екінші абзац. Үшінші абзац."
    assert [row["status"] for row in rows] == ["accepted", "unreviewed", "unreviewed", "unreviewed"]
    assert [row["origin"] for row in rows] == ["machine", "machine", "reviewer", "machine"]
    assert [row["confidence"] for row in rows] == ["0.9900", "0.9500", "", "0.7000"]
    assert rows[1]["flags"] == "Accuracy/Omission (major): a clause is <missing> & gone"


def test_tsv_of_the_report_loses_no_character(report: Alignment, tmp_path: Path) -> None:
    write(tmp_path / "r.tsv", corpus_of(report))
    rows = list(csv.DictReader((tmp_path / "r.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(report.links)
    assert " ".join(row["kk"] for row in rows if row["kk"]) == " ".join(unit.text for unit in report.kk_units)
    assert " ".join(row["en"] for row in rows if row["en"]) == " ".join(unit.text for unit in report.en_units)


def test_every_format_has_a_name_an_extension_and_a_help_text() -> None:
    assert all(name == form.name and form.help for name, form in FORMATS.items())


def test_an_unknown_format_is_refused_with_those_there_are(project: Project, tmp_path: Path) -> None:
    with pytest.raises(OutputException, match="use one of tsv, csv, xlsx"):
        export(project, tmp_path / "links.doc")
    with pytest.raises(OutputException, match="no format 'doc'"):
        write(tmp_path / "links", corpus_of(project.alignment), "doc")


def test_what_cannot_be_written_leaves_nothing(project: Project, tmp_path: Path) -> None:
    with pytest.raises(OutputException, match="no folder"):
        export(project, tmp_path / "none" / "links.tsv")
    (tmp_path / "folder.tsv").mkdir()
    with pytest.raises(OutputException, match="this is a folder"):
        export(project, tmp_path / "folder.tsv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.tsv", "small.kken"]


def test_a_failed_export_keeps_the_old_file(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export(project, tmp_path / "links.tsv")
    before = path.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OutputException, match="No space left"):
        export(project, path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["links.tsv", "small.kken"]
