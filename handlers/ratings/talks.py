"""The conversations about whether it is solved, and how satisfied somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option, Record, Slot
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import asked, meant, moves
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases import verdicts as rules
from handlers.engines.cases.answers import Answer, Satisfied, is_principal
from handlers.engines.cases.kinds import own_case, pressed
from handlers.engines.cases.saying import RAISE, RATE, SATISFIED
from handlers.ratings import replies
from handlers.ratings.asking import degrees
from handlers.ratings.kinds import DONE
from handlers.ratings.reads import (
    is_answer,
    is_satisfaction,
    is_waiting,
    last_rated,
    only_a_mark,
    only_nods,
    open_satisfaction,
    owes_answer,
    read_answer,
    several,
)
from storage.ratings import Rating
from storage.voices import Voice

AGAIN, OTHER = "重新办", "另提一件"


def _heard(talk: Talk, label: str) -> str:
    """What was said of this unasked, or ""."""
    return talk.ask(label, f"{label}：没有请回「无」。", Note(), otherwise="无", how="absent")


def _asked(world: World) -> list[int]:
    """What is being asked about, where nothing else was said."""
    return [case.id for case, voice in meant.own_cases(world) if is_waiting(world, (case, voice))]


@dialogue(RATE, reads=read_answer, sure=is_answer, first=only_nods, order=20)
def rate(talk: Talk) -> str:
    """评诉求：办好以后问您，回「好了」或「还没好」，后面再说一句也行；又坏了就说「0312 又坏了」。"""
    world = talk.world
    if each := _heard(talk, "几件"):
        return _rate_each(talk, each)
    said, words, hint = _heard(talk, "说法"), _heard(talk, "还说了"), _heard(talk, "没说准")
    degree = _heard(talk, "评价") or talk.about.get("degree", "")
    number, about = _heard(talk, "编号"), [int(one) for one in re.findall(r"\d+", _heard(talk, "可能"))]
    button = int(talk.about.get("case") or 0)
    only = world.unit.cases.get(about[0]).number if len(about) == 1 else ""
    found = pressed(talk, button) if button else own_case(talk, number or only, about or _asked(world))
    if isinstance(found, str):
        return found
    case, voice = found
    if case.state in (case_rules.DECLINED, case_rules.WITHDRAWN):
        return replies.gone(talk, case)
    if case.state == case_rules.CLOSED and not meant.may_reopen(world, case):
        return replies.too_late(talk, case, again=said != DONE and not degree)
    last = asked.asked_last(world)
    degree = degree or (last.about.get("degree", "") if last and last.about.get("case") == case.id else "")
    if not said and degree and voice.solved:
        return replies.solved(talk, case, voice, degree, words)
    if case.state in case_rules.OPEN and not said and not owes_answer(world, found):
        return replies.in_hand(talk, case, words)
    if not said and not (degree in rules.HAPPY and not hint):
        return replies.ask_once_more(talk, case, hint, degree, words)
    well = said == DONE or not said
    if case.state in case_rules.OPEN:
        return _while_open(talk, found, degree, words, well=well)
    just = last is not None and last.about.get("case") == case.id
    fresh = just or (voice.asked_at is not None and voice.rated_at is None)  # was asked, and answers
    if case.state == case_rules.CLOSED and not well and not (number or button or fresh) and not _agrees(talk, found):
        talk.offer(Option(OTHER, words=words or "无", start=RAISE))
        return "好，这件不动。点「另提一件」，或者直接写一句新的事。"
    if well:
        return replies.solved(talk, case, voice, degree, words)
    return replies.not_solved(talk, case, voice, words)


def _agrees(talk: Talk, own: meant.Own) -> bool:
    """Whether what is closed is meant, where that is not certain."""
    again = f"您是说{own[0].number}号 {own[0].matter}又没好吗？"
    also = {"是": AGAIN, "是的": AGAIN, "对": AGAIN, "不是": OTHER}
    return talk.ask("是这件吗", again, Choice(AGAIN, OTHER, also=also)) == AGAIN


def _while_open(talk: Talk, own: meant.Own, degree: str, words: str, *, well: bool) -> str:
    """It is in hand: opened again by others or by themselves, or never said to be done yet."""
    case, voice = own
    answered = owes_answer(talk.world, own) or (case.reopened and voice.solved is not None)
    if well and answered:
        return replies.well_after_all(talk, case, voice, degree, words)
    if well:
        return replies.already_well(talk, case)
    return replies.not_solved(talk, case, voice, words) if answered else replies.in_hand(talk, case, words)


def _rate_each(talk: Talk, text: str) -> str:
    """An answer for each case that was spoken of, and what follows of each in a line."""
    lines = []
    for heard in several(text, talk.world):
        case, voice = talk.world.unit.cases.get(heard.case), _voice(talk.world, heard.case)
        lines.append(
            f"{case.number}号 {case.matter}：{_one_of_several(talk, (case, voice), heard.words, well=heard.solved)}"
        )
    return "\n".join(lines)


def _one_of_several(talk: Talk, own: meant.Own, words: str, *, well: bool) -> str:
    case, voice = own
    due = replies.new_due(talk.world, case)
    if is_waiting(talk.world, own) or voice.solved is not None:
        if voice.solved is well:
            return "您已经说过，记着呢。"
        talk.save(Answer(case.id, voice.person_id, well, due, "", words))
        act = case_rules.answer(case.state, solved=well, principal=is_principal(voice))
        again = f"重新办，{moves.promise(talk.world, due)}前给您回话。"
        return ("办结了，谢谢您。" if well else f"对不住，{again}") if act else "记下了。"
    if well:
        return f"还在办。不用再来了，回「撤回{case.number}」。"
    talk.save(moves.Move(case.id, case_rules.TELL, words or "还没好"))
    return f"还在办，您这句我转过去了，{moves.reply_by(talk.world, case)}。"


def _voice(world: World, case: int) -> Voice:
    return next(voice for one, voice in meant.own_cases(world) if one.id == case)


def _read_degree(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """A degree, and what is said with it; after 哪里不满意 all of it is the reason."""
    degree = rules.satisfaction(text)
    words = rules.remark(text) or (text.strip() if not degree and not rules.declines(text) else "")
    slots = [Slot("评价", degree, text)] if degree else []
    slots += [Slot("原因", words, text)] if re.search(r"[^\W\d]", words) else []
    slots += [Slot("整句", text.strip(), text)] if re.search(r"[^\W\d]", text) else []
    return [Record(tuple(slots), part=False)]


@dialogue(SATISFIED, reads=_read_degree, sure=is_satisfaction, first=only_a_mark, apart=True, order=21)
def rate_satisfaction(talk: Talk) -> str:
    """评满意：说好了以后，回「很满意」「满意」「一般」「不满意」「很不满意」，为什么也可以写；要改就说「我改一下，不满意」。"""
    world = talk.world
    degree, words, said = _heard(talk, "评价"), _heard(talk, "原因"), _heard(talk, "整句")
    about = _what_is_rated(talk, said)
    found = _of(world, int(about["case"])) if about.get("case") else open_satisfaction(world)
    if found is None:
        return "现在没有等您评价的事。您提过的回「我的诉求」看。"
    case = found[0]
    rating = world.unit.ratings.last(case.id, world.viewer.person)
    if rating is None or not rating.solved:
        return f"{case.number}号您还没说过好了，评价先放一放。好了请回「{case.number} {DONE}」。"
    if "mark" in about:
        return _mark(talk, found, rating, str(about["mark"]))
    if about.get("why") and rating.satisfied and not rules.changes(said):
        return _reason(talk, rating.id, said)
    if rules.declines(said):
        return "好的，不评也行。谢谢您。"
    if rating.satisfied and degree == rating.satisfied and not words:
        return f"{case.number}号您已经评过「{rating.satisfied}」，记着呢，不用再评。"
    return replies.regraded(talk, case, rating, degree, words)


def _what_is_rated(talk: Talk, said: str) -> dict[str, Any]:
    """A button's case; what was asked last; else, to change it, what was rated last."""
    if talk.about:
        return talk.about
    last = asked.asked_last(talk.world)
    if last and last.start == SATISFIED:
        return last.about if asked.awaited(talk.world, SATISFIED, "case") else {"case": last.about.get("case")}
    changed = last_rated(talk.world) if rules.changes(said) else None
    return {"case": changed[0].id} if changed else {}


def _mark(talk: Talk, own: meant.Own, rating: Rating, mark: str) -> str:
    """4 may be stars or the fourth button; 👍 says enough; 嗯 says nothing."""
    case, _ = own
    if rules.declines(mark):
        return "好的，不评也行。谢谢您。"
    if mark.isdecimal():
        stars = rules.satisfaction(f"{mark}星")
        button = rules.SATISFACTIONS[int(mark) - 1] if int(mark) else stars
        if stars == button:
            return replies.regraded(talk, case, rating, stars, "")
        talk.offer(*(one for one in degrees(case) if one.shown in (stars, button)))
        return f"「{mark}」是{mark}颗星（{stars}），还是第{mark}个（{button}）？点一下。"
    if degree := rules.satisfaction(mark):
        return replies.regraded(talk, case, rating, degree, "")
    talk.offer(*(replace(one, about={**one.about, "nodded": True}) for one in degrees(case)))
    return "好的。办得满意不满意，愿意的话点一下，不点也行。"


def _of(world: World, case: int) -> meant.Own | None:
    voice = world.unit.voices.of(case, world.viewer.person)
    return (world.unit.cases.get(case), voice) if voice else None


def _reason(talk: Talk, rating: int, words: str) -> str:
    """Why one is not satisfied, asked once."""
    if re.fullmatch(r"(?:无|没有?|没什么|不用|不说|算)[了啊的]*[。]?", words or "无") or rules.declines(words):
        return "好的，不写也行。谢谢您。"
    talk.save(Satisfied(rating, "", words))
    return "您说的我转给他们了，谢谢您肯告诉我。"
