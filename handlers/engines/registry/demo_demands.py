"""Half a year of demands on the demo street: who raised them, each step, who co-signed, how they were rated; some are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.engines.cases import rules
from handlers.engines.cases.moves import RESUMES
from handlers.engines.registry.demo_demand import (
    DAY,
    Demand,
    Dwelling,
    after,
    before,
    cosign,
    moment,
    new_demand,
    voice,
)  # fmt: skip
from handlers.engines.registry.demo_matters import (
    DECLINED,
    ESTATE,
    HOUSE,
    MATTERS,
    PAUSED,
    PROGRESS,
    PROPERTY,
    UNSOLVED,
    WHY,
)
from handlers.engines.registry.demo_names import Dice
from handlers.engines.registry.demo_visits import working
from storage.cases import CASES, STEPS
from storage.moments import MOMENTS
from storage.ratings import RATINGS
from storage.unit import Unit
from storage.viewers import system
from storage.voices import VOICES
from storage.writing import add, pour

DEMO = system("demo")
HOW_MANY, BACK = 120, 178  # demands, and days before today of the first
DEGREES = ("很满意", "满意", "满意", "很满意", "一般", "满意", "不满意", "很满意", "满意", "很不满意")


def pour_demands(unit: Unit, homes: Sequence[Dwelling], today: date) -> None:
    """Write them, oldest first, numbered within their year; none is of today."""
    dice, lived = Dice(312), [home for home in homes if home.people]
    demands = [_raised(dice, lived, today, place) for place in range(HOW_MANY)]
    for demand in demands:
        _go_on(demand, dice)
    demands += _of_today(lived, today)
    demands.sort(key=lambda one: one.raised_at)
    serials: dict[int, int] = defaultdict(int)
    for one in demands:
        year = one.raised_at.year
        serials[year] += 1
        one.values |= {"year": year, "serial": serials[year]}
    ids = add(unit.db, DEMO, CASES, [one.values for one in demands])
    for table, rows in ((STEPS, "steps"), (VOICES, "voices"), (RATINGS, "ratings")):
        of = zip(ids, demands, strict=True)
        pour(unit.db, DEMO, table, [{"case_id": case, **row} for case, one in of for row in getattr(one, rows)])
    _pour_pauses(unit, ids, demands)


def _pour_pauses(unit: Unit, ids: Sequence[int], demands: Sequence[Demand]) -> None:
    """What is paused goes on by itself, as after a conversation."""
    waiting = [
        (case, one.steps[-1]) for case, one in zip(ids, demands, strict=True) if one.values["state"] == rules.WAIT
    ]
    rows = [(case, moment(step["day"], 8, 30)) for case, step in waiting]
    pour(unit.db, DEMO, MOMENTS, [{"kind": RESUMES, "subject": case, "due": at, "wake_at": at} for case, at in rows])


def _raised(dice: Dice, homes: Sequence[Dwelling], today: date, place: int) -> Demand:
    """The older ones lie evenly over half a year; any weekday, for people write on Sundays too."""
    day = today - timedelta(days=1 + (HOW_MANY - place) * BACK // HOW_MANY + dice.below(2))
    matter = dice.pick(tuple(MATTERS.values()))
    home = dice.pick(homes)
    while home.told:
        home = dice.pick(homes)
    demand = new_demand(matter, home, moment(day, 7 + dice.below(14), dice.below(60)), today, dice.below(2))
    if matter.where in (HOUSE, ESTATE) and dice.chance(22):
        cosign(demand, homes, 1 + dice.below(4))
    return demand


def _go_on(demand: Demand, dice: Dice) -> None:
    """As it went: taken, perhaps passed or paused, and how it ended; what would lie in the future is left open."""
    cadre, fate = demand.home.cadre, dice.below(100)
    due = demand.values["contact_due"]
    contact = after(due, 2) if dice.chance(8) else due
    first = max(moment(contact, 9 + dice.below(7), dice.below(60)), demand.raised_at + timedelta(minutes=20))
    if fate < 4:
        demand.act(first, rules.WITHDRAW, demand.home.people[0])
        return
    demand.act(first, rules.TAKE, cadre)
    demand.act(first + timedelta(minutes=15), rules.CONTACT, cadre, "问过情况了")
    if fate < 11:
        demand.act(first + timedelta(hours=1), rules.DECLINE, cadre, DECLINED)
        return
    if demand.matter.whose == PROPERTY:
        demand.act(first + timedelta(hours=1), rules.PASS, cadre, whom=PROPERTY, whom_id=demand.home.manager)
    day = working(first.date() + DAY)
    demand.act(
        moment(day, 10, 20), rules.NOTE, demand.home.manager if demand.values["holder"] else cadre, dice.pick(PROGRESS)
    )
    if dice.chance(12):
        back = after(day, 5)
        if demand.act(moment(day, 14), rules.PAUSE, cadre, PAUSED, day=back):
            demand.act(moment(back, 8, 30), rules.RESUME, None)
            day = back
    span = 2 if demand.matter.urgency != "P2" else 7
    day = after(day, 9 + span if dice.chance(9) else 1 + dice.below(span))
    _finish(demand, dice, day, fate)


def _finish(demand: Demand, dice: Dice, day: date, fate: int) -> None:
    """Done; then what everybody answers, or does not."""
    if not _resolve(demand, moment(day, 15, dice.below(60))):
        return
    if fate < 22:
        for one in demand.voices:
            one["reminded_at"] = moment(day + 3 * DAY, 8, 30) if day + 3 * DAY < demand.until else None
        demand.act(moment(day + 7 * DAY, 8, 30), rules.LAPSE, None)
        return
    answered = day + DAY * (1 + dice.below(2))
    if fate < 31:
        demand.answer(moment(answered, 10), demand.voices[0], rules.UNSOLVED, "", dice.pick(UNSOLVED))
        day = after(working(answered), 2)
        demand.act(moment(day, 10), rules.NOTE, demand.home.cadre, "又请师傅来看了一遍")
        if not _resolve(demand, moment(day, 16)):
            return
        answered = day + DAY
    for number, one in enumerate(demand.voices):
        degree = dice.pick(DEGREES) if dice.chance(85) else ""
        if not number or dice.chance(60):
            at = moment(answered, 11, 5 * number)
            demand.answer(at, one, rules.SOLVED, degree, WHY.get(degree, ""))


def _resolve(demand: Demand, at: datetime) -> bool:
    if not demand.act(at, rules.RESOLVE, demand.home.cadre, demand.matter.done):
        return False
    for one in demand.voices:
        one.update(asked_at=at)
    return True


def _of_today(homes: Sequence[Dwelling], today: date) -> list[Demand]:
    """What 王芳 and 陆志明 find when they look: new, passed and due today, late, paused, co-signed by many, and settled."""
    by_door = {(one.estate, one.number, one.room): one for one in homes}
    lu, he, zhang, li = (
        by_door["益港花园", *door] for door in (("12号", "501"), ("12号", "401"), ("10号", "101"), ("8号", "401"))
    )

    def raised(sub: str, home: Dwelling, days: int, hour: int = 9) -> Demand:
        return new_demand(MATTERS[sub], home, moment(before(today, days), hour, 12), today)

    def taken(demand: Demand) -> Demand:
        at = demand.raised_at + timedelta(minutes=35)
        demand.act(at, rules.TAKE, demand.home.cadre)
        demand.act(at + timedelta(minutes=20), rules.CONTACT, demand.home.cadre, "电话里问过情况了")
        return demand

    def passed(demand: Demand) -> Demand:
        taken(demand).act(
            demand.raised_at + timedelta(hours=2),
            rules.PASS,
            demand.home.cadre,
            whom=PROPERTY,
            whom_id=demand.home.manager,
        )
        return demand

    door, bins, paused, settled = (
        passed(raised("门禁安防", lu, 15)),
        raised("箱房异味", zhang, 6),
        taken(raised("楼道公共部位", li, 4)),
        passed(raised("绿化", lu, 40)),
    )
    door.act(moment(before(today, 3), 14), rules.NOTE, lu.manager, PROGRESS[0])
    cosign(bins, homes, 14)
    bins.voices.append(voice(lu.people[0], "附议", "我也闻到了，窗都不好开", bins.raised_at + timedelta(hours=9)))
    passed(bins)
    paused.act(moment(before(today, 2), 10), rules.PAUSE, li.cadre, PAUSED, day=after(today, 3))
    if _resolve(settled, moment(before(today, 35), 16)):
        settled.answer(moment(before(today, 34), 10), settled.voices[0], rules.SOLVED, "满意", "")
    return [raised("下水管道", he, 1, 17), door, taken(raised("适老化改造", zhang, 18)), bins, paused, settled]
