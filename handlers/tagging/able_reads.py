"""Takes a sentence apart that tells what somebody can or will do, and one that asks who can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.kinds.base import Record, Slot
from bot.language.numbers import plain, unlisted
from bot.language.where import find_doors
from bot.world import World
from handlers.engines.registry import tagbook
from handlers.tagging import rules
from handlers.tagging.reads import ENDS, FILLING, GIVES, VISITED, Said, asks, understand

OPENS = re.compile(
    r"[\s\0]*(?:请|帮我)?(?:加|记|登记|添加|新增|增加)(?:一?下|一?[个位名])?(?:能人|热心人?|志愿者|老伙伴|在职党员|楼组长|达人)"
)
_CONSENT = re.compile(
    r"(?:本人|他|她|伊)?(?:已经|也)?(?P<yes>(?<!不)(?<!没)同意了?|问过了?[,，]?(?:同意|愿意|可以)了?)|(?P<no>还没问过?|没问过?)"
)
_AROUND = re.compile(
    r"^(?:请|帮我|加|记|登记|添加|新增|增加|一?下|一?[个位名]|把|将|给|列入|纳入|为|成|到|进|里|是|的|了|标签|能人库|[\s\0,，。;；:：])+|[\s\0,，。;；]+$"
)


def is_able(text: str, sent: datetime, world: World) -> bool:
    """加能人 李建国 会理发; 12号402李建国会修电器，愿意帮邻居: somebody, and what they can or will do."""
    if not re.search("会|能|懂|擅长|精通|愿意|乐意|热心|志愿|伙伴|党员|组长|达人|退休", text):
        return False
    said = understand(text, world)
    if (
        asks(text, said)
        or not (said.home or said.who)
        or ENDS.search(said.rest)
        or re.search("谁|哪[些个位]|有没有", text)
    ):
        return False
    if OPENS.match(said.rest.replace("\0", "")) or OPENS.match(plain(text)):
        return True
    if said.able and (
        said.whole or "标签" in text or GIVES.search(said.rest) or re.search("记[为成进入]|能人库", said.rest)
    ):
        return True
    return (
        bool(rules.ability(_told(text, said))[0]) and not VISITED.search(text) and text.find(said.who or said.home) < 12
    )


def _told(text: str, said: Said) -> str:
    """The text without whom it is about."""
    flat = plain(unlisted(text))
    for piece in (said.home, said.home.removesuffix(said.who), said.who):
        flat = flat.replace(piece, "，", 1) if piece else flat
    return flat


def read_able(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """哪一户, 是谁, 标签, 会什么, 本人同意吗, as far as they are told."""
    said = understand(text, world)
    if not (is_able(text, sent, world) or _only_who(text, said)):
        return []
    told = _told(text, said)
    consent = _CONSENT.search(told)
    told = told[: consent.start()] + told[consent.end() :] if consent else told
    tags = [tag for tag in said.tags if tag.kind == tagbook.CAPABILITY]
    opened = OPENS.match(told.strip("， "))
    can = "，".join(
        piece for piece in (_bare(piece, bool(opened)) for piece in re.split("[,，。;；\\s]", told)) if piece
    )
    tag = tags[0].name if tags else rules.tag_for(can) if can else ""
    found = (
        ("哪一户", said.home),
        ("是谁", said.who),
        ("标签", tag),
        ("会什么", can),
        ("本人同意吗", ("同意了" if consent["yes"] else "还没问") if consent else ""),
    )
    slots = tuple(Slot(label, words, said.door if label == "哪一户" else words) for label, words in found if words)
    return [Record(slots, part=False)] if slots else []


def _only_who(text: str, said: Said) -> bool:
    """Nothing is told but of whom it is, and whether they agree."""
    return bool(FILLING.fullmatch(_CONSENT.sub("", _told(text, said))) or OPENS.match(plain(text)))


def _bare(piece: str, opened: bool) -> str:
    """What somebody can do, without the words that only ask to write it down."""
    piece = _AROUND.sub("", piece)
    tag = next(
        (
            word
            for word in (piece, *re.findall(r"^(能人|热心人士?|热心居民|志愿者|老伙伴|在职党员|楼组长|达人)", piece))
            if tagbook.find(word)
        ),
        "",
    )
    piece = piece.removeprefix(tag) if tag else piece
    return "" if len(piece) < 2 or FILLING.fullmatch(piece) else piece


_WHO = re.compile(
    r"(?:谁|哪位|哪个|哪些人|有没有人|有谁|有人|什么人)[^，,。；;]{0,4}?(?:会|能|懂|擅长|愿意|可以)(?:帮忙?|给人)?(?P<can>[^，,。；;?？吗呢吧]{1,12})|"
    r"找(?:一?个|一?位)?(?:会|能|懂)(?P<seek>[^，,。；;?？的]{1,12})的"
)
_KINDS = "能人|热心人士?|热心居民|热心的?人|志愿者|老伙伴|在职党员|楼组长|达人"
_WHICH = re.compile(
    rf"能人库|(?:哪些|多少|几[个位]|谁是|有没有|名单|有谁|都有谁|查|看)[^，,。；;]{{0,6}}(?:{_KINDS})|"
    rf"(?:{_KINDS})(?:们)?(?:名单|有哪些|有谁|都有谁|有几[个位]|有多少|库)"
)


@dataclass(frozen=True)
class Asked:
    """What is asked of the list: a tag ("" all), what they can do, a building's number."""

    tag: str = ""
    can: str = ""
    number: str = ""


def what_is_asked(text: str, world: World) -> Asked:
    flat = plain(text)
    doors = find_doors(flat, world.unit.places.estates())
    who = _WHO.search(flat)
    can = ((who["can"] or who["seek"]) if who else "").strip("的了过 ")
    tags = [tag.name for *_, tag in tagbook.spot(flat) if tag.kind == tagbook.CAPABILITY]
    tags = tags or (["热心人士"] if "热心" in flat else [])
    if tags and re.search("志愿|热心|伙伴", can):  # 谁愿意做志愿者 asks for those who are
        can = ""
    general = "能人库" in flat or bool(re.search("能人|达人", flat)) or (bool(who) and bool(can))
    return Asked("" if general or not tags else tags[0], can, doors[0].number if doors else "")


def is_list(text: str, sent: datetime, world: World) -> bool:
    return (
        bool(_WHICH.search(plain(text)) or _WHO.search(plain(text)))
        and "标签" not in text
        and not is_able(text, sent, world)
    )


def read_list(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问", text, text),), part=False)]
