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
