"""Whoever goes on leave names a substitute, who gets the list, the replies and the sight of the households."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.config import Settings
from handlers.cover.settings import Block
from storage.leaves import Leave
from tests.community import STREET, TESTS

LI = "三门居民区,一网格,微网格2,,,,李慧,女,1992-07-11,,,干部"
ZHAO = "曲阳居民区,一网格,微网格9,,,,赵敏,女,1988-07-11,,,干部"


def pushed(street) -> list[tuple[str, str]]:
    """(to, text) of what nobody had asked for, after the last line."""
    return [(event.to, event.text) for event in street.last if event.lane == "reminder"]


def told(street, name: str) -> str:
    return "\n".join(text for to, text in pushed(street) if to == name)


def on_leave(street, name: str, words: str) -> None:
    street.person(name).says(words).hears("请核对").says("保存").hears("记好了")


def id_of(street, name: str) -> int:
    return street.ask(lambda unit: unit.people.named(TESTS, name)[0].id)


def test_one_sentence_is_enough_and_the_substitute_is_told(community):
    street = community()
    fang = street.person("王芳").says("我下周一到周三请假，陈洁代我")
    fang.hears("下周一（11月30日）", "下周三（12月2日），共3天", "谁来代：陈洁")
    fang.taps("保存").hears("王芳下周一（11月30日）到下周三（12月2日）请假，陈洁代")
    assert "下周一（11月30日）到下周三（12月2日）请假，请您代班" in told(street, "陈洁")


def test_what_is_not_said_is_asked_one_after_the_other(community):
    street = community(*STREET, LI)
    fang = street.person("王芳").says("我要请假").hears("从哪天开始请")
    fang.says("下周一").hears("请到哪天为止").says("三天").hears("请谁代王芳")
    fang.sees("请陈洁代", "请李慧代", "请刘书记代").taps("请李慧代").hears("谁来代：李慧", "共3天")


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("明天请假，找陈洁顶一下", "明天（11月24日），共1天"),
        ("请假 12月1日到12月5日 陈洁", "下周六（12月5日），共5天"),
        ("12.1-12.5请假，陈洁代班", "下周六（12月5日），共5天"),
        ("1号到5号我请假，由陈洁代", "下周六（12月5日），共5天"),
        ("我从明天起休年假，到周五，陈洁替我", "周五（11月27日），共4天"),
        ("我12月1号请假，12月3号回来上班，陈洁代", "下周三（12月2日），共2天"),  # back on the 3rd: the 2nd is the last
        ("我想请三天假，从下周一开始，小陈代班", "下周三（12月2日），共3天"),
        ("明后天请假，陈洁代", "周三（11月25日），共2天"),
        ("明天起请产假四个月，工作交给陈洁代", "2027年3月23日（周二），共120天"),
        ("下周二我去党校学习，陈洁代我一下", "下周二（12月1日），共1天"),
        ("从11月30日请假到12月4日，陈洁代班", "下周五（12月4日），共5天"),
        ("明天后天我休息，陈洁顶一下", "周三（11月25日），共2天"),
        ("明天、后天、大后天三天请假，陈洁代", "周四（11月26日），共3天"),
        ("下周一周二请假，陈洁代", "下周二（12月1日），共2天"),
        ("周四、周五请假，陈洁代", "周五（11月27日），共2天"),
        ("25号26号请假，陈洁代", "周四（11月26日），共2天"),
        ("25、26、27号请假，陈洁代", "周五（11月27日），共3天"),
        ("11月25日、26日、27日请假，陈洁代", "周五（11月27日），共3天"),
        ("周五和下周一请假，陈洁代", "下周一（11月30日），共4天"),  # nobody is at work between them
        ("12月31号1月1号请假，陈洁代", "2027年1月1日（周五），共2天"),
    ],
)
def test_days_are_said_in_many_ways(community, words: str, span: str):
    community().person("王芳").says(words).hears("请核对", f"到哪天：{span}", "谁来代：陈洁")


@pytest.mark.parametrize("words", ["周三和周五请假，陈洁代", "明天请假，周五也请假，陈洁代"])
def test_days_with_work_between_them_are_asked_about(community, words: str):
    community().person("王芳").says(words).hears("请到哪天为止")


def test_the_secretary_says_it_for_somebody_who_is_told(community):
    street = community()
    street.person("刘书记").says("王芳明天请假，陈洁代").hears("谁请假：王芳").says("保存")
    assert "给您记了假：明天，陈洁代班" in told(street, "王芳") and "请您代班" in told(street, "陈洁")


def test_nobody_arranges_the_leave_of_a_colleague(community):
    street = community()
    jie = street.person("陈洁").says("王芳明天请假，我代").hears("王芳的假请王芳自己说，或者请刘书记说")
    jie.says("取消")
    street.person("周科").says("刘书记明天请假，王芳代").hears("谁请假：刘书记", "谁来代：王芳").says("保存").hears(
        "记好了"
    )


# The substitute acts in the colleague's place, for as long as it lasts


def test_a_substitute_sees_what_the_colleague_sees_and_no_longer(community):
    street = community()
    jie = street.person("陈洁").says("查 12号301").hears("不在您负责的范围里")
    on_leave(street, "王芳", "明天到周三请假，陈洁代")
    jie.says("查 12号301").hears("不在您负责的范围里")
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    jie.says("查 12号301").hears("王秀英", "独居老人")
    street.clock_goes_to(datetime(2026, 11, 26, 9))
    jie.says("查 12号301").hears("不在您负责的范围里。这一户的事请找王芳")


def test_the_first_morning_and_the_first_day_back_are_told(community):
    street = community()
    on_leave(street, "王芳", "明天到周三请假，陈洁代")
    events = street.clock_goes_to(datetime(2026, 11, 26, 9))
    mornings = [(f"{event.at:%m-%d %H:%M}", event.to) for event in events if event.lane == "reminder"]
    assert mornings == [("11-24 08:25", "陈洁"), ("11-26 08:25", "王芳"), ("11-26 08:25", "陈洁")]
    begins, back, thanks = (event.text for event in events if event.lane == "reminder")
    assert "今天起您代王芳的班，到明天" in begins
    assert "今天起您回来了" in back and "您代的班到昨天为止" in thanks


def test_the_mornings_list_of_the_absent_is_the_substitutes(community):
    street = community()
    on_leave(street, "王芳", "明天请假，陈洁代")
    events = street.clock_goes_to(datetime(2026, 11, 25, 9))
    lists = [(f"{event.at:%d}", event.to, "12号301" in event.text) for event in events if "想请您看看" in event.text]
    assert lists == [("24", "陈洁", True), ("25", "王芳", True)]


def test_what_was_planned_is_told_to_the_substitute_and_not_to_the_absent(community):
    street = community()
    street.person("王芳").says("明天去看12号402").says("保存")
    on_leave(street, "王芳", "明天请假，陈洁代")
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert "12号402 李建国：去看看（王芳的）" in told(street, "陈洁") and not told(street, "王芳")
    street.person("陈洁").taps("记12号402").hears("12号402家里情况怎么样")


def test_what_is_left_of_today_is_told_at_once(community):
    street = community()
    street.person("王芳").says("今天下午去看12号402").says("保存")
    on_leave(street, "王芳", "今天请假，陈洁代")
    assert "今天记着 12号402：下午去看看" in told(street, "陈洁")


def test_a_resident_who_needs_help_reaches_the_substitute(community):
    street = community()
    on_leave(street, "王芳", "今天请假，陈洁代")
    street.person("李建国").says("找人帮忙").hears("我请人来联系您")
    assert [to for to, _ in pushed(street)] == ["陈洁"]


def test_danger_wakes_whoever_stands_in_for_the_secretary(community):
    street = community()
    on_leave(street, "刘书记", "今天到周五请假，王芳代")
    street.person("李建国").says("家里煤气味很重")
    assert [event.to for event in street.last if event.lane == "alert"] == ["李建国", "王芳"]


def test_danger_that_the_only_substitute_tells_of_goes_further_up(community):
    street = community()
    on_leave(street, "刘书记", "今天到周五请假，王芳代")
    street.person("王芳").says("12号302煤气味很重")
    assert "周科" in [event.to for event in street.last if event.lane == "alert"]


# Several at once


def test_a_chain_of_leaves_ends_with_whoever_is_there(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "明天到周五请假，陈洁代")
    street.person("陈洁").says("周三请假，李慧代").hears("陈洁那几天还在代王芳的班，也一起转给李慧").says("保存")
    assert "陈洁还代着王芳的班，也一起到您这里" in told(street, "李慧")
    street.clock_goes_to(datetime(2026, 11, 25, 9))
    street.person("李慧").says("查 12号301").hears("王秀英").says("谁在代班").hears(
        "王芳：昨天到周五，陈洁代（今天实际是李慧）"
    )
    street.person("李建国").says("找人帮忙")
    assert [to for to, _ in pushed(street)] == ["李慧"]
    street.clock_goes_to(datetime(2026, 11, 26, 9))
    assert "您还代着王芳的班" in told(street, "陈洁")
    street.person("陈洁").says("查 12号301").hears("王秀英")


def test_in_a_circle_nobody_is_left_and_the_secretary_is_told(community):
    street = community()
    on_leave(street, "王芳", "明天请假，陈洁代")
    fang, jie = id_of(street, "王芳"), id_of(street, "陈洁")
    # Only two who save at the same moment can bring it about: whoever comes second is refused.
    street.ask(lambda unit: Leave(jie, fang, date(2026, 11, 24), date(2026, 11, 25)).store(unit, TESTS))
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert "王芳请假，没有人代班，名单先发给您" in told(street, "刘书记")
    street.person("刘书记").says("谁在代班").hears("现在没有人代，请换一位").says("谁没人管").hears(
        "陈洁请假，现在没有人代"
    )
    street.person("李建国").says("找人帮忙")
    assert [to for to, _ in pushed(street)] == ["刘书记"]


def test_two_who_would_stand_in_for_each_other_are_stopped(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "明天到周五请假，陈洁代")
    jie = street.person("陈洁").says("周三到下周三请假，王芳代")
    jie.hears("王芳明天到周五也请假，正是请陈洁代的", "互相代就没人了").sees("请李慧代", "请刘书记代")


# Bad input: a clear sentence, and the question again


def test_a_substitute_who_is_away_too_is_named_with_the_days(community):
    street = community(*STREET, LI)
    on_leave(street, "李慧", "周三请假，刘书记代")
    fang = street.person("王芳").says("明天到周五请假，李慧代").hears("李慧周三也请假（刘书记代），代不了")
    fang.sees("请陈洁代", "请刘书记代").says("陈洁").hears("谁来代：陈洁", "共4天")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("我明天请假，王芳代", "自己代不了自己"),
        ("我明天请假，赵敏代", "赵敏不是三门居民区的同事"),
        ("我明天请假，张三代我", "没找到叫「张三」的同事"),
        ("12月5日到12月1日请假，陈洁代", "下周二（12月1日）在它前面了"),
        ("11月20日请假，陈洁代", "11月20日已经过去了"),
        ("昨天请假，陈洁代", "昨天已经过去了"),
        ("2月30日请假，陈洁代", "没有「2月30日」这一天"),
        ("明天起请假八个月，陈洁代", "一次最多记183天"),
    ],
)
def test_what_cannot_be_is_said_and_asked_again(community, words: str, why: str):
    street = community(*STREET, ZHAO)
    street.person("王芳").says(words).hears(why)
    assert street.person("王芳").community.player.people["王芳", "web"].prompts[-1].buttons


def test_the_rest_of_what_was_said_is_kept(community):
    street = community()
    street.person("王芳").says("12月5日到12月1日请假，陈洁代").says("12月8日").hears("共4天", "谁来代：陈洁")


def test_the_longest_leave_is_the_operators_to_set(community):
    street = community(settings=Settings(blocks={"cover": Block(longest_days=10)}))
    street.person("王芳").says("明天起请假两周，陈洁代").hears("这样有14天，一次最多记10天", "12月3日")


def test_somebody_who_is_about_to_leave_cannot_stand_in_until_the_end(community):
    street = community(*STREET, LI)
    street.person("刘书记").says("李慧12月1日调走，交给陈洁").says("保存").hears("记好了")
    fang = (
        street.person("王芳").says("11月27日到12月3日请假，李慧代").hears("李慧下周二（12月1日）起就不在这里了，代不了")
    )
    fang.says("取消")
    street.clock_goes_to(datetime(2026, 12, 2, 9))
    street.person("王芳").says("明天请假，李慧代").hears("李慧已经不在这里了")


def test_where_only_one_cadre_works_the_secretary_gets_the_list(community):
    street = community(*(row for row in STREET if "陈洁" not in row))
    fang = street.person("王芳").says("明天请假").hears("没有别的干部能代王芳，名单只能发给刘书记").sees("请刘书记代")
    fang.taps("请刘书记代").says("保存").hears("刘书记代")


def test_a_leave_that_overlaps_another_takes_its_place_if_wanted(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "明天到周五请假，陈洁代")
    fang = street.person("王芳").says("周四到下周一请假，李慧代").hears("跟这次重了").sees("换成新的", "留着原来的")
    fang.taps("换成新的").says("保存").hears("记好了")
    assert "从周四起不用您代" in told(street, "陈洁") and "请您代班" in told(street, "李慧")
    fang.says("谁在代班").hears("王芳：明天到周三，陈洁代", "王芳：周四到下周一（11月30日），李慧代")
    fang.says("周五请假，陈洁代").taps("留着原来的").hears("原来的假不变")
    fang.says("李慧代谁").hears("李慧代").hears_nothing_of("陈洁代")


def test_one_leave_right_after_another_is_no_return(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "明天请假，陈洁代")
    on_leave(street, "王芳", "周三请假，李慧代")
    street.clock_goes_to(datetime(2026, 11, 25, 9))
    assert "王芳的假还没完，从今天起由李慧代" in told(street, "陈洁") and not told(street, "王芳")


# Coming back, calling off, asking


def test_back_earlier_ends_it_at_once(community):
    street = community()
    on_leave(street, "王芳", "今天到周五请假，陈洁代")
    street.person("陈洁").says("查 12号301").hears("王秀英")
    street.clock_goes_to(datetime(2026, 11, 24, 10))
    street.person("王芳").says("我回来了，不用代了").hears("您今天回来", "不用陈洁代了")
    assert "王芳回来了，不用您代了" in told(street, "陈洁")
    street.person("陈洁").says("查 12号301").hears("不在您负责的范围里")
    street.person("王芳").says("撤销").hears("销假不算了")
    assert "王芳的班还是请您代" in told(street, "陈洁")
    events = street.clock_goes_to(datetime(2026, 11, 28, 9))
    assert [(f"{event.at:%d}", event.to) for event in events if event.lane == "reminder"] == [
        ("28", "王芳"),
        ("28", "陈洁"),
    ]


def test_a_leave_that_has_not_begun_is_called_off(community):
    street = community()
    on_leave(street, "王芳", "下周一到周三请假，陈洁代")
    street.person("王芳").says("不请假了").hears("假不请了")
    assert "取消了，不用您代了" in told(street, "陈洁")
    assert not [event for event in street.clock_goes_to(datetime(2026, 12, 4, 9)) if event.lane == "reminder"]
    street.person("王芳").says("销假").hears("王芳现在没有请假")


def test_of_several_leaves_the_one_is_asked_for(community):
    street = community()
    on_leave(street, "王芳", "明天请假，陈洁代")
    on_leave(street, "王芳", "下周一请假，陈洁代")
    fang = street.person("王芳").says("不请假了").hears("王芳记着2个假，是哪一个不用了")
    fang.taps("下周一（11月30日）（陈洁代）").hears("假不请了").says("谁在代班").hears(
        "王芳：明天，陈洁代"
    ).hears_nothing_of("下周一")


def test_coming_back_on_a_day_to_come(community):
    street = community()
    on_leave(street, "王芳", "今天到下周五请假，陈洁代")
    street.person("刘书记").says("王芳后天回来上班").hears("王芳周三回来")
    events = street.clock_goes_to(datetime(2026, 12, 6, 9))
    assert [(f"{event.at:%m-%d}", event.to) for event in events if event.lane == "reminder"] == [
        ("11-25", "王芳"),
        ("11-25", "陈洁"),
    ]


def test_undone_it_never_was(community):
    street = community()
    on_leave(street, "王芳", "明天请假，陈洁代")
    street.person("王芳").says("撤销").hears("请假不算了")
    assert "刚才说的代班不算了" in told(street, "陈洁")
    assert not [event for event in street.clock_goes_to(datetime(2026, 11, 25, 9)) if event.lane == "reminder"]


def test_another_substitute_for_the_same_days(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "今天到周五请假，陈洁代")
    street.person("王芳").says("换李慧代").hears("谁来代：李慧").says("保存").hears("今天到周五请假，李慧代")
    assert "不用您代" in told(street, "陈洁") and "请您代班" in told(street, "李慧")
    street.person("李慧").says("查 12号301").hears("王秀英")
    street.person("刘书记").says("王芳的班换陈洁代").says("保存").hears("陈洁代")


def test_whoever_asks_hears_of_today_and_of_what_comes(community):
    street = community()
    jie = street.person("陈洁").says("谁在代班").hears("今天和往后都没有人请假")
    on_leave(street, "王芳", "明天到周三请假，陈洁代")
    jie.says("陈洁代谁").hears("王芳：明天到周三，陈洁代").says("谁代王芳").hears("陈洁代")
    jie.says("刘书记代谁").hears("刘书记现在没有请假，也没有代班")


@pytest.mark.parametrize(
    "words", ["12号302女儿请假了", "王秀英女儿请假在家照顾她，血压偏高", "王阿婆出院回来了，精神还好"]
)
def test_what_is_told_of_residents_stays_a_visit(community, words: str):
    street = community()
    street.person("王芳").says(words).hears_nothing_of("谁来代").hears_nothing_of("请假，")
    street.person("王芳").says("取消").hears("不记了")


def test_a_leave_is_made_longer(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "明天到周五请假，陈洁代")
    fang = (
        street.person("王芳")
        .says("我要续假到下周一")
        .hears("从哪天：周六", "到哪天：下周一（11月30日），共3天", "谁来代：陈洁")
    )
    fang.says("保存").says("谁在代班").hears("王芳：明天到周五，陈洁代", "王芳：周六到下周一（11月30日），陈洁代")


def test_the_day_tells_which_leave_is_called_off(community):
    street = community()
    on_leave(street, "王芳", "明天请假，陈洁代")
    on_leave(street, "王芳", "12月10日请假，陈洁代")
    fang = street.person("王芳").says("12月10号的假取消").hears("12月10日（周四）的假不请了")
    fang.says("谁在代班").hears("明天，陈洁代").hears_nothing_of("12月10日")


NIGHT, NEXT_DAY = datetime(2026, 11, 24, 22, 30), datetime(2026, 11, 25, 8, 40)


def test_what_waits_for_the_morning_says_the_day_as_it_is_read(community):
    street = community(*STREET, LI, start=NIGHT)
    street.person("刘书记").says("王芳明天请假，陈洁代").hears("从哪天：明天").says("保存").hears(
        "王芳明天请假，陈洁代"
    )
    street.person("李慧").says("明天到周五请假，陈洁代").says("保存").hears("李慧明天到周五请假")
    assert pushed(street) == []
    street.clock_goes_to(NEXT_DAY)
    jie = told(street, "陈洁")
    assert "王芳今天请假，请您代班" in jie and "李慧今天到周五请假，请您代班" in jie and "明天" not in jie
    assert "给您记了假：今天，陈洁代班" in told(street, "王芳")
    assert "今天您代王芳的班" not in jie  # it was told already


def test_back_earlier_said_at_night(community):
    street = community(*STREET, LI)
    on_leave(street, "王芳", "我今天到周五请假，陈洁代")
    street.clock_goes_to(NIGHT)
    street.person("王芳").says("明天回来上班了，不用代了").hears("您明天回来")
    street.clock_goes_to(NEXT_DAY)
    assert "王芳回来了，不用您代了" in told(street, "陈洁")
