"""How the screens put figures into words and colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from alignment.records import Link, Status, Unit

Color = Literal["green", "blue", "orange", "red", "gray", "violet"]


@dataclass(frozen=True, slots=True)
class Band:
    """A range of confidence and how it is shown."""

    least: float
    words: str
    color: Color


BANDS: tuple[Band, ...] = (
    Band(0.95, "near certain", "green"),
    Band(0.8, "likely", "blue"),
    Band(0.5, "doubtful", "orange"),
    Band(0.0, "unlikely", "red"),
)

STATUS_COLOR: dict[Status, Color] = {"unreviewed": "gray", "accepted": "green", "needs review": "orange"}
STATUS_ICON: dict[Status, str] = {
    "unreviewed": ":material/radio_button_unchecked:",
    "accepted": ":material/check_circle:",
    "needs review": ":material/help:",
}


def confidence(link: Link) -> tuple[str, Color]:
    """A link's confidence in words with the figure, and its colour."""
    if link.confidence is None:
        return "set by a reviewer", "violet"
    band = band_of(link.confidence)
    return f"{band.words} · {min(link.confidence, 0.999):.1%}", band.color


def band_of(value: float) -> Band:
    """The band that a confidence lies in."""
    return next(band for band in BANDS if value >= band.least)


def shape(link: Link) -> str:
    """What a link's shape means."""
    if not link.kk:
        return "English only: omitted in Kazakh"
    if not link.en:
        return "Kazakh only: added in Kazakh"
    return f"{len(link.kk)} Kazakh : {len(link.en)} English"


def lines(units: list[Unit]) -> str:
    """Where units stand in their file."""
    if not units:
        return ""
    first, last = units[0].lines[0], units[-1].lines[1]
    return f"line {first}" if first == last else f"lines {first}–{last}"
