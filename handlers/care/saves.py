"""What is said between a secretary and a cadre about a household: a question, a reason why not today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.journal import undoes
from storage.unit import Unit
from storage.viewers import Viewer


@dataclass(frozen=True)
class Question:
    """A secretary asks whoever is in charge about a household that is late."""

    household: int

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        return [("care_question", self.household)]


@dataclass(frozen=True)
class Excuse:
    """Why a household cannot be seen today, in the cadre's words."""

    household: int
    why: str

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        number = unit.journal.remark(viewer.person, self.why, ("household", self.household))
        return [("remark", number), ("care_excuse", number)]


@undoes("care_question")
@undoes("care_excuse")
def keep_sent(unit: Any, viewer: Viewer, number: int) -> str:
    """What was said to somebody stays said."""
    return "已经告诉对方了"
