"""Whatever an act is called with: another type is a `TypeError` that names the argument, and nothing is saved."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.checks import Finding
from alignment.embedding import load_encoder
from alignment.project import Project
from alignment.records import Dismissal, Document, Link, Point, Span, Term, said
from tests.conftest import small_alignment

PAIR = small_alignment().links[1].pair
TERM = Term("court", "сот")
OF_TYPE: dict[str, Any] = {
    **{"Pair": PAIR, "Sequence[Pair]": [PAIR], "Sequence[str]": [""], "Sequence[Link]": [Link(*PAIR)], "Point": Point(1)},
    **{"str": "a", "int": 1, "int | None": 1, "bool": False, "Sequence[Span]": [Span("kk", 1, 0, 2)]},
    **{"Side": "kk", "Side | None": None, "Status": "accepted", "Neighbour": "next", "Direction": "down", "Scope": "here"},
    **{"Verdict": "right", "Term": TERM, "Sequence[Term]": [TERM], "Sequence[tuple[str, str]]": [("court", "сот")]},
}
FINDING = Finding("numbers", "Other", "minor", said("differs"), None, None, PAIR, 1, "key", "words")
OF_TYPE |= {"SpanPair": ((Span("kk", 1, 0, 2),), (Span("en", 1, 0, 2),)), "Span | None": None}
OF_TYPE |= {"Document": Document.from_text("Мәтін.", "kk")}
OF_TYPE |= {"Dismissal": Dismissal("here", ("key",), "", "a", ""), "Finding": FINDING, "Sequence[Finding]": [FINDING]}
"""A value for each annotation of an act."""


def arguments() -> Iterator[tuple[str, str]]:
    for name in review.__all__:
        act = getattr(review, name)
        if inspect.isfunction(act) and act.__module__.startswith("alignment.review.acts."):
            yield from ((name, argument) for argument in inspect.signature(act).parameters)


def called(act: Callable[..., object], project: Project, /, **other: object) -> object:
    right = {"Project": project, "Encoder": load_encoder(), **OF_TYPE}
    return act(**{name: right[str(one.annotation)] for name, one in inspect.signature(act).parameters.items()} | other)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.create(small_alignment(), tmp_path_factory.mktemp("types") / "p.kken")


@pytest.mark.parametrize(("name", "argument"), list(arguments()))
def test_another_type_is_told_before_anything_is_done(project: Project, name: str, argument: str) -> None:
    for wrong in (object(), 1.5, [None], ((1,), ("a",))):
        with pytest.raises(TypeError, match=f"^{name}: {argument} is "):
            called(getattr(review, name), project, **{argument: wrong})
    assert project.events() == ()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("comment", {"text": None}),
        ("flag", {"note": 5}),
        ("flag", {"spans": [("kk", 1, 0, 2)]}),
        ("flag", {"spans": [Span("kk", 1, "0", 2)]}),
        ("set_status", {"pair": 5}),
        ("set_status", {"pair": ((True,), (1,))}),
        ("add_term", {"term": Term(5, "сот")}),
        ("assign", {"to": None}),
        ("rate", {"score": "50"}),
    ],
)
def test_so_is_a_part_of_an_argument(project: Project, name: str, other: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=f"^{name}: "):
        called(getattr(review, name), project, **other)
    assert project.events() == ()


def test_a_missing_argument_is_one_too(tmp_path: Path) -> None:
    project = Project.create(small_alignment(), tmp_path / "p.kken")
    with pytest.raises(TypeError, match="reviewer"):
        review.comment(project, PAIR, "said")
    review.comment(project, PAIR, "said", "a")
    assert len(project.events()) == 1
