"""The conversation that counts households by a tag or a state: 独居老人有几户, 空关的有几户, 拒访的有多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Note, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.coverage import grounds, lists
from handlers.coverage.figures import count_coverage, find_tagged
from handlers.coverage.grounds import Ground
from handlers.engines.registry import tagbook
from storage.charge import CADRES

STATES = {
    "空关": "空置", "空关房": "空置", "空置": "空置", "空房": "空置", "空着": "空置",
    "拒访": "谢绝上门", "谢绝上门": "谢绝上门", "不让上门": "谢绝上门", "不开门": "谢绝上门",
}  # fmt: skip
_TAGS = [word for tag in tagbook.TAGBOOK for word in (tag.name, *tag.synonyms) if word.isalpha()]
_WHAT = "|".join(sorted((*STATES, *_TAGS), key=len, reverse=True))
_ASKED = re.compile(
    r"(?:请问|查一?下|看看|统计一?下|现在|目前)*(?P<where>[\u4e00-\u9fff\d]{0,12}?)(?:里|的|一共|总共|现在|有)*"
    rf"(?P<what>{_WHAT})(?:的|人家|家庭|老人|户|一共|总共|现在|今年)*(?:有|是)?"
    r"(?:哪(?:些|几)(?:[户家个位]|人家?)?|几[户家个位]|多少[户家个位人]?|谁)(?:人家?)?[呢啊呀]?[?？。]?"
)


def _is_tally(text: str, sent: datetime, world: World) -> bool:
    return _ASKED.fullmatch(text.strip()) is not None


def _question(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问", text.strip(), text.strip()),), part=False)]


@dialogue("数一数", by=(*CADRES, "书记", "街道干部"), reads=_question, sure=_is_tally, order=5, shows=True)
def tally(talk: Talk) -> str:
    """数一数：「独居老人有几户」「三门空关的有几户」，自己负责的点得开，看是哪几户。"""
    said = talk.ask("问", "想数哪一类？", Note(), otherwise="无", how="absent")
    asked = _ASKED.fullmatch(said)
    if asked is None:
        return "想数哪一类？比如「独居老人有几户」「空关的有几户」「拒访的有几户」。"
    try:
        found = grounds.find(talk.world, asked["where"])
        ground = grounds.load(talk.world, found[0][1])
    except Unclear as unclear:
        talk.offer(*unclear.options)
        return str(unclear)
    if state := STATES.get(asked["what"]):
        return _of_state(talk, ground, state)
    kind = tagbook.find(asked["what"])
    if kind is None or kind.sensitivity == tagbook.NAMED_ROLES:
        return "这一类要保密，不在这里数。该知道的同事，会在自己的名单里看到。"
    sight = grounds.sight_of(talk.world, ground)
    if kind.sensitivity != tagbook.OPEN and sight == grounds.NONE:
        return grounds.whom_to_ask(talk.world, ground)
    number = len(find_tagged(talk.world, kind.name, ground.buildings))
    if number and sight == grounds.ALL:
        talk.offer(lists.button_of_tag(ground, kind.name, number))
    return f"{ground.name}：{kind.name}{number}户。"


def _of_state(talk: Talk, ground: Ground, state: str) -> str:
    figures = count_coverage(talk.world, ground.buildings)
    if state == "空置":
        return f"{ground.name}：空置{figures.empty}户，不算在应访里。有人搬进来了再登记。"
    if figures.refusing and grounds.sight_of(talk.world, ground) == grounds.ALL:
        talk.offer(*(one for one in lists.buttons_of(ground, figures) if one.shown.startswith(lists.REFUSING)))
    return f"{ground.name}：谢绝上门{figures.refusing}户。"
