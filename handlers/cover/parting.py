"""Reads who leaves for good and in favour of whom, and which household is given to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.kinds.base import Record, Slot
from bot.language.numbers import plain
from bot.language.when import find_days
from bot.language.where import find_doors
from bot.language.who import find_people
from bot.world import World
from handlers.cover.days import dated
from handlers.cover.names import Mention, Names
from handlers.cover.reads import LEAVE

THIS = "这一户"
_PARTS = re.compile(
    r"(?:要|已经|就|被|正式)?(?:(?:做|干|工作|上班)到|调走|调离|调岗|调动|调任|调到|调去|借调|调(?=了|[，,。])|离职|辞职|退休|内退|离开|离任|离岗|卸任|转岗|轮岗|轮换|"
    r"不干|不做|不在(?:这里|居委|我们)|走了|要走|走人|去了?别|交流到|毕业)"
)
_WORK = r"(?:的)?(?:全部|所有)?(?:工作|网格|微网格|班|岗位|岗|活|事情?|摊子|这一?摊|户|楼|那块|手上的[^，,。]{0,6})(?:都|全部?|统统)?"
_GIVES = r"(?:移交|交接|转交|交|转|留|分)给|由|让|请|归|改由"
_TAKES = r"(?:来)?(?:接手|接替|接班|接管|接[她他]?的?班|接(?=$|[，,。的了吧])|顶上|负责|管)"
_KEPT_UNTIL = re.compile(r"(?:做|干|上班|上|工作|待|留|值)到\s*$")
_HOME_TO = re.compile(
    r"^(?:请|麻烦|帮我)?(?:以后|今后|从今天起|从现在起)?(?:把|将)?(?P<home>.{2,24}?)(?:这一?户|这家|家|户)?(?:以后|今后|从今天起|的?走访)?(?:都|就)?"
    r"(?:交给|转给|移交给|给|归|分给|换给|换成|换|改由|改成|由|让|(?:叫|请|派|安排)(?=[\u4e00-\u9fff]{2,5}?(?:来|去)?(?:负责|照看|管|跟进|接手)))\s*(?P<who>我自己|我|[\u4e00-\u9fff]{2,5}?)(?:来|去)?(?:负责|照看|管|走访|跟进|跟|看|接手|接)?(?:吧|了|一下)*[。.！!]?$"
)
# 2号101以后王芳负责: no 交给.
_HOME_LATER = re.compile(
    r"^(?:请|麻烦)?(?:把|将)?(?P<home>.{2,24}?)(?:这一?户|这家|家|户)?[，,]?(?:以后|今后|往后|从今天起|从现在起)[，,]?(?:都|就)?(?:请)?"
    r"(?P<who>我自己|我|[\u4e00-\u9fff]{2,4}?)(?:来|去)?(?:负责|管|跟进|照看|接手)(?:吧|了|一下)*[。.！!]?$"
)
# With these a household goes to somebody, even to one whom nobody here knows.
_SURELY = re.compile(r"(?:交给|转给|移交给|归)\s*$|(?:负责|管|接手)(?:吧|了|一下)*[。.！!]?$")
# Who looks after a resident without being a colleague: told on a visit.
_NO_COLLEAGUE = re.compile(
    r"[他她它]们?|你们?|自己|[大小]?(?:儿子|女儿|媳妇|女婿|孙子|孙女|外孙女?|老伴|老公|老婆|丈夫|妻子|爱人|爸爸?|妈妈?|哥哥?|姐姐?|弟弟?|妹妹?|侄子|侄女|外甥女?)"
    r"|.*(?:居委会?|社区|物业|街道|派出所|医院|公司|政府|民政|保姆|护工|邻居|房东|家属|家人|家里人?|子女|亲戚|阿姨|中介|[他她]?人家?|大家|公家|别人|国家|谁)"
)
_TO_SOMEBODY = re.compile(
    r"(?:把|将)?(?P<home>.{2,24}?)(?:这一?户)?(?:交给别人|交给(?:其他|别的)(?:人|同事|干部)|换(?:个|一个)?人管|换(?:个|一位)?干部)(?:管|负责)?[吧。]?"
)


_STAYS = re.compile(
    r"(?:不|没有?|不用|不要)(?:调走|调离|调动|调|离职|辞职|退休|离开|走|交接)了?|交接(?:先|就|都)?(?:不办|取消|不算|不用)|取消.{0,6}交接"
)


def is_staying(text: str, sent: datetime, world: World) -> bool:
    """王芳不调走了, 王芳的交接取消."""
    return bool(_STAYS.search(text)) and len(text) < 20 and bool(Names(world).find(text))


def read_staying(text: str, sent: datetime, world: World) -> Sequence[Record]:
    mentions = Names(world).find(text)
    return [Record((Slot("谁留下", mentions[0].source, mentions[0].source),), part=False)] if mentions else []


def is_leaving(text: str, sent: datetime, world: World) -> bool:
    """A colleague is said to leave, or their work to be given to others."""
    if find_doors(text) or LEAVE.search(text) or re.search(r"[吗？?]\s*$", text):
        return False
    if is_staying(text, sent, world):
        return False
    if not _PARTS.search(text) and not re.search(rf"{_GIVES}|{_TAKES}", text):
        return False
    leaver, heirs = _people(text, Names(world).find(text))
    if leaver is None:
        return False
    after = text[leaver.end :]
    parts = re.match(rf"[^，,。；;]{{0,12}}?{_PARTS.pattern}", after)
    return bool(parts or (heirs and re.match(rf"{_WORK}", after)) or (heirs and re.search(r"的(?:班|工作)", text)))


def read_leaving(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Slots 谁离开, 哪天起, 交给谁, and 微网格1归谁 where it is told."""
    names = Names(world)
    leaver, heirs = _people(text, names.find(text))
    slots = [Slot("谁离开", leaver.source, leaver.source)] if leaver else []
    flat = dated(plain(text), sent)
    if days := find_days(flat, sent, future=True):
        day = days[0]
        last = _KEPT_UNTIL.search(flat[: day.start])
        told = (day.day + timedelta(days=1)).isoformat() if last else day.source
        slots.append(Slot("哪天起", told, day.source))
    slots += _shares(text, world, heirs)
    unknown = re.search(r"(?:交给|转给|移交给)(?P<who>[\u4e00-\u9fff]{2,3})(?=$|[，,。和吧了])", text)
    if not heirs and unknown and unknown["who"] not in ("别人", "大家", "同事"):
        slots.append(Slot("交给谁", unknown["who"], unknown["who"]))
    if heirs:
        said = "、".join(dict.fromkeys(one.source for one in heirs))
        slots.append(Slot("交给谁", said, text[heirs[0].start : heirs[-1].end]))
    return [Record(tuple(slots), part=False)]


def _shares(text: str, world: World, heirs: Sequence[Mention]) -> list[Slot]:
    """微网格1给陈洁，微网格2给李慧."""
    found = []
    for area in world.unit.places.areas():
        told = re.search(rf"{re.escape(area.name)}(?!\d)(?:都|就)?(?:{_GIVES}|给)", text)
        if told and (heir := next((one for one in heirs if one.start == told.end()), None)):
            found.append(Slot(f"{area.name}归谁", heir.source, text[told.start() : heir.end]))
    return found


def _people(text: str, mentions: Sequence[Mention]) -> tuple[Mention | None, list[Mention]]:
    """(who leaves, who takes over): by 交给, by 接手, by being named first."""
    heirs: list[Mention] = []
    for mention in mentions:
        before, after = text[: mention.start], text[mention.end :]
        joined = (
            heirs and re.search(r"(?:和|跟|与|、|,|，|还有|以及)\s*$", before) and heirs[-1].end >= mention.start - 3
        )
        if (
            re.search(rf"(?:{_GIVES}|给|接手人[是为：: ]*|接替人[是为：: ]*)\s*$", before)
            or re.match(_TAKES, after)
            or joined
        ):
            heirs.append(mention)
    rest = [mention for mention in mentions if mention not in heirs]
    if not rest and len(heirs) > 1 and not re.search(_GIVES, text[: heirs[0].start]):
        return None, heirs
    return (rest[0] if rest else None), heirs


def _handed(text: str) -> re.Match[str] | None:
    """把8号401交给陈洁, 8号401以后陈洁负责: `home` and `who`."""
    return _HOME_TO.match(text.strip()) or _HOME_LATER.match(text.strip())


def _goes_to_a_stranger(told: re.Match[str]) -> bool:
    """把8号401交给张三: the question for whom says that there is no such colleague."""
    before, after = told.string[: told.start("who")], told.string[told.end("who") :]
    return bool(_SURELY.search(before) or _SURELY.search(after)) and not _NO_COLLEAGUE.fullmatch(told["who"])


def is_given(text: str, sent: datetime, world: World) -> bool:
    """把8号401交给陈洁: a household, by door or by name, and a colleague."""
    if (other := _TO_SOMEBODY.fullmatch(text.strip())) and find_doors(other["home"]):
        return True
    told = _handed(text)
    known = told and (told["who"] in ("我", "我自己") or Names(world).meant(told["who"]))
    if not told or not (known or _goes_to_a_stranger(told)):
        return False
    if doors := find_doors(told["home"], world.unit.places.estates()):
        rest = told["home"]
        for who in find_people(told["home"], world.unit.places.names(world.viewer)):
            rest = rest.replace(who.source, "")
        for door in doors:
            rest = rest.replace(door.source, "")
        return len(re.sub(r"[的\s，,]", "", rest)) <= 1
    if not known:
        return False
    names = world.unit.places.names(world.viewer)
    return bool(find_people(told["home"], names)) and len(told["home"]) <= 6 and not Names(world).find(told["home"])


def read_given(text: str, sent: datetime, world: World) -> Sequence[Record]:
    if told := _TO_SOMEBODY.fullmatch(text.strip()):
        return [Record((Slot("哪一户", told["home"], told["home"]),), part=False)]
    told = _handed(text)
    if not told or not is_given(text, sent, world):
        return []
    home, who = Slot("哪一户", told["home"], told["home"]), Slot("交给谁管", told["who"], told["who"])
    return [Record((home, who), part=False)]


def read_all(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("说的话", text, text),), part=False)]


def is_for_the_secretary(text: str, sent: datetime, world: World) -> bool:
    """A cadre speaks of what the secretary decides: 我要调走了, 王芳调走了交给陈洁, 8号401交给陈洁管."""
    own = re.match(rf"我[^，,。；;]{{0,10}}?{_PARTS.pattern}", text) and not find_doors(text)
    leaving = is_leaving(text, sent, world) and _PARTS.search(text)
    return bool(own and not LEAVE.search(text)) or bool(leaving) or is_given(text, sent, world)
