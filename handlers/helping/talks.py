"""Asking for a certain human: the secretary, somebody of the staff; complaints about the committee itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Calendar
from bot.danger import responsible
from bot.dialogue import dialogue
from bot.kinds.base import Note, Record, Slot
from bot.pushes import Push, send
from bot.saying import brief, say_files
from bot.talk.talk import Talk
from bot.world import World
from handlers.helping import rules
from handlers.helping.facts import OPEN, name_of, opens, sent_lately
from storage.scope import STAFF
from storage.unit import Unit
from storage.viewers import Viewer

ELSEWHERE = "不想让居委经手，也可以打市民热线 12345，或者向街道信访办、国家信访局网站反映。"


@dataclass(frozen=True)
class Asked:
    """Somebody wants these people, for what they say."""

    pushes: tuple[Push, ...]
    calendar: Calendar

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        for push in self.pushes:
            send(unit, push, self.calendar)
        return []


def staff(world: World) -> dict[str, int]:
    """Whom of one's own committee, and of the street, one can ask for by name."""
    people = world.unit.people
    own = sorted(people.committees_of(world.viewer))
    found = [one for place in own for role in STAFF for one in people.with_role(role, place)]
    return {one.name: one.id for one in [*found, *people.with_role("街道干部")] if one.id != world.viewer.person}


def _wanted(text: str, sent: datetime, world: World) -> bool:
    return bool(rules.complains(text) or rules.wants(text, list(staff(world))))


def _whole(text: str, sent: datetime, world: World) -> list[Record]:
    return [Record((Slot("想说什么", text, text),), part=False)]


@dialogue("找人", sure=_wanted, reads=_whole, order=30, apart=True)
def ask_for_a_human(talk: Talk) -> str:
    """找人：说「我要找书记」「找王芳」，我请他来联系您；要投诉居委，也在这里说。"""
    world = talk.world
    names = staff(world)
    said = talk.ask("想说什么", "想找谁、为什么事？写一句就行。", Note(required=True))
    complaint = rules.complains(said)
    to, above = _whom(world, said, names)
    files = sent_lately(world, world.viewer.person)
    who = name_of(world, world.viewer.person)
    phone = f"，电话 {world.person.phone}" if world.person.phone else ""
    what = "有意见要反映" if complaint else "想找您"
    text = f"{who}{what}{phone}：「{brief(said)}」{say_files([one.kind for one in files])}。请联系一下。"
    talk.save(Asked(tuple(Push(one, text, opens(files), reason="帮忙") for one in to), world.calendar))
    called = "、".join(name for name, one in names.items() if one in to) or "人"
    if not to:
        return f"这里现在没有能收到消息的人。{ELSEWHERE}"
    where = "街道的" if above else ""
    return f"好，我请{where}{called}来联系您。" + (ELSEWHERE if complaint else "")


def _whom(world: World, said: str, names: dict[str, int]) -> tuple[list[int], bool]:
    """Who is told: whoever is wanted; a complaint goes to the secretary, one about the secretary to the street."""
    heads = responsible(world.unit, world.viewer)
    officers = [one.id for one in world.unit.people.with_role("街道干部") if one.id != world.viewer.person]
    named = [one for name, one in names.items() if name in said]
    if rules.complains(said):
        about_head = "书记" in said or bool(set(named) & set(heads))
        return (officers, True) if about_head and officers else (heads, False)
    if "街道" in said and officers:
        return officers, True
    return (named or heads), False


@dialogue(OPEN, by=STAFF, order=60)
def see_files(talk: Talk) -> str:
    """看附件：居民发来的照片、语音，就在请您帮忙的那条消息里。"""
    return "照片、语音就在请您帮忙的那条消息里，点开就能看、能听。"


__all__ = ["ask_for_a_human", "see_files"]
