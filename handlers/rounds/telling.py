"""The texts of rounds: lists of households for who looks after them, numbers for the street."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.kinds.base import Option
from bot.listing import Line, page
from bot.saying import say_day
from bot.world import View
from handlers.engines.plans.dues import block_of
from handlers.engines.plans.wording import begin_visit
from handlers.rounds import rules
from handlers.rounds.issued import stamp
from handlers.rounds.planning import ROUNDS, block_here, whom_to_ask
from storage.households import Household
from storage.rounds import AT_DOOR, CALLED, MISSED, OPEN, SEEN, WEATHER, Round, RoundHome
from storage.viewers import Viewer

LIST = "走访名单"  # the dialogue that goes on with a list
ONLY_WISHES = "仅为意愿摸底，不是法定表决。"  # domain §0.5
SHOWN = 5


def headline(one: Round) -> str:
    """寒潮蓝色预警（上海中心气象台 12月24日16:00发布）."""
    issued = f"{stamp(one.issued_at)}发布" if one.issued_at else ""
    return f"{one.title}（{one.source} {issued}）" if one.kind == WEATHER else f"专项调研「{one.title}」"


def warning(one: Round) -> str:
    """The words as issued, unchanged, under who issued them and when: 《上海市气象条例》第十九条."""
    issued = f" {stamp(one.issued_at)}" if one.issued_at else ""
    return f"发布：{one.source}{issued}\n{one.words}"


class Listed:
    """A list of a round's homes in walking order, told five at a time in the eyes of a viewer."""

    def __init__(self, view: View, viewer: Viewer, homes: Iterable[RoundHome]) -> None:
        self.view, self.viewer = view, viewer
        self.rows = {home.household_id: home for home in homes}
        seen = list(view.unit.places.some(viewer, list(self.rows)).values())
        self.homes = seen
        self.several = len({home.estate for home in seen}) > 1

    def door(self, home: Household) -> str:
        return home.full_door if self.several else home.door

    def page(self, first: int, more: Callable[[int], Option], button: Callable[[Household], Option]) -> tuple[str, list[Option]]:  # fmt: skip
        here = self.homes[first : first + SHOWN]
        wishes = self.view.unit.people.wishes(self.viewer, [home.id for home in here])
        lines = [Line(self._line(home, wishes.get(home.id, [])), button(home)) for home in here]
        return page(lines, first, more, SHOWN, total=len(self.homes))

    def _line(self, home: Household, wishes: Sequence[str]) -> str:
        row = self.rows[home.id]
        state = f"（{row.state}）" if row.state in (MISSED, AT_DOOR) else ""
        wish = f"，说过{'、'.join(wishes)}" if wishes else ""
        return f"{self.door(home)} {whom_to_ask(home, row.person_id, self.view)}{state}，{self._last(home)}{wish}"

    def _last(self, home: Household) -> str:
        ways = block_of(self.view).contact
        met = [visit for visit in self.view.unit.visits.of_household(self.viewer, home.id, 20) if visit.way in ways]
        return f"上次联系{say_day(met[0].day, self.view.read_on)}" if met else "还没有联系记录"


def list_button(shown: str, numbers: Sequence[int], kind: str = "", first: int = 0) -> Option:
    """Shows the viewer's own list from a place on, or (`all`) all the doors of their committees."""
    return Option(shown, start=LIST, about={"rounds": list(numbers), "all": kind, "first": first})


def goes_on(numbers: Sequence[int], kind: str = "") -> Callable[[int], Option]:
    return lambda first: list_button("", numbers, kind, first)


def log_button(listed: Listed, remote: bool) -> Callable[[Household], Option]:
    """A tap begins the visit; by phone in the first hours."""
    way = "，电话" if remote else ""
    return lambda home: begin_visit(home, listed.door(home), way)


def ask_button(listed: Listed, start: str) -> Callable[[Household], Option]:
    """A tap begins the questions at this door."""
    return lambda home: Option(
        f"问{listed.door(home)}", words=f"调研 {home.full_door}", start=start, about={"door": home.id}
    )


def begin_weather(
    view: View, one: Round, viewer: Viewer, homes: Sequence[RoundHome], *, nobody: bool
) -> tuple[str, list[Option]]:
    """What a cadre gets when a round begins; for the secretary, of the homes nobody is in charge of."""
    listed = Listed(view, viewer, homes)
    text, options = listed.page(0, goes_on([one.id]), log_button(listed, remote=True))
    later = rules.minutes(block_here(view).door_after_minutes)
    whose = "这几户没有干部能收到通知，请您安排：" if nobody else "先打电话，打不通的" + later + "后上门："
    how = f"一句话就能记：「都打通了」「{listed.door(listed.homes[0])}没打通，其他都通了」。" if listed.homes else ""
    return "\n".join([f"{one.title}：请联系{len(listed.homes)}户。", warning(one), whose, text, how]), options


def at_the_door(view: View, one: Round, viewer: Viewer, homes: Sequence[RoundHome]) -> tuple[str, list[Option]]:
    listed = Listed(view, viewer, homes)
    text, options = listed.page(0, goes_on([one.id]), log_button(listed, remote=False))
    called = sum(listed.rows[home.id].state == MISSED for home in listed.homes)
    uncalled = len(listed.homes) - called
    parts = [f"{called}户电话没通"] if called else []
    parts += [f"{uncalled}户还没打"] if uncalled else []
    what = "请上门看看" if called or not uncalled else "请打个电话，打不通就上门看看"
    whose = f"这{len(listed.homes)}户" if len(parts) < 2 else ""
    said = parts[0].removeprefix(f"{len(listed.homes)}户") if len(parts) == 1 else "，".join(parts)
    return f"{whose}{said}，{what}（{one.title}）：\n{text}", options


def begin_enquiry(
    view: View, one: Round, viewer: Viewer, homes: Sequence[RoundHome], start: str
) -> tuple[str, list[Option]]:
    listed = Listed(view, viewer, homes)
    text, options = listed.page(0, goes_on([one.id]), ask_button(listed, start))
    block = block_here(view).enquiry(one.block)
    until = f"，到{say_day(one.ends_on, view.read_on)}为止" if one.ends_on else ""
    how = f"到了门口说「调研 {listed.homes[0].door}」，我一题一题问；也可以一句说完。" if listed.homes else ""
    note = [block.note] if block and block.note else []
    return "\n".join([f"{headline(one)}：请问{len(listed.homes)}户{until}。", how, *note, text, ONLY_WISHES]), options


def doors_left(
    view: View, viewer: Viewer, homes: Sequence[RoundHome], numbers: Sequence[int], first: int = 0
) -> tuple[str, list[Option]]:
    """The doors not reached in a secretary's committees."""
    listed = Listed(view, viewer, homes)
    return listed.page(first, goes_on(numbers, "all"), log_button(listed, remote=False))


def numbers(view: View, one: Round, committees: Iterable[int] | None = None) -> tuple[str, rules.Count]:
    """The count for each committee in the order of the registry, and all together. A household counts once."""
    wanted = None if committees is None else set(committees)
    states: dict[int, dict[int, str]] = {}
    for home in view.unit.rounds.homes(ROUNDS, [one.id]):
        if wanted is None or home.committee_id in wanted:
            own = states.setdefault(home.committee_id, {})
            if own.get(home.household_id) not in (CALLED, SEEN):
                own[home.household_id] = home.state
    counts = {area: rules.count(own.values(), CALLED, SEEN) for area, own in sorted(states.items())}
    names = {area: place.name for area in counts if (place := view.unit.places.area(area))}
    lines = [f"{names.get(area, '')}：{count}" for area, count in counts.items()]
    whole = rules.count([state for own in states.values() for state in own.values()], CALLED, SEEN)
    return "\n".join([*lines, f"合计：{whole}"] if len(lines) > 1 else lines), whole


def asked_left(homes: Iterable[RoundHome]) -> list[RoundHome]:
    return [home for home in homes if home.state in OPEN]
