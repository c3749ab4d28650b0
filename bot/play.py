"""Plays a written conversation on a throw-away copy of a street and tells everything that everyone gets."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.channels.base import WINDOWS, File, Outgoing, Received
from bot.clock import StoryClock
from bot.story import Action, Line, StoryError, read_action, read_moment
from storage.unit import Unit
from storage.viewers import system

LANES = ("alert", "reply", "reminder", "digest")
HOME_CHANNEL = "web"
CHANNELS = ("kf", "telegram", "terminal", "web", "wecom")
STORY = system("story")
PICTURE = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"  # for a photo that is only named
)


@dataclass
class Somebody:
    """One person of the story on one channel: what they sent, and the prompts they got there."""

    name: str
    channel: str
    address: str
    sent: list[Received] = field(default_factory=list)
    prompts: list[Outgoing] = field(default_factory=list)


@dataclass(frozen=True)
class Event:
    """Something said (`to` is empty) or got (`by` is empty), and the line of the story that caused it."""

    line: int
    at: datetime
    by: str
    to: str
    text: str
    buttons: tuple[str, ...] = ()
    lane: str = ""

    def plain(self) -> dict[str, Any]:
        """As `--json` prints it."""
        head = {"line": self.line, "at": self.at.strftime("%Y-%m-%d %H:%M")}
        if self.by:
            return {**head, "from": self.by, "text": self.text}
        return {**head, "to": self.to, "text": self.text, "buttons": list(self.buttons), "lane": self.lane}


class StoryChannel:
    """Every channel of a story: hands what is sent to the player."""

    def __init__(self, name: str, got: Callable[[str, str, Outgoing], None]) -> None:
        self.name, self.window, self._got = name, WINDOWS.get(name), got

    async def send(self, address: str, message: Outgoing) -> str:
        self._got(self.name, address, message)
        return "story"

    async def fetch(self, file: File) -> bytes:
        return file.data


class Player:
    """Plays the lines of one story. `build` makes the house anew: at the start and after a kill."""

    def __init__(self, build: Callable[[StoryClock, list[StoryChannel]], App], clock: StoryClock, folder: Path) -> None:
        self.build, self.clock, self.folder = build, clock, folder
        self.people: dict[tuple[str, str], Somebody] = {}
        self.events: list[Event] = []
        self.line = 0
        self.missed: list[str] = []  # buttons that were not there
        self.app = self._open()

    def _open(self) -> App:
        return self.build(self.clock, [StoryChannel(name, self._got) for name in CHANNELS])

    def play(self, lines: list[Line]) -> Iterator[Event]:
        """The events of a whole story, in order, as they happen."""
        yield from self.lines(lines)
        self.app.close()

    def lines(self, lines: list[Line]) -> Iterator[Event]:
        """The events of some lines; more may follow."""
        for line in lines:
            self.line = line.number
            if line.who == "clock":
                self._move(read_moment(line))
            elif line.who == "kill":
                self.app.close()
                self.app.engine.dispose()  # a dead process keeps no connection
                self.app = self._open()
                self._work()
            elif line.who != "registry":
                self._act(line)
            told, self.events = self.events, []
            yield from told

    def _move(self, to: datetime) -> None:
        """From due moment to due moment."""
        target = StoryClock(to).now()
        if target < self.clock.now():
            raise StoryError(f"第{self.line}行：时间只能往后走，现在已经是{self.clock.now():%Y-%m-%d %H:%M}。")
        self._work()
        while (due := self.app.next_due()) and due <= target:
            self.clock.set(max(due, self.clock.now()))
            if not self._work():
                break
        self.clock.set(target)
        self._work()

    def _work(self) -> bool:
        before = self.app.next_due()
        asyncio.run(self.app.work())
        after = self.app.next_due()
        return after is None or after != before or after > self.clock.now()

    def _act(self, line: Line) -> None:
        somebody, action = self._somebody(line.who, line.channel), self._read(line)
        said = line.text.strip()
        self.events.append(Event(line.number, self.clock.now(), line.who, "", said))
        received = self._received(somebody, action)
        if received is None:
            return
        if action.kind != "repeats":
            somebody.sent.append(received)
        self.app.receive_now(received, more=line.more).result()
        if not line.more:
            self._settle(somebody)
        self._work()

    def _read(self, line: Line) -> Action:
        try:
            return read_action(line.text)
        except ValueError as reason:
            raise StoryError(f"第{line.number}行：{reason}") from None

    def _settle(self, somebody: Somebody) -> None:
        """In a story a person has finished typing when the line ends."""
        self.app.ask(lambda unit: _hurry(unit, somebody))
        self._work()

    def _received(self, somebody: Somebody, action: Action) -> Received | None:
        number = f"{somebody.channel}-{somebody.address}-{len(somebody.sent) + 1}"
        common: dict[str, Any] = {
            "channel": somebody.channel,
            "address": somebody.address,
            "sent": self.clock.now(),
            "name": somebody.name,
        }
        if action.kind == "repeats":
            if action.back <= len(somebody.sent):
                return somebody.sent[-action.back]
            self.missed.append(f"第{self.line}行：{somebody.name}还没有说过{action.back}句话。")
            return None
        if action.kind == "says":
            files = tuple(self._file(kind, name) for kind, name in action.files)
            return Received(message=number, text=action.text, files=files, **common)
        prompts = [prompt for prompt in somebody.prompts if prompt.buttons]
        if action.kind == "presses_old":
            older = prompts[::-1][action.back - 1 :]  # should that one not have it, the next older one that does
            meant = [prompt for prompt in older if action.press in prompt.buttons]
        else:
            meant = [prompt for prompt in reversed(prompts) if action.press in prompt.buttons]
        for prompt in meant:
            if action.press in prompt.buttons:
                return Received(message=number, card=prompt.card, button=prompt.buttons.index(action.press), **common)
        self.missed.append(f"第{self.line}行：{somebody.name}没有「{action.press}」这个按钮。")
        return None

    def _file(self, kind: str, name: str) -> File:
        if kind == "位置":
            return File(kind, name)
        path = self.folder / name
        mime = mimetypes.guess_type(name)[0] or {"照片": "image/jpeg", "语音": "audio/amr"}.get(kind, "")
        return File(kind, name, mime, path.read_bytes() if name and path.is_file() else PICTURE)

    def _somebody(self, name: str, channel: str) -> Somebody:
        """The account that a line speaks through: a known person's, or a guest's."""
        channel = channel or HOME_CHANNEL
        if channel not in CHANNELS:
            raise StoryError(f"第{self.line}行：没有「{channel}」这个渠道，可以写：{'、'.join(CHANNELS)}。")
        if (name, channel) not in self.people:
            address = self.app.ask(lambda unit: address_of(unit, name, channel)) or f"guest:{name}"
            self.people[name, channel] = Somebody(name, channel, address)
        return self.people[name, channel]

    def _got(self, channel: str, address: str, message: Outgoing) -> None:
        somebody = next(
            (one for one in self.people.values() if (one.channel, one.address) == (channel, address)), None
        ) or self._newcomer(channel, address)
        somebody.prompts.append(message)
        lane = LANES[message.lane]
        self.events.append(Event(self.line, self.clock.now(), "", somebody.name, message.text, message.buttons, lane))

    def _newcomer(self, channel: str, address: str) -> Somebody:
        """Somebody who gets a message without having said anything in this story."""
        name = self.app.ask(lambda unit: _name_at(unit, channel, address))
        self.people[name, channel] = Somebody(name, channel, address)
        return self.people[name, channel]


def address_of(unit: Unit, name: str, channel: str) -> str:
    """The address of a person of the registry on a channel, opened if need be; "" for somebody unknown.

    Of several people of one name the one with a role is meant, else the first.
    """
    known = unit.people.named(STORY, name)
    if not known:
        return ""
    with_role = [person for person in known if unit.people.viewer(person.id).roles]
    person = (with_role or known)[0]
    for account in unit.people.accounts(STORY, person.id):
        if account.channel == channel:
            return account.address
    return unit.people.add_account(person.id, channel, f"story:{person.id}").address


def _name_at(unit: Unit, channel: str, address: str) -> str:
    account = unit.people.by_account(channel, address)
    person = unit.people.get(STORY, account.person_id) if account else None
    return person.name if person and person.name else address


def _hurry(unit: Unit, somebody: Somebody) -> None:
    account = unit.people.by_account(somebody.channel, somebody.address)
    if account:
        for letter in unit.inbox.pending(account.person_id):
            if letter.body.get("piece"):
                unit.inbox.wait(letter.id, unit.now - timedelta(seconds=1))
