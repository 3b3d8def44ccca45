"""The command line: one thin command per verb, one file each."""

from alignment.cli import align, check, embed, evaluate, export, review, score, train
from alignment.cli.program import app, main

__all__ = ["align", "app", "check", "embed", "evaluate", "export", "main", "review", "score", "train"]
