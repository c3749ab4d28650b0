"""What the house may look at while something happens: storage, settings, calendar; in a dialogue also who asks."""

from __future__ import annotations

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


class Finder(Protocol):
    """Finds the dialogue that words belong to."""

    def match(self, text: str, sent: datetime, world: World, *, only: str = "") -> Dialogue | None: ...


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


@dataclass(frozen=True)
class World(View):
    """One message's view of the world, in the eyes of the person who wrote it."""

    viewer: Viewer
    person: Person
    router: Finder
    account: int = 0  # the one that wrote
    dialogue: str = ""  # the one that is being talked

    def elsewhere(self, text: str, *, command: bool) -> Dialogue | None:
        """Another dialogue that these words certainly want; as a whole message if `command`."""
        found = self.router.match(text, self.now, self, only="command" if command else "sure")
        return found if found and found.name != self.dialogue else None
