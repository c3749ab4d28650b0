"""The records behind the figures, five at a time, for those who may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot import listing
from bot.kinds.base import NotAllowed, Option
from bot.saying import say_day
from bot.world import World
from handlers.coverage.figures import (
    Coverage,
    Progress,
    count_by_building,
    count_progress,
    find_late,
    find_left,
    find_refusing,
    find_tagged,
)
from handlers.coverage.grounds import AREAS, Ground, below, load, must_see
from handlers.coverage.rules import span
from handlers.coverage.saying import named, say_late, say_piece
from handlers.coverage.staff import ASKING, may_ask
from handlers.engines.plans.dues import Due
from handlers.engines.registry.tagbook import tells_secret
from storage.households import Household
from storage.plans import Plan

OPEN, ASK = "覆盖名单", "覆盖率"  # the dialogues that open a list, and that answer with figures
LEFT, LATE, REFUSING, MUSTS, PROMISED, PIECES = "还没联系的", "晚了的", "谢绝的", "必访的", "没办的跟进", "按片看"
EMPTY = {
    LEFT: "现在都联系过了。",
    LATE: "现在没有晚了的户。",
    REFUSING: "现在没有谢绝上门的户。",
    MUSTS: "现在没有要必访的户。",
    PROMISED: "答应的跟进都办了。",
}
Say = Callable[[Household, int], str]  # what is said after the door of the n-th of all


def buttons_of(ground: Ground, figures: Coverage) -> list[Option]:
    """What can be opened: 还没联系的12户, 晚了的3户, 谢绝的1户."""
    counts = {LEFT: figures.left, LATE: figures.care.late, REFUSING: figures.refusing}
    return [_opens(f"{what}{n}户", what, {"where": ground.ref}) for what, n in counts.items() if n]


def button_of_tag(ground: Ground, tag: str, number: int) -> Option:
    """独居老人12户."""
    return _opens(f"{tag}{number}户", tag, {"where": ground.ref, "tag": tag})


def buttons_for(person: int, figures: Progress) -> list[Option]:
    counts = {
        LATE: (figures.care.late, "户"),
        MUSTS: (len(figures.musts), "户"),
        PROMISED: (len(figures.promised), "件"),
    }
    return [_opens(f"{what}{n}{unit}", what, {"person": person}) for what, (n, unit) in counts.items() if n]


def button_below(world: World, ground: Ground) -> list[Option]:
    """按微网格看: numbers only."""
    kind, _ = below(world, ground)
    return [_opens(f"按{kind}看", PIECES, {"where": ground.ref})] if kind else []


def _opens(shown: str, what: str, about: dict[str, Any]) -> Option:
    return Option(shown, words=shown, start=OPEN, about={"list": what, **about})


def open_list(world: World, about: dict[str, Any]) -> tuple[str, list[Option]]:
    """The page that a button speaks of. Raises `NotAllowed` for whoever may not see its records (any more)."""
    what = about["list"]
    if "person" in about:
        return _of_person(world, what, about)
    ground = load(world, about["where"])
    if what == PIECES:
        return _pieces(world, ground, about)
    must_see(world, ground)
    if what == LATE:
        return _late(world, find_late(world, ground.buildings), about, ground.name)
    if tag := about.get("tag"):
        return _page(world, find_tagged(world, tag, ground.buildings), about, ground.name, lambda *_: "")
    find = find_left if what == LEFT else find_refusing
    ids = [place.id for place in find(world, ground.buildings)]
    return _page(world, ids, about, ground.name, lambda home, _: _resting(world, home) if what == LEFT else "")


def _of_person(world: World, what: str, about: dict[str, Any]) -> tuple[str, list[Option]]:
    if not may_ask(world, about["person"]):
        raise NotAllowed("各人的进度只给本人和书记看。您自己的，回「我的进度」。")
    person = world.unit.people.get(ASKING, about["person"])
    whose = "您" if about["person"] == world.viewer.person or not person else person.name
    figures = count_progress(world, about["person"], span("", world.today))
    if what == LATE:
        return _late(world, figures.late, about, whose)
    if what == MUSTS:
        musts = list(figures.musts)
        return _page(world, [due.household for due in musts], about, whose, lambda _, n: _must(musts[n], world))
    plans = list(figures.promised)
    ids = [plan.household_id for plan in plans]
    return _page(world, ids, about, whose, lambda _, n: _promise(plans[n], world), counter="件")


def _late(world: World, late: Sequence[Due], about: dict[str, Any], whose: str) -> tuple[str, list[Option]]:
    return _page(world, [due.household for due in late], about, whose, lambda _, n: say_late(late[n], world.today))


def _must(due: Due, world: World) -> str:
    what = "请去看看" if tells_secret(due.what) or not due.what else due.what
    return f"{what}（{say_day(due.day, world.today)}起）"


def _promise(plan: Plan, world: World) -> str:
    what = "去看看" if tells_secret(plan.what) or not plan.what else plan.what
    return f"{say_day(plan.day, world.today)}{plan.part} {what}"


def _resting(world: World, home: Household) -> str:
    rests = world.unit.rests.of_households(world.viewer, [home.id]).get(home.id, [])
    return "这阵子不在，先不用去" if any(rest.person_id is None for rest in rests) else ""


def _page(
    world: World, ids: Sequence[int], about: dict[str, Any], whose: str, say: Say, counter: str = "户"
) -> tuple[str, list[Option]]:
    """Five of them, with a button each that opens its card; what the viewer may not see is only counted."""
    seen = about.get("seen", ())
    first = listing.begins_at(ids, seen, about.get("first", 0)) if seen else 0
    here = list(range(first, min(len(ids), first + listing.SHOWN)))
    homes = world.unit.places.some(world.viewer, {ids[n] for n in here})
    several = len({home.estate for home in homes.values()}) > 1
    lines = [_line(world, homes.get(ids[n]), n, say, estate=several) for n in here]
    shown = [ids[n] for n in here]
    text, options = listing.page(
        lines,
        first,
        lambda after: Option("", start=OPEN, about={**about, "first": after, "seen": shown}),
        counter=counter,
        total=len(ids),
    )
    if not ids:
        return EMPTY.get(about["list"], "现在一户也没有了。"), []
    if not here:
        return "后面没有了。", []
    head = f"{whose}{about['list']}" + ("，接着看：" if first else f"{len(ids)}{counter}：")
    return f"{head}\n{text}", options


def _line(world: World, home: Household | None, n: int, say: Say, *, estate: bool) -> listing.Line:
    if home is None:
        return listing.Line("一户不在您负责的范围里。")
    more = say(home, n)
    text = named(home, world.today, estate=estate) + (f"：{more}" if more else "")
    return listing.Line(text, Option(f"查{home.full_door if estate else home.door}", words=f"查{home.full_door}"))


def _pieces(world: World, ground: Ground, about: dict[str, Any]) -> tuple[str, list[Option]]:
    """One line for each area below, in the order of their names; never of persons, never by how far they are."""
    kind, areas = below(world, ground)
    houses = {area.id: {house.id for house in world.unit.places.houses(areas=[area.id])} for area in areas}
    counted = count_by_building(world, ground.buildings)
    lines = [
        listing.Line(
            say_piece(area.name, _sum(counted, houses[area.id])),
            Option(area.name, words=f"{area.name}的覆盖率", start=ASK, about={"where": [AREAS, [area.id]]}),
        )
        for area in areas
    ]
    rest = counted.keys() - set().union(*houses.values())
    if rest and (left := _sum(counted, rest)).lived + left.empty:
        lines.append(listing.Line(say_piece(f"不在{kind}里的楼", left)))
    first = about.get("first", 0)
    text, options = listing.page(
        lines, first, lambda after: Option("", start=OPEN, about={**about, "first": after}), counter="片"
    )
    return text if first else f"{ground.name}，按{kind}的名字排：\n{text}", options


def _sum(counted: dict[int, Coverage], buildings: set[int]) -> Coverage:
    return sum((counted[building] for building in buildings if building in counted), Coverage())
