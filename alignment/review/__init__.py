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
    merge_many,
    move,
    pop,
    realign,
    replace_links,
    set_status,
    set_status_of_many,
    shift,
    split,
    split_at,
    swap,
)
from alignment.review.acts.on_notes import comment, edit_flag, flag, flag_places, propose, rate, uncomment, unflag, withdraw
from alignment.review.acts.on_sentences import (
    divide_sentences,
    merge_sentences,
    move_sentence,
    set_sentence_status,
)
from alignment.review.acts.on_teamwork import assign, draw_sample, introduce, judge
from alignment.review.acts.on_terms import add_term, change_terms, import_terms
from alignment.review.acts.on_texts import update
from alignment.review.agreement import Agreement, agreements, waiting_for
from alignment.review.apart import inspect_apart, serve_checks
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
from alignment.review.inside_paragraphs import reviewed_sentences, spans_of
from alignment.review.link_choice import Finder, Holding, LinkChoice, links_of_choice
from alignment.review.moved_text import links_with_moved_text, moved_text, places_of_suggestion
from alignment.review.new_version import ChangeKind, Comparison, UnitChange, compare_version
from alignment.review.partners import Partners
from alignment.review.people import account_id, browser_id, free_name, is_account, name_of, others_called
from alignment.review.project_glossary import glossary_of
from alignment.review.queues import QUEUES
from alignment.review.reach import lengths_of_shift, links_of_shift, links_to_realign
from alignment.review.search import Index, Query, find_place, fold_text, links_with, spans
from alignment.review.sections import Section, sections_of, sections_of_links
from alignment.review.split_places import SplitPlace, SplitPlaces, split_places
from alignment.review.wordings import in_case_of, places_of_wording, unflagged

__all__ = [
    "QUEUES",
    "Agreement",
    "ChangeKind",
    "Choice",
    "Comparison",
    "Finder",
    "Holding",
    "Index",
    "LinkChoice",
    "Partners",
    "Query",
    "ReviewedFinding",
    "Section",
    "SplitPlace",
    "SplitPlaces",
    "Standing",
    "UnitChange",
    "accept_above",
    "account_id",
    "add_term",
    "agreements",
    "assign",
    "browser_id",
    "by_link",
    "change_terms",
    "chosen",
    "comment",
    "compare_version",
    "confirm",
    "counted_anew",
    "dismiss",
    "dismiss_open",
    "divide_sentences",
    "draw_sample",
    "edit_flag",
    "find_place",
    "flag",
    "flag_places",
    "fold_text",
    "free_name",
    "glossary_of",
    "import_terms",
    "in_case_of",
    "in_link",
    "inspect",
    "inspect_apart",
    "introduce",
    "is_account",
    "judge",
    "lengths_of_shift",
    "link_of_finding",
    "link_places",
    "link_units",
    "links_of_choice",
    "links_of_shift",
    "links_to_realign",
    "links_with",
    "links_with_moved_text",
    "merge",
    "merge_many",
    "merge_sentences",
    "move",
    "move_sentence",
    "moved_text",
    "name_of",
    "others_called",
    "places_of_suggestion",
    "places_of_wording",
    "pop",
    "progress",
    "propose",
    "queues",
    "rate",
    "realign",
    "reinstate",
    "replace_links",
    "reviewed_sentences",
    "sections_of",
    "sections_of_links",
    "serve_checks",
    "set_sentence_status",
    "set_status",
    "set_status_of_many",
    "shift",
    "spans",
    "spans_of",
    "split",
    "split_at",
    "split_places",
    "standing_ratings",
    "swap",
    "tally",
    "uncomment",
    "undecided",
    "unflag",
    "unflagged",
    "update",
    "waiting_for",
    "with_decisions",
    "withdraw",
]
