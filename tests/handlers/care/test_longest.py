"""Which homes have waited longest, and why the list of who is late is longer than what coverage counts."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.community import STREET, TUESDAY

ROWS = [row.replace(",,,", ",,独居老人,") if ",12号,402," in row or ",13号,101," in row else row for row in STREET]


@pytest.mark.parametrize("said", ["谁最久没去了", "哪户最久没联系", "最久没走访的是哪几户"])
def test_homes_that_waited_longest_come_first(community, said):
    fang = community(*ROWS, start=TUESDAY).person("王芳")
    fang.says("今天去了12号402，都好").says("保存")
    fang.says(said).hears("隔得最久没联系的在前面", "12号301 王阿婆", "还没有联系过")
    assert fang.heard.index("13号101") < fang.heard.index("12号402")
    fang.hears_nothing_of("王芳")


def test_who_is_late_says_why_it_is_more_than_coverage_counts(community):
    street = community(*STREET, start=TUESDAY)
    street.person("王芳").says("明天去看13号302").says("保存")
    street.clock_goes_to(datetime(2026, 12, 18, 9))
    street.person("刘书记").says("晚了").hears("13号302", "其中1户是答应了要去", "覆盖率里的「晚了」不算")


@pytest.mark.parametrize("said", ["我管哪几栋楼", "我负责哪些楼？", "哪几栋楼归我管"])
def test_a_cadre_asks_which_buildings_are_hers(community, said):
    street = community(*STREET, start=TUESDAY)
    street.person("王芳").says(said).hears("一共2栋", "12号", "13号").hears_nothing_of("15号")
    street.person("陈洁").says(said).hears("一共1栋", "15号")
