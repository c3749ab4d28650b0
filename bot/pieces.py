"""People send 你好 / 我是3号楼的 / 灯坏了 within seconds: what may go on waits a moment and is read as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import words
from bot.exchange import Event
from bot.talk.state import State
from storage.outbox import REPLY, Parcel
from storage.talks import OpenTalk

LATELY, WORD = timedelta(minutes=3), 8  # how long, in how few characters a piece waits for the rest of the sentence
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


def left_hanging(told: Sequence[Parcel], now: datetime, said: Callable[[int], str]) -> list[str]:
    """The short pieces that could not be understood just before, the oldest first; `said` gives the words of a letter."""
    found: list[str] = []
    for parcel in reversed([one for one in told if one.lane == REPLY]):
        if not parcel.text.startswith(words.UNKNOWN) or now - parcel.made_at > LATELY or not parcel.cause:
            break
        found.insert(0, said(parcel.cause).strip())
    return found if all(0 < len(piece) <= WORD for piece in found) else []


def just_said(told: Sequence[Parcel], now: datetime, text: str) -> bool:
    """Whether this was the last reply, a moment ago: of two photos the second is not acknowledged again."""
    last = next((one for one in reversed(told) if one.lane == REPLY), None)
    return last is not None and last.text == text and now - last.made_at < timedelta(minutes=1)
