"""When somebody is due: decided on tags, ages and last contacts alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.clock import Calendar
from bot.config import Settings
from handlers.engines.plans import rules
from handlers.engines.plans.settings import CADENCES, Cadence

MONDAY = date(2026, 11, 23)
next_working_day = Calendar(Settings()).next_working_day


@pytest.mark.parametrize(
    ("last", "since", "days", "due"),
    [
        (date(2026, 11, 1), date(2020, 1, 1), 30, date(2026, 12, 1)),  # one cadence after the last contact
        (date(2026, 11, 20), date(2026, 11, 23), 7, date(2026, 11, 27)),  # a tag given later changes nothing about it
        (date(2026, 9, 1), date(2026, 11, 23), 7, date(2026, 9, 8)),  # and may find that it is overdue
        (None, MONDAY, 7, date(2026, 11, 24)),  # no contact on record: the next working day
        (None, date(2026, 11, 27), 30, date(2026, 11, 30)),  # a Friday's is Monday
        (None, date(2026, 9, 30), 30, date(2026, 10, 8)),  # over the national holiday
        (None, date(2026, 12, 31), 30, date(2027, 1, 4)),  # New Year of a year without a notice
    ],
)
def test_due_is_one_cadence_after_the_last_contact_else_the_next_working_day(last, since, days, due) -> None:
    assert rules.due_on(last, since, days, next_working_day) == due


@pytest.mark.parametrize(
    ("born", "age"),
    [("1946-11-23", 80), ("1946-11-24", 79), ("1946", 80), ("", 0), ("不详", 0)],
)
def test_age_counts_the_birthday_where_it_is_known(born, age) -> None:
    assert rules.age_on(born, MONDAY) == age


def test_of_several_rules_for_a_tag_the_strictest_that_one_is_old_enough_for_holds() -> None:
    known = rules.by_tag(CADENCES, MONDAY)["独居老人"]
    assert [rules.strictest(known, age).days for age in (70, 79, 80, 95)] == [30, 30, 7, 7]


def test_a_rule_holds_from_its_first_day_to_its_last() -> None:
    rule = Cadence(("低保",), 30, valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 24))
    days = [MONDAY + timedelta(days=offset) for offset in range(-1, 3)]
    assert [rules.holds(rule, day) for day in days] == [False, True, True, False]
    assert "低保" not in rules.by_tag([rule], date(2026, 11, 25))


@pytest.mark.parametrize(("days", "words"), [(7, "每周一次"), (30, "每月一次"), (90, "每季一次"), (10, "每10天一次")])
def test_how_often_is_said_in_words(days, words) -> None:
    assert rules.say_cadence(days) == words


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"tags": (), "days": 7}, "至少写一个标签"),
        ({"tags": ("独居老太",), "days": 7}, "独居老人"),  # says what may have been meant
        ({"tags": ("低保",), "days": 7, "valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "之前"),
        ({"tags": ("低保",), "days": 7, "role": "卫生员"}, "精防专干"),
    ],
)
def test_a_cadence_that_cannot_be_is_refused_with_what_to_do(values, why) -> None:
    with pytest.raises(ValueError, match=why):
        Cadence(**values)
