"""What was planned or promised is told on its morning, once, and not when it is done already."""

from __future__ import annotations

from datetime import datetime

from tests.community import MONDAY


def told(events) -> list[tuple[str, str]]:
    return [(f"{event.at:%m-%d %H:%M}", event.to) for event in events if event.lane == "reminder"]


def plan(street, words: str) -> None:
    street.person("王芳").says(words).hears("请核对这个打算").says("保存").hears("我会提醒您")


def test_a_plan_is_told_on_its_morning_with_a_button_that_begins_the_visit(community):
    street = community(start=MONDAY)
    plan(street, "明天去看12号402")
    events = street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert told(events) == [("11-24 08:30", "王芳")]
    street.person("王芳").taps("记12号402").hears("12号402家里情况怎么样")


def test_two_days_of_downtime_are_one_message(community):
    street = community(start=MONDAY)
    plan(street, "明天去看12号402")
    plan(street, "后天去看12号302")
    street.player.clock.set(datetime(2026, 11, 27, 10))  # nobody swept meanwhile
    events = street.clock_goes_to(datetime(2026, 11, 27, 10, 1))
    assert len(told(events)) == 1 and "12号402" in events[0].text and "12号302" in events[0].text


def test_nobody_is_reminded_of_what_is_done(community):
    street = community(start=MONDAY)
    plan(street, "明天去看12号402")
    street.person("王芳").says("刚才打电话给12号402李建国，都好，不用去了").says("日期是今天").says("保存")
    street.person("王芳").says("撤销").hears("撤销了")
    plan(street, "后天去看12号302")
    street.clock_goes_to(datetime(2026, 11, 24, 8))
    street.person("王芳").says("今天去了12号402，都好").says("保存").hears("记好了")
    assert told(street.clock_goes_to(datetime(2026, 11, 24, 12))) == []
    assert told(street.clock_goes_to(datetime(2026, 11, 25, 12))) == [("11-25 08:30", "王芳")]


def test_a_plan_taken_back_reminds_nobody(community):
    street = community(start=MONDAY)
    plan(street, "明天去看12号402")
    street.person("王芳").says("撤销").hears("走访计划不算了")
    assert told(street.clock_goes_to(datetime(2026, 11, 25))) == []


def test_after_the_reminder_has_left_undoing_says_what_stays(community):
    street = community(start=datetime(2026, 11, 23, 8, 25))
    street.person("王芳").says("今天下午去看12号402").says("保存")
    street.clock_goes_to(datetime(2026, 11, 23, 8, 31))
    street.person("王芳").says("撤销").hears("撤销了", "提醒已经发出去了")
