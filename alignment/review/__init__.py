"""What people do and look at: acts (each is checked against the current state and appends one event), queues, search,
sections, progress, agreement, and what they said to the findings."""

from __future__ import annotations

from alignment.review import progress, queues
from alignment.review.acts.findings import confirm, dismiss, dismiss_open, reinstate
from alignment.review.acts.links import (
    accept_above,
    link_places,
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
from alignment.review.acts.notes import comment, edit_flag, flag, propose, rate, uncomment, unflag, withdraw
from alignment.review.acts.teamwork import assign, draw_sample, judge
from alignment.review.acts.terms import add_term, change_terms, import_terms
from alignment.review.agreement import Agreement, agreements, waiting_for
from alignment.review.inspection import (
    Choice,
    Judged,
    Standing,
    by_link,
    chosen,
    home,
    in_link,
    inspect,
    judged,
    standing_ratings,
    tally,
    undecided,
)
from alignment.review.queues import QUEUES
from alignment.review.search import Index, find_place, fold, links_with, spans
from alignment.review.sections import Section, sections_of
from alignment.review.terms import glossary_of

__all__ = [
    "QUEUES",
    "Agreement",
    "Choice",
    "Index",
    "Judged",
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
    "dismiss",
    "dismiss_open",
    "draw_sample",
    "edit_flag",
    "find_place",
    "flag",
    "fold",
    "glossary_of",
    "home",
    "import_terms",
    "in_link",
    "inspect",
    "judge",
    "judged",
    "link_places",
    "links_with",
    "merge",
    "move",
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
    "withdraw",
]
