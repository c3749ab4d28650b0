"""A conversation that danger came into is set by without a word, until the alarm is over or the person comes back to it."""

from __future__ import annotations

from datetime import timedelta

from bot import words
from bot.elsewhere import homes_of
from bot.exchange import Event
from bot.kinds.base import chosen
from bot.language.where import find_doors
from bot.talk.state import State
from bot.world import World
from storage.alerts import Alert
from storage.scope import STAFF
from storage.talks import OpenTalk
from storage.unit import Unit

PARKED = "parked"  # in the state's `about`: the alert for which it waits
KEEPS = timedelta(hours=2)  # an alarm that nobody has ended holds up nothing for longer
LATER = "刚才没记完的我留着，要接着来就回「继续」。"


def park(unit: Unit, talk: OpenTalk, nudge: timedelta, event: Event | None = None) -> bool:
    """Set it by for the alarm of its person. False if there is no alarm.

    What a resident said is in the alarm and is no remark on a lamp; a cadre may have meant it for the visit as well.
    """
    found = unit.alerts.of_person(talk.person_id, KEEPS)
    if found is None:
        return False
    state = State.from_row(talk.state)
    state.about = state.about | {PARKED: found.id}
    staff = unit.people.viewer(talk.person_id).roles & set(STAFF)
    if event and event.text.strip() and staff and not _elsewhere(unit, state, event.text):
        state.keep_words(event.text.strip(), event.sent)
        state.answers[-1].turn = 0  # like an opening: going back does not take it off
    unit.talks.keep(talk.id, state.to_row(), nudge)
    return True


def _elsewhere(unit: Unit, state: State, text: str) -> bool:
    """Whether words name rooms, and none of the households that the conversation is about: no remark on it."""
    own = homes_of(state)
    doors = [door for door in find_doors(text, unit.places.estates()) if door.room]
    named = {home.id for door in doors for home in unit.places.doors_at(door.number, door.room, door.estate)}
    return bool(own and doors and not named & own)


def waits_for(unit: Unit, talk: OpenTalk) -> Alert | None:
    """The alarm for which a conversation waits, as long as it is under way."""
    found = unit.alerts.get(number) if (number := talk.state.get("about", {}).get(PARKED)) else None
    return found if found and not found.closed_at and found.last_at >= unit.now - KEEPS else None


def means(world: World, talk: OpenTalk, text: str) -> bool:
    """Whether words plainly mean the conversation that waits: those of every talk, a button of its last prompt, 改日期."""
    state = State.from_row(talk.state)
    known = any(said.fullmatch(text.rstrip("。！!~～ ")) for said in words.IN_TALK)
    button = chosen(text, state.prompt.buttons)
    return known or button is not None or text.startswith("改")


def hint(world: World) -> str:
    """Who is at work is told at once that the rest waits; whoever may be in danger has other things to read."""
    return LATER if world.viewer.roles & set(STAFF) else ""
