"""Visits, told in one sentence or question by question."""

from __future__ import annotations

from datetime import datetime

from tests.community import TUESDAY

SENTENCE = "今天上午去了12号302看王阿婆，血压偏高，想申请助浴，儿子这周六来配药"


def test_one_sentence_and_one_tap_log_a_visit_and_saturday_reminds(community):
    street = community(start=TUESDAY)
    fang = (
        street.person("王芳")
        .says(SENTENCE)
        .hears("请核对", "12号302 王阿娣", "血压偏高", "诉求：申请助浴", "周六（11月28日）")
    )
    fang.sees("保存", "改", "取消").taps("保存").hears("记好了：12号302王阿婆，今天上午", "周六我会提醒您")
    assert street.visits("王芳") == [("12号302", "11-24", "入户", "血压偏高")]
    events = [event for event in street.clock_goes_to(datetime(2026, 11, 28, 9)) if event.lane != "digest"]
    assert [(event.to, event.lane, "来配药" in event.text, f"{event.at:%H:%M}") for event in events] == [
        ("王芳", "reminder", True, "08:30")
    ]


def test_what_is_missing_is_asked_one_question_at_a_time(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("记走访").hears("哪一户").says("李建国").hears("12号402家里情况怎么样")
    fang.says("在家带孙子，都好").hears("方式：入户", "日期：今天（11月24日）（默认）", "诉求：未提").says("好的")
    assert street.visits("王芳") == [("12号402", "11-24", "入户", "在家带孙子，都好")]


def test_other_peoples_homes_are_not_for_residents_and_guests(community):
    street = community(start=TUESDAY)
    for name in ("李建国", "路人"):
        street.person(name).says("查 12号302").hears("只有居委的同事能看").hears_nothing_of("王阿娣")
    street.person("陈洁").says("查 12号302").hears("不在您负责的范围里", "请找王芳").hears_nothing_of("王阿娣")
    street.person("周科").says("查 12号302").hears("王阿娣")


def test_a_lookup_that_leads_nowhere_keeps_nobody_waiting(community):
    fang = community(start=TUESDAY).person("王芳").says("查 99号101").hears("没有这个门牌")
    fang.says("今天去了12号402，都好").hears("请核对")


def test_changes_are_understood_at_any_question_and_saving_too_early_is_explained(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("走访了12号402和13号302").hears("12号402家里情况怎么样")
    fang.says("第二户是12号302").says("保存").hears("还差这一步", "12号402家里情况怎么样").says("都好")
    fang.says("再加一户13号101，腰疼").hears("12号302家里情况怎么样").says("挺好").hears("【第3户】").taps("保存")
    fang.hears("记好了，3户").hears_nothing_of("您还说过")
    assert [(door, note) for door, _, _, note in street.visits("王芳")] == [
        ("12号402", "都好"),
        ("12号302", "挺好"),
        ("13号101", "腰疼"),
    ]


def test_a_lookup_at_a_review_steps_aside_and_comes_back(community):
    fang = community(start=TUESDAY).person("王芳").says("今天去了12号402，都好").hears("请核对")
    fang.says("查 13号302").hears("赵国强", "接着刚才的", "请核对", "李建国")
    fang.taps("保存").hears("记好了：12号402")


def test_a_corrected_visit_takes_its_follow_ups_along_and_undoing_brings_them_back(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("今天去了13号302，身体还好，周四儿子来配药").taps("保存").hears("周四我会提醒您")
    fang.says("不是13号是12号").taps("保存").hears("改好了：12号302")
    fang.says("查 12号302").hears("来配药").says("查 13号302").hears_nothing_of("来配药")
    fang.says("撤销").hears("撤销了").says("查 13号302").hears("来配药")


def test_a_door_behind_the_word_for_it_begins_a_visit_and_a_door_alone_is_looked_up(community):
    street = community(start=TUESDAY)
    street.person("王芳").says("走访12号402").hears("12号402家里情况怎么样").says("取消")
    street.person("王芳").says("12号402").hears("还没有走访记录")


def test_a_feast_ahead_begins_a_plan_and_one_behind_a_visit(community):
    fang = community().person("王芳").says("大年夜去看12号302")
    fang.hears("请核对这个打算", "2027年2月5日（周五）").taps("保存").hears("2027年2月5日（周五）我会提醒您")
    fang.says("元旦前再去一趟12号402").hears("打算哪天去").says("冬至").hears("12月22日（周二）").says("取消")
    fang.says("重阳节去看了12号302，蛮好").hears("请核对", "10月18日（周日）").hears_nothing_of("打算")
