"""Files with strange names or none that can be used: one line and exit 1, never a traceback and never a wait."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alignment.project import Project
from tests.cli.running import failure, run, run_outside
from tests.conftest import EN, KK, small_alignment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and names that are no text are POSIX's")

LONG = "ә" * 300


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_pipe_without_a_writer_and_a_device_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with at_most(60):
        assert "holds no text" in failure("align", tmp_path / "pipe", EN)
        assert "neither a file nor a pipe" in failure("align", "/dev/zero", EN)
        assert "neither a file nor a pipe" in failure("evaluate", "/dev/zero")
        assert "this is a folder" in failure("align", tmp_path, EN)


def test_a_device_is_never_written_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out.tsv")
    assert "this is no file" in failure("align", KK, EN, "-o", tmp_path / "out.tsv")
    assert "this is no file" in failure("embed", EN, "-o", tmp_path / "out.tsv")
    assert (tmp_path / "out.tsv").is_fifo()


def test_names_that_are_too_long_are_refused(tmp_path: Path, project: Project) -> None:
    for arguments in (
        ("align", LONG, EN),
        ("align", KK, EN, "-o", f"{LONG}.tsv"),
        ("embed", EN, "-o", f"{LONG}.npy"),
        ("check", KK, EN, "--glossary", f"{LONG}.tsv"),
        ("evaluate", f"{LONG}.jsonl"),
        ("review", LONG),
        ("review", f"{LONG}/small.kken"),
        ("verify", f"{LONG}.kken"),
        ("backup", f"{LONG}.kken", "-o", "x.kken"),
        ("backup", project.location, "-o", f"{LONG}.kken"),
        ("restore", f"{LONG}.kken", "--project", "x.kken"),
        ("restore", project.location, "--project", f"{LONG}.kken"),
        ("train", "-o", LONG, "--corpus", "x.tsv"),
        ("train", "-o", tmp_path / "m", "--corpus", f"{LONG}.tsv"),
    ):
        assert LONG[:100] in failure(*arguments)


def test_a_name_that_is_just_short_enough_is_written(tmp_path: Path) -> None:
    Project.create(small_alignment(), tmp_path / "p.kken")
    name = "a" * 251 + ".tsv"
    assert run("export", tmp_path / "p.kken", "-o", tmp_path / name).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "p.kken"])


def test_names_that_are_no_text_are_read_written_and_told(tmp_path: Path) -> None:
    try:
        kk = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
        kk.write_bytes(KK.read_bytes()[:6000].rpartition(b"\n")[0])
    except OSError:
        pytest.skip("this file system takes no such name")
    out, project = kk.with_suffix(".tsv"), kk.with_suffix(".kken")
    done = run_outside("align", kk, EN, "-o", out, "--project", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert r"\udcff.tsv" in done.stdout
    assert out.is_file()
    assert Project.open(project).alignment.kk.name == "\ufffd.txt"
    done = run_outside("export", project, "-o", out, "--json")
    assert json.loads(done.stdout)["output"] == str(out)
    done = run_outside("align", kk.with_name(os.fsdecode(b"no\xff\x1b\n.txt")), EN)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert r"no\udcff\x1b\n.txt: there is no such file" in done.stderr


@pytest.mark.parametrize("port", ["99999", "0", "-1", "x"])
def test_a_port_that_is_none_is_a_misuse(port: str) -> None:
    done = run("review", "p.kken", "--port", port)
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    Project.create(small_alignment(), tmp_path / "p.kken")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))  # bytes; Python is told, not killed
    try:
        assert "cannot be written" in failure("export", tmp_path / "p.kken", "-o", tmp_path / "o.tsv")
        assert "cannot be written" in failure("embed", EN, "-o", tmp_path / "o.npy")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in tmp_path.iterdir()] == ["p.kken"]


def test_what_is_replaced_in_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "kk.txt").write_bytes("\x01\x1b\ufffe".encode() + KK.read_bytes()[:6000].rpartition(b"\n")[0])
    done = run("align", tmp_path / "kk.txt", EN)
    assert done.stderr == (
        "kk.txt: control characters were left out in line 1\n"
        "kk.txt: 1 character that no file can hold was replaced by \ufffd\n"
    )
    figures = json.loads(run("align", tmp_path / "kk.txt", EN, "--json").stdout)
    assert (figures["kk"]["replaced"], figures["en"]["replaced"]) == (1, 0)
    assert (figures["kk"]["strays"], figures["en"]["strays"]) == ([1], [])


def test_findings_are_no_markup_of_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "kk.txt").write_text("Сот 15 [/b] [red]шешім[/red] шығарды, деді қазақ әділ үкімі.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The court issued 27 [/b] [red]rulings[/red], it was said.\n", encoding="utf-8")
    done = run("check", tmp_path / "kk.txt", tmp_path / "en.txt")
    assert done.returncode == 0, done.stderr
