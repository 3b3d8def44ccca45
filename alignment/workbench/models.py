"""The model of the open project: what its links are aligned with again, its sentences paired and its texts checked. Where
it is not here no other takes its place before somebody has said so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from alignment.embedding import load_encoder, refuse_missing
from alignment.exceptions import ModelException
from alignment.files import is_folder
from alignment.settings import SHIPPED_MODEL
from alignment.workbench import refusals
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _

if TYPE_CHECKING:
    from alignment.embedding import Encoder
    from alignment.project import Project

Encode = Callable[[Sequence[str]], Any]
"""Texts to L2-normalized rows."""


def model_of(project: Project) -> str:
    """The name of the model to use: the project's own; the shipped one where somebody at this browser has chosen to go on
    with it, and where no model made the links."""
    return SHIPPED_MODEL if kept().on_shipped_model else project.alignment.model or SHIPPED_MODEL


def encoder(project: Project) -> Encoder:
    """The model of that name, loaded once for all. Nothing is downloaded: nobody here has asked for it.

    Raises:
        ModelException: it is not on this machine or cannot be loaded; `offer` then says so.
    """
    kept().model_failure = None
    try:
        return load_encoder(model_of(project), fetch=False)
    except ModelException as failure:
        kept().model_failure = failure
        raise


def encode_later(project: Project) -> Encode:
    """What encodes by the model as it is chosen now, loaded when the first text comes; other threads may call it."""
    name = model_of(project)
    return lambda texts: load_encoder(name, fetch=False).encode(texts)


def look_for(project: Project) -> bool:
    """Whether the model is here, without loading it; if not, `offer` says so."""
    kept().model_failure = None
    try:
        refuse_missing(model_of(project))
    except ModelException as failure:
        kept().model_failure = failure
    return kept().model_failure is None


def require(project: Project, failure: ModelException | None = None) -> None:
    """Look for the model without loading it.

    Args:
        failure: why it could not be loaded when it was last tried.

    Raises:
        ModelException: it is not on this machine, or that failure; `offer` then says so.
    """
    if failure:
        kept().model_failure = failure
    elif look_for(project):
        return
    assert kept().model_failure  # noqa: S101 – for the type
    raise kept().model_failure  # type: ignore[misc]


def offer() -> None:
    """Where the project's model was asked for and is not here: what is wrong, and a button to go on with the shipped
    one."""
    if (failure := kept().model_failure) is None:
        return
    with st.container(key="model-offer"):
        st.warning(
            refusals.told(failure)
            + ". "
            + _("Until then you can go on with the shipped model; what comes of it is then that model's judgement."),
            icon=":material/warning:",
        )
        st.button(_("Go on with the shipped model"), key="on-shipped-model", on_click=_go_on)


def _go_on() -> None:
    kept().on_shipped_model = True
    kept().model_failure = None


def chosen_encoder(name: str, home: Path) -> Encoder:
    """The model that somebody has named for a new project: a folder beside the projects, or a model that is on this machine
    by its name. Whoever reaches the screen can look into no other folder, and has nothing downloaded.

    Raises:
        ModelException: there is no such model.
    """
    name = name.strip() or SHIPPED_MODEL
    if name != SHIPPED_MODEL and is_folder(home / name):
        folder = (home / name).resolve()
        if folder.is_relative_to(home.resolve()):
            return load_encoder(str(folder), fetch=False)
    if is_folder(name) and name != SHIPPED_MODEL:
        raise ModelException(
            "model {name}: put its folder beside the projects, or use `alignment align --model`", name=repr(name)
        )
    return load_encoder(name, fetch=False)
