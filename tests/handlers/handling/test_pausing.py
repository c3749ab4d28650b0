"""Until when a case waits: after a feast, another day, and what is said when it goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.engines.cases import rules
from tests.community import TUESDAY
from tests.handlers.handling.raising import handled, owner, said_to


@pytest.fixture
def street(community):
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：楼道灯不亮")
    return street


def case(street):
    return street.ask(lambda unit: unit.cases.get(1))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("停到元旦", "1月1日"),
        ("停到元旦以后", "1月4日"),
        ("停到元旦后", "1月4日"),
        ("停到元旦过后再弄", "1月4日"),
        ("停到春节后", "2月11日"),
        ("停到年后", "2月11日"),
        ("停到过年以后", "2月11日"),
        ("停到下周五", "12月4日"),
    ],
)
def test_after_a_feast_is_its_first_working_day(street, said: str, day: str) -> None:
    owner(street).says(f"0001 等灯管，{said}").hears("先停到", day, "等灯管。")
    assert case(street).state == rules.WAIT


def test_another_day_moves_the_end_of_a_pause_and_whoever_waits_is_told(street) -> None:
    before = case(street).done_due
    fang = owner(street).says("0001 等灯管，停到下周二")
    moved = case(street).done_due
    fang.says("0001 停到下周五").hears("改成停到下周五（12月4日）：等灯管")
    assert "改到下周五（12月4日）接着办" in said_to(fang, "李建国") and case(street).done_due > moved
    fang.says("0001 停到下周五").hears("没有变")
    fang.says("0001 停到下周二").hears("改成停到下周二")
    assert case(street).done_due == moved
    fang.says("撤销").says("0001 停一个礼拜，灯管没货").hears("12月1日", "：灯管没货。")
    fang.says("0001 继续办")
    assert case(street).done_due == before and case(street).state == rules.WORK


def test_a_pause_that_was_moved_ends_on_its_new_day(street) -> None:
    owner(street).says("0001 等灯管，停到下周二").says("0001 停到下周五")
    street.clock_goes_to(TUESDAY + timedelta(days=8))
    assert case(street).state == rules.WAIT
    street.clock_goes_to(TUESDAY + timedelta(days=11))
    assert case(street).state == rules.WORK


def test_why_it_goes_on_is_told_whole(street) -> None:
    for words in ("不停了，灯管到了", "继续办吧，师傅来了", "不用等了，配件到了"):
        fang = owner(street).says("0001 等灯管，停到下周二").says(f"0001 {words}")
        assert f"接着办了：{words.split('，')[1]}，" in said_to(fang, "李建国")


def test_done_alone_is_reviewed_as_done(street) -> None:
    fang = owner(street).says("0001 办好了").hears("请核对", "办了什么：办好了（默认）")
    fang.says("保存").hears("0001号记成办好了")
    assert "办好了" in said_to(fang, "李建国")
