"""Which case a sentence is about: its number, what a button carried, what was last told, else the one that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.kinds.base import Option
from bot.language.where import find_doors
from bot.language.who import find_people
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE
from handlers.handling.kinds import KIND, OneCase
from handlers.handling.naming import Naming
from handlers.handling.phrases import ALL_OF_THEM, GOT_IT, NUMBER, SEEN, SOME_ACT, SOON_AFTER, TOLD_ME, WITHOUT_NUMBER
from handlers.handling.rules import SHOW, Heard, read, read_move
from handlers.handling.saying import due_day, is_staff
from handlers.handling.sentences import Sentence, moves_of, sentences
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


def told_new(world: World) -> Case | None:
    """The case that the very last message was about, if nobody has taken it and it is the viewer's to take."""
    newest = next(iter(world.unit.outbox.newest(world.viewer.person, 1)), None)
    told = last_told(world) if newest and newest.buttons else None
    waits = told is not None and told.state == rules.NEW and moves.answering(world, told) == world.viewer.person
    return told if waits else None


def got_it(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """收到 below a new case: whoever writes it believes that they have taken it, so they have."""
    if not GOT_IT.fullmatch(text) or not is_staff(world.viewer):
        return None
    told = told_new(world)
    return {"case": told.id} if told else None


def is_about_case(text: str, sent: datetime, world: World) -> bool:
    """A known number with something to do, or words that are certain: of what was last told, or that name an open case."""
    heard = read(text)
    if heard.numbers:
        known = world.unit.cases.numbered(KIND, heard.numbers[0])
        return known is not None and _asked_for(text, heard) and world.unit.cases.may_see(world.viewer, known.id)
    if not is_staff(world.viewer):
        return last_told(world) is not None and len(text.strip()) > 1
    text, told = text.strip(), last_told(world)
    if at_home(world, text):
        return True
    if not (
        SOME_ACT.search(text) or SEEN.search(text)
    ):  # most messages: nothing is to be done, and no case need be looked at
        return False
    naming = Naming(world, open_ones(world))
    if WITHOUT_NUMBER.search(text) and (told is not None or naming.cases) and not naming.names_somebody_else(text):
        return True
    if told and told.state in rules.OPEN and SOON_AFTER.search(text) and not find_doors(text) and not find_people(text):
        return True
    return naming.speaks_of_one(text)


def at_home(world: World, text: str) -> list[Case]:
    """The open cases that words from a home may be about, which may tell of a visit as well."""
    if not TOLD_ME.search(text) or not any(door.room for door in find_doors(text)):
        return []
    return Naming(world, open_ones(world)).told_at_home(text)


def _asked_for(text: str, heard: Heard) -> bool:
    """1234 alone could be a room: it begins the message or is all of it. 0312 is a case wherever there is something to do."""
    begins = NUMBER.match(text.strip()) is not None
    return begins or (heard.numbers[0] < 1000 and heard.act != SHOW)


@dataclass(frozen=True)
class Aim:
    """Cases, and what is to be done with each; or why there is none, in a sentence."""

    cases: tuple[Case, ...]
    moves: tuple[Heard, ...] = ()
    why: str = ""
    words: str = ""


def aims(talk: Talk, said: str) -> list[Aim]:
    """What one message is to do: a case and a move as a rule, but 0001接了，0002转物业 is two of each."""
    world = talk.world
    told = sentences(said)
    if about := int(talk.about.get("case", 0)):
        words = str(talk.about.get("words", "")) or (NUMBER.sub(" ", said) if told[0].named else said)
        return [_aim(world, [seen(world, world.unit.cases.get(about))], words, _serials(told))]
    if told[0].named:
        found = [
            _aim(world, [_numbered(world, *one) for one in part.named], part.words, _serials([part])) for part in told
        ]
        if len(found) == 1 and found[0].moves and found[0].moves[0].act == rules.MERGE:
            found = [replace(found[0], cases=found[0].cases[:1])]
    elif is_staff(world.viewer) and (groups := _groups(talk, said)):
        found = [_aim(world, _several(talk, cases, words, place), words) for place, (cases, words) in enumerate(groups)]
    else:
        found = [_aim(world, [_last_or_only(talk)], said)]
    if len(found) == 1 and len(found[0].cases) == 1:
        talk.about |= {"case": found[0].cases[0].id, "words": found[0].words}
    return found


def _serials(told: Sequence[Sentence]) -> tuple[int, ...]:
    return tuple(serial for part in told for serial, _ in part.named)


def _aim(world: World, found: Sequence[Case | str], words: str, numbers: tuple[int, ...] = ()) -> Aim:
    cases = tuple(one for one in found if isinstance(one, Case))
    why = "\n".join(one for one in found if isinstance(one, str))
    if not is_staff(world.viewer):  # what a property company says is told as it is
        return Aim(cases, (replace(read_move(words), numbers=numbers),), why, words)
    return Aim(cases, tuple(moves_of(words, numbers)), why, words)


def _numbered(world: World, serial: int, year: int) -> Case | str:
    case = world.unit.cases.numbered(KIND, serial, year)
    if case is None:
        return f"没有{serial:04d}号。请再看一下编号，或者回「待办」看手上的。"
    return seen(world, case)


def _groups(talk: Talk, said: str) -> list[tuple[list[Case], str]]:
    """What words name, as it was when they were written: what is done meanwhile changes nothing."""
    world = talk.world
    if "groups" not in talk.about:
        found = Naming(world, open_ones(world)).groups(said)
        named = bool(found) and all(cases for cases, _ in found)
        talk.about["groups"] = [[[case.id for case in cases], words] for cases, words in found] if named else []
        talk.about["all"] = bool(ALL_OF_THEM.match(said))
    return [([world.unit.cases.get(one) for one in ids], words) for ids, words in talk.about["groups"]]


def _several(talk: Talk, cases: list[Case], words: str, place: int) -> list[Case | str]:
    """都接了 is all of them; 灯修好了 of two that speak of a lamp is one, and it is asked which."""
    if talk.about.get("all"):
        return [seen(talk.world, case) for case in cases]
    return [_one_of(talk, cases, words, place)]


def _one_of(talk: Talk, cases: list[Case], words: str, place: int) -> Case | str:
    if len(cases) == 1:
        return seen(talk.world, cases[0])
    return talk.ask(
        f"哪一件{place + 1 if place else ''}「{words[:12]}」", "您说的是哪一件？", OneCase(talk.world, cases)
    )


def _last_or_only(talk: Talk) -> Case | str:
    world = talk.world
    if told := last_told(world):
        return told
    mine = open_ones(world)
    if not mine:
        return "您手上现在没有要办的诉求。要看哪一件，写编号就行，比如「0312」。"
    return mine[0] if len(mine) == 1 else talk.ask("哪一件", "您说的是哪一件？", OneCase(world, mine))


def seen(world: World, case: Case) -> Case | str:
    """The case if it is the viewer's to handle; else whom to ask."""
    if world.unit.cases.may_see(world.viewer, case.id):
        return case
    owner: Person | None = world.unit.people.get(CASE, moves.answering(world, case))
    who = owner.name if owner and owner.name else "书记"
    return f"{case.number}号不在您这里，请找{who}。您手上的，回「待办」看。"
