"""What is wrong with a project whose texts and links are whole, but not all of its acts."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from alignment.exceptions import ActRefused, NotAProject
from alignment.project.schema import EVENT
from alignment.records import Message


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a project's acts end to be whole. Up to there it can be read; nothing can be added to it."""

    location: str
    reason: Message
    """What is wrong with the first act that is not whole."""

    whole: int
    """Acts before it."""

    beyond: int
    """Acts from it on that are still there."""

    @property
    def message(self) -> Message:
        """One line: what is wrong, how much of it, and the remedy."""
        return self.refusal().message

    def refusal(self) -> NotAProject:
        """What to raise where somebody wants to act."""
        return NotAProject(
            "{name}: damaged: {reason}; acts before it that are whole: {whole}, from it on: {beyond}; nothing can be "
            "changed here; `alignment verify {name} --save-to FILE` saves what can be saved",
            name=self.location,
            reason=self.reason,
            whole=self.whole,
            beyond=self.beyond,
        )


def damage_of(connection: sa.Connection, location: str, whole: int, reason: ActRefused | NotAProject) -> Damage:
    """What is wrong where an act after the whole ones does not apply, is missing, or cannot be read."""
    if isinstance(reason, ActRefused):
        reason = NotAProject("act {number} does not apply ({reason})", number=whole + 1, reason=reason)
    try:
        there = connection.scalar(sa.select(sa.func.count()).select_from(EVENT)) or 0
    except (sa.exc.SQLAlchemyError, UnicodeDecodeError):
        there = 0  # not even that can be told
    return Damage(location, reason.message, whole, max(there - whole, 1))
