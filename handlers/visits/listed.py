"""Homes told by their place on the list that was just shown: 第一户去过了, 前面三家都好, 名单上的都打过电话了."""

from __future__ import annotations

import re

from bot.kinds.base import Option
from bot.language.numbers import number
from bot.offers import PUSH
from bot.world import World

_N = "[一二两三四五六七八九十]|1?[0-9]"
_LISTED = re.compile(
    rf"(?:^|(?<=[，,。；;、和\s]))(?:今天|刚才|刚刚|刚|上午|下午|我们?|阿拉|名单(?:上|里)的?)*(?:第(?P<nth>{_N})(?:[户家]人?家?)|(?:前面?|头)(?:的)?(?P<first>{_N})[户家]|"
    rf"(?P<last>最后|末)一?[户家]|(?:这|上面)(?P<these>几|{_N})[户家]|(?P<all>名单(?:上|里)?的?(?:几?[户家]|人家)?))"
    r"(?=(?:人家)?(?:的|也|都|已经|今天|刚|又|全|，|,)*(?:去|走|跑|看|打|电话|联系|上门|入户|访|没人|不在|敲|见|好|蛮好|微信))"
)

LOOKS_BACK = 20  # messages with buttons


def spelled_out(text: str, world: World) -> str:
    """The same words with the doors in place of their numbers on the list; as they are if no list was shown."""
    if not _LISTED.search(text) or not (doors := _shown(world)):
        return text
    return _LISTED.sub(lambda match: "、".join(_meant(match, doors)) or match[0], text)


def _meant(match: re.Match[str], doors: list[str]) -> list[str]:
    if match["nth"]:
        at = number(match["nth"])
        return doors[at - 1 : at] if at else []
    if match["last"]:
        return doors[-1:]
    many = match["first"] or match["these"] or ""
    return doors if many in ("", "几") else doors[: number(many)]


def _shown(world: World) -> list[str]:
    """The doors of the newest list, in its order; none while a conversation goes on, whose own parts are numbered."""
    person, unit = world.viewer.person, world.unit
    newest, stack = unit.outbox.newest(person, 1), unit.talks.stack(person)
    if newest and stack and newest[0].card.partition(".")[0] == str(stack[0].id):
        return []
    for parcel in unit.outbox.last_with_buttons(person, LOOKS_BACK):
        options = [Option.from_row(row) for row in parcel.buttons]
        visits = [one.words.removeprefix("走访") for one in options if one.start == "走访记录" and one.words]
        if parcel.card == PUSH and visits and parcel.made_at.date() == world.today:
            return list(dict.fromkeys(visits))
    return []
