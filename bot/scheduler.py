"""The sweep over due moments, and APScheduler, which only wakes it: no state is held here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import words
from bot.calling import Caller
from bot.clock import Calendar, Clock, SystemClock
from bot.desk import Desk, where
from bot.outbox import Sender
from bot.pushes import DueRule, send, when
from bot.talk.state import State
from bot.world import View
from storage.base import savepoint
from storage.moments import Due
from storage.outbox import REMINDER
from storage.talks import OpenTalk
from storage.unit import Unit
from storage.viewers import system
from storage.writer import Writer

log = logging.getLogger("sibai.scheduler")
CHUNK = 200
GIVE_UP = 3
GLANCE = timedelta(seconds=2)


class Sweep:
    """Does what has come due, a chunk at a time, each chunk one transaction with its effects."""

    def __init__(self, writer: Writer, desk: Desk, rules: Sequence[DueRule], calendar: Calendar) -> None:
        self.writer, self.desk, self.calendar = writer, desk, calendar
        self.rules: Mapping[str, DueRule] = {rule.kind: rule for rule in rules}
        self._wound = False

    def once(self) -> bool:
        """One chunk; True if there was anything to do."""
        done, people = self.writer.submit(self._chunk).result()
        for person in people:
            self.desk.settle(person).result()
        return bool(done or people)

    def next(self, unit: Unit) -> datetime | None:
        """The next moment at which anything is to be done."""
        sources = (unit.moments.next_wake(), unit.talks.next_tick(), unit.inbox.next_ready(), unit.journal.next_fact())
        return min((moment for moment in sources if moment), default=None)

    def _chunk(self, unit: Unit) -> tuple[bool, list[int]]:
        if not self._wound:  # a first start, or a config that knows other hours
            self._wind(unit, self.rules)
            self._wound = True
        claimed = unit.moments.claim(unit.now, CHUNK)
        for kind, dues in groupby(sorted(claimed, key=lambda due: due.kind), key=lambda due: due.kind):
            self._come_due(unit, kind, list(dues))
            self._wind(unit, [kind])
        silent = unit.talks.due(unit.now, CHUNK)
        for talk in silent:
            self._tick(unit, talk)
        told = 0
        while told < CHUNK and self.desk.turns.facts.tell_one(unit):
            told += 1
        return bool(claimed or silent or told), unit.inbox.ready(unit.now, CHUNK)

    def _view(self, unit: Unit) -> View:
        return View(unit, self.desk.settings, self.calendar)

    def _wind(self, unit: Unit, kinds: Iterable[str]) -> None:
        """What happens again and again gets its next moment; the same one twice is one."""
        for rule in (self.rules[kind] for kind in kinds if kind in self.rules):
            if rule.following and (moment := rule.following(self._view(unit))):
                unit.moments.add(rule.kind, 0, moment)

    def _come_due(self, unit: Unit, kind: str, dues: list[Due]) -> None:
        rule = self.rules.get(kind)
        if rule is None:
            log.error("nobody knows what to do for moments of kind %s", kind)
            return
        try:
            with savepoint(unit.db):
                for push in rule.make(dues, self._view(unit)):
                    send(unit, push, self.calendar)
        except Exception as failure:  # noqa: BLE001 - one kind must not stop the others
            log.error("%d moments of kind %s failed: %s", len(dues), kind, where(failure))
            for due in dues:
                again = unit.now + timedelta(minutes=due.failures + 1) if due.failures + 1 < GIVE_UP else None
                unit.moments.again(due, again)

    def _tick(self, unit: Unit, talk: OpenTalk) -> None:
        """Nudge once, keep the draft for the configured days, then give it up: time is an event like a message."""
        settings = self.desk.settings.talk
        if talk.nudged_at:
            unit.talks.abandon(talk.id)
            return
        prompt = State.from_row(talk.state).prompt
        accounts = unit.people.accounts(system("sweep"), talk.person_id)
        if accounts:
            text = words.NUDGE.format(name=talk.dialogue, text=prompt.text)
            rows = [option.to_row() for option in prompt.buttons]
            mark = f"{talk.id}.{prompt.serial}"
            at = when(unit.now, REMINDER, self.calendar)
            unit.outbox.put(
                accounts[0].id, talk.person_id, REMINDER, text, buttons=rows, card=mark, reason="没记完", send_at=at
            )
        unit.talks.nudged(talk.id, unit.now + timedelta(days=settings.draft_days))


class Scheduler:
    """Works whenever something was committed or has come due, and sleeps in between: APScheduler is its alarm clock."""

    def __init__(self, sweep: Sweep, sender: Sender, caller: Caller, clock: Clock) -> None:
        self.sweep, self.sender, self.caller, self.clock = sweep, sender, caller, clock
        self._calls: asyncio.Task[int] | None = None
        self._alarm = AsyncIOScheduler(timezone="Asia/Shanghai")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._called = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._alarm.start()
        self._called.set()
        self._task = self._loop.create_task(self._run())

    def stop(self) -> None:
        self._alarm.shutdown(wait=False)
        self._loop = None
        for task in (self._task, self._calls):
            if task:
                task.cancel()

    def wake(self) -> None:
        """Look now; may be called from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._called.set)

    async def _run(self) -> None:
        while True:
            await self._called.wait()
            self._called.clear()
            try:
                await self.deliver()
                if self._calls is None or self._calls.done():  # a call may ring for long: nobody's reply waits for it
                    self._calls = asyncio.create_task(self.caller.drain())
                self._sleep(await asyncio.to_thread(self.next_due))
            except Exception as failure:  # noqa: BLE001 - a database that is away for a moment must not end the sweep
                log.error("the sweep failed: %s", where(failure))
                self._sleep(self.clock.now() + timedelta(seconds=5))

    def next_due(self) -> datetime | None:
        """The next moment at which anything is to be done or sent."""
        moments: list[datetime | None] = self.sweep.writer.submit(
            lambda unit: [self.sweep.next(unit), self.sender.next(unit), self.caller.next(unit)]
        ).result()
        return min((moment for moment in moments if moment), default=None)

    async def work(self) -> None:
        """Do, send and place all that is due now."""
        await self.deliver()
        await self.caller.drain()

    async def deliver(self) -> None:
        """Do and send all that is due now."""
        await self.sender.drain()
        while await asyncio.to_thread(self.sweep.once):
            await self.sender.drain()
        await self.sender.drain()

    def _sleep(self, due: datetime | None) -> None:
        """Set the alarm; a glance later at most: a chat in a terminal, or another process, may have raised an alert."""
        wait = min(max(due - self.clock.now(), timedelta(seconds=0.05)), GLANCE) if due else GLANCE
        at = SystemClock().now() + wait
        self._alarm.add_job(
            self._called.set, "date", run_date=at, id="alarm", replace_existing=True, misfire_grace_time=None
        )
