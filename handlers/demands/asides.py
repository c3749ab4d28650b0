"""What residents write that is no demand: thanks, anger, advertisements, curiosity, +1, marks without words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option, Record, Slot
from bot.language.triage import danger
from bot.talk.talk import Talk
from bot.world import World
from handlers.demands import nearby, rules
from handlers.demands.cosigning import SameOne
from handlers.demands.saves import Thanks
from handlers.engines.cases import rules as states
from handlers.engines.cases.answers import Left
from handlers.engines.cases.moves import Joined
from handlers.engines.cases.saying import COSIGN, MINE, RAISE
from storage.cases import Case

HUMAN = Option("找人帮忙", words="找人帮忙")
TELL = Option("提诉求", words="提诉求", start=RAISE)
RESIDENTS = ("居民", "访客", "楼组长", "物业")


def _is(*wanted: str) -> Callable[[str, datetime, World], bool]:
    def judge(text: str, sent: datetime, world: World) -> bool:
        spotted = danger(text)
        return rules.intent(text) in wanted and not (spotted and not spotted.handled)

    return judge


def _whole(label: str) -> Callable[[str, datetime, World], Sequence[Record]]:
    return lambda text, sent, world: [Record((Slot(label, text, text),), part=False)]


@dialogue(
    "表扬", starts=("^我?要?表扬",), by=RESIDENTS, reads=_whole("话"), sure=_is(rules.PRAISE), order=45, opening=True
)
def praise(talk: Talk) -> str:
    """表扬：想谢谁，写一句，我带到。"""
    words = talk.ask("话", "想谢谁、谢什么？写一句，我带到。", Note(required=True))
    talk.save(Thanks(words, ()))
    return "谢谢您。这句话我带给居委的同事，他们会高兴的。"


@dialogue("消消气", by=RESIDENTS, reads=_whole("话"), sure=_is(rules.ABUSE), order=46, opening=True)
def calm(talk: Talk) -> str:
    """消消气：没办好的事，写哪里、什么事，我记下来。"""
    talk.ask("话", "您说。", Note(), otherwise="无", how="absent")
    talk.offer(TELL, HUMAN)
    return "您先消消气。哪里没办好，写一句在哪里、什么事，我马上记下来，有人给您回话；想直接跟人说，点「找人帮忙」。"


@dialogue("广告", by=RESIDENTS, reads=_whole("话"), sure=_is(rules.AD), order=47, opening=True)
def turn_away(talk: Talk) -> str:
    """广告：这里不收广告。"""
    talk.ask("话", "您说。", Note(), otherwise="无", how="absent")
    return "这里只记居民的事，不收广告，也不转发。家里或小区有事要办，写一句哪里、什么事就行。"


@dialogue("别家的事", by=RESIDENTS, reads=_whole("话"), sure=_is(rules.PRIVACY), order=44, shows=True)
def refuse(talk: Talk) -> str:
    """别家的事：别人家的情况不能说。"""
    talk.ask("话", "您说。", Note(), otherwise="无", how="absent")
    talk.offer(TELL, HUMAN)
    return (
        "别人家的情况不能说，是不是、有没有都不能答，您家的也一样不会告诉别人。"
        "要是遇到具体的事，比如吵、漏水、不安全，写一句哪里、什么事，我来记；眼下有危险打 110。"
    )


@dialogue("该找谁", by=RESIDENTS, reads=_whole("话"), sure=_is(rules.REFER), order=48, shows=True)
def pass_on(talk: Talk) -> str:
    """该找谁：居委管不了的，告诉您归谁管、打什么电话。"""
    words = talk.ask("话", "什么事？", Note(), otherwise="无", how="absent")
    wanted = rules.refer_to(words)
    found = next((one for one in talk.world.settings.contacts if wanted and wanted in one.name + one.purpose), None)
    number = (
        f"归{found.name}管：{found.number}。"
        if found
        else f"归{rules.NUMBERS[wanted][0]}管：{rules.NUMBERS[wanted][1]}。"
        if wanted
        else ""
    )
    talk.offer(HUMAN)
    return f"这件事居委管不了，{number}打不通就打 12345。要我请人陪您打，点「找人帮忙」。"


@dialogue("没说清", by=RESIDENTS, reads=lambda text, sent, world: (), sure=_is(rules.SIGNS), order=43, opening=True)
def signs(talk: Talk) -> str:
    """没说清：只有符号的时候，问一句怎么了。"""
    talk.offer(TELL, HUMAN)
    return "没看懂，是有什么事吗？着火、有人受伤请马上打 119、120。别的事写一句哪里、什么事，或者点下面的按钮。"


# Co-signing


def _newest(world: World, *, mine: bool) -> list[Case]:
    """Open cases that one may co-sign (+1 after a case that was told of in the building), or that one has co-signed."""
    unit, viewer = world.unit, world.viewer
    if mine:
        return [
            case
            for case, voice in unit.voices.of_person(viewer.person)
            if voice.part == "附议" and case.state in states.CURRENT
        ]
    home = unit.places.household(viewer, viewer.household) if viewer.household else None
    if home is None:
        return []
    since = nearby.window(world)
    here = [*unit.cases.nearby(home.building_id, None, since), *unit.cases.nearby(None, home.committee_id, since)]
    open_ones = [case for case in here if case.state in states.OPEN and case.urgency != "P0"]
    return sorted(nearby.others(world, open_ones, viewer.person, most=99), key=lambda case: -case.id)


def _which(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """附议0312 names one; +1 and 不附议了 do not."""
    return [Record((Slot("哪一件", text if re.search(r"\d{4}", text) else "无", text),), part=False)]


def _numbered(text: str, world: World) -> Case | None:
    found = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    return world.unit.cases.numbered("诉求", int(found[0])) if found else None


@dialogue(COSIGN, starts=("^(我要?)?附议", r"^\+\s?1$"), reads=_which, sure=_is(rules.COSIGN), order=42)
def cosign(talk: Talk) -> str:
    """附议：附近有人提过的同一件事，回「附议」加编号，办得怎么样一样告诉您。"""
    world, person = talk.world, talk.world.viewer.person
    words = talk.ask("哪一件", "附议哪一件？写编号。", Note(), otherwise="无", how="absent")
    case = world.unit.cases.get(talk.about["case"]) if talk.about.get("case") else _numbered(words, world)
    open_ones = nearby.others(world, _newest(world, mine=False), person)
    if case is None and open_ones:
        shown = {f"{n}. {nearby.describe(world, one)}": one for n, one in enumerate(open_ones, 1)}
        buttons = {f"附议第{n}件": one for n, one in enumerate(open_ones, 1)}
        case = buttons.get(talk.ask("同一件吗", "\n".join(["附议哪一件？", *shown]), SameOne(*buttons, none="都不是")))
    if case is None or case.household_id or case.urgency == "P0":
        talk.offer(TELL)
        return "没找到可以附议的。写一句哪里、什么事，附近有人提过的我会找出来。"
    if world.unit.voices.of(case.id, person):
        return f"您已经在{case.number}号里了，办得怎么样会告诉您。"
    if case.state not in states.OPEN:
        talk.offer(TELL)
        return f"{case.number}号已经有结果了，附议不上。还没好的话，写一句哪里、什么事，我另记一件。"
    talk.save(Joined(case.id, person, case.words if words == "" else words))
    return f"给您附议了，编号{case.number}。办得怎么样一样告诉您；不想跟了，回「不附议了」。"


@dialogue(
    "不附议",
    starts=("^(我)?不(再)?附议", r"^(我)?不(想)?(再)?跟(进)?了[吧。]?$", "^(取消|退出|撤回)附议"),
    reads=_which,
    order=41,
)
def leave(talk: Talk) -> str:
    """不附议：附议过的不想跟了，回「不附议了」。"""
    world = talk.world
    words = talk.ask("哪一件", "退出哪一件？", Note(), otherwise="无", how="absent")
    named, mine = _numbered(words, world), _newest(world, mine=True)
    mine = [case for case in mine if named is None or case.id == named.id]
    if not mine:
        return f"没有您附议过、还没结的。您自己提的，说「{MINE}」看。"
    case = mine[0]
    if len(mine) > 1:
        options = {f"退出{one.number}": one for one in mine[:8]}
        lines = [f"{one.number}号 {one.matter}" for one in mine[:8]]
        case = options[talk.ask("退出", "\n".join(["退出哪一件？", *lines]), Choice(*options))]
    talk.save(Left(case.id))
    return f"好，{case.number}号您不附议了，不再告诉您进展。别人提的照样办。"
