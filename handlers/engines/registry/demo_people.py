"""Who lives where on the demo street: households of every kind, with the tags that fit them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from handlers.engines.registry.demo_names import Dice, born, given, phone, surname
from handlers.engines.registry.tagbook import CARE, TAGBOOK


@dataclass
class Somebody:
    """One invented person, before they have a number."""

    name: str
    gender: str
    age: int
    born: date
    phone: str
    tags: list[str] = field(default_factory=list)


@dataclass
class Home:
    """One invented dwelling, shop or firm. `kind` says how its people live together, "" for an empty one."""

    estate: str
    number: str
    room: str
    kind: str = ""
    people: list[Somebody] = field(default_factory=list)
    firm: str = ""
    firm_kind: str = ""


# Ages and genders of those who live together, by kind of home and how many in a hundred.
_MIX = (
    ("空置", 4),
    ("独居", 9),
    ("双老", 13),
    ("老小", 7),
    ("三口", 30),
    ("三代", 12),
    ("租客", 9),
    ("夫妻", 9),
    ("单身", 7),
)


def kind_of_home(dice: Dice) -> str:
    place = dice.below(100)
    for kind, share in _MIX:
        place -= share
        if place < 0:
            return kind
    return "三口"


def people_of(kind: str, dice: Dice, today: date, without: str = "") -> list[Somebody]:
    """Those who live in a home of a kind. Children have their father's surname; `without` bars surnames."""
    father = surname(dice, without)
    mother = surname(dice, without + father)
    people = []
    for child_of, gender, age in _ages(kind, dice):
        family = father if child_of or gender == "男" else mother
        people.append(somebody(family + given(dice, gender, age), gender, age, dice, today))
    return people


def somebody(name: str, gender: str, age: int, dice: Dice, today: date) -> Somebody:
    return Somebody(name, gender, age, born(today, age, dice.below(364)), phone(dice) if age >= 16 else "")


def _ages(kind: str, dice: Dice) -> Iterator[tuple[bool, str, int]]:
    old, grown, child = 63 + dice.below(30), 28 + dice.below(20), dice.below(17)
    if kind == "独居":
        yield False, "女" if dice.chance(65) else "男", old
    if kind in ("双老", "三代"):
        yield from ((False, "男", old), (False, "女", max(60, old - dice.below(5))))
    if kind == "老小":
        yield from ((False, "男", old), (True, "女" if dice.chance(40) else "男", old - 27 - dice.below(6)))
    if kind in ("三口", "夫妻", "租客", "三代"):
        yield from ((kind == "三代", "男", grown), (False, "女", max(24, grown - dice.below(5))))
    if kind in ("三口", "三代") or (kind == "租客" and dice.chance(40)):
        yield True, "女" if dice.chance(50) else "男", min(child, grown - 24)
    if kind == "单身":
        yield False, "男" if dice.chance(50) else "女", grown


def tag_plainly(home: Home) -> None:
    """The tags that follow from ages and from who lives together."""
    ages = [one.age for one in home.people]
    for one in home.people:
        if one.age >= 80:
            one.tags.append("高龄老人")
        if one.age >= 60 and len(ages) == 1:
            one.tags.append("独居老人")
        if min(ages) >= 60 and len(ages) > 1:
            one.tags.append("纯老家庭")
        if one.age < 3:
            one.tags.append("婴幼儿家庭")
        if home.kind == "租客" and one.age >= 18:
            one.tags.append("来沪人员")


def _old(one: Somebody) -> bool:
    return one.age >= 70


def _grown(one: Somebody) -> bool:
    return 18 <= one.age < 70


_SUITS: dict[str, Callable[[Somebody], bool]] = {
    "孤老": lambda one: "独居老人" in one.tags,
    "失能失智": _old,
    "计生特殊家庭": lambda one: "纯老家庭" in one.tags,
    "困境儿童": lambda one: 3 <= one.age < 16,
    "孕产妇": lambda one: one.gender == "女" and 24 <= one.age < 40,
    "社区矫正": lambda one: one.gender == "男" and _grown(one),
    "安置帮教": lambda one: one.gender == "男" and _grown(one),
    "优抚退役军人": lambda one: one.gender == "男" and one.age >= 40,
    "新就业群体": lambda one: "来沪人员" in one.tags and one.gender == "男",
}
_PLAIN = {"高龄老人", "独居老人", "纯老家庭", "婴幼儿家庭", "来沪人员", "楼组长"}


class RareTags:
    """Deals out the tags that do not follow from ages, each to somebody whom it suits, all equally often."""

    def __init__(self) -> None:
        rare = [tag for tag in TAGBOOK if tag.name not in _PLAIN]
        self._care = deque(tag.name for tag in rare if tag.kind == CARE)
        self._capability = deque(tag.name for tag in rare if tag.kind != CARE)

    def care(self, home: Home) -> None:
        self._deal(self._care, home, _grown)

    def capability(self, home: Home) -> None:
        self._deal(self._capability, home, lambda one: 30 <= one.age < 75)

    @staticmethod
    def _deal(tags: deque[str], home: Home, usual: Callable[[Somebody], bool]) -> None:
        for tag in list(tags):
            for one in home.people:
                if _SUITS.get(tag, usual)(one):
                    one.tags.append(tag)
                    tags.remove(tag)
                    tags.append(tag)
                    return
