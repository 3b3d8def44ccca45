"""What exceptions say, in the reader's language. They are raised in English, with names and figures filled in; here is what
they look like without, so that they can be told by it."""

from __future__ import annotations

import re
from functools import cache

from alignment.exceptions import AlignmentException
from alignment.workbench.speech import _, mark

_MESSAGES = (
    # reading texts
    mark("{name}: the file holds no text"),
    mark("{name}: there are no letters to tell the language by: name it (kk or en)"),
    mark("{name}: the text is Cyrillic but lacks the Kazakh letters ә ғ қ ң ө ұ ү һ і: is it Russian?"),
    mark("{name}: the text is in neither the Cyrillic nor the Latin script"),
    mark("{name}: there is no such file"),
    mark("{name}: this is a folder; name a text file in it"),
    mark("{name}: cannot be read ({reason})"),
    mark("{name}: binary content, not text; export it as plain text first"),
    mark("{name}, line {line}: not valid {encoding} (byte {byte}); save the file as UTF-8"),
    mark("{first} and {second}: both are in Kazakh; give one Kazakh and one English text"),
    mark("{first} and {second}: both are in English; give one Kazakh and one English text"),
    # projects
    mark("{name}: not a project of this program"),
    mark("{name}: not a project of this program, or damaged ({reason})"),
    mark("{name}: not a project file of this program"),
    mark(
        "{name}: written by a later version of this program (format {format}, this one knows {known}); update the program"
    ),
    mark("{name}: this is a folder; name a project file"),
    mark("{name}: there is no such project; `alignment align KK EN --project {place}` makes one"),
    mark("{name}: there is a project here already; name an empty schema"),
    mark("{name}: there is another file of this name; choose another name or remove it"),
    mark("{name}: this project holds {number} acts of review, which aligning anew would lose; choose another name"),
    mark("{name}: not a database that can be reached ({reason})"),
    mark("{name}: the database refused ({reason})"),
    mark("{name}: cannot be written ({reason})"),
    mark("{name}: cannot be changed ({reason})"),
    mark("{name}: the act was not saved ({reason})"),
    mark("the project holds an event that this program does not know ({reason})"),
    # acts
    mark("somebody saved another act at the same moment: look at the links again"),
    mark("{who} changed this link in the meantime: look at it again, then decide"),
    mark("{link} is no link any more: it was changed; look at the current links"),
    mark("there is nothing to undo"),
    mark("there is nothing to redo"),
    mark("this flag is gone already"),
    mark("this comment is gone already"),
    mark("this proposal is gone already"),
    mark("this dismissal is gone already"),
    mark("there is no previous link"),
    mark("there is no next link"),
    # glossaries
    mark("{place}: a term needs both columns, en and kk"),
    mark("{place}: {status} is no status: use one of {known}"),
    mark("{name}: a glossary is one of {known}"),
    mark("{name}, line 1: the columns en and kk are needed; further ones are status, kind, note"),
    mark("{name}: its extension names no form of glossary; use one of {known}"),
    mark("{name}, line {line}: not well-formed XML ({reason})"),
    mark("{name}: not a TBX file; its root is <{root}>"),
    mark("{name}: not a table of terms ({reason})"),
    mark("{name}: there is no term with both English and Kazakh words in it"),
    mark("{name}, line {line}: {found} fields where the header has {wanted}; separate them by tabs"),
    # the model
    mark("{name}: the model in this folder is damaged ({reason})"),
    mark("{name}: the shipped model is missing; install the package again"),
)


def told(failure: AlignmentException) -> str:
    """What the exception says, in the reader's language; in English where nobody translated it."""
    said = str(failure)
    for message, form in _forms():
        if found := form.fullmatch(said):
            return _(message, **found.groupdict())
    return _(said)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each message and the form of what it looks like when it is filled in, those that say most first."""

    def form(message: str) -> re.Pattern[str]:
        pieces = re.split(r"\{(\w+)\}", message)
        return re.compile("".join(f"(?P<{p}>.+)" if i % 2 else re.escape(p) for i, p in enumerate(pieces)), re.DOTALL)

    fixed = sorted(_MESSAGES, key=lambda message: -len(re.sub(r"\{\w+\}", "", message)))
    return tuple((message, form(message)) for message in fixed)
