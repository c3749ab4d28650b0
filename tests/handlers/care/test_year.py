"""A year of the demo street, with visits made by a rule that leaves some out, against a plain recount of who was due.

The recount shares nothing with the bot: its own table of cadences (domain §2), its own list of days off, its own book of
visits; of the database it reads tags, ages and doors as plain rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.config import Settings
from bot.facts import Fact
from bot.play import Event
from bot.story import Line
from bot.throwaway import player
from handlers.engines.registry.demo_street import COMMITTEES
from storage.visits import NewVisit, Visit
from tests.community import TESTS

DAY = timedelta(days=1)
FIRST = date(2026, 11, 24)
# The State Council's notice for 2026, as far as this year reaches: no days off but weekends. Of 2027 no notice is known:
# weekends and the statutory days with those moved from a weekend (《全国年节及纪念日放假办法》), no make-up days.
DAYS_OFF = {
    date(2027, month, day)
    for month, day in (
        (1, 1), (2, 5), (2, 8), (2, 9), (2, 10), (4, 5), (5, 3), (5, 4), (6, 9), (9, 15), (10, 1), (10, 4), (10, 5),
    )
}  # fmt: skip
WEEKLY, MONTHLY, QUARTERLY, HALF_YEARLY = 7, 30, 90, 180
OFTEN = {
    "重大病": WEEKLY, "独居老人": MONTHLY, "孤老": MONTHLY, "纯老家庭": MONTHLY, "失能失智": MONTHLY, "重残": MONTHLY,
    "计生特殊家庭": MONTHLY, "困境儿童": MONTHLY, "特困人员": MONTHLY, "涉家暴家庭": MONTHLY, "高龄老人": QUARTERLY,
    "低保": QUARTERLY, "低保边缘": QUARTERLY, "刚性支出困难": QUARTERLY, "临时救助": QUARTERLY, "残疾人": QUARTERLY,
    "优抚退役军人": QUARTERLY, "孕产妇": QUARTERLY, "婴幼儿家庭": QUARTERLY, "热心人士": HALF_YEARLY, "能人": HALF_YEARLY,
    "楼组长": HALF_YEARLY, "在职党员": HALF_YEARLY, "志愿者": HALF_YEARLY, "老伙伴": HALF_YEARLY,
}  # fmt: skip
LED = {
    "严重精神障碍": ("精防专干", QUARTERLY), "心理危机": ("精防专干", QUARTERLY),
    "社区矫正": ("司法专干", MONTHLY), "安置帮教": ("司法专干", MONTHLY),
}  # fmt: skip
COUNTS, IN_PERSON = {"入户", "电话", "微信", "接待", "途遇"}, {"入户", "接待", "途遇"}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in DAYS_OFF


class Recount:
    """Who is due, from first principles."""

    def __init__(self, unit) -> None:
        rows = unit.db.execute(
            sa.text(
                "SELECT h.id AS home, b.committee_id AS committee, b.estate, b.number, h.room, t.tag, p.born, t.since, a.name AS grid "
                "FROM tags t JOIN persons p ON p.id = t.person_id JOIN households h ON h.id = p.household_id "
                "JOIN buildings b ON b.id = h.building_id JOIN building_areas ba ON ba.building_id = b.id "
                "JOIN areas a ON a.id = ba.area_id AND a.kind = '微网格'"
            )
        ).all()
        self.marks = [(row.home, row.tag, row.born) for row in rows]
        self.grid = {row.home: row.grid for row in rows}
        self.committee = {row.home: row.committee for row in rows}
        self.door = {row.home: (row.estate, f"{row.number}{row.room}") for row in rows}
        self.contacts: dict[int, list[tuple[date, str]]] = defaultdict(list)
        for row in unit.db.execute(sa.text("SELECT household_id, day, way FROM visits WHERE undone_at IS NULL")):
            day = date.fromisoformat(row.day) if isinstance(row.day, str) else row.day
            self.contacts[row.household_id].append((day, row.way))

    def wait(self, tag: str, born: str, day: date) -> tuple[int, str]:
        """(days, who leads) for a tag; days 0 if the tag asks for nothing."""
        if tag in LED:
            return LED[tag][1], LED[tag][0]
        turned = (day.year, day.month, day.day) >= (int(born[:4]) + 80, int(born[5:7]), int(born[8:10]))
        return (WEEKLY if tag in ("独居老人", "孤老") and turned else OFTEN.get(tag, 0)), ""

    def due(self, day: date) -> dict[str, set[int]]:
        """Role ("" the cadre) → homes due on a day."""
        found: dict[str, set[int]] = defaultdict(set)
        for home, tag, born in self.marks:
            days, role = self.wait(tag, born, day)
            ways = IN_PERSON if tag == "涉家暴家庭" else COUNTS
            met = [when for when, way in self.contacts[home] if way in ways]
            if days and (not met or max(met) + timedelta(days=days) <= day):
                found[role].add(home)
        return found


def told(event: Event) -> tuple[int, list[str]]:
    """How many households a list speaks of, and the doors that it names."""
    head = event.text.splitlines()[0]
    number = re.search(r"(?:今天要联系|想请您看看)(\d+)户", head)
    body = event.text.split("今年还没联系过的")[0].split("今天记着的事")[0]
    doors = [line.split(" ")[0] for line in body.splitlines()[1:] if line and not line.startswith(("　", "还有"))]
    return (0 if "没有到日子" in head or not number else int(number[1])), doors


def chance(seed: int) -> int:
    """0 to 99, always the same for a seed."""
    return (seed * 2654435761 >> 7) % 100


def visit_some(app, recount: Recount, day: date, cadres: dict[str, int]) -> None:
    """Of what is due two in three are seen, some by phone, some not met; the others are left out."""

    def act(unit) -> None:
        for role, homes in recount.due(day).items():
            for home in sorted(homes):
                dice = chance(home * 1000 + day.toordinal())
                if dice < (70 if role else 35):
                    continue
                way = "未遇" if dice > 94 else "电话" if dice > 75 else "入户"
                number = cadres[recount.grid[home]]
                viewer = unit.people.viewer(number)
                [(kind, visit)] = NewVisit(Visit(home, number, day, way, "都好")).store(unit, viewer)
                app.turns.facts.happened(unit, Fact(kind, visit, number))
                recount.contacts[home].append((day, way))

    app.ask(act)


@pytest.mark.parametrize(
    ("days", "database"),
    [(370, ""), pytest.param(45, "postgresql", marks=pytest.mark.heavy)],
    ids=["a year", "postgresql"],
)
def test_every_list_of_a_year_is_what_a_plain_recount_says(days, database, tmp_path, request) -> None:
    url = request.getfixturevalue("postgres_url") if database else ""
    story = f"clock> {FIRST} 08:00\n"
    blocks = [block for committee in COMMITTEES for block in committee.blocks if block.kind == "微网格"]
    of_grid = {name: block.name for block in blocks for name in block.cadres}
    leaders = {
        committee.blocks[n].cadres[1]: role
        for committee in COMMITTEES
        for n, role in ((0, "精防专干"), (1, "司法专干"))
    }
    led_in = {committee.blocks[n].cadres[1]: committee.name for committee in COMMITTEES for n in (0, 1)}
    with player(story, tmp_path, Settings(), None, url) as (one, _):
        recount = one.app.ask(Recount)
        named = one.app.ask(lambda unit: {area.id: area.name for area in unit.places.areas("居委")})
        cadres = one.app.ask(
            lambda unit: {block.name: unit.people.named(TESTS, block.cadres[0])[0].id for block in blocks}
        )
        lists = 0
        for offset in range(days):
            day = FIRST + offset * DAY
            moment = datetime(day.year, day.month, day.day, 12)
            got = list(one.lines([Line(offset + 2, "clock", f"{moment:%Y-%m-%d %H:%M}")]))
            events = [event for event in got if event.to in of_grid and event.text.startswith("今天")]
            if not works(day):
                assert events == []
                continue
            due = recount.due(day)
            assert {f"{event.at:%H:%M}" for event in events} <= {"08:30"}
            lists += len(events)
            _same(events, due, recount, of_grid, leaders, led_in, named)
            visit_some(one.app, recount, day, cadres)
        assert lists > days * 10


def _same(events, due, recount, of_grid, leaders, led_in, named) -> None:
    """By micro-grid the numbers add up, and no door is named that is not due."""
    expected, heard = defaultdict(int), defaultdict(int)
    for home in due[""]:
        expected[recount.grid[home]] += 1
    for name, role in leaders.items():
        led = {home for home in due[role] if named[recount.committee[home]] == led_in[name]}
        expected[of_grid[name]] += len(led)
    for event in events:
        number, doors = told(event)
        heard[of_grid[event.to]] += number
        mine = {recount.door[home][1] for home in due[""] if recount.grid[home] == of_grid[event.to]}
        mine |= {recount.door[home][1] for home in due[leaders.get(event.to, "-")]}
        assert set(doors) <= mine and len(doors) == min(5, number)
        assert not any(word in event.text for word in ("精神障碍", "社区矫正", "安置帮教", "家暴", "心理危机"))
    assert {grid: n for grid, n in heard.items() if n} == {grid: n for grid, n in expected.items() if n}
