"""People send 你好 / 我是3号楼的 / 灯坏了 within seconds: what may go on waits a moment and is read as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import words
from bot.exchange import Event
from bot.talk.state import State
from storage.talks import OpenTalk

SHORT = 15  # characters: a longer message is a whole one
WHOLE = (words.MENU, words.UNDO, words.BACK, words.THANKS)


def stands_alone(text: str) -> bool:
    """A word that every conversation knows (取消): no piece of what was said before."""
    return any(said.fullmatch(text.strip()) for said in words.IN_TALK)


def may_go_on(text: str, talk: OpenTalk | None) -> bool:
    """Whether more may follow: a photo without words, or short free words."""
    text = text.strip()
    if not text:
        return True
    if len(text) > SHORT or text[-1] in "。！!？?" or text[0] == "/" or text.isdecimal() or stands_alone(text):
        return False
    if any(said.fullmatch(text) for said in WHOLE):
        return False
    return talk is None or State.from_row(talk.state).prompt.free


def join(events: Sequence[Event]) -> Event:
    """Several pieces as one message, sent when the last was."""
    texts = [event.text.strip() for event in events if event.text.strip()]
    joined = "".join(text if text[-1] in "，,。；;！!？?、" else f"{text}，" for text in texts[:-1]) + "".join(
        texts[-1:]
    )
    files = tuple(dict.fromkeys(file for event in events for file in event.files))
    return replace(events[-1], text=joined, files=files, danger=any(event.danger for event in events))
