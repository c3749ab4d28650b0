"""What is late or nobody's goes to the secretary: one list a day, and what can be done about each household."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import listing
from bot.kinds.base import Option
from bot.pushes import Push
from bot.world import View
from handlers.care.rules import going
from handlers.care.saying import say_dues, say_unkept
from handlers.care.today import care_of
from handlers.engines.plans.dues import Due, late_by
from handlers.engines.plans.owners import NOBODY, choose
from storage.charge import Charge
from storage.digests import LATE
from storage.households import Household, walking
from storage.outbox import DIGEST
from storage.viewers import Viewer

SETTLE, ALL = "晚了的户", "晚了"  # the dialogues about one of them, and about all
ASK, GIVE, MUTE = "问干部", "交给别人", "暂停提醒"
LOW = 30  # what was promised weighs as much as a monthly contact
CANNOT = "今天去不了"
UNNAMED = "要请专干来管，还没有定人"


@dataclass(frozen=True)
class Late:
    """A household that is late, and whose it is: `NOBODY` if nobody is in charge of it.

    `led`: somebody else is to lead it besides, and nobody has been named for that.
    """

    due: Due
    owner: int
    led: bool = False


def late_ones(
    view: View, shared: dict[int, list[Due]], charge: Charge, buildings: Collection[int] | None = None
) -> dict[int, list[Late]]:
    """By committee: what has been due or promised too long, and what is due and nobody's, each household once.

    What others lead is theirs alone; only that nobody has been named for it is the secretary's to know.
    """
    limit, found = late_by(view), defaultdict[int, dict[int, Late]](dict)
    late = (Late(due, owner) for owner, dues in shared.items() for due in dues if owner == NOBODY or due.asked <= limit)
    for one in late:
        there, home = found[one.due.committee], one.due.household
        if not one.due.role:
            there[home] = replace(one, led=home in there)
        elif one.owner == NOBODY:
            there[home] = replace(there.get(home, one), led=True)
    for one in _promises(view, charge, buildings):
        found[one.due.committee].setdefault(one.due.household, one)
    return {committee: list(homes.values()) for committee, homes in found.items() if homes}


def _promises(view: View, charge: Charge, buildings: Collection[int] | None) -> Iterator[Late]:
    """What somebody meant to do there so long ago; whoever has their work now is asked."""
    until = view.today - timedelta(days=care_of(view).promise_days)
    for one in view.unit.dues.promises(until, buildings):
        what = say_unkept(one.day, "", view.today)  # the matter stands below, with all that is open
        due = Due(one.household, one.building, one.committee, one.day, LOW, what=what)
        there = one.cadre in charge.away or view.unit.staff.held(view.today, [one.cadre])
        people = charge.of_home(one.household, one.building, one.committee)
        yield Late(due, charge.away.get(one.cadre, one.cadre) if there else choose(people, NOBODY, one.building))


def late_lists(view: View, shared: dict[int, list[Due]], charge: Charge, wants: Sequence[int]) -> Iterator[Push]:
    """One list for each of the people who want theirs now."""
    mine: dict[int, list[Late]] = defaultdict(list)
    for committee, late in late_ones(view, shared, charge).items():
        for person in charge.heads_of(committee):
            mine[person] += late
    for person in wants:
        if mine[person] and view.unit.digests.claim(LATE, person, len(mine[person])):
            viewer = view.unit.people.viewer(person)
            until = datetime.combine(view.today, care_of(view).until, view.now.tzinfo)
            text, options = say_late(view, viewer, mine[person], 0)
            yield Push(person, text, options, lane=DIGEST, reason="晚了", expires=until)


def say_late(
    view: View, viewer: Viewer, late: Sequence[Late], first: int, seen: Sequence[int] = ()
) -> tuple[str, list[Option]]:
    """Five of them from `first` on; of a single one what can be done, of several a button each."""
    homes = view.unit.places.some(viewer, [one.due.household for one in late])
    known = [one for one in late if one.due.household in homes]
    known.sort(key=lambda one: going(one.due.days, one.due.day, view.today, walking(homes[one.due.household])))
    if first:
        first = listing.begins_at([one.due.household for one in known], seen, first)
    here = known[first : first + listing.SHOWN]
    names = {one.due.household: _whose(view, viewer, one) for one in here}
    said = say_dues(view, viewer, [one.due for one in here], homes, owners=names)
    several = len({home.estate for home in homes.values()}) > 1
    lines = [
        listing.Line(text, _open(homes[one.due.household], estate=several))
        for text, one in zip(said, here, strict=True)
    ]
    told = [one.due.household for one in here]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=ALL, about={"first": after, "seen": told}), total=len(known)
    )
    if len(known) == 1:
        options = ways_out(view, viewer, homes[known[0].due.household], known[0].owner, led=bool(known[0].due.role))
    return f"{_head(known)}\n{text}" if not first else text, options


def _head(late: Sequence[Late]) -> str:
    orphans = sum(one.owner == NOBODY for one in late)
    parts = [f"{len(late) - orphans}户过了说好的日子还没联系上"] if len(late) > orphans else []
    parts += [f"{orphans}户还没有人负责"] if orphans else []
    return f"{'，'.join(parts)}，请您看看怎么办："


def say_besides(late: Sequence[Late]) -> str:
    """Why there are more than coverage counts as late: that counts who is to be seen every so often, and nobody else."""
    besides = sum(bool(one.due.what or one.due.role) for one in late)
    return f"其中{besides}户是答应了要去、必访或要请专干的，覆盖率里的「晚了」不算它们。" if besides else ""


def _whose(view: View, viewer: Viewer, one: Late) -> str:
    """Whose it is, without a word on why others should lead it."""
    if one.due.role:
        return UNNAMED
    person = view.unit.people.get(viewer, one.owner) if one.owner else None
    return f"{person.name if person else '还没有人'}负责" + (f"；另外{UNNAMED}" if one.led else "")


def _open(home: Household, *, estate: bool) -> Option:
    return Option(
        home.full_door if estate else home.door, words=home.full_door, start=SETTLE, about={"household": home.id}
    )


def ways_out(view: View, viewer: Viewer, home: Household, owner: int, *, led: bool = False) -> list[Option]:
    """Ask the cadre, give it to somebody else, or let the reminders rest, with a reason; of what others lead only that."""
    about = {"household": home.id}
    rest = Option("先不提醒", words=f"{home.full_door}先不提醒", start=MUTE, about=about)
    if led:
        return [rest]
    person = view.unit.people.get(viewer, owner) if owner and owner != viewer.person else None
    ask = [Option(f"问{person.name}", words=f"问{person.name}", start=ASK, about=about)] if person else []
    give = Option("交给别人", words=f"{home.full_door}交给别人", start=GIVE, about=about)
    return [*ask, give, rest]
