"""What is said in between: courtesies, impatience, anger, how one is reached; what is over; what was not asked just now."""

from __future__ import annotations

import pytest

from handlers.demands import rules
from tests.community import TUESDAY


def cases(street):
    return sorted(street.ask(lambda unit: unit.cases.find()), key=lambda case: case.id)


@pytest.mark.parametrize("words", ["算了不用修了，自己好了", "不用来了", "物业修好了，谢谢你们", "灯又亮了"])
def test_what_is_over_is_let_go(community, words):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道不亮").hears("请核对").says(words.removeprefix("灯"))
    li.hears("不记了").hears_nothing_of("请核对")
    assert not cases(street)


@pytest.mark.parametrize("words", ["好了", "都好了", "可以了"])
def test_ready_is_not_over(community, words):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号楼道不亮").says(words).hears_nothing_of("不记了")


@pytest.mark.parametrize("words", ["又不亮了", "催催看呀", "你好", "谢谢侬", "？"])
def test_courtesies_and_impatience_add_nothing_at_the_review(community, words):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道灯坏了").says(words).hears("请核对").hears_nothing_of("没看懂")
    li.hears_nothing_of("原来是").taps("提交").hears("0001")
    assert cases(street)[0].words == "12号楼道灯坏了"


def test_how_a_guest_is_reached_is_kept_and_not_told_with_the_matter(community):
    street = community(start=TUESDAY)
    street.person("小李").says("益港花园12号楼道灯坏了").says("我姓李，13812345678").hears("请核对").says("提交")
    assert cases(street)[0].matter == "益港花园12号楼道灯坏了"
    assert "李 13812345678" in "".join(event.text for event in street.last)


@pytest.mark.parametrize("words", ["谢谢", "好的", "你好", "？"])
def test_courtesies_at_where_are_no_wrong_answers(community, words):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("停水了").hears("在哪里").says(words).hears("在哪里").hears_nothing_of("没听出")
    li.says("12号").hears("0001")


def test_thanks_and_anger_at_where_are_answered(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("停水了").says("我要表扬王芳").hears("谢谢您", "我带到", "在哪里")
    li.says("烦死了，没人管").hears("消消气", "在哪里")


def test_another_matter_at_where_is_said_to_be_kept(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("99号楼下有人摆摊").hears("没找到").says("12号楼道灯坏了")
    li.hears("那件我也记着", "「99号楼下有人摆摊」在哪里").says("小区东门").hears("【第2件】", "12号楼道灯坏了")


def test_of_a_flat_that_is_not_there_it_is_said(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("99号楼下有人摆摊").says("12号1801漏水").hears("我也记着")
    li.says("小区东门").hears("没有1801")


@pytest.mark.parametrize(
    "words", ["我不满意你们居委", "烦死了，没人管", "你们办事太慢", "居委会不作为，太失望了", "物业真的没用！"]
)
def test_anger_gets_a_kind_word_and_what_can_be_told(community, words):
    street = community(start=TUESDAY)
    street.person("李建国").says(words).hears("消消气", "在哪里、什么事").sees("提诉求", "找人帮忙")


@pytest.mark.parametrize(
    "words", ["垃圾没人管", "野猫没人管", "12号电梯太慢", "隔壁天天吵，受不了", "路灯不亮，没人管"]
)
def test_anger_at_a_thing_is_a_demand(words):
    assert rules.intent(words) == rules.DEMAND


def test_whom_it_is_about_stays_in_the_words(community):
    street = community(start=TUESDAY)
    li = (
        street.person("李建国")
        .says("楼上天天拖椅子")
        .says("楼上是502")
        .hears("拖椅子，楼上是502", "地点：益港花园12号楼上")
    )
    li.says("取消").says("楼道里有人乱堆杂物").says("是12号502的").hears("杂物，是12号502的", "地点：益港花园12号")


@pytest.mark.parametrize("words", ["热水器打不着火", "燃气灶打不着火"])
def test_a_thing_at_home_is_at_home(community, words):
    street = community(start=TUESDAY)
    street.person("李建国").says(words).hears("请核对", "地点：益港花园12号402")


@pytest.mark.parametrize("words", ["我找不着人修水管", "电梯老是停半天", "灭火器过期了", "找不到人修马桶"])
def test_common_matters_are_understood(words):
    assert rules.intent(words) == rules.DEMAND
    assert rules.label_of(words).urgency != "P0"


def test_an_estate_that_is_offered_may_be_named(community):
    rows = [
        "三门居民区,一网格,微网格1,,,,王芳,女,1985-03-02,,,干部",
        "三门居民区,一网格,微网格1,益港花园,12号,301,王秀英,女,1940-02-03,,,",
        "三门居民区,一网格,微网格1,三门新苑,12号,301,李建国,男,1940-02-03,,,",
    ]
    street = community(*rows, start=TUESDAY)
    she = street.person("小张").says("12号楼道灯坏了").hears("是哪一个").says("益港花园的")
    she.hears("0001")
    assert cases(street)[0].place == "益港花园12号楼道"


@pytest.mark.parametrize(
    ("words", "answer"),
    [("打什么电话修水管", "12345"), ("今天去哪里打疫苗", "转给居委"), ("周末社区医院开门吗", "")],
)
def test_a_question_at_the_review_is_answered_or_passed_on(community, words, answer):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道灯坏了").says(words).hears(answer, "接着刚才的", "请核对")
    li.says("提交").hears("0001").hears_nothing_of("备注")
    assert cases(street)[0].words == "12号楼道灯坏了"
