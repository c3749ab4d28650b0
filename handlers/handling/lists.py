"""Lists of cases in chat, by what is due first: one's own, those nobody has taken, those past their day, all that one sees."""

from __future__ import annotations

from collections.abc import Sequence

from bot import listing
from bot.kinds.base import Option
from bot.world import World
from handlers.engines.cases import rules
from handlers.engines.cases.saying import CALLS, open_case
from handlers.handling import saying
from handlers.handling.meant import open_ones
from storage.cases import CASES, Case

MINE, LATE, NEW, ALL = "待办", "超期", "待接", "全部诉求"
HEADS = {"书记", "街道干部"}
EMPTY = {
    MINE: "您手上现在没有要办的诉求。",
    LATE: "没有超期的诉求。",
    NEW: "没有等着接的诉求。",
    ALL: "现在没有没办完的诉求。",
}
HEAD = {
    MINE: "您手上有{n}件，先到期的在前面：",
    LATE: "{n}件过了说好的日子：",
    NEW: "{n}件还没人接：",
    ALL: "{n}件没办完，先到期的在前面：",
}
OWN_NONE = "您自己手上没有，这里没办完的{n}件，先到期的在前面："


def cases_of(world: World, which: str) -> list[Case]:
    """The cases of a list. A cadre's are their own; a secretary's, but for 待办, those of the committee."""
    if which == MINE:
        return open_ones(world)
    if which == LATE and not world.viewer.roles & HEADS:
        found = open_ones(world)
    else:
        found = world.unit.cases.find(CASES.c.state.in_(rules.OPEN), world.unit.cases.seen_by(world.viewer))
    if which == NEW:
        found = [case for case in found if case.state == rules.NEW]
    if which == LATE:
        found = [case for case in found if saying.due_day(world, case) < world.today]
    return sorted(found, key=lambda case: (saying.due_day(world, case), case.id))


def say(world: World, which: str, first: int, seen: Sequence[int]) -> tuple[str, list[Option]]:
    """Five lines from `first` on, each with the button that opens it."""
    cases, head = cases_of(world, which), HEAD[which]
    if which == MINE and not cases and world.viewer.roles & HEADS and (cases := cases_of(world, ALL)):
        head = OWN_NONE
    start = listing.begins_at([case.id for case in cases], seen, first)
    here = cases[start : start + listing.SHOWN]
    calls, ring = _calls(world) if which == MINE and not first else ("", [])
    if not here:
        return ("后面没有了。" if first else EMPTY[which] + calls), ring
    staff = saying.is_staff(world.viewer)
    lines = [
        listing.Line(saying.line(world, one) if staff else saying.holders_line(world, one), open_case(one))
        for one in here
    ]
    about = {"seen": [case.id for case in here]}
    text, options = listing.page(
        lines,
        start,
        lambda after: Option("", start=which, about={**about, "first": after}),
        counter="件",
        total=len(cases),
    )
    return (text if start else f"{head.format(n=len(cases))}\n{text}") + calls, [*options, *ring]


def _calls(world: World) -> tuple[str, list[Option]]:
    """Who is to be rung besides, because no channel reaches them."""
    count = len(world.unit.calls.of_viewer(world.viewer))
    return (f"\n电话单{count}个，回「{CALLS}」。", [Option(CALLS, words=CALLS, start=CALLS)]) if count else ("", [])
