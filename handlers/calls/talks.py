"""The conversations about whom to ring: the list, and what came of one call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Record, Slot
from bot.talk.talk import Talk
from bot.world import World
from handlers.calls import listing
from handlers.calls.saving import MISSED, SOLVED, TOLD, UNSOLVED, Called, results
from handlers.calls.settings import Block
from handlers.engines.cases import moves
from handlers.engines.cases.saying import CALL, CALLS
from storage.charge import CADRES

STAFF = (*CADRES, "书记", "街道干部")
NOBODY = "电话单空了，没有要打的电话。"
_LIST = (
    r"^(?:看看?|查看?|我的)?(?:电话单|电话清单|电话名单|待打电话)(?:有(?:哪些|谁|几个))?[。？?]?$",
    r"^(?:还)?(?:有)?(?:哪些|几个|谁的|什么)电话(?:要|没|该)(?:打|我打)[^，,。]{0,4}$",
    r"^(?:要|该)(?:给谁打|打哪些|打几个|打给谁)(?:个)?电话?[？?。]?$",
)
_RESULT = (
    (MISSED, re.compile(r"没(?:有)?(?:打)?通|没(?:人)?接|不接|打不通|关机|停机|空号|忙音|没接通")),
    (UNSOLVED, re.compile(r"没(?:有)?(?:解决|好|修好|弄好|办好)|还(?:没|不|是)|又(?:坏|漏|不)|老样子")),
    (SOLVED, re.compile(r"解决了|好了|修好了|弄好了|满意|没问题")),
    (TOLD, re.compile(r"告知|告诉|通知|说了|说过|知道了|讲过|讲了|转告")),
)


@dialogue(CALLS, starts=_LIST, by=STAFF, order=15, shows=True)
def list_calls(talk: Talk) -> str:
    """电话单：微信上找不到的人，一个个打电话告诉；打完点一下就记上。"""
    lines = listing.lines_of(talk.world, talk.world.viewer)
    if not lines:
        return NOBODY
    if len(lines) == 1:
        text, options = listing.one(lines[0])
        talk.offer(*options)
        return text
    text, options = listing.several(lines, int(talk.about.get("first", 0)), talk.about.get("seen", []))
    talk.offer(*options)
    return text


def _named(text: str, lines: Sequence[listing.Line]) -> list[listing.Line]:
    """The calls that words speak of, by name or number."""
    return [line for line in lines if (line.person.name and line.person.name in text) or line.case.number in text]


def read_result(text: str, sent: datetime, world: World) -> Sequence[Record]:
    found = next((result for result, pattern in _RESULT if pattern.search(text)), "")
    lines = _named(text, listing.lines_of(world, world.viewer))
    slots = [Slot("打的谁", f"第{lines[0].call.id}个", text)] if len(lines) == 1 else []
    slots += [Slot("结果", found, text)] if found else []
    return [Record(tuple(slots), part=False)]


def is_result(text: str, sent: datetime, world: World) -> bool:
    """李建国没打通, 打给李建国了，他说好了: somebody of the list, and what came of it."""
    spoken = re.search(r"打|电话|接|通|告知|告诉|关机|停机|空号", text) or re.search(r"解决了|没解决", text)
    if not spoken or len(text) > 60 or not any(pattern.search(text) for _, pattern in _RESULT):
        return False
    lines = listing.lines_of(world, world.viewer)
    return any(line.person.name and line.person.name in text for line in lines)


@dialogue(CALL, by=STAFF, reads=read_result, sure=is_result, order=15)
def record_call(talk: Talk) -> str:
    """打电话：打完说一声，比如「李建国没打通」「李建国解决了」。"""
    world = talk.world
    said = talk.ask("打的谁", "打给谁的？", Note(), otherwise="无", how="absent")
    result = talk.ask("结果", "打得怎么样？", Note(), otherwise="无", how="absent")
    number = int(talk.about.get("call") or said.strip("第个") or 0)
    call = world.unit.calls.get(number) if number else None
    lines = listing.lines_of(world, world.viewer)
    line = next((one for one in lines if one.call.id == number), None)
    if call is None or line is None:
        gone = f"这个电话不用打了，已经记着「{call.result}」。" if call and call.done_at else "这个电话不在您的单子上。"
        return f"{gone}回「电话单」看看还有谁。"
    if not result:
        text, options = listing.one(line)
        talk.offer(*options)
        return text
    due = moves.deadlines(world, line.case.urgency, line.case.category, talk.today)[1]
    choices = results(call.act)
    result = talk.ask("打电话的结果", "打得怎么样？", Choice(*choices), otherwise=result)
    block: Block = world.settings.blocks.get("calls", Block())
    talk.save(Called(number, result, due, block.tries))
    return "\n".join([_closing(line, result, block.tries), *_next(talk, [one for one in lines if one is not line])])


def _closing(line: listing.Line, result: str, tries: int) -> str:
    if result == SOLVED:
        return f"记下了：{line.name}说好了。"
    if result == UNSOLVED:
        return f"记下了：{line.name}说没解决，{line.case.number}号重新办。"
    if result == TOLD:
        return f"记下了：{line.name}知道了。"
    over = line.call.tries + 1 >= tries
    return f"记下了，没打通{line.call.tries + 1}次，" + ("先不排了。" if over else "先放在后面，改时候再打。")


def _next(talk: Talk, rest: Sequence[listing.Line]) -> list[str]:
    """The next one at once, so that a list is worked off a tap at a time."""
    if not rest:
        return ["电话单打完了。记错了回「撤销」。"]
    text, options = listing.one(rest[0])
    talk.offer(*options)
    return [f"还有{len(rest)}个。下一个：", text]
