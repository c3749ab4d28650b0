"""A visit with a follow-up, or a visit to come: what is told before the day decides."""

from __future__ import annotations

import pytest

from tests.community import TUESDAY


@pytest.fixture
def fang(community):
    return community(start=TUESDAY).person("王芳")


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("走访12号402，李建国都好，需要申请长护险，下周一回访", ("情况：都好", "诉求：需要申请长护险", "跟进：下周一（11月30日） 回访")),
        ("去12号402，李建国膝盖疼，下周五再去看看", ("情况：膝盖疼", "跟进：下周五（12月4日） 再去看看")),
        ("12号301王阿婆血压高，想装扶手，明天再去", ("情况：血压高", "诉求：装扶手", "跟进：明天（11月25日） 再去")),
        ("12号402李建国脚肿得厉害，后天再上门", ("情况：脚肿得厉害", "跟进：周四（11月26日） 再上门")),
        ("到12号402，屋里漏水，明天再去看", ("情况：屋里漏水", "跟进：明天（11月25日） 再去看")),
    ],
)  # fmt: skip
def test_what_is_told_before_a_day_to_come_is_a_visit_and_the_day_its_follow_up(fang, said, lines):
    fang.says(said)
    if "是怎么知道的" in fang.heard:
        fang.says("入户")
    fang.hears("走访对象", *lines)


@pytest.mark.parametrize(
    "said",
    ["12号402，下周二去看", "约了12号402下周二去", "打算去12号402，下周二去", "给12号402李建国送米，下周二去",
     "跟12号402李建国说好了，下周二上门", "12号402李建国，下周二再去", "想去看看12号402李建国，下周二去",
     "下周二去12号402，李建国膝盖疼"],
)  # fmt: skip
def test_a_home_and_a_day_to_come_stay_a_plan(fang, said):
    fang.says(said).hears("请核对这个打算", "12号402 李建国", "下周二（12月1日）")
