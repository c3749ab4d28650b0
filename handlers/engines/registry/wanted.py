"""What a list says the registry should be, put together from its rows; rows that contradict each other are errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handlers.engines.registry.entries import Entry
from handlers.engines.registry.periods import Period
from storage.snapshot import Duty, Home, House, Who


@dataclass
class Area:
    """A grid or micro-grid; `above` is the grid that it lies in, "" for the committee itself."""

    kind: str
    above: str = ""
    line: int = 0


@dataclass
class Building:
    number: str
    micro: str = ""
    line: int = 0


@dataclass
class Dwelling:
    room: str
    kind: str = "住户"
    name: str = ""
    lived: bool = False


@dataclass
class Somebody:
    """A person as the list has them: facts by heading (gender, born, phone; "" where it says nothing)."""

    line: int
    facts: dict[str, str] = field(default_factory=dict)
    tags: dict[str, Period] = field(default_factory=dict)
    duties: set[Duty] = field(default_factory=set)


FACTS = {"gender": "性别", "born": "出生日期", "phone": "电话"}


@dataclass
class Wanted:
    """Everything a list names, by name, in the order of its lines."""

    committees: dict[str, int] = field(default_factory=dict)
    areas: dict[tuple[str, str], Area] = field(default_factory=dict)
    houses: dict[House, Building] = field(default_factory=dict)
    homes: dict[Home, Dwelling] = field(default_factory=dict)
    people: dict[Who, Somebody] = field(default_factory=dict)
    errors: list[tuple[int, str]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Add a row, or report why it cannot stand beside the ones before it; then nothing of it is added."""
        contradictions = list(self._contradictions(entry))
        if contradictions:
            self.errors += [(entry.line, reason) for reason in contradictions]
            return
        if entry.committee:
            self.committees.setdefault(entry.committee, entry.line)
        self._take_areas(entry)
        if entry.role and entry.role != "楼组长":
            self._take_person(Who(entry.committee, entry.name), entry, set(_duties(entry)))
        else:
            self._take_home(entry)

    def _contradictions(self, entry: Entry) -> Iterator[str]:
        for micro in entry.micros:
            known = self.areas.get((entry.committee, micro))
            if known and entry.grid and known.above and known.above != entry.grid:
                yield f"{micro}在第{known.line}行属于{known.above}，这一行写的是{entry.grid}，请统一。"
        house = self.houses.get(_house(entry)) if entry.number else None
        if house and entry.micros and house.micro and house.micro != entry.micros[0]:
            yield f"{house.number}在第{house.line}行属于{house.micro}，这一行写的是{entry.micros[0]}，请统一。"
        person = self.people.get(_who(entry)) if entry.name and not entry.firm else None
        for fact, heading in FACTS.items():
            here, there = getattr(entry, fact), person.facts[fact] if person else ""
            if person and here and there and here != there:
                yield f"和第{person.line}行是同一处同一个姓名，{heading}却不一样；是两个人的请在姓名后加以区别。"

        for tag in entry.tags.keys() & person.tags.keys() if person else ():
            now, before = entry.tags[tag], person.tags[tag] if person else Period()
            if person and now.told and before.told and now != before:
                yield f"和第{person.line}行是同一个人，“{tag}”的日期却不一样，请统一。"

    def _take_areas(self, entry: Entry) -> None:
        if entry.grid:
            self.areas.setdefault((entry.committee, entry.grid), Area("网格", "", entry.line))
        for micro in entry.micros:
            kind = "园区微网格" if "园区" in micro else "微网格"
            area = self.areas.setdefault((entry.committee, micro), Area(kind, entry.grid, entry.line))
            area.above = area.above or entry.grid

    def _take_home(self, entry: Entry) -> None:
        micro = entry.micros[0] if entry.micros else ""
        house = self.houses.setdefault(_house(entry), Building(entry.number, micro, entry.line))
        house.micro = house.micro or micro
        home = self.homes.setdefault(home_of(entry), Dwelling(entry.room))
        if entry.firm:
            home.kind, home.name, home.lived = entry.firm, entry.name, True
            if entry.phone:
                self._take_person(Who(home_of(entry), f"{entry.name}联系人"), entry, set())
        elif entry.name:
            home.lived = True
            heads = {Duty("楼组长", house=_house(entry))} if entry.role else set()
            self._take_person(_who(entry), entry, heads)

    def _take_person(self, who: Who, entry: Entry, duties: set[Duty]) -> None:
        person = self.people.setdefault(who, Somebody(entry.line, dict.fromkeys(FACTS, "")))
        for fact in FACTS:
            person.facts[fact] = person.facts[fact] or getattr(entry, fact)
        for tag, period in entry.tags.items():
            if period.told or tag not in person.tags:
                person.tags[tag] = period
        person.duties |= duties


def _house(entry: Entry) -> House:
    return House(entry.committee, entry.estate, entry.number_key)


def home_of(entry: Entry) -> Home:
    """The door of a row; a shop without a room is found by its name."""
    return Home(_house(entry), entry.room_key or entry.name)


def _who(entry: Entry) -> Who:
    staff = entry.role and entry.role != "楼组长"
    return Who(entry.committee if staff else home_of(entry), entry.name)


def _duties(entry: Entry) -> Iterator[Duty]:
    if entry.role == "街道干部":
        yield Duty(entry.role)
    elif entry.micros and entry.role != "书记":
        yield from (Duty(entry.role, entry.committee, micro) for micro in entry.micros)
    else:
        yield Duty(entry.role, entry.committee)
