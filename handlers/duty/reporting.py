"""Reports that the law demands: the secretary's list, from which each goes only when it was made. Nobody else sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option, Record, Slot
from bot.language.when import find_days
from bot.pushes import Push
from bot.saying import brief, say_day, say_moment
from bot.talk.talk import Talk
from bot.world import View, World
from handlers.duty.rules import LAW
from handlers.duty.saves import Reported
from storage.outbox import REMINDER
from storage.reports import Report
from storage.viewers import Viewer, system

LIST, DONE = "强制报告", "报告了"
HEADS = ("书记", "街道干部")
LAW_VIEW = system("law")
NOT_DUE = "查清不用报"


def heads_of(view: View, report: Report) -> list[int]:
    """Whose duty it is: the secretary of the place, who stands in, or without one the street's officers."""
    return view.unit.covers.charge().heads_of(report.committee_id or 0)


def mine(view: View, viewer: Viewer) -> list[Report]:
    """What somebody has to report, the oldest first."""
    return [one for one in view.unit.reports.open_ones() if viewer.person in heads_of(view, one)]


def tell_heads(view: View, number: int) -> list[Push]:
    """At once, at any hour of the day; what it is about is not told in a push."""
    report = view.unit.reports.get(number)
    if report is None:
        return []
    text = f"有一件法律要求马上报告的事（{LAW[report.kind]}），请点开看，报了再记下来。"
    return [Push(head, text, [_open(report)], lane=REMINDER, reason=LIST) for head in heads_of(view, report)]


def remind(view: View) -> list[Push]:
    """One message a secretary for all that has not been reported."""
    waiting: dict[int, list[Report]] = {}
    for report in view.unit.reports.open_ones():
        for head in heads_of(view, report):
            waiting.setdefault(head, []).append(report)
    button = Option("看强制报告", words=LIST, start=LIST)
    return [
        Push(head, f"还有{len(found)}件法律要求报告的事没有报。报了请记下来，我就不再提。", [button], reason=LIST)
        for head, found in waiting.items()
    ]


def _open(report: Report) -> Option:
    return Option("看强制报告", words=LIST, start=LIST, about={"report": report.id})


@dialogue(
    LIST,
    starts=(
        r"^(?:看|查)?(?:一下)?强制报告(?:清单|名单|的事)?[?？。]?$",
        r"^(?:还)?有(?:哪些|什么)?(?:没|未|要)报告?的",
    ),
    by=HEADS,
    order=12,
    shows=True,
)
def list_reports(talk: Talk) -> str:
    """强制报告：伤害未成年人、伤害没有行为能力的人，报了才从清单上拿掉；只有书记看得到。"""
    world = talk.world
    found = mine(world, world.viewer)
    if not found:
        return _none(world)
    first = int(talk.about.get("first", 0))
    lines = [listing.Line(_say(world, one), _report_button(one)) for one in found]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=LIST, about={"first": after}), counter="件"
    )
    talk.offer(*options)
    head = f"{len(found)}件还没报。报给公安110，也可以报民政、教育；报了告诉我报给谁、什么时候："
    return f"{head}\n{text}" if not first else text or "后面没有了。"


def _none(world: World) -> str:
    """An officer who answers for no committee is not told whether others have something to report."""
    heads = world.unit.covers.charge()
    mine_to_do = any(world.viewer.person in heads.heads_of(area.id) for area in world.unit.places.areas("居委"))
    if mine_to_do or world.viewer.person in heads.heads_of(0):
        return (
            "没有要强制报告的事。"
            if mine_to_do
            else "没有要您来报的事。各居委的强制报告只有书记看得到，要了解请问书记。"
        )
    return "强制报告只有书记看得到，要了解请问书记。"


def _say(world: World, one: Report) -> str:
    place = one.place or "地点不清楚"
    who = world.unit.people.get(LAW_VIEW, one.person_id)
    by = f"，{who.name}说的" if who and who.name else ""
    return f"第{one.id}件 {place}（{one.kind}，{LAW[one.kind]}）：{say_day(one.at.date(), world.today)}{by}：「{brief(one.words)}」"


def _report_button(one: Report) -> Option:
    return Option(f"报了第{one.id}件", words=f"第{one.id}件报告了", start=DONE, about={"report": one.id})


_WHOM = {
    "110": "110",
    "公安": "110",
    "派出所": "110",
    "警察": "110",
    "民警": "110",
    "民政": "民政",
    "未保": "民政",
    "教育": "教育",
    "学校": "教育",
}
_ANY = "|".join(_WHOM)


_CLOCK = r"(?:上午|下午|早上|晚上|中午|傍晚|凌晨)?[一二两三四五六七八九十\d]{1,3}[点:：](?:半|钟|[一二三四五六七八九十\d]{1,3}分?)?"
_MADE = (
    rf"报(?:告)?(?:过|了)?(?:给)?(?:{_ANY})|(?:{_ANY})[^，,。]{{0,4}}(?:报|打)(?:过|了)|"
    r"^(?:已经?|都|刚)?报(?:告|警)?(?:过了?|好了|了)(?:$|[，,。 ])"
)


def _heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    slots = []
    if found := re.search(_ANY, text):
        slots.append(Slot("报给谁", _WHOM[found[0]], found[0]))
    elif found := re.search(r"不用报|不属实|查清", text):
        slots.append(Slot("报给谁", NOT_DUE, found[0]))
    days = find_days(text, sent)
    if days and slots:
        slots.append(Slot("什么时候", days[0].source, days[0].source))
    elif slots and (clock := re.search(_CLOCK, text)):
        slots.append(Slot("什么时候", clock[0], clock[0]))
    elif slots and re.search("刚才|刚刚|刚报|现在", text):
        slots.append(Slot("什么时候", "刚才", "刚才"))
    return [Record(tuple(slots), part=False)] if slots else []


def _reports(text: str, sent: datetime, world: World) -> bool:
    """第1件报了110; 强制报告报了民政; with something on the list, 已经报110了 as well."""
    if len(text) <= 40 and re.search(_MADE, text) and mine(world, world.viewer):
        return True
    named = re.search(r"第\s?\d+\s?件|强制报告|那件", text)
    return bool(named and re.search(r"报(?:告)?(?:了|给|过)|报警|不用报|不属实", text) and mine(world, world.viewer))


@dialogue(DONE, starts=("^报告了$",), by=HEADS, sure=_reports, reads=_heard, order=11)
def report_made(talk: Talk) -> str:
    """报告了：比如「第1件报了110，今天上午十点」。"""
    world = talk.world
    found = mine(world, world.viewer)
    if not found:
        return _none(world)
    report = _which(talk, found)
    whom = talk.ask(
        "报给谁", f"第{report.id}件报给哪里了？", Choice("110", "民政", "教育", "别的部门", NOT_DUE, also=_WHOM)
    )
    if whom == "别的部门":
        whom = talk.ask("部门", "是哪个部门？", Note(required=True, longest=100))
    if whom == NOT_DUE:
        when = talk.ask("依据", "是怎么查清的？这一条会留着备查。", Note(required=True, longest=500))
    else:
        when = talk.ask("什么时候", "什么时候报的？有回执号、接警人也写上。", Note(required=True, longest=200))
    if re.search("刚才|刚刚|现在", when):
        when = f"{say_moment(talk.now, talk.today)}（{when}）"
    talk.save(Reported(report.id, whom, when))
    left = len(found) - 1
    return f"记下了：第{report.id}件，{whom}，{when}。" + (f"还有{left}件没报。" if left else "都报过了。")


def _which(talk: Talk, found: Sequence[Report]) -> Report:
    known = {one.id: one for one in found}
    if talk.about.get("report") in known:
        return known[talk.about["report"]]
    if len(found) == 1:
        return found[0]
    said = talk.ask("第几件", "是第几件？", Choice(*(f"第{number}件" for number in known)))
    return known[int(said.removeprefix("第").removesuffix("件"))]
