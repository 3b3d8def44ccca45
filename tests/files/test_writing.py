"""Files written whole or not at all, with the mode that they had or that new files have."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment.exceptions import OutputException
from alignment.files import refuse_unwritable, write_whole

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o022, 0o027, 0o077, 0])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_the_content_is_there_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for content in (b"a long first version\r\n", b"short", b""):
        write_whole(path, content)
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]


@POSIX
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(kept)
    write_whole(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", kept)


@POSIX
def test_a_new_file_has_the_mode_that_others_have(tmp_path: Path, umask: int) -> None:
    write_whole(tmp_path / "a.txt", b"new")
    assert mode(tmp_path / "a.txt") == 0o666 & ~umask
    # The mask is as it was.
    (tmp_path / "b.txt").write_bytes(b"")
    assert mode(tmp_path / "b.txt") == 0o666 & ~umask


def test_what_fails_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputException, match=r"a\.txt: cannot be written \(No space left on device\)"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [refuse_unwritable, lambda path: write_whole(path, b"")])
def test_what_cannot_be_written_is_refused_with_the_remedy(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OutputException, match="this is a folder; name a file in it"):
        write(tmp_path)
    with pytest.raises(OutputException, match=r"there is no folder .*none; make it first"):
        write(tmp_path / "none" / "a.txt")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputException, match="there is no folder"):
        write(tmp_path / "file" / "a.txt")


def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def access(path: Path, what: int) -> bool:
        asked.append((path, what))
        return False

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(OutputException, match="may not be written to"):
        refuse_unwritable(tmp_path / "a.txt")
    assert asked == [(tmp_path, os.W_OK)]


def test_what_can_be_written_is_not_refused_and_not_made(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []
