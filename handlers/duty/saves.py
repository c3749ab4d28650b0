"""What conversations about duty hand over to be stored: an alert taken, declined, ended; shifts, swaps, reports made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.danger import keep_files
from storage.accounts import Refused
from storage.duty import AGREED, REFUSED, SHIFTS, WITHDRAWN, Shift, Swap
from storage.journal import undoes
from storage.unit import Unit
from storage.viewers import Viewer, run, system

DUTY = system("duty")


@dataclass(frozen=True)
class Taken:
    """Somebody goes there. `Refused` if another was quicker."""

    alert: int

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        found = unit.alerts.get(self.alert, lock=True)
        if found is None or found.closed_at:
            raise Refused("这件已经结束了，不用再去。")
        if found.taken_id == viewer.person:
            raise Refused("您已经接了。办完了告诉我做了什么，比如「已送医，家属在」。")
        if found.taken_id:
            who = unit.people.get(DUTY, found.taken_id)
            raise Refused(f"{who.name if who else '另一位同事'}已经接了，您可以先歇着。要一起去，请跟他说一声。")
        unit.alerts.settle(self.alert, taken_id=viewer.person, taken_at=unit.now)
        return [("alert_taken", self.alert)]


@dataclass(frozen=True)
class Declined:
    """Somebody cannot go: the next is woken at once."""

    alert: int

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        found = unit.alerts.get(self.alert, lock=True)
        if found and found.taken_id == viewer.person:  # taken, and cannot after all
            unit.alerts.settle(self.alert, taken_id=None, taken_at=None)
        return [("alert_declined", self.alert)]


@dataclass(frozen=True)
class Ended:
    """What was done; only whoever has taken it says so."""

    alert: int
    outcome: str

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        found = unit.alerts.get(self.alert, lock=True)
        if found is None or found.closed_at:
            raise Refused("这件之前已经结束了，没有再记一遍。")
        unit.alerts.settle(self.alert, closed_id=viewer.person, closed_at=unit.now, outcome=self.outcome)
        return [("alert_closed", self.alert)]


@dataclass(frozen=True)
class Word:
    """More words of whoever is in danger, and what they sent."""

    alert: int
    text: str
    files: tuple[int, ...] = ()

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        sent = keep_files(unit, viewer, self.alert, self.files)
        return [("alert_word", unit.alerts.said(self.alert, " ".join(filter(None, (self.text, sent)))))]


@dataclass(frozen=True)
class SetShift:
    """Somebody is put on duty."""

    shift: Shift

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        return [("duty_shift", number) for number in unit.duty.set(viewer, self.shift)]


@dataclass(frozen=True)
class AskedSwap:
    """A swap put to the other."""

    swap: Swap

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        return [("duty_swap", unit.duty.ask(viewer, self.swap))]


@dataclass(frozen=True)
class AnsweredSwap:
    """The other agrees, and the shifts are changed; or does not."""

    swap: int
    shifts: tuple[Shift, ...]
    agreed: bool

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        found = unit.duty.swap(self.swap, lock=True)
        if found is None or not unit.duty.answer(self.swap, AGREED if self.agreed else REFUSED):
            raise Refused("这次换班已经答过，或者对方收回了。要换的话，请重新说一次。")
        if not self.agreed:
            return [("duty_swap_refused", self.swap)]
        made = [number for shift in self.shifts for number in unit.duty.set(viewer, shift, self.swap)]
        return [*(("duty_shift", number) for number in made), ("duty_swap_agreed", self.swap)]


@dataclass(frozen=True)
class Reported:
    """A report that the law demands was made, or found not to be due."""

    report: int
    whom: str
    when: str

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        if not unit.reports.done(viewer, self.report, self.whom, self.when):
            raise Refused("这一件之前已经记过了，没有再记一遍。")
        return [("report_done", self.report)]


@undoes("alert_taken")
@undoes("alert_declined")
def keep_taken(unit: Any, viewer: Viewer, alert: int) -> str:
    return "警报已经转给大家了；您要是去不了，回「去不了」，我马上叫下一位"


@undoes("alert_word")
def keep_word(unit: Any, viewer: Viewer, word: int) -> str:
    return "值班的人已经看到了"


@undoes("alert_closed")
def reopen(unit: Any, viewer: Viewer, alert: int) -> str:
    """It is under way again, in the same hands."""
    unit.alerts.settle(alert, closed_id=None, closed_at=None, outcome="")
    return "大家已经收到结束的消息，请再跟他们说一声"


@undoes("duty_swap")
def withdraw_swap(unit: Any, viewer: Viewer, swap: int) -> str:
    return "对方已经收到消息，不过点同意也不会换了" if unit.duty.answer(swap, WITHDRAWN) else "对方已经答过了"


@undoes("duty_swap_agreed")
def undo_swap(unit: Any, viewer: Viewer, swap: int) -> str:
    run(unit.db, viewer, SHIFTS.update().where(SHIFTS.c.swap_id == swap).values(undone_at=unit.now))
    return "对方已经收到换好的消息，请再说一声"


@undoes("duty_swap_refused")
def keep_refused(unit: Any, viewer: Viewer, swap: int) -> str:
    return "对方已经知道您不换；想换的话，请您来提"
