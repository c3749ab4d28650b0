"""The roster in words: which committee, which hours a text speaks of, how a shift is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot import roster
from bot.language.when import When, find_days
from bot.saying import say_day, say_time
from bot.world import View, World
from storage.duty import Shift, Span
from storage.scope import STAFF

DAY = timedelta(days=1)
DAYTIME, NIGHT, WHOLE = "白天", "晚上", "全天"
_NIGHT = re.compile("晚|夜|凌晨|半夜|通宵|傍晚")
_DAYTIME = re.compile("白天|日班|白班|早班|上午|下午|中午|早上")
_WHOLE = re.compile("全天|整天|一整天|24小时|一天一夜")


def committee_of(world: World, text: str) -> int:
    """The committee that is named, else one's own; 0 is the street."""
    for area in world.unit.places.areas("居委"):
        if area.name in text or area.name.removesuffix("居民区") in text:
            return area.id
    own = sorted(world.unit.people.committees_of(world.viewer))
    return own[0] if own else 0


def staff_of(view: View, committee: int) -> dict[str, int]:
    """Who can be on duty there: names of the committee's staff and of the street's officers."""
    unit = view.unit
    people = [one for role in STAFF for one in unit.people.with_role(role, committee or None)]
    people += unit.people.with_role("街道干部")
    return {one.name: one.id for one in reversed(people)}


def named_in(view: View, committee: int, text: str, me: int) -> list[int]:
    """Those of the staff whom the words name; 我 is whoever speaks."""
    staff = staff_of(view, committee)
    found = {text.index(name): one for name, one in staff.items() if name in text}
    found |= {
        text.index(called): one
        for name, one in staff.items()
        for called in (f"小{name[0]}", f"老{name[0]}", name[1:] if len(name) > 2 else f"{name[0]}书记")
        if called in text and one not in found.values() and sum(other[0] == name[0] for other in staff) == 1
    }
    if "我" in text.replace("我们", ""):
        found[text.index("我")] = me
    return list(dict.fromkeys(one for _, one in sorted(found.items())))


def part_of(text: str) -> str:
    """白天, 晚上, 全天 or "" where the words say nothing of it."""
    for part, said in ((WHOLE, _WHOLE), (NIGHT, _NIGHT), (DAYTIME, _DAYTIME)):
        if said.search(text):
            return part
    return ""


def days_of(text: str, sent: datetime) -> list[When]:
    """The days that a text names, those to come."""
    text = re.sub("今晚", "今天晚上", re.sub("明晚", "明天晚上", re.sub("后晚", "后天晚上", text)))
    found = find_days(text, sent, future=True)
    return [when for when in found if when.sure or re.search(r"周|星期|礼拜|今|明|后|号|日", when.source)]


def each_day(found: Sequence[When]) -> list[date]:
    """Every day that is meant; a range holds all its days."""
    days: list[date] = []
    for when in found:
        last = when.last or when.day
        days += [when.day + i * DAY for i in range(min((last - when.day).days, 31) + 1)]
    return sorted(set(days))


def hours(view: View, day: date, part: str) -> Span:
    """From when until when 白天, 晚上 or 全天 of a day is."""
    duty, zone = view.settings.duty, view.now.tzinfo
    first = duty.night_from if part == NIGHT else duty.day_from
    ends = (day, duty.night_from) if part == DAYTIME else (day + DAY, duty.day_from)
    return Span(datetime.combine(day, first, zone), datetime.combine(ends[0], ends[1], zone))


def beginning_on(view: View, committee: int, day: date, part: str = "") -> list[Shift]:
    """The shifts that begin on a day, or those of its night or daytime."""
    since = datetime.combine(day, time(), view.now.tzinfo)
    found = roster.shifts(view.unit, view.settings, committee, since, since + DAY)
    found = [one for one in found if one.since >= since]
    if part in (NIGHT, DAYTIME):
        span = hours(view, day, part)
        return [one for one in found if one.since < span.until and one.until > span.since and _mostly(one, span)]
    return found


def _mostly(shift: Shift, span: Span) -> bool:
    return min(shift.until, span.until) - max(shift.since, span.since) > (span.until - span.since) / 4


def say_span(span: Span, today: date) -> str:
    """周三晚上六点到周四早上八点半."""
    ends = say_time(span.until)
    if span.until.date() != span.since.date():
        ends = say_day(span.until.date(), today) + ends
    return f"{say_day(span.since.date(), today)}{say_time(span.since)}到{ends}"


def say_people(view: View, people: Sequence[int]) -> str:
    names = [one.name for person in people if (one := view.unit.people.get(roster.ROSTER, person))]
    return "、".join(names) or "还没有人"
