"""Reads what a cadre means to do: whether a note is of a visit to come, and one record for each household to be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.kinds.base import Record, Slot
from bot.language.numbers import unlisted
from bot.language.when import When, find_days, said_once
from handlers.visits.clauses import is_ahead, tells_wish
from handlers.visits.firms import find_firms, with_firms
from handlers.visits.households import Household, find_households, find_stretches
from handlers.visits.reads import household_slot
from handlers.visits.rules import tells_how_they_are

_DONE = re.compile(
    r"(?<![不没])去了(?!吧)|看了|走访了|跑了|走了|去过|去的|碰到|遇到|没人|敲门|打了|打过|打通|聊[的了]|[√✓]|在家|"
    r"坐了?坐|来居委|接待|回访了|补录|见到|住院"
)
_GOING = re.compile(
    r"去(?!世|医院|街道|上班|配药)|(?<!来)看(?!病|医)|走访|上门|入户|探望|拜访|慰问|到.{0,8}家|计划|"
    r"安排|回访|打电话|联系"
)
_INTENT = re.compile(r"改(?:到|成|在|约)?$|计划|打算|准备|安排|约[了好定]|预约|预定|要去|想去|得去|再去")
_MEANS_TO = re.compile(
    r"\s*(?:我们?|阿拉|吾)?(?:要|得|想|打算|准备|计划|需要)(?:再)?(?=[陪去带送帮看给到接找跟和回]|上门|入户|走访|探望|打电话)"
)
_ASKED = re.compile(r"[?？吗呢]\s*$|几点|几时|什么时候|啥时候|怎么|为什么|为啥|哪天")
_REMIND = re.compile("提醒(?:一下)?(?:我|阿拉|吾)")
# A time to come without a day: whoever begins so is planning, and is asked which day.
_SOME_DAY = re.compile(
    r"\s*(?:我们?|阿拉|吾|想|要|打算|准备|计划|等)*(?:过(?:几|两|些)天|过(?:一)?阵子?|改天|改日|下次|回头|有空|抽空|"
    r"(?:元旦|春节|过年|年|清明|五一|劳动节|端午|中秋|国庆节?|十一|节|假期|小长假|放假|元宵节?|正月十五|重阳节?|冬至|腊八|除夕)"
    r"(?:[过之以]?[前后]|期间|里)|春节|过年|正月里|年里|月底前|过[完了好]年)"
    r"[^，,。；;]{0,6}?(?:去|看|走访|上门|入户|探望|拜访|慰问|回访|打电话|联系)"
)
_OTHERS = re.compile(r"(?:儿子|女儿|老伴|家属|物业|医生|师傅|维保|亲戚|孙子|孙女|媳妇|女婿|他|她|伊)[^，,。；;]{0,6}$")


DAYS_NAMED, SENTENCE = 12, 120  # no plan names more days, no sentence about it is longer


def is_plan(text: str, sent: datetime) -> bool:
    """Whether a note tells of a visit to come (明天去看…, 约了下周二去), not of one that was made."""
    if _DONE.search(text):
        return False
    if _SOME_DAY.match(text) or (_REMIND.search(text) and not _ASKED.search(text)):
        return True
    text, said = _without_denied(said_once(text, sent), sent), text
    if "\0" in text and "\0" not in said:  # not on that day: on the other
        return any(day.day > sent.date() and _GOING.match(text, day.end) for day in find_days(text, sent, future=True))
    past, future = find_days(text, sent)[:DAYS_NAMED], find_days(text, sent, future=True)
    return any(
        _is_going(text, before, after, sent) and not _tells_already(text, after)
        for before, after in zip(past, future, strict=False)
    )


_SEEN_AGAIN = re.compile("[^，,。；;]{0,6}?(?:再|回访|复访)")
_WENT = re.compile(r"\s*(?:我们?|阿拉|吾|刚刚?)*(?:去|走访|上门|入户|看望|探望|到)")
_MEANT = re.compile(
    r"(?:我们?|阿拉|吾|[他她伊]|就|先|再|又|去|来|到|上门|入户|走访|探望|看看|看望?|家里?|一[下趟]|约[了好定]?|[说讲]好了?|打算|准备|计划|"
    r"安排|预[约定]|想|要|得|跟|和|与|的|了|\s)*"
)
_TO_DO = re.compile("(?:顺便)?[问陪送带给帮接找拿办谈查](?!题|惯)[^了过]*")


def _tells_already(text: str, after: When) -> bool:
    """走访12号602，都好，下周一回访: what is said before the day to come is of a visit made, and the day is its follow-up."""
    lead = text[: after.start]
    homes = find_households(text, (), ())
    if not homes or any(mention.start >= after.start for mentions in homes for mention in mentions):
        return False
    for start, end in (span for mentions in homes for mention in mentions for span in mention.spans):
        lead = lead[:start] + "\0" * (end - start) + lead[end:]
    clauses = [_MEANT.sub("", clause, count=1) for clause in re.split("[，,。；;：:\0]+", lead)]
    told = [clause for clause in clauses if len(clause) > 1 and not _TO_DO.fullmatch(clause)]
    back = _WENT.match(text) or _SEEN_AGAIN.match(text, after.end)
    return bool(told) and bool(back or any(tells_how_they_are(clause) or tells_wish(clause) for clause in told))


def _is_going(text: str, before: When, after: When, sent: datetime) -> bool:
    clause = re.split("[，,。；;]", text[max(0, after.start - SENTENCE) : after.start])[-1]
    following = re.split("[。；;]", text[after.end : after.end + SENTENCE])[0]
    if _OTHERS.search(clause) and not re.search("我|阿拉|吾", clause):
        return False
    going = _GOING.search(following[:14]) or _INTENT.search(clause) or find_households(following, (), ())
    if _comes_next(clause, following, before, after, sent):
        return True
    later = before.day == sent.date() and is_ahead(text, before, after, sent)
    return bool(going and (before.day > sent.date() or later or (_INTENT.search(clause) and after.day > sent.date())))


def _comes_next(clause: str, following: str, before: When, after: When, sent: datetime) -> bool:
    """A day that may lie behind or ahead (周五, 1月2日) lies ahead in 周五前去…, 1月2日要陪…, and where nothing is told: 周五去看12号302."""
    if after.day <= sent.date() or re.sub("[我们阿拉吾 ]", "", _without_home(clause)):
        return False
    if re.match("[之以]?(?:前|内)", following):
        return _GOING.search(following[:14]) is not None
    if _MEANS_TO.match(following):
        return True
    if _lies_nearer_ahead(before, after, sent) and _GOING.match(following.lstrip("我们阿拉吾就再 ")):
        homes = find_households(following, (), ())
        told = following[homes[-1][-1].end :] if homes else _GOES.sub("", following)
        return not re.search(r"\w", _LOOK.sub("", told)) or _PURPOSE.match(told) is not None
    weekday = (
        (sent.date() - before.day).days < 7
        and not re.search("[上本这]", before.source)
        and re.search("周|星期|礼拜", before.source)
    )
    homes = find_households(following, (), ()) if weekday and _GOING.match(following.lstrip()) else []
    told = following[homes[-1][-1].end :] if homes else ""
    return bool(homes) and (not re.search(r"\w", _LOOK.sub("", told)) or _PURPOSE.match(told) is not None)


def _without_home(clause: str) -> str:
    """Whom one goes to may stand first: 8号401李伯伯元旦去看看."""
    homes = find_households(clause, (), ())
    return clause[homes[-1][-1].end :] if homes and homes[0][0].start <= 1 else clause


_LOOK = re.compile("家里?|一下|一趟|看看")
_GOES = re.compile("^(?:我们?|阿拉|吾|就|再|去|来|上门|走访|探望|看望?|[他她伊]|一趟)+")
_PURPOSE = re.compile(r"\W*(?:家里?)?\W*(?:顺便|再|要|去|给|帮)*[问陪送带给帮接找拿看办谈商量查](?![了过看])")


def _lies_nearer_ahead(before: When, after: When, sent: datetime) -> bool:
    """1月2日 and 元旦, said in December; 2月14日, said at the beginning of February: no year is told, and the next is meant."""
    ahead = (after.day - sent.date()).days
    return 0 < ahead < (sent.date() - before.day).days and not re.search("年[^初三卅夜]|年$", before.source)


def read_plans(
    text: str, sent: datetime, names: Sequence[str] = (), estates: Sequence[str] = (), firms: Sequence[str] = ()
) -> list[Record]:
    """One record for each household to be seen, with slots 走访对象, 日期 (in the words told, 明天9:00) and 事项.

    A further time after the last household (下午社区食堂) is a record of its own, without 走访对象.
    """
    text = _without_denied(said_once(unlisted(text), sent), sent)
    households, _ = with_firms(find_households(text, names, estates), find_firms(text, firms))
    days = find_days(text, sent, future=True)
    _, zones = find_stretches(text, households, days)
    base = next((day for day in days if day.sure), None)
    starts = [mentions[0].start for mentions in households]
    further = _further_days(text, households, base, days)
    until = further[0].start if further else len(text)
    lead = _task(text[: starts[0]], days) if starts else ""
    records = []
    for i, (mentions, zone) in enumerate(zip(households, zones, strict=True)):
        floor = starts[i - 1] if i else 0
        near = [day for day in days if floor <= day.start < starts[i]]
        own = [day for day in near if i == 0 or zone[day.start] != "\0"]
        when = next((day for day in reversed(own) if not day.sure), own[-1] if own else None)
        told = _plan_slots(zone[:until], when, base, days, lead if i == 0 else "")
        records.append(Record((household_slot(mentions[0]), *told)))
    ends = [*(day.start for day in further[1:]), len(text)]
    rests = ["\0" * day.end + text[day.end : end] for day, end in zip(further, ends, strict=False)]
    slots = [_plan_slots(rest, day, base, days) for day, rest in zip(further, rests, strict=True)]
    return [*records, *(Record(tuple(told)) for told in slots)]


_DENIED = re.compile(
    r"(?:就|先|又|我|可能|实在)*(?:不去|不来|去不|来不|没空|没时间|没法|不方便|不行|有事)(?:成|及|去|看|上门)*了?[，,。 ]?"
)


def _without_denied(text: str, sent: datetime) -> str:
    """今天不去了，明天去: the day on which one does not go is blanked out, with what says so."""
    for day in find_days(text, sent, future=True):
        if denied := _DENIED.match(text, day.end):
            text = text[: day.start] + "\0" * (denied.end() - day.start) + text[denied.end() :]
    return text


_TASK = re.compile(r"(?:我们?|阿拉|吾|提醒(?:一下)?我?|要|想|得|记得|再|去|到)*(?P<task>[问陪送带帮给接找]\S{0,6})")


def _task(lead: str, days: list[When]) -> str:
    """What is to be done, where it is said before the household: 明天陪15号502…去办证, 后天问问8号301…"""
    for day in days:
        if day.end <= len(lead):
            lead = lead[: day.start] + "\0" * (day.end - day.start) + lead[day.end :]
    clause = re.split("[，,。；;\0]", lead)[-1]
    task = _TASK.match(clause)
    told = task["task"].rstrip("去到看") if task else ""
    return told if len(told) > 1 or told in ("陪", "接") else ""


def _plan_slots(zone: str, when: When | None, base: When | None, days: list[When], lead: str = "") -> list[Slot]:
    for day in days:
        if day.end <= len(zone):
            zone = zone[: day.start] + "\0" * (day.end - day.start) + zone[day.end :]
    pieces = re.findall(r"[^，,。；;：:\s\0]+", zone)
    told = [piece.removeprefix("家") for piece in pieces if not re.fullmatch("[去看要会再到的家改就了吧]+|计划", piece)]
    matter = lead + "，".join(told).removeprefix("的" if lead else "")
    slots = _day_slot(when, base)
    return [*slots, Slot("事项", matter, matter)] if matter else slots


def _day_slot(when: When | None, base: When | None) -> list[Slot]:
    """明天9:00 of a time told for the household and a day told for all."""
    if when is None or base is None or when.sure or when == base:
        day = when or base
        return [Slot("日期", day.source, day.source, day.sure)] if day else []
    words = f"{base.day:%Y-%m-%d}" if base.part or base.time else base.source  # 后天上午…，下午…: not 上午 for both
    return [Slot("日期", words + when.source, when.source)]


def _further_days(text: str, households: list[list[Household]], base: When | None, days: list[When]) -> list[When]:
    """The times after the last household that begin something else, or all times if there is no household."""
    floor = max((mention.end for mentions in households for mention in mentions), default=0)
    opens = re.compile(r"[\s,，、;；。:：]")
    later = [day for day in days if day.start >= floor and (day.start == 0 or opens.match(text[day.start - 1]))]
    others = [day for day in later if day != base]
    return others if households else others or later
