"""How a due household is said: its door first, why today, what was last seen, what is still open. Never a tag."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.kinds.household import call_home
from bot.world import View
from handlers.care.rules import say_wait
from handlers.engines.plans.dues import Due, find_dues
from handlers.engines.plans.rules import say_cadence
from handlers.engines.registry.tagbook import tells_secret
from storage.households import Household, walking
from storage.plans import MUST, Plan
from storage.viewers import Viewer
from storage.visits import Visit

SHORT = 10


def named(home: Household, today: date, person: int = 0, *, estate: bool = False) -> str:
    """8号401李伯伯; where several live, the one that is meant, else all of them."""
    who, door = call_home(home, today, person), home.full_door if estate else home.door
    return f"{door} {who}" if who else door


def say_dues(
    view: View,
    viewer: Viewer,
    dues: Sequence[Due],
    homes: dict[int, Household],
    *,
    owners: dict[int, str] | None = None,
) -> list[str]:
    """Two lines each: who and why; what was last seen and is open. `owners`, for a secretary, says whose it is.

    A secretary's list, where several estates stand on it, tells the estate as well.
    Of what others lead a secretary's list does not say how often: that would tell why.
    """
    ids = [due.household for due in dues]
    last, needs = view.unit.visits.newest(viewer, ids), view.unit.visits.needs_of(viewer, ids)
    plans, demands = _plans(view, viewer, ids), _demands(view, viewer, ids)
    said, several = [], bool(owners) and len({home.estate for home in homes.values()}) > 1
    for due in dues:
        why = [] if owners and due.role else [say_why(due, view.today)]
        whose = [owners[due.household]] if owners else []
        head = f"{named(homes[due.household], view.today, due.person, estate=several)}：{'，'.join([*why, *whose])}"
        visit, wanted = (
            last.get(due.household),
            [*demands.get(due.household, []), *needs.get(due.household, []), *plans.get(due.household, [])],
        )
        about = "；".join(part for part in (_last(visit, view.today), _open(wanted)) if part)
        said.append(f"{head}\n　{about}" if about else head)
    return said


def say_due(view: View, viewer: Viewer, home: Household) -> str:
    """The same of one household, whether or not it is due; else what was promised there. Nothing of what others lead."""
    dues = [due for due in find_dues(view, view.today, [home.building_id]) if due.household == home.id and not due.role]
    if dues:
        return say_dues(view, viewer, dues[:1], {home.id: home})[0]
    plans = view.unit.plans.of_households(viewer, [home.id])
    unkept = [plan for plan in plans if plan.day < view.today and plan.kind != MUST]
    said = "；".join(say_unkept(plan.day, plan.what, view.today) for plan in unkept[:2])
    return f"{named(home, view.today)}：{said or '现在没有到日子。'}"


def say_unkept(day: date, what: str, today: date) -> str:
    """说好11月23日去的，还没去（再上门看看）."""
    about = f"（{shortly(what)}）" if what and not tells_secret(what) else ""
    return f"说好{_date(day, today)}去的，还没去{about}"


def say_why(due: Due, today: date) -> str:
    """快七周没联系了（说好每月一次）; of something that happened: what."""
    if due.what:
        return due.what if not tells_secret(due.what) else "请上门看看"
    often = f"说好{say_cadence(due.days)}"
    if due.last is None:
        return f"还没有{'联系' if due.phone else '见到'}过（{often}）"
    return f"{say_wait(due.last, today)}没{'联系' if due.phone else '见'}了（{often}）"


def _last(visit: Visit | None, today: date) -> str:
    if visit is None:
        return ""
    note = "" if tells_secret(visit.note) else shortly(visit.note)
    return f"上次{_date(visit.day, today)}{visit.way}" + (f"，{note}" if note else "")


def _date(day: date, today: date) -> str:
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _open(wanted: Sequence[str]) -> str:
    said = [_brief(want) for want in wanted if not tells_secret(want)]
    more = f"等{len(said)}件" if len(said) > 2 else ""
    return f"没办完：{'、'.join(said[:2])}{more}" if said else ""


def _brief(want: str) -> str:
    """0008号 12号楼上漏水…: the number of a demand stays whole and apart from what it is about."""
    number = re.match(r"\d{4}号 ", want)
    return number[0] + shortly(want[number.end() :]) if number else shortly(want)


def _demands(view: View, viewer: Viewer, ids: Collection[int]) -> dict[int, list[str]]:
    """What who lives there has asked for and waits for."""
    found = view.unit.voices.open_of_households(viewer, ids)
    return {home: [f"{case.number}号 {case.matter}" for case in cases] for home, cases in found.items()}


def _plans(view: View, viewer: Viewer, ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for plan in view.unit.plans.of_households(viewer, ids):
        if plan.what and plan.day < view.today and plan.kind != MUST:
            found.setdefault(plan.household_id, []).append(plan.what)
    return found


def say_promised(plan: Plan, home: Household | None, today: date) -> str:
    """13号302 赵国强：来配药."""
    who = named(home, today) if home else "一户已不在名单的人家"
    what = plan.what if not tells_secret(plan.what) else ""
    late = f"（{_date(plan.day, today)}的）" if plan.day < today else ""
    ahead = f"（{_date(plan.day, today)}）" if plan.day > today else ""
    return f"{who}：{plan.part}{what or '去看看'}{late}{ahead}"


def say_where(homes: Sequence[Household]) -> str:
    """都在8号到12号: where a walk leads, if it stays within one estate."""
    if len(homes) < 2 or len({home.estate for home in homes}) > 1:
        return ""
    numbers = list(dict.fromkeys(home.number for home in sorted(homes, key=walking)))
    return f"都在{numbers[0]}" if len(numbers) == 1 else f"都在{numbers[0]}到{numbers[-1]}"


def shortly(text: str) -> str:
    """The beginning of a note, as far as a line bears."""
    first = text.split("\n", maxsplit=1)[0].strip("。；; ")
    return first if len(first) <= SHORT else f"{first[:SHORT]}…"
