"""The conversation in which a cadre tells how the calls of a round went: whom they reached, whom not."""

from __future__ import annotations

from bot.dialogue import dialogue
from bot.kinds.base import Note, Option
from bot.talk.talk import Talk
from handlers.rounds import rules
from handlers.rounds.kinds import OPENING, hear
from handlers.rounds.mine import Mine
from handlers.rounds.planning import DOORS, block_here
from handlers.rounds.reached import Households, Reached
from handlers.rounds.reads import BEYOND, LABELS, is_report, read_report
from storage.visits import NewVisit, Visit


@dialogue(
    "回报走访", by=DOORS, reads=read_report, sure=is_report, order=15,
    aliases={"没通": "没联系上", "电话没通": "没联系上", "打通": "电话打通", "通了": "电话打通", "上门": "上门看过", "打通了": "电话打通"},
)  # fmt: skip
def report_calls(talk: Talk) -> str:
    """回报走访：这一轮打下来怎么样，比如「都打通了」「除了8号401都通了」。"""
    world, mine = talk.world, Mine(talk.world)
    if not mine.rows:
        return "您手上没有在走的天气走访。记别的走访，直接写一句就行。"
    if hear(talk, OPENING) and not mine.open:
        return "您的名单都联系过了，辛苦。记别的走访，直接写一句就行。"
    told: dict[str, list[Reached]] = {}
    known: set[int] = set()
    for outcome, label in LABELS.items():
        nothing = None if outcome == "打通" and not known else "无"
        kind = Households(mine, outcome, frozenset(known))
        told[outcome] = talk.ask(
            label, "哪几户打通了？可以写「都打通了」，也可以写「8号401没打通」。", kind, nothing, how="absent"
        )
        known |= {one.home.id for one in told[outcome]}
    beyond = talk.ask(BEYOND, "哪几户不在名单里？", Note(empty="没有"), "无", how="absent")
    if not known:
        return "您的名单都联系过了，没有要记的。"
    talk.review("请核对：")
    title = "、".join(dict.fromkeys(one.title for one in mine.running))
    ways = {"没通": ("未遇", "电话没打通"), "上门": ("入户", ""), "打通": ("电话", "")}
    for outcome, homes in told.items():
        way, empty = ways[outcome]
        for one in homes:
            note = one.note or empty or f"{title}，{'电话打通' if way == '电话' else '上门看过'}"
            talk.save(NewVisit(Visit(one.home.id, world.viewer.person, talk.today, way, note)))
    for door in filter(None, beyond.split("、")):
        talk.offer(Option(f"记{door}", words=f"走访{door}", start="走访记录"))
    apart = f"{beyond}不在这一轮的名单里，没有记；要记走访，点下面或另外写一句。" if beyond else ""
    return _told(talk, mine, told) + apart


def _told(talk: Talk, mine: Mine, told: dict[str, list[Reached]]) -> str:
    met = {one.home.id for outcome in ("上门", "打通") for one in told[outcome]}
    left = [home.door for home in mine.open if home.id not in met]
    done = f"记好了：打通{len(told['打通'])}户" + (f"，上门{len(told['上门'])}户" if told["上门"] else "") + "。"
    if not left:
        return f"{done}您的名单都联系到了，辛苦。记错了回「撤销」。"
    later = rules.minutes(block_here(talk.world).door_after_minutes)
    doors = "、".join(left[:5]) + (f"等{len(left)}户" if len(left) > 5 else "")
    return f"{done}还没联系上：{doors}。打不通的，发出通知{later}后请上门看看。记错了回「撤销」。"
