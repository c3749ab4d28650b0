"""Which of some cases words name by place and thing: 12号的灯, 垃圾桶; without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.numbers import plain
from handlers.engines.cases.meant import COMMON, HAN, THINGS
from storage.cases import Case

# 15号来修 is a day.
_BUILDING = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:号楼|号(?!线|$|[，,。；;！!]|前|[来去再能会可要给才就]|上午|下午|早|晚|左右|之前|派|安排|修|换|装|弄)|幢|栋|[-—]\d{3,4}(?!\d))"
)
_ALIKE = (
    ("灯", "灯泡", "灯管", "灯座", "路灯", "照明"),
    ("垃圾", "桶", "垃圾桶"),
    ("门禁", "门锁", "锁"),
    ("水管", "漏水", "水龙头"),
)


def named(words: str, cases: Sequence[Case]) -> list[Case]:
    """Those that share most with the words; none that lies in another building than the words say, none if nothing is shared."""
    flat = plain(words)
    said = set(_BUILDING.findall(flat))
    there = [case for case in cases if not said or said & set(_BUILDING.findall(plain(case.place + case.matter)))]
    scores = [(_shared(flat, case), case) for case in there]
    best = max((score for score, _ in scores), default=0)
    if best:
        return [case for score, case in scores if score == best]
    return [case for case in there if said] if not names_a_thing(flat) else []


def names_a_thing(words: str) -> bool:
    return THINGS.search(words) is not None


def _shared(words: str, case: Case) -> int:
    about = plain(case.matter + case.place)
    single = {char for char in words if HAN.match(char)} - COMMON - set("掉完坏清换装弄通补报个去看来师傅配件等")
    pairs = {words[place : place + 2] for place in range(len(words) - 1)}
    double = sum(pair in about for pair in pairs if HAN.match(pair[0]) and not set(pair) <= COMMON)
    alike = sum(any(one in words for one in group) and any(one in about for one in group) for group in _ALIKE)
    return len(single & set(about)) + 2 * double + 2 * alike
