"""What a reviewer does to a text as a whole: bring in its next version."""

from __future__ import annotations

from alignment.embedding import Encoder
from alignment.exceptions import ActRefused
from alignment.project import Project, State
from alignment.records import Document, Side
from alignment.review.acts.arguments import refuses_other_types
from alignment.review.new_version import compare_version


@refuses_other_types
def update(
    project: Project, side: Side, document: Document, encoder: Encoder, reviewer: str, seen: int | None = None
) -> State:
    """Put a new version in the place of one side's text, as one act. Where the text is the same or nearly, links and all
    that was said of them stay with its words; an accepted link that reads otherwise needs review. What is new, and what has
    lost its partner, is aligned around the links that stay. `compare_version` tells before what would change.

    Raises:
        ActRefused: it is the text that is there, or in the other language.
        Conflict: since `seen`, units were counted anew, or somebody else changed a link that does not go on.
    """
    comparison = compare_version(project, side, document)
    if comparison.is_same:
        raise ActRefused("{name}: nothing changed: this is the text that is there", name=document.name)
    at = comparison.state.sequence
    return project.append(comparison.act(encoder), reviewer, at if seen is None else min(seen, at))
