"""The conversations about weather rounds: beginning one from a warning, and its end; the others of rounds are joined here."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Record, Slot
from bot.language.where import find_doors
from bot.saying import say_moment
from bot.talk.talk import Talk
from bot.world import World
from handlers.rounds import planning, rules, telling
from handlers.rounds.calls import report_calls
from handlers.rounds.enquiries import ask_household, end_enquiry, start_enquiry
from handlers.rounds.issued import SENDS, IssuedAt, Pasted, Station, find_issue
from handlers.rounds.kinds import OPENING, Where, Whom, hear, say_groups
from handlers.rounds.planning import HEADS, ROUNDS, block_here, open_homes
from handlers.rounds.progress import list_homes, show_progress
from handlers.rounds.pushes import moments
from handlers.rounds.reads import BEGINS, read_opening
from handlers.rounds.results import show_results
from storage.charge import CADRES
from storage.places import Area
from storage.rounds import LIFTED, WEATHER, ClosedRound, NewRound, Round

NO_SOURCE = "没有来源的预警不能转发。"
# The other conversations of this capability; the house finds them here.
__all__ = [
    "ask_household",
    "end_enquiry",
    "list_homes",
    "report_calls",
    "show_progress",
    "show_results",
    "start_enquiry",
]


def _is_to_be_sent(text: str, sent: datetime, world: World) -> bool:
    """A warning as issued; or what somebody made of it, who is then asked for it as issued."""
    return _is_pasted(text, sent, world) or (rules.wants_forwarding(text) and not _names_a_door(text))


def _is_pasted(text: str, sent: datetime, world: World) -> bool:
    return bool(rules.split(text).words) and rules.is_warning(rules.split(text).words) and not _names_a_door(text)


def _names_a_door(text: str) -> bool:
    return any(door.room for door in find_doors(text))


@dialogue(
    SENDS, starts=BEGINS,
    by=HEADS, reads=read_opening, sure=_is_to_be_sent, menu="天气走访", rank=4, order=9,
    aliases={"原文": "预警", "内容": "预警", "来源": "发布单位", "气象台": "发布单位", "时间": "发布时间", "范围": "哪里", "地方": "哪里",
             "对象": "给谁", "人群": "给谁", "名单": "给谁"},
)  # fmt: skip
def send_warning(talk: Talk) -> str:
    """天气走访：把气象台的预警原文贴过来，我转给各位干部，先打电话、不通上门；看到几户联系上了。

    The words stay as issued, with the station and the time: 《上海市气象条例》第十九条.
    """
    world = talk.world
    hear(talk, OPENING)
    words = talk.ask(
        "预警", "请把气象台的预警原文整段贴过来，一个字都不用改，要看得到是哪个气象台、几点发布的。", Pasted()
    )
    timed = find_issue(words, talk.now) is not None
    whose = "是哪个气象台发布的？" if timed else "是哪个气象台、几点发布的？"
    source = talk.ask("发布单位", f"{whose}{NO_SOURCE}", Station(words))
    issued = talk.ask("发布时间", "是几月几日几点发布的？没有发布时间的预警不能转发。", IssuedAt(talk.now, words))
    where = Where(world)
    area = talk.ask("哪里", "这一轮走访哪里？", where, otherwise=where.usual)
    left = [home.household_id for home in open_homes(world, [one.id for one in _replaced(world, words, area)])]
    usual = block_here(world).weather.whom
    reached = cache(lambda groups: planning.weather_targets(world, groups, area, left))
    whom = Whom(usual, lambda groups: len(reached(tuple(groups))))
    groups = talk.ask("给谁", "要联系哪些人？", whom, otherwise="默认")
    if same := _same(world, words, area):
        return f"这条预警{say_moment(same.made_at or talk.now, talk.today)}已经发过了，不再重发。看进度回「走访进度」。"
    plan = planning.share(world, reached(tuple(groups)))
    later = rules.minutes(block_here(world).door_after_minutes)
    replaced = _replaced(world, words, area)
    ahead = f"接着{'、'.join(one.title for one in replaced)}那一轮，没联系上的都在里面。" if replaced else ""
    talk.review(f"这一轮要联系{plan}先打电话，{later}后没联系上的上门。{ahead}请核对：")
    warned = rules.read_warning(words)
    new = Round(
        WEATHER, warned.title, world.viewer.person, words, source, issued, "", say_groups(groups)[:200],
        area.id if area else None,
    )  # fmt: skip
    talk.save(NewRound(new, plan.homes, moments(world), [one.id for one in replaced]))
    sent = world.calendar.next_allowed(talk.now)
    when = "" if sent == talk.now else f"现在夜里不打扰，{say_moment(sent, talk.today)}发出。"
    return f"{warned.title}走访发起了：{plan}{when}看进度回「走访进度」，发错了回「撤销」。"


def _replaced(world: World, words: str, area: Area | None) -> list[Round]:
    """Running rounds on the same hazard that the new one takes over: 蓝 has become 黄."""
    hazard, wide = rules.read_warning(words).hazard, area.id if area else None
    running = world.unit.rounds.running(ROUNDS, WEATHER)
    return [
        one
        for one in running
        if rules.read_warning(one.words).hazard == hazard and planning.covers(world, wide, one.area_id)
    ]


def _same(world: World, words: str, area: Area | None) -> Round | None:
    """The very same warning, already on its way to all who live here."""
    narrow = area.id if area else None
    running = world.unit.rounds.running(ROUNDS, WEATHER)
    same = (one for one in running if re.sub(r"\s", "", one.words) == re.sub(r"\s", "", words))
    return next((one for one in same if planning.covers(world, one.area_id, narrow)), None)


def _words(text: str, sent: datetime, world: World) -> list[Record]:
    return [Record((Slot("原话", text, text),), part=False)]


@dialogue("转不了预警", by=CADRES, reads=_words, sure=_is_pasted, order=60)
def refuse_warning(talk: Talk) -> str:
    """转不了预警：预警由书记或街道来转发。"""
    hear(talk, OPENING)
    names = "、".join(
        person.name
        for committee in sorted(talk.world.unit.people.committees_of(talk.world.viewer))
        for person in talk.world.unit.people.with_role("书记", committee)
    )
    return f"转发预警、发起走访由书记或街道来做。请把这条转给{names or '书记'}，发起以后您会收到自己的名单。"


def _is_lifting(text: str, sent: datetime, world: World) -> bool:
    return rules.is_lifting(text) and bool(re.search("预警|警报", text)) and not _names_a_door(text)


@dialogue(
    "解除预警", starts=("^解除(预警|警报)", "^(结束|停止|停掉)(这一?[轮次])?(的)?(天气|预警|寒潮|高温|台风|暴雨|大风)?走访"), by=HEADS,
    reads=_words, sure=_is_lifting, order=8,
)  # fmt: skip
def lift_warning(talk: Talk) -> str:
    """解除预警：把解除的通知贴过来，那一轮走访就结束，我告诉各位干部。"""
    world = talk.world
    said = talk.ask("原话", "请把解除预警的通知贴过来。", Note(), otherwise="解除预警", how="absent")
    running = [one for one in world.unit.rounds.running(ROUNDS, WEATHER) if _may_lead(world, one)]
    hazard = rules.read_warning(said).hazard
    named = [one for one in running if rules.read_warning(one.words).hazard == hazard]
    meant = named or (running if hazard == "天气" else [])
    if not meant:
        others = "、".join(one.title for one in running)
        return f"现在没有在走的{hazard}走访。" + (f"在走的是：{others}。" if others else "要发起，请把预警原文贴过来。")
    if len(meant) > 1 and not named:
        titles = {one.title: one for one in meant}
        meant = [titles[talk.ask("哪一轮", "结束哪一轮？", Choice(*titles))]]
    issued = find_issue(said, talk.now)
    words = said if issued and rules.station(said) else ""  # without its source it is not passed on
    counts = [telling.numbers(world, one)[1] for one in meant]
    talk.save(*(ClosedRound(one.id, LIFTED, words) for one in meant))
    told = "\n".join(f"{one.title}：{count}" for one, count in zip(meant, counts, strict=True))
    return f"{'、'.join(one.title for one in meant)}这一轮结束了，没联系上的不再催，各位干部会收到通知。\n{told}"


def _may_lead(world: World, one: Round) -> bool:
    """The street leads every round; a 书记 those of their own committees."""
    return world.viewer.street or any(planning.covers(world, own, one.area_id) for own in world.viewer.committees)
