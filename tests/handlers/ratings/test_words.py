"""The words that people really answer with: taken as what they mean, or asked once more with the matter named; never lost."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.engines.cases import rules
from tests.community import TUESDAY
from tests.handlers.ratings.street import act, done, now, raise_one, voice
from tests.handlers.ratings.test_asked import told


def asked(community, others: tuple[str, ...] = ()):
    street = community(start=TUESDAY)
    case = raise_one(street, others=others)
    done(street, case)
    return street, case


@pytest.mark.parametrize(
    "words", ["满意", "蛮好", "灵额", "5分", "是额", "对", "OK了", "才修好，等了两天", "很满意", "好多了"]
)
def test_it_is_well(community, words: str) -> None:
    street, case = asked(community)
    street.person("李建国").says(words).hears("0001号办结了")
    assert now(street, case).outcome == "解决"


@pytest.mark.parametrize(
    "words",
    [
        "不知道，我还没看", "不是没好", "什么灯？", "👍", "嗯", "好的", "谢谢", "收到", "行", "ok", "还可以", "一般般吧", "三星", "差评",
        "太慢了，一个月才来", "好了一半", "差不多好了，还有一点滴", "我在上班，晚上看看再说", "不满意 态度太差", "没注意", "🙏",
    ],
)  # fmt: skip
def test_neither_is_asked_once_more_and_nothing_is_done(community, words: str) -> None:
    street, case = asked(community)
    jianguo = street.person("李建国").says(words).hears("0001号 楼道灯不亮：修好了吗？").hears_nothing_of("119")
    jianguo.sees("好了", "还没好")
    assert now(street, case).state == rules.ASKED and voice(street, case, "李建国").solved is None
    jianguo.taps("好了").hears("0001号办结了")


def test_a_nod_to_being_asked_once_more_is_left_alone(community) -> None:
    street, _ = asked(community)
    street.person("李建国").says("好的").hears("修好了吗")
    street.person("李建国").says("谢谢").hears("有事随时说").hears_nothing_of("修好了吗")


def test_a_degree_said_too_early_is_kept(community) -> None:
    street, case = asked(community)
    jianguo = street.person("李建国").says("太慢了，一个月才来").hears("您的话我转过去了")
    assert told(street, case) == ["太慢了，一个月才来"]
    jianguo.taps("好了").hears("办结了", "哪里不满意")
    assert voice(street, case, "李建国").satisfied == "不满意"


def test_elsewhere_a_nod_is_only_polite(community) -> None:
    street, _ = asked(community)
    street.person("李建国").says("谁值班")
    street.person("李建国").says("谢谢").hears("有事随时说").hears_nothing_of("修好了吗")


@pytest.mark.parametrize(
    ("words", "degree", "why"),
    [
        ("三星", "一般", ""), ("零分", "很不满意", ""), ("五颗星", "很满意", ""), ("👍", "满意", ""), ("😡", "不满意", ""),
        ("不满意 态度太差", "不满意", "不满意 态度太差"), ("就是太慢了", "一般", "就是太慢了"), ("3", "一般", ""), ("蛮满意的", "很满意", ""),
        ("还可以吧", "一般", "还可以吧"), ("四颗星", "满意", ""),
    ],
)  # fmt: skip
def test_how_satisfied(community, words: str, degree: str, why: str) -> None:
    street, case = asked(community)
    jianguo = street.person("李建国").says("好了").says(words).hears_nothing_of("没太明白").hears_nothing_of("119")
    mine = voice(street, case, "李建国")
    assert (mine.satisfied, mine.why) == (degree, why)
    heads = [one.text for one in jianguo.everybody if one.to == "刘书记"]
    assert bool(heads) == (degree in ("不满意", "很不满意"))


def test_a_bare_four_is_asked_back(community) -> None:
    street, case = asked(community)
    jianguo = (
        street.person("李建国").says("好了").says("4").hears("4颗星（满意）", "第4个（不满意）").sees("满意", "不满意")
    )
    assert voice(street, case, "李建国").satisfied == ""
    jianguo.taps("满意").hears("谢谢您")
    assert voice(street, case, "李建国").satisfied == "满意"


@pytest.mark.parametrize("words", ["不评", "不想评", "算了", "随便"])
def test_nobody_must_rate(community, words: str) -> None:
    street, case = asked(community)
    street.person("李建国").says("好了").says(words).hears("好").hears_nothing_of("没太明白")
    assert voice(street, case, "李建国").satisfied == ""


def test_words_without_a_degree_are_passed_on_and_it_is_asked_again(community) -> None:
    street, case = asked(community)
    jianguo = (
        street.person("李建国").says("好了").says("师傅是从浦东赶过来的").hears("转给他们").taps("满意").hears("记下了")
    )
    mine = voice(street, case, "李建国")
    assert (mine.satisfied, mine.why) == ("满意", "师傅是从浦东赶过来的")
    assert jianguo


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("好是好了就是慢", "说好了，一般：「好是好了就是慢」"), ("还是臭", "说还没好：「还是臭」"), ("还是闪", "说还没好：「还是闪」"),
        ("修好了，不过开关有点松", "说好了：「修好了，不过开关有点松」"),
    ],
)  # fmt: skip
def test_no_word_is_thrown_away(community, words: str, heard: str) -> None:
    street, _ = asked(community)
    jianguo = street.person("李建国").says(words)
    assert [heard in one.text for one in jianguo.everybody if one.to == "王芳"] == [True], jianguo.everybody


@pytest.mark.parametrize("words", ["不用谢", "不急", "没空", "不评"])
def test_a_no_to_something_else_opens_nothing(community, words: str) -> None:
    street, case = asked(community)
    street.person("李建国").says(words)
    assert now(street, case).state == rules.ASKED


def two(community):
    street = community(start=TUESDAY)
    lamp, drain = raise_one(street, matter="楼道灯不亮"), raise_one(street, matter="下水道堵了")
    done(street, lamp)
    done(street, drain, "通了")
    return street, lamp, drain


def test_the_one_that_is_named_is_meant(community) -> None:
    street, lamp, drain = two(community)
    street.person("李建国").says("下水道还是堵").hears("0002号重新打开了")
    assert (now(street, lamp).state, now(street, drain).state) == (rules.ASKED, rules.WORK)


def test_the_one_that_is_named_is_meant_even_if_it_was_answered_already(community) -> None:
    street, lamp, _ = two(community)
    street.person("李建国").says("下水道通了").hears("0002号办结了")
    street.person("李建国").says("不评")
    street.person("李建国").says("下水道还是堵").hears("0002").hears_nothing_of("0001")
    assert now(street, lamp).state == rules.ASKED


@pytest.mark.parametrize("words", ["灯好了，下水道还是堵", "下水道还堵着。灯亮了", "楼道灯修好了 谢谢，下水道没通"])
def test_two_are_two_answers(community, words: str) -> None:
    street, lamp, drain = two(community)
    street.person("李建国").says(words).hears("0001号 楼道灯不亮：办结了", "0002号 下水道堵了：对不住，重新办")
    assert (now(street, lamp).state, now(street, drain).state) == (rules.CLOSED, rules.WORK)


def test_both_are_well(community) -> None:
    street, lamp, drain = two(community)
    street.person("李建国").says("都好了，谢谢").hears("0001", "0002", "办结了")
    assert (now(street, lamp).outcome, now(street, drain).outcome) == ("解决", "解决")


def test_a_second_matter_that_is_still_in_hand_hears_the_words(community) -> None:
    street = community(start=TUESDAY)
    lamp, rubbish = raise_one(street, matter="楼道灯不亮"), raise_one(street, matter="6号楼前垃圾没人收")
    done(street, lamp)
    street.person("李建国").says("灯好了，垃圾还没收").hears("办结了", "0002号 6号楼前垃圾没人收：还在办")
    assert (now(street, lamp).state, now(street, rubbish).state) == (rules.CLOSED, rules.NEW)
    assert told(street, rubbish) == ["垃圾还没收"]


def test_a_mistaken_not_solved_is_put_right(community) -> None:
    street, case = asked(community)
    jianguo = street.person("李建国").taps("还没好")
    jianguo.says("0001 好了").hears("那句「还没好」不算了", "0001号办结了", "满意吗")
    assert (now(street, case).outcome, now(street, case).reopened) == ("解决", 0)
    said = {one.to: one.text for one in jianguo.everybody if one.to in ("王芳", "刘书记")}
    assert set(said) == {"王芳", "刘书记"} and "现在说好了，办结了，不用再跑" in said["王芳"]


def test_once_it_is_worked_on_again_it_is_only_put_down(community) -> None:
    street, case = asked(community)
    street.person("李建国").taps("还没好")
    act(street, case, rules.NOTE, words="师傅又来了一趟")
    street.person("李建国").says("0001 好了").hears("您这边好了，记下了", "我告诉居委王芳")
    assert now(street, case).state == rules.WORK and voice(street, case, "李建国").solved is True


def test_not_solved_taken_back_is_told_and_asked_again(community) -> None:
    street, case = asked(community)
    street.person("李建国").taps("还没好")
    jianguo = (
        street.person("李建国").says("撤销").hears("撤销了", "0001号 楼道灯不亮：修好了吗？").sees("好了", "还没好")
    )
    assert {one.to for one in jianguo.everybody if "撤销了，还在等回话" in one.text} == {"王芳", "刘书记"}
    jianguo.taps("好了").hears("办结了")
    street.person("李建国").says("撤销").hears("修好了吗")
    street.person("李建国").says("没有好，我按错了").hears("重新打开了")
    assert now(street, case).reopened == 1


def test_everybody_who_was_asked_is_heard(community) -> None:
    street, case = asked(community, others=("赵国强", "陈桂芳", "王阿娣"))
    street.person("赵国强").taps("还没好").hears("重新打开了")
    street.person("陈桂芳").says("我们这层好了").hears("您这边好了，记下了", "别人那边还没好")
    street.person("李建国").says("还是不亮，走路要摸墙").hears("您这边还没好，记下了", "转过去了")
    street.person("王阿娣").says("好了").hears("记下了")
    assert [voice(street, case, name).solved for name in ("赵国强", "陈桂芳", "李建国", "王阿娣")] == [
        False,
        True,
        False,
        True,
    ]
    assert (now(street, case).state, now(street, case).reopened) == (rules.WORK, 1)


def test_a_rating_is_changed(community) -> None:
    street, case = asked(community)
    street.person("李建国").says("好了").taps("满意")
    jianguo = street.person("李建国").says("我改一下，0001 不满意，修得马虎").hears("改好了", "不满意")
    mine = voice(street, case, "李建国")
    assert (mine.satisfied, mine.why) == ("不满意", "不满意，修得马虎")
    assert {one.to for one in jianguo.everybody if "改评了不满意" in one.text} == {"王芳", "刘书记"}
    street.person("李建国").says("撤销")
    assert voice(street, case, "李建国").satisfied == "满意"


@pytest.mark.parametrize("words", ["0001 很满意", "0001 不满意，太慢"])
def test_of_somebody_elses_case_nothing_can_be_rated(community, words: str) -> None:
    street, case = asked(community)
    for _ in range(2):
        street.person("赵国强").says(words).hears("不在您提过的事里")
    assert now(street, case).state == rules.ASKED


def test_a_month_later_a_rating_comes_too_late(community) -> None:
    street, _ = asked(community)
    street.person("李建国").says("好了")

    street.clock_goes_to(datetime(2027, 1, 10, 9))
    street.person("李建国").says("0001 很满意").hears("评价收不进去了")


def test_a_degree_of_nothing_gets_a_clear_sentence(community) -> None:
    street = community(start=TUESDAY)
    street.person("赵国强").says("很满意").hears("现在没有等您评价的事")
