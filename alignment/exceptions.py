"""Everything this package raises on purpose, as one tree.

    AlignmentException
    ├── InputException             a text, benchmark or hypothesis file cannot be used
    │   ├── UnreadableFile         missing, a folder, no permission
    │   ├── EmptyText              nothing in it to align
    │   ├── NotText                binary content
    │   ├── WrongFormat            markup, bitext or a format that is not read
    │   ├── WrongEncoding          in no encoding that is known, or not in the one that was named
    │   ├── UnknownLanguage        neither Kazakh nor English
    │   ├── SameLanguage           both sides are in one language
    │   ├── MalformedFile          a table or JSON file whose lines are not of the form asked for
    │   └── MalformedFrame         a data frame whose columns or rows are not of the form asked for
    ├── ModelException             an encoder cannot be loaded or trained
    ├── OutputException            a result cannot be written
    ├── ServerException            the workbench cannot be served at the address asked for
    └── ProjectException           a project file cannot be opened or changed
        ├── NotAProject            another program's file, or a damaged one
        ├── NewerProject           written by a later version of this program
        ├── ActRefused             the act does not apply to the state it was asked of
        └── Conflict               somebody else changed the link in the meantime

Each message is one line that names the file, the place and the remedy. The command line prints it and exits 1; the
workbench tells it in the reader's language, by its template and what stands in the fields.
"""

from __future__ import annotations

import re
from typing import Any

from alignment.records import Message


class AlignmentException(Exception):
    """Base of every exception that this package raises on purpose.

    >>> raised = UnreadableFile("{path}: there is no such file", path="a.txt")
    >>> str(raised), raised.message.template, raised.message.values
    ('a.txt: there is no such file', '{path}: there is no such file', {'path': 'a.txt'})
    """

    def __init__(self, template: str, /, **values: object) -> None:
        """Say what is wrong and how to mend it.

        Args:
            template: an English sentence with `{fields}`.
            values: what stands in each field, written as `str` writes it in every language: a line's number or a version is
                no figure to be grouped. An exception of this tree is told in the reader's language where it stands.
        """
        # What copying and pickling make anew from `args` is a message already.
        super().__init__(template if isinstance(template, Message) else Message(template, _told(values)))

    @property
    def message(self) -> Message:
        """The English line, and what it was made of."""
        message: Message = self.args[0]
        return message


def _told(values: dict[str, object]) -> dict[str, str | float]:
    told: dict[str, str | float] = {}
    for name, value in values.items():
        said = value.message if isinstance(value, AlignmentException) else value
        told[name] = _in_one_line(said if isinstance(said, Message) else str(said))
    return told


def _in_one_line(value: str) -> str:
    if not _CONTROLS.search(value):
        return value
    if not isinstance(value, Message):
        return _CONTROLS.sub(_escaped, value)
    inside = {name: _in_one_line(part) if isinstance(part, str) else part for name, part in value.values.items()}
    return Message(value.template, inside)


_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")  # in names of files; each message is one line of text


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


class InputException(AlignmentException):
    """A text, benchmark or hypothesis file cannot be used."""


class UnreadableFile(InputException):
    """The file is missing, is a folder, or may not be read."""


class EmptyText(InputException):
    """The file holds no text to work on."""


class NotText(InputException):
    """The file holds binary content."""


class WrongFormat(InputException):
    """The file is of a format that is not read, or not as what it was given for."""


class WrongEncoding(InputException):
    """The file's bytes are not valid in the encoding that it should be in."""


class UnknownLanguage(InputException):
    """The text is in neither of the two languages, or the language asked for does not exist."""


class SameLanguage(InputException):
    """Both sides are in one language."""


class MalformedFile(InputException):
    """A line of a table or JSON file is not of the form asked for."""


class MalformedFrame(InputException):
    """A column or row of a data frame is not of the form asked for."""


class ModelException(AlignmentException):
    """An encoder cannot be loaded or trained."""


class OutputException(AlignmentException):
    """A result cannot be written."""


class ServerException(AlignmentException):
    """The workbench cannot be served at the address asked for."""


class ProjectException(AlignmentException):
    """A project file cannot be opened or changed."""


class NotAProject(ProjectException):
    """The file was written by another program, or is damaged."""


class NewerProject(ProjectException):
    """The file was written by a later version of this program."""


class ActRefused(ProjectException):
    """The act does not apply to the state that it was asked of."""


class Conflict(ProjectException):
    """Another reviewer changed the link since this reviewer last saw it."""

    def __init__(self, template: str, /, *, event: Any = None, **values: object) -> None:
        """As `AlignmentException`, with the event that was in the way."""
        super().__init__(template, **values)
        self.event = event
        """The other reviewer's `Event`, where it is known which."""
