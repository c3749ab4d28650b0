"""The conversation of joining: an invitation code makes a guest's account a known person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.dialogue import dialogue
from bot.kinds.base import Option, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.registry.inviting import join, read_code
from storage.unit import Unit
from storage.viewers import Viewer


@dataclass(frozen=True)
class Code:
    """An invitation code, however it was typed."""

    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        code = read_code(re.sub("^(我要|我想)?加入|^/start|邀请码|[是：:，, ]", "", text))
        if not code:
            raise Unclear("邀请码是四个字母加四个数字，像 ABCD-2345。请对着再输一遍。")
        return code

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return "已填"

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True)
class Joining:
    """An account that becomes a person's, with all that was said through it."""

    code: str
    account: int

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        join(unit, self.code, self.account)
        return []


def _code(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = re.search(r"[A-Za-z]{4}[- ]?[A-Za-z0-9]{4}", text)
    return [Record((Slot("邀请码", said[0], said[0]),), part=False)] if said else []


@dialogue(
    "加入", starts=("^(我要|我想)?加入", r"^/start \S", "^[A-Za-z]{4}[- ]?[0-9]{4}$"), reads=_code, by="访客", menu="加入", order=5,
)  # fmt: skip
def join_in(talk: Talk) -> str:
    """加入：把居委给您的邀请码发过来就行，比如「加入 ABCD-2345」。"""
    code = talk.ask("邀请码", "请把居委给您的邀请码发过来，像 ABCD-2345 这样。", Code())
    talk.save(Joining(code, talk.world.account))
    return "连上了。以后在这里说话，我就知道是您。回「帮助」看看能做什么。"
