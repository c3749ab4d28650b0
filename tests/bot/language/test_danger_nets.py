"""What no phrase foresaw: dangers and daily matters in many people's words, heard by kind; who asks, who tells, what denies."""

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from bot.config import Settings
from bot.danger import BYSTANDER, LIFELINES, lifeline
from bot.language.danger_words import NEVER_LOWERED, RANK
from bot.language.triage import NETS, danger, looks_up, of_another

HERE = Path(__file__).parent
DANGERS = [line.split(" ", 1) for line in (HERE / "dangers.txt").read_text(encoding="utf-8").splitlines()]
EVERYDAY = (HERE / "everyday.txt").read_text(encoding="utf-8").splitlines()


def test_every_danger_is_heard_and_open() -> None:
    """Whatever kind it is taken for: a wrong kind wakes the same people, a miss wakes nobody."""
    heard = [(kind, words, danger(words)) for kind, words in DANGERS]
    missed = [(kind, words) for kind, words, found in heard if found is None or found.handled]
    print(f"missed {len(missed)} of {len(heard)}: {dict(Counter(kind for kind, _ in missed))}")
    assert missed == []


def test_nine_of_ten_dangers_are_taken_for_what_they_are() -> None:
    told = [(kind, words, danger(words)) for kind, words in DANGERS]
    other = [
        (words, kind, found.kind) for kind, words, found in told if found and kind not in (found.kind, *found.beside)
    ]
    assert len(other) <= len(told) // 10, other


def test_a_daily_matter_wakes_nobody() -> None:
    loud = [(words, found.kind, found.source) for words in EVERYDAY if (found := danger(words)) and not found.handled]
    assert loud == []


@pytest.mark.parametrize("net", NETS, ids=lambda net: f"{net.kind}-{net.state[:6]}")
def test_no_net_repeats_without_an_end(net) -> None:
    for said in (net.state, net.who, net.unless):
        assert not re.search(r"[*+]|\{\d+,\}", re.sub(r"\[[^]]*\]", "一", said))
        re.compile(said)
    assert net.kind in RANK and net.kind in LIFELINES


@pytest.mark.parametrize("said", ["老人", "电梯", "煤气", "小孩手", "没有煤气味，", "血", "我"])
def test_ten_thousand_characters_are_read_in_no_time(said) -> None:
    danger(said * (10_000 // len(said)))


@pytest.mark.parametrize(
    ("denied", "kind"),
    [
        ("没闻到煤气", "燃气"),
        ("没有人倒在地上", "跌倒昏迷"),
        ("电梯里没关着人", "电梯困人"),
        ("没有小孩掉进河里", "落水"),
    ],
)
def test_what_is_denied_beside_the_state_or_before_the_pair_is_none(denied, kind) -> None:
    assert danger(denied) is None
    assert danger(denied.replace("没有", "").replace("没", "")).kind == kind


@pytest.mark.parametrize("words", ["电梯上个月困过人，修过了", "阿婆上次晕倒过，现在好多了吃饭香", "去年楼道里着过火"])
def test_what_was_once_is_over(words) -> None:
    found = danger(words)
    assert found is None or found.handled


@pytest.mark.parametrize("words", ["没有被打", "我没被打", "他没打我。"])
def test_a_bare_denial_tells_of_nothing_new(words) -> None:
    assert danger(words) is None


@pytest.mark.parametrize("words", ["她说没被打，可是脸都肿了", "他没打我，是推我", "女儿说叔叔没摸她，我不信"])
def test_a_denial_within_a_story_lowers_nothing(words) -> None:
    found = danger(words)
    assert found is not None and found.kind in NEVER_LOWERED and not found.handled


# The sentence that saves


@pytest.mark.parametrize(
    "words",
    [
        "有人站在顶楼边上要跳下来",
        "楼道里有人要跳楼",
        "我儿子说不想活了",
        "我看到桥上有个女的翻过栏杆",
        "阿拉老公想不开",
    ],
)
def test_whoever_sees_it_is_not_spoken_to_as_if_they_wanted_to_die(words) -> None:
    assert lifeline(danger(words), Settings(), words).startswith(BYSTANDER)


@pytest.mark.parametrize(
    "words", ["我不想活了", "他打我，我不想活了", "女儿不要我了，我想跳楼", "活着没意思", "我吞了老鼠药"]
)
def test_whoever_wants_to_die_is(words) -> None:
    assert not of_another(words)
    assert lifeline(danger(words), Settings(), words).startswith(LIFELINES["轻生"])


@pytest.mark.parametrize(
    ("words", "kept_off"),
    [
        ("热水器被电了，人倒在地上", "先别碰人"),
        ("浴室漏电，老婆倒在里面叫不醒", "先别碰人"),
        ("阿婆昏倒了，屋里都是煤气味", "先别开灯"),
        ("小孩掉进河里没声音了", "别下水"),
        ("他要开煤气自杀，屋里煤气味很重", "先别开灯"),
    ],
)
def test_of_two_dangers_the_one_that_may_kill_whoever_helps_is_named(words, kept_off) -> None:
    assert kept_off in lifeline(danger(words), Settings(), words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("胸口痛得在地板上打滚，冷汗一身", "胸痛窒息"),
        ("工地上吊车倒了压到人了", "遇险被困"),
        ("救命", "人身危险"),
        ("继父老是摸我女儿，她才九岁", "性侵"),
        ("孩子掉进窨井里了", "遇险被困"),
    ],
)
def test_the_kind_is_what_happened_and_not_what_a_character_recalls(words, kind) -> None:
    assert danger(words).kind == kind


# Who asks

QUESTIONS = [
    "家暴的是哪几家", "涉家暴家庭有几户", "着火的那家去看过了吗", "上次跳楼那家现在谁管", "12号楼有几个独居老人", "走失的那个老伯现在怎么样",
]  # fmt: skip
REPORTS = [
    "12号402有煤气味，谁去看一下",
    "着火了，里面有多少人不知道",
    "13号那家着火了，快来",
    "电梯困了几个人",
    "他又打她了",
]


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_after_records_is_known_as_one(words) -> None:
    assert looks_up(words)


@pytest.mark.parametrize("words", REPORTS)
def test_a_report_is_none_even_if_it_asks(words) -> None:
    assert not looks_up(words)


@pytest.mark.parametrize(("who", "words"), list(product(["王芳", "刘书记"], QUESTIONS[:4])))
def test_colleagues_who_look_something_up_wake_nobody(community, who, words) -> None:
    assert [event for event in community().line(who, words) if event.lane == "alert"] == []


@pytest.mark.parametrize("words", ["现在打了多少了", "现在打得怎样了"])
def test_how_far_the_calls_are_is_no_violence(words) -> None:
    assert danger(words) is None


def test_staff_who_report_and_residents_who_ask_are_heard(community) -> None:
    for who, words in (("王芳", REPORTS[0]), ("王秀英", "着火的那家去看过了吗")):
        assert [event for event in community().line(who, words) if event.lane == "alert"]
