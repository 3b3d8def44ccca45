"""How the screens put figures into words and colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from alignment.checks import Finding
from alignment.project import Act, LinkSentences, Relink, SetStatus, SetStatusOfMany
from alignment.records import Link, Scope, Side, Status, Unit, shortened, template
from alignment.workbench.speech import _, n_, speaker

Color = Literal["green", "blue", "orange", "red", "gray", "violet"]


@dataclass(frozen=True, slots=True)
class ConfidenceBand:
    """A range of confidence and how it is shown."""

    least: float
    words: str
    color: Color


BANDS: tuple[ConfidenceBand, ...] = (
    ConfidenceBand(0.95, template("near certain"), "green"),
    ConfidenceBand(0.8, template("likely"), "blue"),
    ConfidenceBand(0.5, template("doubtful"), "orange"),
    ConfidenceBand(0.0, template("unlikely"), "red"),
)

STATUS_COLOR: dict[Status, Color] = {"unreviewed": "gray", "accepted": "green", "needs review": "orange"}
STATUS_SIGN: dict[Status, str] = {"unreviewed": "○", "accepted": "✓", "needs review": "?"}
STATUS_WORDS: dict[Status, str] = {
    "unreviewed": template("unreviewed"),
    "accepted": template("accepted"),
    "needs review": template("needs review"),
}
TERM_WORDS: dict[str, str] = {
    "": template("term"),
    "preferred": template("preferred"),
    "admitted": template("admitted"),
    "forbidden": template("forbidden"),
}
_TERM_COLOR: dict[str, Color] = {"preferred": "green", "admitted": "blue", "forbidden": "red"}
_TERM_SIGN = {"preferred": "✓", "admitted": "○", "forbidden": "✗"}
QUEUE_WORDS: dict[str, str] = {
    "least certain": template("Least certain first"),
    "needs review": template("To be reviewed again"),
    "not 1:1": template("Not 1:1"),
    "omissions and additions": template("Omissions and additions"),
    "moved text": template("Moved text"),
    "findings": template("Findings"),
    "flagged": template("Flagged"),
    "commented": template("Commented"),
    "mine": template("Mine"),
    "all": template("All in reading order"),
}

ACT_WORDS: dict[str, str] = {
    "SplitAt": template("Split"),
    "Update": template("New version of a text"),
    "AcceptMany": template("Accept many"),
    "RaiseFlag": template("Flag an error"),
    "RaiseFlags": template("Flag all occurrences"),
    "EditFlag": template("Change flag"),
    "RemoveFlag": template("Remove flag"),
    "Rate": template("Score"),
    "Dismiss": template("Dismiss findings"),
    "Reinstate": template("Take a dismissal back"),
    "ChangeTerms": template("Change the glossary"),
    "AddComment": template("Comment"),
    "RemoveComment": template("Remove comment"),
    "Propose": template("Better translation"),
    "Withdraw": template("Withdraw"),
    "AssignSection": template("Assign sections"),
    "AssignLinks": template("Assign links"),
    "DrawSample": template("Draw a sample"),
    "Judge": template("Judgement"),
    "Introduce": template("Introduction"),
    "Undo": template("Undo"),
    "Redo": template("Redo"),
}
HOW_WORDS: dict[str, str] = {
    "merge": template("Merge"),
    "split": template("Split"),
    "move": template("Move"),
    "shift": template("Slide"),
    "swap": template("Swap"),
    "pop": template("Pop out"),
    "link": template("Link two places"),
    "realign": template("Realign"),
    "import": template("Import"),
}

SEVERITY_COLOR: dict[str, Color] = {"neutral": "gray", "minor": "orange", "major": "red", "critical": "violet"}
HEX: dict[Color, str] = {
    "green": "#2f9e6b",
    "blue": "#3b82c4",
    "orange": "#d98a1f",
    "red": "#cf4b45",
    "violet": "#8763c5",
    "gray": "#8b9492",
}
"""The colours where a style sheet does not give them."""

SCOPE_WORDS: dict[Scope, str] = {
    "here": template("here"),
    "words": template("these words everywhere"),
    "check": template("this check altogether"),
}


def confidence_words(link: Link) -> tuple[str, Color]:
    """A link's confidence in words with the figure, and its colour."""
    if link.confidence is None:
        return _("set by a reviewer"), "violet"
    band = band_of(link.confidence)
    return f"{_(band.words)} · {speaker().percent(min(link.confidence, 0.999), 1)}", band.color


def band_of(value: float) -> ConfidenceBand:
    """The band that a confidence lies in."""
    return next(band for band in BANDS if value >= band.least)


def shape(link: Link) -> str:
    """What a link's shape means."""
    if not link.kk:
        return _("English only: omitted in Kazakh")
    if not link.en:
        return _("Kazakh only: added in Kazakh")
    return _("{kk} Kazakh : {en} English", kk=len(link.kk), en=len(link.en))


def side_name(side: Side) -> str:
    """The language of a side."""
    return _("English") if side == "en" else _("Kazakh")


def lines(units: list[Unit]) -> str:
    """Where units stand in their file."""
    if not units:
        return _("no text")
    first, last = units[0].lines[0], units[-1].lines[1]
    if first == last:
        return _("line {first}", first=first)
    return _("lines {first}–{last}", first=first, last=last)


def units(level: str, number: int) -> str:
    """A number of paragraphs or sentences."""
    if level == "sentence":
        return n_("{number} sentence", "{number} sentences", number)
    return n_("{number} paragraph", "{number} paragraphs", number)


def act(done: Act) -> str:
    """What an act is called, to be translated."""
    match done:
        case SetStatus(_, status) | SetStatusOfMany(_, status):
            return STATUS_WORDS[status]
        case LinkSentences(status=status) if done.how == "status":
            return STATUS_WORDS[status]
        case Relink() | LinkSentences():
            return HOW_WORDS.get(done.how, done.how)
    return ACT_WORDS[type(done).__name__]


def finding_message(finding: Finding) -> str:
    """What a finding says."""
    return speaker().told(finding.message)


def short(text: str, length: int = 90) -> str:
    """The beginning of a text."""
    return shortened(text, length)


def plain(text: str) -> str:
    """Text from people, documents, names of files or addresses, safe to stand in Markdown, where it might be markup,
    formulas, or images that load from elsewhere. Labels of buttons, radio buttons and popovers are Markdown too."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|$~:&=" else c for c in " ".join(text.split()))


def term_status(status: str) -> str:
    """A rendering's status by sign and word."""
    return f"{_TERM_SIGN[status]} {_(TERM_WORDS[status])}"


def term_badge(status: str) -> str:
    """The same in its colour, as HTML."""
    return f'<span class="badge {_TERM_COLOR[status]}">{term_status(status)}</span>'
