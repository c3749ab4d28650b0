"""Reads what a cadre tells of visits: one record for each household, cut into the words that answer each question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.language.segment import words
from bot.language.when import When, find_days
from bot.talk.state import Record, Slot
from handlers.visits.clauses import Reading, is_ahead, read_stretch
from handlers.visits.households import Household, find_households, find_stretches


def read_visits(text: str, sent: datetime, names: Sequence[str] = (), estates: Sequence[str] = ()) -> list[Record]:
    """One record for each household told of, with slots 走访对象, 日期, 方式, 情况, 诉求, 跟进 as far as words say them.

    A day or way told before the first household holds for all that have none of their own. Without a household there
    is one record of what else was understood; [] if nothing was.
    """
    households = find_households(text, names, estates) or _shops(text)
    shared_zone, zones = find_stretches(text, households, find_days(text, sent))
    if not households:
        return _without_household(read_stretch(text, sent))
    shared = read_stretch(shared_zone, sent, shared=True)
    readings = [read_stretch(zone, sent) for zone in zones]
    _hold_for_all(shared, readings)
    return [
        Record((_household_slot(mentions[0]), *_slots(reading)))
        for mentions, reading in zip(households, readings, strict=True)
    ]


def _without_household(reading: Reading) -> list[Record]:
    slots = _slots(reading)
    return [Record(tuple(slots))] if any(slot.label != "情况" for slot in slots) else []


def _household_slot(household: Household) -> Slot:
    return Slot("走访对象", household.text, household.source, household.sure)


def _slots(reading: Reading) -> list[Slot]:
    """The slots of one record in the order of the questions."""
    slots = []
    if reading.day:
        slots.append(Slot("日期", reading.day.source, reading.day.source, reading.day.sure))
    if reading.way:
        slots.append(Slot("方式", reading.way, reading.way_source))
    if reading.rest:
        slots.append(Slot("情况", "，".join(reading.rest), "，".join(reading.rest), sure=False))
    if reading.wishes:
        slots.append(Slot("诉求", "；".join(reading.wishes), "；".join(reading.wish_sources)))
    if reading.ahead:
        slots.append(Slot("跟进", "；".join(reading.ahead), "；".join(reading.ahead)))
    return slots


def _hold_for_all(shared: Reading, readings: list[Reading]) -> None:
    """Lays what was told before the first household under each record; a last clause (…,今天上门问的) may hold for all, too."""
    last = readings[-1]
    closing = last if len(readings) > 1 and not shared.day and sum(bool(reading.day) for reading in readings) == 1 else None
    for reading in readings:
        if reading.day is None:
            reading.day = shared.day or (closing.day if closing and closing.day else None)
        if shared.way and (not reading.way or (reading.weak and shared.way in ("电话", "微信"))):
            reading.way, reading.way_source = shared.way, shared.way_source
        if not reading.rest:
            reading.rest = list(shared.rest)
    if shared.rest and all(shared.rest[0] not in reading.rest for reading in readings):
        readings[0].rest[:0] = shared.rest
    for reading in readings[:1]:
        reading.wishes[:0], reading.wish_sources[:0] = shared.wishes, shared.wish_sources


_SHOP = re.compile(r"[\u4e00-\u9fff]*(?:店|超市|面馆|饭馆|餐馆|药房|铺|公司|菜场|理发|棋牌室)")
_KEEPER = re.compile(r"的?(?:老板娘?|店主|店长|店员|经理|负责人)")


def _shops(text: str) -> list[list[Household]]:
    """A shop with its keeper (水果店老板娘), where no household is told of."""
    start = 0
    for word in words(text):
        end = start + len(word)
        keeper = _KEEPER.match(text, end)
        if _SHOP.fullmatch(word) and len(word) > 1 and (keeper or "商户" in text):
            until = keeper.end() if keeper else end
            return [[Household(text[start:until], text[start:until], ((start, until),), sure=keeper is not None)]]
        start = end
    return []
