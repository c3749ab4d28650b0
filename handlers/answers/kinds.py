"""What one answers when entries are kept: words that everybody may read, one of the entries, until when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from bot.kinds.base import Note, Option, Unclear
from bot.language.when import no_such_day, read_day
from bot.language.where import find_doors
from bot.world import World
from handlers.answers import book, rules
from storage.answers import Entry

FOREVER, SURE = "长期", 0.6


@dataclass(frozen=True)
class Public:
    """Words without a home, a resident's name, a mobile phone or an identity card: everybody will read them."""

    world: World
    longest: int = 1000
    phones: bool = False  # an answer may give the number of whoever is on duty
    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> str:
        said = Note(longest=self.longest, required=True).read(text, sent)
        return self.load(said)

    def load(self, stored: Any) -> str:
        said = str(stored)
        if any(door.room for door in find_doors(said, self.world.unit.places.estates())) and not self.phones:
            raise Unclear("问答谁都看得到，问题里别写几号几室。请写成大家都能问的样子，比如「社区食堂几点开门」。")
        if rules.private_numbers(said) and not self.phones:
            raise Unclear("问答谁都看得到，别写手机号、身份证号。请改一改再发一遍。")
        if any(name in said for name in self.world.unit.places.names(self.world.viewer) if len(name) > 1):
            raise Unclear("这里面有居民的姓名，问答谁都看得到。请去掉名字再发一遍。")
        return said

    def show(self, value: str) -> str:
        return value

    def options(self) -> list[Option]:
        return []


@dataclass(frozen=True)
class Which:
    """One of the entries that the viewer's committees have, found by what it is about; what is over as well."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        found = [hit.entry for hit in book.search(self._book(), text, 4) if hit.score >= SURE]
        found = [one for one in found if one.id] or found  # what was written here rather than what comes with Sibai
        same = [one for one in self._book() if one.key == rules.key_of(text)]
        topic = [one for one in self._book() if text.strip() and text.strip() in one.title]
        found = same or found or topic[:4]
        if not found:
            raise Unclear("没找到这一条问答。请写它问的是什么，比如「社区食堂几点开放」；说「有哪些问答」可以看全部。")
        if len(found) > 1:
            raise Unclear("是哪一条？", [Option(one.title, one.key) for one in found])
        return found[0].key

    def _book(self) -> list[Entry]:
        return book.entries(self.world, book.committees_of(self.world))

    def load(self, stored: Any) -> Entry:
        found = next((one for one in self._book() if one.key == stored), None)
        if found is None:
            raise Unclear("这一条已经不在了，可能刚被同事去掉。请再看看「有哪些问答」。")
        return found

    def show(self, value: Entry) -> str:
        return value.title

    def options(self) -> list[Option]:
        return []


@dataclass(frozen=True)
class Until:
    """The last day on which something holds; 长期 is for ever."""

    today: date
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        if FOREVER in text or text.strip() in ("一直", "不限", "没有", "无", "永久", "一直有效"):
            return ""
        found = read_day(text, sent, future=True)
        if found is None:
            gone = no_such_day(text, sent)
            raise Unclear(
                f"没有「{gone}」这一天，请再看看。"
                if gone
                else "到哪天为止？可以写「12月31日」，一直有效就回「长期」。"
            )
        day = found.last or found.day
        if day < self.today:
            raise Unclear("这一天已经过去了。请写今天以后的日子，一直有效就回「长期」。")
        return day.isoformat()

    def load(self, stored: Any) -> date | None:
        return date.fromisoformat(stored) if stored else None

    def show(self, value: date | None) -> str:
        return f"{value.year}年{value.month}月{value.day}日" if value else FOREVER

    def options(self) -> list[Option]:
        return [Option(FOREVER, "")]
