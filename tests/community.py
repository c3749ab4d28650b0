"""The test world: people who say, tap and hear, on a real database; the bot restarts before every message."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select, update

from bot.app import App, apply, lists_of
from bot.channels.base import Received
from bot.clock import StoryClock
from bot.config import Settings
from bot.dialogue import Dialogue
from bot.home import Home
from bot.play import Event, Player, address_of
from bot.story import Line
from storage.base import transaction
from storage.journal import REMARKS
from storage.registry import HOUSEHOLDS, PERSONS
from storage.unit import Unit
from storage.viewers import run, system

HEADINGS = "居委 网格 微网格 小区 楼号 室号 姓名 性别 出生日期 电话 标签 角色".split()
MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, 9) for day in (23, 24, 25))
TESTS = system("tests")
# 居委 网格 微网格 小区 楼号 室号 姓名 性别 出生日期 电话 标签 角色
STREET = """
三门居民区,一网格,微网格1,,,,王芳,女,1985-03-02,,,干部
三门居民区,一网格,微网格2,,,,陈洁,女,1990-07-11,,,干部
三门居民区,,,,,,刘书记,男,1970-01-05,,,书记
,,,,,,周科,男,1980-05-06,,,街道干部
三门居民区,一网格,微网格1,益港花园,12号,301,王秀英,女,1940-02-03,,独居老人,
三门居民区,一网格,微网格1,益港花园,12号,302,王阿娣,女,1941-02-03,,,
三门居民区,一网格,微网格1,益港花园,12号,402,李建国,男,1960-02-03,,,
三门居民区,一网格,微网格1,益港花园,12号,502,王秀英,女,1950-02-03,,,
三门居民区,一网格,微网格1,益港花园,13号,101,陈桂芳,女,1938-02-03,,,
三门居民区,一网格,微网格1,益港花园,13号,302,赵国强,男,1955-02-03,,,
三门居民区,一网格,微网格2,益港花园,15号,101,孙大明,男,1955-02-03,,,
""".strip().splitlines()


class Person:
    """Says, taps, hears."""

    def __init__(self, community: Community, name: str, channel: str = "") -> None:
        self.community, self.name, self.channel = community, name, channel
        self.got: list[Event] = []  # by this person, after their last line
        self.everybody: list[Event] = []  # what that line brought about, also for others

    def says(self, text: str, *, more: bool = False) -> Person:
        self.everybody = self.community.line(self.name, text, self.channel, more=more)
        self.got = [event for event in self.everybody if event.to == self.name]
        return self

    def taps(self, button: str) -> Person:
        """Presses the newest button so named."""
        assert any(button in prompt.buttons for prompt in self._prompts()), f"no {button} in {self.buttons}"
        return self.says(f"[按 {button}]")

    def taps_old(self, back: int, button: str) -> Person:
        """Presses a button of an older prompt: 1 is the newest."""
        return self.says(f"[旧按钮 {back} {button}]")

    def repeats(self, back: int = 1) -> Person:
        return self.says(f"[重发 {back}]")

    def _prompts(self):
        return self.community.player.people[self.name, self.channel or "web"].prompts

    @property
    def heard(self) -> str:
        return "\n".join(event.text for event in self.got)

    @property
    def buttons(self) -> list[str]:
        return list(self.got[-1].buttons) if self.got else []

    def hears(self, *phrases: str) -> Person:
        missing = [phrase for phrase in phrases if phrase not in self.heard]
        assert not missing, f"{missing} not heard in:\n{self.heard}"
        return self

    def hears_nothing_of(self, phrase: str) -> Person:
        assert phrase not in self.heard, self.heard
        return self

    def hears_nothing(self) -> Person:
        assert not self.got, self.heard
        return self

    def sees(self, *buttons: str) -> Person:
        assert self.buttons == list(buttons)
        return self


class Community:
    """One street with its people, a clock that stands still, and what everybody got."""

    def __init__(
        self, engine: Engine, folder: Path, rows: Iterable[str] = (), start: datetime = MONDAY,
        dialogues: Iterable[Dialogue] = (), settings: Settings | None = None,
    ) -> None:  # fmt: skip
        self.engine, self.folder, self.settings = engine, folder, settings or Settings()
        self.dialogues = list(dialogues)
        self.home = Home(folder / "home")
        self.home.make()
        clock = StoryClock(start)
        self.people_from(list(rows) or STREET, clock)
        self.restart = True
        self.number = 0
        self.player = Player(self._app, clock, folder)

    def people_from(self, rows: list[str], clock: StoryClock) -> None:
        path = self.folder / "street.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *(row.split(",") for row in rows)])
        with transaction(self.engine) as db:
            unit = Unit(db, clock.now())
            changes = lists_of(path, unit, "示范街道")
            assert not changes.errors, changes.errors
            apply(unit, changes)
            unit.people.join_all("web")

    def _app(self, clock: StoryClock, channels) -> App:
        return App(self.home, self.settings, self.engine, clock, channels, self.dialogues)

    def line(self, who: str, text: str, channel: str = "", *, more: bool = False) -> list[Event]:
        """One line of a story; the bot has just been restarted."""
        self.number += 1
        if self.restart:
            self.player.app.close()
            self.player.app = self.player._open()
        self.last = list(self.player.lines([Line(self.number, who, text, channel, more)]))
        return self.last

    def message(self, name: str, text: str, **more) -> Received:
        """A message as a channel hands it over, for those who want to be at the desk themselves."""
        self.number += 1
        account = self.ask(lambda unit: address_of(unit, name, "web"))
        sent = self.player.clock.now()
        return Received(
            **{"channel": "web", "message": f"n{self.number}", "address": account, "sent": sent, "text": text} | more
        )

    def clock_goes_to(self, moment: datetime) -> list[Event]:
        return self.line("clock", f"{moment:%Y-%m-%d %H:%M}")

    def person(self, name: str, channel: str = "") -> Person:
        return Person(self, name, channel)

    def ask(self, question: Callable[[Unit], object]):
        with transaction(self.engine) as db:
            return question(Unit(db, self.player.clock.now()))

    def visits(self, name: str) -> list[tuple[str, str, str, str]]:
        """What a cadre has logged, oldest first: (door, day, way, note)."""

        def find(unit: Unit):
            person = unit.people.named(TESTS, name)[0]
            viewer = unit.people.viewer(person.id)
            logged = reversed(unit.visits.of_cadre(viewer))
            homes = [(unit.places.household(TESTS, visit.household_id), visit) for visit in logged]
            return [(home.door, f"{visit.day:%m-%d}", visit.way, visit.note) for home, visit in homes]

        return self.ask(find)

    def remarks(self, name: str) -> list[str]:
        """What the conversations of this test, and offered words, have put down for somebody, oldest first."""

        def find(unit: Unit):
            person = unit.people.named(TESTS, name)[0].id
            mine = select(REMARKS.c.text).where(REMARKS.c.person_id == person, REMARKS.c.undone_at.is_(None))
            return list(run(unit.db, TESTS, mine.order_by(REMARKS.c.id)).scalars())

        return self.ask(find)

    def moves_away(self, door: str) -> None:
        """Nobody lives behind this door any more (12号402)."""

        def leave(unit: Unit) -> None:
            home = next(home for home in unit.places.households(TESTS) if home.door == door)
            unit.db.execute(update(HOUSEHOLDS).where(HOUSEHOLDS.c.id == home.id).values(state="迁出"))

        self.ask(leave)

    def renames(self, name: str, new: str) -> None:
        def change(unit: Unit) -> None:
            person = unit.people.named(TESTS, name)[0]
            run(unit.db, TESTS, update(PERSONS).where(PERSONS.c.id == person.id).values(name=new))

        self.ask(change)

    def close(self) -> None:
        self.player.app.close()
