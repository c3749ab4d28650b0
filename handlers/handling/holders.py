"""A property company's words: matched to what it has by number, place and thing; progress is told on, the rest goes to the cadre."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.kinds.base import Option
from bot.saying import brief
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.naming import named, names_a_thing
from handlers.engines.cases.saying import CASE
from handlers.engines.registry.tagbook import tells_secret
from handlers.handling import holder_rules as words_of
from handlers.handling import saying
from handlers.handling.holder_rules import Told
from handlers.handling.kinds import KIND, UNTOLD, OneCase, Words
from handlers.handling.meant import RECENT, last_told, open_ones
from handlers.handling.phrases import GOT_IT, NUMBER
from handlers.handling.rules import SHOW, read
from handlers.handling.saving import UNDO
from storage.cases import Case
from storage.outbox import REPLY

GOT = "got"
SAYS, DONE = "物业回话", "修好"  # the dialogue; what a note is marked with that says it is repaired
NOTHING = "您手上现在没有居委转来的事。有新的，我马上告诉您。"


@dataclass(frozen=True)
class Said:
    """What is put down of one case, and how it is confirmed."""

    move: moves.Move
    closing: str


def is_theirs(text: str, sent: datetime, world: World) -> bool:
    """Whatever a property company writes while it has something, but for greetings and commands."""
    if saying.is_staff(world.viewer) or words_of.is_manners(text):
        return False
    return bool(open_ones(world)) or last_told(world) is not None


def got_it(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """收到 of whoever was just asked is no thanks: whoever asked them hears it."""
    heard = GOT_IT.fullmatch(text) and not saying.is_staff(world.viewer)
    return {GOT: True} if heard and _unanswered(world) else None


def _unanswered(world: World) -> list[Case]:
    """What was passed to them, or said to them of it, lately, and they have said nothing to."""
    return [case for case in open_ones(world) if _waits_for_them(world, case)]


def _waits_for_them(world: World, case: Case) -> bool:
    me = world.viewer.person
    steps = [one for one in world.unit.cases.steps(CASE, case.id) if me in (one.whom_id, one.person_id)]
    return bool(steps) and steps[-1].person_id != me and steps[-1].at >= world.now - RECENT


def tell(talk: Talk, said: str) -> str:
    """Everything that a property company says about what was passed to it."""
    world = talk.world
    if tells_secret(said):
        return UNTOLD
    kind = words_of.kind_of(said)
    if kind in (words_of.PERSONAL, words_of.OVERVIEW):
        return _refused(talk, kind)
    pieces = _pieces(talk, said)
    if isinstance(pieces, str):
        return pieces
    shown = [case for case, words in pieces if not words]
    if len(pieces) == 1 and shown and not talk.files:
        talk.offer(*saying.holders_buttons(shown[0]))
        return saying.holders_card(world, world.viewer, shown[0])
    told = [_say(talk, case, words, with_files=number == 0) for number, (case, words) in enumerate(pieces)]
    done = [one for one in told if isinstance(one, Said)]
    talk.save(*(one.move for one in done))
    lines = [one.closing if isinstance(one, Said) else one for one in told]
    return "\n".join(lines) + (UNDO if done else "")


def _refused(talk: Talk, kind: str) -> str:
    """Who asked for it and how they are is not for a property company; nor what it was not given."""
    mine = open_ones(talk.world)
    owner = saying.owner(talk.world, mine[0]) if mine else "居委"
    if kind == words_of.OVERVIEW:
        talk.offer(Option("待办", words="待办"))
        return "您这里只看得到转给您的，回「待办」就有。"
    if mine:
        visit = "想约时间上门，请居委帮忙约一下"
        talk.offer(*(Option(f"{one.number}约时间", words=f"{one.number} {visit}") for one in mine[:3]))
    return f"谁提的、怎么联系、家里情况，四百不往外说。要上门，{owner}来约时间，点下面就行。"


def _pieces(talk: Talk, said: str) -> list[tuple[Case, str]] | str:
    """Each case that the words speak of with its words ("" to look at it); asks once, of what may be several."""
    world, mine = talk.world, open_ones(talk.world)
    if talk.about.get(GOT):
        return [(case, said) for case in _unanswered(world)] or NOTHING
    pressed = int(talk.about.get("case", 0))
    if pressed:
        case = world.unit.cases.get(pressed)
        bare = NUMBER.sub("", said, count=1).strip(" ，,：:")
        return [(case, bare)] if world.unit.cases.may_see(world.viewer, case.id) else NOTHING
    by_id = {case.id: case for case in mine}
    if words_of.ALL.match(said) and mine:
        return [(case, said) for case in mine]
    pieces = words_of.split(said, lambda clause: _found(world, mine, clause))
    for number in {int(found["named"] or found["plain"]) for found in NUMBER.finditer(said)}:
        case = world.unit.cases.numbered(KIND, number)
        if case is None or not world.unit.cases.may_see(world.viewer, case.id):
            return f"{number:04d}号不在您这里，请再看一下编号，或者回「待办」看手上的。"
        by_id[case.id] = case
    told: list[tuple[Case, str]] = []
    for place, piece in enumerate(pieces or [Told()]):
        found = [by_id[one] for one in piece.about if one in by_id] or _likely(world, mine, piece.words)
        if not found:
            return NOTHING
        if len(found) > 1 and words_of.kind_of(piece.words) == words_of.INSIDE and _same_owner(world, found):
            told.append((last_told(world) or found[0], f"{piece.words}（没说是哪一件）"))
            continue
        case = found[0] if len(found) == 1 else _asked(talk, found, piece.words, place)
        bare = NUMBER.sub("", piece.words, count=1).strip(" ，,：:")
        told.append((case, "" if read(piece.words).act == SHOW and not bare else bare))
    return told


def _same_owner(world: World, found: list[Case]) -> bool:
    return len({moves.answering(world, case) for case in found}) == 1


def _asked(talk: Talk, found: list[Case], words: str, place: int) -> Case:
    shown = [replace(one, matter=saying.outsiders_words(talk.world, one, one.matter)) for one in found]
    label = f"哪一件{place + 1}" if place else "哪一件"
    return talk.ask(label, f"「{brief(words)}」说的是哪一件？", OneCase(talk.world, shown))


def _found(world: World, mine: list[Case], clause: str) -> list[int]:
    """What a clause may mean: by number first, then by place and thing."""
    if number := NUMBER.search(clause):
        case = world.unit.cases.numbered(KIND, int(number["named"] or number["plain"]))
        return [case.id] if case else []
    return [case.id for case in named(clause, mine)]


def _likely(world: World, mine: list[Case], words: str) -> list[Case]:
    """Words that name nothing: the one that was just looked at, the only one, else all of them are asked for."""
    if names_a_thing(words) and mine:
        return mine if len(mine) > 1 else mine[:1]
    last = last_told(world)
    looked = any(one.lane == REPLY for one in world.unit.outbox.last_with_buttons(world.viewer.person, 1))
    if last and (looked or not mine):
        return [last]
    return mine


def _say(talk: Talk, case: Case, words: str, *, with_files: bool) -> Said | str:
    """One case: what becomes of the words, and what is answered."""
    world = talk.world
    files = tuple(talk.files) if with_files else ()
    if rules.after(case.state, rules.NOTE) is None or case.state in (rules.CLOSED, rules.DECLINED):
        return f"{case.number}号已经结了，不用再看。有事请找居委。"
    heard = read(words)
    done = heard.act == rules.RESOLVE
    if heard.act == rules.NOTE:
        words = heard.words
    elif GOT_IT.fullmatch(words):
        words = "收到了"
    elif not heard.words:
        words = {rules.RESOLVE: words or "修好了", rules.TAKE: "接下了，会去看"}.get(heard.act, words)
    words = words or ("发来了照片" if files else "")
    if not words or words == "进展":
        prompt = f"{case.number}号现在怎么样？比如「明天下午来修」。"
        words = talk.ask("进展", prompt, Words(required=True, number=case.number))
        done = words_of.says_done(words)
    told = saying.outsiders_words(world, case, words) or words
    owner = saying.owner(world, case)
    plain = words_of.kind_of(words, done=done) == words_of.PLAIN or (bool(files) and words == "发来了照片")
    if plain:
        move = moves.Move(case.id, rules.NOTE, told, whom=DONE if done else "", files=files)
        return Said(move, f"收到，{case.number}号：{told}。居委看到了。")
    move = moves.Move(case.id, rules.INSIDE, told, files=files)
    return Said(move, f"好，{case.number}号这句转给{owner}了，有回话我告诉您。")
