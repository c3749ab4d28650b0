"""Everybody who spoke of a case says whether it is solved, and only that counts."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.engines.cases import rules
from tests.community import STREET, TESTS, TUESDAY
from tests.handlers.ratings.street import act, done, joined, now, number_of, raise_one, voice


def test_it_is_asked_in_words_that_fit_and_a_tap_closes_it(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    (asked,) = done(street, case)
    assert (asked.to, asked.text) == ("李建国", "0001号 楼道灯不亮：王芳说灯管换好了。修好了吗？")
    assert asked.buttons == ("好了", "还没好")
    jianguo = street.person("李建国").taps("好了").hears("0001号办结了", "办得您满意吗")
    jianguo.sees("很满意", "满意", "一般", "不满意", "很不满意")
    assert (now(street, case).state, now(street, case).outcome) == (rules.CLOSED, "解决")
    jianguo.taps("很满意").hears("谢谢您")
    assert voice(street, case, "李建国").satisfied == "很满意"


@pytest.mark.parametrize(
    "words",
    ["修好了，谢谢", "好了", "亮了亮了", "0001好了", "已经好了，辛苦你们", "不漏了没问题了", "好的，好了", "弄好了"],
)
def test_words_close_it_too(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says(words).hears("0001号办结了")
    assert now(street, case).outcome == "解决"


@pytest.mark.parametrize(
    "words",
    [
        "没有，还是不亮",
        "还是老样子",
        "没好",
        "修是修了，又坏了",
        "根本没人来",
        "不亮",
        "0001 还是不行",
        "回复说已处理，我看根本没动，不满意",
    ],
)
def test_words_open_it_again(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    jianguo = street.person("李建国").says(words).hears("0001号重新打开了", "居委王芳接着办", "前给您回话")
    assert (now(street, case).state, now(street, case).reopened) == (rules.WORK, 1)
    told = {event.to: event.text for event in jianguo.everybody if event.to not in ("", "李建国")}
    assert set(told) == {"王芳", "刘书记"} and "李建国说还没好" in told["王芳"]


def test_what_is_wrong_may_be_told_after_the_tap(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    jianguo = street.person("李建国").taps("还没好").hears("重新打开了", "哪里还没好")
    assert now(street, case).state == rules.WORK  # safe already
    jianguo.says("换是换了，一闪一闪的").hears("补充到0001号了")
    told = [event.text for event in jianguo.everybody if event.to == "王芳"]
    assert told == ["0001号 楼道灯不亮：李建国补充说：「换是换了，一闪一闪的」"]


def test_the_second_time_the_secretary_takes_it(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("还是不亮")
    done(street, case)
    jianguo = street.person("李建国").says("还是不亮").hears("这回请刘书记接过来办")
    assert now(street, case).reopened == 2
    assert now(street, case).owner_id == street.ask(lambda unit: number_of(unit, "刘书记"))
    told = {event.to for event in jianguo.everybody if event.to not in ("", "李建国")}
    assert {"刘书记", "周科"} <= told


def test_unhappy_with_a_reason_and_thanks_are_passed_on(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    jianguo = street.person("李建国").says("好了").taps("不满意").hears("哪里不满意")
    assert voice(street, case, "李建国").satisfied == "不满意"  # safe already
    jianguo.says("等了三个礼拜").hears("我转给他们了")
    told = [event.text for event in jianguo.everybody if event.to == "王芳"]
    assert told == ["0001号 楼道灯不亮：李建国评了不满意：「等了三个礼拜」。"]
    other = raise_one(street, matter="门禁坏了")
    done(street, other, "门禁换了")
    jianguo = street.person("李建国").says("修好了，王芳真负责，太感谢了")
    told = {event.to: event.text for event in jianguo.everybody if event.to in ("王芳", "刘书记")}
    assert told["刘书记"] == "0002号 门禁坏了：李建国谢谢您：「修好了，王芳真负责，太感谢了」" and "王芳" in told


def test_no_reason_is_fine(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("好了").says("不满意").says("无").hears("不写也行")
    assert (voice(street, case, "李建国").satisfied, voice(street, case, "李建国").why) == ("不满意", "")


def test_forty_co_signers_all_hear_it_and_one_who_says_no_opens_it_once(community) -> None:
    rows = [f"三门居民区,一网格,微网格1,益港花园,12号,{n},邻居{n},男,1960-02-03,,," for n in range(601, 641)]
    street = community(*STREET, *rows, start=TUESDAY)
    names = tuple(f"邻居{n}" for n in range(601, 641))
    case = raise_one(street, others=names)
    asked = done(street, case)
    assert {event.to for event in asked} == {"李建国", *names} and len(asked) == 41
    assert not any(name in event.text for event in asked for name in ("李建国", "邻居601"))
    first = street.person("邻居601").says("好了").hears("记下了")
    assert now(street, case).state == rules.ASKED and not [event for event in first.everybody if event.to == "王芳"]
    street.person("邻居602").says("我这边还是不亮").hears("重新打开了")
    street.person("邻居603").taps("还没好").hears("您这边还没好，记下了", "0001号已经在重新办")
    assert (now(street, case).state, now(street, case).reopened) == (rules.WORK, 1)
    assert len(done(street, case)) == 41
    street.person("李建国").taps("好了").hears("办结了")
    assert now(street, case).outcome == "解决"
    street.person("邻居604").says("还是不亮").hears("重新打开了")  # within the days it may be


def test_silence_is_asked_once_and_never_counts_as_solved(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    assert not [event for event in street.clock_goes_to(datetime(2026, 11, 26, 9)) if event.to == "李建国"]
    (again,) = [event for event in street.clock_goes_to(datetime(2026, 11, 29, 9)) if event.to == "李建国"]
    assert "再问一声，0001号 楼道灯不亮" in again.text and again.buttons == ("好了", "还没好")
    (over,) = [event for event in street.clock_goes_to(datetime(2026, 12, 3, 9)) if event.to == "李建国"]
    assert "先结了，不算解决" in over.text
    assert (now(street, case).state, now(street, case).outcome) == (rules.CLOSED, "未回复")
    street.person("李建国").says("好了").hears_nothing_of("办结了")
    street.person("李建国").says("0001 又坏了").hears("0001号重新打开了")
    assert now(street, case).state == rules.WORK


def test_a_month_later_a_new_one_is_offered_that_names_the_old(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("好了")
    street.clock_goes_to(datetime(2027, 1, 10, 9))
    late = street.person("李建国").says("0001 又坏了").hears("过了30天不能再打开", "写明上次是0001号")
    late.sees("另提一件")
    street.person("李建国").says("0001好了").hears("评价收不进去了")
    assert now(street, case).state == rules.CLOSED


def test_of_somebody_elses_case_nothing_is_said(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    stranger = street.person("赵国强").says("0001好了").hears("不在您提过的事里")
    stranger.hears_nothing_of("楼道灯")
    street.person("赵国强").says("0099好了").hears("不在您提过的事里")
    assert now(street, case).state == rules.ASKED


def test_twice_is_once_and_a_change_of_mind_counts(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("好了").taps("满意")
    street.person("李建国").says("0001好了").hears("您已经说过好了")
    street.person("李建国").says("0001还没好").hears("重新打开了")
    assert now(street, case).reopened == 1


def test_what_is_not_done_yet_is_not_rated(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("李建国").says("0001好了").hears("0001号还在办", "撤回").sees("撤回")
    assert now(street, case).state == rules.NEW


def test_a_danger_in_an_answer_comes_first(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    jianguo = street.person("李建国").says("没好，电表箱冒烟了")
    assert "119" in jianguo.got[0].text and jianguo.got[0].lane == "alert"
    assert now(street, case).reopened == 1


def test_what_was_said_can_be_taken_back(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("还是不亮")
    assert street.visits("王芳") == []
    street.person("李建国").says("撤销").hears("撤销了")
    assert (now(street, case).state, now(street, case).reopened) == (rules.ASKED, 0)
    assert voice(street, case, "李建国").rated_at is None
    street.person("李建国").says("好了").hears("办结了")


def test_an_answer_is_a_contact_of_the_household_once_a_day(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("还是不亮").says("0001 灯还在闪")

    def visits(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == "12号402")
        return [(one.way, one.note) for one in unit.visits.of_household(TESTS, home.id)]

    assert street.ask(visits) == [("微信", "诉求0001的回话")]


def test_a_declined_one_may_be_contradicted(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    act(street, case, rules.DECLINE, words="归燃气公司，962777")
    jianguo = street.person("李建国").says("不对").hears("请书记")
    told = [event.text for event in jianguo.everybody if event.to == "刘书记"]
    assert told and "想请您联系" in told[0]


def test_whoever_was_asked_and_comes_after_the_raiser_still_counts(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street, others=("赵国强",))
    done(street, case)
    street.person("李建国").taps("好了").hears("办结了")
    street.person("李建国").says("修好了，五颗星！感谢王芳").hears("我转给他们")
    street.person("赵国强").says("没好，我家门口还是黑的").hears("0001号重新打开了")
    assert (now(street, case).state, now(street, case).outcome) == (rules.WORK, "")


@pytest.mark.parametrize(
    "words", ["我家水管又漏了", "好的", "谢谢", "另外一件，楼上还是很吵", "修好了吗", "垃圾房没人清"]
)
def test_other_words_are_no_answer(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says(words).hears_nothing_of("0001号重新打开").hears_nothing_of("办结了")
    assert now(street, case).state == rules.ASKED and voice(street, case, "李建国").solved is None


def test_a_latecomer_is_asked_like_the_others(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    joined(street, case, "赵国强")
    assert [(one.to, one.buttons) for one in street.sent if one.to] == [("赵国强", ("好了", "还没好"))]
