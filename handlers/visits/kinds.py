"""The kinds of answers that only visits have: needs, and follow-ups with their day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from bot.kinds.base import NONE, Choice, Option, Unclear
from bot.kinds.day import part_of, said_in_full
from bot.language.when import find_days
from handlers.visits import rules


class FollowUp(NamedTuple):
    """Something that is to happen on a day; without a day (None) nobody is reminded."""

    day: date | None
    part: str
    what: str


HOW_KNOWN = "是怎么知道的？"
ONLY_NOTED = "只是记一下"


class HowKnown(Choice):
    """The way of a visit; what should only be noted down is none."""

    def __init__(self) -> None:
        not_met = {"没见到": "未遇", "没见到人": "未遇", "记一下": ONLY_NOTED, "不是走访": ONLY_NOTED}
        super().__init__(*rules.WAYS, ONLY_NOTED, also={**rules.ALSO, **not_met})

    def options(self) -> list[Option]:
        """What is meant most; every other way can be written."""
        return [
            Option("入户", "入户"),
            Option("电话", "电话"),
            Option("没见到", "未遇"),
            Option(ONLY_NOTED, ONLY_NOTED),
        ]


@dataclass(frozen=True)
class Needs:
    """What was asked for, each on its own; 没有 means none."""

    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> list[str]:
        if NONE.fullmatch(text.strip()):
            return []
        needs = [piece.strip(" ，,。") for piece in re.split("[；;\n]", text)]
        if not any(char.isalnum() for char in text):
            raise Unclear("请用几个字写一写想要什么，没有就回「无」。")
        return [need for need in needs if need]

    def load(self, stored: Any) -> list[str]:
        return list(stored)

    def show(self, value: Any) -> str:
        return "；".join(value) or "未提"

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True)
class FollowUps:
    """What is promised or expected, each with the day on which to ask about it."""

    today: date
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[list[str]]:
        if NONE.fullmatch(text.strip()):
            return []
        return [self._one(piece.strip(), sent) for piece in re.split("[；;\n]", text) if piece.strip()]

    def _one(self, piece: str, sent: datetime) -> list[str]:
        ahead = [when for when in find_days(piece, sent, future=True) if when.day >= sent.date()]
        if not ahead:
            raise Unclear("哪天要提醒您？请带上日子，比如「周六问问配药的事」。")
        when = ahead[0]
        what = (piece[: when.start] + piece[when.end :]).strip(" ，,。的") or piece
        return [when.day.isoformat(), part_of(when), what]

    def load(self, stored: Any) -> list[FollowUp]:
        return [FollowUp(date.fromisoformat(day) if day else None, part, what) for day, part, what in stored]

    def show(self, value: Any) -> str:
        shown = [f"{said_in_full(one.day, self.today)}{one.part} {one.what}" for one in value if one.day]
        return "；".join(shown) or "未提"

    def options(self) -> Sequence[Option]:
        return []
