"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from alignment.exceptions import OutputException


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it, so that no reader ever sees half of it.

    Raises:
        OutputException: the folder is missing, or the file cannot be written there.
    """
    temporary = None
    try:
        if path.is_dir():
            raise OutputException(f"{path}: this is a folder; name a file in it")
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except FileNotFoundError:
        raise OutputException(f"{path}: there is no folder {path.parent}; make it first") from None
    except OSError as error:
        raise OutputException(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mode mask. It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
