"""How a notice is cut into whom it is for and what it says, word for word."""

from __future__ import annotations

import re
from typing import NamedTuple

# Whom 跟…说一声 may be meant for to be a notice: houses and groups, never one door or one person.
_GROUP = (
    r"(?=[^，,：:。]{0,14}(?:[\d一二三四五六七八九十]号|[楼栋幢]|小区|花园|新村|公寓|弄|居民|住户|邻居|大家|网格|楼组长))"
    r"(?![^，,：:。]{0,14}(?:\d{3}|室))"
)
TELL = (
    rf"(?:请|帮我|帮忙|麻烦|我要|我想)?(?:跟|和|同|给|向){_GROUP}(?P<told>[^，,：:。]{{2,16}}?)(?:的)?(?:所有|全体)?(?:人家|人|居民|住户|邻居|街坊|业主)?们?"
    r"(?:都|也)?(?:说|讲|通知|招呼|提醒)(?:一[声下]|声|下)[\s：:，,]*(?:就说)?"
)
URGENT = r"(?:加急|紧急|急)(?:发|通知)?|(?:现在|马上|立即|立刻|即刻|今晚|夜里)(?:就|也)?(?:要)?发(?:出去?|掉|出)?|不等(?:早上|明天)"
_HEAD = re.compile(
    rf"^(?:加急|紧急)?[：:，, ]*(?:{TELL}|"
    r"(?:请|帮我|帮忙|麻烦|我要|我想)?(?:(?:发|群发|发送|发布|推送)(?:一下|一?[条个则份])?(?:通知|公告)|群发(?=[：:])|通知(?!我(?!负责|管|们)|过|单)|(?:给|向|告诉)(?=[^，,：:]{2,20}(?:发|通知|[：:])))(?:一下)?[\s：:，,]*)"
)
MINE = re.compile(
    r"^(?:我|我们)(?:自己)?(?:负责|管|包)?的?(?:全部|所有)?(?:楼|楼栋|居民|微网格|片区|网格|这里|片)?(?:的)?(?:居民)?$"
)
# What groups are called: the estate, the area or the staff of whoever writes.
_EVERYBODY = r"(?:全体|所有|全部|整个|全|各位|本)?"
COMMITTEE = re.compile(
    rf"^{_EVERYBODY}(?:居民区|居委会?|社区|居民)(?:的)?(?:全体|所有)?(?:居民|住户|人)?$|^(?:全体|所有|全部|各位)(?:居民|住户|人)$|^大家$"
)
STREET = re.compile(r"^(?:全|整个|本)?街道(?:的)?(?:全体|所有)?(?:居民|人)?$")
ROLES = {"楼组长": "楼组长", "楼长": "楼组长", "干部": "干部", "同事": "干部", "居委干部": "干部", "书记": "书记"}
_TAGS = re.compile(
    r"志愿者|老伙伴|党员|热心人|能人|低收入|困难户|困难家庭|老人|老年人|残疾|重残|失独|病人|独居|孤老|高龄|低保|矫正|刑满|精神|孕妇|产妇|婴幼儿|儿童|军属|退役|优抚|租户|外来"
)


class Heard(NamedTuple):
    """Whom a notice is for and what it says; "" where the words do not tell."""

    whom: str
    words: str


def hear(text: str) -> Heard | None:
    """通知12号楼：…, 给益港花园发通知：…, 发通知; None if it begins otherwise. What it says is not changed."""
    head = _HEAD.match(text.strip())
    if not head:
        return None
    left = text.strip()[head.end() :]
    if head["told"]:
        whom = "大家" if head["told"] in ("大家", "大伙", "各位") else head["told"]
        return Heard(whom.strip(" 的"), left.strip())
    cut = re.match(
        r"(?P<whom>[^：:\n]{1,40}?)(?:发(?:一?[条个则])?(?:通知|公告))?\s*[：:\n]\s*(?P<words>.+)",
        left,
        re.DOTALL,
    )
    if cut:
        return Heard(cut["whom"].strip(" ，,。的"), cut["words"].strip())
    comma = re.match(r"(?P<whom>[^，,。\n]{1,20})[，,]\s*(?P<words>.+)", left, re.DOTALL)
    if comma and not re.search(r"停|点|今|明|后天|上午|下午|请|周", comma["whom"]):
        return Heard(comma["whom"].strip(), comma["words"].strip())
    building = re.match(
        r"(?P<whom>[\u4e00-\u9fff]{0,8}?[\d一二三四五六七八九十、和,，到至-]{1,12}(?:号楼|号|幢|栋))(?:楼)?(?:的)?(?:居民|住户|邻居|街坊)?[\s]*(?P<words>[^\d].+)",
        left,
        re.DOTALL,
    )
    if building:
        return Heard(building["whom"], building["words"].strip())
    if "群发" in head[0] and head[0].rstrip().endswith(("：", ":")):
        return Heard("", left.strip())
    return Heard(left.strip(" 。"), "")


def says_now(text: str) -> bool:
    """加急, 现在就发; as a whole message."""
    return re.fullmatch(rf"(?:(?:请|要|帮我)?(?:{URGENT})[，,。！! 吧的]*)+", text.strip()) is not None


def is_urgent(text: str) -> bool:
    """加急通知12号楼：…"""
    return re.match("加急|紧急(?=[：:，, ]*(?:发|通知|群发))", text.strip()) is not None


def changed(text: str) -> str:
    """Whom 发给12号楼, 改发给13号 wants it to be for; "" if it says something else."""
    found = re.fullmatch(r"(?:改成?|应该)?(?:发给|发到)([^：:，,]{2,30})[。]?", text.strip())
    return found[1] if found else ""


def is_tag(whom: str, tags: list[str]) -> bool:
    """A group that is made of what is known of people."""
    return bool(_TAGS.search(whom)) or any(tag in whom for tag in tags if len(tag) > 1)


def role_of(whom: str) -> str:
    """楼组长 of 全体楼组长, 各楼组长; "" if no such group is named."""
    bare = re.sub(r"^(?:全体|所有|全部|各位?|本居委的?|居民区的?|我们的?)", "", whom.strip()).removesuffix("们")
    return ROLES.get(bare, "")


def numbers(whom: str) -> str:
    """12、13号 as 12号、13号; 8到10号 as each of them."""
    spread = re.sub(
        r"(\d{1,3})号?(?:楼)?\s*[到至~-]\s*(\d{1,3})(?=号)",
        lambda found: "号、".join(map(str, range(int(found[1]), int(found[2]) + 1))) if 0 < int(found[2]) - int(found[1]) < 60 else found[0],
        whom,
    )  # fmt: skip
    return re.sub(r"(\d{1,3})(?=\s*[、,，和跟及]\s*\d{1,3}(?:[、,，和跟及]|号|\s))", r"\1号", spread)


def said(counts: dict[str, int]) -> str:
    """网页12人、微信客服3人."""
    names = {"web": "网页", "kf": "微信客服", "wecom": "企业微信", "terminal": "终端", "telegram": "Telegram"}
    return "、".join(f"{names.get(channel, channel)}{count}人" for channel, count in sorted(counts.items()))
