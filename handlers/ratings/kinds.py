"""好了 or 还没好, and how satisfied: in a tap or in one's own words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option, Unclear
from handlers.ratings import rules

DONE, NOT_DONE = "好了", "还没好"


class Solved:
    """Whether it is well now."""

    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> bool:
        said = rules.solved(text)
        if said is None:
            raise Unclear(f"没看懂是好了还是没好。请点「{DONE}」或「{NOT_DONE}」，也可以写一句现在怎么样。")
        return said

    def load(self, stored: Any) -> bool:
        return bool(stored)

    def show(self, value: Any) -> str:
        return DONE if value else NOT_DONE

    def options(self) -> list[Option]:
        return [Option(DONE, True), Option(NOT_DONE, False)]


class Satisfaction:
    """One of five degrees."""

    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        said = rules.satisfaction(text)
        if not said:
            raise Unclear("请从这几个里选一个：" + "、".join(rules.SATISFACTIONS))
        return said

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> list[Option]:
        return [Option(degree, degree) for degree in rules.SATISFACTIONS]
