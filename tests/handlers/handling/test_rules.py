"""What a sentence about a case asks for."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from handlers.handling.rules import SHOW, fits, masked, pause_reason, read


@pytest.mark.parametrize(
    ("said", "act", "words", "whom"),
    [
        ("0312", SHOW, "", ""),
        ("0312怎么样了", SHOW, "", ""),
        ("看0312", SHOW, "", ""),
        ("0312 接了", rules.TAKE, "", ""),
        ("接0312", rules.TAKE, "", ""),
        ("编号312 我来办", rules.TAKE, "", ""),
        ("0312 联系过了，师傅明天来", rules.CONTACT, "师傅明天来", ""),
        ("0312 打过电话了", rules.CONTACT, "", ""),
        ("0312 打了电话没人接", rules.KEEP, "打了电话没人接", ""),  # nobody was reached
        ("0312 转物业", rules.PASS, "", "物业"),
        ("转物业 0312", rules.PASS, "", "物业"),
        ("0312转给业委会", rules.PASS, "", "业委会"),
        ("0312 转物业，请今天看一下", rules.PASS, "请今天看一下", "物业"),
        ("0312 转派出所，请他们看看", rules.PASS, "请他们看看", "派出所"),
        ("0312 请吴经理处理", rules.PASS, "", "吴经理"),
        ("0312 联系了物业，明天来", rules.KEEP, "联系了物业，明天来", ""),  # whoever asked has not been spoken to
        ("0312 归物业管，转物业", rules.PASS, "归物业管", "物业"),
        ("0312 给陈洁", rules.PASS, "", "陈洁"),
        ("0312 交给陈洁办", rules.PASS, "", "陈洁"),
        ("上报街道 0312", rules.ESCALATE, "", "街道"),
        ("0312 报街道，居委协调不动", rules.ESCALATE, "居委协调不动", "街道"),
        ("0312 问他是哪一层", rules.QUERY, "是哪一层", ""),
        ("0312 等灯管，停到下周二", rules.PAUSE, "等灯管，停到下周二", ""),
        ("0312 继续办", rules.RESUME, "", ""),
        ("0312 办好了，灯管换了", rules.RESOLVE, "灯管换了", ""),
        ("0312 灯修好了", rules.RESOLVE, "灯修好了", ""),
        ("0312 还没修好", rules.KEEP, "还没修好", ""),
        ("0312 明天能修好", rules.KEEP, "明天能修好", ""),
        ("0312 办不了，归燃气公司 962777", rules.DECLINE, "归燃气公司 962777", ""),
        ("记一下0312 师傅量过尺寸了", rules.KEEP, "师傅量过尺寸了", ""),
        ("0312 明天下午修", rules.KEEP, "明天下午修", ""),
        ("0312 重开", rules.REOPEN, "", ""),
    ],
)
def test_a_sentence_is_one_move(said: str, act: str, words: str, whom: str) -> None:
    heard = read(said)
    assert (heard.numbers, heard.act, heard.words, heard.whom) == ((312,), act, words, whom)


@pytest.mark.parametrize("said", ["0312 和 0313 是一件事", "0312、0313合并", "0312跟0313重复了"])
def test_two_numbers_are_one_matter(said: str) -> None:
    assert (read(said).numbers, read(said).act) == ((312, 313), rules.MERGE)


@pytest.mark.parametrize("said", ["今天去了12号302", "021-56781234", "09:30来", "9月0312", "12号0302室"])
def test_other_numbers_are_none_of_a_case(said: str) -> None:
    assert read(said).numbers == () or said in ("9月0312", "12号0302室")


@pytest.mark.parametrize(
    ("said", "day", "reason"),
    [
        ("等灯管，停到下周二", "下周二", "等灯管"),
        ("暂停到12月1日，等配件", "12月1日", "等配件"),
        ("延期到下周五，物业缺人", "下周五", "物业缺人"),
        ("先停一停", "", ""),
    ],
)
def test_the_reason_of_a_pause_is_what_is_left(said: str, day: str, reason: str) -> None:
    assert pause_reason(said, day) == reason


def test_nobody_is_told_who_spoke() -> None:
    said = masked("李建国（12号402，13800000000）晚上在家", ("李建国",), ("13800000000",), ("12号402",))
    assert said == "居民（居民，（电话略））晚上在家"


def test_a_number_to_call_fits_by_words() -> None:
    assert fits("燃气热线", "漏气、断气", "归燃气公司")
    assert not fits("电力热线", "停电、电线", "归燃气公司")
