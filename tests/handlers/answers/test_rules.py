"""Searching by the meaning of words: what fits is found, what only comes near is not."""

from __future__ import annotations

import pytest

from handlers.answers import rules
from handlers.answers.book import search
from handlers.answers.known import KNOWN
from storage.answers import Entry

BOOK = [Entry(one.questions, one.answer, key=one.questions[0]) for one in KNOWN]


def best(asked: str) -> str:
    """The title that certainly fits, or ""."""
    found = search(BOOK, asked)
    return found[0].entry.title if found and found[0].score >= rules.CERTAIN else ""


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("老娘躺床上，护理险哪能申请", "长护险怎么申请"),
        ("孩子的居住证到期，续签带什么", "居住证怎么续签"),
        ("上班赶不上，垃圾几点可以扔", "垃圾什么时间投放"),
        ("旧床垫摆哪里", "大件垃圾放在哪里"),
        ("过期药扔什么桶", "垃圾怎么分类"),
        ("食堂开到几点", "社区食堂几点开放"),
        ("狗证怎么办", "养犬登记怎么办理"),
        ("医保卡掉了哪里补", "医保怎么办理"),
        ("想当义工去哪里报名", "志愿者怎么报名"),
        ("加梯流程是怎样的", "加装电梯流程"),
        ("公共收益多久公布一次", "公共收益在哪里公布"),
        ("户口簿不见了去哪里补", "户口怎么迁"),
    ],
)
def test_other_words_for_the_same_find_it(asked, title):
    assert best(asked) == title


@pytest.mark.parametrize(
    "asked",
    [
        "护照在哪里办", "宽带怎么装", "图书馆几点开门", "健身房办卡多少钱", "小学怎么报名", "公积金怎么提取", "煤气怎么开户",
        "哪里可以打羽毛球", "快递柜密码是多少", "地铁几点停运", "隔壁吃低保吗", "水表怎么看",
    ],
)  # fmt: skip
def test_what_only_comes_near_is_not_given(asked):
    assert best(asked) == ""


def test_trouble_is_told_from_questions():
    assert rules.trouble("垃圾没人收怎么办") and rules.trouble("电梯坏了")
    assert not rules.trouble("垃圾几点收")


def test_keys_do_not_mind_marks():
    assert rules.key_of("社区食堂，几点开门？") == rules.key_of("社区食堂几点开门")


@pytest.mark.parametrize(("text", "private"), [("打13812345678", True), ("打12345", False), ("021-55550000", False)])
def test_phones_of_people_are_told_from_those_of_offices(text, private):
    assert rules.private_numbers(text) is private
