"""What residents can do: noted after their consent, offered after a visit, found by what is asked."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.viewers import system
from tests.community import MONDAY, STREET

TESTS = system("tests")
HEAD = "三门居民区,一网格,微网格1,益港花园,12号,201,孙阿大,男,1945-01-01,,,楼组长"


def kept(street, name: str, door: str) -> list[tuple[str, str, str]]:
    def find(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == door)
        who = next(one.id for one in home.people if one.name == name)
        return [(one.tag, one.note, one.source) for one in unit.tags.held(TESTS, [who])]

    return street.ask(find)


def note(street, words: str) -> None:
    street.person("王芳").says(words).hears("本人同意").says("同意了").taps("保存").hears("记好了")


@pytest.mark.parametrize(
    ("said", "tag", "can"),
    [
        ("12号402李建国会修电器，愿意帮邻居", "能人", "会修电器，愿意帮邻居"),
        ("加能人 李建国 会理发", "能人", "会理发"),
        ("把李建国加进能人库，会写毛笔字", "能人", "会写毛笔字"),
        ("12号402李建国愿意做志愿者", "志愿者", "愿意做志愿者"),
        ("李建国退休电工，愿意帮大家修修补补", "能人", "退休电工，愿意帮大家修修补补"),
        ("登记志愿者 李建国", "志愿者", ""),
        ("给12号402李建国加标签 热心人士", "热心人士", ""),
    ],
)
def test_it_is_kept_once_they_have_agreed_and_can_be_undone(community, said, tag, can):
    street = community(start=MONDAY)
    note(street, said)
    assert kept(street, "李建国", "12号402") == [(tag, can, "本人同意 2026-11-23")]
    street.person("王芳").says("撤销").hears("撤销了")
    assert kept(street, "李建国", "12号402") == []


def test_consent_may_be_told_at_once_in_ones_own_words(community):
    street = community(start=MONDAY)
    fang = (
        street.person("王芳")
        .says("12号402李建国会修电器，本人同意了")
        .hears("请核对", "本人同意吗：同意了")
        .says("取消")
    )
    fang.says("加能人 李建国 会理发").says("问过了，他愿意的").hears("请核对").says("取消")
    fang.says("加能人 李建国 会理发").says("他大概行吗？").hears("要本人点头才能记").sees("同意了", "还没问", "不愿意")


def test_without_consent_nothing_is_kept_and_the_cadre_may_be_reminded_to_ask(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("12号402李建国会修电器").taps("还没问").hears("问过本人再记")
    fang.taps("提醒我").hears("现在没有记", "明天我会提醒您问李建国")
    assert kept(street, "李建国", "12号402") == []
    events = street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert [event.to for event in events if "愿不愿意记进能人库" in event.text] == ["王芳"]
    fang.says("12号402李建国会修电器").taps("不愿意").hears("不愿意就不记").hears_nothing_of("您还说过")
    fang.says("12号402李建国会修电器").taps("还没问").taps("不用").hears("现在没有记")
    assert kept(street, "李建国", "12号402") == []


def test_who_can_do_something_is_found_within_the_askers_area(community):
    street = community(*STREET, HEAD, start=MONDAY)
    note(street, "12号402李建国会修电器，愿意帮邻居")
    note(street, "加能人 13号302赵国强 会理发")
    note(street, "登记志愿者 陈桂芳")
    fang = street.person("王芳")
    for asked in ("谁会修电器", "谁会修电器？", "有没有人能修电器", "找个会修电器的人"):
        fang.says(asked).hears("12号402 李建国：能人，会修电器").hears_nothing_of("赵国强")
    fang.says("能人库").hears("记着3位", "12号402 李建国", "13号101 陈桂芳：志愿者", "13号302 赵国强：能人，会理发")
    fang.says("十三号楼有哪些能人").hears("13号里记着2位").hears_nothing_of("李建国")
    fang.says("有哪些志愿者").hears("陈桂芳").hears_nothing_of("赵国强")
    fang.says("谁会弹琴").hears("还没有记着会弹琴的", "先问过本人")
    street.person("陈洁").says("谁会修电器").hears("还没有记着").hears_nothing_of("李建国")
    street.person("周科").says("能人库").hears("记着3位")
    for name in ("孙阿大", "李建国", "路人"):
        street.person(name).says("谁会修电器").hears("只有负责的居委同事能看").hears_nothing_of("12号402")


def test_a_long_list_says_how_many_more_and_goes_on(community):
    rows = [
        f"三门居民区,一网格,微网格1,益港花园,12号,{floor}01,钱{name},男,1960-01-01,,能人,"
        for floor, name in enumerate("一二三四五六七", 1)
    ]
    street = community(*STREET[:4], *rows, start=MONDAY)
    fang = street.person("王芳").says("能人库").hears("记着7位", "12号501", "还有2位").hears_nothing_of("12号601")
    fang.says("更多").hears("12号601 钱六", "12号701").hears_nothing_of("12号501")


def test_a_skill_told_on_a_visit_is_offered_once_with_the_conversation_filled_in(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("今天去了13号302，赵师傅会修水管，身体好").taps("保存")
    fang.hears("您记到「会修水管」", "先问过本人").taps("记为能人").hears("赵国强本人同意").says("同意了").taps("保存")
    assert kept(street, "赵国强", "13号302") == [("能人", "会修水管", "本人同意 2026-11-23")]
    fang.says("今天又去了13号302，赵师傅会修水管，都好").taps("保存").hears_nothing_of("您记到")


def test_what_was_offered_before_is_not_offered_again(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("今天去了13号302，愿意做志愿者，身体好").taps("保存").hears("要记为志愿者吗")
    fang.says("今天去了13号302，愿意做志愿者，都好").taps("保存").hears_nothing_of("志愿者吗")


@pytest.mark.parametrize(
    "note_",
    ["不会修水管，要叫人", "物业师傅会修水管的", "不愿意做志愿者", "儿子会修电脑", "他会修吗", "马桶漏水，物业会来修"],
)
def test_what_is_denied_or_somebody_elses_is_not_offered(community, note_):
    street = community(start=MONDAY)
    street.person("王芳").says(f"今天去了13号302，{note_}").taps("保存").hears("记好了").hears_nothing_of("您记到")
