"""Whether an act on a case may happen now; saving it, and saying what cannot be told by itself."""

from __future__ import annotations

from datetime import date

from bot.pushes import reaches
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE, open_case
from handlers.handling import saying
from storage.cases import Case

UNDO = "说错了回「撤销」。"
DONE = "办了什么"  # what stands in the review of a case that is resolved


def blocked(world: World, case: Case, act: str) -> str:
    """Why an act may not happen now, in a sentence with what can be done instead; "" if it may."""
    if rules.after(case.state, act) is None:
        again = f"要重新办，回「{case.number} 重开」。" if rules.after(case.state, rules.REOPEN) else ""
        if case.state == rules.MERGED and case.merged_id:
            again = f"请看{world.unit.cases.get(case.merged_id).number}号。"
        return moves.too_late(world.unit, world.viewer, case) + again
    taken = case.state == rules.WORK and act in (rules.RESOLVE, rules.DECLINE, rules.PAUSE, rules.MERGE)
    owner = moves.answering(world, case)
    if taken and owner and owner != world.viewer.person and case.owner_id not in world.viewer.acting:
        person = world.unit.people.get(CASE, owner)
        name = person.name if person else "别的同事"
        return f"{case.number}号是{name}接的，在办，您这一步没有记。要换您来办，回「{case.number} 给我」；只说一句，回「记一下{case.number} ……」。"
    return ""


def save(talk: Talk, case: Case, act: str, closing: str, words: str = "", **more: object) -> str:
    """Save a move; say it, with how many cannot be told, and what may be done next."""
    world = talk.world
    told = saying.told_words(world, case, words)
    talk.save(moves.Move(case.id, act, told, files=tuple(talk.files), due=due_after(world, case, act), **more))  # type: ignore[arg-type]
    if not talk.offered:  # what is said next without a number is about this one
        talk.offer(open_case(case))
    hidden = "名字和电话没有写进去。" if told != words else ""
    return f"{closing}{hidden}{UNDO}"


def due_after(world: World, case: Case, act: str) -> date | None:
    leaves = case.state == rules.WAIT and rules.after(case.state, act) != rules.WAIT
    return moves.resumed(world, case) if leaves else None


def promised(world: World, case: Case, act: str) -> str:
    """Until when it is to be done after an act, which may end a pause."""
    return f"{moves.promise(world, due_after(world, case, act) or case.done_due)}前"


def unreached(world: World, case: Case) -> str:
    """Who of those who asked has to be told by somebody else."""
    voices = [one.person_id for one in world.unit.voices.of_case(case.id) if one.person_id != world.viewer.person]
    away = [one for one in voices if not reaches(world, one)]
    people = [world.unit.people.get(world.viewer, one) for one in away[:3]]
    named = "、".join(f"{one.name}{' ' + one.phone if one.phone else ''}" for one in people if one and one.name)
    joined = any(world.unit.people.accounts(CASE, one) for one in away)
    why = "，微信上现在找不到" if joined else "还没连上四百"
    return f"{named or '提出的人'}{why}，请您打个电话说一声。" if away else ""


def as_told(world: World, case: Case, told: str = "提出的人也告诉了。", away: str = "") -> str:
    """What may truly be said: they were told, or who of them has to be told by somebody else."""
    gone = unreached(world, case)
    return (away or gone) if gone else told
