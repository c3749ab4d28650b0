"""Reminders that rest: muting in one sentence, going on, and which ones rest now."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.clock import Calendar
from bot.config import Settings
from bot.world import View
from handlers.engines.plans.dues import find_dues
from tests.community import TESTS, TUESDAY
from tests.handlers.incidents.street import COUPLE, musts, resting

AGED = [row.replace("王阿娣,女,1941-02-03,,,", "王阿娣,女,1941-02-03,,独居老人,") for row in COUPLE]


def due(street, day: date) -> list[str]:
    """The doors due until a day."""

    def find(unit):
        homes = {home.id: home.door for home in unit.places.households(TESTS)}
        settings = Settings()
        return [homes[one.household] for one in find_dues(View(unit, settings, Calendar(settings)), day)]

    return street.ask(find)


def muted(street, words: str, *hears: str, who: str = "王芳"):
    return street.person(who).says(words).hears("请核对", *hears).says("保存").hears("记错了回「撤销」")


def test_away_until_a_day_in_one_sentence(community):
    street = community(*AGED)
    assert "12号302" in due(street, date(2026, 11, 24))
    muted(street, "12号302王阿婆去儿子家了，住到12月20日", "原因：外出", "12月20日（周日）").hears(
        "12月20日（周日）起照常"
    )
    assert "12号302" not in due(street, date(2026, 12, 31))
    street.clock_goes_to(datetime(2026, 12, 20, 9))
    assert "12号302" in due(street, date(2026, 12, 20))


@pytest.mark.parametrize(
    "said",
    ["12号302王阿婆搬到女儿家去了，下个月回来", "12号302搬去儿子家住一阵", "12号302王阿婆搬去苏州了，过完年回来"],
)
def test_whoever_moves_in_with_kin_or_means_to_come_back_is_away(community, said):
    street = community(*AGED)
    fang = street.person("王芳").says(said).hears_nothing_of("搬走")
    assert "外出" in fang.heard or "停到哪天" in fang.heard


def test_what_is_missing_is_asked_and_bad_days_are_told(community):
    street = community(*AGED)
    cadre = street.person("王芳")
    cadre.says("12号302先别提醒").hears("为什么先不提醒").taps("外出").hears("停到哪天")
    cadre.says("1990年").hears("1990年不在今天以后", "停到哪天")
    cadre.says("2月30日").hears("没有「2月30日」这一天", "停到哪天")
    cadre.says("三年").hears("最多停一年", "停到哪天")
    cadre.says("过完年").hears("2027年2月11日").says("保存").hears("起照常")


def test_of_several_one_is_asked_who(community):
    street = community(*COUPLE)
    cadre = street.person("王芳")
    cadre.says("8号401暂停提醒两周，本人要求").hears("是哪一位").sees("李国强", "张美英", "全家").taps("张美英")
    cadre.hears("原因：其他", "说明：本人要求", "12月7日").says("保存").hears("张阿婆的提醒先停", "李伯伯，他的照常")
    assert resting(street) == [("张美英", "其他")]


def test_another_reason_needs_words_and_a_day(community):
    street = community(*COUPLE)
    cadre = street.person("王芳")
    cadre.says("暂停提醒").hears("哪一户").says("12号302").taps("其他").hears("停到哪天").taps("一个月").hears(
        "什么原因"
    )
    cadre.says("家里装修").hears("说明：家里装修").says("保存").hears("起照常")


def test_somebody_has_died_and_the_others_stay(community):
    street = community(*COUPLE)
    muted(street, "8号401张阿婆去世了", "谁：张美英").hears("请节哀", "不再提醒她", "家里还有李伯伯，他的照常")
    assert musts(street) == [("8号401", "11-23", "家里有人过世")]  # a bereavement
    assert "李国强" in street.person("王芳").says("查 8号401").hears_nothing_of("张美英").heard
    street.person("王芳").says("撤销").hears("撤销了")
    street.person("王芳").says("查 8号401").hears("张美英", "没有没办完的事")


def test_a_home_that_has_moved_away_is_empty_and_nothing_is_due_there(community):
    street = community(*COUPLE)
    street.person("孙大明").says("我住院了").says("保存")
    muted(street, "15号101搬走了", who="陈洁").hears("先记作空置")
    assert (musts(street), resting(street)) == ([], [])
    street.person("陈洁").says("撤销").hears("撤销了")
    assert musts(street) == [("15号101", "11-23", "住院了")]
    assert "孙大明" in street.person("陈洁").says("查 15号101").heard


def test_one_of_several_moves_away(community):
    street = community(*COUPLE)
    cadre = street.person("王芳")
    cadre.says("8号401搬走了").hears("谁：全家（默认）").says("谁改成李国强").says("保存").hears("还有张阿婆，她的照常")
    assert "张美英" in cadre.says("查 8号401").hears_nothing_of("李国强").heard


def test_whoever_moved_away_can_come_back(community):
    street = community(*COUPLE)
    muted(street, "15号101搬走了", who="陈洁")
    street.person("陈洁").says("15号101搬回来了").hears("搬走").says("保存").hears("照常提醒")
    assert "孙大明" in street.person("陈洁").says("查 15号101").heard
    street.person("陈洁").says("撤销").hears("撤销了")
    assert "孙大明" not in street.person("陈洁").says("查 15号101").heard


def test_in_hospital_it_is_seen_to_once_and_rests_until_told(community):
    street = community(*COUPLE)
    muted(street, "12号302王阿婆住院了，先别提醒", "原因：住院").hears("到出院为止", "这一户还要看一次")
    assert (musts(street), resting(street)) == ([("12号302", "11-23", "住院了")], [("王阿娣", "住院")])
    street.person("王芳").says("12号302出院了，恢复提醒").says("保存").hears("从今天起照常提醒", "出院了")
    assert (musts(street), resting(street)) == ([("12号302", "11-23", "出院了")], [])
    street.person("王芳").says("撤销").hears("撤销了")
    assert (musts(street), resting(street)) == ([("12号302", "11-23", "住院了")], [("王阿娣", "住院")])


@pytest.mark.parametrize("words", ["12号302回来了", "恢复提醒 12号302", "王阿婆从儿子家回来了", "12号302可以提醒了"])
def test_whoever_is_back_is_reminded_of_again(community, words):
    rows = [row for row in AGED if "王秀英" not in row]
    street = community(*rows)
    muted(street, "12号302王阿婆去儿子家了，住到12月20日")
    street.person("王芳").says(words).hears("从今天起照常提醒", "请核对").says("保存").hears("照常提醒", "明天看")
    assert resting(street) == []
    street.person("王芳").says("撤销").hears("撤销了")
    assert resting(street) == [("12号302", "外出")]


def test_of_two_rests_one_is_chosen(community):
    street = community(*COUPLE)
    muted(street, "8号401李伯伯去女儿家了，下个月回来")
    muted(street, "8号401张阿婆住院了，先别提醒")
    street.person("王芳").says("8号401恢复提醒").hears("有2样停着").sees("李伯伯", "张阿婆", "都恢复").taps(
        "李伯伯"
    ).says("保存")
    assert resting(street) == [("张美英", "住院")]


def test_nothing_to_end_is_said(community):
    street = community(*COUPLE)
    street.person("王芳").says("恢复提醒 12号302").hears("现在没有停着的提醒")


def test_the_same_again_is_said_and_another_day_takes_its_place(community):
    street = community(*COUPLE)
    muted(street, "12号302王阿婆去儿子家了，住到12月20日")
    street.person("王芳").says("12号302王阿婆去儿子家了，住到12月20日").hears("已经停着了", "12月20日")
    muted(street, "12号302王阿婆去儿子家了，住到12月25日")
    street.person("王芳").says("哪些暂停了").hears("停着1条", "12月25日")
    street.person("王芳").says("撤销").says("哪些暂停了")
    assert resting(street) == [("12号302", "外出")]


def test_which_ones_rest_is_told_five_at_a_time_without_their_reasons_in_words(community):
    rows = [f"三门居民区,一网格,微网格1,益港花园,20号,{n}01,周明{n},男,1950-02-03,,," for n in "123456"]
    street = community(*COUPLE, *rows)
    for n in "123456":
        muted(street, f"20号{n}01暂停提醒两周，本人脾气大")
    cadre = street.person("王芳")
    cadre.says("哪些暂停了").hears("停着6条", "20号101", "20号501", "还有1条").hears_nothing_of("脾气")
    cadre.taps("更多").hears("20号601")
    cadre.says("12号哪些暂停了").hears("现在没有停着的提醒")
    street.person("陈洁").says("哪些暂停了").hears("现在没有停着的提醒")  # not her homes


def test_a_button_of_another_message_begins_it_filled_in(community):
    street = community(*COUPLE)
    street.person("钱阿妹").says("12号302王阿婆去世了").says("保存")
    cadre = street.person("王芳")
    cadre.taps("登记").hears("哪一户：12号302", "原因：去世", "谁：王阿娣").says("保存").hears("节哀")
    assert musts(street) == []


def test_a_visit_stays_a_visit_and_a_question_in_between_can_be_put_aside(community):
    street = community(*COUPLE)
    cadre = street.person("王芳")
    cadre.says("今天去看了12号302，王阿婆说要去儿子家，住到12月20日").hears("走访对象").says("取消")
    cadre.says("8号401先别提醒").hears("为什么").taps("外出").hears("是哪一位")
    cadre.says("今天打电话问了12号302，都好").hears("先去办吗").taps("先记走访").hears("走访对象").says("保存")
    cadre.hears("接着刚才的", "是哪一位")


def test_nobody_else_may_stop_reminders(community):
    street = community(*COUPLE)
    street.person("孙大明").says("12号302先别提醒").hears_nothing_of("原因")
    street.person("王芳").says("15号101先别提醒").hears("不在您负责的范围里")


@pytest.mark.parametrize(
    "words", ["12号302王阿婆去儿子家了，住到1990年1月", "12号302 暂停到1990年", "12号302先停到昨天，人不在"]
)
def test_a_day_gone_by_is_told_and_asked_again(community, words):
    street = community(*AGED)
    street.person("王芳").says(words).hears("不在今天以后")
    assert resting(street) == []


@pytest.mark.parametrize("words", ["12号302装修没人住", "12号302去旅游了"])
def test_a_home_where_nobody_is_for_a_while_is_asked_until_when(community, words):
    street = community(*AGED)
    street.person("王芳").says(words).hears("停到哪天").says("12月20日").hears("原因：外出")


def test_a_sentence_about_another_home_is_no_end_day_of_this_one(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("12号402李建国去女儿家了").hears("停到哪天")
    fang.says("12号301王秀英也去女儿家了，下个月15号回来").hears("请核对", "12号301", "12月15日").says("保存")
    fang.hears("12月15日", "接着刚才的", "停到哪天").says("12月20日").hears("请核对", "12号402").says("保存")
    fang.hears("12月20日").hears_nothing_of("您还说过")
