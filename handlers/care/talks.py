"""The conversations about whom to see: today, this week, who is left in a building, who is late; and at what hour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot
from bot.kinds.household import Household
from bot.language.where import find_doors
from bot.talk.talk import Talk
from bot.world import World
from handlers.care.digest import NOTHING, TODAY, say_page, say_today
from handlers.care.hours import MorningHours, say_hours
from handlers.care.late import ALL, ASK, CANNOT, SETTLE, UNNAMED, late_ones, say_besides, say_late, ways_out
from handlers.care.longest import tell_buildings, tell_longest
from handlers.care.saves import Excuse, Question
from handlers.care.saying import named, say_due
from handlers.care.today import care_of, left_this_year, today_of
from handlers.care.week import say_week
from handlers.engines.plans.dues import find_dues
from handlers.engines.plans.owners import owner_of, share_out
from storage.charge import VISITING, Hours
from storage.households import Household as Home

__all__ = ["tell_buildings", "tell_longest"]  # and all that are below
HEADS = ("书记", "街道干部")
LEFT = "谁没走"
ANYBODY = r"(?:谁家?|[啥哪什么]+人家?|哪几?[户家]|哪些人?[户家]?|几[户家]|多少[户家]|什么人)"


_TODAY = (
    rf"^(?:今天|今日|今朝)(?:要|该|应该|先)*(?:看|走访|走|去|跑|访|看望|联系)(?:看)?{ANYBODY}[?？]?$",
    r"^(?:我的|今天的?|今朝的?)?名单[?？。]?$",
    r"^下一?(?:个|户|家)(?:要|该)?(?:去|看|走|跑)?(?:谁|哪|啥人)[户家]?(?:人家)?[?？]?$",
    r"^今[天日]的?(?:走访|名单|清单|安排)[?？]?$",
    rf"^(?:要|该)?看{ANYBODY}[?？]?$",
)
_DAYS = r"(?:这|本|这个|这一|下|下个|下一)(?:周|星期|礼拜)[一二三四五六日天]?|(?:周|星期|礼拜)[一二三四五六日天]|大?后天|明天|明朝"
_WEEK = rf"^(?:(?:这|本|这个|这一|下|下个)(?:周|星期|礼拜)|(?:{_DAYS})(?:要|该|的|应该)*(?:看|走|去|访|走访|安排|名单)(?:看)?(?:{ANYBODY})?)[?？。]?$"


def _which_days(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("哪几天", text, text),), part=False)]


@dialogue(TODAY, starts=_TODAY, by=VISITING, menu=TODAY, rank=2, order=15, shows=True)
def tell_today(talk: Talk) -> str:
    """今天看谁：到日子的、答应过的，一户一行，点一下就能记。"""
    world = talk.world
    today = today_of(world, world.viewer)
    first = int(talk.about.get("first", 0))
    if first:
        first = listing.begins_at([due.household for due in today.dues], talk.about.get("seen", []), first)
        text, options = say_page(world, today, first)
        talk.offer(*options)
        return text or "后面没有了。"
    if not today.count:
        return _nobody_today(world)
    text, options = say_today(world, today)
    talk.offer(*options)
    return text


def _nobody_today(world: World) -> str:
    """Nothing to do, or nothing in charge: the two are told apart."""
    if "书记" in world.viewer.roles:
        return f"{NOTHING}晚了的、没人负责的，回「晚了」看。"
    if not world.unit.dues.buildings_of(world.viewer):
        heads = [
            person.name
            for one in sorted(world.unit.people.committees_of(world.viewer))
            for person in world.unit.people.with_role("书记", one)
        ]
        return f"您名下现在没有要走访的户。请{heads[0] if heads else '书记'}给您分楼，或者把户交给您。"
    return NOTHING


@dialogue("这周看谁", starts=(_WEEK,), reads=_which_days, by=VISITING, menu="这周", rank=9, order=15, shows=True)
def tell_week(talk: Talk) -> str:
    """这周：从今天到星期天，哪天看谁；也可以问「明天看谁」「下周看谁」。"""
    return say_week(talk.world, talk.ask("哪几天", "想看哪几天的？", Note(), otherwise="这周", how="absent"))


def _which_building(text: str, sent: datetime, world: World) -> Sequence[Record]:
    doors = find_doors(text, world.unit.places.estates())
    return [Record((Slot("哪栋楼", doors[0].source, doors[0].source),), part=False)] if doors else []


_LEFT = re.compile(
    rf"(?:还有?)?{ANYBODY}(?:人)?(?:今年)?(?:还|都)?(?:没有?|未)(?:走|访|去|联系|看|上门|见|跑)|(?:没有?|未)(?:走访?|联系|去)(?:过)?的(?:还)?(?:有)?{ANYBODY}|没走(?:过|完)?的|"
    r"^[^，,。]{0,10}\d+(?:号楼?|幢|栋)[^，,。\d]{0,4}(?:(?:走|访|跑|看)完了?(?:没有?|吗|伐|么)?|还[剩有](?:几|多少)[户家](?:人家)?)[?？]?$"
)


@dialogue(
    LEFT,
    starts=("^谁没走",),
    by=VISITING,
    reads=_which_building,
    sure=lambda text, sent, world: bool(_LEFT.search(text)),
    order=14,
    shows=True,
)
def tell_left(talk: Talk) -> str:
    """谁没走：比如「三号楼还有谁没走」，今年还没联系过的都在里面。"""
    world = talk.world
    said = talk.ask("哪栋楼", "哪栋楼？", Note(), otherwise=talk.about.get("building", "无"), how="absent")
    buildings = world.unit.dues.buildings_of(world.viewer)
    doors = find_doors(said, world.unit.places.estates()) if said else []
    if doors:
        there = world.unit.places.doors_at(doors[0].number, "", doors[0].estate)
        if not there:
            return f"没找到「{said}」，这里没有这个门牌。请再看一下，比如「三号楼还有谁没走」。"
        mine = {door.building_id for door in there} & set(buildings)
        if not mine:
            return f"{said}不在您负责的范围里，请找负责那里的同事。"
        buildings = sorted(mine)
    places = left_this_year(world, buildings, tried=True)
    ids = [place.id for place in places]
    if not ids:
        return f"{said or '您这里'}今年都联系过了。谢绝上门的和空房另外算。"
    first = listing.begins_at(ids, talk.about.get("seen", []), int(talk.about.get("first", 0)))
    homes = world.unit.places.some(world.viewer, ids[first : first + listing.SHOWN])
    lines = [
        listing.Line(named(homes[one], talk.today), Option(f"查{homes[one].door}", words=f"查 {homes[one].full_door}"))
        for one in ids[first : first + listing.SHOWN]
        if one in homes
    ]
    about = {"building": said or "无", "seen": list(homes)}
    text, options = listing.page(
        lines, first, lambda after: Option("", start=LEFT, about={**about, "first": after}), total=len(ids)
    )
    talk.offer(*options)
    return text if first else f"{said or '您这里'}今年还有{len(ids)}户没联系过：\n{text}"


def _hours_said(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = re.sub(r"^改?提醒时间(?:改成|改到|改为)?", "", text).strip(" ：:，,")
    return [Record((Slot("提醒时间", said, text),), part=False)] if said else []


_REMIND = r"(?:提醒|发|推送|通知|叫)(?:我|名单)?"
_HOURS = re.compile(
    rf"^(?:每天|天天|工作日|早上|上午|以后|名单|改到|请)*[^，,。]{{0,8}}?[点:：][^，,。]{{0,4}}{_REMIND}(?:名单|吧|就行|好了)*[。]?$|"
    rf"^(?:以后)?(?:每个?)?(?:周|星期|礼拜)[一二三四五六日天、和周星期礼拜]+(?:就|都)?(?:不用|不要|别|不必|恢复|照常)(?:再)?{_REMIND}[^，,。]{{0,4}}[。]?$|"
    rf"^(?:恢复)?每天都?{_REMIND}[。]?$|"
    rf"^(?:以后|每天|天天|[今明后]天|[这下本]个?(?:周|星期|礼拜)|周.到周.|周末|工作日|都|也|就|，)*"
    rf"(?:不用|不要|别|不必|勿|覅)(?:再)?{_REMIND}[了吧。]*$|^周末也?要?{_REMIND}[。]?$|"
    rf"^(?:以后|我|每个?)*(?:周|星期|礼拜)[一二三四五六日天、和周星期礼拜]+(?:我|都|是|也)*(?:不上班|休息|不在|轮休|不来)[，, ]?(?:就|都|名单)*"
    rf"(?:不用|不要|别|不必|勿|覅)(?:再|给我)*{_REMIND}[了吧。]*$"
)
_HOURS_ASKED = rf"^(?:现在|名单|每天|你|是|都)*(?:几点钟?|什么时候|啥时候|几时|啥辰光)(?:给我)?{_REMIND}(?:名单)?[的吗呢啊]*[?？。]?$"


@dialogue("几点提醒", starts=(_HOURS_ASKED,), by=VISITING, order=15, shows=True)
def tell_hours(talk: Talk) -> str:
    """几点提醒：问「几点提醒我的」。"""
    now = talk.world.unit.covers.hours().get(talk.world.viewer.person, Hours())
    return f"现在是{say_hours(now, talk.world.settings)}。要改就说「每天九点提醒我」「周五不用提醒」。"


@dialogue(
    "提醒时间", starts=("^提醒时间", "^改提醒时间"), by=VISITING, reads=_hours_said, order=16,
    sure=lambda text, sent, world: bool(_HOURS.match(text.strip())), apart=True,
)  # fmt: skip
def choose_hours(talk: Talk) -> str:
    """提醒时间：比如「每天九点提醒我」「周五不用提醒我」。"""
    world = talk.world
    now = world.unit.covers.hours().get(world.viewer.person, Hours())
    kind = MorningHours(now, world.settings, care_of(world))
    question = f"现在是{say_hours(now, world.settings)}。想改成几点？也可以说哪天不用发。"
    chosen = talk.ask("提醒时间", question, kind)
    talk.save(chosen)
    return f"好，以后{say_hours(chosen, world.settings)}。记错了回「撤销」。"


_IS_LATE = "(?:晚了|超期|逾期)"
_ALL = (
    rf"^(?:现在|一共)?{_IS_LATE}了?有?(?:几|多少)[户家][?？]?$|^(?:哪些|哪几)[户家]是?{_IS_LATE}[的了]*[?？]?$|"
    rf"^(?:还?有)?(?:谁|哪些|哪几户|哪几家)?{_IS_LATE}(?:的|了|没)*(?:户|家|名单)?(?:有)?(?:谁|哪些)?[?？]?$"
)


def _which_late(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问", text, text),), part=False)]


@dialogue(ALL, starts=(_ALL,), by=HEADS, reads=_which_late, menu=ALL, rank=3, order=15, shows=True)
def tell_late(talk: Talk) -> str:
    """晚了：过了日子还没联系上的，没有人负责的；可以问干部、交给别人、先不提醒。"""
    world = talk.world
    talk.ask("问", "想看哪些？", Note(), otherwise=ALL, how="absent")
    buildings = None if world.viewer.street else world.unit.dues.buildings_of(world.viewer)
    charge = world.unit.covers.charge()
    shared = share_out(world, find_dues(world, world.today, buildings), charge)
    late = [one for ones in late_ones(world, shared, charge, buildings).values() for one in ones]
    if not late:
        return "没有晚了的，也没有没人负责的。"
    first = int(talk.about.get("first", 0))
    text, options = say_late(world, world.viewer, late, first, talk.about.get("seen", []))
    talk.offer(*options)
    besides = "" if first else say_besides(late)
    return "\n".join(filter(None, [text, besides])) or "后面没有了。"


_WHOM = re.compile(r"^(?:问|催)一?[问下]?(?P<who>[\u4e00-\u9fff]{2,4}?)(?=[，, ]|\d|[\u4e00-\u9fff]*\d)")


def _which_home(text: str, sent: datetime, world: World) -> Sequence[Record]:
    doors = find_doors(text, world.unit.places.estates())
    whom = _WHOM.match(text[: doors[0].start].strip() + " ") if doors else None
    slots = [Slot("哪一户", doors[0].source, doors[0].source)] if doors else []
    slots += [Slot("问谁", whom["who"], whom["who"])] if whom else []
    return [Record(tuple(slots), part=False)] if slots else []


_NUDGES = re.compile(
    r"[\s，,]*(?:请|麻烦|帮我)*(?:催|问)一?[下催问]?(?P<whom>[\u4e00-\u9fff]{0,4}?)(?:吧|去看|去走访|快去)?[。！!]?"
)


def _is_nudged(text: str, sent: datetime, world: World) -> bool:
    """5号101催一下小高: a door, and a colleague who is to be asked about it, or nobody else."""
    doors = find_doors(text, world.unit.places.estates())
    told = _NUDGES.fullmatch(text.strip()[doors[0].end :]) if len(doors) == 1 and doors[0].start == 0 else None
    if told is None or told["whom"] in ("", "干部", "负责人", "负责的人", "负责的", "管的人"):
        return told is not None
    surname = told["whom"].removeprefix("小").removeprefix("老")
    return any(post.name.startswith(surname) or post.name.endswith(surname) for post in world.unit.staff.posts)


def _home(talk: Talk) -> Home:
    """The household that the button was about, else the one that is told."""
    meant = talk.world.unit.places.household(talk.world.viewer, int(talk.about.get("household", 0)))
    said = meant.full_door if meant else None
    return talk.ask("哪一户", "哪一户？可以写门牌，也可以写姓名。", Household(talk.world), otherwise=said)


@dialogue(SETTLE, starts=("^晚了的户",), by=HEADS, reads=_which_home, order=14)
def settle_late(talk: Talk) -> str:
    """晚了的户：一户过了日子，问干部、交给别人，还是先不提醒。"""
    world, home = talk.world, _home(talk)
    dues = [due for due in find_dues(world, world.today, [home.building_id]) if due.household == home.id]
    led = bool(dues) and all(due.role for due in dues)
    talk.offer(*ways_out(world, world.viewer, home, owner_of(world, home), led=led))
    if led:
        return f"{home.door}{UNNAMED}。请跟街道商量定一位专干，登记到名册里；登记好了，提醒就只发给专干。"
    return f"{say_due(world, world.viewer, home)}\n怎么办好？"


@dialogue(
    ASK,
    starts=(r"^(?:问|催)一?[问下]?[\u4e00-\u9fff]{2,4}[，, ]*[^，,。]*\d+号",),
    by=HEADS,
    reads=_which_home,
    sure=_is_nudged,
    order=14,
)
def ask_cadre(talk: Talk) -> str:
    """问干部：请负责的干部看看这一户，比如「问王芳 8号401」。"""
    world, home = talk.world, _home(talk)
    owner = owner_of(world, home)
    person = world.unit.people.get(world.viewer, owner) if owner and owner != world.viewer.person else None
    if person is None:
        talk.offer(*ways_out(world, world.viewer, home, owner))
        return f"{home.door}现在{'是您自己在管' if owner else '还没有人负责'}，没有别人可以问。"
    named = talk.ask("问谁", "问哪一位？", Note(), otherwise="无", how="absent")
    if named and named not in person.name and not named.startswith("干部"):
        talk.offer(*ways_out(world, world.viewer, home, owner))
        return f"{home.door}现在是{person.name}在管，没有去问{named}。要问{person.name}，点下面就行。"
    talk.save(Question(home.id))
    return f"问了{person.name}。见到人记下来，这一户就不在名单里了。"


@dialogue(CANNOT, starts=(r"^今天去不了",), by=VISITING, reads=_which_home, order=14)
def excuse(talk: Talk) -> str:
    """今天去不了：写一句为什么，转给书记。"""
    home = _home(talk)
    why = talk.ask("原因", "什么原因？写一句就行，我转给书记。", Note(required=True))
    talk.save(Excuse(home.id, why))
    return f"好，转给书记了。{home.door}我先记着，下个工作日还会提醒您。"
