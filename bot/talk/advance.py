"""One message in, one turn out."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import words
from bot.dialogue import Dialogue
from bot.exchange import Aside, Event, Prompt, Suspend, Turn
from bot.kinds.base import Option, Record, Slot, Unclear, begun, chosen
from bot.kinds.card import agrees
from bot.saying import brief
from bot.talk.changes import Changes
from bot.talk.state import Answer, State
from bot.talk.talk import REVIEW, Talk

LONG = 12  # characters: a reply of so many says more than a closed question asks
DENIED = re.compile("(不是|不对|不|否)[的，。]*")


def advance(dialogue: Dialogue, state: State, event: Event | None, world: Any) -> Turn:
    """Changes only `state`; what is to be saved is in the turn. With no event the dialogue is just run again."""
    before = deepcopy(state.answers)
    aside = listen(Hearing(dialogue, state, event, world)) if event else Aside()
    if aside.turn:
        return aside.turn
    return _run(dialogue, state, event, world, aside, before)


@dataclass(frozen=True)
class Hearing:
    """One message about to be understood."""

    dialogue: Dialogue
    state: State
    event: Event
    world: Any

    @property
    def text(self) -> str:
        return self.event.text.strip()


def listen(hearing: Hearing) -> Aside:
    """Lay what the message means on top of the answers. The order of meanings is the rule."""
    return next(aside for meaning in MEANINGS if (aside := meaning(hearing)))


def old_button(hearing: Hearing) -> Aside | None:
    state, prompt = hearing.state, hearing.state.prompt
    if hearing.event.button < 0 or hearing.event.card == state.mark:
        return None
    return Aside(turn=Turn([words.ANSWERED, prompt.text], prompt.buttons, state.mark))


def files(hearing: Hearing) -> Aside | None:
    state, part = hearing.state, hearing.state.prompt.part
    held = {file for file, _ in state.files}
    state.files += [[file, part] for file in hearing.event.files if file not in held]
    if hearing.text or hearing.event.button >= 0:
        return None
    if not hearing.event.files:
        return Aside(words.EMPTY)
    several = state.prompt.label == REVIEW and len(state.parts()) > 1
    return Aside(words.WHOSE_FILE.format(each=hearing.dialogue.each) if several else words.GOT_FILE)


def danger(hearing: Hearing) -> Aside | None:
    if not hearing.event.danger or not hearing.state.prompt.label:
        return None
    hearing.state.keep_words(hearing.text, hearing.event.sent)
    hearing.state.answers[-1].turn = 0  # like an opening: going back does not take it off
    return Aside()


def own_option(hearing: Hearing) -> Aside | None:
    """A button pressed, its number or its very words typed: it means what it showed, when it was shown."""
    state, prompt, event = hearing.state, hearing.state.prompt, hearing.event
    if event.button >= len(prompt.buttons):
        return Aside("没有这个选项。", unclear=True)
    option = prompt.buttons[event.button] if event.button >= 0 else _typed(hearing.text, state)
    if option is None:
        return None
    if option.start:
        state.forget_words(option.words)
        return Aside(turn=Turn([], start=option))
    if option.value is not None:
        answer = state.hear(prompt.part, Slot(prompt.label, option.words or option.shown), event.sent)
        answer.value = option.value
        return Aside()
    sent = datetime.fromisoformat(prompt.sent) if option.words and prompt.sent else event.sent
    said = replace(hearing, event=replace(event, text=option.words or option.shown, card="", button=-1, sent=sent))
    state.forget_words(said.text)
    return universal(said) or change(said) or reply(said, read_more=False)


def _typed(text: str, state: State) -> Option | None:
    buttons = [option for option in state.prompt.buttons if option.words != CALL_HUMAN.words]  # a 1 asks for no human
    if state.doubted and not text.isdecimal() and (agrees(text) or DENIED.fullmatch(text)):
        return buttons[0 if agrees(text) else 1]
    return chosen(text, buttons) or begun(text, buttons)


def universal(hearing: Hearing) -> Aside | None:
    """Do what a word of every dialogue asks."""
    state, text = hearing.state, hearing.text.rstrip("。！!~～ ")
    if not state.prompt.label:
        return None
    match next((word for word in words.IN_TALK if word.fullmatch(text)), None):
        case words.CANCEL:
            return Aside(turn=Turn([words.CANCELLED], outcome="cancelled"))
        case words.STEP_BACK:
            return Aside("" if state.go_back() else words.FIRST_STEP)
        case words.HELP:
            return Aside(words.IN_TALK_HELP)
        case words.HUMAN:
            return Aside(words.CALLING_HUMAN, help=True)
        case words.GO_ON:
            return Aside()
        case words.SAVE if state.prompt.label != REVIEW:
            return Aside(turn=Turn([words.NOT_YET, state.prompt.text], state.prompt.buttons, state.mark))
        case words.APART if state.doubted:
            state.set_aside(state.doubted)
            return Aside()
    return None


def change(hearing: Hearing) -> Aside | None:
    """改… anywhere, and any certain correction at a review."""
    state, text = hearing.state, hearing.text
    if not state.prompt.label or not (hearing.dialogue.changes(text) or state.prompt.label == REVIEW):
        return None
    try:
        made = Changes(hearing.dialogue, state, hearing.world, hearing.event.sent).make(text)
    except Unclear as unclear:
        if len(text) >= LONG or any(option.words.endswith(text) for option in unclear.options):
            state.keep_words(text, hearing.event.sent)
        return Aside(str(unclear), unclear.options, unclear=not unclear.options)
    return Aside() if made else None


def command(hearing: Hearing) -> Aside | None:
    """At a question that takes any words, and at a review: what is certainly meant for another dialogue is asked about."""
    state, text, review = hearing.state, hearing.text, hearing.state.prompt.label == REVIEW
    if not (state.prompt.free or review) or not (other := hearing.world.elsewhere(text, free=True, review=review)):
        return None
    state.keep_words(text, hearing.event.sent)
    go = other.begin_with(text)
    stay = Option("接着刚才的", words="继续") if review else Option("记在这里", words=text)
    return Aside(f"「{brief(text)}」是要{go.shown}，还是{stay.shown}？", [go, stay])


def reply(hearing: Hearing, *, read_more: bool = True) -> Aside:
    """An opening or an answer: the question asked comes first, then what the reader finds for questions still open."""
    state, event, dialogue, text = hearing.state, hearing.event, hearing.dialogue, hearing.text
    asked, free = state.prompt.label, state.prompt.free
    if state.doubted:
        state.set_aside(state.doubted)
    answer = state.hear(state.prompt.part, Slot(asked, text), event.sent) if asked else None
    read_more = read_more and asked != REVIEW and text != dialogue.menu
    records = list(dialogue.reads(text, event.sent, hearing.world)) if read_more else []
    if not records:
        closed = asked and not free and len(text) >= LONG and not (asked == REVIEW and agrees(text))
        left = dialogue.left_over(text) if not asked else text if closed else ""
        pressed = event.button >= 0 or (state.about and not asked)  # the words of a button, not the person's own
        if re.search(r"[^\W\d]", left) and not pressed:
            state.keep_words(left, event.sent)
        return Aside()
    told = [record for record in records if record.part]
    if answer and len(told) > 1 and told[0].slots and told[0].slots[0].label == asked:
        state.forget(answer)  # several at once: each record has its own piece of it
    elif answer and any(earlier.part for earlier in state.answers):
        records = [record for record in records if not record.part] + told[:1]
    _lay(hearing, records)
    return Aside()


def _lay(hearing: Hearing, records: list[Record]) -> None:
    """Each record on a part of its own, beginning with the one that is being told. An answer that is there stays."""
    state, prompt, sent = hearing.state, hearing.state.prompt, hearing.event.sent
    part = prompt.part or (state.parts()[0] if hearing.dialogue.each else 0)
    for record in records:
        for slot in record.slots:
            if state.latest(of := part if record.part else 0, slot.label) is None:
                state.hear(of, slot, sent, "guessed" if slot.source and not slot.sure else "found")
            elif slot.label != prompt.label and not prompt.free and slot.text != hearing.text:
                state.keep_words(slot.text, sent)
        part = state.new_part() if record.part else part


MEANINGS = (old_button, files, danger, own_option, universal, command, change, reply)
CALL_HUMAN = Option("找人帮忙", words="找人帮忙")


def _run(dialogue: Dialogue, state: State, event: Event | None, world: Any, aside: Aside, before: list[Answer]) -> Turn:
    """Run the dialogue as far as it gets, and put its question before the person."""
    talk = Talk(state, world, dialogue.each)
    try:
        closing = talk.run(dialogue.tell)
    except Suspend as suspended:
        asked = suspended
    else:
        return Turn([*talk.texts, closing], talk.offered, saved=talk.saved, outcome="done", help=aside.help)
    if event and not asked.offered and asked.unclear and asked.unclear.turn == state.prompt.serial:
        if asked.unclear.how == "corrected":
            state.answers = before  # a correction that cannot be read changes nothing at all
            if len(event.text) >= LONG:
                state.keep_words(event.text, event.sent)
            return _run(dialogue, state, None, world, Aside(asked.texts[0], unclear=True), before)
        if asked.unclear.how == "told":
            aside = _explain(asked, state, aside, event, world)
    state.unclear = state.unclear + 1 if aside.unclear else 0
    if state.unclear >= world.settings.talk.lost_after:
        asked.prompt.words = [*asked.prompt.words, CALL_HUMAN]
        asked.texts.append(words.OFFER_HUMAN)
    return _show(state, asked.prompt, [aside.text, *asked.texts], aside, event)


def _explain(asked: Suspend, state: State, aside: Aside, event: Event, world: Any) -> Aside:
    """The reply did not answer: perhaps it is a new wish, which waits until the person says so."""
    text = event.text.strip()
    if not text or event.button >= 0 or not (other := world.elsewhere(text, free=False)):
        return replace(aside, unclear=True)
    state.keep_words(text, event.sent)
    stay = Option("接着刚才的", words="继续")
    return Aside(f"这句像是要{other.wish}。先去办吗？刚才的我留着。", [other.begin_with(text), stay])


def _show(state: State, prompt: Prompt, texts: list[str], aside: Aside, event: Event | None) -> Turn:
    """Put a prompt before the person; it keeps its serial if it is the one already there."""
    if aside.options:
        prompt.options = [option for option in aside.options if option.value is not None]
        prompt.words = [option for option in aside.options if option.value is None]
        prompt.text, texts = aside.text, []
    old = state.prompt
    prompt.serial, prompt.sent = old.serial, old.sent
    if prompt != old:
        prompt.serial += 1
        prompt.sent = event.sent.isoformat() if event else old.sent
    state.prompt = prompt
    return Turn([text for text in [*texts, prompt.text] if text], prompt.buttons, state.mark, help=aside.help)
