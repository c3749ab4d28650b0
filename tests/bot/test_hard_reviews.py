"""Hard conversations: what is shown before it is saved, and how it is changed. The number is the row of the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.kinds.base import Note
from tests.bot.dialogues import confirm_then_ask, rate
from tests.community import Person


def reviewed(street, opening: str = "今天去了李建国家") -> Person:
    return street.person("王芳").says(opening).says("都好的").hears("请核对", "12号402 李建国")


def three_reviewed(street) -> Person:
    fang = street.person("王芳").says("今天走访了12号301、12号402、13号101").hears("12号301家里").says("在家听戏")
    fang.hears("12号402家里").says("住院了").hears("13号101家里").says("腿疼")
    return fang.hears("【第1户】", "12号301 王秀英", "【第2户】", "12号402 李建国", "【第3户】", "13号101 陈桂芳")


def test_04_what_was_found_is_shown_with_the_words_it_was_heard_in_and_can_be_changed(community):
    street = community()
    fang = reviewed(street, "昨天去了李建国家，今天又打电话问了").hears("听到「")
    fang.says("改日期").hears("哪天去的").says("前天").hears("日期：上周六（11月21日）（原来是昨天（11月22日）")
    fang.says("上一步").hears("哪天去的").says("上一步").hears("请核对").hears_nothing_of("原来是")


def test_06_a_corrected_door_keeps_its_note_and_the_others(community):
    street = community()
    fang = (
        three_reviewed(street)
        .says("第一户是12号502")
        .hears("12号502 王秀英（原来是12号301 王秀英）", "在家听戏", "腿疼")
    )
    fang.taps("保存").hears("记好了，3户")
    assert [(door, note) for door, _, _, note in street.visits("王芳")] == [
        ("12号502", "在家听戏"), ("12号402", "住院了"), ("13号101", "腿疼"),
    ]  # fmt: skip


def test_07_a_review_takes_the_number_of_a_button_and_corrections_in_words(community):
    street = community()
    fang = reviewed(street).sees("保存", "改", "取消").says("2").hears("改哪一项")
    fang.sees("改走访对象", "改日期", "改方式", "改情况", "改诉求", "改跟进", "不改了").taps("不改了").sees(
        "保存", "改", "取消"
    )
    fang.says("日期是昨天").hears("日期：昨天（11月22日）（原来是今天（11月23日）").says("把方式改成电话").hears(
        "方式：电话（原来是"
    )
    fang.says("1").hears("记好了")
    assert street.visits("王芳") == [("12号402", "11-22", "电话", "都好的")]


def test_09_save_on_an_older_card_saves_nothing(community):
    street = community()
    fang = (
        reviewed(street)
        .says("日期是昨天")
        .hears("11月22日")
        .taps_old(2, "保存")
        .hears("已经答过了", "请核对", "11月22日")
    )
    assert street.visits("王芳") == []
    fang.taps("保存").taps_old(1, "保存").hears("已经答过了")
    assert street.visits("王芳") == [("12号402", "11-22", "入户", "都好的")]


def test_10_cancel_on_an_older_card_cancels_nothing(community):
    street = community()
    reviewed(street).says("日期是昨天").taps_old(2, "取消").hears("已经答过了", "11月22日").taps("保存").hears("记好了")
    assert len(street.visits("王芳")) == 1


def test_17_going_back_undoes_an_edit(community):
    street = community()
    fang = (
        reviewed(street).says("改走访对象").hears("哪一户").says("上一步").hears("请核对", "12号402 李建国", "都好的")
    )
    fang.says("改走访对象").says("13号101").hears("13号101 陈桂芳（原来是12号402 李建国）")
    fang.says("上一步").hears("哪一户").says("上一步").hears("走访对象：12号402 李建国").hears_nothing_of("原来是")


def test_18_a_change_after_the_confirmation_withdraws_it(community):
    street = community(dialogues=[confirm_then_ask])
    fang = street.person("王芳").says("登记").says("今天").hears("请核对").taps("保存").hears("还有要补充的吗")
    fang.says("改日期 昨天").hears("内容有改动", "昨天（11月22日）").taps("保存").hears("还有要补充的吗").says("没有")
    assert street.remarks("王芳") == ["11-22 "]


def test_18_a_card_that_no_longer_shows_the_truth_cannot_be_confirmed(community):
    street = community()
    fang = reviewed(street)
    street.renames("李建国", "李建明")
    fang.taps("保存").hears("内容有改动", "12号402 李建明").taps("保存").hears("记好了")


def test_20_a_part_inside_a_part_is_refused_and_the_person_hears_of_it(community):
    def nested(talk):
        """套娃：不该这样写。"""
        return "".join(inner.ask("名字", "?", Note()) for _ in talk.parts() for inner in talk.parts())

    street = community(dialogues=[replace(rate, tell=nested)])
    street.person("王芳").says("评一评").hears("刚才没记成")


def test_21_four_times_back_is_four_steps(community):
    street = community()
    fang = (
        street.person("王芳")
        .says("记走访")
        .says("12号402")
        .says("都好的")
        .says("改日期")
        .says("昨天")
        .hears("11月22日")
    )
    fang.says("上一步").hears("哪天去的").says("返回").hears("请核对", "今天（11月23日）（默认）")
    fang.says("上一步").hears("家里情况").says("上一步").hears("哪一户").says("上一步").hears(
        "已经是第一步了", "哪一户"
    )


@pytest.mark.parametrize("said", ["有意思", "谢谢", "等一下", "改天再说", "方式是电话；有意思", "挺好的一户人家"])
def test_25_what_is_not_certainly_a_correction_changes_nothing(community, said):
    street = community()
    fang = reviewed(street).says(said).hears("请核对", "情况：都好的", "方式：入户").hears_nothing_of("原来是")
    fang.taps("保存").hears("记好了")
    assert street.visits("王芳") == [("12号402", "11-23", "入户", "都好的")]


def test_25_what_is_long_and_no_correction_is_offered_before_the_end(community):
    street = community()
    fang = reviewed(street).says("她女儿一直在外地出差，很少回来").hears("没看懂要改哪里")
    fang.taps("保存").hears("您还说过「她女儿一直在外地出差，很少回来」").taps("记下").hears("记好了")
    assert street.remarks("王芳") == ["她女儿一直在外地出差，很少回来"]


def test_34_a_correction_that_cannot_be_read_changes_nothing_at_all(community):
    street = community()
    fang = three_reviewed(street).says("日期是后天").hears("还没到", "请核对", "【第3户】").hears_nothing_of("原来是")
    fang.says("日期是昨天；第二户是99号999").hears("没找到", "请核对").hears_nothing_of("11月22日")
    fang.says("改情况").hears("改哪一户").sees("第1户", "第2户", "第3户").taps("第2户").hears("12号402家里情况")
    fang.says("出院了").hears("情况：出院了（原来是住院了）", "在家听戏", "腿疼")


def test_36_a_correction_without_a_household_changes_all_and_with_one_changes_one(community):
    street = community()
    fang = three_reviewed(street).says("日期是昨天").hears("【第3户】")
    assert fang.heard.count("日期：昨天（11月22日）") == 3
    fang.says("第二户日期是前天").taps("保存")
    assert [(door, day) for door, day, _, _ in street.visits("王芳")] == [
        ("12号301", "11-22"), ("12号402", "11-21"), ("13号101", "11-22"),
    ]  # fmt: skip


def test_36_households_are_added_and_removed_in_words(community):
    street = community()
    fang = three_reviewed(street).says("301没见到；再加一户；去掉第二户").hears("哪一户").says("12号502").says("晒太阳")
    fang.hears("【第3户】", "12号502").hears_nothing_of("李建国").says("去掉陈桂芳").hears_nothing_of("陈桂芳")
    fang.says("上一步").hears("13号101 陈桂芳", "情况：腿疼").says("第五户是12号402").hears("一共3户").taps("保存")
    assert [(door, way) for door, _, way, _ in street.visits("王芳")] == [
        ("12号301", "未遇"), ("13号101", "入户"), ("12号502", "入户"),
    ]  # fmt: skip
