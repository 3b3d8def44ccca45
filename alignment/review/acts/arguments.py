"""What an act may be called with: another type is a mistake in the program that calls, told before anything is done."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from functools import cache, wraps
from types import UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def refuses_other_types(act: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Make an act refuse what is not of the types that its signature names, before it begins.

    The act then also raises:
        TypeError: an argument, or a part of one, is of another type.
    """
    signature = inspect.signature(act)

    @wraps(act)
    def refusing(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        hints = _hints(act)
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            if not _is_of(hints[name], value):
                raise TypeError(f"{act.__name__}: {name} is {signature.parameters[name].annotation}, not {value!r:.60}")
        return act(*args, **kwargs)

    return refusing


@cache
def _hints(form: Any) -> dict[str, Any]:
    return get_type_hints(form)


def _is_of(form: Any, value: Any) -> bool:
    """Whether a value is of a type. A literal's words are left to the act, which says what it knows."""
    origin, inner = get_origin(form), get_args(form)
    if origin in (Union, UnionType):
        return any(_is_of(part, value) for part in inner)
    if origin is Sequence:
        return _is_row(Sequence, value) and all(_is_of(inner[0], part) for part in value)
    if origin is tuple:
        return _is_row(tuple, value) and _are_of(inner, value)
    if isinstance(value, bool):
        return form is bool
    kind: Any = {Literal: str, float: (int, float)}.get(origin or form, origin or form)
    return isinstance(value, kind) and all(_is_of(part, getattr(value, name)) for name, part in _fields(form).items())


def _is_row(kind: Any, value: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, str)


def _are_of(forms: tuple[Any, ...], values: tuple[Any, ...]) -> bool:
    if forms[-1] is ...:
        forms = (forms[0],) * len(values)
    return len(values) == len(forms) and all(map(_is_of, forms, values))


def _fields(form: Any) -> dict[str, Any]:
    return _hints(form) if is_dataclass(form) or hasattr(form, "_fields") else {}
