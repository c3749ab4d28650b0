"""One turn of one person: which conversation a message belongs to, what it leads to, what is stored and answered."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot import offers, parking, words
from bot.clock import Calendar
from bot.config import Settings
from bot.dialogue import Dialogue, Remark
from bot.elsewhere import aside, only_looks, only_polite
from bot.exchange import Event, Turn
from bot.facts import Fact, Facts
from bot.kinds.base import Option
from bot.pieces import just_said, left_hanging
from bot.router import Router
from bot.talk.advance import advance
from bot.talk.state import State
from bot.talk.talk import REMARK, REVIEW
from bot.undo import undo
from bot.world import World
from storage.accounts import Account, Refused
from storage.base import savepoint
from storage.outbox import REPLY
from storage.talks import OpenTalk
from storage.unit import Unit

log = logging.getLogger("sibai.turns")


@dataclass(frozen=True)
class Place:
    """Where a turn happens: its transaction, the account that wrote, the inbox row that it answers."""

    unit: Unit
    account: Account
    world: World
    cause: int


class Turns:
    """What the house can talk about, and how a message becomes a turn of it."""

    def __init__(self, router: Router, facts: Facts, settings: Settings, calendar: Calendar) -> None:
        self.router, self.facts, self.settings, self.calendar = router, facts, settings, calendar

    def world(self, unit: Unit, person: int, account: int = 0) -> World:
        viewer = unit.people.viewer(person)
        somebody = unit.people.own(viewer)
        if somebody is None:
            raise LookupError(f"person {person}")
        return World(unit, self.settings, self.calendar, viewer, somebody, self.router, account)

    def take(self, unit: Unit, account: Account, event: Event, cause: int) -> None:
        """Answer one message. Raises what the dialogue raises; nothing of it is stored then."""
        place = self._place(unit, account.id, cause)
        stack = unit.talks.stack(place.account.person_id)
        if len(event.text) > self.settings.limits.text:
            self._too_long(place, stack, len(event.text))
        elif option := self.comes_first(event, place.world):
            self._act(place, option, event)
        elif event.danger and stack and parking.park(unit, stack[0], self._nudge_after, event):
            self._reply(place, [parking.hint(place.world)], [])
        elif event.button < 0:
            self._go_on(place, stack[0], event) if stack else self._begin(place, event)
        elif pushed := offers.pressed(unit, account.person_id, event):
            self._act(place, pushed, event)
        elif stack and event.card.partition(".")[0] == str(stack[0].id):
            self._go_on(place, stack[0], event)
        else:
            self._show_again(place, stack, words.ANSWERED)

    def comes_first(self, event: Event, world: World) -> Option | None:
        """Words that are no answer whatever is being asked: 收到 of whoever was woken."""
        typed = event.button < 0 and not event.danger and (event.text.strip() or event.files)
        return self.router.first(event.text.strip(), event.sent, world) if typed else None

    def _place(self, unit: Unit, account: int, cause: int) -> Place:
        """The account as it is now: joining gives it to somebody else."""
        found = unit.people.account(account)
        return Place(unit, found, self.world(unit, found.person_id, account), cause)

    def _too_long(self, place: Place, stack: list[OpenTalk], length: int) -> None:
        self._show_again(place, stack, words.TOO_LONG.format(length=length, most=self.settings.limits.text))

    # A conversation that is open

    def _go_on(self, place: Place, talk: OpenTalk, event: Event) -> None:
        dialogue = self.router.by_name.get(talk.dialogue)
        state = State.from_row(talk.state)
        state.about.pop(parking.PARKED, None)
        if dialogue is None:  # a deploy took it away: its words are kept for whoever looks
            place.unit.talks.abandon(talk.id)
            return self.take(place.unit, place.account, event, place.cause)
        world = replace(place.world, dialogue=dialogue.name)
        if polite := only_polite(state, event):
            return self._show_again(place, [talk], polite)
        other, told = aside(self.router, dialogue, state, event, world)
        if other:
            return self._start(place, other, event)
        also, event = told is not event, told
        if dialogue.rewords and event.button < 0 and not event.danger and (said := event.text.strip()):
            event = replace(event, text=dialogue.rewords(said, state, event.sent, world))
        turn = advance(dialogue, state, event, world)
        if also and turn.outcome == "open" and state.prompt.label != REVIEW:
            turn.texts.insert(0, words.ALSO.format(each=dialogue.each))
        if shown := only_looks(self.router, turn, state, event):
            return self._start(place, shown, event)
        elsewhere = state.unclear or any(option.start for option in turn.buttons)
        if (
            turn.outcome == "open" and state.prompt.label == REMARK and elsewhere
        ):  # whoever speaks of something else leaves it kept, and goes on
            state = State.from_row(talk.state)
            turn = advance(dialogue, state, replace(event, text="记下", card="", button=-1, files=()), world)
            self._finish(place, dialogue, talk.id, state, turn, event)
            return self.take(place.unit, place.account, event, place.cause)
        return self._finish(place, dialogue, talk.id, state, turn, event)

    def _start(self, place: Place, dialogue: Dialogue, event: Event, about: dict[str, Any] | None = None) -> None:
        stack = place.unit.talks.stack(place.account.person_id)
        height = stack[0].place + 1 if stack else 0
        talk = place.unit.talks.start(place.account.person_id, height, dialogue.name, self._nudge_after)
        state = State(talk, dialogue.name, about or {})
        recent = place.unit.now - timedelta(minutes=10)
        loose = [] if stack else place.unit.files.loose(place.account.person_id, recent)
        event = replace(event, card="", button=-1, files=tuple(dict.fromkeys([*loose, *event.files])))
        turn = advance(dialogue, state, event, replace(place.world, dialogue=dialogue.name))
        self._finish(place, dialogue, talk, state, turn, event)

    def _finish(self, place: Place, dialogue: Dialogue, talk: int, state: State, turn: Turn, event: Event) -> None:
        place.unit.talks.keep(talk, state.to_row(), self._nudge_after, outcome=turn.outcome)
        if turn.help:
            self.facts.happened(place.unit, Fact("help", talk, place.account.person_id))
        if turn.start and (other := self.router.by_name.get(turn.start.start)):
            sent = datetime.fromisoformat(state.prompt.sent) if state.prompt.sent else event.sent
            said = replace(event, text=turn.start.words, sent=sent, files=())
            self._start(place, other, said, turn.start.about)
            return
        if turn.outcome == "done":
            try:
                with savepoint(place.unit.db):
                    told = self._store(place, dialogue, turn.saved)
                turn = replace(turn, texts=[*told, *turn.texts])
            except Refused as refused:  # the draft can be brought back
                place.unit.talks.keep(talk, state.to_row(), self._nudge_after, outcome="cancelled")
                turn = replace(turn, texts=[str(refused)], buttons=[])
        self._reply(place, turn.texts, turn.buttons, turn.card or offers.PUSH)
        if event.danger and turn.outcome == "open" and (begun := place.unit.talks.stack(place.account.person_id)):
            parking.park(place.unit, begun[0], self._nudge_after)
        if turn.outcome != "open":
            self._come_back(self._place(place.unit, place.account.id, place.cause))

    def _come_back(self, place: Place) -> None:
        """After a conversation has ended: go on with the one it had been put before, if there is one."""
        for below in place.unit.talks.stack(place.account.person_id)[:1]:
            if parking.waits_for(place.unit, below):
                return
            try:
                with savepoint(place.unit.db):
                    self._repeat(place, below)
            except Exception as failure:  # noqa: BLE001 - what has just ended is not undone by the fault of another
                log.error("talk %d cannot go on: %s", below.id, type(failure).__name__)

    def _repeat(self, place: Place, talk: OpenTalk) -> None:
        if dialogue := self.router.by_name.get(talk.dialogue):
            state = State.from_row(talk.state)
            state.about.pop(parking.PARKED, None)
            turn = advance(dialogue, state, None, replace(place.world, dialogue=dialogue.name))
            turn = replace(turn, texts=["接着刚才的：", *turn.texts])
            self._finish(place, dialogue, talk.id, state, turn, Event("", place.unit.now))

    def _store(self, place: Place, dialogue: Dialogue, saved: list[Any]) -> list[str]:
        """Keep what was saved; the words that only storing makes known, such as the number of a case."""
        unit, viewer = place.unit, place.world.viewer
        effects: list[tuple[str, int]] = []
        told: list[str] = []
        for thing in saved:
            if isinstance(thing, Remark):
                first = effects[0] if effects else None
                effects.append(("remark", unit.journal.remark(viewer.person, thing.text, first)))
            else:
                made = thing.store(unit, viewer)
                effects += made
                told += [thing.tells(unit, made)] if hasattr(thing, "tells") else []
        for kind, subject in effects:
            self.facts.happened(unit, Fact(kind, subject, viewer.person))
        if effects:
            unit.journal.add(viewer.person, dialogue.name, effects)
        return told

    def _show_again(self, place: Place, stack: list[OpenTalk], text: str) -> None:
        """What came cannot be used: the current prompt is shown again, and nothing else happens."""
        if not stack:
            return self._reply(place, [text], [])
        state = State.from_row(stack[0].state)
        return self._reply(place, [text, state.prompt.text], state.prompt.buttons, state.mark)

    # Nothing is open

    def _begin(self, place: Place, event: Event) -> None:
        text = event.text.strip()
        if not text:
            kinds = [file.kind for file in place.unit.files.get(event.files, place.account.person_id)]
            thanks, lately = words.wordless(kinds), place.unit.outbox.told(place.account.id, limit=5)
            return None if just_said(lately, place.unit.now, thanks) else self._reply(place, [thanks], [])
        if option := offers.typed(place.unit, place.account.person_id, text):
            return self._act(place, option, event)
        for said, do in self._shared(place):
            if said.fullmatch(text.rstrip("。！!~ ")) and (said is not words.THANKS or text[0] not in words.MAY_ANSWER):
                return do()
        dialogue = self.router.match(text, event.sent, place.world)
        if dialogue:
            return self._start(place, dialogue, event)
        if words.THANKS.fullmatch(text):
            return self._reply(place, [words.WELCOME], [])
        if event.danger:
            return None  # answered already, with what matters now
        told = place.unit.outbox.told(place.account.id, limit=9)
        if before := left_hanging(told, place.unit.now, place.unit.inbox.text_of):
            whole = "，".join([*before, text])
            if dialogue := self.router.match(whole, event.sent, place.world):
                return self._start(place, dialogue, replace(event, text=whole))
        unreadable = not re.search(r"\w", text)
        offered = [*self.router.menu(place.world), Option("找人帮忙", words="找人帮忙")]
        return self._reply(place, [words.STRANGE if unreadable else words.UNKNOWN], offered)

    def _shared(self, place: Place) -> list[tuple[re.Pattern[str], Callable[[], None]]]:
        menu, help_text = self.router.menu(place.world), self.router.help(place.world)
        hello = words.greeting(place.world.person.name)
        nothing = (words.CANCEL, words.STEP_BACK, words.GO_ON, words.SAVE)
        return [
            (words.HELLO, lambda: self._reply(place, [hello, help_text], menu)),
            (words.HELP, lambda: self._reply(place, [help_text], menu)),
            (words.MENU, lambda: self._reply(place, ["想做什么？"], menu)),
            (words.UNDO, lambda: self._undo(place)),
            (words.BACK, lambda: self._bring_back(place)),
            (words.HUMAN, lambda: self._human(place)),
            *((said, lambda: self._reply(place, [words.NOTHING_OPEN], menu)) for said in nothing),
            (words.MORE, lambda: self._reply(place, [words.NO_MORE], [])),
            (words.THANKS, lambda: self._reply(place, [words.WELCOME], [])),
        ]  # fmt: skip

    def _undo(self, place: Place) -> None:
        minutes = self.settings.talk.undo_minutes
        viewer = place.world.viewer

        def tell(kind: str, number: int) -> None:
            """What was taken back is a fact too: visit_change undone."""
            self.facts.happened(place.unit, Fact(f"{kind} undone", number, viewer.person))

        told = undo(place.unit, viewer, timedelta(minutes=minutes), tell)
        self._reply(place, [told or words.NOTHING_TO_UNDO.format(minutes=minutes)], [])

    def _bring_back(self, place: Place) -> None:
        since = place.unit.now - timedelta(days=self.settings.talk.cancelled_days)
        draft = place.unit.talks.last_cancelled(place.account.person_id, since)
        if draft is None or draft.dialogue not in self.router.by_name:
            return self._reply(place, [words.NO_DRAFT], [])
        place.unit.talks.reopen(draft.id, 0, self._nudge_after)
        return self._repeat(place, draft)

    def _human(self, place: Place) -> None:
        self.facts.happened(place.unit, Fact("help", 0, place.account.person_id))
        self._reply(place, ["好，我请人来联系您。"], [])

    # Buttons of pushes, menus and closing words: they say words, or start a dialogue about something

    def _act(self, place: Place, option: Option, event: Event) -> None:
        event = replace(event, text=option.words or option.shown, card="", button=-1)
        if option.start and (dialogue := self.router.by_name.get(option.start)):
            return self._start(place, dialogue, event, option.about)
        if stack := place.unit.talks.stack(place.account.person_id):
            return self._go_on(place, stack[0], event)
        for said, do in self._shared(place):
            if said.fullmatch(event.text):
                return do()
        if dialogue := self.router.match(event.text, event.sent, place.world):
            return self._start(place, dialogue, event)
        return self._reply(place, [words.ANSWERED], [])

    # Answers

    def _reply(self, place: Place, texts: list[str], buttons: list[Option], card: str = offers.PUSH) -> None:
        rows, text = [option.to_row() for option in buttons], "\n".join(text for text in texts if text)
        if not text and not rows:
            return
        place.unit.outbox.put(
            place.account.id, place.account.person_id, REPLY, text, buttons=rows, card=card, cause=place.cause
        )

    @property
    def _nudge_after(self) -> timedelta:
        return timedelta(hours=self.settings.talk.nudge_hours)
