"""Keeping the answers: added, changed and taken off in chat, each committee its own; and read from a file."""

from __future__ import annotations

from tests.community import STREET, TUESDAY

ROWS = [
    *STREET,
    "池沟居民区,,,,,,吴书记,男,1970-01-05,,,书记",
    "池沟居民区,,池沟微网格,池沟小区,2号,101,钱大妈,女,1960-02-03,,,",
]
ADD = "加问答：理发室几点开？每周三下午一点到四点，居委二楼。来源：活动室告示；电话：021-55550000；有效到12月31日"


def test_an_entry_in_one_sentence_is_checked_and_then_answers(community):
    street = community(*ROWS, start=TUESDAY)
    fang = street.person("王芳").says(ADD)
    fang.hears(
        "问题：理发室几点开",
        "答案：每周三下午一点到四点，居委二楼",
        "来源：活动室告示",
        "电话：021-55550000",
        "2026年12月31日",
    )
    fang.taps("保存").hears("存好了")
    street.person("李建国").says("理发室什么时候开啊").hears("每周三下午", "021-55550000", "活动室告示")
    street.person("钱大妈").says("理发室什么时候开啊").hears_nothing_of("每周三下午")  # it is 三门's


def test_only_what_is_missing_is_asked(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("加问答").hears("居民会怎么问").says("棋牌室几点关门").hears("怎么答")
    fang.says("下午五点").hears("来源：居委王芳（默认）", "到哪天：长期（默认）").taps("保存")
    street.person("李建国").says("棋牌室几点关门？").hears("下午五点", "12345")


def test_a_colon_parts_them_as_well(community):
    street = community(start=TUESDAY)
    street.person("陈洁").says("新增问答 棋牌室开放时间：每天下午一点到五点").hears(
        "问题：棋牌室开放时间", "答案：每天下午一点到五点"
    )


def test_a_change_holds_until_it_is_taken_back(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says(ADD).taps("保存")
    fang.says("改问答 理发室：改到周五下午").hears("请核对", "改到周五下午").taps("保存").hears("改好了")
    street.person("李建国").says("理发室几点开").hears("改到周五下午").hears_nothing_of("周三")
    fang.says("撤销").hears("撤销了")
    street.person("李建国").says("理发室几点开").hears("每周三下午")
    fang.says("删问答 理发室").taps("去掉").hears("去掉了")
    street.person("李建国").says("理发室几点开？").hears("转给居委王芳")


def test_a_committee_changes_what_came_with_sibai_for_itself_alone(community):
    street = community(*ROWS, start=TUESDAY)
    street.person("刘书记").says("改问答 长护险：周二上午居委有人专门办").taps("保存").hears("改好了")
    street.person("李建国").says("长护险怎么申请").hears("周二上午居委有人专门办")
    street.person("钱大妈").says("长护险怎么申请").hears("评估为2到6级")


def test_what_has_not_changed_is_not_stored(community):
    street = community(start=TUESDAY)
    street.person("王芳").says("改问答 长护险").hears("要改哪一行").taps("保存").hears("没有改动")


def test_what_is_not_there_is_said_and_residents_keep_nothing(community):
    street = community(start=TUESDAY)
    street.person("王芳").says("改问答 太空旅行").hears("没找到这一条问答", "有哪些问答")
    street.person("陈洁").says("有哪些问答").hears("一共", "还有").says("更多").hears("6. ")
    street.person("李建国").says(ADD).hears_nothing_of("请核对，存了以后")
