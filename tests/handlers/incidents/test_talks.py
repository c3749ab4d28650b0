"""Somebody tells in a message that something has happened: a resident, a building head, a cadre, a guest."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config import Settings
from handlers.engines.plans.musts import Kind
from handlers.incidents.settings import Block
from tests.handlers.incidents.street import COUPLE, count_rests, musts, pushed, resting


@pytest.mark.parametrize(
    ("who", "words", "must", "kindly"),
    [
        ("张美英", "我住院了", ("8号401", "11-23", "住院了"), "盼早日康复"),
        ("李国强", "我老伴住院了", ("8号401", "11-23", "住院了"), "盼早日康复"),
        ("孙大明", "我妈住院了", ("15号101", "11-23", "住院了"), "盼早日康复"),
        ("孙大明", "我失业了", ("15号101", "11-23", "丢了工作"), "谢谢您告诉我们"),
        ("李国强", "我老伴走了", ("8号401", "11-23", "家里有人过世"), "节哀"),
        ("孙大明", "我家着火了刚扑灭", ("15号101", "11-23", "家里着过火"), "谢谢您告诉我们"),
        ("孙大明", "今天刚从医院回来，我出院了", ("15号101", "11-23", "出院了"), "谢谢您告诉我们"),
    ],
)
def test_a_resident_tells_and_hears_who_will_come_and_when(community, who, words, must, kindly):
    street = community(*COUPLE)
    cadre = "陈洁" if who == "孙大明" else "王芳"
    street.person(who).says(words).hears("请核对").says("保存").hears(kindly, f"居委{cadre}今天会跟您联系")
    assert musts(street) == [must]
    assert must[0] in pushed(street, cadre)


def test_reminders_rest_of_whom_it_befell_and_of_nobody_else(community):
    street = community(*COUPLE)
    street.person("李国强").says("我老伴住院了").says("保存")
    assert resting(street) == [("张美英", "住院")]
    street.person("李国强").says("她出院了，我老伴出院了").says("保存")
    assert resting(street) == []


def test_somebody_who_lives_elsewhere_makes_nobody_rest(community):
    street = community(*COUPLE)
    street.person("孙大明").says("我妈住院了").says("保存")
    assert count_rests(street) == 0


def test_the_cadre_begins_the_visit_with_one_tap(community):
    street = community(*COUPLE)
    street.person("张美英").says("我住院了").says("保存")
    street.person("王芳").taps("记8号401").hears("8号401家里情况怎么样").says("去病房看过，恢复得好").says("保存")
    assert musts(street) == []


def test_a_building_head_tells_of_a_household_and_of_her_own(community):
    street = community(*COUPLE)
    head = street.person("钱阿妹")
    head.says("12号302王阿婆住院了").hears("12号302").says("保存").hears("已经告诉居委王芳，今天去")
    head.says("今天去看了12号402，李建国动了手术").says("保存").hears("记好了：12号402")
    head.says("我老公住院了").says("保存").hears("居委王芳今天会跟您联系")
    assert [door for door, _, _ in musts(street)] == ["12号302", "12号402", "12号101"]


def test_a_cadre_tells_in_one_sentence_and_a_visit_stays_a_visit(community):
    street = community(*COUPLE)
    street.person("王芳").says("12号302王阿婆住院了").hears("什么事").says("保存").hears(
        "记好了：12号302", "到出院为止"
    )
    assert resting(street) == [("王阿娣", "住院")]
    street.person("王芳").says("听说12号402出院了").hears("什么事").says("保存").hears("放在您今天的名单上")
    street.person("王芳").says("今天去看了12号302王阿婆，她出院了").hears("走访对象", "方式：入户").says("取消")
    street.person("王芳").says("邻居说12号402住院了").hears("方式：第三方反馈").says("取消")


def test_what_is_missing_is_asked(community):
    street = community(*COUPLE)
    officer = street.person("周科")
    officer.says("报特情").hears("哪一户").says("12号402").hears("12号402出了什么事").says("人有点不对头")
    officer.hears("哪一种").taps("手术").hears("请核对").says("保存").hears("已经告诉居委王芳")
    assert musts(street) == [("12号402", "11-23", "动了手术")]


def test_what_is_none_of_these_goes_to_a_human_in_the_words_that_were_said(community):
    street = community(*COUPLE)
    street.person("孙大明").says("家里有事").says("天花板在掉灰").hears("哪一种").says("都不是").says("保存").hears(
        "已经转给居委"
    )
    assert "天花板在掉灰" in pushed(street, "刘书记")


def test_a_neighbour_may_tell_but_makes_nobody_rest_and_hears_nothing_of_who_lives_there(community):
    street = community(*COUPLE)
    street.person("赵国强").says("邻居13号101住院了").hears("13号101").hears_nothing_of("陈桂芳")
    street.person("赵国强").says("保存").hears("居委王芳今天会去看看")
    assert musts(street) == [("13号101", "11-23", "住院了")]
    assert count_rests(street) == 0


def test_told_twice_it_is_put_down_once(community):
    street = community(*COUPLE)
    street.person("张美英").says("我住院了").says("保存")
    street.person("李国强").says("我老伴住院了").hears("住院的事已经记着了", "居委王芳会去联系")
    assert len(musts(street)) == 1


def test_undoing_takes_it_back_and_says_what_stays(community):
    street = community(*COUPLE)
    street.person("张美英").says("我住院了").says("保存")
    street.person("张美英").says("撤销").hears("撤销了", "提醒已经发出去了")
    assert (musts(street), resting(street)) == ([], [])


def test_late_on_a_friday_monday_is_promised_and_next_year_provisionally(community):
    street = community(*COUPLE, start=datetime(2026, 11, 27, 18))
    street.person("孙大明").says("我住院了").says("保存").hears("居委陈洁下周一（11月30日）会跟您联系")
    street.clock_goes_to(datetime(2026, 12, 31, 18))
    street.person("李国强").says("我住院了").says("保存").hears("（暂定）会跟您联系")


def test_at_night_the_cadre_is_not_woken(community):
    street = community(*COUPLE, start=datetime(2026, 11, 25, 22))
    street.person("孙大明").says("我住院了").says("保存")
    assert pushed(street, "陈洁") == ""
    street.clock_goes_to(datetime(2026, 11, 26, 8, 1))
    assert "放在您今天的名单上" in pushed(street, "陈洁")  # the day on which she reads it


def test_without_a_cadre_the_secretary_hears(community):
    street = community(*(row for row in COUPLE if not row.endswith(",干部")))
    street.person("孙大明").says("我住院了").says("保存").hears("居委刘书记今天会跟您联系")
    assert "15号101" in pushed(street, "刘书记")


def test_danger_that_goes_on_comes_first(community):
    street = community(*COUPLE)
    street.person("孙大明").says("我家着火了").hears("打 119")
    assert musts(street) == []


@pytest.mark.parametrize("words", ["住院报销怎么办", "住院费能报多少", "我想问失业金怎么领"])
def test_a_question_about_it_is_none(community, words):
    street = community(*COUPLE)
    street.person("孙大明").says(words).hears_nothing_of("请核对")


def test_a_street_may_have_kinds_of_its_own(community):
    lost = Kind("丢了证件", ("身份证丢了", "证件丢了"), "证件丢了，问问要不要陪着补办", at_once=False)
    street = community(*COUPLE, settings=Settings(blocks={"incidents": Block(kinds=(lost,))}))
    street.person("孙大明").says("我身份证丢了").says("保存").hears("居委陈洁今天会跟您联系")
    assert musts(street) == [("15号101", "11-23", "证件丢了")]


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        ((Kind("甲", ("一",), "看看"), Kind("甲", ("二",), "看看")), "写了两次"),
        ((Kind("甲", ("一",), "看看", ends="乙"),), "没有这一种"),
    ],
)
def test_kinds_that_do_not_fit_are_told(kinds, why):
    with pytest.raises(ValueError, match=why):
        Block(kinds=kinds)


def test_a_kind_without_words_is_told():
    with pytest.raises(ValueError, match="怎么看望"):
        Kind("甲", (), "看看")


def test_the_morning_list_says_it_once(community):
    street = community(*COUPLE, start=datetime(2026, 11, 25, 9))
    street.person("孙大明").says("我住院了").says("保存")
    events = street.clock_goes_to(datetime(2026, 11, 26, 9))
    digest = next(event.text for event in events if event.to == "陈洁" and event.lane == "digest")
    assert digest.count("住院了") == 1


def test_whoever_tells_is_not_offered_to_be_registered_as_dead(community):
    street = community(*COUPLE)
    street.person("孙大明").says("我爸昨天走了").says("保存").hears("节哀")
    assert "登记" not in pushed(street, "陈洁")
    street.person("李国强").says("我老伴走了").says("保存")
    street.person("王芳").taps("登记").hears("原因：去世", "谁：张美英").says("保存").hears("李伯伯，他的照常")


def test_a_guest_is_asked_where_once_and_the_words_are_kept(community):
    street = community(*COUPLE)
    guest = street.person("老张")
    guest.says("我妈住院了").hears("您说的是哪一家").says("12号302，姓王").hears("12号302").hears_nothing_of("王阿娣")
    guest.says("保存").hears("居委王芳今天会去看看")
    assert (musts(street), count_rests(street)) == ([("12号302", "11-23", "住院了")], 0)
    guest.says("家里有事").says("我爸走了").says("三号楼的").says("保存").hears("已经转给居委")
    assert "我爸走了" in pushed(street, "周科")


def test_what_is_over_raises_no_alarm_and_wants_a_visit(community):
    street = community(*COUPLE)
    wang = street.person("王芳")
    wang.says("1号302家昨天晚上厨房烧起来了，消防来过了，现在没事了").hears_nothing_of("119").says("取消")
    wang.says("派出所给12号402送了告诫书").hears_nothing_of("110").hears("什么事").says("保存")
    assert musts(street) == [("12号402", "11-23", "请上门看看")]


def test_dismissed_by_whomever_one_is_out_of_work(community):
    street = community(*COUPLE)
    street.person("孙大明").says("我被厂里辞退了").says("保存")
    assert musts(street) == [("15号101", "11-23", "丢了工作")]


@pytest.mark.parametrize(
    ("said", "must"),
    [
        ("12号402李先生昨天夜里送医院了，六院", "住院了"),
        ("12号302王阿姨住院了", "住院了"),
        ("12号302王阿婆120拉走了，现在在中心医院", "住院了"),
        ("15号101厂里把他裁了", "丢了工作"),
    ],
)
def test_everyday_words_tell_of_it_as_well(community, said, must):
    street = community(*COUPLE)
    street.person("刘书记").says(said).hears("请核对", "什么事").hears_nothing_of("方式").says("保存")
    assert [what for _, _, what in musts(street)] == [must]
