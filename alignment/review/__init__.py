"""What a reviewer can do. Each act is checked against the current state and appends one event."""

from __future__ import annotations

from alignment.review.findings import confirm, dismiss, dismiss_open, reinstate
from alignment.review.links import (
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
from alignment.review.notes import comment, edit_flag, flag, propose, rate, uncomment, unflag, withdraw
from alignment.review.teamwork import assign, draw_sample, judge
from alignment.review.terms import add_term, change_terms, import_terms

__all__ = [
    "accept_above",
    "add_term",
    "assign",
    "change_terms",
    "comment",
    "confirm",
    "dismiss",
    "dismiss_open",
    "draw_sample",
    "edit_flag",
    "flag",
    "import_terms",
    "judge",
    "link_places",
    "merge",
    "move",
    "pop",
    "propose",
    "rate",
    "realign",
    "reinstate",
    "replace_links",
    "set_status",
    "shift",
    "split",
    "split_at",
    "swap",
    "uncomment",
    "unflag",
    "withdraw",
]
