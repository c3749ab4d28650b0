"""What a conversation about visits stores that is no visit."""

from __future__ import annotations

from dataclasses import dataclass

from storage.plans import Plan
from storage.unit import Unit
from storage.viewers import Viewer
from storage.visits import OF_HOME


@dataclass(frozen=True)
class HomeNote:
    """What is only noted of a household: no visit, no contact."""

    household: int
    text: str
    follow_ups: tuple[Plan, ...] = ()

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        effects = [("remark", unit.journal.remark(viewer.person, self.text, (OF_HOME, self.household)))]
        for plan in self.follow_ups:
            effects += plan.store(unit, viewer)
        return effects
