"""The conversations about which homes have waited longest for a contact, and which buildings one looks after."""

from __future__ import annotations

from datetime import date

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Option
from bot.talk.talk import Talk
from handlers.care.saying import named, say_why
from handlers.engines.plans.dues import find_standing
from storage.charge import VISITING

LONGEST = "最久没去"
_ASKED = (
    r"^(?:现在|我|我们|手上|名下|这里|今年)*(?:是)?(?:谁家?|哪[几些]?[户家]|哪里|啥人家?)(?:人家)?(?:是)?(?:最久|最长时间|最长远|时间最长|好久)(?:都)?"
    r"(?:没有?|未|勿)(?:去|联系|走访|走|看|上门|见)(?:过)?[了的]?[?？。]?$|^最久没(?:去|联系|走访|走|看|上门|见)(?:过)?的?(?:是)?(?:谁|哪[几些]?[户家])?[?？。]?$"
)


@dialogue(LONGEST, starts=(_ASKED,), by=VISITING, order=13, shows=True)
def tell_longest(talk: Talk) -> str:
    """最久没去：问「谁最久没去了」，手上的重点户，隔得最久的在前面。"""
    world = talk.world
    buildings = world.unit.dues.buildings_of(world.viewer)
    dues = [due for due in find_standing(world, buildings) if not due.role] if buildings else []
    dues.sort(key=lambda due: (due.last or date.min, due.household))
    homes = world.unit.places.some(world.viewer, [due.household for due in dues])
    dues = [due for due in dues if due.household in homes]
    if not dues:
        return "您这里没有要按期联系的户。"
    first = listing.begins_at(
        [due.household for due in dues], talk.about.get("seen", []), int(talk.about.get("first", 0))
    )
    here = dues[first : first + listing.SHOWN]
    several = len({home.estate for home in homes.values()}) > 1
    lines = [
        listing.Line(
            f"{named(home, talk.today, due.person, estate=several)}：{say_why(due, talk.today)}",
            Option(f"查{home.door}", words=f"查 {home.full_door}"),
        )
        for due in here
        for home in [homes[due.household]]
    ]
    seen = [due.household for due in here]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=LONGEST, about={"first": after, "seen": seen}), total=len(dues)
    )
    talk.offer(*options)
    return text if first else f"隔得最久没联系的在前面：\n{text}"


_MINE = (
    r"^(?:请问)?(?:现在)?(?:我|我们)(?:现在|一共|总共)?(?:管|负责|分管|分到|名下有?|手上有?|包)(?:着|了|的是?|是)*(?:哪[几些]?|几|多少|什么|啥)(?:栋|幢|个)?(?:楼|号|门牌|楼栋|地方)(?:楼|子)?"
    r"[?？。呢啊]*$|^(?:哪[几些]?|几)(?:栋|幢|个)?(?:楼|号|门牌)(?:是|都)?(?:归|由)?我(?:来)?(?:管|负责)的?[?？。]*$"
)


@dialogue("我管哪几栋楼", starts=(_MINE,), by=VISITING, order=5, shows=True)
def tell_buildings(talk: Talk) -> str:
    """我管哪几栋楼：您负责的门牌，一个一个列给您。"""
    world = talk.world
    mine = set(world.unit.dues.buildings_of(world.viewer))
    committees = sorted(world.unit.people.committees_of(world.viewer))
    there = [one for committee in committees for one in world.unit.covers.buildings(committee) if one.id in mine]
    if not there:
        return "您名下现在没有楼。请书记给您分楼，或者把户交给您。"
    return f"您这里一共{len(there)}栋：{'、'.join(one.number for one in there)}。"
