"""Reads who goes on leave, who stands in, from when until when; and who leaves for good, in favour of whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise

from bot.kinds.base import Record, Slot
from bot.language.numbers import plain
from bot.language.when import When, find_days, no_such_day
from bot.language.where import find_doors
from bot.world import World
from handlers.cover.days import dated, in_a_row, joined
from handlers.cover.kinds import BACK, LASTING
from handlers.cover.names import Mention, Names

_AWAY = (
    r"请(?:[了个]|[一二两三四五六七八九十半\d]+个?(?:天|日|周|星期|礼拜|月)的?)?(?:年|病|事|婚|产|丧|长|短)?假|"
    r"(?:年|病|事|婚|产|陪产|丧|探亲|育儿|护理|公)假|[休调续]假|补休|调休"
)
LEAVE = re.compile(_AWAY)
_ELSEWHERE = r"出差|外出|学习|培训|开会|不在|不上班|住院|开刀|出门|有事|疗养|值班"
_STANDS_IN = r"(?:来|可以|会|能|去|先|暂时|帮忙|帮我|帮她|帮他|给我)*(?:代|替|顶|接班|接手|接替|接一下|负责|照看|盯|管)"
_CHOOSES = r"(?:由|找|请|让|叫|麻烦|拜托|托|交给|转给|移交|换成?|靠|代班人?[是为：: ]*|替班人?[是为：: ]*|代理人?[是为：: ]*|顶班人?[是为：: ]*)\s*$"
_FOR = re.compile(r"(?:替|代|顶|帮|给|为|接替|代替|顶替)\s*$")
_UNKNOWN = re.compile(
    r"(?:由|找|让|叫|麻烦|拜托|交给)(?P<a>[\u4e00-\u9fff]{2,3}?)(?=来|帮|替|代|顶|接|负责|照看|一下|管|$|[，,。；;\s])"
    r"|(?:^|[，,。；;\s])请?(?P<b>(?!请|我|本人)[\u4e00-\u9fff]{2,3}?)(?:来|帮忙|帮我)?(?:替我|代我|顶我|代班|顶班|替班|代一下|顶一下|替一下|代(?=$|[，,。；;]))"
)
_CALLED_OFF = re.compile(
    r"销假|不请假了|假不请了|不用请假|取消.{0,8}(?:请假|休假|的假|代班)|(?:请假|假)(?:就|都)?取消|(?:不用|不要|别)再?(?:代|替|顶)(?:班|我)?了?|提前(?:回来|上班|结束)"
)
_BACK_AGAIN = re.compile(
    r"(?:已经|今天|明天|后天|现在)?(?:回来|回单位|回居委)(?:上班)?了|恢复上班|回来上班|(?:明天|后天|今天|[周日号][一二三四五六日]?)回来"
)
_WHO_ASKS = re.compile(
    r"谁.{0,4}(?:在|来)?(?:代班|代谁|替谁|顶班|请假|休假|不在)|(?:代|替|顶)的?(?:是)?谁|谁(?:在)?(?:代|替|顶)|有(?:没有)?人请假|(?:代班|请假)(?:情况|名单|表|安排)"
)
_RESTS = re.compile(r"(?:我|本人)[^，,。]{0,8}休息")  # with a day, and a colleague: 我明后天休息，陈洁帮我看一下
_UNTIL = re.compile(r"(?:到|至|截止|截至|-|~)\s*$")


def asks_who(text: str, sent: datetime, world: World) -> bool:
    """谁在代班, 陈洁代谁, 王芳谁代."""
    return bool(_WHO_ASKS.search(text)) and len(text) <= 20


def is_leave(text: str, sent: datetime, world: World) -> bool:
    """A colleague, or the speaker, goes away and somebody stands in; not a resident's leave told on a visit."""
    if _names_a_home(text, sent) or _is_over(text) or asks_who(text, sent, world) or re.search(r"[吗？?]\s*$", text):
        return False
    rests = _RESTS.match(text)
    if not rests and not LEAVE.search(text) and not re.search(r"[代替顶盯]|接手|接班|负责|照看", text):
        return False
    flat, mentions = plain(text), Names(world).find(text)
    opens = re.match(r"(?:帮?我|本人|请|想|要|因|休|下|从|明|后|今|大后|周|星期|礼拜|\d|书记)", flat)
    named_first = bool(mentions) and mentions[0].start <= 1
    days = find_days(flat, sent, future=True)
    opens_with_day = bool(days) and days[0].start == 0
    if not (opens or named_first or opens_with_day):
        return False
    if LEAVE.search(flat) or (rests and days and mentions):
        return not _resident(text, world, mentions)
    covered = re.search(r"(?:代|替|顶)(?:我|班|一下|$|[，,。])", flat) or _substitute(flat, mentions)[0]
    between = _pairs(flat, mentions)
    return bool(between) or bool(covered and (days or re.search(_ELSEWHERE, flat)) and (mentions or "我" in flat))


def _names_a_home(text: str, sent: datetime) -> bool:
    """12号302; 27号 alone is rather a day where somebody goes on leave."""
    doors = find_doors(dated(plain(text), sent))
    return any(door.room for door in doors) or (bool(doors) and not LEAVE.search(text))


def _is_over(text: str) -> re.Match[str] | None:
    """Words of coming back; 12月1日请假，5日回来 tells of a leave to come."""
    return _CALLED_OFF.search(text) or (None if LEAVE.search(text) else _BACK_AGAIN.search(text))


def _resident(text: str, world: World, mentions: Sequence[Mention]) -> bool:
    rest = text
    for mention in mentions:
        rest = rest.replace(mention.source, "\0")
    return any(name in rest for name in world.unit.places.names(world.viewer) if len(name) > 1)


def read_leave(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Slots 谁请假, 谁来代, 从哪天, 到哪天, as far as the words tell."""
    flat, mentions = plain(text), Names(world).find(text)
    if len(mentions) == 1 and len(flat.strip(" 。，")) == len(mentions[0].source):
        return []  # a name alone answers the question that was put
    goer, substitute = _people(flat, mentions)
    slots = [Slot("谁请假", goer, goer)] if goer else []
    slots += [Slot("谁来代", substitute, substitute)] if substitute else []
    blank = flat
    for mention in mentions:
        blank = blank[: mention.start] + "\0" * (mention.end - mention.start) + blank[mention.end :]
    days = _days(blank, sent, world.calendar.is_working_day)
    if re.search(r"续假|延长|延到|再请", flat) and [slot.label for slot in days if slot.text != "今天"] == ["到哪天"]:
        days, substitute = _goes_on(world, goer, days, substitute)
        slots = [slot for slot in slots if slot.label != "谁来代"]
        slots += [Slot("谁来代", substitute, substitute)] if substitute else []
    return [Record((*slots, *days), part=False)]


def _goes_on(world: World, goer: str, days: list[Slot], substitute: str) -> tuple[list[Slot], str]:
    """A longer leave begins where the last one ends, with the same substitute if no other is named."""
    names = Names(world)
    people = names.meant(goer) if goer else (world.viewer.person,)
    coming = world.unit.leaves.coming(world.viewer, people)
    if not coming:
        return days, substitute
    first, last = Slot("从哪天", coming[-1].until.isoformat()), [slot for slot in days if slot.label == "到哪天"]
    return [first, *last], substitute or names.name(coming[-1].substitute)


def _people(flat: str, mentions: Sequence[Mention]) -> tuple[str, str]:
    """(who goes, who stands in) in the words used, "" where nothing is said."""
    if pairs := _pairs(flat, mentions):
        return pairs
    stands, chosen = _substitute(flat, mentions)
    goer = ""
    for mention in mentions:
        if mention == chosen:
            continue
        before, after = flat[: mention.start], flat[mention.end :]
        goes = re.match(rf"的?[^，,。；;]{{0,24}}?(?:{_AWAY}|{_ELSEWHERE}|的班|的假)", after)
        if not goer and (_FOR.search(before) or goes or (mention.start == 0 and chosen)):
            goer = mention.source
        elif not stands:
            stands = mention.source
    if not stands and (unknown := _UNKNOWN.search(flat)) and "人" not in unknown[0]:  # 换人代, 找个人代
        stands = unknown["a"] or unknown["b"]
    if not stands and re.search(r"我(?:来)?(?:代|替|顶)(?!我)", flat) and goer:
        stands = "我"
    return goer, stands


def _pairs(flat: str, mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """陈洁代王芳, 我替王芳: (王芳, 陈洁)."""
    for first, second in pairwise([*mentions]):
        if re.fullmatch(r"(?:来|去|帮忙)?(?:代替|顶替|接替|代|替|顶)(?:一下)?", flat[first.end : second.start]):
            return second.source, first.source
    for mention in mentions:
        if re.search(r"(?:^|[，,。\s])我(?:来|去)?(?:代替|顶替|接替|代|替|顶)$", flat[: mention.start]):
            if re.match(r"请", flat[mention.end :]):  # 我替王芳请假
                return None
            return mention.source, "我"
    return None


def _substitute(flat: str, mentions: Sequence[Mention]) -> tuple[str, Mention | None]:
    for mention in mentions:
        before, after = flat[: mention.start], flat[mention.end :]
        if re.search(r"(?:替|代|帮|给|为)$", before) and re.match(r"请|的", after):
            continue
        if re.match(_STANDS_IN, after) or re.search(_CHOOSES, before):
            return mention.source, mention
    return "", None


def _days(flat: str, sent: datetime, working: Callable[[date], bool]) -> list[Slot]:
    """从哪天 and 到哪天: two days with 到 between, several in a row, one that is all, or a day and how long it lasts."""
    flat = dated(flat, sent)
    days = [when for when in find_days(flat, sent, future=True) if not re.match(r"[前以之]", flat[when.end :])]
    rest = flat
    for when in days:
        rest = rest[: when.start] + "\0" * (when.end - when.start) + rest[when.end :]
    lasting = LASTING.search(rest)
    if not days:
        gone = no_such_day(flat, sent) if LEAVE.search(flat) else ""
        return [Slot("到哪天", lasting[0], lasting[0])] if lasting else [Slot("从哪天", gone, gone)] if gone else []
    opening = bool(LEAVE.search(flat) or re.search(r"[代替顶]|不在|\0", flat))
    ends = [
        when
        for when in days
        if _UNTIL.search(flat[: when.start]) or (when is not days[0] and BACK.match(flat, when.end))
    ]
    row = [] if ends else in_a_row(flat, days, sent)
    if len(row) > 1 and joined(row, working):
        return [Slot("从哪天", row[0].isoformat(), days[0].source), Slot("到哪天", row[-1].isoformat())]
    if days[0].last and not ends:
        return _whole(days[0])
    first, last = days[0], next((when for when in ends if when is not days[0]), None)
    if last is None and (ends or BACK.match(flat, first.end)):
        begins = [Slot("从哪天", "今天", "", sure=False)] if opening else []
        return [*begins, Slot("到哪天", _with_back(flat, first), first.source)]
    slots = [Slot("从哪天", first.source, first.source)]
    if last:
        return [*slots, Slot("到哪天", _with_back(flat, last), last.source)]
    if lasting:
        return [*slots, Slot("到哪天", lasting[0], lasting[0])]
    if not opening:
        return []
    if len(row) > 1 or any(re.match(r"\s*(?:也|还|又|再)", flat[when.end :]) for when in days[1:]):
        return slots  # 周三和周五: until when is asked, so that no day is lost unseen
    begins_there = re.match(r"\s*(?:开始|起)", flat[first.end :])
    return slots if begins_there else [*slots, Slot("到哪天", "就这一天", first.source)]


def _with_back(flat: str, when: When) -> str:
    """The day with the words that make it the first day back."""
    back = BACK.match(flat, when.end)
    return flat[when.start : back.end()] if back else when.source


def _whole(when: When) -> list[Slot]:
    """12月1日到5日, 下周: both ends in one. The end that a reader put into the next year lies before the beginning."""
    last = when.last or when.day
    if last.year > when.day.year and (last - when.day).days > 300:
        last = last.replace(year=when.day.year)
    return [Slot("从哪天", when.day.isoformat()), Slot("到哪天", last.isoformat())]


def is_back(text: str, sent: datetime, world: World) -> bool:
    """我回来了, 不用代了; 王芳回来上班了 of a colleague; not of a resident."""
    if find_doors(text) or len(text) > 30 or not (found := _is_over(text)):
        return False
    before = text[: found.start()]
    mentions = Names(world).find(before)
    for mention in mentions:
        before = before.replace(mention.source, "")
    return (
        len(re.sub(r"我|已经|回来|上班|今天|明天|后天|的|假|代班|，|,|了|下?周[一二三四五六日]|[\d月日号]", "", before))
        <= 2
    )


def _stood_in_for(world: World, relieved: Sequence[Mention]) -> list[str]:
    """陈洁不用代了: whoever she stands in for."""
    names, leaves = Names(world), world.unit.leaves
    people = [person for one in relieved for person in one.people]
    return [
        names.name(leave.person)
        for one in people
        for leave in leaves.stood_in_by(world.viewer, one, world.today, date.max)
        if leave.person == world.viewer.person or names.leads(leave.person)
    ]


def read_back(text: str, sent: datetime, world: World) -> Sequence[Record]:
    mentions = Names(world).find(text)
    relieved = [one for one in mentions if re.match(r"(?:不用|不要|别)再?(?:代|替|顶)", text[one.end :])]
    goers = [one.source for one in mentions if one not in relieved] or _stood_in_for(world, relieved)
    goer = goers[0] if goers else "我"
    slots = [Slot("谁回来", goer, goer)]
    days = find_days(dated(plain(text), sent), sent, future=True)
    if days and re.search("回|上班", text):
        slots.append(Slot("哪天回来", days[0].source, days[0].source))
    elif days:  # 12月10日的假取消: of several, that one
        people = Names(world).meant(goer) if goers else (world.viewer.person,)
        meant = f"{days[0].day.month}月{days[0].day.day}日"
        several = len(world.unit.leaves.coming(world.viewer, people)) > 1
        slots += [Slot("哪个假", meant, days[0].source)] if several else []
    return [Record(tuple(slots), part=False)]


def is_other_substitute(text: str, sent: datetime, world: World) -> bool:
    """王芳的班换李慧代; 改由李慧代班: no day is named, and no leave asked for."""
    told = re.search(r"(?:换成?|改由|改成|改请)(?:由|请)?[\u4e00-\u9fff]{2,4}(?:来)?(?:代|替|顶)(?!我请)", text)
    return bool(told) and not LEAVE.search(text) and not find_doors(text) and bool(Names(world).find(text))
