"""How the demands of a place have gone, in numbers that open down to the cases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.app import build_street
from bot.clock import Calendar
from bot.config import Settings
from bot.world import View
from handlers.coverage import grounds
from handlers.coverage.demand_figures import count_demands
from storage.base import transaction
from storage.unit import Unit
from tests.community import STREET, TUESDAY

RESIDENT = "三门居民区,一网格,微网格1,益港花园,12号,601,赵强,男,1980-02-03,13900000001,,"


def raised(community):
    street = community(*STREET, RESIDENT, start=TUESDAY)
    qiang = street.person("赵强")
    qiang.says("12号楼道的灯坏了，黑漆漆的").says("提交").hears("0001")
    qiang.says("12号门口的垃圾三天没人清").says("提交").hears("0002")
    street.person("王芳").says("0001 打过电话了").says("0001 办好了，灯管换了").says("保存").hears("0001")
    qiang.says("修好了，谢谢").says("很满意")
    return street


@pytest.mark.parametrize(
    "words", ["三门居民区 本周诉求", "三门这周诉求怎么样", "本周诉求", "诉求情况", "12号楼本月诉求", "三门的诉求统计"]
)
def test_the_numbers_are_asked_in_many_words_and_open_down(community, words) -> None:
    liu = raised(community).person("刘书记").says(words)
    liu.hears(
        "收到2件，还在办1件",
        "按时先联系：1件里1件（100%）",
        "按时办好：1件里1件（100%）",
        "说好了1件，说没好0件，没回话0件（不算解决）",
    )
    liu.hears("评了的1位里1位满意；不到10位，不算百分比")
    liu.taps("还在办的1件").hears("0002号").taps("看0002").hears("0002号")


def test_each_figure_opens_down_to_its_cases_by_a_tap_or_in_words(community) -> None:
    street = raised(community)
    liu = street.person("刘书记").says("三门居民区 本周诉求")
    for button in ("按时联系的1件", "按时办好的1件", "满意的1件", "说好了的1件"):
        assert button in liu.buttons
    liu.taps("满意的1件").hears("0001号").hears_nothing_of("0002号")
    for words in ("按时办好的是哪几件", "满意的有哪些？", "按时先联系的是哪几件", "解决了的是哪几件"):
        liu.says("本周诉求").says(words).hears("三门居民区本周诉求", "0001号").hears_nothing_of("0002号")
    liu.says("本周诉求").says("没按时联系的是哪几件").hears("没有")
    liu.says("0001").hears("回访：1位说好了；很满意")
    street.clock_goes_to(datetime(2026, 11, 27, 9))
    liu.says("本周诉求").says("没按时联系的是哪几件").hears("0002号").hears_nothing_of("0001号")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("三门居民区 9月诉求", "三门居民区9月诉求：没有收到"),
        ("11月诉求", "三门居民区11月诉求：收到2件"),
        ("上个月诉求", "上个月诉求：没有收到"),
        ("今年第四季度诉求", "第四季度诉求：收到2件"),
        ("上个季度诉求情况", "上个季度诉求：没有收到"),
        ("三门12月份诉求", "三门居民区2025年12月份诉求：没有收到"),
        ("去年的诉求", "去年诉求：没有收到"),
    ],
)
def test_a_month_or_a_quarter_may_be_named(community, words: str, told: str) -> None:
    raised(community).person("刘书记").says(words).hears(told)


def test_nobody_is_counted_by_name_and_residents_are_told_where_theirs_are(community) -> None:
    street = raised(community)
    for words in ("王芳这个月办了几件，满意率多少", "谁办得最多", "王芳的满意率"):
        street.person("刘书记").says(words).hears("不按人算")
    qiang = street.person("赵强")
    for words in ("三门居民区 本周诉求", "上个月诉求统计", "12号楼今年诉求多少件"):
        qiang.says(words).hears("居委自己看", "我的诉求").hears_nothing_of("请核对")
    qiang.taps("我的诉求").hears("0002号")


def test_what_is_over_its_day_counts_as_late(community) -> None:
    street = raised(community)
    street.clock_goes_to(datetime(2026, 12, 28, 9))
    liu = street.person("刘书记").says("三门今年诉求").hears("按时先联系：2件里1件（50%）", "按时办好：2件里1件（50%）")
    liu.taps("没按时办好的1件").hears("0002号")


def test_a_stranger_to_the_place_hears_numbers_alone(community) -> None:
    street = community(
        *STREET, RESIDENT, "池沟居民区,,,,,,孙书记,男,1970-01-05,,,书记", "池沟居民区,,,池沟新村,1号,101,钱多,男,1970-01-05,,,", start=TUESDAY
    )  # fmt: skip
    street.person("赵强").says("12号楼道的灯坏了，黑漆漆的").says("提交").hears("0001")
    sun = street.person("孙书记").says("三门本周诉求").hears("收到1件")
    assert not any("件" in button for button in sun.buttons)
    sun.says("池沟本周诉求").hears("没有收到")
    street.person("赵强").says("三门本周诉求").hears_nothing_of("收到1件")


def test_on_the_demo_street_they_are_those_of_a_plain_recount(engine) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    with transaction(engine) as db:
        unit = Unit(db, now)
        build_street(unit, now.date())
        world = View(unit, Settings(), Calendar(Settings()))
        ground = grounds.Ground(["street", 0], "全街道")
        found = count_demands(world, ground, date(2026, 1, 1), date(2026, 11, 25))
        rows = db.execute(
            sa.text(
                "SELECT id, state, outcome, contact_at, contact_due, done_at, done_due FROM cases WHERE kind = '诉求'"
            )
        ).all()
        votes = db.execute(sa.text("SELECT case_id, satisfied FROM case_voices WHERE satisfied <> ''")).all()
    ours = [row for row in rows if row.outcome not in ("转告", "撤回", "并入")]
    assert len(found.raised) == len(rows) > 100
    assert len(found.aside) == len(rows) - len(ours) > 0
    assert len(found.going) == sum(row.state in "新办转等" for row in ours) > 0
    assert len(found.solved) == sum(row.outcome == "解决" for row in ours) > 0
    assert len(found.silent) == sum(row.outcome == "未回复" for row in ours) > 0
    assert len(found.met) == sum(_in_time(row.contact_at, row.contact_due) for row in ours)
    assert len(found.done) == sum(_in_time(row.done_at, row.done_due) for row in ours)
    known = {row.id for row in ours}
    assert found.rated == sum(row.case_id in known for row in votes) > 10
    assert found.satisfied == sum(row.case_id in known and row.satisfied in ("很满意", "满意") for row in votes)


def _in_time(at, due) -> bool:
    """A moment at rest is UTC; SQLite hands both out as text."""
    if at is None:
        return False
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    day = date.fromisoformat(due) if isinstance(due, str) else due
    return (moment + timedelta(hours=8)).date() <= day
