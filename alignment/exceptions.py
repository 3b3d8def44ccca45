"""Everything this package raises on purpose, as one tree.

    AlignmentException
    ├── InputException             a text, benchmark or hypothesis file cannot be used
    │   ├── UnreadableFile         missing, a folder, no permission
    │   ├── EmptyText              nothing in it to align
    │   ├── NotText                binary content
    │   ├── WrongEncoding          not UTF-8 (or UTF-16 with a byte order mark)
    │   ├── UnknownLanguage        neither Kazakh nor English
    │   ├── SameLanguage           both sides are in one language
    │   └── MalformedFile          a table or JSON file whose lines are not of the form asked for
    ├── ModelException             an encoder cannot be loaded or trained
    ├── OutputException            a result cannot be written
    ├── ServerException            the workbench cannot be served at the address asked for
    └── ProjectException           a project file cannot be opened or changed
        ├── NotAProject            another program's file, or a damaged one
        ├── NewerProject           written by a later version of this program
        ├── ActRefused             the act does not apply to the state it was asked of
        └── Conflict               somebody else changed the link in the meantime

Each message is one line that names the file, the place and the remedy. The command line prints it and exits 1.
"""

from __future__ import annotations

from typing import Any


class AlignmentException(Exception):
    """Base of every exception that this package raises on purpose."""


class InputException(AlignmentException):
    """A text, benchmark or hypothesis file cannot be used."""


class UnreadableFile(InputException):
    """The file is missing, is a folder, or may not be read."""


class EmptyText(InputException):
    """The file holds no text to work on."""


class NotText(InputException):
    """The file holds binary content."""


class WrongEncoding(InputException):
    """The file's bytes are not valid in the encoding that it should be in."""


class UnknownLanguage(InputException):
    """The text is in neither of the two languages, or the language asked for does not exist."""


class SameLanguage(InputException):
    """Both sides are in one language."""


class MalformedFile(InputException):
    """A line of a table or JSON file is not of the form asked for."""


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

    def __init__(self, message: str, event: Any = None) -> None:
        super().__init__(message)
        self.event = event
        """The other reviewer's `Event`, where it is known which."""
