"""Whether words are an answer to 好了吗, of which case, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.kinds.base import Record, Slot
from bot.world import World
from handlers.engines.cases import asked, meant
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases import verdicts as rules
from handlers.engines.cases.saying import RATE, SATISFIED
from handlers.ratings.kinds import DONE, NOT_DONE

_OF_REPLY = re.compile(r"回复|说(?:是)?(?:已经?)?(?:处理|解决|办结|修好|办好)|处理(?:完|好)?了?|解决|办结")
_MORE = re.compile(r"另外|还有一件|再(?:提|报|反映)一件|顺便")
_ASKS = re.compile(r"[吗么伐?？]$|了没$|怎么样|哪能")
_ALL = re.compile(r"^(?:都|全都?|两[件个样]都|统统|全部)(?:已经)?")
_PIECES = re.compile(r"[，,。；;！!\n]+")
LONG = 40  # characters: so much is told only of a new matter, unless it shares words with the case
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Heard:
    """What was said of one case, among several that the words name."""

    case: int
    solved: bool
    words: str


def several(text: str, world: World) -> list[Heard]:
    """灯好了，垃圾还没收: an answer for each; nothing unless two of one's cases are spoken of. 都好了 speaks of all."""
    own = [one for one in meant.own_cases(world) if one[0].state in case_rules.CURRENT or owes_answer(world, one)]
    said = rules.solved(text)
    waiting = [one for one in own if one[0].state == case_rules.ASKED or owes_answer(world, one)]
    if said is not None and _ALL.match(text.strip()) and len(waiting) > 1:
        return [Heard(case.id, said, rules.remark(_ALL.sub("", text.strip()))) for case, _ in waiting]
    heard: list[Heard] = []
    for piece in filter(None, (piece.strip() for piece in _PIECES.split(text))):
        near, verdict = meant.named(piece, own), rules.solved(piece)
        if len(near) == 1 and verdict is not None and near[0][0].id not in [one.case for one in heard]:
            heard.append(Heard(near[0][0].id, verdict, "" if verdict else piece))
        elif heard:
            heard[-1] = Heard(heard[-1].case, heard[-1].solved, f"{heard[-1].words}，{piece}".strip("，"))
    return heard if len(heard) > 1 else []


def read_answer(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Which case, 好了 or 还没好, how satisfied, and what is said besides; unasked, each under a label of its own."""
    said, number = rules.solved(text), meant.number_in(text)
    if not number and several(text, world):
        return [Record((Slot("几件", text, text),), part=False)]
    slots = [Slot("编号", f"{number[0]:04d}", text)] if number else []
    if said is not None:
        slots.append(Slot("说法", DONE if said else NOT_DONE, text))
    if not number:
        about = candidates(text, world, meant.own_cases(world), said=said)
        slots += [Slot("可能", "、".join(f"第{case.id}件" for case, _ in about), text)] if about else []
    if words := rules.remark(text):
        slots.append(Slot("还说了", words, text))
    if degree := rules.satisfaction(text):
        slots.append(Slot("评价", degree, text))
    if hint := rules.unsure(text) or ("嗯" if rules.nods(text) else ""):
        slots.append(Slot("没说准", hint, text))
    return [Record(tuple(slots), part=False)]


def is_answer(text: str, sent: datetime, world: World) -> bool:
    """Words that certainly answer: with the number of a case, or while one is being asked about."""
    text = text.strip()
    if meant.is_colleagues(world, text) or _MORE.search(text) or _waits_for_reason(text, world):
        return False
    said, own = rules.solved(text), meant.own_cases(world)
    if said is None or not rules.says_plainly(text) or rules.unsure(text):
        return _answers_vaguely(text, world, own)
    if _ASKS.search(text):
        return False
    if number := meant.number_in(text):
        return meant.numbered(text, own) is not None or (number[1] and not world.viewer.roles)
    if world.viewer.roles and not meant.offered(world, RATE):
        return False
    return bool(several(text, world) or candidates(text, world, own, said=said))


def _waits_for_reason(text: str, world: World) -> bool:
    """After 哪里不满意 words are the reason, unless they say that it is not well now."""
    return bool(asked.awaited(world, SATISFIED, "why")) and not rules.still_bad(text)


def _answers_vaguely(text: str, world: World, own: Sequence[meant.Own]) -> bool:
    """是的, 满意, 三星, 没看, 什么灯？: below the question itself; a degree also with a number, or while one is being asked."""
    if len(text) > LONG:
        return False
    degree = rules.satisfaction(text)
    if number := meant.number_in(text):
        known = meant.numbered(text, own)
        return bool(degree or rules.unsure(text)) and (known is not None or (number[1] and not world.viewer.roles))
    waiting = [one for one in own if is_waiting(world, one) and not meant.speaks_of_another(text, one)]
    last = asked.asked_last(world)
    if not waiting or (last and last.start == SATISFIED):
        return False
    if last and last.start == RATE:
        told = degree or rules.unsure(text) or rules.solved(text) is not None
        if not told and asked.awaited(world, RATE, "case"):
            return asked.is_sentence_for(world, text, waiting[0])
        return bool(told) and not asked.elsewhere(world, text, waiting[0])
    return bool(rules.named_degree(text)) and len(text) < 16 and not world.viewer.roles


def only_nods(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """嗯, 谢谢, 👍 right below 好了吗, where nothing else is open: asked once more."""
    plainly = rules.says_plainly(text)  # OK了 is more than a nod; 好了 finds its case like any other words
    last = asked.asked_last(world) if rules.nods(text) and (not plainly or text[:2].lower() == "ok") else None
    if not last or last.start != RATE or last.about.get("nodded") or world.unit.talks.stack(world.viewer.person):
        return None
    waiting = [one[0].id for one in meant.own_cases(world) if is_waiting(world, one)]
    nodded = {} if plainly else {"nodded": True}
    return {**nodded, "case": last.about["case"]} if last.about.get("case") in waiting else None


def candidates(text: str, world: World, own: Sequence[meant.Own], *, said: bool | None) -> list[meant.Own]:
    """The cases that words without a number may answer: those that they name, else those that are being asked about."""
    waiting = [one for one in own if is_waiting(world, one)]
    if said is not None and (spoken := meant.named(text, [one for one in own if _may_be_meant(world, one, said)])):
        return [one for one in spoken if one in waiting] or spoken
    if len(text) <= LONG and (about := [one for one in waiting if not meant.speaks_of_another(text, one)]):
        pushed = meant.offered(world, RATE).get("case")
        unanswered = [one for one in about if one[1].rated_at is None] or about
        newest = [one for one in unanswered if one[0].id == pushed]
        return newest if newest and len(unanswered) == 1 else unanswered
    if said is None:
        return []
    fresh = [one for one in own if one[1].rated_at and world.now - one[1].rated_at <= SOON]
    mine = [one for one in fresh if one[1].solved or one[0].state in case_rules.OPEN]
    if said:  # said again, with more to it; or 没好 was a mistake
        return mine if len(mine) == 1 and not meant.speaks_of_another(text, mine[0]) else []
    closed = [one for one in own if one[0].state == case_rules.CLOSED and meant.may_reopen(world, one[0])]
    if len(closed) == 1 and _OF_REPLY.search(text) and not meant.speaks_of_another(text, closed[0]):
        return closed
    return []


def _may_be_meant(world: World, own: meant.Own, said: bool) -> bool:
    """Asked about; or answered lately, when it may be said anew; or, of what is not well, anything that can be opened."""
    case, voice = own
    if is_waiting(world, own) or (voice.rated_at and world.now - voice.rated_at <= SOON):
        return True
    return not said and case.state == case_rules.CLOSED and meant.may_reopen(world, case)


def is_waiting(world: World, own: meant.Own) -> bool:
    return own[0].state == case_rules.ASKED or owes_answer(world, own)


def owes_answer(world: World, own: meant.Own) -> bool:
    """Was asked, and others closed it meanwhile, or had it opened again."""
    case, voice = own
    owed = voice.asked_at is not None and voice.rated_at is None
    again = case.state in case_rules.OPEN and case.reopened > 0
    return owed and (again or (case.state == case_rules.CLOSED and meant.may_reopen(world, case)))


def open_satisfaction(world: World) -> meant.Own | None:
    """The case that the person lately said is solved, without having said how satisfied they are."""
    for case, voice in meant.own_cases(world):
        fresh = voice.rated_at and world.now - voice.rated_at <= SOON
        if fresh and voice.solved and not voice.satisfied:
            return case, voice
    return None


def last_rated(world: World) -> meant.Own | None:
    """The case that the person rated last, as long as they may change their mind."""
    rated = [one for one in meant.own_cases(world) if one[1].solved and one[1].satisfied and one[1].rated_at]
    recent = [one for one in rated if meant.may_reopen(world, one[0])]
    return max(recent, key=lambda one: (one[1].rated_at, one[0].id), default=None)


def is_satisfaction(text: str, sent: datetime, world: World) -> bool:
    """A degree, or any sentence below 满意吗 and 哪里不满意 that is not about something else."""
    text = text.strip()
    if meant.is_colleagues(world, text) or _MORE.search(text) or len(text) > 200:
        return False
    own, degree = meant.own_cases(world), rules.satisfaction(text)
    last = asked.asked_last(world)
    if last and last.start == SATISFIED and not (world.dialogue and world.dialogue != SATISFIED):
        mine = next((one for one in own if one[0].id == last.about.get("case")), None)
        soon = asked.awaited(world, SATISFIED, "case")
        if soon and asked.is_sentence_for(world, text, mine):
            return True
        if mine and "why" not in last.about and (degree or rules.declines(text)) and len(text) <= LONG:
            return not asked.elsewhere(world, text, mine)
    if rules.changes(text) and degree and last_rated(world) is not None:
        return True
    bare = bool(rules.named_degree(text)) and not rules.remark(text)
    return bare and (open_satisfaction(world) is not None or not (world.viewer.roles or world.dialogue))


def only_a_mark(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """4, 👍, 😡, 嗯, 算了 right below 满意吗: no number of a button, and no new matter."""
    last = asked.asked_last(world)
    bare = re.fullmatch(r"[0-5]|[^\w\s]{1,6}", text) or rules.nods(text) or rules.declines(text)
    if not bare or not last or last.start != SATISFIED or world.unit.talks.stack(world.viewer.person):
        return None
    if "why" in last.about or (last.about.get("nodded") and rules.nods(text)):
        return None
    return {"case": last.about["case"], "mark": text}
