"""Answers about leaves: who goes, from which day, until which day, who stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from bot.kinds.base import NotAllowed, Option, Unclear
from bot.kinds.day import Day, DayPart, said_in_full
from bot.language.numbers import NUMERALS, number, plain
from bot.language.when import no_such_day, read_day
from bot.saying import say_day
from bot.world import World
from handlers.cover import rules
from handlers.cover.names import Names
from handlers.cover.saying import say_span
from storage.leaves import Leave
from storage.staff import STREET

DAY = timedelta(days=1)
FAR = 300  # a day and month so many days ahead was rather meant of the year that is ending
ME = re.compile(r"(我|本人|自己|我自己)[。，]?")
LASTING = re.compile(
    rf"(?<![月{NUMERALS}])(?P<n>半|[{NUMERALS}]{{1,3}})个?(?P<unit>天|周|星期|礼拜|月)(?:的?假)?(?![前后以之\d])"
)
BARE = re.compile(rf"\s*(?:(?:周|星期|礼拜)[一二三四五六日天]|[{NUMERALS}]{{1,3}}[号日]?)")
BACK = re.compile(r"就?(?:来|回来|上班|返岗|销假|回单位|回居委|复工)")


@dataclass(frozen=True)
class Member:
    """A colleague."""

    id: int
    name: str

    def __str__(self) -> str:
        return self.name


def member(world: World, text: str, names: Names) -> int:
    """The one colleague that an answer names. Raises Unclear."""
    if ME.fullmatch(text.strip()):
        return world.viewer.person
    mentions = names.find(text)
    people = mentions[0].people if mentions else names.meant(text.strip("。.！! ，,"))
    if len({mention.people for mention in mentions}) > 1:
        raise Unclear("一次请说一位。", [Option(one.source, words=one.source) for one in mentions[:4]])
    if not people:
        word = re.sub(r"^(由|找|请|让|叫|交给|转给|给)|(来|代|替|顶|接).*$", "", text.strip())[:10]
        raise Unclear(f"没找到叫「{word}」的同事。请写全名；刚来的同事要先进名单。")
    if len(people) > 1:
        options = [Option(f"{names.name(one)}（{_duties(names, one)}）", one) for one in people[:6]]
        raise Unclear(f"「{text.strip()[:10]}」有{len(people)}位，是哪一位？", options)
    return people[0]


def _duties(names: Names, person: int) -> str:
    held = [post for post in names.posts if post.person == person and post.holds(names.day)]
    return "、".join(dict.fromkeys(f"{post.place}{post.role}" for post in held)) or names.place(person)


@dataclass(frozen=True)
class Goer:
    """Whose leave it is: one's own, or that of somebody whom one leads."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        return self.load(member(self.world, text, Names(self.world))).id

    def load(self, stored: Any) -> Member:
        names, own = Names(self.world), self.world.viewer.person
        if stored != own and not names.leads(stored):
            lead = names.say(self.world.unit.staff.secretaries(own)) or "书记"
            name = names.name(stored) or "这位同事"
            raise NotAllowed(f"{name}的假请{name}自己说，或者请{lead}说。要请自己的假，请写「我」。")
        if not any(post.person == stored and (not post.until or post.until > self.world.today) for post in names.posts):
            raise Unclear(f"{names.name(stored) or '这位同事'}已经不在这里了，不用请假。请写别的同事，自己请写「我」。")
        return Member(int(stored), names.name(stored))

    def show(self, value: Member) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True)
class LastDay:
    """The last day away: a day, or how long it lasts from `first` on; 12月5日回来 is the day before."""

    today: date
    first: date
    longest: int
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        flat = plain(text)
        if re.search(r"就?(这|那)?(一|1)天|当天|同一天", flat) and not re.search(
            r"[二三四五六七八九十]?十[一1]天", flat
        ):
            return self._checked(self.first)
        if (lasting := LASTING.search(flat)) and not read_day(text, sent, future=True):
            return self._checked(self._lasting(lasting))
        found = read_day(text, sent, future=True)
        if found is None:
            gone = no_such_day(text, sent)
            raise Unclear(
                f"没有「{gone}」这一天，请再看看。" if gone else "没看懂到哪天。可以说「周三」「12月5日」或「三天」。"
            )
        day = found.last or found.day
        if day < self.first and BARE.fullmatch(plain(found.source)):  # 下周一到周三: the Wednesday after that Monday
            again = read_day(found.source, datetime.combine(self.first, sent.timetz()), future=True)
            day = again.day if again else day
        return self._checked(day - DAY if BACK.match(flat, found.end) else day)

    def _lasting(self, told: re.Match[str]) -> date:
        unit = {"星期": "周", "礼拜": "周"}.get(told["unit"], told["unit"])
        if told["n"] == "半":
            return self.first if unit == "天" else self.first + timedelta(days=14 if unit == "月" else 3)
        return rules.last_day(self.first, number(told["n"]), unit)

    def _checked(self, day: date) -> str:
        return self.load(day.isoformat()).isoformat()

    def load(self, stored: Any) -> date:
        day = date.fromisoformat(stored)
        if day < self.first:
            first = say_day(self.first, self.today)
            raise Unclear(f"请假从{first}开始，{say_day(day, self.today)}在它前面了。请说{first}或以后的日子。")
        if (days := rules.count(self.first, day)) > self.longest:
            until = self.first + timedelta(days=self.longest - 1)
            raise Unclear(
                f"这样有{days}天，一次最多记{self.longest}天。可以先记到{say_day(until, self.today)}，到时候再续；"
                "不回来了请书记说「调走了，交给谁」。"
            )
        return day

    def show(self, value: date) -> str:
        return f"{said_in_full(value, self.today)}，共{rules.count(self.first, value)}天"

    def options(self) -> Sequence[Option]:
        lasting = (("就这一天", 1), ("三天", 3), ("一周", 7))
        days = [(word, self.first + timedelta(days=n - 1)) for word, n in lasting if n <= self.longest]
        return [Option(word, day.isoformat()) for word, day in days]


@dataclass(frozen=True)
class FirstDay(Day):
    """The first day away; 12月20日 of a year that is over is a slip, not a day of next year."""

    def read(self, text: str, sent: datetime) -> list[str]:
        found = read_day(text, sent, future=True)
        if found and (found.day - self.today).days > FAR and "年" not in found.source:
            past = found.day.replace(year=found.day.year - 1) if (found.day.month, found.day.day) != (2, 29) else None
            if past and past < self.today:
                raise Unclear(f"{past.month}月{past.day}日已经过去了，请说今天或以后的日子。")
        return super().read(text, sent)

    def load(self, stored: Any) -> DayPart:
        day = super().load(stored)
        self._within(day.day)
        return day._replace(part="")  # leaves are counted in whole days

    def options(self) -> Sequence[Option]:
        days = [(word, self.today + timedelta(days=away)) for word, away in (("今天", 0), ("明天", 1), ("后天", 2))]
        return [Option(word, [day.isoformat(), ""]) for word, day in days if self.earliest <= day <= self.latest]


@dataclass(frozen=True)
class Substitute:
    """Who stands in for `of` from `since` until before `until`: a colleague who is there on all of these days."""

    world: World
    of: Member
    since: date
    until: date
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        return self.load(member(self.world, text, Names(self.world))).id

    def load(self, stored: Any) -> Member:
        names = Names(self.world)
        if why := self.why_not(int(stored), names):
            raise Unclear(why)
        return Member(int(stored), names.name(int(stored)))

    def why_not(self, person: int, names: Names) -> str:
        """Why somebody cannot stand in, or ""."""
        name = names.name(person)
        if person == self.of.id:
            return f"请假的就是{self.of}，自己代不了自己。请换一位同事。"
        posts = [post for post in names.posts if post.person == person and post.committee in self._places(names)]
        if not posts:
            return f"{name or '这位同事'}不是{names.place(self.of.id)}的同事，代不了这里的班。请换一位本居委的。"
        gone = max(((post.until or date.max) for post in posts), default=date.max)
        if gone < self.until:
            left = "已经不在这里了" if gone <= self.world.today else f"{say_day(gone, self.world.today)}起就不在这里了"
            return f"{name}{left}，代不了。请换一位同事。"
        away = self.world.unit.leaves.of(self.world.viewer, [person], self.since, self.until)
        return self._away(name, away[0], names) if away else ""

    def _away(self, name: str, leave: Leave, names: Names) -> str:
        span = say_span(leave.since, leave.last, self.world.today)
        if leave.substitute == self.of.id:
            return f"{name}{span}也请假，正是请{self.of}代的，两个人互相代就没人了。请换一位同事。"
        return f"{name}{span}也请假（{names.name(leave.substitute)}代），代不了。请换一位同事。"

    def _places(self, names: Names) -> set[int]:
        """The committees whose people may stand in; where nobody else works, and for a secretary, the street's too."""
        staff = names.staff
        own = staff.committees(self.of.id, self.since) or staff.committees(self.of.id)
        leads = any(
            post.person == self.of.id and post.role == "书记" and post.holds(self.since) for post in names.posts
        )
        return own | {STREET} if leads or not staff.of_committees(own, self.since, self.of.id) else own

    def able(self) -> list[Member]:
        """Those who can stand in, cadres first."""
        names = Names(self.world)
        people = names.staff.of_committees(self._places(names), self.since, self.of.id)
        return [Member(one, names.name(one)) for one in people if not self.why_not(one, names)]

    def show(self, value: Member) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        return [Option(f"请{one}代", one.id) for one in self.able()[:8]]


@dataclass(frozen=True)
class OneOf:
    """One of several things that a question lists; a thing that is gone is asked anew."""

    things: Sequence[tuple[str, int]]
    gone: str
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        fits = [number for shown, number in self.things if text.strip() and text.strip() in shown]
        if len(fits) != 1:
            raise Unclear("请从下面选一个：" + "、".join(shown for shown, _ in self.things))
        return fits[0]

    def load(self, stored: Any) -> int:
        if stored not in [number for _, number in self.things]:
            raise Unclear(self.gone)
        return int(stored)

    def show(self, value: int) -> str:
        return next(shown for shown, number in self.things if number == value)

    def options(self) -> Sequence[Option]:
        return [Option(shown, number) for shown, number in self.things]
