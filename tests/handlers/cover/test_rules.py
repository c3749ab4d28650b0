"""How long leaves last; which buildings and cadres are out of order."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.cover.rules import Building, count, idle, last_day, say_buildings, shared, without_cadre

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "amount", "unit", "last"),
    [
        (MONDAY, 1, "天", MONDAY),  # the first day is counted
        (MONDAY, 3, "天", date(2026, 11, 25)),
        (MONDAY, 1, "周", date(2026, 11, 29)),
        (MONDAY, 1, "月", date(2026, 12, 22)),
        (date(2026, 12, 31), 2, "月", date(2027, 2, 27)),  # there is no 31 February
        (date(2026, 11, 1), 3, "月", date(2027, 1, 31)),
    ],
)
def test_how_long_it_lasts(first: date, amount: int, unit: str, last: date):
    assert last_day(first, amount, unit) == last


def test_both_ends_are_counted():
    assert count(MONDAY, MONDAY) == 1 and count(MONDAY, date(2026, 11, 27)) == 5


def test_what_is_out_of_order():
    nobody, one, two = (Building(f"{n}号", "微网格1", 10, people) for n, people in ((1, ()), (2, (7,)), (3, (9, 7))))
    assert without_cadre([nobody, one, two]) == {"微网格1": [nobody]}
    assert shared([nobody, one, two]) == {("微网格1", (7, 9)): [two]}
    assert (say_buildings([nobody, two]), say_buildings([nobody, one, two, two])) == ("1号、3号", "1号到3号（4栋）")
    assert idle([7, 8, 9, 10], [nobody, one, two], {10: 2}) == [8]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("我明天和后天请假，陈洁代", ("从哪天：明天", "到哪天：周三")),
        ("今天和明天请假，陈洁代", ("从哪天：今天", "到哪天：明天")),
        ("我27号请假，刘书记代", ("从哪天：周五", "谁来代：刘书记")),
        ("我25号到27号请假，陈洁代", ("谁请假：王芳", "到哪天：周五")),
        ("我明后天休息，陈洁帮我看一下", ("从哪天：明天", "谁来代：陈洁")),
    ],
)
def test_days_of_a_leave_are_no_houses(community, words: str, lines: tuple[str, ...]):
    community().person("王芳").says(words).hears(*lines)
