"""Cases while somebody is away, when they are back, and when they hand over: whoever asked hears who has theirs."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.community import STREET, TUESDAY
from tests.handlers.handling.raising import raise_case, said_to


@pytest.fixture
def street(community):
    return community(*STREET, dialogues=[raise_case], start=TUESDAY)  # 王芳 has 12号 alone


def texts(events, name: str) -> str:
    return "\n".join(event.text for event in events if event.to == name)


def test_what_is_raised_during_a_leave_is_the_cadres_again_when_she_is_back(street) -> None:
    street.person("王芳").says("明天我请假，陈洁代我").says("保存")
    street.clock_goes_to(datetime(2026, 11, 25, 10))
    li = street.person("李建国").says("提：楼道灯不亮")
    assert "新诉求 0001号" in said_to(li, "陈洁") and not said_to(li, "王芳")
    street.person("陈洁").says("待办").hears("您手上有1件", "0001号")
    li.says("我的诉求").hears("居委陈洁")
    street.clock_goes_to(datetime(2026, 11, 26, 9, 30))
    li.says("我的诉求").hears("居委王芳")
    street.person("陈洁").says("待办").hears("您手上现在没有")
    street.person("王芳").says("待办").hears("您手上有1件", "0001号")
    street.person("王芳").says("0001 办好了，换了灯管").says("保存")
    assert "0001" in said_to(street.person("李建国").says("还没好"), "王芳")


def test_what_she_handed_out_meanwhile_stays_where_it_was_given(street) -> None:
    street.person("王芳").says("明天我请假，陈洁代我").says("保存")
    street.clock_goes_to(datetime(2026, 11, 25, 10))
    street.person("李建国").says("提：楼道灯不亮")
    street.person("陈洁").says("0001 给陈洁")
    street.clock_goes_to(datetime(2026, 11, 26, 9, 30))
    street.person("陈洁").says("待办").hears("您手上有1件")


def test_whoever_asked_hears_of_a_handover_and_the_successor_has_a_button(street) -> None:
    street.person("李建国").says("提：楼道灯不亮")
    street.person("刘书记").says("王芳明天调走，工作交给陈洁").says("保存")
    events = street.clock_goes_to(datetime(2026, 11, 25, 9))
    assert "0001号：同事换了岗位，现在由居委陈洁盯着，12月15日（周二）前给您回话" in texts(events, "李建国")
    (told,) = [event for event in events if event.to == "陈洁" and "由您接手" in event.text]
    assert "有1件没办完的事" in told.text and told.buttons == ("看诉求",)
    street.person("陈洁").taps("看诉求").hears("您手上有1件", "0001号")
    street.person("李建国").taps("看0001").hears("0001号")
