"""The kinds of answers that only rounds have: where a round goes and whom it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import NotAllowed, Option, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.registry import tagbook
from handlers.rounds.rules import BOTH
from storage.places import Area
from storage.scope import below

EVERYWHERE = re.compile("[全整]个?街道?|所有|全部|街道全部|都")
MOST = 8  # buttons at once
USUAL = re.compile("默认|照旧|老样子|名单里?的?|重点[户人对].*|重点关爱.*|关爱对象")
_TAG_WORDS = sorted({word for tag in tagbook.TAGBOOK for word in (tag.name, *tag.synonyms)}, key=len, reverse=True)
_TAGS = re.compile("|".join(map(re.escape, _TAG_WORDS)))


class Said:
    """Words that only began the conversation, or that it has no use for: heard, and shown nowhere."""

    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        return text

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return ""

    def options(self) -> list[Option]:
        return []


OPENING, NOTHING = "原话", "无"


def hear(talk: Talk, *labels: str) -> bool:
    """Take what was said under these labels as heard, whatever it was; whether anything was."""
    said = [talk.ask(label, f"{label}：请写下来。", Said(), NOTHING, how="absent") for label in labels]
    return any(words != NOTHING for words in said)


def as_opening(text: str, slots: Sequence[Slot], begins: Sequence[str]) -> list[Record]:
    """The slots found; a bare 发起调研 is heard as the opening that it is."""
    said = any(re.match(word, text.strip()) for word in begins)
    found = list(slots) or ([Slot(OPENING, text, text)] if said else [])
    return [Record(tuple(found), part=False)] if found else []


def stem(name: str) -> str:
    """三门 for 三门居民区."""
    return re.sub("(?:居民区|居委会|居委|社区|居民委员会)$", "", name)


@dataclass(frozen=True)
class Where:
    """A committee, a grid or a micro-grid by its name, or the whole street (None); a 书记 has their own committee alone."""

    world: World
    free: ClassVar[bool] = False

    @property
    def areas(self) -> list[Area]:
        """Those in which the viewer may begin a round: the committees first."""
        viewer, places = self.world.viewer, self.world.unit.places
        kinds = ("居委", "网格", "微网格")
        found = [area for kind in kinds for area in places.areas(kind)]
        if viewer.street:
            return found
        inside = below(self.world.unit.db, viewer.committees)
        return [area for area in found if area.id in inside]

    @property
    def usual(self) -> str | None:
        """What is meant if nothing is said: the street, or the one committee of a 书记."""
        if self.world.viewer.street:
            return "全街道"
        own = [area.name for area in self.areas if area.kind == "居委"]
        return own[0] if len(own) == 1 else None

    def found_in(self, text: str) -> str:
        """The area that the words name, as an answer to be read; "" if they name none."""
        named = self._named(text, self.world.unit.places.areas())
        if named:
            return named[0].name
        return "全街道" if re.search("[全整]个?街道", text) else ""

    def _named(self, text: str, areas: Sequence[Area]) -> list[Area]:
        named = [area for area in areas if area.kind != "街道" and len(stem(area.name)) > 1 and stem(area.name) in text]
        longest = max((len(stem(area.name)) for area in named), default=0)
        best = [area for area in named if len(stem(area.name)) == longest]
        return [area for area in best if area.name in text] or best

    def read(self, text: str, sent: datetime) -> int:
        areas = self.areas
        if named := self._named(text, areas):
            if len(named) > 1:
                raise Unclear("一次请说一个居民区，或者全街道。", [_option(area) for area in named[:MOST]])
            return named[0].id
        own = "、".join(area.name for area in areas if area.kind == "居委")
        if self._named(text, self.world.unit.places.areas()):
            raise NotAllowed(f"您可以在{own}发起。别的居民区，请那里的书记或街道来发起。")
        if EVERYWHERE.search(text):
            if self.world.viewer.street:
                return 0
            if self.usual:
                return next(area.id for area in areas if area.name == self.usual)
        raise Unclear(
            f"没找到这个地方。可以写居民区的名字：{own}{'，或者全街道' if self.world.viewer.street else ''}。"
        )

    def load(self, stored: Any) -> Area | None:
        area = self.world.unit.places.area(stored) if stored else None
        if stored and area is None:
            raise Unclear("这个居民区已经没有了，请再说一个。")
        return area

    def show(self, value: Area | None) -> str:
        return value.name if value else "全街道"

    def options(self) -> list[Option]:
        own = [_option(area) for area in self.areas if area.kind == "居委"]
        return ([Option("全街道", 0)] if self.world.viewer.street else []) + own[:MOST]


def _option(area: Area) -> Option:
    return Option(area.name, area.id)


def find_tags(text: str) -> list[str]:
    """The groups of people that words name: 独居老人和孤老 are two, 高龄纯老 is one of both."""
    groups: list[str] = []
    end = -1
    for match in _TAGS.finditer(text):
        tag = tagbook.find(match[0])
        if tag is None:
            continue
        joined = groups and (match.start() == end or text[end : match.start()] in ("的", BOTH, "又"))
        if joined and tag.name not in groups[-1]:
            groups[-1] += BOTH + tag.name
        elif tag.name not in groups:
            groups.append(tag.name)
        end = match.end()
    return groups


def say_groups(groups: Sequence[str]) -> str:
    """独居老人、高龄的纯老家庭."""
    return "、".join(group.replace(BOTH, "的").replace("高龄老人的", "高龄的") for group in groups)


@dataclass(frozen=True)
class Whom:
    """Whom a weather round is for: groups of care tags. `usual` is the street's own list; `reached` counts households."""

    usual: tuple[str, ...]
    reached: Callable[[Sequence[str]], int]
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        groups = find_tags(text)
        if any(tag in tagbook.SENSITIVE for group in groups for tag in group.split(BOTH)):
            raise NotAllowed("这类人员由指定的同事另外联系，不放进名单。可以说「独居老人和孤老」。")
        if groups:
            return groups
        if USUAL.search(text):
            return list(self.usual)
        raise Unclear(
            f"没看懂要联系哪些人。可以说「{say_groups(self.usual[:2]).replace('、', '和')}」，或者回「默认」。"
        )

    def load(self, stored: Any) -> list[str]:
        if not self.reached(stored):
            raise Unclear(f"这里没有登记的{say_groups(stored)}。可以换一种人，或者说「改哪里」换个地方。")
        return list(stored)

    def show(self, value: Sequence[str]) -> str:
        return say_groups(value)

    def options(self) -> list[Option]:
        return [Option("默认名单", list(self.usual))]
