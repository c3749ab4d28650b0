"""What a correction of the last visit means: which line holds the old piece, and what it says instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.kinds.base import Record, Slot
from bot.language.when import read_day
from bot.language.where import find_doors
from bot.world import World
from handlers.visits import rules
from storage.visits import Visit

RECENT = 20  # so many of the last records may be meant, when the words name a household
TURNED = re.compile(
    r"不是(?P<a>[^，,。；;是]{1,20})[，,\s]*(?:而|应该)?是(?P<b>[^，,。；;]{1,20})|(?<!不)是(?P<c>[^，,。；;是不]{1,20})[，,\s]*不是(?P<d>[^，,。；;]{1,20})"
)
MEANT = re.compile(r"(?:应该是|其实是|改成|改为)(?P<b>[^，,。；;]{1,40})")


def last_visit(world: World, about: Mapping[str, Any] | None = None) -> Visit | None:
    """The visit being corrected, else the one that the viewer wrote down last."""
    if about and about.get("visit"):
        return world.unit.visits.get(world.viewer, about["visit"])
    newest = world.unit.visits.last_logged(world.viewer, 1)
    return newest[0] if newest else None


def read_correction(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """The lines that the words change, as slots of one record."""
    visit = last_visit(world)
    home = world.unit.places.household(world.viewer, visit.household_id) if visit else None
    if visit is None or home is None:
        return []
    turned = TURNED.search(text) or MEANT.search(text)
    if turned is None:
        return []
    groups = turned.groupdict()
    old, new = (
        (groups.get("a") or groups.get("d") or "").strip(),
        (groups["b"] or groups.get("c") or "").strip("了吧的 "),
    )
    slot = _slot(old, new, visit, home.full_door, sent)
    return [Record((slot,), part=False)] if slot else []


def _slot(old: str, new: str, visit: Visit, door: str, sent: datetime) -> Slot | None:
    way = new if new in rules.WAYS else rules.ALSO.get(new, "")
    if way:
        return Slot("方式", way, new)
    if old and old in door:
        return Slot("走访对象", door.replace(old, new), new)
    if re.search(r"[号室栋幢]|^\d{3,4}$", new) and not re.search("[月日]", new) and (found := find_doors(new)):
        room = found[0].room or ("" if found[0].room else door.rsplit("号", maxsplit=1)[-1])
        number = found[0].number or door.split("号", maxsplit=1)[0]
        return Slot("走访对象", f"{number}号{room}", new)
    if read_day(new, sent):
        return Slot("日期", new, new)
    if old and old in visit.note:
        return Slot("情况", visit.note.replace(old, new), new)
    return Slot("走访对象", new, new) if not old else None
