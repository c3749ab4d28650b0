"""What a dialogue is made of, and how one gets into it: menu, help and catalogue come from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.kinds.base import Option, Record
from bot.language.numbers import NUMERALS

Reader = Callable[[str, datetime, Any], Sequence[Record]]


def reads_nothing(text: str, sent: datetime, world: Any) -> Sequence[Record]:
    return ()


class DialogueBug(Exception):
    """The dialogue function breaks a rule of the engine."""


@dataclass(frozen=True)
class Remark:
    """Words that no question wanted and the person wants kept."""

    text: str


@dataclass(frozen=True)
class Dialogue:
    """A conversation and how one gets into it. Menu, help and catalogue are made of these."""

    name: str
    tell: Callable[[Any], str]
    starts: tuple[str, ...] = ()  # words that an opening may hold; a leading ^ wants them at its beginning
    by: frozenset[str] = frozenset()  # roles; empty: everybody, guests too
    reads: Reader = reads_nothing
    each: str = ""  # the counter word of its parts, if it has any: 第2户
    aliases: dict[str, str] = field(default_factory=dict)  # what people also call its lines: 时间 → 日期
    menu: str = ""  # the words that the menu offers; empty: not in the menu
    rank: int = 50  # its place in menu and help: what is wanted daily comes first
    sure: Callable[[str, datetime, Any], bool] | None = None  # for openings that no single word tells
    rest: Callable[[str, datetime, Any], bool] | None = None  # for what no other dialogue takes
    # what the words are certainly about, whatever is being asked and said just then (an alert taken); else None
    first: Callable[[str, datetime, Any], dict[str, Any] | None] | None = None
    # what a reply says in the words of a change (再加一件：…), where the conversation knows it; else the reply itself
    rewords: Callable[[str, Any, datetime, Any], str] | None = None
    shows: bool = False  # only shows what there is: may be looked at in the middle of another conversation
    apart: bool = False  # a matter of the person's own (leave, duty): never part of what they tell of a household
    of_homes: bool = True  # its questions may be answered by naming a household
    opening: bool = False  # answers what opens a conversation; in the middle of another nobody wants it
    again: bool = False  # may be begun again beside itself: 0002接了 while something is asked about 0001
    order: int = 50  # among dialogues that an opening fits, the lowest is taken

    def changes(self, text: str) -> bool:
        """Whether words that are said at any question speak of changing an answer: 改日期, 第二户是402, 再加一户."""
        of_a_part = rf"第[{NUMERALS}]{{1,2}}{self.each}[是的]|(再|另外)加一{self.each}|(去掉|删掉)第"
        return text.startswith("改") or bool(self.each and re.match(of_a_part, text))

    @property
    def wish(self) -> str:
        """What somebody who wants it wants to do: 记走访, 查「待办」."""
        return f"查「{self.menu or self.name}」" if self.shows else self.menu or self.name

    def begin_with(self, words: str) -> Option:
        """A button that steps aside: begins this dialogue with these words."""
        return Option(self.wish if self.shows else f"先{self.wish}", words=words, start=self.name)

    @property
    def help(self) -> str:
        """The first line of the docstring, for 帮助 and the catalogue."""
        return (self.tell.__doc__ or "").strip().splitlines()[0]

    def left_over(self, text: str) -> str:
        """An opening that says more than the words that started the dialogue; else ""."""
        rest = text
        for start in (self.menu, *self.starts):
            rest = re.sub(start, "", rest) if start.startswith("^") else rest.replace(start, "") if start else rest
        return text if len(re.sub(r"[\W_]|我|要|想|一下|一次|一个|吧", "", rest)) > 1 else ""


def dialogue(name: str, **how: Any) -> Callable[[Callable[[Any], str]], Dialogue]:
    """Make a function a dialogue. `by` takes one role or several; see `Dialogue` for the rest."""
    by = how.pop("by", ())
    roles = frozenset([by] if isinstance(by, str) else by)
    return lambda tell: Dialogue(name, tell, by=roles, **how)
