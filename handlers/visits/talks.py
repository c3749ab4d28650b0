"""The conversations about visits: logging, planning, correcting, looking up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Record, Slot, Unclear
from bot.kinds.day import Day, DayPart, begins
from bot.kinds.household import Household, call_home, name_of
from bot.language.triage import danger
from bot.saying import say_day
from bot.talk.talk import Part, Talk
from bot.world import World
from handlers.engines.plans.rules import GONE
from handlers.engines.plans.wording import tells_of_visit
from handlers.visits import asking, reads, rules
from handlers.visits.card import card, my_visits
from handlers.visits.corrections import is_of_last_visit, last_visit, read_correction
from handlers.visits.dropping import drop_plan
from handlers.visits.kinds import HOW_KNOWN, ONLY_NOTED, FollowUps, HowKnown, Needs
from handlers.visits.listed import spelled_out
from handlers.visits.plans import is_plan, read_plans
from handlers.visits.saves import HomeNote
from storage.charge import VISITING
from storage.households import Household as Home
from storage.plans import Plan
from storage.visits import ChangedVisit, NewVisit, Visit

__all__ = ["correct_visit", "drop_plan", "list_visits", "log_visit", "plan_visit", "refuse_lookup", "show_household"]
ALIASES = {
    "时间": "日期", "日子": "日期", "哪天": "日期", "门牌": "走访对象", "地址": "走访对象", "对象": "走访对象", "户": "走访对象",
    "备注": "情况", "内容": "情况", "需求": "诉求", "提醒": "跟进", "后续": "跟进",
}  # fmt: skip
YEAR = timedelta(days=366)


def _heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return reads.read_visits(spelled_out(text, world), sent, *_known(world))


def _known(world: World) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """The names of people, estates and firms that the viewer's words may mean."""
    places = world.unit.places
    firms = dict.fromkeys(firm.name for firm in places.shops(world.viewer, "") if firm.name)
    return places.names(world.viewer), places.estates(), list(firms)


def _tells_of_a_visit(text: str, sent: datetime, world: World) -> bool:
    """A household is named, and something else is said of it: told, not asked or ordered."""
    if _rung_up(text):
        return True
    spotted = danger(text)
    if (
        spotted and not spotted.handled and not tells_of_visit(text)
    ):  # 12号301煤气味很大 is an alarm, told from anywhere
        return False
    said = asking.said_of_one(text, *_known(world)[:2])
    if said and (said.asks or asking.orders(said.rest)):
        return False
    records = _heard(text, sent, world)
    slots = [slot for record in records for slot in record.slots]
    return any(slot.label == "走访对象" for slot in slots) and (len(slots) > 1 or "走访" in text)


def _rung_up(text: str) -> bool:
    """电话打了，都好: whom, is asked."""
    return (
        re.match(r"(?:刚|刚刚|今天)?电话(?:已经|都|也)?打[过了好](?!没|吗)了?(?=[，,。 ]|$)", text.strip()) is not None
    )


@dialogue(
    "走访记录", starts=("走访", "入户", "去了", "看望", "上门", "^记走访"), by=VISITING, reads=_heard, each="户", aliases=ALIASES,
    menu="记走访", rank=1, sure=_tells_of_a_visit, order=40,
)  # fmt: skip
def log_visit(talk: Talk) -> str:
    """记走访：一句话就行，比如「今天上午去了12号302看王阿婆，血压偏高，想申请助浴」。"""
    told: list[tuple[Home, DayPart, NewVisit | HomeNote]] = []
    for part in talk.parts():
        home = part.ask(
            "走访对象", "您走访的是哪一户？可以写门牌，也可以写姓名。", Household(talk.world, near=_near(talk, part))
        )
        talk.about.setdefault("buildings", {})[str(part.number)] = home.building_id
        first = _told_first(talk, part)
        day = part.ask("日期", "哪天去的？", Day(talk.today, talk.today - YEAR, talk.today), otherwise="今天")
        way, note, alarm = _how_and_what(part, home, first)
        needs = part.found("诉求", Needs())
        ahead = part.found("跟进", FollowUps(talk.today))
        plans = [_follow_up(talk, home, *one) for one in ahead if one.day]
        visit = Visit(home.id, talk.world.viewer.person, day.day, way, note, day.part)
        new = NewVisit(visit, tuple(needs), tuple(part.files), tuple(plans), rules.wish_after(way), alarm)
        told.append(
            (home, day, HomeNote(home.id, "；".join([note, *needs]), tuple(plans)) if way == ONLY_NOTED else new)
        )
    talk.review("请核对：")
    talk.save(*(new for _, _, new in told))
    return _saved(talk, told)


def _told_first(talk: Talk, part: Part) -> list[str]:
    """Which answers the words told before anything was asked of this household."""
    told = [label for label in ("方式", "日期", "情况") if part.knows(label)]
    first: list[str] = talk.about.setdefault("told", {}).setdefault(str(part.number), told)
    return first


def _how_and_what(part: Part, home: Home, told: Sequence[str]) -> tuple[str, str, str]:
    """The way, the note, a danger that goes on. Where no way was told, how things are is asked first: 电话里讲都好.

    Words that tell of no contact (她女儿接去了) are not taken for one: it is asked how one knows, after what is urgent.
    """
    ways, usual = HowKnown(), rules.usual_way(home.kind)
    how_things_are = f"{home.door}家里情况怎么样？"
    if "方式" not in told:
        note = part.ask("情况", how_things_are, Note(required=True))
        alarm = _still_dangerous(part, note)
        unasked = "情况" in told and "日期" not in told and home.kind == "住户"
        met = (
            bool(alarm)
            or not unasked
            or tells_of_visit(note)
            or rules.tells_how_they_are(note)
            or rules.tells_of_hands(note)
        )
        return part.ask("方式", f"{home.door}，{HOW_KNOWN}", ways, otherwise=usual if met else None), note, alarm
    way = part.ask("方式", "怎么联系的？", ways, otherwise=usual)
    met = way not in rules.NOBODY_MET
    note = part.ask("情况", how_things_are, Note(required=True)) if met else part.found("情况")
    return way, note, _still_dangerous(part, note)


def _near(talk: Talk, part: Part) -> tuple[int, ...]:
    """The building that this household was said to be in before, else those of the others."""
    told = talk.about.get("buildings", {})
    own = told.get(str(part.number))
    return (own,) if own else tuple(told.values())


def _still_dangerous(part: Part, note: str) -> str:
    """Danger that is reported as over: asked once, in case it is not."""
    spotted = danger(note) if note else None
    if spotted is None or not spotted.handled:
        return ""
    still = part.ask("现在还危险吗", f"您写到「{spotted.source}」。现在还危险吗？", Choice("不危险了", "还危险"))
    return spotted.kind if still == "还危险" else ""


def _follow_up(talk: Talk, home: Home, day: date, part: str, what: str) -> Plan:
    at = rules.remind_at(day, begins(part), talk.world.settings.reminders.morning, talk.now)
    return Plan("跟进", home.id, talk.world.viewer.person, day, what, part, at)


def _saved(talk: Talk, told: Sequence[tuple[Home, DayPart, NewVisit | HomeNote]]) -> str:
    """记好了：12号302王阿婆，今天上午。周六我会提醒您问问配药的事。"""
    today = talk.today
    if len(told) > 1:
        doors = "、".join(home.door for home, _, _ in told[:5]) + ("等" if len(told) > 5 else "")
        first = f"记好了，{len(told)}户：{doors}。"
    else:
        home, day, _ = told[0]
        who = call_home(home, today)
        only = "这句话记下了，不算走访" if isinstance(told[0][2], HomeNote) else f"{say_day(day.day, today)}{day.part}"
        first = f"记好了：{home.door}{who}，{only}。"
    plans = [plan for _, _, new in told for plan in new.follow_ups]
    reminders = [f"{say_day(plan.day, today)}我会提醒您：{plan.what}。" for plan in plans if plan.remind_at]
    return "".join([first, *reminders, "记错了回「撤销」。"])


def _plans_heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return read_plans(text, sent, *_known(world))


@dialogue(
    "走访计划", starts=("^计划", "^安排走访"), by=VISITING, reads=_plans_heard, each="户", aliases={**ALIASES, "内容": "事项"},
    menu="记计划", rank=5, sure=lambda text, sent, world: is_plan(text, sent), order=30,
)  # fmt: skip
def plan_visit(talk: Talk) -> str:
    """记计划：比如「下周二去看12号302」，到那天早上提醒您。"""
    plans: list[tuple[Home, Plan]] = []
    for part in talk.parts():
        home = part.ask("走访对象", "打算去哪一户？可以写门牌，也可以写姓名。", Household(talk.world))
        day = part.ask("日期", "打算哪天去？", Day(talk.today, talk.today, talk.today + YEAR, future=True))
        what = part.found("事项", Note(empty="去看看"))
        at = rules.remind_at(day.day, begins(day.part), talk.world.settings.reminders.morning, talk.now)
        plans.append((home, Plan("走访", home.id, talk.world.viewer.person, day.day, what, day.part, at)))
    talk.review("请核对这个打算：")
    talk.save(*(plan for _, plan in plans))
    reminded = {plan.remind_at.date() for _, plan in plans if plan.remind_at}
    days = "、".join(say_day(day, talk.today) for day in sorted(reminded))
    return f"记下了，{len(plans)}户。" + (f"{days}我会提醒您。" if days else "就在今天，我不再另外提醒。")


@dialogue(
    "改走访", starts=("^改(刚才|上一?条|走访(?!对象|方式|日期))",), by=VISITING, reads=read_correction, aliases=ALIASES,
    sure=is_of_last_visit, order=20,
)  # fmt: skip
def correct_visit(talk: Talk) -> str:
    """改走访：比如「不是13号是12号」，改的是您最近记的那一条，原来的也留着。"""
    world = talk.world
    visit = last_visit(world, talk.about)
    home = world.unit.places.household(world.viewer, visit.household_id) if visit else None
    if visit is None or home is None:
        return "最近没有可以改的走访。要记新的，直接写一句就行。"
    talk.about["visit"] = visit.id
    now = talk.ask("走访对象", "应该是哪一户？", Household(world), otherwise=f"{home.full_door}", how="absent")
    earliest = min(talk.today - YEAR, visit.day)
    said = f"{visit.day:%Y-%m-%d}{visit.part}"
    day = talk.ask("日期", "应该是哪天？", Day(talk.today, earliest, talk.today), otherwise=said, how="absent")
    ways = Choice(*rules.WAYS, also=rules.ALSO)
    way = talk.ask("方式", "应该是怎么联系的？", ways, otherwise=visit.way, how="absent")
    note = talk.ask("情况", "情况应该怎么写？", Note(), otherwise=visit.note or "无", how="absent")
    new = Visit(now.id, visit.cadre_id, day.day, way, note, day.part, visit.id)
    talk.review(
        f"原来记的：{name_of(home)}，{say_day(visit.day, talk.today)}{visit.part}，{visit.way}。\n改成这样，请核对："
    )
    talk.save(ChangedVisit(new))
    return f"改好了：{now.door}，{say_day(day.day, talk.today)}{day.part}。原来的也留着底。"


ASKING = re.compile(
    r"(?P<home>[^，,。；;]{2,20}?)(?:家|这户)?的?(?:最近|近来|现在)?的?(?:(?:(?:情况)?(?:怎么样|怎样|如何|什么情况|啥情况)|情况)了?)?[?？。]?"
)


def _is_looked_up(text: str, sent: datetime, world: World) -> bool:
    """A household and nothing else (12号302), or asked after (12号302最近怎么样, 多久看一次): no visit is told of."""
    said = asking.said_of_one(text, *_known(world)[:2])
    if said and said.asks:
        return True
    if said and GONE.match(said.rest):  # 8号401李伯伯走了
        return False
    if text.strip().startswith("走访"):  # 走访12号302 begins a visit
        return False
    asked = ASKING.fullmatch(text.strip())
    records = _heard(asked["home"], sent, world) if asked and re.search(r"\d|怎|况|何", text) else []
    return len(records) == 1 and [slot.label for slot in records[0].slots] == ["走访对象"]


def _which_household(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = asking.said_of_one(text, *_known(world)[:2])
    if said and said.asks:
        return [Record((Slot("查", said.home, said.home),), part=False)]
    if found := ASKING.fullmatch(text.strip()):
        return [Record((Slot("查", found["home"], found["home"]),), part=False)]
    asked = re.sub("^(查一户|查一下|查查|查|户卡)[：:，, ]*|的?(情况|资料|户卡|卡片)$", "", text.strip())
    return [Record((Slot("查", asked, asked),), part=False)] if asked else []


@dialogue(
    "查户", starts=("^查", "^户卡"), by=(*VISITING, "街道干部"), reads=_which_household, sure=_is_looked_up, menu="查一户", rank=4, order=10,
    shows=True,
)  # fmt: skip
def show_household(talk: Talk) -> str:
    """查一户：「查 12号302」，看最近的走访和没办完的事。"""
    kind = Household(talk.world, alone=True)
    named = talk.ask("查", "要查哪一户？", Note(), otherwise="无", how="absent")
    if not named:
        return card(talk.world, talk.ask("哪一户", "要查哪一户？可以写门牌，也可以写姓名。", kind))
    try:
        home = kind.load(kind.read(named, talk.now))
    except Unclear as unclear:  # a lookup that leads nowhere keeps nobody waiting
        if not unclear.options:
            return str(unclear)
        homes = {option.shown: option.value for option in unclear.options}
        home = kind.load(homes[talk.ask("是哪一户", str(unclear), Choice(*homes))])
    return card(talk.world, home)


@dialogue(
    "看别家", starts=("^查(?!询)", "^户卡"), by=("居民", "访客", "楼组长", "物业"), reads=_which_household, order=90, shows=True,
)  # fmt: skip
def refuse_lookup(talk: Talk) -> str:
    """看别家：各家的情况只有居委的同事能看。"""
    talk.ask("查", "想看哪一家？", Note(), otherwise="无", how="absent")
    return "各家的情况只有居委的同事能看。您自己家的事，可以请居委的同事帮忙，回「找人帮忙」就行。"


@dialogue(
    "我的走访", starts=("^我的走访$", "^我的走访记录$"), by=VISITING, menu="我的走访", rank=8, order=10, shows=True
)
def list_visits(talk: Talk) -> str:
    """我的走访：最近记了哪些，这个月几户。"""
    return my_visits(talk.world)
