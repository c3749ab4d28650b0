"""The homes of the demo street, room by room, and the few people whom its stories name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.engines.registry.demo_names import Dice
from handlers.engines.registry.demo_people import (
    Home,
    RareTags,
    Somebody,
    kind_of_home,
    people_of,
    somebody,
    tag_plainly,
)
from handlers.engines.registry.demo_street import FIRMS, Block

# (estate, number, room) → kind of home, and (name, gender, age) of its people
_NAMED: dict[tuple[str, str, str], tuple[str, tuple[tuple[str, str, int], ...]]] = {
    ("益港花园", "12号", "302"): ("独居", (("王秀英", "女", 86),)),
    ("益港花园", "12号", "501"): ("双老", (("陆志明", "男", 68), ("周惠琴", "女", 66))),
    ("益港花园", "12号", "401"): ("三口", (("何建新", "男", 38), ("方文静", "女", 36), ("何沐阳", "男", 6))),
    ("益港花园", "8号", "401"): ("独居", (("李国强", "男", 84),)),
    ("益港花园", "10号", "101"): ("双老", (("张根福", "男", 79), ("许月琴", "女", 77))),
    ("益港花园", "9号", "201"): ("老小", (("蒋家驹", "男", 71), ("蒋卫东", "男", 43))),
}
# In 王芳's block nobody else is called 王, so that 王阿婆 is one person there.
_ALONE_WITH_THEIR_NAME = {"益港花园": "王"}


def homes_of(block: Block, today: date, seed: int, rare: RareTags) -> list[Home]:
    """Every dwelling of a block, tagged, then its shops and firms."""
    dice = Dice(seed)
    homes = [_home(block, number, room, dice, today) for number in block.numbers for room in block.rooms]
    for place, home in enumerate(homes):
        if home.people:
            tag_plainly(home)
            _deal(home, place + seed, rare)
    return homes + list(_firms(block))


def _home(block: Block, number: str, room: str, dice: Dice, today: date) -> Home:
    named = _NAMED.get((block.estate, number, room))
    if named:
        people: list[Somebody] = [somebody(*who, dice, today) for who in named[1]]
        return Home(block.estate, number, room, named[0], people)
    kind = kind_of_home(dice)
    people = people_of(kind, dice, today, without=_ALONE_WITH_THEIR_NAME.get(block.estate, ""))
    return Home(block.estate, number, room, kind if people else "", people)


def _deal(home: Home, place: int, rare: RareTags) -> None:
    if (home.estate, home.number, home.room) in _NAMED:
        return
    if place % 8 == 3:
        rare.care(home)
    if place % 11 == 5:
        rare.capability(home)


def _firms(block: Block) -> Iterator[Home]:
    for estate, number, kind, name in FIRMS:
        if estate == block.estate and number in block.numbers:
            yield Home(estate, number, "", firm=name, firm_kind=kind)
