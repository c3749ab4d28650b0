"""What a person was asked last by a message, and whether words may be its answer: what was asked last is what is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.kinds.base import Option
from bot.language.triage import danger
from bot.language.where import find_doors
from bot.saying import brief
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import meant
from handlers.engines.cases.moves import cases_of
from handlers.engines.cases.saying import ADD, RAISE, RATE, SATISFIED, SHOW
from storage.cases import Case
from storage.outbox import ALERT, REPLY

ANSWER = "答诉求"
# Dialogues that take words of many kinds: they are no sign that something else is meant.
_LOOSE = (ADD, RATE, SATISFIED, ANSWER, "表扬", "没说清")
_ASKS = re.compile(r"[?？]$|[吗伐么呢]$|怎么样|什么时候|啥时候|几时|啥辰光")
_BESIDES = re.compile(r"(?:^|[，,。；;\s]+)(?:对了|另外|还有一[件个]事?|还有个?事|再[提报说]一件|顺便)[，,：:\s]*")


@dataclass(frozen=True)
class Asked:
    """A question that a message put, by the button that answers it."""

    start: str
    about: dict[str, Any]
    at: datetime


def asked_last(world: World) -> Asked | None:
    """What the newest message asked; what only tells something in between does not end a question, a reply or an alert does."""
    for parcel in world.unit.outbox.newest(world.viewer.person):
        options = [Option.from_row(row) for row in parcel.buttons]
        asks = [one for one in options if one.start in (RATE, SATISFIED, ANSWER) or _asks(one)]
        if asks:
            return Asked(asks[0].start, asks[0].about, parcel.made_at)
        if parcel.lane in (ALERT, REPLY):
            return None
    return None


def _asks(option: Option) -> bool:
    return bool(option.about.get("asked") or option.about.get("confirm"))


def awaited(world: World, start: str, key: str) -> dict[str, Any]:
    """What one sentence is waited for, for a while after it was asked: the `about` of the question, or nothing."""
    last, lasts = asked_last(world), timedelta(minutes=cases_of(world).sentence_minutes)
    wanted = last is not None and last.start == start and key in last.about and world.now - last.at <= lasts
    return last.about if last and wanted else {}


def is_sentence_for(world: World, text: str, own: meant.Own | None) -> bool:
    """Whether words that were waited for are about this case, and not plainly about something else."""
    spotted = danger(text)
    if own is None or len(text) > 200 or (spotted and not spotted.handled) or not re.search(r"\w", text):
        return False
    return not (meant.number_in(text) or re.search(r"[吗么伐?？]$", text) or elsewhere(world, text, own))


def elsewhere(world: World, text: str, own: meant.Own) -> bool:
    """Whether another dialogue certainly wants the words; a demand only with a place or a matter of its own."""
    found = world.router.match(text, world.now, world, only="sure", without=_LOOSE)
    if found is None:
        return False
    if found.name == RAISE:
        return meant.speaks_of_another(text, own) or names_another_place(world, text, own)
    return found.name != SHOW or bool(_ASKS.search(text))


def names_another_place(world: World, text: str, own: meant.Own) -> bool:
    """A building or room that is neither the case's nor the person's own; a floor is within the house."""
    case, voice = own
    houses = world.unit.places.houses(number=case.building_id) if case.building_id else []
    known = {part for house in houses for part in _parts(house.number)}
    home = world.unit.places.household(meant.OWN, world.viewer.household) if world.viewer.household else None
    known |= _parts(home.full_door) if home else set()
    known |= _parts(f"{case.place} {case.matter} {case.words} {voice.words}")
    return bool(_parts(text) - known)


def _parts(text: str) -> set[str]:
    doors = find_doors(text)
    return {door.number for door in doors if door.number} | {
        door.room for door in doors if re.search(r"\d{3}", door.room)
    }


def besides(world: World, text: str, own: Sequence[meant.Own]) -> tuple[str, str]:
    """The words about one's case, and those that name another matter after 对了 or 另外; "" if there are none."""
    found = _BESIDES.search(text)
    if not found or not own:
        return text, ""
    said, rest = text[: found.start()].strip("，,。；; "), text[found.end() :].strip()
    another = all(meant.speaks_of_another(rest, one) or names_another_place(world, rest, one) for one in own)
    return (said, rest) if said and len(rest) > 3 and another else (text, "")


def offer_other(talk: Talk, case: Case, other: str) -> str:
    """What was said besides is another matter: kept on a button."""
    if not other:
        return ""
    talk.offer(Option("另提一件", words=other, start=RAISE, about={"after": case.id}))
    return f"「{brief(other)}」是另一件，没放进去，点「另提一件」我记下来。"
