"""The words in which a cadre hears that something has happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.kinds.base import Option
from bot.kinds.household import call
from bot.pushes import Push
from bot.saying import say_day
from bot.world import View
from handlers.engines.plans.musts import MUSTS, Kind
from handlers.engines.plans.wording import begin_visit
from storage.households import Household, Person


def must_push(
    view: View,
    cadre: int,
    home: Household,
    kind: Kind,
    day: date,
    who: str,
    *,
    resting: Person | None = None,
    gone: Sequence[Person] = (),
) -> Push:
    """What it is, by when, who told; a button begins the visit. What is not to be named is not.

    `gone`: of a death those of the household who may be meant: nobody's state is changed by words in passing.
    """
    button = [begin_visit(home)]
    when = say_promised(view, day)
    if not kind.named:
        return Push(cadre, f"{home.full_door}：请尽快上门看看，{when}要去。", button)
    lines = [f"{home.full_door}：{kind.what}。", f"{'这是' + who + '，' if who else ''}放在您{when}的名单上了。"]
    if resting:
        lines.append(f"{call(resting, view.today) or '这一位'}平时的提醒先停，到出院为止。")
    if gone:
        one = call(gone[0], view.today) if len(gone) == 1 else "登记过的家里人"
        lines.append(f"过世的如果是{one}，点「登记」，以后不再提醒；其他人照常。")
        button.append(register(home, gone[0] if len(gone) == 1 else None))
    return Push(cadre, "\n".join(lines), button)


def register(home: Household, person: Person | None) -> Option:
    """A button that begins to register a death."""
    about = {"household": home.id, "person": person.id if person else None, "reason": "去世"}
    return Option("登记", words="暂停提醒", start="暂停提醒", about=about)


def say_promised(view: View, day: date) -> str:
    """今天, 周一, as of the day on which it is read; （暂定） while no notice of that year's holidays is known."""
    return say_day(day, view.read_on) + ("（暂定）" if view.calendar.provisional(day.year) else "")


def offer_registering(view: View, cadre: int, home: Household, person: Person) -> Push:
    """Of somebody who lived alone: nobody is left to be visited."""
    name = call(person, view.today)
    return Push(cadre, f"{home.full_door}：{name}走了，请节哀。点「登记」，以后不再提醒。", [register(home, person)])


def say_teller(view: View, person: int, home: Household) -> str:
    """Who told, as far as the cadre needs to know: 家里人说的, 楼组长说的."""
    unit = view.unit
    viewer = unit.people.viewer(person)
    somebody = unit.people.get(MUSTS, person)
    name = somebody.name if somebody else ""
    if viewer.household == home.id:
        return f"家里人{name}刚说的"
    roles = [role for role in ("楼组长", "书记", "街道干部", "物业") if role in viewer.roles]
    if roles:
        return f"{roles[0]}{name}刚说的"
    return f"{'同事' if viewer.roles else '别家的人' if viewer.household else '一位访客'}{name}刚说的"
