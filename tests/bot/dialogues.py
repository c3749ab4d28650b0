"""Small conversations for tests, with questions that no capability asks yet. What they save becomes a remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Record, Slot
from bot.kinds.day import Day
from bot.kinds.household import Household
from bot.language.when import find_days
from bot.talk.talk import Talk
from handlers.visits.talks import log_visit

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """Words that a conversation saves."""

    text: str

    def store(self, unit, viewer):
        return [("remark", unit.journal.remark(viewer.person, self.text, None))]


def past(talk: Talk) -> Day:
    return Day(talk.today, talk.today - MONTH, talk.today)


def ahead(talk: Talk) -> Day:
    return Day(talk.today, talk.today, talk.today + MONTH, future=True)


def reads_days(text, sent, world):
    """The first day is the 日期; what is left is a 备注."""
    days = find_days(text, sent)
    if not days:
        return []
    rest = (text[: days[0].start] + text[days[0].end :]).strip("，。 ")
    slots = [Slot("日期", days[0].source, days[0].source)]
    return [Record((*slots, Slot("备注", rest, rest, sure=False)) if rest else tuple(slots), part=False)]


@dialogue("评一评", starts=("^评一评",))
def rate(talk: Talk) -> str:
    """评一评：满意不满意。"""
    verdict = talk.ask("满意度", "路灯修好了，您满意吗？", Choice("满意", "不满意"))
    why = talk.ask("原因", "哪里没办好？", Note(required=True)) if verdict == "不满意" else ""
    talk.save(Told(f"{verdict}：{why}"))
    return "谢谢您的评价。"


@dialogue("约时间", starts=("^约时间",), reads=reads_days)
def agree_on_days(talk: Talk) -> str:
    """约时间：哪天去的，哪天再去。"""
    day = talk.ask("日期", "哪天去的？", past(talk))
    then = talk.ask("跟进日期", "哪天再去？", ahead(talk))
    talk.save(Told(f"{day.day:%m-%d}，{then.day:%m-%d}"))
    return "约好了。"


@dialogue("写诉求", starts=("^写诉求",), reads=reads_days)
def hear_demand(talk: Talk) -> str:
    """写诉求：哪天的什么事。"""
    day = talk.ask("日期", "哪天的事？", past(talk))
    demand = talk.ask("诉求", "有什么要帮忙？", Note())
    talk.save(Told(f"{day.day:%m-%d}：{demand or '无'}"))
    return "登记好了。"


@dialogue("登记", starts=("^登记",), reads=reads_days)
def confirm_then_ask(talk: Talk) -> str:
    """登记：核对之后还有一问。"""
    day = talk.ask("日期", "哪天？", past(talk))
    talk.review("请核对：")
    more = talk.ask("补充", "还有要补充的吗？", Note())
    talk.save(Told(f"{day.day:%m-%d} {more}"))
    return "登记好了。"


def reads_places(text, sent, world):
    """A place of the whole round (活动室) is the dialogue's own; households are parts."""
    own = [Record((Slot("地点", "活动室", "活动室"),), part=False)] if "活动室" in text else []
    return [*own, *log_visit.reads(text.replace("活动室", ""), sent, world)]


@dialogue("巡访", starts=("^巡访",), reads=reads_places, each="户")
def make_round(talk: Talk) -> str:
    """巡访：从哪里出发，看了哪几户。"""
    place = talk.ask("地点", "从哪里出发的？", Choice("活动室", "居委"))
    told = []
    for part in talk.parts():
        home = part.ask("走访对象", "看了哪一户？", Household(talk.world))
        way = part.ask("方式", "怎么联系的？", Choice("入户", "未遇"), otherwise="入户")
        note = part.ask("情况", f"{home.door}情况怎么样？", Note()) if way == "入户" else ""
        told.append(Told(f"{place} {home.door} {way} {note}"))
    talk.review("请核对：")
    talk.save(*told)
    return f"{len(told)}户都记了。"
