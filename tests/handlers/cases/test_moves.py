"""A case is opened, moved on and taken back, and whoever comes second is told."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.clock import Calendar
from bot.config import Settings
from bot.world import View
from handlers.engines.cases import moves, rules
from storage.accounts import Refused
from storage.cases import Case
from tests.community import TESTS, TUESDAY


def view(unit) -> View:
    return View(unit, Settings(), Calendar(Settings()))


def person(unit, name: str) -> int:
    return unit.people.named(TESTS, name)[0].id


def raise_one(unit, name: str = "李建国") -> Case:
    world = view(unit)
    home = next(home for home in unit.places.households(TESTS) if home.door == "12号402")
    contact, done = moves.deadlines(world, "P2", "房屋设施", world.today)
    owner = moves.owner_for(world, home.building_id, home.committee_id)
    case = Case(
        "诉求",
        unit.now,
        "楼道灯不亮",
        "楼道灯不亮了",
        contact,
        done,
        rules.NEW,
        owner_id=owner,
        building_id=home.building_id,
    )
    [(kind, number)] = moves.Raised(case, ((person(unit, name), "提出"),)).store(unit, TESTS)
    assert kind == "case"
    return unit.cases.get(number)


def act(unit, case: int, what: str, name: str = "王芳", **more):
    return moves.Move(case, what, **more).store(unit, unit.people.viewer(person(unit, name)))


def test_it_is_numbered_from_the_years_beginning_and_answered_for(community) -> None:
    street = community(start=TUESDAY)
    first, second = street.ask(raise_one), street.ask(raise_one)
    assert (first.number, second.number) == ("0001", "0002")
    assert (first.contact_due, first.done_due) == (date(2026, 11, 25), date(2026, 12, 15))
    assert first.owner_id == street.ask(lambda unit: person(unit, "王芳"))
    for case in (first, second):
        street.ask(lambda unit, case=case: act(unit, case.id, rules.WITHDRAW))
    street.player.clock.set(datetime(2027, 3, 4, 9))
    assert street.ask(raise_one).number == "0001"


def test_over_new_year_no_number_means_two_cases_that_are_spoken_of(community) -> None:
    street = community(start=datetime(2026, 9, 1, 9))
    long_over, still_open, second = (street.ask(raise_one) for _ in range(3))
    street.ask(lambda unit: act(unit, long_over.id, rules.WITHDRAW))
    street.player.clock.set(datetime(2026, 12, 30, 9))
    street.ask(lambda unit: act(unit, second.id, rules.WITHDRAW))
    street.player.clock.set(datetime(2027, 1, 2, 9))
    made = [street.ask(raise_one) for _ in range(3)]
    assert [case.number for case in made] == ["0001", "0004", "0005"]  # 0002 is open, 0003 was closed three days ago

    def named(*number: int) -> int:
        return street.ask(lambda unit: unit.cases.numbered("诉求", *number)).id

    assert (named(2), named(3)) == (still_open.id, second.id)
    assert (named(1), named(1, 2026)) == (made[0].id, long_over.id)


def test_whoever_comes_second_is_told_and_nothing_is_done_twice(community) -> None:
    street = community(start=TUESDAY)
    case = street.ask(raise_one)
    street.ask(lambda unit: act(unit, case.id, rules.RESOLVE, words="灯管换了"))
    with pytest.raises(Refused, match="王芳已经办了一步，现在是「等您说好没好」"):
        street.ask(lambda unit: act(unit, case.id, rules.RESOLVE, "陈洁", words="灯换了"))
    assert [step.act for step in street.ask(lambda unit: unit.cases.steps(TESTS, case.id))] == [rules.RESOLVE]


def test_a_pause_moves_the_promised_day_by_the_working_days_it_lasted(community) -> None:
    street = community(start=TUESDAY)
    case = street.ask(raise_one)
    street.ask(lambda unit: act(unit, case.id, rules.PAUSE, words="等灯管", day=date(2026, 12, 1)))
    street.player.clock.set(datetime(2026, 12, 1, 9))
    found = street.ask(lambda unit: moves.resumed(view(unit), unit.cases.get(case.id)))
    assert found == date(2026, 12, 22)  # five working days from Wednesday to the next Tuesday


def test_solved_closes_and_not_solved_opens_again(community) -> None:
    street = community(start=TUESDAY)
    case = street.ask(raise_one)
    street.ask(lambda unit: act(unit, case.id, rules.RESOLVE))
    street.ask(lambda unit: act(unit, case.id, rules.UNSOLVED, "李建国"))
    again = street.ask(lambda unit: unit.cases.get(case.id))
    assert (again.state, again.reopened, again.done_at) == (rules.WORK, 1, None)
    street.ask(lambda unit: act(unit, case.id, rules.RESOLVE))
    street.ask(lambda unit: act(unit, case.id, rules.SOLVED, "李建国"))
    closed = street.ask(lambda unit: unit.cases.get(case.id))
    assert (closed.state, closed.outcome, closed.closed_at is not None) == (rules.CLOSED, "解决", True)


def test_who_may_see_a_case(community) -> None:
    street = community(start=TUESDAY)
    case = street.ask(raise_one)

    def sees(unit, name: str) -> bool:
        return unit.cases.may_see(unit.people.viewer(person(unit, name)), case.id)

    assert [street.ask(lambda unit, name=name: sees(unit, name)) for name in ("王芳", "周科", "陈洁", "李建国")] == [
        True, True, False, False,
    ]  # fmt: skip
