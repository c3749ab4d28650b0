"""The conversation about which homes have waited longest for a contact: homes, never people who are to go."""

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
