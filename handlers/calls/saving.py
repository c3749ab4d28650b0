"""What came of a call: the very answer of the person, or that they were told, or that nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from handlers.engines.cases import rules
from handlers.engines.cases.answers import Answer
from storage.accounts import Refused
from storage.calls import Call
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
    """One result. `due` is the day promised anew should the case be opened again; `tries` and `apart` are the settings.

    Whoever was only told, or not reached, may still have answered since.
    """

    call: int
    result: str
    due: date
    tries: int
    why: str = ""
    satisfied: str = ""
    apart: timedelta = timedelta(0)

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        call = unit.calls.get(self.call, lock=True)
        if call is None or (call.done_at and not may_follow(unit, call, self.result)):
            raise Refused(DONE_ALREADY.format(result=call.result if call else "不用打了"))
        effects: list[tuple[str, int]] = [("case_call", call.id)]
        if self.result in (SOLVED, UNSOLVED):
            answer = Answer(call.case_id, call.person_id, self.result == SOLVED, self.due, self.satisfied, self.why)
            effects += answer.store(unit, viewer)
        tries = tries_after(call, unit.now, self.apart)
        over = self.result != MISSED or tries >= self.tries
        tried: dict[str, Any] = {"tries": tries, "tried_at": unit.now, "by_id": viewer.person}
        unit.calls.change(call.id, result=self.result, done_at=unit.now if over else None, **tried)
        if over and self.result in (TOLD, MISSED) and call.act == rules.RESOLVE:
            unit.voices.change(call.case_id, call.person_id, asked_at=unit.now)
        return effects


def tries_after(call: Call, now: datetime, apart: timedelta) -> int:
    """How often it was tried, with now: again and again within an hour is once."""
    return call.tries if call.tried_at and now - call.tried_at < apart else call.tries + 1


def may_follow(unit: Unit, call: Call, result: str) -> bool:
    """An answer after 已告知 or 没打通, while the case still waits for it."""
    waits = unit.cases.get(call.case_id).state == rules.ASKED and call.act == rules.RESOLVE
    return waits and call.result in (TOLD, MISSED) and result in (SOLVED, UNSOLVED)


@undoes("case_call")
def undo_call(unit: Unit, viewer: Viewer, number: int) -> str:
    """It is to be rung again; an answer that was put down is taken back by itself."""
    call = unit.calls.get(number)
    if call:
        unit.calls.change(call.id, done_at=None, result="", tries=max(0, call.tries - 1), by_id=None)
        if call.result in (TOLD, MISSED):
            unit.voices.change(call.case_id, call.person_id, asked_at=None)
    return ""
