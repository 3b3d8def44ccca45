"""How strong each kind of evidence is: the figures of the checks, from a table that has the reason of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from alignment.checks.check_tables import CHECK_TABLES
from alignment.files import known_rows


def evidence(check: str) -> Mapping[str, float]:
    """The figures of one check, by the case that each is for.

    Their kinds: a score is the strength of the evidence in [0, 1], a limit is what something is compared with, and a
    weight enters a sum.

    >>> evidence("dates")["differs"]
    0.95
    """
    return _figures()[check]


@lru_cache(maxsize=1)
def _figures() -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = defaultdict(dict)
    for row in known_rows(CHECK_TABLES / "evidence.tsv"):
        figures[row["check"]][row["case"]] = float(row["value"])
    return dict(figures)
