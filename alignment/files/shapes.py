"""What a value read from a project's database must look like; anything else is refused by name.

A reader takes what JSON or a cell holds and gives the value of the type that it was made for, or raises `ValueError`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from alignment.files.encodings import clean_text
from alignment.records import Pair

Reader = Callable[[Any], Any]

_LARGEST = 1e300  # infinity is beyond it
_LISTS = (list, tuple)
_WHOLE = frozenset([int])
_YEARS = range(1970, 9000)  # beyond them a moment cannot be told in every time zone


@cache
def reader_of(form: Any) -> Reader:
    """The reader of a figure, a text, a literal, a tuple, a named tuple or a dataclass, or of one of these or nothing."""
    origin, inner = get_origin(form), get_args(form)
    if form in _PLAIN:
        return _PLAIN[form]
    if origin is Literal:
        return _one_of(frozenset(inner))
    if origin in (Union, UnionType):
        (one,) = (reader_of(part) for part in inner if part is not NoneType)
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        return _of_tuple(inner)
    hints = get_type_hints(form)
    if is_dataclass(form):
        return _by_name(form, hints)
    return _in_turn(form._make, [reader_of(hint) for hint in hints.values()])


def _of_tuple(inner: tuple[Any, ...]) -> Reader:
    if inner == (int, ...):
        return _places
    if inner == get_args(Pair):
        return _pair
    if inner[-1] is Ellipsis:
        every = reader_of(inner[0])
        return lambda value: tuple([every(part) for part in _list(value)])
    return _in_turn(tuple, [reader_of(part) for part in inner])


def text(value: Any) -> str:
    """A text, without what no file holds: older projects may have it, and what people type."""
    if type(value) is not str:
        raise ValueError(f"{cited(value)} is no text")
    return value if value.isprintable() else clean_text(value)  # most are, and that is soon seen


def whole(value: Any) -> int:
    """A whole number."""
    if type(value) is not int:
        raise ValueError(f"{cited(value)} is no whole number")
    return value


def moment(value: Any) -> str:
    """A moment: ISO 8601 with its distance from UTC, as it is written."""
    at = datetime.fromisoformat(text(value))
    if at.tzinfo is None or at.year not in _YEARS:
        raise ValueError(f"{cited(value)} is no moment")
    return str(value)


def from_json(cell: Any) -> Any:
    """What a cell with JSON holds."""
    if type(cell) is not str:
        raise ValueError(f"{cited(cell)} is no text")
    if cell == "[]":  # as most cells of a project are
        return []
    try:
        return json.loads(cell)
    except RecursionError:
        raise ValueError(f"{cited(cell)} is nested too deep") from None


def cited(value: Any) -> str:
    """The value for a message, cut where it is long."""
    try:
        written = repr(value)
    except (RecursionError, ValueError):
        written = type(value).__name__
    return written if len(written) <= 60 else written[:59] + "…"


def _figure(value: Any) -> float | None:
    if type(value) not in (int, float) or abs(value) > _LARGEST:
        raise ValueError(f"{cited(value)} is no figure")
    return None if math.isnan(value) else float(value)  # what is no number says as much as nothing


def _one_of(known: frozenset[Any]) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise ValueError(f"{cited(value)} is none of {', '.join(sorted(known))}")
        return value

    return read


def _places(value: Any) -> tuple[int, ...]:
    if not _WHOLE.issuperset(map(type, _list(value))):
        raise ValueError(f"{cited(value)} are no whole numbers")
    return tuple(value)


def _pair(value: Any) -> Pair:
    """As `_in_turn` would read it: of nothing does a project hold more."""
    if len(_list(value)) != 2:
        raise ValueError(f"{cited(value)} has not 2 parts")
    kk, en = value
    return _places(kk), _places(en)


def _list(value: Any) -> Any:
    if not isinstance(value, _LISTS):
        raise ValueError(f"{cited(value)} is no list")
    return value


def _in_turn(make: Callable[[list[Any]], Any], readers: list[Reader]) -> Reader:
    def read(value: Any) -> Any:
        if len(_list(value)) != len(readers):
            raise ValueError(f"{cited(value)} has not {len(readers)} parts")
        return make([part_of(part) for part_of, part in zip(readers, value, strict=True)])

    return read


def _by_name(form: Any, hints: dict[str, Any]) -> Reader:
    """What a form does not know is passed over; what an earlier version did not know takes its default."""
    readers = [(field.name, reader_of(hints[field.name])) for field in fields(form)]
    defaults = {field.name: field.default for field in fields(form) if field.default is not MISSING}
    needed = {name for name, _ in readers}.difference(defaults)

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"{cited(value)} has no fields")
        if missing := needed - value.keys():
            raise ValueError(f"{', '.join(sorted(missing))} is missing")
        given = defaults | value
        return form(*[one(given[name]) for name, one in readers])

    return read


def _switch(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError(f"{cited(value)} is neither true nor false")
    return value


_PLAIN: dict[Any, Reader] = {str: text, int: whole, float: _figure, bool: _switch}
