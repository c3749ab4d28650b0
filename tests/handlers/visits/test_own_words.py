"""What outside readers typed: firms by a part of their name, days that may lie ahead, lists, tellers, corrections in words."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.community import STREET, TUESDAY

PARK = [
    *STREET,
    "三门居民区,一网格,微网格1,益港花园,2幢,305,上海蓝天科技有限公司,,,,企业,",
    "三门居民区,一网格,微网格1,益港二村,13号,302,蒋秀兰,女,1940-01-01,,,",
]


@pytest.fixture
def fang(community):
    return community(*PARK, start=TUESDAY).person("王芳")


@pytest.mark.parametrize(
    "said", ["走访蓝天科技，准备招三个人", "去了2幢305蓝天公司，准备招三个人", "走访企业蓝天，准备招三个人"]
)
def test_a_firm_is_known_by_how_its_name_begins(fang, said):
    fang.says(said).hears("上海蓝天科技有限公司", "方式：商户走访", "准备招三个人")


def test_the_sky_is_no_firm(fang):
    fang.says("今天蓝天白云，去了12号402，李建国都好").hears("12号402", "方式：入户").hears_nothing_of("科技")


@pytest.mark.parametrize("said", ["元旦后去看12号402", "过几天去看12号402", "改天再去12号402"])
def test_a_time_to_come_without_a_day_is_a_plan_that_asks_which_day(fang, said):
    fang.says(said).hears("打算哪天去").says("下周一").hears("请核对这个打算", "下周一（11月30日）")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周五去看12号402", "周五（11月27日）"),
        ("周五之前去一趟12号402", "周五（11月27日）"),
        ("1月2日要陪12号402李建国去办证", "2027年1月2日"),
    ],
)
def test_a_day_that_may_lie_behind_or_ahead_lies_ahead_in_a_plan(fang, said, day):
    fang.says(said).hears("请核对这个打算", day)


def test_a_weekday_with_news_lies_behind(fang):
    fang.says("周五去了12号402，身体好").hears("请核对：", "上周五（11月20日）")


def test_a_time_is_kept_and_reminds_an_hour_before(community):
    street = community(start=datetime(2026, 11, 24, 13))
    fang = street.person("王芳").says("下午四点半去12号402").hears("下午四点半").taps("保存")
    fang.hears("今天我会提醒您")
    events = street.clock_goes_to(datetime(2026, 11, 24, 16))
    assert [f"{event.at:%H:%M}" for event in events] == ["15:30"]


def test_a_day_in_brackets_only_says_the_day_again(fang):
    fang.says("今天去了12号402，骨折在家，下周一（11月30日）要拆石膏").hears(
        "日期：今天", "跟进：下周一（11月30日） 要拆石膏"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("明天去了12号402，都好", "还没到"),
        ("12月5日去了12号402，都好", "12月5日还没到"),
        ("1990年5月3日去了12号402，都好", "太早"),
    ],
)
def test_a_day_on_which_nobody_can_have_gone_is_asked_about(fang, said, answer):
    fang.says(said).hears(answer, "哪天去的").says("昨天").hears("昨天（11月23日）", "都好")


def test_a_household_named_again_gets_its_own_words(fang):
    fang.says("昨天12号301和402都去了，301身体好，402要换灯").hears(
        "301 王秀英", "情况：身体好", "402 李建国", "情况：要换灯"
    )


def test_a_list_with_circled_numbers(fang):
    fang.says("①12号301 好 ②12号402 没人 ③13号101 脚痛").hears(
        "12号301", "情况：好", "12号402", "方式：未遇", "13号101", "情况：脚痛"
    )


@pytest.mark.parametrize(
    ("said", "way"),
    [("敲了402的门没人应", "未遇"), ("邻居说李建国住院了", "第三方反馈"), ("儿子说12号402李建国要住养老院", "第三方反馈"),
     ("12号402李建国 今天 电话 血压稳定", "电话"), ("12号402，途遇，精神好", "途遇"), ("12号402李建国今天来窗口，要申请长护险", "接待")],
)  # fmt: skip
def test_the_way_is_heard(fang, said, way):
    fang.says(said).hears("12号402 李建国", f"方式：{way}")


def test_a_part_of_an_estates_name_is_enough(fang):
    fang.says("二村13号302今天去了，身体好").hears("13号302 蒋秀兰")


@pytest.mark.parametrize(
    ("said", "line"),
    [("应该是电话", "方式：电话"), ("不是昨天是前天", "日期：上周日（11月22日）"), ("不是李建国是陈桂芳", "走访对象：13号101 陈桂芳"),
     ("情况改成血压正常", "情况：血压正常"), ("把偏高改成偏低", "情况：血压偏低"), ("刚才那条情况写错了，应该是血压偏低", "情况：血压偏低"),
     ("不是12号402是13号101", "走访对象：13号101 陈桂芳"), ("不是入户，是途遇", "方式：途遇"), ("日期应该是11月20日", "日期：上周五（11月20日）")],
)  # fmt: skip
def test_the_last_visit_is_corrected_in_ones_own_words(fang, said, line):
    fang.says("昨天去了12号402，血压偏高").taps("保存")
    fang.says(said).hears("原来记的：12号402 李建国，昨天，入户", line).taps("保存").hears("改好了")


@pytest.mark.parametrize("said", ["12号402", "12号402最近怎么样？", "李建国情况如何"])
def test_a_household_alone_is_looked_up(fang, said):
    fang.says(said).hears("益港花园12号402", "还没有走访记录")


def test_a_room_told_at_the_review_is_in_the_building_spoken_of(fang):
    fang.says("今天去了13号101陈桂芳，血压偏高；12号301没人").hears("【第2户】")
    fang.says("第二户是402").hears("12号402 李建国", "13号101 陈桂芳")
    fang.says("第一户是302").hears("13号302", "12号402 李建国")


def test_the_afternoon_of_a_day_told_with_its_morning(fang):
    fang.says("后天上午九点半去12号301，下午去12号402").hears("（11月26日）上午九点半", "（11月26日）下午\n")
