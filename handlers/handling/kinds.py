"""Kinds of answers about a case: the sentence itself, one of several cases, words that another case's number does not begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.kinds.base import Note, Option, Unclear
from bot.kinds.day import Day
from bot.language.feasts import find_feasts
from bot.language.when import read_day
from bot.world import World
from handlers.engines.cases.saying import title
from handlers.engines.registry.tagbook import tells_secret
from handlers.handling.phrases import NUMBER
from handlers.handling.rules import numbers_in, span_of
from storage.cases import Case

KIND = "诉求"
UNTOLD = "这句里有不能让别人看到的情况，别人会读到，所以没有记。请换个说法再写一次；要留底的，写在走访里。"


class Said:
    """The words that began the conversation; they stand on no card."""

    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> str:
        return text.strip()

    def load(self, stored: str) -> str:
        return str(stored)

    def show(self, value: str) -> str:
        return ""

    def options(self) -> list[Option]:
        return []


@dataclass(frozen=True)
class OneCase:
    """One of several cases, by its button or its number."""

    world: World
    cases: Sequence[Case]
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        digits = re.search(r"\d{1,4}", text)
        found = [one for one in self.cases if digits and int(digits[0]) == one.serial]
        found = found or [one for one in self.cases if text.strip() and text.strip() in one.matter]
        if len(found) != 1:
            raise Unclear("请点一件，或者写编号，比如「0312」。")
        return found[0].id

    def load(self, stored: int) -> Case:
        if not self.world.unit.cases.may_see(self.world.viewer, stored):
            raise Unclear("这一件已经不在您这里了，请另选一件。")
        return self.world.unit.cases.get(stored)

    def show(self, value: Case) -> str:
        return title(value)

    def options(self) -> list[Option]:
        return [Option(title(one), one.id) for one in self.cases[:5]]


@dataclass(frozen=True)
class Words(Note):
    """Words of one's own about this case; a sentence about another one is not taken for them."""

    number: str = ""

    def read(self, text: str, sent: datetime) -> str:
        other = NUMBER.match(text.strip())
        if other and any(f"{one:04d}" != self.number for one in numbers_in(text)):
            raise Unclear(f"这句像是说另一件。先把{self.number}的这一步答完，或者回「取消」再说那一件。")
        if tells_secret(text):
            raise Unclear(UNTOLD)
        return super().read(NUMBER.sub("", text, count=1).strip(" ，,：:") if other else text, sent)


@dataclass(frozen=True)
class Until(Day):
    """The day until which it waits; 停一个礼拜 is a day too, 元旦以后 the first working day after the feast."""

    working: Callable[[date], date] | None = None  # the first working day after a day

    def read(self, text: str, sent: datetime) -> list[str]:
        if after := self._after_feast(text, sent):
            return [after[1].isoformat(), ""]
        span = span_of(text)
        return super().read(f"{span}后" if span else text, sent)

    def found(self, words: str, sent: datetime) -> str:
        """The piece of words that says until when, "" if none does."""
        if after := self._after_feast(words, sent):
            return after[0]
        if span := span_of(words):
            return f"停{span}"
        day = read_day(words, sent, future=True) if words else None
        return day.source if day else ""

    def _after_feast(self, text: str, sent: datetime) -> tuple[str, date] | None:
        flat, told = text, _YEAR_OVER.search(text)
        if told:  # 年后 is after the feast of the new year
            flat = text[: told.start()] + "春节后" + text[told.end() :]
        for feast in find_feasts(flat, sent.date(), future=True):
            after = re.match("的?(?:长?假期?)?(?:[之以过]后|后|过了|结束)", flat[feast.end :])
            if after and self.working:
                source = told[0] if told else flat[feast.start : feast.end] + after[0]
                return source, self.working(feast.day)
        return None


_YEAR_OVER = re.compile(r"(?:过[了完]?|(?<![\d一二两三四五六七八九十半多几今明去前后]))年(?:[以之])?后")
