"""What the house may look at while something happens: storage, settings, calendar; in a dialogue also who asks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from bot.clock import Calendar
from bot.config import Settings
from storage.households import Person
from storage.unit import Unit
from storage.viewers import Viewer

if TYPE_CHECKING:
    from bot.dialogue import Dialogue


ASKS = re.compile("[?？吗伐呢]|怎么|什么|啥|哪|几|多少|谁|有没有")


class Finder(Protocol):
    """Finds the dialogue that words belong to."""

    def match(
        self, text: str, sent: datetime, world: World, *, only: str = "", without: Collection[str] = ()
    ) -> Dialogue | None: ...


@dataclass(frozen=True)
class View:
    """What whoever acts by itself (a due push, a reaction to a fact) may look at, in one transaction."""

    unit: Unit
    settings: Settings
    calendar: Calendar

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def today(self) -> date:
        return self.unit.now.date()

    @property
    def read_on(self) -> date:
        """The day on which a push made now is read: what waits for the morning says 今天 of that day."""
        return self.calendar.next_allowed(self.now).date()


@dataclass(frozen=True)
class World(View):
    """One message's view of the world, in the eyes of the person who wrote it."""

    viewer: Viewer
    person: Person
    router: Finder
    account: int = 0  # the one that wrote
    dialogue: str = ""  # the one that is being talked

    @property
    def read_on(self) -> date:
        """A reply is read at once, at night too."""
        return self.today

    def elsewhere(self, text: str, *, free: bool, review: bool = False) -> Dialogue | None:
        """Another dialogue that these words certainly want.

        Where any words are an answer (`free`) they must be a command, a question after what can be looked up, or speak
        of what nobody tells of a household.
        """
        found = self.router.match(text, self.now, self, only="command" if free else "sure")
        if free and found is None:
            found = self.router.match(text, self.now, self, only="sure")
            looked = found and found.shows and (review or not found.rest) and ASKS.search(text)
            found = found if found and ((found.apart and found.name != self.dialogue) or looked) else None
        return found if found and (found.again or found.name != self.dialogue) and not found.opening else None
