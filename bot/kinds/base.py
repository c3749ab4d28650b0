"""What a kind of answer is, what readers find and buttons offer, and the plain kinds: a choice, a note, a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

from bot.language.numbers import plain

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Slot:
    """A reader's find: the words one might have answered with, and the piece of the message they come from.

    `sure` is False for a guess (marked in the review) and for left-over words, which are never a correction.
    """

    label: str
    text: str
    source: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Record:
    """What one message says of one thing: of a part (a household), or of the dialogue itself."""

    slots: tuple[Slot, ...] = ()
    part: bool = True


@dataclass(frozen=True)
class Option:
    """A button. It answers with its `value`, or says its `words`, or starts another dialogue with them."""

    shown: str
    value: Any = None
    words: str = ""
    start: str = ""
    about: dict[str, Any] = field(default_factory=dict)

    def to_row(self) -> list[Any]:
        return [self.shown, self.value, self.words, self.start, self.about]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> Option:
        return cls(*row)


def chosen(text: str, options: Sequence[Option]) -> Option | None:
    """The option whose label or number was typed: 2, ２ and ② alike, but not ²."""
    if named := next((option for option in options if option.shown == text), None):
        return named
    number = plain(text).strip("。.、, ")
    small = number.isascii() and number.isdecimal() and len(number) < 3
    return options[int(number) - 1] if small and 0 < int(number) <= len(options) else None


def begun(text: str, options: Sequence[Option]) -> Option | None:
    """The only answer whose label begins with what was typed: 益港花园 of 益港花园12号 and 益港新村12号."""
    answers = [one for one in options if one.value is not None or one.words == one.shown]
    found = [one for one in answers if len(text) > 1 and one.shown.startswith(text)]
    return found[0] if len(found) == 1 else None


class Unclear(Exception):
    """The words cannot be used; the first argument tells the person why, `options` what they may mean."""

    def __init__(self, why: str, options: Sequence[Option] = ()) -> None:
        super().__init__(why)
        self.options = list(options)


class NotAllowed(Unclear):
    """The person may not see or do this; the argument says so and what to do instead."""


class Kind(Protocol[T_co]):
    """Reads words into JSON, loads JSON into a value (checked on every run), shows the value to people."""

    @property
    def free(self) -> bool:
        """True if any words are an answer."""
        ...

    def read(self, text: str, sent: datetime) -> Any: ...
    def load(self, stored: Any) -> T_co: ...
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
        """The one choice that the words name; 不太满意 does not name 满意."""
        named = [choice for choice in self._choices if choice in text]
        named = [choice for choice in named if not any(choice in longer for longer in named if longer != choice)]
        denied = len(named) == 1 and re.search(f"[不没未别][^，,。]{{0,3}}{re.escape(named[0])}", text)
        return named[0] if len(named) == 1 and not denied else text

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
        if (
            not any(char.isalpha() for char in text) and sum(char.isalnum() for char in text) < 3
        ):  # but 120/80 is a note
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
