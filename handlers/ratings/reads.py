"""Whether words are an answer to 好了吗, of which case, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.kinds.base import Record, Slot
from bot.world import World
from handlers.engines.cases import meant
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases.saying import RATE, SATISFIED
from handlers.ratings import rules
from handlers.ratings.kinds import DONE, NOT_DONE

_OF_REPLY = re.compile(r"回复|说(?:是)?(?:已经?)?(?:处理|解决|办结|修好|办好)|处理(?:完|好)?了?|解决|办结")
_MORE = re.compile(r"另外|还有一件|再(?:提|报|反映)一件|顺便")
LONG = 40  # characters: so much is told only of a new matter, unless it shares words with the case
SOON = timedelta(days=7)


def read_answer(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Which case, 好了 or 还没好, how satisfied, and what is said besides; unasked, each under a label of its own."""
    said, number = rules.solved(text), meant.number_in(text)
    slots = [Slot("编号", f"{number[0]:04d}", text)] if number else []
    if said is not None:
        slots.append(Slot("说法", DONE if said else NOT_DONE, text))
        about = [] if number else candidates(text, world, meant.own_cases(world), solved=said)
        slots += [Slot("可能", "、".join(f"第{case.id}件" for case, _ in about), text)] if about else []
        slots += [Slot("还说了", words, text)] if (words := rules.remark(text)) else []
    if degree := rules.satisfaction(text):
        slots.append(Slot("评价", degree, text))
    return [Record(tuple(slots), part=False)]


def is_answer(text: str, sent: datetime, world: World) -> bool:
    """Words that certainly answer: with the number of a case, or while one is being asked about."""
    text = text.strip()
    said = rules.solved(text)
    if said is None or re.search(r"[吗么伐?？]$|了没$|怎么样|哪能", text) or _MORE.search(text):
        return False
    if meant.is_colleagues(world, text):
        return False
    own = meant.own_cases(world)
    if number := meant.number_in(text):
        return meant.numbered(text, own) is not None or (number[1] and not world.viewer.roles)
    if world.viewer.roles and not meant.offered(world, RATE):
        return False
    return bool(candidates(text, world, own, solved=said))


def candidates(text: str, world: World, own: Sequence[meant.Own], *, solved: bool) -> list[meant.Own]:
    """The cases that words without a number may answer."""
    waiting = [one for one in own if one[0].state == case_rules.ASKED or _owes_answer(world, one)]
    if near := meant.alike(text, waiting):
        return near
    if len(text) <= LONG and (about := [one for one in waiting if not meant.speaks_of_another(text, one)]):
        pushed = meant.offered(world, RATE).get("case")
        unanswered = [one for one in about if one[1].rated_at is None] or about
        newest = [one for one in unanswered if one[0].id == pushed]
        return newest if newest and len(unanswered) == 1 else unanswered
    if solved:  # said again, with more to it
        fresh = [one for one in own if one[1].solved and one[1].rated_at and world.now - one[1].rated_at <= SOON]
        return (
            (meant.alike(text, fresh) or fresh)
            if len(fresh) == 1 and not meant.speaks_of_another(text, fresh[0])
            else []
        )
    closed = [one for one in own if one[0].state == case_rules.CLOSED and meant.may_reopen(world, one[0])]
    if near := meant.alike(text, closed):
        return near
    return (
        closed if len(closed) == 1 and _OF_REPLY.search(text) and not meant.speaks_of_another(text, closed[0]) else []
    )


def _owes_answer(world: World, own: meant.Own) -> bool:
    """Was asked, and others closed it meanwhile."""
    case, voice = own
    asked = voice.asked_at is not None and voice.rated_at is None
    return case.state == case_rules.CLOSED and asked and meant.may_reopen(world, case)


def open_satisfaction(world: World) -> meant.Own | None:
    """The case that the person lately said is solved, without having said how satisfied they are."""
    for case, voice in meant.own_cases(world):
        fresh = voice.rated_at and world.now - voice.rated_at <= SOON
        if fresh and voice.solved and not voice.satisfied:
            return case, voice
    return None


def is_satisfaction(text: str, sent: datetime, world: World) -> bool:
    """A degree, while one is open; or any words after 哪里不满意."""
    text = text.strip()
    if meant.is_colleagues(world, text) or _MORE.search(text):
        return False
    asked = meant.offered(world, SATISFIED, "why")
    if asked and len(text) <= 200 and not meant.number_in(text):
        return not re.search(r"[吗么伐?？]$", text)
    return len(text) <= LONG and bool(rules.satisfaction(text)) and open_satisfaction(world) is not None
