"""Which households are due: tags and cadences against last contacts, and what has happened that wants a visit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from bot.world import View
from handlers.engines.plans import rules
from handlers.engines.plans.settings import Block, Cadence
from storage.dues import Contact, Mark
from storage.households import Door


@dataclass(frozen=True, slots=True)
class Due:
    """A household to be contacted from `day` on, because it is said so every `days` (0: something happened, `what`).

    `role` is who leads it, "" the cadre in charge; `last` the contact from which was counted; `person` of whom it is said
    (0: of the household). Without `phone` only a contact in person counts.
    """

    household: int
    building: int
    committee: int
    day: date
    days: int
    last: date | None = None
    role: str = ""
    what: str = ""
    phone: bool = True
    person: int = 0
    since: date | None = None  # the first day on which anybody could be asked to go: not before the cadence held

    @property
    def asked(self) -> date:
        """From which day it counts as waiting: due long ago by a tag given yesterday, it waits since yesterday."""
        return max(self.day, self.since or self.day)

    @property
    def order(self) -> tuple[int, date]:
        """What weighs more comes first: what has happened, then the strictest cadence, then the longest wait."""
        return self.days, self.day


def block_of(view: View) -> Block:
    """The settings of plans."""
    block: Block = view.settings.blocks.get("plans", Block())
    return block


def late_by(view: View) -> date:
    """What has been `asked` on this day or before is late: more than the configured working days have gone by since."""
    day = view.today
    while view.calendar.working_days_after(day, block_of(view).late_days) >= view.today:
        day -= timedelta(days=1)
    return day


def find_dues(view: View, until: date, buildings: Collection[int] | None = None) -> list[Due]:
    """What is due on `until` or before, one for each household and leading role, the weightiest first.

    Of several reasons the weightiest is told, and the longest wait counts: one that came later makes nobody less late.
    """
    found: dict[tuple[int, str], Due] = {}
    for due in (*_musts(view, until, buildings), *_by_cadence(view, until, buildings)):
        key = due.household, due.role
        other = found.get(key, due)
        first = min(due, other, key=lambda one: one.order)
        found[key] = replace(first, day=min(due.day, other.day), since=min(due.asked, other.asked))
    return sorted(found.values(), key=lambda due: due.order)


@dataclass(frozen=True, slots=True)
class Wait:
    """Every how many days a household is contacted from now on, and the day on which it is due; `role` as in `Due`."""

    days: int
    day: date
    role: str


def wait_of(
    view: View,
    home: Door,
    also: Collection[Mark] = (),
    without: Collection[tuple[int, str]] = (),
    roles: Collection[str] = (),
) -> Wait | None:
    """When a household is due by its tags, with some to be given and `without` some ((person, tag)); None: by none.

    The earliest day of all tags holds, and the strictest cadence: a further tag can shorten the wait, never lengthen it.
    What a named role leads counts only for those who know of it (`roles`), and only where there is nothing else.
    """
    held = [mark for mark in _marks(view, home.building_id) if mark.household == home.id]
    marks = [mark for mark in held if (mark.person, mark.tag) not in without]
    marks += [mark for mark in also if (mark.person, mark.tag) not in {(one.person, one.tag) for one in marks}]
    dues = list(_by_cadence(view, date.max, [home.building_id], marks, home.id))
    dues = [due for due in dues if not due.role] or [due for due in dues if due.role in roles]
    if not dues:
        return None
    return Wait(min(due.days for due in dues), max(view.today, min(due.day for due in dues)), dues[0].role)


def _musts(view: View, until: date, buildings: Collection[int] | None) -> Iterator[Due]:
    for must in view.unit.dues.musts(buildings):
        if must.day <= until:
            yield Due(
                must.household, must.building, must.committee, must.day, 0, what=must.what, phone=not must.in_person
            )


def next_due(view: View, household: int, building: int) -> Due | None:
    """When a household would be due next by its tags, whether or not its reminders rest; None without a cadence."""
    dues = _by_cadence(view, date.max, [building], _marks(view, building))
    return min(
        (due for due in dues if due.household == household and not due.role), key=lambda due: due.day, default=None
    )


def _marks(view: View, building: int) -> Iterator[Mark]:
    """Of those whose reminders rest as well."""
    return chain(view.unit.dues.marks([building]), view.unit.dues.marks([building], rest=True))


def _by_cadence(
    view: View, until: date, buildings: Collection[int] | None, marks: Iterable[Mark] | None = None, home: int = 0
) -> Iterator[Due]:
    """The due day of each of the marks (of one `home`; None: of all that hold today) for which there is a cadence."""
    block, dues = block_of(view), view.unit.dues
    known = rules.by_tag(block.cadences, view.today)
    waits: dict[int, list[tuple[Mark, list[Cadence]]]] = {}
    for mark in dues.marks(buildings) if marks is None else marks:
        if mark.tag in known and (held := rules.of_age(known[mark.tag], rules.age_on(mark.born, view.today))):
            waits.setdefault(mark.household, []).append((mark, held))
    for contact in dues.contacts(block.contact, block.remote, buildings, home):
        for mark, held in waits.pop(contact.household, ()):
            yield from _due(view, until, mark, held, contact)
    for waiting in waits.values():
        for mark, held in waiting:
            yield from _due(view, until, mark, held, None)


def _due(view: View, until: date, mark: Mark, rules_of: Sequence[Cadence], contact: Contact | None) -> Iterator[Due]:
    """By the strictest of the rules; `since` is the day on which it first became due by any of them."""
    rule, since = rules_of[0], date.max
    for one in reversed(rules_of):
        last = (contact.last if one.phone else contact.in_person) if contact else None
        day = rules.due_on(last, mark.since, one.days, view.calendar.next_working_day)
        day = max(day, mark.since) if mark.since > view.today else day  # not before it holds
        since = min(since, max(day, rules.holds_since(one, mark.since, mark.born)))
    if day <= until:
        yield Due(
            mark.household,
            mark.building,
            mark.committee,
            day,
            rule.days,
            last,
            rule.role,
            "",
            rule.phone,
            mark.person,
            since,
        )


def find_standing(view: View, buildings: Collection[int] | None = None) -> list[Due]:
    """Every household with a cadence, due or not: one for each leading role, with the earliest of its days."""
    found: dict[tuple[int, str], Due] = {}
    for due in _by_cadence(view, date.max, buildings):
        key = due.household, due.role
        other = found.get(key, due)
        found[key] = replace(due if due.day < other.day else other, since=min(due.asked, other.asked))
    return list(found.values())


def find_resting(view: View, buildings: Collection[int] | None = None) -> list[Due]:
    """Households with a cadence for someone whose reminders rest today; someone else of them may still be due."""
    known = rules.by_tag(block_of(view).cadences, view.today)
    found: dict[tuple[int, str], Due] = {}
    for mark in view.unit.dues.marks(buildings, rest=True):
        if rule := rules.strictest(known.get(mark.tag, ()), rules.age_on(mark.born, view.today)):
            due = Due(mark.household, mark.building, mark.committee, date.max, rule.days, role=rule.role)
            found.setdefault((due.household, due.role), due)
    return list(found.values())
