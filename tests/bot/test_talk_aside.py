"""Leaving a conversation and coming back to it: another wish, a human, silence, a change of mind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.bot.dialogues import Told, hear_demand, rate
from tests.community import STREET, TUESDAY, WEDNESDAY


def test_another_wish_is_asked_about_and_afterwards_the_question_comes_back(community):
    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says("写诉求").hears("哪天的事").says("我想请假").hears("像是要", "刚才的我留着")
    fang.taps("先请假代班").hears("哪天").says("取消").hears("接着刚才的", "哪天的事").says("今天").says("灯坏了")
    fang.hears("登记好了")
    assert street.remarks("王芳") == ["11-23：灯坏了"]


def test_whoever_only_wants_to_see_something_sees_it_at_once_and_is_asked_again(community):
    street = community(dialogues=[hear_demand])
    fang = (
        street.person("王芳")
        .says("写诉求")
        .hears("哪天的事")
        .says("查 12号302")
        .hears("王阿娣", "接着刚才的", "哪天的事")
    )
    fang.says("今天").says("灯坏了").hears("登记好了")
    assert street.remarks("王芳") == ["11-23：灯坏了"]
    fang.says("去了12号302").hears("家里情况").says("待办").hears("没有要办的", "接着刚才的", "家里情况")
    fang.says("都好的").hears("请核对").says("我的走访").hears("还没有", "请核对", "情况：都好的").taps("保存").hears(
        "记好了"
    )


def test_words_that_only_begin_like_a_look_at_something_may_be_an_answer(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").says("今天看谁都不在家").hears("还是记在这里").taps("记在这里")
    fang.hears("情况：今天看谁都不在家").taps("保存").hears("记好了").hears_nothing_of("您还说过")


def test_whoever_goes_on_instead_of_stepping_aside_loses_no_words(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评").says("今天去了12号302，王阿娣都好的").hears("像是要记走访")
    fang.taps("接着刚才的").hears("您满意吗").taps("满意").hears("您还说过「今天去了12号302，王阿娣都好的」").taps(
        "不用"
    )
    fang.hears("谢谢").says("今天去了12号302，王阿娣都好的").hears("请核对")


def test_words_put_aside_on_monday_mean_monday_when_they_are_taken_up_on_wednesday(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评").says("今天去了12号302，王阿娣都好的").hears("像是要记走访")
    street.clock_goes_to(WEDNESDAY)
    fang.taps("先记走访").hears("日期：周一（11月23日）").taps("保存").hears("记好了", "接着刚才的", "您满意吗").taps(
        "满意"
    )
    assert street.visits("王芳") == [("12号302", "11-23", "入户", "都好的")]
    fang.hears("谢谢").hears_nothing_of("您还说过")


def test_where_any_words_are_an_answer_the_bot_asks_which_is_meant(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").hears("家里情况").says("查12号402").hears("还是记在这里")
    fang.taps("记在这里").hears("请核对", "情况：查12号402").taps("保存").hears("记好了").hears_nothing_of("您还说过")


def test_whoever_writes_on_instead_of_saying_which_is_meant_loses_neither(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").says("查了血压，有点高").hears("还是记在这里").says("药也吃完了")
    fang.hears("情况：药也吃完了").taps("保存").hears("您还说过「查了血压，有点高」").taps("记下").hears("记好了")
    assert street.remarks("王芳") == ["查了血压，有点高"]


def test_stepping_aside_needs_that_the_first_dialogue_can_go_on(community):
    def tell(talk):
        """评一评：回来时坏掉。"""
        if back:
            raise RuntimeError
        return rate.tell(talk)

    back: list[int] = []
    street = community(dialogues=[replace(rate, tell=tell), hear_demand])
    fang = street.person("王芳").says("评一评").says("今天去了12号302，都好的").taps("先记走访").hears("请核对")
    back.append(1)
    fang.taps("保存").hears("记好了").hears_nothing_of("没记成")
    assert len(street.visits("王芳")) == 1


# A human


def test_three_unclear_replies_in_a_row_offer_a_human_and_the_secretary_hears_of_it(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评").says("嗯哼").hears_nothing_of("找人帮忙").says("什么").says("不懂")
    fang.hears("找人帮忙").sees("满意", "不满意", "找人帮忙").says("3").hears("请从选项里选一个").taps("找人帮忙")
    fang.hears("我请人来帮您", "您满意吗")
    assert [event.to for event in fang.everybody if event.lane == "reminder"] == ["刘书记"]
    fang.says("满意").hears("谢谢")


def test_a_clear_reply_begins_the_count_anew(community):
    street = community(dialogues=[rate])
    street.person("王芳").says("评一评").says("嗯哼").says("什么").taps("不满意").says("👍").says(
        "👍"
    ).hears_nothing_of("找人")


# Silence


def test_one_reminder_after_a_day_and_the_end_after_a_week(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").hears("家里情况")
    nudges = [event for event in street.clock_goes_to(datetime(2026, 12, 2, 9)) if event.lane == "reminder"]
    assert [("还差一步" in event.text, f"{event.at:%d %H}") for event in nudges] == [(True, "24 09")]
    fang.says("都好的").hears_nothing_of("请核对")
    assert street.visits("王芳") == []


def test_an_answer_to_the_reminder_goes_on(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").says("都好的").hears("请核对")
    street.clock_goes_to(WEDNESDAY)
    fang.taps("保存").hears("记好了")
    assert street.visits("王芳") == [("12号302", "11-23", "入户", "都好的")]


# A change of mind


def test_what_was_cancelled_can_be_brought_back_for_a_day(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").says("都好的").taps("取消").hears("不记了", "找回")
    fang.says("找回").hears("请核对", "12号302", "都好的").says("算了").hears("不记了")
    street.clock_goes_to(TUESDAY)
    fang.says("找回").hears("请核对").says("取消")
    street.clock_goes_to(WEDNESDAY + timedelta(hours=1))
    fang.says("找回").hears("没有可以找回的")


def test_cancelling_the_upper_conversation_returns_to_the_lower(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评").says("今天去了12号302，都好的").taps("先记走访").hears("请核对")
    fang.taps("取消").hears("不记了", "接着刚才的", "您满意吗").taps("满意").hears("谢谢")


def test_a_dialogue_that_a_deploy_took_away_is_left_and_the_message_read_anew(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评").hears("您满意吗")
    street.dialogues = []
    fang.says("今天去了12号302，都好的").hears("请核对")


# Words that might get lost


def test_a_second_note_for_a_question_that_has_one_is_kept(community):
    street = community()
    fang = street.person("王芳").says("走访，血压高").hears("哪一户").says("李建国，腿也疼").hears("请核对", "血压高")
    fang.taps("保存")
    if "您还说过" in fang.heard:
        fang.hears("腿也疼").taps("记下")
    told = [note for *_, note in street.visits("王芳")] + street.remarks("王芳")
    assert "腿也疼" in "".join(told)


def test_more_than_a_choice_in_the_words_is_kept(community):
    street = community(dialogues=[rate])
    street.person("王芳").says("评一评").says("满意的，就是晚上有点暗，再加一盏就好了").hears("您还说过").taps("记下")
    assert street.remarks("王芳") == ["满意：", "满意的，就是晚上有点暗，再加一盏就好了"]


def test_not_quite_satisfied_is_not_satisfied(community):
    street = community(dialogues=[rate])
    street.person("王芳").says("评一评").says("不太满意").hears("请从选项里选一个").says("不满意的呀").hears(
        "哪里没办好"
    )


def test_new_words_at_a_doubt_are_the_answer_and_the_doubted_ones_are_kept(community):
    street = community()
    fang = street.person("王芳").says("今天去了李建国家").hears("12号402家里情况")
    street.moves_away("12号402")
    fang.says("孙子发烧").says("13号101").hears("说的也是这里吗").says("在看电视").hears("请核对", "情况：在看电视")
    fang.taps("保存").hears("您还说过「孙子发烧」")


def test_the_doubted_words_are_taken_when_the_person_says_yes(community):
    street = community()
    fang = street.person("王芳").says("今天去了李建国家，想申请助浴").hears("12号402家里情况")
    street.moves_away("12号402")
    fang.says("身体都好").says("13号101").hears("身体都好").says("是的").hears("助浴").taps("就是这里的").hears(
        "请核对", "诉求：申请助浴"
    )
    fang.taps("保存").hears("记好了").hears_nothing_of("您还说过")


def test_a_correction_that_is_refused_loses_no_words(community):
    street = community()
    fang = (
        street.person("王芳")
        .says("去了12号302")
        .says("都好的")
        .says("情况是摔了一跤送医院了；日期是后天")
        .hears("还没到", "情况：都好的")
    )
    fang.taps("保存").hears("您还说过「情况是摔了一跤送医院了；日期是后天」").taps("记下").hears("记好了")


def test_a_further_household_at_a_review_is_asked_about_and_not_lost(community):
    street = community()
    fang = (
        street.person("王芳")
        .says("去了12号302")
        .says("都好的")
        .says("12号402没人")
        .hears("是要再加一户吗")
        .taps("加一户")
    )
    fang.hears("【第2户】", "12号402", "方式：未遇").says("12号502没人").taps("不用").hears("请核对").taps("保存")
    fang.hears("您还说过「12号502没人」").taps("不用").hears("记好了，2户").hears_nothing_of("12号402没人")


def test_today_on_a_prompt_that_is_put_again_on_wednesday_is_wednesday(community):
    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says("写诉求").sees("今天", "昨天")
    street.clock_goes_to(WEDNESDAY)
    fang.says("不知道").hears("没看懂是哪天").taps("今天").says("灯坏了").hears("登记好了")
    assert street.remarks("王芳") == ["11-25：灯坏了"]


def test_what_was_said_of_a_removed_household_goes_with_it(community):
    street = community()
    fang = street.person("王芳").says("今天走访了12号301、12号402").says("在家听戏").says("住院了").says("去掉第二户")
    fang.taps("保存").hears("记好了").hears_nothing_of("住院")


def test_a_state_of_an_older_house_is_still_understood(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评")

    def as_before(unit) -> None:
        for talk in unit.talks.all_open():
            del talk.state["prompt"]["sent"]
            unit.talks.keep(talk.id, talk.state, timedelta(days=1))

    street.ask(as_before)
    fang.taps("满意").hears("谢谢")
    assert street.remarks("王芳") == [Told("满意：").text]


MORE = [
    *STREET,
    "三门居民区,一网格,微网格1,益港花园,12号,501,周惠琴,女,1948-02-03,,,",
]


def test_a_sentence_about_another_home_is_never_the_note_of_this_one(community):
    street = community(*MORE)
    fang = street.person("王芳").says("今天去看了12号302").hears("家里情况").says("12号501周阿姨也去过了，膝盖还是酸")
    fang.hears("12号302家里情况").says("血压有点高").hears("第1户", "情况：血压有点高", "12号501", "情况：膝盖还是酸")
    fang.taps("保存").hears("2户")
    assert street.visits("王芳") == [
        ("12号302", "11-23", "入户", "血压有点高"),
        ("12号501", "11-23", "入户", "膝盖还是酸"),
    ]


def test_at_a_review_it_is_one_more_of_them_and_a_correction_stays_one(community):
    street = community(*MORE)
    fang = (
        street.person("王芳").says("今天去看了12号302，蛮好").says("12号501周阿姨也去过了，膝盖还是酸").hears("第2户")
    )
    fang.says("不是12号501，是12号402").hears("12号402", "原来是12号501").taps("保存")
    assert [door for door, *_ in street.visits("王芳")] == ["12号302", "12号402"]


def test_what_is_another_matter_of_another_home_is_done_first(community):
    street = community(*MORE)
    fang = street.person("王芳").says("今天去看了12号302").says("12号501周阿婆住院了").hears("请核对", "什么事")
    fang.taps("保存").hears("接着刚才的", "12号302家里情况").says("都好的").taps("保存").hears("12号302")
    assert street.visits("王芳") == [("12号302", "11-23", "入户", "都好的")]


def test_a_half_told_note_of_yesterday_takes_no_other_home_in(community):
    street = community(*MORE)
    fang = street.person("王芳").says("今天去看了12号302").hears("家里情况")
    street.clock_goes_to(TUESDAY)
    fang.says("12号501周阿姨今天电话打过了，蛮好").hears("12号302家里情况").says("都好的").taps("保存").hears("2户")
    assert ("12号501", "11-24", "电话", "蛮好") in street.visits("王芳")


def test_a_neighbour_who_is_spoken_of_is_part_of_the_note(community):
    street = community(*MORE)
    fang = (
        street.person("王芳").says("今天去看了12号302").says("楼上12号402漏水漏到她家了").hears("情况：楼上12号402漏水")
    )
    fang.taps("保存")
    assert [door for door, *_ in street.visits("王芳")] == ["12号302"]


@pytest.mark.parametrize(("said", "heard"), [("早", "我在"), ("等一下再说", "不急"), ("谢谢侬", "随时说")])
def test_a_polite_word_is_no_note(community, said, heard):
    fang = community().person("王芳").says("今天去看了12号302").says(said).hears(heard, "家里情况")
    fang.says("都好的").hears("情况：都好的")


def test_leave_is_no_note(community):
    fang = community().person("王芳").says("今天去看了12号302").says("我12月9日到12月11日请假，陈洁代")
    fang.hears("请假代班，还是记在这里").taps("先请假代班").hears("12月9日").taps("保存").hears(
        "接着刚才的", "家里情况"
    )


def test_a_visit_or_a_notice_is_never_the_reason_of_a_case(community):
    street = community()
    street.person("李建国").says("12号楼道的灯不亮了").taps("提交").hears("编号0001")
    fang = street.person("王芳").says("0001 等一等").hears("为什么要停").says("今天去了12号302看王阿娣，都好")
    fang.hears("请核对", "12号302").taps("保存").hears("接着刚才的", "为什么要停").says("没有灯管").hears("停到哪天")
    fang.says("跟12号楼的人说一声，明天上午停水").hears("请核对", "内容：明天上午停水").says("取消").hears("停到哪天")
    told = fang.says("下周三").hears("停到下周三").everybody
    assert all("302" not in event.text and "停水" not in event.text for event in told if event.to == "李建国")


def test_that_another_home_is_kept_too_is_said(community):
    fang = community(*MORE).person("王芳").says("去了12号302").hears("家里情况")
    fang.says("微信上问了12号501周阿姨，说药够吃的").hears("这一户也记着", "12号302家里情况").says("都好的")
    fang.hears("12号501", "方式：微信")
