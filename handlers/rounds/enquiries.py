"""The conversations of special enquiries (专项调研): beginning one, asking at the door, ending it."""

from __future__ import annotations

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note
from bot.kinds.household import Household
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.plans.dues import block_of
from handlers.rounds import planning, telling
from handlers.rounds.answers import NOBODY, NOT_SAID, Answer
from handlers.rounds.asking import AT_DOOR, BEGINS, ENDS, read_answers, read_enquiry, speaks_of_enquiry
from handlers.rounds.facts import ASK
from handlers.rounds.kinds import OPENING, Where, hear
from handlers.rounds.planning import DOORS, HEADS, ROUNDS, block_here
from handlers.rounds.settings import Enquiry
from storage.households import Household as Home
from storage.places import Area
from storage.rounds import (
    ASKED,
    ENDED,
    ENQUIRY,
    NOBODY_IN,
    OPEN,
    REFUSED,
    Answers,
    ClosedRound,
    NewRound,
    Round,
    RoundHome,
)
from storage.visits import NewVisit, Visit

WAYS = ("入户", "电话", "微信", "接待")


@dialogue(
    "专项调研", starts=BEGINS, by=HEADS,
    reads=read_enquiry, aliases={"范围": "哪里", "地方": "哪里", "名称": "哪份调研"}, menu="开始调研", order=9,
)  # fmt: skip
def start_enquiry(talk: Talk) -> str:
    """开始调研：比如「开始调研 加装电梯意愿」，请干部到门口问几个问题，看结果回「调研结果」。"""
    world, blocks = talk.world, block_here(talk.world).enquiries
    hear(talk, OPENING)
    if not blocks:
        hear(talk, "哪里")
        return "还没有设好的调研。请照看机器的同事在 config.yaml 的 rounds.enquiries 里写上问题，再来发起。"
    name = talk.ask("哪份调研", "做哪一份调研？", Choice(*(one.name for one in blocks)))
    block = next(one for one in blocks if one.name == name)
    if block.until and block.until < talk.today:
        hear(talk, "哪里")
        return (
            f"「{name}」到{say_day(block.until, talk.today)}就截止了，不能再问。要接着问，请改 config.yaml 里的 until。"
        )
    where = Where(world)
    area = talk.ask("哪里", "在哪里问？", where, otherwise=None if world.viewer.street else where.usual)
    if running := _running(world, name, area):
        return f"「{name}」{say_day((running.made_at or talk.now).date(), talk.today)}已经在问了。看结果回「调研结果 {name}」。"
    plan = planning.share(world, planning.enquiry_targets(world, block.who, area))
    if not plan.homes:
        return f"{area or '全街道'}没有符合条件的住户，没有发起。可以换个地方再说一次「开始调研 {name}」。"
    until = f"问到{say_day(block.until, talk.today)}为止。" if block.until else ""
    talk.review(f"要问{plan}{until}{telling.ONLY_WISHES}请核对：")
    new = Round(
        ENQUIRY, name, world.viewer.person, block=name, whom="、".join(block.who)[:200], ends_on=block.until,
        area_id=area.id if area else None,
    )  # fmt: skip
    talk.save(NewRound(new, plan.homes))
    return f"「{name}」开始了：{plan}各位干部会收到自己的名单。看结果回「调研结果 {name}」，发错了回「撤销」。"


def _running(world: World, name: str, area: Area | None) -> Round | None:
    """The same enquiry, already asked in all of this area."""
    narrow = area.id if area else None
    same = (one for one in world.unit.rounds.running(ROUNDS, ENQUIRY) if one.block == name)
    return next((one for one in same if planning.covers(world, one.area_id, narrow)), None)


@dialogue(
    ASK, starts=(AT_DOOR,), by=DOORS, reads=read_answers, sure=speaks_of_enquiry, order=14,
    aliases={"门牌": "走访对象", "对象": "走访对象", "户": "走访对象"},
)  # fmt: skip
def ask_household(talk: Talk) -> str:
    """入户调研：到了门口说「调研 12号302」，一题一题问；也可以一句说完，比如「调研 12号302 愿意，费用嫌贵」。"""
    world = talk.world
    hear(talk, OPENING)
    home = talk.ask("走访对象", "问的是哪一户？可以写门牌，也可以写姓名。", Household(world))
    rows = {row.round_id: row for row in world.unit.rounds.of_household(ROUNDS, home.id, ENQUIRY)}
    rounds = {one.title: one for one in world.unit.rounds.running(ROUNDS, ENQUIRY) if one.id in rows}
    if not rounds:
        return _not_asked(world, home)
    only = next(iter(rounds)) if len(rounds) == 1 else None
    which = f"{home.door}有{len(rounds)}份调研，问哪一份？"
    title = talk.ask("哪份调研", which, Choice(*rounds), only, how="absent")
    row, block = rows[rounds[title].id], block_here(world).enquiry(title)
    if block is None:
        return f"「{title}」的问题在设置里找不到了，请告诉照看机器的同事。"
    answers = _answers(talk, block)
    met = not all(answer in (NOT_SAID, NOBODY) for answer in answers.values())
    state = ASKED if met else NOBODY_IN if NOBODY in answers.values() else REFUSED
    way = (
        talk.ask("方式", "怎么问的？", Choice(*WAYS, also={"上门": "入户"}), otherwise="入户")
        if state != NOBODY_IN
        else "未遇"
    )
    more = talk.ask("备注", "备注：请写下来，没有请回「无」。", Note(empty=""), "无", how="absent")
    again = "这户问过了，保存就换成新的答案。" if row.state not in OPEN else ""
    talk.review(f"{title}，{home.door}。{again}请核对：")
    talk.save(Answers(row.id, state, answers, _visit(talk, home, way, title, state, more)))
    return _closing(world, home, row, state)


def _answers(talk: Talk, block: Enquiry) -> dict[str, str]:
    """Question → answer, one after the other; whoever says nothing to the first is not pressed."""
    answers: dict[str, str] = {}
    for question in block.questions:
        label = question.ask.strip("？? ")
        answer = talk.ask(label, question.ask, Answer(question.choices))
        if answer == NOBODY:
            return {label: NOBODY}
        answers[label] = answer
        if answer == NOT_SAID and len(answers) == 1:
            break
    return answers


def _visit(talk: Talk, home: Home, way: str, title: str, state: str, more: str) -> NewVisit | None:
    """The contact that the enquiry was, unless one is on record today."""
    unit, viewer = talk.world.unit, talk.world.viewer
    today = [visit for visit in unit.visits.of_household(viewer, home.id, 20) if visit.day == talk.today]
    if any(visit.way in block_of(talk.world).contact or visit.way == way for visit in today):
        return None
    said = {REFUSED: "不肯答", NOBODY_IN: "没人在家"}.get(state, "")
    note = "，".join(words for words in (f"专项调研「{title}」", said, more) if words)
    return NewVisit(Visit(home.id, viewer.person, talk.today, way, note))


def _closing(world: World, home: Home, row: RoundHome, state: str) -> str:
    mine = world.unit.rounds.mine(world.viewer, [row.round_id])
    left = sum(one.state in OPEN and (one.id != row.id or state == NOBODY_IN) for one in mine)
    told = {NOBODY_IN: f"记下了，{home.door}没人，改天再问。", REFUSED: f"记下了，{home.door}不肯答，不再问了。"}
    rest = f"您还有{left}户没问。" if left else "您的名单都问完了，辛苦。"
    return f"{told.get(state, f'记好了：{home.door}。')}{rest}记错了回「撤销」。"


def _not_asked(world: World, home: Home) -> str:
    """Why this household is not asked: the last day has passed, or it is in no enquiry."""
    for one in world.unit.rounds.since(ROUNDS, ENQUIRY, world.now - planning.YEAR):
        last = (
            one.ends_on
            if one.ends_on and one.ends_on < world.today
            else one.closed_at.date()
            if one.closed_at
            else None
        )
        if last and any(row.household_id == home.id for row in world.unit.rounds.homes(ROUNDS, [one.id])):
            return f"「{one.title}」到{say_day(last, world.today)}就结束了，不再问了。要记走访，直接写一句就行。"
    return f"{home.door}不在现在的调研里。看还有哪几户要问，回「走访名单」；要记走访，直接写一句就行。"


@dialogue(
    "结束调研", starts=ENDS, by=HEADS, reads=read_enquiry, order=9,
)  # fmt: skip
def end_enquiry(talk: Talk) -> str:
    """结束调研：比如「结束调研 加装电梯意愿」，不再问了，结果还看得到。"""
    world = talk.world
    hear(talk, OPENING, "哪里")
    running = {one.title: one for one in world.unit.rounds.running(ROUNDS, ENQUIRY) if _may_end(world, one)}
    if not running:
        hear(talk, "哪份调研")
        return "现在没有在问的调研。要发起，回「开始调研」。"
    only = next(iter(running)) if len(running) == 1 else None
    title = talk.ask("哪份调研", "结束哪一份？", Choice(*running), otherwise=only)
    talk.save(ClosedRound(running[title].id, ENDED))
    return f"「{title}」结束了，没问的不再问。看结果回「调研结果 {title}」。"


def _may_end(world: World, one: Round) -> bool:
    return world.viewer.street or any(planning.covers(world, own, one.area_id) for own in world.viewer.committees)
