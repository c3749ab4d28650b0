"""The counting behind every figure of coverage and progress; words are made of it elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from bot.world import View
from handlers.coverage.rules import Span
from handlers.engines.plans.dues import Due, block_of, find_resting, find_standing, late_by
from handlers.engines.plans.owners import share_out
from storage.charge import CADRES, Charge
from storage.dues import Homes, Place
from storage.plans import Plan
from storage.viewers import system

COUNTING = system("coverage")


@dataclass(frozen=True)
class Care:
    """Households with a cadence: in time, late, and those whose reminders rest altogether."""

    kept: int = 0
    late: int = 0
    resting: int = 0

    @property
    def due(self) -> int:
        return self.kept + self.late

    def __add__(self, other: Care) -> Care:
        return Care(self.kept + other.kept, self.late + other.late, self.resting + other.resting)


@dataclass(frozen=True)
class Coverage:
    """Dwellings since the beginning of the calendar year (domain §2).

    Of those `lived` in: `met` in any way that counts, `entered`, `refusing` and not met. `empty` ones stand apart.
    """

    lived: int = 0
    met: int = 0
    entered: int = 0
    refusing: int = 0
    empty: int = 0
    care: Care = field(default_factory=Care)

    @property
    def due(self) -> int:
        """应访户: those that are to be contacted."""
        return self.lived - self.refusing

    @property
    def left(self) -> int:
        return self.due - self.met

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.lived + other.lived,
            self.met + other.met,
            self.entered + other.entered,
            self.refusing + other.refusing,
            self.empty + other.empty,
            self.care + other.care,
        )


@dataclass(frozen=True)
class Progress:
    """What is in one person's charge. `late` and `musts` are the households, `promised` what they promised themselves."""

    care: Care
    late: Sequence[Due]
    musts: Sequence[Due]
    promised: Sequence[Plan]
    met: int
    entered: int

    @property
    def charged(self) -> int:
        """How many matters are theirs at all."""
        return self.care.due + self.care.resting + len(self.musts) + len(self.promised)

    def overdue(self, today: date) -> int:
        """Promises whose day has passed."""
        return sum(plan.day < today for plan in self.promised)


def count_coverage(view: View, buildings: Collection[int] | None = None) -> Coverage:
    """The figures of some buildings, or of the whole street."""
    return sum(count_by_building(view, buildings).values(), Coverage())


def count_by_building(view: View, buildings: Collection[int] | None = None) -> dict[int, Coverage]:
    """The same, building by building: what larger areas are added up from."""
    homes = view.unit.dues.count_homes(new_year(view), block_of(view).contact, buildings)
    care = _care_by_building(view, buildings)
    none = Homes(0, 0, 0, 0, 0)
    return {
        building: Coverage(*homes.get(building, none), care.get(building, Care()))
        for building in homes.keys() | care.keys()
    }


def _care_by_building(view: View, buildings: Collection[int] | None) -> dict[int, Care]:
    standing, resting = _of_cadres(find_standing(view, buildings)), _of_cadres(find_resting(view, buildings))
    found: dict[int, Care] = defaultdict(Care)
    for building, care in _cares(view, standing, resting):
        found[building] += care
    return found


def _cares(view: View, standing: Sequence[Due], resting: Sequence[Due]) -> Iterable[tuple[int, Care]]:
    """Building and figures of each household; of whom somebody is still due, it does not rest."""
    limit, there = late_by(view), {(due.household, due.role) for due in standing}
    for due in standing:
        yield due.building, Care(late=1) if due.asked <= limit else Care(kept=1)
    for due in resting:
        if (due.household, due.role) not in there:
            yield due.building, Care(resting=1)


def _of_cadres(dues: Iterable[Due]) -> list[Due]:
    """Without what named roles lead: that a household is among those is for them alone."""
    return [due for due in dues if not due.role]


def find_late(view: View, buildings: Collection[int] | None = None) -> list[Due]:
    """The households behind `care.late`, those that have waited longest first."""
    limit = late_by(view)
    late = [due for due in _of_cadres(find_standing(view, buildings)) if due.asked <= limit]
    return sorted(late, key=lambda due: (due.day, due.household))


def find_left(view: View, buildings: Collection[int] | None = None) -> list[Place]:
    """The homes behind `left`, in walking order."""
    return view.unit.dues.untouched(new_year(view), block_of(view).contact, buildings)


def find_tagged(view: View, tag: str, buildings: Collection[int] | None = None) -> list[int]:
    """The households in which somebody bears a tag, whether or not their reminders rest."""
    marks = chain(view.unit.dues.marks(buildings), view.unit.dues.marks(buildings, rest=True))
    return sorted({mark.household for mark in marks if mark.tag == tag})


def find_refusing(view: View, buildings: Collection[int] | None = None) -> list[Place]:
    """The homes behind `refusing`, in walking order."""
    return view.unit.dues.untouched(new_year(view), block_of(view).contact, buildings, refusing=True)


def count_progress(view: View, person: int, span: Span) -> Progress:
    """What is in somebody's charge today, what they did in a span. Of somebody on leave: what is theirs otherwise."""
    buildings, charge = _ground_of(view, person)
    standing = share_out(view, find_standing(view, buildings), charge).get(person, [])
    resting = share_out(view, find_resting(view, buildings), charge).get(person, [])
    musts = [
        Due(must.household, must.building, must.committee, must.day, 0, what=must.what)
        for must in view.unit.dues.musts(buildings)
    ]
    limit = late_by(view)
    met, entered = view.unit.visits.count_homes(COUNTING, person, span.since, span.until, block_of(view).contact)
    return Progress(
        sum((care for _, care in _cares(view, standing, resting)), Care()),
        sorted((due for due in standing if due.asked <= limit), key=lambda due: (due.day, due.household)),
        share_out(view, musts, charge).get(person, []),
        view.unit.plans.promises(COUNTING, person),
        met,
        entered,
    )


def _ground_of(view: View, person: int) -> tuple[Collection[int] | None, Charge]:
    """The buildings in which somebody may have households, and who is in charge there."""
    viewer = view.unit.people.viewer(person)
    roles = view.unit.people.roles(COUNTING, person)
    everywhere = any(role.role in CADRES and role.area_id is None and role.building_id is None for role in roles)
    buildings = None if everywhere else view.unit.dues.buildings_of(viewer)
    charge = view.unit.covers.charge(buildings or ())
    if person in charge.away:
        charge.away = {away: present for away, present in charge.away.items() if away != person}
    return buildings, charge


def new_year(view: View) -> date:
    return view.today.replace(month=1, day=1)
