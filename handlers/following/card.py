"""One's own cases as one sees them: a line each, and one with its history and what can be done."""

from __future__ import annotations

from bot.kinds.base import Option
from bot.saying import say_day
from bot.world import World
from handlers.engines.cases import meant, moves, rules
from handlers.engines.cases.saying import ADD, ASK_FOR, RATE, SHOW, WITHDRAW, history, owner_name
from storage.cases import Case
from storage.viewers import system
from storage.voices import Voice

FOLLOWING = system("following")


def in_order(own: list[meant.Own]) -> list[meant.Own]:
    """Open ones first, by what is due; then the others, newest first."""
    open_ones = [one for one in own if one[0].state in rules.CURRENT]
    rest = [one for one in own if one[0].state not in rules.CURRENT]
    return sorted(open_ones, key=lambda one: (one[0].done_due, one[0].id)) + rest


def line(world: World, case: Case) -> str:
    """0312号 楼道灯不亮：转给了物业，周四（26日）前给您回话。"""
    return f"{case.number}号 {case.matter}：{stands(world, case)}"


def stands(world: World, case: Case) -> str:
    """How it stands, in one phrase."""
    day = moves.reply_by(world, case)
    match case.state:
        case rules.NEW:
            return f"{owner_name(world, case)}收到了，{day}。"
        case rules.WORK:
            return f"{owner_name(world, case)}在办，{day}。"
        case rules.PASSED:
            return f"转给{case.holder or '别的单位'}了，{owner_name(world, case)}盯着，{day}。"
        case rules.WAIT:
            return _waits(world, case)
        case rules.ASKED:
            return "说办好了，等您说一声好没好。"
        case rules.CLOSED:
            ended = say_day(case.closed_at.date(), world.today) if case.closed_at else ""
            return f"{ended}{'没等到您的回话，先结了，不算解决' if case.outcome == '未回复' else '办结了'}。"
        case rules.DECLINED:
            return "居委办不了，告诉过您找哪里。"
        case _:
            return f"{rules.STATES[case.state]}。"


def _waits(world: World, case: Case) -> str:
    """With the reason that was given, and until when."""
    pauses = [step for step in world.unit.cases.steps(FOLLOWING, case.id) if step.act == rules.PAUSE]
    if not pauses:
        return f"先停一停，{owner_name(world, case)}盯着。"
    until = f"，到{say_day(pauses[-1].day, world.today)}" if pauses[-1].day else ""
    return f"先停一停{until}：{pauses[-1].words or '在等'}。"


def full(world: World, case: Case, voice: Voice) -> str:
    """One with its history, in plain words."""
    steps = world.unit.cases.steps(FOLLOWING, case.id)
    place = f"（{case.place}）" if case.place and case.place not in case.matter else ""
    head = f"{case.number}号 {case.matter}{place}：{stands(world, case)}"
    return "\n".join([head, *(f"· {one}" for one in history(world, steps, case, world.viewer.person)), *_rated(voice)])


def _rated(voice: Voice) -> list[str]:
    """What the person thought of it."""
    if not voice.satisfied:
        return [f"· 您说过：{voice.why}"] if voice.why and voice.solved else []
    return [f"· 您评了{voice.satisfied}" + (f"：{voice.why}" if voice.why else "")]


def ways(world: World, case: Case, voice: Voice) -> list[Option]:
    """What the person can do now; the safe one first."""
    about = {"case": case.id}
    add = Option("补充", words="", start=ADD, about=about)
    human = Option("找人", words="找人谈谈", start=ASK_FOR, about=about)
    if case.state == rules.ASKED:
        return [
            Option("好了", words="好了", start=RATE, about=about),
            Option("还没好", words="还没好", start=RATE, about=about),
            human,
        ]
    if case.state in rules.OPEN:
        leave = "退出" if voice.part == "附议" else "撤回"
        return [add, Option(leave, words=f"{leave}{case.number}", start=WITHDRAW, about=about), human]
    if case.state == rules.CLOSED and meant.may_reopen(world, case):
        return [Option("又没好", words="又坏了", start=RATE, about=about), human]
    return [human] if case.state == rules.DECLINED else []


def button(case: Case) -> Option:
    return Option(f"看{case.number}", words=case.number, start=SHOW, about={"case": case.id})
