"""The conversations about the roster: who is on duty, two people changing shifts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot import roster
from bot.dialogue import dialogue
from bot.kinds.base import Choice, Record, Slot
from bot.saying import say_day, say_time
from bot.talk.talk import Talk
from bot.world import World
from handlers.duty import hours
from handlers.duty.putting import DutyDays
from handlers.duty.saves import AnsweredSwap, AskedSwap
from handlers.duty.swaps import agreed, slots_of
from handlers.duty.words import ASKS, COVERS, SWAPS, Words, agrees, refuses
from storage.duty import Shift, Swap
from storage.scope import STAFF

DAY = timedelta(days=1)
AGREE, REFUSE = "同意换班", "不换班"


def _asks(text: str, sent: datetime, world: World) -> bool:
    return bool(ASKS.search(text)) and len(text) <= 40


@dialogue(
    "值班表",
    starts=("^值班表?$",),
    sure=_asks,
    reads=lambda text, sent, world: [Record((Slot("问", text, text),), False)],
    menu="谁值班",
    order=12,
    shows=True,
)
def tell_roster(talk: Talk) -> str:
    """谁值班：「谁值班」「今晚谁值班」「这周值班表」「我哪天值班」。"""
    world = talk.world
    text = talk.ask("问", "想问哪天谁值班？", Words(), otherwise="谁值班")
    committee = hours.committee_of(world, text)
    me = world.viewer.person
    if re.search("我", text) and world.viewer.roles & set(STAFF):
        ahead = [one for one in _week(world, committee, talk.today, 14) if me in one.people]
        said = "\n".join(hours.say_span(one, talk.today) for one in ahead[:5])
        return f"您接下来值班：\n{said}" if ahead else "接下来两周没有排到您值班。"
    if re.search("表|安排|名单|(?:这|本|下|一|整)个?(?:周|星期|礼拜)(?![一二三四五六日天])", text):
        monday = talk.today - talk.today.weekday() * DAY
        begin = monday + 7 * DAY if "下" in text else talk.today
        return _say_week(world, committee, begin, monday + (14 if "下" in text else 7) * DAY)
    days = hours.each_day(hours.days_of(text, talk.now))
    part = hours.part_of(text)
    if days and not (days == [talk.today] and not part):
        return "\n".join(_say_day(world, committee, day, part) for day in days[:7])
    return _say_now(world, committee)


def _week(world: World, committee: int, first: date, days: int) -> list[Shift]:
    since = max(datetime.combine(first, datetime.min.time(), world.now.tzinfo), world.now)
    until = datetime.combine(first + days * DAY, datetime.min.time(), world.now.tzinfo)
    return roster.shifts(world.unit, world.settings, committee, since, until)


def _say_week(world: World, committee: int, first: date, end: date) -> str:
    found = _week(world, committee, first, (end - first).days) or (
        _week(world, 0, first, (end - first).days) if committee else []
    )
    if not found:
        return _nobody(world, committee)
    lines = [f"{hours.say_span(one, world.today)}：{hours.say_people(world, one.people)}" for one in found[:21]]
    return "\n".join(["值班表：", *lines])


def _say_day(world: World, committee: int, day: date, part: str) -> str:
    found = hours.beginning_on(world, committee, day, part) or hours.beginning_on(world, 0, day, part)
    if not found:
        return f"{say_day(day, world.today)}{part}还没有排值班。{_nobody(world, committee)}"
    return "\n".join(f"{hours.say_span(one, world.today)}：{hours.say_people(world, one.people)}" for one in found)


def _say_now(world: World, committee: int) -> str:
    people = roster.on_duty(world.unit, world.settings, committee, world.now)
    if not people:
        return _nobody_now(world, committee)
    ahead = _week(world, committee, world.today, 3) or _week(world, 0, world.today, 3)
    now = next((one for one in ahead if one.since <= world.now), None)
    until = ""
    if now:
        day = "" if now.until.date() == world.today else say_day(now.until.date(), world.today)
        until = f"，到{day}{say_time(now.until)}"
    after = next((one for one in ahead if one.since > world.now), None)
    then = f"接下来是{hours.say_people(world, after.people)}。" if after and world.viewer.roles else ""
    return f"现在值班的是{hours.say_people(world, people)}{until}。{then}{_phone(world, committee)}"


def _nobody_now(world: World, committee: int) -> str:
    """Between two shifts, by day as a rule: who is next, and whom one calls until then."""
    ahead = _week(world, committee, world.today, 7) or _week(world, 0, world.today, 7)
    if not ahead:
        return _nobody(world, committee)
    after = ahead[0]
    first = roster.rungs(world.unit, world.settings, [committee] if committee else [])[:1]
    who = hours.say_people(world, first[0]) if first and first[0] else "街道"
    then = f"{hours.say_span(after, world.today)}是{hours.say_people(world, after.people)}"
    return f"现在没有排人，紧急的事先叫{who}。{then}。{_phone(world, committee)}"


def _phone(world: World, committee: int) -> str:
    area = world.unit.places.area(committee) if committee else None
    known = world.settings.duty.public_phone
    number = known.get(area.name if area else "", known.get("", ""))
    call = f"值班电话 {number}。" if number else ""
    return call + ("" if world.viewer.roles else "有危险先打 110、119、120，再发消息来，我马上叫人。")


def _nobody(world: World, committee: int) -> str:
    first = roster.rungs(world.unit, world.settings, [committee] if committee else [])[:1]
    who = hours.say_people(world, first[0]) if first and first[0] else "街道"
    how = "书记可以说「周三晚上陈洁值班」来排。" if world.viewer.roles else ""
    return f"没有排值班表，紧急的事先叫{who}。{how}{_phone(world, committee)}"


# Two people change shifts


def _swap_words(text: str, sent: datetime, world: World) -> Sequence[Record]:
    others = [one for one in hours.named_in(world, hours.committee_of(world, ""), text, 0) if one]
    names = {one: name for name, one in hours.staff_of(world, hours.committee_of(world, "")).items()}
    slots = [Slot("跟谁换", names[one], text) for one in others[:1] if one != world.viewer.person and one in names]
    slots += [Slot("换哪天", text, text)] if hours.days_of(text, sent) else []
    return [Record(tuple(slots), part=False)] if slots else []


def _wants_to_swap(text: str, sent: datetime, world: World) -> bool:
    """Words of changing shifts; 帮我顶一下 only of a shift that one has, else it is a leave."""
    if len(text) > 40 or "同意" in text or "请假" in text:
        return False
    if SWAPS.search(text):
        return True
    days, me = hours.each_day(hours.days_of(text, sent)), world.viewer.person
    committee, part = hours.committee_of(world, ""), hours.part_of(text)
    mine = [one for day in days for one in hours.beginning_on(world, committee, day, part) if me in one.people]
    return bool(COVERS.search(text) and mine)


@dialogue(
    "换班", starts=("^(?:我)?(?:想|要)?换班",), sure=_wants_to_swap, reads=_swap_words, by=STAFF, order=4, apart=True
)  # fmt: skip
def ask_to_swap(talk: Talk) -> str:
    """换班：说「我和陈洁换周三的班」，对方同意了才换。"""
    world, me = talk.world, talk.world.viewer.person
    committee = hours.committee_of(world, "")
    staff = {name: one for name, one in hours.staff_of(world, committee).items() if one != me}
    if not staff:
        return "没有别的同事可以换，请跟书记说。"
    other = staff[talk.ask("跟谁换", "跟谁换？", Choice(*staff))]
    days = talk.ask("换哪天", "换哪天的班？比如「周三晚上」；两边对换就说「我周三，她周五」。", DutyDays(world))
    gives, takes, why = slots_of(world, committee, (me, other), [date.fromisoformat(day) for day in days[1:]], days[0])
    if why:
        return why
    talk.save(AskedSwap(Swap(committee, me, other, gives, takes)))
    return f"问了{hours.say_people(world, [other])}，同意了我马上改值班表，告诉你们俩。在这之前还是照原来的。"


def _the_swap(talk: Talk) -> Swap | None:
    asked = talk.world.unit.duty.asked_of(talk.world.viewer.person)
    number = talk.about.get("swap")
    return next((one for one in asked if number in (None, one.id)), None)


NO_SWAP = "没有等您答复的换班，可能已经答过，或者对方收回了。"


def _answers(says: Callable[[str], bool]) -> Callable[[str, datetime, World], dict[str, Any] | None]:
    """The answer, in any words, of whoever was asked to swap, as long as nothing else was put to them since."""

    def answer(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
        me = world.viewer.person
        asked = world.unit.duty.asked_of(me) if says(text) and not world.unit.talks.stack(me) else []
        last = world.unit.outbox.last_with_buttons(me)[:1] if asked else []
        newest = [row[4].get("swap") for parcel in last for row in parcel.buttons]
        return {"swap": asked[0].id} if asked and asked[0].id in newest else None

    return answer


@dialogue(AGREE, first=_answers(agrees), starts=(r"^同意(?:跟|和|与)?\S{0,4}换班?",), by=STAFF, order=12)
def agree_to_swap(talk: Talk) -> str:
    """同意换班：同事来问换班，同意了值班表就改。"""
    swap = _the_swap(talk)
    if swap is None:
        return NO_SWAP
    shifts, why = agreed(talk.world, swap)
    if why:
        return why
    talk.save(AnsweredSwap(swap.id, tuple(shifts), agreed=True))
    said = "；".join(
        f"{hours.say_span(one, talk.today)}{hours.say_people(talk.world, one.people)}值班" for one in shifts
    )
    return f"换好了：{said}。"


@dialogue(
    REFUSE,
    first=_answers(refuses),
    starts=(r"^(?:这次)?(?:不(?:想|能|同意|方便)?换|换不了)(?:班)?",),
    by=STAFF,
    order=3,
)
def refuse_to_swap(talk: Talk) -> str:
    """不换班：换不了就说一声，我去回对方。"""
    swap = _the_swap(talk)
    if swap is None:
        return NO_SWAP
    talk.save(AnsweredSwap(swap.id, (), agreed=False))
    return "好，我去回一声，值班照原来的。"
