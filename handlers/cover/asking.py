"""The conversations that ask: who stands in for whom, and which buildings nobody looks after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Note, Record, Slot
from bot.talk.talk import Talk
from bot.world import World
from handlers.cover import reads, rules
from handlers.cover.names import Names
from handlers.cover.saying import listed, say_leave
from storage.leaves import WORKING
from storage.staff import STREET

SHOWN = 8


def _asked(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问的话", text, text),), part=False)]


@dialogue(
    "看谁代班", starts=("^谁在?代班", "^谁代谁", "^代班(情况|名单|表|安排)?[?？。]*$", "^(今天|明天|这周|最近)?谁(在)?(请假|休假)"),
    by=WORKING, reads=_asked, sure=reads.asks_who, order=4, shows=True,
)  # fmt: skip
def list_leaves(talk: Talk) -> str:
    """谁在代班：问「谁在代班」或「陈洁代谁」，看今天和往后的假。"""
    asked = talk.ask("问的话", "想问谁的假？", Note(), otherwise="谁在代班", how="absent")
    world, names = talk.world, Names(talk.world)
    people = {person for mention in names.find(asked) for person in mention.people}
    if re.search(r"我(?:在)?(?:代|替)谁|谁(?:在)?(?:代|替)我", asked):
        people.add(world.viewer.person)
    unit, today, staff = world.unit, world.today, names.staff
    places = names.committees
    everybody = staff.of_committees(places) if not names.everywhere else sorted({post.person for post in names.posts})
    leaves = unit.leaves.coming(world.viewer, everybody)
    if people:
        leaves = [one for one in leaves if {one.person, one.substitute} & people]
    if not leaves:
        return f"{names.say(people)}现在没有请假，也没有代班。" if people else "今天和往后都没有人请假。"
    acting, lines = unit.leaves.stand_ins(), []
    for leave in leaves:
        line = f"· {say_leave(leave, staff, today)}"
        if leave.since <= today and (now := acting.get(leave.person, leave.substitute)) != leave.substitute:
            line += f"（今天实际是{names.name(now)}）" if now else "（现在没有人代，请换一位：「换人代」）"
        lines.append(line)
    return "\n".join(["请假和代班：", *listed(lines, SHOWN, "条，可以问「某某代谁」。")])


@dialogue(
    "谁没人管", starts=(r"^(哪[些里栋户]|谁|有没有).{0,3}没有?(人|干部)(在)?(管|负责)", "^没人管", "没人管的"),
    by=("书记", "街道干部"), reads=_asked, menu="谁没人管", order=4, shows=True,
)  # fmt: skip
def list_unlooked_after(talk: Talk) -> str:
    """谁没人管：看哪些楼没有干部、哪位干部没有楼、哪些楼有两位一起管。"""
    asked = talk.ask("问的话", "想问哪个居委？", Note(), otherwise="谁没人管", how="absent")
    world, names = talk.world, Names(talk.world)
    areas = world.unit.places.areas("居委")
    mine = [area for area in areas if names.everywhere or area.id in names.led]
    if named := [area for area in mine if area.name.removesuffix("居民区").removesuffix("居委会") in asked]:
        mine = named
    told = [(area.name, _findings(world, names, area.id, area.name)) for area in mine]
    told = [(name, lines) for name, lines in told if lines]
    if not told:
        place = mine[0].name if len(mine) == 1 else "各个居委"
        return f"{place}每栋楼都有人管，没有重的，也没有干部空着。"
    lines = [line for name, found in told for line in ([f"{name}：", *found] if len(told) > 1 else found)]
    return "\n".join(listed(lines, 3 * SHOWN, "条，可以问「谁没人管」再加居委的名称。"))


def _findings(world: World, names: Names, committee: int, name: str) -> list[str]:
    """One sentence for each thing that is not as it should be, with what to do."""
    unit = world.unit
    charge, held = unit.covers.charge(), names.staff.held(world.today)
    buildings = [
        rules.Building(one.number, one.place, one.homes, tuple(charge.of_building(one.id, committee)))
        for one in unit.covers.buildings(committee)
    ]
    lines = []
    for place, some in rules.without_cadre(buildings).items():
        homes, grid = sum(one.homes for one in some), place or name
        lines.append(
            f"· {grid}的{rules.say_buildings(some)}没有干部管，共{homes}户，提醒先发给书记。"
            f"请在名单里给一位干部写上{grid}再导入；急的先一户一户交：「把{some[0].number}101交给某某」。"
        )
    cadres = sorted({post.person for post in held if post.role == "干部" and post.committee in (committee, STREET)})
    for person in rules.idle(cadres, buildings, charge.given_counts()):
        who = names.name(person)
        lines.append(
            f"· {who}还没有管的楼，也没有单独交过去的户。请在名单里给{who}写上微网格再导入，或者先交几户过去。"
        )
    both = rules.shared(buildings)
    for (place, people), some in both.items():
        lines.append(f"· {place or name}的{rules.say_buildings(some)}是{names.say(people)}一起管。")
    if both:
        lines.append(
            "  一起管的：谁最后去的归谁，没人去过的按楼分给一位，不会两边都催。要定给一位，就说「把某户交给某某」。"
        )
    staff = [post.person for post in held if post.committee == committee]
    lines += [
        f"· {names.name(away)}请假，现在没有人代。请说「{names.name(away)}的班换某某代」。"
        for away, acting in unit.leaves.stand_ins().items()
        if not acting and away in staff
    ]
    return lines
