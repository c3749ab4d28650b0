"""How cadres tell of the calls of a round in one breath, and what the officer hears of it."""

from __future__ import annotations

import pytest

from tests.handlers.rounds.conftest import COLD, heard


@pytest.fixture
def begun(street):
    one = street()
    one.person("周科").says(COLD)
    one.person("周科").says("保存")
    return one


def test_names_alone_in_a_row_are_all_heard(begun):
    begun.person("王芳").says("李建国、王阿娣都打通了，赵根宝没接").hears(
        "电话打通：8号401、12号302", "没联系上：12号402"
    )


def test_a_name_behind_a_door_and_a_mark_is_another_household(begun):
    begun.person("王芳").says("8号401李建国、王阿娣打通了").hears("电话打通：8号401、12号302")


def test_a_first_call_unanswered_is_told_and_wakes_nobody(begun):
    begun.person("王芳").says("李老伯电话没人接").hears("没联系上：8号401").hears_nothing_of("110")
    assert heard(begun, "刘书记") == ""
    begun.person("王芳").says("取消")
    begun.person("王芳").says("李老伯独居，电话没人接，敲门也没人应").hears("110")
