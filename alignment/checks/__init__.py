"""What a machine finds wrong in a translation: each check looks and says how strong its evidence is."""

from alignment.checks.between_sides.terminology import JUDGED_KINDS
from alignment.checks.checking import check, check_by_check, in_reading_order_of
from alignment.checks.correspondences import Counterpart, find_counterparts
from alignment.checks.definition import Check, Example
from alignment.checks.finding import Finding, Mark, dismissal_of, dismissed_by
from alignment.checks.registry import CHECKS

__all__ = [
    "CHECKS",
    "JUDGED_KINDS",
    "Check",
    "Counterpart",
    "Example",
    "Finding",
    "Mark",
    "check",
    "check_by_check",
    "dismissal_of",
    "dismissed_by",
    "find_counterparts",
    "in_reading_order_of",
]
