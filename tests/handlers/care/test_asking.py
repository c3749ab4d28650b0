"""Asking whom to see today, this week, and who is left in a building."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.community import STREET

TUESDAY = datetime(2026, 11, 24, 9)
ROWS = [*STREET, "益港居民区,,,益港新村,3号,101,孙小红,女,1955-02-03,,,"]


@pytest.mark.parametrize(
    "words", ["今天看谁", "今天看谁？", "今天要去哪几家", "今天该走访谁", "今天走哪几户", "今日名单", "看谁"]
)
def test_whom_to_see_today_is_asked_in_many_words(community, words) -> None:
    street = community(*ROWS, start=TUESDAY)
    street.player.clock.set(datetime(2026, 11, 25, 9))
    street.person("王芳").says(words).hears("今天想请您看看1户", "12号301 王阿婆", "顺路看看", "12号302")


@pytest.mark.parametrize("words", ["今天去看了12号302，都好", "今天走访12号302", "这周三去看12号302"])
def test_a_visit_told_is_not_taken_for_a_question(community, words) -> None:
    street = community(*ROWS, start=TUESDAY)
    street.person("王芳").says(words).hears_nothing_of("想请您看看").hears_nothing_of("这周要联系")


def test_this_week_is_told_by_day_with_what_was_promised(community) -> None:
    street = community(*ROWS, start=TUESDAY)
    fang = street.person("王芳").says("明天去看12号402").says("保存")
    fang.says("这周").hears("这周要联系1户", "明天 1户：12号301", "记着的事", "明天 12号402 李建国：去看看")
    street.person("陈洁").says("本周看谁？").hears("这周没有到日子的走访")


@pytest.mark.parametrize(
    "words", ["12号楼还有谁没走", "十二号还有谁没走访", "12号还有哪几户没联系", "12号没走过的有哪些", "12号楼谁没去"]
)
def test_who_is_left_in_a_building(community, words) -> None:
    street = community(*ROWS, start=TUESDAY)
    fang = street.person("王芳").says("今天去了12号402，都好").says("保存")
    fang.says(words).hears("今年还有3户没联系过", "12号301", "12号302", "12号502").hears_nothing_of("12号402")
    fang.taps("查12号302").hears("王阿娣", "还没有走访记录")


def test_a_building_that_is_not_there_or_not_hers(community) -> None:
    street = community(*ROWS, start=TUESDAY)
    fang = street.person("王芳")
    fang.says("99号楼还有谁没走").hears("没有这个门牌")
    fang.says("15号楼还有谁没走").hears("不在您负责的范围里").hears_nothing_of("孙大明")
    street.person("王秀英").says("12号楼还有谁没走").hears_nothing_of("李建国")


def test_a_cadre_without_households_hears_what_to_do(community) -> None:
    rows = [row for row in STREET if "微网格1,益港花园" not in row]
    street = community(*rows, start=TUESDAY)
    street.person("王芳").says("今天看谁").hears("您名下现在没有要走访的户", "刘书记")


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("明天看谁", "明天要联系1户：\n明天 1户：12号301"),
        ("周四要看谁", "周四没有到日子的走访"),
        ("下周要看谁", "下周没有到日子的走访"),
        ("下周", "下周没有到日子的走访"),
        ("后天走哪几户", "后天没有到日子的走访"),
    ],
)
def test_another_day_or_week_is_asked_for(community, words, heard) -> None:
    street = community(*ROWS, start=TUESDAY)
    street.person("王芳").says(words).hears(heard).hears_nothing_of("打算去哪一户")
