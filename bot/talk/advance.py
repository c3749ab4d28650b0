"""One message in, one turn out."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.kinds.base import NotAllowed, Unclear
from bot.talk.changes import Changes
from bot.talk.state import UNUSED, Option, Slot, State
from bot.talk.talk import REVIEW, Dialogue, Suspend, Talk

CIRCLED = {chr(ord("①") + n): str(n + 1) for n in range(20)}
HELP = "直接回答就行。也可以说「上一步」「改日期」「取消」；卡住了就说「找人帮忙」。"
WORDS = {
    "取消": re.compile("(算了[，, ]*)?(取消|不记了)[吧了掉]*|算了[吧了]?"),
    "上一步": re.compile("上一步|返回|退回|回上一步"),
    "帮助": re.compile("帮助|怎么用|怎么说"),
    "找人": re.compile("找人帮忙|转?人工|找人"),
    "继续": re.compile("继续|接着来?|接着刚才的"),
    "另外记": re.compile("另外记这句"),
}
LOST = 3  # unclear replies in a row before a human is offered


@dataclass(frozen=True)
class Event:
    """A message as the engine takes it. `card` is the mark of the prompt whose button was pressed; empty when typed.

    `danger`: it was answered already with the life-saving words; in the middle of a talk it is kept, not an answer.
    """

    text: str
    sent: datetime
    card: str = ""
    button: int = -1
    files: tuple[int, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class Turn:
    """What one message led to. `outcome`: open, done or cancelled; `help`: the person wants a human."""

    texts: list[str]
    buttons: list[Option] = field(default_factory=list)
    card: str = ""
    saved: list[Any] = field(default_factory=list)
    outcome: str = "open"
    help: bool = False
    start: Option | None = None  # step aside: begin this dialogue, come back afterwards


@dataclass(frozen=True)
class Aside:
    """What the engine itself says before the prompt; with `options`, in its place. `stay` runs nothing."""

    text: str = ""
    options: list[Option] = field(default_factory=list)
    stay: bool = False
    help: bool = False
    unclear: bool = False
    start: Option | None = None


class Cancelled(Exception):
    """The person wants to stop."""


def advance(dialogue: Dialogue, state: State, event: Event | None, world: Any) -> Turn:
    """Changes only `state`; what the dialogue saves is in the turn, and only when it is done.

    With no event the dialogue is just run again: to repeat its question, or to see whether it still can.
    """
    before = deepcopy(state.answers)
    try:
        aside = listen(Hearing(dialogue, state, event, world)) if event else Aside()
    except Cancelled:
        return Turn(["好的，不记了。改主意的话，一天之内回「找回」就能接着来。"], outcome="cancelled")
    if aside.start:
        return Turn([], start=aside.start)
    if aside.stay:
        return _again(state, aside)
    talk = Talk(state, world, dialogue.each)
    try:
        closing = talk.run(dialogue.tell)
    except Suspend as asked:
        return _ask(dialogue, state, asked, aside, event, world, before)
    return Turn([*talk.texts, closing], saved=talk.saved, outcome="done", help=aside.help)


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
    for meaning in MEANINGS:
        if (aside := meaning(hearing)) is not None:
            return aside
    return reply(hearing, hearing.text)


def old_button(hearing: Hearing) -> Aside | None:
    if hearing.event.card in ("", hearing.state.mark):
        return None
    return Aside("这一步已经答过了。", stay=True)


def files(hearing: Hearing) -> Aside | None:
    state, part = hearing.state, hearing.state.prompt.part
    held = {file for file, _ in state.files}
    state.files += [[file, part] for file in hearing.event.files if file not in held]
    if hearing.text or hearing.event.button >= 0:
        return None
    return Aside("收到，跟这次的内容放在一起了。" if hearing.event.files else "")


def danger(hearing: Hearing) -> Aside | None:
    if not hearing.event.danger or not hearing.state.prompt.label:
        return None
    hearing.state.hear(0, Slot(UNUSED, hearing.text), hearing.event.sent)
    return Aside()


def own_option(hearing: Hearing) -> Aside | None:
    """A button pressed, its number or its very words typed: it means what it showed."""
    state, text = hearing.state, hearing.text
    buttons, place = state.prompt.buttons, hearing.event.button
    if place < 0:
        number = CIRCLED.get(text, text)
        shown = [option.shown for option in buttons]
        if text in shown:
            place = shown.index(text)
        elif number.isascii() and number.isdecimal() and len(number) < 3 and 0 < int(number) <= len(buttons):
            place = int(number) - 1
    if not 0 <= place < len(buttons):
        return Aside("没有这个选项。", unclear=True) if hearing.event.button >= 0 else None
    option = buttons[place]
    if option.value is not None:
        answer = state.hear(state.prompt.part, Slot(state.prompt.label, option.shown), hearing.event.sent)
        answer.value = option.value
        return Aside()
    if option.start:
        return Aside(start=option)
    said = replace(hearing, event=replace(hearing.event, text=option.words or option.shown, card="", button=-1))
    for meaning in (universal, change):
        if (aside := meaning(said)) is not None:
            return aside
    return reply(said, said.text, read_more=False)


def universal(hearing: Hearing) -> Aside | None:
    """Do what a word of every dialogue asks."""
    state, text = hearing.state, hearing.text.rstrip("。！!~～ ")
    if not state.prompt.label:
        return None
    match next((word for word, said in WORDS.items() if said.fullmatch(text)), ""):
        case "取消":
            raise Cancelled
        case "上一步":
            return Aside("" if state.go_back() else "已经是第一步了。")
        case "帮助":
            return Aside(HELP)
        case "找人":
            return Aside("好，我请人来帮您。您写的我都留着。", help=True)
        case "继续":
            return Aside()
        case "另外记":
            doubted = state.latest(state.prompt.part, state.prompt.label)
            if doubted and doubted.doubt:
                state.forget(doubted)
                state.hear(0, Slot(UNUSED, doubted.text), hearing.event.sent)
            return Aside()
    return None


def change(hearing: Hearing) -> Aside | None:
    """改… anywhere, and any certain correction at a review."""
    state, text = hearing.state, hearing.text
    if not state.prompt.label or not (text.startswith("改") or state.prompt.label == REVIEW):
        return None
    try:
        made = Changes(hearing.dialogue, state, hearing.world, hearing.event.sent).make(text)
    except Unclear as unclear:
        return Aside(str(unclear), unclear.options, unclear=not unclear.options)
    return Aside() if made else None


def command(hearing: Hearing) -> Aside | None:
    """At a question that takes any words: what is certainly meant for another dialogue is asked about."""
    prompt = hearing.state.prompt
    if not prompt.free or not (other := hearing.world.elsewhere(hearing.text, command=True)):
        return None
    keep = Option("记在这里", hearing.text)
    return Aside(f"「{hearing.text}」是要先去{other}，还是记在这里？", [_step_aside(other, hearing.text), keep])


def reply(hearing: Hearing, text: str, *, read_more: bool = True) -> Aside:
    """An opening or an answer: the question asked comes first, then what the reader finds for questions still open."""
    state, event, dialogue = hearing.state, hearing.event, hearing.dialogue
    asked = state.prompt.label
    if asked:
        state.hear(state.prompt.part, Slot(asked, text), event.sent)
    read_more = read_more and asked != REVIEW and text != dialogue.menu
    records = list(dialogue.reads(text, event.sent, hearing.world)) if read_more else []
    if not asked and not records and text:
        if left := _left_over(dialogue, text):
            state.hear(0, Slot(UNUSED, left), event.sent, "found")
        return Aside()
    part = state.prompt.part or (state.parts()[0] if dialogue.each else 0)
    several = asked and len([record for record in records if record.part]) > 1
    if several and records[0].slots and records[0].slots[0].label == asked:
        state.forget(state.answers[-1])
    elif asked:
        records = records[:1]
    for record in records:
        _fill(state, part if record.part else 0, record.slots, event.sent)
        part = state.new_part() if record.part else part
    return Aside()


def _fill(state: State, part: int, slots: tuple[Slot, ...], sent: datetime) -> None:
    for slot in slots:
        if state.latest(part, slot.label) is None:
            state.hear(part, slot, sent, "found" if slot.sure else "guessed" if slot.source else "found")


def _left_over(dialogue: Dialogue, text: str) -> str:
    """What an opening says beyond the words that started the dialogue."""
    rest = text
    for start in (dialogue.menu, *dialogue.starts):
        rest = rest.replace(start.lstrip("^"), "") if start else rest
    return text if len(re.sub(r"[\W_]|我|要|想|一下|一次|一个|吧", "", rest)) > 1 else ""


MEANINGS: tuple[Callable[[Hearing], Aside | None], ...] = (
    old_button, files, danger, own_option, universal, change, command,
)  # fmt: skip


def _ask(
    dialogue: Dialogue, state: State, asked: Suspend, aside: Aside, event: Event | None, world: Any, before: list[Any]
) -> Turn:
    if asked.unclear and event and asked.unclear.turn == state.prompt.serial:
        if asked.unclear.how == "corrected" and not asked.offered:
            state.answers = before  # a correction that cannot be read changes nothing at all
            aside = Aside(asked.texts[0], unclear=True)
            talk = Talk(state, world, dialogue.each)
            try:
                talk.run(dialogue.tell)
            except Suspend as again:
                asked = again
        elif asked.unclear.how == "told" and asked.prompt.label != "" and not asked.offered:
            aside = _explain(asked, aside, event, world)
    state.unclear = state.unclear + 1 if aside.unclear else 0
    return _show(state, asked.prompt, [aside.text, *asked.texts], aside)


def _explain(asked: Suspend, aside: Aside, event: Event, world: Any) -> Aside:
    """The reply did not answer: perhaps it is a new wish, which waits until the person says so."""
    text = event.text.strip()
    if text and event.button < 0 and (other := world.elsewhere(text, command=False)):
        asked.texts.clear()
        stay = Option("接着刚才的", words="继续")
        return Aside(f"这句像是要{other}。先去办吗？刚才的我留着。", [_step_aside(other, text), stay])
    return replace(aside, unclear=True)


def _step_aside(other: str, text: str) -> Option:
    return Option(f"先{other}", words=text, start=other)


def _show(state: State, prompt: Any, texts: list[str], aside: Aside) -> Turn:
    """Put a prompt before the person; it keeps its serial if it is the one already there."""
    if state.unclear >= LOST:
        prompt.words = [*prompt.words, Option("找人帮忙", words="找人帮忙")]
        texts = [*texts, "要是说不清，可以回「找人帮忙」。"]
    texts = [text for text in texts if text]
    if aside.options:
        prompt.options = [option for option in aside.options if option.value is not None]
        prompt.words = [option for option in aside.options if option.value is None]
        texts = [aside.text]
    old = state.prompt
    same = (old.part, old.label, old.text, old.lines, old.buttons) == (
        prompt.part, prompt.label, prompt.text, prompt.lines, prompt.buttons,
    )  # fmt: skip
    prompt.serial = old.serial if same else old.serial + 1
    state.prompt = prompt
    if not aside.options:
        texts.append(prompt.text)
    return Turn(texts, prompt.buttons, state.mark, help=aside.help)


def _again(state: State, aside: Aside) -> Turn:
    return Turn([aside.text, state.prompt.text], state.prompt.buttons, state.mark)


__all__ = ["Event", "NotAllowed", "Turn", "advance"]
