"""`alignment export`: filters, several files of one format, standard output, and what is refused before any work."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

from alignment import review
from alignment.corpora import FORMATS, Corpus, corpus_of, write, write_stream
from alignment.corpora import formats as all_formats
from alignment.exceptions import OutputException
from alignment.project import Project
from tests.cli.running import failure, run
from tests.conftest import ROOT, large_alignment, small_alignment
from tests.corpora.content import files


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_from_the_command_line(form: str, project: Project, tmp_path: Path) -> None:
    path = tmp_path / f"links.{form}"
    done = run("export", project.location, "-o", path, "--format", form, "--json")
    assert done.returncode == 0, done
    told = json.loads(done.stdout)
    assert told["links"] == (4 if FORMATS[form].pairs_only else 5)
    assert told["left_out"] == ({"both_sides": 1} if FORMATS[form].pairs_only else {})
    assert all(path.with_name(path.name + ending).stat().st_size for ending in FORMATS[form].endings)


@pytest.mark.parametrize(
    ("options", "links"),
    [
        (["--status", "accepted"], 1),
        (["--status", "accepted", "--status", "needs review"], 2),
        (["--min-confidence", "0.8"], 3),
        (["--max-ratio", "1.2"], 1),
        (["--unique"], 5),
        (["--flagged"], 1),
        (["--not-flagged"], 4),
        (["--sections", "en.1"], 5),
        (["--level", "paragraph"], 5),
    ],
)
def test_filters_choose_links_and_tell_how_many_they_left_out(
    options: list[str], links: int, project: Project, tmp_path: Path
) -> None:
    review.set_status(project, ((0,), (0,)), "accepted", "a")
    review.set_status(project, ((1,), (1,)), "needs review", "a")
    review.flag(project, ((1,), (1,)), "Accuracy/Omission", "major", "", "a")
    path = tmp_path / "o.csv"
    done = run("export", project.location, "-o", path, *options)
    assert done.returncode == 0, done
    assert done.stdout.startswith(f"{links} links and ")
    option = options[0].replace("not-", "")
    assert (f"left out: {5 - links} by {option}" in done.stdout) is (links < 5)
    assert len(list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))) == links


def test_sentences_of_a_project_of_paragraphs(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    told = json.loads(run("export", project.location, "-o", path, "--level", "sentence", "--json").stdout)
    assert told["level"] == "sentence"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == told["links"] >= 5
    assert {row["kk_units"][0] for row in rows} >= {"kk.1.1", "kk.5.1"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--status", "done"], "no status 'done': use one of"),
        (["--min-confidence", "2"], "is no confidence"),
        (["--max-ratio", "0"], "is no ratio"),
        (["--sections", "xyz"], "no section 'xyz': there are en.1"),
        (["--bom", "--format", "xlsx"], "xlsx has no byte order mark; tsv, csv may"),
        (["--format", "moses", "-o", "-"], "moses makes several files"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_and_nothing_is_written(
    options: list[str], said: str, project: Project, tmp_path: Path
) -> None:
    assert said in failure("export", project.location, "-o", tmp_path / "o.tsv", *options)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("small.kken")] == []


@pytest.mark.parametrize(
    "options", [["-o", "-"], ["-o", "-", "--format", "tsv", "--json"], ["-o", "o.tsv", "--level", "word"]]
)
def test_misuse(options: list[str], project: Project) -> None:
    assert run("export", project.location, *options).returncode == 2


@pytest.mark.long
@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if len(form.endings) == 1])
def test_standard_output_holds_the_file_and_nothing_else(form: str, project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alignment", "export", project.location, "-o", "-", "--format", form],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    state = project.state()
    assert done.stderr.decode() == "5 links and 0 flags in standard output\n"
    if form != "xlsx":  # in which the time stands
        assert done.stdout == files(form, corpus_of(project.alignment_of(state), state, project.about().title))[0]
    else:
        assert done.stdout[:2] == b"PK"


def test_a_mark_begins_the_file_if_asked_for(project: Project, tmp_path: Path) -> None:
    for form in ("tsv", "csv"):
        assert run("export", project.location, "-o", tmp_path / f"o.{form}", "--bom").returncode == 0
        assert (tmp_path / f"o.{form}").read_bytes().startswith(b"\xef\xbb\xbflink")


def test_both_files_of_a_pair_are_there_or_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(files: Sequence[BinaryIO], corpus: Corpus) -> None:
        files[0].write(b"half")
        raise OSError(28, "No space left on device")

    moses = FORMATS["moses"]
    write(tmp_path / "o", corpus_of(small_alignment()), "moses")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(before) == ["o.en", "o.kk"]
    monkeypatch.setitem(all_formats.FORMATS, "moses", all_formats.replace(moses, write=broken))
    with pytest.raises(OutputException, match="No space left"):
        write(tmp_path / "o", corpus_of(small_alignment()), "moses")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert "this is a folder" in _refused(tmp_path)


def _refused(folder: Path) -> str:
    (folder / "p.en").mkdir()
    with pytest.raises(OutputException) as raised:
        write(folder / "p", corpus_of(small_alignment()), "moses")
    assert not (folder / "p.kk").exists()
    return str(raised.value)


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_what_no_program_opens_is_refused(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FORMATS[form].most == 50_000
    monkeypatch.setitem(all_formats.FORMATS, form, all_formats.replace(FORMATS[form], most=20))
    line = f"{form} holds 20 links, and there are"
    corpus = corpus_of(large_alignment(30))
    with pytest.raises(OutputException, match=f"{line} 30"):
        write(tmp_path / f"o.{form}", corpus)
    with pytest.raises(OutputException, match=f"{line} 21 or more"):
        write(tmp_path / f"o.{form}", all_formats.replace(corpus, count=None))
    assert list(tmp_path.iterdir()) == []
    write(tmp_path / f"o.{form}", corpus_of(large_alignment(20)))


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    write_stream(io.BytesIO(), corpus_of(large_alignment(450)), "tsv", lambda done, total: told.append((done, total)))
    assert told == [(200, 450), (400, 450), (450, 450)]
