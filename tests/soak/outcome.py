"""What cases come to: how often something was tried, what was lost, what broke."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Outcome:
    """Counts that can be added up, and a description of each fault that is among them."""

    tried: int = 0
    lost: int = 0
    """What was acknowledged and is not there."""

    broken: int = 0
    """What was there and should not be: a damaged file, an exception that nobody raised on purpose, a hang."""

    also: Counter[str] = field(default_factory=Counter)
    """Further counts, by name."""

    faults: list[str] = field(default_factory=list)

    def lose(self, what: str) -> None:
        """Count and describe something that was lost."""
        self.lost += 1
        self.faults.append(f"lost: {what}")

    def fail(self, what: str) -> None:
        """Count and describe something that broke."""
        self.broken += 1
        self.faults.append(f"broken: {what}")

    def add(self, other: Outcome) -> None:
        """Add the counts of another; its faults too."""
        self.tried += other.tried
        self.lost += other.lost
        self.broken += other.broken
        self.also.update(other.also)
        self.faults += other.faults

    def plain(self) -> dict[str, Any]:
        """What JSON holds of it; `of` reads that back."""
        return vars(self) | {"also": dict(self.also)}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Outcome:
        """What `plain` wrote."""
        return cls(**plain | {"also": Counter(plain["also"])})
