"""Half a year of visits to the demo street: what was seen and said, what was promised, who wants no visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from handlers.engines.plans.rules import by_tag, strictest
from handlers.engines.plans.settings import CADENCES, Cadence
from handlers.engines.registry.demo_names import Dice
from handlers.engines.registry.demo_notes import need_of, note_of, way_of
from handlers.engines.registry.demo_people import Home
from storage.base import SHANGHAI
from storage.moments import MOMENTS
from storage.plans import PLANS, REMIND
from storage.registry import PREFERENCES
from storage.unit import Unit
from storage.viewers import system
from storage.visits import NEEDS, VISITS
from storage.writing import add, pour

DEMO = system("demo")
HALF_A_YEAR = 182
REMOTE = ("电话", "微信")
_FREE = {(1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3), (10, 4), (10, 5), (10, 6), (10, 7)}


@dataclass(frozen=True)
class Lived:
    """A home with its number and the two cadres of its micro-grid."""

    household_id: int
    home: Home
    cadres: tuple[int, ...]

    @property
    def cadre(self) -> int:
        """Who goes there: mostly the first cadre, always to those whom the stories name."""
        named = any(one.name in ("王秀英", "李国强", "陆志明") for one in self.home.people)
        return self.cadres[0] if named or self.household_id % 5 < 3 else self.cadres[1]


@dataclass
class _Call:
    """One contact; `need` and `follow` are what came of it, if anything."""

    lived: Lived
    day: date
    way: str
    note: str
    hour: int
    need: str = ""
    follow: str = ""
    follow_day: date | None = None
    wish: str = ""
    id: int = field(default=0)


def pour_visits(unit: Unit, homes: list[Lived], today: date) -> None:
    """Write visits, needs, plans and wishes of the half year before today; none is later than yesterday."""
    calls = [call for lived in homes for call in _calls(lived, today)]
    calls.sort(key=lambda call: (call.day, call.hour, call.lived.household_id))
    ids = add(unit.db, DEMO, VISITS, [_visit(call) for call in calls])
    for call, number in zip(calls, ids, strict=True):
        call.id = number
    _pour_needs(unit, calls, today)
    _pour_plans(unit, calls, today)
    wishes = [call for call in calls if call.wish]
    rows = [_wish(call) for call in wishes]
    pour(unit.db, DEMO, PREFERENCES, rows)


def working(day: date) -> date:
    """This day, or the next on which one works as a rule (weekends and the fixed holidays are free)."""
    while day.weekday() >= 5 or (day.month, day.day) in _FREE:
        day += timedelta(days=1)
    return day


def _calls(lived: Lived, today: date) -> Iterator[_Call]:
    dice = Dice(lived.household_id * 7 + 1)
    if not lived.home.people and not lived.home.firm:
        return
    days = list(_days(lived, dice, today))
    refuses = dice.below(40) == 0 and len(lived.home.people) > 1
    in_person = not all(rule.phone for rule in _cadences(lived.home, today))
    for place, day in enumerate(days):
        refused = refuses and place == 0
        way = "拒访" if refused else way_of(lived.home, dice, alone=refuses)
        yield _call(lived, day, "入户" if in_person and way in REMOTE else way, dice, today)


def _days(lived: Lived, dice: Dice, today: date) -> Iterator[date]:
    """As often as the tags ask for, one in twelve not seen for much longer; once for half of the others."""
    start = today - timedelta(days=HALF_A_YEAR)
    often = min((rule.days for rule in _cadences(lived.home, today)), default=0)
    if not often:
        if dice.chance(55):
            yield from _before(working(start + timedelta(days=dice.below(HALF_A_YEAR))), today)
        return
    late = (dice.below(12) == 0 and often <= 90) or _always_late(lived.home)
    last = today - timedelta(days=max(46, often + 10) + dice.below(5) if late else 0)
    day = start + timedelta(days=dice.below(often - often // 4))
    while day < last:
        yield from _before(working(day), last)
        day += timedelta(days=often - dice.below(max(2, often // 4)))
    if late:
        yield working(last - timedelta(days=2))


def _cadences(home: Home, today: date) -> list[Cadence]:
    """What the tags of those who live there ask for."""
    known = by_tag(CADENCES, today)
    asked = [strictest(known[tag], one.age) for one in home.people for tag in one.tags if tag in known]
    return [rule for rule in asked if rule]


def _always_late(home: Home) -> bool:
    return any(one.name == "李国强" for one in home.people)


def _before(day: date, limit: date) -> Iterator[date]:
    if day < limit:
        yield day


def _call(lived: Lived, day: date, way: str, dice: Dice, today: date) -> _Call:
    call = _Call(lived, day, way, note_of(lived.home, way, dice), 9 + dice.below(8))
    if way == "拒访":
        call.wish = dice.pick(("勿扰", "改电话"))
    elif way not in ("未遇", "第三方反馈") and dice.chance(14):
        call.need, call.follow = need_of(lived.home, dice)
        call.follow_day = working(day + timedelta(days=2 + dice.below(12)))
        call.note = f"{call.note[:-1]}，{call.need}。"
    elif way == "未遇" and (today - day).days < 14:
        call.follow, call.follow_day = "再上门看看", working(day + timedelta(days=3 + dice.below(5)))
    return call


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def _visit(call: _Call) -> dict[str, Any]:
    return {
        "household_id": call.lived.household_id,
        "cadre_id": call.lived.cadre,
        "day": call.day,
        "part": "上午" if call.hour < 12 else "下午",
        "way": call.way,
        "note": call.note,
        "logged_at": _moment(call.day, call.hour, call.lived.household_id % 60),
    }


def _pour_needs(unit: Unit, calls: list[_Call], today: date) -> None:
    rows = [
        {
            "visit_id": call.id,
            "household_id": call.lived.household_id,
            "text": call.need,
            "state": "待办" if _open(call, today) else "办好",
        }
        for call in calls
        if call.need
    ]
    pour(unit.db, DEMO, NEEDS, rows)


def _open(call: _Call, today: date) -> bool:
    """What was promised for before the last few days has been done, but for some that slipped."""
    assert call.follow_day is not None
    late = (today - call.follow_day).days
    return late < 2 or (late < 15 and call.id % 3 == 0)


def _pour_plans(unit: Unit, calls: list[_Call], today: date) -> None:
    promised = [call for call in calls if call.follow_day]
    rows = [_plan(call, today) for call in promised] + list(_planned_for(calls, today))
    ids = add(unit.db, DEMO, PLANS, rows)
    coming = [
        (number, _moment(row["day"], 8, 30))
        for number, row in zip(ids, rows, strict=True)
        if row["done_at"] is None and row["day"] > today
    ]
    moments = [{"kind": REMIND, "subject": number, "due": due, "wake_at": due} for number, due in coming]
    pour(unit.db, DEMO, MOMENTS, moments)


def _plan(call: _Call, today: date) -> dict[str, Any]:
    assert call.follow_day is not None
    done = None if _open(call, today) else _moment(min(call.follow_day, today - timedelta(days=1)), 16)
    return {
        "kind": "跟进",
        "household_id": call.lived.household_id,
        "cadre_id": call.lived.cadre,
        "day": call.follow_day,
        "part": "",
        "what": call.follow,
        "visit_id": call.id,
        "made_at": _moment(call.day, call.hour),
        "done_at": done,
    }


def _planned_for(calls: list[_Call], today: date) -> Iterator[dict[str, Any]]:
    """For every cadre one visit meant for today, or the next working day, to somebody not seen for a while."""
    seen_last: dict[int, _Call] = {}
    for call in calls:
        if call.lived.home.people:
            seen_last[call.lived.household_id] = call
    of_cadre: dict[int, _Call] = {}
    for call in seen_last.values():
        of_cadre.setdefault(call.lived.cadre, call)
    for cadre, call in sorted(of_cadre.items()):
        yield {
            "kind": "走访",
            "household_id": call.lived.household_id,
            "cadre_id": cadre,
            "day": working(today + timedelta(days=cadre % 2)),
            "part": "上午",
            "what": "",
            "visit_id": None,
            "made_at": _moment(today - timedelta(days=1), 17),
            "done_at": None,
        }


def _wish(call: _Call) -> dict[str, Any]:
    return {
        "household_id": call.lived.household_id,
        "wish": call.wish,
        "since": call.day,
        "visit_id": call.id,
    }
