"""Leaving a committee: roles, open plans and households given go over to successors on a day; all of it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey

from storage.base import SHANGHAI, Id, Moment, PrivateJson, active, table
from storage.cases import CASES, Cases
from storage.charge import CHARGES
from storage.journal import undoes
from storage.leaves import LEAVES, tell
from storage.plans import OPEN, PLANS, STANDING
from storage.registry import BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, ROLES
from storage.scope import below, living
from storage.staff import Staff
from storage.viewers import Viewer, put, run, system

HANDOVER = "cover.handover"  # the due moment at the beginning of the day: plans go over
# `shares`: [[area, [successors]], …]; `changes`: what was changed, with what it was before, so that it can be undone.
HANDOVERS = table(
    "handovers",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("committee_id", Id, ForeignKey("areas.id"), nullable=False),
    Column("since", Date, nullable=False),  # the first day on which the person is no longer there
    Column("shares", PrivateJson, nullable=False),
    Column("changes", PrivateJson, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("moved_at", Moment),
    Column("undone_at", Moment),
    personal=True,
)
COVER = system("cover")
Shares = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class Handover:
    """From `since` on `person` has no role in the committee; of each area in `shares` its successors have it."""

    person: int
    committee: int
    since: date
    shares: Shares
    id: int = 0

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        values = {
            "person_id": self.person, "committee_id": self.committee, "since": self.since,
            "shares": [[area, list(people)] for area, people in self.shares.items()], "changes": {}, "made_at": unit.now,
        }  # fmt: skip
        number = put(unit.db, viewer, HANDOVERS, values)
        unit.handovers.begin(viewer, number, self)
        if self.since <= unit.now.date():
            unit.handovers.move_plans(number)
        else:
            unit.moments.add(HANDOVER, number, datetime.combine(self.since, time(), SHANGHAI))
        return [("handover", number)]


@dataclass(frozen=True)
class CalledOff:
    """A handover whose day has not come does not take place."""

    handover: int

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        undo_handover(unit, viewer, self.handover)
        return []


@dataclass(frozen=True)
class Load:
    """What somebody has in hand: households of their areas, open plans, households given to them alone."""

    homes: int
    plans: int
    given: int


class Handovers:
    """The handovers of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now, self.day = db, now, now.date()

    def get(self, number: int) -> Handover | None:
        """A handover that holds."""
        return self._one(number, HANDOVERS.c.undone_at.is_(None))

    def undone(self, number: int) -> Handover | None:
        """One that was taken back."""
        return self._one(number, HANDOVERS.c.undone_at.is_not(None))

    def _one(self, number: int, which: sa.ColumnElement[bool]) -> Handover | None:
        row = run(self.db, COVER, sa.select(HANDOVERS).where(HANDOVERS.c.id == number, which)).first()
        if row is None:
            return None
        shares = {area: tuple(people) for area, people in row.shares}
        return Handover(row.person_id, row.committee_id, row.since, shares, row.id)

    def coming(self, person: int, committee: int) -> Handover | None:
        """What was told of somebody who has not left yet."""
        ask = sa.select(HANDOVERS.c.id).where(
            HANDOVERS.c.person_id == person, HANDOVERS.c.committee_id == committee, HANDOVERS.c.undone_at.is_(None)
        )
        found = run(self.db, COVER, ask.where(HANDOVERS.c.since > self.day).order_by(HANDOVERS.c.id.desc())).scalar()
        return self.get(found) if found else None

    def load(self, person: int, committee: int, areas: list[int]) -> Load:
        """What would go over today."""
        homes = sa.select(sa.func.count()).select_from(HOUSEHOLDS.join(BUILDINGS))
        homes = homes.where(living(self.day), HOUSEHOLDS.c.building_id.in_(list(self._buildings(areas, committee))))
        plans, given = self._open_plans(person, committee), self._charges(person, committee, self.day)
        return Load(int(self.db.execute(homes).scalar_one()), len(plans), len(given))

    def _buildings(self, areas: list[int], committee: int) -> set[int]:
        held = sa.select(BUILDING_AREAS.c.building_id).where(
            BUILDING_AREAS.c.area_id.in_(below(self.db, areas)), active(BUILDING_AREAS, self.day)
        )
        found = set(self.db.execute(held).scalars())
        if committee in areas:
            found |= set(
                self.db.execute(sa.select(BUILDINGS.c.id).where(BUILDINGS.c.committee_id == committee)).scalars()
            )
        return found

    def _open_plans(self, person: int, committee: int) -> list[sa.Row[tuple[int, int]]]:
        """(id, building) of what the person still means to do there."""
        ask = sa.select(PLANS.c.id, HOUSEHOLDS.c.building_id).join(HOUSEHOLDS, PLANS.c.household_id == HOUSEHOLDS.c.id)
        ask = ask.join(BUILDINGS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id)
        mine = (PLANS.c.cadre_id == person, BUILDINGS.c.committee_id == committee, STANDING, OPEN)
        return list(run(self.db, COVER, ask.where(*mine).order_by(PLANS.c.id)).all())

    def _charges(self, person: int, committee: int, day: date) -> list[Any]:
        ask = sa.select(CHARGES, HOUSEHOLDS.c.building_id).join(HOUSEHOLDS, CHARGES.c.household_id == HOUSEHOLDS.c.id)
        ask = ask.join(BUILDINGS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id)
        kept = sa.or_(CHARGES.c.until.is_(None), CHARGES.c.until > day)
        mine = (
            CHARGES.c.cadre_id == person,
            CHARGES.c.undone_at.is_(None),
            kept,
            BUILDINGS.c.committee_id == committee,
        )
        return list(self.db.execute(ask.where(*mine)).all())

    def _heirs(self, handover: Handover) -> dict[int, tuple[int, ...]]:
        """Building → who has it afterwards; what lies within a smaller area goes with that one."""
        found: dict[int, tuple[int, ...]] = {}
        wide = {area: self._buildings([area], handover.committee) for area in handover.shares}
        for area in sorted(wide, key=lambda area: -len(wide[area])):
            found |= dict.fromkeys(wide[area], handover.shares[area])
        return found

    def begin(self, viewer: Viewer, number: int, handover: Handover) -> None:
        """What is told by its dates: roles, households given, leaves."""
        changes: dict[str, Any] = {"ended": [], "made": [], "charges": [], "given": [], "leaves": []}
        self._hand_roles(viewer, handover, changes)
        self._hand_charges(viewer, handover, changes)
        cut = sa.select(LEAVES.c.id, LEAVES.c.since, LEAVES.c.until).where(
            LEAVES.c.person_id == handover.person, LEAVES.c.undone_at.is_(None), LEAVES.c.until > handover.since
        )
        for row in run(self.db, viewer, cut).all():
            changes["leaves"].append([row.id, row.until.isoformat()])
            until = max(row.since, handover.since)
            run(self.db, viewer, sa.update(LEAVES).where(LEAVES.c.id == row.id).values(until=until))
        self._note(viewer, number, changes=changes)

    def _hand_roles(self, viewer: Viewer, handover: Handover, changes: dict[str, Any]) -> None:
        posts, day = Staff(self.db, self.day).posts, handover.since
        kept = [post for post in posts if post.committee == handover.committee and (not post.until or post.until > day)]
        for post in (post for post in kept if post.person == handover.person):
            changes["ended"].append([post.id, post.until.isoformat() if post.until else None])
            run(self.db, viewer, sa.update(ROLES).where(ROLES.c.id == post.id).values(until=max(post.since, day)))
            for heir in handover.shares.get(post.area or 0, ()):
                if any((one.person, one.role, one.area) == (heir, post.role, post.area) for one in kept):
                    continue
                values = {"person_id": heir, "role": post.role, "area_id": post.area, "since": max(post.since, day)}
                changes["made"].append(put(self.db, viewer, ROLES, {**values, "until": post.until}))

    def _hand_charges(self, viewer: Viewer, handover: Handover, changes: dict[str, Any]) -> None:
        heirs = self._heirs(handover)
        for row in self._charges(handover.person, handover.committee, handover.since):
            changes["charges"].append([row.id, row.until.isoformat() if row.until else None])
            day = max(row.since, handover.since)
            self.db.execute(sa.update(CHARGES).where(CHARGES.c.id == row.id).values(until=day))
            values = {
                "household_id": row.household_id,
                "cadre_id": _heir(row.building_id, heirs, handover),
                "since": day,
            }
            made = put(self.db, viewer, CHARGES, {**values, "until": row.until, "made_at": self.now})
            changes["given"].append(made)

    def move_plans(self, number: int) -> dict[int, int]:
        """The day has come: open plans and cases are the successors' now; how many each has got."""
        handover = self.get(number)
        if handover is None:
            return {}
        moved: dict[int, list[int]] = {}
        heirs = self._heirs(handover)
        for row in self._open_plans(handover.person, handover.committee):
            moved.setdefault(_heir(row.building_id, heirs, handover), []).append(row.id)
        for heir, plans in moved.items():
            run(self.db, COVER, sa.update(PLANS).where(PLANS.c.id.in_(plans)).values(cadre_id=heir))
        cases = self._move_cases(handover, heirs)
        changes = run(self.db, COVER, sa.select(HANDOVERS.c.changes).where(HANDOVERS.c.id == number)).scalar_one()
        plans = [plan for some in moved.values() for plan in some]
        gone = [case for some in cases.values() for case in some]
        self._note(COVER, number, changes={**changes, "plans": plans, "cases": gone}, moved_at=self.now)
        return {heir: len(moved.get(heir, ())) + len(cases.get(heir, ())) for heir in {*moved, *cases}}

    def moved_cases(self, number: int) -> list[int]:
        """The cases that went over, once the day has come."""
        changes = run(self.db, COVER, sa.select(HANDOVERS.c.changes).where(HANDOVERS.c.id == number)).scalar()
        return list((changes or {}).get("cases", ()))

    def _move_cases(self, handover: Handover, heirs: Mapping[int, tuple[int, ...]]) -> dict[int, list[int]]:
        """Whoever has the building answers for what is open there; of what has no building whoever comes first."""
        cases = Cases(self.db, self.now)
        there = {*heirs, *self._buildings([handover.committee], handover.committee)}
        open_ones = cases.find(CASES.c.owner_id == handover.person, CASES.c.closed_at.is_(None))
        moved: dict[int, list[int]] = {}
        for case in open_ones:
            if case.committee_id == handover.committee or case.building_id in there:
                moved.setdefault(_heir(case.building_id or 0, heirs, handover), []).append(case.id)
        return {heir: cases.hand_over(COVER, handover.person, heir, ids) for heir, ids in moved.items()}

    def _note(self, viewer: Viewer, number: int, **values: Any) -> None:
        run(self.db, viewer, sa.update(HANDOVERS).where(HANDOVERS.c.id == number).values(**values))


def _heir(building: int, heirs: Mapping[int, tuple[int, ...]], handover: Handover) -> int:
    people = heirs.get(building) or next(iter(handover.shares.values()))
    return people[building % len(people)]


@undoes("handover")
def undo_handover(unit: Any, viewer: Viewer, number: int) -> str:
    """The person is back in all that they had."""
    row = run(unit.db, viewer, sa.select(HANDOVERS).where(HANDOVERS.c.id == number)).one()
    changes = row.changes
    for rows, key in ((ROLES, "ended"), (CHARGES, "charges"), (LEAVES, "leaves")):
        for one, until in changes[key]:
            run(
                unit.db,
                viewer,
                sa.update(rows).where(rows.c.id == one).values(until=date.fromisoformat(until) if until else None),
            )
    never = sa.update(ROLES).where(ROLES.c.id.in_(changes["made"])).values(until=ROLES.c.since)
    run(unit.db, viewer, never)
    run(unit.db, viewer, sa.update(CHARGES).where(CHARGES.c.id.in_(changes["given"])).values(undone_at=unit.now))
    back = sa.update(PLANS).where(PLANS.c.id.in_(changes.get("plans", ()))).values(cadre_id=row.person_id)
    run(unit.db, viewer, back)
    for heir in {heir for people in dict(row.shares).values() for heir in people}:
        unit.cases.hand_over(viewer, heir, row.person_id, changes.get("cases", ()))
    run(unit.db, viewer, sa.update(HANDOVERS).where(HANDOVERS.c.id == number).values(undone_at=unit.now))
    unit.moments.drop(HANDOVER, number)
    tell(unit, viewer, "handover.undone", number)
    return ""
