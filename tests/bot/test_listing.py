"""Lists that are read five lines at a time, and closing words with buttons."""

from __future__ import annotations

import pytest

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Option
from bot.listing import MORE, Line, begins_at, page
from bot.talk.talk import Talk
from tests.bot.dialogues import Told

DOORS = [f"{number}号101" for number in range(1, 13)]


@dialogue("门牌名单", starts=("^门牌名单",))
def list_doors(talk: Talk) -> str:
    """门牌名单：一次五行。"""
    lines = [Line(door, Option(f"记{door}", words=f"报一报{door}")) for door in DOORS]
    text, options = page(
        lines, talk.about.get("first", 0), lambda after: Option("", start="门牌名单", about={"first": after})
    )
    talk.offer(*options)
    return text


@dialogue("楼名单", starts=("^楼名单",))
def list_buildings(talk: Talk) -> str:
    """楼名单：另一份。"""
    lines = [Line(f"{number}号楼") for number in range(1, 8)]
    more = lambda after: Option("", start="楼名单", about={"first": after})  # noqa: E731
    text, options = page(lines, talk.about.get("first", 0), more, counter="幢")
    talk.offer(*options)
    return text


@dialogue("报一报", starts=("^报一报",))
def tell(talk: Talk) -> str:
    """报一报：问一句，记下来，再给按钮。"""
    talk.save(Told(talk.ask("好坏", "好不好？", Choice("好", "坏"))))
    talk.offer(Option("看名单", words="门牌名单"))
    return "记下了。"


@pytest.fixture
def wang(community):
    return community(dialogues=[list_doors, list_buildings, tell]).person("王芳")


def test_a_list_ends_with_how_many_are_left_and_goes_on_by_button(wang):
    wang.says("门牌名单").hears("1号101", "5号101", "还有7户，回「更多」。").hears_nothing_of("6号101")
    assert wang.buttons == ["记1号101", "记2号101", "记3号101", "记4号101", "记5号101", "更多"]
    wang.taps("更多").hears("6号101", "10号101", "还有2户，回「更多」。")
    wang.taps("更多").hears("11号101", "12号101").hears_nothing_of("更多").sees("记11号101", "记12号101", "从头看")
    wang.taps("从头看").hears("1号101", "还有7户")


@pytest.mark.parametrize("words", ["更多", "看更多", "更多。", "下一页", "还有呢？", "后面的呢"])
def test_more_may_be_typed_and_leaves_nothing_to_remark(wang, words):
    wang.says("门牌名单")
    wang.says(words).hears("6号101", "还有2户").hears_nothing_of("您还说过")
    wang.says(words).hears("12号101")
    wang.says(words).hears("没有更多了")


def test_the_newest_list_is_the_one_that_goes_on(wang):
    wang.says("门牌名单")
    wang.says("楼名单").hears("5号楼", "还有2幢，回「更多」。")
    wang.says("更多").hears("7号楼").hears_nothing_of("101")


def test_at_the_end_of_the_newest_list_an_older_one_does_not_go_on(wang):
    wang.says("门牌名单")
    wang.says("楼名单")
    wang.says("更多").hears("7号楼")
    wang.says("更多").hears("没有更多了").hears_nothing_of("101")


def test_the_button_of_an_older_list_still_opens_its_own(wang):
    wang.says("门牌名单")
    wang.says("楼名单")
    wang.taps_old(2, "更多").hears("6号101").hears_nothing_of("号楼")


def test_without_a_list_more_is_answered_by_a_sentence(wang):
    wang.says("更多").hears("没有更多了", "请把刚才那句再说一遍")


def test_closing_words_offer_buttons_once_everything_is_stored(wang):
    wang.says("报一报").sees("好", "坏")
    wang.taps("好").hears("记下了。").sees("看名单")
    assert wang.community.remarks("王芳") == ["好"]
    wang.taps("看名单").hears("1号101")


def test_a_remark_is_put_down_before_the_buttons_come(wang):
    wang.says("报一报，今天下雨")
    wang.taps("好").hears("您还说过「报一报，今天下雨」")
    wang.taps("记下").hears("记下了。").sees("看名单")
    assert wang.community.remarks("王芳") == ["好", "报一报，今天下雨"]


def test_a_number_presses_the_button_of_that_line(wang):
    wang.says("门牌名单")
    wang.says("2").hears("好不好？")


LINES = [Line(door) for door in DOORS]


@pytest.mark.parametrize(
    ("lines", "first", "total", "last", "left"),
    [
        (LINES, 0, -1, "5号101", 7),
        (LINES[5:10], 5, 12, "10号101", 2),  # a page alone, of a list that is as long as told
        (LINES[:5], 0, -1, "5号101", 0),
        (LINES, 40, -1, "", 0),  # everything has been visited meanwhile
    ],
)
def test_pages(lines, first, total, last, left):
    text, options = page(lines, first, lambda after: Option("", start="x", about={"first": after}), total=total)
    assert last in text
    assert (f"还有{left}户" in text) == bool(left)
    assert [option.about for option in options if option.shown == MORE] == ([{"first": first + 5}] if left else [])


@pytest.mark.parametrize(
    ("keys", "seen", "begins"),
    [
        ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5], 5),
        ([3, 4, 5, 6, 7], [1, 2, 3, 4, 5], 3),  # the first two were visited meanwhile: nobody is left out
        ([6, 7], [1, 2, 3, 4, 5], 0),  # all five were
        ([], [1, 2], 0),
    ],  # the list goes on at 5
)
def test_a_list_that_shrinks_meanwhile_leaves_nobody_out(keys, seen, begins):
    assert begins_at(keys, seen, 5) == begins


def test_a_list_begins_anew_whatever_was_seen():
    assert begins_at([1, 2, 3], [1, 2, 3], 0) == 0
