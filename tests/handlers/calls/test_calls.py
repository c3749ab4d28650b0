"""Whoever no channel reaches is rung, and one tap puts down what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, update

from handlers.engines.cases import rules
from storage.registry import ACCOUNTS, PERSONS
from storage.viewers import run
from tests.community import TESTS, TUESDAY
from tests.handlers.ratings.street import act, done, now, number_of, raise_one, voice


def unreachable(street, name: str, phone: str = "13800000001") -> None:
    """No account at all, but a phone."""

    def leave(unit) -> None:
        person = number_of(unit, name)
        run(unit.db, TESTS, delete(ACCOUNTS).where(ACCOUNTS.c.person_id == person))
        run(unit.db, TESTS, update(PERSONS).where(PERSONS.c.id == person).values(phone=phone))

    street.ask(leave)


def opened(street):
    case = raise_one(street)
    unreachable(street, "李建国")
    assert done(street, case) == []
    return case


def test_the_list_says_whom_at_which_number_and_what(community) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    fang = street.person("王芳").says("电话单")
    fang.hears(
        "李建国 13800000001：0001号 楼道灯不亮",
        "您反映的「楼道灯不亮」（0001号），灯管换好了。想问问您，修好了吗？",
    )
    fang.sees("已告知", "解决了", "没解决", "没打通").taps("解决了").hears("记下了：李建国说好了", "电话单打完了")
    assert (now(street, case).outcome, voice(street, case, "李建国").solved) == ("解决", True)
    steps = street.ask(lambda unit: unit.cases.steps(TESTS, case.id))
    assert steps[-1].words == "（由王芳电话问）"
    street.person("王芳").says("电话单").hears("空了")


def test_not_solved_on_the_phone_opens_it_again(community) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    fang = street.person("王芳").says("电话单").taps("没解决").hears("说没解决，0001号重新办")
    assert (now(street, case).state, now(street, case).reopened) == (rules.WORK, 1)
    assert [one.to for one in fang.everybody if one.to != "王芳" and one.to] == ["刘书记"]
    assert street.person("王芳").says("撤销").hears("撤销了")
    assert now(street, case).state == rules.ASKED
    street.person("王芳").says("电话单").hears("李建国 13800000001")


def test_nobody_answers_three_times_and_it_closes_as_unanswered(community) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    street.person("王芳").says("电话单").taps("没打通").hears("没打通1次", "改时候再打")
    street.clock_goes_to(datetime(2026, 12, 10, 9))
    assert now(street, case).state == rules.ASKED  # nobody has been asked yet
    street.person("王芳").says("李建国没打通").hears("没打通2次")
    street.clock_goes_to(datetime(2026, 12, 10, 14))
    street.person("王芳").says("电话单").hears("打过2次没通").taps("没打通").hears("先不排了")
    street.clock_goes_to(datetime(2026, 12, 18, 9))
    assert (now(street, case).state, now(street, case).outcome) == (rules.CLOSED, "未回复")


def test_each_morning_one_line_until_it_is_done(community) -> None:
    street = community(start=TUESDAY)
    opened(street)
    (told,) = [one for one in street.clock_goes_to(datetime(2026, 11, 25, 9)) if "电话单" in one.text]
    assert (told.to, told.text, told.buttons) == ("王芳", "电话单：1个人微信上找不到，要打个电话。", ("看电话单",))
    street.person("王芳").taps("看电话单").taps("已告知").hears("李建国知道了")
    assert not [one for one in street.clock_goes_to(datetime(2026, 11, 26, 9)) if "电话单" in one.text]


def test_a_channel_with_a_window_is_used_within_it_only(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("李建国", "kf").says("你好")
    assert [one.to for one in done(street, case)] == ["李建国"]  # within 48 hours of their last words
    street.person("李建国", "kf").says("还是不亮").hears("重新打开了")
    street.clock_goes_to(TUESDAY + timedelta(days=3))
    assert done(street, case) == []
    street.person("王芳").says("电话单").hears("0001号 楼道灯不亮")
    street.person("李建国", "kf").says("这回好了").hears("办结了")  # they write by themselves
    street.person("王芳").says("电话单").hears("空了")


def test_five_messages_and_no_more(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    other = raise_one(street, matter="门禁坏了")
    street.person("李建国", "kf").says("你好")
    for number in range(5):
        third = raise_one(street, matter=f"第{number}处漏水")
        done(street, third)
    assert done(street, case) == []
    assert done(street, other, "门禁换了") == []
    street.person("王芳").says("电话单").hears("3个电话要打")


def test_a_question_and_a_refusal_are_said_on_the_phone_too(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    unreachable(street, "李建国")
    act(street, case, rules.DECLINE, words="归燃气公司，962777")
    fang = street.person("王芳").says("电话单").hears("居委会办不了：归燃气公司，962777").sees("已告知", "没打通")
    fang.taps("已告知").hears("李建国知道了")


def test_it_is_nobody_elses_list(community) -> None:
    street = community(start=TUESDAY)
    opened(street)
    street.person("陈洁").says("电话单").hears("空了").hears_nothing_of("李建国")
    street.person("赵国强").says("电话单").hears_nothing_of("13800000001")


def test_two_at_once_and_only_one_counts(community) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    fang = street.person("王芳").says("电话单")
    fang.taps("解决了")
    fang.says("[按 没解决]").hears("已经记着「解决了」")
    assert now(street, case).outcome == "解决"


def test_three_times_within_minutes_is_once(community) -> None:
    street = community(start=TUESDAY)
    opened(street)
    street.person("王芳").says("李建国没打通").hears("没打通1次")
    for minutes in (1, 2):
        street.clock_goes_to(TUESDAY + timedelta(minutes=minutes))
        street.person("王芳").says("李建国没打通").hears("算一次").hears_nothing_of("先不排了")
    street.person("王芳").says("电话单").hears("打过1次没通")


@pytest.mark.parametrize("words", ["没解决", "李建国没解决，说三楼还黑", "李建国来电话说还是不亮"])
def test_whoever_was_only_told_may_still_say_that_it_is_not_well(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    fang = street.person("王芳").says("电话单").taps("已告知").hears("李建国知道了")
    fang = fang.says("[按 没解决]") if words == "没解决" else fang.says(words)
    fang.hears("李建国说没解决", "0001号重新办")
    assert (now(street, case).state, voice(street, case, "李建国").solved) == (rules.WORK, False)


def test_a_day_later_it_still_counts(community) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    street.person("王芳").says("李建国告知了")
    street.clock_goes_to(TUESDAY + timedelta(days=2))
    street.person("王芳").says("李建国打电话来，说修好了，很满意").hears("李建国说好了")
    assert (now(street, case).outcome, voice(street, case, "李建国").satisfied) == ("解决", "很满意")


@pytest.mark.parametrize(
    ("words", "solved", "satisfied", "why"),
    [
        ("李建国解决了，很满意", True, "很满意", "很满意"), ("李建国没解决，说三楼还黑", False, "", "三楼还黑"),
        ("打过了，他说蛮好", True, "满意", "蛮好"), ("打过电话了，他说还是不亮", False, "", "还是不亮"),
        ("李建国电话里说修好了，就是慢", True, "一般", "就是慢"),
    ],
)  # fmt: skip
def test_what_was_said_on_the_phone_is_kept(community, words: str, solved: bool, satisfied: str, why: str) -> None:
    street = community(start=TUESDAY)
    case = opened(street)
    street.person("王芳").says("电话单")
    street.person("王芳").says(words).hears("记下了：李建国")
    mine = voice(street, case, "李建国")
    assert (mine.solved, mine.satisfied, mine.why) == (solved, satisfied, why)


def test_it_is_known_who_is_ringing(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    unreachable(street, "李建国")
    act(street, case, rules.PASS, whom="物业")
    act(street, case, rules.RESOLVE, name="刘书记", words="物业换了灯管")
    street.person("王芳").says("电话单").hears("（0001号），刘书记说物业换了灯管。想问问您")


def test_nothing_is_said_to_be_told_that_could_not_be_sent(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    street.person("李建国", "kf").says("你好")
    street.person("王芳").says("0001 告诉他们师傅明天来").hears("提出的人也告诉了")
    for number in range(4):
        street.person("王芳").says(f"0001 告诉他们师傅来过{number + 2}趟")
    silent = street.person("王芳").says("0001 告诉他们灯管到货了").hears("微信上现在找不到", "打个电话")
    silent.hears_nothing_of("也告诉了")
    paused = street.person("王芳").says("0001 等灯管，停到下周二").hears("微信上现在找不到")
    paused.hears_nothing_of("提出的人告诉了")
    street.person("王芳").says("电话单").hears("要等一等", "最晚12月22日（周二）前给您回话")
    done_ = street.person("王芳").says("0001 办好了，灯管换了").says("保存").hears("微信上现在找不到", "电话单")
    done_.hears_nothing_of("我去问他们")
