"""What messages that are no prompt (pushes, menus, closing words) offered: the button that was pressed or typed."""

from __future__ import annotations

from bot import words
from bot.exchange import Event
from bot.kinds.base import Option, chosen
from bot.listing import AGAIN, MORE
from storage.unit import Unit

PUSH = "push"  # the card of such messages


def pressed(unit: Unit, person: int, event: Event) -> Option | None:
    """The button of one of the person's own messages; None if the card is a prompt's, or nobody's."""
    head, _, number = event.card.partition(".")
    if head != PUSH or not number.isdecimal() or len(number) > 18:  # a row number has 18 digits at most
        return None
    parcel = unit.outbox.get(int(number), person)
    there = parcel is not None and 0 <= event.button < len(parcel.buttons)
    return Option.from_row(parcel.buttons[event.button]) if parcel and there else None


def typed(unit: Unit, person: int, text: str) -> Option | None:
    """A label of one of the last messages that offered something, or a number of the newest."""
    more = bool(words.MORE.fullmatch(text))
    text = MORE if more else text
    pushes = [parcel for parcel in unit.outbox.last_with_buttons(person) if parcel.card == PUSH]  # no talk's prompts
    for age, parcel in enumerate(pushes):
        options = [Option.from_row(row) for row in parcel.buttons]
        if more and any(option.shown == AGAIN for option in options):
            return None  # the newest list is at its end
        found = chosen(text, options)
        if found and (age == 0 or found.shown == text):
            return found
    return None
