"""What tells of no contact is no visit: it is asked how one knows, and what is only noted counts nowhere."""

from __future__ import annotations

import pytest

from tests.community import STREET, TUESDAY


@pytest.fixture
def street(community):
    return community(*STREET, start=TUESDAY)


@pytest.mark.parametrize("said", ["12号301窗户朝北，白天也开灯", "12号402门口堆了纸箱", "12号402改装了防盗门"])
def test_what_tells_of_no_contact_is_asked_about_before_it_is_a_visit(street, said):
    fang = street.person("王芳").says(said).hears("是怎么知道的").hears_nothing_of("请核对")
    fang.sees("入户", "电话", "没见到", "只是记一下").taps("只是记一下").hears("方式：只是记一下").taps("保存")
    fang.hears("不算走访").says("查 " + said[:6]).hears("还没有走访记录", "记着的：")
    assert street.visits("王芳") == []


def test_the_same_words_are_a_visit_once_it_is_said_how(street):
    fang = (
        street.person("王芳")
        .says("12号402门口堆了纸箱")
        .says("打电话")
        .hears("方式：电话", "门口堆了纸箱")
        .taps("保存")
    )
    assert street.visits("王芳") == [("12号402", "11-24", "电话", "门口堆了纸箱")]
    fang.says("12号402要换灯").says("没见到").hears("方式：未遇")


def test_a_note_is_taken_back_like_everything_else(street):
    fang = (
        street.person("王芳").says("12号402门口堆了纸箱").taps("只是记一下").taps("保存").says("撤销").hears("撤销了")
    )
    fang.says("查 12号402").hears_nothing_of("纸箱")


@pytest.mark.parametrize(
    "said",
    ["12号402血压偏高", "12号402蛮好", "昨天12号402门口堆了纸箱", "走访12号402，门口堆了纸箱", "碰到李建国，要换灯"],
)
def test_a_day_a_way_or_how_somebody_is_tells_of_a_contact(street, said):
    street.person("王芳").says(said).hears("请核对", "12号402 李建国").hears_nothing_of("怎么知道")


@pytest.mark.parametrize(
    "said", ["12号402李伯伯说不要再来了，烦", "12号402李建国叫我们以后别来了", "12号402说勿要来看了，不欢迎"]
)
def test_who_wants_nobody_to_come_again_is_kept_as_a_wish(street, said):
    fang = street.person("王芳").says(said).hears("方式：拒访").taps("保存")
    fang.says("查 12号402").hears("联系方式上：勿扰")


@pytest.mark.parametrize(
    "said",
    ["为啥12号301在名单上", "怎么12号301还在", "为什么12号301又来了", "12号301怎么还在名单上", "凭什么要看12号301"],
)
def test_whoever_asks_why_a_household_is_on_the_list_sees_it_with_its_cadence(street, said):
    fang = (
        street.person("王芳")
        .says(said)
        .hears("益港花园12号301", "每周一次", "还没有走访记录")
        .hears_nothing_of("请核对")
    )
    assert not street.visits("王芳")
    fang.says("12号402").hears_nothing_of("一次")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("12号301王阿婆先不催了，她女儿接去了", "外出"),
        ("12号301这家先不要排了", ""),
        ("12号301暂时不要安排了", ""),
        ("名单里先别放12号301了", ""),
    ],
)
def test_a_household_that_is_not_to_be_pressed_rests(street, said, why):
    liu = street.person("刘书记").says(said).hears_nothing_of("怎么知道")
    liu.hears("停到哪天" if why else "为什么先不提醒")
    if not why:
        liu.says("她女儿接去了").hears("停到哪天")
    liu.says("停到昨天").hears("不在今天以后").says("到元旦").hears("原因：外出").taps("保存").hears("1月1日")
    assert street.visits("刘书记") == []
