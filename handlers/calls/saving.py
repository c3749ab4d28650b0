"""What came of a call: the very answer of the person, or that they were told, or that nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.engines.cases import rules
from handlers.engines.cases.answers import Answer
from storage.accounts import Refused
from storage.journal import undoes
from storage.unit import Unit
from storage.viewers import Viewer

TOLD, SOLVED, UNSOLVED, MISSED = "已告知", "解决了", "没解决", "没打通"
DONE_ALREADY = "这个电话已经有人打过了，记的是「{result}」。回「电话单」看看还有谁。"


def results(act: str) -> tuple[str, ...]:
    """What can come of it: whether it is solved is asked only of what is said to be done."""
    return (TOLD, SOLVED, UNSOLVED, MISSED) if act == rules.RESOLVE else (TOLD, MISSED)


@dataclass(frozen=True)
class Called:
    """One result. `due` is the day promised anew should the case be opened again; `tries` is the setting."""

    call: int
    result: str
    due: date
    tries: int
    why: str = ""

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        call = unit.calls.get(self.call, lock=True)
        if call is None or call.done_at:
            raise Refused(DONE_ALREADY.format(result=call.result if call else "不用打了"))
        effects: list[tuple[str, int]] = [("case_call", call.id)]
        if self.result in (SOLVED, UNSOLVED):
            answer = Answer(call.case_id, call.person_id, self.result == SOLVED, self.due, "", self.why)
            effects += answer.store(unit, viewer)
        over = self.result != MISSED or call.tries + 1 >= self.tries
        tried: dict[str, Any] = {"tries": call.tries + 1, "tried_at": unit.now, "by_id": viewer.person}
        unit.calls.change(call.id, result=self.result, done_at=unit.now if over else None, **tried)
        if over and self.result in (TOLD, MISSED) and call.act == rules.RESOLVE:
            unit.voices.change(call.case_id, call.person_id, asked_at=unit.now)
        return effects


@undoes("case_call")
def undo_call(unit: Unit, viewer: Viewer, number: int) -> str:
    """It is to be rung again; an answer that was put down is taken back by itself."""
    call = unit.calls.get(number)
    if call:
        unit.calls.change(call.id, done_at=None, result="", tries=max(0, call.tries - 1), by_id=None)
        if call.result in (TOLD, MISSED):
            unit.voices.change(call.case_id, call.person_id, asked_at=None)
    return ""
