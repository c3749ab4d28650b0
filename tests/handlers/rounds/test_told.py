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


UNTIMED = "上海中心气象台发布寒潮橙色预警信号：预计降温12到14℃，请注意防范。"
WINDY = "上海中心气象台2026年12月24日10时20分发布大风蓝色预警信号：预计今天有7级大风。"


def test_a_lifting_or_another_warning_is_no_time_of_issue(street):
    one = street()
    officer = one.person("周科").says(UNTIMED).hears("几月几日几点发布的")
    officer.says("上海中心气象台2026年12月24日10时20分解除寒潮橙色预警信号").hears("解除预警").hears_nothing_of(
        "请核对"
    )
    officer.says("接着刚才的").hears("几月几日几点发布的")
    officer.says(WINDY).hears("这是另一条预警（大风蓝色预警）").hears_nothing_of("请核对")
    officer.taps("换成新的这条").hears("请核对", "大风蓝色预警信号", "12月24日10:20").hears_nothing_of("寒潮")


def test_the_same_warning_once_more_tells_its_time(street):
    officer = street().person("周科").says(UNTIMED).hears("几月几日几点发布的")
    officer.says(UNTIMED.replace("发布", "12月24日9时发布")).hears("请核对", "12月24日9:00")


def test_a_time_at_odds_with_the_words_is_refused(street):
    officer = street().person("周科").says(COLD).hears("发布时间：12月24日10:00")
    officer.says("改发布时间 12月24日9时").hears("原文里写的是2026年12月24日10时00分发布")
    officer.says("取消")


def test_a_round_taken_back_is_told_to_the_secretary_of_those_without_a_cadre(begun):
    assert "5号201" in heard(begun, "孙书记")
    begun.person("周科").says("撤销")
    assert "撤了，不用联系了" in heard(begun, "孙书记") and "撤了" in heard(begun, "王芳")


@pytest.mark.parametrize("words", ["现在联系了几户", "打了多少户了", "联系上几户了？"])
def test_how_many_so_far_is_the_rounds_progress(begun, words: str):
    begun.person("周科").says(words).hears("寒潮蓝色预警", "应联系4户")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("都打通了，除了李建国", ("没联系上：8号401", "电话打通：12号302、12号402")),
        ("12号的全打过电话了，都蛮好，就12号302没接", ("没联系上：12号302", "电话打通：12号402")),
        ("12号都打通了", ("电话打通：12号302、12号402",)),
        ("8号401不接电话，过去看了，人蛮好", ("上门看过：8号401",)),
        ("王阿娣刚才回电话了，没事", ("电话打通：12号302",)),
    ],
)
def test_all_but_some_and_how_it_ended(begun, words: str, lines: tuple[str, ...]):
    begun.person("王芳").says(words).hears(*lines)


def test_who_has_not_been_met_yet_is_missed_though_one_will_go(begun):
    begun.person("王芳").says("8号401没人接，下午再上门").hears("没联系上：8号401")
