"""The command line: one thin command per verb, one file each."""

from alignment.cli import (
    align,
    backup,
    check,
    embed,
    evaluate,
    export,
    import_file,
    restore,
    review,
    score,
    train,
    update,
    verify,
)
from alignment.cli.program import app, main

__all__ = [
    "align",
    "app",
    "backup",
    "check",
    "embed",
    "evaluate",
    "export",
    "import_file",
    "main",
    "restore",
    "review",
    "score",
    "train",
    "update",
    "verify",
]
