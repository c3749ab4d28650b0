"""At what hour, and on which weekdays not, somebody wants the morning's list: 每天九点, 周五不用提醒."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, ClassVar

from bot.config import Settings
from bot.kinds.base import Option, Unclear
from bot.language.numbers import NUMERALS
from bot.language.when import find_days
from bot.saying import WEEKDAYS, say_time
from handlers.care.settings import Block
from storage.charge import Hours

_DAYS = re.compile(r"(?:周|星期|礼拜)((?:[一二三四五六日天](?:[、和,，]|(?=[一二三四五六日天]))?)+)")
_NOT = re.compile(r"(?:不用|不要|不必|别|勿|覅|停|关|取消|免)")
_AGAIN = re.compile(r"(?:恢复|照常|都|还是要|重新)")
_TIME = re.compile(rf"(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?|夜里)?[\d{NUMERALS}]{{1,3}}(?:[点:：].*)")
_SOME_DAYS = re.compile("[今明后]天|[这下本]个?(?:周|星期|礼拜)")
WORKING = "12345"


@dataclass(frozen=True)
class MorningHours:
    """What somebody wants instead of what holds for them now."""

    now: Hours
    settings: Settings
    care: Block
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        named = "".join(found[1] for found in _DAYS.finditer(text)).replace("天", "日")
        days = {str(WEEKDAYS.index(day) + 1) for day in named if day in WEEKDAYS}
        if span := re.search("(?:周|星期|礼拜)([一二三四五六日])到(?:周|星期|礼拜)?([一二三四五六日])", text):
            days |= {str(n + 1) for n in range(WEEKDAYS.index(span[1]), WEEKDAYS.index(span[2]) + 1)}
        off, at = set(self.now.off), self.now.at
        said = _TIME.search(text)
        times = [when.time for when in find_days(f"今天{said[0]}", sent) if when.time] if said else []
        if _NOT.search(text) and not days and not times:
            raise Unclear(_once(text))
        if re.search("周末|双休", text) and not times:
            raise Unclear("周末和节假日本来就不发名单。想改成几点，或者哪天不用发？")
        if times:
            at = self._allowed(time.fromisoformat(times[0]))
        if days and _NOT.search(text):
            off |= days
        elif days:
            off -= days
        elif _AGAIN.search(text) or (re.search("每天|天天", text) and not times):
            off = set()
        elif not times:
            raise Unclear("想几点收到名单？可以说「每天九点」，也可以说「周五不用提醒」。")
        if set(WORKING) <= off:
            raise Unclear("一周至少留一天收名单，不然到日子的老人会没人知道。请假的话，说「我请假」找人代。")
        return [at.isoformat("minutes") if at else "", "".join(sorted(off))]

    def _allowed(self, at: time) -> time:
        first = self.settings.sending.quiet_until
        if not first <= at < self.care.until:
            raise Unclear(f"名单在{say_time(first)}到{say_time(self.care.until)}之间发。您想几点收到？")
        return at

    def load(self, stored: Any) -> Hours:
        at, off = stored
        return Hours(time.fromisoformat(at) if at else None, off)

    def show(self, value: Hours) -> str:
        return say_hours(value, self.settings)

    def options(self) -> Sequence[Option]:
        return []


def _once(text: str) -> str:
    """Why the list cannot stop altogether, or for a day or two; and what does it."""
    if _SOME_DAYS.search(text):
        return "名单不能只停一两天。不上班就说「我明天请假」，找人代；固定哪天不收，说「周五不用提醒」。"
    return "名单不能全停，不然到日子的老人会没人知道。固定哪天不收，说「周五不用提醒」；请假就说「我请假」，找人代。"


def say_hours(hours: Hours, settings: Settings) -> str:
    """工作日早上八点半发名单，周五不发."""
    at = say_time(hours.at or settings.reminders.morning)
    off = "、".join(f"周{WEEKDAYS[int(day) - 1]}" for day in hours.off)
    return f"工作日{at}发名单" + (f"，{off}不发" if off else "")
