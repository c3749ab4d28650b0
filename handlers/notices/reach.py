"""Who gets a notice and through what, and which homes nothing reaches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from bot.channels.base import WINDOWS
from bot.pushes import account_for
from bot.world import View
from handlers.notices import rules
from storage.notices import Living, Target


@dataclass(frozen=True)
class Reach:
    """The people a notice gets to, by channel; the homes in which nobody does."""

    people: tuple[Living, ...]
    homes: tuple[int, ...]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(one.channel for one in self.people))


def reach_of(view: View, target: Target, sender: int) -> Reach:
    """Everybody with an account that may be written to when it leaves; whoever sends it gets none."""
    living = [one for one in view.unit.notices.living(target) if one.person_id != sender and one.channel]
    people = tuple(one for one in (_through(view, one) for one in living) if one.channel)
    reached = {one.household_id for one in people}
    homes = tuple(home for home in view.unit.notices.dwellings(target.buildings) if home not in reached)
    return Reach(people, homes)


def _through(view: View, one: Living) -> Living:
    """With the channel that it takes; "" if there is none: one that never speaks first, and was not spoken to of late."""
    if one.channel not in WINDOWS:
        return one
    account = account_for(view.unit, one.person_id, view.calendar.next_allowed(view.now))
    return replace(one, channel=account.channel if account else "")


def say_reach(reach: Reach) -> str:
    """12人收到（网页12人），没有渠道的40户要上门贴或打电话."""
    got = f"{len(reach.people)}人收到（{rules.said(reach.counts)}）" if reach.people else "没有人能在手机上收到"
    left = f"，没有渠道的{len(reach.homes)}户要张贴或打电话" if reach.homes else ""
    return got + left
