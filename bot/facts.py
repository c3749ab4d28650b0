"""This happened → who reacts: in the same transaction what must hold, after it what only tells."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from bot.clock import Calendar
from bot.config import Settings
from bot.pushes import send
from bot.world import View
from storage.base import savepoint
from storage.unit import Unit

log = logging.getLogger("sibai.facts")
GIVE_UP = 3


@dataclass(frozen=True)
class Fact:
    """Something that happened: the kind of row that was stored (visit, plan, help …), which one, and by whom."""

    kind: str
    subject: int
    person: int


Act = Callable[[View, Fact], Sequence[Any] | None]  # pushes, or facts that follow


@dataclass(frozen=True)
class Reaction:
    """Called with (view, fact); may return pushes, and facts that follow from it in the same transaction.

    `later`: from the stored fact, after the commit, with retries.
    """

    kind: str
    act: Act
    later: bool = False


def reacts(kind: str) -> Callable[[Act], Reaction]:
    """What must hold together with the fact: the same transaction, or neither."""
    return lambda act: Reaction(kind, act)


def tells(kind: str) -> Callable[[Act], Reaction]:
    """What only tells of the fact: it can fail and be tried again without undoing anything."""
    return lambda act: Reaction(kind, act, later=True)


class Facts:
    """Who reacts to what."""

    def __init__(self, reactions: Iterable[Reaction], settings: Settings, calendar: Calendar) -> None:
        self.reactions, self.settings, self.calendar = list(reactions), settings, calendar

    def happened(self, unit: Unit, fact: Fact) -> None:
        self._react(unit, fact, later=False)
        if any(reaction.kind == fact.kind and reaction.later for reaction in self.reactions):
            unit.journal.tell(fact.kind, asdict(fact))

    def _react(self, unit: Unit, fact: Fact, *, later: bool) -> None:
        view = View(unit, self.settings, self.calendar)
        for reaction in self.reactions:
            if reaction.kind == fact.kind and reaction.later == later:
                for thing in reaction.act(view, fact) or ():
                    if isinstance(thing, Fact):
                        self.happened(unit, thing)
                    else:
                        send(unit, thing, self.calendar)

    def tell_one(self, unit: Unit) -> bool:
        """Tell the oldest fact that is still untold; False if there is none."""
        for told in unit.journal.untold(unit.now, 1):
            fact = Fact(**told.body)
            try:
                with savepoint(unit.db):
                    self._react(unit, fact, later=True)
            except Exception as failure:  # noqa: BLE001 - one teller must not stop the others
                log.warning("telling of %s failed: %s", fact.kind, type(failure).__name__)
                failures = told.failures + 1
                wake = unit.now + timedelta(seconds=10 * failures) if failures < GIVE_UP else None
                unit.journal.tell_later(told.id, failures, wake)
            else:
                unit.journal.told(told.id)
            return True
        return False
