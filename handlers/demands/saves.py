"""What the conversations store: a demand with all that hangs on it, thanks, and how it is taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from handlers.engines.cases import rules
from handlers.engines.cases.moves import Move, Raised
from storage.accounts import Refused
from storage.cases import Case
from storage.journal import UNDO, undoes
from storage.registry import PERSONS
from storage.unit import Unit
from storage.viewers import Viewer, run, system
from storage.visits import NEEDS

CASE = system("cases")
Effects = list[tuple[str, int]]


@dataclass(frozen=True)
class Demand:
    """A case to be raised, with the words of its receipt around the number: 收到，编号{}。"""

    raised: Raised
    receipt: str = ""
    need: int = 0  # of a visit, which it takes up
    calls: str = ""  # how a guest is called and reached, told once

    def store(self, unit: Unit, viewer: Viewer) -> Effects:
        effects = self.raised.store(unit, viewer)
        if self.need:
            fresh = sa.update(NEEDS).where(NEEDS.c.id == self.need, NEEDS.c.state == "待办")
            if not run(unit.db, viewer, fresh.values(state="已接", taken_by=viewer.person)).rowcount:
                raise Refused("这条需要刚刚已经转成诉求了，没有再记一遍。")
            effects.append(("need_taken", self.need))
        if self.calls:
            phone = re.search(r"\d{8,11}", self.calls)
            name = self.calls.replace(phone[0], "").strip(" ，,。") if phone else self.calls
            known = {"name": name, "phone": phone[0] if phone else ""}
            guest = sa.update(PERSONS).where(PERSONS.c.id == viewer.person, PERSONS.c.state == "访客")
            run(unit.db, viewer, guest.values(**{column: said for column, said in known.items() if said}))
        return effects

    def tells(self, unit: Unit, effects: Effects) -> str:
        """The receipt, with the number that it got."""
        case = next(number for kind, number in effects if kind == "case")
        return self.receipt.replace("{}", unit.cases.get(case).number)


@dataclass(frozen=True)
class Thanks:
    """Praise: passed on to whom it is for."""

    words: str
    to: tuple[int, ...]

    def store(self, unit: Unit, viewer: Viewer) -> Effects:
        return [("praise", unit.journal.remark(viewer.person, self.words, None))]


@undoes("case")
def undo_case(unit: Any, viewer: Viewer, number: int) -> str:
    """A demand is taken back while nobody has done anything about it, and nobody else speaks of it."""
    case: Case = unit.cases.get(number, lock=True)
    moved = [step for step in unit.cases.steps(CASE, number) if step.person_id != viewer.person]
    joined = [voice for voice in unit.voices.of_case(number) if voice.part == "附议"]
    if moved or case.state not in rules.OPEN:
        return f"{case.number}号已经有人在办。不要办了，可以说「撤回{case.number}」"
    if joined:
        return f"{case.number}号已经有别人附议，接着办"
    Move(number, rules.WITHDRAW, "撤销").store(unit, viewer)
    unit.cases.change(number, undone_at=unit.now)
    unit.journal.tell("case_undone", {"kind": "case_undone", "subject": number, "person": viewer.person})
    return ""


@undoes("case_voice")
def undo_voice(unit: Any, viewer: Viewer, case: int) -> str:
    if unit.voices.of(case, viewer.person) is None:
        return "替别人附议的那一声"
    unit.voices.change(case, viewer.person, left_at=unit.now)
    return ""


@undoes("need_taken")
def undo_taken(unit: Any, viewer: Viewer, need: int) -> str:
    """Open again as it was heard, unless its demand stays."""
    run(unit.db, viewer, sa.update(NEEDS).where(NEEDS.c.id == need).values(state="待办", taken_by=None))
    return ""


@undoes("praise")
def undo_praise(unit: Any, viewer: Viewer, remark: int) -> str:
    UNDO["remark"](unit, viewer, remark)
    return "谢意已经带到了"
