"""What a kind of answer is, and the plain ones: a choice, a note, a number, a confirmed card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

from bot.talk.state import Option

T = TypeVar("T", covariant=True)


class Unclear(Exception):
    """The words cannot be used; the first argument tells the person why, `options` what they may mean."""

    def __init__(self, why: str, options: Sequence[Option] = ()) -> None:
        super().__init__(why)
        self.options = list(options)


class NotAllowed(Unclear):
    """The person may not see or do this; the argument says so and what to do instead."""


class Kind(Protocol[T]):
    """Reads words into JSON, loads JSON into a value (checked on every run), shows the value to people."""

    @property
    def free(self) -> bool:
        """True if any words are an answer."""
        ...

    def read(self, text: str, sent: datetime) -> Any: ...
    def load(self, stored: Any) -> T: ...
    def show(self, value: Any) -> str: ...
    def options(self) -> Sequence[Option]: ...


class Choice:
    """One of a few words."""

    free: ClassVar[bool] = False

    def __init__(self, *choices: str, also: dict[str, str] | None = None) -> None:
        self._choices, self._also = choices, also or {}

    def read(self, text: str, sent: datetime) -> str:
        said = text.strip("。！!，, 的吧")
        return self.load(said if said in self._choices else self._also.get(said, self._within(text)))

    def _within(self, text: str) -> str:
        named = [choice for choice in self._choices if choice in text]
        return named[0] if len(named) == 1 else text

    def load(self, stored: Any) -> str:
        if stored not in self._choices:
            raise Unclear("请从选项里选一个：" + "、".join(self._choices))
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> list[Option]:
        return [Option(choice, choice) for choice in self._choices]


NONE = re.compile(r"(暂时|目前)?(都)?(无|没有?|不用)(了|的|啊|什么|事|提)*[。!！]?")


@dataclass(frozen=True)
class Note:
    """Free words; 没有 means none, and none is an empty note."""

    empty: str = "无"
    longest: int = 4000
    required: bool = False
    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> str:
        if len(text) > self.longest:
            raise Unclear(f"这段话有{len(text)}个字，一次最多{self.longest}个字。请拣要紧的写。")
        if not any(char.isalnum() for char in text):
            raise Unclear("请用几个字写一写，比如「身体都好」。")
        return "" if NONE.fullmatch(text.strip()) and not self.required else text.strip()

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value) or self.empty

    def options(self) -> list[Option]:
        return []


@dataclass(frozen=True)
class Number:
    """A whole number within bounds."""

    least: int = 0
    most: int = 10**9
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        digits = re.fullmatch(r"\D{0,4}(\d{1,10})\D{0,4}", text.strip())
        if not digits:
            raise Unclear("请写一个数字。")
        return self.load(int(digits[1]))

    def load(self, stored: Any) -> int:
        if not self.least <= stored <= self.most:
            raise Unclear(f"请写{self.least}到{self.most}之间的数字。")
        return int(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> list[Option]:
        return []


YES = re.compile(r"(保存|确认|存|对|是|没错|好|可以|行|嗯|ok)(的|了|吧|啦|呀|啊|对|好)*", re.IGNORECASE)


@dataclass(frozen=True)
class Card:
    """A confirmation is the very card that was confirmed: once the lines differ, it no longer holds."""

    now: list[str]
    seen: list[str]
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        if not YES.fullmatch(re.sub("[，,。！!、 ]|谢谢", "", text)):
            raise Unclear("没看懂要改哪里。可以回「保存」，也可以说「日期是昨天」「改情况」。")
        return self.seen

    def load(self, stored: Any) -> Any:
        if stored != self.now:
            raise Unclear("内容有改动，请再核对一次。")
        return stored

    def show(self, value: Any) -> str:
        return ""

    def options(self) -> list[Option]:
        return [Option("保存", words="保存")]
