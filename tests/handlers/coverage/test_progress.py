"""How one person gets on: for themselves and their secretary, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.leaves import Leave
from storage.plans import MUST, Plan
from storage.registry import ROLES
from storage.viewers import run
from tests.community import STREET, TESTS


@pytest.fixture
def street(community):
    return community()


def visits(street, who, *sentences):
    for sentence in sentences:
        street.person(who).says(sentence).hears("请核对")
        street.person(who).says("保存").hears("记好了")


def leaves(street, who, stand_in, days):
    def away(unit):
        today = unit.now.date()
        persons = [unit.people.named(TESTS, name)[0].id for name in (who, stand_in)]
        Leave(*persons, today, today + timedelta(days=days)).store(unit, TESTS)

    street.ask(away)


@pytest.mark.parametrize(
    "words", ["我的进度", "看进度", "进度", "我的走访进度怎么样", "看看我的进度", "进度 王芳", "王芳的进度"]
)
def test_anybody_hears_their_own(street, words):
    visits(street, "王芳", "今天去了12号302，都好", "今天打电话给12号402，都好")
    street.person("王芳").says(words).hears(
        "您的重点户：应按期1户，按期1户，晚了0户，暂停0户", "本月联系了2户，其中入户1户"
    )


@pytest.mark.parametrize(
    "words",
    [
        "王芳的进度",
        "进度 王芳",
        "王芳进度怎么样",
        "看看王芳的进度",
        "王芳这个月走了多少户",
        "小王的进度",
        "王芳走得怎么样",
    ],
)
def test_the_secretary_hears_a_cadres(street, words):
    visits(street, "王芳", "今天去了12号302，都好")
    street.person("刘书记").says(words).hears("王芳的重点户：应按期1户", "本月联系了1户，其中入户1户")


def test_a_colleagues_is_kindly_refused(street):
    street.person("陈洁").says("王芳的进度").hears("各人的进度只给本人和书记看", "我的进度").sees("我的进度", "覆盖率")
    street.person("陈洁").taps("我的进度").hears("您手上没有要按期联系的重点户")
    street.person("陈洁").says("刘书记的进度").hears("只给本人和书记看")


def test_another_committees_secretary_is_refused(community):
    street = community(*STREET, "益港居民区,,,,,,余书记,男,1970-01-05,,,书记")
    street.person("余书记").says("王芳的进度").hears("只给本人和书记看").hears_nothing_of("重点户")
    street.person("周科").says("王芳的进度").hears("只给本人和书记看").hears_nothing_of("重点户")  # nor for the street


def test_a_resident_is_no_colleague_and_learns_of_nobody(street):
    street.person("刘书记").says("王秀英的进度").hears("没找到「王秀英」")
    street.person("王阿娣").says("王芳的进度").hears_nothing_of("重点户")


def test_two_of_one_name_are_told_apart_by_where_they_work(community):
    street = community()
    street.renames("陈洁", "王芳")
    liu = street.person("刘书记").says("王芳的进度").hears("有2位，一次看一位")
    liu.sees("王芳（微网格1）", "王芳（微网格2）").taps("王芳（微网格1）").hears("王芳的重点户：应按期1户")


def test_promises_and_musts_are_counted_and_opened(street):
    visits(street, "王芳", "今天去了12号302，都好，明天送药过去", "今天去了12号402，都好，下周五再问问")

    def must(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == "13号101")
        cadre = unit.people.named(TESTS, "王芳")[0].id
        Plan(MUST, home.id, cadre, unit.now.date(), "出院了，去看看").store(unit, TESTS)

    street.ask(must)
    street.clock_goes_to(street.player.clock.now() + timedelta(days=2))
    cadre = street.person("王芳").says("我的进度").hears("答应的跟进还有2件没办，1件过了日子", "特情必访还有1户没去")
    cadre.taps("没办的跟进2件").hears("您没办的跟进2件", "12号302", "12号402")
    cadre.says("我的进度").taps("必访的1户").hears("13号101 陈阿婆：出院了，去看看")


def test_a_sensitive_word_is_not_repeated_in_a_list(street):
    def must(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == "13号101")
        cadre = unit.people.named(TESTS, "王芳")[0].id
        Plan(MUST, home.id, cadre, unit.now.date(), "严重精神障碍，出院").store(unit, TESTS)

    street.ask(must)
    street.person("王芳").says("我的进度").taps("必访的1户").hears("13号101 陈阿婆：请去看看").hears_nothing_of("精神")


def test_late_ones_open_for_the_person_and_the_secretary(street):
    street.clock_goes_to(street.player.clock.now() + timedelta(days=7))
    street.person("王芳").says("我的进度").hears("晚了1户").taps("晚了的1户").hears(
        "您晚了的1户", "12号301 王阿婆：还没联系过"
    )
    street.person("刘书记").says("王芳的进度").taps("晚了的1户").hears("王芳晚了的1户", "12号301")
    street.person("陈洁").says("我的进度").sees()


def test_on_leave_it_is_said_who_stands_in_and_their_households_stay_theirs(street):
    leaves(street, "王芳", "陈洁", 3)
    street.person("刘书记").says("王芳的进度").hears("王芳请假到周三，由陈洁代班", "王芳的重点户：应按期1户")
    street.person("陈洁").says("我的进度").hears("您在替王芳代班", "您的重点户：应按期1户")
    street.clock_goes_to(street.player.clock.now() + timedelta(days=3))
    street.person("陈洁").says("我的进度").hears("您手上没有要按期联系的重点户").hears_nothing_of("代班")


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("这个月走了多少户", "您本月联系了2户，其中入户1户"),
        ("这个月我走了几户", "您本月联系了2户，其中入户1户"),
        ("我本月联系了多少户", "您本月联系了2户，其中入户1户"),
        ("本周覆盖", "您本周联系了1户，其中入户0户"),
        ("今天走了几户", "您今天联系了1户，其中入户0户"),
        ("上个月走了多少户", "您上个月联系了1户，其中入户1户"),
        ("今年我走了多少户", "您今年联系了3户，其中入户2户"),
    ],
)
def test_how_many_one_has_seen(street, words, heard):
    visits(street, "王芳", "10月20日去了12号502，都好", "11月13日去了12号302，都好", "今天打电话给12号402，都好")
    street.person("王芳").says(words).hears(heard)


def test_whoever_has_no_households_is_told_what_to_ask_instead(street):
    street.person("刘书记").says("我的进度").hears("您名下没有要走访的户", "覆盖率").sees("覆盖率")
    street.person("周科").says("我的进度").hears("您名下没有要走访的户")


def test_a_role_that_leads_its_own_households_sees_them_in_its_progress(community):
    rows = [row.replace("独居老人", "严重精神障碍") for row in STREET]
    street = community(*rows, "三门居民区,,,,,,金医生,女,1980-01-01,,,干部")

    def leads(unit):
        person = unit.people.named(TESTS, "金医生")[0].id
        run(unit.db, TESTS, ROLES.update().where(ROLES.c.person_id == person).values(role="精防专干"))

    street.ask(leads)
    street.person("金医生").says("我的进度").hears("您的重点户：应按期1户").hears_nothing_of("精神")
    street.person("王芳").says("我的进度").hears("没有要按期联系的重点户")


def test_of_several_one_at_a_time_is_told(street):
    secretary = street.person("刘书记")
    secretary.says("王芳和陈洁的进度").hears("一次看一位").sees("王芳（微网格1）", "陈洁（微网格2）")
    secretary.taps("陈洁（微网格2）").hears("陈洁手上没有要按期联系的重点户")
    for words in ("大家的进度", "各位干部的进度", "所有人的走访进度"):
        secretary.says(words).hears("各人的进度一次看一位").sees("我的进度", "覆盖率")


def test_how_a_household_gets_on_is_no_question_about_a_colleague(street):
    street.person("王芳").says("12号302的情况怎么样").hears("益港花园12号302")
    street.person("王芳").says("王阿娣家最近怎么样").hears("益港花园12号302")
