"""Asking: known answers at once, close ones to choose from, and what nobody has written down goes to a person."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.config import Settings
from handlers.answers.settings import Block, Known
from tests.community import MONDAY, TUESDAY


def said_to(street, name: str) -> str:
    return "\n".join(event.text for event in street.last if event.to == name)


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        ("外婆想请个护工，长护险咋申请", "评估为2到6级"),
        ("暂住证过期了哪里可以续啊", "要续签"),
        ("我家换沙发，旧沙发扔哪里？", "大件堆放点"),
        ("老年卡去哪里办伐", "身份证"),
        ("电瓶车可以推进电梯吗", "不能进电梯"),
        ("那个老年卡能代办不", "家里人可以代办"),
        ("居委能开单身证明吗", "清单外的不开"),
        ("装电梯要多少人同意", "三分之二"),
        ("法律咨询打什么电话", "12348"),
    ],
)
def test_what_is_known_is_told_at_once_to_anybody(community, asked, heard):
    street = community(start=TUESDAY)
    street.person("李建国").says(asked).hears(heard, "依据").sees("问得不对，找人", "提一件诉求")
    street.person("路过的人").says(asked).hears(heard)


def test_two_that_are_close_are_buttons_and_nothing_stays_open(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("垃圾").hears("您是不是要问这个")
    assert "垃圾怎么分类" in li.buttons and li.buttons[-2:] == ["都不是，找人", "提一件诉求"]
    li.taps("垃圾怎么分类").hears("分四类")
    li.says("谢谢").hears("有事随时说")


def test_what_is_wrong_is_a_demand_and_no_question(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号楼道的灯坏了怎么办").hears("请核对", "事情")


def test_an_unknown_question_goes_to_the_cadre_and_the_words_come_back_as_they_are(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("附近有没有修钢笔的师傅？").hears("转给居委王芳", "12345")
    assert "12号402 李建国问：附近有没有修钢笔的师傅？" in said_to(street, "王芳")
    li.says("附近有没有修钢笔的师傅？").hears("已经转过去了")
    fang = street.person("王芳")
    fang.says("[按 回答]").hears("怎么回")
    fang.says("菜场门口，礼拜三上午来")
    assert "居委王芳回您：\n菜场门口，礼拜三上午来" in said_to(street, "李建国")
    fang.taps("存成问答").hears("请核对", "附近有没有修钢笔的师傅", "菜场门口").taps("保存").hears("存好了")
    street.person("孙大明").says("哪里有修钢笔的师傅").hears("菜场门口，礼拜三上午来", "依据：居委王芳")


def test_a_question_names_nobody_once_it_is_an_entry(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号301王秀英那边的棋牌室几点开？")
    fang = street.person("王芳")
    fang.says("没回的问题").hears("1个问题").taps("回第1个").says("下午一点")
    fang.taps("存成问答").hears("居民会怎么问").says("棋牌室几点开").hears("请核对").taps("取消")
    fang.says("加问答：王秀英几点教唱歌？下午两点").hears("居民的姓名").says("几点教唱歌").hears("请核对").taps("取消")
    fang.says("加问答：12号301室谁来教打牌？张老师").hears("别写几号几室")


def test_what_is_taken_back_is_taken_back_on_both_sides(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("附近有没有修钢笔的师傅？").says("撤销").hears("撤销了")
    assert "不用回了" in said_to(street, "王芳")
    street.person("王芳").says("没回的问题").hears("没有等着回的")
    li.says("附近有没有修钢笔的师傅？")
    fang = street.person("王芳").says("回答：没有")
    fang.says("撤销").hears("只有一样收不回")
    assert "收回了，请以后面的为准" in said_to(street, "李建国")
    fang.says("没回的问题").hears("1个问题")


def test_only_one_answers_and_only_those_who_may(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("附近有没有修钢笔的师傅？")
    fang, secretary = street.person("王芳"), street.person("刘书记")
    fang.says("[按 回答]")
    secretary.says("没回的问题").taps("回第1个").says("菜场门口").hears("原话转过去了")
    fang.says("没有").hears("已经回过了").hears_nothing_of("原话转过去了")
    assert "没有" not in said_to(street, "李建国")


def test_a_question_that_nobody_answers_comes_up_again_and_then_at_the_secretary(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("附近有没有修钢笔的师傅？")
    street.clock_goes_to(datetime(2026, 11, 25, 8, 40))
    assert "还没人回" in said_to(street, "王芳")
    street.clock_goes_to(datetime(2026, 11, 27, 8, 40))
    assert "等了三个工作日" in said_to(street, "刘书记")


def test_five_at_once_are_enough(community):
    street = community(start=TUESDAY)
    li = street.person("李建国")
    for trade in ("修钢笔", "修钟表", "修雨伞", "弹棉花", "配钥匙"):
        li.says(f"附近有没有{trade}的师傅？").hears("转给居委王芳")
    li.says("附近有没有补锅子的师傅？").hears("5个问题还在等回音")


def test_what_has_run_out_is_not_told_and_its_keeper_hears_of_it_once(community):
    old = Known(("洗浴室几点开放",), "下午一点到五点", "告示", owner="王芳", valid_to=date(2026, 11, 23))
    settings = Settings(blocks={"answers": Block(entries=(old,))})
    street = community(start=MONDAY, settings=settings)
    street.person("李建国").says("洗浴室几点开放？").hears("下午一点到五点", "到2026年11月23日")
    street.clock_goes_to(datetime(2026, 11, 24, 8, 40))
    assert said_to(street, "王芳").count("洗浴室几点开放") == 1
    li = street.person("孙大明").says("洗浴室几点开放？").hears("过期了", "转给").hears_nothing_of("下午一点")
    assert "过期了，现在不再给居民看" not in "".join(event.text for event in li.everybody)
    street.clock_goes_to(datetime(2026, 11, 25, 8, 40))
    assert "过期了" not in said_to(street, "王芳")
    fang = street.person("王芳").says("问答过期了哪些").hears("洗浴室几点开放", "过期了，到11月23日").taps("改第1条")
    fang.hears("到哪天为止").says("12月31日").hears("请核对", "2026年12月31日").taps("保存").hears("改好了")
    street.person("赵国强").says("洗浴室几点开放？").hears("下午一点到五点", "到2026年12月31日")


def test_not_everything_with_a_question_mark_is_passed_on(community):
    street = community(start=TUESDAY)
    for said in ("你是谁？", "今天天气怎么样？", "吃饭了吗？"):
        street.person("李建国").says(said).hears_nothing_of("转给居委")
    street.person("王芳").says("附近有没有修钢笔的师傅？").hears_nothing_of("转给")
