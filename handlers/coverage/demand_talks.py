"""The conversation about how the demands of a place have gone: numbers that open down to the cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.coverage import grounds, rules
from handlers.coverage.demand_figures import ENOUGH, Demands, count_demands
from handlers.coverage.grounds import ALL, Ground
from handlers.engines.cases import saying
from handlers.engines.cases.meant import offered
from storage.cases import Case
from storage.charge import CADRES

STAFF = (*CADRES, "书记", "街道干部")
HOW = "诉求情况"
# What each figure opens: what is to be looked at first, then what went well.
LISTS = {
    "没按时联系": "unmet", "没按时办好": "late", "还在办": "going", "没好": "unsolved", "不满意": "discontent", "没回话": "silent",
    "按时联系": "met", "按时办好": "done", "说好了": "solved", "满意": "content", "不算在里面": "aside", "全部": "raised",
}  # fmt: skip
_ALSO = {
    "没有": "没",
    "未": "没",
    "超期": "没按时办好",
    "先联系": "联系",
    "办结": "办好",
    "解决了": "说好了",
    "没解决": "没好",
    "在办": "还在办",
}
_WHICH = re.compile(
    r"^(?P<list>[\u4e00-\u9fff]{2,8}?)的?(?:诉求)?(?:是|有|都是|都有|呢|，)*(?:哪(?:几|些)?[件个条]?|看看|列一?下|打开|点开)[^，,。]{0,3}?[?？。]?$"
)
_BY_PERSON = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:这|本|上)?(?:个?月|周|年)?(?:一共|都)?(?:办|处理|解决|接)(?:了|过)?(?:多少|几)件|(?:谁|哪个(?:人|干部|同事))(?:办|处理|解决|接)得?(?:了|的)?(?:最|多)|"
    r"^[\u4e00-\u9fff]{2,3}(?:的)?(?:满意率|满意度|办结率|好评)"
)
OTHERS = ("居民", "访客", "楼组长")
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
    by_person = _BY_PERSON.search(text.strip()) is not None
    return bool(found and (found["period"] or found["what"])) or by_person or _list(text, world) is not None


def _list(text: str, world: World) -> dict[str, Any] | None:
    """没按时联系的是哪几件, after the figures were told: what its button would carry."""
    found = _WHICH.match(text.strip())
    told = offered(world, HOW, "ground") if found else {}
    if not found or not told:
        return None
    name = found["list"]
    for said, meant in _ALSO.items():
        name = name if name.startswith(("没按时", "还在")) else name.replace(said, meant)
    return {"ground": told["ground"], "period": told.get("period", ""), "list": name} if name in LISTS else None


def _question(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问", text.strip(), text.strip()),), part=False)]


@dialogue(
    HOW, starts=("^诉求(情况|统计)",), by=STAFF, reads=_question, sure=_is_asked, menu=HOW, rank=9, order=6, shows=True
)
def tell_demands(talk: Talk) -> str:
    """诉求情况：「三门居民区 本周诉求」「12号楼今年诉求」，几件、按时没有、办好没有，点得开。"""
    world = talk.world
    said = talk.ask("问", "想看哪里、哪段时间的？", Note(), otherwise=f"本周{HOW}", how="absent")
    if _BY_PERSON.search(said):
        talk.offer(Option("本月诉求", words="本月诉求"))
        return "满意不满意是对这件事的，四百不按人算件数、满意率，也不排名。看一个地方的，回「本月诉求」。"
    found, follow = _asked(said), _list(said, world) or {}
    talk.about.update({name: value for name, value in follow.items() if name not in talk.about})
    period = rules.span((found["period"] if found else "") or str(talk.about.get("period", "")) or "本周", talk.today)
    try:
        ground = _ground(world, talk.about.get("ground"), (found["where"] if found else "").strip())
    except Unclear as unclear:
        talk.offer(*_places(unclear, period.name))
        return str(unclear)
    figures = count_demands(world, ground, period.since, period.until)
    name = f"{ground.name}{period.name}诉求"
    about: dict[str, object] = {"ground": ground.ref, "period": period.name}
    if kind := talk.about.get("list"):
        return _open(talk, ground, figures, str(kind), {**about, "list": kind}, name)
    lists = [(shown, getattr(figures, field)) for shown, field in LISTS.items()]
    if grounds.sight_of(world, ground) == ALL:
        talk.offer(
            *(
                Option(
                    f"{shown}的{len(cases)}件" if shown != "不算在里面" else f"另外的{len(cases)}件",
                    words=name,
                    start=HOW,
                    about={**about, "list": shown},
                )
                for shown, cases in lists
                if cases
            )
        )
    return _say(figures, name)


def _is_counted(text: str, sent: datetime, world: World) -> bool:
    """本周诉求, 王芳办了几件: how one's own goes (诉求怎么样了) is another question."""
    found = _asked(text)
    counts = found and (found["period"] or re.search("统计|数据|汇总|件", found["what"] or ""))
    return bool(counts) or _BY_PERSON.search(text.strip()) is not None


@dialogue("诉求数字", by=OTHERS, reads=_question, sure=_is_counted, order=6, shows=True)
def refuse_demands(talk: Talk) -> str:
    """诉求数字：一个地方办了多少件，居委和街道内部看。"""
    talk.ask("问", "想看什么？", Note(), otherwise="无", how="absent")
    talk.offer(Option("我的诉求", words="我的诉求"))
    return "一个地方收到多少件、办得怎么样，居委自己看，四百不往外说。您提过的，回「我的诉求」；想了解小区的事，可以问居委。"


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
    if not cases:
        return f"{name}，{kind}的没有。"
    return f"{name}，{kind}的：\n{text}" if text else "后面没有了。"
