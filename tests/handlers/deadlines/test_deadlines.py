"""Before a deadline its owner hears of it once, at it the secretary, after it the street; what was promised never moves away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.clock import Calendar
from bot.config import CalendarDays, Settings
from bot.world import View
from handlers.deadlines.rules import FAR, NEAR, PASSED, REACHED, stage
from handlers.engines.cases import moves, rules
from storage.cases import Case
from tests.community import TESTS, TUESDAY

MORNING = "08:31"


def view(unit, settings: Settings) -> View:
    return View(unit, settings, Calendar(settings))


def raise_one(
    street, matter: str = "楼道灯不亮", door: str = "12号402", contacted: bool = True, settings: Settings | None = None
) -> Case:
    def store(unit) -> Case:
        world = view(unit, settings or street.settings)
        home = next(home for home in unit.places.households(TESTS) if home.door == door)
        contact, done = moves.deadlines(world, "P2", "房屋设施", world.today)
        owner = moves.owner_for(world, home.building_id, home.committee_id)
        case = Case(
            "诉求", unit.now, matter, matter, contact, done, rules.NEW, owner_id=owner, building_id=home.building_id,
            committee_id=home.committee_id, contact_at=unit.now if contacted else None,
        )  # fmt: skip
        person = unit.people.named(TESTS, "李建国")[0].id
        [(_, number)] = moves.Raised(case, ((person, "提出"),)).store(unit, TESTS)
        return unit.cases.get(number)

    return street.ask(store)


def act(street, case: Case, what: str, **more) -> None:
    def store(unit) -> None:
        cadre = unit.people.named(TESTS, "王芳")[0].id
        moves.Move(case.id, what, **more).store(unit, unit.people.viewer(cadre))

    street.ask(store)


def heard(street, day: int, month: int = 12) -> dict[str, str]:
    """Who is told of deadlines on a morning."""
    events = street.clock_goes_to(datetime(2026, month, day, 9))
    return {
        e.to: e.text
        for e in events
        if e.lane == "digest" and f"{e.at:%m-%d}" == f"{month:02}-{day:02}" and "件" in e.text.splitlines()[0]
    }


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (9, 1, FAR),
        (10, 1, FAR),
        (11, 1, NEAR),
        (12, 1, NEAR),
        (14, 1, REACHED),
        (15, 1, PASSED),
        (10, 2, NEAR),
        (11, 0, FAR),
        (14, 0, REACHED),
    ],
)  # 14 December 2026 is a Monday
def test_how_near_a_deadline_is(day: int, days: int, found: str) -> None:
    calendar = Calendar(Settings())
    assert stage(date(2026, 12, day), date(2026, 12, 14), days, calendar.next_working_day) == found


def test_the_owner_then_the_secretary_then_the_street_each_in_one_list(community) -> None:
    street = community(start=TUESDAY)
    case, other = raise_one(street), raise_one(street, "门禁坏了")
    assert case.done_due == date(2026, 12, 15)
    assert heard(street, 11) == {}
    told = heard(street, 14)
    assert list(told) == ["王芳"] and told["王芳"].startswith("2件快到说好的日子了")
    assert "0001号 楼道灯不亮" in told["王芳"] and "明天前办好" in told["王芳"]
    told = heard(street, 15)
    assert list(told) == ["刘书记"] and "居委王芳负责" in told["刘书记"]
    act(street, other, rules.RESOLVE)
    for day in (16, 17):
        told = heard(street, day)
        assert list(told) == ["周科"] and told["周科"].startswith("1件过了说好的日子")
        assert "0002" not in told["周科"]


def test_a_tap_opens_the_case(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    heard(street, 14)
    street.person("王芳").taps("看0001").hears("楼道灯不亮")


def test_first_contact_has_a_deadline_of_its_own(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street, contacted=False)
    assert case.contact_due == date(2026, 11, 25)
    told = heard(street, 25, 11)
    assert "今天要先联系" in told["王芳"] and "0001" in told["刘书记"]
    act(street, case, rules.CONTACT, words="电话里说过了")
    assert heard(street, 26, 11) == {}


def test_a_missed_first_contact_does_not_hide_the_day_that_comes(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street, contacted=False)
    told = heard(street, 14)
    assert "还没联系，晚了13个工作日，明天前办好" in told["王芳"]  # 19 days with their weekends
    assert "今天要办好" in heard(street, 15)["刘书记"]
    assert "还没办好，晚了1个工作日" in heard(street, 16)["周科"]


def test_late_days_are_working_days(community) -> None:
    street = community(start=datetime(2026, 9, 9, 9))
    case = raise_one(street)
    assert case.done_due == date(2026, 9, 30)
    assert "还没办好，晚了1个工作日" in heard(street, 8, 10)["周科"]  # the seven days of the feast are none


def test_a_secretary_who_has_cases_too_gets_one_list(community) -> None:
    street = community(start=TUESDAY)
    own, other = raise_one(street), raise_one(street, "门禁坏了")
    street.ask(lambda unit: unit.cases.change(own.id, owner_id=unit.people.named(TESTS, "刘书记")[0].id))
    street.ask(lambda unit: unit.cases.change(other.id, done_due=date(2026, 12, 14)))
    events = street.clock_goes_to(datetime(2026, 12, 14, 9))
    (told,) = [event.text for event in events if event.to == "刘书记" and event.lane == "digest" and "件" in event.text]
    assert told.startswith("2件到日子了，有您自己的")
    assert "明天前办好，您负责" in told and "今天要办好，居委王芳负责" in told


def test_the_street_reads_what_is_new_first_and_the_rest_at_more(community) -> None:
    street = community(start=TUESDAY)
    for number in range(6):
        raise_one(street, f"第{number}盏灯不亮")
    fresh = raise_one(street, "门禁坏了")
    street.ask(lambda unit: unit.cases.change(fresh.id, done_due=date(2026, 12, 17)))
    told = heard(street, 18)["周科"]
    assert told.splitlines()[0] == "7件过了说好的日子，居委还没有办好，新的1件在前面："
    assert "门禁坏了" in told.splitlines()[1] and "居委王芳负责" in told
    street.person("周科").says("更多").hears("第4盏", "第5盏").hears_nothing_of("门禁")


def test_while_it_is_paused_nobody_is_reminded(community) -> None:
    street = community(start=TUESDAY)
    act(street, raise_one(street), rules.PAUSE, words="等灯管", day=date(2026, 12, 20))
    assert [heard(street, day) for day in (14, 15, 16)] == [{}, {}, {}]


def test_on_a_free_day_it_waits_for_the_next_working_morning(community) -> None:
    street = community(start=datetime(2026, 11, 23, 9))
    raise_one(street)  # until Monday the 14th
    assert heard(street, 11)["王芳"].startswith("1件快到")
    assert [heard(street, day) for day in (12, 13)] == [{}, {}]
    assert list(heard(street, 14)) == ["刘书记"]


def test_a_long_list_is_read_five_lines_at_a_time(community) -> None:
    street = community(start=TUESDAY)
    for number in range(7):
        raise_one(street, f"第{number}盏灯不亮")
    assert "还有2件，回「更多」" in heard(street, 14)["王芳"]
    fang = street.person("王芳").says("更多").hears("0006", "0007").hears_nothing_of("0001号")
    fang.says("哪些快到期").hears("7件快到说好的日子了", "0001")
    street.person("陈洁").says("哪些快到期").hears("没有快到期的诉求")


# A year whose days off were not announced when it was promised

OPEN_YEAR = datetime(2027, 1, 25, 9)


def reckoned(community, then: CalendarDays) -> tuple[date, date, list[str]]:
    """Promised without a notice; the notice comes."""
    street = community(start=OPEN_YEAR)
    case = raise_one(street)
    assert Calendar(Settings()).provisional(2027)
    street.settings = replace(street.settings, calendar=then)
    events = street.clock_goes_to(OPEN_YEAR + timedelta(days=1))
    now = street.ask(lambda unit: unit.cases.get(case.id))
    return (
        case.done_due,
        now.done_due,
        [event.text for event in events if event.to == "王芳" and "放假安排" in event.text],
    )


def test_a_make_up_saturday_brings_it_nearer_and_the_owner_hears(community) -> None:
    promised, now, told = reckoned(community, CalendarDays(extra_workdays=(date(2027, 1, 30), date(2027, 1, 31))))
    assert now < promised and len(told) == 1 and "只提前，不推后" in told[0]


def test_more_days_off_do_not_move_it_away(community) -> None:
    promised, now, told = reckoned(community, CalendarDays(extra_holidays=(date(2027, 1, 28), date(2027, 1, 29))))
    assert now == promised and told == []


def test_what_was_moved_for_a_reason_is_left_alone(community) -> None:
    street = community(start=OPEN_YEAR)
    case = raise_one(street)
    act(street, case, rules.PAUSE, words="等灯管", day=date(2027, 1, 26))
    street.settings = replace(street.settings, calendar=CalendarDays(extra_workdays=(date(2027, 1, 30),)))
    street.clock_goes_to(OPEN_YEAR + timedelta(days=1))
    assert street.ask(lambda unit: unit.cases.get(case.id)).done_due == case.done_due
