"""Opening a case and moving it on: the clocks, who answers for it, the step that is kept; whoever comes second is told so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.saying import say_day
from bot.world import View
from handlers.engines.cases import rules
from handlers.engines.cases.settings import Block
from handlers.engines.plans.owners import choose
from storage.accounts import Refused
from storage.cases import Case, Step
from storage.charge import Charge
from storage.journal import undoes
from storage.scope import STAFF
from storage.unit import Unit
from storage.viewers import Viewer, system
from storage.voices import Voice

CASE = system("cases")
RESUMES = "case.resume"  # the moment at which a pause is over


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
    return say_day(day, view.read_on) + ("（暂定）" if view.calendar.provisional(day.year) else "")


def reply_by(view: View, case: Case) -> str:
    """周四（26日）前给您回话; a day that is past is owned up to."""
    if case.done_due < view.today:
        return f"说好{say_day(case.done_due, view.today)}给您回话，晚了，对不住"
    return f"{promise(view, case.done_due)}前给您回话"


def answering(view: View, case: Case, charge: Charge | None = None) -> int:
    """Who answers for a case today: its owner, or who stands in; once the owner has left, who is in charge of the place.

    Of many cases the charge is read once, by whoever asks.
    """
    charge = charge or view.unit.covers.charge([case.building_id] if case.building_id else ())
    owner = charge.away.get(case.owner_id, case.owner_id) if case.owner_id else 0
    if owner and any(owner in charge.with_role(role) for role in STAFF):
        return owner
    return owner_for(view, case.building_id, committee_of(view, case), case.household_id or 0)


def committee_of(view: View, case: Case) -> int | None:
    """The committee whose matter it is; none while the place is unknown."""
    if case.committee_id or not case.building_id:
        return case.committee_id
    return next((house.committee_id for house in view.unit.places.houses(number=case.building_id)), None)


def owner_for(
    view: View, building: int | None, committee: int | None, household: int = 0, *, standing: bool = False
) -> int:
    """Who answers today for what is raised about a place: its cadre, else the secretary, else the street; 0: nobody.

    `standing`: whose it is whoever is on leave; that is stored, so that it is theirs again when they are back.
    """
    charge = view.unit.covers.charge([building] if building else ())
    people = charge.of_home(household, building, committee or 0, standing=standing) if building else []
    heads = charge.heads_of(committee or 0, standing=standing)
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
    due: date | None = None  # until when it is to be done from now on, if that moves

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        case = unit.cases.get(self.case, lock=True)
        to = rules.after(case.state, self.act)
        if to is None:
            raise Refused(too_late(unit, viewer, case))
        values = _values(unit, case, self)
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
            was={name: _in_json(getattr(case, name)) for name in values},
        )
        number = unit.cases.step(viewer, step)
        unit.files.attach(viewer, self.files, "case_step", number)
        unit.cases.change(case.id, state=to, **values)
        return [("case_step", number)]


@dataclass(frozen=True)
class Merged:
    """Two cases are one matter: whoever spoke of the later one hears the outcome of the earlier."""

    case: int
    into: int

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        into = unit.cases.get(self.into, lock=True)
        if into.state not in rules.OPEN:
            raise Refused(too_late(unit, viewer, into))
        joined = [one.person_id for one in unit.voices.of_case(self.case) if self._joins(unit, viewer, one)]
        effects = Move(self.case, rules.MERGE, f"并到{into.number}号一起办").store(unit, viewer)
        unit.cases.change(self.case, merged_id=self.into)
        unit.cases.note_was(effects[0][1], {"merged_id": None, JOINED: joined})
        return effects

    def _joins(self, unit: Unit, viewer: Viewer, one: Voice) -> bool:
        return unit.voices.join(viewer, Voice(self.into, one.person_id, "附议", one.words))


JOINED = "joined"  # among what a step remembers: the persons whom a merger took along


@undoes("case_step")
def take_back(unit: Unit, viewer: Viewer, number: int) -> str:
    """The case is as the step found it, if nobody has acted since; what others were told stays told."""
    step = unit.cases.get_step(number)
    case = unit.cases.get(step.case_id, lock=True)
    last = unit.cases.steps(CASE, case.id)[-1:]
    if [one.id for one in last] != [number]:
        return f"{case.number}号后来又有了新的一步，这一步还留着，要更正请说「{case.number} 告诉他们 ……」"
    for person in step.was.pop(JOINED, ()):
        unit.voices.change(case.merged_id or 0, person, left_at=unit.now)
    if step.act == rules.RESOLVE:
        for voice in unit.voices.of_case(case.id):
            unit.voices.change(case.id, voice.person_id, asked_at=None, reminded_at=None)
    unit.cases.take_back(viewer, step)
    told = step.act not in (rules.CONTACT, rules.ANSWER, rules.TELL, rules.KEEP)
    return f"已经发出去的消息（{case.number}号）" if told else ""


_BY_RESIDENTS = {
    rules.SOLVED: "说好了", rules.UNSOLVED: "说还没好", rules.WITHDRAW: "不用办，撤回了", rules.TELL: "又补充了", rules.ANSWER: "答复了",
}  # fmt: skip


def too_late(unit: Unit, viewer: Viewer, case: Case) -> str:
    """What somebody hears whose step may not happen any more: who was quicker, if they may know, and how it stands."""
    last = [step for step in unit.cases.steps(CASE, case.id) if step.person_id]
    who = unit.people.get(viewer, last[-1].person_id) if last and last[-1].person_id else None
    name = who.name if who and who.name and who.id != viewer.person else ""
    said = _BY_RESIDENTS.get(last[-1].act) if last else None
    by = f"{name or '提出的人'}{said}" if said else f"{name}已经办了一步" if name else "已经办过了"
    return f"{case.number}号{by}，现在是「{rules.STATES[case.state]}」，您这一步没有重复做。回「{case.number}」看看。"


def _in_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _values(unit: Unit, case: Case, move: Move) -> dict[str, Any]:
    """What an act changes besides the state."""
    values: dict[str, Any] = {}
    if move.act in (rules.CONTACT, rules.RESOLVE, rules.QUERY) and not case.contact_at:
        values["contact_at"] = unit.now
    if move.act == rules.PASS:
        values |= {"holder": move.whom, "holder_id": move.whom_id}
    if move.act == rules.TAKE and case.holder:
        values |= {"holder": "", "holder_id": None}
    if move.act in (rules.TAKE, rules.HAND) and move.whom_id:
        values["owner_id"] = move.whom_id
    if move.act == rules.PAUSE and case.state != rules.WAIT:  # another day moves the end of a pause alone
        values["paused_on"] = unit.now.date()
    if case.state == rules.WAIT and rules.after(case.state, move.act) != rules.WAIT:
        values["paused_on"] = None
    if move.due:
        values["done_due"] = move.due
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


def resumed(view: View, case: Case, day: date | None = None) -> date:
    """The promised day moves on by the working days that a case was paused until `day` (today); whoever waits was told why."""
    if case.paused_on is None:
        return case.done_due
    pauses = [
        step for step in view.unit.cases.steps(CASE, case.id) if step.act == rules.PAUSE and step.before != rules.WAIT
    ]
    was = pauses[-1].was.get("done_due") if pauses else None
    return moved_on(view, date.fromisoformat(was) if was else case.done_due, case.paused_on, day or view.today)


def moved_on(view: View, due: date, since: date, until: date) -> date:
    """A promised day, later by the working days after `since` and up to `until`."""
    days, day = 0, since
    while day < until:
        day = view.calendar.next_working_day(day)
        days += day <= until
    return view.calendar.working_days_after(due, days)


__all__ = [
    "Joined", "Merged", "Move", "Raised", "answering", "cases_of", "committee_of", "deadlines", "moved_on", "owner_for",
    "promise", "reply_by", "resumed", "too_late",
]  # fmt: skip
