"""The conversation about how the demands of a place have gone: numbers that open down to the cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.coverage import grounds, rules
from handlers.coverage.demand_figures import ENOUGH, Demands, count_demands
from handlers.coverage.grounds import ALL, Ground
from handlers.engines.cases import saying
from storage.cases import Case
from storage.charge import CADRES

STAFF = (*CADRES, "书记", "街道干部")
HOW = "诉求情况"
LISTS = {"没按时办好": "late", "还在办": "going", "没好": "unsolved", "没回话": "silent", "全部": "raised"}
_ASKS = re.compile(
    rf"^(?:看看|查查?|看一下)?(?P<where>[^，,。！!]{{0,16}}?)的?(?:{rules.PERIOD})?的?(?:居民)?诉求"
    r"(?P<what>情况|统计|数据|汇总|办得?怎么样|怎么样|多少件?|有多少件?|有几件)?了?[?？。]?$"
)
_NOT_HERE = re.compile("我的$|我提|提$|全部|所有|办$|写$|撤|补充|转成|附议|^我$")


def _asked(text: str) -> re.Match[str] | None:
    found = _ASKS.match(text.strip())
    return None if found is None or _NOT_HERE.search(found["where"]) else found


def _is_asked(text: str, sent: datetime, world: World) -> bool:
    """三门居民区 本周诉求, 诉求情况: a span or a word for how it went makes it certain; a bare 诉求 is none."""
    found = _asked(text)
    return bool(found and (found["period"] or found["what"]))


def _question(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问", text.strip(), text.strip()),), part=False)]


@dialogue(
    HOW, starts=("^诉求(情况|统计)",), by=STAFF, reads=_question, sure=_is_asked, menu=HOW, rank=9, order=6, shows=True
)
def tell_demands(talk: Talk) -> str:
    """诉求情况：「三门居民区 本周诉求」「12号楼今年诉求」，几件、按时没有、办好没有，点得开。"""
    world = talk.world
    said = talk.ask("问", "想看哪里、哪段时间的？", Note(), otherwise=f"本周{HOW}", how="absent")
    found = _asked(said)
    period = rules.span((found["period"] if found else "") or "本周", talk.today)
    try:
        ground = _ground(world, talk.about.get("ground"), (found["where"] if found else "").strip())
    except Unclear as unclear:
        talk.offer(*_places(unclear, period.name))
        return str(unclear)
    figures = count_demands(world, ground, period.since, period.until)
    name = f"{ground.name}{period.name}诉求"
    about = {"ground": ground.ref}
    if kind := talk.about.get("list"):
        return _open(talk, ground, figures, str(kind), {**about, "list": kind}, name)
    lists = [(shown, getattr(figures, field)) for shown, field in LISTS.items()]
    if grounds.sight_of(world, ground) == ALL:
        talk.offer(
            *(
                Option(f"{shown}的{len(cases)}件", words=name, start=HOW, about={**about, "list": shown})
                for shown, cases in lists
                if cases
            )
        )
    return _say(figures, name)


def _ground(world: World, ref: list[object] | None, where: str) -> Ground:
    if ref:
        return grounds.load(world, ref)
    if not where:
        return grounds.load(world, grounds.own(world))
    found = grounds.find(world, where)
    if len(found) > 1:
        raise Unclear(f"「{where}」有{len(found)}处，是哪一处？", [Option(shown, ref) for shown, ref in found])
    return grounds.load(world, found[0][1])


def _places(unclear: Unclear, period: str) -> list[Option]:
    return [
        Option(one.shown, words=f"{period}诉求", start=HOW, about={"ground": one.value})
        for one in unclear.options
        if one.value is not None
    ]


def _say(figures: Demands, name: str) -> str:
    """One sentence that does, then a line each; shares only where enough people have answered."""
    if not figures.raised:
        return f"{name}：没有收到。"
    lines = [
        f"{name}：收到{len(figures.raised)}件，还在办{len(figures.going)}件。",
        f"按时先联系：{_share(len(figures.met), len(figures.to_meet))}",
        f"按时办好：{_share(len(figures.done), len(figures.to_do))}",
        f"说好了{len(figures.solved)}件，说没好{len(figures.unsolved)}件，没回话{len(figures.silent)}件（不算解决）。",
    ]
    if figures.rated >= ENOUGH:
        lines.append(f"满意：{_share(figures.satisfied, figures.rated)}")
    elif figures.rated:
        lines.append(f"评了的{figures.rated}位里{figures.satisfied}位满意；不到{ENOUGH}位，不算百分比。")
    if figures.aside:
        lines.append(f"另有{len(figures.aside)}件转告、撤回或并到别的里，不算在上面。")
    lines.append("最多的：" + "、".join(f"{what}{count}件" for what, count in figures.most))
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{whole}件里{part}件（{rules.percent(part, whole)}%）" if whole else "还没有到日子的"


def _open(talk: Talk, ground: Ground, figures: Demands, kind: str, about: dict[str, object], name: str) -> str:
    """The cases behind a figure, for those who may see them all."""
    if grounds.sight_of(talk.world, ground) != ALL:
        return f"{ground.name}的诉求不在您负责的范围里。{grounds.whom_to_ask(talk.world, ground)}"
    cases: Sequence[Case] = getattr(figures, LISTS[kind])
    first = listing.begins_at([case.id for case in cases], talk.about.get("seen", []), int(talk.about.get("first", 0)))
    here = cases[first : first + listing.SHOWN]
    lines = [listing.Line(saying.line(talk.world, case), saying.open_case(case)) for case in here]
    seen = [case.id for case in here]
    text, options = listing.page(
        lines, first, lambda after: Option("", words=name, start=HOW, about={**about, "first": after, "seen": seen}),
        counter="件", total=len(cases),
    )  # fmt: skip
    talk.offer(*options)
    return f"{name}，{kind}的：\n{text}" if text else "后面没有了。"
