"""Takes a sentence about tags apart: of whom, which tags, from when until when, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.kinds.base import Record, Slot
from bot.language.numbers import plain, unlisted
from bot.language.where import find_doors
from bot.language.who import Who, find_people
from bot.world import World
from handlers.engines.registry import tagbook
from handlers.engines.registry.tagbook import TagKind

_N = "[0-9一二三四五六七八九十两〇零]"
DAY = (
    rf"(?:(?:[前去今明后]年|{_N}{{2,4}}年)的?)?{_N}{{1,3}}月份?(?:{_N}{{1,3}}[日号]?|[底末初])?|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{8}}|"
    rf"大?[前昨今明后][天日]|(?:[去今明后]年的?年?|[去今明后本]|本?年)[底末]|[上下这本]个?月(?:{_N}{{1,3}}[日号]|[底末初])?|"
    r"(?:[上下这本]个?)?(?:周|星期|礼拜)[一二三四五六日天]|(?:明年|后年)?元旦|(?:[前去今明后]|\d{4})年|即日|现在|今朝|明朝"
)
LENGTH = rf"(?:半|{_N}{{1,3}})(?:个月|年|天|周|个星期)"
_RANGE = re.compile(
    rf"(?:从|自|时间|期限|有效期)?[:是为]?\s*(?P<since>{DAY})\s*(?:起|开始)?\s*[,，]?\s*(?:直?到|至|~|-+)\s*(?P<until>{DAY}|{LENGTH})(?:为?止|结束|到期|底)?"
)
_SINCE = re.compile(
    rf"(?:从|自)(?P<since>{DAY}|[^,，。;；\s\0到至起~]{{2,12}}?)(?:起|开始|算起|[以之]后|(?=[,，。\s\0]|$))|(?P<from>{DAY})(?:起|开始|生效|算起)"
)
_UNTIL = re.compile(
    rf"(?:直?到|至|截至|截止到?|期限到?|有效期到?)[:是]?(?P<until>{DAY})(?:为?止|结束|到期)?|(?P<ends>{DAY})(?:为?止|截止|结束|到期)|"
    rf"(?:为?期|期限|有效期|时长)[:是为]?(?P<length>{LENGTH})"
)
_SOURCE = re.compile(r"(?:来源|依据|根据)[:是为]?\s*(?P<source>[^,，。;；\s\0]{1,20})")
_ASKS = re.compile(
    r"(?:哪些|什么|啥|有没有|几个|多少|查|看看|看一下).{0,12}标签|标签.{0,6}(?:哪些|什么|啥|情况|查|吗|有没有)|(?:吗|[?？])\s*$|是不是|是否|有没有|算不算|属不属于|^[\s\0]*的?标签[\s\0]*$"
)
ENDS = re.compile(
    r"不再|不是|不算|不属于|去掉|去除|取消|删[掉除]?|撤[掉销]?|移除|拿掉|摘[掉帽]|解除|终止|结束了|停[掉止了]|退出|不享受|不独居|没有?了|到期|不(?=\0)|"
    r"不[做当干]|不愿意?[做当]"
)
_DENIED = re.compile(r"(?:如果|要是|是不是|会不会)")
GIVES = re.compile(
    r"(?:加|添|打|贴|标|设)[^,，。;；]{0,6}标签|标签[^,，。;；]{0,3}[加添]|标[记注]?[为成]|加上|新增|添加|列[入为]|纳入|"
    r"[给帮把][他她伊][^,，。;；]{0,2}[加添记标](?:上|个|一个|成|为)?(?=\0)"
)
_CONNECTS = re.compile("是|加|添|打上|贴|标|设|列|属于|算|成|纳入|评|享受|新增|登记|记|有|办")
FILLING = re.compile(
    r"(?:请|帮我|帮忙|麻烦|给|把|将|替|为|家里?|里|住着?|的|了|那位|这位|一位|位|一个|个|再|也|已经|现在|刚刚?|我们?|要|想|"
    r"新增|添加|增加|加上|加|添|打上|打|贴上|贴|标记|标注|标|设置?|列入|列|纳入|评上|评|享受|登记|记录?|办理?|办好|是否|属不|属于|和|与|跟|及|以及|还有|请问|问一下|算是?|成了?|是|有|上|"
    r"标签|关爱|重点|老人家?|老太|户|家庭|对象|人员|情况|居民|为期|吧|啊|哦|呀|哈|吗|么|呢|[?？]|不再|不是|不算|不属于|去掉|去除|取消|删掉|删除|删|撤掉|撤销|移除|拿掉|"
    r"摘掉|摘帽|解除|终止|结束|停掉|停止|停|退出|到期|不|不享受|没有|没|到期|这个|那个|不[做当干]|就|都|"
    r"[\s\0,，。;；:：、.!！\"“”「」'()（）~-])*"
)
_NAMED = re.compile(
    r"标签[:是为\s「“\"]*(?P<after>[^\s,，。;；\0」”\"]{1,10})|[加添打贴](?:上|个|一个)?(?P<before>[^\s,，。;；\0的上]{2,8}?)的?标签"
)

VISITED = re.compile(
    "去了|看了|走访|上门|入户|探望|看望|电话|微信|碰到|遇到|身体|血压|精神|配药|住院|想申请|希望|诉求|今天|昨天|刚才"
)


@dataclass(frozen=True)
class Said:
    """What a sentence says. `named` is the word for a tag that nobody knows; `left` what it says besides."""

    home: str
    door: str
    who: str
    tags: tuple[TagKind, ...]
    words: str
    named: str
    since: str
    until: str
    source: str
    left: str
    rest: str  # the sentence without its people and days

    @property
    def whole(self) -> bool:
        """It speaks of tags of somebody and of nothing else."""
        return bool((self.home or self.who) and self.tags and not self.left)

    @property
    def able(self) -> bool:
        return any(tag.kind == tagbook.CAPABILITY for tag in self.tags)


def understand(text: str, world: World) -> Said:
    """Read once; each piece of the text is used once."""
    places = world.unit.places
    flat = plain(unlisted(text))
    doors = find_doors(flat, places.estates())
    flat, since, until = _take_days(_blank(flat, [(door.start, door.end) for door in doors[:1]]))
    people = find_people(flat, places.names(world.viewer))[:1] or _behind_door(flat)
    flat = _blank(flat, [(who.start, who.end) for who in people])
    source = _SOURCE.search(flat)
    flat = _blank(flat, [source.span()] if source else [])
    spots = tagbook.spot(flat)
    rest = _blank(flat, [(start, end) for start, end, _ in spots])
    named = None if spots else _NAMED.search(rest)
    unknown = (named["after"] or named["before"] or "").strip() if named else ""
    unknown = "" if FILLING.fullmatch(unknown) else unknown
    if unknown:
        rest = rest.replace(unknown, "\0" * len(unknown), 1)
    who = people[0].source if people else ""
    return Said(
        (doors[0].source if doors else "") + who, doors[0].source if doors else who, who, tuple(dict.fromkeys(tag for *_, tag in spots)),
        "、".join(flat[start:end] for start, end, _ in spots), unknown, since, until,
        source["source"] if source else "", _left(rest), rest,
    )  # fmt: skip


def _behind_door(flat: str) -> list[Who]:
    """A name that nobody behind any door has, standing between a door and what is said: 12号402张三加标签低保."""
    found = re.search(r"\0(?:里|的)?(?P<who>[\u4e00-\u9fff]{2,3})(?=加|添|打|贴|标|是|不是|不再|会|愿)", flat)
    people = find_people(found["who"]) if found else []
    return (
        [replace(who, start=found.start("who") + who.start, end=found.start("who") + who.end) for who in people]
        if found
        else []
    )


def _take_days(flat: str) -> tuple[str, str, str]:
    """The text without its days, from when, and until when."""
    if both := _RANGE.search(flat):
        return _blank(flat, [both.span()]), both["since"], both["until"]
    since = _SINCE.search(flat)
    flat = _blank(flat, [since.span()] if since else [])
    until = _UNTIL.search(flat)
    flat = _blank(flat, [until.span()] if until else [])
    return (
        flat,
        (since["since"] or since["from"]) if since else "",
        (until["until"] or until["ends"] or until["length"]) if until else "",
    )


def _blank(flat: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        flat = flat[:start] + "\0" * (end - start) + flat[end:]
    return flat


def _left(rest: str) -> str:
    """The clauses that say more than that somebody bears a tag."""
    pieces = (piece.strip("\0 ") for piece in re.split("[,，。;；!！]", rest))
    return "，".join(piece.replace("\0", "") for piece in pieces if not FILLING.fullmatch(piece))


def asks(text: str, said: Said) -> bool:
    """12号302有哪些标签, 王阿婆是独居吗."""
    about_tags = "标签" in text or bool(said.tags and (said.home or said.who) and not said.left.strip("吗?？"))
    return about_tags and bool(_ASKS.search(plain(text)) or _ASKS.search(said.rest))


def is_asking(text: str, sent: datetime, world: World) -> bool:
    if "标签" not in text and not re.search(r"(?:吗|[?？])\s*$|是不是|是否|有没有|算不算|属不属于", text):
        return False
    said = understand(text, world)
    return bool(said.home or said.who) and asks(text, said)


def is_giving(text: str, sent: datetime, world: World) -> bool:
    """给12号302王阿婆加标签独居老人; 12号402李建国是低保, with nothing else told."""
    if not (_CONNECTS.search(text) or _SINCE.search(text) or _RANGE.search(text) or _UNTIL.search(text)):
        return False
    said = understand(text, world)
    if said.able or ENDS.search(said.rest) or asks(text, said) or _DENIED.search(text):
        return False
    named = bool(said.home or said.who) and bool(said.tags or said.named)
    told = bool(GIVES.search(said.rest)) and (named or bool((said.home or said.who) and "标签" in text))
    return (told and not VISITED.search(said.left)) or (
        said.whole and bool(said.since or said.until or _CONNECTS.search(said.rest))
    )


def is_ending(text: str, sent: datetime, world: World) -> bool:
    """12号302王阿婆不是独居了; 去掉12号302的独居标签."""
    if not re.search("[不没去取删撤移拿摘除解终结停退到]", text):
        return False
    said = understand(text, world)
    if asks(text, said) or _DENIED.search(text) or not ENDS.search(said.rest):
        return False
    return said.whole or bool((said.home or said.who) and "标签" in text)


def read_tags(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """One record: 哪一户, 是谁, 标签, 开始, 结束, 来源, 备注, as far as they are told."""
    said = understand(text, world)
    if said.left and "标签" not in text and not GIVES.search(said.rest):
        return []  # it tells of something else
    secret = any(tag.name in tagbook.SENSITIVE for tag in said.tags)
    named = said.words or said.named
    found = (
        ("哪一户", said.home, said.door),
        ("是谁", said.who, said.who),
        ("标签", named, "" if secret else named),  # the review does not repeat what is to be kept secret
        ("开始", said.since, said.since),
        ("结束", said.until, said.until),
        ("来源", said.source, said.source),
        ("备注", said.left if len(said.left) > 1 and named and said.home else "", said.left),
    )
    slots = tuple(Slot(label, words, source) for label, words, source in found if words)
    return [Record(slots, part=False)] if slots else []


_LOOKUP = re.compile(r"^(?:查一?下?|看看?|请问|问一?下?)?[：:，, ]*")


def read_asked(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Of whom the tags are asked for."""
    said = understand(_LOOKUP.sub("", text), world)
    return [Record((Slot("查", said.home, said.home),), part=False)] if said.home else []
