"""The kinds of answers that only tags have: who of a household, tags by name, from when and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from bot.kinds.base import NotAllowed, Option, Unclear
from bot.kinds.day import said_in_full
from bot.language.numbers import plain
from bot.language.who import find_people, matches
from bot.world import World
from handlers.engines.plans.leading import leader, may_know, say_tag
from handlers.engines.registry import tagbook
from handlers.tagging.days import no_day, read_first, read_last
from storage.households import Household as Home
from storage.households import Person
from storage.tags import Held

_NONE = re.compile(
    "(?:暂时)?(?:没有?|无|不设|不限|不定|未定)(?:结束|期限|限期|止)?(?:日期|日子|时间)?|长期|一直|永久|不知道|不清楚|说不准|不改了?|不用改?了?|算了"
)


@dataclass(frozen=True)
class Resident:
    """One of those who live behind a door, by name, by title (王阿婆) or by button."""

    home: Home
    today: date
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        said = plain(text).strip(" 。，,！!的")
        named = [one for one in self.home.people if one.name and one.name in said]
        people = find_people(said, [one.name for one in self.home.people])
        found = named or [
            one
            for one in self.home.people
            if any(matches(who, one.name, one.gender, _year(one.born), self.today) for who in people)
        ]
        if len(found) == 1:
            return found[0].id
        there = "、".join(one.name for one in self.home.people)
        why = (
            f"{self.home.door}有{len(found)}位对得上，"
            if found
            else f"{self.home.door}登记的是{there}，没有找到「{said[:20]}」。"
        )
        raise Unclear(f"{why}您说的是哪一位？", self._buttons(found or self.home.people))

    def load(self, stored: Any) -> Person:
        found = next((one for one in self.home.people if one.id == stored), None)
        if found is None and len(self.home.people) == 1:  # the household was changed: it is who lives there
            return self.home.people[0]
        if found is None:
            raise Unclear(f"这个人已经不在{self.home.door}的名册上了。您说的是哪一位？", self.options())
        return found

    def show(self, value: Person) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        return self._buttons(self.home.people)

    def _buttons(self, people: Sequence[Person]) -> list[Option]:
        """With the year of birth where two have the same name."""
        names = [one.name for one in people]
        return [
            Option(one.name if names.count(one.name) == 1 else f"{one.name} {one.born[:4]}", one.id) for one in people
        ]


@dataclass(frozen=True)
class Tags:
    """One or several tags of a kind by the words people use for them."""

    world: World
    kind: str = tagbook.CARE
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        spots = [tag for *_, tag in tagbook.spot(plain(text))]
        names = list(dict.fromkeys(tag.name for tag in spots))
        if not names:
            self._explain(text)
        for tag in spots:
            self._check(tag)
        return names

    def _check(self, tag: tagbook.TagKind) -> None:
        if not may_know(self.world, tag.name):
            role = leader(self.world, tag.name)
            raise NotAllowed(
                f"这一类要保密，只能由书记或{role}来记，请转告他们。要加别的标签直接写，不加了回「取消」。"
            )
        if tag.kind != self.kind:
            raise Unclear(
                f"「{tag.name}」要先问过本人。可以说「加{tag.name}」，再说是谁、会什么。"
                if tag.kind == tagbook.CAPABILITY
                else f"「{tag.name}」是关爱标签，可以说「加标签 {tag.name}」。"
            )

    def _explain(self, text: str) -> None:
        word = plain(text).strip(' 。，,！!「」"“”的').removesuffix("标签")[:20]
        meant = [name for name in tagbook.similar(word) if self._suits(tagbook.BY_NAME[name])]
        hint = "您说的是哪一个？" if meant else f"常用的有：{'、'.join(self._usual())}。"
        raise Unclear(f"没有「{word}」这个标签。{hint}", [Option(name, [name]) for name in meant])

    def _suits(self, tag: tagbook.TagKind) -> bool:
        """What is to be kept secret is not offered: whoever may give it knows its name."""
        return tag.kind == self.kind and tag.name not in tagbook.SENSITIVE

    def _usual(self) -> list[str]:
        return [tag.name for tag in tagbook.TAGBOOK if self._suits(tag)][:6]

    def load(self, stored: Any) -> list[str]:
        for name in stored:
            self._check(tagbook.BY_NAME[name])
        return list(stored)

    def show(self, value: Any) -> str:
        return "、".join(map(say_tag, value))

    def options(self) -> Sequence[Option]:
        return []


def kept_secret(world: World, tags: Sequence[str]) -> str:
    """What is said of tags that the one who asks may not know: the same words whether somebody bears them or not."""
    name = next((name for name in tags if not may_know(world, name)), "")
    return f"这一类要保密，只能由书记或{leader(world, name)}来记、来去掉，请转告他们。" if name else ""


@dataclass(frozen=True)
class HeldTag:
    """One of the tags that people of a household bear, as far as the one who asks may know them."""

    world: World
    home: Home
    held: Sequence[Held]
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        names = {one.tag for one in self.held}
        told = tagbook.names_in(plain(text))
        found = [name for name in told if name in names]
        if found:
            return found[0]
        if secret := kept_secret(self.world, told):
            raise NotAllowed(f"{secret}要去掉别的就写是哪一个，不去了回「取消」。", self.options())
        word = plain(text).strip(' 。，,！!「」"“”的').removesuffix("标签")[:20]
        raise Unclear(f"{self.home.door}没有「{word}」这个标签。要去掉的是哪一个？不去了回「取消」。", self.options())

    def load(self, stored: Any) -> str:
        if stored not in {one.tag for one in self.held}:
            raise Unclear("这个标签现在已经没有了。要去掉的是哪一个？不去了回「取消」。", self.options())
        return str(stored)

    def show(self, value: str) -> str:
        return say_tag(value)

    def options(self) -> Sequence[Option]:
        return [Option(say_tag(name), name) for name in dict.fromkeys(one.tag for one in self.held)]


@dataclass(frozen=True)
class FirstDay:
    """From which day on: 今天, 12月1日, 2026-12-01. `shown`: whether the review names it."""

    today: date
    shown: bool = True
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        day = read_first(text, sent)
        if day is None:
            gone = no_day(text, sent)
            raise Unclear(
                f"没有「{gone}」这一天，请再看看是哪天起。"
                if gone
                else "没看懂是哪天起。可以说「今天」或「2026-12-01」。"
            )
        if not -20 * 366 < (day - self.today).days < 2 * 366:
            raise Unclear(f"{day.year}年{day.month}月{day.day}日离现在太远了，请再看看是哪天起。")
        return day.isoformat()

    def load(self, stored: Any) -> date:
        return date.fromisoformat(stored)

    def show(self, value: date) -> str:
        return said_in_full(value, self.today) if self.shown else ""

    def options(self) -> Sequence[Option]:
        return [Option("今天", self.today.isoformat())]


AGREED, NOT_YET, REFUSED = "同意了", "还没问", "不愿意"
_REFUSES = re.compile("不同意|不愿|不肯|没同意|拒绝|不想|不要记|不行")
_UNASKED = re.compile("没问|没有问|未问|还没|没来得及|不知道|不清楚|没说|没有$|没$")
_AGREES = re.compile("同意|愿意|可以|答应|问过了?$|好的?$|行$|没问题")


@dataclass(frozen=True)
class Consent:
    """Whether somebody agrees to be written down (个人信息保护法第十三条第一款第一项): only a clear yes is one."""

    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        said = text.strip(" 。，,！!了的吧啊呀")
        for answer, pattern in ((REFUSED, _REFUSES), (NOT_YET, _UNASKED), (AGREED, _AGREES)):
            if pattern.search(said) and not re.search("[吗?？]", text):
                return answer
        raise Unclear(f"要本人点头才能记。问过、同意的回「{AGREED}」，没问的回「{NOT_YET}」。")

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> Sequence[Option]:
        return [Option(answer, answer) for answer in (AGREED, NOT_YET, REFUSED)]


NEVER = "没有期限"


@dataclass(frozen=True)
class LastDay:
    """Until which day, that day included; None: until somebody ends it. `keep` is the button for changing nothing."""

    today: date
    since: date
    keep: str = NEVER
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        if _NONE.fullmatch(plain(text).strip(" 。，,！!的")):
            return ""
        day = read_last(text, sent, self.since)
        if day is None:
            gone = no_day(text, sent)
            head = f"没有「{gone}」这一天。" if gone else "没看懂到哪天为止。"
            raise Unclear(f"{head}可以写「2027-06-30」或「半年」，{self._else()}。", self.options())
        self._after(day, text)
        return day.isoformat()

    def _after(self, day: date, text: str) -> None:
        if day < self.since:
            later = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day
            meant = [Option(f"到{_full(later)}", later.isoformat())] if later >= self.since and "年" not in text else []
            meant = [] if re.search(r"\d{4}", plain(text)) else meant
            raise Unclear(
                f"结束的日子（{_full(day)}）在开始（{_full(self.since)}）之前。请再写一个，{self._else()}；开始写错了就说「改开始」。",
                [*meant, *self.options()],
            )
        if day < self.today:
            raise Unclear(f"{_full(day)}已经过去了。请写今天以后的日子，{self._else()}。", self.options())
        if day.year - self.today.year > 50:
            raise Unclear(f"{_full(day)}太远了，请再看看；{self._else()}。", self.options())

    def _else(self) -> str:
        return f"没有期限就回「{NEVER}」" if self.keep == NEVER else f"不改就回「{self.keep}」"

    def load(self, stored: Any) -> date | None:
        day = date.fromisoformat(stored) if stored else None
        if day and day < self.since:
            self._after(day, stored)
        return day

    def show(self, value: date | None) -> str:
        return _full(value) if value else NEVER

    def options(self) -> Sequence[Option]:
        return [Option(self.keep, words=self.keep)]


def _full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _year(born: str) -> int | None:
    return int(born[:4]) if born[:4].isdecimal() else None
