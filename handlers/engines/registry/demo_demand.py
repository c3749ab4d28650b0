"""A demand of the demo street as it grows, step by step, as conversations would have stored it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from handlers.engines.cases import rules
from handlers.engines.registry.demo_matters import COSIGNED, ESTATE, HOME, HOUSE, NOWHERE, Matter
from handlers.engines.registry.demo_visits import working
from storage.base import SHANGHAI

CLOCKS = {"P1": (0, 5), "P2": (1, 15), "P3": (1, 5)}  # working days: first contact, done
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dwelling:
    """A home in which somebody could ask for something, and who answers for it."""

    household_id: int
    building_id: int
    committee_id: int
    estate: str
    number: str
    room: str
    cadre: int
    manager: int
    people: tuple[int, ...]
    told: bool = False  # the stories play in this building


@dataclass
class Demand:
    """One demand as it grows step by step; nothing of it happens today or later."""

    matter: Matter
    home: Dwelling
    raised_at: datetime
    until: date
    values: dict[str, Any]
    steps: list[dict[str, Any]] = field(default_factory=list)
    voices: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)

    def act(self, at: datetime, act: str, person: int | None, words: str = "", **more: Any) -> bool:
        """One act if it may happen and its day has passed; whether it did."""
        to = rules.after(self.values["state"], act)
        if to is None or at.date() >= self.until or (self.steps and at < self.steps[-1]["at"]):
            return False
        before = self.values["state"]
        was = {"done_due": self.values["done_due"].isoformat(), "paused_on": None} if act == rules.PAUSE else {}
        row = {"at": at, "person_id": person, "act": act, "before": before, "words": words, "was": was}
        self.steps.append({**row, "whom": "", "whom_id": None, "day": None, **more})
        self.values |= {"state": to, **_changes(self.values, act, at, more)}
        return True

    def answer(self, at: datetime, spoken: dict[str, Any], act: str, degree: str, why: str) -> None:
        """Somebody says whether it is solved; whoever only co-signed changes nothing by it."""
        person, solved = spoken["person_id"], act == rules.SOLVED
        raised = spoken["part"] == "提出"
        if at.date() >= self.until or (raised and not self.act(at, act, person, why, whom_id=person)):
            return
        row = {"person_id": person, "at": at, "act": act if raised else "", "solved": solved}
        self.ratings.append({**row, "satisfied": degree, "why": why, "was": {}})
        spoken.update(solved=solved, satisfied=degree, why=why, rated_at=at)


def _changes(values: dict[str, Any], act: str, at: datetime, more: dict[str, Any]) -> dict[str, Any]:
    """What an act changes besides the state, as when it is stored by a conversation."""
    ends = {rules.DECLINE: "转告", rules.WITHDRAW: "撤回", rules.LAPSE: "未回复", rules.SOLVED: "解决"}
    changed: dict[str, Any] = {}
    if act in (rules.CONTACT, rules.RESOLVE) and values["contact_at"] is None:
        changed["contact_at"] = at
    if act == rules.PASS:
        changed |= {"holder": more.get("whom", ""), "holder_id": more.get("whom_id")}
    if act == rules.PAUSE:
        changed |= {"paused_on": at.date(), "done_due": after(values["done_due"], 5)}
    if act == rules.RESUME:
        changed["paused_on"] = None
    if act == rules.RESOLVE:
        changed["done_at"] = at
    if act in ends:
        changed |= {"closed_at": at, "outcome": ends[act]}
    if act == rules.UNSOLVED:
        changed |= {"closed_at": None, "done_at": None, "outcome": "", "reopened": values["reopened"] + 1}
        changed["done_due"] = after(at.date(), CLOCKS[values["urgency"]][1])
    return changed


def after(day: date, days: int) -> date:
    """So many working days later."""
    for _ in range(days):
        day = working(day + DAY)
    return day


def before(day: date, days: int) -> date:
    """So many working days earlier."""
    while days:
        day -= DAY
        days -= working(day) == day
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def new_demand(matter: Matter, home: Dwelling, at: datetime, until: date, words: int = 0, person: int = 0) -> Demand:
    """Newly raised, by one of those who live there."""
    contact, done = (after(working(at.date()), days) for days in CLOCKS[matter.urgency])
    words_said = matter.words[words % len(matter.words)]
    where = {
        HOME: f"{home.estate}{home.number}{home.room}",
        HOUSE: f"{home.estate}{home.number}{matter.spot}",
        ESTATE: f"{home.estate}{matter.spot}",
        NOWHERE: home.estate,
    }
    values = {
        "kind": "诉求", "channel": "web", "raised_at": at, "committee_id": home.committee_id,
        "building_id": home.building_id if matter.where in (HOME, HOUSE) else None,
        "household_id": home.household_id if matter.where == HOME else None, "place": where[matter.where],
        "category": matter.category, "sub": matter.sub, "urgency": matter.urgency, "matter": matter.matter,
        "words": words_said, "state": rules.NEW, "owner_id": home.cadre, "holder": "", "holder_id": None,
        "contact_due": contact, "contact_at": None, "done_due": max(contact, done), "done_at": None, "paused_on": None,
        "closed_at": None, "outcome": "", "reopened": 0,
    }  # fmt: skip
    demand = Demand(matter, home, at, until, values)
    demand.voices.append(voice(person or home.people[0], "提出", words_said, at))
    return demand


def voice(person: int, part: str, words: str, at: datetime) -> dict[str, Any]:
    asked = {"asked_at": None, "reminded_at": None, "solved": None, "satisfied": "", "why": "", "rated_at": None}
    return {"person_id": person, "part": part, "words": words, "joined_at": at, **asked}


def cosign(demand: Demand, homes: Sequence[Dwelling], count: int) -> None:
    """Neighbours of the building, or of the estate, in the hours after it was raised."""
    own, place = demand.home, demand.matter.where
    near = [one for one in homes if one.estate == own.estate and (place == ESTATE or one.number == own.number)]
    others = [one for one in near if one.household_id != own.household_id and (place == HOUSE or not one.told)]
    for number, home in enumerate(others[:count]):
        at = demand.raised_at + timedelta(minutes=40 + 30 * number)
        if at.date() < demand.until:
            demand.voices.append(voice(home.people[0], "附议", COSIGNED[number % len(COSIGNED)], at))
