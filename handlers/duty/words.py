"""What speaks of the roster: questions, swaps; a question kept as it was put."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option

ASKS = re.compile(
    r"谁(?:在|来|要)?值(?:夜)?班|值班(?:的)?(?:是|人是|人员是|干部是)?谁|值班(?:表|安排|名单|电话|人员)|(?:什么时候|哪天|哪几天|几时|有没有|该不该|要不要)[^，,。]{0,4}值班|值班[^，,。]{0,3}(?:吗|什么时候|哪天|\?|？)|轮到谁"
)
SWAPS = re.compile(r"换[^，,。]{0,10}班|[替代帮]我[^，,。]{0,8}值|调[^，,。]{0,6}班|换个?班")
# 我有事，陈洁帮我顶一下: a shift only if one has that shift, else it is a leave.
COVERS = re.compile(r"(?:[替代帮给]我|帮忙)?顶(?:一下|一班|一晚|个班|班)")
_YES = re.compile(
    r"(?:我)?(?:可以|行|好|同意|没问题|没关系|没事|ok|OK|嗯|愿意|换吧?|来吧|我来|我值|我替(?:你|侬|她|他))"
    r"(?:的|了|啊|呀|吧|换|值|来|我|没问题|同意|可以|[，,。！!~ ])*"
)
_NO = re.compile(
    r"(?:对不起|不好意思|抱歉|[，,。 ])*(?:我)?(?:这次|那天|当天|也|恐怕|可能)*"
    r"(?:不行|不可以|不同意|不换|换不了|不方便|没空|没时间|来不了|有事|家里有事|值不了)[^?？]{0,20}"
)


def agrees(text: str) -> bool:
    """可以, 行, 好的: to whoever was asked to swap."""
    return len(text) <= 15 and bool(_YES.fullmatch(text.strip()))


def refuses(text: str) -> bool:
    """我不行, 不行，我家里有事."""
    return len(text) <= 30 and bool(_NO.fullmatch(text.strip(" 。！!~")))


def replaced(clause: str, names: Sequence[str]) -> set[str]:
    """Those whose place another takes: 王芳 in 王芳生病换陈洁, 王芳换成陈洁."""
    before, swap, after = clause.partition("换")
    there = any(name in after for name in names)
    return {name for name in names if swap and there and name in before}


@dataclass(frozen=True)
class Words:
    """A question as it was put."""

    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> str:
        return text.strip()

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> Sequence[Option]:
        return []
