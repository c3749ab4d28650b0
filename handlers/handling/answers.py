"""A question to whoever asked for something: which one waits, and whether what they type answers it."""

from __future__ import annotations

from datetime import datetime

from bot.kinds.base import Option
from bot.world import World
from handlers.engines.cases import meant, rules
from handlers.engines.cases.asked import besides, elsewhere
from handlers.engines.cases.saying import CASE
from handlers.handling.meant import RECENT
from storage.cases import Case, Step

ANSWER, PRESSED = "答诉求", "回答"


def question_of(world: World, case: int = 0) -> tuple[Case, Step] | None:
    """The newest question to the viewer that nobody has answered: of a case, or of any of theirs."""
    mine = [(one, voice) for one, voice in world.unit.voices.of_person(world.viewer.person) if case in (0, one.id)]
    for one, _ in mine:
        steps = world.unit.cases.steps(CASE, one.id)
        asked = [step for step in steps if step.act in (rules.QUERY, rules.ANSWER)]
        if one.state in rules.OPEN and asked and asked[-1].act == rules.QUERY:
            return one, asked[-1]
    return None


def is_answer(text: str, sent: datetime, world: World) -> bool:
    """The last message with buttons was a question of a case, and this is said below it."""
    for parcel in world.unit.outbox.last_with_buttons(world.viewer.person, 1):
        asked = [one.about["case"] for one in map(Option.from_row, parcel.buttons) if one.start == ANSWER]
        recent = parcel.made_at >= world.now - RECENT
        own = next((one for one in meant.own_cases(world) if asked and one[0].id == asked[0]), None)
        if not own or not recent or question_of(world, asked[0]) is None:
            return False
        return not elsewhere(world, besides(world, text, [own])[0], own)
    return False
