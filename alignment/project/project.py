"""The project: two documents, the machine's links and the reviewers' events, in a database.

A project is a SQLite file, or a schema in any database that SQLAlchemy reaches by URL. Events are only ever appended, each
in one transaction that first checks that it still applies; so an act is saved whole or not at all, and a reviewer who acts
on something that another has changed is told.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from alignment.exceptions import ActRefused, Conflict, NewerProject, NotAProject, OutputException, UnreadableFile
from alignment.files import clean_text, placed_whole, refuse_unwritable
from alignment.project.contents import About, naming, read_about, read_alignment
from alignment.project.cutting import cuts_before, recounted, with_cuts
from alignment.project.damage import Damage, damage_of
from alignment.project.database import (
    broke_the_line,
    is_url,
    may_succeed_next,
    open_engine,
    reason_of,
    refuse_no_file,
    shown_location,
    sqlite_file,
)
from alignment.project.events import (
    Act,
    Decision,
    EditFlag,
    Event,
    RaiseFlag,
    Redo,
    Undo,
    Update,
    agree,
    concerned,
    decided,
    recounts,
    touched,
)
from alignment.project.fitting import Fitting
from alignment.project.ledger import Ledger
from alignment.project.migrations import migrate
from alignment.project.saving import as_saved, fill, is_there, last_number, save_event, saved_events
from alignment.project.schema import PROJECT, refuse_second, write_alignment
from alignment.project.state import State
from alignment.project.transactions import reading_from, writing_to
from alignment.records import Alignment, Recount

_Seen = TypeVar("_Seen")

_MANY_VALUES = 50_000
_ATTEMPTS = 5  # at what the server went away amid, or at an act that came at the same moment as another's


class Project:
    """An alignment under review.

    `state()` is what the events have made of the machine's links. One object may serve many threads. The file is the truth:
    at every look the memory is checked against it, and gives way where they differ.
    """

    def __init__(self, engine: sa.Engine, location: str, file: Path | None = None) -> None:
        self.location = location
        """The file's path, or the URL without its password."""

        self._engine = engine
        self._file = file
        self._lock = threading.RLock()
        self._damage: Damage | None = None
        with naming(location):
            migrate(engine, location)
        self._machine = self._read(lambda connection: read_alignment(connection, location))
        self._ledger = Ledger(self._machine.links)
        self._fitting = Fitting(self._machine)
        self._alignment: tuple[tuple[Recount, ...], Alignment] = ((), self._machine)
        self.state()

    @property
    def damage(self) -> Damage | None:
        """What was wrong at the last look; then the state is that of the acts before it, and none can be added."""
        return self._damage

    @property
    def machine(self) -> Alignment:
        """The two documents and the links as the machine made them, before any act."""
        return self._machine

    @property
    def alignment(self) -> Alignment:
        """The two documents, their units as they were at the last look at the state, and the machine's links."""
        with self._lock:
            if self._alignment[0] != self._ledger.cuts:
                self._alignment = (self._ledger.cuts, with_cuts(self._machine, self._ledger.cuts))
            return self._alignment[1]

    def alignment_of(self, state: State) -> Alignment:
        """The two documents, their units as they are counted in a state, however many cuts others have made since."""
        with self._lock:
            newest = self.alignment
            return newest if newest.cuts == state.cuts else with_cuts(self._machine, state.cuts)

    @classmethod
    def create(cls, alignment: Alignment, location: str | Path, title: str = "", history: Sequence[Event] = ()) -> Project:
        """Make a new project of an alignment, at a path or a database URL.

        A file is built beside its place and then renamed, so it is there whole or not at all; an old file is replaced
        only if it is a project without any event.

        Args:
            history: events that the project has from the start, numbered from 1: what a file says that people did.

        Raises:
            OutputException: the place cannot be written, or holds something that must not be lost; see `refuse_taken`.
            ActRefused: an event does not apply to those before it.
        """
        location = str(location)
        if history:
            _refuse_unfit(alignment, history)

        def write(connection: sa.Connection) -> None:
            write_alignment(connection, alignment, title)
            for event in history:
                save_event(connection, event)

        if is_url(location):
            engine, file = open_engine(location), sqlite_file(location)
            try:
                with writing_to(engine) as connection:
                    refuse_second(connection, location)
                    write(connection)
            except sa.exc.SQLAlchemyError as error:
                raise _refusal(error, location) from None
            return cls(engine, shown_location(location), file)
        path = Path(location)
        refuse_taken(path)
        with placed_whole(path) as temporary:
            fill(temporary, str(path), write)
        return cls.open(path)

    @classmethod
    def open(cls, location: str | Path) -> Project:
        """Open the project at a path or a database URL.

        Raises:
            UnreadableFile: there is no such file.
            NotAProject: another program wrote it, or it is damaged.
            NewerProject: a later version of this program wrote it.
        """
        location = str(location)
        if is_url(location):
            engine, file = open_engine(location), sqlite_file(location)
            if file is not None:
                refuse_no_file(file)
            return cls(engine, shown_location(location), file)
        path = Path(location)
        refuse_no_file(path)
        return cls(open_engine(path), str(path), path)

    def about(self) -> About:
        """The project's title, whether it is archived, and when it was made; raises as `state` does."""
        self._refuse_a_missing_file()
        return self._read(lambda connection: read_about(connection, self.location))

    def rename(self, title: str) -> None:
        """Give the project a title. It stands for the file's name on screens; the file keeps its name."""
        self._describe(title=clean_text(title).strip())

    def archive(self, archived: bool = True) -> None:
        """Take the project off the list of those being worked on, or put it back."""
        self._describe(archived=archived)

    def events(self) -> tuple[Event, ...]:
        """All events so far, in the order in which they were saved."""
        return self.look()[1]

    def look(self) -> tuple[State, tuple[Event, ...]]:
        """The state and all events that led to it, of one look at the file; raises as `state` does."""
        with self._lock:
            return self.state(), tuple(self._ledger.events)

    def state(self) -> State:
        """The links and what is said of them as they are now. Reads only the events that are new since the last call.

        Raises:
            NotAProject: the file is damaged so far that nothing can be read in it.
            UnreadableFile: it is gone, or cannot be read at the moment.
        """
        with self._lock:
            self._refuse_a_missing_file()
            self._read(self._refresh)
            return self._ledger.state()

    def newest(self) -> int:
        """The number of the last act that was saved, by whomever. Reads one row and takes nothing in; raises as `state`."""
        self._refuse_a_missing_file()
        return self._read(last_number)

    def next_undo(self, reviewer: str) -> Event | None:
        """The act that `undo` would switch off."""
        return self._ledger.next_undo(clean_text(reviewer))

    def next_redo(self, reviewer: str) -> Event | None:
        """The act that `redo` would switch on again."""
        return self._ledger.next_redo(clean_text(reviewer))

    def append(self, act: Act, reviewer: str, seen: int | None = None) -> State:
        """Save one act.

        Args:
            reviewer: who acts.
            seen: sequence number of the state that the reviewer acted on; when left out, the newest.

        Returns:
            The state after it.

        Raises:
            Conflict: since `seen`, somebody else changed a link that the act concerns.
            ActRefused: the act does not apply. Nothing is saved in either case.
        """
        return self._append(lambda: act, reviewer, seen)

    def undo(self, reviewer: str) -> State:
        """Switch off the reviewer's last act that still counts.

        Raises:
            ActRefused: there is none, or later acts of others build on it.
        """
        return self._append(lambda: Undo(_target(self.next_undo(reviewer), "undo")), reviewer, None)

    def redo(self, reviewer: str) -> State:
        """Switch the act that the reviewer undid last on again; raises as `undo` does."""
        return self._append(lambda: Redo(_target(self.next_redo(reviewer), "redo")), reviewer, None)

    def refuse_unchangeable(self) -> None:
        """Say before some work what an act would only find out after it.

        Raises:
            NotAProject: not all acts of the project are whole.
            UnreadableFile: it is gone, or cannot be read at the moment.
            OutputException: it may not be written to.
        """
        self.state()
        if self._damage:
            raise self._damage.refusal()
        self._describe()

    def _read(self, look: Callable[[sa.Connection], _Seen]) -> _Seen:
        """What a look at the project gives, in one transaction; once more where the line to the server broke meanwhile.
        Raises as `naming` does."""
        with naming(self.location):
            for _ in range(_ATTEMPTS - 1):
                try:
                    with reading_from(self._engine) as connection:
                        return look(connection)
                except sa.exc.SQLAlchemyError as error:
                    if not broke_the_line(error):
                        raise
            with reading_from(self._engine) as connection:
                return look(connection)

    def _append(self, choose: Callable[[], Act], reviewer: str, seen: int | None) -> State:
        reviewer = clean_text(reviewer).strip()
        if not any(c.isprintable() and not c.isspace() for c in reviewer):
            raise ActRefused("say who you are first: an act belongs to somebody")
        tried: list[Event] = []
        attempts = 0
        with self._lock:
            while True:
                attempts += 1
                self._refuse_a_missing_file()
                try:
                    return self._save(choose, reviewer, seen, tried)
                except (sa.exc.SQLAlchemyError, UnicodeDecodeError) as error:
                    if attempts < _ATTEMPTS and may_succeed_next(error):
                        continue
                    if isinstance(error, sa.exc.IntegrityError):
                        raise Conflict("somebody saved another act at the same moment: look at the links again") from None
                    raise OutputException(
                        "{name}: the act was not saved ({reason})", name=self.location, reason=reason_of(error)
                    ) from None

    def _save(self, choose: Callable[[], Act], reviewer: str, seen: int | None, tried: list[Event]) -> State:
        """One attempt to save an act, in one transaction. Those before it are in `tried`, and this one is added to them: a
        server may have saved it and gone away before it said so."""
        with self._undisturbed(), writing_to(self._engine) as connection:
            self._refresh(connection)
            if self._damage:
                raise self._damage.refusal()
            if tried and any(event in tried for event in self._ledger.events[tried[0].sequence - 1 :]):
                return self._ledger.state()
            act = as_saved(choose())
            if self._is_done(act, self._others(act, reviewer, seen)):
                return self._ledger.state()
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            event = Event(len(self._ledger.events) + 1, reviewer, at, act)
            tried.append(event)
            self._take_in(event)
            save_event(connection, event)
        return self._ledger.state()

    def _others(self, act: Act, reviewer: str, seen: int | None) -> list[Event]:
        """What others did to the same things since, and agrees with the act.

        Raises:
            Conflict: it does not agree, or a cut or a new version lies between.
        """
        if seen is None:
            return []
        if seen > len(self._ledger.events):
            raise Conflict("the project was put back to an earlier state in the meantime: look at the link again")
        about, agreeing = decided(act), list[Event]()
        others: list[Event] = []
        for event in self._ledger.events[seen:]:
            done = self._done(event)
            if event.reviewer != reviewer and not about.isdisjoint(self._decided(event, done)):
                (agreeing if done is event.act and agree(act, done) else others).append(event)
            if recounts(done) and event not in agreeing and (concerned(act) or isinstance(act, EditFlag | Update)):
                raise Conflict(
                    "a text got a new version in the meantime, so units are counted anew: look at the link again"
                    if isinstance(done, Update)
                    else "a text was cut in the meantime, so units are counted anew: look at the link again"
                )
        if others:
            raise Conflict(
                "{who} changed this link in the meantime: look at it again, then decide"
                if touched(act)
                else "{who} changed this in the meantime: look at it again, then decide",
                who=others[-1].reviewer,
                event=others[-1],
            )
        return agreeing

    def _decided(self, event: Event, done: Act) -> frozenset[object]:
        """What an event decided about, its links as they are counted now."""
        if done is event.act or not self._ledger.cuts:
            return decided(done)
        made = cuts_before(self._ledger.events, event.act.target)  # type: ignore[union-attr]
        links = {recounted(pair, made, self._ledger.cuts) for pair in touched(done)}
        return (decided(done) - touched(done)) | links

    @staticmethod
    def _is_done(act: Act, others: list[Event]) -> bool:
        """Whether somebody did just this, and it cannot be done twice."""
        return bool(others) and not isinstance(act, Decision | RaiseFlag)

    def _done(self, event: Event) -> Act:
        """What an event did, or switched off or on."""
        act = event.act
        return self._ledger.events[act.target - 1].act if isinstance(act, Undo | Redo) else act

    def _refresh(self, connection: sa.Connection) -> None:
        """Take in the events since the last look; all of them where the last one is not in the file as it was. What comes
        after the first that is not whole is left."""
        with self._undisturbed():
            self._damage = None
            try:
                with _collector_at_rest():
                    self._take_in_all(connection)
            except (ActRefused, NotAProject) as reason:
                self._damage = damage_of(connection, self.location, len(self._ledger.events), reason)

    def _take_in_all(self, connection: sa.Connection) -> None:
        if not is_there(connection, self._ledger.events):
            # Something else was put in the file's place, such as a backup.
            self._ledger = Ledger(self._machine.links)
        for event in saved_events(connection, after=len(self._ledger.events)):
            if event.sequence != len(self._ledger.events) + 1:
                raise NotAProject("act {number} is missing", number=len(self._ledger.events) + 1)
            self._take_in(event)

    def _take_in(self, event: Event) -> None:
        self._fitting.refuse_misfit(event.act, self._ledger)
        self._ledger.append(event)

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Whatever comes between, an interrupt too: an event that may not have been saved, or is half applied, goes from
        memory. The next look finds in the file what was saved."""
        known, ledger = len(self._ledger.events), self._ledger
        try:
            yield
        except (ActRefused, Conflict):
            raise  # the ledger takes itself back what does not apply
        except BaseException:
            events = self._ledger.events[:known] if self._ledger is ledger else []
            self._ledger = Ledger(self._machine.links, events)
            raise

    def _refuse_a_missing_file(self) -> None:
        """SQLite would make an empty one.

        Raises:
            UnreadableFile: there is no file any more.
        """
        if self._file is not None and not self._file.exists():
            raise UnreadableFile("{name}: the project's file is gone; put it back", name=self.location)

    def _describe(self, **values: Any) -> None:
        try:
            with writing_to(self._engine) as connection:
                if values:
                    connection.execute(sa.update(PROJECT).values(values))
        except sa.exc.SQLAlchemyError as error:
            raise OutputException(
                "{name}: cannot be changed ({reason})", name=self.location, reason=reason_of(error)
            ) from None


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A long history makes many values at once, all of which stay: to look for garbage among them takes as long again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if gc.get_count()[0] > _MANY_VALUES:
                # They are of the oldest generation at once, else each younger one would be looked through for them.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _target(event: Event | None, verb: str) -> int:
    if event is None:
        raise ActRefused("there is nothing to undo" if verb == "undo" else "there is nothing to redo")
    return event.sequence


def refuse_taken(location: str | Path) -> None:
    """Say before the work begins what `Project.create` would only find out after it.

    Raises:
        NotAProject: the URL names no database that this machine can reach.
        OutputException: the place cannot be written, or holds something that must not be lost.
    """
    location = str(location)
    if not is_url(location):
        _refuse_file(Path(location))
        return
    engine, file = open_engine(location), sqlite_file(location)
    if file is not None and not file.exists():
        refuse_unwritable(file)  # to look into it would make it
        return
    try:
        with reading_from(engine) as connection:
            refuse_second(connection, location)
    except sa.exc.SQLAlchemyError as error:
        raise _refusal(error, location) from None
    finally:
        engine.dispose()


def _refuse_unfit(alignment: Alignment, history: Sequence[Event]) -> None:
    """Take the events in as opening will, before anything is written."""
    ledger, fitting = Ledger(alignment.links), Fitting(alignment)
    for event in history:
        as_saved(event.act)
        fitting.refuse_misfit(event.act, ledger)
        ledger.append(event)


def _refusal(error: sa.exc.SQLAlchemyError, url: str) -> OutputException:
    """What to raise where the database will not."""
    return OutputException("{name}: the database refused ({reason})", name=shown_location(url), reason=reason_of(error))


def _refuse_file(path: Path) -> None:
    """A file that is there must be a project of ours that nobody has worked on."""
    refuse_unwritable(path)
    if not path.exists():
        return
    try:
        project = Project.open(path)
        if project.damage:
            raise project.damage.refusal()
        reviewed = len(project.events())
    except (NotAProject, NewerProject, UnreadableFile):
        raise OutputException(
            "{name}: there is another file of this name; choose another name or remove it", name=path
        ) from None
    if reviewed:
        raise OutputException(
            "{name}: this project holds {number} acts of review, which aligning anew would lose; choose another name",
            name=path,
            number=reviewed,
        )
