"""A weather round: from the warning as pasted to the officer's count."""

from datetime import date, datetime

import pytest

from handlers.rounds.settings import Weather
from tests.handlers.rounds.conftest import COLD, COLDER, MORNING, buttons, goes_on_leave, heard, takes_role


def begun(one):
    one.person("周科").says(COLD)
    one.person("周科").says("保存").hears("寒潮蓝色预警走访发起了", "6户")
    return one


def test_from_the_pasted_warning_to_the_officers_count(street):
    one = street()
    goes_on_leave(one, "陈洁", "王芳", date(2026, 12, 24), date(2026, 12, 25))
    officer = one.person("周科").says(COLD)
    officer.hears(
        "6户，2个居民区，2位干部（网页2位）",
        "1户没有干部能收到，交给书记",
        COLD,
        "上海中心气象台",
        "12月24日10:00",
        "全街道（默认）",
    )
    officer.says("保存")
    assert "请联系4户" in heard(one, "王芳")  # her own three, and the one of the colleague whom she stands in for
    assert COLD in heard(one, "王芳") and "发布：上海中心气象台 12月24日10:00" in heard(one, "王芳")
    assert "8号401 李伯伯 13900000001" in heard(one, "王芳") and "15号101" in heard(one, "王芳")
    assert "先打电话，打不通的两小时后上门" in heard(one, "王芳")
    assert heard(one, "陈洁") == ""
    assert "5号201" in heard(one, "孙书记") and "3号201" not in heard(one, "孙书记")

    one.person("王芳").says("8号401、15号101打通了，都好，12号302没人接").hears(
        "没联系上：12号302（没人接）", "电话打通：8号401、15号101（都好）"
    )
    one.person("王芳").says("保存").hears("打通2户", "12号302、12号402")
    one.person("赵敏").says("都打通了").hears("3号201")
    one.person("赵敏").says("保存").hears("都联系到了")
    one.person("周科").says("寒潮走访怎么样了").hears(
        "三门居民区：应联系4户，电话通了2，上门了0，还没联系上2",
        "池沟居民区：应联系2户，电话通了1，上门了0，还没联系上1",
    ).hears_nothing_of("号401").hears_nothing_of("王芳")

    one.clock_goes_to(datetime(2026, 12, 24, 12, 29))
    assert one.last == []
    one.clock_goes_to(datetime(2026, 12, 24, 12, 31))
    assert "1户电话没通，1户还没打，请上门看看" in heard(one, "王芳") and "12号302" in heard(one, "王芳")
    assert "8号401" not in heard(one, "王芳") and heard(one, "赵敏") == ""
    one.person("王芳").says("上门看了12号302，都好")
    one.person("王芳").says("保存")

    one.clock_goes_to(datetime(2026, 12, 24, 17, 1))
    assert "三门居民区：应联系4户，电话通了2，上门了1，还没联系上1" in heard(one, "周科")
    assert "号4" not in heard(one, "周科")
    assert "这1户还没联系上" in heard(one, "刘书记") and "12号402" in heard(one, "刘书记")
    assert "5号201" in heard(one, "孙书记")
    assert ("12号302", "12-24", "未遇", "没人接") in one.visits("王芳")
    assert ("8号401", "12-24", "电话", "都好") in one.visits("王芳")


def test_when_all_are_met_the_officer_hears_at_once_and_undo_opens_it_again(street):
    one = begun(street())
    one.person("王芳").says("除了12号302都通了").hears("没联系上：12号302", "电话打通：8号401、12号402")
    one.person("王芳").says("保存")
    for name in ("陈洁", "赵敏", "孙书记"):
        one.person(name).says("都联系上了")
        one.person(name).says("保存")
    one.person("王芳").says("今天去了12号302看王阿婆，精神好")
    one.person("王芳").says("保存")
    assert "走访完了，6户都联系上了" in heard(one, "周科")
    one.person("王芳").says("撤销").hears("撤销了")
    one.person("周科").says("走访进度").hears("还没联系上1").hears_nothing_of("结束")


def test_whoever_was_reached_before_the_round_began_is_asked_all_the_same(street):
    one = street(start=datetime(2026, 12, 24, 9))
    one.person("王芳").says("今天去了8号401看李伯伯，都好")
    one.person("王芳").says("保存")
    one.clock_goes_to(MORNING)
    begun(one)
    assert "8号401 李伯伯 13900000001，上次联系今天" in heard(one, "王芳")
    one.person("王芳").says("走访进度").hears("您这里3户，还没联系上3户")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("寒潮蓝色预警：明天夜里降温8到10度，请注意防范", "是哪个气象台、几点发布的？没有来源的预警不能转发。"),
        ("上海中心气象台发布寒潮蓝色预警，明天夜里降温8到10度", "几点发布的？没有发布时间的预警不能转发。"),
        ("12月24日10时发布寒潮蓝色预警：明天夜里降温", "是哪个气象台发布的？没有来源的预警不能转发。"),
    ],
)
def test_a_warning_without_its_source_is_asked_for_it_and_never_sent(street, words, asked):
    one = street()
    one.person("周科").says(words).hears(asked)
    one.person("周科").says("不知道").hears("不能转发")
    one.person("周科").says("取消")
    assert heard(one, "王芳") == ""


def test_the_source_may_be_told_in_ones_own_words(street):
    one = street()
    one.person("周科").says("寒潮蓝色预警：明天夜里降温8到10度，请注意防范")
    one.person("周科").says("上海市气象局，今天上午10点").hears("发布单位：上海市气象局", "发布时间：12月24日10:00")
    one.person("周科").says("保存").hears("发起了")


def test_a_time_to_come_or_long_past_is_no_time_of_issue(street):
    one = street()
    one.person("周科").says("上海中心气象台12月25日16时发布寒潮蓝色预警信号，请注意").hears("还没到")
    one.person("周科").says("12月1日8时").hears("旧了")
    one.person("周科").says("今天9点半").hears("12月24日9:30")


@pytest.mark.parametrize(
    ("words", "whom", "where", "homes"),
    [
        (f"给独居老人和孤老：{COLD}", "给谁：独居老人、孤老", "全街道", "4户"),
        (f"转发给三门：{COLD}", "孤老", "哪里：三门居民区", "4户"),
        (f"给独居老人发预警：{COLD}", "给谁：独居老人", "全街道", "3户"),
        (f"{COLD} 只给池沟的独居老人", "给谁：独居老人", "哪里：池沟居民区", "2户"),
        (f"天气走访 {COLD}", "高龄的纯老家庭", "全街道", "6户"),
    ],
)
def test_whom_and_where_may_be_told_beside_the_warning(street, words, whom, where, homes):
    one = street()
    one.person("周科").says(words).hears(whom, where, homes, f"预警：{COLD}\n")


def test_whom_and_where_may_be_changed_at_the_review(street):
    one = street()
    one.person("周科").says(COLD)
    one.person("周科").says("哪里是三门").hears("三门居民区（原来是全街道）", "4户")
    one.person("周科").says("给谁是重残").hears("要联系1户")
    one.person("周科").says("给谁是精神病人").hears("指定的同事另外联系").hears_nothing_of("严重精神障碍")
    one.person("周科").says("保存").hears("发起了", "1户")


def test_a_secretary_begins_one_in_their_own_committee_alone(street):
    one = street()
    one.person("刘书记").says(COLD).hears("三门居民区（默认）", "4户")
    one.person("刘书记").says("哪里是池沟").hears("您可以在三门居民区发起")
    one.person("王芳").says(COLD).hears("由书记或街道来做", "刘书记")


def test_those_whom_a_role_leads_are_told_to_it_apart_without_a_reason(street):
    one = street(weather=Weather(led=("精防专干",)))
    takes_role(one, "沈英", "精防专干", "池沟居民区")
    one.person("周科").says(COLD).hears("7户")
    one.person("周科").says("保存")
    assert "4号101" in heard(one, "沈英") and "3号201" not in heard(one, "沈英")
    told = "\n".join(event.text for event in one.last)
    assert "精神" not in told and "精防" not in told
    assert all("4号101" not in heard(one, name) for name in ("赵敏", "孙书记", "周科"))


def test_a_stronger_warning_goes_on_with_those_not_met_and_the_same_one_is_not_sent_twice(street):
    one = begun(street())
    one.person("周科").says(COLD).hears("已经发过了", "走访进度")
    one.person("王芳").says("8号401打通了")
    one.person("王芳").says("保存")
    one.clock_goes_to(datetime(2026, 12, 24, 14, 5))
    one.person("周科").says(f"只给重残：{COLDER}").hears("接着寒潮蓝色预警那一轮", "要联系5户")
    one.person("周科").says("保存")
    assert "12号302" in heard(one, "王芳") and "8号401" not in heard(one, "王芳")
    one.person("周科").says("走访进度").hears("寒潮黄色预警").hears_nothing_of("蓝色")
    one.person("周科").says("撤销").hears("撤销了", "通知已经发出去了")
    assert "不用联系了" in heard(one, "王芳")
    one.person("周科").says("走访进度").hears("寒潮蓝色预警", "电话通了1")


def test_lifting_ends_the_round_and_tells_the_cadres(street):
    one = begun(street())
    one.person("周科").says("解除高温预警").hears("没有在走的高温走访", "寒潮蓝色预警")
    lifted = "上海中心气象台12月24日15时解除寒潮蓝色预警信号。"
    one.clock_goes_to(datetime(2026, 12, 24, 15, 10))
    one.person("周科").says(lifted).hears("这一轮结束了")
    assert "解除了，还没联系的3户不用再打了" in heard(one, "王芳") and lifted in heard(one, "王芳")
    one.person("王芳").taps("记12号302")  # of the list that is over: a visit like any other
    one.person("王芳").says("取消")
    one.clock_goes_to(datetime(2026, 12, 24, 18))
    assert one.last == []


def test_a_round_ended_by_mistake_goes_on(street):
    one = begun(street())
    one.person("周科").says("解除预警").hears("这一轮结束了")
    one.person("周科").says("撤销").hears("撤销了", "接着联系")
    assert "请联系3户" in heard(one, "王芳")
    one.person("王芳").says("都打通了")
    one.person("王芳").says("保存").hears("都联系到了")
    one.person("王芳").says("都打通了").hears("都联系过了")


def test_a_round_taken_back_withdraws_what_is_open(street):
    one = begun(street())
    one.person("周科").says("撤销").hears("撤销了", "通知已经发出去了")
    assert "撤了，不用联系了" in heard(one, "王芳")
    one.person("王芳").says("走访名单").hears("已经结束")
    one.clock_goes_to(datetime(2026, 12, 24, 18))
    assert one.last == []


def test_at_night_nobody_is_woken_and_the_two_hours_begin_in_the_morning(street):
    one = street(start=datetime(2026, 12, 24, 22))
    one.person("周科").says(COLD)
    one.person("周科").says("保存").hears("现在夜里不打扰，明天早上八点发出")
    assert heard(one, "王芳") == ""
    one.clock_goes_to(datetime(2026, 12, 25, 8, 1))
    assert "请联系3户" in heard(one, "王芳")
    one.clock_goes_to(datetime(2026, 12, 25, 9, 59))
    assert "上门看看" not in heard(one, "王芳")
    one.clock_goes_to(datetime(2026, 12, 25, 10, 1))
    assert "上门看看" in heard(one, "王芳")


def test_long_lists_go_on_at_more_and_doors_open_for_the_secretary_alone(street):
    more = [
        f"三门居民区,一网格,微网格1,益港花园,9号,{floor}01,老人{floor},女,1940-01-01,1390000010{floor},独居老人,"
        for floor in range(1, 6)
    ]
    one = street(*more)
    one.person("周科").says(COLD)
    one.person("周科").says("保存")
    assert "请联系8户" in heard(one, "王芳") and "还有3户，回「更多」" in heard(one, "王芳")
    one.person("王芳").says("更多").hears("12号402")
    one.person("刘书记").says("走访进度").sees("还有哪几户")
    one.person("刘书记").taps("还有哪几户").hears("还没联系上的9户", "8号401", "更多")
    one.person("周科").says("还有谁没联系上").hears("只看户数").hears_nothing_of("8号401")


@pytest.mark.parametrize(
    ("words", "heard_in_review"),
    [
        ("都打通了，都好", "电话打通：8号401、12号302、12号402（都好）"),
        ("都没打通", "没联系上：8号401、12号302、12号402"),
        ("8号401没打通，其他都通了", "电话打通：12号302、12号402"),
        ("王阿婆打通了，李伯伯没接电话", "电话打通：12号302"),
        ("8号401通了，血压有点高；12号302、402没人接", "电话打通：8号401（血压有点高）"),
        ("8号401上门看过了，12号302打通了", "上门看过：8号401"),
    ],
)
def test_how_the_calls_went_is_said_in_one_message(street, words, heard_in_review):
    begun(street()).person("王芳").says(words).hears("请核对", heard_in_review)


def test_words_about_homes_of_no_round_are_a_visit_and_a_strange_door_is_said(street):
    one = begun(street())
    one.person("王芳").says("12号501打电话了，都好").hears("走访对象：12号501")
    one.person("王芳").says("取消")
    one.person("王芳").says("8号401、12号501打通了").hears("电话打通：8号401", "不在名单里：12号501")
    one.person("王芳").says("都打通了").hears("8号401、12号302、12号402")
    one.person("王芳").says("没通是12号302").hears("没联系上：12号302", "电话打通：8号401、12号402")


def test_a_tap_on_a_household_begins_its_visit_by_phone(street):
    one = begun(street())
    assert buttons(one, "王芳") == ["记8号401", "记12号302", "记12号402"]
    one.person("王芳").taps("记8号401").hears("8号401家里情况怎么样")
    one.person("王芳").says("都好").hears("方式：电话")


def test_where_nobody_is_a_sentence_says_so_and_keeps_the_warning(street):
    one = street()
    one.person("周科").says(f"给孤老：{COLD}").hears("1户")
    one.person("周科").says("哪里是池沟").hears("这里没有登记的孤老")
    one.person("周科").says("独居老人").hears("要联系2户", COLD)


def test_without_a_round_the_progress_says_how_to_begin_one(street):
    one = street()
    one.person("周科").says("走访进度").hears("最近没有天气走访", "预警原文")
    one.person("王芳").says("走访名单").hears("已经结束")
    one.person("周科").says("解除预警").hears("现在没有在走的")


def test_whom_nobody_has_called_yet_is_not_said_to_have_missed_a_call(street):
    one = begun(street())
    one.person("赵敏").says("3号201没人接")
    one.person("赵敏").says("保存")
    one.clock_goes_to(datetime(2026, 12, 24, 12, 31))
    assert "这3户还没打，请打个电话，打不通就上门看看" in heard(one, "王芳")
    assert "这1户电话没通，请上门看看" in heard(one, "赵敏")


def test_a_household_beyond_the_list_loses_nothing_of_the_others(street):
    one = begun(street())
    fang = one.person("王芳").says("都打过了，就8号401和12号501没人接")
    fang.hears("没联系上：8号401", "电话打通：12号302、12号402", "不在名单里：12号501").says("保存")
    fang.hears("12号501不在这一轮的名单里")
    assert [row[:3] for row in one.visits("王芳")] == [
        ("8号401", "12-24", "未遇"), ("12号302", "12-24", "电话"), ("12号402", "12-24", "电话")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "then"),
    [("12号302通了", "剩下的都没人接"), ("12号302打通了，都好", "其他都没接")],
)
def test_one_call_that_went_through_is_recorded(street, said, then):
    one = begun(street())
    one.person("王芳").says(said).hears("请核对", "电话打通：12号302").says("保存")
    one.person("王芳").says(then).hears("没联系上：8号401、12号402").hears_nothing_of("12号302")


@pytest.mark.parametrize(
    "words",
    ["各位注意：明天寒潮来了，最低零下5度，请转发", "请转发，后天有台风，大家收好衣服"],
)
def test_a_warning_in_ones_own_words_is_asked_for_as_issued(street, words):
    one = street()
    one.person("周科").says(words).hears("预警原文整段贴过来", "哪个气象台、几点发布")
    one.person("周科").says(COLD).hears("寒潮", "请核对")
    one.person("刘书记").says("12号302寒潮来了怕冷，请转发给物业").hears_nothing_of("预警原文")


@pytest.mark.parametrize("words", ["寒潮打得怎么样了", "寒潮电话打得如何", "电话打完了吗", "这一轮打得怎么样"])
def test_how_the_calls_go_is_asked_in_many_ways(street, words):
    one = begun(street())
    one.person("周科").says(words).hears("应联系")
    one.person("王芳").says(words).hears("您这里3户")
