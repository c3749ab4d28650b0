"""Answers that only demands have: the matter itself, and for whom somebody asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Choice, Note, Option, Unclear
from bot.kinds.household import Household
from bot.language.where import find_doors
from bot.language.who import find_people, matches
from bot.world import World
from handlers.demands import rules
from storage.households import Door, Person
from storage.scope import STAFF
from storage.viewers import system

MYSELF = "自己"
BEHALF = system("behalf")
_WOMEN = "妈|姆|母|婆|奶|娘|姨|姑|姐|女"
_MEN = "爸|父|公|爷|爹|丈人|舅|叔|伯|哥|男"


class Matter:
    """What is asked for, in words; a greeting or a mark is none."""

    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> str:
        said: str = Note(required=True).read(text, sent)
        if len(re.sub(r"[\W_]", "", said)) < 2:
            raise Unclear("请多写几个字：哪里、什么事，比如「12号楼道的灯坏了」。")
        return said

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return rules.shortly(str(value))

    def options(self) -> list[Option]:
        return []


@dataclass(frozen=True)
class Behalf:
    """For whom: a household and those of it who are meant, with how they were called."""

    household: int = 0
    people: tuple[int, ...] = ()
    called: str = ""


@dataclass(frozen=True)
class ForWhom:
    """自己, 12号302王阿婆, 我妈 12号302. A resident hears nothing of who lives there."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> dict[str, Any]:
        if text.strip(" 。") in (MYSELF, "我", "我自己"):
            return asdict(Behalf())
        home = self._home(text, sent)
        if home is None:
            return asdict(Behalf())
        people = self.world.unit.places.household(BEHALF, home.id)
        return asdict(Behalf(home.id, self._meant(text, people.people if people else ()), text.strip()[:24]))

    def _home(self, text: str, sent: datetime) -> Door | None:
        places, staff = (
            self.world.unit.places,
            self.world.viewer.roles & set(STAFF),
        )
        if staff:
            kind = Household(self.world)
            return kind.load(kind.read(text, sent))
        doors = [door for door in find_doors(text, places.estates()) if door.room]
        found = places.doors_at(doors[0].number, doors[0].room, doors[0].estate) if doors and doors[0].number else []
        own = places.household(self.world.viewer, self.world.viewer.household) if self.world.viewer.household else None
        if doors and not doors[0].number and own:
            found = places.doors_at(re.sub(r"\D", "", own.number), doors[0].room, own.estate)
        near = [home for home in found if own and home.estate == own.estate]
        if len(found) > 1 and len(near) != 1:
            raise Unclear(
                "有几个小区有这个门牌，是哪一个？", [Option(home.full_door, words=home.full_door) for home in found[:8]]
            )
        if not found and re.match("我", text):  # 我妈90岁，11号602: the place is asked for with the matter
            return None
        if not found:
            raise Unclear("没找到这个门牌。替别人提，请写清小区和门牌，比如「益港花园12号302」；自己的事就回「自己」。")
        return (near or found)[0]

    def _meant(self, text: str, people: Sequence[Person]) -> tuple[int, ...]:
        """Whoever is named; the one whom a word of kin fits; the only one there."""
        today = self.world.today
        for who in find_people(text, [person.name for person in people]):
            named = [one.id for one in people if matches(who, one.name, one.gender, _year(one.born), today)]
            if len(named) == 1:
                return tuple(named)
        gender = "女" if re.search(f"我.?({_WOMEN})", text) else "男" if re.search(f"我.?({_MEN})", text) else ""
        fitting = [one.id for one in people if gender and one.gender in ("", gender) and _grown(one, today.year)]
        if len(fitting) == 1:
            return tuple(fitting)
        return (people[0].id,) if len(people) == 1 else ()

    def load(self, stored: Any) -> Behalf:
        return replace(Behalf(**stored), people=tuple(stored["people"]))

    def show(self, value: Behalf) -> str:
        return value.called

    def options(self) -> list[Option]:
        return []


def _year(born: str) -> int | None:
    return int(born[:4]) if born[:4].isdecimal() else None


def _grown(person: Person, year: int) -> bool:
    born = _year(person.born)
    return born is None or year - born >= 40


AGREED, NOT_ASKED = "本人同意", "还没问过"


class Consent(Choice):
    """Whether whoever it is for wants it, in a cadre's words: 他当面同意了, 还没问她."""

    def __init__(self) -> None:
        super().__init__(AGREED, NOT_ASKED)

    def read(self, text: str, sent: datetime) -> str:
        if re.search("不(?:同意|愿意|肯|要)|没(?:有)?(?:同意|问|答应|讲|说)|还没|未|没有|等.{0,4}问", text):
            return NOT_ASKED
        if re.search("同意|愿意|答应|讲好|说好|要求|问过|点头|[让托叫喊]我|是的|对的?|可以|好的?|要的", text):
            return AGREED
        return super().read(text, sent)
