"""Sends what was committed: order within an account and lane, limits, retries with backoff, a result for each."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.channels.base import Channel, Later, Outgoing, Unreachable
from bot.clock import Calendar
from bot.config import Settings
from storage.accounts import Account
from storage.files import Kept
from storage.outbox import REMINDER, REPLY, Parcel
from storage.unit import Unit
from storage.viewers import system
from storage.writer import Writer

log = logging.getLogger("sibai.outbox")
BUSY = timedelta(minutes=3)  # so long after a person's last words nothing but replies and alerts breaks in
LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Result:
    """What became of one parcel: sent, later (in `seconds`), or dead."""

    parcel: Parcel
    state: str
    note: str = ""
    seconds: float = 0


FILES = "files"  # in what a button is about


def outgoing(parcel: Parcel) -> Outgoing:
    """A parcel as a channel sees it; the buttons of a push or closing word carry the parcel itself."""
    card = f"push.{parcel.id}" if parcel.card == "push" and parcel.buttons else parcel.card
    buttons = tuple(row[0] for row in parcel.buttons)
    return Outgoing(
        parcel.id, parcel.text, buttons, card, parcel.lane, parcel.reason, str(parcel.cause or ""), parcel.made_at,
        files_of(parcel),
    )  # fmt: skip


def files_of(parcel: Parcel) -> tuple[tuple[str, str, str], ...]:
    """The files that a message brings on: its buttons are about them. Whoever got the message may open them."""
    found = [tuple(file) for row in parcel.buttons for file in row[4].get(FILES, ())]
    return tuple(dict.fromkeys((str(number), str(kind), str(name)) for number, kind, name in found))


def may_open(unit: Unit, account: Account | None, number: str) -> Kept | None:
    """A file that an account's person sent, or that a message to this account brought on; else None."""
    if account is None or not number.isdecimal():
        return None
    brought = any(number == file[0] for parcel in unit.outbox.told(account.id) for file in files_of(parcel))
    mine = unit.files.some([int(number)]) if brought else unit.files.get([int(number)], account.person_id)
    return next(iter(mine), None)


class Sender:
    """Takes parcels out of the outbox and hands them to their channels."""

    def __init__(self, writer: Writer, channels: Mapping[str, Channel], settings: Settings, calendar: Calendar) -> None:
        self.writer, self.channels, self.settings, self.calendar = writer, channels, settings, calendar
        self._sent: dict[int, deque[datetime]] = {}  # per person: the last minute's pushes

    async def drain(self) -> int:
        """Send everything that is due; how many messages left."""
        left = 0
        while parcels := await asyncio.wrap_future(self.writer.submit(self._collect)):
            lines: dict[tuple[int, int], list[Parcel]] = {}
            for parcel in parcels:
                lines.setdefault((parcel.account_id, parcel.lane), []).append(parcel)
            sent = await asyncio.gather(*(self._send_line(line) for line in lines.values()))
            results = [result for line in sent for result in line]
            await asyncio.wrap_future(self.writer.submit(partial(self._note, results=results)))
            left += sum(result.state == "sent" for result in results)
        return left

    def next(self, unit: Unit) -> datetime | None:
        """When the next message may leave through one of this process's channels."""
        return unit.outbox.next_due(list(self.channels))

    def _collect(self, unit: Unit) -> list[Parcel]:
        """What may leave now. Whoever is in the middle of a conversation is not talked over."""
        found = [parcel for parcel in unit.outbox.due(unit.now, list(self.channels)) if not self._expired(unit, parcel)]
        pushes = [parcel for parcel in found if parcel.lane >= REMINDER]
        busy = unit.talks.touched([parcel.person_id for parcel in pushes], unit.now - BUSY) if pushes else {}
        held = {parcel.id for parcel in pushes if self._hold(unit, parcel, busy)}
        leaving = [parcel for parcel in found if parcel.id not in held]
        if leaving and unit.db.dialect.name == "postgresql":
            unit.outbox.lease([parcel.id for parcel in leaving], unit.now + LEASE)
        return leaving

    def _expired(self, unit: Unit, parcel: Parcel) -> bool:
        """A morning's list is of no use in the evening: it is dropped, and the next morning has a new one."""
        over = parcel.expires_at is not None and parcel.expires_at <= unit.now
        if over:
            unit.outbox.dead(parcel.id, "too late")
        return over

    def _hold(self, unit: Unit, parcel: Parcel, busy: Mapping[int, datetime]) -> bool:
        until = None
        if parcel.person_id in busy:
            until = busy[parcel.person_id] + BUSY
        elif self.calendar.quiet(unit.now):
            until = self.calendar.next_allowed(unit.now)
        elif self._too_many(parcel.person_id, unit.now):
            until = unit.now + timedelta(minutes=1)
        if until:
            unit.outbox.hold(parcel.id, until)
        return until is not None

    def _too_many(self, person: int, now: datetime) -> bool:
        recent = self._sent.setdefault(person, deque())
        while recent and recent[0] <= now - timedelta(minutes=1):
            recent.popleft()
        if len(recent) >= self.settings.sending.per_person_minute:
            return True
        recent.append(now)
        return False

    async def _send_line(self, line: Sequence[Parcel]) -> list[Result]:
        """One account's messages of one lane, in order; one that must wait blocks none behind it."""
        return [await self._send(parcel) for parcel in line]

    async def _send(self, parcel: Parcel) -> Result:
        try:
            return Result(parcel, "sent", await self.channels[parcel.channel].send(parcel.address, outgoing(parcel)))
        except Unreachable as reason:
            return Result(parcel, "dead", f"unreachable: {type(reason).__name__}")
        except Later as later:
            seconds = max(later.seconds, 2.0 ** min(parcel.attempts, 10))
        except Exception as failure:  # noqa: BLE001 - a channel's bug must not stop the others
            log.warning("sending %d failed: %s", parcel.id, type(failure).__name__)
            seconds = 2.0 ** min(parcel.attempts, 10)
        if parcel.attempts >= self.settings.sending.retries:
            return Result(parcel, "dead", "tried too often")
        return Result(parcel, "later", "tried again", seconds)

    def _note(self, unit: Unit, results: Sequence[Result]) -> None:
        for result in results:
            if result.state == "sent":
                unit.outbox.sent(result.parcel.id, result.note)
            elif result.state == "later":
                unit.outbox.later(result.parcel.id, result.seconds, result.note)
            else:
                log.error("message %d to channel %s is dead: %s", result.parcel.id, result.parcel.channel, result.note)
                unit.outbox.dead(result.parcel.id, result.note)
                self._another_way(unit, result.parcel)

    def _another_way(self, unit: Unit, parcel: Parcel) -> None:
        """A push that cannot reach one account goes to another of the same person, if there is one."""
        if parcel.lane == REPLY:
            return
        others = unit.people.accounts(system("sending"), parcel.person_id)
        other = next((one for one in others if one.channel != parcel.channel and one.channel in self.channels), None)
        if other:
            more = {
                "buttons": parcel.buttons,
                "card": parcel.card,
                "reason": parcel.reason,
                "expires_at": parcel.expires_at,
            }
            unit.outbox.put(other.id, parcel.person_id, parcel.lane, parcel.text, **more)
