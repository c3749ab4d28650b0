"""What the law demands to be reported stays on the secretary's list until it was; nobody else sees it."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.language.triage import kinds_of
from handlers.duty.rules import MINOR, NOT_CAPABLE, cannot, is_done, says_nothing, takes, to_report
from tests.community import TUESDAY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("楼上那家爸爸天天打孩子", MINOR),
        ("302的小囡身上都是乌青", MINOR),
        ("8岁男孩被继父用皮带抽", MINOR),
        ("隔壁小朋友总是一个人没人管，饿着", MINOR),
        ("他家女儿才十三岁，不让上学", MINOR),
        ("儿子打失智的老娘", NOT_CAPABLE),
        ("瘫痪在床的阿婆被保姆掐，手上都是乌青", NOT_CAPABLE),
        ("孩子自己说没被打，可是身上有伤痕", MINOR),  # a denial lowers nothing
        ("给孩子打预防针去哪里", ""),
        ("我和老公打架了", ""),  # of age, and able: an alert, no report
        ("儿子打电话来了", ""),
        ("阿婆跌了一跤，手上乌青", ""),
        ("12号402今天去了，都好", ""),
    ],
)
def test_what_must_be_reported(text: str, kind: str) -> None:
    assert to_report(text) == kind


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("收到", takes), ("我去", takes), ("知道了，马上到", takes), ("好的我马上过去", takes), ("在路上，五分钟到", takes),
        ("去不了", cannot), ("我在外地，来不了，叫别人吧", cannot),
        ("已送医，家属在", is_done), ("火灭了，人没事", is_done), ("阀门关了", is_done), ("120接走了", is_done),
    ],
)  # fmt: skip
def test_what_words_of_whoever_was_woken_mean(text: str, meant) -> None:
    assert [one for one in (takes, cannot, is_done) if one(text)] == [meant]


@pytest.mark.parametrize("text", ["今天去了12号402，都好", "我去不了吗？", "好的", "谢谢", "还没送医院", "人没事吗"])
def test_other_words_mean_none_of_it(text: str) -> None:
    assert not takes(text) and not is_done(text)
    assert says_nothing("没事了") and not says_nothing("没事了，火灭了")


def test_the_secretary_is_told_at_once_and_each_morning_until_it_is_done(community) -> None:
    street = community(start=TUESDAY)
    guo = street.person("赵国强").says("12号502的小孩身上都是乌青，爸爸天天打")
    told = [event.text for event in guo.everybody if event.to == "刘书记" and "法律" in event.text]
    assert len(told) == 1 and "乌青" not in told[0] and "未成年人保护法第十一条" in told[0]
    street.person("赵国强").says("没事了，看错了")
    liu = street.person("刘书记").says("收到")
    (again,) = [
        e.text for e in street.clock_goes_to(datetime(2026, 11, 25, 9)) if e.to == "刘书记" and "法律" in e.text
    ]
    assert "还有1件" in again
    liu.says("强制报告").hears("第1件 益港花园12号502", "未成年人", "赵国强说的", "乌青")
    liu.taps("报了第1件").hears("报给哪里了").taps("110").hears("什么时候报的").says("今天上午十点，接警员3号")
    liu.hears("记下了：第1件，110，今天上午十点，接警员3号", "都报过了").says("强制报告").hears("没有要强制报告的事")
    assert not [e for e in street.clock_goes_to(datetime(2026, 11, 26, 9)) if "法律" in e.text]


def test_nobody_else_sees_it(community) -> None:
    street = community(start=TUESDAY)
    street.line("赵国强", "12号502的小孩身上都是乌青，爸爸天天打")
    for name in ("王芳", "周科", "赵国强", "路人"):
        street.person(name).says("强制报告").hears_nothing_of("乌青").hears_nothing_of("第1件")


def test_it_is_told_in_one_sentence_and_taken_back(community) -> None:
    street = community(start=TUESDAY)
    street.line("赵国强", "失智的阿婆被儿子打，13号101")
    liu = street.person("刘书记").says("收到")
    liu.says("第1件报了派出所，刚才").hears("记下了：第1件，110，今天上午九点")
    liu.says("撤销").hears("撤销了").says("强制报告").hears("第1件", "反家庭暴力法第十四条")
    liu.says("第1件报了民政").hears("什么时候报的").says("昨天下午").hears("民政，昨天下午")


def test_what_turns_out_not_to_be_due_needs_a_ground(community) -> None:
    street = community(start=TUESDAY)
    street.line("赵国强", "13号101小孩身上有伤痕，会不会被打")
    liu = street.person("刘书记").says("收到")
    liu.says("第1件不用报").hears("怎么查清的").says("学校和医院都看过，是骑车摔的，有病历").hears("记下了")


def test_a_visit_note_counts_as_well_and_several_words_are_one(community) -> None:
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("今天去了12号402").says("孙子身上有淤青，说是摔的").says("保存").hears("记好了")
    fang.says("12号402的孙子又被打了")
    liu = street.person("刘书记").says("收到").says("强制报告").hears("1件还没报", "益港花园12号402", "淤青")
    liu.hears_nothing_of("第2件")


@pytest.mark.parametrize(
    "words",
    [
        "小孩脸上有巴掌印，说是爸爸打的",
        "今天去了12号402，小姑娘说叔叔摸她",
        "家访12号601，孩子好几天没上学，一个人在家，父母不管",
        "补课老师让八岁的女学生脱衣服",
        "孩子被绑在凳子上",
        "两岁的娃一天一夜没人管，大人打牌去了",
    ],
)
def test_whatever_harms_a_child_is_on_the_list(community, words) -> None:
    street = community(start=TUESDAY)
    street.line("王芳", words)
    assert "未成年人" in street.person("刘书记").says("收到").says("强制报告").got[0].text


@pytest.mark.parametrize(
    "words", ["孩子反锁在家里了，钥匙忘带", "小孩一个人在家写作业，哪里有托管班", "孩子噎住了", "阿婆被儿子打了"]
)
def test_an_accident_or_somebody_of_age_is_not(community, words) -> None:
    assert to_report(words, kinds_of(words)) == ""


@pytest.mark.parametrize("words", ["已经报110了", "报过了，打的110，下午三点", "派出所已经报了"])
def test_with_one_on_the_list_no_number_is_needed(community, words) -> None:
    street = community(start=TUESDAY)
    street.line("赵国强", "12号502的小孩身上都是乌青，爸爸天天打")
    liu = street.person("刘书记").says("收到").says(words)
    if "三点" not in words:
        liu.hears("什么时候报的").says("下午三点")
    liu.hears("记下了：第1件，110", "下午三点", "都报过了")


def test_the_place_next_door_is_not_the_home_of_who_told(community) -> None:
    street = community(start=TUESDAY)
    street.line("赵国强", "隔壁301小孩天天被打得哇哇叫")
    liu = street.person("刘书记").says("收到").says("强制报告").hears("益港花园13号301（推断）")
    street.line("陈桂芳", "隔壁天天打小孩")
    liu.says("强制报告").hears("益港花园13号101隔壁（推断）")


def test_an_officer_is_not_told_that_there_is_nothing(community) -> None:
    street = community(start=TUESDAY)
    street.line("赵国强", "12号502的小孩身上都是乌青，爸爸天天打")
    street.person("周科").says("强制报告").hears("只有书记看得到").hears_nothing_of("没有要强制报告的事")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("今天去12号302看了王阿婆，都好，她说隔壁常打小孩", "益港花园12号302隔壁（推断）"),
        ("今天去12号302看了王阿婆，她蛮好，讲楼上孩子身上都是乌青", "益港花园12号302楼上（推断）"),
        ("今天去12号302看了王阿婆，隔壁说她打小孩", "益港花园12号302"),
    ],
)
def test_harm_next_door_is_reported_of_next_door_and_the_visit_is_kept(community, words, place) -> None:
    street = community(start=TUESDAY)
    wang = street.person("王芳").says(words).hears("请核对", "12号302")
    wang.says("保存").hears("记好了：12号302")
    street.person("刘书记").says("强制报告").hears(f"第1件 {place}").hears_nothing_of("2件")
