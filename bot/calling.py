"""Phone calls that wake somebody: placed by the operator's command or webhook, outside of any transaction, and noted."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib import error, request

from bot.config import Settings
from bot.danger import UNTOLD
from bot.duty_settings import Duty
from storage.alerts import Call
from storage.scope import STAFF
from storage.unit import Unit
from storage.viewers import system
from storage.writer import Writer

log = logging.getLogger("sibai.calling")
LEASE = timedelta(minutes=3)
GIVE_UP = 3
AGAIN = timedelta(seconds=10)
CALLING = system("calling")


@dataclass(frozen=True)
class Ringing:
    """A call about to be placed."""

    call: Call
    phone: str
    words: str


class Caller:
    """Places the calls that wait, several at a time; none is placed twice."""

    def __init__(self, writer: Writer, settings: Settings) -> None:
        self.writer, self.duty = writer, settings.duty

    async def drain(self) -> int:
        """Place everything that is due; how many were tried."""
        tried = 0
        while ringing := await asyncio.wrap_future(self.writer.submit(self._collect)):
            tried += len(ringing)
            results = await asyncio.gather(*(asyncio.to_thread(ring, self.duty, one) for one in ringing))
            noted = list(zip(ringing, results, strict=True))
            await asyncio.wrap_future(self.writer.submit(partial(self._note, noted=noted)))
        return tried

    def next(self, unit: Unit) -> datetime | None:
        """When the next call is to be placed."""
        return unit.alerts.next_call() if self.duty.rings else None

    def _collect(self, unit: Unit) -> list[Ringing]:
        if not self.duty.rings:
            return []
        calls, ringing = unit.alerts.calls(), []
        for call in calls:
            person = unit.people.get(CALLING, call.person_id)
            if person and person.phone:
                ringing.append(Ringing(call, person.phone, say_call(unit, call.alert_id)))
            else:
                log.error("call %d cannot be placed: person %d has no phone number", call.id, call.person_id)
                unit.alerts.called(call, well=False, note="no phone number", again=None)
        unit.alerts.lease([one.call.id for one in ringing], unit.now + LEASE)
        return ringing

    def _note(self, unit: Unit, noted: Sequence[tuple[Ringing, str]]) -> None:
        for one, failure in noted:
            again = unit.now + AGAIN * (one.call.attempts + 1) if one.call.attempts + 1 < GIVE_UP else None
            if failure:
                log.error("call %d failed: %s", one.call.id, failure)
            unit.alerts.called(one.call, well=not failure, note=failure or "placed", again=again)


def unfit(duty: Duty) -> str:
    """Why the operator's command cannot be run, before anybody needs it; "" if it can, or there is none."""
    if not duty.call_command or shutil.which(duty.call_command[0]):
        return ""
    there = Path(duty.call_command[0]).exists()
    return f"{duty.call_command[0]} {'不能执行（没有执行权限）' if there else '找不到'}"


def unreachable(unit: Unit) -> list[str]:
    """Of those whom an alarm can wake, who has no phone number in the register."""
    people = [one for role in (*STAFF, "街道干部") for one in unit.people.with_role(role)]
    found = {one.name: unit.people.get(CALLING, one.id) for one in people}
    return [name for name, person in found.items() if person is None or not person.phone]


def say_call(unit: Unit, alert: int) -> str:
    """What the voice says: where and what, never who; of what nobody else should hear, only that help is needed."""
    found = unit.alerts.get(alert)
    if found is None:
        return "四百值班：有紧急消息，请马上看手机。"
    kind = "有人紧急求助" if found.kind in UNTOLD else f"有紧急情况，{found.kind}"
    place = f"，{found.spot}" if found.place and found.kind not in UNTOLD else ""
    return f"四百值班：{kind}{place}。请马上看消息，点收到。"


def ring(duty: Duty, one: Ringing) -> str:
    """Place one call; what went wrong, or "". Its words never hold what the command printed: that may be personal."""
    try:
        if duty.webhook:
            body = json.dumps({"phone": one.phone, "words": one.words}, ensure_ascii=False).encode()
            head = {"Content-Type": "application/json; charset=utf-8"}
            asked = request.Request(duty.webhook.reveal(), body, head)  # noqa: S310 the operator's own address, http(s) only
            with request.urlopen(asked, timeout=duty.call_seconds) as answer:  # noqa: S310
                return "" if answer.status < 300 else f"HTTP {answer.status}"
        command = [*duty.call_command, one.phone, one.words]
        done = subprocess.run(
            command, timeout=duty.call_seconds, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        return f"exit {done.returncode}" if done.returncode else ""
    except error.HTTPError as failure:
        return f"HTTP {failure.code}"
    except Exception as failure:  # noqa: BLE001 - whatever a command does, the next way is tried
        return type(failure).__name__
