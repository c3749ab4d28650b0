"""Opening a case and moving it on: the clocks, who answers for it, the step that is kept; whoever comes second is told so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.saying import say_day
from bot.world import View
from handlers.engines.cases import rules
from handlers.engines.cases.settings import Block
from handlers.engines.plans.owners import choose
from storage.accounts import Refused
from storage.cases import Case, Step
from storage.unit import Unit
from storage.viewers import Viewer, system
from storage.voices import Voice

CASE = system("cases")


def cases_of(view: View) -> Block:
    """The settings of cases."""
    block: Block = view.settings.blocks.get("cases", Block())
    return block


def deadlines(view: View, urgency: str, category: str, day: date) -> tuple[date, date]:
    """The days until which first contact and the answer are promised for what is raised on a day."""
    clock, calendar = cases_of(view).clock(urgency, category), view.calendar
    works = calendar.is_working_day(day)
    contact = rules.deadline(day, clock.contact, calendar.working_days_after, works)
    return contact, max(contact, rules.deadline(day, clock.done, calendar.working_days_after, works))


def promise(view: View, day: date) -> str:
    """周四（26日）前; of a year whose days off are not announced yet it is said to be provisional: it only comes nearer."""
    return say_day(day, view.today) + ("（暂定）" if view.calendar.provisional(day.year) else "")


def owner_for(view: View, building: int | None, committee: int | None, household: int = 0) -> int:
    """Who answers for what is raised about a place: its cadre, else the secretary, else the street; 0 if there is nobody."""
    charge = view.unit.covers.charge([building] if building else ())
    people = charge.of_home(household, building, committee or 0) if building else []
    heads = charge.heads_of(committee or 0)
    return choose(people, 0, building or 0) or next(iter(heads), 0)


@dataclass(frozen=True)
class Raised:
    """A case as a conversation hands it over, with who speaks: (person, part) each, the first is who raised it."""

    case: Case
    voices: tuple[tuple[int, str], ...]
    files: tuple[int, ...] = ()

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        case = unit.cases.add(viewer, self.case)
        for person, part in self.voices:
            unit.voices.join(viewer, Voice(case.id, person, part, case.words))
        unit.files.attach(viewer, self.files, "case", case.id)
        return [("case", case.id)]


@dataclass(frozen=True)
class Joined:
    """Somebody speaks of a case that is open already: 附议."""

    case: int
    person: int
    words: str
    files: tuple[int, ...] = ()

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        unit.voices.join(viewer, Voice(self.case, self.person, "附议", self.words))
        unit.files.attach(viewer, self.files, "case", self.case)
        return [("case_voice", self.case)]


@dataclass(frozen=True)
class Move:
    """One act on a case. Stored only if it may still happen: `Refused` says who was quicker, and nothing is done twice."""

    case: int
    act: str
    words: str = ""
    whom: str = ""
    whom_id: int | None = None
    day: date | None = None
    files: tuple[int, ...] = ()

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        case = unit.cases.get(self.case, lock=True)
        to = rules.after(case.state, self.act)
        if to is None:
            raise Refused(_too_late(unit, case))
        step = Step(
            case.id,
            unit.now,
            viewer.person or None,
            self.act,
            case.state,
            self.words,
            self.whom,
            self.whom_id,
            self.day,
        )
        number = unit.cases.step(viewer, step)
        unit.files.attach(viewer, self.files, "case_step", number)
        unit.cases.change(case.id, state=to, **_values(unit, case, self))
        return [("case_step", number)]


def _too_late(unit: Unit, case: Case) -> str:
    last = [step for step in unit.cases.steps(CASE, case.id) if step.person_id]
    who = unit.people.get(CASE, last[-1].person_id) if last and last[-1].person_id else None
    by = f"{who.name}刚刚" if who and who.name else "刚刚"
    return f"{case.number}号{by}变了，现在是「{rules.STATES[case.state]}」，这一步没有做。回「{case.number}」看看。"


def _values(unit: Unit, case: Case, move: Move) -> dict[str, Any]:
    """What an act changes besides the state."""
    values: dict[str, Any] = {}
    if move.act in (rules.CONTACT, rules.RESOLVE, rules.QUERY) and not case.contact_at:
        values["contact_at"] = unit.now
    if move.act == rules.PASS:
        values |= {"holder": move.whom, "holder_id": move.whom_id}
    if move.act in (rules.TAKE, rules.HAND) and move.whom_id:
        values["owner_id"] = move.whom_id
    if move.act == rules.PAUSE:
        values["paused_on"] = unit.now.date()
    if move.act == rules.RESOLVE:
        values |= {"done_at": unit.now}
    if move.act in (rules.DECLINE, rules.WITHDRAW, rules.MERGE, rules.LAPSE, rules.SOLVED):
        said = {
            rules.DECLINE: "转告",
            rules.WITHDRAW: "撤回",
            rules.MERGE: "并入",
            rules.LAPSE: "未回复",
            rules.SOLVED: "解决",
        }
        values |= {"closed_at": unit.now, "outcome": said[move.act]}
    if move.act in (rules.UNSOLVED, rules.REOPEN):
        values |= {"closed_at": None, "done_at": None, "outcome": "", "reopened": case.reopened + 1}
    return values


def resumed(view: View, case: Case) -> date:
    """The promised day moves on by the working days that a case was paused; the reason was told to whoever waits."""
    if case.paused_on is None:
        return case.done_due
    days, day = 0, case.paused_on
    while day < view.today:
        day = view.calendar.next_working_day(day)
        days += day <= view.today
    return view.calendar.working_days_after(case.done_due, days)


__all__ = ["Joined", "Move", "Raised", "cases_of", "deadlines", "owner_for", "promise", "replace", "resumed"]
