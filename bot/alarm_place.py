"""Where an alarm is if its own words do not say: what was written just before, the home that is being talked of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.elsewhere import homes_of
from bot.talk.state import State
from bot.whereabouts import GUESSED, Spot, only_where, spot_of
from storage.accounts import Account
from storage.unit import Unit

JUST_BEFORE, RECENT = timedelta(minutes=1), 5  # what was written before belongs to it: 我在9号门口 / 有个老伯倒在地上


def place_of(unit: Unit, account: Account, text: str, about: str = "") -> Spot:
    """Where it is, by these words; else by a bare place written within a minute before; else by the home being talked of."""
    person = account.person_id
    viewer, here = unit.people.viewer(person), _talked_of(unit, person)
    spot = spot_of(unit, viewer, text, about, here)
    if spot.said:
        return spot
    before = [
        str(letter.body["text"])
        for letter in unit.inbox.said(account.id, RECENT)
        if letter.sent_at >= unit.now - JUST_BEFORE and only_where(str(letter.body["text"]))
    ]
    earlier = spot_of(unit, viewer, "，".join([*before, text]), about, here)
    return replace(earlier, mark=earlier.mark or GUESSED) if earlier.said else spot


def _talked_of(unit: Unit, person: int) -> int:
    """The household that the open conversation is about, if it is one: a cadre stands there."""
    stack = unit.talks.stack(person)
    homes = homes_of(State.from_row(stack[0].state)) if stack else set()
    return homes.pop() if len(homes) == 1 else 0
