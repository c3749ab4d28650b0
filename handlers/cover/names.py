"""Colleagues as people call them: 陈洁, 小陈, 刘书记, 书记; found in words, told apart by committee."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.language.numbers import plain
from bot.world import World
from storage.staff import STREET, Post

_TITLE = "书记|主任|科长|科|老师|师傅|阿姨|姐|哥"
_ALONE = re.compile(r"(?<![\u4e00-\u9fff])(?:我们?)?书记(?!员)|(?<=[由找请让叫给托和跟])书记(?!员)")
LEADS = ("书记", "街道干部")


@dataclass(frozen=True)
class Mention:
    """Words that name a colleague: `people` are those they may mean."""

    source: str
    start: int
    end: int
    people: tuple[int, ...]


class Names:
    """The staff of the street, for one message. Names of staff are public."""

    def __init__(self, world: World) -> None:
        self.world, self.staff = world, world.unit.staff
        self.day = world.today

    @cached_property
    def posts(self) -> list[Post]:
        return self.staff.posts

    @cached_property
    def committees(self) -> set[int]:
        """Where the speaker works, or stands in for somebody."""
        return {post.committee for post in self.staff.held(self.day, self.world.viewer.acting)}

    @cached_property
    def led(self) -> set[int]:
        """The committees whose secretary is speaking."""
        held = self.staff.held(self.day, self.world.viewer.acting)
        return {post.committee for post in held if post.role == "书记"}

    @property
    def everywhere(self) -> bool:
        """An officer speaks: for the street as a whole."""
        return self.world.viewer.street

    def leads(self, person: int) -> bool:
        """Whether the speaker may arrange things for this colleague: their secretary, or the street."""
        places = {post.committee for post in self.posts if post.person == person}
        return self.everywhere or bool(places & self.led)

    def name(self, person: int) -> str:
        return next((post.name for post in self.posts if post.person == person), "")

    def place(self, person: int) -> str:
        """The committee somebody works in today, as one says it; 街道."""
        committee = next(
            (post.committee for post in self.posts if post.person == person and post.holds(self.day)), STREET
        )
        area = self.world.unit.places.area(committee) if committee else None
        return area.name if area else "街道"

    def find(self, text: str) -> list[Mention]:
        """Every colleague named, in order; full names first."""
        flat = plain(text)
        found: list[Mention] = []
        for pattern in self._patterns:
            for match in pattern.finditer(flat):
                start, end = match.span()
                if all(end <= other.start or start >= other.end for other in found) and (
                    people := self.meant(match[0])
                ):
                    found.append(Mention(text[start:end], start, end, people))
        return sorted(found, key=lambda mention: mention.start)

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        names = sorted({post.name for post in self.posts if len(post.name) > 1}, key=len, reverse=True)
        if not names:
            return []
        surnames = "".join(sorted({name[0] for name in names}))
        whole = re.compile("|".join(map(re.escape, names)))
        return [whole, re.compile(rf"[小老][{surnames}]|[{surnames}](?:{_TITLE})"), _ALONE]

    def meant(self, words: str) -> tuple[int, ...]:
        """Whom a name or a title means: colleagues of the speaker first, else anybody of the street."""
        words = re.sub(r"^我们?|[，,。\s]", "", words)
        fits = [post for post in self.posts if _fits(words, post)]
        near = [post for post in fits if post.committee in self.committees]
        now = [post for post in near or fits if post.until is None or post.until > self.day]
        return tuple(dict.fromkeys(post.person for post in now or near or fits))

    def say(self, people: Iterable[int]) -> str:
        return "、".join(self.name(person) for person in people)


def _fits(words: str, post: Post) -> bool:
    name = post.name
    if not name or words == name or (len(name) > 2 and words == name[1:]):
        return bool(name)
    if words in ("书记", "支部书记"):
        return post.role == "书记"
    called = re.fullmatch(rf"[小老](.)|(.)(?:{_TITLE})", words)
    if not called or not name.startswith(called[1] or called[2]):
        return False
    return post.role in LEADS if words.endswith(("书记", "科长", "科")) else True
