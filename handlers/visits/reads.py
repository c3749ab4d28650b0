"""Reads what a cadre tells of visits: one record for each household, cut into the words that answer each question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.kinds.base import Record, Slot
from bot.language.numbers import unlisted
from bot.language.when import day_marks, find_days, said_once
from handlers.visits.clauses import Reading, read_stretch
from handlers.visits.firms import find_firms, find_keepers, with_firms
from handlers.visits.households import Household, find_households, find_stretches


def read_visits(
    text: str, sent: datetime, names: Sequence[str] = (), estates: Sequence[str] = (), firms: Sequence[str] = ()
) -> list[Record]:
    """One record for each household told of, with those of 走访对象, 日期, 方式, 情况, 诉求, 跟进 that words say.

    A day or way told before the first household holds for all that have none of their own. Without a household there is
    one record of what else was understood; [] if nothing was.
    """
    text = said_once(unlisted(text), sent)
    households, is_firm = with_firms(find_households(text, names, estates), find_firms(text, firms))
    if not households:
        households = find_keepers(text)
        is_firm = [True] * len(households)
    shared_zone, zones = find_stretches(text, households, find_days(text, sent))
    if not households:
        return _without_household(read_stretch(text, sent))
    shared = read_stretch(shared_zone, sent, shared=True)
    readings = [read_stretch(zone, sent, settled=shared.day is not None and i == 0) for i, zone in enumerate(zones)]
    _hold_for_all(shared, readings)
    for reading in (reading for reading, firm in zip(readings, is_firm, strict=True) if firm):
        reading.way = reading.way if reading.way not in ("", "入户") else "商户走访"
    return [
        Record((household_slot(mentions[0]), *_slots(reading)))
        for mentions, reading in zip(households, readings, strict=True)
    ]


def _without_household(reading: Reading) -> list[Record]:
    slots = _slots(reading)
    told = reading.way_source == "走访" or any(slot.label != "情况" for slot in slots)
    return [Record(tuple(slots))] if slots and told else []


def household_slot(household: Household) -> Slot:
    return Slot("走访对象", household.text, household.source, household.sure)


def _slots(reading: Reading) -> list[Slot]:
    """The slots of one record in the order of the questions."""
    slots = []
    bare = [piece for piece in reading.ahead if _is_only_a_day(piece)]
    if reading.day:
        slots.append(Slot("日期", reading.day.source, reading.day.source, reading.day.sure))
    elif day := reading.no_day or "".join(bare[:1]):
        slots.append(Slot("日期", day, day))
    # 走访12号302 asks for the conversation, and tells no way; 走访12号302，门口有堆物 tells of a visit.
    if reading.way and (reading.way_source != "走访" or reading.rest or reading.wishes):
        slots.append(Slot("方式", reading.way, reading.way_source))
    # Who comes to the office comes for what they want: that is how things are, and is not asked again.
    rest = reading.rest or (reading.wish_sources if reading.way == "接待" else [])
    if rest:
        slots.append(Slot("情况", "，".join(rest), "，".join(rest), sure=False))
    if reading.wishes:
        slots.append(Slot("诉求", "；".join(reading.wishes), "；".join(reading.wish_sources)))
    if ahead := [piece for piece in reading.ahead if piece not in bare]:
        slots.append(Slot("跟进", "；".join(ahead), "；".join(ahead)))
    return slots


def _is_only_a_day(piece: str) -> bool:
    """明天, by itself, is the day that was meant and nothing to follow up."""
    marks = day_marks(piece)
    return sum(end - start for start, end in marks) >= len(piece.strip("去的了 "))


def _hold_for_all(shared: Reading, readings: list[Reading]) -> None:
    """Lays what was told before the first household under each record; so may a last clause: …,今天上门问的."""
    closing = readings[-1] if not shared.day and sum(bool(reading.day) for reading in readings) == 1 else Reading()
    for reading in readings:
        reading.day = reading.day or shared.day or closing.day
        reading.no_day = reading.no_day or ("" if reading.day else shared.no_day)
        if shared.way and (not reading.way or reading.weak):
            reading.way, reading.way_source = shared.way, shared.way_source
        elif closing.day and not reading.way:
            reading.way, reading.way_source = closing.way, closing.way_source
    alone = [reading for reading in readings if not reading.rest]
    for reading in alone or readings[:1]:
        reading.rest = [*shared.rest, *reading.rest]
    first = readings[0]
    first.wishes[:0], first.wish_sources[:0] = shared.wishes, shared.wish_sources
    first.ahead[:0] = shared.ahead


_TAKEN_BACK = re.compile(
    r"撤回|更正一?下?|纠正一?下?|(?:^|[，,。；;\s]|我|刚才|刚刚|上面|前面|那条)(?:记|写|说|打|搞|弄|输|发)错了?|"
    r"(?:^|[，,。；;\s])(?:应该|其实)是(?=[^，,。]{0,6}(?:[号室天日周楼婆姨]|\d))|"
    r"[\d号室人天午]改成|(?:把|帮我)[^，,。]{1,12}改[成为]"
)
_NOT_BUT = re.compile(
    r"不是([^，,。；;是]{1,10})[，,\s]*(?:而|应该)?是([^，,。；;]{1,10})|是([^，,。；;是不]{1,10})[，,\s]*不是([^，,。；;]{1,10})"
)
_EXACT = re.compile(
    r"[\d一二三四五六七八九十]+[号室幢栋日月点]|\d{3,4}|[今昨前明后]天|周[一二三四五六日末]|阿婆|老伯|"
    r"阿姨|先生|上午|下午|家$|入户|电话|微信|未遇"
)


def is_correction(text: str) -> bool:
    """Whether a message takes back what was told before: 不是13号是12号, 记错了, 撤回刚才那条."""
    if _TAKEN_BACK.search(text):
        return True
    pairs = _NOT_BUT.finditer(text)
    return any(all(part is None or _EXACT.search(part) for part in match.groups()) for match in pairs)
