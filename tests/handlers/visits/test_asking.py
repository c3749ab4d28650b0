"""A door with a question or an order behind it tells of no visit; a call is a visit by phone."""

from __future__ import annotations

import pytest

from handlers.visits.asking import asks, orders
from tests.community import STREET, TUESDAY


@pytest.fixture
def street(community):
    return community(*STREET, start=TUESDAY)


@pytest.mark.parametrize(
    "said",
    [
        "12号402现在多久看一次",
        "12号402什么时候要去",
        "李建国上次是什么时候去的",
        "李建国今年去过没有",
        "12号402好久没人去了",
        "12号402，请问谁去看过？",
        "12号402的是不是刚放出来的",
    ],
)
def test_a_question_about_a_household_looks_it_up(street, said):
    fang = street.person("王芳").says(said).hears("益港花园12号402", "还没有走访记录")
    fang.hears_nothing_of("请核对").hears_nothing_of("放出来")


@pytest.mark.parametrize("said", ["12号402李建国不知道谁来量血压", "12号402血压高，问能不能配药"])
def test_what_a_resident_asked_is_told_on_a_visit(street, said):
    street.person("王芳").says(said).hears("请核对", "12号402 李建国")


def test_a_colleague_is_told_to_look_after_a_household_or_asked_about_it(street):
    liu = street.person("刘书记").says("12号402叫陈洁去管").hears("从今天起换人管", "交给谁管：陈洁").says("取消")
    liu.says("12号402催一下小王").hears("问了王芳")
    street.person("王芳").says("12号402叫陈洁去管").hears("谁管哪一户", "要请刘书记来说")
    street.person("王芳").says("12号402催一下小王").hears_nothing_of("请核对")


@pytest.mark.parametrize(
    "said", ["12号402电话打过，蛮好", "12号402，电话打了，蛮好", "给李伯伯打了电话，蛮好", "给12号402打了个电话，蛮好"]
)
def test_a_call_is_a_visit_by_phone(street, said):
    street.person("王芳").says(said).hears("请核对", "12号402 李建国", "方式：电话", "情况：蛮好")


def test_a_call_to_nobody_named_asks_whom(street):
    street.person("王芳").says("电话打了，都好").hears("哪一户").says("李建国").hears("方式：电话", "情况：都好")


@pytest.mark.parametrize(
    ("rest", "asked", "ordered"),
    [("血压好点了吗", True, False), ("叫儿子去配药", False, False), ("让物业来看看", False, False), ("催一下", False, True),
     ("血压高，多久看一次", False, False), ("在家，都好", False, False)],
)  # fmt: skip
def test_what_asks_and_what_orders(rest, asked, ordered):
    assert (asks(rest), orders(rest)) == (asked, ordered)
