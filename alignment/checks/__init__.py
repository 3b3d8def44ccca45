"""What a machine finds wrong in a translation: each check looks and says how strong its evidence is."""

from alignment.checks.checking import check, check_by_check, put_together
from alignment.checks.correspondences import Counterpart, find_counterparts
from alignment.checks.definition import Check, Example
from alignment.checks.finding import Finding, Mark, dismissal_of, dismissed_by
from alignment.checks.patterns import Pattern, read_patterns
from alignment.checks.registry import CHECKS

__all__ = [
    "CHECKS",
    "Check",
    "Counterpart",
    "Example",
    "Finding",
    "Mark",
    "Pattern",
    "check",
    "check_by_check",
    "dismissal_of",
    "dismissed_by",
    "find_counterparts",
    "put_together",
    "read_patterns",
]
