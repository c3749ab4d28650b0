"""Who is due on a street, and whose it is, on both databases."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.clock import Calendar
from bot.config import Settings
from bot.world import View
from handlers.engines.plans.dues import find_dues, late_by
from handlers.engines.plans.owners import NOBODY, share_out
from storage.charge import Given
from storage.leaves import Leave
from storage.rests import Rest
from tests.community import MONDAY, TESTS

ROWS = """
三门居民区,,微网格1,,,,王芳,女,1985-03-02,,,干部
三门居民区,,微网格2,,,,陈洁,女,1990-07-11,,,干部
三门居民区,,微网格2,,,,李慧,女,1991-07-11,,,干部
三门居民区,,,,,,刘书记,男,1970-01-05,,,书记
三门居民区,,微网格1,益港花园,12号,301,王秀英,女,1940-02-03,,独居老人,
三门居民区,,微网格1,益港花园,12号,302,何家驹,男,1960-02-03,,纯老家庭,
三门居民区,,微网格1,益港花园,12号,302,许月琴,女,1962-02-03,,低保,
三门居民区,,微网格1,益港花园,12号,402,李建国,男,1960-02-03,,,
三门居民区,,微网格2,益港花园,15号,101,孙大明,男,1955-02-03,,残疾人,
三门居民区,,,益港花园,18号,101,赵国强,男,1945-02-03,,独居老人,
""".strip().splitlines()
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def street(community):
    return community(*ROWS, start=MONDAY)


def view(unit) -> View:
    settings = Settings()
    return View(unit, settings, Calendar(settings))


def dues(street, until=TUESDAY) -> dict[str, tuple[date, int]]:
    """Door → (due day, cadence in days) of what is due."""

    def find(unit):
        homes = {home.id: home.door for home in unit.places.households(TESTS)}
        return {homes[due.household]: (due.day, due.days) for due in find_dues(view(unit), until)}

    return street.ask(find)


def home(unit, door: str):
    return next(one for one in unit.places.households(TESTS) if one.door == door)


def owners(street) -> dict[str, str]:
    """Door → name of whose it is."""

    def find(unit):
        doors = {one.id: one.door for one in unit.places.households(TESTS)}
        shared = share_out(view(unit), find_dues(view(unit), TUESDAY))
        return {doors[due.household]: name(unit, person) for person, mine in shared.items() for due in mine}

    return street.ask(find)


def name(unit, person: int) -> str:
    return unit.people.get(TESTS, person).name if person != NOBODY else ""


def person(unit, called: str) -> int:
    return unit.people.named(TESTS, called)[0].id


def test_without_contact_everybody_with_a_tag_is_due_on_the_next_working_day(street) -> None:
    assert dues(street) == {
        "12号301": (TUESDAY, 7),  # over eighty, alone
        "12号302": (TUESDAY, 30),  # of two tags the stricter
        "15号101": (TUESDAY, 90),
        "18号101": (TUESDAY, 7),
    }
    assert dues(street, date(2026, 11, 23)) == {}


def test_a_contact_by_phone_counts_and_a_missed_one_does_not(street) -> None:
    fang = street.person("王芳")
    fang.says("今天打电话给12号302，都好").says("保存").hears("记好了")
    fang.says("今天去了12号301，敲门没人应").says("保存").hears("记好了")
    assert "12号302" not in dues(street) and dues(street)["12号301"] == (TUESDAY, 7)
    assert dues(street, date(2026, 12, 23))["12号302"] == (date(2026, 12, 23), 30)


def test_a_visit_taken_back_is_no_contact(street) -> None:
    fang = street.person("王芳").says("今天去了12号301，都好").says("保存").hears("记好了")
    assert "12号301" not in dues(street)
    fang.says("撤销").hears("撤销了")
    assert "12号301" in dues(street)


def test_who_rests_is_not_due_and_the_others_of_the_household_are(street) -> None:
    def rest(unit) -> None:
        there = home(unit, "12号302")
        unit.rests.add(TESTS, Rest(there.id, there.people[0].id, "外出", date(2026, 11, 23), date(2026, 12, 1)))
        unit.rests.add(TESTS, Rest(home(unit, "12号301").id, None, "外出", date(2026, 11, 23), date(2026, 12, 1)))

    street.ask(rest)
    assert dues(street)["12号302"] == (TUESDAY, 90)  # 低保 of the one who is at home
    assert "12号301" not in dues(street)
    street.player.clock.set(datetime(2026, 12, 1, 9))
    assert {"12号301": 7, "12号302": 30}.items() <= {door: days for door, (_, days) in dues(street).items()}.items()


def test_whoever_died_is_no_longer_due_and_whoever_lives_there_is(street) -> None:
    def die(unit) -> None:
        there = home(unit, "12号302")
        unit.rests.add(TESTS, Rest(there.id, there.people[0].id, "去世", date(2026, 11, 23)))

    street.ask(die)
    assert dues(street)["12号302"] == (TUESDAY, 90)


def test_each_household_is_one_persons_and_what_is_nobodys_is_known(street) -> None:
    found = owners(street)
    assert found["12号301"] == found["12号302"] == "王芳"
    assert found["15号101"] in ("陈洁", "李慧")
    assert found["18号101"] == ""  # no micro-grid, and no cadre of the whole committee
    other = {"陈洁": "李慧", "李慧": "陈洁"}[found["15号101"]]
    street.person(other).says("上周一去了15号101，都好").says("保存").hears("记好了")
    street.player.clock.set(datetime(2027, 3, 1, 9))

    def whose(unit):
        shared = share_out(view(unit), find_dues(view(unit), date(2027, 3, 1)))
        there = home(unit, "15号101").id
        return [name(unit, one) for one, mine in shared.items() for due in mine if due.household == there]

    assert street.ask(whose) == [other]  # whoever went there last keeps it


def test_on_leave_the_substitute_has_it_and_in_a_circle_nobody(street) -> None:
    def leave(unit, who: str, substitute: str) -> None:
        Leave(person(unit, who), person(unit, substitute), date(2026, 11, 23), date(2026, 11, 26)).store(unit, TESTS)

    street.ask(lambda unit: leave(unit, "王芳", "陈洁"))
    assert owners(street)["12号301"] == "陈洁"
    street.person("陈洁").says("查 12号301").hears("王秀英")  # and sees what she needs
    street.ask(lambda unit: leave(unit, "陈洁", "李慧"))
    assert owners(street)["12号301"] == "李慧"
    street.ask(lambda unit: leave(unit, "李慧", "王芳"))
    assert owners(street)["12号301"] == ""
    street.player.clock.set(datetime(2026, 11, 26, 9))
    assert owners(street)["12号301"] == "王芳"


def test_what_was_given_to_another_is_theirs_until_that_is_taken_back(street) -> None:
    def give(unit):
        return Given(home(unit, "12号301").id, person(unit, "陈洁"), date(2026, 11, 23)).store(unit, TESTS)

    street.ask(give)
    assert (owners(street)["12号301"], owners(street)["12号302"]) == ("陈洁", "王芳")
    street.person("陈洁").says("查 12号301").hears("王秀英").says("查 12号302").hears("不在您负责的范围里")


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 11, 25), date(2026, 11, 19)),  # Wednesday: Thursday's has had Friday, Monday, Tuesday
        (date(2026, 10, 9), date(2026, 9, 28)),  # the holiday does not count
        (date(2027, 1, 5), date(2026, 12, 29)),
    ],
)
def test_late_is_what_was_due_more_than_three_working_days_ago(street, today, late) -> None:
    street.player.clock.set(datetime(today.year, today.month, today.day, 9))
    assert street.ask(lambda unit: late_by(view(unit))) == late
