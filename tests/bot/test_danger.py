"""Danger to life: every kind has its life-saving words, and whoever is responsible is told at any hour."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config import DangerLine, Settings
from bot.danger import LIFELINES, lifeline
from bot.language.danger_words import KINDS, RANK
from bot.language.triage import Danger


def test_every_kind_of_danger_has_its_words():
    assert set(LIFELINES) == set(RANK) >= set(KINDS)
    assert all(
        any(number in words for number in ("110", "119", "120", "12356", "962777")) for words in LIFELINES.values()
    )


def test_the_streets_own_numbers_are_named_too():
    settings = Settings(danger={"燃气": DangerLine(phones=("021-10001",), hospital="示范医院")})
    assert "021-10001" in (words := lifeline(Danger("燃气", False, "煤气味"), settings)) and "示范医院" in words


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("楼道里好大的煤气味", "962777"),
        ("隔壁冒烟了，有焦味", "119"),
        ("电梯卡住了我出不来", "别扒门"),
        ("我妈跌倒了叫不醒", "120"),
        ("我不想活了", "12356"),
        ("楼上又在打老婆", "110"),
    ],
)
def test_at_three_in_the_morning_the_first_reply_saves_and_the_secretary_is_woken(community, words, first):
    street = community(start=datetime(2026, 11, 24, 3))
    events = street.line("王秀英", words)
    got = [(event.to, event.lane) for event in events if event.to]
    assert got[0] == ("王秀英", "alert") and first in next(event.text for event in events if event.to)
    assert ("刘书记", "alert") in got


def test_what_a_cadre_reports_as_over_wakes_nobody_but_is_asked_about_once(community):
    street = community()
    fang = street.person("王芳").says("12号402李建国昨天跌倒昏迷，已经送医院了，人没事")
    fang.hears("现在还危险吗").taps("不危险了").hears("请核对").taps("保存").hears("记好了")
    fang.says("12号402李建国今天闻到煤气味，阀门已经关了").hears("现在还危险吗").taps("还危险").taps("保存")
    assert ("刘书记", "alert") in [(event.to, event.lane) for event in street.last]


TWO = [
    "三门居民区,一网格,微网格1,,,,王芳,女,1985-03-02,,,干部",
    "三门居民区,,,,,,刘书记,男,1970-01-05,,,书记",
    "沽源居民区,,,,,,陈书记,女,1975-01-05,,,书记",
    "沽源居民区,二网格,微网格2,沽源新村,1号,101,钱大明,男,1955-01-05,,,",
    "三门居民区,一网格,微网格1,益港花园,12号,302,王阿娣,女,1941-02-03,,,",
    ",,,,,,周科,男,1980-05-06,,,街道干部",
]


@pytest.mark.parametrize(
    ("who", "woken"),
    [("王芳", ["刘书记"]), ("钱大明", ["陈书记"]), ("刘书记", ["周科"]), ("路人", ["周科"])],
)
def test_the_secretary_of_ones_own_committee_is_woken_else_an_officer(community, who, woken):
    events = community(*TWO).line(who, "这里着火了")
    assert [event.to for event in events if event.lane == "alert" and event.to != who] == woken


@pytest.mark.parametrize("text", ["楼道里有人要跳楼", "隔壁小姑娘站在窗台上要跳楼", "我女儿说不想活了"])
def test_whoever_tells_of_another_is_not_spoken_to_as_the_one_in_despair(community, text):
    heard = community().person("王秀英").says(text).hears("110", "慢慢跟他说话")
    heard.hears_nothing_of("您现在身边有人吗")


@pytest.mark.parametrize("text", ["我不想活了", "不想活了", "我女儿走了，我也不想活了"])
def test_whoever_speaks_of_themselves_is(community, text):
    community().person("王秀英").says(text).hears("您现在身边有人吗")
