"""One message in, one transaction, replies out: inbox key, danger, turn, outbox; or nothing of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile
from typing import Any

from bot import danger, pieces, words
from bot.alarm_place import place_of
from bot.channels.base import Received
from bot.exchange import Event
from bot.facts import Fact
from bot.language.triage import Danger, looks_up
from bot.language.triage import danger as spot_danger
from bot.saying import say_files
from bot.turns import Turns
from storage.accounts import Account
from storage.base import savepoint
from storage.inbox import Letter
from storage.outbox import ALERT, REPLY
from storage.scope import STAFF
from storage.unit import Unit
from storage.writer import Writer

log = logging.getLogger("sibai.desk")
GIVE_UP = 3
RETRY = (2, 15)  # seconds until the second and the third try
# What no database keeps and nobody reads: control characters (but tab and line end), halves of a pair.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class StoredFile:
    """A file whose bytes are on disk already: below the home folder, or nowhere for a place."""

    kind: str
    name: str
    mime: str = ""
    path: str = ""
    size: int = 0


class Desk:
    """Takes messages in, each once, each in one transaction."""

    def __init__(self, writer: Writer, turns: Turns, wake: Callable[[], None] = lambda: None) -> None:
        self.writer, self.turns, self.wake = writer, turns, wake
        self.settings = turns.settings

    def receive(self, received: Received, files: Sequence[StoredFile] = (), *, more: bool = False) -> Future[Any]:
        """Done when the message is safe: only then may the channel be told. `more`: the person is still typing."""
        received = replace(received, text=UNFIT.sub("", received.text), name=UNFIT.sub("", received.name))
        files = [replace(file, name=UNFIT.sub("", file.name)) for file in files]
        key = f"{received.channel}:{received.address}"
        done = self.writer.submit(
            lambda unit: self._take(unit, received, files, more=more),
            lambda unit, failure: self._rescue(unit, received, files, failure),
            key,
        )
        done.add_done_callback(lambda _: self.wake())
        return done

    def settle(self, person: int) -> Future[Any]:
        """Answer what a person said that still waits: pieces whose time has come, or a failed message again."""
        return self.writer.submit(
            lambda unit: self._settle(unit, person), lambda unit, failure: self._failed_again(unit, person, failure)
        )

    # The message itself

    def _take(self, unit: Unit, received: Received, files: Sequence[StoredFile], *, more: bool) -> None:
        account, letter = self._claim(unit, received, files)
        if letter is None:
            return
        pending = unit.inbox.pending(account.person_id)
        before = [str(one.body["text"]) for one in pending if one.body.get("piece") and one.account_id == account.id]
        spotted = self._danger_first(unit, account, received.text, letter.id, before)
        if any(one.state == "retry" or not one.body.get("piece") for one in pending):
            unit.inbox.wait(letter.id, max(one.ready_at or unit.now for one in pending))
        elif not spotted and (more or self._waits(unit, account, received)):
            ready = unit.now + timedelta(seconds=self.settings.talk.pieces_seconds)
            unit.inbox.amend(letter.id, letter.body | {"piece": True})
            for piece in [*pending, letter]:
                unit.inbox.wait(piece.id, ready)
        elif pending and (received.button >= 0 or pieces.stands_alone(received.text)):
            self._answer(unit, account, pending)
            self._answer(unit, account, [letter])
        else:
            self._answer(unit, account, [*pending, letter])

    def _claim(self, unit: Unit, received: Received, files: Sequence[StoredFile]) -> tuple[Account, Letter | None]:
        account = unit.people.by_account(received.channel, received.address)
        if account is None:
            account = unit.people.guest(received.channel, received.address, received.name)
        unit.people.lock(account.person_id)
        body: dict[str, Any] = {"text": received.text, "card": received.card, "button": received.button, "files": []}
        key = (received.channel, received.message)
        letter = unit.inbox.claim(account.id, account.person_id, key, received.sent, body)
        if letter is None:
            return account, None
        unit.people.touch_account(account.id)
        if files:
            body["files"] = [unit.files.add(account.person_id, f.kind, f.name, f.mime, f.path, f.size) for f in files]
            unit.inbox.amend(letter, body)
        return account, Letter(letter, *key, account.id, account.person_id, received.sent, body, "done")

    def _danger_first(
        self, unit: Unit, account: Account, text: str, letter: int, before: Sequence[str] = ()
    ) -> Danger | None:
        """The life-saving words and the alert; what a cadre reports as over raises none. `before`: pieces of the same."""
        person = account.person_id
        spotted = self._spotted(unit, account, text)
        if spotted:
            told = "，".join([*(piece.strip("，, ") for piece in before if piece.strip()), text])
            spot = place_of(unit, account, told, spotted.source)
            calling = danger.calling(unit, self.settings, spot)
            lifeline = danger.lifeline(spotted, self.settings, told, calling, spot)
            unit.outbox.put(account.id, person, ALERT, lifeline, reason="紧急", cause=letter)
            files = [file.kind for file in unit.files.get(unit.inbox.files_of(letter), person)]
            kind, subject = danger.alert(
                unit, account, told + say_files(files), spotted, spot, self.settings, self.turns.calendar
            )
            if kind == "alert" and not unit.alerts.woken(subject):
                unit.outbox.put(account.id, person, ALERT, danger.NOBODY, reason="紧急", cause=letter)
            self._happened(unit, Fact(kind, subject, person))
            if files and (found := unit.alerts.of_person(person, danger.ANOTHER)):
                danger.keep_files(unit, unit.people.viewer(person), found.id, unit.inbox.files_of(letter))
        elif word := danger.passed_on(unit, person, text):
            self._happened(unit, Fact("alert_word", word, person))
        if text:
            self._happened(unit, Fact("said", letter, person))
        return spotted

    def _is_staff(self, unit: Unit, person: int) -> bool:
        return not unit.people.viewer(person).roles.isdisjoint(STAFF)

    def _spotted(self, unit: Unit, account: Account, text: str) -> Danger | None:
        """A danger that is not over; 已打119，正在赶过去 of whoever was woken is no fire of its own."""
        spotted = _open_danger(text, staff=self._is_staff(unit, account.person_id))
        if spotted and unit.alerts.waiting_for(account.person_id):
            world = self.turns.world(unit, account.person_id, account.id)
            pressed = self.turns.router.first(text.strip(), unit.now, world)
            return None if pressed and pressed.start == danger.TAKE else spotted
        return spotted

    def _happened(self, unit: Unit, fact: Fact) -> None:
        """Whatever fails in those who react, the message and its alert are safe."""
        try:
            with savepoint(unit.db):
                self.turns.facts.happened(unit, fact)
        except Exception as failure:  # noqa: BLE001 - the life-saving words must leave
            log.error("the reaction to %s failed: %s", fact.kind, where(failure))

    def _waits(self, unit: Unit, account: Account, received: Received) -> bool:
        if self.settings.talk.pieces_seconds <= 0 or received.button >= 0 or not (received.text or received.files):
            return False
        stack = unit.talks.stack(account.person_id)
        if not pieces.may_go_on(received.text, stack[0] if stack else None):
            return False
        world = self.turns.world(unit, account.person_id, account.id)
        if self.turns.router.first(received.text.strip(), received.sent, world):
            return False
        whole = not stack and self.turns.router.match(received.text, received.sent, world, only="sure")
        return not whole  # a sentence that says all is answered at once

    def _answer(self, unit: Unit, account: Account, letters: Sequence[Letter]) -> None:
        """One turn for a message, or for pieces that are read as one."""
        unit.inbox.done([letter.id for letter in letters])
        events = [
            _event(letter, alarming=self._spotted(unit, account, letter.body["text"]) is not None) for letter in letters
        ]
        event, last = pieces.join(events), letters[-1].id
        if len(events) > 1 and not event.danger:  # 我不想 / 活了
            whole = "".join(one.text for one in events)
            event = replace(event, danger=self._danger_first(unit, account, whole, last) is not None)
        self.turns.take(unit, account, event, last)

    # What waited

    def _settle(self, unit: Unit, person: int) -> None:
        unit.people.lock(person)
        pending = unit.inbox.pending(person)
        if not pending or (pending[0].ready_at and pending[0].ready_at > unit.now):
            return
        first, account = pending[0], unit.people.account(pending[0].account_id)
        if first.failures and first.answers != self._mark(unit, person):
            unit.inbox.failed(first.id, first.failures, None, first.answers or "")
            unit.outbox.put(account.id, person, REPLY, words.GONE, cause=first.id)
        elif first.body.get("piece"):
            same = takewhile(lambda one: one.body.get("piece") and one.account_id == account.id, pending)
            self._answer(unit, account, list(same))
        else:
            self._answer(unit, account, [first])

    def _mark(self, unit: Unit, person: int) -> str:
        """The prompt that is open now: talk.serial."""
        stack = unit.talks.stack(person)
        return f"{stack[0].id}.{stack[0].state['prompt']['serial']}" if stack else ""

    # Failure

    def _rescue(self, unit: Unit, received: Received, files: Sequence[StoredFile], failure: Exception) -> None:
        """The raw message, the attempt and the apology are kept; the person stays where they were."""
        account, letter = self._claim(unit, received, files)
        if letter is None:
            return
        try:
            with savepoint(unit.db):
                self._danger_first(unit, account, received.text, letter.id)
        except Exception as second:  # noqa: BLE001 - the message must be safe, whatever else is broken
            log.error("the danger check failed: %s", where(second))
        if unit.inbox.pending(account.person_id) and received.button < 0:  # it goes on with the pieces before it
            unit.inbox.amend(letter.id, letter.body | {"piece": True})
        self._set_back(unit, account.person_id, account.id, letter.id, 1, failure)

    def _failed_again(self, unit: Unit, person: int, failure: Exception) -> None:
        unit.people.lock(person)
        for first in unit.inbox.pending(person)[:1]:
            self._set_back(unit, person, first.account_id, first.id, first.failures + 1, failure)

    def _set_back(self, unit: Unit, person: int, account: int, letter: int, failures: int, failure: Exception) -> None:
        log.error("message %d failed for the %d. time: %s", letter, failures, where(failure))
        retry = unit.now + timedelta(seconds=RETRY[failures - 1]) if failures < GIVE_UP else None
        unit.inbox.failed(letter, failures, retry, self._mark(unit, person))
        unit.inbox.postpone_rest(person, retry or unit.now)
        if failures in (1, GIVE_UP):
            unit.outbox.put(account, person, REPLY, words.SORRY if retry else words.SET_ASIDE, cause=letter)


def where(failure: BaseException) -> str:
    """The kind of an error and the place it came from: never its words, which may hold personal data."""
    trace = failure.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
    return f"{type(failure).__name__} at {place}"


def _open_danger(text: str, *, staff: bool) -> Danger | None:
    """What is dangerous now. Staff who ask after what is on record (着火的那家去看过了吗) report nothing."""
    spotted = spot_danger(text) if text and not (staff and looks_up(text)) else None
    return spotted if spotted and not spotted.handled else None


def _event(letter: Letter, *, alarming: bool) -> Event:
    body = letter.body
    return Event(body["text"], letter.sent_at, body["card"], body["button"], tuple(body["files"]), alarming)
