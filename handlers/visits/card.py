"""What one sees of a household, and of one's own visits: short texts, a line each."""

from __future__ import annotations

from bot.kinds.household import name_of
from bot.saying import say_day
from bot.world import World
from handlers.engines.plans.dues import find_standing
from handlers.engines.plans.leading import known_tags
from handlers.engines.plans.rules import say_cadence
from storage.households import Household, Person
from storage.visits import Visit

SHOWN = 5


def card(world: World, home: Household) -> str:
    """The household's card for a viewer: who lives there, wishes, last visits, open matters."""
    unit, viewer, today = world.unit, world.viewer, world.today
    tags = known_tags(world, [person.id for person in home.people])
    lines = [
        home.full_door,
        *(_person(person, [tag.tag for tag in tags.get(person.id, [])], today.year) for person in home.people),
    ]
    lines += _cadence(world, home)
    if wishes := unit.people.wishes(viewer, [home.id]).get(home.id):
        lines.append(f"联系方式上：{'、'.join(wishes)}")
    visits = unit.visits.of_household(viewer, home.id, SHOWN)
    remarks = unit.visits.remarks_of(viewer, [visit.id for visit in visits])
    lines.append("最近走访：" if visits else "还没有走访记录。")
    lines += [_visit(visit, world, remarks.get(visit.id, [])) for visit in visits]
    if noted := unit.visits.noted_of(viewer, home.id, SHOWN):
        lines += ["记着的：", *(f"· {text}" for text in noted)]
    demands = unit.voices.open_of_households(viewer, [home.id]).get(home.id, [])
    open_ones = [f"· 诉求{case.number}号：{case.matter}" for case in demands]
    open_ones += [f"· 诉求：{need}" for need in unit.visits.needs_of(viewer, [home.id]).get(home.id, [])]
    open_ones += [
        f"· {say_day(plan.day, today)}{plan.part} {plan.what or plan.kind}"
        for plan in unit.plans.of_household(viewer, home.id)
    ]
    lines += ["没办完的事：", *open_ones[:SHOWN]] if open_ones else ["没有没办完的事。"]
    if len(open_ones) > SHOWN:
        lines.append(f"还有{len(open_ones) - SHOWN}件。")
    return "\n".join(lines)


def _cadence(world: World, home: Household) -> list[str]:
    """How often the household is to be contacted, and when next; nothing of what others lead: that would tell why."""
    dues = [due for due in find_standing(world, [home.building_id]) if due.household == home.id]
    mine = sorted((due for due in dues if due.role in ("", *world.viewer.roles)), key=lambda due: due.day)
    if not mine:
        return []
    when = "已经到日子" if mine[0].day <= world.today else f"下次{say_day(mine[0].day, world.today)}"
    return [f"说好{say_cadence(min(due.days for due in mine))}，{when}。"]


def _person(person: Person, tags: list[str], year: int) -> str:
    age = f"，{year - int(person.born[:4])}岁" if person.born[:4].isdecimal() else ""
    about = f"（{'、'.join(tags)}）" if tags else ""
    return f"{person.name}{age}{about}{'，电话 ' + person.phone if person.phone else ''}"


def _visit(visit: Visit, world: World, remarks: list[str]) -> str:
    said = "；".join([visit.note or ("没见到人" if visit.way == "未遇" else "没写情况"), *remarks])
    changed = "（改过）" if visit.version > 1 else ""
    return f"· {say_day(visit.day, world.today)}{visit.part} {visit.way}：{said}{changed}"


def my_visits(world: World) -> str:
    """The viewer's last visits and how many this month; 未遇 counts as no contact."""
    unit, viewer, today = world.unit, world.viewer, world.today
    month = list(unit.visits.of_cadre(viewer, 2000, today.replace(day=1)))
    recent = unit.visits.of_cadre(viewer, SHOWN)
    if not recent:
        return "您还没有记过走访。写一句就行，比如「今天去了12号302看王阿婆，身体还好」。"
    missed = sum(visit.way == "未遇" for visit in month)
    homes = len({visit.household_id for visit in month if visit.way != "未遇"})
    lines = [f"这个月联系了{homes}户" + (f"，另有{missed}次没见到人" if missed else "") + "。最近记的："]
    for visit in recent:
        home = unit.places.household(viewer, visit.household_id)
        lines.append(
            f"· {name_of(home) if home else '已不在名单的一户'}，{say_day(visit.day, today)}{visit.part}，{visit.way}"
        )
    return "\n".join(lines)
