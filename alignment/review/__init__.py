"""What people do and look at: acts (each is checked against the current state and appends one event), queues, search,
sections, progress, agreement, and what they said to the findings."""

from __future__ import annotations

from alignment.review import progress, queues
from alignment.review.acts.on_findings import confirm, dismiss, dismiss_open, reinstate
from alignment.review.acts.on_links import (
    accept_above,
    link_places,
    link_units,
    merge,
    move,
    pop,
    realign,
    replace_links,
    set_status,
    shift,
    split,
    split_at,
    swap,
)
from alignment.review.acts.on_notes import comment, edit_flag, flag, propose, rate, uncomment, unflag, withdraw
from alignment.review.acts.on_teamwork import assign, draw_sample, judge
from alignment.review.acts.on_terms import add_term, change_terms, import_terms
from alignment.review.agreement import Agreement, agreements, waiting_for
from alignment.review.findings import (
    Choice,
    ReviewedFinding,
    Standing,
    by_link,
    chosen,
    counted_anew,
    in_link,
    inspect,
    link_of_finding,
    standing_ratings,
    tally,
    undecided,
    with_decisions,
)
from alignment.review.moved_text import links_with_moved_text, moved_text, places_of_suggestion
from alignment.review.project_glossary import glossary_of
from alignment.review.queues import QUEUES
from alignment.review.search import Index, find_place, fold_same_length, links_with, spans
from alignment.review.sections import Section, sections_of

__all__ = [
    "QUEUES",
    "Agreement",
    "Choice",
    "Index",
    "ReviewedFinding",
    "Section",
    "Standing",
    "accept_above",
    "add_term",
    "agreements",
    "assign",
    "by_link",
    "change_terms",
    "chosen",
    "comment",
    "confirm",
    "counted_anew",
    "dismiss",
    "dismiss_open",
    "draw_sample",
    "edit_flag",
    "find_place",
    "flag",
    "fold_same_length",
    "glossary_of",
    "import_terms",
    "in_link",
    "inspect",
    "judge",
    "link_of_finding",
    "link_places",
    "link_units",
    "links_with",
    "links_with_moved_text",
    "merge",
    "move",
    "moved_text",
    "places_of_suggestion",
    "pop",
    "progress",
    "propose",
    "queues",
    "rate",
    "realign",
    "reinstate",
    "replace_links",
    "sections_of",
    "set_status",
    "shift",
    "spans",
    "split",
    "split_at",
    "standing_ratings",
    "swap",
    "tally",
    "uncomment",
    "undecided",
    "unflag",
    "waiting_for",
    "with_decisions",
    "withdraw",
]
