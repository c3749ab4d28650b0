"""The conversations about leaves: going, naming another substitute, coming back earlier; those of other files with them."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Choice
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.cover import reads
from handlers.cover.asking import list_leaves, list_unlooked_after
from handlers.cover.handing import call_off, give_household, hand_over, refer_to_secretary
from handlers.cover.kinds import DAY, FirstDay, Goer, LastDay, Member, OneOf, Substitute
from handlers.cover.names import LEADS, Names
from handlers.cover.saying import say_span
from handlers.cover.settings import Block
from storage.leaves import WORKING, EndedLeave, Leave
from storage.viewers import system

__all__ = [
    "call_off", "change_substitute", "come_back", "give_household", "hand_over", "list_leaves", "list_unlooked_after",
    "refer_to_secretary", "take_leave",
]  # fmt: skip
YEAR = timedelta(days=366)
ALIASES = {
    "请假人": "谁请假", "开始": "从哪天", "日期": "从哪天", "结束": "到哪天", "截止": "到哪天", "代班人": "谁来代", "代班": "谁来代",
}  # fmt: skip
NEW, KEEP = "换成新的", "留着原来的"


@dialogue(
    "请假", starts=("^(我要|我想|要|想)?(请假|休假)(代班)?", "请假", "休假"), by=WORKING, reads=reads.read_leave, aliases=ALIASES,
    menu="请假代班", rank=9, sure=reads.is_leave, order=6, apart=True,
)  # fmt: skip
def take_leave(talk: Talk) -> str:
    """请假代班：比如「我下周一到周三请假，陈洁代我」，那几天的名单和居民的话都到代班的同事那里。"""
    world, today = talk.world, talk.today
    who = talk.ask("谁请假", "是谁请假？写姓名，自己请写「我」。", Goer(world), otherwise="我", how="absent")
    first = talk.ask("从哪天", "从哪天开始请？", FirstDay(today, today, today + YEAR, future=True)).day
    longest = world.settings.blocks.get("cover", Block()).longest_days
    last = talk.ask("到哪天", "请到哪天为止？那天也算在内，也可以说几天。", LastDay(today, first, longest))
    until = last + DAY
    kind = Substitute(world, who, first, until)
    substitute = talk.ask("谁来代", _whom(world, who, kind), kind)
    old = world.unit.leaves.of(world.viewer, [who.id], first, until)
    if old and talk.ask("原来的假", _overlaps(world, who, old), Choice(NEW, KEEP)) == KEEP:
        return "好，原来的假不变，这次的没有记。要改天数，可以再说一次，选「换成新的」。"
    talk.review("".join([_hands_on(world, who, substitute, first, until), "请核对："]))
    talk.save(Leave(who.id, substitute.id, first, until, replaces=tuple(leave.id for leave in old)))
    span = say_span(first, last, today)
    return (
        f"记好了：{who}{span}请假，{substitute}代。{_told(world, substitute)}提前回来就说「销假」，记错了回「撤销」。"
    )


def _whom(world: World, who: Member, kind: Substitute) -> str:
    able, names = kind.able(), Names(world)
    if not able:
        return f"那几天{names.place(who.id)}没有别的同事能代{who}。请先跟街道商量好人手，定了再说；不记了回「取消」。"
    leads = {post.person for post in names.posts if post.role in LEADS and post.holds(kind.since)}
    if all(one.id in leads for one in able):
        chief = able[0].name
        return f"那几天没有别的干部能代{who}，名单只能发给{chief}。请{chief}代吗？"
    return f"那几天请谁代{who}？写姓名就行。"


def _overlaps(world: World, who: Member, old: list[Leave]) -> str:
    names = Names(world)
    told = [f"{say_span(one.since, one.last, world.today)}（{names.name(one.substitute)}代）" for one in old]
    return f"{who}已经记过{'、'.join(told)}的假，跟这次重了。要换成新的吗？"


def _hands_on(world: World, who: Member, substitute: Member, first: date, until: date) -> str:
    """Whoever stands in for others hands that on as well."""
    names = Names(world)
    own = world.unit.leaves.stood_in_by(world.viewer, who.id, first, until)
    others = "、".join(dict.fromkeys(names.name(leave.person) for leave in own))
    return f"{who}那几天还在代{others}的班，也一起转给{substitute}。" if others else ""


def _told(world: World, substitute: Member) -> str:
    if substitute.id == world.viewer.person:
        return ""
    if not world.unit.people.accounts(system("cover"), substitute.id):
        return f"{substitute}还没连上四百，请您自己说一声。"
    return f"我跟{substitute}说了。"


def _span_of(leave: Leave, world: World) -> str:
    names = Names(world)
    return f"{say_span(leave.since, leave.last, world.today)}（{names.name(leave.substitute)}代）"


@dialogue(
    "换人代", starts=("^换个?人代", "^代班换人"), by=WORKING, reads=reads.read_leave, aliases=ALIASES, order=5,
    sure=reads.is_other_substitute, apart=True,
)  # fmt: skip
def change_substitute(talk: Talk) -> str:
    """换人代班：比如「换李慧代」，假期不变，换一位同事代。"""
    world, today = talk.world, talk.today
    leave = world.unit.leaves.get(world.viewer, talk.about["leave"]) if "leave" in talk.about else None
    if leave is None:
        who = talk.ask("谁请假", "是谁的假？写姓名，自己请写「我」。", Goer(world), otherwise="我", how="absent")
        coming = world.unit.leaves.coming(world.viewer, [who.id])
        if not coming:
            return f"{who}现在没有请假，不用换人。要请假就说「明天请假，请某某代」。"
        leave = coming[0]
        if len(coming) > 1:
            kind = OneOf([(_span_of(one, world), one.id) for one in coming], "这个假已经不在了，请再选一次。")
            chosen = talk.ask("哪个假", "是哪个假换人？", kind)
            leave = next(one for one in coming if one.id == chosen)
    first = max(today, leave.since)
    who = Goer(world).load(leave.person)
    if leave.until <= first:
        return f"{who}的这个假已经过了，不用换人。"
    kind_of = Substitute(world, who, first, leave.until)
    substitute = talk.ask("谁来代", _whom(world, who, kind_of), kind_of)
    if substitute.id == leave.substitute:
        return f"本来就是{substitute}代，没有变。"
    talk.review(f"{who}{say_span(first, leave.last, today)}的班换人代，请核对：")
    talk.save(Leave(who.id, substitute.id, first, leave.until, replaces=(leave.id,)))
    return f"换好了：{who}{say_span(first, leave.last, today)}请假，{substitute}代。{_told(world, substitute)}"


@dialogue(
    "销假", starts=("^销假", "^(我)?(不|不用)请假了", "^取消请假", "^(我)?提前回来", "^不用代了"), by=WORKING, reads=reads.read_back,
    sure=reads.is_back, order=5, apart=True,
)  # fmt: skip
def come_back(talk: Talk) -> str:
    """销假：提前回来说「我回来了，不用代了」，还没开始的说「不请假了」。"""
    world, today = talk.world, talk.today
    who = talk.ask("谁回来", "是谁的假？写姓名，自己请写「我」。", Goer(world), otherwise="我", how="absent")
    coming = world.unit.leaves.coming(world.viewer, [who.id])
    day = talk.ask(
        "哪天回来", "哪天回来上班？", FirstDay(today, today, today + YEAR, future=True), otherwise="今天"
    ).day
    if not coming:
        return f"{who}现在没有请假，不用销假。"
    leave = coming[0]
    if len(coming) > 1:
        kind = OneOf([(_span_of(one, world), one.id) for one in coming], "这个假已经不在了，请再选一次。")
        chosen = talk.ask("哪个假", f"{who}记着{len(coming)}个假，是哪一个不用了？", kind)
        leave = next(one for one in coming if one.id == chosen)
    names = Names(world)
    if day >= leave.until:
        return f"{who}的假本来就到{say_day(leave.last, today)}为止，不用改。要多请几天，再说一次请假就行。"
    talk.save(EndedLeave(leave.id, day))
    stands = Member(leave.substitute, names.name(leave.substitute))
    told = _told(world, stands)
    if leave.since > today and day <= leave.since:
        return f"好，{who}{say_span(leave.since, leave.last, today)}的假不请了，也不用{stands}代了。{told}记错了回「撤销」。"
    me, back = "您" if who.id == world.viewer.person else who.name, say_day(day, today)
    return f"好，{me}{back}回来，从{back}起提醒又发给{me}，不用{stands}代了。{told}记错了回「撤销」。"
