"""The conversation in which somebody says what is wrong where: only what is missing is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Note, Option
from bot.language.triage import danger
from bot.language.where import find_doors
from bot.saying import say_day
from bot.talk.talk import Part, Talk
from bot.world import World
from handlers.demands import nearby, rules
from handlers.demands.asides import calm, cosign, leave, pass_on, praise, refuse, signs, turn_away
from handlers.demands.cosigning import SameOne
from handlers.demands.kinds import AGREED, Behalf, Consent, ForWhom, Matter
from handlers.demands.labels import OTHER, Label
from handlers.demands.locating import NOWHERE, Standing, spot_of
from handlers.demands.opening import make_case, voices_of
from handlers.demands.places import Spot
from handlers.demands.reads import TURNED, beside_danger, called, hear
from handlers.demands.replies import reword
from handlers.demands.saves import Demand
from handlers.demands.saying import ASK, CALM, FIRST, receipt
from handlers.engines.cases.moves import Joined, Raised
from handlers.engines.cases.saying import MINE, RAISE
from storage.cases import Case
from storage.places import House
from storage.scope import STAFF

ALIASES = {
    "位置": "地点", "地址": "地点", "门牌": "地点", "地方": "地点", "哪里": "地点", "内容": "事情", "诉求": "事情", "问题": "事情", "对象": "替谁",
}  # fmt: skip
JOIN, NEW = "这件，附议", "不是，另提一件"
_WISH = r"^(?:我?(?:要|想|来)?)?(?:提|反映|投诉|报修)(?:一下|一?[个件]|个|件)?(?:诉求|问题|情况|意见|建议|事情?)?$"
_BEGINS = (
    _WISH,
    "^提诉求",
    "^扫码",
    f"^{TURNED}[：:]",
    r"^(?:我)?(?:帮|替|代|给)[^，,。]{2,24}?(?:提|报个?修|报|反映|登记|申请)(?:一下|一?[件个]|个)?(?:诉求|事情?|问题)?[：:，,]",
    r"^(?:我)?(?:帮|替|代)[^，,。]{2,24}?(?:报|提|申请|反映)一?[个件份](?=[^，,。\s]{2})",
    r"^(?!.{0,20}(?:昨天|前天|看了|去了))[^，,。]{2,24}[让托叫请喊]我(?:来|帮|替|给)+(?:她|他|伊|忙)?(?:来)?(?:提|报|反映|登记|申请)",
    r"^[^，,。]{2,24}(?:没有?手机|(?:不会|勿会|不懂)[用弄发]?(?:手机|微信))[，,].*(?:坏|漏|堵|想|要|申请|同意|不亮|报修)",
)


def is_demand(text: str, sent: datetime, world: World) -> bool:
    """Something is wrong or wanted. Staff say so in plain words: what they tell of a home is a visit."""
    spotted = danger(text)
    if spotted and not spotted.handled:  # the desk has answered, and whoever is on duty has it
        return bool(beside_danger(text))
    if world.viewer.roles & set(STAFF):
        named = rules.label_of(text) is not OTHER and rules.intent(text) == rules.DEMAND
        if re.match(r"(?:跟|和|给|向|对|告诉|通知).{2,20}(?:说|讲|通知|告诉)(?:一声|一下)?[，,：:]", text):
            return False  # what is to be passed on is a notice
        return named and not re.search(r"走访|入户|看望|去了|上门|家里|阿婆|伯伯|计划|提醒|^\s*0?\d{3,4}", text)
    return rules.intent(text) == rules.DEMAND


def is_left(text: str, sent: datetime, world: World) -> bool:
    """What nobody else takes, and is a whole sentence of somebody who is no staff, or a door and a thing: better kept."""
    if world.viewer.roles & set(STAFF) or rules.intent(text) != rules.NOTHING or danger(text):
        return False
    doors = find_doors(text)
    rest = len(re.findall(r"[\u4e00-\u9fffA-Za-z]", text)) - sum(len(door.source) for door in doors)
    return rest >= 9 or bool(doors and (rest >= 4 or rules.label_of(text) is not OTHER))


@dataclass(frozen=True)
class Told:
    """One matter as it stands before it is raised; `joins` is the case it is co-signed to."""

    case: Case
    label: Label
    spot: Spot
    words: str
    files: tuple[int, ...]
    joins: Case | None = None
    known: Case | None = None  # the person's own, told before


@dialogue(
    RAISE,
    starts=_BEGINS,
    reads=hear,
    each="件",
    aliases=ALIASES,
    menu="提诉求",
    rank=6,
    sure=is_demand,
    rest=is_left,
    rewords=reword,
    order=70,
)
def raise_demand(talk: Talk) -> str:
    """提诉求：写一句哪里、什么事就行，比如「12号楼道的灯坏了」。"""
    runs = talk.about["runs"] = talk.about.get("runs", 0) + 1
    whom = talk.ask(
        "替谁",
        "替谁提的？可以写门牌，也可以写姓名；自己的事回「自己」。",
        ForWhom(talk.world),
        otherwise="自己",
        how="absent",
    )
    house = talk.ask("门口", "您在哪个门口？", Standing(talk.world), otherwise=NOWHERE, how="absent")
    parts = list(talk.parts())
    first, count = talk.about.setdefault("parts", len(parts)), len(parts)
    told = [
        _tell(talk, part, whom, house, several=count > 1, more=n <= first < count) for n, part in enumerate(parts, 1)
    ]
    if not _consent(talk, whom, told):
        return "好，这件先不记。等问过本人、本人愿意，再发一遍就行；急事不用等，直接打电话。"
    calls = _calls(talk, told)
    if len(told) == 1 and (known := told[0].known):
        return (
            f"这件已经记着了，{known.number}号，{_since(talk, known)}。有新情况就说「补充{known.number}」加上您的话。"
        )
    new = [one for one in told if not one.joins and not one.known]
    asked = runs > 1 and not talk.about.get("reviewed")
    if new and not (asked and len(told) == 1):
        talk.about["reviewed"] = True
        for one in new:
            _say_first(talk, one.label, one.words)
        talk.review("请核对，对的话就提交：", yes="提交")
    return _save(talk, told, whom, calls)


def _consent(talk: Talk, whom: Behalf, told: Sequence[Told]) -> bool:
    """Of a cadre who writes for somebody: whether they want it (PIPL 13, 14), asked unless it was said."""
    if not whom.household or not talk.world.viewer.roles & set(STAFF) or talk.about.get("visit"):
        return True
    return talk.ask("本人同意", "本人同意提吗？", Consent(), how="found") == AGREED


def _tell(talk: Talk, part: Part, whom: Behalf, house: House | None, *, several: bool, more: bool) -> Told:
    words = part.ask("事情", ASK, Matter())
    label = rules.label_of(words)
    _say_first(talk, label, words)
    spot = spot_of(part, talk.world, whom, words, label, house, several=several, more=more)
    case = make_case(talk.world, words, label, spot, talk.about.get("visit"))
    _say_first(talk, label, words)
    found = nearby.open_nearby(talk.world, spot, label, words)
    speaks = whom.people[0] if whom.people and talk.world.viewer.roles & set(STAFF) else talk.world.viewer.person
    told = Told(case, label, spot, words, tuple(part.files))
    if known := nearby.mine_of(talk.world, found, words, speaks):
        return replace(told, known=known)
    others = nearby.others(talk.world, found, speaks, spot.household or 0)
    return replace(told, joins=nearby.forwarded(others, words) or _same(talk, part, others, words if several else ""))


def _say_first(talk: Talk, label: Label, words: str) -> None:
    """What to do before anything else, or a calm word: together with the first question that is really asked."""
    first = FIRST.get(label.sub) or (CALM if rules.is_rude(words) else "")
    said = talk.about.setdefault("first", {})
    if first and said.setdefault(first, talk.about["runs"]) == talk.about["runs"] and first not in talk.texts:
        talk.say(first)


def _same(talk: Talk, part: Part, others: Sequence[Case], of_several: str) -> Case | None:
    """At most three that may be the same, by place, matter and day."""
    if not others:
        return None
    shown = [nearby.describe(talk.world, case) for case in others]
    if len(others) == 1:
        options, text = (
            {JOIN: others[0]},
            f"附近已经有人反映了这件：\n{shown[0]}\n是同一件吗？附议的话，办得怎么样一样告诉您。",
        )
    else:
        options = {f"附议第{n}件": case for n, case in enumerate(others, 1)}
        lines = [f"{n}. {line}" for n, line in enumerate(shown, 1)]
        text = "\n".join(["附近已经有人反映了这几件：", *lines, "有同一件吗？附议的话，办得怎么样一样告诉您。"])
    text = f"「{rules.shortly(of_several, 16)}」{text}" if of_several else text
    return options.get(part.ask("同一件吗", text, SameOne(*options, none=NEW)))


def _calls(talk: Talk, told: Sequence[Told]) -> str:
    """Of a guest whose own home it is: how to call them, once."""
    person, viewer = talk.world.person, talk.world.viewer
    if viewer.household or viewer.roles:
        return ""
    wanted = not person.name and any(one.label.where == "家" and not one.joins for one in told)
    kind = Note(empty="", longest=40)
    said = " ".join(filter(None, (called(one.words) for one in told)))
    wanted = wanted and not said
    asked = talk.ask(
        "称呼", "怎么称呼您？好让居委的人找得到您。", kind, otherwise=None if wanted else "无", how="absent"
    )
    return asked or said  # what was added to a matter at its review: 我姓李，13812345678


def _since(talk: Talk, case: Case) -> str:
    return f"{say_day(case.raised_at.date(), talk.today)}收到的"


def _save(talk: Talk, told: Sequence[Told], whom: Behalf, calls: str) -> str:
    world, needs = talk.world, list(talk.about.get("needs", ()))
    things: list[object] = []
    closing = []
    for place, one in enumerate(told):
        voices = voices_of(world, whom)
        if one.known:
            closing.append(f"{rules.shortly(one.words, 12)}：已经记着了，{one.known.number}号。")
        elif one.joins:
            things += [
                Joined(one.joins.id, person, one.words, one.files)
                for person, _ in voices
                if not world.unit.voices.of(one.joins.id, person)
            ]
            closing.append(f"给您附议了，编号{one.joins.number}。办得怎么样一样告诉您；不想跟了，回「不附议了」。")
        else:
            raised = Raised(one.case, voices, one.files)
            need = needs[place] if place < len(needs) else 0
            several = rules.shortly(one.words, 12) if len(told) > 1 else ""
            things.append(Demand(raised, receipt(world, one.case, one.label, several), need, calls))
    talk.save(*things)
    talk.offer(Option(MINE, words=MINE, start=MINE))
    return "\n".join([*closing, "说错了回「撤销」。" if len(closing) < len(told) else "记错了回「撤销」。"])


__all__ = [
    "calm", "cosign", "leave", "pass_on", "praise", "raise_demand", "refuse", "signs", "turn_away",
]  # fmt: skip
