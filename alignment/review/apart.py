"""The checks of a project in a process of their own: on a large text they take long, and whoever acts on links meanwhile
waits for nothing."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignment.checks import Finding, check_by_check
from alignment.embedding import load_encoder
from alignment.exceptions import ModelException
from alignment.glossary import Glossary
from alignment.project import State
from alignment.records import Alignment, Link
from alignment.review.project_glossary import glossary_of

_SERVE = "from alignment.review import serve_checks; serve_checks()"
_NICE = 5  # the process gives way to the one that answers people


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the process has to do."""

    alignment: Alignment
    glossary: Glossary
    links: tuple[Link, ...]
    model: str


def inspect_apart(alignment: Alignment, state: State, model: str) -> Iterator[tuple[int, int, list[Finding]]]:
    """What `inspect` finds, one check after the other: how many are done, of how many, and what the last of them found.

    Args:
        model: the name of the one that sentences are paired by.

    Raises:
        ModelException: the model is not here, or cannot be loaded.
        OSError: the process did not begin, or did not come to its end.
    """
    asked = _Asked(alignment, glossary_of(state), tuple(reviewed.link for reviewed in state.links), model)
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
    with subprocess.Popen(  # noqa: S603 – this very program
        [sys.executable, "-c", _SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=paths
    ) as process:
        try:
            yield from _answers(process, asked)
        finally:
            process.kill()  # one that has come to its end is there no more


def _answers(process: subprocess.Popen[bytes], asked: _Asked) -> Iterator[tuple[int, int, list[Finding]]]:
    assert process.stdin  # noqa: S101 – for the type
    assert process.stdout  # noqa: S101
    process.stdin.write(pickle.dumps(asked))
    process.stdin.close()
    done = checks = -1
    while done < checks or checks < 0:
        try:
            said: Any = pickle.load(process.stdout)  # noqa: S301 – from this very program
        except (EOFError, pickle.UnpicklingError) as broken:
            raise OSError("the checks were cut off") from broken
        if isinstance(said, ModelException):
            raise said
        done, checks, found = said
        yield done, checks, found


def serve_checks() -> None:
    """Do what the standard input asks for, and say on the standard output what each check has found: the other end of
    `inspect_apart`."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    asked: _Asked = pickle.load(sys.stdin.buffer)  # noqa: S301 – from this very program

    def encode(texts: Sequence[str]) -> Any:
        return load_encoder(asked.model, fetch=False).encode(texts)

    try:
        for said in check_by_check(asked.alignment, asked.glossary, links=asked.links, encode=encode):
            _say(said)
    except ModelException as failure:
        _say(failure)


def _say(what: object) -> None:
    sys.stdout.buffer.write(pickle.dumps(what))
    sys.stdout.buffer.flush()
