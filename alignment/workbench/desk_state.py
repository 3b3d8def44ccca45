"""What the workbench remembers of one browser's session, between one look at a screen and the next: one typed object.

Everything here is ours. What stands in the fields of the page lies with their widgets (`widgets`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

import streamlit as st

from alignment.project import cutting

if TYPE_CHECKING:
    from alignment.exceptions import Conflict, ModelException
    from alignment.project import State
    from alignment.records import Flag, Pair, Recount, Span, SpanPair, Term
    from alignment.review import Choice, LinkChoice

KEY = "desk"
"""Where Streamlit's session state keeps the object."""

Attempt = Callable[[int | None], "State"]
"""Does one act, given the sequence number of the state that the reviewer saw."""


@dataclass(frozen=True, slots=True)
class Clash:
    """An act that met another reviewer's: what both wanted, for the one who came later."""

    conflict: Conflict
    label: str
    act: Attempt
    seen: int
    """Sequence number of the state in which it is told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open dialog is about, as it was when somebody opened it."""

    pair: Pair | None = None
    """The link in focus."""

    seen: int = 0
    """Sequence number of the state that the screen showed: an act of the dialog is an answer to that."""

    marks: tuple[Span, ...] = ()
    """What was marked in the texts."""

    flag: Flag | None = None
    """The flag that is changed; `None` where one is raised, or the dialog is another."""

    about: tuple[str, ...] = ()
    """Names what a dialog of several findings is about."""

    pairs: tuple[Pair, ...] = ()
    """The links that a dialog of several is about."""

    begun: set[str] = field(default_factory=set)
    """Keys of its fields that have been drawn."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words stand that are searched for."""

    pair: Pair
    """The link that it lies in."""

    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an act on the list of all links."""

    act: int
    """The act's number in the browser."""

    words: str
    warns: bool = False
    """Whether it was refused."""


@dataclass(slots=True)
class ProjectDesk:
    """What lies on the desk of one project. The next project's is empty."""

    called: str = ""
    """What the open project calls whoever sits here; empty where nobody has said who it is."""

    cuts: tuple[Recount, ...] = ()
    """The cuts and new versions after which all places that lie here are counted; see `count_anew`."""

    seen: int = 0
    """Sequence number of the state at the last look."""

    done: int = 0
    """Sequence number of the last act that was done here."""

    just_drawn: bool = False
    """Whether the screen has been drawn in this very run."""

    in_view: object = None
    """What the screen shows of that state; see `following`."""

    focus: Pair | None = None
    """The link in focus; `None` before the first look."""

    walked: Pair | None = None
    """The link that the queue last led to."""

    seats: dict[int, Pair | None] = field(default_factory=dict)
    """By an act's sequence number, the link that was in focus when it was done."""

    queued: tuple[tuple[object, ...], list[int]] | None = None
    """The places of the links in the queue, after what they depend on."""

    hits: tuple[tuple[object, ...], list[Hit]] | None = None
    """Where the words stand that are searched for, after what that depends on."""

    hit: Hit | None = None
    """The one of them that is looked at."""

    looked_up: str = ""
    """The words whose occurrences the open dialog lists."""

    places_page: int = 0
    """Of those occurrences, from 0."""

    unticked: set[str] = field(default_factory=set)
    """Names the occurrences that a flag for all of them leaves out."""

    at_end: bool = False
    """Whether to say that every link is accepted."""

    clash: Clash | None = None
    """The conflict that the open dialog tells of."""

    marks: tuple[Span, ...] = ()
    """What is marked in the texts, in reading order."""

    sentence: SpanPair | None = None
    """The link of sentences, inside the link in focus, that the keys act on; `None`: on the link itself."""

    opened: Opened | None = None
    """What the open dialog is about; `None` where none is open."""

    drafts: dict[str, Any] = field(default_factory=dict)
    """By the keys of their fields, what was begun and is not saved."""

    finding: str = ""
    """Key of the finding in focus."""

    finding_seats: dict[int, str] = field(default_factory=dict)
    """By an act's sequence number, the finding that was in focus when it was done."""

    finding_order: list[str] = field(default_factory=list)
    """Keys of the findings that the list held at the last look."""

    leaves_finding: bool = False
    """Whether to go to the link of the finding in focus as soon as that is known."""

    findings_seen: int = 0
    """How often the checks' findings had changed when they were last shown."""

    findings_chosen: Choice | None = None
    """Which findings the list holds; `None` before the first look."""

    picked: set[str] = field(default_factory=set)
    """Keys of the findings that are ticked."""

    links_chosen: LinkChoice | None = None
    """Which links the list of all links holds; `None` before the first look."""

    listed_cuts: tuple[Recount, ...] | None = None
    """The cuts and new versions after which the browser's texts are counted; `None` before it has any."""

    list_hits: tuple[tuple[object, ...], str, bytes] | None = None
    """What the list of all links marks of a search, with its stamp, after what it depends on."""

    told: Told | None = None
    """What the list says of the last act."""

    leaves_list: str | None = None
    """The dialog that the review screen is to open for the link in focus, or empty; `None` where nobody goes there."""

    term: str = ""
    """The English term that is looked at."""

    edited_term: Term | None = None
    """The term that the open dialog is about."""

    terms_page: int = 0
    """Of the list of terms, from 0."""

    model_failure: ModelException | None = None
    """Why the project's model could not be used when it was last asked for."""

    on_shipped_model: bool = False
    """Whether somebody has said to go on with the shipped model in place of the project's, which is not here."""

    passage_page: int = 0
    """Of the places where the term occurs, from 0."""

    def count_anew(self, cuts: tuple[Recount, ...]) -> None:
        """Count every place that lies here as units are counted after these cuts."""
        old, self.cuts = self.cuts, cuts
        if old == cuts:
            return

        def moved(pair: Pair | None) -> Pair | None:
            return pair and cutting.recounted(pair, old, cuts)

        self.focus, self.walked = moved(self.focus), moved(self.walked)
        self.seats = {number: moved(pair) for number, pair in self.seats.items()}
        self.marks = cutting.recounted_spans(self.marks, old, cuts)
        self.sentence = None
        if self.opened:
            flag, marks = self.opened.flag, cutting.recounted_spans(self.opened.marks, old, cuts)
            if flag:
                kk, en = cutting.recounted((flag.kk, flag.en), old, cuts)
                flag = replace(flag, kk=kk, en=en, spans=cutting.recounted_spans(flag.spans, old, cuts))
            pairs = tuple(cutting.recounted(pair, old, cuts) for pair in self.opened.pairs)
            self.opened = replace(self.opened, pair=moved(self.opened.pair), marks=marks, flag=flag, pairs=pairs)


@dataclass(slots=True)
class DeskState(ProjectDesk):
    """All of it: what lies on the desk of the open project, who sits there, and how they like to look at it."""

    project: str = ""
    """File name of the open project; empty where the command line or the address names it."""

    browser: str = ""
    """The secret that tells this browser from others; empty before the first look, and where people log in."""

    asked: bool = False
    """Whether the name has been asked for."""

    same_person: bool = False
    """Whether somebody has just said to be the one of their name who works from another browser."""

    reviewer: str = ""
    """The name that was given; empty where none was."""

    language: str = ""
    """Code of the interface's language; empty where the address or the browser says it."""

    esa: str = ""
    """`on` where links are scored, `off` where they are not, empty where nobody has said."""

    dialog: str | None = None
    """Name of the open dialog."""

    message: str = ""
    """What the next look at a screen says above everything."""

    speaks_anew: bool = False
    """Whether the page has to be drawn once more, in another language or under another name."""

    notice: str = ""
    """What the next look says was done."""

    whole_words: bool = False
    """Whether what is searched for is whole words."""

    text_size: str = ""
    """Of the texts in focus; empty before the first look."""

    unmarked: tuple[str, ...] = ()
    """The kinds of marks that the texts do not show."""

    welcomed: bool = False
    """Whether the words for who begins have been read."""

    other_level: bool = False
    """Whether a link of paragraphs shows its sentences, or a link of sentences the paragraphs around it."""

    whole_texts: bool = False
    """Whether a finding shows the whole texts of its link."""

    acts_taken: int = 0
    """Number of the last act on the list of all links that the browser told of and that was taken in."""

    marks_seen: int = 0
    """Number of the browser's last marking that has been taken in. It counts on from project to project."""

    keys_taken: int = 0
    """Number of the browser's last key press that has been taken in; it counts on, too."""

    returned: bool = False
    """Whether the browser has gone back or forth: then the address says what is looked at."""

    hearing: str = field(default_factory=lambda: token_urlsafe(8), compare=False)
    """Names this session to its browser: what was pressed in one that is gone is not done in the next."""

    def clear(self) -> None:
        """Put away what lies on the desk of the project."""
        empty = ProjectDesk()
        for one in fields(ProjectDesk):
            setattr(self, one.name, getattr(empty, one.name))

    def take_message(self) -> str:
        """What is to be said, which is said once; empty where nothing is."""
        message, self.message = self.message, ""
        return message

    def take_return(self) -> bool:
        """Whether the browser has gone back or forth since somebody asked."""
        returned, self.returned = self.returned, False
        return returned

    def take_notice(self) -> str:
        """What was done, which is said once; empty where nothing is to be said."""
        notice, self.notice = self.notice, ""
        return notice


def kept() -> DeskState:
    """What is remembered of the session that asks."""
    state = st.session_state.get(KEY)
    if not isinstance(state, DeskState):
        state = st.session_state[KEY] = DeskState()
    return state
