"""Homes told by their place on the list of today, in its order."""

from __future__ import annotations

import re

import pytest

from tests.community import STREET, TUESDAY

ROWS = [row.replace(",,,", ",,独居老人,") if ",12号,402," in row or ",13号," in row else row for row in STREET]


@pytest.fixture
def street(community):
    return community(*ROWS, start=TUESDAY)


def listed(fang) -> list[str]:
    fang.says("今天看谁")
    return [button.removeprefix("记") for button in fang.buttons if re.match("记[0-9]", button)]


@pytest.mark.parametrize(
    ("said", "which", "line"),
    [
        ("第一户去过了，蛮好", slice(0, 1), "情况：蛮好"),
        ("第一户打过电话了，没人接", slice(0, 1), "方式：未遇"),
        ("第2家没人", slice(1, 2), "方式：未遇"),
        ("前面三家都走过了，都好", slice(0, 3), "方式：入户"),
        ("前两户都打过电话了，都好", slice(0, 2), "方式：电话"),
        ("名单上的都打过电话了，都好", slice(None), "方式：电话"),
        ("第一户去过了，蛮好，第二户没人", slice(0, 2), "方式：未遇"),
    ],
)
def test_a_home_is_told_by_its_place_on_the_list(street, said, which, line):
    fang = street.person("王芳")
    doors = listed(fang)
    assert len(doors) > 3
    fang.says(said).hears("请核对", line)
    assert re.findall(r"走访对象：(\S+) ", fang.heard) == doors[which]


def test_without_a_list_it_means_nothing_and_within_a_review_its_own_parts(street):
    fang = street.person("王芳")
    fang.says("第一户去过了，蛮好").hears_nothing_of("请核对")
    listed(fang)
    fang.says("去了12号301和12号402，都好").hears("【第2户】")
    fang.says("第二户没人").hears("12号402").hears_nothing_of("【第3户】")
