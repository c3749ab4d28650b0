"""The conversations about whether it is solved, and how satisfied somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option, Record, Slot
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import meant
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases.answers import Satisfied
from handlers.engines.cases.kinds import own_case, pressed
from handlers.engines.cases.saying import RAISE, RATE, SATISFIED
from handlers.ratings import replies, rules
from handlers.ratings.kinds import DONE, Satisfaction, Solved
from handlers.ratings.reads import is_answer, is_satisfaction, open_satisfaction, read_answer

AGAIN, OTHER = "重新办", "另提一件"


def _heard(talk: Talk, label: str) -> str:
    """What was said of this unasked, or ""."""
    return talk.ask(label, f"{label}：没有请回「无」。", Note(), otherwise="无", how="absent")


def _asked(world: World) -> list[int]:
    """What is being asked about, where nothing else was said."""
    return [case.id for case, _ in meant.own_cases(world) if case.state == case_rules.ASKED]


@dialogue(RATE, reads=read_answer, sure=is_answer, order=20)
def rate(talk: Talk) -> str:
    """评诉求：办好以后问您，回「好了」或「还没好」，后面再说一句也行；又坏了就说「0312 又坏了」。"""
    world = talk.world
    said, words, degree = _heard(talk, "说法"), _heard(talk, "还说了"), _heard(talk, "评价")
    number, about = _heard(talk, "编号"), [int(one) for one in re.findall(r"\d+", _heard(talk, "可能"))]
    button = int(talk.about.get("case") or 0)
    only = world.unit.cases.get(about[0]).number if len(about) == 1 else ""
    found = pressed(talk, button) if button else own_case(talk, number or only, about or _asked(world))
    if isinstance(found, str):
        return found
    case, voice = found
    if case.state in (case_rules.DECLINED, case_rules.WITHDRAWN):
        return replies.gone(talk, case)
    question = f"{case.number}号 {case.matter}：{rules.question(case.matter)}"
    if case.state in case_rules.OPEN and not said:
        return replies.in_hand(talk, case, words)
    well = talk.ask("好了没有", question, Solved(), otherwise=said or None)
    if case.state in case_rules.OPEN:
        return replies.already_well(talk, case) if well else replies.in_hand(talk, case, words)
    if case.state == case_rules.CLOSED and not meant.may_reopen(world, case):
        return replies.too_late(talk, case, again=not well)
    fresh = voice.asked_at is not None and voice.rated_at is None  # was asked, and answers
    if case.state == case_rules.CLOSED and not well and not (number or button or fresh):
        again = f"您是说{case.number}号 {case.matter}又没好吗？"
        if (
            talk.ask(
                "是这件吗", again, Choice(AGAIN, OTHER, also={"是": AGAIN, "是的": AGAIN, "对": AGAIN, "不是": OTHER})
            )
            == OTHER
        ):
            talk.offer(Option(OTHER, words=words or "无", start=RAISE))
            return "好，这件不动。点「另提一件」，或者直接写一句新的事。"
    if well:
        return replies.solved(talk, case, voice, degree, words)
    return replies.not_solved(talk, case, voice, words)


def _read_degree(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """A degree, and what is said with it; after 哪里不满意 all of it is the reason."""
    degree = rules.satisfaction(text)
    bare = re.sub(r"^[，,。\\s]+|[，,。！!\\s]+$", "", text)
    words = "" if bare in rules.SATISFACTIONS or bare.isdecimal() else text.strip()
    slots = [Slot("评价", degree, text)] if degree else []
    return [Record((*slots, Slot("原因", words or "无", text)), part=False)]


@dialogue(SATISFIED, reads=_read_degree, sure=is_satisfaction, order=21)
def rate_satisfaction(talk: Talk) -> str:
    """评满意：说好了以后，回「很满意」「满意」「一般」「不满意」「很不满意」，为什么也可以写。"""
    world = talk.world
    degree, words = _heard(talk, "评价"), _heard(talk, "原因")
    asked = talk.about or meant.offered(world, SATISFIED, "why") or {}
    found = _of(world, int(asked["case"])) if asked.get("case") else open_satisfaction(world)
    if found is None:
        return "现在没有等您评价的事。您提过的回「我的诉求」看。"
    case, _ = found
    rating = world.unit.ratings.last(case.id, world.viewer.person)
    if rating is None or not rating.solved:
        return f"{case.number}号您还没说过好了，评价先放一放。好了请回「{case.number} {DONE}」。"
    if asked.get("why") and rating.satisfied:
        return _reason(talk, rating.id, words)
    if rating.satisfied:
        return f"{case.number}号您已经评过「{rating.satisfied}」，记着呢，不用再评。"
    degree = talk.ask("满意吗", "办得您满意吗？", Satisfaction(), otherwise=degree or None)
    talk.save(Satisfied(rating.id, degree, words))
    if degree in rules.UNHAPPY and not words:
        talk.offer(*replies.why_question(case))
        return "记下了。哪里不满意？写一句就行，没有请回「无」。"
    return "谢谢您，您的话我转给他们。" if words else "记下了，谢谢您。"


def _of(world: World, case: int) -> meant.Own | None:
    voice = world.unit.voices.of(case, world.viewer.person)
    return (world.unit.cases.get(case), voice) if voice else None


def _reason(talk: Talk, rating: int, words: str) -> str:
    """Why one is not satisfied, asked once."""
    if re.fullmatch(r"(?:无|没有?|没什么|不用|不说|算)[了啊的]*[。]?", words or "无"):
        return "好的，不写也行。谢谢您。"
    talk.save(Satisfied(rating, "", words))
    return "您说的我转给他们了，谢谢您肯告诉我。"
