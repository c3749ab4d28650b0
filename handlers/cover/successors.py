"""Answers about handing over: who leaves, who takes over, which household goes to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from bot.kinds.base import NotAllowed, Option, Unclear
from bot.kinds.household import Household
from bot.saying import say_day
from bot.world import World
from handlers.cover.kinds import Member, member
from handlers.cover.names import Names
from handlers.cover.parting import THIS
from storage.households import Household as House
from storage.staff import STREET, Post


@dataclass(frozen=True)
class Leaver:
    """A colleague of the speaker's committee who leaves it."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        return self.load(member(self.world, text, Names(self.world))).id

    def posts(self, person: int, day: date) -> list[Post]:
        """What they hold in one committee that the speaker may arrange, today or later until after the day."""
        names = Names(self.world)
        own = [post for post in names.posts if post.person == person and (not post.until or post.until > day)]
        own = [post for post in own if post.committee != STREET and (names.everywhere or post.committee in names.led)]
        return [post for post in own if post.committee == own[0].committee]

    def load(self, stored: Any) -> Member:
        names = Names(self.world)
        name, posts = names.name(stored), self.posts(int(stored), self.world.today)
        if not posts:
            place = self.world.unit.places.area(min(names.led)) if names.led else None
            where = place.name if place else "居委会"
            if not names.leads(int(stored)):
                raise NotAllowed(f"{name}不是{where}的同事，交接请那边的书记来说。请写本居委的同事。")
            raise Unclear(f"{name}在{where}已经没有工作要交了。请看看是不是写错了人。")
        if coming := self.world.unit.handovers.coming(int(stored), posts[0].committee):
            heirs = names.say(dict.fromkeys(one for some in coming.shares.values() for one in some))
            day = say_day(coming.since, self.world.today)
            raise Unclear(f"{name}已经说好{day}起交给{heirs}。要改，先回「取消」，说「{name}的交接取消」，再说新的。")
        if not names.everywhere and any(post.role == "书记" for post in posts):
            raise NotAllowed(f"{name}是书记，书记的交接要请街道来说。这里可以说别的同事。")
        return Member(int(stored), name)

    def show(self, value: Member) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True)
class Stayer:
    """A colleague of the speaker's committee who does not leave after all."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        return self.load(member(self.world, text, Names(self.world))).id

    def load(self, stored: Any) -> Member:
        names = Names(self.world)
        if not names.leads(int(stored)):
            raise NotAllowed(f"{names.name(stored)}不是这个居委的同事，请那边的书记来说。请写本居委的同事。")
        return Member(int(stored), names.name(int(stored)))

    def show(self, value: Member) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True)
class Successors:
    """One or several colleagues who take over on a day."""

    world: World
    leaver: Member
    committee: int
    day: date
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[int]:
        names = Names(self.world)
        pieces = [piece for piece in re.split(r"[、，,和跟与及]|还有|以及", text) if piece.strip(" 。")]
        found = [member(self.world, piece, names) for piece in pieces]
        return [one.id for one in self.load(list(dict.fromkeys(found)))]

    def load(self, stored: Any) -> list[Member]:
        names = Names(self.world)
        for person in stored:
            if why := self.why_not(person, names):
                raise Unclear(why)
        return [Member(int(person), names.name(person)) for person in stored]

    def why_not(self, person: int, names: Names) -> str:
        name = names.name(person)
        if person == self.leaver.id:
            return f"{name}就是要离开的人。请说交给谁。"
        posts = [post for post in names.posts if post.person == person]
        if not names.everywhere:
            posts = [post for post in posts if post.committee == self.committee]
        if not posts:
            return f"{name}不是这个居委的同事，接不了。请说本居委的一位；别处调来的先进名单。"
        if not any(post.until is None or post.until > self.day for post in posts):
            return f"{name}到{say_day(self.day, self.world.today)}已经不在了，接不了。请换一位。"
        return ""

    def show(self, value: list[Member]) -> str:
        return "、".join(one.name for one in value)

    def options(self) -> Sequence[Option]:
        names = Names(self.world)
        people = names.staff.of_committees([self.committee], self.day, self.leaver.id)
        return [Option(f"交给{names.name(one)}", [one]) for one in people[:8] if not self.why_not(one, names)]


@dataclass(frozen=True)
class Home(Household):
    """A household that the speaker may give away; `preset` is the one that a button spoke of."""

    preset: int = 0

    def read(self, text: str, sent: datetime) -> int:
        meant = self.world.unit.places.household(self.world.viewer, self.preset) if self.preset else None
        return self.preset if meant and text in (THIS, meant.full_door) else super().read(text, sent)

    def load(self, stored: Any) -> House:
        home, names = super().load(stored), Names(self.world)
        if not names.everywhere and home.committee_id not in names.led:
            raise NotAllowed(f"{home.full_door}不归您这个居委，请{home.committee}的书记来定。")
        return home


@dataclass(frozen=True)
class Receiver:
    """Who gets a household: a colleague of its committee who does not have it already."""

    world: World
    home: House
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        return self.load(member(self.world, text, Names(self.world))).id

    def load(self, stored: Any) -> Member:
        names, person = Names(self.world), int(stored)
        name, home = names.name(person), self.home
        if person not in names.staff.of_committees([home.committee_id]):
            raise Unclear(
                f"{name or '这位同事'}现在不在{home.committee}，管不了这一户。请换一位{home.committee}的同事。"
            )
        if self._has() == [person]:
            raise Unclear(f"{home.door}现在就是{name}管，不用换。要交给别人，请写别的同事；不换了回「取消」。")
        return Member(person, name)

    def _has(self) -> list[int]:
        """Those in charge by right, whoever is away."""
        charge = self.world.unit.covers.charge([self.home.building_id])
        charge.away = {}
        return charge.of_home(self.home.id, self.home.building_id, self.home.committee_id)

    def show(self, value: Member) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        names, has = Names(self.world), self._has()
        people = names.staff.of_committees([self.home.committee_id])
        return [Option(f"交给{names.name(one)}", one) for one in people[:8] if has != [one]]
