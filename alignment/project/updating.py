"""What a new version of a text makes of the links under review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from alignment.exceptions import ActRefused
from alignment.project.carrying import Continued, continued, going_on
from alignment.project.events import Event, Update
from alignment.records import Link, Origin, Pair, ReviewedLink, Status


def links_after(links: Mapping[Pair, ReviewedLink], act: Update, event: Event) -> dict[Pair, ReviewedLink]:
    """The links after an update, by their units. O(units).

    Raises:
        ActRefused: they would not hold every unit once.
    """
    given_up = set(act.before)
    going = continued([pair for pair in links if pair not in given_up], act.version)
    made = [_reviewed([links[pair] for pair in one.before], one, event) for one in going if any(one.pair)]
    for (kk, en), (confidence, similarity) in zip(act.after, act.scores, strict=True):
        link = Link(kk, en, confidence, similarity)
        # Text that stands alone now is what the translator has to look at.
        status: Status = "needs review" if link.is_deletion else "unreviewed"
        made.append(ReviewedLink(link, "machine", status, event.reviewer, event.at))
    kk_units, en_units = units_in(links)
    own = list(range(len(act.version.came)))
    if units_in(one.pair for one in made) != ((own, en_units) if act.version.side == "kk" else (kk_units, own)):
        raise ActRefused("the new links do not cover the units of the old ones")
    return {one.pair: one for one in made}


def _reviewed(old: Sequence[ReviewedLink], one: Continued, event: Event) -> ReviewedLink:
    """A link whose text goes on. What was accepted and reads otherwise now is to be looked at again."""
    link = going_on([reviewed.link for reviewed in old], one.pair)
    all_accepted = all(reviewed.status == "accepted" for reviewed in old)
    if len(old) == 1 and not (one.altered and all_accepted):
        return replace(old[0], link=link)
    status: Status = "unreviewed"
    if all_accepted and not one.altered:
        status = "accepted"
    elif any(reviewed.status != "unreviewed" for reviewed in old):
        status = "needs review"
    origin: Origin = "machine" if all(reviewed.origin == "machine" for reviewed in old) else "reviewer"
    return ReviewedLink(link, origin, status, event.reviewer, event.at)


def units_in(pairs: Iterable[Pair]) -> tuple[list[int], list[int]]:
    """The places that links hold on each side, ascending; each as often as it is held."""
    pairs = list(pairs)
    return sorted(unit for kk, _ in pairs for unit in kk), sorted(unit for _, en in pairs for unit in en)
