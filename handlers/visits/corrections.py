"""What a correction of the last visit means: which line holds the old piece, and what it says instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.kinds.base import Record, Slot
from bot.language.when import read_day
from bot.language.where import find_doors
from bot.language.who import find_people
from bot.world import World
from handlers.visits import rules
from handlers.visits.reads import is_correction
from storage.households import Household
from storage.visits import Visit

LINES = {
    "走访对象": "走访对象", "对象": "走访对象", "门牌": "走访对象", "地址": "走访对象", "日期": "日期", "时间": "日期",
    "方式": "方式", "情况": "情况", "内容": "情况", "备注": "情况",
}  # fmt: skip
_LINE = "|".join(LINES)
_SAID = r"[^，,。；;]"
TURNED = re.compile(
    rf"不是(?P<a>[^，,。；;是]{{1,20}})[，,\s]*(?:而|应该)?是(?P<b>{_SAID}{{1,20}})|"
    rf"(?<!不)是(?P<c>[^，,。；;是不]{{1,20}})[，,\s]*不是(?P<d>{_SAID}{{1,20}})"
)
REPLACED = re.compile(rf"(?:把|将)(?P<a>{_SAID}{{1,40}}?)(?:改成|改为|换成)(?P<b>{_SAID}{{1,200}})")
# 情况改成血压正常, 日期应该是11月20日, 那条情况写错了，应该是血压偏低
NAMED = re.compile(
    rf"(?P<line>{_LINE})(?:[写记说打]?错了?[，,。\s]*)?(?:应该是|其实是|改成|改为|换成|是|[:：])\s*(?P<b>.{{1,400}})"
)
MEANT = re.compile(
    rf"(?:应该是|其实是|改成|改为|换成|(?:[那这]|刚才|上一?)(?:一?[条次])?(?:其实|应该)?是|错了[，,\s]*是)(?P<b>{_SAID}{{1,40}})"
)
# The whole message is a correction only if it begins as one.
OPENS = re.compile(
    r"(?:刚才|刚刚|上面|那条|这条|上一?条|的|请|帮我|再|更正|[:：，,\s])*"
    rf"(?:(?:{_LINE})(?:改成|改为|应该是|[写记]?错)|改成|改为|应该是|其实是)"
)


def last_visit(world: World, about: Mapping[str, Any] | None = None) -> Visit | None:
    """The visit being corrected, else the one that the viewer wrote down last."""
    if about and about.get("visit"):
        return world.unit.visits.get(world.viewer, about["visit"])
    newest = world.unit.visits.of_cadre(world.viewer, 1)
    return newest[0] if newest else None


def is_of_last_visit(text: str, sent: datetime, world: World) -> bool:
    """Whether a message corrects the last visit: by its words, or because it takes back what stands there."""
    certain = is_correction(text)
    turned = TURNED.search(text)
    if not (certain or turned or OPENS.match(text)):
        return False
    visit = last_visit(world)
    if visit is None:
        return False
    if certain:
        return True
    home = world.unit.places.household(world.viewer, visit.household_id)
    if turned and home and not _way((turned["b"] or turned["c"]).strip()):
        return (turned["a"] or turned["d"]).strip() in _standing(visit, home)
    return bool(read_correction(text, sent, world))


def _standing(visit: Visit, home: Household) -> str:
    """All that the record says, to look a piece up in."""
    return " ".join([home.full_door, *(person.name for person in home.people), visit.way, visit.note])


def read_correction(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """The lines that the words change, as slots of one record."""
    visit = last_visit(world)
    home = world.unit.places.household(world.viewer, visit.household_id) if visit else None
    if visit is None or home is None:
        return []
    found = TURNED.search(text) or REPLACED.search(text) or NAMED.search(text) or MEANT.search(text)
    if found is None:  # 改走访, 记错了: which line is meant, the review shows and asks
        return [Record((), part=False)]
    told = found.groupdict()
    old = (told.get("a") or told.get("d") or "").strip()
    new = (told["b"] or told.get("c") or "").strip("了吧的 。")
    line = LINES.get(told.get("line") or old, "")
    slot = Slot(line, new, new) if line else _slot("" if line else old, new, visit, home, sent, world)
    return [Record((slot,), part=False)]


def _way(said: str) -> str:
    return said if said in rules.WAYS else rules.ALSO.get(said, "")


def _slot(old: str, new: str, visit: Visit, home: Household, sent: datetime, world: World) -> Slot:
    if way := _way(new):
        return Slot("方式", way, new)
    doors = find_doors(new, world.unit.places.estates()) if re.search(r"[号室栋幢-]|^\d{3,4}$", new) else []
    doors = [] if re.search("[月日]", new) else doors
    if doors and doors[0].number and doors[0].room:
        return Slot("走访对象", new, new)
    if old and old in home.full_door and find_doors(door := home.full_door.replace(old, new)):
        return Slot("走访对象", door, new)
    if doors:
        return Slot("走访对象", f"{doors[0].number or home.number.rstrip('号')}号{doors[0].room or home.room}", new)
    if old and old in visit.note:
        return Slot("情况", visit.note.replace(old, new), new)
    if read_day(new, sent):
        return Slot("日期", new, new)
    if find_people(new, world.unit.places.names(world.viewer)):
        return Slot("走访对象", new, new)
    return Slot("情况", new, new)
