"""The kind of answer that names households of a round, each with a few words: 8号401、12号302（都好）."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from bot.kinds.base import NONE, Option, Unclear
from handlers.rounds.mine import ALL, REST, Mine
from handlers.rounds.reads import outcome_of, own_piece
from storage.households import Household


class Reached(NamedTuple):
    """A household of the round and what was said of it."""

    home: Household
    note: str


@dataclass(frozen=True)
class Households:
    """Some of the viewer's households of a round; those in `without` were told of otherwise. 无 is none of them."""

    mine: Mine
    outcome: str
    without: Collection[int] = ()
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[list[Any]]:
        if NONE.fullmatch(text.strip()):
            return []
        if (
            outcome_of(text) and "：" not in text
        ):  # 8号401没打通，其他都通了: of these those that this question is about
            text = own_piece(text, self.outcome, self.mine)
        found: list[list[Any]] = []
        for piece in re.split("[；;\n]", text):
            doors, _, note = piece.partition("：")
            for words in re.split("[、，,和]", doors):
                found += [[home, note.strip()] for home in self._meant(words.strip(" 。是"))]
        return found

    def _meant(self, words: str) -> list[int]:
        if not words:
            return []
        if re.fullmatch(f"(?:{ALL}|{REST}|全部?|都[^\\d]*|全[^\\d]*)", words):
            return [home.id for home in self.mine.open if home.id not in self.without]
        found = self.mine.find(words)
        if len(found) > 1:
            options = [Option(home.full_door, words=home.full_door) for home in found]
            raise Unclear(f"「{words}」有{len(found)}户，您说的是哪一户？", options)
        if not found:
            still = "、".join(home.door for home in self.mine.open[:5])
            left = f"还没联系的有：{still}。" if still else ""
            raise Unclear(f"「{words}」不在这一轮的名单里。{left}别家的走访，另外写一句就行。")
        return [found[0].id]

    def load(self, stored: Any) -> list[Reached]:
        known = {home.id: home for home in self.mine.homes}
        return [Reached(known[home], note) for home, note in stored if home in known and home not in self.without]

    def show(self, value: Sequence[Reached]) -> str:
        by_note: dict[str, list[str]] = {}
        for one in value:
            by_note.setdefault(one.note, []).append(one.home.door)
        told = ["、".join(doors) + (f"（{note}）" if note else "") for note, doors in by_note.items()]
        return "；".join(told) or "没有"

    def options(self) -> list[Option]:
        return [
            Option("都打通了", words="都打通了"),
            *(Option(f"{home.door}没通", words=f"{home.door}没打通") for home in self.mine.open[:3]),
        ]
