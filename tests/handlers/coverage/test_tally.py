"""Everyday questions for numbers: by a tag, by a state, of what is late; never sensitive ones, never a ranking of persons."""

from __future__ import annotations

import pytest

from tests.community import STREET, TUESDAY

ROWS = [*STREET, "三门居民区,一网格,微网格1,益港花园,13号,501,吴大年,男,1980-02-03,,严重精神障碍,"]


@pytest.fixture
def street(community):
    return community(*ROWS, start=TUESDAY)


@pytest.mark.parametrize("said", ["独居老人有几户", "独居老人有哪些", "我们居委独居老人多少", "独居的有几户"])
def test_how_many_bear_a_tag_opens_down_for_whoever_looks_after_them(street, said):
    liu = street.person("刘书记").says(said).hears("三门居民区：独居老人1户").sees("独居老人1户")
    liu.taps("独居老人1户").hears("12号301 王阿婆")
    street.person("王芳").says("独居老人有几户").hears("独居老人1户")
    street.person("周科").says("全街道独居老人多少").hears("独居老人1户")


@pytest.mark.parametrize("said", ["严重精神障碍有几户", "全街道精神病有哪些", "社区矫正的有谁"])
def test_what_is_sensitive_is_not_counted_for_anybody(street, said):
    for name in ("王芳", "刘书记", "周科"):
        street.person(name).says(said).hears("要保密").hears_nothing_of("1户").hears_nothing_of("吴大年")


def test_empty_and_refusing_homes_are_counted(street):
    fang = street.person("王芳").says("12号402拒访").taps("保存").says("拒访的有几户").hears("谢绝上门1户")
    fang.taps("谢绝的1户").hears("12号402")
    fang.says("空关的有几户").hears("空置0户")


@pytest.mark.parametrize("said", ["今朝要去啥人家", "名单", "今天要跑哪几家", "下一个去谁家", "今天要看谁"])
def test_the_list_of_the_day_has_many_names(street, said):
    street.person("王芳").says(said).hears("今天", "12号301")


@pytest.mark.parametrize("said", ["12号楼还有啥人家没去", "12号楼走完了伐", "12号楼还剩几家", "12号还有谁没走"])
def test_who_is_left_in_a_building(street, said):
    street.person("王芳").says(said).hears("今年还有4户没联系过", "12号402").hears_nothing_of("13号")


def test_late_ones_are_asked_for_by_number_and_place(street):
    liu = street.person("刘书记")
    liu.says("哪些户晚了").hears("没有晚了的")
    liu.says("晚了几户").hears("晚了0户")
    street.person("周科").says("三门晚了几户").hears("三门居民区", "晚了0户")
    liu.says("王芳手上晚了几户").hears("王芳的重点户", "晚了0户")
    liu.says("谁走访最少").hears("不给各位排名次")


def test_ones_own_number_is_asked_without_its_counter_word(street):
    street.person("王芳").says("我今年入户多少").hears("您今年还没有记到联系")


@pytest.mark.parametrize("said", ["我们居委走了百分之几", "重点户覆盖率"])
def test_how_far_one_has_got_is_asked_in_everyday_words(street, said):
    street.person("刘书记").says(said).hears("今年应访")


def test_how_often_is_on_the_card(street):
    for said in ("12号301多久去一次", "12号301几天去一次"):
        street.person("王芳").says(said).hears("每周一次")
