"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alignment.exceptions import OutputException

_DATABASE = b"SQLite format 3\0"
_PREFIX = ".alignment-"  # of what becomes the file when it is whole; its own name may be too long for more


def is_folder(name: str | Path) -> bool:
    """Whether something is the name of a folder that is there, and no longer than a name can be."""
    try:
        return bool(name) and Path(name).is_dir()
    except OSError:  # a name too long for the file system, or in a folder that may not be looked into
        return False


def refuse_unwritable(path: Path) -> None:
    """Say before the work begins what `write_whole` would only find out after it.

    Raises:
        OutputException: the path is a folder or a device, or its folder is missing or may not be written to.
    """
    try:
        _refuse_unwritable(path)
    except (OSError, ValueError) as error:  # such as a name that is too long, or holds a null character
        raise OutputException(
            "{name}: cannot be written ({reason})", name=path, reason=getattr(error, "strerror", None) or error
        ) from None


def refuse_output(path: Path, *sources: Path) -> None:
    """Say before the work begins that a result may not be written to a place: beside what `refuse_unwritable` says, nothing
    takes the place of a project, or of what it is made of.

    Args:
        sources: files that are read.

    Raises:
        OutputException: the place cannot be written, holds a project or another database, or is one of the sources.
    """
    refuse_unwritable(path)
    try:
        is_source = path.exists() and any(source.exists() and path.samefile(source) for source in sources)
        holds_database = path.is_file() and is_database(path)
    except OSError as error:
        raise OutputException("{name}: cannot be written ({reason})", name=path, reason=error.strerror or error) from None
    if is_source:
        raise OutputException("{name}: this is what is read; name another file to write", name=path)
    if holds_database:
        raise OutputException("{name}: this is a project, or another database; name another file to write", name=path)


def is_database(path: Path) -> bool:
    """Whether a file begins as a SQLite database does, as every project's file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise OutputException("{name}: this is a folder; name a file in it", name=path)
    if path.exists() and not path.is_file():
        raise OutputException("{name}: this is no file; name one", name=path)
    if not path.parent.is_dir():
        raise OutputException("{name}: there is no folder {folder}; make it first", name=path, folder=path.parent)
    if not os.access(path.parent, os.W_OK):
        raise OutputException("{name}: the folder {folder} may not be written to", name=path, folder=path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it, so that no reader ever sees half of it.

    Raises:
        OutputException: as `refuse_output` says, or the disk is full.
    """
    refuse_output(path)
    with placed_whole(path) as temporary:
        temporary.write_bytes(content)


@contextmanager
def placed_whole(path: Path) -> Iterator[Path]:
    """An empty file beside a place, to be filled; it takes the place when that is done, and goes where it fails.

    The file reaches the disk before its new name does, and the name before this returns: after a power loss there is the
    old file or the new one.

    Raises:
        OutputException: the folder is missing, or the file cannot be written there.
    """
    refuse_unwritable(path)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_PREFIX, delete=False) as file:
            temporary = Path(file.name)
        yield temporary
        sync(temporary)
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
        sync(path.parent)
    except OSError as error:
        raise OutputException("{name}: cannot be written ({reason})", name=path, reason=error.strerror or error) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have what the file holds, or the names in the folder, on the disk before this returns."""
    if path.is_dir() and os.name == "nt":
        return  # there a folder cannot be opened, and renaming is not put off
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    """The process's file mode mask. It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
