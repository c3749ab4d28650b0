"""Builds everything once, from the capabilities found in their folders. The only file of bot/ that loads handlers."""

from __future__ import annotations

import asyncio
import importlib
import logging
import pkgutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine

import handlers
import handlers.engines
from bot.calling import Caller
from bot.channels.base import Channel, File, Received
from bot.clock import Calendar, Clock
from bot.config import Settings
from bot.desk import Desk, StoredFile
from bot.dialogue import Dialogue
from bot.doctor import examine
from bot.facts import Facts, Reaction
from bot.hearing import transcribe
from bot.home import Home
from bot.outbox import Sender
from bot.pushes import DueRule
from bot.router import Router
from bot.scheduler import Scheduler, Sweep
from bot.turns import Turns
from handlers.answers.importing import AnswerChanges, answers_in, apply_answers, describe_answers
from handlers.engines.cases.rules import draw
from handlers.engines.registry.applying import apply
from handlers.engines.registry.demo import build_demo, holds_real_people
from handlers.engines.registry.describing import describe
from handlers.engines.registry.importing import Changes, plan
from handlers.engines.registry.inviting import invite, new_code
from handlers.engines.registry.reading import Unreadable, read_rows
from storage.unit import Unit
from storage.writer import open_writer

log = logging.getLogger("sibai.app")
FILES = ("talks", "pushes", "facts", "settings")  # what a capability may register from; see CONTRIBUTING


@dataclass
class Capability:
    """One folder of handlers/: its docstring and what its files hold."""

    name: str
    about: str
    dialogues: list[Dialogue] = field(default_factory=list)
    due_rules: list[DueRule] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    settings: type | None = None  # the dataclass of its block in config.yaml, named like its folder


def capabilities() -> list[Capability]:
    """Every folder of handlers/, engines included, in the order of their names."""
    return [_capability(module) for package in (handlers.engines, handlers) for module in _folders(package)]


def _folders(package: ModuleType) -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        if found.ispkg and found.name != "engines":
            yield importlib.import_module(f"{package.__name__}.{found.name}")


def _capability(folder: ModuleType) -> Capability:
    capability = Capability(folder.__name__.rsplit(".", 1)[-1], (folder.__doc__ or "").strip())
    there = {module.name for module in pkgutil.iter_modules(folder.__path__)}
    for name in FILES:
        if name in there:
            _register(capability, importlib.import_module(f"{folder.__name__}.{name}"))
    return capability


def _register(capability: Capability, module: ModuleType) -> None:
    for value in vars(module).values():
        if isinstance(value, Dialogue):
            capability.dialogues.append(value)
        elif isinstance(value, DueRule):
            capability.due_rules.append(value)
        elif isinstance(value, Reaction):
            capability.reactions.append(value)
        elif isinstance(value, type) and value.__name__ == "Block" and value.__module__ == module.__name__:
            capability.settings = value


def lists_of(path: Path, unit: Unit, street: str) -> Changes:
    """What importing a list of residents would change. Raises `Unreadable`."""
    return plan(unit, read_rows(path), street)


def build_street(unit: Unit, day: date, *, demands: bool = True) -> None:
    """The demo street of a day, with or without what was asked for. Raises `Refused` beside real people."""
    build_demo(unit, day, demands=demands)


FETCHING = 20  # seconds that a channel may take to hand over a file


class App:
    """One street's bot. Stops when closed; a kill at any moment loses nothing that was acknowledged."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        engine: Engine,
        clock: Clock,
        channels: Iterable[Channel] = (),
        dialogues: Iterable[Dialogue] = (),
    ) -> None:
        self.home, self.settings, self.engine, self.clock = home, settings, engine, clock
        self.calendar = Calendar(settings)
        self.channels = {channel.name: channel for channel in channels}
        found = capabilities()
        facts = Facts([reaction for one in found for reaction in one.reactions], settings, self.calendar)
        self.router = Router([*(dialogue for one in found for dialogue in one.dialogues), *dialogues])
        self.writer = open_writer(engine, clock.now, settings.limits.group_size)
        self.turns = Turns(self.router, facts, settings, self.calendar)
        self.desk = Desk(self.writer, self.turns, self.wake)
        self.sweep = Sweep(self.writer, self.desk, [rule for one in found for rule in one.due_rules], self.calendar)
        self.sender = Sender(self.writer, self.channels, settings, self.calendar)
        self.scheduler = Scheduler(self.sweep, self.sender, Caller(self.writer, settings), clock)

    def wake(self) -> None:
        """Something was committed: look whether anything is to be sent or done."""
        self.scheduler.wake()

    async def receive(self, received: Received) -> None:
        """Take in one message with its files; done when it is safe."""
        files = [await self._fetch(received.channel, file) for file in received.files]
        heard = await asyncio.to_thread(self._hear, received, files)
        await asyncio.wrap_future(self.desk.receive(heard, files))

    def receive_now(self, received: Received, *, more: bool = False) -> Future[Any]:
        """The same for those who wait in a plain thread; the files bring their bytes."""
        files = [self._keep(file, file.data) for file in received.files]
        return self.desk.receive(self._hear(received, files), files, more=more)

    def _hear(self, received: Received, files: list[StoredFile]) -> Received:
        """A voice note without words gets those that the operator's command makes of it, before anything is decided."""
        block = self.settings.blocks.get("demands")
        voice = next((file for file in files if file.kind == "语音" and file.path), None)
        if voice is None or block is None or received.text.strip():
            return received
        return replace(received, text=transcribe(block.transcribe, self.home.folder / voice.path, block.seconds))

    async def _fetch(self, channel: str, file: File) -> StoredFile:
        """Channels forget a file within days: its bytes are taken at once. Failing that, it is noted without them."""
        data = file.data
        if not data and file.ref and channel in self.channels:
            try:
                data = await asyncio.wait_for(self.channels[channel].fetch(file), FETCHING)
            except Exception as failure:  # noqa: BLE001 - the words that came with it must not be lost
                log.error("a file of channel %s could not be fetched: %s", channel, type(failure).__name__)
        return await asyncio.to_thread(self._keep, file, data)

    def _keep(self, file: File, data: bytes) -> StoredFile:
        path = self.home.keep(data) if data else ""
        return StoredFile(file.kind, file.name, file.mime, path, len(data))

    def ask(self, question: Any) -> Any:
        """Run `question(unit)` in a transaction of its own and return what it says."""
        return self.writer.submit(question).result()

    def next_due(self) -> datetime | None:
        return self.scheduler.next_due()

    async def work(self) -> None:
        """Do and send all that is due now: for those who have no scheduler, as stories."""
        await self.scheduler.work()

    def doctor(self) -> list[str]:
        """Run every open conversation against this code and undo it; those that raise, by number and place."""
        return examine(self.engine, self.clock.now(), self.turns)

    def close(self) -> None:
        self.writer.close()


__all__ = [
    "AnswerChanges",
    "App",
    "Capability",
    "Unreadable",
    "answers_in",
    "apply",
    "apply_answers",
    "build_street",
    "capabilities",
    "describe",
    "describe_answers",
    "draw",
    "holds_real_people",
    "invite",
    "lists_of",
    "new_code",
]  # fmt: skip
