"""Which case a sentence is about: its number, what a button carried, what was last told, else the one that is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.kinds.base import Option
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE
from handlers.handling.kinds import KIND, OneCase
from handlers.handling.rules import NUMBER, SHOW, WITHOUT_NUMBER, Heard, read
from handlers.handling.saying import due_day, is_staff
from storage.cases import CASES, Case
from storage.households import Person

RECENT = timedelta(days=3)  # so long a message that told of a case is what a reply without a number means


def open_ones(world: World) -> list[Case]:
    """What the viewer has to do, by what is due: what they answer for today, or what was passed to them."""
    viewer, cases = world.viewer, world.unit.cases
    found = {case.id: case for case in cases.find(CASES.c.holder_id == viewer.person, CASES.c.state == rules.PASSED)}
    if is_staff(viewer):
        waiting = CASES.c.state.in_(rules.OPEN)
        charge = world.unit.covers.charge()
        seen = cases.find(waiting, cases.seen_by(viewer))
        found |= {case.id: case for case in seen if moves.answering(world, case, charge) == viewer.person}
    return sorted(found.values(), key=lambda case: (due_day(world, case), case.id))


def last_told(world: World) -> Case | None:
    """The case that the newest message with buttons was about."""
    for parcel in world.unit.outbox.last_with_buttons(world.viewer.person, 1):
        about = [option.about.get("case") for option in map(Option.from_row, parcel.buttons) if option.about]
        ids = {one for one in about if one}
        if len(ids) == 1 and parcel.made_at >= world.now - RECENT:
            case = ids.pop()
            return world.unit.cases.get(case) if world.unit.cases.may_see(world.viewer, case) else None
    return None


def is_about_case(text: str, sent: datetime, world: World) -> bool:
    """A known number with something to do, or words that are certain after what was last told."""
    heard = read(text)
    if heard.numbers:
        known = world.unit.cases.numbered(KIND, heard.numbers[0])
        return known is not None and _asked_for(text, heard) and world.unit.cases.may_see(world.viewer, known.id)
    if not is_staff(world.viewer):
        return last_told(world) is not None and len(text.strip()) > 1
    return bool(WITHOUT_NUMBER.search(text.strip())) and (last_told(world) is not None or bool(open_ones(world)))


def _asked_for(text: str, heard: Heard) -> bool:
    """1234 alone could be a room: it begins the message or is all of it. 0312 is a case wherever there is something to do."""
    begins = NUMBER.match(text.strip()) is not None
    return begins or (heard.numbers[0] < 1000 and heard.act != SHOW)


def meant(talk: Talk, heard: Heard) -> Case | str:
    """The case, or the sentence that says why there is none."""
    world = talk.world
    if about := int(talk.about.get("case", 0)):
        return seen(world, world.unit.cases.get(about))
    if heard.numbers:
        case = world.unit.cases.numbered(KIND, heard.numbers[0])
        if case is None:
            return f"没有{heard.numbers[0]:04d}号。请再看一下编号，或者回「待办」看手上的。"
        found = seen(world, case)
    elif told := last_told(world):
        found = told
    else:
        mine = open_ones(world)
        if not mine:
            return "您手上现在没有要办的诉求。要看哪一件，写编号就行，比如「0312」。"
        found = mine[0] if len(mine) == 1 else talk.ask("哪一件", "您说的是哪一件？", OneCase(world, mine))
    if isinstance(found, Case):
        talk.about["case"] = found.id
    return found


def seen(world: World, case: Case) -> Case | str:
    """The case if it is the viewer's to handle; else whom to ask."""
    if world.unit.cases.may_see(world.viewer, case.id):
        return case
    owner: Person | None = world.unit.people.get(CASE, moves.answering(world, case))
    who = owner.name if owner and owner.name else "书记"
    return f"{case.number}号不在您这里，请找{who}。您手上的，回「待办」看。"
