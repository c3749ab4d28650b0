"""The conversations about whom to ring: the list, and what came of one call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Record, Slot
from bot.saying import brief
from bot.talk.talk import Talk
from bot.world import World
from handlers.calls import listing
from handlers.calls.saving import MISSED, SOLVED, TOLD, UNSOLVED, Called, results, tries_after
from handlers.calls.settings import Block
from handlers.engines.cases import meant, moves, rules, verdicts
from handlers.engines.cases.saying import CALL, CALLS
from storage.charge import CADRES

STAFF = (*CADRES, "书记", "街道干部")
NOBODY = "电话单空了，没有要打的电话。"
_LIST = (
    r"^(?:看看?|查看?|我的)?(?:电话单|电话清单|电话名单|待打电话)(?:有(?:哪些|谁|几个))?[。？?]?$",
    r"^(?:还)?(?:有)?(?:哪些|几个|谁的|什么)电话(?:要|没|该)(?:打|我打)[^，,。]{0,4}$",
    r"^(?:要|该)(?:给谁打|打哪些|打几个|打给谁)(?:个)?电话?[？?。]?$",
)
_MISSED = re.compile(r"没(?:有)?(?:打)?通|没(?:人)?接|不接|打不通|关机|停机|空号|忙音|没接通")
_TOLD = re.compile(r"告知|告诉|通知|知道了|讲过|讲了|转告|说过|说了")
_SPOKEN = re.compile(r"打|电话|接|通|告知|告诉|关机|停机|解决|[他她](?:讲|说)|说(?:是)?")
_RANG = re.compile(
    r"^(?:刚才?|刚刚)?(?:我)?(?:打(?:过|通|好)?了?|电话打|电话里|问(?:过|了)|通了)[^，,。]{0,6}(?:[，,。]|$)|^[他她](?:讲|说)"
)


def result_of(text: str) -> str:
    """What came of a call, as words tell it; "" if they do not."""
    if _MISSED.search(text):
        return MISSED
    said = verdicts.solved(_RANG.sub("", text))
    if said is None and verdicts.satisfaction(text) in verdicts.HAPPY:
        said = True
    if said is not None:
        return SOLVED if said else UNSOLVED
    return TOLD if _TOLD.search(text) else ""


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


def _meant(text: str, world: World) -> list[listing.Line]:
    """The calls that words speak of; without a name the one that was just shown."""
    lines = listing.answerable(world, world.viewer)
    if named := _named(text, lines):
        return [line for line in named if not line.call.done_at] or named[:1]
    shown = meant.offered(world, CALL, "call").get("call") if _RANG.search(text) else None
    return [line for line in lines if line.call.id == shown]


def read_result(text: str, sent: datetime, world: World) -> Sequence[Record]:
    found, lines = result_of(text), _meant(text, world)
    slots = [Slot("打的谁", f"第{lines[0].call.id}个", text)] if len(lines) == 1 else []
    slots += [Slot("结果", found, text)] if found else []
    words = _words(text, lines[0].person.name if lines else "")
    if words and found in (SOLVED, UNSOLVED) and text not in (SOLVED, UNSOLVED):
        slots.append(Slot("怎么说", words, text))
        slots += [Slot("评价", degree, text)] if (degree := verdicts.satisfaction(words)) and found == SOLVED else []
    return [Record(tuple(slots), part=False)]


def _words(text: str, name: str) -> str:
    """What the person said, without who it was and that they were rung: 三楼还黑."""
    bare = _RANG.sub("", text.replace(name, "", 1).strip("，,。 ") if name else text.strip()).strip("，,。 ")
    rest = re.sub(r"^(?:(?:没(?:有)?)?解决了?|没(?:修|弄|办)?好)(?:[，,。]|$)", "", bare)
    return re.sub(r"^(?:[他她])?(?:讲|说)(?:是)?[，,：:]?", "", rest).strip("，,。 ")


def is_result(text: str, sent: datetime, world: World) -> bool:
    """李建国没打通, 打给李建国了，他说好了, 打过了，她说蛮好: somebody of the list, and what came of it."""
    if len(text) > 60 or not (_SPOKEN.search(text) or verdicts.named_degree(text)) or not result_of(text):
        return False
    lines = _meant(text, world)
    return bool(lines) and (len(lines) == 1 or any(line.person.name and line.person.name in text for line in lines))


@dialogue(CALL, by=STAFF, reads=read_result, sure=is_result, order=15)
def record_call(talk: Talk) -> str:
    """打电话：打完说一声，比如「李建国没打通」「李建国解决了」。"""
    world = talk.world
    said = talk.ask("打的谁", "打给谁的？", Note(), otherwise="无", how="absent")
    result = talk.ask("结果", "打得怎么样？", Note(), otherwise="无", how="absent")
    why = talk.ask("怎么说", "怎么说的？", Note(), otherwise="无", how="absent")
    degree = talk.ask("评价", "满意吗？", Note(), otherwise="无", how="absent")
    number = int(talk.about.get("call") or said.strip("第个") or 0)
    call = world.unit.calls.get(number) if number else None
    lines = listing.lines_of(world, world.viewer)
    line = next((one for one in listing.answerable(world, world.viewer) if one.call.id == number), None)
    if call is None or line is None or (call.done_at and result in (TOLD, MISSED)):
        gone = f"这个电话不用打了，已经记着「{call.result}」。" if call and call.done_at else "这个电话不在您的单子上。"
        return f"{gone}回「电话单」看看还有谁。"
    if not result:
        text, options = listing.one(line)
        talk.offer(*options)
        return text
    due = moves.deadlines(world, line.case.urgency, line.case.category, talk.today)[1]
    result = talk.ask("打电话的结果", "打得怎么样？", Choice(*results(call.act)), otherwise=result)
    block: Block = world.settings.blocks.get("calls", Block())
    apart = timedelta(hours=block.apart_hours)
    talk.save(Called(number, result, due, block.tries, why, degree, apart))
    tries = tries_after(call, talk.now, apart)
    rest = [one for one in lines if one.call.id != number]
    return "\n".join([_closing(line, result, tries, block.tries, why), *_next(talk, rest)])


def _closing(line: listing.Line, result: str, tries: int, most: int, why: str) -> str:
    said = f"，「{brief(why)}」" if why else ""
    if result == SOLVED:
        return f"记下了：{line.name}说好了{said}。"
    if result == UNSOLVED:
        return f"记下了：{line.name}说没解决{said}，{line.case.number}号重新办。"
    if result == TOLD:
        return f"记下了：{line.name}知道了。" + (
            "以后说好没好，回一句我补上。" if line.call.act == rules.RESOLVE else ""
        )
    if tries == line.call.tries:
        return f"记下了，还是没打通。隔得近，算一次（第{tries}次），过几个钟头再打。"
    return f"记下了，没打通{tries}次，" + ("先不排了。" if tries >= most else "先放在后面，改时候再打。")


def _next(talk: Talk, rest: Sequence[listing.Line]) -> list[str]:
    """The next one at once, so that a list is worked off a tap at a time."""
    if not rest:
        return ["电话单打完了。记错了回「撤销」。"]
    text, options = listing.one(rest[0])
    talk.offer(*options)
    return [f"还有{len(rest)}个。下一个：", text]
