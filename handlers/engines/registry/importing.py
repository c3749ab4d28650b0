"""Import: compares a list with the registry and says what would change, before anything does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row as Stored

from handlers.engines.registry.entries import read_entry
from handlers.engines.registry.periods import Period
from handlers.engines.registry.reading import Rows
from handlers.engines.registry.wanted import FACTS, Area, Building, Dwelling, Somebody, Wanted
from storage.snapshot import Duty, Home, House, Snapshot, Who, snapshot
from storage.unit import Unit
from storage.viewers import system

IMPORT = system("import")
SOURCE = "导入"


@dataclass
class Changes:
    """What an import would write, by name; `errors` are (line, reason) for every row that cannot be taken.

    `altered` says by line what changes or ends in what is there already, `notes` what looks odd: neither says values.

    New things stand as the list has them; changed rows as id → new values; ended tags and duties as ids of rows.
    """

    rows: int = 0
    street: str = ""
    errors: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    committees: list[str] = field(default_factory=list)
    areas: dict[tuple[str, str], Area] = field(default_factory=dict)
    houses: dict[House, Building] = field(default_factory=dict)
    settled: dict[House, str] = field(default_factory=dict)
    unsettled: list[int] = field(default_factory=list)
    homes: dict[Home, Dwelling] = field(default_factory=dict)
    changed_homes: dict[int, dict[str, Any]] = field(default_factory=dict)
    people: dict[Who, Somebody] = field(default_factory=dict)
    changed_people: dict[int, dict[str, str]] = field(default_factory=dict)
    tags: list[tuple[Who, str, Period]] = field(default_factory=list)
    changed_tags: dict[int, dict[str, Any]] = field(default_factory=dict)
    ended_tags: list[int] = field(default_factory=list)
    duties: list[tuple[Who, Duty]] = field(default_factory=list)
    ended_duties: list[int] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the registry is already as the list has it."""
        return not any(
            (self.street, self.committees, self.areas, self.houses, self.settled, self.homes, self.changed_homes,
             self.people, self.changed_people, self.tags, self.changed_tags, self.ended_tags, self.duties, self.ended_duties)
        )  # fmt: skip


def plan(unit: Unit, rows: Rows, street: str = "本街道") -> Changes:
    """What would change. `street` is the street's name, used when the registry has none yet. Writes nothing."""
    wanted = Wanted(errors=list(rows.errors))
    for row in rows.rows:
        entry = read_entry(row, unit.now.date())
        if entry.errors:
            wanted.errors += [(row.line, reason) for reason in entry.errors]
        else:
            wanted.take(entry)
    now = snapshot(unit.db, IMPORT, unit.now.date())
    changes = Changes(rows=len(rows.rows), street="" if now.street else street)
    _compare_areas(wanted, now, changes)
    _compare_homes(wanted, now, changes)
    _compare_people(wanted, now, changes, "标签" in rows.headings, unit.now.date())
    changes.errors = sorted(wanted.errors)
    return changes


def _compare_areas(wanted: Wanted, now: Snapshot, changes: Changes) -> None:
    changes.committees = [name for name in wanted.committees if name not in now.committees]
    above = {row.id: name for (_, name), row in now.areas.items()}
    for key, area in wanted.areas.items():
        there = now.areas.get(key)
        if there is None:
            changes.areas[key] = area
        elif area.above and area.kind != "网格" and above.get(there.parent_id) != area.above:
            wanted.errors.append((area.line, f"{key[1]}现在不在{area.above}里。要调整网格请先在网格管理里办，再导入。"))
    placed = {(house.committee, building.micro) for house, building in wanted.houses.items()}
    placed |= {(house.committee, micro) for house, (micro, _) in now.settled.items()}
    for (committee, name), area in changes.areas.items():
        if area.kind != "网格" and (committee, name) not in placed:
            changes.notes.append(f"第{area.line}行：微网格“{name}”还没有一栋楼，请看看名字有没有写错。")


def _compare_homes(wanted: Wanted, now: Snapshot, changes: Changes) -> None:
    for house, building in wanted.houses.items():
        if house not in now.houses:
            changes.houses[house] = building
        micro, row = now.settled.get(house, ("", 0))
        if building.micro and building.micro != micro:
            changes.settled[house] = building.micro
            changes.unsettled += [row] if row else []
    for home, dwelling in wanted.homes.items():
        there = now.homes.get(home)
        if there is None:
            changes.homes[home] = dwelling
        elif values := _changed_home(there, dwelling):
            changes.changed_homes[there.id] = values


def _changed_home(there: Stored[Any], dwelling: Dwelling) -> dict[str, Any]:
    if not dwelling.lived:
        return {}
    values: dict[str, Any] = {"kind": dwelling.kind, "name": dwelling.name or None, "state": "在住", "until": None}
    return values if any(getattr(there, name) != value for name, value in values.items()) else {}


def _compare_people(wanted: Wanted, now: Snapshot, changes: Changes, tagged: bool, today: date) -> None:
    for who, somebody in wanted.people.items():
        there = now.people.get(who)
        if there is None:
            changes.people[who] = somebody
        elif facts := _changed_facts(there, somebody.facts):
            changes.changed_people[there.id] = facts
            changes.altered.append(
                f"第{somebody.line}行：{'、'.join(FACTS[fact] for fact in facts)}和现在登记的不一样，改成名单里的。"
            )
        _compare_tags(who, somebody, now.tags.get(there.id, {}) if there else {}, changes, tagged, today)
        _compare_duties(who, somebody, now.duties.get(there.id, {}) if there else {}, changes)


def _changed_facts(there: Stored[Any], facts: Mapping[str, str]) -> dict[str, str]:
    """What the list knows otherwise; where it says nothing, what we know stays."""
    return {name: value for name, value in facts.items() if value and value != (getattr(there, name) or "")}


def _compare_tags(
    who: Who, somebody: Somebody, held: Mapping[str, Stored[Any]], changes: Changes, tagged: bool, today: date
) -> None:
    """New tags, and imported ones that the list no longer has; those from other sources are not its business."""
    for tag, period in sorted(somebody.tags.items(), key=lambda one: one[0]):
        row = held.get(tag)
        if row is None and period.until and period.until <= today:
            changes.notes.append(f"第{somebody.line}行：有一个标签的结束日期已经过了，不再导入。")
        elif row is None:
            changes.tags.append((who, tag, period))
        elif row.source == SOURCE and (days := _changed_days(row, period)):
            changes.changed_tags[row.id] = days
            changes.altered.append(f"第{somebody.line}行：有一个标签的日期和现在登记的不一样，改成名单里的。")
    if tagged:
        gone = [row.id for tag, row in held.items() if tag not in somebody.tags and row.source == SOURCE]
        changes.ended_tags += gone
        if gone:
            changes.altered.append(f"第{somebody.line}行：名单里不再有的{len(gone)}个标签会结束。")


def _changed_days(row: Stored[Any], period: Period) -> dict[str, Any]:
    """The days that the list tells otherwise; where it tells none, what we know stays."""
    told = {"since": period.since or row.since, "until": period.until if period.told else row.until}
    return {name: day for name, day in told.items() if day != getattr(row, name)}


def _compare_duties(who: Who, somebody: Somebody, held: Mapping[Duty, int], changes: Changes) -> None:
    """Where a list gives somebody a role, it gives all the places of that role."""
    changes.duties += [(who, duty) for duty in sorted(somebody.duties, key=str) if duty not in held]
    named = {(duty.role, duty.committee) for duty in somebody.duties}
    left = [row for duty, row in held.items() if duty not in somebody.duties and (duty.role, duty.committee) in named]
    changes.ended_duties += left
    if left:
        changes.altered.append(f"第{somebody.line}行：名单里不再有的{len(left)}个角色会结束。")
