"""How rests are told: whose, until when, and when reminders come again."""

from __future__ import annotations

from datetime import date

from bot.kinds.household import call
from bot.saying import say_day
from bot.world import World
from handlers.engines.plans.dues import next_due
from handlers.rests.kinds import ALL, said_of
from storage.households import Household, Person
from storage.plans import Plan
from storage.rests import Rest


def whose(world: World, home: Household, rest: Rest) -> str:
    """王阿婆, also of a household of one; 全家 of several together."""
    if rest.person_id is None:
        return call(home.people[0], world.today) if len(home.people) == 1 else ALL
    person = world.unit.people.get(world.viewer, rest.person_id)
    return said_of(person, world.today)


def full_name(world: World, rest: Rest) -> str:
    person = world.unit.people.get(world.viewer, rest.person_id) if rest.person_id else None
    return person.name if person else ALL


def until(rest: Rest, today: date) -> str:
    """停到出院, 停到12月20日（周日）."""
    if rest.until:
        return f"{say_day(rest.until, today)}起照常"
    return "到出院为止" if rest.reason == "住院" else "不再提醒"


def muted(world: World, home: Household, person: Person | None, rest: Rest, plan: Plan | None) -> str:
    """What has been put down, and from when on reminders come again; kindly where somebody has died."""
    today = world.today
    left = [call(one, today) for one in home.people if person and one.id != person.id]
    others = f"家里还有{'、'.join(left)}，{_they(home, person)}的照常。" if left else ""
    name = call(person, today) if person else whose(world, home, rest)
    undo = f"{must(world, plan)}记错了回「撤销」。"
    if rest.reason == "去世":
        return f"知道了，请节哀。不再提醒{_pronoun(person)}。{others}{undo}"
    if rest.reason == "搬走":
        empty = "" if left else f"{home.door}先记作空置，有人搬进来再登记。"
        return f"知道了，{home.door}{name if left else ''}搬走了，不再提醒。{others}{empty}{undo}"
    if rest.reason == "住院":
        return f"知道了，{name}住院期间先不提醒，到出院为止；出院了跟我说一声。{others}{undo}"
    day = say_day(rest.until, today) if rest.until else ""
    return f"好，{home.door}{name}的提醒先停，{day}起照常。{others}{undo}"


def _they(home: Household, person: Person | None) -> str:
    left = [one for one in home.people if person is None or one.id != person.id]
    return _pronoun(left[0]) if len(left) == 1 else "他们"


def _pronoun(person: Person | None) -> str:
    return "她" if person and person.gender == "女" else "他"


def must(world: World, plan: Plan | None) -> str:
    """What is still to be done for them: 住院 is seen to once, 出院 as well."""
    if plan is None:
        return ""
    when = say_day(plan.day, world.today) + ("（暂定）" if world.calendar.provisional(plan.day.year) else "")
    if plan.cadre_id == world.viewer.person:
        return f"这一户还要看一次（{plan.what}），放在您{when}的名单上。"
    cadre = world.unit.people.get(world.viewer, plan.cadre_id)
    return f"这一户还要看一次（{plan.what}），{cadre.name if cadre else '居委的同事'}{when}去。"


def next_time(world: World, home: Household) -> str:
    """When the household is next due by its tags."""
    due = next_due(world, home.id, home.building_id)
    if due is None:
        return "这一户没有定期要看的，一年走一次就行。"
    if due.day <= world.today:
        return "早该去看看了，会排在下一张名单上。"
    return f"下一次该在{say_day(due.day, world.today)}看。"
