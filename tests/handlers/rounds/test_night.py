"""A round begun at night, and one that runs when a leave begins: it reaches whoever stands in on the day it goes out."""

from __future__ import annotations

from datetime import date, datetime

from tests.handlers.rounds.conftest import COLD, goes_on_leave, heard

NIGHT, EIGHT = datetime(2026, 12, 24, 22), datetime(2026, 12, 25, 8)


def test_at_night_it_waits_and_goes_to_whoever_stands_in_that_morning(street):
    one = street(start=NIGHT)
    goes_on_leave(one, "王芳", "陈洁", date(2026, 12, 25), date(2026, 12, 26))
    one.person("周科").says(COLD.replace("10时00分", "21时50分"))
    one.person("周科").says("保存").hears("明天早上八点发出")
    assert heard(one, "陈洁") == heard(one, "王芳") == ""
    one.clock_goes_to(EIGHT.replace(minute=1))
    assert "8号401" in heard(one, "陈洁") and "15号101" in heard(one, "陈洁") and heard(one, "王芳") == ""


def test_taken_back_in_the_night_it_reaches_nobody(street):
    one = street(start=NIGHT)
    one.person("周科").says(COLD.replace("10时00分", "21时50分"))
    one.person("周科").says("保存").says("撤销").hears("还没发出去，谁也不会收到")
    one.clock_goes_to(EIGHT.replace(hour=11))
    assert "寒潮" not in heard(one, "王芳") + heard(one, "陈洁")


def test_the_substitute_gets_what_runs_when_a_leave_begins(street):
    one = street()
    one.person("王芳").says("我明天请假，陈洁代我").says("保存").hears("记好了")
    one.person("周科").says(COLD)
    one.person("周科").says("保存")
    assert "8号401" in heard(one, "王芳")
    one.clock_goes_to(datetime(2026, 12, 25, 9))
    told = heard(one, "陈洁")
    assert "您代王芳的班，这一轮没联系上的也请您接着" in told and "8号401" in told


def test_and_at_once_when_it_begins_today(street):
    one = street()
    one.person("周科").says(COLD)
    one.person("周科").says("保存")
    one.person("王芳").says("8号401打通了")
    one.person("王芳").says("保存")
    one.person("王芳").says("我今天请假，陈洁代我").says("保存").hears("记好了")
    told = heard(one, "陈洁")
    assert "这一轮没联系上的也请您接着" in told and "12号302" in told and "8号401" not in told
