"""What a warning says of itself, and how things are counted."""

from datetime import datetime, time

import pytest

from handlers.rounds import rules
from handlers.rounds.issued import find_issue
from handlers.rounds.kinds import find_tags
from handlers.rounds.reads import read_told

NOW = datetime(2026, 12, 24, 16, 30)


@pytest.mark.parametrize(
    ("words", "title", "station", "issued"),
    [
        (
            "上海中心气象台2026年12月24日16时00分发布寒潮蓝色预警信号：预计25日夜里降温",
            "寒潮蓝色预警",
            "上海中心气象台",
            "2026年12月24日16时00分",
        ),
        ("【寒潮预警】今天夜里起降温（上海市气象局 12月24日16:00）", "寒潮预警", "上海市气象局", "12月24日16:00"),
        ("据上海中心气象台24日16时30分发布的暴雪橙色预警信号", "暴雪橙色预警", "上海中心气象台", "24日16时30分"),
        ("虹口区气象台24日15时20分更新大风黄色预警", "大风黄色预警", "虹口区气象台", "24日15时20分"),
        (
            "上海中心气象台今天16时将寒潮蓝色预警信号升级为寒潮黄色预警信号",
            "寒潮黄色预警",
            "上海中心气象台",
            "今天16时",
        ),
        # The hazard is named once, its new colour alone follows.
        (
            "上海中心气象台24日16时将道路结冰黄色预警信号更新为橙色预警信号：受低温影响，路面结冰",
            "道路结冰橙色预警",
            "上海中心气象台",
            "24日16时",
        ),
        # What is lifted is not what is issued.
        ("上海中心气象台今天16时解除寒潮蓝色预警，发布寒潮黄色预警信号", "寒潮黄色预警", "上海中心气象台", "今天16时"),
        ("【高温提醒】今天最高38度，上海中心气象台今天9时发布", "高温提醒", "上海中心气象台", "今天9时"),
        # A time of the weather is no time of issue.
        ("寒潮蓝色预警：今天夜里20时起降温8度", "寒潮蓝色预警", "", None),
    ],
)
def test_a_warning_is_read(words, title, station, issued):
    found = find_issue(words, NOW)
    assert rules.is_warning(words)
    assert (rules.read_warning(words).title, rules.station(words), found and found.source) == (title, station, issued)


@pytest.mark.parametrize(
    "words",
    ["今天去了12号302，都好", "寒潮走访怎么样了", "收到寒潮预警我去看了看", "提醒我明天去看12号302", "发起天气走访"],
)
def test_other_words_are_no_warning(words):
    assert not rules.is_warning(words)


def test_only_the_lifting_of_one_is_a_lifting():
    assert rules.is_lifting("上海中心气象台12月25日8时解除寒潮蓝色预警信号")
    assert not rules.is_lifting("上海中心气象台解除寒潮蓝色预警，发布寒潮黄色预警信号")


@pytest.mark.parametrize(
    ("part", "began", "before"),
    [
        ("上午", datetime(2026, 12, 24, 14), True),
        ("上午", datetime(2026, 12, 24, 10), False),  # it may have been after
        ("下午", datetime(2026, 12, 24, 14), False),
        ("", datetime(2026, 12, 24, 23), False),
    ],
)
def test_a_contact_of_the_morning_was_before_a_round_of_the_afternoon(part, began, before):
    assert rules.was_before(part, began) is before


def test_shares_are_whole_numbers_and_moments_lie_ahead():
    assert rules.shares(["愿意", "愿意", "不愿意"], ("愿意", "不愿意", "无所谓")) == [
        ("愿意", 2, 67),
        ("不愿意", 1, 33),
        ("无所谓", 0, 0),
    ]
    assert rules.shares([], ("愿意",)) == [("愿意", 0, 0)]
    assert rules.report_moment(datetime(2026, 12, 24, 10), time(17)) == datetime(2026, 12, 24, 17)
    assert rules.report_moment(datetime(2026, 12, 24, 17), time(17)) == datetime(2026, 12, 25, 17)
    assert [rules.minutes(n) for n in (120, 90, 60)] == ["两小时", "90分钟", "1小时"]


def test_groups_of_people_are_found_in_words():
    assert find_tags("给独居老人和孤老") == ["独居老人", "孤老"]
    assert find_tags("只给高龄纯老") == ["高龄老人+纯老家庭"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("都打通了", [(("都",), "打通", "")]),
        ("全部打通了，都好", [(("都",), "打通", "都好")]),
        ("除了8号401都通了", [(("8号401",), "没通", ""), (("其他",), "打通", "")]),
        ("8号401、402都打通了", [(("8号401", "8号402"), "打通", "")]),
        ("打通了8号401和12号302", [(("8号401", "12号302"), "打通", "")]),
        ("12号302上门没人", [(("12号302",), "没通", "上门没人")]),
        ("8号401关机，其余都联系上了", [(("8号401",), "没通", "关机"), (("其他",), "打通", "")]),
        ("就8号401没打通", [(("8号401",), "没通", "")]),
    ],
)
def test_how_calls_went_is_read(words, told):
    assert [(one.homes, one.outcome, one.note) for one in read_told(words, [], [])] == told
