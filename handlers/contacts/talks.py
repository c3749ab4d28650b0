"""The conversation about whom to call for what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Note, Record, Slot
from bot.talk.talk import Talk
from bot.world import World
from handlers.contacts.rules import fitting

EMERGENCY = "有危险先打 110、119、120。"


def _matter(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("什么事", text, text),), part=False)]


@dialogue(
    "常用电话",
    starts=(
        "^常用电话",
        "^电话号码",
        "打什么电话",
        "打啥电话",
        "打哪个电话",
        "打多少电话",
        "找啥人修",
        "电话多少",
        "电话是多少",
        "找谁修",
        "热线",
    ),
    reads=_matter,
    menu="常用电话",
    rank=20,
    shows=True,
)
def tell_numbers(talk: Talk) -> str:
    """常用电话：比如「停水打什么电话」。"""
    matter = talk.ask("什么事", "您想问什么事的电话？", Note(), otherwise="常用电话")
    found = fitting(talk.world.settings.contacts, matter)
    if not found:
        return f"常用电话还没有登记，可以打市民热线 12345。{EMERGENCY}"
    return "\n".join([*(f"{one.name} {one.number}：{one.purpose}" for one in found), EMERGENCY])
