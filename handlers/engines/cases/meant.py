"""Which of one's own cases somebody speaks of: by its number, or by words that it shares with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from bot.language.numbers import plain
from bot.world import World
from handlers.engines.cases import rules
from handlers.engines.cases.moves import cases_of
from storage.cases import Case
from storage.viewers import system
from storage.voices import Voice

Own = tuple[Case, Voice]
OWN = system("own cases")
# 0312; 1312 only where nothing else can be meant (1203 is a room, 2026 a year).
_CERTAIN = re.compile(r"(?<![\d.\-])0\d{3}(?!\d)|(?:编号|诉求|单号)\s*[:：]?\s*(?:第)?(\d{1,4})(?!\d)")
_LIKELY = re.compile(r"^\s*(?:第)?(\d{4})(?!\d|[年室弄元块]|号\d)")
# Of what everybody says of everything no case is told apart.
COMMON = frozenset(
    "的了我你您他她们不没有是在和就也都还又再上下次说过提这那个件事情吗呢呀啊吧么什怎样如何么时候好坏修问请请能会要想去来到办理处解决回复反映报今天昨前后"
    "一二三四五六七八九十号楼层室小区家里面前"
)
# What a demand may be about: words that name another thing than the case does are a new matter.
THINGS = re.compile(
    r"灯|水管|水|电梯|门禁|大门|垃圾|路|楼上|狗|猫|车|煤气|燃气|空调|墙|窗|厕所|马桶|下水道|信号|树|草|油烟|噪音|装修|充电|消防|停车|物业费|证明|医保|药|门铃|监控|台阶"
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def own_cases(world: World) -> list[Own]:
    """What the person has a voice in, newest first."""
    return world.unit.voices.of_person(world.viewer.person)


def number_in(text: str) -> tuple[int, bool] | None:
    """The number of a case that words give, and whether nothing else can be meant by it."""
    flat = plain(text)
    if certain := _CERTAIN.search(flat):
        return int(certain[1] or certain[0]), True
    likely = _LIKELY.match(flat)
    return (int(likely[1]), False) if likely else None


def numbered(text: str, own: Sequence[Own]) -> Own | None:
    """One's own case of the number that words give, the newest of that number."""
    said = number_in(text)
    return next((one for one in own if said and one[0].serial == said[0]), None)


def alike(text: str, own: Sequence[Own]) -> list[Own]:
    """Those of one's cases that share most with the words; none if none shares anything."""
    said = {char for char in text if HAN.match(char)} - COMMON
    pairs = {text[place : place + 2] for place in range(len(text) - 1)}
    scores = [(_shared(case, said, pairs), (case, voice)) for case, voice in own]
    best = max((score for score, _ in scores), default=0)
    return [one for score, one in scores if score == best] if best else []


def _shared(case: Case, said: set[str], pairs: set[str]) -> int:
    about = case.matter + case.place
    single = len(said & set(about))
    double = sum(
        about[place : place + 2] in pairs and not set(about[place : place + 2]) <= COMMON
        for place in range(len(about) - 1)
    )
    return single + 2 * double


def named(text: str, own: Sequence[Own]) -> list[Own]:
    """Those of one's cases that the words certainly speak of: by the thing, or by more than a character that they share."""
    return [one for one in alike(text, own) if _names(text, one[0])]


def _names(text: str, case: Case) -> bool:
    about = case.matter + case.place
    said, pairs = (
        {char for char in text if HAN.match(char)} - COMMON,
        set(map("".join, pairwise(text))),
    )
    return _shared(case, said, pairs) > 2 or any(thing[0] in about for thing in THINGS.finditer(text))


def speaks_of_another(text: str, own: Own) -> bool:
    """Words that name something which the case does not: they are about a new matter."""
    case, voice = own
    about = case.matter + case.place + case.words + voice.words
    return any(thing[0] not in about for thing in THINGS.finditer(text))


def may_reopen(world: World, case: Case) -> bool:
    """Whether a closed one is recent enough to be opened again."""
    limit = timedelta(days=cases_of(world).reopen_days)
    return case.state in (rules.CLOSED, rules.DECLINED) and (
        case.closed_at is None or (world.today - case.closed_at.date()) <= limit
    )


def is_colleagues(world: World, text: str) -> bool:
    """Words with the number of a case that this person handles: those are no resident's words about it."""
    said = number_in(text)
    if said is None or not world.viewer.roles:
        return False
    case = world.unit.cases.numbered("诉求", said[0])
    return case is not None and world.unit.cases.may_see(world.viewer, case.id)


def offered(world: World, start: str, key: str = "case") -> dict[str, Any]:
    """What the last messages offered to go on with in a dialogue: the `about` of their newest such button, or nothing."""
    for parcel in world.unit.outbox.last_with_buttons(world.viewer.person):
        for row in parcel.buttons:
            if row[3] == start and key in (row[4] or {}):
                return dict(row[4])
    return {}
