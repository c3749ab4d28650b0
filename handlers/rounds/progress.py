"""The conversations about how far a weather round has got: numbers for the street, doors for who looks after them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from bot.dialogue import dialogue
from bot.kinds.base import Note, Record, Slot
from bot.talk.talk import Talk
from bot.world import World
from handlers.rounds import rules, telling
from handlers.rounds.kinds import Where
from handlers.rounds.planning import DOORS, HEADS, ROUNDS, open_homes
from storage.rounds import ENQUIRY, OPEN, WEATHER, Round

# 寒潮打得怎么样了, 高温电话打到哪了
_HOW_IT_GOES = re.compile(
    rf"(?:今天|现在|这次|那个)?(?:{'|'.join((*rules.HAZARDS, '天气', '预警'))})?(?:预警|这一?轮|的)*(?:电话)?(?:都)?(?:打|联系|走访?|通知|跑)得?"
    r"(?:怎么样|怎样|如何|到哪(?:里|一步)?|完)了?(?:吗|没有?|伐)?[?？。]?"
)


def _is_progress(text: str, sent: datetime, world: World) -> bool:
    asks = re.fullmatch(
        r"(?:现在|目前|今天)?的?(?:进度|进展|走到哪了|打了多少户?了?|(?:电话)?(?:打|联系|通知|问|通)(?:了|上|到|通|过)*(?:几|多少)(?:户|家)(?:人家?)?)(?:怎么样|如何)?了?[？?。]?",
        text.strip(),
    ) or _HOW_IT_GOES.fullmatch(text.strip())
    return bool(asks and world.unit.rounds.running(ROUNDS, WEATHER))


def _asks_how_many(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """An officer's 现在联系了几户 is asked of the round under way; a cadre's, of their own month."""
    return {} if world.viewer.street and re.search("[几多少][户家]", text) and _is_progress(text, sent, world) else None


HOW_FAR = (
    r"^(?!我|本人|自己|大家|各|所有|全)([\u4e00-\u9fff]{2,5}?(预警)?|这一?轮|批量)?走访(的)?(进度|进展|走?得?怎么样|走到哪|情况如何|到哪一步|联系上多少)",
    "^(看|查)走访进度",
    r"^([\u4e00-\u9fff]{2,5}?)?预警(的)?(进度|走访|联系)(怎么样|进度|情况)?",
)
_LEFT = re.compile(
    r"(还有|还剩|现在)?(谁|哪些|哪几[家户])(人家?|户)?(还)?(没有?|未)(联系|打通|打到|接电话|接通|问(?!题))|(还有)?哪几户没通"
)


def _asks_who_is_left(text: str, sent: datetime, world: World) -> bool:
    """Without a round under way the same words ask who has not been seen this year."""
    rounds = world.unit.rounds
    return bool(_LEFT.match(text.strip())) and any(rounds.running(ROUNDS, kind) for kind in (WEATHER, ENQUIRY))


def _words(text: str, sent: datetime, world: World) -> list[Record]:
    return [Record((Slot("问的", text, text),), part=False)]


@dialogue(
    "走访进度",
    starts=HOW_FAR,
    by=(*HEADS, "干部"),
    reads=_words,
    sure=_is_progress,
    first=_asks_how_many,
    menu="走访进度",
    order=7,
    shows=True,
)
def show_progress(talk: Talk) -> str:
    """走访进度：天气走访到哪一步了，比如「寒潮走访怎么样了」。"""
    world = talk.world
    said = talk.ask("问的", "看哪一轮的进度？", Note(), otherwise="走访进度", how="absent")
    rounds = _asked(world, said)
    if not rounds:
        return "最近没有天气走访。要发起，请书记或街道把预警原文贴过来。"
    told = [_progress(talk, one, said) for one in rounds]
    return "\n".join(told)


def _asked(world: World, said: str) -> list[Round]:
    """The running rounds (on the hazard asked after), else the last one of the week."""
    hazard = rules.read_warning(said).hazard
    rounds = [*world.unit.rounds.running(ROUNDS, WEATHER)]
    if not rounds:
        rounds = world.unit.rounds.since(ROUNDS, WEATHER, world.now - rules.WEEK)[:1]
    return [one for one in rounds if rules.read_warning(one.words).hazard == hazard] or rounds


def _progress(talk: Talk, one: Round, said: str) -> str:
    """The street: numbers of each committee. A 书记: of their own, with the doors behind a button. A cadre: their homes."""
    world = talk.world
    head = telling.headline(one) + ("" if one.closed_at is None else "，已经结束")
    viewer = world.viewer
    if not viewer.street and "书记" not in viewer.roles:
        mine = world.unit.rounds.mine(viewer, [one.id])
        if not mine:
            return f"{head}：您这里没有要联系的。"
        left = sum(row.state in OPEN for row in mine)
        if left and one.closed_at is None:
            talk.offer(telling.list_button("看名单", [one.id]))
        return f"{head}：您这里{len(mine)}户，还没联系上{left}户。"
    area = Where(world).found_in(said)
    wanted = _committees(world, area)
    text, whole = telling.numbers(world, one, wanted)
    if not whole.all:
        return f"{head}：这里没有要联系的。"
    if viewer.committees and whole.left and one.closed_at is None:
        talk.offer(telling.list_button("还有哪几户", [one.id], "all"))
    return f"{head}\n{text}"


def _committees(world: World, area: str) -> set[int] | None:
    """Those asked after that the viewer may count; None is all."""
    named = {one.id for one in world.unit.places.areas("居委") if area and one.name == area}
    if world.viewer.street:
        return named or None
    return (named & world.viewer.committees) or set(world.viewer.committees)


@dialogue(
    "走访名单",
    starts=("^走访名单",),
    by=(*DOORS, "街道干部"),
    reads=_words,
    sure=_asks_who_is_left,
    order=7,
    shows=True,
)
def list_homes(talk: Talk) -> str:
    """走访名单：这一轮还有哪几户没联系上。"""
    world, about = talk.world, talk.about
    talk.ask("问的", "看哪份名单？", Note(), otherwise="走访名单", how="absent")
    running = [
        one.id for one in (*world.unit.rounds.running(ROUNDS, WEATHER), *world.unit.rounds.running(ROUNDS, ENQUIRY))
    ]
    numbers = [one for one in about.get("rounds", running) if one in running]
    everywhere = about.get("all") or ("书记" in world.viewer.roles and not about)
    if not numbers:
        return "这一轮已经结束了，不用再联系。"
    if everywhere:
        homes = [home for home in open_homes(world, numbers) if home.committee_id in world.viewer.committees]
    else:
        homes = telling.asked_left(world.unit.rounds.mine(world.viewer, numbers))
    if world.viewer.street and not homes:
        return "街道这边只看户数，门牌请问各居民区的书记。看户数回「走访进度」。"
    if not homes:
        return "都联系上了。"
    listed = telling.Listed(world, world.viewer, homes)
    kind = {one.id: one.kind for one in world.unit.rounds.running(ROUNDS, WEATHER)}
    button = (
        telling.log_button(listed, remote=True) if set(kind) & set(numbers) else telling.ask_button(listed, "入户调研")
    )
    text, options = listed.page(
        int(about.get("first", 0)), telling.goes_on(numbers, "all" if everywhere else ""), button
    )
    talk.offer(*options)
    return f"还没联系上的{len(listed.homes)}户：\n{text}"
