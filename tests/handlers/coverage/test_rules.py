"""What questions ask for, and figures as they are said."""

from __future__ import annotations

import re
from datetime import date

import pytest

from handlers.coverage.rules import (
    ASKS_COUNT,
    ASKS_COVERAGE,
    ASKS_PROGRESS,
    COUNT,
    PERSON,
    PLACE,
    Asked,
    fit,
    in_order,
    percent,
    place_key,
    read_question,
    span,
)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 7, 0), (1, 3, 33), (2, 3, 66), (999, 1000, 99), (1000, 1000, 100), (0, 0, 0)],
)
def test_percent_is_rounded_down(part, whole, said):
    assert percent(part, whole) == said


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("覆盖率 三门", Asked("三门", "", PLACE)),
        ("请问三门居民区今年走访覆盖率是多少？", Asked("三门居民区", "今年", PLACE)),
        ("三号楼还有几户没走", Asked("三号楼", "", PLACE)),
        ("三门走访进度", Asked("三门", "", PERSON)),
        ("这个月走了多少户了", Asked("", "这个月", COUNT)),
        ("王芳上周走了几户", Asked("王芳", "上周", COUNT)),
        ("今天天气不错", None),
    ],
)
def test_questions(text, asked):
    assert read_question(text) == asked


@pytest.mark.parametrize("text", ["12号302反映网络覆盖差", "小区绿化覆盖率低", "12号302装修进度太慢", "看了几家医院"])
def test_what_is_no_question(text):
    assert not any(re.match(words, text) for words in (ASKS_COVERAGE, ASKS_PROGRESS, ASKS_COUNT))


@pytest.mark.parametrize(
    ("words", "name", "fits"),
    [
        ("益港花园", "益港花园", 4),
        ("第二微网格", "微网格2", 4),
        ("二号微网格", "微网格2", 4),
        ("三门", "三门居民区", 3),
        ("三门居委会", "三门居民区", 4),
        ("益港", "益港花园", 2),
        ("花园", "益港花园", 1),
        ("第二微网格", "益港第二微网格", 1),
        ("微网格1", "微网格12", 0),  # not the beginning of another number
        ("三门", "益港花园", 0),
        ("", "三门居民区", 0),
    ],
)
def test_how_well_words_name_a_place(words, name, fits):
    assert fit(words, name) == fits


def test_names_come_in_the_order_in_which_one_counts():
    names = ["益港第四微网格", "益港第十一微网格", "益港第三微网格", "益港第二微网格", "益港第一微网格"]
    assert sorted(names, key=in_order) == [names[4], names[3], names[2], names[0], names[1]]
    assert sorted(["微网格10", "微网格2"], key=in_order) == ["微网格2", "微网格10"]
    assert place_key("第二十三微网格") == "微网格23"


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("", (11, 1), (11, 25)),
        ("今天", (11, 24), (11, 25)),
        ("昨天", (11, 23), (11, 24)),
        ("本周", (11, 23), (11, 25)),
        ("上周", (11, 16), (11, 23)),
        ("上个月", (10, 1), (11, 1)),
        ("今年", (1, 1), (11, 25)),
    ],
)
def test_spans(period, since, until):
    found = span(period, date(2026, 11, 24))
    assert (found.since, found.until) == (date(2026, *since), date(2026, *until))
